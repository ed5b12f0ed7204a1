"""What scenarios find, and the same as plain data for other programs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.case import Case
from planner.outcomes.point import Point
from planner.study.points.result import measured_by, points_json


@dataclass(frozen=True)
class ScenariosFound:
    """Named what-ifs side by side. ``points[0]`` is the base.

    ``names`` are the scenarios that every plan lived through: all, unless Ctrl-C came before.
    ``replayed``: cost of the plan of ``names[i]`` (its orders) when scenario ``names[j]`` comes
    true and everything but its orders is decided anew; None where its promises cannot be kept, or
    where there is no such plan. ``regret[i][j]``: that less the least cost of scenario j.
    ``broken``: hard limits that those orders break in that scenario.
    """

    case: Case
    points: tuple[Point, ...]
    notes: Mapping[str, str]
    """What the workbook's note column says of each scenario."""
    names: tuple[str, ...]
    replayed: tuple[tuple[float | None, ...], ...]
    regret: tuple[tuple[float | None, ...], ...]
    broken: tuple[tuple[tuple[str, ...], ...], ...]
    least_regret: str
    """The plan whose largest regret is least; empty if every plan fails somewhere."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Names of scenarios for people, in the language of the results."""
    run: dict[str, Any] = field(default_factory=dict)


def scenarios_json(study: ScenariosFound) -> dict[str, Any]:
    """Costs and regrets as lists in the order of ``names``."""
    return {
        "points": points_json(study.points),
        "currency": study.case.settings.currency,
        "measured_by": measured_by(study.case),
        "names": list(study.names),
        "lived": [list(row) for row in study.replayed],
        "regret": [list(row) for row in study.regret],
        "broken": [[list(cell) for cell in row] for row in study.broken],
        "least_regret": study.least_regret,
    }
