"""Are stockpiles kept within what they hold, release and must have."""

from dataclasses import dataclass

import numpy as np

from models.case import Stockpile
from models.check.books import OWN_SHARE, Books
from models.check.cover import cover_quantities
from models.check.findings import Findings
from models.check.memo import memo
from models.check.units import Array, column


@dataclass(frozen=True, eq=False)
class Piles:
    """What each stockpile allows, columns (stockpiles, 1)."""

    ids: tuple[str, ...]
    opening: Array
    capacity: Array
    closing: Array
    release: Array
    puttable: Array


@memo
def _piles(stockpiles: tuple[Stockpile, ...]) -> Piles:
    filling = (0.0 if row.owner == "government" else np.inf for row in stockpiles)
    return Piles(
        ids=tuple(row.stockpile for row in stockpiles),
        opening=column(row.opening for row in stockpiles),
        capacity=column((row.capacity for row in stockpiles), np.inf),
        closing=column((row.closing_min for row in stockpiles), -np.inf),
        release=column((row.release_max for row in stockpiles), np.inf),
        puttable=column(filling),
    )


def audit_stock(books: Books, findings: Findings) -> None:
    """Capacity, closing and cover minima, releases; a government's stockpile is never filled."""
    piles, stock, decisions = _piles(books.case.stockpiles), books.stock, books.decisions
    axes, flow_floor = (piles.ids, books.periods), books.pile_floors
    turnover = piles.opening + np.cumsum(decisions.put + decisions.draw, axis=1)
    floor = np.maximum(flow_floor, OWN_SHARE * turnover)
    cover = cover_quantities(books.needs, [row.cover_min for row in books.case.stockpiles])
    closing = piles.closing[:, 0]
    findings.at_least("stock not below zero", axes, stock, 0.0, floor)
    findings.at_most("stock capacity", axes, stock, piles.capacity, floor)
    findings.at_least("closing_min", (piles.ids,), stock[:, -1], closing, floor[:, -1])
    findings.at_least("cover_min", axes, stock, np.nan_to_num(cover, nan=-np.inf), floor)
    findings.at_most("release_max", axes, decisions.draw, piles.release, flow_floor)
    findings.at_most(
        "government stockpile not filled", axes, decisions.put, piles.puttable, flow_floor
    )
