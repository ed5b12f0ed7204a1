"""Is what suppliers and offers allow kept: periods, minima, maxima, lots and capacity."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from models.calendar import Calendar
from models.case import Capacity, Material, Offer
from models.check.books import Books
from models.check.costs import placed
from models.check.findings import Findings
from models.check.memo import memo
from models.check.purchase import orderable
from models.check.together import Together, together
from models.check.units import Array, column, filled


@dataclass(frozen=True, eq=False)
class Terms:
    """What each offer allows, columns (offers, 1); ``least`` and ``open_in`` (offers, periods)."""

    ids: tuple[str, ...]
    open_in: Array
    least: Array
    most: Array
    least_total: Array
    most_total: Array
    moq: Array
    lot: Array


@memo
def _terms(offers: tuple[Offer, ...], calendar: Calendar) -> Terms:
    open_in = orderable(offers, calendar)
    return Terms(
        ids=tuple(row.offer for row in offers),
        open_in=open_in,
        least=np.where(open_in, column(row.min_per_period for row in offers), 0.0),
        most=column((row.max_per_period for row in offers), np.inf),
        least_total=column((row.min_total for row in offers), -np.inf),
        most_total=column((row.max_total for row in offers), np.inf),
        moq=column(row.moq for row in offers),
        lot=column(row.lot for row in offers),
    )


def audit_terms(books: Books, findings: Findings) -> None:
    """Every term of an offer and every capacity of a supplier."""
    terms = _terms(books.case.offers, books.case.calendar)
    _audit_periods(books, terms, findings)
    _audit_totals(books, terms, findings)
    _audit_lots(books, terms, findings)
    _audit_capacity(books, findings)
    _audit_licenses(books, findings)
    _audit_replacements(books, findings)


def _audit_periods(books: Books, terms: Terms, findings: Findings) -> None:
    """Minima hold in every valid period; outside nothing is ordered.

    Who knows that an order would be refused does not place it, whatever its minimum.
    """
    order, axes, floor = books.decisions.order, (terms.ids, books.periods), books.offer_floors
    open_in = terms.open_in if books.closed is None else terms.open_in & ~books.closed
    findings.at_most("validity", axes, np.where(open_in, 0.0, order), 0.0, floor)
    findings.at_most("max_per_period", axes, order, terms.most, floor)
    due = open_in & ~(books.refused & ~books.ahead)
    findings.at_least("min_per_period", axes, order, np.where(due, terms.least, 0.0), floor)


def _audit_totals(books: Books, terms: Terms, findings: Findings) -> None:
    """What was ordered since counts_from counts; alone it breaks no maximum."""
    before = books.past.by_offer(books.past.quantity, len(terms.ids)).sum(axis=1)
    total, floor = books.decisions.order.sum(axis=1) + before, books.offer_floors[:, 0]
    most = np.maximum(terms.most_total[:, 0], before)
    findings.at_most("max_total", (terms.ids,), total, most, floor)
    findings.at_least("min_total", (terms.ids,), total, terms.least_total[:, 0], floor)


def _audit_lots(books: Books, terms: Terms, findings: Findings) -> None:
    """An order is nothing or at least the moq, and a whole number of lots."""
    axes, floor = (terms.ids, books.periods), books.offer_floors
    order = np.where(placed(books), books.decisions.order, 0.0)
    findings.at_least("moq", axes, order, np.where(order > 0, terms.moq, 0.0), floor)
    lot = np.where(terms.lot > 0, terms.lot, 1.0)
    whole = np.where(terms.lot > 0, np.round(order / lot) * lot, order)
    findings.equal("lot", axes, order, whole, floor)


@dataclass(frozen=True, eq=False)
class Capacities:
    """Every row that bounds an offer: its offers together, ``most`` (rows, periods)."""

    ids: tuple[str, ...]
    offers: Together
    most: Array


Stated = tuple[tuple[Capacity, Array], ...]
"""Rows that say something, with what they say, shape (periods,); infinite where blank."""


@memo
def _stated(capacity: tuple[Capacity, ...], calendar: Calendar) -> Stated:
    return tuple(
        (row, filled(row.values, calendar.periods, np.inf))
        for row in capacity
        if any(value is not None for value in row.values)
    )


@memo
def _capacities(
    stated: Stated, offers: tuple[Offer, ...], materials: tuple[Material, ...], calendar: Calendar
) -> Capacities:
    known = {row.material: row for row in materials}
    sold: dict[str, list[tuple[int, Material]]] = defaultdict(list)
    for o, offer in enumerate(offers):
        sold[offer.supplier].append((o, known[offer.material]))
    rows = [
        (row, most, mine)
        for row, most in stated
        if (mine := [one for one in sold[row.supplier] if row.material in ("", one[1].material)])
    ]
    return Capacities(
        ids=tuple(", ".join(filter(None, (row.supplier, row.material))) for row, _, _ in rows),
        offers=together([(row.unit, mine) for row, _, mine in rows]),
        most=np.array([most for _, most, _ in rows]).reshape(len(rows), calendar.periods),
    )


def _audit_capacity(books: Books, findings: Findings) -> None:
    """Orders of a supplier's material (blank: of all, in one unit) stay within each row.

    Those placed ahead do so together; one that is refused leaves its part to later ones.
    """
    case, order = books.case, books.decisions.order
    stated = _stated(case.capacity, case.calendar)
    rows = _capacities(stated, case.offers, case.materials, case.calendar)
    ahead = rows.offers.summed(books.placed_ahead)
    kept = rows.offers.summed(np.where(books.refused, 0.0, order))
    ordered = np.maximum(ahead, kept)
    floor = rows.offers.floors(books.offer_floors)
    # One test for each row: of each the worst periods are told.
    for c in np.flatnonzero((ordered > rows.most).any(axis=1)).tolist():
        axes = ((rows.ids[c],), books.periods)
        findings.at_most("capacity", axes, ordered[[c]], rows.most[[c]], floor[c])


def _audit_licenses(books: Books, findings: Findings) -> None:
    """What is ordered under a license in a calendar year, open orders too, stays within its most.

    What open orders come to alone cannot be undone: nothing may be added to it.
    """
    case, calendar = books.case, books.case.calendar
    if books.under is None:
        return
    known = {row.material: row for row in case.materials}
    years = np.array([calendar.year(t) for t in range(-calendar.before, calendar.periods)])
    before = books.past.by_offer(books.past.quantity, len(case.offers))
    ordered = np.hstack([np.zeros((len(before), calendar.before)), books.decisions.order])
    for i, row in enumerate(case.licenses):
        mine = np.flatnonzero(books.under[i].any(axis=1)).tolist()
        if row.max_per_year is None or not mine:
            continue
        members = [(o, known[case.offers[o].material]) for o in mine]
        group = together([(row.unit, members)])
        under = books.under[i]
        old, new = group.summed(before * under)[0], group.summed(ordered * under)[0]
        floor = float(group.floors(books.offer_floors)[0, 0])
        for year in sorted(set(years[calendar.before :].tolist())):
            gone = float(old[years == year].sum())
            whole = np.array([gone + float(new[years == year].sum())])
            most = max(row.max_per_year, gone)
            findings.at_most(f"max_per_year {year}", ((row.license,),), whole, most, floor)


def _audit_replacements(books: Books, findings: Findings) -> None:
    """Of each material no more was ordered anew by any period than was refused early enough.

    From when on the future decides its orders itself, nothing of this holds; where orders never
    answer, nothing is ordered anew.
    """
    reaction, adapted = books.case.settings.reaction, books.decisions.adapted
    until = len(books.periods) if books.adapts is None else books.adapts
    if adapted is None or until <= 0:
        return
    anew = _by_material(books, np.cumsum(adapted, axis=1))
    refused = np.cumsum(np.where(books.refused, books.placed_ahead, 0.0), axis=1)
    known = np.zeros_like(refused)
    if reaction != "never":
        delay = min(max(reaction, 1), known.shape[1])
        known[:, delay:] = refused[:, : known.shape[1] - delay]
    axes = (tuple(row.material for row in books.case.materials), books.periods[:until])
    most = _by_material(books, known)[:, :until]
    findings.at_most("ordered anew", axes, anew[:, :until], most, books.floors[:, None])


def _by_material(books: Books, amounts: Array) -> Array:
    """Offers' amounts of each material together, (materials, periods)."""
    found = np.zeros((len(books.case.materials), amounts.shape[1]))
    np.add.at(found, books.offer_material, amounts)
    return found
