"""Scenarios side by side, each plan replayed in each scenario, and the plan of least regret."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from models.case import Case
from models.edit import Edit
from planner.outcomes.point import Point
from planner.study.points.solver import Ask, chunks, of_row
from planner.study.points.solvers import Fate, OrderedPointSolver, Placed, Row, Run, fates_setup
from planner.study.scenarios.found import ScenariosFound

BASE = "base"
PER_CHUNK = 2
"""Scenarios differ too much to profit from one another."""
ROUNDING = 1e-8
"""Regret below this part of the cost is rounding."""


@dataclass(frozen=True)
class Said:
    """What the workbook says of scenarios: note and title by name."""

    notes: Mapping[str, str]
    titles: Mapping[str, str]


def asks_of(scenarios: Mapping[str, tuple[Edit, ...]]) -> tuple[Ask, ...]:
    """The base, then every scenario."""
    base = BASE if BASE not in scenarios else f"({BASE})"
    return (Ask(base), *(Ask(name, edits) for name, edits in scenarios.items()))


def study_scenarios(
    case: Case,
    scenarios: Mapping[str, tuple[Edit, ...]],
    run: Run,
    said: Said | None = None,
    gap: float = 1e-3,
    known: Mapping[str, int] | None = None,
) -> ScenariosFound:
    """Plan every scenario; live every plan in every scenario. ``gap``: see ``PointSolver``.

    ``said``: what the workbook says of each scenario. ``known``: the period from which on a
    scenario is known, by name; those that are not there are known from the first.
    """
    case = case.in_order()
    asks = asks_of(scenarios)
    setup = partial(OrderedPointSolver, case, gap)
    found = run("plans", setup, chunks(asks, PER_CHUNK))
    asks = tuple(ask for ask, row in zip(asks, found, strict=True) if row is not None)
    rows = [row for row in found if row is not None]
    plans = _Plans(
        asks,
        tuple(of_row({k: v for k, v in row.items() if k != "orders"}) for row in rows),
        tuple(_placed(row) for row in rows),
        tuple((known or {}).get(ask.name, 0) for ask in asks),
    )
    lives = run("lives", fates_setup(case), [(fate,) for fate in (*plans.fates, *plans.calm)])
    lived, calm = lives[: len(asks)], lives[len(asks) :]
    # A scenario that Ctrl-C left unlived is no scenario in which every plan fails.
    places = [place for place, row in enumerate(lived) if row is not None]
    costs = [tuple(plans.cost(lived[j], i, j) for j in places) for i in places]
    broken = [tuple(_broken(lived[j], i) for j in places) for i in places]
    among = [plans.points[place] for place in places]
    regret = tuple(_regret(row, among) for row in costs)
    names = tuple(asks[place].name for place in places)
    return ScenariosFound(
        case=case,
        points=plans.points,
        notes=said.notes if said else {},
        titles=said.titles if said else {},
        names=names,
        replayed=tuple(costs),
        regret=regret,
        broken=tuple(broken),
        dropped=tuple(tuple(_dropped(lived[j], i) for j in places) for i in places),
        premium=tuple(plans.premium(calm, i) for i in places),
        known=tuple(plans.known[place] for place in places),
        least_regret=_least(names, regret, broken, among),
    )


@dataclass(frozen=True)
class _Plans:
    """The plan of each scenario, the base first: its point, orders (None: no plan), known when."""

    asks: tuple[Ask, ...]
    points: tuple[Point, ...]
    orders: tuple[Placed | None, ...]
    known: tuple[int, ...]

    @property
    def fates(self) -> list[Fate]:
        """Every plan in every scenario, its orders standing until that is known."""
        return [
            Fate(ask.edits, known, self.orders if known else (None,) * len(self.orders), own)
            for ask, known, own in zip(self.asks, self.known, self.orders, strict=True)
        ]

    @property
    def calm(self) -> list[Fate]:
        """Each plan whose own scenario does not come: its orders stand until that is known."""
        return [
            Fate(
                self.asks[0].edits,
                moment,
                tuple(
                    orders if known == moment else None
                    for orders, known in zip(self.orders, self.known, strict=True)
                ),
                self.orders[0],
            )
            for moment in self._moments
        ]

    @property
    def _moments(self) -> list[int]:
        return sorted({known for known in self.known if known})

    def cost(self, row: Row | None, i: int, j: int) -> float | None:
        """What plan i comes to in scenario j: what is known at once, everybody plans for."""
        if self.known[j] == 0:
            return None if self.orders[i] is None else self.points[j].objective
        return None if row is None else row["costs"][i]

    def premium(self, calm: Sequence[Row | None], i: int) -> float | None:
        """What plan i costs more than the base where nothing comes."""
        base = self.points[0].objective
        if base is None or self.orders[i] is None:
            return None
        if self.known[i] == 0:
            return 0.0
        row = calm[self._moments.index(self.known[i])]
        cost = row["costs"][i] if row else None
        return None if cost is None else _more(cost, base)


def _placed(row: Row) -> Placed | None:
    if row["status"] != "optimal":
        return None
    return tuple(tuple(line) for line in row["orders"])


def _broken(row: Row | None, i: int) -> tuple[str, ...]:
    return tuple(row["broken"][i]) if row else ()


def _dropped(row: Row | None, i: int) -> float:
    return float(row["dropped"][i]) if row else 0.0


def _regret(replayed: tuple[float | None, ...], points: list[Point]) -> tuple[float | None, ...]:
    """What a plan costs more than the best one in each scenario.

    Less than the best is possible where orders break limits that the best plan has to keep.
    """
    return tuple(
        None if cost is None or point.objective is None else _more(cost, point.objective)
        for cost, point in zip(replayed, points, strict=True)
    )


def _more(cost: float, least: float) -> float:
    """How much more; rounding is none."""
    more = cost - least
    return more if abs(more) > ROUNDING * abs(least) else 0.0


def _least(
    names: tuple[str, ...],
    regret: tuple[tuple[float | None, ...], ...],
    broken: list[tuple[tuple[str, ...], ...]],
    points: list[Point],
) -> str:
    """The plan whose largest regret is least, over the scenarios that have any plan at all.

    Of equal ones that which breaks fewer limits.
    """
    planned = [j for j, point in enumerate(points) if point.objective is not None]
    worst = {}
    for i, name in enumerate(names):
        known = [value for j in planned if (value := regret[i][j]) is not None]
        if planned and len(known) == len(planned):
            worst[name] = max(known), sum(len(broken[i][j]) for j in planned)
    return min(worst, key=lambda name: worst[name]) if worst else ""
