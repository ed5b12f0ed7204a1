"""What a stress test asks of a plan: what is closed, from when, for how long."""

import dataclasses
import hashlib
import math
from dataclasses import dataclass
from pathlib import Path

from planner.errors import UsageError
from planner.outcomes.embedded import EmbeddedPlan
from planner.study.options import PointWishes
from planner.study.points.job import Job, case_of
from planner.study.points.journey import run_study
from planner.study.points.solver import Ask
from planner.study.stress.closures import closures_of
from planner.study.stress.found import stress_json
from planner.study.stress.pages import stress_pages
from planner.study.stress.record import STUDY
from planner.study.stress.solve import Given, Stops, study_stress
from planner.study.stress.words import stress_sentences
from planner.words import Words
from planner.workbook.embedded import holds_plan, read_embedded
from planner.workbook.read import Reading

_NO_MONTHS = Words(
    "--months {seen}: 1,3,6,12처럼 1에서 120 사이의 개월 수를 쉼표로 나누어 적으세요.",
    "--months {seen}: write months between 1 and 120, such as 1,3,6,12.",
)
_SLOW = Words(
    "--reaction {seen}: 계획이 {periods}기간이므로 그보다 작아야 합니다.",
    "--reaction {seen}: the plan has {periods} periods; write fewer.",
)
_RISK = Words(
    "위험은 보지 않고, 허가는 중앙값과 확률대로 온다고 보고 시험합니다.",
    "Stops are tested without risk: licenses come after their median wait, by their probability.",
)
_MOST_MONTHS = 120


@dataclass(frozen=True)
class StressWays:
    """What was asked for; see the options of the command."""

    months: str = "1,3,6,12"
    starts: int = 6
    reaction: int = 0
    held: bool = False
    pairs: bool = False


def run_stress(path: Path, ways: StressWays, wishes: PointWishes) -> None:
    """Test the plan in a workbook, or of a case workbook. Raises as ``run_study`` does."""
    if not holds_plan(path):
        run_study(path, wishes, lambda reading, _: stress_job(reading, ways))
        return
    plan = read_embedded(path)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    reading = Reading(path.name, sha256, plan.case.settings.language, plan.case, ())
    run_study(path, wishes, lambda _, __: stress_job(reading, ways, plan), reading)


def stress_job(reading: Reading, ways: StressWays, plan: EmbeddedPlan | None = None) -> Job:
    """All stops of a plan (None: that of the case without risk). Raises UsageError."""
    whole = case_of(reading).in_order()
    risky = whole.settings.risk_measure != "none"
    settings = dataclasses.replace(whole.settings, risk_measure="none")
    case = dataclasses.replace(whole, settings=settings)
    periods = case.calendar.periods
    if ways.reaction >= periods:
        raise UsageError(_SLOW.filled(seen=ways.reaction, periods=periods))
    lengths = _lengths(ways.months, case.calendar.months, periods)
    starts = _starts(ways.starts, periods, lengths[-1])
    stops = Stops(
        tuple(closures_of(case, pairs=ways.pairs)), starts, lengths, ways.reaction, ways.held
    )
    given = None if plan is None else Given(plan.orders, plan.info["objective"])
    label = case.calendar.label
    return Job(
        study=STUDY,
        case=case,
        asks=[
            Ask(f"{closure.name}, {label(start)}, {length}")
            for closure in stops.closures
            for start in starts
            for length in lengths
        ],
        spec=(dataclasses.astuple(ways),),
        make=lambda run: study_stress(case, stops, run, given, risky=risky),
        pages=stress_pages,
        sentences=stress_sentences,
        json=stress_json,
        warnings=(_RISK,) if risky else (),
    )


def _lengths(text: str, months: int, periods: int) -> tuple[int, ...]:
    """Lengths in periods, whole ones; none is longer than the plan. Raises UsageError."""
    try:
        asked = [int(one) for one in text.split(",")]
    except ValueError:
        asked = []
    if not asked or not all(1 <= one <= _MOST_MONTHS for one in asked):
        raise UsageError(_NO_MONTHS.filled(seen=text))
    return tuple(sorted({min(periods, math.ceil(one / months)) for one in asked}))


def _starts(count: int, periods: int, longest: int) -> tuple[int, ...]:
    """Evenly from the first period to the last from which the longest stop ends in the plan.

    At least over the plan's first half, for a short one.
    """
    last = max(periods - longest, (periods - 1) // 2)
    return tuple(sorted({round(i * last / max(count - 1, 1)) for i in range(count)}))
