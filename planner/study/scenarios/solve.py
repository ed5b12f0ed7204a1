"""Scenarios side by side, each plan replayed in each scenario, and the plan of least regret."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from models.case import Case
from models.edit import Edit
from planner.outcomes.point import Point
from planner.study.points.solver import Ask, chunks, of_row
from planner.study.points.solvers import Fate, OrderedPointSolver, Run, fates_setup
from planner.study.scenarios.found import ScenariosFound

BASE = "base"
PER_CHUNK = 2
"""Scenarios differ too much to profit from one another."""
ROUNDING = 1e-7
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
) -> ScenariosFound:
    """Plan every scenario; live every plan in every scenario. ``gap``: see ``PointSolver``.

    ``said``: what the workbook says of each scenario.
    """
    known = known_of(case)
    case = case.in_order()
    asks = asks_of(scenarios)
    setup = partial(OrderedPointSolver, case, gap)
    found = run("plans", setup, chunks(asks, PER_CHUNK))
    asks = tuple(ask for ask, row in zip(asks, found, strict=True) if row is not None)
    rows = [row for row in found if row is not None]
    points = [of_row({k: v for k, v in row.items() if k != "orders"}) for row in rows]
    orders = tuple(
        tuple(tuple(line) for line in row["orders"]) if row["status"] == "optimal" else None
        for row in rows
    )
    since = [known.get(ask.name, 0) for ask in asks]
    fates = [(Fate(ask.edits, k, orders),) for ask, k in zip(asks, since, strict=True)]
    # What it costs to have held a plan until its own scenario did not come.
    calm = [
        (Fate(asks[0].edits, k, tuple(o if own == k else None for o, own in zip(orders, since, strict=True))),)
        for k in sorted(set(since))
    ]
    lives = run("lives", fates_setup(case), [*fates, *calm])
    lives, spared = lives[: len(fates)], lives[len(fates) :]
    # A scenario that Ctrl-C left unlived is no scenario in which every plan fails.
    lived = [(place, row) for place, row in enumerate(lives) if row is not None]
    places = [place for place, _ in lived]
    costs = [tuple(row["costs"][i] for _, row in lived) for i in places]
    broken = [tuple(tuple(row["broken"][i]) for _, row in lived) for i in places]
    among = [points[place] for place in places]
    regret = tuple(_regret(row, among) for row in costs)
    names = tuple(asks[place].name for place in places)
    return ScenariosFound(
        case=case,
        points=tuple(points),
        notes=said.notes if said else {},
        titles=said.titles if said else {},
        names=names,
        replayed=tuple(costs),
        regret=regret,
        broken=tuple(broken),
        least_regret=_least(names, regret, broken, among),
    )


def _regret(replayed: tuple[float | None, ...], points: list[Point]) -> tuple[float | None, ...]:
    """What a plan costs more than the best one in each scenario; rounding, and less, is 0.

    Less than the best is possible where orders break limits that the best plan has to keep.
    """
    found: list[float | None] = []
    for cost, point in zip(replayed, points, strict=True):
        if cost is None or point.objective is None:
            found.append(None)
        else:
            more = cost - point.objective
            found.append(more if more > ROUNDING * abs(point.objective) else 0.0)
    return tuple(found)


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
