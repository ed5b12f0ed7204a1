"""What a Monte Carlo finds, and the same as plain data for other programs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.case import Case
from planner.outcomes.point import Axis, Point
from planner.study.points.result import found_json


@dataclass(frozen=True)
class MonteCarloFound:
    """All swept inputs drawn at once by Latin hypercube, evenly between low and high.

    ``correlations``: label -> Spearman's rank correlation with the objective (None: not known, a
    constant). ``percentiles`` of the objective over the optimal points.
    """

    case: Case
    base: Point
    axes: tuple[Axis, ...]
    """Label and (low, high) of each input."""
    points: tuple[Point, ...]
    correlations: Mapping[str, float | None]
    percentiles: Mapping[int, float]
    seed: int
    run: dict[str, Any] = field(default_factory=dict)


def monte_carlo_json(study: MonteCarloFound) -> dict[str, Any]:
    """The inputs with their ranges, and what their draws say together."""
    return {
        **found_json(study),
        "inputs": [{"label": a.label, "low": a.values[0], "high": a.values[1]} for a in study.axes],
        "correlations": dict(study.correlations),
        "percentiles": {str(p): value for p, value in study.percentiles.items()},
        "seed": study.seed,
    }
