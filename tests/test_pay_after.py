"""An order paid later: its discounting, and the cash of each period, everywhere they are told."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from compare_pairs import compared
from described import grid
from random_cases import random_case
from small_cases import OFFER_A, OFFER_B, make, need, years

from models.allocate import allocate
from models.ask.resolve import Resolver
from models.ask.turning import turn
from models.case import Case, ExchangeRate, Limit, Tier
from models.check import check
from models.edit import Edit
from planner.explain.voice import Voice
from planner.planning import plan_case
from planner.report.costs import costs_page
from planner.study.points.solver import Ask, points_setup
from planner.workbook.read import read
from planner.workbook.write import case_rows, write_case

LATER = replace(OFFER_A, pay_after=1.0)
TENTH = partial(years, rate=0.1)


def cost(case: Case) -> float:
    """What the best plan costs."""
    found = allocate(case)
    assert found.objective is not None
    return found.objective


@pytest.mark.parametrize(
    ("after", "want"),
    [(0.0, 1000.0), (1.0, 1000 / 1.1), (0.5, 1000 / 1.1**0.5), (3.0, 1000 / 1.331)],
)
def test_an_order_is_discounted_when_it_is_paid(after: float, want: float) -> None:
    """100 t at 10 in the only year of the plan: later payments lie after its end."""
    case = make(replace(OFFER_A, pay_after=after), need(100), settings=TENTH(1))
    assert cost(case) == pytest.approx(want)


def test_periods_are_the_plans() -> None:
    """Six months are half a year."""
    months = replace(years(1, 0.1), period="month")
    case = make(replace(OFFER_A, pay_after=6.0), need(100), settings=months)
    assert cost(case) == pytest.approx(1000 / 1.1**0.5)


def test_the_rate_is_that_of_the_order() -> None:
    """Ordered at 2 USD for a euro, paid when it is 3."""
    offer = replace(LATER, currency="EUR", max_per_period=100.0)
    case = make(offer, ExchangeRate("EUR", (2.0, 3.0)), need(100, 0), settings=TENTH(2))
    assert cost(case) == pytest.approx(2000 / 1.1)


def test_tiers_duty_and_freight_are_paid_with_the_price() -> None:
    """60 t at 10, 40 t at 20, duty of a tenth, freight of 1."""
    offer = replace(LATER, duty=0.1, freight=1.0)
    case = make(offer, Tier("a", 60.0, 20.0), need(100), settings=TENTH(1))
    assert cost(case) == pytest.approx((600 * 1.1 + 800 * 1.1 + 100) / 1.1)


def test_order_cost_and_take_or_pay_are_paid_at_once() -> None:
    """7 for the order of 100 t; 50 t of 150 not taken."""
    offer = replace(LATER, order_cost=7.0, contract_per_year=150.0, take_or_pay=1.0)
    found = allocate(make(offer, replace(OFFER_B, price=99.0), need(100), settings=TENTH(1)))
    assert found.cost["order"] == pytest.approx(7.0)
    assert found.cost["take_or_pay"] == pytest.approx(500.0)
    assert found.cost["purchase"] == pytest.approx(1000 / 1.1)


def test_spend_in_a_limit_is_undiscounted() -> None:
    """At most 400 spent in China: 40 t at 10, whenever they are paid."""
    limit = Limit("cap", "amount", "country=CN", weight="spend", value=400.0)
    found = allocate(make(LATER, OFFER_B, limit, need(100), settings=TENTH(1)))
    assert found.objective == pytest.approx(400 / 1.1 + 60 * 12)


def test_the_audit_counts_it_by_itself() -> None:
    """What is claimed as if it were paid at once is found out."""
    case = make(LATER, need(100), settings=TENTH(1))
    found = allocate(case)
    assert found.decisions is not None
    assert check(found.case, found.decisions, found.objective, found.cost).passed
    assert not check(found.case, found.decisions, 1000.0).passed


def test_an_offer_turns_where_its_later_payment_is_worth_it() -> None:
    """B at 12 paid a year later is worth 12 / 1.1: it enters at 11."""
    case = make(OFFER_A, replace(OFFER_B, pay_after=1.0), need(100), settings=TENTH(1)).in_order()
    resolver = Resolver(case)
    found = turn(resolver, case.offers[1], resolver.answer(case))
    assert found.change == pytest.approx(-1.0)
    idle = [p for p in plan_case(case).shadow_prices if p.kind == "idle_offer"]
    assert [price.change for price in idle] == [pytest.approx(1.0)]


@pytest.mark.parametrize("seed", range(6))
def test_risk_counts_the_same(seed: int) -> None:
    """With nothing that can go wrong, the plan with risk costs what the plan without it costs."""
    case = random_case(seed, {"discount", "leads", "rising", "currencies", "pay_later"})
    risky = replace(case, settings=replace(case.settings, risk_measure="expected", futures=2))
    plan, riskless = plan_case(risky), plan_case(case)
    assert plan.objective == pytest.approx(riskless.objective, rel=2e-3)
    assert plan.check is not None and plan.check.passed


def test_an_edit_of_it_is_a_case_of_its_own() -> None:
    """Points of a sweep over it, each as if it were planned alone."""
    case = make(OFFER_A, OFFER_B, need(100, 100), settings=TENTH(2))
    edits = [Edit("offers", "pay_after", "set", 0.5 * i, "offer=b") for i in range(12)]
    points = points_setup(case)().points(tuple(Ask(str(i), (e,)) for i, e in enumerate(edits)))
    for edit, point in zip(edits, points, strict=True):
        later = replace(OFFER_B, pay_after=float(edit.value))
        alone = make(OFFER_A, later, need(100, 100), settings=TENTH(2))
        assert point.objective == pytest.approx(cost(alone))


def test_compare_counts_later_payment_as_price() -> None:
    """The same orders, paid a year later: 1000 / 1.1 instead of 1000."""
    a = make(OFFER_A, need(100), settings=TENTH(1))
    change = compared(a, make(LATER, need(100), settings=TENTH(1)))
    assert change.effects["price"] == pytest.approx(1000 / 1.1 - 1000)
    assert change.total_change == pytest.approx(1000 / 1.1 - 1000)
    assert sum(change.effects.values()) == pytest.approx(change.total_change)
    assert [step.inputs for step in change.bridge] == [("prices",)]
    assert [one.group for one in change.inputs] == ["prices"]


def test_compare_discounts_later_payment_at_another_rate() -> None:
    """The same orders and terms at 20% for 10%: all of it is discounting."""
    change = compared(
        make(LATER, need(100, 100), settings=TENTH(2)),
        make(LATER, need(100, 100), settings=years(2, 0.2)),
    )
    want = 1000 / 1.2 + 1000 / 1.44 - 1000 / 1.1 - 1000 / 1.21
    assert change.effects["discount"] == pytest.approx(want)
    assert change.effects["price"] == pytest.approx(0.0, abs=1e-6)
    assert change.effects["mix"] == pytest.approx(0.0, abs=1e-6)


def by_year(case: Case) -> dict[str, float]:
    """Cash of purchases on the page of costs, by its year; it is that of the plan's lines."""
    plan = plan_case(case)
    rows = grid(costs_page(plan, Voice.of(case, "en")), "budget").records()
    found = {str(row["year"]): float(row["purchase"] or 0.0) for row in rows}
    lines = {line.year or "After the plan": line.money for line in plan.cash}
    assert lines == {year: money for year, money in found.items() if money}
    return found


@pytest.mark.parametrize(
    ("after", "want"),
    [
        (0.0, {"2027": 1000, "2028": 1000}),
        (1.0, {"2027": 0, "2028": 1000, "After the plan": 1000}),
        (0.5, {"2027": 1000, "2028": 1000}),
        (1.5, {"2027": 0, "2028": 1000, "After the plan": 1000}),
        (7.0, {"2027": 0, "2028": 0, "After the plan": 2000}),
    ],
)
def test_cash_falls_into_the_year_of_its_payment(after: float, want: dict[str, float]) -> None:
    """1000 ordered in each of two years; none of it is lost."""
    offer = replace(OFFER_A, pay_after=after)
    case = make(offer, need(100, 100), settings=replace(TENTH(2), title="cash"))
    assert by_year(case) == {year: pytest.approx(money) for year, money in want.items()}


def test_it_is_read_from_a_workbook(tmp_path: Path) -> None:
    """Written and read it is the same; beyond 120 it is a fault at its cell."""
    path = tmp_path / "case.xlsx"
    write_case(path, case_rows(make(replace(OFFER_A, pay_after=1.5), need(100))), "en")
    case = read(path).case
    assert case is not None
    assert case.offers[0].pay_after == 1.5
    write_case(path, case_rows(make(replace(OFFER_A, pay_after=121.0), need(100))), "en")
    far = read(path)
    assert far.case is None
    assert [(f.key, f.seen) for f in far.faults if f.severity == "error"] == [("pay_after", "121")]
