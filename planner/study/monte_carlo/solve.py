"""All swept inputs drawn at once: how the cost spreads, and which input goes with it."""

import math
from collections.abc import Sequence

import numpy as np
from scipy import stats
from scipy.stats import qmc

from models.case import Case, Settings
from models.edit import Edit, EditError, edited
from models.program import Array
from planner.outcomes.point import Axis, Point
from planner.study.monte_carlo.found import MonteCarloFound
from planner.study.points.solver import CHUNK, Ask, Swept, chunks, of_row, points_setup
from planner.study.points.solvers import Run, base_of

_EMPTY = Case(Settings(start=0, periods=1))

PERCENTILES = (0, 5, 25, 50, 75, 95, 100)


def inputs_of(axes: Sequence[Swept]) -> tuple[tuple[Edit, float, float], ...]:
    """Each input once, with the widest range it is swept over."""
    found: dict[str, tuple[Edit, float, float]] = {}
    for edit, values in axes:
        low, high = min(values), max(values)
        if edit.label in found:
            _, lower, higher = found[edit.label]
            low, high = min(low, lower), max(high, higher)
        found[edit.label] = (edit, low, high)
    return tuple(found.values())


def asks_of(inputs: Sequence[tuple[Edit, float, float]], count: int, seed: int) -> list[Ask]:
    """A Latin hypercube: every input falls once into each of ``count`` equal parts of its range."""
    unit = qmc.LatinHypercube(d=len(inputs), rng=np.random.default_rng(seed)).random(count)
    return [
        Ask(
            f"draw {i + 1}",
            tuple(
                edit.to(_drawn(edit, low, high, part))
                for (edit, low, high), part in zip(inputs, parts.tolist(), strict=True)
            ),
        )
        for i, parts in enumerate(unit)
    ]


def _drawn(edit: Edit, low: float, high: float, part: float) -> float:
    """The value at a part of the range; of whole numbers each is as likely as the next."""
    if not _is_whole(edit):
        return low + part * (high - low)
    return float(math.floor(low + part * (high - low + 1.0)))


def _is_whole(edit: Edit) -> bool:
    """Whether the column takes whole numbers alone: months, and some settings."""
    try:
        edited(_EMPTY, [edit.to(0.5)])
    except EditError as wrong:
        return wrong.reason == "value"
    return False


def study_monte_carlo(
    case: Case, axes: Sequence[Swept], count: int, seed: int, run: Run, gap: float = 1e-3
) -> MonteCarloFound:
    """Plan at every draw. Neighbours are solved one after the other."""
    inputs = inputs_of(axes)
    asks = asks_of(inputs, count, seed)
    base = base_of(case, run, gap)
    order = walk(np.array([[float(e.value) for e in ask.edits] for ask in asks]))
    rows = run("points", points_setup(case, gap), chunks([asks[i] for i in order], CHUNK))
    points: dict[int, Point] = {
        i: of_row(row) for i, row in zip(order, rows, strict=True) if row is not None
    }
    known = tuple(points[i] for i in sorted(points))
    labels = list(asks[0].labels) if asks else []
    return MonteCarloFound(
        case=case,
        base=base,
        axes=tuple(Axis(label, one[1:]) for label, one in zip(labels, inputs, strict=True)),
        points=known,
        correlations={label: _rank_correlation(known, label) for label in labels},
        percentiles=_percentiles(known),
        seed=seed,
    )


def walk(points: Array) -> list[int]:
    """An order in which each point (rows) is followed by the nearest one not yet visited."""
    if len(points) < 2:
        return list(range(len(points)))
    spread = np.ptp(points, axis=0)
    scaled = points / np.where(spread > 0, spread, 1.0)
    left = np.ones(len(points), dtype=bool)
    path = [int(np.argmin(scaled.sum(axis=1)))]
    for _ in range(len(points) - 1):
        left[path[-1]] = False
        away = np.square(scaled - scaled[path[-1]]).sum(axis=1)
        path.append(int(np.argmin(np.where(left, away, np.inf))))
    return path


def _rank_correlation(points: Sequence[Point], label: str) -> float | None:
    """Spearman's, over the points that have a plan; None where one side never moves."""
    pairs = [(p.edits[label], p.objective) for p in points if p.objective is not None]
    values, costs = [float(v) for v, _ in pairs], [float(c) for _, c in pairs]
    if len(pairs) < 3 or len(set(values)) < 2 or len(set(costs)) < 2:
        return None
    return float(stats.spearmanr(values, costs).statistic)


def _percentiles(points: Sequence[Point]) -> dict[int, float]:
    costs = [p.objective for p in points if p.objective is not None]
    return {p: float(np.percentile(costs, p)) for p in PERCENTILES} if costs else {}
