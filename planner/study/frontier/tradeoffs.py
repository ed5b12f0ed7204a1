"""Points of a frontier among themselves: which are beaten, what safety costs, where it begins to.

A point is beaten if another costs no more and is nowhere less safe. What the next unit of safety
costs is told along one measure, everything else being asked alike.
"""

import dataclasses
import math
from collections.abc import Mapping, Sequence

import numpy as np

from planner.study.frontier.found import TradedMeasure, TradeOff

SAME = 1e-7
"""Relative: amounts this near each other are the same."""
BEND = 0.01
"""A knee lies at least this far off the straight line, where cost and safety both run to 1."""


def front(
    trades: Sequence[TradeOff], measures: Sequence[TradedMeasure]
) -> tuple[list[TradeOff], list[TradeOff]]:
    """Those that no other beats in everything, from cheap to safe; and the rest."""
    scores = [_scores(trade, measures) for trade in trades]
    kept: list[TradeOff] = []
    beaten: list[TradeOff] = []
    for i, trade in enumerate(trades):
        worse = any(
            _beats(scores[j], scores[i]) or (j < i and _equals(scores[j], scores[i]))
            for j in range(len(trades))
            if j != i
        )
        (beaten if worse else kept).append(trade)
    kept.sort(key=_cost)
    return kept, beaten


def with_marginals(
    trades: Sequence[TradeOff], measures: Sequence[TradedMeasure], labels: Mapping[str, str]
) -> list[TradeOff]:
    """Cost of the next unit of safety: to the next safer point that asks the same of all else.

    ``labels``: text of each measure -> label of the edit that asks for it.
    """
    found = []
    for trade in trades:
        prices = {}
        for one in measures:
            others = [label for text, label in labels.items() if text != one.text]
            safer = [other for other in trades if _only_safer(trade, other, one, others)]
            prices[one.text] = _marginal(trade, safer, one)
        found.append(dataclasses.replace(trade, marginal=prices))
    return found


def with_knee(
    trades: Sequence[TradeOff], measures: Sequence[TradedMeasure]
) -> tuple[TradeOff, ...]:
    """Mark where safety begins to cost more: the point farthest below the line between the ends."""
    if len(measures) != 1 or len(trades) < 4:
        return tuple(trades)
    cost = np.array([_cost(trade) for trade in trades])
    safe = np.array([-_scores(trade, measures)[1] for trade in trades])
    if np.ptp(cost) <= 0 or np.ptp(safe) <= 0:
        return tuple(trades)
    below = (safe - safe.min()) / np.ptp(safe) - (cost - cost.min()) / np.ptp(cost)
    knee = int(np.argmax(below)) if below.max() > BEND else -1
    return tuple(dataclasses.replace(t, knee=i == knee) for i, t in enumerate(trades))


def _cost(trade: TradeOff) -> float:
    assert trade.point.objective is not None
    return trade.point.objective


def _scores(trade: TradeOff, measures: Sequence[TradedMeasure]) -> list[float]:
    """Cost and measures, less being better."""
    values = [_cost(trade)]
    for one in measures:
        value = trade.reached[one.text]
        sign = 1.0 if one.better == "less" else -1.0
        values.append(math.inf if value is None else sign * value)
    return values


def _beats(one: Sequence[float], other: Sequence[float]) -> bool:
    """Nowhere worse, somewhere better, beyond rounding."""
    nowhere = all(a <= b + SAME * max(abs(b), 1e-6) for a, b in zip(one, other, strict=True))
    somewhere = any(a < b - SAME * max(abs(b), 1e-6) for a, b in zip(one, other, strict=True))
    return nowhere and somewhere


def _equals(one: Sequence[float], other: Sequence[float]) -> bool:
    pairs = zip(one, other, strict=True)
    return all(a == b or abs(a - b) <= SAME * max(abs(b), 1e-6) for a, b in pairs)


def _marginal(trade: TradeOff, safer: Sequence[TradeOff], one: TradedMeasure) -> float | None:
    """Cost per unit of safety to the nearest of the safer points; shares by percent points."""
    if not safer:
        return None
    nearest = min(safer, key=lambda other: _step(trade, other, one))
    units = _step(trade, nearest, one) * (100.0 if one.unit == "points" else 1.0)
    return (_cost(nearest) - _cost(trade)) / units


def _step(trade: TradeOff, other: TradeOff, one: TradedMeasure) -> float:
    """How much safer the other is, in the measure."""
    here, there = trade.reached[one.text], other.reached[one.text]
    if here is None or there is None:
        return -math.inf
    return here - there if one.better == "less" else there - here


def _only_safer(
    trade: TradeOff, other: TradeOff, one: TradedMeasure, others: Sequence[str]
) -> bool:
    mine, theirs = trade.point.edits, other.point.edits
    same = all(mine[label] == theirs[label] for label in others)
    return same and _step(trade, other, one) > SAME
