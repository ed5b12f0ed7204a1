"""A case in two stages: columns decided ahead, columns decided once the future is known.

Ahead: orders (with their price steps and whole numbers) of offers that are not ``spot``, in the
frozen periods (``frozen_periods`` blank: in all). Later: everything else, and, where a future may
surprise, the twins of what is ahead (see ``twins``). Only the arrival of orders, what is paid for
them, the capacity that refused ones leave free, from when on orders adapt and what is needed differ
from future to future, so all futures share one program; a future is a few changed numbers.
"""

import dataclasses
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.sparse as sp

from models.allocation.balance import arrivals, pending
from models.allocation.formulate import Formulation, formulate
from models.case import Case
from models.future import Future, Underway, certain_future, still_pending
from models.futures.draw import (
    counted_part,
    decided_ahead,
    may_adapt,
    planned_underway,
    under,
)
from models.program import Array, Arrays, Cone
from models.recourse.twins import TWIN, Twins, add_twins
from models.solution import Decisions

BY_ORDER = ("order", "placed", "lots")
BY_STEP = ("tier", "opened")


@dataclass(frozen=True)
class Stages:
    """A case's program without deliveries and purchases, and which columns are decided ahead.

    ``ahead`` and ``later`` are column indices; ``first`` rows hold ahead columns alone, twins left
    aside; ``second`` rows hold any later column. ``twins`` is None where nothing can surprise.
    """

    case: Case
    formulation: Formulation
    ahead: Array
    later: Array
    first: Array
    second: Array
    twins: Twins | None = None

    @classmethod
    def of(cls, case: Case, counts: Array | None = None) -> "Stages":
        """Split a case (its rows in order).

        ``counts`` (offers, periods): the part of an order that policy limits count; by default as
        in plans with risk, where later orders know what is granted.
        """
        base = certain_future(case)
        open_ = planned_underway(case)
        out = dataclasses.replace(open_, granted=np.where(still_pending(case), 0.0, open_.granted))
        nothing = Future(
            np.zeros_like(base.granted),
            base.lead,
            base.price,
            counts=counted_part(case) if counts is None else counts,
            underway=out,
            under=under(case) if case.licenses else None,
        )
        formulation = formulate(case, nothing)
        decided = _ahead(formulation)
        first = np.flatnonzero(~_touched(formulation, ~decided))
        twins = None
        if may_adapt(case):
            known = dataclasses.replace(nothing, counts=np.ones_like(base.granted))
            whole = formulate(case, known)
            twins = add_twins(formulation, whole, decided, BY_ORDER, BY_STEP)
            decided = np.append(
                decided, np.zeros(formulation.program.n_columns - len(decided), bool)
            )
        return cls(
            case,
            formulation,
            np.flatnonzero(decided),
            np.flatnonzero(~decided),
            first,
            np.flatnonzero(_touched(formulation, ~decided)),
            twins,
        )

    @cached_property
    def arrays(self) -> Arrays:
        """The program without deliveries and purchases."""
        return self.formulation.program.arrays()

    @cached_property
    def base_paid(self) -> "Changes":
        """Where deliveries and payments stand, for the future in which nothing goes wrong."""
        return self.changes(certain_future(self.case))

    @cached_property
    def promises(self) -> tuple[sp.csr_matrix, Array, Array]:
        """What orders ahead must keep whatever comes: matrix (rows, ahead), lower, upper.

        The first rows, and the room that they share with later orders.
        """
        shared = np.setdiff1d(self.second[self.shared], self.first)
        rows = np.concatenate([self.first, shared])
        matrix = sp.csr_matrix(self.arrays.matrix)[rows][:, self.ahead]
        return matrix, self.arrays.row_lower[rows], self.arrays.row_upper[rows]

    @cached_property
    def cones(self) -> list[Cone]:
        """The hard cones over orders ahead alone, which these must keep whatever comes."""
        ahead = set(self.ahead.tolist())
        return [
            cone
            for cone in self.formulation.program.cones
            if cone.over < 0
            and cone.groups.nnz
            and ahead.issuperset(np.unique(cone.groups.indices).tolist())
        ]

    @property
    def shared(self) -> Array:
        """True for second-stage rows of what orders ahead and later ones share, (second,).

        Capacity, and what a license allows in a year: orders ahead alone never overfill it.
        """
        found = np.zeros(len(self.second), dtype=bool)
        for name in ("capacity", "license_year"):
            block = self.formulation.program.rows[name]
            found |= (self.second >= block.start) & (self.second < block.start + block.size)
        return found

    @cached_property
    def keeps_ahead(self) -> Array:
        """True for second-stage rows that orders ahead alone never overfill, (second,)."""
        if self.twins is None:
            return self.shared
        block = self.formulation.program.rows["together"]
        alone = (self.second >= block.start) & (self.second < block.start + block.size)
        return self.shared | alone

    def decisions(self, values: Array) -> Decisions:
        """What values of all columns mean: orders ahead and their twins are one order."""
        found = self.formulation.decisions(values)
        if self.twins is None:
            return found
        adapted = np.maximum(self.twins.order.spread(values), 0.0)
        return dataclasses.replace(found, order=found.order + adapted, adapted=adapted)

    @cached_property
    def orders(self) -> list[Array]:
        """Where orders stand among all columns, and then their twins, (offers, periods) each."""
        own = self.formulation.program.columns["order"].at
        return [own] if self.twins is None else [own, self.twins.order.at]

    def in_steps(self, ahead: Array) -> Array:
        """The same orders ahead, each offer's cheap units first, (ahead,).

        A search that stops a little short of the best may leave dear units bought before cheap
        ones. Falling prices stay as they are: integers keep their order.
        """
        program, steps = self.formulation.program, self.formulation.facts.steps
        if len(steps.offer) == 0:
            return ahead
        whole = np.zeros(program.n_columns)
        whole[self.ahead] = ahead
        left = program.columns["order"].spread(whole)
        filled = program.columns["tier"].spread(whole)
        for i in np.flatnonzero(~steps.falling).tolist():
            filled[i] = np.minimum(left[steps.offer[i]], steps.width[i])
            left[steps.offer[i]] -= filled[i]
        _put(whole, program.columns["tier"].at, filled)
        return np.asarray(whole[self.ahead])

    def changes(self, future: Future) -> "Changes":
        """What a future adds to the program."""
        formulation = self.formulation
        program, facts = formulation.program, formulation.facts.in_future(future)
        cost = np.zeros(program.n_columns)
        for twin in ("", TWIN):
            if twin + "order" in program.columns:
                _put(cost, program.columns[twin + "order"].at, facts.purchase.of_order)
                _put(cost, program.columns[twin + "tier"].at, facts.purchase.of_step)
        rows, columns, values = self._delivered(future)
        shape = (program.n_rows, program.n_columns)
        entries = sp.csr_matrix((values, (rows, columns)), shape=shape)[self.second]
        stands, keeps = self.standing(future.adapts)
        coupling = sp.csr_matrix(entries[:, self.ahead])
        plain = Changes(
            cost[self.ahead] + self.arrays.cost[self.ahead],
            cost[self.later] + self.arrays.cost[self.later],
            coupling,
            sp.coo_matrix(entries[:, self.later]),
            self._closed(future),
            *self.needed(future),
            least=np.zeros(len(self.later)),
            stands=stands,
            keeps=keeps,
        )
        return plain if self.twins is None else self._adapting(self.twins, future, plain)

    def standing(self, adapts: int | None) -> tuple[Array, Array]:
        """Orders ahead that are placed where orders adapt from a period on, (ahead,): 1, others 0.

        And the second-stage rows that these keep by themselves, (second,).
        """
        stands = np.ones(len(self.ahead))
        if self.twins is None:
            return stands, np.zeros(len(self.second), dtype=bool)
        if adapts is not None:
            stands[self.period_of[self.ahead] >= adapts] = 0.0
        return stands, self._kept(stands)

    @cached_property
    def period_of(self) -> Array:
        """The period of each order and twin with its steps and whole numbers; -1 for all else."""
        program = self.formulation.program
        found = np.full(program.n_columns, -1)
        for twin in ("", TWIN):
            for name in (*BY_ORDER, *BY_STEP):
                if twin + name in program.columns:
                    at = program.columns[twin + name].at
                    periods = np.broadcast_to(np.arange(at.shape[-1]), at.shape)
                    found[at[at >= 0]] = periods[at >= 0]
        return found

    def _adapting(self, twins: Twins, future: Future, plain: "Changes") -> "Changes":
        """The same with orders ahead that no longer stand, and twins open where they may be."""
        adapts = self.case.calendar.periods if future.adapts is None else future.adapts
        refused = (future.granted <= 0.0) & (twins.order.at >= 0)
        asked = self._refused(refused) @ sp.diags_array(plain.stands)
        later = np.searchsorted(self.later, twins.column)
        period = self.period_of[twins.column]
        free = period >= adapts
        replaces = self._may_replace(twins, refused)
        shut = ~free & ~replaces
        closed = np.union1d(plain.closed, later[shut])
        most, least = plain.most.copy(), plain.least.copy()
        finite = np.isfinite(twins.upper)
        least[later[free]] = twins.lower[free]
        least[closed] = 0.0
        off = np.isin(later, closed) & finite
        most[later[off]] = -twins.upper[off]
        needed = plain.needed.copy()
        rows = twins.row[:, adapts:]
        needed[np.searchsorted(self.second, rows[rows >= 0])] += twins.room[:, adapts:][rows >= 0]
        return dataclasses.replace(
            plain,
            paid=plain.paid * plain.stands,
            coupling=sp.csr_matrix(plain.coupling @ sp.diags_array(plain.stands) + asked),
            closed=closed,
            most=most,
            least=least,
            needed=needed,
        )

    def needed(self, future: Future) -> tuple[Array, Array]:
        """What the demand of a future adds to the program.

        To the right-hand sides of second-stage rows, (second,), and to the most that later columns
        may be, (later,).
        """
        if future.demand is None:
            return self._as_stated
        nodes = self.formulation.nodes
        more = (nodes.coming_in(future) - nodes.coming).ravel()
        rows, columns = self._by_need
        return rows @ more, columns @ more

    @cached_property
    def _as_stated(self) -> tuple[Array, Array]:
        return np.zeros(len(self.second)), np.zeros(len(self.later))

    @cached_property
    def _by_need(self) -> tuple[sp.csr_matrix, sp.csr_matrix]:
        """What one unit more of each need adds, (second, places) and (later, places)."""
        program, effects = self.formulation.program, self.formulation.effects
        places = self.formulation.nodes.places.size
        rows = _by_place(effects.rows, (program.n_rows, places))
        columns = _by_place(effects.columns, (program.n_columns, places))
        return rows[self.second], columns[self.later]

    def _delivered(self, future: Future) -> tuple[Array, Array, Array]:
        """Entries of deliveries in balances, and of refused orders leaving capacity free."""
        formulation, periods = self.formulation, self.case.calendar.periods
        order = formulation.program.columns["order"].at
        balance = formulation.program.rows["balance"].at
        place = formulation.nodes.place
        node = np.array([place[o.material, o.to] for o in self.case.offers], dtype=int)
        found = []
        for arrives, share in arrivals(future, periods):
            for at in self.orders:
                inside = (arrives < periods) & (at >= 0) & (share > 0)
                rows = balance[node[:, None], np.where(inside, arrives, 0)]
                found.append((rows[inside], at[inside], share[inside]))
        if future.underway is not None:
            found.append(self._pending(future.underway))
        refused = future.granted <= 0.0
        if refused.any():
            found.append(self._freed(order, refused.astype(float)))
        rows, columns, values = (np.concatenate(part) for part in zip(*found, strict=True))
        return rows, columns, values

    def _pending(self, underway: Underway) -> tuple[Array, Array, Array]:
        """Entries of the open orders whose licenses were still out."""
        formulation = self.formulation
        balance, opened = (
            formulation.program.rows["balance"].at,
            formulation.program.columns["open"],
        )
        entries = list(pending(self.case, underway, formulation.nodes, formulation.taken, balance))
        rows = np.array([row for row, _, _ in entries], dtype=int)
        columns = opened.at[np.array([place for _, place, _ in entries], dtype=int)]
        return rows, columns, np.array([share for *_, share in entries], dtype=float)

    def _freed(self, order: Array, refused: Array) -> tuple[Array, Array, Array]:
        """A refused order takes no capacity from what can still be ordered later."""
        capacity = self._capacity
        amount = np.zeros(self.formulation.program.n_columns)
        _put(amount, order, refused)
        freed = capacity @ sp.diags_array(-amount)
        found = sp.coo_matrix(freed)
        there = found.data != 0
        return found.row[there], found.col[there], found.data[there]

    def _refused(self, refused: Array) -> sp.csr_matrix:
        """What refused orders (offers, periods) leave to be replaced, (second, ahead)."""
        assert self.twins is not None
        order, row = self.formulation.program.columns["order"].at, self.twins.row
        delay = self.case.settings.replaced_after
        o, t = np.nonzero(refused)
        inside = t + delay < row.shape[1]
        o, t = o[inside], t[inside]
        rows = np.searchsorted(self.second, row[self.twins.material[o], t + delay])
        columns = np.searchsorted(self.ahead, order[o, t])
        shape = (len(self.second), len(self.ahead))
        return sp.csr_matrix((-np.ones(len(o)), (rows, columns)), shape=shape)

    def _may_replace(self, twins: Twins, refused: Array) -> Array:
        """True for twins of materials of which something was refused by then, (twins,)."""
        delay = self.case.settings.replaced_after
        some = np.zeros(twins.row.shape, dtype=bool)
        last = self.case.calendar.periods - delay
        for material, lost in zip(twins.material.tolist(), refused, strict=True):
            some[material][delay:] |= lost[:last]
        return np.logical_or.accumulate(some, axis=1)[twins.about, self.period_of[twins.column]]

    def _kept(self, stands: Array) -> Array:
        """Second-stage rows that are promises, of which all orders ahead stand, (second,)."""
        gone = np.asarray(self._ahead_in @ (1.0 - stands)).ravel() > 0
        kept: Array = np.isin(self.second, self.first) & ~gone
        return kept

    @cached_property
    def _ahead_in(self) -> sp.csr_matrix:
        return abs(sp.csr_matrix(self.arrays.matrix)[self.second][:, self.ahead])

    @cached_property
    def _capacity(self) -> sp.csr_matrix:
        """The second-stage capacity rows of the program's matrix, other rows empty."""
        matrix = sp.csr_matrix(self.arrays.matrix)
        kept = np.zeros(matrix.shape[0])
        block = self.formulation.program.rows["capacity"]
        kept[block.start : block.start + block.size] = 1.0
        kept[np.setdiff1d(self.first, self.second)] = 0.0
        return sp.csr_matrix(sp.diags_array(kept) @ matrix)

    def _closed(self, future: Future) -> Array:
        """Later orders that would be refused are not placed: their columns."""
        refused = [at[(future.granted == 0.0) & (at >= 0)] for at in self.orders]
        return np.searchsorted(self.later, np.intersect1d(np.concatenate(refused), self.later))


@dataclass(frozen=True, eq=False)
class Changes:
    """What one future adds to the program, second-stage rows by ahead and by later columns.

    ``paid`` (ahead,) and ``cost`` (later,) are prices; ``coupling`` (rows, ahead) and ``delivered``
    (rows, later) what orders deliver; ``closed`` the places of later orders that would be refused.
    ``needed`` (rows,), ``most`` and ``least`` (later,): by how much right-hand sides, and what
    later columns may be at most and at least, are more than stated. ``stands`` (ahead,) is 1 for
    orders that are placed in the future, of a mean the share of its futures; ``paid`` and
    ``coupling`` know of it. ``keeps`` (rows,): rows that the orders ahead keep by themselves.
    """

    paid: Array
    cost: Array
    coupling: sp.csr_matrix
    delivered: sp.coo_matrix
    closed: Array
    needed: Array
    most: Array
    least: Array
    stands: Array
    keeps: Array


def _touched(formulation: Formulation, columns: Array) -> Array:
    """True for rows that any of the columns stands in, and for balances, (rows,)."""
    program = formulation.program
    matrix = abs(sp.csr_matrix(program.arrays().matrix))
    touched: Array = np.asarray(matrix @ columns.astype(float)).ravel() > 0
    # A balance without any column is second-stage too: deliveries enter it.
    touched[program.rows["balance"].at.ravel()] = True
    return touched


def _by_place(entries: list[tuple[Array, Array, Array]], shape: tuple[int, int]) -> sp.csr_matrix:
    """Entries (index, place, coefficient) as a matrix; those of the same place add up."""
    found = [np.concatenate(part) for part in zip(*entries, strict=True)]
    index, place, coefficient = found if found else (np.zeros(0, dtype=int),) * 3
    return sp.csr_matrix((coefficient, (index, place)), shape=shape)


def _ahead(formulation: Formulation) -> Array:
    """True for columns decided ahead."""
    program, by_order = formulation.program, decided_ahead(formulation.case)
    decided = np.zeros(program.n_columns, dtype=bool)
    # What was ordered before is known, and stands in the same rows as what is ordered ahead.
    decided[program.columns["open"].at] = True
    for names, grid in (
        (BY_ORDER, by_order),
        (BY_STEP, by_order[formulation.facts.steps.offer]),
    ):
        for name in names:
            if name in program.columns:
                at = program.columns[name].at
                decided[at[(at >= 0) & grid]] = True
    return decided


def _put(vector: Array, at: Array, values: Array) -> None:
    there = at >= 0
    vector[at[there]] = np.broadcast_to(values, at.shape)[there]
