"""What the plan pays, by calendar year: the budget that somebody approves."""

from models.terms.parts import COST_PARTS
from planner.outcomes.plan import CashLine
from planner.planning.solved import SolvedCase

_NOISE = 1e-6
"""Money below it is what a solver leaves of nothing."""


def cash_lines(solved: SolvedCase) -> tuple[CashLine, ...]:
    """A line for each part of the cost and calendar year in which something is paid of it."""
    periods = range(solved.case.settings.periods)
    years = [solved.label(t)[:4] for t in periods]
    sums: dict[tuple[str, str], float] = {}
    for part in COST_PARTS:
        for year, money in zip([*years, ""], solved.measures.cash[part], strict=True):
            sums[part, year] = sums.get((part, year), 0.0) + float(money)
    return tuple(
        CashLine(part, year, money) for (part, year), money in sums.items() if abs(money) > _NOISE
    )
