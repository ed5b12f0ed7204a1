"""How much the coming periods need, and how long each stockpile lasts."""

import math

import numpy as np

from models.case import Demand, Stockpile
from models.check.books import Books
from models.check.units import Array

ENOUGH = 1e-9
"""A stock within this relative distance of a need meets it: rounding, not a day too short."""


def coming_needs(books: Books, pile: Stockpile) -> tuple[Array, float]:
    """Demand and use at a stockpile's location: by period, and in each later one for ever.

    The array goes on beyond the plan as far as any demand is filled there.
    """
    case, periods = books.case, books.case.settings.periods
    n = case.nodes.index((pile.material, pile.location))
    rows = [d for d in case.demand if (d.material, d.location) == case.nodes[n]]
    used = books.flows["used"][n]
    last_use = float(used[-1])
    beyond = max((len(row.beyond) for row in rows), default=0)
    after = [last_use + sum(_after(row, i, periods) for row in rows) for i in range(beyond)]
    for_ever = last_use + sum(_last(row, periods) for row in rows)
    return np.array([*(books.flows["demand"][n] + used), *after]), for_ever


def needed(needs: Array, for_ever: float, t: int, cover: float) -> float:
    """What the ``cover`` periods after period t need; decimals take part of the last of them."""
    whole = math.floor(cover)
    part = cover - whole
    total = sum(_at(needs, for_ever, t + 1 + i) for i in range(whole))
    return total + part * _at(needs, for_ever, t + 1 + whole) if part > 0 else total


def lasts(needs: Array, for_ever: float, t: int, stock: float) -> float | None:
    """How many periods after t the stock lasts, with decimals; None: it is never used up."""
    left, periods = max(stock, 0.0), 0
    for need in needs[t + 1 :]:
        if need > left + ENOUGH * max(need, stock):
            return periods + left / need
        left, periods = max(left - need, 0.0), periods + 1
    return periods + left / for_ever if for_ever > 0 else None


def cover_quantities(books: Books, covers: list[float | None]) -> Array:
    """What each stockpile should hold at each end, shape (stockpiles, periods); nan without."""
    targets = np.full(books.stock.shape, np.nan)
    for k, (pile, cover) in enumerate(zip(books.case.stockpiles, covers, strict=True)):
        if cover is not None:
            needs, for_ever = coming_needs(books, pile)
            for t in range(books.case.settings.periods):
                targets[k, t] = needed(needs, for_ever, t, cover)
    return targets


def cover_targets(books: Books) -> Array:
    """The quantity each ``cover_target`` asks for."""
    return cover_quantities(books, [pile.cover_target for pile in books.case.stockpiles])


def cover_minima(books: Books) -> Array:
    """The quantity each ``cover_min`` demands."""
    return cover_quantities(books, [pile.cover_min for pile in books.case.stockpiles])


def cover_periods(books: Books) -> tuple[tuple[float | None, ...], ...]:
    """How many coming periods each stockpile lasts at each end."""
    rows = []
    for pile, stock in zip(books.case.stockpiles, books.stock, strict=True):
        needs, for_ever = coming_needs(books, pile)
        rows.append(tuple(lasts(needs, for_ever, t, float(s)) for t, s in enumerate(stock)))
    return tuple(rows)


def missing(books: Books) -> Array:
    """What lacks of each cover target, shape (stockpiles, periods); 0 without a target."""
    return np.maximum(np.nan_to_num(cover_targets(books)) - books.stock, 0.0)


def _at(needs: Array, for_ever: float, t: int) -> float:
    return float(needs[t]) if t < len(needs) else for_ever


def _last(row: Demand, periods: int) -> float:
    return (row.values[periods - 1] if len(row.values) >= periods else None) or 0.0


def _after(row: Demand, i: int, periods: int) -> float:
    """Demand in the i-th period after the plan: as filled, else the plan's last repeated."""
    value = row.beyond[i] if i < len(row.beyond) else None
    return _last(row, periods) if value is None else value
