"""Units: which amounts can be added up, and in what they then count."""

from collections.abc import Iterable

from models.case import MASSES_IN_KG, Case


def common_unit(units: Iterable[str]) -> str | None:
    """The unit in which amounts are added up: the one they share, t for several masses, else None.

    Nothing at all is counted in t.
    """
    known = set(units)
    if len(known) == 1:
        return next(iter(known))
    return "t" if known <= MASSES_IN_KG.keys() else None


def unit_of(case: Case, materials: Iterable[str], asked: str = "") -> str:
    """The unit in which a row counts several materials: its own, else what they share, else t."""
    return asked or common_unit(case.material[m].unit for m in materials) or "t"


def in_unit(unit: str, into: str) -> float:
    """How many ``into`` one ``unit`` is. Raises KeyError unless they are equal or both masses."""
    return 1.0 if unit == into else MASSES_IN_KG[unit] / MASSES_IN_KG[into]


def is_mass(unit: str) -> bool:
    """Only t and kg are masses."""
    return unit in MASSES_IN_KG


def in_kg(unit: str) -> float:
    """Kilograms in one unit; 0 for what is no mass."""
    return MASSES_IN_KG.get(unit, 0.0)


def oxide_in_kg(case: Case, material: str) -> float:
    """Kilograms of rare earth oxide equivalent in one unit; 0 for what is no mass."""
    return in_kg(case.material[material].unit) * case.reo[material]


def summed_unit(amount: float, unit: str) -> tuple[float, str]:
    """A mass in t; anything else as it is."""
    return (amount * in_unit(unit, "t"), "t") if is_mass(unit) else (amount, unit)
