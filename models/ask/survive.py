"""How long demand is met while offers are closed: the time to survive (Simchi-Levi and others).

Demand comes before everything: no money, no limit, no minimum of an order or of a stock is looked
at, only what can be had, made, stored and moved. The longest stop in which no more lacks than
without it is looked for, from the same orders before its start.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from models.allocation.formulate import formulate
from models.ask.stop import StandingOrders, Stop
from models.case import Case
from models.futures.draw import planned_future
from models.program import Array
from models.solve.warm import WarmSearch

NOTHING = 1e-7
"""Less than this part of a period's need is no shortage."""


@dataclass(frozen=True)
class Survival:
    """``periods``: how long a stop may last, the last period in part.

    ``to_end``: as long as can be said, up to the end of the plan.
    """

    periods: float
    to_end: bool


class Survivor:
    """A case of which only deliveries count. Its rows are in order."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._formulation = formulate(_bare(case), planned_future(case))
        nodes = self._formulation.nodes
        self._need = {m: nodes.demand[nodes.of(m)].sum(axis=0) for m in sorted(case.demanded)}
        self.all = tuple(self._need)
        """Every demanded material."""
        self._free = self._formulation.program.arrays()
        first = replace(self._free, cost=self._lack(self.all), constant=0.0)
        self._search = WarmSearch(first, [], self._formulation.preference)
        self._begun = self._search.begin()

    def restart(self) -> None:
        """Forget what was asked, so that what follows does not depend on it."""
        if self._begun:
            self._search.restart()

    def longest(self, orders: Array, stop: Stop, material: str = "") -> Survival | None:
        """How long the demand of a material (blank: of all) is met in a stop from its start on.

        ``stop.periods`` does not matter. None if that cannot be said: the orders before it do not
        fit without it either.
        """
        asked = (material,) if material else self.all
        lacks = _Lacks(self, orders, stop, asked)
        rest = self.case.calendar.periods - stop.start
        if not self._begun or not asked or lacks.of(0) is None:
            return None
        if lacks.more(rest) <= NOTHING:
            return Survival(float(rest), to_end=True)
        low, high = 0, rest
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if lacks.more(middle) <= NOTHING else (low, middle)
        return Survival(low + self._part(lacks, low), to_end=False)

    def least(self, orders: Array, stop: Stop, asked: tuple[str, ...]) -> float | None:
        """The least that lacks of materials, each in periods of its mean need; None: no way."""
        standing = StandingOrders(self._formulation, orders, stop.known, stop)
        arrays = standing.arrays(self._free)
        if arrays is None:
            return None
        cost = self._lack(asked)
        values = self._search.cheapest(replace(arrays, cost=cost, constant=0.0), [])
        return None if values is None else float(cost @ values)

    def _part(self, lacks: "_Lacks", whole: int) -> float:
        """The part of the next period in which the demand of every material is still met.

        Where materials compete for what is left, as if one after the other had it.
        """
        together = lacks.more(whole + 1)
        own = {m: _Lacks(self, lacks.orders, lacks.stop, (m,)).more(whole + 1) for m in lacks.asked}
        compete = together > sum(own.values()) + NOTHING
        parts = [own[m] * self._mean(m) / self._needed(m, lacks.stop.start, whole) for m in own]
        return max(0.0, 1.0 - max([*parts, together if compete else 0.0]))

    def _needed(self, material: str, start: int, whole: int) -> float:
        """What is needed of a material in the period so many after the start, or usually."""
        return float(self._need[material][start + whole]) or self._mean(material)

    def _mean(self, material: str) -> float:
        return float(self._need[material].mean())

    def _lack(self, asked: tuple[str, ...]) -> Array:
        """What each column counts in what lacks, (columns,)."""
        cost, nodes = np.zeros(self._formulation.program.n_columns), self._formulation.nodes
        for material in asked:
            at = self._formulation.program.columns["short"].at[nodes.of(material)]
            cost[at[at >= 0]] = 1.0 / self._mean(material)
        return cost


@dataclass(frozen=True)
class _Lacks:
    """What lacks of some materials at least, as the stop lasts longer."""

    survivor: Survivor
    orders: Array
    stop: Stop
    asked: tuple[str, ...]
    known: dict[int, float | None] = field(default_factory=dict)

    def of(self, periods: int) -> float | None:
        """In a stop of so many periods; None: it cannot be."""
        if periods not in self.known:
            stop = replace(self.stop, periods=periods)
            self.known[periods] = self.survivor.least(self.orders, stop, self.asked)
        return self.known[periods]

    def more(self, periods: int) -> float:
        """The same beyond what lacks without the stop."""
        with_, without = self.of(periods), self.of(0)
        return np.inf if with_ is None or without is None else with_ - without


def _bare(case: Case) -> Case:
    """The case without money, policies and minima; all demand may lack."""
    offers = tuple(
        replace(
            offer, min_per_period=0.0, min_total=None, take_or_pay=None,
            moq=None, lot=None, order_cost=None,
        )
        for offer in case.offers
    )  # fmt: skip
    piles = tuple(
        replace(pile, closing_min=None, cover_min=None, cover_target=None)
        for pile in case.stockpiles
    )
    materials = tuple(replace(row, shortage_cost=1.0) for row in case.materials)
    return replace(case, offers=offers, stockpiles=piles, materials=materials, limits=(), tiers=())
