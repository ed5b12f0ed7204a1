"""Which offers a row of capacity holds, and in which unit."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.program import INFINITY, Array
from models.terms.facts import filled, numbered
from models.terms.units import in_unit, unit_of


@dataclass(frozen=True)
class Held:
    """A row of capacity: sum over its offers of factor x order[o,t] <= most[t], in ``unit``.

    ``places`` (n,) are those of the supplier's offers of the material (blank: of all its
    materials), ``factors`` (n,) what one unit of each is in the row's unit, ``most`` (T,) infinite
    where the cell is blank. ``label`` names the row in the program, ``subject`` to a reader.
    """

    label: str
    subject: str
    places: list[int]
    factors: Array
    unit: str
    most: Array

    def taken(self, order: Array) -> Array:
        """What orders (O, T) take of the row, (T,), in its unit."""
        taken: Array = self.factors @ order[self.places]
        return taken


def capacities(case: Case) -> list[Held]:
    """Every row of capacity, in the order of the table; several rows of one supplier all hold."""
    sells: dict[str, list[int]] = {}
    for place, offer in enumerate(case.offers):
        sells.setdefault(offer.supplier, []).append(place)
    # Ids may hold a slash or a comma: what is printed is not taken from the label.
    rows = [(row.supplier, row.material or "all") for row in case.capacity]
    labels, subjects = (numbered([sign.join(row) for row in rows]) for sign in "/,")
    found = []
    for row, label, subject in zip(case.capacity, labels, subjects, strict=True):
        mine = sells.get(row.supplier, [])
        places = [o for o in mine if row.material in ("", case.offers[o].material)]
        materials = [case.offers[o].material for o in places]
        unit = unit_of(case, materials or [row.material] * bool(row.material), row.unit)
        factors = np.array([in_unit(case.material[m].unit, unit) for m in materials], dtype=float)
        found.append(Held(label, subject, places, factors, unit, filled(row.values, INFINITY)))
    return found


def factors_of(case: Case, places: Sequence[int], asked: str) -> Array:
    """One unit of each of these offers in the unit asked for, else in their own, (O,); 0 others."""
    materials = [case.offers[o].material for o in places]
    unit, factors = unit_of(case, materials, asked), np.zeros(len(case.offers))
    factors[list(places)] = [in_unit(case.material[m].unit, unit) for m in materials]
    return factors
