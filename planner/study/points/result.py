"""Studies as plain data, for other programs: numbers unrounded, ids as typed."""

import dataclasses
from collections.abc import Sequence
from typing import Any

from planner.outcomes.studies import (
    Frontier,
    MonteCarlo,
    Point,
    Room,
    Scenarios,
    Study,
    Sweep,
    Tornado,
    Trade,
)

PLAIN = (
    "name", "edits", "status", "objective", "cost", "quantities", "shares", "look_through",
    "shortage", "short", "cover_min", "mean", "cvar", "message",
)  # fmt: skip
CONFLICT = ("kind", "subject", "period", "bound", "relax", "unit", "policy")


def point_json(point: Point) -> dict[str, Any]:
    """One point; ``reason`` lists the promises in conflict where there is no plan."""
    row = {name: getattr(point, name) for name in PLAIN}
    row["cost"] = dict(point.cost) or None
    row["reason"] = [{k: getattr(c, k) for k in CONFLICT} for c in point.conflicts]
    return row


def study_json(study: Study | Sequence[Sweep], run: dict[str, Any]) -> dict[str, Any]:
    """Any study, or all sweeps of a workbook, with what it was made by."""
    if isinstance(study, Scenarios):
        found = _scenarios(study)
    elif isinstance(study, Tornado):
        found = _tornado(study)
    elif isinstance(study, MonteCarlo):
        found = _monte_carlo(study)
    elif isinstance(study, Frontier):
        found = _frontier(study)
    elif isinstance(study, Room):
        found = _room(study)
    else:
        found = _sweeps((study,) if isinstance(study, Sweep) else study)
    return {**found, "run": run}


def _points(points: Sequence[Point]) -> list[dict[str, Any]]:
    return [point_json(point) for point in points]


def _scenarios(study: Scenarios) -> dict[str, Any]:
    return {
        "points": _points(study.points),
        "currency": study.case.settings.currency,
        "names": list(study.names),
        "lived": [list(row) for row in study.lived],
        "regret": [list(row) for row in study.regret],
        "broken": [[list(cell) for cell in row] for row in study.broken],
        "least_regret": study.least_regret,
    }


def _sweeps(studies: Sequence[Sweep]) -> dict[str, Any]:
    return {
        "points": [row for study in studies for row in _points(study.points)],
        "base": point_json(studies[0].base),
        "currency": studies[0].case.settings.currency,
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


def _tornado(study: Tornado) -> dict[str, Any]:
    return {
        "points": _points(study.points),
        "base": point_json(study.base),
        "currency": study.case.settings.currency,
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


def _monte_carlo(study: MonteCarlo) -> dict[str, Any]:
    return {
        "points": _points(study.points),
        "base": point_json(study.base),
        "currency": study.case.settings.currency,
        "inputs": [{"label": a.label, "low": a.values[0], "high": a.values[1]} for a in study.axes],
        "correlations": dict(study.correlations),
        "percentiles": {str(p): value for p, value in study.percentiles.items()},
        "seed": study.seed,
    }


def _frontier(study: Frontier) -> dict[str, Any]:
    return {
        "points": [_trade(trade) for trade in study.trades],
        "base": point_json(study.base),
        "currency": study.case.settings.currency,
        "measures": [dataclasses.asdict(measure) for measure in study.measures],
        "dominated": _points(study.dominated),
    }


def _trade(trade: Trade) -> dict[str, Any]:
    return {
        **point_json(trade.point),
        "asked": dict(trade.asked),
        "reached": dict(trade.reached),
        "marginal": dict(trade.marginal),
        "knee": trade.knee,
    }


def _room(study: Room) -> dict[str, Any]:
    return {
        "points": _points(study.points),
        "base": point_json(study.base),
        "currency": study.case.settings.currency,
        "within": study.within,
        "ranges": [dataclasses.asdict(one) for one in study.ranges],
        "turnings": [dataclasses.asdict(one) for one in study.turnings],
    }
