"""Where the rows of each table stand among the (material, location) pairs."""

from collections import defaultdict
from dataclasses import dataclass

from models.case import Material, Offer, Process, Recipe, Return, Route, Stockpile
from models.check.memo import memo
from models.check.units import Array, column, places

Nodes = dict[tuple[str, str], int]
"""(material, location) -> its place; materials in their order, each at every location."""


@memo
def nodes_of(materials: tuple[Material, ...], locations: tuple[str, ...]) -> Nodes:
    """Every material at every location."""
    pairs = ((row.material, location) for row in materials for location in locations)
    return {pair: n for n, pair in enumerate(pairs)}


@memo
def offers_at(offers: tuple[Offer, ...], nodes: Nodes) -> Array:
    """Where each offer arrives, shape (offers,)."""
    return places(nodes[row.material, row.to] for row in offers)


@memo
def piles_at(stockpiles: tuple[Stockpile, ...], nodes: Nodes) -> Array:
    """Where each stockpile is, shape (stockpiles,)."""
    return places(nodes[row.material, row.location] for row in stockpiles)


@memo
def material_at(at: Array, locations: tuple[str, ...]) -> Array:
    """The place in ``materials`` of what is at each of these nodes."""
    return at // len(locations)


@dataclass(frozen=True, eq=False)
class Steps:
    """What one run of a process makes (or uses) of one material, one row of each array for each.

    ``per_run`` and ``lead`` have shape (steps, 1).
    """

    process: Array
    at: Array
    per_run: Array
    lead: Array


@memo
def steps_of(
    processes: tuple[Process, ...], recipes: tuple[Recipe, ...], nodes: Nodes
) -> tuple[Steps, Steps]:
    """What is made and what is used, both as positive quantities; rows of a recipe add up."""
    per_run: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in recipes:
        per_run[row.process][row.material] += row.per_run
    every = [
        (p, nodes[material, row.location], quantity, row.lead)
        for p, row in enumerate(processes)
        for material, quantity in per_run.get(row.process, {}).items()
    ]
    made = [row for row in every if row[2] > 0]
    return _steps(made), _steps([(p, n, -q, lead) for p, n, q, lead in every if q < 0])


def _steps(rows: list[tuple[int, int, float, float]]) -> Steps:
    process, at = places(row[0] for row in rows), places(row[1] for row in rows)
    return Steps(process, at, column(row[2] for row in rows), column(row[3] for row in rows))


@dataclass(frozen=True, eq=False)
class Ways:
    """Every route with every material it carries, in the order of ``Case.lanes``.

    ``route``, ``material``, ``out`` and ``into`` (nodes) have shape (ways,), ``lead`` (ways, 1).
    """

    route: Array
    material: Array
    out: Array
    into: Array
    lead: Array
    names: tuple[str, ...]


@memo
def ways_of(routes: tuple[Route, ...], materials: tuple[Material, ...], nodes: Nodes) -> Ways:
    """From where to where goods are shipped."""
    place = {row.material: m for m, row in enumerate(materials)}
    rows = [
        (r, row, material)
        for r, row in enumerate(routes)
        for material in ([row.material] if row.material else place)
    ]
    return Ways(
        route=places(r for r, _, _ in rows),
        material=places(place[material] for _, _, material in rows),
        out=places(nodes[material, row.from_] for _, row, material in rows),
        into=places(nodes[material, row.to] for _, row, material in rows),
        lead=column(row.lead for _, row, _ in rows),
        names=tuple(f"{row.from_} -> {row.to} {material}" for _, row, material in rows),
    )


@dataclass(frozen=True, eq=False)
class Backflow:
    """Scrap that comes back: the place in ``materials`` of what is used, and the scrap's node."""

    of: Array
    at: Array
    rate: Array
    lag: Array


@memo
def backflow_of(
    returns: tuple[Return, ...], materials: tuple[Material, ...], nodes: Nodes
) -> Backflow:
    """``rate`` and ``lag`` have shape (returns, 1)."""
    place = {row.material: m for m, row in enumerate(materials)}
    return Backflow(
        of=places(place[row.of] for row in returns),
        at=places(nodes[row.material, row.location] for row in returns),
        rate=column(row.rate for row in returns),
        lag=column(row.lag for row in returns),
    )
