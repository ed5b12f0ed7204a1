"""Hand-made tornado, Monte Carlo, frontier and room of the made-up case: round, easy to check."""

import numpy as np
from sample_case import CASE

from planner.outcomes.plan import Conflict
from planner.outcomes.point import Axis, Bought, Point
from planner.study.frontier.found import FrontierFound, TradedMeasure, TradeOff
from planner.study.monte_carlo.found import MonteCarloFound
from planner.study.room.found import Range, RoomFound, Turning
from planner.study.tornado.found import Bar, TornadoFound

RUN = {
    "input": "korea_magnets.xlsx",
    "input_sha256": "9f2b" * 16,
    "versions": {"planner": "0.1.0"},
    "started": "2026-11-21T09:30:00",
}
NO_DY = Conflict("limit", "dy_outside", "2027", 0.2, 0.05, "share", policy=True)
SHARE = TradedMeasure("share country=CN stage=any", "share", "points", "less")
COVER = TradedMeasure("cover", "cover", "periods", "more")
LINE = (0.8, 0.6, 0.5, 0.4)


def bought(lynas: float, shenghe: float, mp: float = 0.0) -> tuple[Bought, ...]:
    """Orders of three suppliers, at 0.1 M a tonne."""
    rows = (("lynas", "AU", lynas), ("shenghe", "CN", shenghe), ("mp", "US", mp))
    return tuple(
        Bought(supplier, country, "NdPr_ox", amount, "t", 1e5 * amount)
        for supplier, country, amount in rows
        if amount
    )


def point(name: str, cost: float, rows: tuple[Bought, ...], **more: object) -> Point:
    """A point with a plan."""
    total = sum(row.quantity for row in rows)
    shares = {row.country: row.quantity / total for row in rows}
    return Point(
        name=name,
        edits=dict(more.pop("edits", {})),  # type: ignore[call-overload]
        status="optimal",
        objective=cost,
        cost={"total": cost, "purchase": cost},
        bought=rows,
        quantities={row.supplier: row.quantity for row in rows},
        shares=shares,
        look_through=shares,
        shortage=float(more.pop("shortage", 0.0)),  # type: ignore[arg-type]
        cover_min=0.5,
        checked=True,
    )


BASE = point("base", 50e6, bought(200.0, 300.0))
NONE = Point("none", {}, "infeasible", conflicts=(NO_DY,))


def tornado() -> TornadoFound:
    """Demand matters, a limit breaks the plan, freight hardly matters, prices change suppliers."""

    def bar(label: str, ko: str, en: str, low: Point, high: Point) -> Bar:
        return Bar(label, ko, en, low, high, 0.8, 1.2)

    same = bought(200.0, 300.0)
    return TornadoFound(
        CASE,
        BASE,
        0.2,
        (
            bar("limit dy", "한도 dy_outside", "Limit dy_outside", point("a", 49e6, same), NONE),
            bar(
                "demand",
                "수요",
                "Demand",
                point("b", 40e6, same),
                point("c", 62e6, same, shortage=12.0),
            ),
            bar(
                "price CN",
                "중국 가격",
                "Prices in China",
                point("d", 45e6, bought(100.0, 400.0)),
                point("e", 54e6, bought(300.0, 150.0, 50.0)),
            ),
            bar("freight", "운임", "Freight", point("f", 49.99e6, same), point("g", 50.01e6, same)),
        ),
        RUN,
    )


DEMAND, PRICE = "demand.each times", "prices.each where country=CN times"


def monte_carlo(count: int = 200) -> MonteCarloFound:
    """Cost is 50 M x demand; the top twentieth of demand has no plan; MP sells above 1.1."""
    demand = np.linspace(0.8, 1.2, count)
    price = np.random.default_rng(1).uniform(0.9, 1.1, count)
    points = []
    for i, (d, p) in enumerate(zip(demand.tolist(), price.tolist(), strict=True)):
        edits = {DEMAND: d, PRICE: p}
        if d > 1.18:
            points.append(Point(f"draw {i}", edits, "infeasible", conflicts=(NO_DY,)))
        else:
            rows = bought(200.0, 300.0 * d, 50.0 if d > 1.1 else 0.0)
            points.append(point(f"draw {i}", 50e6 * d, rows, edits=edits))
    costs = [one.objective for one in points if one.objective is not None]
    return MonteCarloFound(
        CASE,
        BASE,
        (Axis(PRICE, (0.9, 1.1)), Axis(DEMAND, (0.8, 1.2))),
        tuple(points),
        {PRICE: 0.02, DEMAND: 0.999},
        {p: float(np.percentile(costs, p)) for p in (5, 50, 95)},
        7,
        RUN,
    )


def _trade(share: float, cost: float, price: float | None, *, knee: bool = False) -> TradeOff:
    rows = bought(500.0 * (1 - share), 500.0 * share)
    made = point(f"share {share}", cost, rows)
    return TradeOff(made, {SHARE.text: share}, {SHARE.text: share}, {SHARE.text: price}, knee)


def frontier() -> FrontierFound:
    """80% to 40%: 0.1 M a point to 60%, 0.2 M to 50%, then 1 M a point."""
    trades = (
        _trade(0.8, 50e6, 0.1e6),
        _trade(0.6, 52e6, 0.2e6),
        _trade(0.5, 54e6, 1.0e6, knee=True),
        _trade(0.4, 64e6, None),
    )
    return FrontierFound(CASE, BASE, (SHARE,), trades, (NONE,), RUN)


def grid() -> FrontierFound:
    """Two measures crossed: shares of 80, 60, 50, 40% by 0, 1, 2 months; one corner is missing."""
    trades = []
    for cover in (0.0, 1.0, 2.0):
        for share in LINE:
            if (share, cover) == (0.4, 2.0):
                continue
            values = {SHARE.text: share, COVER.text: cover}
            made = point(f"{share} {cover}", 50e6 + 20e6 * (0.8 - share) + 1e6 * cover, BASE.bought)
            safer = {SHARE.text: 0.2e6, COVER.text: 1e6}
            trades.append(TradeOff(made, values, values, safer))
    return FrontierFound(CASE, BASE, (SHARE, COVER), tuple(trades), (NONE,), RUN)


def room() -> RoomFound:
    """Shenghe can go, Lynas cannot, MP can come in; Dy of Shenghe is counted in kilograms."""
    return RoomFound(
        CASE,
        BASE,
        0.01,
        (
            Range("supplier", "lynas", "t", 195.0, 200.0, 320.0),
            Range("supplier", "shenghe", "t", 0.0, 300.0, 310.0),
            Range("supplier", "mp", "t", 0.0, 0.0, 120.0),
            Range("supplier", "northern", "kg", 0.0, 0.0, 900.0),
            Range("country", "CN", "t REO", 0.0, 300.0, 310.0),
            Range("country", "AU", "t REO", 195.0, 200.0, 320.0),
        ),
        (
            Turning("mp_ndpr", "mp", "NdPr_ox", "USD", "kg", False, 104.0, -5.2),
            Turning("neo_ndpr", "neo", "NdPr_ox", "USD", "kg", False, 109.0, -21.8),
            Turning("vn_metal", "vnmetal", "NdPr_metal", "USD", "kg", False, 118.0, None, "free"),
            Turning("shenghe_ndpr", "shenghe", "NdPr_ox", "USD", "kg", True, 82.0, 8.2),
            Turning("lynas_ndpr", "lynas", "NdPr_ox", "USD", "kg", True, 98.0, None, "needed"),
        ),
        (point("shenghe least", 50.4e6, bought(320.0, 0.0, 120.0)),),
        RUN,
    )
