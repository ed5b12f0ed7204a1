"""Does everything balance, and are stockpiles, processes and routes used as they may be."""

import numpy as np

from models.check.books import OWN_SHARE, Books
from models.check.cover import cover_minima
from models.check.findings import Findings
from models.check.flows import ENTERING, LEAVING
from models.check.units import Array, common_unit, convert, filled


def audit_places(books: Books, findings: Findings) -> None:
    """Balance, shortage, disposal, stock, cover, processes and routes."""
    _audit_balance(books, findings)
    _audit_stock(books, findings)
    _audit_processes(books, findings)
    _audit_routes(books, findings)


def _audit_balance(books: Books, findings: Findings) -> None:
    """What enters a place leaves it; shortage is priced demand; only the unneeded is disposed."""
    case, flows, decisions = books.case, books.flows, books.decisions
    names = [f"{material} at {place}" if place else material for material, place in case.nodes]
    axes, floor = (names, books.periods), _column([books.floors[m] for m, _ in case.nodes])
    entering = np.sum([flows[name] for name in ENTERING], axis=0)
    leaving = np.sum([flows[name] for name in LEAVING], axis=0)
    priced = [case.material[m].shortage_cost is not None for m, _ in case.nodes]
    shortable = flows["demand"] * _column(priced)
    free = _column([np.inf if case.disposable(m) else 0.0 for m, _ in case.nodes])
    findings.equal("balance", axes, entering, leaving, floor)
    findings.at_most("shortage", axes, decisions.short, shortable, floor)
    findings.at_most("disposal", axes, decisions.dispose, free, floor)


def _audit_stock(books: Books, findings: Findings) -> None:
    """Capacity, closing and cover minima, releases; a government's stockpile is never filled."""
    piles, stock, decisions = books.case.stockpiles, books.stock, books.decisions
    ids = [pile.stockpile for pile in piles]
    axes, flow_floor = (ids, books.periods), _column([books.floors[p.material] for p in piles])
    opening = _column([pile.opening for pile in piles])
    turnover = opening + np.cumsum(decisions.put + decisions.draw, axis=1)
    floor = np.maximum(flow_floor, OWN_SHARE * turnover)
    none_to_put = _column([0.0 if pile.owner == "government" else np.inf for pile in piles])
    closing = np.array([-np.inf if p.closing_min is None else p.closing_min for p in piles])
    cover = cover_minima(books)
    findings.at_least("stock not below zero", axes, stock, 0.0, floor)
    findings.at_most("stock capacity", axes, stock, _most([p.capacity for p in piles]), floor)
    findings.at_least("closing_min", (ids,), stock[:, -1], closing, floor[:, -1])
    findings.at_least("cover_min", axes, stock, np.nan_to_num(cover, nan=-np.inf), floor)
    release = _most([pile.release_max for pile in piles])
    findings.at_most("release_max", axes, decisions.draw, release, flow_floor)
    findings.at_most(
        "government stockpile not filled", axes, decisions.put, none_to_put, flow_floor
    )


def _audit_processes(books: Books, findings: Findings) -> None:
    """A period's own maximum replaces the general one."""
    rows, periods = books.case.processes, books.case.settings.periods
    general = [np.inf if row.max_per_period is None else row.max_per_period for row in rows]
    most = [filled(row.values, periods, own) for row, own in zip(rows, general, strict=True)]
    axes = ([row.process for row in rows], books.periods)
    bound = np.array(most).reshape(len(rows), periods)
    findings.at_most("process max", axes, books.decisions.run, bound, _column(books.run_floors))


def _audit_routes(books: Books, findings: Findings) -> None:
    """Minima and maxima hold for all materials of a route together."""
    case = books.case
    for r, row in enumerate(case.routes):
        if row.max_per_period is None and not row.min_per_period:
            continue
        lanes = [lane for lane, (route, _) in enumerate(case.lanes) if route == r]
        materials = [case.material[case.lanes[lane][1]] for lane in lanes]
        unit = common_unit(row.unit, (m.unit for m in materials))
        factor = np.array([convert(m.unit, unit) for m in materials])
        floor = max(f * books.floors[m.material] for f, m in zip(factor, materials, strict=True))
        shipped = factor @ books.decisions.ship[lanes]
        most = np.inf if row.max_per_period is None else row.max_per_period
        axes = ([f"{row.from_} -> {row.to}"], books.periods)
        findings.at_most("route max", axes, shipped, most, floor)
        findings.at_least("route min", axes, shipped, row.min_per_period, floor)


def _most(values: list[float | None]) -> Array:
    return _column([np.inf if value is None else value for value in values])


def _column(values: list[float] | list[bool] | Array) -> Array:
    return np.array(values, dtype=float).reshape(-1, 1)
