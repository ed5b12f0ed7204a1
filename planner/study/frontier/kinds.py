"""What can be traded against cost: how each kind of measure is written, drawn and stepped along."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from planner.explain.phrases import POINT
from planner.words import Words


@dataclass(frozen=True)
class TradedKind:
    """``unit`` of its values (empty: the plan's currency), cell ``style``, number format ``axis``.

    ``better``: which way is safer. ``step``: what the price of more safety is told for, in words;
    ``step_size``: how many units of a marginal price (a point, an HHI point, a period, a unit of
    money) that step holds.
    """

    unit: str
    style: str
    axis: str
    step: Words
    step_size: float
    better: Literal["less", "more"] = "less"


KINDS: Mapping[str, TradedKind] = {
    "share": TradedKind("points", "whole_percent", "0%", POINT, 1.0),
    "hhi": TradedKind("HHI", "n0", "#,##0", Words("HHI 100", "100 HHI points"), 100.0),
    "cover": TradedKind("periods", "n2", "0.0", Words("1{}", "1 {}"), 1.0, "more"),
    "cvar": TradedKind("", "n0", "#,##0", Words("{}", "{}"), 1e6),
}
