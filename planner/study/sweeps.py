"""Sweeps: a line or a grid of points, and on a line the values at which suppliers change."""

from collections.abc import Sequence
from itertools import pairwise, product

from models.case import Case
from models.edit import Edit
from planner.studies import Axis, Breakpoint, Point, Sweep
from planner.study.points import CHUNK, Ask, chunks, of_row, points_setup
from planner.study.solvers import Gap, Run, gaps_setup

Swept = tuple[Edit, tuple[float, ...]]


def asks_of(name: str, axes: Sequence[Swept]) -> tuple[Ask, ...]:
    """Every combination of values, the last axis running fastest."""
    return tuple(
        Ask(
            f"{name}={'; '.join(f'{value:g}' for value in values)}",
            tuple(edit.to(value) for (edit, _), value in zip(axes, values, strict=True)),
        )
        for values in product(*(values for _, values in axes))
    )


def base_of(case: Case, run: Run, gap: float, phase: str = "base") -> Point:
    """The case as it is, as a point."""
    rows = run(phase, points_setup(case, gap), [(Ask("base"),)])
    return of_row(rows[0]) if rows[0] else Point("base", {}, "stopped", message="interrupted")


def study_sweep(name: str, case: Case, axes: Sequence[Swept], run: Run, gap: float = 1e-3) -> Sweep:
    """Plan at every value; on a line look for the exact values at which suppliers change."""
    asks = asks_of(name, axes)
    along = len(axes[-1][1])
    parts = [c for i in range(0, len(asks), along) for c in chunks(asks[i : i + along], CHUNK)]
    base = base_of(case, run, gap)
    rows = run(f"points {name}", points_setup(case, gap), parts)
    points = tuple(of_row(row) for row in rows if row is not None)
    found: tuple[Breakpoint, ...] = ()
    if len(axes) == 1 and not any(point.mean is not None for point in points):
        found = _breakpoints(name, case, axes[0], points, run)
    labels = list(asks[0].labels)
    return Sweep(
        name=name,
        case=case,
        base=base,
        axes=tuple(Axis(label, values) for label, (_, values) in zip(labels, axes, strict=True)),
        points=points,
        breakpoints=found,
    )


def _breakpoints(
    name: str, case: Case, axis: Swept, points: Sequence[Point], run: Run
) -> tuple[Breakpoint, ...]:
    edit, values = axis
    along = sorted(zip(values, points, strict=False), key=lambda pair: pair[0])
    gaps = [
        (Gap(edit, low, high),)
        for (low, one), (high, other) in pairwise(along)
        if one.objective is not None
        and other.objective is not None
        and one.suppliers != other.suppliers
    ]
    rows = run(f"changes {name}", gaps_setup(case), gaps) if gaps else []
    return tuple(
        Breakpoint(
            value,
            tuple(sorted(set(after) - set(before))),
            tuple(sorted(set(before) - set(after))),
            objective,
            exact,
            width,
        )
        for row in rows
        if row is not None
        for value, before, after, objective, exact, width in row["breaks"]
    )
