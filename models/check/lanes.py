"""Whose each purchase is: membership of offers in selectors, and their countries at a stage."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from models.case import STAGES, Content, Limit, Material, Offer, Origin, Supplier
from models.check.memo import KEPT, memo
from models.check.units import Array
from models.elements import OXIDE_OF_METAL
from models.selector import Selector, folded, parse

ASKED = 1024
"""So many answers about selectors are kept."""

Marks = tuple[tuple[str, float], ...]
"""Attributes of an offer and their values."""

Seller = tuple[str, str, str, str, str, str, tuple[str, ...], Marks]
"""What a limit sees of an offer itself: neither terms nor prices."""


@dataclass(frozen=True, eq=False)
class Lanes:
    """What selectors see of every offer, field by field, what is in it, and where that is from.

    ``goods`` and ``marks`` are the material and the attributes of each. ``oxide`` is the kg of each
    element's oxide in one kg of it, (offers, elements), ``mix`` the part that each element is.
    ``shares`` at each stage are (offers, elements, countries); ``named``, (offers, countries), is
    true where the country is said, be it with 0.
    """

    goods: tuple[str, ...]
    marks: tuple[Marks, ...]
    columns: dict[str, list[tuple[str, ...]]]
    elements: tuple[str, ...]
    oxide: Array
    mix: Array
    countries: tuple[str, ...]
    shares: dict[str, Array]
    named: dict[str, Array]

    def share(self, limit: Limit, *, of: bool = True) -> Array:
        """How much of each offer is in ``among`` (and, if asked, in ``of``), shape (offers,).

        Its share; with weight reo the kg of oxide in one kg. At stage any each element counts with
        the largest of the four stages, for a minimum with the smallest.
        """
        return _share(
            self, limit.among, limit.of, limit.weight == "reo", of, (limit.stage, limit.sense)
        )

    def by_country(self, limit: Limit, stage: str) -> tuple[Array, Array]:
        """How each offer of ``among`` splits over the countries ``among`` lets in, and whether.

        Both have shape (countries, offers).
        """
        selector = parse(limit.among)
        weight = _weight(self, limit.among, limit.of, limit.weight == "reo", False)
        inside = np.outer(_lets_in(self, selector), _members(self, selector))
        split = (weight[:, :, None] * self.shares[stage]).sum(axis=1)
        return inside * split.T, inside & self.named[stage].T

    def oxide_below(self, limit: Limit) -> dict[str, float]:
        """Material -> kg of the oxide that a limit by reo counts in one kg; 1 for other limits."""
        if limit.weight != "reo":
            return dict.fromkeys(self.goods, 1.0)
        counted = _weight(self, limit.among, limit.of, True, False).sum(axis=1)
        return dict(zip(self.goods, counted.tolist(), strict=True))


def lanes_of(
    offers: tuple[Offer, ...],
    suppliers: tuple[Supplier, ...],
    materials: tuple[Material, ...],
    contents: tuple[Content, ...],
    origins: tuple[Origin, ...],
) -> Lanes:
    """The lanes of a case; the same ones while its offers change in terms and prices only."""
    sellers = tuple(
        (o.offer, o.supplier, o.material, o.to, o.license, o.index, o.tags, o.attributes)
        for o in offers
    )
    return _lanes(_interned(sellers), suppliers, materials, contents, origins)


@lru_cache(maxsize=KEPT)
def _interned(sellers: tuple[Seller, ...]) -> tuple[Seller, ...]:
    """Equal sellers are the same object, so that what stands on them stands."""
    return sellers


@memo
def _lanes(
    sellers: tuple[Seller, ...],
    suppliers: tuple[Supplier, ...],
    materials: tuple[Material, ...],
    contents: tuple[Content, ...],
    origins: tuple[Origin, ...],
) -> Lanes:
    known = {row.supplier: row for row in suppliers}
    inside = insides(materials, contents)
    goods, marks = tuple(row[2] for row in sellers), tuple(row[-1] for row in sellers)
    elements = tuple(sorted({element for material in goods for element in inside[material]}))
    oxide = np.array([[inside[m].get(x, 0.0) for x in elements] for m in goods])
    oxide = oxide.reshape(len(goods), len(elements))
    said: dict[tuple[str, str, str, str], dict[str, float]] = {}
    for row in origins:
        key = (row.supplier, row.material, folded(row.element), row.stage)
        own = said.setdefault(key, {})
        own[folded(row.country)] = own.get(folded(row.country), 0.0) + row.share
    at_home = {name: {folded(row.country): 1.0} for name, row in known.items()}
    countries = tuple(
        dict.fromkeys(c for some in (*at_home.values(), *said.values()) for c in some)
    )
    place = {country: c for c, country in enumerate(countries)}
    every = ("direct", *STAGES)
    shape = (len(sellers), len(elements), len(countries))
    shares = {stage: np.zeros(shape) for stage in every}
    named = {stage: np.zeros((shape[0], shape[2]), dtype=bool) for stage in every}
    for o, (_, supplier, material, *_) in enumerate(sellers):
        for stage in every:
            for x, element in enumerate(elements):
                if element not in inside[material]:
                    continue
                # Rows of the element before those of all, of the material before the supplier's.
                asked = [
                    (supplier, one, what, stage) for what in (element, "") for one in (material, "")
                ]
                found = next((said[key] for key in asked if key in said), at_home[supplier])
                for country, share in found.items():
                    shares[stage][o, x, place[country]] = share
                    named[stage][o, place[country]] = True
    return Lanes(
        goods,
        marks,
        _columns(sellers, known, materials, contents),
        elements,
        oxide,
        _mixed(oxide, [inside[m] for m in goods], elements),
        countries,
        shares,
        named,
    )


@memo
def insides(
    materials: tuple[Material, ...], contents: tuple[Content, ...]
) -> dict[str, dict[str, float]]:
    """Material -> kg of oxide in one kg of it by element, folded; no contents: its own element."""
    found: dict[str, dict[str, float]] = {}
    for row in contents:
        element = folded(row.element)
        factor = OXIDE_OF_METAL.get(element, 0.0)
        counted = row.content * (min(factor, 1.0) if row.basis == "oxide" else factor)
        own = found.setdefault(row.material, {})
        own[element] = own.get(element, 0.0) + counted
    for material in materials:
        found.setdefault(material.material, {folded(material.element): material.reo})
    return found


def _mixed(oxide: Array, inside: list[dict[str, float]], elements: tuple[str, ...]) -> Array:
    """The part of each element in each offer, by oxide; where there is none, all alike."""
    mix = np.zeros_like(oxide)
    for o, own in enumerate(inside):
        total = math.fsum(own.values())
        for x, element in enumerate(elements):
            if element in own:
                mix[o, x] = own[element] / total if total > 0 else 1.0 / len(own)
    return mix


def _columns(
    sellers: tuple[Seller, ...],
    known: dict[str, Supplier],
    materials: tuple[Material, ...],
    contents: tuple[Content, ...],
) -> dict[str, list[tuple[str, ...]]]:
    """What each field of a selector sees of every offer; countries are looked up by stage."""
    made = {row.material: row for row in materials}
    listed: dict[str, tuple[str, ...]] = {}
    for content in contents:
        listed[content.material] = (*listed.get(content.material, ()), content.element)
    return {
        "offer": [(offer,) for offer, *_ in sellers],
        "supplier": [(supplier,) for _, supplier, *_ in sellers],
        "group": [(group_of(known[supplier]),) for _, supplier, *_ in sellers],
        "kind": [(known[supplier].kind,) for _, supplier, *_ in sellers],
        "tag": [tags + known[supplier].tags for _, supplier, *_, tags, _ in sellers],
        "material": [(material,) for _, _, material, *_ in sellers],
        "element": [(made[material].element,) for _, _, material, *_ in sellers],
        "contains": [listed.get(m, (made[m].element,)) for _, _, m, *_ in sellers],
        "form": [(made[material].form,) for _, _, material, *_ in sellers],
        "hs": [(made[material].hs_code,) for _, _, material, *_ in sellers],
        "to": [(to,) for _, _, _, to, *_ in sellers],
        "license": [(license_,) for _, _, _, _, license_, *_ in sellers],
        "index": [(index,) for _, _, _, _, _, index, *_ in sellers],
    }


def group_of(supplier: Supplier) -> str:
    """The supplier's group; without one it is its own."""
    return supplier.group or supplier.supplier


@lru_cache(maxsize=ASKED)
def _share(
    lanes: Lanes, among: str, of: str, by_oxide: bool, inner: bool, seen: tuple[str, str]
) -> Array:
    """``inner``: what is in ``of`` too; ``seen``: stage and sense."""
    selector = parse(among).both(parse(of)) if inner else parse(among)
    members = _members(lanes, selector)
    weight = _weight(lanes, among, of, by_oxide, inner)
    if not selector.on("country").conditions:
        return members * weight.sum(axis=1) if by_oxide else members.astype(float)
    inside = _lets_in(lanes, selector)
    stage, sense = seen
    stages = STAGES if stage == "any" else (stage,)
    every = np.array([lanes.shares[stage] @ inside for stage in stages])
    one = every.max(axis=0) if sense == "max" else every.min(axis=0)
    return members * (weight * one).sum(axis=1)


def _weight(lanes: Lanes, among: str, of: str, by_oxide: bool, inner: bool) -> Array:
    """How much each element of an offer counts, (offers, elements).

    By oxide: the kg of those elements that ``contains`` asks for, in ``among`` before ``of``; above
    (``inner``) those that both ask for.
    """
    if not by_oxide:
        return lanes.mix
    outer, own = _asked(lanes, among), _asked(lanes, of)
    counted = outer if outer is not None else own
    if counted is None:
        return lanes.oxide
    if inner and own is not None:
        counted = counted & own
    return lanes.oxide * counted


def _asked(lanes: Lanes, text: str) -> Array | None:
    """The elements that ``contains=`` asks for, shape (elements,); None: it is not there."""
    asked = [one for one in parse(text).on("contains").conditions if not one.negated]
    if not asked:
        return None
    return np.array([all(c.holds((x,)) for c in asked) for x in lanes.elements], dtype=bool)


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
