"""Sweeps: a line or a grid of points, and on a line the values at which suppliers change."""

import dataclasses
from collections.abc import Sequence
from itertools import pairwise, product
from typing import Any

from models.ask.breakpoints import Break
from models.case import Case
from models.columns import as_typed
from models.edit import Edit
from planner.outcomes.point import Axis, Point
from planner.study.points.solver import CHUNK, Ask, Swept, chunks, of_row, points_setup
from planner.study.points.solvers import Gap, Run, base_of, gaps_setup
from planner.study.sweep.found import Breakpoint, SweepFound


def asks_of(name: str, axes: Sequence[Swept]) -> tuple[Ask, ...]:
    """Every combination of values, the last axis running fastest."""
    return tuple(
        Ask(
            f"{name}={'; '.join(as_typed(value) for value in values)}",
            tuple(edit.to(value) for (edit, _), value in zip(axes, values, strict=True)),
        )
        for values in product(*(values for _, values in axes))
    )


def study_sweep(
    name: str, case: Case, axes: Sequence[Swept], run: Run, gap: float = 1e-3
) -> SweepFound:
    """Plan at every value; on a line look for the exact values at which suppliers change."""
    asks = asks_of(name, axes)
    along = len(axes[-1][1])
    parts = [c for i in range(0, len(asks), along) for c in chunks(asks[i : i + along], CHUNK)]
    base = base_of(case, run, gap)
    rows = run(f"points {name}", points_setup(case, gap), parts)
    points = tuple(of_row(row) for row in rows if row is not None)
    found: tuple[Breakpoint, ...] = ()
    whole = len(points) == len(asks)
    if len(axes) == 1 and whole and not any(point.mean is not None for point in points):
        found = _breakpoints(name, case, axes[0][0], points, run)
    labels = list(asks[0].labels)
    return SweepFound(
        name=name,
        case=case,
        base=base,
        axes=tuple(Axis(label, values) for label, (_, values) in zip(labels, axes, strict=True)),
        points=points,
        breakpoints=found,
    )


def _breakpoints(
    name: str, case: Case, edit: Edit, points: Sequence[Point], run: Run
) -> tuple[Breakpoint, ...]:
    along = sorted(points, key=_value)
    gaps = [
        (Gap(edit, _value(one), _value(other)),)
        for one, other in pairwise(along)
        if one.objective is not None
        and other.objective is not None
        and one.suppliers != other.suppliers
    ]
    rows = run(f"changes {name}", gaps_setup(case), gaps) if gaps else []
    found = [_change(one) for row in rows if row is not None for one in row["breaks"]]
    return tuple(_breakpoint(one) for one in merged(found))


def _change(row: Sequence[Any]) -> Break:
    """A change of suppliers from a row of ``GapSolver``."""
    value, before, after, *rest = row
    return Break(value, frozenset(before), frozenset(after), *rest)


def _value(point: Point) -> float:
    """Where on its line a point stands: it has one edit."""
    (value,) = point.edits.values()
    return float(value)


def merged(changes: Sequence[Break]) -> list[Break]:
    """Changes at one value as one: at a tie the plan of a point may be a mix of both sides'."""
    found: list[Break] = []
    for here in changes:
        if found and here.value - found[-1].value <= max(here.width, found[-1].width):
            last = found.pop()
            here = dataclasses.replace(  # noqa: PLW2901
                last, after=here.after, exact=last.exact and here.exact,
                width=max(last.width, here.width),
            )  # fmt: skip
        found.append(here)
    return [one for one in found if one.before != one.after]


def _breakpoint(change: Break) -> Breakpoint:
    return Breakpoint(
        change.value,
        tuple(sorted(change.after - change.before)),
        tuple(sorted(change.before - change.after)),
        change.objective,
        change.exact,
        change.width,
    )
