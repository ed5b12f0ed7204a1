"""What a tornado finds, and the same as plain data for other programs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from models.case import Case
from models.edit import Edit
from planner.outcomes.point import Point
from planner.study.points.result import found_json


@dataclass(frozen=True)
class Bar:
    """One input of a tornado: plans with it lowered and raised.

    ``label`` is what is edited, ``edits`` the same to be given a value; ``what`` names the input in
    Korean and English.
    """

    label: str
    what_ko: str
    what_en: str
    low: Point
    high: Point
    low_value: float
    high_value: float
    edits: tuple[Edit, ...] = ()

    @property
    def typed(self) -> dict[str, list[str]]:
        """What is typed, each after a ``--set`` of its own, for the ends ``low`` and ``high``."""
        ends = {"low": self.low_value, "high": self.high_value}
        return {end: [edit.to(at).phrase for edit in self.edits] for end, at in ends.items()}


def swing(bar: Bar, base: Point) -> float | None:
    """The largest change of cost that is known, up or down; None if there is none."""
    if base.objective is None:
        return None
    costs = (bar.low.objective, bar.high.objective)
    return max((abs(cost - base.objective) for cost in costs if cost is not None), default=None)


def ranked(bars: Iterable[Bar], base: Point) -> tuple[Bar, ...]:
    """Bars with an end without a plan first, for that outweighs any money; then by swing."""

    def rank(bar: Bar) -> tuple[bool, float, str]:
        broken = None in (bar.low.objective, bar.high.objective)
        return not broken, -(swing(bar, base) or 0.0), bar.label

    return tuple(sorted(bars, key=rank))


@dataclass(frozen=True)
class TornadoFound:
    """Every main input lowered and raised by ``by``; the most telling first (see ``ranked``)."""

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
                "set": bar.typed,
                "low_value": bar.low_value,
                "high_value": bar.high_value,
                "low": bar.low.objective,
                "high": bar.high.objective,
                "points": [bar.low.name, bar.high.name],
            }
            for bar in study.bars
        ],
    }
