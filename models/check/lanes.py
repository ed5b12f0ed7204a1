"""Whose each purchase is: membership of offers in selectors, and their countries at a stage."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from models.case import STAGES, Limit, Material, Offer, Origin, Supplier
from models.check.memo import KEPT, memo
from models.check.units import Array
from models.selector import Selector, folded, parse

ASKED = 1024
"""So many answers about selectors are kept."""

Marks = tuple[tuple[str, float], ...]
"""Attributes of an offer and their values."""

Seller = tuple[str, str, str, str, str, tuple[str, ...], Marks]
"""What a limit sees of an offer itself: neither terms nor prices."""


@dataclass(frozen=True, eq=False)
class Lanes:
    """What selectors see of every offer, field by field, and its countries at each stage.

    ``goods`` and ``marks`` are the material and the attributes of each. ``shares`` are (offers,
    countries); ``named`` is true where the country is said, be it with 0.
    """

    goods: tuple[str, ...]
    marks: tuple[Marks, ...]
    columns: dict[str, list[tuple[str, ...]]]
    countries: tuple[str, ...]
    shares: dict[str, Array]
    named: dict[str, Array]

    def share(self, limit: Limit, *, of: bool = True) -> Array:
        """Share of each offer in ``among`` (and, if asked, in ``of``), shape (offers,).

        With stage any the largest of the four stages; for a minimum the smallest.
        """
        return _share(self, limit.among, limit.of if of else "", limit.stage, limit.sense)

    def by_country(self, limit: Limit, stage: str) -> tuple[Array, Array]:
        """How each offer of ``among`` splits over the countries ``among`` lets in, and whether.

        Both have shape (countries, offers).
        """
        selector = parse(limit.among)
        inside = np.outer(_lets_in(self, selector), _members(self, selector))
        return inside * self.shares[stage].T, inside & self.named[stage].T


def lanes_of(
    offers: tuple[Offer, ...],
    suppliers: tuple[Supplier, ...],
    materials: tuple[Material, ...],
    origins: tuple[Origin, ...],
) -> Lanes:
    """The lanes of a case; the same ones while its offers change in terms and prices only."""
    sellers = tuple(
        (o.offer, o.supplier, o.material, o.to, o.license, o.tags, o.attributes) for o in offers
    )
    return _lanes(_interned(sellers), suppliers, materials, origins)


@lru_cache(maxsize=KEPT)
def _interned(sellers: tuple[Seller, ...]) -> tuple[Seller, ...]:
    """Equal sellers are the same object, so that what stands on them stands."""
    return sellers


@memo
def _lanes(
    sellers: tuple[Seller, ...],
    suppliers: tuple[Supplier, ...],
    materials: tuple[Material, ...],
    origins: tuple[Origin, ...],
) -> Lanes:
    known = {row.supplier: row for row in suppliers}
    said: dict[tuple[str, str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in origins:
        said[row.supplier, row.material, row.stage][folded(row.country)] += row.share
    own = {name: {folded(row.country): 1.0} for name, row in known.items()}
    countries = tuple(dict.fromkeys(c for some in (*own.values(), *said.values()) for c in some))
    place = {country: c for c, country in enumerate(countries)}
    every = ("direct", *STAGES)
    shares = {stage: np.zeros((len(sellers), len(countries))) for stage in every}
    named = {stage: np.zeros((len(sellers), len(countries)), dtype=bool) for stage in every}
    for o, (_, supplier, material, *_) in enumerate(sellers):
        for stage in every:
            # Rows naming the material, else the supplier's without one, else its own country.
            general = said.get((supplier, "", stage), own[supplier])
            for country, share in said.get((supplier, material, stage), general).items():
                shares[stage][o, place[country]] = share
                named[stage][o, place[country]] = True
    goods, marks = tuple(row[2] for row in sellers), tuple(row[-1] for row in sellers)
    return Lanes(goods, marks, _columns(sellers, known, materials), countries, shares, named)


def _columns(
    sellers: tuple[Seller, ...], known: dict[str, Supplier], materials: tuple[Material, ...]
) -> dict[str, list[tuple[str, ...]]]:
    """What each field of a selector sees of every offer; countries are looked up by stage."""
    made = {row.material: row for row in materials}
    return {
        "offer": [(offer,) for offer, *_ in sellers],
        "supplier": [(supplier,) for _, supplier, *_ in sellers],
        "group": [(group_of(known[supplier]),) for _, supplier, *_ in sellers],
        "kind": [(known[supplier].kind,) for _, supplier, *_ in sellers],
        "tag": [tags + known[supplier].tags for _, supplier, *_, tags, _ in sellers],
        "material": [(material,) for _, _, material, *_ in sellers],
        "element": [(made[material].element,) for _, _, material, *_ in sellers],
        "form": [(made[material].form,) for _, _, material, *_ in sellers],
        "to": [(to,) for _, _, _, to, *_ in sellers],
        "license": [(license_,) for _, _, _, _, license_, *_ in sellers],
    }


def group_of(supplier: Supplier) -> str:
    """The supplier's group; without one it is its own."""
    return supplier.group or supplier.supplier


@lru_cache(maxsize=ASKED)
def _share(lanes: Lanes, among: str, of: str, stage: str, sense: str) -> Array:
    selector = parse(among).both(parse(of))
    members = _members(lanes, selector)
    if not selector.on("country").conditions:
        return members.astype(float)
    inside = _lets_in(lanes, selector)
    stages = STAGES if stage == "any" else (stage,)
    every = np.array([lanes.shares[stage] @ inside for stage in stages]) * members
    return every.max(axis=0) if sense == "max" else every.min(axis=0)


def _members(lanes: Lanes, selector: Selector) -> Array:
    """Which offers meet every condition but those on the country, shape (offers,)."""
    inside = np.ones(len(lanes.columns["offer"]), dtype=bool)
    for condition in selector.without("country").conditions:
        column = lanes.columns[condition.field]
        holds = {texts: condition.holds(texts) for texts in set(column)}
        inside &= np.array([holds[texts] for texts in column], dtype=bool)
    return inside


def _lets_in(lanes: Lanes, selector: Selector) -> Array:
    """Which countries the selector lets in, shape (countries,)."""
    only = selector.on("country")
    return np.array([only.holds({"country": (c,)}) for c in lanes.countries], dtype=bool)
