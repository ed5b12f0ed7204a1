"""Made-up studies of the made-up case: round numbers that tests can check by eye."""

import dataclasses

from sample_case import CASE, RUN

from models.case import Case, Scenario
from models.edit import Edit
from planner.outcomes.plan import Conflict
from planner.outcomes.point import Axis, Bought, Point
from planner.study.scenarios.found import ScenariosFound
from planner.study.sweep.found import Breakpoint, SweepFound

PRICE = Edit("offers", "price", "times", 1.0, "country=CN")
CAP = Edit("limits", "value", "set", 0.5, "limit=cn_cap")
CONFLICT = Conflict("limit", "cn_cap", "2027", 0.3, 0.05, "share", policy=True)
SPENT_PER_T = {"lynas": 98e3, "shenghe": 82e3, "jlmag": 63e3, "seonglim": 88e3}
COUNTRY = {"lynas": "AU", "shenghe": "CN", "jlmag": "CN", "seonglim": "KR"}


def point(name: str, cost: float, shenghe: float = 100.0, **more: object) -> Point:
    """A plan of ``cost`` million that buys ``shenghe`` t there and the rest of 150 t at Lynas."""
    amounts = {"lynas": 150.0 - shenghe, "shenghe": shenghe, "jlmag": 300.0, "seonglim": 50.0}
    materials = {"lynas": "NdPr_ox", "shenghe": "NdPr_ox", "jlmag": "magnet", "seonglim": "magnet"}
    bought = tuple(
        Bought(ident, COUNTRY[ident], materials[ident], amount, "t", SPENT_PER_T[ident] * amount)
        for ident, amount in amounts.items()
        if amount
    )
    total, shares = sum(amounts.values()), dict.fromkeys(COUNTRY.values(), 0.0)
    for ident, amount in amounts.items():
        shares[COUNTRY[ident]] += amount / total
    spend = sum(row.spend for row in bought)
    made: dict[str, object] = {
        "edits": {},
        "status": "optimal",
        "objective": cost * 1e6,
        "cost": {"total": cost * 1e6, "purchase": spend, "holding": cost * 1e6 - spend},
        "bought": bought,
        "quantities": {row.supplier: row.quantity for row in bought},
        "shares": {code: share for code, share in shares.items() if share},
        "look_through": {"CN": min(1.0, shares["CN"] + 0.1)},
        "shortage": 0.0,
        "cover_min": 1.5,
        "checked": True,
    }
    return Point(name, **{**made, **more})  # type: ignore[arg-type]


def failing(name: str, edits: dict[str, float | str] | None = None) -> Point:
    """A point whose rules cannot all be kept."""
    return Point(name, edits or {}, "infeasible", conflicts=(CONFLICT,))


def scenario_case() -> Case:
    """The sample case with four scenarios, one of which nothing can meet."""
    rows = (
        Scenario("tariff", "offers", "country=CN", "duty", "plus", 0.25),
        Scenario("outage", "offers", "supplier=lynas", "max_per_period", "set", 0.0),
        Scenario("outage", "demand", "", "each", "times", 0.9, 24324, 24335),
        Scenario("calm", "stockpiles", "owner=government", "opening", "times", 2.0),
        Scenario("ban", "limits", "limit=cn_cap", "value", "set", 0.3),
    )
    return dataclasses.replace(CASE, scenarios=rows)


def sample_scenarios() -> ScenariosFound:
    """Tariff is dearest, outage is short, calm changes nothing, ban has no plan.

    The base plan cannot be held when the outage comes; the outage's plan is the one to hold.
    """
    tariff = {Edit.of(scenario_case().scenarios[0]).label: 0.25}
    points = (
        point("base", 50.0),
        point("tariff", 56.0, 40.0, edits=tariff),
        point("outage", 53.0, 150.0, shortage=0.75, short={"Dy_ox": 750.0}, cover_min=0.25),
        point("calm", 50.0),
        failing("ban"),
    )
    best = (50e6, 56e6, 53e6, 50e6)
    regret = (
        (0.0, 3e6, None, 0.0),
        (2e6, 0.0, 4e6, 2e6),
        (1e6, 1.5e6, 0.0, 1e6),
        (0.0, 3e6, None, 0.0),
    )
    replayed = tuple(
        tuple(None if r is None else r + c for r, c in zip(line, best, strict=True))
        for line in regret
    )
    broken = tuple(
        tuple(("cn_cap",) if (i, j) == (2, 1) else () for j in range(4)) for i in range(4)
    )
    return ScenariosFound(
        case=scenario_case(),
        points=points,
        notes={"tariff": "중국 관세: 25% on everything", "outage": "A mine stops: half a year"},
        names=("base", "tariff", "outage", "calm"),
        replayed=replayed,
        regret=regret,
        broken=broken,
        dropped=((0.0,) * 4,) * 4,
        premium=(0.0, 2e6, 1e6, 0.0),
        known=(0, 6, 3, 0),
        least_regret="outage",
        run=dict(RUN),
    )


def sample_line() -> SweepFound:
    """Price of China from 0.8 to 1.4: no plan at 1.4, Lynas enters at 0.95, exactly."""
    label = PRICE.label
    points = (
        point("0.8", 44.0, 150.0, edits={label: 0.8}),
        point("1", 50.0, 100.0, edits={label: 1.0}),
        point("1.2", 54.0, 60.0, edits={label: 1.2}, shortage=2.0, short={"magnet": 2.0}),
        failing("1.4", {label: 1.4}),
    )
    breaks = (
        Breakpoint(0.95, ("lynas",), (), 48.5e6, exact=True, width=0.0),
        Breakpoint(1.1, (), ("seonglim",), 52e6, exact=False, width=1e-3),
    )
    axis = Axis(label, (0.8, 1.0, 1.2, 1.4))
    return SweepFound("china_price", CASE, point("base", 50.0), (axis,), points, breaks)


def sample_grid() -> SweepFound:
    """Price of China crossed with the cap on it: no plan at 30%, whatever the price."""
    points = []
    for price, dearer in ((1.0, 0.0), (1.5, 9.0)):
        for cap, safer in ((0.3, None), (0.5, 2.0), (0.7, 0.0)):
            edits = {PRICE.label: price, CAP.label: cap}
            name = f"{price} {cap}"
            if safer is None:
                points.append(failing(name, edits))
            else:
                points.append(point(name, 50.0 + dearer + safer, 150 * cap, edits=edits))
    axes = (Axis(PRICE.label, (1.0, 1.5)), Axis(CAP.label, (0.3, 0.5, 0.7)))
    return SweepFound("price_by_cap", CASE, point("base", 50.0), axes, tuple(points))
