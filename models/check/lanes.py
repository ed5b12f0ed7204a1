"""Whose each purchase is: membership of offers in selectors, and their countries at a stage."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from models.case import STAGES, Case, Limit, Offer
from models.check.units import Array
from models.selector import Selector, folded, parse

Shares = dict[str, float]
"""Folded country -> share of a purchase."""


@dataclass
class Lanes:
    """Looks up the share of each offer that a selector takes, as the contract's limits define."""

    case: Case
    _origins: dict[tuple[str, str, str], Shares] = field(init=False)
    _rows: list[dict[str, tuple[str, ...]]] = field(init=False)

    def __post_init__(self) -> None:
        self._origins = defaultdict(dict)
        for row in self.case.origins:
            shares = self._origins[row.supplier, row.material, row.stage]
            shares[folded(row.country)] = shares.get(folded(row.country), 0.0) + row.share
        self._rows = [_texts(self.case, offer) for offer in self.case.offers]

    def share(self, limit: Limit, *, of: bool = True) -> Array:
        """Share of each offer in ``among`` (and, if asked, in ``of``), shape (offers,).

        With stage any the largest of the four stages; for a minimum the smallest.
        """
        selector = parse(limit.among).both(parse(limit.of)) if of else parse(limit.among)
        stages = STAGES if limit.stage == "any" else (limit.stage,)
        every = np.array([self._at_stage(selector, stage) for stage in stages])
        return every.max(axis=0) if limit.sense == "max" else every.min(axis=0)

    def by_country(self, limit: Limit, stage: str) -> list[Shares]:
        """How each offer of ``among`` splits over the countries ``among`` lets in."""
        selector = parse(limit.among)
        return [
            {c: s for c, s in shares.items() if _lets_in(selector, c)}
            if self._holds(selector, row, stage)
            else {}
            for row, shares in zip(self._rows, self._countries(stage), strict=True)
        ]

    def _at_stage(self, selector: Selector, stage: str) -> Array:
        if stage == "direct" or not selector.on("country").conditions:
            return np.array([float(selector.holds(row)) for row in self._rows])
        return np.array(
            [
                sum(s for c, s in shares.items() if _lets_in(selector, c))
                if self._holds(selector, row, stage)
                else 0.0
                for row, shares in zip(self._rows, self._countries(stage), strict=True)
            ]
        )

    def _holds(self, selector: Selector, row: Mapping[str, tuple[str, ...]], stage: str) -> bool:
        plain = selector if stage == "direct" else selector.without("country")
        return plain.holds(row)

    def _countries(self, stage: str) -> list[Shares]:
        return [self._country_shares(offer, stage) for offer in self.case.offers]

    def _country_shares(self, offer: Offer, stage: str) -> Shares:
        """Rows naming the material, else the supplier's without one, else its own country."""
        own = {folded(self.case.supplier[offer.supplier].country): 1.0}
        if stage == "direct":
            return own
        general = self._origins.get((offer.supplier, "", stage), own)
        return self._origins.get((offer.supplier, offer.material, stage), general)


def group_of(case: Case, offer: Offer) -> str:
    """The supplier's group; without one it is its own."""
    return case.supplier[offer.supplier].group or offer.supplier


def _lets_in(selector: Selector, country: str) -> bool:
    return selector.on("country").holds({"country": (country,)})


def _texts(case: Case, offer: Offer) -> dict[str, tuple[str, ...]]:
    """What each field of a selector sees of an offer."""
    supplier, material = case.supplier[offer.supplier], case.material[offer.material]
    return {
        "offer": (offer.offer,),
        "supplier": (offer.supplier,),
        "country": (supplier.country,),
        "group": (group_of(case, offer),),
        "kind": (supplier.kind,),
        "tag": offer.tags + supplier.tags,
        "material": (offer.material,),
        "element": (material.element,),
        "form": (material.form,),
        "to": (offer.to,),
        "license": (offer.license,),
    }
