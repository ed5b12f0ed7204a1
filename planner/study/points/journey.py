"""The journey of every study: read, lay out the points, solve, keep, write and tell."""

import dataclasses
import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import typer

from planner.errors import InputError, NoPlanError
from planner.explain.voice import Voice
from planner.outcomes.notices import Notice
from planner.outcomes.point import StartedFound
from planner.study.caveats import Caveats, Progress
from planner.study.front.point_words import STATUS, reason
from planner.study.options import PointWishes
from planner.study.points.job import Job
from planner.study.points.ledger import RunLedger
from planner.study.points.progress import ProgressLine
from planner.study.points.runner import How, Runner
from planner.study.results import StudyResults, probe_results, save_results, target_of
from planner.versions import versions
from planner.words import Language, Words
from planner.workbook.faults import has_errors, shown
from planner.workbook.opening import emit, sound_reading
from planner.workbook.read import Reading

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
PHASES = {"base": Words("기준 계획", "Base"), "points": Words("점", "Points")}
"""Steps that several studies have; each study names its own."""


def run_study(
    path: Path,
    wishes: PointWishes,
    job_of: Callable[[Reading, Language], Job],
    held: Reading | None = None,
) -> None:
    """Make a study of a workbook. ``held``: what is in it, where it is no case workbook.

    Raises InputError (faults), UsageError, OutputError, NoPlanError; ends with 130 after Ctrl-C.
    """
    began = time.perf_counter()
    if wishes.resume is not None:
        # A resumed run may replace what it was meant to write.
        wishes = dataclasses.replace(wishes, overwrite=True)
    if held is None:
        reading, language = sound_reading(
            path, wishes.json, wishes.language, overwrite=wishes.overwrite
        )
    else:
        reading, language = held, wishes.language or held.language
    job = job_of(reading, language)
    _say_faults(job, language)
    if wishes.dry_run:
        _list(job)
        return
    with _opened(path, reading, job, wishes, language) as ledger:
        target = _target(ledger, path, wishes)
        _announce(path, job, ledger, language)
        found, interrupted, progress = _made(job, ledger, wishes, language)
        if job.study.needs_base and not found.points and not interrupted:
            _refuse_base(found, job, ledger, wishes, language)
        if not found.points and interrupted:
            typer.echo(_NOTHING.to(language), err=True)
            _stop(ledger, language)
        run = {**ledger.meta, "interrupted": interrupted}
        seconds = round(time.perf_counter() - began, 3)
        # Never how long it took, so that equal runs write equal files.
        found = dataclasses.replace(found, run=run)
        plain = {**job.json(found), "run": {**run, "seconds": seconds}}
        caveats = Caveats(_notes(reading, job, language), progress)
        results = StudyResults(found, job.pages, job.sentences, plain, str(run["started"]), caveats)
        save_results(results, target, wishes, language)
        if interrupted:
            _stop(ledger, language)


def _notes(reading: Reading, job: Job, language: Language) -> tuple[Notice, ...]:
    """What reading and laying out had to say."""
    edits = (Notice("N732", words.to(language)) for words in job.warnings)
    faults = (fault.notice(language) for fault in job.faults)
    return (*reading.notices(language), *faults, *edits)


def _stop(ledger: RunLedger, language: Language) -> NoReturn:
    typer.echo(_STOPPED.to(language).format(path=ledger.path), err=True)
    raise typer.Exit(INTERRUPTED)


def _say_faults(job: Job, language: Language) -> None:
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


def _opened(
    path: Path, reading: Reading, job: Job, wishes: PointWishes, language: Language
) -> RunLedger:
    """The ledger to resume, or a new one beside the output."""
    spec = repr((job.study.key, *job.spec))
    fingerprint = {
        "case": reading.sha256,
        "points": hashlib.sha256(spec.encode()).hexdigest(),
        "version": " ".join(versions()[name] for name in ("planner", "highspy", "scipy")),
    }
    if wishes.resume is not None:
        return RunLedger.resume(wishes.resume, fingerprint)
    target = target_of(job.study, path, wishes, language, LEDGER)
    # Before the ledger is made: a run that cannot write its results leaves nothing behind.
    probe_results(target, wishes, [path], [_beside(target)])
    meta = {
        "study": job.study.key,
        "input": reading.file,
        "input_sha256": reading.sha256,
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": versions(),
        "output": target.name,
    }
    return RunLedger.start(_beside(target), fingerprint, meta, overwrite=wishes.overwrite)


def _target(ledger: RunLedger, path: Path, wishes: PointWishes) -> Path:
    """Where the result goes; a resumed run goes where it was meant to."""
    assert ledger.path is not None
    target = wishes.output or ledger.path.with_name(ledger.meta["output"])
    probe_results(target, wishes, [path], [ledger.path])
    return target


def _beside(target: Path) -> Path:
    return target.parent / (target.stem + LEDGER)


def _announce(path: Path, job: Job, ledger: RunLedger, language: Language) -> None:
    typer.echo(_POINTS.to(language).format(path=path.name, count=len(job.asks)), err=True)
    settings = job.case.settings
    if settings.risk_measure != "none":
        typer.echo(_WITH_RISK.to(language).format(futures=settings.futures), err=True)
    assert ledger.path is not None
    typer.echo(_KEPT.to(language).format(path=ledger.path.name), err=True)


def _made(
    job: Job, ledger: RunLedger, wishes: PointWishes, language: Language
) -> tuple[Any, bool, tuple[Progress, ...]]:
    """The study, whether it was interrupted, and how far each kind of its phases came."""
    names = _Phases({**PHASES, **job.study.phases})
    progress = ProgressLine(language, names)
    how = How(wishes.jobs, wishes.cluster)
    first = _FirstResults(progress, Voice.of(job.case, language))
    try:
        with Runner(ledger, how, progress, first) as runner:
            study = job.make(runner.run)
            return study, runner.interrupted, _by_kind(runner, names)
    finally:
        progress.close()


def _by_kind(runner: Runner, names: Mapping[str, Words]) -> tuple[Progress, ...]:
    """Phases of one kind (``points china_price``, ``points japan_price``) as one."""
    kinds: dict[str, tuple[int, int]] = {}
    for phase, (done, asked) in runner.progress.items():
        kind = phase.split(" ")[0]
        before = kinds.get(kind, (0, 0))
        kinds[kind] = (before[0] + done, before[1] + asked)
    return tuple(
        Progress(names.get(kind, Words(kind, kind)), done, asked)
        for kind, (done, asked) in kinds.items()
    )


class _FirstResults:
    """Says what the first points come to, so that a mistake shows before the long work is done."""

    def __init__(self, progress: ProgressLine, voice: Voice) -> None:
        self._progress, self._voice = progress, voice
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
            return f"  {name}: {self._voice.say(STATUS[point['status']])}"
        return f"  {name}: {self._voice.money(cost)}"


class _Phases(dict[str, Words]):
    """Names of phases; ``points china_price`` is said as the points of that sweep."""

    def get(self, key: str, default: Any = None) -> Any:
        kind, _, rest = key.partition(" ")
        known = super().get(kind)
        if known is None:
            return default
        return Words(f"{known.ko} {rest}".strip(), f"{known.en} {rest}".strip())


def _refuse_base(
    found: StartedFound, job: Job, ledger: RunLedger, wishes: PointWishes, language: Language
) -> None:
    """Raise NoPlanError if the case itself has no plan: there is nothing to start from."""
    if found.base.objective is not None:
        return
    plain = {**job.json(found), "run": ledger.meta}
    emit(json.dumps(plain, ensure_ascii=False, indent=1), wishes.json)
    raise NoPlanError(
        _NO_BASE.to(language).format(reason(found.base, Voice.of(found.case, language)))
    )
