"""The pages of a plan say what the plan says, in both languages, and nothing else."""

import dataclasses
import math
from collections.abc import Callable

import pytest
from described import drawings, grid, page_called, texts
from sample_plan import infeasible_plan, sample_plan
from sample_risk import sample_risk

from models.case import Supplier
from models.solution import Verdict
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.page.drawing import Chart, Over
from planner.page.grid import ExcelTable, Value
from planner.page.page import Lines, Page, Tiles, grids
from planner.report import plan_pages
from planner.report.allocation import allocation_page
from planner.report.conflicts import conflicts_page
from planner.report.costs import costs_page
from planner.report.embedded import embedded_page
from planner.report.inputs import inputs_page
from planner.report.orders import orders_page
from planner.report.overview import overview_page
from planner.report.shadow import shadow_page
from planner.report.stock import MOST_CHARTS, stock_page
from planner.report.summary import summary_page
from planner.words import Language

NAMES = {
    "ko": [
        *(
            "요약",
            "개요",
            "주문 일정",
            "주문",
            "배분",
            "현황과 목표",
            "집중도",
            "재고",
            "가공",
            "비용",
            "지급 일정",
            "잠재가격",
        ),
        *("사용한 입력", "실행 기록", "계획 데이터"),
    ],
    "en": [
        *(
            "Summary",
            "Overview",
            "Order schedule",
            "Orders",
            "Allocation",
            "Where we stand",
            "Concentration",
            "Stock",
            "Processing",
            "Costs",
            "Payments",
        ),
        *("Shadow prices", "Inputs used", "Run", "Plan data"),
    ],
}
WITHOUT_PLAN = {
    "ko": ["요약", "충돌", "사용한 입력", "실행 기록"],
    "en": ["Summary", "Conflicts", "Inputs used", "Run"],
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return sample_plan()


def page(make: Callable[[Plan, Voice], Page], plan: Plan, language: Language = "en") -> Page:
    """A page of the plan."""
    return make(plan, Voice.of(plan.case, language))


def records(page: Page, key: str) -> list[dict[str, Value]]:
    """The rows of a grid."""
    return grid(page, key).records()


def figures(page: Page) -> list[float | None]:
    """The numbers of all tiles."""
    return [tile.value for block in page.blocks if isinstance(block, Tiles) for tile in block.tiles]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_is_there(plan: Plan, language: Language) -> None:
    """Both languages have the fourteen pages, in order, under their own names."""
    assert [page.name for page in plan_pages(plan, language)] == NAMES[language]


def test_orders_equal_the_lines(plan: Plan) -> None:
    """Every order stands in the table with its quantity, price, landed cost and cost."""
    rows = records(page(orders_page, plan), "orders")
    lines = sorted(plan.orders, key=lambda line: (line.period, line.supplier, line.offer))
    assert len(rows) == len(lines)
    for row, line in zip(rows, lines, strict=True):
        assert row["order_by"].strftime("%Y-%m") == line.period == row["period"]
        for name in ("quantity", "unit", "arrives", "price", "landed", "cost", "license", "offer"):
            assert row[name] == getattr(line, name)
        assert row["granted"] == (line.granted if line.license else None)


def test_orders_are_a_table_with_a_live_total(plan: Plan) -> None:
    """The orders are an Excel table that adds up their cost, and nothing else."""
    orders = grid(page(orders_page, plan), "orders")
    assert orders.table == ExcelTable("orders", banded=False)
    assert orders.total == "Total"
    assert [column.heading for column in orders.columns if column.total] == [
        "Expected payment (USD)"
    ]
    assert orders.repeated


@pytest.mark.parametrize(
    ("language", "marks"), [("en", {"ahead", "when the need shows"}), ("ko", {"미리", "필요할 때"})]
)
def test_orders_placed_later_are_marked(plan: Plan, language: Language, marks: set[str]) -> None:
    """With risk a column says which orders wait for the need; without risk there is none."""
    first, *rest = plan.orders
    orders = (dataclasses.replace(first, decided="later"), *rest)
    risky = dataclasses.replace(plan, orders=orders, risk=sample_risk())
    shown = records(page(orders_page, risky, language), "orders")
    assert {row["decided"] for row in shown} == marks
    assert "decided" not in records(page(orders_page, plan, language), "orders")[0]


def test_the_place_of_delivery_is_told_where_an_order_names_one(plan: Plan) -> None:
    """Without places there is no column for them."""
    nowhere = tuple(dataclasses.replace(line, to="") for line in plan.orders)
    one = (dataclasses.replace(nowhere[0], to="창원"), *nowhere[1:])
    shown = records(page(orders_page, dataclasses.replace(plan, orders=one)), "orders")
    assert {row["to"] for row in shown} == {"", "창원"}
    hidden = page(orders_page, dataclasses.replace(plan, orders=nowhere))
    assert "to" not in records(hidden, "orders")[0]


@pytest.mark.parametrize("make", [costs_page, overview_page])
def test_cost_total_is_the_plans(plan: Plan, make: Callable[[Plan, Voice], Page]) -> None:
    """The total on Costs and on Overview is the plan's total, the credit taken off."""
    parts = grid(page(make, plan), "parts")
    assert parts.taken_off is not None and parts.total == "Total"
    amounts = [row["amount"] for row in parts.records()]
    off = [parts.taken_off(name) for name in parts.rows]
    total = math.fsum(-v if out else v for v, out in zip(amounts, off, strict=True))
    assert any(off) and total == pytest.approx(plan.cost["total"], rel=1e-14)


def test_purchases_by_year_add_up_to_the_orders(plan: Plan) -> None:
    """By part, by material and by supplier the money of all years is that of the orders."""
    costs, bought = page(costs_page, plan), math.fsum(line.cost for line in plan.orders)
    assert math.fsum(row["purchase"] for row in records(costs, "budget")) == pytest.approx(bought)
    for key in ("material", "supplier"):
        rows = records(costs, key)
        found = math.fsum(v for row in rows for k, v in row.items() if k != key)
        assert found == pytest.approx(bought)


def test_headlines_of_the_overview_are_the_plans(plan: Plan) -> None:
    """Cost, shortage, cover, shares and HHI on the overview are those of the plan."""
    found = figures(page(overview_page, plan, "ko"))
    share = {s.stage: s.share for s in plan.shares if wide(s) and s.name == "CN"}
    index = next(c.hhi for c in plan.concentration if wide(c) and c.by == "country")
    short = sum(line.quantity for line in plan.shortages)
    days = min(s.days for s in plan.stock if s.days is not None)
    assert {plan.cost["total"], short, days, share["direct"], index} <= set(found)


def wide(line: object) -> bool:
    return (line.scope, line.weight, line.window) == ("*", "value", "horizon")


def test_stock_equals_the_lines(plan: Plan) -> None:
    """Quantity, target and days of cover of every stockpile and period stand on their page."""
    shown, labels = page(stock_page, plan), [plan.case.calendar.label(t) for t in range(24)]
    tables = {
        name: {row["stockpile"]: row for row in records(shown, name)}
        for name in ("quantity", "target", "days")
    }
    for line in plan.stock:
        place = str(labels.index(line.period))
        for name, table in tables.items():
            if name != "target" or line.stockpile in table:
                assert table[line.stockpile][place] == getattr(line, name)
    aimed = {line.stockpile for line in plan.stock if line.target}
    assert set(tables["target"]) == aimed


def test_unmet_demand_stands_with_the_stock(plan: Plan) -> None:
    """Each shortage has a row, their cost is added up; with no stockpiles they still stand."""
    for some in (plan, dataclasses.replace(plan, stock=())):
        shown = page(stock_page, some)
        rows = records(shown, "shortages")
        costs = [(line.quantity, line.cost) for line in plan.shortages]
        assert sorted((row["quantity"], row["cost"]) for row in rows) == sorted(costs)
        assert [c.key for c in grid(shown, "shortages").columns if c.total] == ["cost"]


def test_shadow_prices_are_all_there(plan: Plan) -> None:
    """Each shadow price has a row with its change, and the doubt about degeneracy is said."""
    shown = page(shadow_page, plan)
    changes = [row["change"] for row in records(shown, "prices")]
    assert sorted(changes) == sorted(p.change for p in plan.shadow_prices)
    assert all(row["sentence"] for row in records(shown, "prices"))
    assert any("not unique" in text for text in texts(shown))


def test_shadow_prices_of_a_thing_are_summed(plan: Plan) -> None:
    """The levers' table adds up the periods of each thing, the most valuable first."""
    rows = records(page(shadow_page, plan), "subjects")
    assert [row["worth"] for row in rows] == sorted((row["worth"] for row in rows), reverse=True)
    assert all(abs(row["largest"]) <= abs(row["change"]) + 1e-9 for row in rows)
    limits = [p.change for p in plan.shadow_prices if p.kind == "limit" and p.change]
    found = [row["change"] for row in rows if row["kind"] == "limit"]
    assert math.fsum(found) == pytest.approx(math.fsum(limits))


def test_inputs_stand_as_they_were_read(plan: Plan) -> None:
    """Every filled cell of every sheet is there; columns without entries are not."""
    shown = page(inputs_page, plan)
    for sheet in plan.inputs:
        table = grid(shown, sheet.sheet)
        filled = [
            str(key)
            for place, key in enumerate(sheet.columns)
            if any(row[place] not in (None, "") for row in sheet.rows)
        ]
        assert [column.heading for column in table.columns] == filled
        assert len(table.records()) == len(sheet.rows)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_embedded_plan_is_as_it_was_read(plan: Plan, language: Language) -> None:
    """The data for other commands do not depend on the language; nobody should edit them."""
    last = plan_pages(plan, language)[-1]
    korean = page(embedded_page, plan, "ko")
    assert last.blocks == korean.blocks and last.protected
    (lines,) = last.blocks
    assert isinstance(lines, Lines) and "".join(lines.texts)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_plan_shows_no_numbers(language: Language) -> None:
    """Without a plan the summary has no figure, and only the pages that are true remain."""
    pages = plan_pages(infeasible_plan(), language)
    assert [page.name for page in pages] == WITHOUT_PLAN[language]
    assert figures(pages[0]) == [] and list(grids(pages[0].blocks)) == [] == drawings(pages[0])


def test_conflicts_name_policies_first() -> None:
    """Policies stand before facts, with the amount by which each must give way."""
    rows = records(page(conflicts_page, infeasible_plan()), "conflicts")
    assert [row["basis"] for row in rows] == ["policy", "policy", "fact", "fact"]
    assert [row["relax"] for row in rows] == [120.5, 0.053, None, None]


@pytest.mark.parametrize("status", ["infeasible", "unbounded", "stopped", "error"])
def test_no_status_without_numbers_shows_any(status: str) -> None:
    """A plan without conflicts, notes, inputs or run record still gives pages."""
    pages = plan_pages(Plan(case=sample_plan().case, status=status), "en")
    assert [page.name for page in pages] == WITHOUT_PLAN["en"]
    assert figures(pages[0]) == []


def test_a_stopped_plan_says_it_is_not_optimal(plan: Plan) -> None:
    """The best known plan is shown with its gap, and not called optimal."""
    said = texts(page(summary_page, dataclasses.replace(plan, status="stopped", gap=0.0123)))
    assert any(text.startswith("NOT optimal") and "1.23%" in text for text in said)


def test_a_failed_check_is_shouted(plan: Plan) -> None:
    """A plan that its independent check refuses carries the warning in its status."""
    failed = dataclasses.replace(plan, check=Verdict(False, 0.2, ("stock below zero",)))
    shown = page(summary_page, failed)
    assert "do not use this plan" in shown.blocks[0].text and shown.blocks[0].look == "bad"
    assert any("stock below zero" in text for text in texts(shown))


EMPTY = ("Order schedule", "Where we stand", "Stock", "Processing", "Payments")


def test_a_plan_that_buys_nothing_says_so(plan: Plan) -> None:
    """Empty lists give pages that say so, or none where a page would say no more than that."""
    bare = Plan(case=plan.case, status="optimal", cost={"total": 0.0, "purchase": 0.0})
    pages = plan_pages(bare, "en")
    assert [page.name for page in pages] == [n for n in NAMES["en"] if n not in EMPTY]
    for name in ("Orders", "Allocation", "Inputs used"):
        assert "There is nothing to show here." in texts(page_called(pages, name))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_drawings_speak_to_those_who_cannot_see_them(plan: Plan, language: Language) -> None:
    """Every drawing says what it shows."""
    found = [one for page in plan_pages(plan, language) for one in drawings(page)]
    assert len(found) >= 10 and all(one.about for one in found)


def test_many_suppliers_make_a_readable_chart(plan: Plan) -> None:
    """Thirty suppliers are ten series and one of others, which add up to the total."""
    shown = page(allocation_page, crowded(plan, 30))
    (chart,) = drawings(shown)
    assert isinstance(chart, Chart) and len(chart.series) == 11
    table, rest = grid(shown, "oxide"), chart.series[-1].values
    assert isinstance(rest, Over) and rest.row == len(table.rows) == 30
    (foot,) = table.foot
    assert str(foot["supplier"].value).startswith("Others")
    first = [row["0"] for row in table.records()]
    assert sum(first[:10]) + foot["0"].value == pytest.approx(sum(first))


def crowded(plan: Plan, count: int) -> Plan:
    """The plan with its orders spread over ``count`` suppliers of ten countries."""
    codes = ("CN", "AU", "US", "KR", "JP", "XX", "YY", "BR", "IN", "MY")
    suppliers = tuple(Supplier(f"s{i}", f"Supplier {i}", codes[i % 10]) for i in range(count))
    orders = tuple(
        dataclasses.replace(
            line,
            supplier=suppliers[i % count].supplier,
            country=suppliers[i % count].country,
            quantity=line.quantity * (1 + i % count),
        )
        for i, line in enumerate(plan.orders)
    )
    case = dataclasses.replace(plan.case, suppliers=(*plan.case.suppliers, *suppliers))
    return dataclasses.replace(plan, case=case, orders=orders)


def test_many_stockpiles_make_twelve_charts(plan: Plan) -> None:
    """Charts stop at twelve; the tables show every stockpile."""
    copies = tuple(
        dataclasses.replace(line, stockpile=f"{line.stockpile} {i}")
        for i in range(5)
        for line in plan.stock
    )
    shown = page(stock_page, dataclasses.replace(plan, stock=copies))
    assert len(drawings(shown)) == MOST_CHARTS == 12
    names = {line.stockpile for line in copies}
    assert {row["stockpile"] for row in records(shown, "quantity")} == names


def test_a_country_has_one_colour(plan: Plan) -> None:
    """China is the same vermilion in the overview's and the concentration's charts."""
    found = [one for page in plan_pages(plan, "en") for one in drawings(page)]
    stacked = [one for one in found if isinstance(one, Chart) and one.stacked == "percent_stacked"]
    assert [chart.series[0].colour for chart in stacked] == ["#D55E00", "#D55E00"]
