"""What workers do: one class per kind of task, made once per worker by its ``_setup``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import numpy as np

from models.ask.breakpoints import breaks
from models.ask.replay import Replayer
from models.ask.resolve import Resolver
from models.ask.turning import turn
from models.case import Case
from models.check import Measures
from models.edit import Edit, edited
from models.program import Array
from planner.outcomes.point import Point
from planner.study.points.solver import Ask, PointSolver, as_row, of_row, points_setup

Orders = list[tuple[int, int, float]]
"""(place of the offer, period, quantity); offers as in the case in order."""

Placed = tuple[tuple[int, int, float], ...]
"""The same, not to be changed."""

Row = dict[str, Any]
Solver = Callable[[tuple[Any, ...]], tuple[Row, ...]]


class Run(Protocol):
    """Solves a phase of a study: chunks of tasks, a row per task; None where it was interrupted."""

    def __call__(
        self, phase: str, setup: Callable[[], Solver], chunks: Sequence[tuple[Any, ...]]
    ) -> list[Row | None]:
        """The rows of all tasks, in order."""
        ...


def here(
    phase: str, setup: Callable[[], Solver], chunks: Sequence[tuple[Any, ...]]
) -> list[Row | None]:
    """Solve a phase in this process, nothing kept: for Python and for small studies."""
    solver = setup()
    return [row for chunk in chunks for row in solver(chunk)]


def base_of(case: Case, run: Run, gap: float, phase: str = "base") -> Point:
    """The case as it is, as a point."""
    rows = run(phase, points_setup(case, gap), [(Ask("base"),)])
    return of_row(rows[0]) if rows[0] else Point("base", {}, "stopped", message="interrupted")


class OrderedPointSolver(PointSolver):
    """Points whose orders are wanted too: ``orders`` of each row."""

    def __call__(self, asks: tuple[Ask, ...]) -> tuple[Row, ...]:
        """Solve them; every row has its orders."""
        self.kept: list[Orders] = []
        points = self.points(asks)
        return tuple(
            {**as_row(point), "orders": orders}
            for point, orders in zip(points, self.kept, strict=True)
        )

    def keep(self, order: Array | None, measures: Measures | None) -> None:
        """Remember the orders of the point that is being made."""
        found = [] if order is None else np.argwhere(order > 0).tolist()
        self.kept.append(
            [(o, t, float(order[o, t])) for o, t in found] if order is not None else []
        )


def grid_of(case: Case, orders: Sequence[Sequence[float]]) -> Array:
    """Orders as (offers, periods)."""
    grid = np.zeros((len(case.offers), case.calendar.periods))
    for offer, period, quantity in orders:
        grid[int(offer), int(period)] += quantity
    return grid


@dataclass(frozen=True)
class Fate:
    """A case that comes true, and the plans that are replayed in it (their orders).

    ``known``: the period from which on it is known; what is ordered before stands. ``own``: the
    orders of the case's own plan, which with risk are followed from then on.
    """

    edits: tuple[Edit, ...]
    known: int
    plans: tuple[Placed | None, ...]
    own: Placed | None = None


class FateSolver:
    """Replays plans in cases."""

    def __init__(self, case: Case) -> None:
        self.case = case.in_order()

    def __call__(self, fates: tuple[Fate, ...]) -> tuple[Row, ...]:
        """For each case the cost of every plan (None: it cannot be replayed) and what it breaks.

        ``dropped``: the part of its orders that fell away.
        """
        return tuple(self._replayed(fate) for fate in fates)

    def _replayed(self, fate: Fate) -> Row:
        replayer = Replayer(edited(self.case, fate.edits), fate.known)
        replays = [
            None if orders is None else replayer.replay(self._followed(fate, orders, replayer))
            for orders in fate.plans
        ]
        return {
            "costs": [None if replay is None else replay.cost for replay in replays],
            "broken": [[] if replay is None else list(replay.broken) for replay in replays],
            "dropped": [0.0 if replay is None else replay.dropped for replay in replays],
        }

    def _followed(self, fate: Fate, orders: Placed, replayer: Replayer) -> Array:
        """The orders that stand, and with risk those of the case's own plan behind them."""
        grid = grid_of(self.case, orders)
        if replayer.risk is not None and fate.own is not None:
            grid[:, fate.known :] = grid_of(self.case, fate.own)[:, fate.known :]
        return grid


def fates_setup(case: Case) -> partial[FateSolver]:
    """What a worker calls once before it replays plans in cases."""
    return partial(FateSolver, case)


@dataclass(frozen=True)
class Gap:
    """Two neighbouring points of a one-way sweep whose suppliers differ."""

    edit: Edit
    low: float
    high: float


class GapSolver:
    """Finds where in a gap the suppliers change."""

    def __init__(self, case: Case) -> None:
        self._resolver = Resolver(case.in_order())

    def __call__(self, gaps: tuple[Gap, ...]) -> tuple[Row, ...]:
        """``breaks`` of each gap: value, before, after, objective, exact, width."""
        return tuple({"breaks": self._breaks(gap)} for gap in gaps)

    def _breaks(self, gap: Gap) -> list[list[Any]]:
        self._resolver.restart()
        case = self._resolver.case
        found = breaks(
            self._resolver, lambda value: edited(case, [gap.edit.to(value)]), gap.low, gap.high
        )
        return [
            [b.value, sorted(b.before), sorted(b.after), b.objective, b.exact, b.width]
            for b in found
        ]


def gaps_setup(case: Case) -> partial[GapSolver]:
    """What a worker calls once before it looks for changes of suppliers."""
    return partial(GapSolver, case)


class TurnSolver:
    """Finds the prices at which offers (by id) turn."""

    def __init__(self, case: Case) -> None:
        self._resolver = Resolver(case.in_order())
        self._best = self._resolver.answer(self._resolver.case)

    def __call__(self, offers: tuple[str, ...]) -> tuple[Row, ...]:
        """Used, price, change and why never, for each offer."""
        return tuple(self._turn(offer) for offer in offers)

    def _turn(self, offer: str) -> Row:
        self._resolver.restart()
        case = self._resolver.case
        found = turn(self._resolver, case.offers[case.offer_index[offer]], self._best)
        return {
            "offer": offer,
            "used": found.used,
            "price": found.price,
            "change": found.change,
            "never": found.never,
        }


def turns_setup(case: Case) -> partial[TurnSolver]:
    """What a worker calls once before it looks for turning prices."""
    return partial(TurnSolver, case)
