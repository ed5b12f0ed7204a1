"""What sweeps ask of a case: every value of the sheet or of the command line, or another way."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from models.case import Case
from planner.errors import UsageError
from planner.explain.voice import Voice
from planner.study.monte_carlo.job import monte_carlo_job
from planner.study.points.job import Job, case_of, group_warnings
from planner.study.points.phrases import axes_of, instead, sweep_of
from planner.study.points.solver import Swept
from planner.study.points.solvers import Run
from planner.study.sweep.found import SweepsFound, sweeps_json
from planner.study.sweep.pages import sweep_pages
from planner.study.sweep.record import STUDY
from planner.study.sweep.solve import asks_of, study_sweep
from planner.study.sweep.words import sweep_sentences
from planner.study.tornado.job import tornado_job
from planner.words import Language, Words
from planner.workbook.read import Reading
from planner.workbook.recheck import sweep_faults

TYPED = "over"
"""Name of the sweep that was typed on the command line."""
MOST_POINTS = 100_000
"""More points than this are a slip of the hand: they would take days, and fill the memory."""

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


@dataclass(frozen=True)
class SweepWays:
    """How inputs are to be moved: ``over`` phrases (none: the sheet), or one of two other ways.

    ``by``: a tornado by this part; ``draws``: a Monte Carlo of so many, which ``seed`` chooses.
    """

    over: tuple[str, ...]
    by: float | None
    draws: int | None
    seed: int
    gap: float


def sweep_job(reading: Reading, language: Language, ways: SweepWays) -> Job:
    """A tornado, a Monte Carlo, or the sweeps.

    Raises UsageError: nothing to sweep, phrases that make no sense.
    """
    case, over, draws = case_of(reading), ways.over, ways.draws
    if ways.by is not None and draws is not None:
        raise UsageError(_ONE_WAY_ONLY)
    if ways.by is not None:
        return tornado_job(case, ways.by, ways.gap)
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
    warnings = (*instead(over, typed), *group_warnings(case, edits))
    if draws is not None:
        job = monte_carlo_job(case, [*chain(*swept.values())], draws, ways.seed, ways.gap)
    else:
        job = _swept_job(case, swept, ways.gap, tuple(words.to(language) for words in warnings))
    return replace(job, faults=faults, warnings=warnings)


def _swept_job(
    case: Case, swept: Mapping[str, Sequence[Swept]], gap: float, said: tuple[str, ...]
) -> Job:
    def make(run: Run) -> SweepsFound:
        found = [study_sweep(name, case, axes, run, gap) for name, axes in swept.items()]
        # Of several sweeps nobody could tell which one a warning is about: each says all.
        return SweepsFound(tuple(replace(one, warnings=said) for one in found))

    return Job(
        study=STUDY,
        case=case,
        asks=[ask for name, axes in swept.items() for ask in asks_of(name, axes)],
        spec=(swept, gap),
        make=make,
        pages=sweep_pages,
        sentences=_sentences,
        json=sweeps_json,
    )


def _sentences(found: SweepsFound, voice: Voice) -> list[str]:
    return [line for study in found.sweeps for line in sweep_sentences(study, voice)]


def _refuse_many(swept: Mapping[str, Sequence[Swept]]) -> None:
    for name, axes in swept.items():
        count = math.prod(len(values) for _, values in axes)
        if count > MOST_POINTS:
            raise UsageError(
                _TOO_MANY.filled(name=name, count=f"{count:,}", most=f"{MOST_POINTS:,}")
            )
