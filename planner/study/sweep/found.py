"""What a sweep finds, and the same as plain data for other programs."""

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from models.case import Case
from planner.outcomes.point import Axis, Point
from planner.study.points.result import found_json


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


@dataclass(frozen=True)
class SweepsFound:
    """The sweeps of a workbook, at least one; all of one case."""

    sweeps: tuple[SweepFound, ...]
    run: dict[str, Any] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        """The case that is swept."""
        return self.sweeps[0].case

    @property
    def base(self) -> Point:
        """The case as it is."""
        return self.sweeps[0].base

    @property
    def points(self) -> tuple[Point, ...]:
        """Those of all sweeps, one after the other."""
        return tuple(point for sweep in self.sweeps for point in sweep.points)


def sweeps_json(found: SweepsFound) -> dict[str, Any]:
    """The points of all sweeps, and which of them belong to each."""
    return {
        **found_json(found),
        "warnings": list(found.sweeps[0].warnings),
        "sweeps": [
            {
                "name": sweep.name,
                "axes": [{"label": a.label, "values": list(a.values)} for a in sweep.axes],
                "points": [point.name for point in sweep.points],
                "breakpoints": [dataclasses.asdict(b) for b in sweep.breakpoints],
            }
            for sweep in found.sweeps
        ],
    }
