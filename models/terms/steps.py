"""Price steps: what the units of an order between two quantities cost."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from models.program import INFINITY, Array

if TYPE_CHECKING:
    from models.terms.facts import Facts


@dataclass(frozen=True)
class PriceSteps:
    """The steps of offers with tiers, S of them over T periods.

    ``offer`` (S,) place in ``case.offers``; ``label`` (S,); ``width`` (S,) units in the step;
    ``landed`` (S, T) as ordered and ``paid`` (S, T) in the future; ``falling`` (S,): the offer gets
    cheaper somewhere, so that steps must be filled in order by integers.
    """

    offer: Array
    label: tuple[str, ...]
    width: Array
    landed: Array
    paid: Array
    falling: Array


def price_steps(facts: "Facts") -> PriceSteps:
    """A tier's price holds for the units above its ``from_quantity`` in a period, until the next.

    Money per unit in the plan's currency; no tier is below the floor.
    """
    offer: list[int] = []
    labels: list[str] = []
    widths: list[float] = []
    landed: list[Array] = []
    paid: list[Array] = []
    falling: list[bool] = []
    tiers = _tiers(facts)
    for place, row in enumerate(facts.case.offers):
        own = tiers.get(row.offer)
        if not own:
            continue
        edges = [0.0, *(quantity for quantity, _ in own), INFINITY]
        costs = [facts.landed[place], *(facts.tier_landed(place, price) for _, price in own)]
        pays = [facts.paid[place], *(facts.tier_paid(place, price) for _, price in own)]
        kept = [i for i in range(len(costs)) if edges[i + 1] > edges[i]]
        falls = any((costs[b] < costs[a])[facts.orderable[place]].any() for a, b in pairwise(kept))
        for step, i in enumerate(kept):
            offer.append(place)
            labels.append(f"{row.offer}/{step}")
            widths.append(edges[i + 1] - edges[i])
            landed.append(costs[i])
            paid.append(pays[i])
            falling.append(falls)
    return PriceSteps(
        np.array(offer, dtype=int),
        tuple(labels),
        np.array(widths),
        np.array(landed).reshape(len(landed), facts.T),
        np.array(paid).reshape(len(paid), facts.T),
        np.array(falling, dtype=bool),
    )


def _tiers(facts: "Facts") -> dict[str, list[tuple[float, Array]]]:
    """Tiers of each offer, lowest first: where they begin, and the price by period."""
    tiers: dict[str, list[tuple[float, Array]]] = {}
    for row in sorted(facts.case.tiers, key=lambda tier: tier.from_quantity):
        offer = facts.case.offers[facts.case.offer_index[row.offer]]
        price = row.price * facts.rate(row.currency or offer.currency)
        tiers.setdefault(row.offer, []).append((row.from_quantity, price))
    return tiers
