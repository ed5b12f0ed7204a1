"""A small labelled sparse program: blocks of columns and rows over numpy arrays.

It knows nothing of materials or licenses. A block of columns or rows carries the ids it runs over
(``over=(("offer", ids), ("period", labels))``), so that every number that comes out of a solver can
be named again. Money enters as named parts (``purchase``, ``holding``): the objective is their sum.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import scipy.sparse as sp

Array = np.ndarray
Axis = tuple[str, Sequence[str]]
INFINITY = float("inf")
DUST = 1e-9
"""Amounts below this, in any unit, are what solvers leave of a zero."""


@dataclass(frozen=True)
class Block:
    """Columns or rows of one family, laid out row-major over their axes.

    ``start`` is the first index of the block in the program; ``keep`` is None, or the places of the
    full grid that exist (others are index -1 in ``at``).
    """

    name: str
    over: tuple[Axis, ...]
    start: int
    size: int
    keep: Array | None = None

    @property
    def shape(self) -> tuple[int, ...]:
        """Lengths of the axes."""
        return tuple(len(ids) for _, ids in self.over)

    @cached_property
    def at(self) -> Array:
        """Indices in the program, shape ``self.shape``; -1 where nothing exists."""
        if self.keep is None:
            return np.arange(self.start, self.start + self.size).reshape(self.shape)
        grid = np.full(int(np.prod(self.shape)), -1)
        grid[self.keep] = np.arange(self.start, self.start + self.size)
        return grid.reshape(self.shape)

    def spread(self, values: Array) -> Array:
        """The block's part of a vector over the program, shape ``self.shape``, 0 elsewhere."""
        mine = values[self.start : self.start + self.size]
        if self.keep is None:
            return mine.reshape(self.shape).copy()
        grid = np.zeros(int(np.prod(self.shape)))
        grid[self.keep] = mine
        return grid.reshape(self.shape)

    def labels(self) -> list[tuple[str, ...]]:
        """The ids of each entry, in order."""
        places = np.arange(self.size) if self.keep is None else self.keep
        spots = np.unravel_index(places, self.shape) if self.shape else [places] * 0
        axes = [[ids[i] for i in spot] for (_, ids), spot in zip(self.over, spots, strict=True)]
        return list(zip(*axes, strict=True)) if axes else [()] * self.size

    def names(self) -> list[str]:
        """``order[lynas_ndpr,2027-01]``."""
        return [
            f"{self.name}[{','.join(label)}]" if label else self.name for label in self.labels()
        ]


@dataclass(frozen=True)
class Cone:
    """norm of the ``groups`` <= ``ratio`` x their sum (+ the column ``over``).

    ``groups`` is a matrix (groups, columns of the program): the amount of each group. Solvers for
    linear programs see it as tangents (see ``tangent``).
    """

    name: str
    groups: sp.csr_matrix
    ratio: float
    over: int = -1
    over_scale: float = 1.0

    def relative_excess(self, x: Array) -> float:
        """(norm - ratio x sum (- over)) / norm at a point: positive where the cone is violated.

        A norm of rounding alone (``DUST``) violates nothing: no tangent could mend it.
        """
        amounts = self.groups @ x
        norm = float(np.linalg.norm(amounts))
        slack = self.over_scale * x[self.over] if self.over >= 0 else 0.0
        return (norm - self.ratio * float(amounts.sum()) - slack) / norm if norm > DUST else 0.0

    def tangent(self, x: Array) -> tuple[Array, Array]:
        """Columns and coefficients of a row ``... <= 0`` that touches the cone at the point."""
        amounts = self.groups @ x
        direction = amounts / np.linalg.norm(amounts)
        row = (self.groups.T @ (direction - self.ratio)).ravel()
        if self.over >= 0:
            row[self.over] -= self.over_scale
        columns = np.flatnonzero(row)
        return columns, row[columns]


@dataclass
class Program:
    """minimise cost @ x with lower <= x <= upper, row_lower <= matrix @ x <= row_upper, cones."""

    columns: dict[str, Block] = field(default_factory=dict)
    rows: dict[str, Block] = field(default_factory=dict)
    cones: list[Cone] = field(default_factory=list)
    _lower: list[Array] = field(default_factory=list)
    _upper: list[Array] = field(default_factory=list)
    _integer: list[Array] = field(default_factory=list)
    _row_lower: list[Array] = field(default_factory=list)
    _row_upper: list[Array] = field(default_factory=list)
    _entries: list[tuple[Array, Array, Array]] = field(default_factory=list)
    _shifts: list[tuple[Array, Array]] = field(default_factory=list)
    _money: dict[str, list[tuple[Array, Array]]] = field(default_factory=dict)
    _constants: dict[str, float] = field(default_factory=dict)

    @property
    def n_columns(self) -> int:
        """How many columns there are."""
        return sum(block.size for block in self.columns.values())

    @property
    def n_rows(self) -> int:
        """How many rows there are, cones left out."""
        return sum(block.size for block in self.rows.values())

    def add_columns(
        self,
        name: str,
        over: Sequence[Axis],
        upper: Array | float = INFINITY,
        lower: Array | float = 0.0,
        *,
        where: Array | None = None,
        integer: bool = False,
    ) -> Block:
        """A block of columns; ``where`` (shape of the axes) says which of them exist."""
        if name in self.columns:
            raise ValueError(f"there are columns {name} already")
        block = _block(name, tuple(over), self.n_columns, where)
        self.columns[name] = block
        self._lower.append(_fill(block, lower))
        self._upper.append(_fill(block, upper))
        self._integer.append(np.full(block.size, integer))
        return block

    def add_rows(
        self,
        name: str,
        over: Sequence[Axis],
        lower: Array | float = -INFINITY,
        upper: Array | float = INFINITY,
        *,
        where: Array | None = None,
    ) -> Block:
        """A block of rows ``lower <= ... <= upper``; ``where`` says which of them exist."""
        if name in self.rows:
            raise ValueError(f"there are rows {name} already")
        block = _block(name, tuple(over), self.n_rows, where)
        self.rows[name] = block
        self._row_lower.append(_fill(block, lower))
        self._row_upper.append(_fill(block, upper))
        return block

    def shift_rows(self, rows: Array, amounts: Array | float) -> None:
        """Add constants to both bounds of rows (to what stands on their right-hand side)."""
        r, v = np.broadcast_arrays(rows, amounts)
        self._shifts.append((r[r >= 0], v[r >= 0].astype(float)))

    def add_terms(self, rows: Array, columns: Array, coefficients: Array | float) -> None:
        """Add coefficient x column to row, broadcast; pairs with an index of -1 are left out."""
        r, c, v = np.broadcast_arrays(rows, columns, coefficients)
        there = (r >= 0) & (c >= 0) & (v != 0)
        self._entries.append((r[there], c[there], v[there].astype(float)))

    def add_money(self, part: str, columns: Array, prices: Array | float) -> None:
        """Add price x column to a named part of the objective, broadcast."""
        c, v = np.broadcast_arrays(columns, prices)
        there = (c >= 0) & (v != 0)
        self._money.setdefault(part, []).append((c[there], v[there].astype(float)))

    def add_constant(self, part: str, money: float) -> None:
        """Money that no decision changes, in a named part of the objective."""
        self._constants[part] = self._constants.get(part, 0.0) + money

    def money(self, part: str) -> Array:
        """The price vector of one part, shape (columns,)."""
        return _summed(self._money.get(part, []), self.n_columns)

    def clear_money(self) -> None:
        """Forget the objective: every column is free of charge."""
        self._money.clear()
        self._constants.clear()

    def bounds(self, name: str) -> tuple[Array, Array]:
        """Lower and upper bounds of a block of columns, (size,), to read or to change."""
        place = list(self.columns).index(name)
        return self._lower[place], self._upper[place]

    def bounded(self, arrays: "Arrays") -> "Program":
        """The same program with the bounds of columns and rows that stand in ``arrays``."""
        columns = np.cumsum([block.size for block in self.columns.values()])[:-1]
        rows = np.cumsum([block.size for block in self.rows.values()])[:-1]
        return replace(
            self,
            _lower=np.split(arrays.lower, columns),
            _upper=np.split(arrays.upper, columns),
            _row_lower=np.split(arrays.row_lower, rows),
            _row_upper=np.split(arrays.row_upper, rows),
            _shifts=[],
        )

    def row_bounds(self, name: str) -> tuple[Array, Array]:
        """Lower and upper bounds of a block of rows, (size,), shifts included."""
        block, place = self.rows[name], list(self.rows).index(name)
        shift = _summed(self._shifts, self.n_rows)[block.start : block.start + block.size]
        return self._row_lower[place] + shift, self._row_upper[place] + shift

    def parts(self) -> list[str]:
        """The named parts of the objective."""
        return list(dict.fromkeys([*self._money, *self._constants]))

    def constant(self) -> float:
        """The part of the objective that no decision changes."""
        return sum(self._constants.values())

    def arrays(self) -> "Arrays":
        """The program as plain arrays, as solvers take it."""
        cost = sum((self.money(part) for part in self._money), np.zeros(self.n_columns))
        shift = _summed(self._shifts, self.n_rows)
        return Arrays(
            cost=cost,
            lower=_join(self._lower),
            upper=_join(self._upper),
            integer=_join(self._integer).astype(bool),
            row_lower=_join(self._row_lower) + shift,
            row_upper=_join(self._row_upper) + shift,
            matrix=self._matrix(),
            constant=self.constant(),
        )

    def _matrix(self) -> sp.csc_matrix:
        shape = (self.n_rows, self.n_columns)
        if not self._entries:
            return sp.csc_matrix(shape)
        r, c, v = (np.concatenate(part) for part in zip(*self._entries, strict=True))
        matrix = sp.coo_matrix((v, (r, c)), shape=shape).tocsc()
        matrix.eliminate_zeros()
        return matrix

    def column_names(self) -> list[str]:
        """Readable names of all columns, in order."""
        return [name for block in self.columns.values() for name in block.names()]

    def row_names(self) -> list[str]:
        """Readable names of all rows, in order."""
        return [name for block in self.rows.values() for name in block.names()]


@dataclass(frozen=True)
class Arrays:
    """minimise cost @ x + constant, lower <= x <= upper, row_lower <= matrix @ x <= row_upper."""

    cost: Array
    lower: Array
    upper: Array
    integer: Array
    row_lower: Array
    row_upper: Array
    matrix: sp.csc_matrix
    constant: float = 0.0

    @property
    def has_integers(self) -> bool:
        """True for a mixed-integer program."""
        return bool(self.integer.any())


def _block(name: str, over: tuple[Axis, ...], start: int, where: Array | None) -> Block:
    shape = tuple(len(ids) for _, ids in over)
    if where is None:
        return Block(name, over, start, int(np.prod(shape)))
    keep = np.flatnonzero(np.broadcast_to(where, shape))
    return Block(name, over, start, len(keep), keep)


def _fill(block: Block, values: Array | float) -> Array:
    full = np.broadcast_to(np.asarray(values, dtype=float), block.shape).ravel()
    return full.copy() if block.keep is None else full[block.keep]


def _summed(entries: list[tuple[Array, Array]], size: int) -> Array:
    total = np.zeros(size)
    for index, values in entries:
        np.add.at(total, index, values)
    return total


def _join(parts: list[Array]) -> Array:
    return np.concatenate(parts) if parts else np.zeros(0)
