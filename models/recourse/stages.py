"""A case in two stages: columns decided ahead, columns decided once the future is known.

Ahead: orders (with their price steps and whole numbers) of offers that are not ``spot``, in the
frozen periods (``frozen_periods`` blank: in all). Later: everything else. Only the arrival of
orders, what is paid for them, the capacity that refused ones leave free and what is needed differ
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
from models.future import Future, Underway, certain_future
from models.futures.draw import counted_part, decided_ahead, planned_underway, under
from models.program import Array, Arrays, Cone

BY_ORDER = ("order", "placed", "lots")
BY_STEP = ("tier", "opened")


@dataclass(frozen=True)
class Stages:
    """A case's program without deliveries and purchases, and which columns are decided ahead.

    ``ahead`` and ``later`` are column indices; ``first`` rows hold ahead columns alone, ``second``
    rows all others.
    """

    case: Case
    formulation: Formulation
    ahead: Array
    later: Array
    first: Array
    second: Array

    @classmethod
    def of(cls, case: Case, counts: Array | None = None) -> "Stages":
        """Split a case (its rows in order).

        ``counts`` (offers, periods): the part of an order that policy limits count; by default as
        in plans with risk, where later orders know what is granted.
        """
        base = certain_future(case)
        open_ = planned_underway(case)
        waiting = [row.granted == "pending" for row in case.open_orders]
        out = dataclasses.replace(open_, granted=np.where(waiting, 0.0, open_.granted))
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
        matrix = sp.csr_matrix(formulation.program.arrays().matrix)
        touches_later = np.asarray(abs(matrix) @ (~decided).astype(float)).ravel() > 0
        # A balance without any column is second-stage too: deliveries enter it.
        touches_later[formulation.program.rows["balance"].at.ravel()] = True
        rows = np.arange(matrix.shape[0])
        return cls(
            case,
            formulation,
            np.flatnonzero(decided),
            np.flatnonzero(~decided),
            rows[~touches_later],
            rows[touches_later],
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
        rows = np.concatenate([self.first, self.second[self.shared]])
        matrix = sp.csr_matrix(self.arrays.matrix)[rows][:, self.ahead]
        return matrix, self.arrays.row_lower[rows], self.arrays.row_upper[rows]

    @cached_property
    def cones(self) -> list[Cone]:
        """The hard cones over orders ahead alone, which these must keep whatever comes."""
        ahead = set(self.ahead.tolist())
        return [
            cone
            for cone in self.formulation.program.cones
            if cone.over < 0 and ahead.issuperset(np.unique(cone.groups.indices).tolist())
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
        order, tier = program.columns["order"], program.columns["tier"]
        cost = np.zeros(program.n_columns)
        _put(cost, order.at, facts.purchase.of_order)
        _put(cost, tier.at, facts.purchase.of_step)
        rows, columns, values = self._delivered(future)
        shape = (program.n_rows, program.n_columns)
        entries = sp.csr_matrix((values, (rows, columns)), shape=shape)[self.second]
        return Changes(
            cost[self.ahead] + self.arrays.cost[self.ahead],
            cost[self.later] + self.arrays.cost[self.later],
            sp.csr_matrix(entries[:, self.ahead]),
            sp.coo_matrix(entries[:, self.later]),
            self._closed(future),
            *self.needed(future),
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
        node = np.array([formulation.nodes.place[o.material, o.to] for o in self.case.offers])
        found = []
        for arrives, share in arrivals(future, periods):
            inside = (arrives < periods) & (order >= 0) & (share > 0)
            rows = balance[node[:, None], np.where(inside, arrives, 0)]
            found.append((rows[inside], order[inside], share[inside]))
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

    @cached_property
    def _capacity(self) -> sp.csr_matrix:
        """The second-stage capacity rows of the program's matrix, other rows empty."""
        matrix = sp.csr_matrix(self.arrays.matrix)
        kept = np.zeros(matrix.shape[0])
        block = self.formulation.program.rows["capacity"]
        kept[block.start : block.start + block.size] = 1.0
        kept[self.first] = 0.0
        return sp.csr_matrix(sp.diags_array(kept) @ matrix)

    def _closed(self, future: Future) -> Array:
        """Later orders that would be refused are not placed: their columns."""
        order = self.formulation.program.columns["order"].at
        refused = order[(future.granted == 0.0) & (order >= 0)]
        return np.searchsorted(self.later, np.intersect1d(refused, self.later))


@dataclass(frozen=True, eq=False)
class Changes:
    """What one future adds to the program, second-stage rows by ahead and by later columns.

    ``paid`` (ahead,) and ``cost`` (later,) are prices; ``coupling`` (rows, ahead) and ``delivered``
    (rows, later) what orders deliver; ``closed`` the places of later orders that would be refused.
    ``needed`` (rows,) and ``most`` (later,): by how much right-hand sides, and what later columns
    may be at most, grow with demand.
    """

    paid: Array
    cost: Array
    coupling: sp.csr_matrix
    delivered: sp.coo_matrix
    closed: Array
    needed: Array
    most: Array


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
