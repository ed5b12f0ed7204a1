"""Does everything balance, and are processes and routes used as they may be."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from models.calendar import Calendar
from models.case import Demand, Material, Process, Route
from models.check.books import Books
from models.check.findings import Findings
from models.check.flows import ENTERING, LEAVING
from models.check.memo import memo
from models.check.nodes import Ways, offers_at
from models.check.together import Together, together
from models.check.units import Array, column, filled, gathered
from models.future import still_pending


def audit_places(books: Books, findings: Findings) -> None:
    """Balance, shortage, disposal, processes and routes."""
    entering = np.sum([books.flows[name] for name in ENTERING], axis=0)
    findings.equal("balance", _axes(books), entering, _leaving(books), books.node_floors)
    _audit_uses(books, findings)


def audit_mean_places(books: Books, findings: Findings) -> None:
    """The same of means over futures, in which nobody knows when orders arrived.

    What a place lacks without them must have come, and not before it was ordered. Whether pending
    open orders came nobody knows either: at most whole, in the first period at the soonest.
    """
    certain = [books.flows[name] for name in ENTERING if name != "arrivals"]
    came = _leaving(books) - np.sum(certain, axis=0)
    ordered = gathered(
        books.decisions.order, offers_at(books.case.offers, books.nodes), len(books.nodes)
    )
    ordered[:, :1] += _waiting(books)
    axes, floor = _axes(books), books.node_floors
    findings.at_least("arrivals", axes, came, 0.0, floor)
    so_far = np.cumsum(came, axis=1)
    findings.at_most("arrivals so far", axes, so_far, np.cumsum(ordered, axis=1), floor)
    _audit_uses(books, findings)


def _waiting(books: Books) -> Array:
    """What pending open orders may bring to each place, (nodes, 1)."""
    case, waits = books.case, still_pending(books.case)
    at = offers_at(case.offers, books.nodes)
    found = np.zeros((len(books.nodes), 1))
    for row, waiting in zip(case.open_orders, waits.tolist(), strict=True):
        if waiting:
            found[at[case.offer_index[row.offer]]] += row.quantity
    return found


def _axes(books: Books) -> tuple[list[str], tuple[str, ...]]:
    names = [f"{material} at {place}" if place else material for material, place in books.nodes]
    return names, books.periods


def _leaving(books: Books) -> Array:
    """What leaves each place, (nodes, periods)."""
    return np.asarray(np.sum([books.flows[name] for name in LEAVING], axis=0))


def _audit_uses(books: Books, findings: Findings) -> None:
    _audit_lacks(books, findings)
    _audit_processes(books, findings)
    _audit_routes(books, findings)


@memo
def _priced(materials: tuple[Material, ...]) -> Array:
    """Whether shortage of each material has a price, shape (materials,)."""
    return np.array([row.shortage_cost is not None for row in materials])


@memo
def _free(materials: tuple[Material, ...], demand: tuple[Demand, ...]) -> Array:
    """How much of each material may be disposed: scrap and what nobody demands, (materials,)."""
    demanded = {row.material for row in demand if any(row.values)}
    free = [row.form == "scrap" or row.material not in demanded for row in materials]
    return np.where(free, np.inf, 0.0)


def _audit_lacks(books: Books, findings: Findings) -> None:
    """Shortage is priced demand; only the unneeded is disposed."""
    case, decisions, floor = books.case, books.decisions, books.node_floors
    shortable = books.flows["demand"] * _priced(case.materials)[books.node_material, None]
    free = _free(case.materials, case.demand)[books.node_material, None]
    findings.at_most("shortage", _axes(books), decisions.short, shortable, floor)
    findings.at_most("disposal", _axes(books), decisions.dispose, free, floor)


@memo
def _most_runs(processes: tuple[Process, ...], calendar: Calendar) -> Array:
    """A period's own maximum replaces the general one, shape (processes, periods)."""
    general = [np.inf if row.max_per_period is None else row.max_per_period for row in processes]
    most = [
        filled(row.values, calendar.periods, own)
        for row, own in zip(processes, general, strict=True)
    ]
    return np.array(most).reshape(len(processes), calendar.periods)


def _audit_processes(books: Books, findings: Findings) -> None:
    """Runs stay within what each process can do."""
    rows, most = books.case.processes, _most_runs(books.case.processes, books.case.calendar)
    axes = ([row.process for row in rows], books.periods)
    findings.at_most("process max", axes, books.decisions.run, most, books.run_floors)


@dataclass(frozen=True, eq=False)
class Bounded:
    """Every route with a bound: its ways together; ``least`` and ``most`` (routes, 1)."""

    ids: tuple[str, ...]
    ways: Together
    least: Array
    most: Array


@memo
def _bounded(routes: tuple[Route, ...], materials: tuple[Material, ...], ways: Ways) -> Bounded:
    rows = [
        (r, row)
        for r, row in enumerate(routes)
        if row.max_per_period is not None or row.min_per_period
    ]
    carried: dict[int, list[tuple[int, Material]]] = defaultdict(list)
    for way, (r, m) in enumerate(zip(ways.route.tolist(), ways.material.tolist(), strict=True)):
        carried[r].append((way, materials[m]))
    return Bounded(
        ids=tuple(f"{row.from_} -> {row.to}" for _, row in rows),
        ways=together([(row.unit, carried[r]) for r, row in rows]),
        least=column(row.min_per_period for _, row in rows),
        most=column((row.max_per_period for _, row in rows), np.inf),
    )


def _audit_routes(books: Books, findings: Findings) -> None:
    """Minima and maxima hold for all materials of a route together."""
    case = books.case
    rows = _bounded(case.routes, case.materials, books.ways)
    shipped, floor = rows.ways.summed(books.decisions.ship), rows.ways.floors(books.way_floors)
    for r, name in enumerate(rows.ids):
        axes, row = ((name,), books.periods), shipped[[r]]
        findings.at_most("route max", axes, row, rows.most[r], floor[r])
        findings.at_least("route min", axes, row, rows.least[r], floor[r])
