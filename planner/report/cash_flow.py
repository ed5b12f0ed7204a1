"""The cash flow of a plan: what is paid in each period, what is ordered, what is still owed."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from planner.explain.payments import PAID_PARTS
from planner.outcomes.plan import OrderLine, Plan
from planner.report import ledger

Key = tuple[str, ...]


@dataclass(frozen=True)
class CashFlow:
    """When the orders and the parts of the cost of a plan are paid."""

    plan: Plan

    @cached_property
    def periods(self) -> list[str]:
        """The periods of the plan."""
        return ledger.periods(self.plan)

    @cached_property
    def paid(self) -> dict[tuple[str, str], float]:
        """(part, period) -> what is paid."""
        return {(line.part, line.period): line.money for line in self.plan.cash}

    @cached_property
    def parts(self) -> list[str]:
        """The parts of which something is paid, in their order."""
        found = {part for part, _ in self.paid}
        return [part for part in PAID_PARTS if part in found]

    @cached_property
    def later(self) -> bool:
        """Whether any order is paid in a later period than its own."""
        return any(line.due != line.period for line in self.plan.orders)

    @cached_property
    def ordered(self) -> dict[str, float]:
        """Period -> what will be paid for the orders placed in it."""
        found: dict[str, list[float]] = {}
        for line in self.plan.orders:
            found.setdefault(line.period, []).append(line.cost)
        return {period: math.fsum(costs) for period, costs in found.items()}

    @cached_property
    def owed(self) -> dict[str, float]:
        """Period -> what is ordered by its end and not paid yet; nothing after the plan."""
        place = {period: t for t, period in enumerate(self.periods)}
        found: list[list[float]] = [[] for _ in self.periods]
        for line in self.plan.orders:
            for t in range(place[line.period], place.get(line.due, len(place))):
                found[t].append(line.cost)
        return dict(zip(self.periods, map(math.fsum, found), strict=True))

    @cached_property
    def after(self) -> bool:
        """Whether anything is paid after the plan."""
        return any((part, "") in self.paid for part in self.parts)

    def by(
        self, key: Callable[[OrderLine], Key], amount: Callable[[OrderLine], float]
    ) -> dict[Key, dict[str, float]]:
        """Amounts of the orders by key and the period in which they are paid, the largest first."""
        inside = set(self.periods)
        sums: dict[Key, dict[str, float]] = {}
        for line in self.plan.orders:
            row = sums.setdefault(key(line), {})
            due = line.due if line.due in inside else ""
            row[due] = row.get(due, 0.0) + amount(line)
        return dict(sorted(sums.items(), key=lambda pair: (-math.fsum(pair[1].values()), pair[0])))
