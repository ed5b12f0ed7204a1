"""What is bought though nobody needs it, only so that a limit on shares is met.

A share counts what is ordered, needed or not, so a cheap material that nobody uses can make room
for more of another. Such a plan is the cheapest one; the reader must know what it rests on.
"""

import dataclasses
from collections.abc import Callable, Iterator, Mapping

import numpy as np

from models.allocate import Allocation
from models.case import Case, Limit, Offer
from models.program import Array
from models.selector import parse
from models.terms.origin import Origins
from planner.explain import speak
from planner.explain.voice import Voice
from planner.outcomes.notices import Notice
from planner.outcomes.plan import LimitLine
from planner.planning.notes import notice
from planner.words import Language, Words

_ONLY_FOR = Words(
    "쓰는 곳이 없는데도 한도 '{limit}' 때문에만 사는 것: {amounts}{without}.",
    "{amounts} are bought only to meet limit {limit}{without}.",
)
_WASTED = Words(
    "쓰는 것보다 더 사서 버리는데 한도 '{limit}' 때문인 것: {amounts}.",
    "{amounts} are bought beyond their use only to meet limit {limit}.",
)
_WITHOUT = Words(" (사지 않으면 {cost})", " ({cost} without)")
_NO_PLAN = Words("계획 없음", "no plan")
_AMOUNT = Words("{material} {quantity}", "{quantity} of {material}")
_COUNTED = ("share", "hhi", "average")
"""Measures that something bought for nothing can dilute."""
_ROUNDING = 1e-9
"""Quantities below this part of the largest order are no purchase."""

Again = Callable[[Case], Allocation]


def dilution(
    allocation: Allocation, lines: tuple[LimitLine, ...], again: Again, language: Language
) -> tuple[Notice, ...]:
    """Say what is bought only to dilute, which limit asks for it, and the cost without it.

    ``again`` solves a case as this one was solved. It is called only if something is bought of a
    material that is neither needed, used nor stored while a limit that counts it binds.
    """
    voice = Voice.of(allocation.case, language)
    return (*_useless(allocation, lines, again, voice), *_wasted(allocation, lines, voice))


def _useless(
    allocation: Allocation, lines: tuple[LimitLine, ...], again: Again, voice: Voice
) -> Iterator[Notice]:
    """What is bought of materials that nobody needs."""
    case = allocation.case
    places = _bought(allocation, frozenset(case.material) - _needed(case))
    limit = _limit(case, lines, places)
    if limit is None:
        return
    other = again(_without(case, places))
    # What one is paid for buying is not bought for the limit.
    if _costs_no_more(other, allocation):
        return
    amounts = _ordered(allocation, places)
    words = _ONLY_FOR.filled(
        limit=limit.limit, amounts=_said(amounts, voice), without=_cost(other, voice)
    )
    yield notice("W721", words, voice.language, "dilution")


def _wasted(allocation: Allocation, lines: tuple[LimitLine, ...], voice: Voice) -> Iterator[Notice]:
    """What is bought of materials that are used, beyond their use, and thrown away."""
    case, decisions = allocation.case, allocation.decisions
    assert decisions is not None
    made = {row.material for row in case.recipes if row.per_run > 0}
    made |= {row.material for row in case.arisings} | {row.material for row in case.returns}
    places = _bought(allocation, _needed(case) - made - _in_steps(case))
    ordered, wasted = _ordered(allocation, places), dict[str, float]()
    for (material, _), thrown in zip(case.nodes, decisions.dispose.sum(axis=1), strict=True):
        if thrown > _ROUNDING * ordered.get(material, np.inf):
            wasted[material] = wasted.get(material, 0.0) + float(thrown)
    limit = _limit(case, lines, np.array([o for o in places if _of(case, o) in wasted], dtype=int))
    if limit is not None:
        words = _WASTED.filled(limit=limit.limit, amounts=_said(wasted, voice))
        yield notice("W722", words, voice.language, "dilution")


def _needed(case: Case) -> frozenset[str]:
    """Materials that are demanded, used or stored."""
    used = {row.material for row in case.recipes if row.per_run < 0}
    return case.demanded | used | {pile.material for pile in case.stockpiles}


def _in_steps(case: Case) -> set[str]:
    """Materials of which more may be bought than is used because of lots or falling prices."""
    offers = {offer.offer for offer in case.offers if offer.moq or offer.lot}
    offers |= {tier.offer for tier in case.tiers}
    return {offer.material for offer in case.offers if offer.offer in offers}


def _bought(allocation: Allocation, materials: frozenset[str]) -> Array:
    """Places of the offers of these materials that are ordered, though nothing is owed."""
    case, decisions = allocation.case, allocation.decisions
    assert decisions is not None
    ordered = decisions.order.sum(axis=1) > _ROUNDING * decisions.order.max(initial=0.0)
    free = [offer.material in materials and not _owed(offer) for offer in case.offers]
    return np.flatnonzero(ordered & np.array(free, dtype=bool))


def _owed(offer: Offer) -> bool:
    return any((offer.min_per_period, offer.min_total, offer.take_or_pay))


def _of(case: Case, place: int) -> str:
    return case.offers[place].material


def _limit(case: Case, lines: tuple[LimitLine, ...], places: Array) -> Limit | None:
    """The first limit that binds and counts any of these offers."""
    binding = {line.limit for line in lines if line.binding and line.measure in _COUNTED}
    limits = (limit for limit in case.limits if limit.limit in binding)
    return next((limit for limit in limits if _counts(case, limit, places)), None)


def _counts(case: Case, limit: Limit, places: Array) -> bool:
    """Whether a limit counts any of these offers: by ``among``, an average by ``of`` too."""
    chosen = parse(limit.among)
    if limit.measure == "average":
        chosen = chosen.both(parse(limit.of))
    lane = Origins(case).lane(chosen, limit.stage, limit.sense)
    return bool(lane[places].any())


def _without(case: Case, places: Array) -> Case:
    offers = list(case.offers)
    for place in places.tolist():
        offers[place] = dataclasses.replace(offers[place], max_total=0.0)
    return dataclasses.replace(case, offers=tuple(offers))


def _costs_no_more(other: Allocation, allocation: Allocation) -> bool:
    if other.objective is None or allocation.objective is None:
        return False
    return other.objective <= allocation.objective + 1e-9 * abs(allocation.objective)


def _cost(other: Allocation, voice: Voice) -> str:
    """What the plan costs without it; nothing if that was not proven."""
    if other.status == "infeasible":
        return voice.say(_WITHOUT, cost=voice.say(_NO_PLAN))
    if other.status != "optimal" or other.objective is None:
        return ""
    return voice.say(_WITHOUT, cost=voice.money(other.objective))


def _ordered(allocation: Allocation, places: Array) -> dict[str, float]:
    """What these offers are ordered of, by material."""
    assert allocation.decisions is not None
    sums: dict[str, float] = {}
    for place in places.tolist():
        material = _of(allocation.case, place)
        amount = float(allocation.decisions.order[place].sum())
        sums[material] = sums.get(material, 0.0) + amount
    return sums


def _said(amounts: Mapping[str, float], voice: Voice) -> str:
    """``10 t of y``, by material."""
    return ", ".join(
        voice.say(
            _AMOUNT,
            quantity=speak.quantity(amount, voice.case.material[material].unit),
            material=voice.material(material),
        )
        for material, amount in sorted(amounts.items())
    )
