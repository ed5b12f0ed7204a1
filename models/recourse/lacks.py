"""What breaks a promise of the program, said in terms of the case."""

from collections.abc import Iterable

import numpy as np

from models.allocation.formulate import Formulation
from models.case import Case
from models.program import Array, Block
from models.solution import Lack
from models.terms.capacity import capacities

_PROMISES = {"order_total": "total", "license_year": "max_per_year"}
"""Rows that are called otherwise in the workbook."""
ROUNDING = 1e-6
"""Less than this part of a need is no shortage."""


def lack_of_row(formulation: Formulation, row: int, amount: float, *, surplus: bool) -> Lack:
    """A row of the program that lacks an amount, or has too much by it."""
    blocks = formulation.program.rows.values()
    block = next(b for b in blocks if b.start <= row < b.start + b.size)
    subject, when = _place(formulation, block, row)
    return Lack(_PROMISES.get(block.name, block.name), subject, when, amount, surplus)


def lack_of_cone(formulation: Formulation, name: str, amount: float) -> Lack:
    """A limit on hhi, in one of its windows, by how much the norm lies beyond its bound."""
    at = next(at for at in formulation.limits if name in at.cones)
    limit = formulation.case.limits[at.limit].limit
    return Lack("limit", (limit,), at.window.label, amount, surplus=True)


def unmet(formulation: Formulation, lacks: Iterable[Lack]) -> Array:
    """Demand that is not met because goods lack that have no price for it, (nodes, periods)."""
    calendar = formulation.case.calendar
    labels = {calendar.label(t): t for t in range(calendar.periods)}
    needed = formulation.nodes.demand
    found = np.zeros_like(needed)
    for lack in lacks:
        if lack.promise == "balance" and not lack.surplus:
            material, location = lack.subject
            found[formulation.nodes.place[material, location], labels[lack.when]] += lack.amount
    return np.where(found > ROUNDING * needed, np.minimum(found, needed), 0.0)


def _place(formulation: Formulation, block: Block, row: int) -> tuple[tuple[str, ...], str]:
    """Which ids a row is about, and when."""
    case = formulation.case
    label = block.labels()[row - block.start]
    if block.name == "order_total":
        return label, ""
    place = list(block.over[0][1]).index(label[0])
    return _subject(case, block.name, place, label[0]), label[1]


def _subject(case: Case, name: str, place: int, label: str) -> tuple[str, ...]:
    if name == "balance":
        return case.nodes[place]
    if name == "limit":
        return (case.limits[place].limit,)
    if name == "route":
        return case.routes[place].from_, case.routes[place].to
    if name == "cover_min":
        return (case.stockpiles[place].stockpile,)
    if name == "capacity":
        labels = [row.label for row in capacities(case)]
        row = case.capacity[labels.index(label)]
        return row.supplier, row.material
    return (label,)
