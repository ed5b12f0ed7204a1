"""The second stage as it is in every future: scaled, with a last resort where a promise may break.

No price stands for impossible: what breaks a promise is counted by itself, in scaled rows, before
any money is. The least of it comes first, then the least cost.
"""

import dataclasses
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.sparse as sp

from models.program import Array, Arrays, Cone
from models.recourse.lacks import lack_of_cone, lack_of_row
from models.recourse.stages import Changes, Stages
from models.solution import Lack
from models.solve.scaling import scaling_of

RULES, FACTS = (
    ("limit", "cover_min", "route", "order_total"),
    ("balance", "capacity", "license_year"),
)
"""Rows that some future may break whatever is done; of all others one side can always be met."""
FACT = 10.0
"""A fact counts for so many rules: a rule gives way before goods come from nowhere."""
LACKS = 1e-6
"""Less than this, in scaled rows, is what solvers leave of nothing."""
TRACE = 1e-9
"""Where something lacks, what is more than this belongs to it."""


@dataclass(frozen=True)
class Resorts:
    """One column for each side of a promise that may break, and one for each hard cone.

    ``rows`` (row resorts,) are second-stage rows and ``signs`` what helps them; ``cones`` the hard
    cones with later columns. ``unit`` (resorts,): the promise's own amount in one of the column;
    ``weights`` (resorts,): how much that counts in what lacks.
    """

    rows: Array
    signs: Array
    cones: tuple[Cone, ...]
    unit: Array
    weights: Array

    @property
    def count(self) -> int:
        """How many columns."""
        return len(self.unit)


class SecondStage:
    """Later columns and the rows they stand in, without deliveries, scaled.

    ``arrays`` has the later columns first, then one column per last resort, free of charge.
    ``column`` and ``row`` are the scales (see ``solve.scaling``), over all columns and over
    second-stage rows; ``taken`` (rows, ahead) is what orders ahead take of the rows whatever comes.
    """

    def __init__(self, stages: Stages) -> None:
        self.stages = stages
        base = stages.arrays
        own = sp.csr_matrix(base.matrix)[stages.second]
        self.taken = sp.csr_matrix(own[:, stages.ahead])
        scaling = scaling_of(_with_deliveries(stages))
        self.column, self.row = scaling.column, scaling.row[stages.second]
        self.size, self.money = scaling.size, scaling.money
        self.row_lower = base.row_lower[stages.second]
        self.row_upper = base.row_upper[stages.second]
        self.resorts = self._resorts()
        count, rows = self.resorts.count, self.resorts.rows
        helps = (self.resorts.signs, (rows, np.arange(len(rows))))
        extra = sp.csc_matrix(helps, shape=(len(self.row), count))
        scale = self.column[stages.later]
        matrix = sp.diags_array(self.row) @ own[:, stages.later] @ sp.diags_array(scale)
        cost = base.cost[stages.later] * scale * self.money
        self.arrays = Arrays(
            cost=np.concatenate([cost, np.zeros(count)]),
            lower=np.concatenate([self._scaled(base.lower), np.zeros(count)]),
            upper=np.concatenate([self._scaled(base.upper), np.full(count, np.inf)]),
            integer=np.zeros(len(cost) + count, dtype=bool),
            row_lower=self.row_lower * self.row / self.size,
            row_upper=self.row_upper * self.row / self.size,
            matrix=sp.csc_matrix(sp.hstack([matrix, extra])),
        )

    @cached_property
    def last_resorts(self) -> Array:
        """Places of the last resorts among the columns of ``arrays``, (resorts,)."""
        return len(self.stages.later) + np.arange(self.resorts.count)

    @cached_property
    def cones(self) -> list[Cone]:
        """The cones that later columns are in, over all columns and, after them, their resorts."""
        own, names = len(self.column), [cone.name for cone in self.resorts.cones]
        found = []
        for cone in self.stages.formulation.program.cones:
            if _touches(cone, self.stages.later):
                shape = (cone.groups.shape[0], own + len(names))
                groups = (cone.groups.data, cone.groups.indices, cone.groups.indptr)
                over = cone.over if cone.over >= 0 else own + names.index(cone.name)
                wider = sp.csr_matrix(groups, shape=shape)
                found.append(dataclasses.replace(cone, groups=wider, over=over))
        return found

    @cached_property
    def place(self) -> Array:
        """Where all columns and the resorts of cones stand in ``arrays``; -1: decided ahead."""
        found = np.full(len(self.column) + len(self.resorts.cones), -1)
        found[self.stages.later] = np.arange(len(self.stages.later))
        found[len(self.column) :] = self.last_resorts[len(self.resorts.rows) :]
        return found

    @cached_property
    def unit(self) -> Array:
        """The same columns' own amounts in one of ``arrays``."""
        return np.concatenate(
            [self.column * self.size, self.resorts.unit[len(self.resorts.rows) :]]
        )

    def lacks(self, used: Array) -> tuple[Lack, ...]:
        """What last resorts, (resorts,) as ``arrays`` has them, stand for."""
        resorts, formulation = self.resorts, self.stages.formulation
        count, found = len(resorts.rows), []
        worst: dict[tuple[tuple[str, ...], str], Lack] = {}
        least = TRACE if (used > LACKS).any() else np.inf
        for i in np.flatnonzero(used > least).tolist():
            amount = float(used[i] * resorts.unit[i])
            if i < count:
                row = int(self.stages.second[resorts.rows[i]])
                surplus = bool(resorts.signs[i] < 0)
                found.append(lack_of_row(formulation, row, amount, surplus=surplus))
            else:
                # A limit at any stage is missed by as much as at its worst stage.
                lack = lack_of_cone(formulation, resorts.cones[i - count].name, amount)
                other = worst.setdefault((lack.subject, lack.when), lack)
                if lack.amount > other.amount:
                    worst[lack.subject, lack.when] = lack
        return (*found, *worst.values())

    def _scaled(self, bounds: Array) -> Array:
        later = self.stages.later
        return np.asarray(bounds[later] / (self.column[later] * self.size))

    def right(self, changes: Changes) -> tuple[Array, Array]:
        """Right-hand sides of a future, before orders ahead take of them: lower, upper; scaled."""
        more = changes.needed * self.row / self.size
        free = np.isinf(self.arrays.row_lower)
        lower = np.where(
            free, self.arrays.row_lower, self.arrays.row_lower + np.where(free, 0.0, more)
        )
        return lower, self.arrays.row_upper + more

    def most(self, more: Array) -> Array:
        """Scaled upper bounds of the later columns; ``more`` (later,) is added to the case's."""
        own = slice(len(more))
        grown = self.arrays.upper[own] + more / (self.column[self.stages.later] * self.size)
        return np.maximum(grown, self.arrays.lower[own])

    def least(self, more: Array) -> Array:
        """Scaled lower bounds of the later columns; ``more`` (later,) is added to the case's."""
        own = slice(len(more))
        return self.arrays.lower[own] + more / (self.column[self.stages.later] * self.size)

    def prices(self, cost: Array) -> Array:
        """Scaled prices of the later columns."""
        return cost * self.column[self.stages.later] * self.money

    def rows_of(self, open_: Array) -> Array:
        """True for rows in which any of these later columns, (later,), stands, (rows,)."""
        found: Array = self._later_in @ open_.astype(float) > 0
        return found

    @cached_property
    def _later_in(self) -> sp.csr_matrix:
        return abs(sp.csr_matrix(self.arrays.matrix)[:, : len(self.stages.later)])

    def entries_of_orders(self) -> dict[tuple[int, int], float]:
        """The matrix where deliveries may be added: the columns of later orders."""
        later = self.stages.later
        orders = np.concatenate([at[at >= 0] for at in self.stages.orders])
        places = np.searchsorted(later, np.intersect1d(orders, later))
        matrix = self.arrays.matrix
        found: dict[tuple[int, int], float] = {}
        for c in places.tolist():
            for i in range(matrix.indptr[c], matrix.indptr[c + 1]):
                found[int(matrix.indices[i]), c] = float(matrix.data[i])
        return found

    def _resorts(self) -> Resorts:
        stages = self.stages
        rows, signs = _sides(stages)
        cones = tuple(
            cone
            for cone in stages.formulation.program.cones
            if cone.over < 0 and _touches(cone, stages.later)
        )
        # A cone counts as rows do: its usual coefficient is 1.
        sizes = [
            float(np.median(np.abs(cone.groups.data) * self.column[cone.groups.indices]))
            for cone in cones
        ]
        unit = self.size * np.concatenate([1.0 / self.row[rows], np.array(sizes, dtype=float)])
        blocks = [stages.formulation.program.rows[name] for name in FACTS]
        index = stages.second[rows]
        facts = np.any([(b.start <= index) & (index < b.start + b.size) for b in blocks], axis=0)
        weights = np.concatenate([np.where(facts, FACT, 1.0), np.ones(len(cones))])
        return Resorts(rows, signs, cones, unit, weights)


def _touches(cone: Cone, later: Array) -> bool:
    return cone.over >= 0 or bool(np.isin(np.unique(cone.groups.indices), later).any())


def _with_deliveries(stages: Stages) -> Arrays:
    """The program in the future in which nothing goes wrong, for its scales."""
    base, program = stages.arrays, stages.formulation.program
    changes = stages.base_paid
    cost = np.zeros(program.n_columns)
    cost[stages.ahead], cost[stages.later] = changes.paid, changes.cost
    block = sp.hstack([changes.coupling, sp.csr_matrix(changes.delivered)])
    columns = np.concatenate([stages.ahead, stages.later])
    found = sp.coo_matrix(block)
    delivered = sp.csr_matrix(
        (found.data, (stages.second[found.row], columns[found.col])), shape=base.matrix.shape
    )
    return dataclasses.replace(base, cost=cost, matrix=sp.csc_matrix(base.matrix + delivered))


def _sides(stages: Stages) -> tuple[Array, Array]:
    """Second-stage rows that may break, once for each bound, with the sign of what helps.

    Orders ahead never overfill what they share with later ones, and where these have no minimum
    nothing does. A resort there would only blur what the room is worth: where it is full, its dual
    could then be the resort's.
    """
    program, arrays = stages.formulation.program, stages.arrays
    rows, signs = [], []
    always = stages.shared & ~_with_minima(stages)
    for name in (*FACTS, *RULES):
        block = program.rows[name]
        own = np.arange(block.start, block.start + block.size)
        place = np.searchsorted(stages.second, own[np.isin(own, stages.second)])
        place = place[~always[place]]
        index = stages.second[place]
        for bound, sign in ((arrays.row_lower, 1.0), (arrays.row_upper, -1.0)):
            there = place[np.isfinite(bound[index])]
            rows.append(there)
            signs.append(np.full(len(there), sign))
    return np.concatenate(rows).astype(int), np.concatenate(signs)


def _with_minima(stages: Stages) -> Array:
    """True for second-stage rows of later columns that have a minimum, (second,)."""
    least = stages.arrays.lower.copy()
    if stages.twins is not None:
        least[stages.twins.column] = stages.twins.lower
    has = (least > 0.0) & np.isin(np.arange(len(least)), stages.later)
    found: Array = abs(sp.csr_matrix(stages.arrays.matrix)[stages.second]) @ has.astype(float) > 0
    return found
