"""The numbers a synthetic case turns on, as a user of a modelling library would prepare them.

Only what ``cases.synthetic`` has: one location, USD, no tiers, integers, processes or contracts.
Preparing them counts as building, for every library alike.
"""

from collections.abc import Iterator

import numpy as np

from models.calendar import split_lead
from models.case import Case


class Numbers:
    """Prices (offers, periods), arrivals, needs and caps, by id or by place in the tables."""

    def __init__(self, case: Case) -> None:
        self.case = case
        periods = case.calendar.periods
        self.periods = list(range(periods))
        years = np.arange(periods) * case.calendar.months / 12
        self.discount = (1 + case.settings.discount_rate) ** -years
        per_unit = {m.material: m.per_unit for m in case.materials}
        landed = [(o.price * (1 + o.duty) + o.freight) * per_unit[o.material] for o in case.offers]
        self.price = np.outer(landed, self.discount)
        self.most = np.array([o.max_per_period for o in case.offers])
        self.arrivals = [split_lead(o.lead) for o in case.offers]
        self.offers_of: dict[str, list[int]] = {m.material: [] for m in case.materials}
        self.sold_by: dict[str, list[int]] = {s.supplier: [] for s in case.suppliers}
        for place, offer in enumerate(case.offers):
            self.offers_of[offer.material].append(place)
            self.sold_by[offer.supplier].append(place)
        country = {s.supplier: s.country for s in case.suppliers}
        self.country = [country[o.supplier] for o in case.offers]
        self.demand = np.array([row.values for row in case.demand])
        self.capacity = np.array([row.values for row in case.capacity])
        self.years = [[t for t in self.periods if t // 12 == y] for y in range(-(-periods // 12))]
        self.coming = self._coming()

    def _coming(self) -> np.ndarray:
        """What each stockpile must cover at each period's end; the last demand goes on."""
        coming = np.zeros_like(self.demand)
        for k, pile in enumerate(self.case.stockpiles):
            longer = np.append(self.demand[k], [self.demand[k, -1]] * 4)
            whole = int(pile.cover_target)
            for t in self.periods:
                part = (pile.cover_target - whole) * longer[t + 1 + whole]
                coming[k, t] = longer[t + 1 : t + 1 + whole].sum() + part
        return coming

    def per_unit(self, k: int) -> float:
        """How many ``price_per`` one unit of the k-th material is."""
        return self.case.materials[k].per_unit

    def arriving(self, material: str, period: int) -> Iterator[tuple[int, int, float]]:
        """Orders (offer, period) that arrive now, and the share of them that does."""
        for offer in self.offers_of[material]:
            for delay, share in self.arrivals[offer]:
                if period >= delay:
                    yield offer, period - delay, share
