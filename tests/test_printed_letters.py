"""No page is printed with letters that nobody can read, none with its title alone."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from printed import book, empty_areas, letters, pages_of
from sample_case import RUN
from sample_pages import sample_pages
from sample_plan import sample_plan
from sample_risk import sample_risk
from sample_studies import sample_grid, sample_line, sample_scenarios
from test_page_snapshots import PAGES

from planner.data import examples_folder
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.page.drawing import Chart, Down, Series
from planner.page.grid import Grid, GridColumn, OnPaper
from planner.page.html.write import page_html
from planner.page.page import Note, Page, Section
from planner.page.xlsx.write import write_pages
from planner.planning import plan_case
from planner.report import plan_pages
from planner.study.scenarios.pages import scenario_pages
from planner.study.sweep.found import SweepsFound
from planner.study.sweep.pages import sweep_pages
from planner.words import Language
from planner.workbook.read import read
from planner.workbook.write import read_tables, write_case

SMALLEST = 6.0
"""Points of the smallest letters that a director should have to read."""


@pytest.fixture(scope="module")
def korea(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The plan of the Korean case."""
    path, stream = tmp_path_factory.mktemp("korea") / "korea.xlsx", BytesIO()
    write_case(stream, read_tables(examples_folder() / "korea-2027" / "tables"), "ko")
    path.write_bytes(stream.getvalue())
    case = read(path).case
    assert case is not None
    return plan_case(case)


def scenarios(language: Language) -> list[Page]:
    """The pages of a study of scenarios."""
    found = sample_scenarios()
    return scenario_pages(found, Voice.of(found.case, language))


def sweeps(language: Language) -> list[Page]:
    """The pages of a sweep along a line and of one over two inputs."""
    found = SweepsFound((sample_line(), sample_grid()), dict(RUN))
    return sweep_pages(found, Voice.of(found.case, language))


KEPT: dict[str, Callable[[Language], list[Page]]] = {
    **PAGES,
    "scenarios": scenarios,
    "sweeps": sweeps,
    "sample": sample_pages,
    "bare plan": lambda language: plan_pages(replace(sample_plan(), orders=(), stock=()), language),
}


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", KEPT)
def test_printed_pages_can_be_read(tmp_path: Path, name: str, language: Language) -> None:
    """Letters of cells and charts, times the scale with which the sheet fits its paper."""
    path = tmp_path / "book.xlsx"
    write_pages(KEPT[name](language), path, language)
    assert small(path, language) == []
    assert empty_areas(path) == []


def small(path: Path, language: Language) -> list[tuple[str, str, float]]:
    """What is printed too small."""
    found = list(letters(path, language))
    assert found
    return [one for one in found if one[2] < SMALLEST - 0.005]


@pytest.mark.parametrize(("language", "most"), [("ko", 23), ("en", 25)])
def test_the_korean_plan_can_be_read(
    tmp_path: Path, korea: Plan, language: Language, most: int
) -> None:
    """On twenty pages, and a second one for its summary in English; with risk it says more."""
    for risk in (None, sample_risk()):
        plan = replace(korea, risk=risk)
        path = tmp_path / "plan.xlsx"
        write_pages(plan_pages(plan, language), path, language)
        assert small(path, language) == []
        assert empty_areas(path) == []
        if risk is None:
            assert sum(pages_of(sheet, language) for sheet in book(path)) <= most


@pytest.mark.parametrize(("notes", "pages"), [(40, 1), (60, 2)])
def test_a_single_page_stays_one_while_it_can_be_read(
    tmp_path: Path, notes: int, pages: int
) -> None:
    """Two exceeded limits with long names once made the summary smaller than six points."""
    path = tmp_path / "single.xlsx"
    lines = tuple(Note("a line of the page") for _ in range(notes))
    write_pages([Page("Page", "Title", lines, "About", single=True)], path, "en")
    assert small(path, "en") == []
    assert sum(pages_of(sheet, "en") for sheet in book(path)) == pages


def wide_page(columns: int) -> Page:
    """A table of many columns that no label pins, and a chart of it."""
    name = GridColumn("name", "Name", str)
    numbers = tuple(GridColumn(str(i), f"C{i}", len, "n0") for i in range(columns))
    series = Series("n", Down("wide", "name"), Down("wide", "0"), "#000000")
    chart = Chart("Chart", "About", (series,), (900, 200), unit="kg")
    return Page("Page", "Title", (Grid("wide", (name, *numbers), ["a"] * 3), chart), "About")


@pytest.mark.parametrize("columns", [8, 14, 20, 60])
def test_no_table_is_too_wide_to_be_read(tmp_path: Path, columns: int) -> None:
    """What one page cannot hold goes on over pages side by side, which repeat the first column."""
    path = tmp_path / "wide.xlsx"
    write_pages([wide_page(columns)], path, "en")
    assert small(path, "en") == []
    sheet = book(path)["Page"]
    assert (sheet.print_title_cols == "$A:$A") is (columns > 16)


def test_of_a_long_grid_what_it_names_is_printed(tmp_path: Path) -> None:
    """Its first rows and columns; in HTML the others are for the screen alone, as its total is."""
    columns = tuple(GridColumn(key, key, len, "n0", total=True) for key in "abc")
    grid = Grid("long", columns, ["row"] * 9, total="Total", paper=OnPaper(4, "b"))
    page = Page("Page", "Title", (Section("Rows", (grid,)),), "About")
    write_pages([page], tmp_path / "long.xlsx", "en")
    sheet = book(tmp_path / "long.xlsx")["Page"]
    assert sheet.print_area == "'Page'!$A$1:$B$9"
    assert [sheet[f"A{row}"].value for row in (4, 5, 9, 14)] == ["Rows", "a", 3, 3]
    text = page_html([page], "en")
    # Of ten lines (heading, nine rows) five hide one box, five rows and the total all three.
    assert text.count('screen"') == 5 * 1 + 5 * 3 + 3


def test_nothing_is_printed_of_what_is_for_programs(tmp_path: Path) -> None:
    """Its printed range is one blank cell."""
    pages = [Page("A", "A", (Note("x"),)), Page("Data", "Data", (Note("y"),), protected=True)]
    write_pages(pages, tmp_path / "data.xlsx", "en")
    sheet = book(tmp_path / "data.xlsx")["Data"]
    assert sheet.sheet_state == "visible" and sheet.protection.sheet
    assert sheet.print_area == "'Data'!$A$3" and sheet["A3"].value is None
