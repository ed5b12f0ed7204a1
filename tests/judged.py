"""What the auditor says of an allocation."""

from models.allocate import Allocation
from models.check import check
from models.futures.draw import planned_future
from models.solution import Decisions


def judged(plan: Allocation, decisions: Decisions | None = None) -> tuple[str, ...]:
    """Broken promises of a plan (or of other decisions at its cost); empty if there are none."""
    decisions = decisions or plan.decisions
    assert decisions is not None
    future = planned_future(plan.case)
    return check(plan.case, decisions, plan.objective, plan.cost, future=future).problems
