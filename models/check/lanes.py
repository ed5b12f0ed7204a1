"""Whose each purchase is: membership of offers in selectors, and their countries at a stage."""

from collections import defaultdict

import numpy as np

from models.case import STAGES, Case, Limit, Offer
from models.check.units import Array
from models.selector import Selector, folded, parse

Shares = dict[str, float]
"""Folded country -> share of a purchase."""


class Lanes:
    """Looks up the share of each offer that a selector takes, as the contract's limits define."""

    def __init__(self, case: Case) -> None:
        rows: dict[tuple[str, str, str], Shares] = defaultdict(dict)
        for row in case.origins:
            shares = rows[row.supplier, row.material, row.stage]
            shares[folded(row.country)] = shares.get(folded(row.country), 0.0) + row.share
        self._size = len(case.offers)
        self._columns = _columns(case)
        self._shares = {
            stage: [_country_shares(case, rows, offer, stage) for offer in case.offers]
            for stage in ("direct", *STAGES)
        }

    def share(self, limit: Limit, *, of: bool = True) -> Array:
        """Share of each offer in ``among`` (and, if asked, in ``of``), shape (offers,).

        With stage any the largest of the four stages; for a minimum the smallest.
        """
        selector = parse(limit.among).both(parse(limit.of)) if of else parse(limit.among)
        members = self._members(selector)
        if not selector.on("country").conditions:
            return members.astype(float)
        stages = STAGES if limit.stage == "any" else (limit.stage,)
        every = np.array([self._from_countries(selector, stage, members) for stage in stages])
        return every.max(axis=0) if limit.sense == "max" else every.min(axis=0)

    def by_country(self, limit: Limit, stage: str) -> list[Shares]:
        """How each offer of ``among`` splits over the countries ``among`` lets in."""
        selector = parse(limit.among)
        return [
            {c: s for c, s in shares.items() if _lets_in(selector, c)} if member else {}
            for member, shares in zip(self._members(selector), self._shares[stage], strict=True)
        ]

    def _members(self, selector: Selector) -> Array:
        """Which offers meet every condition but those on the country, shape (offers,)."""
        inside = np.ones(self._size, dtype=bool)
        for condition in selector.without("country").conditions:
            column = self._columns[condition.field]
            holds = {texts: condition.holds(texts) for texts in set(column)}
            inside &= np.array([holds[texts] for texts in column], dtype=bool)
        return inside

    def _from_countries(self, selector: Selector, stage: str, members: Array) -> Array:
        found = np.zeros(len(members))
        for o in np.flatnonzero(members):
            shares = self._shares[stage][o]
            found[o] = sum(s for c, s in shares.items() if _lets_in(selector, c))
        return found


def _country_shares(
    case: Case, rows: dict[tuple[str, str, str], Shares], offer: Offer, stage: str
) -> Shares:
    """Rows naming the material, else the supplier's without one, else its own country."""
    own = {folded(case.supplier[offer.supplier].country): 1.0}
    if stage == "direct":
        return own
    general = rows.get((offer.supplier, "", stage), own)
    return rows.get((offer.supplier, offer.material, stage), general)


def group_of(case: Case, offer: Offer) -> str:
    """The supplier's group; without one it is its own."""
    return case.supplier[offer.supplier].group or offer.supplier


def _lets_in(selector: Selector, country: str) -> bool:
    return selector.on("country").holds({"country": (country,)})


def _columns(case: Case) -> dict[str, list[tuple[str, ...]]]:
    """What each field of a selector sees of every offer; countries are looked up by stage."""
    suppliers = [case.supplier[offer.supplier] for offer in case.offers]
    materials = [case.material[offer.material] for offer in case.offers]
    return {
        "offer": [(offer.offer,) for offer in case.offers],
        "supplier": [(offer.supplier,) for offer in case.offers],
        "group": [(group_of(case, offer),) for offer in case.offers],
        "kind": [(supplier.kind,) for supplier in suppliers],
        "tag": [o.tags + s.tags for o, s in zip(case.offers, suppliers, strict=True)],
        "material": [(offer.material,) for offer in case.offers],
        "element": [(material.element,) for material in materials],
        "form": [(material.form,) for material in materials],
        "to": [(offer.to,) for offer in case.offers],
        "license": [(offer.license,) for offer in case.offers],
    }
