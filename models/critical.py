"""Which elements a works cannot do without, and which country they come from."""

from models.case import Case
from models.selector import folded
from models.terms.origin import Origins
from models.terms.units import is_mass

FIRST = ("dy", "tb", "ndpr", "nd", "pr", "sm")
"""Elements by how soon a works stands without them; all others behind, by their names."""
WATCHED = "CN"
"""The country that is looked at first if anything comes from there."""
HOME = "KR"
"""The buyer's country, where no process of the buyer's says another."""


def critical_elements(case: Case) -> list[str]:
    """Elements with an oxide in a controlled material on offer, the most pressing first.

    As the case writes them. None is counted by oxide that sits in what has no mass, or whose name
    is no symbol.
    """
    offered = {offer.material for offer in case.offers}
    countless = {x for m in offered if not is_mass(case.material[m].unit) for x in case.oxides[m]}
    written = as_written(case)
    inside = {
        element
        for material in case.materials
        if material.controlled and material.material in offered
        for element, oxide in case.oxides[material.material].items()
        if oxide > 0 and element in written and element.isalpha() and element not in countless
    }
    ranked = sorted(inside, key=lambda x: (FIRST.index(x) if x in FIRST else len(FIRST), x))
    return [written[element] for element in ranked]


def as_written(case: Case) -> dict[str, str]:
    """Elements, folded, as the case writes them."""
    written = {folded(row.element): row.element for row in case.contents}
    return written | {folded(row.element): row.element for row in case.materials}


def watched_country(case: Case) -> str:
    """China if anything comes from there, else the country that most offers come from."""
    origins = Origins(case)
    shares = origins.shares("any").sum(axis=0).tolist()
    known = {folded(c): (share, c) for share, c in zip(shares, origins.countries, strict=True)}
    china = known.get(folded(WATCHED), (0.0, WATCHED))
    return WATCHED if china[0] > 0 else max(known.values())[1]


def main_country(case: Case, element: str) -> str:
    """The country in which most of the offers of an element have it separated."""
    origins = Origins(case)
    place = origins.elements.index(folded(element))
    shares = origins.by_element("separated")[:, place, :].sum(axis=0).tolist()
    return max(zip(shares, origins.countries, strict=True), key=lambda one: (one[0], one[1]))[1]


def home_country(case: Case) -> str:
    """Where the buyer's processes stand if all that say it agree, else Korea."""
    named = {process.country for process in case.processes if process.country}
    return named.pop() if len(named) == 1 else HOME
