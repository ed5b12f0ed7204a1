"""What safety costs: plans of which none is both cheaper and safer than another.

Each measure is held to a bound while the cost is minimised (epsilon-constraint): a share or an HHI
by a limit on the whole plan that is added to the case, days of cover by the ``cover_target`` of
the company's stockpiles, at a price for missing cover that nothing else is worth. The tail (CVaR)
is traded by its weight instead, which finds the same plans as a bound would, since both problems
are convex. The bounds lie evenly between what the cheapest plan comes to and the safest that can be
reached with no more shortage.
"""

import dataclasses
from collections.abc import Sequence
from functools import partial
from itertools import product
from typing import Literal, cast

import numpy as np

from models.ask.resolve import Resolver
from models.case import Case, Limit
from models.check import Measures
from models.edit import Edit, edited, touched
from models.program import Array
from models.terms.facts import Facts
from models.terms.units import common_unit
from planner.outcomes.point import Point
from planner.study.frontier.carried import counted_by_material
from planner.study.frontier.found import FrontierFound, TradedMeasure, TradeOff
from planner.study.frontier.kinds import KINDS
from planner.study.frontier.measures import Asked
from planner.study.frontier.tradeoffs import front, with_knee, with_marginals
from planner.study.points.solver import Ask, PointSolver, as_row, chunks, of_row
from planner.study.points.solvers import Row, Run

POINTS = 12
CROSSED = 6
"""Points along each of two measures."""
WEIGHTS = 5
"""Points along the tail: each is a plan for many futures."""
MOST_WEIGHT = 0.99
"""Of the tail: of plans with the same tail the one of the lesser mean is wanted."""
COVER_MONTHS = 6
"""Cover is asked for up to so many months."""
DEAREST = 5.0
"""Missing cover costs this many times what the material costs at most, per period."""
BISECTIONS = 14
Stage = Literal["direct", "mined", "separated", "metal", "magnet", "any"]
Weight = Literal["quantity", "reo", "spend"]
PER_CHUNK = 4


class FrontierSolver(PointSolver):
    """Points with what their measures come to.

    ``values`` of added limits, and what they ``counted`` of each material; by stockpile ``covers``
    in periods (the company's), and ``missing``, what is charged for missing cover.
    """

    def __call__(self, asks: tuple[Ask, ...]) -> tuple[Row, ...]:
        """Solve them."""
        self.kept: list[Row] = []
        points = self.points(asks)
        return tuple(
            {"point": as_row(point), **kept} for point, kept in zip(points, self.kept, strict=True)
        )

    def keep(self, order: Array | None, measures: Measures | None) -> None:
        """Remember what the added limits and the company's cover come to."""
        if measures is None:
            self.kept.append({"values": {}, "counted": {}, "covers": {}, "missing": {}})
            return
        values = {
            value.limit.limit: value.value
            for value in measures.limits
            if value.limit.limit.startswith(_PREFIX)
        }
        covers = {
            pile.stockpile: [c for c in row if c is not None]
            for pile, row in zip(self.case.stockpiles, measures.cover_periods, strict=True)
            if pile.owner == "company"
        }
        charged = _charged(self.case, measures)
        missing = {
            pile.stockpile: float(money)
            for pile, money in zip(self.case.stockpiles, charged, strict=True)
            if money > 0
        }
        counted = {
            limit.limit: counted_by_material(self.case, limit, order)
            for limit in self.case.limits
            if limit.limit.startswith(_PREFIX) and order is not None
        }
        self.kept.append(
            {"values": values, "counted": counted, "covers": covers, "missing": missing}
        )


def _charged(case: Case, measures: Measures) -> Array:
    """What is charged for missing cover of each stockpile, (stockpiles,), discounted."""
    facts = Facts(case)
    prices = [facts.cover_cost(pile) for pile in case.stockpiles]
    money = np.nan_to_num(measures.cover_missing) * np.reshape(prices, measures.stock.shape)
    return np.asarray(money @ facts.discount)


class EndSolver:
    """Finds the safest value of a measure that can be reached with no more shortage."""

    def __init__(self, case: Case) -> None:
        case = case.in_order()
        cheapest = Resolver(case).answer(case).decisions
        short = None if cheapest is None else cheapest.short
        self._resolver = Resolver(case if short is None else served(case, short))

    def __call__(self, ends: tuple[tuple[Edit, float], ...]) -> tuple[Row, ...]:
        """The least feasible value below the given one of each edit, nearly."""
        return tuple({"least": self._least(edit, high)} for edit, high in ends)

    def _least(self, edit: Edit, high: float) -> float:
        self._resolver.restart()
        case = self._resolver.case
        low = 0.0
        if self._resolver.has_plan(edited(case, [edit.to(low)])):
            return low
        for _ in range(BISECTIONS):
            middle = 0.5 * (low + high)
            if self._resolver.has_plan(edited(case, [edit.to(middle)])):
                high = middle
            else:
                low = middle
        return high


_PREFIX = "frontier "


def firm(case: Case, met: Sequence[str]) -> Case:
    """The case in which the demand for some materials must be met, whatever it costs."""
    materials = tuple(
        dataclasses.replace(m, shortage_cost=None) if m.material in met else m
        for m in case.materials
    )
    return dataclasses.replace(case, materials=materials)


def served(case: Case, short: Array) -> Case:
    """The case in which nothing may be short but what is in ``short`` (nodes, periods) already."""
    nodes = {node: place for place, node in enumerate(case.nodes)}
    needed = np.zeros_like(short)
    for row in case.demand:
        needed[nodes[row.material, row.location]] += [value or 0.0 for value in row.values]
    short = np.minimum(short, needed)
    part = 1.0 - np.divide(short, needed, out=np.zeros_like(short), where=needed > 0)
    demand = []
    for row in case.demand:
        met = part[nodes[row.material, row.location]].tolist()
        values = tuple(v and v * f for v, f in zip(row.values, met, strict=True))
        demand.append(dataclasses.replace(row, values=values))
    every = [material.material for material in case.materials]
    return firm(dataclasses.replace(case, demand=tuple(demand)), every)


def study_frontier(
    case: Case, asked: Sequence[Asked], run: Run, count: int | None = None, gap: float = 1e-3
) -> FrontierFound:
    """Trade cost against the measures asked for; ``count`` points along each."""
    traded = [one for one in asked if one.kind != "cost"]
    case = case.in_order()
    widened = _widened(case, traded)
    measures = tuple(_measure(one, case) for one in traded)
    free = _free(traded)
    first = run("base", partial(FrontierSolver, widened, gap), [(Ask("base", free),)])[0]
    if first is None or first["point"]["objective"] is None:
        base = Point("base", {}, "stopped") if first is None else of_row(first["point"])
        return FrontierFound(case, base, measures, ())
    if any(one.kind == "cover" for one in traded):
        # Nobody would fill stockpiles while the works stand still.
        widened = firm(widened, _met(widened, first))
    each = [count_of(one, traded, count) for one in traded]
    bounds = [_bounds_of(one, widened, first, run, (n, each[n])) for n, one in enumerate(traded)]
    asks, wanted = _asks(traded, bounds)
    rows = run("points", partial(FrontierSolver, widened, gap), chunks(asks, PER_CHUNK))
    trades = [
        TradeOff(
            _priced(row, traded, widened),
            bound,
            _reached(traded, widened, row),
            {},
            counted={o.text: row["counted"].get(f"{_PREFIX}{n}", {}) for n, o in enumerate(traded)},
        )
        for bound, row in zip(wanted, rows, strict=True)
        if row is not None
    ]
    planned = [trade for trade in trades if trade.point.objective is not None]
    kept, dominated = front(planned, measures)
    left = [trade.point for trade in trades if trade.point.objective is None]
    labels = {one.text: _edit_of(one, n).label for n, one in enumerate(traded)}
    return FrontierFound(
        case=case,
        base=_priced(first, traded, widened),
        measures=measures,
        trades=_told(with_knee(with_marginals(kept, measures, labels), measures), traded, gap),
        dominated=(*left, *(trade.point for trade in dominated)),
    )


def frontier_asks(asked: Sequence[Asked], count: int | None) -> list[Ask]:
    """The points, by number: where they lie shows once the ends are known."""
    traded = [one for one in asked if one.kind != "cost"]
    along = [count_of(one, traded, count) for one in traded]
    return [
        Ask(
            "; ".join(
                f"{one.text} {i + 1}/{n}" for one, i, n in zip(traded, at, along, strict=True)
            )
        )
        for at in product(*(range(n) for n in along))
    ]


def count_of(one: Asked, traded: Sequence[Asked], count: int | None) -> int:
    """How many points lie along a measure; ``count`` is what was asked for, None: nothing."""
    if count is not None:
        return count
    return WEIGHTS if one.kind == "cvar" else POINTS if len(traded) == 1 else CROSSED


def _measure(one: Asked, case: Case) -> TradedMeasure:
    assert one.kind != "cost"
    kind = KINDS[one.kind]
    unit = kind.unit or case.settings.currency
    return TradedMeasure(one.text, one.kind, unit, kind.better, one.weight)


def _widened(case: Case, traded: Sequence[Asked]) -> Case:
    """The case with a loose limit for each share and HHI, and cover that can be asked for."""
    limits = [
        Limit(
            limit=f"{_PREFIX}{n}",
            measure="share" if one.kind == "share" else "hhi",
            of=one.of or "all",
            among=one.among or "all",
            by=one.by or "country",
            stage=cast(Stage, one.stage or "direct"),
            weight=cast(Weight, one.weight or "quantity"),
            unit=_unit(case),
            value=1.0 if one.kind == "share" else 10_000.0,
        )
        for n, one in enumerate(traded)
        if one.kind in ("share", "hhi")
    ]
    case = dataclasses.replace(case, limits=(*case.limits, *limits))
    for one in traded:
        if one.kind == "cover":
            case = _cover_priced(case, one)
    return case


def _unit(case: Case) -> str:
    """A unit for the limit where its materials do not share one."""
    units = {case.material[offer.material].unit for offer in case.offers}
    return (common_unit(units) or "") if len(units) > 1 else ""


def _cover_priced(case: Case, one: Asked) -> Case:
    """Missing cover of the company's stockpiles costs more than anything else is worth."""
    usual = 0.5 * _most_cover(case)
    chosen, dearest = _chosen(one, case), _dearest(case)
    piles = []
    for pile in case.stockpiles:
        if pile.stockpile in chosen:
            price = DEAREST * dearest.get(pile.material, max(dearest.values(), default=1.0))
            per = case.material[pile.material].per_unit
            pile = dataclasses.replace(  # noqa: PLW2901
                pile, cover_cost=price / per, currency="", cover_target=usual
            )
        piles.append(pile)
    return dataclasses.replace(case, stockpiles=tuple(piles))


def _cover_edit(one: Asked) -> Edit:
    """What asks the company's stockpiles for cover."""
    selector = one.of if one.of and one.of != "all" else ""
    where = ",".join(part for part in (selector, "owner=company", "form!=scrap") if part)
    return Edit("stockpiles", "cover_target", "set", 0.0, where)


def _dearest(case: Case) -> dict[str, float]:
    """The most that one unit of each bought material costs, in the plan's currency."""
    facts = Facts(case)
    found: dict[str, float] = {}
    for offer, landed in zip(case.offers, facts.landed, strict=True):
        found[offer.material] = max(found.get(offer.material, 0.0), float(landed.max()))
    return found


def _most_cover(case: Case) -> float:
    """The longest cover that is asked for, in periods."""
    return COVER_MONTHS / case.calendar.months


def _edit_of(one: Asked, n: int) -> Edit:
    """What holds a measure to a bound."""
    if one.kind == "cover":
        return _cover_edit(one)
    if one.kind == "cvar":
        return Edit("settings", "risk_weight", "set", 0.0)
    return Edit("limits", "value", "set", 0.0, f"limit={_PREFIX}{n}")


def _free(traded: Sequence[Asked]) -> tuple[Edit, ...]:
    """Nothing asked of any measure."""
    edits = [_cover_edit(one) for one in traded if one.kind == "cover"]
    if any(one.kind == "cvar" for one in traded):
        edits.append(Edit("settings", "risk_measure", "set", "expected"))
    return tuple(edits)


def _bounds_of(
    one: Asked, case: Case, base: Row, run: Run, place: tuple[int, int]
) -> tuple[float, ...]:
    """The bounds a measure is held to, from loose to safe. ``place``: number, how many."""
    n, count = place
    if one.kind == "cvar":
        return tuple(np.linspace(0.0, MOST_WEIGHT, count).tolist())
    if one.kind == "cover":
        return tuple(np.linspace(0.0, _most_cover(case), count).tolist())
    now = base["values"].get(f"{_PREFIX}{n}")
    if not now:
        return (0.0,)
    rows = run(f"ends {n}", partial(EndSolver, case), [((_edit_of(one, n), now),)])
    least = rows[0]["least"] if rows[0] else now
    return tuple(np.linspace(now, least, count).tolist())


def _met(case: Case, base: Row) -> tuple[str, ...]:
    """Materials of which the cheapest plan is never short."""
    short = {name for name, lack in base["point"]["short"].items() if lack > 0}
    return tuple(m for m in sorted(case.demanded) if m not in short)


def _told(
    trades: tuple[TradeOff, ...], traded: Sequence[Asked], gap: float
) -> tuple[TradeOff, ...]:
    """Beside a tail, where all costs lie within what the search leaves open, no price is told."""
    costs = [trade.point.objective or 0.0 for trade in trades]
    if not any(one.kind == "cvar" for one in traded) or not costs:
        return trades
    if max(costs) - min(costs) > 2.0 * gap * abs(min(costs)):
        return trades
    blank = {one.text: None for one in traded}
    return tuple(dataclasses.replace(t, marginal=blank, knee=False) for t in trades)


def _asks(
    traded: Sequence[Asked], bounds: Sequence[tuple[float, ...]]
) -> tuple[list[Ask], list[dict[str, float | None]]]:
    """Every combination of bounds, and what each asks of every measure."""
    tail = [Edit("settings", "risk_measure", "set", "cvar")]
    extra = tail if any(one.kind == "cvar" for one in traded) else []
    asks, wanted = [], []
    for values in product(*bounds):
        edits = [
            _edit_of(one, n).to(v) for n, (one, v) in enumerate(zip(traded, values, strict=True))
        ]
        name = "; ".join(f"{one.text} {v:.6g}" for one, v in zip(traded, values, strict=True))
        asks.append(Ask(name, (*extra, *edits)))
        wanted.append(
            {
                one.text: None if one.kind == "cvar" else value
                for one, value in zip(traded, values, strict=True)
            }
        )
    return asks, wanted


def _priced(row: Row, traded: Sequence[Asked], case: Case) -> Point:
    """The point at the money that is really paid.

    Missing cover that is asked for is a measure here, not money; beside a tail the cost is the
    mean.
    """
    point = of_row(row["point"])
    if point.objective is None:
        return point
    beside_tail = any(one.kind == "cvar" for one in traded)
    paid = point.mean if beside_tail and point.mean is not None else point.objective
    chosen = {name for one in traded if one.kind == "cover" for name in _chosen(one, case)}
    charged = sum(row["missing"].values())
    asked = sum(money for name, money in row["missing"].items() if name in chosen)
    missing = point.cost["cover"] * asked / charged if charged > 0 else 0.0
    total, cover = point.cost["total"] - missing, point.cost["cover"] - missing
    cost = {**point.cost, "total": total, "cover": cover}
    return dataclasses.replace(point, objective=paid - missing, cost=cost)


def _chosen(one: Asked, case: Case) -> list[str]:
    """The company's stockpiles whose cover is asked for; nobody covers needs with scrap."""
    return [case.stockpiles[i].stockpile for i in touched(case, _cover_edit(one))]


def _reached(traded: Sequence[Asked], case: Case, row: Row) -> dict[str, float | None]:
    """What each measure comes to; cover is the mean over stockpiles and periods.

    None is counted beyond the most that is asked for: nobody needs it.
    """
    found: dict[str, float | None] = {}
    for n, one in enumerate(traded):
        if one.kind == "cvar":
            found[one.text] = row["point"]["cvar"]
        elif one.kind == "cover":
            most = _most_cover(case)
            covers = (row["covers"].get(pile, ()) for pile in _chosen(one, case))
            held = [min(c, most) for own in covers for c in own]
            found[one.text] = float(np.mean(held)) if held else None
        else:
            found[one.text] = row["values"].get(f"{_PREFIX}{n}")
    return found
