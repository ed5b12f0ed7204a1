"""The numbers of a program along one input, without formulating every case on the way.

Each number of the program is a convex or a concave function of any of the inputs in ``SMOOTH``
(a price, a demand, the value of a limit ...), the others left alone. If such a function lies on its
chord in the middle, it lies on it everywhere; so two formulated ends and a formulated middle tell
whether all numbers between the ends may be read off a straight line. Where they may not (a price
that meets its floor), the stretch is halved, and what is left is formulated case by case.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from models.ask.resolve import Numbers, Resolved, Resolver, afresh
from models.case import Case
from models.engines.live import same_places
from models.program import Array, Arrays
from models.solve.warm import same_cones

SMOOTH = frozenset(
    {
        *(("offers", column) for column in ("price", "freight", "duty", "price_floor")),
        *(("offers", column) for column in ("max_per_period", "max_total", "min_per_period")),
        *(("offers", column) for column in ("min_total", "contract_per_year", "take_or_pay")),
        *((table, "each") for table in ("prices", "capacity", "demand", "arisings", "fx")),
        ("processes", "each"),
        ("processes", "cost"),
        ("tiers", "price"),
        *(("limits", column) for column in ("value", "penalty")),
        *(("materials", column) for column in ("shortage_cost", "hold_cost")),
        *(("stockpiles", column) for column in ("opening", "closing_min", "capacity")),
        *(("stockpiles", column) for column in ("release_max", "release_price", "end_value")),
        ("stockpiles", "cover_cost"),
        ("routes", "cost"),
    }
)
"""(table, column) along which every number of the program is convex or concave."""
HALVINGS = 3
SAME = 1e-12
"""Relative to the largest of its kind, numbers this near each other are the same."""


class Interpolation:
    """Cases along one input between two values. ``case_at`` makes the case at a value."""

    def __init__(
        self, resolver: Resolver, case_at: Callable[[float], Case], low: float, high: float
    ) -> None:
        self._resolver, self._case_at = resolver, case_at
        self._stretches = self._straight(low, high, HALVINGS) if resolver.shared else []

    def answer(self, value: float) -> Resolved:
        """The plan of the case at a value."""
        return self.answer_and_numbers(value)[0]

    def answer_and_numbers(self, value: float) -> tuple[Resolved, Numbers | None]:
        """The plan at a value, and the program's numbers there; None if it shares no program."""
        case, numbers = self._at(value)
        if numbers is None:
            return afresh(case), None
        return self._resolver.answer_to(case, numbers), numbers

    def cheapest(self, value: float) -> Resolved:
        """Any plan of least cost at a value (see ``Resolver.cheapest_to``)."""
        case, numbers = self._at(value)
        return afresh(case) if numbers is None else self._resolver.cheapest_to(case, numbers)

    def _at(self, value: float) -> tuple[Case, Numbers | None]:
        """The case at a value and its numbers, read off a stretch or else formulated."""
        case = self._case_at(value)
        stretch = next((s for s in self._stretches if s.low <= value <= s.high), None)
        if stretch is not None:
            return case, stretch.at(value)
        return case, self._resolver.numbers_of(case) if self._resolver.shared else None

    def _straight(self, low: float, high: float, halvings: int) -> list["Stretch"]:
        """Stretches on which all numbers are straight."""
        first, last = self._numbers(low), self._numbers(high)
        if first is None or last is None or low == high:
            return []
        stretch = Stretch.between(low, high, first, last)
        middle = 0.5 * (low + high)
        between = self._numbers(middle)
        if stretch is not None and between is not None and stretch.meets(middle, between):
            return [stretch]
        if halvings == 0:
            return []
        return [
            *self._straight(low, middle, halvings - 1),
            *self._straight(middle, high, halvings - 1),
        ]

    def _numbers(self, value: float) -> Numbers | None:
        return self._resolver.numbers_of(self._case_at(value))


@dataclass(frozen=True)
class Stretch:
    """Between two values all numbers lie on a straight line."""

    low: float
    high: float
    first: Numbers
    last: Numbers

    @classmethod
    def between(cls, low: float, high: float, first: Numbers, last: Numbers) -> "Stretch | None":
        """The stretch, None if the two programs have different entries, cones or deliveries."""
        one, other = first.arrays.matrix, last.arrays.matrix
        fits = (
            same_places(one, other)
            and same_cones(first.cones, last.cones)
            and all(
                np.array_equal(getattr(first.future, part), getattr(last.future, part))
                for part in ("granted", "lead", "price", "counted")
            )
            and first.money.keys() == last.money.keys()
        )
        return cls(low, high, first, _alike(first, last)) if fits else None

    def at(self, value: float) -> Numbers:
        """The numbers at a value within."""
        weight = (value - self.low) / (self.high - self.low)
        first, last = self.first, self.last
        return dataclasses.replace(
            first,
            arrays=_arrays(first.arrays, last.arrays, weight),
            money={p: _mixed(first.money[p], last.money[p], weight) for p in first.money},
            steps=first.steps + last.steps,
        )

    def meets(self, value: float, numbers: Numbers) -> bool:
        """Whether the line runs through the numbers of a formulated case."""
        here, there = self.at(value).arrays, numbers.arrays
        if not same_places(here.matrix, there.matrix):
            return False
        pairs = [
            (getattr(here, name), getattr(there, name))
            for name in ("cost", "lower", "upper", "row_lower", "row_upper")
        ]
        return all(_near(*pair) for pair in (*pairs, (here.matrix.data, there.matrix.data)))


def _alike(first: Numbers, last: Numbers) -> Numbers:
    """The last numbers, what equals the first being the same object: it need not be mixed."""
    arrays = last.arrays
    same = {
        name: getattr(first.arrays, name)
        for name in ("cost", "lower", "upper", "row_lower", "row_upper")
        if np.array_equal(getattr(first.arrays, name), getattr(arrays, name))
    }
    if np.array_equal(first.arrays.matrix.data, arrays.matrix.data):
        same["matrix"] = first.arrays.matrix
    money = {
        part: first.money[part] if np.array_equal(first.money[part], prices) else prices
        for part, prices in last.money.items()
    }
    return dataclasses.replace(last, arrays=dataclasses.replace(arrays, **same), money=money)


def _arrays(first: Arrays, last: Arrays, weight: float) -> Arrays:
    mixed = {
        name: _mixed(getattr(first, name), getattr(last, name), weight)
        for name in ("cost", "lower", "upper", "row_lower", "row_upper")
    }
    matrix = first.matrix
    if last.matrix is not matrix:
        data = _mixed(matrix.data, last.matrix.data, weight)
        matrix = sp.csc_matrix((data, matrix.indices, matrix.indptr), shape=matrix.shape)
    constant = (1.0 - weight) * first.constant + weight * last.constant
    return dataclasses.replace(first, **mixed, matrix=matrix, constant=constant)


def _mixed(first: Array, last: Array, weight: float) -> Array:
    if first is last:
        return first
    # Where both are the same (or without a bound) nothing moves, not even by rounding.
    with np.errstate(invalid="ignore"):
        between = (1.0 - weight) * first + weight * last
    return np.where(first == last, first, between)


def _near(one: Array, other: Array) -> bool:
    finite = np.isfinite(other)
    if not np.array_equal(one[~finite], other[~finite]):
        return False
    size = float(np.abs(other[finite]).max(initial=0.0))
    return bool((np.abs(one[finite] - other[finite]) <= SAME * size).all())
