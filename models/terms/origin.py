"""What a selector sees of an offer, and whose country it counts for at each stage of making."""

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from models.case import STAGES, Case, Offer
from models.columns import seen
from models.program import Array
from models.selector import Condition, Selector, folded


class Origins:
    """Shares of every offer (O) from every country (C), of each element in it (X), by stage."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._rows: dict[tuple[str, str, str, str], list[tuple[str, float]]] = {}
        self._by_element: dict[str, Array] = {}
        self._shares: dict[str, Array] = {}
        self._looked_up: dict[str, dict[str, list[int]]] = {}
        for row in case.origins:
            key = (row.supplier, row.material, folded(row.element), row.stage)
            self._rows.setdefault(key, []).append((row.country, row.share))

    @cached_property
    def countries(self) -> list[str]:
        """Every country that a supplier is in or a material comes from, sorted."""
        named = {row.country for row in self.case.suppliers}
        return sorted(named | {row.country for row in self.case.origins})

    @cached_property
    def elements(self) -> list[str]:
        """What is in the materials on offer, folded, sorted."""
        return sorted({x for o in self.case.offers for x in self.case.oxides[o.material]})

    @cached_property
    def oxide(self) -> Array:
        """Oxide of each element in one kg of what is offered, kg, (O, X)."""
        place = {element: x for x, element in enumerate(self.elements)}
        oxide = np.zeros((len(self.case.offers), len(place)))
        for o, offer in enumerate(self.case.offers):
            for element, amount in self.case.oxides[offer.material].items():
                oxide[o, place[element]] = amount
        return oxide

    @cached_property
    def held(self) -> Array:
        """Whether an element is in what is offered, rare earth or not, (O, X)."""
        own = [self.case.oxides[offer.material] for offer in self.case.offers]
        held = [[element in inside for element in self.elements] for inside in own]
        return np.array(held, dtype=bool).reshape(len(own), len(self.elements))

    @cached_property
    def parts(self) -> Array:
        """What part of an offer each element is, by its oxide, (O, X); without oxide all alike."""
        whole = self.oxide.sum(axis=1, keepdims=True)
        alike = self.held / self.held.sum(axis=1, keepdims=True)
        return np.where(whole > 0, self.oxide / np.where(whole > 0, whole, 1.0), alike)

    def shares(self, stage: str, parts: Array | None = None) -> Array:
        """Share of each offer from each country, (O, C); ``direct``: the supplier's.

        At ``any`` each element counts at its largest of the four stages: shares of several
        countries may then be more than 1 together. ``parts`` (O, X): of which elements, by default
        of all in it.
        """
        if parts is not None:
            return self._together(stage, parts)
        if stage not in self._shares:
            self._shares[stage] = self._together(stage, self.parts)
        return self._shares[stage]

    def _together(self, stage: str, parts: Array) -> Array:
        stages = STAGES if stage == "any" else (stage,)
        largest = np.maximum.reduce([self.by_element(one) for one in stages])
        shares: Array = np.einsum("ox,oxc->oc", parts, largest)
        return shares

    def by_element(self, stage: str) -> Array:
        """Share of each element of each offer from each country, (O, X, C), at one stage.

        Rows naming the element replace those that do not, and among these rows naming the material
        the supplier's without one; a stage without rows is wholly the supplier's country.
        """
        if stage not in self._by_element:
            self._by_element[stage] = self._seen_at(stage)
        return self._by_element[stage]

    def _seen_at(self, stage: str) -> Array:
        place = {country: c for c, country in enumerate(self.countries)}
        shares = np.zeros((len(self.case.offers), len(self.elements), len(place)))
        for o, offer in enumerate(self.case.offers):
            for x in np.flatnonzero(self.parts[o]).tolist():
                for country, share in self._of(offer, self.elements[x], stage):
                    shares[o, x, place[country]] += share
        return shares

    def _of(self, offer: Offer, element: str, stage: str) -> list[tuple[str, float]]:
        if stage != "direct":
            for named in dict.fromkeys((element, "")):
                for material in (offer.material, ""):
                    rows = self._rows.get((offer.supplier, material, named, stage))
                    if rows:
                        return rows
        return [(self.case.supplier[offer.supplier].country, 1.0)]

    def lane(self, selector: Selector, stage: str, sense: str, parts: Array | None = None) -> Array:
        """How much of each offer counts, (O,), 0 to 1.

        With a stage, ``country`` conditions take each offer by its share from the countries that
        meet them; at ``any`` each element by the largest of its four stages, with sense min by the
        smallest. ``parts`` (O, X): how much each element counts for, by default its part.
        """
        countries = selector.on("country").conditions
        plain = self._plain(selector.without("country"))
        if not countries:
            # All of an offer is exactly 1, whatever its parts add up to in floating point.
            whole = parts is None or parts is self.parts
            return plain if whole or parts is None else plain * parts.sum(axis=1)
        parts = self.parts if parts is None else parts
        meets = np.array(
            [all(c.holds((country,)) for c in countries) for country in self.countries], dtype=float
        )
        stages = STAGES if stage == "any" else (stage,)
        every = np.stack([self.by_element(one) @ meets for one in stages])
        one = every.min(axis=0) if sense == "min" else every.max(axis=0)
        counted: Array = plain * (parts * one).sum(axis=1)
        return counted

    def _plain(self, selector: Selector) -> Array:
        counted = np.ones(len(self.case.offers))
        for condition in selector.conditions:
            hit = np.zeros(len(counted), dtype=bool)
            for places in self._matching(condition):
                hit[places] = True
            counted *= hit != condition.negated
        return counted

    def _matching(self, condition: Condition) -> list[list[int]]:
        """Places of the offers with each of the condition's values; looked up, not compared."""
        offers = self._offers_by_text(condition.field)
        return [
            places
            for value in condition.values
            for places in (
                [own for text, own in offers.items() if text.startswith(value[:-1])]
                if value.endswith("*")
                else [offers.get(value, [])]
            )
        ]

    def _offers_by_text(self, field: str) -> dict[str, list[int]]:
        """For one field of a selector: folded text -> places of the offers that have it."""
        if field not in self._looked_up:
            exact: dict[str, list[int]] = {}
            for place, texts in enumerate(self.texts(field)):
                for text in texts:
                    exact.setdefault(text, []).append(place)
            places = self._looked_up[field] = {}
            for text, own in exact.items():
                places.setdefault(folded(text), []).extend(own)
        return self._looked_up[field]

    def texts(self, field: str) -> list[tuple[str, ...]]:
        """What a selector sees of every offer in one of its fields."""
        return [sight[field] for sight in self._sights]

    @cached_property
    def _sights(self) -> list[Mapping[str, tuple[str, ...]]]:
        return list(seen(self.case, "offers"))
