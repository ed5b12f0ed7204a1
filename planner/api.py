"""The planner in Python: read a case, change it, make its plan, study what would change it.

>>> case = read_case("my-case.xlsx")                                        # doctest: +SKIP
>>> dearer = change(case, "offers.price where country=CN times 1.2")        # doctest: +SKIP
>>> plan_case(dearer).cost["total"] - plan_case(case).cost["total"]         # doctest: +SKIP
"""

from pathlib import Path

from models.case import Case
from models.edit import Edit, edited
from planner.errors import InputError
from planner.outcomes.plan import Plan
from planner.planning import plan_case
from planner.study.frontier.critical import usual_trade
from planner.study.frontier.found import FrontierFound
from planner.study.frontier.measures import trade_of
from planner.study.frontier.solve import study_frontier
from planner.study.points.phrases import edit_of, scenarios_of, sweep_of
from planner.study.points.solvers import here
from planner.study.room.found import RoomFound
from planner.study.room.solve import study_room
from planner.study.scenarios.found import ScenariosFound
from planner.study.scenarios.solve import study_scenarios
from planner.study.sweep.found import SweepFound
from planner.study.sweep.solve import study_sweep
from planner.workbook.faults import shown
from planner.workbook.read import read
from planner.workbook.recheck import faults_after

__all__ = [
    "Case", "Edit", "Plan", "change", "edited", "frontier", "plan_case", "read_case", "room",
    "scenarios", "sweep",
]  # fmt: skip


def read_case(path: str | Path) -> Case:
    """The case in a workbook. Raises InputError with every fault, each at its cell."""
    reading = read(Path(path))
    if reading.case is None:
        lines = shown(reading.faults, reading.language)
        raise InputError("\n".join(lines), reading.faults)
    return reading.case


def change(case: Case, *phrases: str) -> Case:
    """The case after edits such as ``offers.price where country=CN times 1.2``.

    Raises UsageError for a phrase that makes no sense, InputError if the case is then unsound.
    """
    edits = [edit_of(phrase, case) for phrase in phrases]
    faults = faults_after(case, edits)
    if faults:
        raise InputError("\n".join(shown(faults, case.settings.language)), faults)
    return edited(case, edits)


def scenarios(case: Case) -> ScenariosFound:
    """The case's scenarios side by side, with regrets. Solved in this process."""
    return study_scenarios(case, scenarios_of(case), here)


def sweep(case: Case, *phrases: str) -> SweepFound:
    """Plans along inputs, such as ``prices.each where country=CN times 0.8:2.0:25``, crossed."""
    return study_sweep("over", case, [sweep_of(phrase, case) for phrase in phrases], here)


def frontier(case: Case, trade: str | None = None) -> FrontierFound:
    """What safety costs, such as ``cost, share country=CN stage=any``; None: as the command."""
    return study_frontier(case, trade_of(trade or usual_trade(case), case), here)


def room(case: Case, within: float = 0.01) -> RoomFound:
    """Least and most of each supplier in plans at most ``within`` dearer; turning prices."""
    return study_room(case, within, here)
