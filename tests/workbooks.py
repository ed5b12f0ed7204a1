"""Plain workbooks for tests: a dict of sheet -> rows, every sheet's first row its keys."""

import copy
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

Sheets = dict[str, list[list[Any]]]


class Percent(NamedTuple):
    """A number in a cell with a percent format."""

    value: float


GOOD: Sheets = {
    "settings": [
        ["key", "value"],
        ["start", "2027-01"],
        ["periods", 4],
        ["currency", "USD"],
        ["risk_measure", "cvar"],
    ],
    "materials": [
        ["material", "name", "element", "form", "unit", "price_per", "reo", "shortage_cost"],
        ["ndpr", "NdPr oxide", "NdPr", "oxide", "t", "kg", 1, None],
        ["metal", "NdPr metal", "NdPr", "metal", "t", "kg", 1.17, 500],
        ["magnet", "Sintered", "NdPr", "magnet", "pcs", None, None, 90],
        ["scrap", "Swarf", "NdPr", "scrap", "t", "kg", 0.3, None],
    ],
    "suppliers": [
        ["supplier", "name", "country", "group", "kind", "tags"],
        ["lynas", "Lynas", "AU", "lynas", "refiner", "west"],
        ["baotou", "Baotou", "CN", "northern", "refiner", None],
        ["hanbit", "한빛", "KR", None, "metal", None],
    ],
    "offers": [
        ["offer", "supplier", "material", "to", "price", "currency", "duty", "lead", "license",
         "min_per_period", "max_per_period", "min_total", "max_total", "from", "until",
         "contract_per_year", "take_or_pay", "moq", "lot", "spot", "tags", "attr:carbon"],
        ["ly1", "lynas", "ndpr", "Busan", 70, None, None, 1, None,
         1, 20, 4, 60, "2027-01", "2027-04", 30, 0.5, None, None, None, None, 12],
        ["ba1", "baotou", "ndpr", "Busan", 400, "CNY", Percent(0.05), 0.5, "moc",
         None, 40, None, None, None, None, None, None, None, None, None, None, 40],
        ["ba2", "baotou", "ndpr", "Busan", 420, "CNY", None, 0, "moc",
         None, 40, None, None, None, None, None, None, 2, 1, "yes", "quick", 41],
        ["ba3", "baotou", "ndpr", "Busan", 430, "CNY", None, 0, "moc",
         None, 40, None, None, None, None, None, None, None, None, None, None, 39],
        ["hb1", "hanbit", "metal", "Gimhae", 95, None, None, 0, None,
         None, None, None, None, None, None, None, None, None, None, None, None, 20],
        ["hb2", "hanbit", "magnet", "Gimhae", 4, None, None, 0, None,
         None, None, None, None, None, None, None, None, None, None, None, None, 30],
    ],
    "tiers": [["offer", "from_quantity", "price"], ["ly1", 10, 75], ["ly1", 15, 80]],
    "prices": [["offer", "2027-01", "2027-02", "2027-03", "2027-04"], ["ba1", 400, 402, 404, 406]],
    "capacity": [["supplier", "material", "each"], ["lynas", "ndpr", 25], ["baotou", None, 60]],
    "demand": [
        ["material", "location", "2027-01", "2027-02", "2027-03", "2027-04"],
        ["ndpr", "Busan", 10, 10, 10, 10],
        ["metal", "Gimhae", 5, 5, 5, 5],
        ["magnet", "Gimhae", 9, 9, 9, 9],
    ],
    "stockpiles": [
        ["stockpile", "material", "location", "owner", "opening", "capacity", "closing_min",
         "cover_target", "cover_cost", "end_value"],
        ["wh", "ndpr", "Busan", "company", 10, 50, 5, 1, 3, None],
        ["pps", "ndpr", "Busan", "government", 8, 20, None, None, None, None],
    ],
    "processes": [
        ["process", "name", "location", "cost", "max_per_period", "lead"],
        ["smelt", "Smelting", "Gimhae", 10, 30, 0],
    ],
    "recipes": [["process", "material", "per_run"], ["smelt", "ndpr", -1.2], ["smelt", "metal", 1]],
    "returns": [
        ["material", "of", "rate", "lag", "location"], ["scrap", "metal", 0.2, 1, "Gimhae"],
    ],
    "arisings": [["material", "location", "each"], ["scrap", "Gimhae", 1]],
    "routes": [
        ["from", "to", "material", "cost", "min_per_period", "max_per_period"],
        ["Busan", "Gimhae", "ndpr", 0.1, 0, 30],
    ],
    "origins": [
        ["supplier", "material", "stage", "country", "share"],
        ["hanbit", "metal", "mined", "AU", 0.4],
        ["hanbit", "metal", "mined", "CN", 0.6],
    ],
    "contents": [["material", "element", "content", "basis"], ["metal", "NdPr", 0.99, "element"]],
    "licenses": [
        ["license", "country", "grant", "days_p50", "days_p90", "from", "until",
         "content_country", "content_min"],
        ["moc", "CN", 0.9, 45, 90, None, None, None, None],
        ["rule", "CN", 0.8, 60, 90, None, None, "CN", Percent(0.001)],
    ],
    "events": [
        ["event", "of", "per_year", "months_p50", "months_p90", "effect", "factor"],
        ["ban", "country=CN", 0.1, 3, 6, "stop", None],
    ],
    "limits": [
        ["limit", "measure", "of", "among", "by", "attribute", "weight", "stage", "window",
         "sense", "value", "unit", "kind", "penalty"],
        ["cn", "share", "country=CN", "material=ndpr", None, None, None, None, "year",
         "max", Percent(0.65), None, None, None],
        ["hhi", "hhi", None, "material=ndpr", "supplier", None, None, None, None,
         "max", 6000, None, None, None],
        ["co2", "average", "material=ndpr", None, None, "carbon", None, None, None,
         "max", 40, None, "soft", 3],
        ["keep", "stock", "material=ndpr,owner=company", None, None, None, None, None, None,
         "min", 2, None, None, None],
    ],
    "open_orders": [["offer", "arrives", "quantity", "ordered"], ["ly1", "2027-01", 3, "2027-01"]],
    "fx": [["currency", "each"], ["CNY", 0.14]],
    "baseline": [
        ["basis", "weight", "country", "share", "year", "source"],
        ["element:NdPr", "reo", "CN", Percent(0.8), 2024, "customs"],
        ["all", None, "CN", Percent(0.5), 2024, None],
    ],
    "scenarios": [
        ["scenario", "table", "where", "column", "op", "value"],
        ["no china", "offers", "country=CN", "max_per_period", "set", 0],
    ],
    "sweeps": [
        ["sweep", "table", "where", "column", "op", "low", "high", "steps", "values"],
        ["price", "offers", None, "price", "times", 0.8, 1.2, 5, None],
    ],
}  # fmt: skip
"""A small case with every sheet and without a single fault."""


def good() -> Sheets:
    """A copy of the faultless case to spoil."""
    return copy.deepcopy(GOOD)


def put(sheets: Sheets, sheet: str, address: str, value: Any) -> None:
    """Set one cell, as in ``put(sheets, "offers", "E3", "1O0")``; rows and columns grow."""
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()
    column = openpyxl.utils.column_index_from_string(letters) - 1
    rows = sheets[sheet]
    while len(rows) < int(digits):
        rows.append([])
    row = rows[int(digits) - 1]
    row += [None] * (column + 1 - len(row))
    row[column] = value


def write_workbook(path: Path, sheets: Sheets) -> Path:
    """Write the sheets as they are; a text that begins with = is a formula without a value."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                _write(sheet.cell(number, column), value)
    book.save(path)
    return path


def _write(cell: Any, value: Any) -> None:
    if isinstance(value, Percent):
        cell.value, cell.number_format = value.value, "0.0%"
    elif value is not None:
        cell.value = value


def rezip(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Write the archive again with its parts changed: ``change(name, data) -> data``."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    other = path.with_name("changed.xlsx")
    with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, change(name, data))
    return other
