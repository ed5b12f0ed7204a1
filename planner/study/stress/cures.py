"""What might help in a stop: more stock, more capacity elsewhere, a source that is qualified."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from models.calendar import month_text
from models.case import Case
from models.edit import Edit
from models.program import Array
from models.terms.facts import Facts
from planner.study.points.solvers import Placed, grid_of
from planner.study.stress.found import StressPoint

MORE = 1.5
"""Capacity elsewhere is tried this many times as large."""
MOST = 3
"""Of each kind so many are tried."""


@dataclass(frozen=True)
class Remedy:
    """Edits that make it; ``quantity``: what is stocked, in the material's unit, else 0."""

    kind: Literal["stock", "capacity", "source"]
    ident: str
    quantity: float
    edits: tuple[Edit, ...]


def remedies(case: Case, point: StressPoint, placed: Placed) -> list[Remedy]:
    """What is tried in a stop: for the materials that are closed, the most spent on first."""
    spent = (grid_of(case, placed) * Facts(case).landed).sum(axis=1)
    weight: dict[str, float] = {}
    for offer, share, money in zip(case.offers, point.closure.shares, spent, strict=True):
        if share > 0:
            weight[offer.material] = weight.get(offer.material, 0.0) + share * float(money)
    materials = sorted(weight, key=lambda m: (-weight[m], m))
    others = [
        offer
        for offer, share in zip(case.offers, point.closure.shares, strict=True)
        if share < 1 and offer.material in weight
    ]
    others.sort(key=lambda offer: (materials.index(offer.material), offer.offer))
    first = case.calendar.first_month(0)
    found = [one for m in materials if (one := _stock(case, m, placed))][:MOST]
    bounded = [o for o in others if o.max_per_period][:MOST]
    for offer in bounded:
        where = f"offer={offer.offer}"
        edit = Edit("offers", "max_per_period", "times", MORE, where)
        found.append(Remedy("capacity", offer.offer, 0.0, (edit,)))
    late = [o for o in others if o.qualify_from is not None and o.qualify_from > first][:MOST]
    for offer in late:
        where = f"offer={offer.offer}"
        edit = Edit("offers", "qualify_from", "set", month_text(first), where)
        found.append(Remedy("source", offer.offer, 0.0, (edit,)))
    return found


def goods(case: Case, remedy: Remedy, more: Array) -> float:
    """The goods of a remedy at landed cost: its stock, or what is ordered more from the offer."""
    landed = Facts(case).landed
    if remedy.kind == "stock":
        own = [o for o, offer in enumerate(case.offers) if offer.material == remedy.ident]
        return remedy.quantity * float(landed[own].mean(axis=1).min())
    place = case.offer_index[remedy.ident]
    return float((np.maximum(more[place], 0.0) * landed[place]).sum())


def _stock(case: Case, material: str, placed: Placed) -> Remedy | None:
    """One more period of what the plan buys of a material, where the company has room for it."""
    bought = grid_of(case, placed)
    own = [o for o, offer in enumerate(case.offers) if offer.material == material]
    amount = float(bought[own].sum()) / case.calendar.periods
    piles = [p for p in case.stockpiles if p.material == material and p.owner == "company"]
    if not piles or amount <= 0:
        return None
    where = f"stockpile={piles[0].stockpile}"
    edits = [Edit("stockpiles", "opening", "plus", amount, where)]
    if piles[0].capacity is not None:
        edits.append(Edit("stockpiles", "capacity", "plus", amount, where))
    return Remedy("stock", material, amount, tuple(edits))
