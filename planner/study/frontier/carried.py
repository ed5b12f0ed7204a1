"""Which materials a traded share counts, and whether cheap ones carry it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import numpy as np

from models.case import Case, Limit
from models.program import Array
from models.selector import parse
from models.terms.counted import amount_of, elements_of, lane_of
from models.terms.facts import Facts
from models.terms.origin import Origins
from models.terms.units import in_unit, is_mass, unit_of
from planner.explain import speak
from planner.explain.edit_words import named_some
from planner.explain.voice import Voice
from planner.study.front.cheap import cheap_carriers
from planner.study.frontier.critical import usual_trade
from planner.study.frontier.found import TradedMeasure, TradeOff
from planner.words import Words

_CARRIED = Words(
    "주의: 이 변화의 {moved}는 구매비의 {spent}밖에 되지 않는 값싼 품목이 만듭니다: {names}. "
    "위험이 그만큼 줄었다고 읽지 마세요. 중요한 원소만 보려면 --trade '{trade}'.",
    "Mind: {moved} of this change is made by cheap materials that are {spent} of the spending: "
    "{names}. Do not read it as so much less risk. For a critical element alone: "
    "--trade '{trade}'.",
)
_MOVES = Words("{name} {before} t -> {after} t", "{name} {before} t -> {after} t")


def counted_by_material(case: Case, limit: Limit, order: Array) -> dict[str, float]:
    """What a share's numerator counts of orders (O, T), t by material; nothing where no mass is."""
    if limit.measure != "share" or limit.weight == "spend":
        return {}
    facts, origins = Facts(case), Origins(case)
    below = elements_of(origins, limit).below
    base = origins.lane(parse(limit.among), limit.stage, limit.sense, below)
    places = np.flatnonzero(base).tolist()
    unit = unit_of(case, [case.offers[o].material for o in places], limit.unit)
    if not is_mass(unit):
        return {}
    amount = (amount_of(facts, origins, limit, base).of_order * order).sum(axis=1)
    counted = lane_of(origins, limit) * amount * in_unit(unit, "t")
    found: dict[str, float] = defaultdict(float)
    for o in places:
        found[case.offers[o].material] += float(counted[o])
    return dict(found)


def carried(measure: TradedMeasure, line: list[TradeOff], voice: Voice) -> Iterator[str]:
    """A warning where a share falls along a line mainly by materials that cost next to nothing."""
    first, last = line[0], line[-1]
    one, other = (trade.counted.get(measure.text, {}) for trade in (first, last))
    moved = {m: abs(other.get(m, 0.0) - one.get(m, 0.0)) for m in sorted({*one, *other})}
    spent: Mapping[str, float] = _spending(first, moved)
    found = cheap_carriers(moved, spent)
    if found is None:
        return
    moves = [
        voice.say(
            _MOVES,
            name=voice.material(material),
            before=speak.number(one.get(material, 0.0)),
            after=speak.number(other.get(material, 0.0)),
        )
        for material in found.materials
    ]
    yield voice.say(
        _CARRIED,
        moved=speak.percent(found.moved),
        spent=speak.percent(found.spent),
        names=named_some(moves, voice),
        trade=usual_trade(voice.case),
    )


def _spending(trade: TradeOff, counted: Mapping[str, float]) -> dict[str, float]:
    """What the plan spends on each of the materials that are counted."""
    sums: dict[str, float] = defaultdict(float)
    for row in trade.point.bought:
        if row.material in counted:
            sums[row.material] += row.spend
    return dict(sums)
