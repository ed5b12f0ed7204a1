"""Why an order is as large as it is: the term of its offer, or the capacity, that holds it."""

from collections.abc import Iterable

import numpy as np

from models.case import Case
from models.check import UnmetContract
from models.program import Array
from models.terms.capacity import capacities


def held(case: Case, order: Array, contracts: Iterable[UnmetContract]) -> dict[str, Array]:
    """Where each term holds what is ordered, (O, T) for each; the first that does is told.

    max, min, moq: the order is at that bound; lot: it is a whole number of lots; max_total,
    min_total: all the offer's orders come to it; capacity: so do the orders of all offers that a
    row holds, in its unit; take_or_pay: just what is due of the year is taken.
    """
    most = _term([o.max_per_period for o in case.offers], np.inf)
    total = np.broadcast_to(order.sum(axis=1, keepdims=True), order.shape)
    lots = np.broadcast_to(_term([o.lot for o in case.offers], 0.0) > 0, order.shape)
    return {
        "max": _same(order, most),
        "min": _same(order, _term([o.min_per_period for o in case.offers], 0.0)),
        "capacity": _full(case, order),
        "take_or_pay": _just_taken(case, order, contracts),
        "max_total": _same(total, _term([o.max_total for o in case.offers], np.inf)),
        "min_total": _same(total, _term([o.min_total for o in case.offers], 0.0)),
        "moq": _same(order, _term([o.moq for o in case.offers], 0.0)),
        "lot": lots,
    }


def _term(values: list[float | None] | list[float], blank: float) -> Array:
    filled = [blank if value is None else value for value in values]
    return np.array(filled, dtype=float).reshape(-1, 1)


def _full(case: Case, order: Array) -> Array:
    full = np.zeros(order.shape, dtype=bool)
    for row in capacities(case):
        full[row.places] |= _same(row.taken(order), row.most)
    return full


def _just_taken(case: Case, order: Array, contracts: Iterable[UnmetContract]) -> Array:
    taken = np.zeros(order.shape, dtype=bool)
    years = np.array([case.calendar.year(t) for t in range(order.shape[1])])
    for contract in contracts:
        if _same(np.array(contract.taken), np.array(contract.due)):
            taken[case.offer_index[contract.offer]] |= years == contract.year
    return taken


def _same(a: Array, b: Array) -> Array:
    return np.isclose(a, b, rtol=1e-6, atol=0.0)
