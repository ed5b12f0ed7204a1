"""A dual times a small change is what a re-solve costs more; degenerate optima say so.

Cases are those of ``small_cases``: ``a`` at 10 from China, ``b`` at 12 from Australia, 100 t.
The published duals and ranges of New Bedford Steel stand in ``test_outside_optima``.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import replace

import pytest
from small_cases import DY, ND, OFFER_A, OFFER_B, SCRAP, STORE, make, need, years

from models.case import (
    Arising,
    Capacity,
    Case,
    Limit,
    PricePath,
    Process,
    Recipe,
    Return,
    Stockpile,
    Tier,
)
from planner.outcomes.plan import DemandLine, LimitLine, Plan, ShadowPrice
from planner.planning import plan_case

BOTH = (OFFER_A, OFFER_B)
CN_SHARE = Limit("cn", "share", of="country=CN", value=0.6)
BOUNDED = replace(OFFER_A, max_per_period=80)

RECYCLING = (
    SCRAP,
    Return("scrap", "Nd", 0.1, 1.3),
    Arising("scrap", "", (2.0, 2.0, 2.0)),
    Process("recycle", cost=1, values=(None,) * 3),
    Recipe("recycle", "scrap", -1),
    Recipe("recycle", "Nd", 0.5),
)
COVERED = replace(STORE, cover_target=1.5, cover_cost=2, opening=20)

DEMAND_CASES: dict[str, Case] = {
    "one offer": make(OFFER_A, need(100, 90)),
    "dearer beyond a tier": make(OFFER_A, Tier("a", 70, 11), need(100, 60)),
    "dearer beyond a maximum": make(BOUNDED, OFFER_B, need(100, 60)),
    "a share of what is bought": make(*BOTH, CN_SHARE, need(100, 90)),
    "an HHI": make(*BOTH, Limit("hhi", "hhi", value=5800), need(100)),
    "paid later": make(BOUNDED, OFFER_B, need(100, 90), settings=years(2, 0.25)),
    "stored from a cheaper period": make(
        replace(ND, hold_cost=0.7), OFFER_A, PricePath("a", (10, 14)), STORE, need(100, 90)
    ),
    "soft cover": make(
        replace(ND, hold_cost=1), OFFER_A, PricePath("a", (10, 11, 15)), COVERED, need(100, 90, 80)
    ),
    "hard cover": make(
        OFFER_A, PricePath("a", (10, 14, 11)), replace(STORE, cover_min=0.6), need(100, 90, 80)
    ),
    "cover after the end": make(
        OFFER_A,
        PricePath("a", (10, 14)),
        replace(STORE, cover_min=1.5),
        replace(need(100, 90), beyond=(50.0, 60.0)),
    ),
    "returns of scrap": make(*RECYCLING, BOUNDED, OFFER_B, need(100, 100, 100)),
    "shortage": make(replace(ND, shortage_cost=30), BOUNDED, need(100, 60)),
    "shortage and returns": make(
        *RECYCLING, replace(ND, shortage_cost=30), BOUNDED, need(100, 90, 120)
    ),
}


def dearer_by(case: Case, other: Case) -> float:
    plan, next_plan = plan_case(case), plan_case(other)
    assert plan.objective is not None and next_plan.objective is not None
    return next_plan.objective - plan.objective


def with_demand(case: Case, t: int, step: float) -> Case:
    row = case.demand[0]
    values = tuple((value or 0.0) + step * (u == t) for u, value in enumerate(row.values))
    return dataclasses.replace(case, demand=(replace(row, values=values),))


@pytest.mark.parametrize("name", DEMAND_CASES)
def test_one_more_unit_of_demand(name: str) -> None:
    """Through balance, cover, returns and shortage: the dual lies between the costs of -1 and +1.

    Where the optimum is not degenerate both sides agree and the dual is the change itself.
    """
    case = DEMAND_CASES[name]
    plan = plan_case(case)
    for t, line in enumerate(plan.demand):
        assert line.dual is not None
        more = dearer_by(case, with_demand(case, t, 1e-3)) / 1e-3
        less = -dearer_by(case, with_demand(case, t, -1e-3)) / 1e-3
        assert less - 1e-4 <= line.dual <= more + 1e-4
        if more - less < 1e-4:
            assert line.dual == pytest.approx(more, abs=2e-4)


def test_demand_of_the_last_period_counts_in_the_cover_after_it() -> None:
    """Without columns beyond the plan the last demand is repeated: 0.6 of it is held as well.

    Storing is free, so all is bought at 10 in the first period.
    """
    plan = plan_case(DEMAND_CASES["hard cover"])
    assert plan.demand[-1].dual == pytest.approx(1.6 * 10)


def only_limit(plan: Plan) -> LimitLine:
    (line,) = plan.limits
    return line


LIMIT_CASES: dict[str, Case] = {
    "share at most": make(*BOTH, CN_SHARE, need(100)),
    "share at least": make(
        *BOTH, Limit("au", "share", of="country=AU", sense="min", value=0.3), need(100)
    ),
    "share by spend": make(*BOTH, replace(CN_SHARE, weight="spend", value=0.5), need(100)),
    "share over two periods": make(*BOTH, CN_SHARE, need(100, 50), settings=years(2, 0.25)),
    "amount at most": make(*BOTH, Limit("a", "amount", of="offer=a", value=60), need(100)),
    "amount in kg": make(
        *BOTH, Limit("a", "amount", of="offer=a", value=60_000, unit="kg"), need(100)
    ),
    "average at most": make(
        replace(OFFER_A, attributes=(("co2", 40.0),)),
        replace(OFFER_B, attributes=(("co2", 10.0),)),
        Limit("co2", "average", attribute="co2", value=25),
        need(100),
    ),
    "stock at least": make(
        replace(ND, hold_cost=1),
        OFFER_A,
        STORE,
        Limit("reserve", "stock", of="all", sense="min", value=40),
        need(100),
    ),
    "soft share": make(*BOTH, replace(CN_SHARE, kind="soft", penalty=1.5), need(100)),
    "HHI": make(*BOTH, Limit("hhi", "hhi", value=5800), need(100)),
    "HHI of spend": make(*BOTH, Limit("hhi", "hhi", value=5500, weight="spend"), need(100)),
    "soft HHI": make(
        *BOTH, Limit("hhi", "hhi", value=5800, kind="soft", penalty=1), need(100)
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LIMIT_CASES)
def test_one_more_unit_of_a_limit(name: str) -> None:
    """The dual is the change of cost per unit of the limit's value, up and down."""
    case = LIMIT_CASES[name]
    line, row = only_limit(plan_case(case)), case.limits[0]
    assert line.dual is not None and line.dual != 0
    for step in (1e-3 * row.value, -1e-3 * row.value):
        other = dataclasses.replace(case, limits=(replace(row, value=row.value + step),))
        assert dearer_by(case, other) == pytest.approx(step * line.dual, rel=5e-3)


def test_a_loose_limit_is_worth_nothing() -> None:
    """A limit that does not bind has a dual of exactly 0, one that binds a sign."""
    loose = only_limit(plan_case(make(OFFER_A, replace(CN_SHARE, value=1.0), need(100))))
    binds = only_limit(plan_case(LIMIT_CASES["share at most"]))
    least = only_limit(plan_case(LIMIT_CASES["share at least"]))
    assert (loose.dual, str(loose.dual)) == (0.0, "0.0")
    assert binds.dual == pytest.approx(-200) and binds.binding
    assert least.dual == pytest.approx(200) and least.binding


def test_the_range_of_a_limits_dual() -> None:
    """60 of A at most, B has 70: the price of 2 per t holds for bounds between 30 and 100."""
    limit = Limit("a", "amount", of="offer=a", value=60)
    case = make(OFFER_A, replace(OFFER_B, max_per_period=70), limit, need(100))
    line = only_limit(plan_case(case))
    assert line.dual == pytest.approx(-2)
    assert line.dual_range == pytest.approx((30, 100))


def priced(plan: Plan, kind: str) -> ShadowPrice:
    (found,) = [price for price in plan.shadow_prices if price.kind == kind]
    return found


@pytest.mark.parametrize(
    ("kind", "build", "bound", "change"),
    [
        ("capacity", lambda q: make(*BOTH, Capacity("A", "Nd", (q,)), need(100)), 60, -2),
        ("offer_max", lambda q: make(replace(OFFER_A, max_per_period=q), OFFER_B, need(100)),
         60, -2),
        ("offer_max", lambda q: make(replace(OFFER_A, max_total=q), OFFER_B, need(100)), 60, -2),
        ("offer_min", lambda q: make(OFFER_A, replace(OFFER_B, min_per_period=q), need(100)),
         30, 2),
        ("stock", lambda q: make(
            OFFER_A, PricePath("a", (10, 13)), Stockpile("store", "Nd", capacity=q), need(50, 50)),
         30, -3),
        ("process", lambda q: make(
            DY, replace(OFFER_B, offer="d", material="Dy", price=2), OFFER_A,
            Process("p", cost=1, max_per_period=q, values=(None,)), Recipe("p", "Dy", -1),
            Recipe("p", "Nd", 1), need(100)), 40, -7),
    ],
    ids=["capacity", "max_per_period", "max_total", "min", "stock", "process"],
)  # fmt: skip
def test_one_more_unit_of_something_scarce(
    kind: str, build: Callable[[float], Case], bound: float, change: float
) -> None:
    """The shadow price is what a re-solve with one unit more costs more (less: negative)."""
    price = priced(plan_case(build(float(bound))), kind)
    assert price.change == pytest.approx(change)
    assert price.bound == pytest.approx(bound)
    assert dearer_by(build(float(bound)), build(bound + 1.0)) == pytest.approx(change)


def test_an_idle_offer_enters_when_it_is_that_much_cheaper() -> None:
    """B at 12 beside A at 10 needs 2 less, and not a cent less than that."""
    price = priced(plan_case(make(*BOTH, need(100))), "idle_offer")
    assert (price.subject, price.change) == ("b", pytest.approx(2))
    for cut, enters in ((1.99, False), (2.01, True)):
        plan = plan_case(make(OFFER_A, replace(OFFER_B, price=12 - cut), need(100)))
        assert any(order.offer == "b" for order in plan.orders) is enters


def only_demand(plan: Plan) -> DemandLine:
    (line,) = plan.demand
    return line


def test_a_degenerate_optimum_says_so() -> None:
    """A gives exactly what is needed: one more t costs 12, one less saves 10."""
    plan = plan_case(make(replace(OFFER_A, max_per_period=100), OFFER_B, need(100)))
    assert plan.duals_unique is False
    assert priced(plan, "demand").degenerate
    assert 10 - 1e-9 <= (only_demand(plan).dual or 0) <= 12 + 1e-9


def test_a_plain_optimum_is_not_degenerate() -> None:
    """With room on both sides the price is the only one."""
    plan = plan_case(make(BOUNDED, OFFER_B, need(100)))
    assert plan.duals_unique is True
    assert not any(price.degenerate for price in plan.shadow_prices)
    assert only_demand(plan).dual_range == (pytest.approx(80), None)


def test_integers_have_no_duals() -> None:
    """Lots make a plan of whole numbers: no price per unit means anything."""
    plan = plan_case(make(replace(OFFER_A, lot=25), STORE, *LIMIT_CASES["amount in kg"].limits,
                          OFFER_B, need(100)))  # fmt: skip
    assert plan.run["integers"] is True
    assert plan.shadow_prices == () and plan.duals_unique is None
    assert {line.dual for line in (*plan.limits, *plan.demand)} == {None}
