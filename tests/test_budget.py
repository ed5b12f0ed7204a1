"""The budget: what is paid by part and year, and how it leads to what the plan costs."""

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from described import drawings, grid, texts
from random_cases import random_case
from sample_plan import sample_plan
from small_cases import OFFER_A, OFFER_B, STORE, make, need, years

from models.case import Case, License
from planner.explain import decision
from planner.explain.payments import paid_by_year
from planner.explain.voice import Voice
from planner.glossary.costs import PARTS
from planner.outcomes.plan import Plan
from planner.page.page import Page, Tiles
from planner.planning import plan_case
from planner.report import budget, plan_pages
from planner.report.costs import costs_page
from planner.report.overview import overview_page
from planner.report.summary import summary_page
from planner.words import Language

SEEDS = range(8)


def planned(seed: int) -> Plan:
    """A random case over several years, discounted, that has a plan."""
    case = random_case(seed, {"discount", "leads", "rising", "currencies", "stock", "processes"})
    return plan_case(
        replace(case, settings=replace(case.settings, period="year", discount_rate=0.1))
    )


def english(plan: Plan) -> Voice:
    """The voice of the plan."""
    return Voice.of(plan.case, "en")


def cash(plan: Plan, part: str) -> dict[str, float]:
    """What is paid of one part in each year."""
    found: dict[str, float] = {}
    for line in plan.cash:
        if line.part == part:
            found[line.year] = found.get(line.year, 0.0) + line.money
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_cash_is_what_orders_processing_and_shortages_say(seed: int) -> None:
    """Undiscounted, by year: the orders' payments, the runs' costs, what unmet demand costs."""
    plan = planned(seed)
    for part, lines in (
        ("purchase", plan.orders), ("process", plan.processing), ("shortage", plan.shortages)
    ):  # fmt: skip
        said: dict[str, float] = {}
        for line in lines:
            said[line.period[:4]] = said.get(line.period[:4], 0.0) + line.cost
        found = cash(plan, part)
        assert set(found) == {year for year, money in said.items() if money > 1e-6}
        assert found == {year: pytest.approx(said[year], rel=1e-6) for year in found}


@pytest.mark.parametrize("seed", SEEDS)
def test_discounting_the_cash_gives_the_cost(seed: int) -> None:
    """A year from the start on it is worth 1 / 1.1, of every part alike."""
    plan = planned(seed)
    first = int(plan.case.calendar.label(0)[:4])
    for part in PARTS:
        now = math.fsum(
            money / 1.1 ** (int(year) - first) for year, money in cash(plan, part).items()
        )
        assert now == pytest.approx(plan.cost[part], rel=1e-6, abs=1e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bridge_leads_to_the_total_cost(seed: int) -> None:
    """The live sum of its steps is the plan's cost; its first step is the budget."""
    plan = planned(seed)
    steps = budget.bridge_grid(plan, english(plan)).records()
    total = math.fsum(float(str(step["money"])) for step in steps)
    assert total == pytest.approx(plan.cost["total"], rel=1e-9, abs=1e-6)
    assert steps[0]["money"] == pytest.approx(math.fsum(paid_by_year(plan).values()))


def test_a_bridge_of_two_years() -> None:
    """1,000 in each year at 10% a year; 50 t short at 30 in the second are counted, not paid."""
    offer = replace(OFFER_A, max_per_period=100.0)
    case = make(offer, need(100, 150), settings=years(2, 0.1))
    nd = replace(case.materials[0], shortage_cost=30.0)
    plan = plan_case(replace(case, materials=(nd,)))
    grid_of = budget.bridge_grid(plan, english(plan))
    assert [(row["step"], row["money"]) for row in grid_of.records()] == [
        ("Budget in all (undiscounted)", pytest.approx(2000)),
        ("Discounting to the start", pytest.approx(1000 / 1.1 - 1000)),
        ("Shortage (no bill, counted only)", pytest.approx(1500 / 1.1)),
    ]
    assert grid_of.total == "Total cost, USD"


@pytest.mark.parametrize("plan", [sample_plan(), *map(planned, SEEDS)])
def test_shares_of_the_parts_add_up_to_one(plan: Plan) -> None:
    """The credit for closing stock is taken off; on Costs and on Overview."""
    for make_page in (costs_page, overview_page):
        rows = grid(make_page(plan, english(plan)), "parts").records()
        assert math.fsum(float(str(row["share"])) for row in rows) == pytest.approx(1.0)


@pytest.mark.parametrize("make_page", [costs_page, summary_page])
def test_years_and_parts_of_the_budget_add_up(make_page: Callable[[Plan, Voice], Page]) -> None:
    """What the live sums add up is what is paid in all; what is only counted is not there."""
    plan = sample_plan()
    shown = grid(make_page(plan, english(plan)), "budget")
    rows = shown.records()
    assert [row["year"] for row in rows] == ["2027", "2028"]
    assert set(shown.summed) <= {part for part, words in PARTS.items() if words.paid}
    whole = math.fsum(float(row[part] or 0.0) for row in rows for part in shown.summed)
    paid = math.fsum(line.money for line in plan.cash if PARTS[line.part].paid)
    assert whole == pytest.approx(paid)
    assert {column.key for column in shown.columns if column.total} == set(shown.summed)


@pytest.mark.parametrize(("language", "heading"), [("en", "After the plan"), ("ko", "계획 후")])
def test_what_is_paid_later_stands_after_the_plan(language: Language, heading: str) -> None:
    """The order of the second of two years, paid a year later."""
    case = make(replace(OFFER_A, pay_after=1.0), need(100, 100), settings=years(2))
    plan = plan_case(case)
    rows = grid(summary_page(plan, Voice.of(case, language)), "budget").records()
    assert [(row["year"], row["purchase"]) for row in rows] == [
        ("2027", None), ("2028", pytest.approx(1000)), (heading, pytest.approx(1000))
    ]  # fmt: skip
    (_, said) = decision.asked(plan, Voice.of(case, language))
    assert ("after the plan" if language == "en" else heading) in said


def test_an_order_is_worth_more_than_is_expected_to_be_paid() -> None:
    """Of 125 t under a license that is granted to four fifths 100 t arrive and are paid for."""
    offer = replace(OFFER_A, license="permit")
    plan = plan_case(make(offer, License("permit", "CN", grant=0.8), need(100)))
    (line,) = plan.orders
    assert (line.quantity, line.granted) == (pytest.approx(125), pytest.approx(0.8))
    assert (line.value, line.cost) == (pytest.approx(1250), pytest.approx(1000))
    approve, _ = decision.asked(plan, english(plan))
    assert approve == (
        "Approve the order of 2027-01: order value 1,250 USD, expected payment 1,000 USD."
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Approve the order of 2027, 1,000", "Approve the 2 orders of 2027, 1,100")),
        ("ko", ("2027에 낼 주문 1건(1,000달러)을", "2027에 낼 주문 2건(1,100달러)을")),
    ],
)  # fmt: skip
def test_what_is_asked_is_counted_and_a_budget_of_one_year_is_said_once(
    language: Language, said: tuple[str, str]
) -> None:
    """100 t at 10, or 50 t at 10 and 50 t at 12, in the only year."""
    for offer, want in zip((OFFER_A, replace(OFFER_A, max_per_period=50.0)), said, strict=True):
        plan = plan_case(make(offer, OFFER_B, need(100), settings=years(1)))
        approve, budgeted = decision.asked(plan, Voice.of(plan.case, language))
        assert approve.startswith(want)
        assert budgeted.count("1,000" if offer is OFFER_A else "1,100") == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_the_granted_part_of_an_order_is_paid(seed: int) -> None:
    """Of every order of a random case with licenses."""
    plan = plan_case(random_case(seed, {"discount", "leads", "licenses", "tiers"}))
    for line in plan.orders:
        assert line.value * line.granted == pytest.approx(line.cost, rel=1e-6, abs=1e-6)


def stocked() -> Case:
    """100 t are needed, 100 t lie in store."""
    return make(OFFER_A, OFFER_B, replace(STORE, opening=100.0), need(100))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("There is no order to place.", "Nothing is paid: no budget is asked.")),
        ("ko", ("낼 주문이 없습니다.", "지급할 돈이 없어 예산이 필요 없습니다.")),
    ],
)
def test_a_plan_that_pays_nothing_asks_for_nothing(
    language: Language, said: tuple[str, str]
) -> None:
    """No empty table and no empty drawing, but a word that nothing is paid."""
    plan = plan_case(stocked())
    assert plan.cash == ()
    voice = Voice.of(plan.case, language)
    summary = summary_page(plan, voice)
    assert decision.asked(plan, voice) == said
    assert drawings(summary) == []
    for page in (summary, costs_page(plan, voice)):
        assert voice.say(budget.NOTHING_PAID) in texts(page)
    tiles = next(block for block in summary.blocks if isinstance(block, Tiles))
    assert tiles.tiles[0].value == 0.0


def test_no_order_now_names_the_next() -> None:
    """What is needed in March and cannot be stored is ordered in March."""
    plan = plan_case(make(OFFER_A, need(0, 0, 100)))
    asked, _ = decision.asked(plan, english(plan))
    assert asked == "No order is due in 2027-01. The next is due in 2027-03."
    (summary, *_) = plan_pages(plan, "en")
    assert "Orders of 2027-01" not in texts(summary)
