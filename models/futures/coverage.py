"""Which licenses an order needs: the offer's own, and those that its content brings it under."""

import numpy as np

from models.case import STAGES, Case, License
from models.selector import folded
from models.terms.origin import Origins


def coverage(case: Case) -> np.ndarray:
    """True where an order needs a license, (licenses, offers, periods).

    A license in force in the period covers the offers that name it, and, with content_country and
    content_min, every offer whose content from that country at any stage is at least that
    fraction; in both cases only materials of its elements (blank: all).
    """
    origins = Origins(case)
    shape = (len(case.licenses), len(case.offers), case.calendar.periods)
    needed = np.zeros(shape, dtype=bool)
    for i, row in enumerate(case.licenses):
        named = np.array(
            [folded(o.license) == folded(row.license) for o in case.offers], dtype=bool
        )
        of_element = np.array([_listed(case, row, o.material) for o in case.offers], dtype=bool)
        covered = (named | _by_content(case, origins, row)) & of_element
        needed[i] = covered[:, None] & case.calendar.overlap(row.from_, row.until)[None, :]
    return needed


def _listed(case: Case, row: License, material: str) -> bool:
    element = folded(case.material[material].element)
    return not row.elements or element in {folded(e) for e in row.elements}


def _by_content(case: Case, origins: Origins, row: License) -> np.ndarray:
    countries = [folded(country) for country in origins.countries]
    if not row.content_country or row.content_min is None:
        return np.zeros(len(case.offers), dtype=bool)
    if folded(row.content_country) not in countries:
        return np.zeros(len(case.offers), dtype=bool)
    place = countries.index(folded(row.content_country))
    content = np.max([origins.shares(stage)[:, place] for stage in STAGES], axis=0)
    # Shares typed as 0.001 must count as 0.1%.
    covered: np.ndarray = content >= row.content_min - 1e-12
    return covered
