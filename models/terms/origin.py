"""What a selector sees of an offer, and whose country it counts for at each stage of making."""

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from models.case import STAGES, Case, Offer
from models.columns import seen
from models.program import Array
from models.selector import Condition, Selector, folded


class Origins:
    """Shares of every offer (O) from every country, at each stage."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._rows: dict[tuple[str, str, str], list[tuple[str, float]]] = {}
        self._shares: dict[str, Array] = {}
        self._looked_up: dict[str, dict[str, list[int]]] = {}
        for row in case.origins:
            key = (row.supplier, row.material, row.stage)
            self._rows.setdefault(key, []).append((row.country, row.share))

    @cached_property
    def countries(self) -> list[str]:
        """Every country that a supplier is in or a material comes from, sorted."""
        named = {row.country for row in self.case.suppliers}
        return sorted(named | {row.country for row in self.case.origins})

    def shares(self, stage: str) -> Array:
        """Share of each offer from each country, (O, countries); ``direct``: the supplier's.

        Rows naming the material replace the supplier's rows without one; a stage without rows is
        wholly the supplier's country.
        """
        if stage not in self._shares:
            self._shares[stage] = self._seen_at(stage)
        return self._shares[stage]

    def _seen_at(self, stage: str) -> Array:
        place = {country: c for c, country in enumerate(self.countries)}
        shares = np.zeros((len(self.case.offers), len(place)))
        for o, offer in enumerate(self.case.offers):
            for country, share in self._of(offer, stage):
                shares[o, place[country]] += share
        return shares

    def _of(self, offer: Offer, stage: str) -> list[tuple[str, float]]:
        own = [(self.case.supplier[offer.supplier].country, 1.0)]
        if stage == "direct":
            return own
        by_material = self._rows.get((offer.supplier, offer.material, stage))
        return by_material or self._rows.get((offer.supplier, "", stage)) or own

    def lane(self, selector: Selector, stage: str, sense: str) -> Array:
        """How much of each offer counts, (O,), 0 to 1.

        With a stage, ``country`` conditions take each offer by its share from the countries that
        meet them; ``any`` is the largest of the four stages, with sense min the smallest.
        """
        countries = selector.on("country").conditions
        plain = self._plain(selector.without("country"))
        if not countries:
            return plain
        meets = np.array(
            [all(c.holds((country,)) for c in countries) for country in self.countries], dtype=float
        )
        stages = STAGES if stage == "any" else (stage,)
        seen = np.stack([self.shares(s) @ meets for s in stages])
        counted: Array = plain * (seen.min(axis=0) if sense == "min" else seen.max(axis=0))
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
