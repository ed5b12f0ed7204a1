"""Offers that are closed for a while by surprise: what can still be ordered, and what waits.

Orders before the stop stand. While it lasts a closed offer cannot be ordered; of one that is closed
in part (a country at one stage of making) less can be ordered than usual. What the plan would have
ordered and now cannot is owed to nobody: minima and contracts fall by it.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from models.allocation.balance import arrivals
from models.allocation.formulate import Formulation
from models.calendar import split_lead
from models.case import Case, Offer
from models.future import Future, certain_underway
from models.program import Array, Arrays


@dataclass(frozen=True)
class Stop:
    """``closed`` (offers,): the part of each offer that cannot be had, 0 to 1.

    In periods ``start`` to ``start + periods - 1``. Whoever plans learns of it, and of how long it
    lasts, in ``start``, and decides anew from ``reaction`` periods later on. ``held``: goods of
    wholly closed offers that are under way at its start come ``periods`` later.
    """

    closed: tuple[float, ...]
    start: int
    periods: int
    reaction: int = 0
    held: bool = False

    @property
    def known(self) -> int:
        """The first period that is decided anew."""
        return self.start + self.reaction

    def most(self, case: Case, orders: Array) -> Array:
        """The most that can be ordered, (offers, periods); inf where nothing is closed.

        Of what is closed in part the open part of the offer's maximum, or else of the most that the
        plan (``orders``) has in a period.
        """
        usual = np.array(
            [
                own.max(initial=0.0) if offer.max_per_period is None else offer.max_per_period
                for offer, own in zip(case.offers, orders, strict=True)
            ]
        )
        part = np.array(self.closed)
        left = np.where(part > 0, (1.0 - part) * usual, np.inf)
        most = np.full(orders.shape, np.inf)
        most[:, self.start : self.start + self.periods] = left[:, None]
        return most

    def future(self, case: Case, future: Future) -> Future:
        """The future in which goods under way wait, where they are held.

        As in an event that stops: what is due from the start on comes as much later as it lasts.
        """
        if not self.held:
            return future
        wholly, later = np.array(self.closed) >= 1.0, float(self.periods)
        placed = np.arange(case.calendar.periods)
        moving = (placed < self.start) & (placed + future.lead >= self.start)
        lead = future.lead + np.where(moving & wholly[:, None], later, 0.0)
        underway = future.underway or certain_underway(case)
        mine = wholly[[case.offer_index[row.offer] for row in case.open_orders]]
        arrives = underway.arrives + np.where(mine & (underway.arrives >= self.start), later, 0.0)
        return replace(future, lead=lead, underway=replace(underway, arrives=arrives))


@dataclass(frozen=True)
class StandingOrders:
    """A program in which the orders of a plan stand until a period, be it while a stop lasts.

    ``orders`` (offers, periods) are the whole plan's; those before ``known`` stand.
    """

    formulation: Formulation
    orders: Array
    known: int
    stop: Stop | None = None

    @cached_property
    def most(self) -> Array:
        """The most that can be ordered, (offers, periods)."""
        if self.stop is None:
            return np.full(self.orders.shape, np.inf)
        return self.stop.most(self.formulation.case, self.orders)

    @cached_property
    def prevented(self) -> Array:
        """What the plan orders and the stop does not allow, (offers, periods)."""
        return np.maximum(self.orders - self.most, 0.0)

    @property
    def future(self) -> Future:
        """What becomes of orders."""
        own = self.formulation.facts.future
        return own if self.stop is None else self.stop.future(self.formulation.case, own)

    @property
    def case(self) -> Case:
        """The case as what is decided anew can be held to: nobody owes what is prevented."""
        case, cut = self.formulation.case, self.prevented.sum(axis=1)
        if self.stop is None:
            return case
        closed = np.isfinite(self.most)
        rows = zip(case.offers, cut.tolist(), closed.any(axis=1).tolist(), strict=True)
        offers = tuple(_released(offer, less) if shut else offer for offer, less, shut in rows)
        return case if offers == case.offers else replace(case, offers=offers)

    def arrays(self, free: Arrays) -> Arrays | None:
        """The program's numbers; ``free``: as they are without. None where they cannot stand."""
        at = self.formulation.program.columns["order"].at
        placed = np.minimum(self.orders, self.most)[:, : self.known]
        if (placed[at[:, : self.known] < 0] > 0).any():
            return None
        lower, upper = free.lower.copy(), free.upper.copy()
        there = at >= 0
        upper[at[there]] = np.minimum(upper[at[there]], self.most[there])
        lower[at[there]] = np.minimum(lower[at[there]], upper[at[there]])
        there[:, self.known :] = False
        lower[at[there]] = upper[at[there]] = placed[there[:, : self.known]]
        if self.stop is None:
            return replace(free, lower=lower, upper=upper)
        row_lower, row_upper = free.row_lower - self._owed_less(len(free.row_lower)), free.row_upper
        if self.stop.held:
            late = self._late(len(row_lower))
            row_lower, row_upper = row_lower - late, row_upper - late
        return replace(free, lower=lower, upper=upper, row_lower=row_lower, row_upper=row_upper)

    def spared(self, free: Arrays, values: Array) -> float:
        """Money that contracts would ask for what the stop prevents, and that nobody pays."""
        program = self.formulation.program
        unmet, promise = program.columns["unmet_contract"].at, program.rows["take_or_pay"].at
        rows, columns = promise[promise >= 0], unmet[unmet >= 0]
        missing = values[columns]
        taken = (free.matrix @ values)[rows] - missing
        more = np.maximum(free.row_lower[rows] - taken, 0.0) - missing
        return float(free.cost[columns] @ np.maximum(more, 0.0))

    def _owed_less(self, rows: int) -> Array:
        """By how much the lower bounds of minima and contracts fall, (rows,)."""
        program, calendar = self.formulation.program, self.formulation.case.calendar
        less = np.zeros(rows)
        total, promise = program.rows["order_total"].at, program.rows["take_or_pay"].at
        there = total >= 0
        less[total[there]] = self.prevented.sum(axis=1)[there]
        year_of = np.array([calendar.year(t) for t in range(calendar.periods)])
        for y, year in enumerate(sorted(set(year_of.tolist()))):
            there = promise[:, y] >= 0
            less[promise[there, y]] = self.prevented[:, year_of == year].sum(axis=1)[there]
        return less

    def _late(self, rows: int) -> Array:
        """What arrives more than without the stop, by row of the balance, (rows,)."""
        case, nodes = self.formulation.case, self.formulation.nodes
        before, after = self.formulation.facts.future, self.future
        balance = self.formulation.program.rows["balance"].at
        placed = np.minimum(self.orders, self.most)
        placed[:, self.known :] = 0.0
        more, periods = np.zeros(rows), balance.shape[1]
        node = np.array([nodes.place[offer.material, offer.to] for offer in case.offers])
        for future, sign in ((before, -1.0), (after, 1.0)):
            for arrives, share in arrivals(future, periods):
                o, t = np.nonzero((arrives < periods) & (placed > 0))
                np.add.at(more, balance[node[o], arrives[o, t]], sign * (placed * share)[o, t])
            underway = future.underway or certain_underway(case)
            for i, row in enumerate(case.open_orders):
                place = node[case.offer_index[row.offer]]
                comes = row.quantity * float(underway.granted[i])
                for period, part in split_lead(float(underway.arrives[i])):
                    if 0 <= period < periods:
                        more[balance[place, period]] += sign * comes * part
        return more


def _released(offer: Offer, less: float) -> Offer:
    """An offer whose minima do not hold while it is closed."""
    total = None if offer.min_total is None else max(0.0, offer.min_total - less)
    return replace(offer, min_per_period=0.0, min_total=total)
