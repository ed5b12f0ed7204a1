"""What the loss of each supplier comes to."""

from dataclasses import dataclass, field
from typing import Any

from models.case import Case
from planner.outcomes.point import Point


@dataclass(frozen=True)
class WithoutFound:
    """The plan as it is, and one without each supplier, named after it."""

    case: Case
    base: Point
    points: tuple[Point, ...]
    run: dict[str, Any] = field(default_factory=dict)
