"""Stops one after the other: what each costs, and how long each closure can be lived through."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from models.ask.redecide import Redecided, Redecider
from models.ask.stop import Stop
from models.ask.survive import Survivor
from models.case import Case
from models.edit import edited
from models.program import Array
from planner.errors import NoPlanError
from planner.outcomes.point import Point
from planner.study.points.solver import TINY, Ask, of_row, total_short
from planner.study.points.solvers import OrderedPointSolver, Placed, Row, Run, grid_of
from planner.study.stress.closures import recovery_of, spent_in
from planner.study.stress.cures import Remedy, goods, remedies
from planner.study.stress.found import Closure, Cure, Lives, StressFound, StressPoint, badness
from planner.words import Words

CURED = 4
"""So many of the worst closures are looked for cures."""
ROUNDING = 1e-9
"""A loss below this part of the cost is rounding."""

_UNFIT = Words(
    "이 계획의 주문은 위험 없이 다시 계산하면 약속을 지킬 수 없어 시험할 기준이 없습니다. "
    "--risk none으로 다시 계획하세요.",
    "The orders of this plan keep no promise when they are decided anew without risk, so there is "
    "nothing to compare with; plan again with --risk none.",
)


@dataclass(frozen=True)
class Stops:
    """What is closed, from which periods on, for how many."""

    closures: tuple[Closure, ...]
    starts: tuple[int, ...]
    lengths: tuple[int, ...]
    reaction: int = 0
    held: bool = False

    def stop(self, closure: Closure, start: int, periods: int) -> Stop:
        """One of them."""
        return Stop(closure.shares, start, periods, self.reaction, self.held)


@dataclass(frozen=True)
class Given:
    """Orders (offers, periods) of a plan that was made, and what it costs."""

    orders: Array
    objective: float | None


class StopSolver:
    """Decides a case anew in stops; without them once for each moment."""

    def __init__(self, case: Case, placed: Placed) -> None:
        self.case, self.orders = case, grid_of(case, placed)
        self._redecider = Redecider(case)
        self._usual: dict[int, Redecided | None] = {}

    def usual(self, known: int) -> Redecided | None:
        """The same orders before a period, and no stop."""
        if known not in self._usual:
            self._usual[known] = self._redecider.decide(self.orders, known)
        return self._usual[known]

    def __call__(self, stops: tuple[Stop, ...]) -> tuple[Row, ...]:
        """For each stop ``usual`` (False: no plan without it), loss, short, first, broken."""
        self._redecider.restart()
        self._usual.clear()
        return tuple(self._stopped(stop) for stop in stops)

    def endured(self, stop: Stop) -> Redecided | None:
        """The best plan in a stop."""
        return self._redecider.endure(self.orders, stop)

    def loss(self, stop: Stop) -> float | None:
        """What a stop costs; None: it cannot be kept."""
        usual, found = self.usual(stop.known), self.endured(stop)
        return None if usual is None or found is None else _loss(usual, found)

    def _stopped(self, stop: Stop) -> Row:
        usual, found = self.usual(stop.known), self.endured(stop)
        if usual is None or found is None:
            return {"usual": usual is not None, "loss": None}
        more = found.decisions.short - usual.decisions.short
        short: dict[str, float] = {}
        for (material, _), lack in zip(self.case.nodes, more.sum(axis=1).tolist(), strict=True):
            short[material] = short.get(material, 0.0) + lack
        need = max(1.0, float(np.abs(found.decisions.short).max(initial=0.0)))
        when = np.flatnonzero((more > 1e-6 * need).any(axis=0))
        return {
            "usual": True,
            "loss": _loss(usual, found),
            "short": {m: lack for m, lack in short.items() if lack > TINY * need},
            "first": int(when[0]) if len(when) else None,
            "broken": list(found.broken),
        }


def _loss(usual: Redecided, found: Redecided) -> float:
    loss = found.cost - usual.cost
    return loss if abs(loss) > ROUNDING * abs(usual.cost) else 0.0


class LifeSolver:
    """How long closures are lived through: of all materials, or of one."""

    def __init__(self, case: Case, placed: Placed) -> None:
        self._orders, self._survivor = grid_of(case, placed), Survivor(case)

    def __call__(self, asked: tuple[tuple[Stop, tuple[str, ...]], ...]) -> tuple[Row, ...]:
        """``lives`` of each stop: for each material (blank: all) periods and whether to the end."""
        self._survivor.restart()
        return tuple({"lives": [self._lived(stop, m) for m in own]} for stop, own in asked)

    def _lived(self, stop: Stop, material: str) -> list[Any] | None:
        found = self._survivor.longest(self._orders, stop, material)
        return None if found is None else [found.periods, found.to_end]


class CureSolver:
    """What remedies save of a stop's loss."""

    def __init__(self, case: Case, placed: Placed) -> None:
        self._case, self._placed = case, placed

    def __call__(self, asked: tuple[tuple[Stop, Remedy], ...]) -> tuple[Row, ...]:
        """``saved`` and ``money`` of each; saved None: no plan with it."""
        return tuple(self._cured(stop, remedy) for stop, remedy in asked)

    def _cured(self, stop: Stop, remedy: Remedy) -> Row:
        before = StopSolver(self._case, self._placed)
        after = StopSolver(edited(self._case, remedy.edits), self._placed)
        one, other = before.loss(stop), after.loss(stop)
        if one is None or other is None:
            return {"saved": None, "money": 0.0}
        old, new = before.endured(stop), after.endured(stop)
        assert old is not None
        assert new is not None
        more = new.decisions.order - old.decisions.order
        return {"saved": one - other, "money": goods(self._case, remedy, more)}


def study_stress(
    case: Case, stops: Stops, run: Run, given: Given | None = None, *, risky: bool = False
) -> StressFound:
    """Test the plan of a case (rows in order, no risk), or one that was given.

    Raises NoPlanError if its orders do not fit even where nothing stops.
    """
    base, placed = _base(case, run, given)
    if placed is None:
        return StressFound(case, base, stops.closures, (), {})
    closures = _told(case, stops.closures, grid_of(case, placed))
    stops = replace(stops, closures=closures)
    asks = [
        tuple(stops.stop(c, start, n) for start in stops.starts for n in stops.lengths)
        for c in closures
    ]
    rows = run("stops", partial(StopSolver, case, placed), asks)
    known = [row for row in rows if row is not None]
    if known and not any(row["usual"] for row in known):
        raise NoPlanError(_UNFIT)
    lives = partial(LifeSolver, case, placed)
    whole = [tuple((stops.stop(c, s, 0), ("",)) for s in stops.starts) for c in closures]
    lived = run("survival", lives, whole)
    points = _points(case, stops, rows, lived)
    found = StressFound(case, base, closures, points, {}, (), risky, stops.held, stops.reaction)
    found = replace(found, materials=_materials(found, stops, run, lives))
    return replace(found, cures=_cures(found, stops, run, placed))


def _base(case: Case, run: Run, given: Given | None) -> tuple[Point, Placed | None]:
    """The plan that is tested, and its orders; None without one."""
    if given is not None:
        there = np.argwhere(given.orders > 0).tolist()
        placed = tuple((o, t, float(given.orders[o, t])) for o, t in there)
        return Point("base", {}, "optimal", objective=given.objective), placed
    row = run("base", partial(OrderedPointSolver, case, 1e-3), [(Ask("base"),)])[0]
    if row is None:
        return Point("base", {}, "stopped", message="interrupted"), None
    base = of_row({key: value for key, value in row.items() if key != "orders"})
    orders = tuple((int(o), int(t), float(q)) for o, t, q in row["orders"])
    return base, orders if base.objective is not None else None


def _told(case: Case, closures: Sequence[Closure], orders: Array) -> tuple[Closure, ...]:
    """The closures with what is spent there, and when they deliver again."""
    return tuple(
        replace(
            one,
            spend=spent_in(case, orders, one.shares),
            recovery=recovery_of(case, one.shares),
        )
        for one in closures
    )


def _points(
    case: Case, stops: Stops, rows: Sequence[Row | None], lived: Sequence[Row | None]
) -> tuple[StressPoint, ...]:
    found, places = [], iter(rows)
    lives = iter(lived)
    for closure in stops.closures:
        for start in stops.starts:
            own = next(lives)
            life = Lives(*own["lives"][0]) if own and own["lives"][0] else None
            for periods in stops.lengths:
                row = next(places)
                if row is None or not row["usual"]:
                    continue
                found.append(_point(case, (closure, start, periods), row, life))
    return tuple(found)


def _point(case: Case, at: tuple[Closure, int, int], row: Row, life: Lives | None) -> StressPoint:
    if row["loss"] is None:
        return StressPoint(*at, None, lives=life)
    first = None if row["first"] is None else case.calendar.label(row["first"])
    short = row["short"]
    return StressPoint(
        *at, row["loss"], total_short(case, short), short, first, tuple(row["broken"]), life
    )


def _materials(
    found: StressFound, stops: Stops, run: Run, lives: partial[LifeSolver]
) -> dict[str, tuple[int, dict[str, Lives | None]]]:
    """How long each material lasts, at the start where all last shortest."""
    names, asked = tuple(sorted(found.case.demanded)), []
    for closure in found.closures:
        own = [p for p in found.points if p.closure == closure and p.lives]
        if own:
            worst = min(own, key=lambda p: p.lives.periods + 1e9 * p.lives.to_end if p.lives else 0)
            asked.append((closure, worst.start))
    rows = run("materials", lives, [((stops.stop(c, s, 0), names),) for c, s in asked])
    return {
        closure.name: (
            start,
            {m: Lives(*one) if one else None for m, one in zip(names, row["lives"], strict=True)},
        )
        for (closure, start), row in zip(asked, rows, strict=True)
        if row is not None
    }


def _cures(found: StressFound, stops: Stops, run: Run, placed: Placed) -> tuple[Cure, ...]:
    """What helps in the worst stops that have a price, what saves most per money first."""
    worst = [p for c in found.closures if c.kind != "pair" and (p := found.longest(c))]
    priced = [p for p in worst if p.loss is not None and p.loss > 0]
    priced = sorted(priced, key=badness, reverse=True)[:CURED]
    asked = [(p, remedy) for p in priced for remedy in remedies(found.case, p, placed)]
    chunks = [((stops.stop(p.closure, p.start, p.periods), r),) for p, r in asked]
    rows = run("cures", partial(CureSolver, found.case, placed), chunks)
    cures = [
        Cure(p.closure, p.start, p.periods, r.kind, r.ident, r.quantity, row["saved"], row["money"])
        for (p, r), row in zip(asked, rows, strict=True)
        if row is not None and row["saved"] is not None and row["saved"] > 1e-6 * badness(p)
    ]
    return tuple(sorted(cures, key=lambda cure: -(cure.per_money or 0.0)))
