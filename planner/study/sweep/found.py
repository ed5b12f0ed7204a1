"""What a sweep finds, and the same as plain data for other programs."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from models.case import Case
from planner.outcomes.point import Axis, Point
from planner.study.points.result import found_json, points_json


@dataclass(frozen=True)
class Breakpoint:
    """A value of a one-way sweep at which the set of suppliers changes.

    ``exact``: found as the crossing of two plans' costs; else enclosed by bisection to ``width``.
    """

    value: float
    entering: tuple[str, ...]
    leaving: tuple[str, ...]
    objective: float
    exact: bool
    width: float


@dataclass(frozen=True)
class SweepFound:
    """One sweep: a line (one axis) or a grid (two or more), points row-major over the axes."""

    name: str
    case: Case
    base: Point
    axes: tuple[Axis, ...]
    points: tuple[Point, ...]
    breakpoints: tuple[Breakpoint, ...] = ()
    warnings: tuple[str, ...] = ()
    run: dict[str, Any] = field(default_factory=dict)


def sweeps_json(studies: Sequence[SweepFound]) -> dict[str, Any]:
    """All sweeps of a workbook: their points one after the other."""
    return {
        **found_json(studies[0]),
        "points": [row for study in studies for row in points_json(study.points)],
        "warnings": list(studies[0].warnings),
        "sweeps": [
            {
                "name": study.name,
                "axes": [{"label": a.label, "values": list(a.values)} for a in study.axes],
                "points": [point.name for point in study.points],
                "breakpoints": [dataclasses.asdict(b) for b in study.breakpoints],
            }
            for study in studies
        ],
    }
