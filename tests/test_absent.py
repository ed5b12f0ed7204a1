"""What is absent is not zero and is said; what cannot be seen on the sheet is said too."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from workbooks import Sheets, write_workbook

from planner.commands.plan_json import result
from planner.explain.headline import look, status_sentence
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.workbook.read import Reading, read

MONTHS = ["2027-01", "2027-02", "2027-03", "2027-04"]


def small(**tables: list[list[object]]) -> Sheets:
    """Need of x in four months, one offer at 10."""
    return {
        "settings": [["key", "value"], ["start", "2027-01"], ["periods", 4]],
        "materials": [["material", "unit"], ["x", "t"]],
        "suppliers": [["supplier", "country", "group"], ["A", "CN", None], ["B", "AU", "south"]],
        "offers": [["offer", "supplier", "material", "price"], ["a", "A", "x", 10],
                   ["b", "B", "x", 20]],
        "demand": [["material", *MONTHS], ["x", 5, 5, 5, 5]],
        **tables,
    }  # fmt: skip


def reading(folder: Path, **tables: list[list[object]]) -> Reading:
    return read(write_workbook(folder / "case.xlsx", small(**tables)))


def codes(found: Reading) -> list[str]:
    return [fault.code for fault in found.faults]


SPARSE = {
    "no column": ([["material", *MONTHS[:2]], ["x", 5, 5]], "A2", "2027-03..2027-04"),
    "a blank between": ([["material", *MONTHS], ["x", 5, None, 5, 5]], "C2", "2027-02"),
    "blanks apart": ([["material", *MONTHS], ["x", None, 5, None, 5]], "B2", "2027-01, 2027-03"),
    "part of a quarter": ([["material", "2027-Q1"], ["x", 15]], "A2", "2027-04"),
}


@pytest.mark.parametrize("name", SPARSE)
def test_demand_that_is_not_written_is_said(tmp_path: Path, name: str) -> None:
    """Material and periods, at the blank cell if there is one, and in the first line."""
    rows, cell, periods = SPARSE[name]
    found = reading(tmp_path, demand=rows)
    (fault,) = found.faults
    assert (fault.code, fault.cell) == ("W534", cell)
    assert f"'x' is not written for {periods}: it is taken as 0" in fault.message.en
    assert fault.headline == "sparse" and found.case is not None


def test_a_typed_zero_is_silent(tmp_path: Path) -> None:
    """So are a year that covers all months, and each."""
    for rows in (
        [["material", *MONTHS], ["x", 5, 0, 5, 0]],
        [["material", "2027"], ["x", 60]],
        [["material", "each"], ["x", 0.5]],
    ):
        assert codes(reading(tmp_path, demand=rows)) == []


def test_a_row_that_is_blank_throughout_is_sparse_and_one_of_zeros_is_not(tmp_path: Path) -> None:
    """Both have no demand; only the blank one may be a mistake of the first line."""
    rows = [["material", *MONTHS], ["x", None, None, None, None], ["x", 0, 0, 0, 0]]
    found = reading(tmp_path, demand=rows).faults
    assert [(f.code, f.headline) for f in found] == [("W531", "sparse"), ("W531", "")]


GAPS = {
    "capacity": ([["supplier", *MONTHS], ["A", 9, None, 9, 9]], "N567", "C2"),
    "prices": ([["offer", *MONTHS], ["a", 9, 9, 9, None]], "N556", "E2"),
    "arisings": ([["material", *MONTHS], ["x", 1, 1, None, 1]], "N587", "D2"),
    "processes": ([["process", *MONTHS], ["p", 1, None, None, 1]], "N567", "C2"),
}


@pytest.mark.parametrize("table", GAPS)
def test_blanks_among_filled_periods_say_what_holds_there(tmp_path: Path, table: str) -> None:
    """No maximum, the offer's own price, nothing that arises."""
    rows, code, cell = GAPS[table]
    found = [f for f in reading(tmp_path, **{table: rows}).faults if f.code == code]
    assert [f.cell for f in found] == [cell]


def test_filled_columns_outside_the_plan_are_one_note(tmp_path: Path) -> None:
    """Before the start and after the end; none if they are blank."""
    columns = ["2026-11", "2026-12", *MONTHS, "2027-05"]
    found = reading(tmp_path, demand=[["material", *columns], ["x", 9, 9, 5, 5, 5, 5, 5]])
    (note,) = found.faults
    assert (note.code, note.cell) == ("N220", "B1")
    assert "3 (2026-11 ... 2027-05)" in note.message.en
    blank = [["material", *columns], ["x", None, None, 5, 5, 5, 5, None]]
    assert codes(reading(tmp_path, demand=blank)) == []


def test_demand_after_the_plan_is_read_where_cover_looks_at_it(tmp_path: Path) -> None:
    """Then nothing is said of it."""
    pile = [["stockpile", "material", "cover_min"], ["s", "x", 1]]
    rows = [["material", *MONTHS, "2027-05"], ["x", 5, 5, 5, 5, 5]]
    assert codes(reading(tmp_path, demand=rows, stockpiles=pile)) == []


def test_hidden_columns_and_struck_rows_are_told(tmp_path: Path) -> None:
    """Like hidden rows: they are read all the same."""
    path = write_workbook(tmp_path / "case.xlsx", small())
    book = openpyxl.load_workbook(path)
    book["offers"].column_dimensions["D"].hidden = True
    book["suppliers"].column_dimensions["F"].hidden = True
    for cell in book["offers"][3]:
        cell.font = Font(strike=True)
    book["offers"]["C2"].font = Font(strike=False)
    book.save(path)
    found = read(path)
    assert [(f.code, f.sheet, f.cell) for f in found.faults] == [
        ("W221", "offers", ""), ("W222", "offers", "A3"),
    ]  # fmt: skip
    assert "1 (price)" in found.faults[0].message.en
    assert found.case is not None and len(found.case.offers) == 2


def planned(plan: Plan) -> tuple[str, str, list[str]]:
    """First line, its colour, and the codes of the notes in JSON."""
    voice = Voice.of(plan.case, "en")
    noted = [note["code"] for note in result(plan)["notes"]]
    return status_sentence(plan, voice), look(plan, voice), noted
