"""The second stage as it is in every future: scaled, with what is allowed as a last resort."""

import dataclasses
from collections import defaultdict
from functools import cached_property

import numpy as np
import scipy.sparse as sp

from models.case import Case, Recipe
from models.program import Array, Arrays
from models.recourse.stages import Changes, Stages
from models.solve.scaling import scaling_of
from models.terms.units import in_kg

LAST_RESORT = 10.0
"""What cannot be done at all costs this many times what the material costs: it shows what lacks."""

DEAREST = 1000.0
"""No material is worth more than this many times the dearest by weight."""

MAY_BREAK = ("balance", "limit", "cover_min", "route", "order_total")


class SecondStage:
    """Later columns and the rows they stand in, without deliveries, scaled.

    ``arrays`` has the later columns first, then one column per last resort. ``column`` and ``row``
    are the scales (see ``solve.scaling``), over all columns and over second-stage rows; ``taken``
    (rows, ahead) is what orders ahead take of the rows whatever comes.
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
        self.resort_rows, signs = _resorts(stages)
        extra = sp.csc_matrix(
            (signs, (self.resort_rows, np.arange(len(signs)))), shape=(len(self.row), len(signs))
        )
        scale = self.column[stages.later]
        matrix = sp.diags_array(self.row) @ own[:, stages.later] @ sp.diags_array(scale)
        worth = _worth(stages)[stages.second[self.resort_rows]]
        dear = LAST_RESORT * worth * self.money / self.row[self.resort_rows]
        cost = base.cost[stages.later] * scale * self.money
        count = len(signs)
        self.arrays = Arrays(
            cost=np.concatenate([cost, dear]),
            lower=np.concatenate([self._scaled(base.lower), np.zeros(count)]),
            upper=np.concatenate([self._scaled(base.upper), np.full(count, np.inf)]),
            integer=np.zeros(len(cost) + count, dtype=bool),
            row_lower=self.row_lower * self.row / self.size,
            row_upper=self.row_upper * self.row / self.size,
            matrix=sp.csc_matrix(sp.hstack([matrix, extra])),
        )

    @cached_property
    def keeps_ahead(self) -> Array:
        """True for rows that orders ahead never overfill: the master sees to it."""
        return self.stages.shared

    def _scaled(self, bounds: Array) -> Array:
        later = self.stages.later
        return np.asarray(bounds[later] / (self.column[later] * self.size))

    def right(self, changes: Changes) -> tuple[Array, Array]:
        """Right-hand sides of a future, before orders ahead take of them: lower, upper; scaled."""
        more = changes.needed * self.row / self.size
        return self.arrays.row_lower + more, self.arrays.row_upper + more

    def most(self, more: Array) -> Array:
        """Scaled upper bounds of the later columns; ``more`` (later,) is added to the case's."""
        own = slice(len(more))
        grown = self.arrays.upper[own] + more / (self.column[self.stages.later] * self.size)
        return np.maximum(grown, self.arrays.lower[own])

    def prices(self, cost: Array) -> Array:
        """Scaled prices of the later columns."""
        return cost * self.column[self.stages.later] * self.money

    def entries_of_orders(self) -> dict[tuple[int, int], float]:
        """The matrix where deliveries may be added: the columns of later orders."""
        order = self.stages.formulation.program.columns["order"].at
        later = self.stages.later
        places = np.searchsorted(later, np.intersect1d(order[order >= 0], later))
        matrix = self.arrays.matrix
        found: dict[tuple[int, int], float] = {}
        for c in places.tolist():
            for i in range(matrix.indptr[c], matrix.indptr[c + 1]):
                found[int(matrix.indices[i]), c] = float(matrix.data[i])
        return found


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


def _resorts(stages: Stages) -> tuple[Array, Array]:
    """Second-stage rows that may be broken as a last resort, with the sign of what helps."""
    program, arrays = stages.formulation.program, stages.arrays
    rows, signs = [], []
    for name in MAY_BREAK:
        block = program.rows[name]
        own = np.arange(block.start, block.start + block.size)
        place = np.searchsorted(stages.second, own[np.isin(own, stages.second)])
        index = stages.second[place]
        for bound, sign in ((arrays.row_lower, 1.0), (arrays.row_upper, -1.0)):
            there = place[np.isfinite(bound[index])]
            rows.append(there)
            signs.append(np.full(len(there), sign))
    return np.concatenate(rows).astype(int), np.concatenate(signs)


def _worth(stages: Stages) -> Array:
    """Money that one unit of each row's material is worth at most, (rows,)."""
    case, program = stages.case, stages.formulation.program
    facts = stages.formulation.facts
    own = _prices_of_materials(stages)
    kilograms = {m.material: in_kg(m.unit) or 1.0 for m in case.materials}
    per_kg = max((own[m] / kilograms[m] for m in own), default=0.0) or 1.0
    most = {m: DEAREST * per_kg * kilograms[m] for m in own}
    own = _through_recipes(case, own, most)
    worth = np.full(program.n_rows, DEAREST * per_kg)
    for name, materials in (
        ("balance", [material for material, _ in case.nodes]),
        ("cover_min", [pile.material for pile in case.stockpiles]),
        ("order_total", facts.material_of),
    ):
        at = program.rows[name].at
        by_row = np.array([own[m] or per_kg * kilograms[m] for m in materials])
        grid = np.broadcast_to(by_row.reshape(-1, *[1] * (at.ndim - 1)), at.shape)
        worth[at[at >= 0]] = grid[at >= 0]
    _value_limits(stages, worth, np.array([own[m] for m in facts.material_of]))
    return worth


def _value_limits(stages: Stages, worth: Array, own: Array) -> None:
    """A limit's numerator is worth the dearest of what it counts, per amount.

    ``own`` (offers,): what a unit of an offer's material is worth, landed or in what it goes into.
    """
    program, facts = stages.formulation.program, stages.formulation.facts
    landed = np.zeros(program.n_columns)
    order = program.columns["order"].at
    landed[order[order >= 0]] = np.maximum(facts.landed, own[:, None])[order >= 0]
    matrix = abs(sp.csr_matrix(stages.arrays.matrix))
    block = program.rows["limit"]
    for row in range(block.start, block.start + block.size):
        inside = slice(matrix.indptr[row], matrix.indptr[row + 1])
        dearest = landed[matrix.indices[inside]].max(initial=0.0)
        if dearest > 0:
            worth[row] = dearest / matrix.data[inside].max()


def _prices_of_materials(stages: Stages) -> dict[str, float]:
    """The dearest offer or the shortage cost of each material, per unit."""
    case, facts = stages.case, stages.formulation.facts
    worth = {m: float(facts.shortage_cost(m).max()) for m in case.material}
    for o, name in enumerate(facts.material_of):
        worth[name] = max(worth[name], float(facts.landed[o].max()))
    return worth


def _through_recipes(
    case: Case, worth: dict[str, float], most: dict[str, float]
) -> dict[str, float]:
    """What a unit of each material is worth in what it goes into, if that is more; up to ``most``.

    A kg of Tb that 370 kg of magnets wait for is worth those magnets: were it cheaper to lack it
    than to leave them unmade, a future would be called impossible that is only dear.
    """
    worth = dict(worth)
    recipes: dict[str, list[Recipe]] = defaultdict(list)
    for row in case.recipes:
        recipes[row.process].append(row)
    for _ in recipes:  # as many passes as a chain can have steps; most bounds what goes in circles
        for rows in recipes.values():
            made = sum(row.per_run * worth[row.material] for row in rows if row.per_run > 0)
            for row in rows:
                if row.per_run < 0:
                    through = min(made / -row.per_run, most[row.material])
                    worth[row.material] = max(worth[row.material], through)
    return worth
