"""Points as plain data, for other programs: numbers unrounded, ids as typed."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from models.case import Case
from planner.outcomes.point import Point, StartedFound, share_weight

PLAIN = (
    "name", "edits", "status", "objective", "cost", "quantities", "shares", "look_through",
    "shortage", "short", "cover_min", "mean", "cvar", "message",
)  # fmt: skip


def point_json(point: Point) -> dict[str, Any]:
    """One point; ``reason`` lists the promises in conflict where there is no plan."""
    row = {name: getattr(point, name) for name in PLAIN}
    row["cost"] = dict(point.cost) or None
    row["reason"] = [asdict(conflict) for conflict in point.conflicts]
    return row


def points_json(points: Sequence[Point]) -> list[dict[str, Any]]:
    """Points in their order."""
    return [point_json(point) for point in points]


def measured_by(case: Case) -> dict[str, str]:
    """What the shares of the points are parts of: ``quantity``, ``spend`` or ``reo``."""
    return {"shares": share_weight(case), "look_through": "reo"}


def found_json(study: StartedFound) -> dict[str, Any]:
    """What studies that start from a base say: their points, the base, and the currency."""
    return {
        "points": points_json(study.points),
        "base": point_json(study.base),
        "currency": study.case.settings.currency,
        "measured_by": measured_by(study.case),
    }
