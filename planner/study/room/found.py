"""What room finds, and the same as plain data for other programs."""

import dataclasses
from dataclasses import dataclass, field
from typing import Any, Literal

from models.case import Case
from planner.outcomes.point import Point
from planner.study.points.result import found_json


@dataclass(frozen=True)
class Range:
    """Least and most that is ordered from a supplier or country in plans within the allowance.

    ``kind``: supplier or country. ``now`` is the plan's. In ``unit``; a country's range is in
    tonnes of oxide equivalent where its materials differ.
    """

    kind: Literal["supplier", "country"]
    name: str
    unit: str
    least: float
    now: float
    most: float


@dataclass(frozen=True)
class Turning:
    """The price at which an offer enters or leaves the plan.

    ``used``: whether the plan orders it now. ``price`` is the mean price over its orderable
    periods, per ``price_per`` in the offer's own currency; ``change`` what must be added to it in
    every period (negative: a cut). ``never`` says why it does not turn: empty, ``free`` (does
    not enter even at 0), ``held`` (its own terms make it stay), ``needed`` (nothing replaces it),
    ``floor`` (its price floor keeps it out), ``spent`` (a limit on spend moves with its price, and
    no one price was found at which it turns).
    """

    offer: str
    supplier: str
    material: str
    currency: str
    price_per: str
    used: bool
    price: float
    change: float | None
    never: str = ""


@dataclass(frozen=True)
class RoomFound:
    """What can be traded away: near-optimal ranges, and the prices at which offers turn."""

    case: Case
    base: Point
    within: float
    ranges: tuple[Range, ...]
    turnings: tuple[Turning, ...]
    extremes: tuple[Point, ...] = ()
    """The plans at the ends of the ranges, named ``lynas least``, ``lynas most``."""
    run: dict[str, Any] = field(default_factory=dict)

    @property
    def points(self) -> tuple[Point, ...]:
        """The plans at the ends of the ranges."""
        return self.extremes


def room_json(study: RoomFound) -> dict[str, Any]:
    """Ranges and turning prices; the points are the plans at the ends of the ranges."""
    return {
        **found_json(study),
        "within": study.within,
        "ranges": [dataclasses.asdict(one) for one in study.ranges],
        "turnings": [dataclasses.asdict(one) for one in study.turnings],
    }
