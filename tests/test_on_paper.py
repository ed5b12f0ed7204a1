"""What is printed of a plan: a summary of one page, tables that add up, no screen tables."""

import math
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from described import grid, texts
from openpyxl.utils import column_index_from_string
from printed import DIGITS, book, pages_of, scale_of
from sample_plan import sample_plan
from sample_risk import sample_risk

from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.page.drawing import Chart, Down, Series
from planner.page.grid import Fit, Grid, GridColumn
from planner.page.html.write import page_html
from planner.page.page import Note, Page, ScreenOnly, Section, grids
from planner.page.xlsx.across import ranges_across
from planner.page.xlsx.places import DRAWING_OFFSET, Places, column_widths, last_reached
from planner.page.xlsx.write import write_pages
from planner.report import ledger, plan_pages, write_plan
from planner.report.allocation import allocation_page
from planner.report.arrivals import arrivals_page
from planner.report.concentration import concentration_page
from planner.report.processing import processing_page
from planner.report.schedule import schedule_page
from planner.words import Language

SMALLEST = 6.0
"""Points of the smallest letters of 10 points that a director should have to read."""


def over(periods: int, start: int = 0, length: str = "month") -> Plan:
    """The sample plan's case over so many periods, with an order in each of them."""
    plan = sample_plan()
    settings = plan.case.settings
    settings = replace(settings, periods=periods, start=settings.start + start, period=length)
    case = replace(plan.case, settings=settings)
    order, run = plan.orders[0], plan.processing[0]
    labels = [case.calendar.label(t) for t in range(periods)]
    return replace(
        plan,
        case=case,
        orders=tuple(
            replace(order, period=label, arrives=label, cost=10.0 + t, quantity=1.0 + t)
            for t, label in enumerate(labels)
        ),
        processing=tuple(replace(run, period=label) for label in labels),
        stock=(),
    )


@pytest.mark.parametrize("periods", [1, 12, 14])
def test_few_periods_stand_each_for_itself(periods: int) -> None:
    plan = over(periods)
    labels = ledger.periods(plan)
    assert ledger.windows(plan) == {label: [label] for label in labels}


def test_later_months_stand_together_by_year() -> None:
    """Fifteen months are twelve and a stretch of three; one month left over keeps its name."""
    assert list(ledger.windows(over(15)))[11:] == ["2027-12", "2028-01 ~ 2028-03"]
    assert list(ledger.windows(over(36)))[12:] == ["2028-01 ~ 2028-12", "2029-01 ~ 2029-12"]
    assert list(ledger.windows(over(18, start=7)))[12:] == ["2028-08 ~ 2028-12", "2029-01"]


def test_quarters_and_years_stand_together_too() -> None:
    """Of twenty quarters the last two years, of sixteen years each later one for itself."""
    quarters = ledger.windows(over(20, length="quarter"))
    assert [len(window) for window in quarters.values()] == [*[1] * 12, 4, 4]
    found = ledger.windows(over(16, length="year"))
    assert list(found) == ledger.periods(over(16, length="year"))


@pytest.mark.parametrize("periods", [12, 15, 24, 36])
def test_every_period_stands_once_and_sums_are_kept(periods: int) -> None:
    """What is gathered over the windows is what stands over the periods."""
    plan = over(periods)
    windows = ledger.windows(plan)
    assert [label for window in windows.values() for label in window] == ledger.periods(plan)
    values = {"a": [float(t) for t in range(periods)]}
    gathered = ledger.gathered(values, plan, windows)["a"]
    assert len(gathered) == len(windows)
    assert math.fsum(gathered) == math.fsum(values["a"])
    assert gathered[0] == 0.0 and gathered[11] == 11.0


@pytest.mark.parametrize("periods", [12, 36])
def test_printed_sums_are_those_of_the_plan(periods: int) -> None:
    """Schedule, allocation and processing by window add up to the orders and runs."""
    plan = over(periods)
    voice = Voice.of(plan.case, "en")
    schedule = schedule_page(plan, voice)
    assert schedule is not None
    money = math.fsum(line.cost for line in plan.orders)
    for key in ("supplier", "material"):
        assert added(schedule, key) == pytest.approx(money)
    reo = ledger.reo(plan)
    amount = math.fsum(reo(line) for line in plan.orders)
    allocation = allocation_page(plan, voice)
    for key in ("oxide", "windows") if periods > 14 else ("oxide",):
        assert added(allocation, key) == pytest.approx(amount)
    runs = math.fsum(line.runs for line in plan.processing)
    processing = processing_page(plan, voice)
    for key in ("runs", "runs by period") if periods > 14 else ("runs",):
        assert added(processing, key) == pytest.approx(runs)


def added(page: Page, key: str) -> float:
    """All numbers of a matrix together."""
    shown = grid(page, key)
    return math.fsum(
        float(str(row[name] or 0.0)) for row in shown.records() for name in shown.summed
    )


def screen_page() -> Page:
    """A printed table and its drawing, then what only the screen has: a far wider table."""
    name, number = (
        GridColumn("name", "Name", str, width=Fit(8, 20)),
        GridColumn("n", "N", len, "n0"),
    )
    printed = Grid("printed", (name, number), ["a", "bb"])
    series = Series("n", Down("printed", "name"), Down("printed", "n"), "#000000")
    chart = Chart("Chart", "About", (series,), (900, 200))
    wide = tuple(GridColumn(str(i), f"C{i}", len, "n0") for i in range(40))
    more = Section("Looked up", (Grid("screen", (name, *wide), ["a"] * 50),))
    return Page("Page", "Title", (printed, chart, Note("Below"), ScreenOnly((more,))), "About")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_of_the_screen_is_printed_and_drawings_are_whole(
    tmp_path: Path, language: Language
) -> None:
    """The printed range ends above it and is no wider than what stands there with its drawing."""
    page = screen_page()
    write_pages([page], tmp_path / "book.xlsx", language)
    sheet: Any = openpyxl.load_workbook(tmp_path / "book.xlsx").active
    found = re.fullmatch(r"'Page'!\$A\$1:\$([A-Z]+)\$(\d+)", str(sheet.print_area))
    assert found
    last, rows = column_index_from_string(found[1]), int(found[2])
    (heading,) = [row[0].row for row in sheet if row[0].value == "Looked up"]
    assert rows == heading - 1
    assert any(row[0].value == "Below" for row in sheet.iter_rows(max_row=rows))
    anchor = sheet._charts[0].anchor
    assert anchor.to.col + 1 <= last < 40 and anchor.to.row + 1 <= rows


@pytest.mark.parametrize("language", ["ko", "en"])
def test_printed_drawings_of_a_plan_lie_within_the_printed_pages(language: Language) -> None:
    """Of every page of a long plan: rows above the screen's, columns within the first range."""
    for page in plan_pages(long_plan(), language):
        places = Places.of(page)
        widths = column_widths(places)
        first, last = ranges_across(places, widths, int(DIGITS[language]))[0]
        for row, column, drawing in places.drawings(widths):
            if row < places.paper_rows:
                edge = last_reached(column, drawing.size[0] + DRAWING_OFFSET[0], widths)
                assert first <= column and edge <= last, (page.name, drawing.title)
                assert row + drawing.size[1] / 20 <= places.paper_rows, (page.name, drawing.title)


def test_what_the_screen_has_is_the_end_of_its_page() -> None:
    """Below it nothing could be printed."""
    for page in plan_pages(long_plan(), "en"):
        places = [isinstance(block, ScreenOnly) for block in page.blocks]
        assert sum(places) <= 1 and not any(places[:-1]), page.name


def test_html_hides_it_on_paper_alone() -> None:
    """It stands in an element that the style sheet hides where it is printed."""
    text = page_html([screen_page()], "en")
    screen = text.index('<div class="screen">')
    assert text.index("Below") < screen < text.index("Looked up")
    printing = text[text.index("@media print") :]
    assert re.search(r"\.screen\s*\{\s*display:\s*none", printing)
    assert not re.search(r"\.screen\s*\{[^}]*none", text[: text.index("@media print")])


def long_plan() -> Plan:
    """The sample plan over three years with risk."""
    plan = over(36)
    return replace(plan, stock=sample_plan().stock, risk=sample_risk())


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_summary_is_one_page_that_can_be_read(tmp_path: Path, language: Language) -> None:
    """Fitted to one page in width and height, with letters of 6 points at least."""
    plan = sample_plan()
    for one in (plan, replace(plan, risk=sample_risk()), over(36)):
        write_plan(one, tmp_path / "plan.xlsx", language)
        sheet: Any = openpyxl.load_workbook(tmp_path / "plan.xlsx").worksheets[0]
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.page_setup.fitToHeight in (None, 1)
        assert not sheet.print_area
        assert scale_of(sheet, DIGITS[language]) * 10 >= SMALLEST
        assert [chart.anchor.to.col < 14 for chart in sheet._charts] == [True]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_plan_of_three_years_is_printed_on_twenty_pages(
    tmp_path: Path, language: Language
) -> None:
    """At most, without risk, however many orders it has."""
    plan = replace(long_plan(), risk=None)
    write_plan(plan, tmp_path / "plan.xlsx", language)
    assert sum(pages_of(sheet, language) for sheet in book(tmp_path / "plan.xlsx")) <= 20


@pytest.mark.parametrize(("count", "long"), [(40, False), (41, True)])
def test_of_many_orders_the_most_urgent_are_printed(count: int, long: bool) -> None:
    """Ten whose dates come first, told how many more the screen has; up to forty are printed."""
    plan = replace(sample_plan(), risk=sample_risk())
    assert plan.risk is not None
    one = plan.risk.arrivals[0]
    days = [f"2027-{month:02}-{day:02}" for month in (3, 1, 2) for day in range(1, 15)][:count]
    lines = tuple(
        replace(one, offer=f"o{i}", order_by=day, apply_by="") for i, day in enumerate(days)
    )
    plan = replace(plan, risk=replace(plan.risk, arrivals=lines))
    page = arrivals_page(plan, Voice.of(plan.case, "en"))
    assert page is not None
    assert any(isinstance(block, ScreenOnly) for block in page.blocks) is long
    assert len(grid(page, "orders").rows) == count
    if long:
        urgent = [str(row["order_by"]) for row in grid(page, "urgent").records()]
        assert urgent == sorted(days)[:10]
        assert any(f"({count} lines)" in text for text in texts(page))


def test_long_tables_of_shares_are_looked_up() -> None:
    """Those of one material are printed, those of five are not."""
    plan = sample_plan()
    few = replace(
        plan,
        shares=tuple(line for line in plan.shares if line.scope in ("*", "Dy_ox")),
        concentration=tuple(line for line in plan.concentration if line.scope in ("*", "Dy_ox")),
    )
    for one, long in ((plan, True), (few, False)):
        page = concentration_page(one, Voice.of(one.case, "en"))
        assert any(isinstance(block, ScreenOnly) for block in page.blocks) is long
        assert {"hhi", "materials"} <= {table.key for table in grids(page.blocks)}


def test_a_plan_with_risk_has_no_page_of_shadow_prices() -> None:
    """There are none: a page that says no more than that would be one too many."""
    plan = replace(sample_plan(), shadow_prices=())
    assert "Shadow prices" in [page.name for page in plan_pages(plan, "en")]
    risky = replace(plan, risk=sample_risk())
    assert "Shadow prices" not in [page.name for page in plan_pages(risky, "en")]
