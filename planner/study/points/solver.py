"""Points: the plan of a case under a few edits, boiled down to what studies compare."""

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from models.ask.interpolate import SMOOTH, Interpolation
from models.ask.resolve import Resolved, Resolver, ordered
from models.case import Case
from models.check import Measures, audit, measure
from models.edit import Edit, along, edited
from models.engines import Options
from models.future import certain_future
from models.futures.draw import counted_part, mean_demand
from models.program import Array
from models.solution import Decisions
from models.terms.origin import Origins
from models.terms.units import common_unit, in_unit, oxide_in_kg
from planner.outcomes.plan import Conflict, OrderLine, Plan
from planner.outcomes.point import Bought, Point
from planner.planning import plan_case
from planner.planning.conflicts import conflict_lines
from planner.planning.hedged import Search

FIRST = 3
"""Points of the first chunk of many."""
LINE_FROM = 8
"""From so many points on, reading numbers off a line pays for formulating its ends and middle."""
CHUNK = 100
"""Points that are solved one after the other, each from where the last one ended."""
DIAGNOSIS_SECONDS = 10.0
"""The longest that finding out why one point has no plan may take."""
TINY = 1e-9
"""Shortages and shares below this are rounding."""


Swept = tuple[Edit, tuple[float, ...]]
"""An edit and the values it goes through."""


@dataclass(frozen=True)
class Ask:
    """One point to be solved."""

    name: str
    edits: tuple[Edit, ...] = ()

    @property
    def labels(self) -> dict[str, float | str]:
        """Label of each edit -> value; two edits of one label are told apart."""
        found: dict[str, float | str] = {}
        for edit in self.edits:
            label, again = edit.label, 2
            while label in found:
                label, again = f"{edit.label} ({again})", again + 1
            found[label] = edit.value
        return found


def chunks(asks: Sequence[Ask], size: int = CHUNK) -> list[tuple[Ask, ...]]:
    """Neighbouring points together, a few first, so that something is seen at once.

    The partition depends on the points alone.
    """
    first = min(FIRST, size)
    starts = [0, *range(first, len(asks), size)] if len(asks) > size else range(0, len(asks), size)
    return [tuple(asks[a:b]) for a, b in pairwise([*starts, len(asks)])]


def points_setup(case: Case, gap: float = 1e-3) -> partial["PointSolver"]:
    """What a worker calls once before it solves chunks of points."""
    return partial(PointSolver, case, gap)


class PointSolver:
    """Solves chunks of points around one case; kept alive between chunks."""

    def __init__(self, case: Case, gap: float) -> None:
        """``gap``: how near to the best a plan with risk must be, relative."""
        self.case, self.gap = case.in_order(), gap
        self._resolver: Resolver | None = None
        self._weights = Weights()

    def __call__(self, asks: tuple[Ask, ...]) -> tuple[dict[str, Any], ...]:
        """One row (see ``as_row``) per point."""
        return tuple(as_row(point) for point in self.points(asks))

    def points(self, asks: tuple[Ask, ...]) -> list[Point]:
        """The points, in order."""
        if any(_hedges(self.case, ask) for ask in asks):
            return [self._hedged(ask) for ask in asks]
        if self._resolver is None:
            self._resolver = Resolver(self.case)
        place = _moving(asks)
        self._resolver.restart(far=place is not None)
        if place is None:
            return [
                self._answered(ask, self._resolver.answer(edited(self.case, ask.edits)))
                for ask in asks
            ]
        values = [float(ask.edits[place].value) for ask in asks]
        edits = asks[0].edits
        moved = along(edited(self.case, edits[:place]), edits[place])

        def at(value: float) -> Case:
            return edited(moved(value), edits[place + 1 :])

        line = Interpolation(self._resolver, at, min(values), max(values))
        return [
            self._answered(ask, line.answer(value)) for ask, value in zip(asks, values, strict=True)
        ]

    def keep(self, order: Array | None, measures: Measures | None) -> None:
        """Called for every point with its orders ahead (offers, periods) and what follows.

        None without a plan.
        """

    def _answered(self, ask: Ask, answer: Resolved) -> Point:
        if answer.decisions is None:
            self.keep(None, None)
            return _without_plan(ask, answer)
        verdict, measures = audit(
            answer.case, answer.decisions, answer.objective, answer.cost, future=answer.future
        )
        if not verdict.passed:
            # What the audit does not confirm is not published.
            self.keep(None, None)
            return Point(ask.name, ask.labels, "error", message="; ".join(verdict.problems[:3]))
        self.keep(answer.decisions.order, measures)
        found = self._weights.summed(answer.case, answer.decisions, measures)
        return dataclasses.replace(
            found,
            name=ask.name,
            edits=ask.labels,
            status=answer.status,
            objective=answer.objective,
            cost=answer.cost,
            checked=True,
        )

    def _hedged(self, ask: Ask) -> Point:
        """A point with risk: the plan that ``planner plan`` makes of the edited case."""
        case = edited(self.case, ask.edits)
        plan = plan_case(case, search=Search(self.gap))
        if plan.check is not None and not plan.check.passed:
            self.keep(None, None)
            problems = "; ".join(plan.check.problems[:3])
            return Point(ask.name, ask.labels, "error", message=problems)
        if plan.status != "optimal" or plan.decisions is None:
            self.keep(None, None)
            return Point(
                ask.name, ask.labels, plan.status, conflicts=plan.conflicts, message=plan.message
            )
        ahead = [line for line in plan.orders if line.decided != "later"]
        future = dataclasses.replace(
            certain_future(plan.case),
            counts=counted_part(plan.case),
            demand=mean_demand(plan.case),
        )
        self.keep(_grid(plan, ahead)[0], measure(plan.case, plan.decisions.as_planned(), future))
        return point_of(plan, ask)


def point_of(plan: Plan, ask: Ask) -> Point:
    """A plan that was made already, as a point."""
    case = plan.case
    order, spend = _grid(plan, plan.orders)
    short: dict[str, float] = defaultdict(float)
    for lack in plan.shortages:
        short[lack.material] += lack.quantity
    covers = [s.cover for s in plan.stock if s.owner == "company" and s.cover is not None]
    found = Weights().of_orders(case, order, spend)
    return dataclasses.replace(
        found,
        name=ask.name,
        edits=ask.labels,
        status=plan.status,
        objective=plan.objective,
        cost=plan.cost,
        short=dict(short),
        shortage=total_short(case, short),
        cover_min=min(covers, default=None),
        mean=plan.risk.own.mean if plan.risk else None,
        cvar=plan.risk.own.cvar if plan.risk else None,
        message=plan.message,
        checked=bool(plan.check and plan.check.passed),
    )


def _grid(plan: Plan, lines: Sequence[OrderLine]) -> tuple[Array, Array]:
    """Quantities and money of orders, (offers, periods) each."""
    case = plan.case
    order = np.zeros((len(case.offers), case.calendar.periods))
    spend = np.zeros_like(order)
    period = {case.calendar.label(t): t for t in range(case.calendar.periods)}
    for line in lines:
        place = case.offer_index[line.offer], period[line.period]
        order[place] += line.quantity
        spend[place] += line.cost
    return order, spend


class Weights:
    """Sums orders by supplier and country; what it looks up of a case is kept for the next."""

    def __init__(self) -> None:
        self._tables: tuple[object, ...] = ()
        self._origins: tuple[list[str], Array, Array] | None = None

    def summed(self, case: Case, decisions: Decisions, measures: Measures) -> Point:
        """A point without name, edits and money, from decisions and what follows from them."""
        short: dict[str, float] = defaultdict(float)
        for (material, _), lack in zip(case.nodes, decisions.short.sum(axis=1), strict=True):
            if lack > TINY:
                short[material] += float(lack)
        point = self.of_orders(case, decisions.order, measures.purchase_cost)
        return dataclasses.replace(
            point,
            short=dict(short),
            shortage=total_short(case, short),
            cover_min=_least_cover(case, measures),
        )

    def of_orders(self, case: Case, order: Array, spend: Array) -> Point:
        """The part of a point that follows from orders (offers, periods) and their cost."""
        total = np.where(ordered(case, order), order.sum(axis=1), 0.0)
        bought = _bought(case, total, spend.sum(axis=1))
        return Point(
            "",
            {},
            "optimal",
            bought=bought,
            quantities=_by_supplier(case, bought),
            shares=self._direct(case, total, spend.sum(axis=1)),
            look_through=self._looked_through(case, total),
        )

    def _direct(self, case: Case, total: Array, spend: Array) -> dict[str, float]:
        """Share of each country, by quantity in one unit; by spending where there is none."""
        units = [case.material[o.material].unit for o in case.offers]
        unit = common_unit(set(units))
        if unit is None:
            amount = np.where(total > 0, spend, 0.0)
        else:
            amount = total * np.array([in_unit(own, unit) for own in units])
        sums: dict[str, float] = defaultdict(float)
        for offer, part in zip(case.offers, amount.tolist(), strict=True):
            if part > 0:
                sums[case.supplier[offer.supplier].country] += part
        whole = sum(sums.values())
        return {country: part / whole for country, part in sorted(sums.items())}

    def _looked_through(self, case: Case, total: Array) -> dict[str, float]:
        """Share of each country at the stage where it is largest, by oxide equivalent."""
        countries, largest, oxide = self._known(case)
        amount = total * oxide
        whole = float(amount.sum())
        if whole <= 0:
            return {}
        shares = amount @ largest / whole
        return {
            country: float(share)
            for country, share in zip(countries, shares, strict=True)
            if share > TINY
        }

    def _known(self, case: Case) -> tuple[list[str], Array, Array]:
        """Countries, largest share of each in each offer (offers, countries), oxide per unit."""
        tables = (case.offers, case.suppliers, case.origins, case.materials)
        same = len(self._tables) == len(tables) and all(
            mine is theirs for mine, theirs in zip(self._tables, tables, strict=True)
        )
        if self._origins is None or not same:
            origins = Origins(case)
            largest = origins.shares("any")
            oxide = np.array([oxide_in_kg(case, o.material) for o in case.offers])
            self._origins, self._tables = (origins.countries, largest, oxide), tables
        return self._origins


def _hedges(case: Case, ask: Ask) -> bool:
    settings = [edit for edit in ask.edits if edit.table == "settings"]
    return edited(case, settings).settings.risk_measure != "none"


def _moving(asks: tuple[Ask, ...]) -> int | None:
    """Which edit alone moves along many points, by place; None if there is no such edit."""
    if len(asks) < LINE_FROM or len({len(ask.edits) for ask in asks}) > 1:
        return None
    moving = [
        place
        for place in range(len(asks[0].edits))
        if any(ask.edits[place] != asks[0].edits[place] for ask in asks)
    ]
    if len(moving) != 1:
        return None
    edits = [ask.edits[moving[0]] for ask in asks]
    smooth = (edits[0].table, edits[0].column.strip().lower()) in SMOOTH
    straight = all(
        isinstance(edit.value, int | float) and edit.to(0.0) == edits[0].to(0.0) for edit in edits
    )
    return moving[0] if smooth and straight else None


def _without_plan(ask: Ask, answer: Resolved) -> Point:
    conflicts: tuple[Conflict, ...] = ()
    if answer.status == "infeasible" and answer.allocation is not None:
        conflicts = conflict_lines(answer.allocation, Options(time_limit=DIAGNOSIS_SECONDS))
    return Point(ask.name, ask.labels, answer.status, conflicts=conflicts, message=answer.message)


def _bought(case: Case, total: Array, spend: Array) -> tuple[Bought, ...]:
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for offer, quantity, money in zip(case.offers, total.tolist(), spend.tolist(), strict=True):
        if quantity > 0:
            key = offer.supplier, offer.material
            before = found.get(key, (0.0, 0.0))
            found[key] = before[0] + quantity, before[1] + money
    return tuple(
        Bought(
            supplier,
            case.supplier[supplier].country,
            material,
            quantity,
            case.material[material].unit,
            money,
        )
        for (supplier, material), (quantity, money) in sorted(found.items())
    )


def _by_supplier(case: Case, bought: tuple[Bought, ...]) -> dict[str, float]:
    """What each supplier sells over the plan; 0 for those who sell nothing.

    In the unit all its offers share, else in tonnes; suppliers of other units together with masses
    are left out: nothing sensible can be added up.
    """
    sold: dict[str, list[tuple[float, str]]] = {s.supplier: [] for s in case.suppliers}
    for row in bought:
        sold[row.supplier].append((row.quantity, row.unit))
    found = {}
    for supplier, unit in units_of_suppliers(case).items():
        if unit is not None:
            found[supplier] = sum(q * in_unit(u, unit) for q, u in sold[supplier])
    return found


def units_of_suppliers(case: Case) -> dict[str, str | None]:
    """The unit a supplier's quantities are added up in; None: there is none."""
    units: dict[str, set[str]] = defaultdict(set)
    for offer in case.offers:
        units[offer.supplier].add(case.material[offer.material].unit)
    return {supplier: common_unit(own) for supplier, own in sorted(units.items())}


def total_short(case: Case, short: Mapping[str, float]) -> float | None:
    """Unmet demand of all materials in one unit; None if it has none."""
    unit = common_unit({case.material[m].unit for m in sorted(case.demanded)})
    if unit is None:
        return None if short else 0.0
    return sum(quantity * in_unit(case.material[m].unit, unit) for m, quantity in short.items())


def _least_cover(case: Case, measures: Measures) -> float | None:
    covers = [
        cover
        for pile, row in zip(case.stockpiles, measures.cover_periods, strict=True)
        if pile.owner == "company"
        for cover in row
        if cover is not None
    ]
    return min(covers, default=None)


def as_row(point: Point) -> dict[str, Any]:
    """A point as plain data, numbers in full."""
    row = {f.name: getattr(point, f.name) for f in dataclasses.fields(point)}
    row["bought"] = [list(dataclasses.astuple(line)) for line in point.bought]
    row["conflicts"] = [list(dataclasses.astuple(line)) for line in point.conflicts]
    return row


def of_row(row: Mapping[str, Any]) -> Point:
    """The point in a row made by ``as_row``."""
    values = dict(row)
    values["bought"] = tuple(Bought(*line) for line in row["bought"])
    values["conflicts"] = tuple(Conflict(*line) for line in row["conflicts"])
    return Point(**values)
