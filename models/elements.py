"""What materials are made of: rare earth oxide by element.

Oxides weigh more than the metal in them: Nd2O3 holds 2 x 144.24 kg of metal in 336.48 kg.
"""

from collections.abc import Iterable, Mapping

from models.selector import folded

OXIDE_OF_METAL: Mapping[str, float] = {
    "la": 1.1728, "ce": 1.2284, "pr": 1.2082, "nd": 1.1664, "ndpr": 1.1766, "sm": 1.1596,
    "eu": 1.1579, "gd": 1.1526, "tb": 1.1762, "dy": 1.1477, "ho": 1.1455, "er": 1.1435,
    "yb": 1.1387, "lu": 1.1371, "y": 1.2699, "sc": 1.5338,
}  # fmt: skip
"""A kg of metal gives so many kg of oxide, by the atomic masses of the elements and of oxygen, for
the oxide that trade counts in (CeO2, Pr6O11, Tb4O7, else M2O3; NdPr: three parts of Nd to one of
Pr). What is not here (iron, boron, cobalt, gallium) is no rare earth and counts in no oxide."""


def oxides_of(rows: Iterable[tuple[str, float, str]]) -> dict[str, float]:
    """Oxide in one kg of a material, kg by element (folded); 0 for what is no rare earth.

    ``rows`` are its contents: element, kg in one kg, and ``element`` or ``oxide``, which says
    whether these are kg of the metal or of its oxide.
    """
    found: dict[str, float] = {}
    for name, content, basis in rows:
        element = folded(name)
        factor = OXIDE_OF_METAL.get(element, 0.0)
        if basis == "oxide" and factor:
            factor = 1.0
        found[element] = found.get(element, 0.0) + content * factor
    return found
