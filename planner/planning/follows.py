"""What an order follows that no term of its offer holds: a limit, what takes it on, stock, a need.

Each reason is a fact of the plan that counts the order: a price step at which the order ends, a
limit that is just met and lets it stand against another order for the same need (or against none),
a process or route at its maximum that takes it on, stock kept at its bound; else what is needed.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from models.calendar import Window
from models.case import Limit
from models.check.books import open_books
from models.check.cover import cover_quantities
from models.check.nodes import nodes_of, offers_at, piles_at, steps_of, ways_of
from models.program import Array
from models.selector import folded
from models.terms.counted import counted, groups_of
from models.terms.origin import Origins
from models.terms.taken import taken_of
from models.terms.units import in_unit, unit_of
from planner.glossary.measures import MEASURES
from planner.outcomes.plan import LimitLine
from planner.planning.solved import SolvedCase

SAME = 1e-6
"""Two amounts that differ by less than this part are one."""


class Reason(NamedTuple):
    """Why an order is as large as it is: a code (see ``OrderLine.fixed``), and the id it names."""

    code: str
    of: str = ""


class _Pressing(NamedTuple):
    """A limit just met in one window; ``counts`` (groups, O): what an arriving unit adds to it."""

    name: str
    window: Window
    counts: Array


class Follows:
    """Looks up what an order of one plan follows; ``free`` (O, T): orders no own term holds."""

    def __init__(self, solved: SolvedCase, limits: Sequence[LimitLine], free: Array) -> None:
        case = solved.case
        self.solved, self.free = solved, free
        self.books = open_books(case, solved.decisions, solved.facts.future)
        nodes = nodes_of(case.materials, case.locations)
        self.at = offers_at(case.offers, nodes)
        self.piles = piles_at(case.stockpiles, nodes)
        self.uses = steps_of(case.processes, case.recipes, nodes)[1]
        self.ways = ways_of(case.routes, case.materials, nodes)
        self.pressing = self._pressing(limits)
        covers = (cover_quantities(self.books.needs, [r.cover_min for r in case.stockpiles]),)
        self.covers = (self.books.cover_target, *covers)
        self.steps = {(folded(row.offer), row.from_quantity) for row in case.tiers}

    def reason(self, o: int, t: int) -> Reason:
        """What the order of an offer in a period follows."""
        ways: tuple[Callable[[int, int], Reason | None], ...] = (
            self._step, self._limit, self._onward, self._stock,
        )  # fmt: skip
        found = (way(o, t) for way in ways)
        need = Reason("demand", self.solved.case.offers[o].material)
        return next((one for one in found if one is not None), need)

    def _step(self, o: int, t: int) -> Reason | None:
        """The order ends where a price step does."""
        name, order = folded(self.solved.case.offers[o].offer), self.solved.decisions.order[o, t]
        steps = [step for offer, step in self.steps if offer == name and step > 0]
        return Reason("tier") if any(_same(order, step) for step in steps) else None

    def _limit(self, o: int, t: int) -> Reason | None:
        """A limit decides between this order and another for the same need, or none."""
        for limit in self.pressing:
            if t in limit.window.periods and (self._traded(limit, o) or self._alone(limit, o, t)):
                return Reason("limit", limit.name)
        return None

    def _traded(self, limit: _Pressing, o: int) -> bool:
        """Whether another free order for the same place counts otherwise."""
        rivals = (self.at == self.at[o]) & self.free[:, list(limit.window.periods)].any(axis=1)
        apart = np.abs(limit.counts - limit.counts[:, [o]]).max(axis=0)
        return bool((rivals & (apart > SAME * np.abs(limit.counts).max())).any())

    def _alone(self, limit: _Pressing, o: int, t: int) -> bool:
        """Whether the limit counts it, and what it is ordered for is not all needed or not met."""
        n, periods = int(self.at[o]), self._arrives(o, t)
        decisions = self.solved.decisions
        loose = (decisions.short + decisions.dispose)[n, periods].max(initial=0.0)
        counts = np.abs(limit.counts[:, o]).max() > SAME * np.abs(limit.counts).max()
        return bool(counts and loose > SAME * decisions.order[o, t])

    def _onward(self, o: int, t: int) -> Reason | None:
        """All that takes it on when it comes, processes and routes, is at its maximum."""
        n = int(self.at[o])
        for u in self._arrives(o, t):
            taking = self._taking(n, u) if not self.books.flows["demand"][n, u] > 0 else []
            if taking and all(full for _, full in taking):
                return taking[0][0]
        return None

    def _taking(self, n: int, u: int) -> list[tuple[Reason, bool]]:
        """The processes and routes that take something of a node, and whether each is full."""
        case, decisions = self.solved.case, self.solved.decisions
        found = []
        for p in self.uses.process[self.uses.at == n].tolist():
            process = case.processes[p]
            if decisions.run[p, u] > 0:
                most = (*process.values, *[None] * (u + 1))[u]
                most = process.max_per_period if most is None else most
                full = most is not None and _same(decisions.run[p, u], most)
                found.append((Reason("process", process.process), full))
        for r in self.ways.route[self.ways.out == n].tolist():
            route, shipped = case.routes[r], self._carried(r, u)
            if shipped > 0:
                full = route.max_per_period is not None and _same(shipped, route.max_per_period)
                found.append((Reason("route", f"{route.from_}>{route.to}"), full))
        return found

    def _carried(self, r: int, u: int) -> float:
        """What a route carries in a period, in its unit."""
        case, mine = self.solved.case, np.flatnonzero(self.ways.route == r).tolist()
        materials = [case.materials[self.ways.material[w]].material for w in mine]
        unit = unit_of(case, materials, case.routes[r].unit)
        return sum(
            in_unit(case.material[m].unit, unit) * float(self.solved.decisions.ship[w, u])
            for w, m in zip(mine, materials, strict=True)
        )

    def _stock(self, o: int, t: int) -> Reason | None:
        """A stockpile of it stands at its bound when it comes."""
        case, last = self.solved.case, self.solved.case.settings.periods - 1
        for k in np.flatnonzero(self.piles == self.at[o]).tolist():
            pile = case.stockpiles[k]
            for u in self._arrives(o, t):
                held = float(self.books.stock[k, u])
                if pile.capacity and _same(held, pile.capacity):
                    return Reason("stock_capacity", pile.stockpile)
                if u == last and pile.closing_min and _same(held, pile.closing_min):
                    return Reason("closing", pile.stockpile)
                if any(held > 0 and _same(held, float(cover[k, u])) for cover in self.covers):
                    return Reason("cover", pile.stockpile)
        return None

    def _arrives(self, o: int, t: int) -> list[int]:
        """Periods of the plan in which an order comes."""
        lead = float(self.solved.facts.future.lead[o, t])
        first, last = int(np.floor(t + lead + SAME)), int(np.ceil(t + lead - SAME))
        return [u for u in range(first, last + 1) if u < self.solved.case.settings.periods]

    def _pressing(self, limits: Sequence[LimitLine]) -> list[_Pressing]:
        """Limits on orders that stand just at their bound and cost something there."""
        found = []
        for line, value in zip(limits, self.solved.measures.limits, strict=True):
            if line.headroom is None or line.measure == "stock" or line.dual == 0:
                continue
            near = MEASURES[line.measure].near or SAME * max(abs(line.bound), 1e-9)
            if abs(line.headroom) <= near:
                found.append(_Pressing(line.limit, value.window, self._counts(value.limit)))
        return found

    def _counts(self, limit: Limit) -> Array:
        """What one arriving unit of each offer adds to what a limit counts, (groups, O)."""
        facts, origins = self.solved.facts, Origins(self.solved.case)
        granted = np.maximum(facts.future.granted.max(axis=1), SAME)
        if limit.measure == "hhi":
            parts = [groups.parts for groups in groups_of(origins, limit)]
            return np.vstack(parts) / granted
        row = counted(facts, origins, taken_of(facts), limit)
        amount = row.amount.of_order.max(axis=1)
        counts: Array = (row.coefficient * amount / granted).reshape(1, -1)
        return counts


def _same(a: float, b: float) -> bool:
    return bool(np.isclose(a, b, rtol=SAME, atol=0.0))
