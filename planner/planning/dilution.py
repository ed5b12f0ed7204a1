"""What is bought though nobody needs it, only so that a limit on shares is met.

A share counts what is ordered, needed or not, so a cheap material that nobody uses can make room
for more of another. Such a plan is the cheapest one; the reader must know what it rests on.
"""

import dataclasses
from collections.abc import Callable

import numpy as np

from models.allocate import Allocation
from models.case import Case, Limit
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
    "쓰는 곳이 없는데도 한도 '{limit}' 때문에만 사는 것: {amounts} (사지 않으면 {without}).",
    "{amounts} are bought only to meet limit {limit} ({without} without).",
)
_AMOUNT = Words("{material} {quantity}", "{quantity} of {material}")
_NO_PLAN = Words("계획 없음", "no plan")
_COUNTED = ("share", "hhi", "average")
"""Measures that something bought for nothing can dilute."""


def dilution(
    allocation: Allocation,
    lines: tuple[LimitLine, ...],
    again: Callable[[Case], Allocation],
    language: Language,
) -> tuple[Notice, ...]:
    """Say what is bought only to dilute, which limit asks for it, and the cost without it.

    ``again`` solves a case as this one was solved. It is called only if something is bought of a
    material that is neither needed, used nor stored while a limit that counts it binds.
    """
    case, idle = allocation.case, _idle(allocation)
    limit = next((limit for limit in _binding(case, lines) if _counts(case, limit, idle)), None)
    if limit is None or allocation.objective is None:
        return ()
    other = again(_without(case, idle))
    # What one is paid for buying is not bought for the limit.
    if other.objective is not None and other.objective <= allocation.objective * (1 + 1e-9):
        return ()
    voice = Voice.of(case, language)
    cost = _NO_PLAN.to(language) if other.objective is None else voice.money(other.objective)
    amounts = _amounts(allocation, idle, voice)
    words = _ONLY_FOR.filled(amounts=amounts, limit=limit.limit, without=cost)
    return (notice("W721", words, language, "dilution"),)


def _idle(allocation: Allocation) -> Array:
    """Places of the offers that are ordered, though not owed, of materials nobody needs."""
    case, decisions = allocation.case, allocation.decisions
    assert decisions is not None
    used = {row.material for row in case.recipes if row.per_run < 0}
    needed = case.demanded | used | {pile.material for pile in case.stockpiles}
    bought = decisions.order.sum(axis=1) > 1e-9 * decisions.order.max(initial=0.0)
    chosen = [
        not (o.material in needed or o.min_per_period or o.min_total or o.take_or_pay)
        for o in case.offers
    ]
    return np.flatnonzero(bought & np.array(chosen, dtype=bool))


def _binding(case: Case, lines: tuple[LimitLine, ...]) -> list[Limit]:
    bound = {line.limit for line in lines if line.binding and line.measure in _COUNTED}
    return [limit for limit in case.limits if limit.limit in bound]


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


def _amounts(allocation: Allocation, places: Array, voice: Voice) -> str:
    """``10 t of y``, by material."""
    case, decisions = allocation.case, allocation.decisions
    assert decisions is not None
    sums: dict[str, float] = {}
    for place in places.tolist():
        material = case.offers[place].material
        sums[material] = sums.get(material, 0.0) + float(decisions.order[place].sum())
    return ", ".join(
        voice.say(
            _AMOUNT,
            quantity=speak.quantity(amount, case.material[material].unit),
            material=voice.material(material),
        )
        for material, amount in sorted(sums.items())
    )
