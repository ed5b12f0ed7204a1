"""What a frontier finds, and the same as plain data for other programs."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from models.case import Case
from planner.outcomes.point import Point
from planner.study.points.result import found_json, point_json, points_json


@dataclass(frozen=True)
class TradedMeasure:
    """One thing traded against cost: ``share``, ``hhi``, ``cover`` or ``cvar``.

    ``text`` is what the user wrote; ``better``: which way is safer. ``unit``: ``points`` (percent
    points), ``HHI``, ``periods`` or the currency. ``weight``: what a share or an HHI is measured by
    (quantity, reo, spend; empty for all else).
    """

    text: str
    kind: Literal["share", "hhi", "cover", "cvar"]
    unit: str
    better: Literal["less", "more"]
    weight: str = ""


@dataclass(frozen=True)
class TradeOff:
    """One point of a frontier.

    ``asked``: text of each measure -> the bound it was held to (None: free); ``reached`` -> what
    the plan comes to. ``marginal``: text -> cost of the next unit of safety, from this point to the
    next safer one along that measure (None at the end). ``knee``: where safety begins to cost more.
    """

    point: Point
    asked: Mapping[str, float | None]
    reached: Mapping[str, float | None]
    marginal: Mapping[str, float | None]
    knee: bool = False
    counted: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Text of each share -> material -> what its numerator counts of it, t."""


@dataclass(frozen=True)
class FrontierFound:
    """Plans of which none is both cheaper and safer than another."""

    case: Case
    base: Point
    measures: tuple[TradedMeasure, ...]
    trades: tuple[TradeOff, ...]
    dominated: tuple[Point, ...] = ()
    """Points that were solved and left out: others are as cheap and safer, or they have no plan."""
    run: dict[str, Any] = field(default_factory=dict)

    @property
    def points(self) -> tuple[Point, ...]:
        """The points on the frontier."""
        return tuple(trade.point for trade in self.trades)


def frontier_json(study: FrontierFound) -> dict[str, Any]:
    """Each point with what was asked of it, what it reached, and the price of the next step."""
    return {
        **found_json(study),
        "points": [_trade(trade) for trade in study.trades],
        "measures": [dataclasses.asdict(measure) for measure in study.measures],
        "dominated": points_json(study.dominated),
    }


def _trade(trade: TradeOff) -> dict[str, Any]:
    return {
        **point_json(trade.point),
        "asked": dict(trade.asked),
        "reached": dict(trade.reached),
        "marginal": dict(trade.marginal),
        "knee": trade.knee,
    }
