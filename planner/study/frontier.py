"""What safety costs: plans of which none is both cheaper and safer than another.

Each measure is held to a bound while the cost is minimised (epsilon-constraint): a share or an HHI
by a limit on the whole plan that is added to the case, days of cover by the ``cover_target`` of
the company's stockpiles, at a price for missing cover that nothing else is worth. The tail (CVaR)
is traded by its weight instead, which finds the same plans as a bound would, since both problems
are convex. The bounds lie evenly between what the cheapest plan comes to and the safest that can be
reached with no more shortage.
"""

import dataclasses
import math
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import product
from typing import Literal, cast

import numpy as np

from models.allocation.facts import Facts
from models.case import MASSES_IN_KG, Case, Limit
from models.check import Measures
from models.edit import Edit, edited, touched
from models.program import Array
from models.resolve import Resolver
from planner.studies import Frontier, Measure, Point, Trade
from planner.study.phrases import Asked
from planner.study.points import Ask, PointSolver, as_row, chunks, of_row
from planner.study.solvers import Row, Run

POINTS = 12
CROSSED = 6
"""Points along each of two measures."""
WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0)
COVER_MONTHS = 6
"""Cover is asked for up to so many months."""
DEAREST = 5.0
"""Missing cover costs this many times what the material costs at most, per period."""
BISECTIONS = 14
SAME = 1e-7
Stage = Literal["direct", "mined", "separated", "metal", "magnet", "any"]
Weight = Literal["quantity", "reo", "spend"]
UNITS = {"share": "points", "hhi": "HHI", "cover": "periods"}
PER_CHUNK = 4


class FrontierSolver(PointSolver):
    """Points with what their measures come to: ``values`` of added limits, ``covers`` of stock."""

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
            self.kept.append({"values": {}, "covers": {}})
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
        self.kept.append({"values": values, "covers": covers})


class EndSolver:
    """Finds the safest value of a measure that can be reached with no more shortage."""

    def __init__(self, case: Case, met: tuple[str, ...]) -> None:
        """``met``: materials of which the cheapest plan is never short."""
        self._resolver = Resolver(firm(case, met))

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


def study_frontier(
    case: Case, asked: Sequence[Asked], run: Run, count: int | None = None, gap: float = 1e-3
) -> Frontier:
    """Trade cost against the measures asked for; ``count`` points along each."""
    traded = [one for one in asked if one.kind != "cost"]
    case = case.in_order()
    widened = _widened(case, traded)
    measures = tuple(_measure(one, case) for one in traded)
    free = _free(traded, widened)
    first = run("base", partial(FrontierSolver, widened, gap), [(Ask("base", free),)])[0]
    if first is None or first["point"]["objective"] is None:
        base = Point("base", {}, "stopped") if first is None else of_row(first["point"])
        return Frontier(case, base, measures, ())
    base = of_row(first["point"])
    if any(one.kind == "cover" for one in traded):
        # Nobody would fill stockpiles while the works stand still.
        widened = firm(widened, _met(widened, first))
    bounds = [
        _bounds_of(
            one, widened, first, run, (n, count or (POINTS if len(traded) == 1 else CROSSED))
        )
        for n, one in enumerate(traded)
    ]
    asks, wanted = _asks(traded, widened, bounds)
    rows = run("points", partial(FrontierSolver, widened, gap), chunks(asks, PER_CHUNK))
    trades, left = [], []
    for bound, row in zip(wanted, rows, strict=True):
        if row is None:
            continue
        point = _priced(of_row(row["point"]), traded)
        if point.objective is None:
            left.append(point)
        else:
            trades.append(Trade(point, bound, _reached(traded, widened, row, bound), {}))
    kept, dominated = _front(trades, measures)
    return Frontier(
        case=case,
        base=_priced(base, traded),
        measures=measures,
        trades=_with_knee(_with_marginals(kept, measures), measures),
        dominated=(*left, *(trade.point for trade in dominated)),
    )


def _measure(one: Asked, case: Case) -> Measure:
    assert one.kind != "cost"
    unit = UNITS.get(one.kind, case.settings.currency)
    return Measure(one.text, one.kind, unit, "more" if one.kind == "cover" else "less")


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
            unit=_unit(case, one),
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


def _unit(case: Case, one: Asked) -> str:
    """A unit for the limit where its materials do not share one."""
    units = {case.material[offer.material].unit for offer in case.offers}
    return "t" if len(units) > 1 and units <= MASSES_IN_KG.keys() else ""


def _cover_priced(case: Case, one: Asked) -> Case:
    """Missing cover of the company's stockpiles costs more than anything else is worth."""
    usual = 0.5 * _most_cover(case)
    edit = Edit("stockpiles", "cover_target", "set", usual, _piles(one))
    chosen = {case.stockpiles[i].stockpile for i in touched(case, edit)}
    dearest = _dearest(case)
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


def _piles(one: Asked) -> str:
    selector = one.of if one.of and one.of != "all" else ""
    return ",".join(part for part in (selector, "owner=company") if part)


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
        return Edit("stockpiles", "cover_target", "set", 0.0, _piles(one))
    if one.kind == "cvar":
        return Edit("settings", "risk_weight", "set", 0.0)
    return Edit("limits", "value", "set", 0.0, f"limit={_PREFIX}{n}")


def _free(traded: Sequence[Asked], case: Case) -> tuple[Edit, ...]:
    """Nothing asked of any measure."""
    edits = [
        Edit("stockpiles", "cover_target", "set", 0.0, _piles(one))
        for one in traded
        if one.kind == "cover"
    ]
    if any(one.kind == "cvar" for one in traded):
        edits.append(Edit("settings", "risk_measure", "set", "expected"))
    return tuple(edits)


def _bounds_of(
    one: Asked, case: Case, base: Row, run: Run, place: tuple[int, int]
) -> tuple[float, ...]:
    """The bounds a measure is held to, from loose to safe. ``place``: number, how many."""
    n, count = place
    if one.kind == "cvar":
        return WEIGHTS
    if one.kind == "cover":
        return tuple(np.linspace(0.0, _most_cover(case), count).tolist())
    now = base["values"].get(f"{_PREFIX}{n}")
    if not now:
        return (0.0,)
    setup = partial(EndSolver, case, _met(case, base))
    rows = run(f"ends {n}", setup, [((_edit_of(one, n), now),)])
    least = rows[0]["least"] if rows[0] else now
    return tuple(np.linspace(now, least, count).tolist())


def _met(case: Case, base: Row) -> tuple[str, ...]:
    """Materials of which the cheapest plan is never short."""
    short = {name for name, lack in base["point"]["short"].items() if lack > 0}
    return tuple(m for m in sorted(case.demanded) if m not in short)


def _asks(
    traded: Sequence[Asked], case: Case, bounds: Sequence[tuple[float, ...]]
) -> tuple[list[Ask], list[dict[str, float | None]]]:
    """Every combination of bounds, and what each asks of every measure."""
    tail = [Edit("settings", "risk_measure", "set", "cvar")]
    extra = tail if any(one.kind == "cvar" for one in traded) else []
    asks, wanted = [], []
    for values in product(*bounds):
        edits = [
            _edit_of(one, n).to(v) for n, (one, v) in enumerate(zip(traded, values, strict=True))
        ]
        name = "; ".join(f"{one.text} {v:.4g}" for one, v in zip(traded, values, strict=True))
        asks.append(Ask(name, (*extra, *edits)))
        wanted.append(
            {
                one.text: None if one.kind == "cvar" else value
                for one, value in zip(traded, values, strict=True)
            }
        )
    return asks, wanted


def _priced(point: Point, traded: Sequence[Asked]) -> Point:
    """The point at the money that is really paid.

    Missing cover is a measure here, not money; beside a tail the cost is the mean.
    """
    kinds = {one.kind for one in traded}
    if point.objective is None:
        return point
    if "cvar" in kinds and point.mean is not None:
        return dataclasses.replace(point, objective=point.mean)
    if "cover" not in kinds:
        return point
    missing = point.cost["cover"]
    cost = {**point.cost, "cover": 0.0, "total": point.cost["total"] - missing}
    return dataclasses.replace(point, objective=point.objective - missing, cost=cost)


def _reached(
    traded: Sequence[Asked], case: Case, row: Row, asked: Mapping[str, float | None]
) -> dict[str, float | None]:
    """What each measure comes to: cover is the mean over stockpiles and periods, at most as asked.

    Cover beyond what is asked for is none that anybody needs.
    """
    found: dict[str, float | None] = {}
    for n, one in enumerate(traded):
        if one.kind == "cvar":
            found[one.text] = row["point"]["cvar"]
        elif one.kind == "cover":
            wish = asked[one.text] or 0.0
            chosen = {case.stockpiles[i].stockpile for i in touched(case, _edit_of(one, n))}
            held = [min(c, wish) for pile in chosen for c in row["covers"].get(pile, ())]
            found[one.text] = float(np.mean(held)) if held else None
        else:
            found[one.text] = row["values"].get(f"{_PREFIX}{n}")
    return found


def _front(trades: Sequence[Trade], measures: Sequence[Measure]) -> tuple[list[Trade], list[Trade]]:
    """Those that no other beats in everything, from cheap to safe; and the rest."""
    scores = [_scores(trade, measures) for trade in trades]
    kept: list[Trade] = []
    beaten: list[Trade] = []
    for i, trade in enumerate(trades):
        worse = any(
            _beats(scores[j], scores[i]) or (j < i and _equals(scores[j], scores[i]))
            for j in range(len(trades))
            if j != i
        )
        (beaten if worse else kept).append(trade)
    kept.sort(key=lambda trade: trade.point.objective or 0.0)
    return kept, beaten


def _scores(trade: Trade, measures: Sequence[Measure]) -> list[float]:
    """Cost and measures, less being better."""
    values = [trade.point.objective or 0.0]
    for one in measures:
        value = trade.reached[one.text]
        sign = 1.0 if one.better == "less" else -1.0
        values.append(math.inf if value is None else sign * value)
    return values


def _beats(one: Sequence[float], other: Sequence[float]) -> bool:
    """Nowhere worse, somewhere better, beyond rounding."""
    nowhere = all(a <= b + SAME * max(abs(b), 1e-6) for a, b in zip(one, other, strict=True))
    somewhere = any(a < b - SAME * max(abs(b), 1e-6) for a, b in zip(one, other, strict=True))
    return nowhere and somewhere


def _equals(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) <= SAME * max(abs(b), 1e-6) for a, b in zip(one, other, strict=True))


def _with_marginals(trades: Sequence[Trade], measures: Sequence[Measure]) -> list[Trade]:
    """Cost of the next unit of safety: to the next safer point that asks the same of all else."""
    found = []
    for trade in trades:
        prices = {}
        for one in measures:
            safer = [t for t in trades if _only_safer(trade, t, one, measures)]
            step = {id(t): _step(trade, t, one) for t in safer}
            nearest = min(safer, key=lambda t: step[id(t)], default=None)
            prices[one.text] = (
                None
                if nearest is None
                else ((nearest.point.objective or 0.0) - (trade.point.objective or 0.0))
                / (step[id(nearest)] * (100.0 if one.unit == "points" else 1.0))
            )
        found.append(dataclasses.replace(trade, marginal=prices))
    return found


def _step(trade: Trade, other: Trade, one: Measure) -> float:
    """How much safer the other is, in the measure."""
    here, there = trade.reached[one.text], other.reached[one.text]
    if here is None or there is None:
        return -math.inf
    return here - there if one.better == "less" else there - here


def _only_safer(trade: Trade, other: Trade, one: Measure, measures: Sequence[Measure]) -> bool:
    same = all(trade.asked[m.text] == other.asked[m.text] for m in measures if m is not one)
    return same and _step(trade, other, one) > SAME


def _with_knee(trades: Sequence[Trade], measures: Sequence[Measure]) -> tuple[Trade, ...]:
    """Mark where safety begins to cost more: the point farthest below the line between the ends."""
    if len(measures) != 1 or len(trades) < 4:
        return tuple(trades)
    cost = np.array([trade.point.objective for trade in trades], dtype=float)
    safe = np.array([-_scores(trade, measures)[1] for trade in trades])
    if np.ptp(cost) <= 0 or np.ptp(safe) <= 0:
        return tuple(trades)
    across = (safe - safe.min()) / np.ptp(safe) - (cost - cost.min()) / np.ptp(cost)
    knee = int(np.argmax(across))
    return tuple(dataclasses.replace(t, knee=i == knee) for i, t in enumerate(trades))
