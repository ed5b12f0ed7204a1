"""What the plan pays, period by period: the budget that somebody approves is its sum by year."""

from models.terms.parts import COST_PARTS
from planner.outcomes.plan import CashLine
from planner.planning.solved import SolvedCase

_NOISE = 1e-6
"""Money below it is what a solver leaves of nothing."""


def cash_lines(solved: SolvedCase) -> tuple[CashLine, ...]:
    """A line for each period and part of the cost of which something is paid in it."""
    periods = [solved.label(t) for t in range(solved.case.settings.periods)]
    return tuple(
        CashLine(period, part, float(solved.measures.cash[part][t]))
        for t, period in enumerate([*periods, ""])
        for part in COST_PARTS
        if abs(solved.measures.cash[part][t]) > _NOISE
    )
