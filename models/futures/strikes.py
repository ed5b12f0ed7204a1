"""What an event hits, and by how much it multiplies prices and demand while it lasts."""

import numpy as np

from models.case import Case, Event
from models.columns import seen
from models.program import Array
from models.selector import parse
from models.terms.origin import Origins


def struck(case: Case, event: Event) -> Array:
    """True for the offers that an event hits, (offers,); of a demand event materials, (materials,).

    A demand event hits what is demanded of the materials that its offers sell. Where its selector
    asks of materials alone, no offer need sell them: one may make them oneself.
    """
    selector = parse(event.of)
    offers = Origins(case).lane(selector, "direct", "max") > 0
    if event.effect != "demand":
        return offers
    meant = {row.material for row, hit in zip(case.offers, offers, strict=True) if hit}
    if selector.asks_of_materials:
        sights = zip(case.materials, seen(case, "materials"), strict=True)
        meant |= {row.material for row, sight in sights if selector.holds(sight)}
    meant &= {row.material for row in case.demand}
    return np.array([row.material in meant for row in case.materials], dtype=bool)


def times(event: Event, periods: Array, start: float, end: float) -> Array:
    """What an event multiplies each period by, (periods,): its factor, in the part it covers.

    ``start`` and ``end`` in periods from the start of the plan, as ``periods`` are.
    """
    covered = np.clip(np.minimum(end, periods + 1) - np.maximum(start, periods), 0.0, 1.0)
    multiplied: Array = 1.0 + covered * (event.multiplier - 1.0)
    return multiplied
