"""Cheap materials that carry most of a change in tonnes: cerium moves a share, not a dependence."""

from collections.abc import Mapping
from dataclasses import dataclass

CHEAP = 0.05
"""Materials are cheap that together take less than this part of the spending."""
MAINLY = 1 / 3
"""They carry a change of which they are more than this part."""


@dataclass(frozen=True)
class Cheap:
    """Cheap materials, what part of the change they are, and what part of the spending."""

    materials: tuple[str, ...]
    moved: float
    spent: float


def cheap_carriers(moved: Mapping[str, float], spent: Mapping[str, float]) -> Cheap | None:
    """The cheap materials that carry a change; None if it is carried by dearer ones.

    ``moved``: material -> how much it moves (without sign, in one unit for all); ``spent``:
    material -> spending on it, of all among which the change is looked at.
    """
    whole, money = sum(moved.values()), sum(spent.values())
    if whole <= 0 or money <= 0:
        return None
    found: list[str] = []
    for material in sorted(
        (m for m in moved if moved[m] > 0), key=lambda m: (spent.get(m, 0.0) / moved[m], m)
    ):
        if sum(spent.get(m, 0.0) for m in (*found, material)) >= CHEAP * money:
            break
        found.append(material)
    part = sum(moved[m] for m in found) / whole
    if part <= MAINLY:
        return None
    # What hardly moves is not worth a name.
    named = [m for m in found if moved[m] >= 0.1 * part * whole]
    return Cheap(tuple(named), part, sum(spent.get(m, 0.0) for m in found) / money)
