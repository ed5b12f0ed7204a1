"""One future with its orders ahead given, literally: what else is done, and what it costs."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from models.case import Case, Offer
from models.future import Future
from models.solution import Lack
from oracle.answer import OracleAnswer, literal, solved
from oracle.facts import Facts

NEAR = 1e-8
"""So near to what was ordered ahead the oracle orders: a solver keeps its rows to no less."""


class FutureFacts(Facts):
    """What holds in a future, given what the plan says it lacks there."""

    def __init__(self, case: Case, future: Future, lacks: Iterable[Lack] = ()) -> None:
        super().__init__(case)
        self.future, self.place = future, {row.offer: i for i, row in enumerate(case.offers)}
        self.lacks: dict[tuple[object, ...], float] = defaultdict(float)
        for lack in lacks:
            signed = -lack.amount if lack.surplus else lack.amount
            self.lacks[(lack.promise, *lack.subject, self._when(lack))] += signed

    def ahead(self, offer: Offer, t: int) -> bool:
        """Placed before anything is known: not spot, and in a frozen period."""
        frozen = self.case.settings.frozen_periods
        adapts = self.future.adapts
        stands = adapts is None or t < adapts
        return not offer.spot and stands and (frozen is None or t < frozen)

    def granted(self, offer: Offer, t: int) -> float:
        return float(self.future.granted[self.place[offer.offer], t])

    def lead(self, offer: Offer, t: int) -> float:
        return float(self.future.lead[self.place[offer.offer], t])

    def counts(self, offer: Offer, t: int) -> float:
        """Known to be granted, an order counts whole; ahead by its probability."""
        return super().counts(offer, t) if t < 0 or self.ahead(offer, t) else 1.0

    def closed(self, offer: Offer, t: int) -> bool:
        """Who knows that an order would be refused does not place it."""
        return not self.ahead(offer, t) and self.granted(offer, t) == 0.0

    def stands(self, offer: Offer, t: int) -> bool:
        """What is refused leaves its capacity to others."""
        return self.granted(offer, t) > 0.0

    def conceded(self, promise: str, *about: object) -> float:
        return self.lacks.get((promise, *about), 0.0)

    def _when(self, lack: Lack) -> object:
        if lack.promise != "limit":
            return lack.when
        limit = next(row for row in self.case.limits if row.limit == lack.subject[0])
        window = "period" if limit.measure == "stock" else limit.window
        found = self.case.calendar.windows(window, limit.from_, limit.until)
        return next(tuple(one.periods) for one in found if one.label == lack.when)


def solve_future(
    case: Case, future: Future, orders: np.ndarray, lacks: Iterable[Lack] = ()
) -> OracleAnswer:
    """The best that can be done in a future with these orders ahead, (offers, periods).

    ``lacks``: so much of these promises may be missed.
    """
    facts = FutureFacts(case, future, lacks)
    m = literal(facts)
    for offer in case.offers:
        for t in facts.T:
            if facts.ahead(offer, t):
                quantity = float(orders[facts.place[offer.offer], t])
                quantity = quantity if quantity > NEAR else 0.0
                leeway = NEAR * quantity
                m.order[offer.offer, t].setlb(max(quantity - leeway, 0.0))
                m.order[offer.offer, t].setub(quantity + leeway)
    return solved(m, facts)
