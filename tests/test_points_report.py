"""The results sheet of every study: one real table, whatever the points are."""

import dataclasses
import warnings
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sample_case import CASE
from sample_studies import point

from planner.outcomes.point import Point
from planner.report.book import Book
from planner.study.front.results import Field, write_points


def points_written(path: Path, points: list[Point], extra: tuple[Field, ...] = ()) -> Worksheet:
    book = Book(path, "en")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        write_points(book, points, CASE, extra)
    book.close()
    return openpyxl.load_workbook(path)["Results"]


def headings(sheet: Worksheet) -> list[str]:
    return [cell.value for cell in sheet[4] if cell.value is not None]


def test_columns_without_a_word_to_say_are_left_out(tmp_path: Path) -> None:
    """Cost parts that are nowhere paid, reasons where all have a plan, risk where there is none."""
    found = headings(points_written(tmp_path / "p.xlsx", [point("a", 50.0)]))
    assert not [h for h in found if "Take-or-pay" in h or "Why" in h or "CVaR" in h]
    assert "Purchases, USD" in found
    risky = point("a", 50.0, mean=48e6, cvar=60e6)
    found = headings(points_written(tmp_path / "r.xlsx", [risky]))
    assert "Mean cost, USD" in found
    assert "Mean of the tail (CVaR), USD" in found


def test_equal_headings_are_told_apart(tmp_path: Path) -> None:
    """Excel refuses a table with one name twice, whatever its capitals."""
    extra = (Field("status", ["x"]), Field("Status", ["y"]), Field("a\nb", ["z"]))
    found = headings(points_written(tmp_path / "p.xlsx", [point("a", 50.0)], extra))
    assert len({text.casefold() for text in found}) == len(found)
    assert "a b" in found


@pytest.mark.parametrize("count", [0, 1, 10_000])
def test_any_number_of_points_fits(tmp_path: Path, count: int) -> None:
    """The table holds every point."""
    one = point("p", 50.0)
    points = [dataclasses.replace(one, name=f"p{k}") for k in range(count)]
    sheet = points_written(tmp_path / "p.xlsx", points)
    (table,) = sheet.tables.values()
    assert table.ref.endswith(str(4 + max(1, count)))


def test_many_sparse_edits_stand_last(tmp_path: Path) -> None:
    """Columns that are nearly all blank do not push the cost off the screen."""
    points = [
        point(f"p{k}", 50.0, edits={f"offers.price where offer=o{k} times": 2.0}) for k in range(5)
    ]
    found = headings(points_written(tmp_path / "p.xlsx", points))
    assert found.index("Total cost, USD") < 3
    dense = [
        point(f"p{k}", 50.0, edits={"offers.price where country=CN times": k}) for k in range(5)
    ]
    assert headings(points_written(tmp_path / "d.xlsx", dense))[1] == "China price"
