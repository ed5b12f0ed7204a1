"""What a tornado finds, and the same as plain data for other programs."""

from dataclasses import dataclass, field
from typing import Any

from models.case import Case
from planner.outcomes.point import Point
from planner.study.points.result import found_json


@dataclass(frozen=True)
class Bar:
    """One input of a tornado: plans with it lowered and raised. ``swing``: largest change of cost.

    ``what`` names the input in Korean and English.
    """

    label: str
    what_ko: str
    what_en: str
    low: Point
    high: Point
    low_value: float
    high_value: float


@dataclass(frozen=True)
class TornadoFound:
    """Every main input lowered and raised by ``by``; the most telling first."""

    case: Case
    base: Point
    by: float
    bars: tuple[Bar, ...]
    run: dict[str, Any] = field(default_factory=dict)

    @property
    def points(self) -> tuple[Point, ...]:
        """Every point, low then high of each bar."""
        return tuple(p for bar in self.bars for p in (bar.low, bar.high))


def tornado_json(study: TornadoFound) -> dict[str, Any]:
    """Each bar with the costs at both ends, and the names of their points."""
    return {
        **found_json(study),
        "by": study.by,
        "bars": [
            {
                "label": bar.label,
                "low_value": bar.low_value,
                "high_value": bar.high_value,
                "low": bar.low.objective,
                "high": bar.high.objective,
                "points": [bar.low.name, bar.high.name],
            }
            for bar in study.bars
        ],
    }
