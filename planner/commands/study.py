"""The journey of every study: read, lay out the points, solve, keep, write and tell."""

import dataclasses
import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from models.case import Case
from planner.commands.opening import emit, sound_reading
from planner.errors import InputError, NoPlanError, OutputError, UsageError
from planner.explain import speak
from planner.outcomes.studies import Frontier, Room
from planner.study.front.point_words import STATUS, reason
from planner.study.points.ledger import Ledger
from planner.study.points.progress import Progress
from planner.study.points.result import study_json
from planner.study.points.runner import How, Runner
from planner.study.points.solver import Ask
from planner.study.points.solvers import Run
from planner.versions import versions
from planner.words import Language, Words
from planner.workbook.faults import Fault, has_errors, shown
from planner.workbook.read import Reading
from planner.workbook.save import default_output, probe, probe_file, renamed, save_as, too_long

INTERRUPTED = 130
FIRST_RESULTS = 4
LEDGER = ".run.sqlite"
"""Ending of the file beside the output in which results are kept as they come."""

_POINTS = Words("{path}: 점 {count}개를 계산합니다.", "{path}: {count} points to solve.")
_KEPT = Words(
    "결과는 나오는 대로 {path}에 적습니다. (Ctrl-C: 여기까지로 마침)",
    "Results are kept in {path} as they come. (Ctrl-C ends with what is done)",
)
_STOPPED = Words(
    "중단했습니다. 같은 명령에 --resume {path}를 붙이면 이어서 합니다.",
    "Interrupted. The same command with --resume {path} goes on from here.",
)
_NOTHING = Words("끝난 점이 없어 파일을 쓰지 않았습니다.", "No point was done: nothing is written.")
_NO_BASE = Words(
    "이 자료 그대로는 계획이 없어 비교할 것이 없습니다. {}",
    "The case has no plan as it is, so there is nothing to start from. {}",
)
_UNSOUND = Words("오류 {count}건: 계산하지 않았습니다.", "Errors: {count}. Nothing is solved.")
_WITH_RISK = Words(
    "위험을 반영하므로 점마다 미래 {futures}가지로 계획합니다. 오래 걸릴 수 있습니다.",
    "With risk every point is a plan for {futures} futures; this may take long.",
)
_SAME_FILE = Words(
    "{path}: 다른 결과가 들어갈 파일이라 JSON을 저장할 수 없습니다. 이름을 다르게 적으세요.",
    "{path} is for other results and cannot hold the JSON too; give it another name.",
)
_FILE_WORDS = {
    "scenarios": Words("시나리오", "scenarios"),
    "sweep": Words("민감도", "sweep"),
    "tornado": Words("토네이도", "tornado"),
    "monte_carlo": Words("몬테카를로", "montecarlo"),
    "frontier": Words("프런티어", "frontier"),
    "room": Words("협상여지", "room"),
}
_PHASES = {
    "base": Words("기준 계획", "Base"),
    "plans": Words("시나리오 계획", "Plans"),
    "lives": Words("다른 시나리오에서 살아 보기", "Regret"),
    "points": Words("점", "Points"),
    "changes": Words("공급사가 바뀌는 값", "Breakpoints"),
    "ends": Words("가장 안전한 끝", "Safest end"),
    "ranges": Words("범위", "Ranges"),
    "prices": Words("전환 가격", "Prices"),
}


@dataclass(frozen=True)
class Wishes:
    """What the user asked for beside the case."""

    output: Path | None = None
    json: str | None = None
    jobs: int = 0
    resume: Path | None = None
    cluster: str = ""
    dry_run: bool = False
    language: Language | None = None
    overwrite: bool = False


@dataclass(frozen=True)
class Job:
    """A study that is ready to be made of one case.

    ``asks`` are the points as far as they are known beforehand; ``spec`` is all that the results
    depend on beside the case. ``faults`` stop it, ``warnings`` do not.
    """

    kind: str
    case: Case
    asks: Sequence[Ask]
    spec: object
    make: Callable[[Run], Any]
    write: Callable[[Any, Path, Language], None]
    sentences: Callable[[Any, Language], list[str]]
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Words, ...] = ()


def run_study(path: Path, wishes: Wishes, job_of: Callable[[Reading, Language], Job]) -> None:
    """Make a study of a workbook.

    Raises InputError (faults), UsageError, OutputError, NoPlanError; ends with 130 after Ctrl-C.
    """
    began = time.perf_counter()
    reading, language = sound_reading(path, wishes.json, wishes.language)
    job = job_of(reading, language)
    _say_faults(job, reading, language)
    if wishes.dry_run:
        _list(job)
        return
    with _opened(path, reading, job, wishes, language) as ledger:
        target = _target(ledger, path, wishes)
        _announce(path, job, ledger, language)
        study, interrupted = _made(job, ledger, wishes, language)
        if isinstance(study, Frontier | Room) and not study.points and not interrupted:
            _refuse_base(study, ledger, wishes, language)
        if _empty(study) and interrupted:
            typer.echo(_NOTHING.to(language), err=True)
            typer.echo(_STOPPED.to(language).format(path=ledger.path), err=True)
            raise typer.Exit(INTERRUPTED)
        run = {
            **ledger.meta,
            "interrupted": interrupted,
            "seconds": round(time.perf_counter() - began, 3),
        }
        _save(study, job, run, target, wishes, language)
        if interrupted:
            typer.echo(_STOPPED.to(language).format(path=ledger.path), err=True)
            raise typer.Exit(INTERRUPTED)


def _say_faults(job: Job, reading: Reading, language: Language) -> None:
    for line in shown(job.faults, language):
        typer.echo(line, err=True)
    if has_errors(job.faults):
        count = sum(fault.severity == "error" for fault in job.faults)
        raise InputError(_UNSOUND.filled(count=count), job.faults)
    for words in job.warnings:
        typer.echo(words.to(language), err=True)


def _list(job: Job) -> None:
    """Print every point, one per line: its name, and what it edits."""
    for ask in job.asks:
        edits = "; ".join(f"{label} {value}" for label, value in ask.labels.items())
        typer.echo(f"{ask.name}\t{edits}")


def _opened(path: Path, reading: Reading, job: Job, wishes: Wishes, language: Language) -> Ledger:
    """The ledger to resume, or a new one beside the output."""
    fingerprint = {
        "case": reading.sha256,
        "points": hashlib.sha256(repr(job.spec).encode()).hexdigest(),
        "version": " ".join(versions()[name] for name in ("planner", "highspy", "scipy")),
    }
    if wishes.resume is not None:
        return Ledger.resume(wishes.resume, fingerprint)
    word = _FILE_WORDS[job.kind].to(language)
    target = wishes.output or default_output(path, word, datetime.now(), LEDGER)
    # Before the ledger is made: a run that cannot write its results leaves nothing behind.
    _probe(path, target, wishes)
    meta = {
        "study": job.kind,
        "input": reading.file,
        "input_sha256": reading.sha256,
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": versions(),
        "output": target.name,
    }
    return Ledger.start(_beside(target), fingerprint, meta, overwrite=wishes.overwrite)


def _target(ledger: Ledger, path: Path, wishes: Wishes) -> Path:
    """Where the result goes; a resumed run goes where it was meant to, and may replace it."""
    assert ledger.path is not None
    target = wishes.output or ledger.path.with_name(ledger.meta["output"])
    _probe(path, target, wishes, ledger.path)
    return target


def _beside(target: Path) -> Path:
    return target.with_name(target.stem + LEDGER)


def _probe(path: Path, target: Path, wishes: Wishes, ledger: Path | None = None) -> None:
    """See that the results can be written, each in a file of its own. Raises OutputError."""
    probe(target, overwrite=wishes.overwrite or wishes.resume is not None, source=path)
    if wishes.json in (None, "-"):
        return
    json_path = Path(wishes.json)
    probe_file(json_path, overwrite=True, source=path)
    for other in (target, ledger or _beside(target)):
        if json_path.resolve() == other.resolve():
            raise OutputError(_SAME_FILE.filled(path=other))


def _announce(path: Path, job: Job, ledger: Ledger, language: Language) -> None:
    typer.echo(_POINTS.to(language).format(path=path.name, count=len(job.asks)), err=True)
    settings = job.case.settings
    if settings.risk_measure != "none":
        typer.echo(_WITH_RISK.to(language).format(futures=settings.futures), err=True)
    assert ledger.path is not None
    typer.echo(_KEPT.to(language).format(path=ledger.path.name), err=True)


def _made(job: Job, ledger: Ledger, wishes: Wishes, language: Language) -> tuple[Any, bool]:
    """The study, and whether it was interrupted."""
    progress = Progress(language, _Phases(_PHASES))
    how = How(wishes.jobs, wishes.cluster)
    first = _FirstResults(progress, language, job.case.settings.currency)
    try:
        with Runner(ledger, how, progress, first) as runner:
            study = job.make(runner.run)
            return study, runner.interrupted
    finally:
        progress.close()


class _FirstResults:
    """Says what the first points come to, so that a mistake shows before the long work is done."""

    def __init__(self, progress: Progress, language: Language, currency: str) -> None:
        self._progress, self._language, self._currency = progress, language, currency
        self._left = FIRST_RESULTS

    def __call__(self, phase: str, texts: Sequence[str]) -> None:
        for text in texts[: self._left]:
            row = json.loads(text)
            point = row.get("point", row)
            # What is charged for missing cover along a frontier is not money that is paid.
            if "objective" in point and not row.get("missing"):
                self._left -= 1
                self._progress.say(self._said(point))

    def _said(self, point: dict[str, Any]) -> str:
        cost, name = point["objective"], point["name"]
        if cost is None:
            return f"  {name}: {STATUS[point['status']].to(self._language)}"
        return f"  {name}: {speak.money(cost, self._currency, self._language)}"


class _Phases(dict[str, Words]):
    """Names of phases; ``points china_price`` is said as the points of that sweep."""

    def get(self, key: str, default: Any = None) -> Any:
        kind, _, rest = key.partition(" ")
        known = _PHASES.get(kind)
        if known is None:
            return default
        return Words(f"{known.ko} {rest}".strip(), f"{known.en} {rest}".strip())


def _refuse_base(
    study: Frontier | Room, ledger: Ledger, wishes: Wishes, language: Language
) -> None:
    """Raise NoPlanError if the case itself has no plan: there is nothing to start from."""
    if study.base.objective is not None:
        return
    emit(json.dumps(study_json(study, ledger.meta), ensure_ascii=False, indent=1), wishes.json)
    raise NoPlanError(_NO_BASE.to(language).format(reason(study.base, study.case, language)))


def _empty(study: Any) -> bool:
    studies = study if isinstance(study, tuple) else (study,)
    return not any(one.points for one in studies)


def _save(
    study: Any, job: Job, run: dict[str, Any], target: Path, wishes: Wishes, language: Language
) -> None:
    """Write the workbook and the JSON, and say what they say."""
    dated = {key: value for key, value in run.items() if key != "seconds"}
    study = _dated(study, dated)
    saved = save_as(
        target,
        lambda part: job.write(study, part, language),
        overwrite=wishes.overwrite or wishes.resume is not None,
    )
    emit(json.dumps(study_json(study, run), ensure_ascii=False, indent=1), wishes.json)
    for line in (*job.sentences(study, language), str(saved)):
        typer.echo(line, err=wishes.json == "-")
    for words in (renamed(target, saved), too_long(saved)):
        if words:
            typer.echo(words.to(language), err=True)


def _dated(study: Any, run: dict[str, Any]) -> Any:
    """The study with what it was made by; never how long it took, so that equal runs are equal."""
    if isinstance(study, tuple):
        return tuple(dataclasses.replace(one, run=run) for one in study)
    return dataclasses.replace(study, run=run)


__all__ = ["Job", "UsageError", "Wishes", "run_study"]
