"""Files as offices write them: dates a little off, formulas, Korean numbers, totals, packages."""

import datetime
import re

import openpyxl
import pytest
from workbooks import rezip, write_workbook

from models.calendar import month_of
from planner.workbook.faults import shown
from planner.workbook.read import read


def small():
    """One material, one supplier, one offer at 10; 5, 7 and 9 t from 2027-01."""
    return {
        "settings": [["key", "value"], ["start", "2027-01"], ["periods", 3]],
        "materials": [["material", "unit"], ["x", "t"]],
        "suppliers": [["supplier", "country"], ["s", "CN"]],
        "offers": [["offer", "supplier", "material", "price"], ["a", "s", "x", 10]],
        "demand": [["material", "2027-01", "2027-02", "2027-03"], ["x", 5, 7, 9]],
    }


def offer_with(**cells):
    """The small case with further columns of its only offer."""
    book = small()
    book["offers"] = [book["offers"][0] + list(cells), book["offers"][1] + list(cells.values())]
    return book


def written(tmp_path, book, cells=(), change=None):
    """The file; ``cells`` are (``"demand!B1"``, value, number format), ``change`` its parts."""
    path = write_workbook(tmp_path / "case.xlsx", book)
    if cells:
        opened = openpyxl.load_workbook(path)
        for address, value, shape in cells:
            sheet, cell = address.split("!")
            opened[sheet][cell] = value
            opened[sheet][cell].number_format = shape
        opened.save(path)
    return rezip(path, change) if change else path


def case_of(path):
    """The case, or every fault."""
    reading = read(path)
    assert reading.case is not None, shown(reading.faults, "en")
    return reading.case


def errors_of(path):
    """The faults that stop the plan, as (place, code)."""
    return [(f"{f.sheet}!{f.cell}", f.code) for f in read(path).errors]


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
