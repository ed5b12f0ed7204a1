"""A one-way sweep of prices over the Korean case: the planner, PuLP, linopy and bare HiGHS.

    python benchmarks/sweep.py [--points 1000] [--sample 10]

All Chinese prices go from 0.8 to 1.6 times their own. Everybody solves the same program at the same
values, chunk by chunk in turns, so that ratios hold whatever else the machine does meanwhile; PuLP
and linopy, which build and solve each point from nothing, a sample of the points. All must find the
same optima, and the planner the very plans that it makes of single cases. Needs
``pip install linopy``. Results are printed and kept in ``benchmarks/results``.
"""

import argparse
import datetime
import os
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import sweep_in_linopy
import sweep_in_pulp
from sweep_in_highs import Bare
from sweep_program import PRICES, Swept, korean_case

from models.allocate import allocate
from planner.study.points.ledger import RunLedger
from planner.study.points.processes import cores
from planner.study.points.runner import How, Runner
from planner.study.points.solver import Ask, PointSolver, chunks, points_setup
from planner.study.sweep.solve import asks_of

HERE = Path(__file__).parent
PLANNER, BARE = "planner, one process", "bare HiGHS"
LOOSE = "bare HiGHS without the concentration limits"
"""An easier program than the planner's, for comparison only: its optima are lower."""
OTHERS: dict[str, Callable[..., float]] = {
    "PuLP with HiGHS": sweep_in_pulp.solve,
    "linopy, its default (file)": partial(sweep_in_linopy.solve, io_api="lp"),
    "linopy, direct": partial(sweep_in_linopy.solve, io_api="direct"),
}
GOALS = {
    "PuLP with HiGHS": (30.0, "at least"),
    "linopy, its default (file)": (100.0, "at least"),
    BARE: (0.5, "at least"),
    LOOSE: (0.5, "at least"),
}
"""How many times as long as the planner each should take; within 2 times of HiGHS is half."""
SAME_AFRESH = 1e-9
SAME_OUTSIDE = 1e-6
"""Relative: concentration limits are met to a tolerance of their own."""
SAME_QUANTITY = 1e-6


@dataclass
class Clock:
    """Seconds of one contender, one entry per piece of work and the points in it."""

    points: list[int] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    def time(self, points: int, work: Callable[[], Any]) -> Any:
        """Do some work on so many points."""
        wall, processor = time.perf_counter(), time.process_time()
        found = work()
        self.processor.append(time.process_time() - processor)
        self.wall.append(time.perf_counter() - wall)
        self.points.append(points)
        return found

    def each(self, kind: str) -> float:
        """Seconds a point takes: the mean over all points, or where single ones were sampled the
        median."""
        seconds = getattr(self, kind)
        if max(self.points) == 1:
            return median(seconds)
        return sum(seconds) / sum(self.points)


def measure(swept: Swept, sample: int) -> tuple[dict[str, Clock], float]:
    """Everybody's clock, and the seconds on the wall a point takes with all cores."""
    asks = asks_of("prices", [(PRICES, swept.values)])
    parts = chunks(asks)
    clocks = {name: Clock() for name in (PLANNER, BARE, LOOSE, *OTHERS)}
    solver, bare = PointSolver(swept.case, 1e-3), _Repeated(swept, clocks[BARE])
    loose = _Repeated(swept.without_tangents(), clocks[LOOSE])
    every = max(len(parts) // sample, 1)
    rows: list[dict[str, Any]] = []
    for number, part in enumerate(parts):
        values = swept.values[len(rows) : len(rows) + len(part)]
        found = clocks[PLANNER].time(len(part), partial(solver, part))
        rows += found
        for row, optimum, lower in zip(found, bare(values), loose(values), strict=True):
            agree(BARE, row, optimum, SAME_OUTSIDE)
            assert lower <= optimum * (1 + SAME_OUTSIDE), row["name"]
        if number % every == 0:
            at = len(part) // 2
            for name, solve in OTHERS.items():
                work = partial(solve, swept.program, swept.arrays(values[at]))
                agree(name, found[at], clocks[name].time(1, work), SAME_OUTSIDE)
            like_afresh(swept, values[at], found[at])
    return clocks, with_all_cores(swept, parts, rows)


class _Repeated:
    """Bare HiGHS, handed the program once, and its clock."""

    def __init__(self, swept: Swept, clock: Clock) -> None:
        first = swept.arrays(swept.values[0])
        self.swept, self.clock = swept, clock
        self.bare = clock.time(0, partial(Bare, first, swept.moving))

    def __call__(self, values: Sequence[float]) -> list[float]:
        """The optima at some values; laying out their numbers beforehand is not counted."""
        programs = [self.swept.arrays(value) for value in values]
        return self.clock.time(len(values), lambda: [self.bare.solve(p)[0] for p in programs])


def with_all_cores(
    swept: Swept, parts: Sequence[tuple[Ask, ...]], rows: list[dict[str, Any]]
) -> float:
    """Seconds on the wall, start of the processes included; the rows must be the same ones."""
    began = time.perf_counter()
    with RunLedger.start(None, {}, {}) as ledger, Runner(ledger, How()) as runner:
        found = runner.run("points", points_setup(swept.case), parts)
    seconds = time.perf_counter() - began
    for row, again in zip(rows, found, strict=True):
        assert again is not None and row["objective"] == again["objective"], row["name"]
    return seconds / len(rows)


def agree(name: str, row: dict[str, Any], optimum: float, same: float) -> None:
    """Stop if somebody finds another optimum than the planner, or the audit does not pass."""
    ours = row["objective"]
    if row["status"] != "optimal" or not row["checked"]:
        raise SystemExit(f"planner, {row['name']}: {row['status']} {row['message']}")
    if abs(ours - optimum) > same * abs(optimum):
        raise SystemExit(f"{row['name']}: {name} finds {optimum!r}, the planner {ours!r}")


def like_afresh(swept: Swept, value: float, row: dict[str, Any]) -> None:
    """Stop if a point is another plan than that of its case made by itself."""
    alone = allocate(swept.case_at(value))
    assert alone.objective is not None and alone.decisions is not None
    agree("a case by itself", row, alone.objective, SAME_AFRESH)
    bought: dict[tuple[str, str], float] = {}
    for offer, order in zip(alone.case.offers, alone.decisions.order.sum(axis=1), strict=True):
        key = offer.supplier, offer.material
        bought[key] = bought.get(key, 0.0) + float(order)
    here = {(line[0], line[2]): line[3] for line in row["bought"]}
    largest = max(bought.values())
    for key, quantity in bought.items():
        if abs(here.get(key, 0.0) - quantity) > SAME_QUANTITY * largest:
            raise SystemExit(f"{row['name']}: {key} {here.get(key)!r}, by itself {quantity!r}")


def report(swept: Swept, clocks: dict[str, Clock], all_cores: float) -> str:
    """Everything as one page."""
    points = len(swept.values)
    ours = {kind: clocks[PLANNER].each(kind) for kind in ("processor", "wall")}
    arrays = swept.arrays(swept.values[0])
    lines = [
        f"# Sweep of prices, {datetime.date.today()}",
        "",
        f"Korean case, all Chinese prices times {swept.values[0]:g} to {swept.values[-1]:g}, "
        f"{points:,} points. {arrays.matrix.shape[1]:,} columns, {arrays.matrix.shape[0]:,} rows "
        f"({swept.tangents.shape[0]} of them tangents of concentration limits), "
        f"{arrays.matrix.nnz:,} entries. Python {platform.python_version()}, "
        f"{platform.machine()}, {cores()} of {os.cpu_count()} processors.",
        "",
        "The planner's time includes the edits, the tie-break, the audit and the sums; that of "
        "PuLP and linopy building and solving, from arrays that are ready; that of bare HiGHS (one "
        "thread, its default options, the program handed over once) the new costs and "
        "coefficients, the run and the columns. PuLP, linopy and bare HiGHS are given the tangents "
        "that the planner finds on its way.",
        "",
        "| | points measured | ms of the processor each | ms on the wall each | times ours, "
        "processor | times ours with all cores, wall |",
        "|---|---|---|---|---|---|",
    ]
    for name, clock in clocks.items():
        processor, wall = clock.each("processor"), clock.each("wall")
        lines.append(
            f"| {name} | {sum(clock.points):,} | {1e3 * processor:.2f} | {1e3 * wall:.2f} | "
            f"{processor / ours['processor']:.2f} | {wall / all_cores:.2f} |"
        )
    lines += [
        f"| planner, all cores | {points:,} | | {1e3 * all_cores:.2f} | | 1.00 |",
        "",
        "| goal: takes times as long as the planner | one process | all cores | goal | |",
        "|---|---|---|---|---|",
    ]
    for name, (goal, sense) in GOALS.items():
        alone = clocks[name].each("processor") / ours["processor"]
        together = clocks[name].each("wall") / all_cores
        met = "met" if alone >= goal else "met with all cores" if together >= goal else "missed"
        lines.append(f"| {name} | {alone:.2f} | {together:.2f} | {sense} {goal:g} | {met} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print, keep."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--points", type=int, default=1000)
    words.add_argument("--sample", type=int, default=10)
    asked = words.parse_args()
    swept = Swept.of(korean_case(), asked.points)
    page = report(swept, *measure(swept, asked.sample))
    print(page)
    kept = HERE / "results" / f"{datetime.date.today()}-sweep.md"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
