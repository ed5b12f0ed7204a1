"""Is what suppliers and offers allow kept: periods, minima, maxima, lots and capacity."""

import numpy as np

from models.check.books import Books
from models.check.costs import placed
from models.check.findings import Findings
from models.check.purchase import orderable
from models.check.units import Array, common_unit, convert, filled


def audit_terms(books: Books, findings: Findings) -> None:
    """Every term of an offer and every capacity of a supplier."""
    _audit_periods(books, findings)
    _audit_totals(books, findings)
    _audit_lots(books, findings)
    _audit_capacity(books, findings)


def _audit_periods(books: Books, findings: Findings) -> None:
    """Minima hold in every valid period; outside nothing is ordered."""
    offers, order = books.case.offers, books.decisions.order
    axes, floor, open_in = (_ids(books), books.periods), _floors(books), orderable(books.case)
    most = _column([np.inf if o.max_per_period is None else o.max_per_period for o in offers])
    least = np.where(open_in, _column([o.min_per_period for o in offers]), 0.0)
    findings.at_most("validity", axes, np.where(open_in, 0.0, order), 0.0, floor)
    findings.at_most("max_per_period", axes, order, most, floor)
    findings.at_least("min_per_period", axes, order, least, floor)


def _audit_totals(books: Books, findings: Findings) -> None:
    offers, total = books.case.offers, books.decisions.order.sum(axis=1)
    most = np.array([np.inf if o.max_total is None else o.max_total for o in offers])
    least = np.array([-np.inf if o.min_total is None else o.min_total for o in offers])
    floor = _floors(books)[:, 0]
    findings.at_most("max_total", (_ids(books),), total, most, floor)
    findings.at_least("min_total", (_ids(books),), total, least, floor)


def _audit_lots(books: Books, findings: Findings) -> None:
    """An order is nothing or at least the moq, and a whole number of lots."""
    offers, floor = books.case.offers, _floors(books)
    order = np.where(placed(books), books.decisions.order, 0.0)
    moq = _column([o.moq or 0.0 for o in offers])
    least = np.where(order > 0, moq, 0.0)
    findings.at_least("moq", (_ids(books), books.periods), order, least, floor)
    lot = _column([o.lot or 0.0 for o in offers])
    whole = np.where(lot > 0, np.round(order / np.where(lot > 0, lot, 1.0)) * lot, order)
    findings.equal("lot", (_ids(books), books.periods), order, whole, floor)


def _audit_capacity(books: Books, findings: Findings) -> None:
    """Orders of a supplier's material (blank: of all, in one unit) stay within each row."""
    case = books.case
    for row in case.capacity:
        mine = [
            o
            for o, offer in enumerate(case.offers)
            if offer.supplier == row.supplier and row.material in ("", offer.material)
        ]
        if not mine or all(value is None for value in row.values):
            continue
        materials = [case.material[case.offers[o].material] for o in mine]
        unit = common_unit(row.unit, (m.unit for m in materials))
        factor = np.array([convert(m.unit, unit) for m in materials])
        floor = max(f * books.floors[m.material] for f, m in zip(factor, materials, strict=True))
        most = filled(row.values, case.settings.periods, np.inf)
        axes = ([row.supplier], [row.material], books.periods)
        findings.at_most("capacity", axes, factor @ books.decisions.order[mine], most, floor)


def _ids(books: Books) -> list[str]:
    return [offer.offer for offer in books.case.offers]


def _floors(books: Books) -> Array:
    return _column([books.floors[offer.material] for offer in books.case.offers])


def _column(values: list[float]) -> Array:
    return np.array(values, dtype=float).reshape(-1, 1)
