"""The smallest case, as offices spoil it: with other formats, other parts, other words."""

import openpyxl
from workbooks import rezip, write_workbook

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
