"""Odd pages: what a user typed or left out breaks neither the workbook nor the page."""

import dataclasses
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from command_line import planner
from sample_studies import sample_scenarios

from planner.errors import InputError
from planner.explain.voice import Voice
from planner.page.drawing import Chart, Down, Series
from planner.page.grid import Grid, GridColumn
from planner.page.html.cells import Values
from planner.page.page import Band, BlankRow, Page, Sentences
from planner.page.xlsx.places import Places
from planner.page.xlsx.write import write_pages
from planner.study.scenarios.pages import scenario_pages

HIGHEST_ROW = 409.5
"""Points that Excel allows."""
PIXEL = 9525
"""A pixel in the units of drawings."""


def book_of(*blocks: object, path: Path, title: str = "Title") -> Path:
    """The workbook of one page of these blocks."""
    write_pages([Page("Page", title, blocks, "About")], path / "book.xlsx", "en")  # type: ignore[arg-type]
    return path / "book.xlsx"


def test_no_row_is_higher_than_excel_allows(tmp_path: Path) -> None:
    """A sentence of thousands of signs stands in the highest row there is."""
    long = "Supplier of rare earths " * 400
    grid = Grid("grid", (GridColumn("name", "Name", str, look="wrap", width=20.0),), [long])
    sheet = openpyxl.load_workbook(
        book_of(Band(long, "bad"), Sentences((long,)), grid, path=tmp_path)
    )["Page"]
    heights = [one.height for one in sheet.row_dimensions.values() if one.height]
    assert max(heights) > 400
    assert max(heights) <= HIGHEST_ROW


@pytest.mark.parametrize("height", [300, 316, 317, 319, 320])
def test_a_drawing_ends_within_its_rows(tmp_path: Path, height: int) -> None:
    """What stands below a drawing, or the page's end, begins where the drawing has ended."""
    series = Series("t", Down("grid", "name"), Down("grid", "tonnes"), "#000000")
    chart = Chart("Chart", "What it shows", (series,), (500, height))
    columns = (GridColumn("name", "Name", str), GridColumn("tonnes", "Tonnes", len, "n1"))
    path = book_of(chart, Grid("grid", columns, ["ab"]), BlankRow(), path=tmp_path)
    heading = next(
        cell for cell in openpyxl.load_workbook(path)["Page"]["A"] if cell.value == "Name"
    )
    with zipfile.ZipFile(path) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    found = re.search(r"<xdr:to>.*<xdr:row>(\d+)</xdr:row><xdr:rowOff>(\d+)<", drawing)
    assert found is not None
    row, off = int(found[1]), int(found[2])
    assert (row + 1, off // PIXEL) <= (heading.row, 0)


@pytest.mark.parametrize("words", [("simulate", "plan.html"), ("compare", "plan.html", "b.xlsx")])
def test_a_page_is_not_a_plan_to_be_read(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Who gives the page instead of the workbook reads what is asked for."""
    (tmp_path / "plan.html").write_text("<!DOCTYPE html>\n<html></html>\n", encoding="utf-8")
    answer = planner(words[0], *(tmp_path / name for name in words[1:]), "--lang", "en")
    assert answer.code == InputError.exit_code
    assert "name the .xlsx that planner plan wrote" in answer.err


def test_a_drawing_of_no_rows_looks_at_the_blank_one(tmp_path: Path) -> None:
    """A series that asks for twenty rows of a grid without any reaches over no other cells."""
    grid = Grid("grid", (GridColumn("name", "Name", str), GridColumn("n", "N", len, "n1")), [])
    down = Down("grid", "n", count=20)
    page = Page("Page", "Title", (grid,), "About")
    top, _, bottom, _ = Places.of(page).grids["grid"].corners(down)
    assert top == bottom
    assert Values([grid], "en").numbers(down) == [None]


def test_scenarios_of_plans_that_cost_nothing_are_written(tmp_path: Path) -> None:
    """Without any need no part of the cost is drawn, and the workbook is whole."""
    study = sample_scenarios()
    points = tuple(
        dataclasses.replace(
            point, objective=0.0, cost={"total": 0.0}, bought=(), quantities={}, shares={}
        )
        for point in study.points
    )
    found = dataclasses.replace(study, points=points)
    pages = scenario_pages(found, Voice.of(found.case, "en"))
    write_pages(pages, tmp_path / "book.xlsx", "en")
    assert openpyxl.load_workbook(tmp_path / "book.xlsx").sheetnames


def test_a_sheet_is_named_on_one_line(tmp_path: Path) -> None:
    """A line's end in the name of a sweep would part the sheet from its charts and areas."""
    write_pages([Page("one\ntwo\r\n\tthree", "Title", (), "About")], tmp_path / "book.xlsx", "en")
    assert openpyxl.load_workbook(tmp_path / "book.xlsx").sheetnames == ["one two three"]
