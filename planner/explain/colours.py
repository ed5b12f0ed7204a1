"""One colour for each country in every chart, and for suppliers the shades of their country's."""

from collections.abc import Sequence

from models.case import Case
from planner.page.look import OTHERS_COLOUR, SPARE_COLOURS, tint

COUNTRY_COLOURS = {
    "CN": "#D55E00",
    "AU": "#0072B2",
    "KR": "#009E73",
    "JP": "#CC79A7",
    "US": "#56B4E9",
    "MY": "#E69F00",
    "VN": "#B8A800",
    "EE": "#332288",
    "MM": "#882255",
    "IN": "#44AA99",
    "BR": "#117733",
    "CA": "#AA4499",
}
"""Told apart by colour-blind readers (Okabe-Ito, Tol)."""


def supplier_colours(suppliers: Sequence[str], case: Case) -> list[str]:
    """Each supplier in its country's colour, lighter for the next ones of the same country."""
    codes = [case.supplier[s].country if s in case.supplier else "" for s in suppliers]
    known = list(dict.fromkeys(codes))
    return [
        tint(country_colour(code, known), codes[:place].count(code))
        for place, code in enumerate(codes)
    ]


def country_colour(code: str, others: Sequence[str]) -> str:
    """The colour of a country; those without one of their own share the spare ones in turn.

    Who has no country is grey, as others are.
    """
    if not code:
        return OTHERS_COLOUR
    if code in COUNTRY_COLOURS:
        return COUNTRY_COLOURS[code]
    rest = sorted(other for other in others if other not in COUNTRY_COLOURS)
    return SPARE_COLOURS[rest.index(code) % len(SPARE_COLOURS)] if code in rest else OTHERS_COLOUR
