"""What an amount is to a limit: quantity, oxide or spend, in one unit."""

import numpy as np

from models.case import Limit
from models.check.books import OWN_SHARE, Books
from models.check.units import Array, common_unit, convert
from models.selector import folded


def amounts_of(books: Books, limit: Limit, chosen: Array) -> tuple[Array, float]:
    """What is ordered as the limit counts it, and what is usual in one period.

    ``chosen`` has shape (offers,). Amounts have shape (offers, periods), 0 for materials of which
    no offer is chosen; spend is in the plan's currency, undiscounted.
    """
    case = books.case
    picked = {offer.material for offer, yes in zip(case.offers, chosen, strict=True) if yes}
    if limit.weight == "spend":
        mine = np.array([offer.material in picked for offer in case.offers], dtype=bool)
        spend = np.where(mine[:, None], books.purchase, 0.0)
        return spend, max(_most(spend), OWN_SHARE * _most(books.purchase))
    factor = factors(books, limit, picked)
    row = np.array([factor.get(offer.material, 0.0) for offer in case.offers])
    usual = sum(factor[m] * books.floors[m] for m in picked) / OWN_SHARE
    return row[:, None] * books.decisions.order, usual


def factors(books: Books, limit: Limit, materials: set[str]) -> dict[str, float]:
    """Material -> amount, in the limit's unit, of one of the material's own units."""
    known = books.case.material
    unit = common_unit(limit.unit, (known[m].unit for m in materials))
    oxide = limit.weight == "reo"
    return {
        m: convert(known[m].unit, unit) * (known[m].reo if oxide else 1.0)
        for m in sorted(materials)
    }


def marks_of(books: Books, limit: Limit, chosen: Array) -> Array:
    """The attribute of each chosen offer, shape (offers,). Raises ValueError where it lacks."""
    marks = np.zeros(len(books.case.offers))
    for o in np.flatnonzero(chosen):
        offer = books.case.offers[o]
        given = {folded(name): value for name, value in offer.attributes}
        if folded(limit.attribute) not in given:
            raise ValueError(f"limit {limit.limit}: {offer.offer} has no {limit.attribute}")
        marks[o] = given[folded(limit.attribute)]
    return marks


def _most(spend: Array) -> float:
    return float(np.abs(spend).sum(axis=0).max(initial=0.0))
