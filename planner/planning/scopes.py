"""What a share can be a share of: all orders, a customs heading, an element, a material."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.basis import basis_of, digits, heading
from models.case import Case
from models.critical import as_written, home_country
from models.elements import OXIDE_OF_METAL
from models.program import Array
from models.selector import folded
from models.terms.origin import Origins
from models.terms.units import common_unit, in_kg, in_unit
from planner.outcomes.plan import Weight

ALL = "*"


@dataclass(frozen=True)
class Scope:
    """Which orders are looked at, and what is counted of them.

    ``text`` is a selector of these orders, a material, or ``*`` for all. ``per_unit`` (O,): the
    amount of one ordered unit, 0 where it is left out; by ``value`` 1 for all the money of an
    offer. ``element``: its place among ``Origins.elements`` if only its own origin counts.
    ``suppliers``: whether their shares are told as well.
    """

    text: str
    weight: Weight
    unit: str
    per_unit: Array
    element: int | None = None
    suppliers: bool = False


def scopes(case: Case, origins: Origins) -> Iterator[Scope]:
    """All by money and oxide, then each customs heading, rare earth element and material."""
    kilograms = np.array([in_kg(case.material[o.material].unit) for o in case.offers])
    oxide = kilograms * origins.oxide.sum(axis=1)
    yield Scope(ALL, "value", case.settings.currency, np.ones(len(case.offers)), suppliers=True)
    if oxide.any():
        yield Scope(ALL, "reo", "kg REO", oxide, suppliers=True)
    for text, chosen in _headings(case):
        yield from _ways(case, text, chosen, oxide)
    for place, element in enumerate(origins.elements):
        if element in OXIDE_OF_METAL:
            yield from _of_element(case, origins, place, kilograms)
    for material in case.materials:
        own = np.array([o.material == material.material for o in case.offers], dtype=float)
        if own.any():
            yield Scope(material.material, "quantity", material.unit, own, suppliers=True)


def _of_element(case: Case, origins: Origins, place: int, kilograms: Array) -> Iterator[Scope]:
    """An element wherever it sits, by its oxide, and what is traded under its name."""
    element, oxide = origins.elements[place], kilograms * origins.oxide[:, place]
    name = as_written(case)[element]
    if oxide.any():
        yield Scope(holding(name), "reo", f"kg {name} REO", oxide, element=place)
    own = [folded(case.material[o.material].element) == element for o in case.offers]
    if any(own):
        whole = kilograms * origins.oxide.sum(axis=1)
        yield from _ways(case, traded_as(name), np.array(own, dtype=float), whole)


def holding(element: str) -> str:
    """The scope of an element wherever it sits: oxide, metal or magnet."""
    return f"contains={element}"


def traded_as(element: str) -> str:
    """The scope of the materials that are called by an element."""
    return f"element={element}"


def under(code: str) -> str:
    """The scope of what stands under a customs code, given by its digits."""
    return f"hs={heading(code)}*"


def imported(case: Case, code: str) -> str:
    """The scope of what is bought abroad under a customs code."""
    return f"{under(code)},country!={home_country(case)}"


def _ways(case: Case, text: str, chosen: Array, oxide: Array) -> Iterator[Scope]:
    """The chosen offers by money, by quantity if their units add up, and by oxide."""
    yield Scope(text, "value", case.settings.currency, chosen)
    units = [case.material[o.material].unit for o in case.offers]
    unit = common_unit(own for own, one in zip(units, chosen, strict=True) if one)
    if unit is not None:
        each = [in_unit(own, unit) if one else 0.0 for own, one in zip(units, chosen, strict=True)]
        yield Scope(text, "quantity", unit, np.array(each))
    if (oxide * chosen).any():
        yield Scope(text, "reo", "kg REO", oxide * chosen)


def _headings(case: Case) -> Iterator[tuple[str, Array]]:
    """Customs headings on offer; what of each is imported, if some of it is bought at home."""
    codes = [digits(case.material[o.material].hs_code) for o in case.offers]
    home = home_country(case)
    abroad = np.array([case.supplier[o.supplier].country != home for o in case.offers])
    for code in headings(case):
        chosen = np.array([own.startswith(code) for own in codes], dtype=float)
        yield under(code), chosen
        if (chosen * abroad).any() and (chosen * ~abroad).any():
            yield imported(case, code), chosen * abroad


def headings(case: Case) -> list[str]:
    """Digits of the codes that shares are told by: those of the baseline, else the heading's four.

    Only codes under which something is on offer.
    """
    offered = {digits(case.material[offer.material].hs_code) for offer in case.offers} - {""}
    before = {
        basis.what
        for row in case.baseline
        if (basis := basis_of(row.basis)) and any(map(basis.covers, offered))
    }
    return sorted(before | {code[:4] for code in offered if not code.startswith(tuple(before))})
