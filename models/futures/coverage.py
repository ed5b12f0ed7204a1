"""Which licenses an order needs: the offer's own, and those that its content brings it under."""

import numpy as np

from models.case import STAGES, Case, License
from models.program import Array
from models.selector import folded, parse
from models.terms.facts import Facts
from models.terms.origin import Origins
from models.terms.units import in_kg


def coverage(case: Case, before: int = 0) -> np.ndarray:
    """True where an order needs a license, (licenses, offers, before + periods).

    A license in force in the period covers the offers that name it, and, with content_country and
    content_min, every offer of its ``of`` whose content from that country is at least that
    fraction; in both cases only materials that hold one of its elements (blank: all). So many
    periods ``before`` the plan stand in front.
    """
    origins = Origins(case)
    shape = (len(case.licenses), len(case.offers), before + case.calendar.periods)
    needed = np.zeros(shape, dtype=bool)
    for i, row in enumerate(case.licenses):
        listed = _listed(origins, row)
        named = np.array(
            [folded(o.license) == folded(row.license) for o in case.offers], dtype=bool
        )
        holds = (origins.held & listed).any(axis=1)
        covered = (named | _by_content(origins, row, listed)) & holds
        needed[i] = covered[:, None] & case.calendar.overlap(row.from_, row.until, before)[None, :]
    return needed


def _listed(origins: Origins, row: License) -> Array:
    """The elements that a license names, (X,); blank: all."""
    named = {folded(element) for element in row.elements}
    return np.array([not named or element in named for element in origins.elements], dtype=bool)


def _by_content(origins: Origins, row: License, listed: Array) -> Array:
    """Offers that the content rule reaches, (O,).

    A country's part of an offer is that of the elements listed, each at the largest of its four
    stages, weighed by their oxide or by what that oxide is worth.
    """
    countries = [folded(country) for country in origins.countries]
    none = np.zeros(len(origins.case.offers), dtype=bool)
    if not row.content_country or row.content_min is None:
        return none
    if folded(row.content_country) not in countries:
        return none
    place = countries.index(folded(row.content_country))
    weight = origins.parts * listed
    if row.content_by == "value":
        weight = weight * oxide_prices(origins)
    whole = weight.sum(axis=1)
    largest = np.maximum.reduce([origins.by_element(stage)[:, :, place] for stage in STAGES])
    content = np.divide(
        (weight * largest).sum(axis=1), whole, out=np.zeros_like(whole), where=whole > 0
    )
    # Shares typed as 0.001 must count as 0.1%.
    reached: Array = content >= row.content_min - 1e-12
    return reached & (origins.lane(parse(row.of), "direct", "max") > 0)


def oxide_prices(origins: Origins) -> Array:
    """The plan's mean price of a kg of each element's cheapest oxide offer, (X,).

    In the plan's currency, without duty and freight; 0 for an element of which no oxide is offered.
    """
    case = origins.case
    means = Facts(case).price.mean(axis=1)
    found: dict[str, float] = {}
    for offer, mean in zip(case.offers, means.tolist(), strict=True):
        material = case.material[offer.material]
        element, kilograms = folded(material.element), in_kg(material.unit)
        if material.form == "oxide" and kilograms:
            found[element] = min(found.get(element, np.inf), mean / kilograms)
    return np.array([found.get(element, 0.0) for element in origins.elements])
