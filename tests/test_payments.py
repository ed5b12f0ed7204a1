"""What leaves the account in which period: by part, by supplier, in the currency of the offer."""

import math
from dataclasses import replace

import pytest
from described import drawings, grid, page_called, snapshot, texts
from random_cases import random_case
from sample_plan import infeasible_plan, sample_plan
from small_cases import JANUARY, OFFER_A, OFFER_B, Demand, make, need, years

from models.case import Case, ExchangeRate, License, Offer, OpenOrder, Settings
from models.check import measure
from planner.commands.plan_json import result
from planner.explain.payments import PAID_PARTS, paid_by_period, paid_by_year
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.page.drawing import Chart, Down
from planner.page.page import Page, grids
from planner.planning import plan_case
from planner.report import plan_pages
from planner.report.cash_flow import CashFlow
from planner.report.orders import orders_page
from planner.report.payments import payments_page
from planner.words import Language

MONTHS = ("2027-01", "2027-02", "2027-03", "2027-04")
SEEDS = range(8)


def monthly(offer: Offer, *rows: object, needs: Demand | None = None) -> Case:
    """100 t in each of four months, unless other needs are given."""
    needs = needs or need(100, 100, 100, 100)
    return make(offer, *rows, needs, settings=Settings(JANUARY, len(needs.values)))


def payments(plan: Plan, language: Language = "en") -> Page:
    """The page of payments."""
    found = payments_page(plan, Voice.of(plan.case, language))
    assert found is not None
    return found


def cash(plan: Plan, part: str = "purchase") -> dict[str, float]:
    """Period -> what is paid of a part, as the JSON has it."""
    rows = result(plan, "en")["cash"]
    return {row["period"]: row["money"] for row in rows if row["part"] == part}


def told(plan: Plan, key: str) -> dict[str, object]:
    """A column of the table of periods."""
    return {str(row["period"]): row[key] for row in grid(payments(plan), "periods").records()}


@pytest.mark.parametrize(
    ("after", "want"),
    [
        (0.0, dict.fromkeys(MONTHS, 1000)),
        (2.0, {"2027-03": 1000, "2027-04": 1000, "": 2000}),
        (1.5, {"2027-02": 1000, "2027-03": 1000, "2027-04": 1000, "": 1000}),
        (9.0, {"": 4000}),
    ],
)
def test_an_order_is_paid_whole_in_the_period_of_its_payment(
    after: float, want: dict[str, float]
) -> None:
    """100 t at 10 ordered in each of four months; a month and a half later is the next month."""
    plan = plan_case(monthly(replace(OFFER_A, pay_after=after)))
    assert cash(plan) == {period: pytest.approx(money) for period, money in want.items()}
    shown = told(plan, "purchase")
    assert shown.pop("After the plan", None) == (pytest.approx(want[""]) if "" in want else None)
    assert shown == {month: pytest.approx(want.get(month, 0.0)) for month in MONTHS}


def test_each_order_says_when_it_is_paid() -> None:
    """That of March, two months later, in May: a month that is not the plan's."""
    plan = plan_case(monthly(replace(OFFER_A, pay_after=2.0)))
    assert [line.due for line in plan.orders] == ["2027-03", "2027-04", "2027-05", "2027-06"]
    rows = result(plan, "en")["orders"]
    assert [row["due"] for row in rows] == [line.due for line in plan.orders]


def test_what_is_ordered_and_not_paid_yet_is_owed() -> None:
    """Two months' orders, from the second month on; nothing after the plan."""
    plan = plan_case(monthly(replace(OFFER_A, pay_after=2.0)))
    after = {"After the plan": 0.0}
    owed = dict(zip(MONTHS, (1000, 2000, 2000, 2000), strict=True)) | after
    assert told(plan, "owed") == {time: pytest.approx(money) for time, money in owed.items()}
    ordered = dict.fromkeys(MONTHS, 1000) | after
    assert told(plan, "ordered") == {time: pytest.approx(money) for time, money in ordered.items()}
    said = texts(payments(plan))
    assert "2,000 USD is paid within the plan; 2,000 USD falls due after it." in said
    assert (
        "What is ordered and not yet paid for is largest at the end of 2027-02: 2,000 USD." in said
    )


def test_orders_paid_at_once_need_no_columns_of_what_is_owed() -> None:
    """One sentence says it. Suppliers stand on the schedule, and no order has a column for it."""
    plan = plan_case(monthly(OFFER_A))
    shown = payments(plan)
    assert "Every order is paid in the period of the order." in texts(shown)
    keys = [column.key for column in grid(shown, "periods").columns]
    assert keys == ["period", "purchase"]
    assert [one.key for one in grids(shown.blocks)] == ["periods"]
    orders = grid(orders_page(plan, Voice.of(plan.case, "en")), "orders")
    assert not {"due", "amount", "currency"} & {column.key for column in orders.columns}


def test_take_or_pay_is_paid_at_once() -> None:
    """Of 300 t 50 are not taken: 500 in the year's last period, be orders paid a year later."""
    offer = replace(OFFER_A, pay_after=1.0, contract_per_year=150.0, take_or_pay=1.0)
    plan = plan_case(make(offer, need(100, 200), settings=years(2)))
    assert cash(plan, "take_or_pay") == {"2027": pytest.approx(500)}
    assert cash(plan) == {"2028": pytest.approx(1000), "": pytest.approx(2000)}


def two_currencies() -> Plan:
    """60 t of A at 10 EUR, paid two months later, the rest of B at 40 USD; a euro is 2, then 3."""
    euros = replace(OFFER_A, currency="EUR", max_per_period=60.0, pay_after=2.0)
    dollars = replace(OFFER_B, price=40.0)
    rates = ExchangeRate("EUR", (2.0, 3.0, 3.0, 3.0))
    return plan_case(monthly(euros, dollars, rates))


def test_amounts_are_those_of_the_offers_currency() -> None:
    """600 EUR of each month, whatever a euro is; in the plan's money at the rate of the order."""
    plan = two_currencies()
    euros = [line for line in plan.orders if line.supplier == "A"]
    assert [line.currency for line in euros] == ["EUR"] * 4
    assert [line.amount for line in euros] == [pytest.approx(600)] * 4
    assert [line.cost for line in euros] == [pytest.approx(c) for c in (1200, 1800, 1800, 1800)]
    assert cash(plan) == {
        "2027-01": pytest.approx(1600),
        "2027-02": pytest.approx(1600),
        "2027-03": pytest.approx(1600 + 1200),
        "2027-04": pytest.approx(1600 + 1800),
        "": pytest.approx(3600),
    }


def test_currencies_and_suppliers_stand_by_the_period_of_payment() -> None:
    """Two months of euros within the plan, two after it; each row in its own money."""
    shown = payments(two_currencies())
    rows = grid(shown, "currencies").records()
    assert [row["payee"] for row in rows] == ["A, EUR", "All suppliers, USD"]
    found = [[row[str(i)] for i in range(6)] for row in rows]
    assert found == [
        [pytest.approx(x) for x in (0, 0, 600, 600, 1200, 2400)],
        [pytest.approx(x) for x in (1600, 1600, 1600, 1600, 0, 6400)],
    ]
    rows = grid(shown, "suppliers").records()
    assert [row["supplier"] for row in rows] == ["A", "B"]
    assert [rows[0][str(i)] for i in range(5)] == [
        pytest.approx(x) for x in (0, 0, 1200, 1800, 3600)
    ]


def test_two_suppliers_of_a_currency_have_a_row_together() -> None:
    """A and B both want euros: 60 t at 10 and 40 t at 12 a month."""
    offers = (
        replace(OFFER_A, currency="EUR", max_per_period=60.0),
        replace(OFFER_B, currency="EUR"),
    )
    plan = plan_case(monthly(offers[0], offers[1], ExchangeRate("EUR", (2.0,) * 4)))
    rows = grid(payments(plan), "currencies").records()
    assert [(row["payee"], row["4"]) for row in rows] == [
        ("All suppliers, EUR", pytest.approx(4 * 1080)),
        ("A, EUR", pytest.approx(2400)),
        ("B, EUR", pytest.approx(1920)),
    ]


def test_only_the_granted_share_is_paid() -> None:
    """125 t are ordered for 100 t; 1,000 are paid, in euros 500."""
    offer = replace(OFFER_A, license="permit", currency="EUR", price=5.0, pay_after=1.0)
    case = make(
        offer,
        License("permit", "CN", grant=0.8),
        ExchangeRate("EUR", (2.0, 2.0)),
        need(100, 0),
        settings=Settings(JANUARY, 2),
    )
    plan = plan_case(case)
    (line,) = plan.orders
    assert (line.cost, line.amount) == (pytest.approx(1000), pytest.approx(500))
    assert cash(plan) == {"2027-02": pytest.approx(1000)}


@pytest.mark.parametrize("seed", SEEDS)
def test_orders_add_up_to_the_cash_of_the_audit(seed: int) -> None:
    """By the period of the payment, and back to each order's cost at the rate of its period."""
    case = random_case(seed, {"currencies", "pay_later", "leads", "discount", "rising"})
    plan = plan_case(case)
    if not plan.orders:
        pytest.fail(f"seed {seed} has no plan")
    paid: dict[str, float] = {}
    inside = {plan.case.calendar.label(t): t for t in range(plan.case.settings.periods)}
    rates = {row.currency: row.values for row in plan.case.fx}
    for line in plan.orders:
        due = line.due if line.due in inside else ""
        paid[due] = paid.get(due, 0.0) + line.cost
        own = line.currency == plan.case.settings.currency
        rate = 1.0 if own else rates[line.currency][inside[line.period]]
        assert rate is not None
        assert line.amount * rate == pytest.approx(line.cost)
    assert cash(plan) == {time: pytest.approx(money, rel=1e-6) for time, money in paid.items()}


@pytest.mark.parametrize("seed", SEEDS)
def test_years_are_the_sums_of_their_periods(seed: int) -> None:
    """Nothing is lost on the way from the audit's cash to the budget."""
    case = random_case(seed, {"stock", "processes", "pay_later", "contracts"})
    plan = plan_case(case)
    assert plan.decisions is not None
    audited = measure(plan.case, plan.decisions).cash
    whole = math.fsum(math.fsum(audited[part].tolist()) for part in PAID_PARTS)
    by_period, by_year = paid_by_period(plan), paid_by_year(plan)
    assert math.fsum(by_period.values()) == pytest.approx(whole, abs=1e-3)
    for year, money in by_year.items():
        mine = [paid for period, paid in by_period.items() if period[:4] == year]
        assert money == pytest.approx(math.fsum(mine))


@pytest.mark.parametrize("periods", [12, 15, 36])
def test_what_is_printed_adds_up_to_what_is_paid(periods: int) -> None:
    """By window on paper and by period on the screen; the chart shows every period."""
    offer = replace(OFFER_A, pay_after=3.0)
    plan = plan_case(monthly(offer, OFFER_B, needs=need(*range(100, 100 + periods))))
    shown = payments(plan)
    longer = periods > 14
    tables = ["periods", "suppliers"]
    tables += ["every period", "suppliers by period"] if longer else []
    for key in tables:
        table = grid(shown, key)
        sums = (float(str(row[name] or 0)) for row in table.records() for name in table.summed)
        assert math.fsum(sums) == pytest.approx(math.fsum(line.cost for line in plan.orders))
    (chart,) = drawings(shown)
    assert isinstance(chart, Chart)
    bars = chart.series[0].values
    assert isinstance(bars, Down)
    assert len(grid(shown, bars.grid).rows) == periods + 1
    owed = [row["owed"] for row in grid(shown, "periods").records()]
    last = math.fsum(line.cost for line in plan.orders[-3:])
    assert owed[-2:] == [pytest.approx(last), 0.0]


def test_with_risk_the_payments_are_those_of_the_mean() -> None:
    """A license granted to four fifths: 80 of 100 t are paid for in the mean."""
    offer = replace(OFFER_A, license="permit", max_per_period=100.0, pay_after=1.0)
    case = make(
        offer,
        replace(OFFER_B, price=900.0),
        License("permit", "CN", grant=0.8),
        need(100, 100),
        settings=Settings(JANUARY, 2, futures=20, risk_measure="expected"),
    )
    plan = plan_case(case)
    flow = CashFlow(plan)
    assert math.fsum(cash(plan).values()) == pytest.approx(math.fsum(flow.ordered.values()))
    remark = grid(payments(plan), "periods").remark
    assert remark == "With risk the payments are those of the orders in the mean future."


def test_open_orders_are_said_not_to_be_in_it() -> None:
    """What was ordered before is paid for outside the case."""
    case = monthly(OFFER_A, OpenOrder("a", JANUARY, 40.0))
    remark = grid(payments(plan_case(case)), "periods").remark
    assert "open orders" in remark


def test_where_nothing_is_paid_there_is_no_page() -> None:
    """Neither without a plan nor without a bill."""
    idle = plan_case(make(OFFER_A, need(0, 0), settings=years(2)))
    for plan in (idle, infeasible_plan()):
        assert "Payments" not in [page.name for page in plan_pages(plan, "en")]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_reads_as_it_is_kept(language: Language) -> None:
    """Two currencies and a payment two months later, and the same of the made-up plan."""
    plan = two_currencies()
    orders = orders_page(plan, Voice.of(plan.case, language))
    snapshot(f"payments-{language}", [payments(plan, language), orders])


def test_the_made_up_plan_has_its_page() -> None:
    """Behind the costs."""
    pages = plan_pages(sample_plan(), "en")
    names = [page.name for page in pages]
    assert names.index("Payments") == names.index("Costs") + 1
    rows = grid(page_called(pages, "Payments"), "periods").records()
    assert len(rows) == 13
