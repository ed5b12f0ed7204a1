"""Dates a little off, months filled on, formulas not calculated and keys that stand twice."""

import datetime
import re

import pytest
import xlsxwriter
from office_cases import case_of, errors_of, offer_with, small, written
from workbooks import rezip

from models.calendar import month_of
from planner.workbook.read import read


def serial(day, early=0.0, epoch=datetime.date(1899, 12, 30)):
    """The number Excel stores for a day, some seconds early."""
    return (day - epoch).days - early / 86_400


JANUARY, FEBRUARY, MARCH = (datetime.date(2027, month, 1) for month in (1, 2, 3))
EPOCHS = {"1900": datetime.date(1899, 12, 30), "1904": datetime.date(1904, 1, 1)}


def counted_from(system):
    """Days count from 1904 in workbooks that say so."""
    old, new = b"<workbookPr ", b'<workbookPr date1904="1" '
    return (lambda _, data: data.replace(old, new)) if system == "1904" else None


@pytest.mark.parametrize("early", [0, 0.0001, 52])
@pytest.mark.parametrize("system", EPOCHS)
def test_a_date_a_little_before_midnight_is_the_day_after(tmp_path, early, system):
    """Web exports store midnight some seconds early; headers keep their month."""
    cells = [
        (f"demand!{column}1", serial(day, early, EPOCHS[system]), "yyyy-mm")
        for column, day in zip("BCD", (JANUARY, FEBRUARY, MARCH), strict=True)
    ]
    path = written(tmp_path, small(), cells, counted_from(system))
    assert case_of(path).demand[0].values == (5, 7, 9)


def test_a_minute_before_midnight_is_still_its_own_day(tmp_path):
    """A time of day stays on its day; only a few lost seconds go to the next."""
    cells = [("demand!C1", serial(FEBRUARY, 61), "yyyy-mm-dd")]
    assert errors_of(written(tmp_path, small(), cells)) == [("demand!C1", "E209")]


def test_periods_in_cells_are_rounded_too(tmp_path):
    """start, from, until and arrives, each 52 seconds before the month begins."""
    book = offer_with(**{"from": None, "until": None})
    book["open_orders"] = [["offer", "arrives", "quantity"], ["a", None, 3]]
    places = {"settings!B2": JANUARY, "offers!E2": FEBRUARY, "offers!F2": MARCH,
              "open_orders!B2": FEBRUARY}  # fmt: skip
    cells = [(place, serial(day, 52), "yyyy-mm-dd") for place, day in places.items()]
    case = case_of(written(tmp_path, book, cells))
    assert case.settings.start == month_of(2027, 1)
    assert (case.offers[0].from_, case.offers[0].until) == (month_of(2027, 2), month_of(2027, 3))
    assert case.open_orders[0].arrives == month_of(2027, 2)


def test_a_date_written_as_text_of_a_time_is_rounded_too(tmp_path):
    """Some programs store dates as ISO 8601 rather than as serials."""
    new = b'<c r="B1" t="d"><v>2026-12-31T23:59:08.000Z</v></c>'

    def change(name, data):
        return re.sub(rb'<c r="B1".*?</c>', new, data) if name.endswith("sheet5.xml") else data

    path = written(tmp_path, small(), change=change)
    assert case_of(path).demand[0].values == (5, 7, 9)


@pytest.mark.parametrize("shape", ["yyyy", 'yyyy"년"', "yy", '[$-412]yyyy"년"', "yyyy;@"])
def test_a_date_shown_as_its_year_alone_is_the_year(tmp_path, shape):
    """Nobody sees the month behind it: 36,000 a year and not 1,000 in January."""
    book = small()
    book["settings"][2][1] = 24
    book["prices"] = [["offer", None, None], ["a", 10, 20]]
    cells = [
        ("prices!B1", serial(JANUARY), shape),
        ("prices!C1", serial(datetime.date(2028, 1, 1)), shape),
    ]
    assert case_of(written(tmp_path, book, cells)).prices[0].values == (10,) * 12 + (20,) * 12


def test_a_year_alone_ends_with_its_december(tmp_path):
    """In a cell too: until 2027 is until the end of 2027."""
    cells = [("offers!E2", serial(MARCH), "yyyy")]
    case = case_of(written(tmp_path, offer_with(until=None), cells))
    assert case.offers[0].until == month_of(2027, 12)


@pytest.mark.parametrize("shape", ["yyyy-mm", "mmm", 'yyyy"년" m"월"', "d/m/yy", "m/d"])
def test_a_date_that_shows_a_month_is_the_month(tmp_path, shape):
    """However it is written."""
    cells = [("demand!B1", serial(JANUARY), shape)]
    assert case_of(written(tmp_path, small(), cells)).demand[0].values == (5, 7, 9)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2027-13", "2028-01"),
        ("2027-24", "2028-12"),
        (202713, "2028-01"),
        ("2027-25", "2029-01"),
        ("2027.13", "2028-01"),
        ("2027년 13월", "2028-01"),
        ("2027-Q5", "2028-Q1"),
        ("2027년 6분기", "2028-Q2"),
    ],
)
def test_months_filled_on_beyond_the_year_are_answered_with_the_month_meant(tmp_path, typed, meant):
    """Dragging 2027-12 to the right makes 2027-13: the column is refused with what to write."""
    book = small()
    book["demand"][0][3] = typed
    fault = next(f for f in read(written(tmp_path, book)).errors if f.cell == "D1")
    assert fault.code == "E210"
    assert f"{meant}." in fault.remedy.en and f"예: {meant}" in fault.remedy.ko
    cell = read(written(tmp_path, offer_with(until=typed))).errors[0]
    assert (cell.cell, cell.code) == ("E2", "E312") and meant in cell.remedy.en


def with_formula(tmp_path, sheet, place, formula, stored, asks):
    """The small case with one formula; ``asks``: the workbook wants to be calculated on opening."""
    path = tmp_path / "formula.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for title, rows in small().items():
            page = book.add_worksheet(title)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
        book.get_worksheet_by_name(sheet).write_formula(place, formula, None, stored)
    old = b' fullCalcOnLoad="1"'
    return path if asks else rezip(path, lambda _, data: data.replace(old, b""))


@pytest.mark.parametrize("stored", [0, 8, ""])
def test_what_is_stored_beside_a_formula_that_waits_to_be_calculated_is_no_value(tmp_path, stored):
    """A program that writes =4*2 beside a 0 asks Excel to calculate: nothing is bought at 0."""
    path = with_formula(tmp_path, "offers", "D2", "=4*2", stored, asks=True)
    (fault,) = read(path).errors
    assert (fault.sheet, fault.cell, fault.code, fault.seen) == ("offers", "D2", "E316", "=4*2")
    assert "save" in fault.remedy.en and "저장" in fault.remedy.ko


@pytest.mark.parametrize("stored", [0, 8])
def test_a_formula_counts_by_its_stored_value(tmp_path, stored):
    """In a workbook that Excel saved, a 0 is a 0."""
    path = with_formula(tmp_path, "offers", "D2", "=4*2", stored, asks=False)
    assert case_of(path).offers[0].price == stored


def test_a_period_column_headed_by_a_formula_that_waits_is_an_error(tmp_path):
    """Demand is not left out because its month is not yet calculated."""
    path = with_formula(tmp_path, "demand", "C1", "=B1+31", 0, asks=True)
    assert errors_of(path) == [("demand!C1", "E316")]


def test_keys_that_stand_again_further_down_are_refused_with_both_rows(tmp_path):
    """10 t above and 7 t below a second key row: neither is left out silently."""
    book = small()
    book["demand"] = [["material", "2027-01"], ["x", 10], [], [], ["material", "2027-01"], ["x", 7]]
    (fault,) = read(written(tmp_path, book)).errors
    assert (fault.sheet, fault.cell, fault.code) == ("demand", "A5", "E220")
    assert "row 1" in fault.message.en and "row 5" in fault.message.en


def test_keys_that_stand_again_below_the_twentieth_row_are_refused_too(tmp_path):
    """A second block pasted under a long first one."""
    book = small()
    suppliers = [[f"s{number}", "CN"] for number in range(30)]
    book["suppliers"] += [*suppliers, book["suppliers"][0], ["t", "AU"]]
    assert errors_of(written(tmp_path, book)) == [("suppliers!A33", "E220")]


@pytest.mark.parametrize("row", [["x", 0, 0, 0, "material"], ["material"]])
def test_a_key_in_a_note_makes_no_key_row(tmp_path, row):
    """Only a row of keys is one: the word alone is a name or a remark."""
    book = small()
    book["demand"][0].append("note")
    book["demand"].append(row)
    book["materials"].append(["material", "t"])
    assert case_of(written(tmp_path, book)).demand[0].values == (5, 7, 9)


def test_headings_that_read_like_the_keys_may_stand_above_units(tmp_path):
    """A title row, a row of units and the keys: nothing is filled between."""
    book = small()
    book["demand"] = [["Material", "2027-01"], [None, "t"], *book["demand"]]
    assert case_of(written(tmp_path, book)).demand[0].values == (5, 7, 9)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [(46388, "2027-01"), ("46388", "2027-01"), ("27-01", "2027-01"), ("27년 2월", "2027-02"),
     ("'27.3", "2027-03"), ("27/12", "2027-12"), ("Jan-27", "2027-01"),
     ("Mar 2027", "2027-03"), ("15-Sept-2027", "2027-09"), ("27-Dec", "2027-12")],
)  # fmt: skip
def test_dates_without_their_format_or_century_are_answered_with_the_month(tmp_path, typed, meant):
    """A serial in a General cell and a year of two digits: refused, with the month they mean."""
    book = small()
    book["demand"][0][1] = typed
    fault = next(f for f in read(written(tmp_path, book)).errors if f.cell == "B1")
    assert fault.code == "E210" and f"Here: {meant}." in fault.remedy.en
    cell = read(written(tmp_path, offer_with(until=typed))).errors[0]
    assert (cell.cell, cell.code) == ("E2", "E312") and meant in cell.remedy.en
