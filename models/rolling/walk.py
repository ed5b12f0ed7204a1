"""One future walked through period by period: decide, carry out, see, decide again.

The second stage is kept whole. In each period its right-hand sides hold what arrived and what is
believed to arrive; it is solved, what it decides for the period is carried out (its columns are
fixed), and the next period begins. Prices of what follows from decisions (cover, penalties, unmet
contracts) are never fixed: they come out right at the end.
"""

import dataclasses
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from models.future import Future
from models.program import Array, Program
from models.recourse.second import SecondStage
from models.recourse.stages import BY_ORDER, BY_STEP, Changes
from models.recourse.subproblem import Worker
from models.recourse.twins import TWIN
from models.rolling.adapting import Adapting
from models.rolling.beliefs import Beliefs, Orders, Spell, Truth
from models.rolling.waiting import Waiting

FLOWS = ("run", "draw", "put", "ship", "short", "dispose")
PUT_OFF = 1e-3
"""What lacks counts for more by this part for each period that it comes before the end."""
WAITS = 1e-6
"""An order that costs the same later waits: it is dearer by this part for each period earlier, in
what is decided by, not in what is counted."""


@dataclass(frozen=True)
class Walked:
    """A future walked through.

    ``cost`` in money, what lacks not counted; ``values`` (columns,) of the whole program;
    ``resorts`` (resorts,) what lacks where, as ``SecondStage.lacks`` reads it.
    """

    cost: float
    values: Array
    resorts: Array


class Layout:
    """Where things stand in the second stage: deliveries, later orders, decisions by period."""

    def __init__(self, second: SecondStage, ahead: Array) -> None:
        stages, program = second.stages, second.stages.formulation.program
        self.periods, later = stages.case.calendar.periods, stages.later
        nodes = stages.formulation.nodes.place
        self.node = np.array([nodes[o.material, o.to] for o in stages.case.offers], dtype=int)
        balance = program.rows["balance"].at
        self.balance = np.searchsorted(stages.second, balance)
        order = program.columns["order"]
        whole = np.zeros(program.n_columns)
        whole[stages.ahead] = ahead
        quantity = order.spread(whole)
        self.ahead = Orders(*np.nonzero(quantity))
        self.quantity = quantity[quantity != 0]
        at = np.max([_places(own, program.n_columns, later) for own in stages.orders], axis=0)
        self.later = Orders(*np.nonzero(at >= 0))
        self.column = at[at >= 0]
        rows = np.arange(len(self.node)), stages.formulation.facts.steps.offer
        offer = np.full(program.n_columns, -1)
        for names, offers in zip((BY_ORDER, BY_STEP), rows, strict=True):
            _label(offer, program, _with_twins(names), offers[:, None])
        period = np.full(program.n_columns, -1)
        names = (*_with_twins(BY_ORDER), *_with_twins(BY_STEP), *FLOWS)
        _label(period, program, names, np.arange(self.periods))
        self.offer_of, self.period_of = offer[later], period[later]

    def decided(self, t: int, *, orders: bool) -> Array:
        """The later columns that are decided in period ``t``: its orders, or its flows."""
        return np.flatnonzero((self.period_of == t) & ((self.offer_of >= 0) == orders))

    def of_order(self, which: int) -> Array:
        """The later columns of one later order: itself, its price steps, its whole numbers."""
        same_offer = self.offer_of == self.later.offer[which]
        return np.flatnonzero(same_offer & (self.period_of == self.later.period[which]))


def _with_twins(names: tuple[str, ...]) -> tuple[str, ...]:
    return (*names, *(TWIN + name for name in names))


def _label(labels: Array, program: Program, names: tuple[str, ...], values: Array) -> None:
    """Write values, broadcast over the axes of each block, to the columns of the blocks."""
    for name in names:
        if name in program.columns:
            at = program.columns[name].at
            labels[at[at >= 0]] = np.broadcast_to(values, at.shape)[at >= 0]


def _places(at: Array, n_columns: int, some: Array) -> Array:
    """Where the columns of a block stand among some of all columns; -1 if they do not."""
    place = np.full(n_columns + 1, -1)
    place[some] = np.arange(len(some))
    found: Array = place[at]
    return found


class Walker(Worker):
    """Walks through one future after the other, always with the same orders ahead."""

    def __init__(self, second: SecondStage, beliefs: Beliefs, ahead: Array) -> None:
        self.layout = Layout(second, ahead)
        super().__init__(second, _put_off(second, self.layout))
        self.beliefs, self.ahead = beliefs, ahead
        self.believed = beliefs.shares(self.layout.ahead, [], -1)
        self.kernel_at_start = beliefs.shares(self.layout.later, [], -1)
        self.kernel = self.kernel_at_start
        self.prices = np.ones((len(self.layout.node), self.layout.periods))
        self.calm = calm = beliefs.calm
        self.cost = self.stages.changes(calm).cost
        dearer = Future(calm.granted, calm.lead, calm.price + 1.0)
        self.per_price = self.stages.changes(dearer).cost - self.cost
        self._set_deliveries(self._entries(self.kernel))
        early = self.layout.periods - self.layout.period_of
        self.patience = np.where(self.layout.offer_of >= 0, 1.0 + WAITS * early, 1.0)
        self._set_costs(self.cost * self.patience)
        self.start: tuple[int, object] | None = None
        self.answer, self.values = np.zeros(0), np.zeros(0)
        """What was decided last: the second stage's own columns, scaled, and the whole program."""

    def walk(self, future: Future, spells: tuple[Spell, ...], changes: Changes) -> Walked:
        """Walk through a future; ``changes`` says what it really does to the program."""
        self._begin(future)
        for t in range(self.layout.periods):
            seen = self.beliefs.seen(spells, t)
            self._adapt(t)
            self._look(seen, t)
            self._decide()
            if t == 0 and (self.start is None or self.start[0] != self.highs.getNumRow()):
                self.start = (self.highs.getNumRow(), self.highs.getBasis())
            self._carry_out(self.layout.decided(t, orders=True))
            if self._place(seen, t):
                self._decide()
            self._carry_out(self.layout.decided(t, orders=False))
        self._see_out(changes)
        return self._walked(changes)

    def _begin(self, future: Future) -> None:
        """Nothing is decided, nothing is known."""
        layout, count = self.layout, len(self.later)
        bounds = (self.second.arrays.lower[:count], self.second.arrays.upper[:count])
        self.highs.changeColsBounds(count, np.arange(count, dtype=np.int32), *bounds)
        self._forget_tangents()
        if self.start is not None and self.start[0] == self.highs.getNumRow():
            self.highs.setBasis(self.start[1])
        self.adapting = Adapting(self.stages, future, self.ahead)
        self._stand()
        self._open(self.adapting.columns, 0.0, 0.0)
        self.waiting = Waiting(self.stages, future)
        self.now = 0
        self.fate = Truth(future, layout.ahead, layout.periods)
        self.later_fate = Truth(future, layout.later, layout.periods)
        self.expected = self.believed.copy()
        self.placed = np.zeros(len(layout.later.offer))
        self.surprise = np.zeros((len(layout.node), layout.periods))
        self.demand = self.beliefs.demand([])
        self.needed = np.zeros(self.n_rows)

    def _stand(self) -> None:
        """Which orders ahead are still to be placed, as far as is known."""
        self.standing = self.ahead * self.adapting.stands
        self.promised = self.second.taken @ self.standing
        self.keeps = self.adapting.keeps
        order = self.layout.ahead
        self.quantity = self.layout.quantity * (order.period < self.adapting.until)
        self._set_tangents(self.standing)

    def _adapt(self, t: int) -> None:
        """From a surprise on later orders are decided anew, and what was refused is replaced."""
        if self.adapting.look(t):
            self._stand()
        opened, lower, upper = self.adapting.opened(t)
        self._open(opened, lower, upper)

    def _open(self, columns: Array, lower: Array | float, upper: Array | float) -> None:
        if len(columns):
            unit = self.second.column[self.later[columns]] * self.second.size
            low, high = (np.broadcast_to(b, columns.shape) / unit for b in (lower, upper))
            self.highs.changeColsBounds(len(columns), columns.astype(np.int32), low, high)

    def _look(self, seen: list[Spell], t: int) -> None:
        """Take in what period ``t`` shows of orders ahead, and what it says of all to come."""
        layout, beliefs, self.now = self.layout, self.beliefs, t
        now = self.fate.seen_in == t
        self.expected[now] = self.fate.shares[now]
        waiting = (layout.ahead.period <= t) | beliefs.touched(layout.ahead, seen)
        out = np.flatnonzero((self.fate.seen_in > t) & waiting)
        if len(out):
            self.expected[out] = beliefs.shares(layout.ahead[out], seen, t)
        self._look_at_later(seen, t)
        self._look_at_demand(seen, t)
        self._set_expected(self._surprises(seen, t - 1, t))

    def _look_at_later(self, seen: list[Spell], t: int) -> None:
        """What orders that can still be placed would deliver and cost."""
        layout = self.layout
        open_now = layout.later.period >= t
        kernel = np.where(open_now[:, None], self.kernel_at_start, self.kernel)
        changed = np.flatnonzero(open_now & self.beliefs.touched(layout.later, seen))
        if len(changed):
            kernel[changed] = self.beliefs.shares(layout.later[changed], seen, t - 1)
        if not np.array_equal(kernel, self.kernel):
            self.kernel = kernel
            self._set_deliveries(self._entries(kernel))
        prices = self.beliefs.prices(seen)
        if not np.array_equal(prices, self.prices):
            self.prices = prices
            own = np.where(layout.offer_of >= 0, prices[layout.offer_of, layout.period_of] - 1, 0)
            self._set_costs((self.cost + own * self.per_price) * self.patience)

    def _look_at_demand(self, seen: list[Spell], t: int) -> None:
        """What is needed, and may be short in the periods that are not decided yet."""
        demand = self.beliefs.demand(seen)
        if np.array_equal(demand, self.demand):
            return
        self.demand = demand
        self.needed, more = self.stages.needed(dataclasses.replace(self.calm, demand=demand))
        open_now = np.flatnonzero((self.layout.period_of >= t) & (self.layout.offer_of < 0))
        lower, upper = self.second.arrays.lower[open_now], self.second.most(more)[open_now]
        self.highs.changeColsBounds(len(open_now), open_now.astype(np.int32), lower, upper)

    def _see_out(self, changes: Changes) -> None:
        """Covers of the last periods look beyond the plan: in the end at what is needed there."""
        if not np.array_equal(changes.needed, self.needed):
            self.needed = changes.needed
            self._set_expected(self.surprise)
            self._decide()

    def _surprises(self, seen: list[Spell], placed_by: int, t: int) -> Array:
        """How orders placed later deliver otherwise than their columns say, (offers, T)."""
        layout = self.layout
        found = np.zeros((len(layout.node), layout.periods))
        own = np.flatnonzero((self.placed > 0) & (layout.later.period <= placed_by))
        if not len(own):
            return found
        known = (self.later_fate.seen_in[own] <= t) | (t == layout.periods - 1)
        self._withdraw(own[known & (self.later_fate.granted[own] == 0.0)])
        shares = self.later_fate.shares[own]
        out = np.flatnonzero(~known)
        if len(out):
            shares[out] = self.beliefs.shares(layout.later[own[out]], seen, t)
        more = (shares - self.kernel[own]) * self.placed[own][:, None]
        np.add.at(found, layout.later.offer[own], more)
        return found

    def _withdraw(self, refused: Array) -> None:
        """What is refused was never bought."""
        for which in refused.tolist():
            self._fix(self.layout.of_order(which), 0.0)
            self.placed[which] = 0.0

    def _place(self, seen: list[Spell], t: int) -> bool:
        """Orders of the period are out; True if this very period shows more of them."""
        now = np.flatnonzero(self.layout.later.period == t)
        column = self.layout.column[now]
        self.placed[now] = self.answer[column] * self.second.column[self.later[column]]
        self.placed[now] *= self.second.size
        before = self.placed.copy()
        found = self._surprises(seen, t, t)
        arrived = np.abs(found - self.surprise)[:, t].max(initial=0.0) > 1e-9
        if not arrived and np.array_equal(before, self.placed):
            return False
        self._set_expected(found)
        return True

    def _set_expected(self, surprise: Array) -> None:
        """Right-hand sides: what arrived and what is believed to arrive."""
        layout = self.layout
        self.surprise = surprise
        arrivals = np.zeros(layout.balance.shape)
        np.add.at(arrivals, layout.node, surprise)
        own = self.expected * self.quantity[:, None]
        np.add.at(arrivals, layout.node[layout.ahead.offer], own)
        arrivals += self.waiting.arrivals(self.now)
        taken = self.promised.copy()
        taken[layout.balance] += arrivals
        self._set_right(taken, self.needed + self.adapting.room)

    def _decide(self) -> None:
        decided = self._decided(self.standing).cost
        assert decided.said.values is not None
        self.answer, self.values = decided.said.values, decided.values[: len(self.second.column)]

    def _carry_out(self, columns: Array) -> None:
        self._fix(columns, self.answer[columns])

    def _fix(self, columns: Array, values: Array | float) -> None:
        if len(columns):
            fixed = np.broadcast_to(np.asarray(values, dtype=float), columns.shape).copy()
            self.highs.changeColsBounds(len(columns), columns.astype(np.int32), fixed, fixed)

    def _entries(self, kernel: Array) -> sp.coo_matrix:
        """Deliveries of later orders as entries of the second stage."""
        layout = self.layout
        which, arrives = np.nonzero(kernel)
        rows = layout.balance[layout.node[layout.later.offer[which]], arrives]
        shape = (self.n_rows, len(self.later))
        return sp.coo_matrix((kernel[which, arrives], (rows, layout.column[which])), shape=shape)

    def _walked(self, changes: Changes) -> Walked:
        paid = float(changes.paid @ self.ahead)
        cost = paid + float(changes.cost @ self.values[self.later])
        return Walked(cost, self.values, self.answer[len(self.later) :])


def _put_off(second: SecondStage, layout: Layout) -> Array:
    """How much what lacks counts where, (resorts,): the less the later.

    What is seen till then may do without it, and nothing is carried out before anybody knows that
    it is needed.
    """
    when = np.full(len(second.row), layout.periods)
    when[layout.balance] = np.arange(layout.periods)
    rows = second.resorts.rows
    early = np.zeros(second.resorts.count)
    early[: len(rows)] = layout.periods - when[rows]
    found: Array = second.resorts.weights * (1.0 + PUT_OFF * early)
    return found
