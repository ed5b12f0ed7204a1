"""What each study command makes of a case: points, how to write them, what to say of them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from models.case import Case
from models.edit import Edit
from planner.commands.study import Job
from planner.errors import UsageError
from planner.outcomes.studies import Sweep
from planner.study.frontier.pages import write_frontier
from planner.study.frontier.solve import frontier_asks, study_frontier
from planner.study.frontier.words import frontier_sentences
from planner.study.monte_carlo import solve as monte_carlo
from planner.study.monte_carlo.pages import write_monte_carlo
from planner.study.monte_carlo.words import monte_carlo_sentences
from planner.study.points.phrases import (
    axes_of,
    instead,
    scenarios_of,
    sweep_of,
    trade_of,
    warnings_of,
)
from planner.study.points.solver import Ask
from planner.study.points.solvers import Run
from planner.study.room.pages import write_room
from planner.study.room.solve import study_room, who_of
from planner.study.room.words import room_sentences
from planner.study.scenarios import solve as scenarios
from planner.study.scenarios.pages import write_scenarios
from planner.study.scenarios.words import scenario_sentences
from planner.study.sweep import solve as sweeps
from planner.study.sweep.pages import write_sweeps
from planner.study.sweep.solve import Swept
from planner.study.sweep.words import sweep_sentences
from planner.study.tornado import solve as tornado
from planner.study.tornado.pages import write_tornado
from planner.study.tornado.words import tornado_sentences
from planner.words import Language, Words
from planner.workbook.faults import Fault
from planner.workbook.read import Reading
from planner.workbook.recheck import scenario_faults, sweep_faults

TYPED = "over"
"""Name of the sweep that was typed on the command line."""
MOST_POINTS = 100_000
"""More points than this are a slip of the hand: they would take days, and fill the memory."""

_NO_SCENARIOS = Words(
    "scenarios 시트가 비어 있습니다. 시나리오를 적고 다시 하세요.",
    "The sheet scenarios is empty; write what-ifs there first.",
)
_NO_SWEEPS = Words(
    "sweeps 시트가 비어 있습니다. 시트를 채우거나 --over 'offers.price where country=CN times"
    " 0.8:2.0:25' 또는 --tornado를 쓰세요.",
    "The sheet sweeps is empty; fill it in, or use --over 'offers.price where country=CN times"
    " 0.8:2.0:25', or --tornado.",
)
_ONE_WAY_ONLY = Words(
    "--tornado와 --monte-carlo는 함께 쓸 수 없습니다.",
    "--tornado and --monte-carlo cannot be used together.",
)

_TOO_MANY = Words(
    "'{name}': 점이 {count}개입니다. {most}개까지 계산합니다. 단계 수를 줄이거나 --monte-carlo를 "
    "쓰세요.",
    "'{name}' has {count} points, and {most} are the most. Use fewer steps, or --monte-carlo.",
)
_NO_PART = Words(
    "--within {seen}: 1% 또는 0.01처럼 적으세요.",
    "--within {seen}: write it like 1% or 0.01.",
)


def scenarios_job(reading: Reading, language: Language, gap: float) -> Job:
    """All rows of the scenarios sheet. Raises UsageError if there are none."""
    case = _case(reading)
    named = scenarios_of(case)
    if not named:
        raise UsageError(_NO_SCENARIOS)
    said = scenarios.Said(_column(reading, "note"), _titles(reading, language))
    return Job(
        kind="scenarios",
        case=case,
        asks=scenarios.asks_of(named),
        spec=("scenarios", named, gap),
        make=lambda run: scenarios.study_scenarios(case, named, run, said, gap),
        write=write_scenarios,
        sentences=scenario_sentences,
        faults=scenario_faults(reading),
        warnings=_warnings(case, named.values()),
    )


def sweep_job(  # noqa: PLR0913, PLR0917 (one argument per option)
    reading: Reading,
    language: Language,
    over: Sequence[str],
    by: float | None,
    draws: int | None,
    seed: int,
    gap: float,
) -> Job:
    """A tornado (``by``), a Monte Carlo (``draws``), or the sweeps of the sheet or ``over``.

    Raises UsageError: nothing to sweep, phrases that make no sense.
    """
    case = _case(reading)
    if by is not None and draws is not None:
        raise UsageError(_ONE_WAY_ONLY)
    if by is not None:
        return _tornado_job(case, by, gap)
    swept = {TYPED: tuple(sweep_of(phrase, case) for phrase in over)} if over else axes_of(case)
    if not swept:
        raise UsageError(_NO_SWEEPS)
    if draws is None:
        _refuse_many(swept)
    faults = tuple(
        fault
        for name, axes in swept.items()
        for fault in sweep_faults(case, axes, reading.places, "" if over else name)
    )
    edits = [[edit.to(values[0]) for edit, values in axes] for axes in swept.values()]
    typed = [edit for edit, _ in swept[TYPED]] if over else []
    warnings = (*instead(over, typed), *_warnings(case, edits))
    if draws is not None:
        return _monte_carlo_job(case, swept, (draws, seed, gap), (faults, warnings))
    return Job(
        kind="sweep",
        case=case,
        asks=[ask for name, axes in swept.items() for ask in sweeps.asks_of(name, axes)],
        spec=("sweep", swept, gap),
        make=lambda run: _sweeps(case, swept, run, gap, _said(warnings, language)),
        write=write_sweeps,
        sentences=_sweep_sentences,
        faults=faults,
        warnings=warnings,
    )


def _refuse_many(swept: Mapping[str, Sequence[Swept]]) -> None:
    for name, axes in swept.items():
        count = math.prod(len(values) for _, values in axes)
        if count > MOST_POINTS:
            raise UsageError(
                _TOO_MANY.filled(name=name, count=f"{count:,}", most=f"{MOST_POINTS:,}")
            )


def frontier_job(
    reading: Reading, language: Language, trade: str, count: int | None, gap: float
) -> Job:
    """Cost against the measures of ``trade``. Raises UsageError."""
    case = _case(reading)
    asked = trade_of(trade, case)
    return Job(
        kind="frontier",
        case=case,
        asks=frontier_asks(asked, count),
        spec=("frontier", asked, count, gap),
        make=lambda run: study_frontier(case, asked, run, count, gap),
        write=write_frontier,
        sentences=frontier_sentences,
    )


def room_job(reading: Reading, language: Language, within: str) -> Job:
    """What can be traded away in plans so much dearer (``1%`` or ``0.01``). Raises UsageError."""
    case, part = _case(reading), _part(within)
    return Job(
        kind="room",
        case=case,
        asks=[
            *(Ask(f"{name} {end}") for _, name in who_of(case) for end in ("least", "most")),
            *(Ask(f"price {offer.offer}") for offer in case.offers),
        ],
        spec=("room", part),
        make=lambda run: study_room(case, part, run),
        write=write_room,
        sentences=room_sentences,
    )


def _part(text: str) -> float:
    """A fraction; a bare 5 may mean 5% or 500%, so it is asked about."""
    number = text.strip().removesuffix("%")
    try:
        part = float(number) / (100.0 if text.strip().endswith("%") else 1.0)
    except ValueError:
        part = -1.0
    if not 0.0 <= part < 1.0:
        raise UsageError(_NO_PART.filled(seen=text))
    return part


def _tornado_job(case: Case, by: float, gap: float) -> Job:
    return Job(
        kind="tornado",
        case=case,
        asks=tornado.asks_of(tornado.main_inputs(case.in_order()), by),
        spec=("tornado", by, gap),
        make=lambda run: tornado.study_tornado(case, run, by, gap),
        write=write_tornado,
        sentences=tornado_sentences,
    )


def _monte_carlo_job(
    case: Case,
    swept: Mapping[str, Sequence[Swept]],
    how: tuple[int, int, float],
    said: tuple[tuple[Fault, ...], tuple[Words, ...]],
) -> Job:
    draws, seed, gap = how
    axes = [axis for own in swept.values() for axis in own]
    return Job(
        kind="monte_carlo",
        case=case,
        asks=monte_carlo.asks_of(monte_carlo.inputs_of(axes), draws, seed),
        spec=("monte_carlo", axes, how),
        make=lambda run: monte_carlo.study_monte_carlo(case, axes, draws, seed, run, gap),
        write=write_monte_carlo,
        sentences=monte_carlo_sentences,
        faults=said[0],
        warnings=said[1],
    )


def _sweeps(
    case: Case, swept: Mapping[str, Sequence[Swept]], run: Run, gap: float, said: tuple[str, ...]
) -> tuple[Sweep, ...]:
    make = partial(sweeps.study_sweep, run=run, gap=gap)
    made = [make(name, case, axes) for name, axes in swept.items()]
    # Of several sweeps nobody could tell which one a warning is about: each says all.
    return tuple(replace(one, warnings=said) for one in made)


def _said(warnings: Sequence[Words], language: Language) -> tuple[str, ...]:
    return tuple(words.to(language) for words in warnings)


def _sweep_sentences(studies: tuple[Sweep, ...], language: Language) -> list[str]:
    return [line for study in studies for line in sweep_sentences(study, language)]


def _case(reading: Reading) -> Case:
    if reading.case is None:
        raise UsageError("a case with faults is not solved")
    return reading.case


def _warnings(case: Case, groups: Iterable[Sequence[Edit]]) -> tuple[Words, ...]:
    return tuple(dict.fromkeys(words for edits in groups for words in warnings_of(case, edits)))


def _titles(reading: Reading, language: Language) -> dict[str, str]:
    """Names of scenarios in the language; in English ``name_en`` where it is filled."""
    names = _column(reading, "name")
    return names if language == "ko" else {**names, **_column(reading, "name_en")}


def _column(reading: Reading, key: str) -> dict[str, str]:
    """What a column of the scenarios sheet says first of each scenario."""
    found: dict[str, str] = {}
    for sheet in reading.inputs:
        keys = [str(column).strip().lower() for column in sheet.columns]
        if sheet.table != "scenarios" or key not in keys:
            continue
        for row in sheet.rows:
            name, text = row[keys.index("scenario")], row[keys.index(key)]
            if name and text:
                found.setdefault(str(name).strip(), str(text))
    return found
