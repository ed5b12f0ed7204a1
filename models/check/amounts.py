"""What an amount is to a limit: quantity, oxide or spend, in one unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.case import Limit, Material
from models.check.books import OWN_SHARE, Books
from models.check.lanes import Lanes
from models.check.units import Array, common_unit, convert
from models.selector import folded


@dataclass(frozen=True, eq=False)
class Tally:
    """How a limit counts the rows of a table (offers or stockpiles), whatever is decided.

    ``sums`` (sums, rows) is what one unit of each row (with weight spend: of money) adds to each
    sum. ``mine`` (rows,) are those of chosen materials, ``units`` (materials,) what one unit of a
    chosen material is in the limit's unit, 0 for others. ``whole``: a limit of basis fact counts
    orders whatever becomes of them, others the part that is granted in the mean.
    """

    sums: Array
    mine: Array
    units: Array
    spend: bool = False
    whole: bool = False

    def amounts(self, books: Books) -> Array:
        """What the sums count of orders, (offers, before + periods); spend undiscounted.

        Open orders stand in the period in which they were placed.
        """
        part = 1.0 if self.whole else books.counted
        ordered = books.purchase if self.spend else books.decisions.order
        whole = np.hstack([self.open_only(books)[:, : books.before], ordered * part])
        whole[:, books.before :] += self.open_only(books)[:, books.before :]
        return np.where(self.mine[:, None], whole, 0.0) if self.spend else whole

    def open_only(self, books: Books) -> Array:
        """What they count of open orders alone, shape (offers, before + periods)."""
        past = books.past
        each = past.quantity * (past.landed if self.spend else 1.0)
        return past.by_offer(each if self.whole else each * past.counts, len(self.mine))

    def usual(self, books: Books) -> float:
        """What is usually ordered in one period, in the limit's unit or the plan's currency."""
        if self.spend:
            return max(_most(self.amounts(books)), OWN_SHARE * _most(books.purchase))
        return float(self.units @ books.floors) / OWN_SHARE


def tally_of(
    limit: Limit,
    chosen: Array,
    shares: Array,
    goods: Sequence[str],
    materials: tuple[Material, ...],
    oxide: Mapping[str, float],
) -> Tally:
    """How the ``chosen`` rows (rows,) count; ``shares`` (sums, rows) do not know units yet.

    ``goods`` are the materials of the rows, ``oxide`` what a kg of each counts at most.
    Raises ValueError for units that cannot be added.
    """
    picked = {material for material, yes in zip(goods, chosen.tolist(), strict=True) if yes}
    mine = np.array([material in picked for material in goods], dtype=bool)
    if limit.weight == "spend" and limit.measure != "stock":
        return Tally(shares, mine, np.zeros(len(materials)), True, limit.basis == "fact")
    factor = _factors(limit, picked, materials)
    each = np.array([factor.get(material, 0.0) for material in goods])
    units = np.array([factor.get(m.material, 0.0) * oxide.get(m.material, 0.0) for m in materials])
    return Tally(shares * each, mine, units, whole=limit.basis == "fact")


def _factors(limit: Limit, picked: set[str], materials: tuple[Material, ...]) -> dict[str, float]:
    """Material -> amount, in the limit's unit, of one of the material's own units."""
    rows = sorted((row for row in materials if row.material in picked), key=lambda r: r.material)
    unit = common_unit(limit.unit, (row.unit for row in rows))
    return {row.material: convert(row.unit, unit) for row in rows}


def marks_of(limit: Limit, chosen: Array, lanes: Lanes) -> Array:
    """The attribute of each chosen offer, shape (offers,). Raises ValueError where it lacks."""
    marks = np.zeros(len(lanes.marks))
    for o in np.flatnonzero(chosen).tolist():
        given = {folded(name): value for name, value in lanes.marks[o]}
        if folded(limit.attribute) not in given:
            (offer,) = lanes.columns["offer"][o]
            raise ValueError(f"limit {limit.limit}: {offer} has no {limit.attribute}")
        marks[o] = given[folded(limit.attribute)]
    return marks


def _most(spend: Array) -> float:
    return float(np.abs(spend).sum(axis=0).max(initial=0.0))
