"""From a case workbook to a plan workbook, with words on the way."""

import dataclasses
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import typer

from models.case import Case
from models.edit import Edit, edited
from models.engines import EngineError, Options
from models.recourse.hedge import FollowerError
from planner.commands.plan_json import as_json
from planner.errors import InputError, NoPlanError, PlannerError, UsageError
from planner.explain.headline import status_sentence
from planner.explain.risk_words import risk_sentences
from planner.explain.sentences import conflict_sentence, five_sentences
from planner.explain.voice import Voice
from planner.outcomes.notices import Headline, Notice
from planner.outcomes.plan import Plan
from planner.page.document import ENDINGS
from planner.planning import plan_case
from planner.planning.hedged import Search
from planner.report import write_plan
from planner.study.caveats import Caveats
from planner.study.compare_risk.journey import compare_measures
from planner.study.points.phrases import edit_of, instead, said
from planner.study.simulate.telling import Teller
from planner.words import Language, Words
from planner.workbook.checks.effects import idle
from planner.workbook.faults import Spot, has_errors, shown
from planner.workbook.opening import emit, refuse_faults
from planner.workbook.read import Reading, read
from planner.workbook.recheck import faults_after, warned_after
from planner.workbook.save import default_output, place_words, probe, probe_json, save_as

_FILE_WORD = Words("계획", "plan")
_SOLVING = Words("{path}: 읽었습니다. 계산 중 ...", "{path}: read. Solving ...")
_WRITING = Words("쓰는 중 ...", "Writing ...")
_DISAGREES = Words("검산이 계획과 다릅니다:", "The audit disagrees with the plan:")
_UNWRITTEN = Words(
    "검산이 맞지 않는 계획은 저장하지 않습니다. 프로그램의 잘못이니 입력 파일과 함께 알려 주세요.",
    "A plan that the audit does not confirm is not written. This is a fault of the planner: please "
    "report it with the case.",
)
_UNSOUND = Words(
    "--set으로 바꾼 입력에 오류 {count}건: 계획을 세우지 않았습니다.",
    "After --set the case has errors: {count}. Nothing is planned.",
)
ON_RANKS = "mpi-sppy"
_RISK_ENGINE = Words(
    "위험을 반영한 계획은 --engine highs 또는 mpi-sppy로만 세웁니다.",
    "A plan with risk is made by --engine highs or mpi-sppy.",
)
_RANKS_RISK = Words(
    "--engine mpi-sppy는 위험을 반영한 계획(--risk expected 또는 cvar)에만 씁니다.",
    "--engine mpi-sppy is for plans with risk: --risk expected or cvar.",
)
_COMPARE_ALONE = Words(
    "--compare-risk는 --json, --time-limit, --engine과 함께 쓸 수 없습니다.",
    "--compare-risk takes no --json, --time-limit or --engine.",
)


@dataclass(frozen=True)
class Wishes:
    """What the user asked for beside the case."""

    output: Path | None = None
    json: str | None = None
    engine: str = "highs"
    time_limit: float | None = None
    language: Language | None = None
    overwrite: bool = False
    gap: float = 1e-3
    compare_risk: bool = False
    judge: int = 0
    """In how many unseen futures a plan with risk is judged."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """Settings of the case that the user replaces; None keeps the case's own."""
    edits: tuple[str, ...] = ()
    """Phrases of ``--set``."""


def plan_workbook(case: Path, wishes: Wishes) -> None:
    """Read, solve, write and tell.

    Raises InputError (faults), NoPlanError (infeasible, unbounded), OutputError, UsageError, and
    PlannerError if the audit disagrees.
    """
    if wishes.compare_risk and (wishes.json or wishes.time_limit or wishes.engine != "highs"):
        raise UsageError(_COMPARE_ALONE)
    began = time.perf_counter()
    reading = read(case)
    seconds = time.perf_counter() - began
    language = wishes.language or reading.language
    refuse_faults(case, reading, wishes.json, language, overwrite=wishes.overwrite)
    target = _target(case, wishes, language)
    typer.echo(_SOLVING.to(language).format(path=case.name), err=True)
    if wishes.compare_risk and reading.case is not None:
        changed = _as_set(reading, wishes.edits, language)
        facts = _as_wished(changed.case, wishes)
        caveats = Caveats((*reading.notices(language), *changed.notes))
        compare_measures(facts, target, language, wishes.gap, caveats, overwrite=wishes.overwrite)
        return
    try:
        plan = _solve(reading, wishes, language)
    except FollowerError:
        return
    plan.run["seconds"] = {"read": seconds, **plan.run["seconds"]}
    _refuse_unconfirmed(plan, wishes, language)
    typer.echo(_WRITING.to(language), err=True)
    saved = save_as(
        target,
        lambda path: write_plan(plan, path, language),
        overwrite=wishes.overwrite,
        endings=ENDINGS,
    )
    emit(as_json(plan, language), wishes.json)
    _tell(plan, saved, language, to_error=wishes.json == "-")
    for words in place_words(target, saved):
        typer.echo(words.to(language), err=True)
    _end(plan, language)


def _refuse_unconfirmed(plan: Plan, wishes: Wishes, language: Language) -> None:
    """Raise PlannerError if the audit disagrees: no number is published, and no file written."""
    if plan.check is None or plan.check.passed:
        return
    nothing = Plan(plan.case, "error", check=plan.check, notes=plan.notes, run=plan.run)
    emit(as_json(nothing, language), wishes.json)
    problems = "\n".join(plan.check.problems)
    raise PlannerError(f"{_DISAGREES.to(language)}\n{problems}\n{_UNWRITTEN.to(language)}")


def _target(case: Path, wishes: Wishes, language: Language) -> Path:
    """Where the plan goes; known to be writable before the long work."""
    target = wishes.output or default_output(case, _FILE_WORD.to(language), datetime.now())
    probe(target, overwrite=wishes.overwrite, source=case, endings=ENDINGS)
    probe_json(wishes.json, target)
    return target


def _solve(reading: Reading, wishes: Wishes, language: Language) -> Plan:
    if reading.case is None:
        raise UsageError("a case with faults is not solved")
    options = Options(time_limit=wishes.time_limit)
    on_ranks = wishes.engine == ON_RANKS
    search = Search(
        wishes.gap,
        wishes.time_limit,
        lambda words: typer.echo(words, err=True),
        on_ranks,
        wishes.judge,
        Teller(language),
    )
    changed = _as_set(reading, wishes.edits, language)
    case = _as_wished(changed.case, wishes)
    try:
        plan = plan_case(case, wishes.engine, options, language, search)
    except EngineError as error:
        raise UsageError(str(error)) from error
    plan.run.update(input=reading.file, input_sha256=reading.sha256)
    if wishes.edits:
        plan.run["edits"] = list(wishes.edits)
    places = reading.places_in_order(case)
    notes = (*reading.notices(language), *changed.notes, *plan.notes)
    return dataclasses.replace(plan, inputs=reading.inputs, places=places, notes=notes)


@dataclass(frozen=True)
class _Changed:
    """The case after the edits of ``--set``, and what is to be said of them."""

    case: Case
    notes: tuple[Notice, ...]


def _as_set(reading: Reading, phrases: tuple[str, ...], language: Language) -> _Changed:
    """Make the edits. Raises UsageError, and InputError if they leave an unsound case."""
    case = reading.case
    assert case is not None
    edits = [edit_of(phrase, case) for phrase in phrases]
    notes = _of_edits(case, phrases, edits, language)
    for note in notes:
        typer.echo(note.text, err=True)
    faults = faults_after(case, edits, reading.places) if edits else ()
    for line in shown(faults, language):
        typer.echo(line, err=True)
    if has_errors(faults):
        raise InputError(_UNSOUND.filled(count=len(faults)), faults)
    warned = warned_after(case, edits, reading.places) if edits else ()
    for line in shown(warned, language):
        typer.echo(line, err=True)
    notes += tuple(fault.notice(language) for fault in warned)
    return _Changed(edited(case, edits), notes)


def _of_edits(
    case: Case, phrases: tuple[str, ...], edits: list[Edit], language: Language
) -> tuple[Notice, ...]:
    """What became edits of another sheet, and what edits do not do."""
    found = [Notice("N731", words.to(language)) for words in instead(phrases, edits)]
    for one in idle(case, edits):
        edit = edits[one.edit]
        seen = edit.table if one.part == "table" else edit.where or "all"
        fault = one.at(Spot(seen=seen))
        text, brief = said(edit.label, fault).to(language), fault.message.to(language)
        headline: Headline = "left_out" if one.wholly else ""
        found.append(Notice(fault.code, text, brief=f"'{edit.label}': {brief}", headline=headline))
    return tuple(found)


def _as_wished(case: Case, wishes: Wishes) -> Case:
    """The case with the settings that the user replaced."""
    replaced = {name: value for name, value in wishes.settings.items() if value is not None}
    settings = dataclasses.replace(case.settings, **replaced)
    if settings.risk_measure != "none" and wishes.engine not in ("highs", ON_RANKS):
        raise UsageError(_RISK_ENGINE)
    if settings.risk_measure == "none" and wishes.engine == ON_RANKS:
        raise UsageError(_RANKS_RISK)
    return dataclasses.replace(case, settings=settings)


def _tell(plan: Plan, saved: Path, language: Language, *, to_error: bool) -> None:
    """What a buyer would say of the plan, and where it is."""
    voice = Voice.of(plan.case, language)
    lines = [status_sentence(plan, voice), *five_sentences(plan, voice)]
    if plan.risk:
        lines += risk_sentences(plan.risk, voice)
    lines += [conflict_sentence(c, voice) for c in plan.conflicts]
    # What stands in the workbook was told while it was read; the first line has its own.
    told = [note.text for note in plan.notes if not (note.sheet or note.headline)]
    for line in (*lines, *told, str(saved)):
        typer.echo(line, err=to_error)


def _end(plan: Plan, language: Language) -> None:
    """Raise what the exit code must say."""
    said = status_sentence(plan, Voice.of(plan.case, language))
    if plan.status in ("infeasible", "unbounded") or (plan.status == "stopped" and not plan.cost):
        raise NoPlanError(said)
    if plan.status == "error":
        raise PlannerError(said)
