"""The page of all points of every study: one real table, whatever the points are."""

import dataclasses
import warnings
from pathlib import Path

import openpyxl
import pytest
from described import grid
from openpyxl.worksheet.worksheet import Worksheet
from sample_case import VOICES
from sample_studies import point

from planner.outcomes.point import Point
from planner.page.grid import ExcelTable, GridColumn
from planner.page.xlsx.write import write_pages
from planner.study.front.points_page import points_page


def headings(points: list[Point]) -> list[object]:
    columns = grid(points_page(VOICES["en"], points), "points").columns
    return [column.heading for column in columns]


def written(path: Path, points: list[Point], extra: tuple[GridColumn, ...] = ()) -> Worksheet:
    page = points_page(VOICES["en"], points, extra)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        write_pages([page], path, "en")
    return openpyxl.load_workbook(path)["Results"]


def test_columns_without_a_word_to_say_are_left_out() -> None:
    """Cost parts that are nowhere paid, reasons where all have a plan, risk where there is none."""
    found = headings([point("a", 50.0)])
    assert not [h for h in found if "Take-or-pay" in h or "Why" in h or "CVaR" in h]
    assert "Purchases, USD" in found
    found = headings([point("a", 50.0, mean=48e6, cvar=60e6)])
    assert "Mean cost, USD" in found
    assert "Mean of the tail (CVaR), USD" in found


def test_equal_headings_are_told_apart(tmp_path: Path) -> None:
    """Excel refuses a table with one name twice, whatever its capitals."""
    extra = tuple(
        GridColumn(key, heading, lambda one: one.name)
        for key, heading in (("x", "status"), ("y", "Status"), ("z", "a\nb"))
    )
    sheet = written(tmp_path / "p.xlsx", [point("a", 50.0)], extra)
    found = [cell.value for cell in sheet[4] if cell.value is not None]
    assert len({text.casefold() for text in found}) == len(found)
    assert "a b" in found


@pytest.mark.parametrize("count", [0, 1, 100])
def test_any_number_of_points_fits(tmp_path: Path, count: int) -> None:
    """The table holds every point, and a blank row where there is none."""
    one = point("p", 50.0)
    points = [dataclasses.replace(one, name=f"p{k}") for k in range(count)]
    sheet = written(tmp_path / "p.xlsx", points)
    (table,) = sheet.tables.values()
    assert table.ref.endswith(str(4 + max(1, count)))


def test_the_table_filters_and_stays_in_view() -> None:
    """It is a real one, its heading and first column in view, its heading on every page."""
    found = grid(points_page(VOICES["en"], [point("a", 50.0)]), "points")
    assert (found.table, found.pinned, found.repeated) == (ExcelTable(), 1, True)


def test_many_sparse_edits_stand_last() -> None:
    """Columns that are nearly all blank do not push the cost off the screen."""
    points = [
        point(f"p{k}", 50.0, edits={f"offers.price where offer=o{k} times": 2.0}) for k in range(5)
    ]
    found = headings(points)
    assert found.index("Total cost, USD") < 3
    dense = [
        point(f"p{k}", 50.0, edits={"offers.price where country=CN times": k}) for k in range(5)
    ]
    assert headings(dense)[1] == "China price"
