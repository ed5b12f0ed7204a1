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
    ``replayed``: cost of the plan of ``names[i]`` when scenario ``names[j]`` comes true: its orders
    before that is known (period ``known[j]``, 0: from the start) stand, all else is decided anew;
    None where its promises cannot be kept, or where there is no such plan. ``regret[i][j]``: that
    less the least cost of scenario j. ``broken``: hard limits that those orders break in that
    scenario; ``dropped`` the part of them that it makes impossible. ``premium``: what plan i costs
    more than the base if its orders stand until its own scenario is known and nothing comes.
    """

    case: Case
    points: tuple[Point, ...]
    notes: Mapping[str, str]
    """What the workbook's note column says of each scenario."""
    names: tuple[str, ...]
    replayed: tuple[tuple[float | None, ...], ...]
    regret: tuple[tuple[float | None, ...], ...]
    broken: tuple[tuple[tuple[str, ...], ...], ...]
    dropped: tuple[tuple[float, ...], ...]
    premium: tuple[float | None, ...]
    known: tuple[int, ...]
    least_regret: str
    """The plan whose largest regret is least; empty if every plan fails somewhere."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Names of scenarios for people, in the language of the results."""
    run: dict[str, Any] = field(default_factory=dict)

    @property
    def surprises(self) -> bool:
        """Whether any scenario is known only after the start."""
        return any(self.known)

    def known_from(self, name: str) -> str:
        """The period from which on a scenario is known, as printed; empty: from the start."""
        known = self.known[self.names.index(name)] if name in self.names else 0
        return self.case.calendar.label(known) if known else ""

    def surprise(self, name: str) -> float | None:
        """What a scenario costs who planned for none: the base's orders stand until it is known."""
        base = self.points[0].name if self.points else ""
        if name not in self.names or base not in self.names:
            return None
        return self.replayed[self.names.index(base)][self.names.index(name)]


def scenarios_json(study: ScenariosFound) -> dict[str, Any]:
    """Costs and regrets as lists in the order of ``names``."""
    return {
        "points": [
            {**row, "surprise": study.surprise(row["name"])} for row in points_json(study.points)
        ],
        "currency": study.case.settings.currency,
        "measured_by": measured_by(study.case),
        "names": list(study.names),
        "lived": [list(row) for row in study.replayed],
        "regret": [list(row) for row in study.regret],
        "dropped": [list(row) for row in study.dropped],
        "premium": list(study.premium),
        "known_from": [study.case.calendar.label(known) for known in study.known],
        "broken": [[list(cell) for cell in row] for row in study.broken],
        "least_regret": study.least_regret,
    }
