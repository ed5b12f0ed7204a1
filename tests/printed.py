"""What of a written workbook comes on paper, read from its own parts: for tests."""

import posixpath
import re
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
from openpyxl.utils import column_index_from_string as at

from planner.words import Language

DIGITS = {"ko": 7.0, "en": 6.0}
"""Pixels of the widest digit in the workbook's font."""
WIDE_DIGITS = {"ko": 8.0, "en": 6.8}
"""The same in a font that is taken for it where it lacks."""
WIDE, HIGH = (297 / 25.4 - 0.8) * 72, (210 / 25.4 - 1.1) * 72
"""Points of A4, lying, between the margins."""
_ABOUT = 2
"""The row that says what a sheet is about, below its title."""
_PLAIN, _BEHIND = 8.43, 40
"""Characters of a column without a width of its own; how many of them are looked at."""
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


@dataclass(frozen=True)
class Area:
    """One printed range of a sheet, rows and columns counted from 1."""

    left: int
    top: int
    right: int
    bottom: int


def book(path: Path) -> Any:
    """The workbook, without what openpyxl says of what it does not read."""
    with warnings.catch_warnings():
        # A data bar is kept in an extension that openpyxl does not read.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path)


def columns_of(sheet: Any, digit: float) -> list[float]:
    """Points of the sheet's columns, in a font whose digits are so many pixels wide."""
    found: list[float] = []
    for one in sorted(sheet.column_dimensions.values(), key=lambda one: one.min):
        # The writer widens a column by what lies around its digits.
        pixels = int((one.width - 5 / 7) * digit + 0.5) + 5
        found += [pixels * 0.75] * (one.max - one.min + 1)
    # Drawings reach over columns that nobody gave a width.
    return found + [(int(_PLAIN * digit) + 5) * 0.75] * _BEHIND


def rows_of(sheet: Any, first: int, last: int) -> float:
    """Points of some rows of a sheet."""
    return sum(sheet.row_dimensions[row].height or 15.0 for row in range(first, last + 1))


def areas_of(sheet: Any) -> list[Area]:
    """The ranges that are printed; all that is written where none are named."""
    found = re.findall(r"\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?", str(sheet.print_area))
    areas = [Area(at(a), int(top), at(z or a), int(end or top)) for a, top, z, end in found]
    drawn = [one.anchor.to for one in sheet._charts]
    right = max([sheet.max_column, *(end.col + 1 for end in drawn)])
    bottom = max([sheet.max_row, *(end.row + 1 for end in drawn)])
    return areas or [Area(1, 1, right, bottom)]


def scale_of(sheet: Any, digit: float) -> float:
    """How much a sheet is made smaller to be as wide as its paper, and as high where it must."""
    points = columns_of(sheet, digit)
    margins = sheet.page_margins
    wide = (297 / 25.4 - margins.left - margins.right) * 72
    repeated = re.fullmatch(r"\$A:\$([A-Z]+)", sheet.print_title_cols or "")
    named = sum(points[: at(repeated[1])]) if repeated else 0.0
    scales = [1.0]
    for area in areas_of(sheet):
        across = sum(points[area.left - 1 : area.right]) + (named if area.left > 1 else 0.0)
        scales.append(wide / across)
        if sheet.page_setup.fitToHeight != 0:
            scales.append(HIGH / rows_of(sheet, area.top, area.bottom))
    return min(scales)


def pages_of(sheet: Any, language: Language) -> int:
    """How many pages of A4 the printed ranges of a sheet take."""
    if all(cell.value is None for area in areas_of(sheet) for cell in _cells(sheet, area)):
        return 0
    if sheet.page_setup.fitToHeight != 0:
        return 1
    scale = scale_of(sheet, DIGITS[language])
    high = (rows_of(sheet, area.top, area.bottom) * scale for area in areas_of(sheet))
    return sum(int(-(-one // HIGH)) for one in high)


def letters(path: Path, language: Language) -> Iterator[tuple[str, str, float]]:
    """Sheet, what it is, points as printed: of all letters in printed cells and charts."""
    charts = _charts(path)
    for sheet in book(path):
        scale = scale_of(sheet, WIDE_DIGITS[language])
        for area in areas_of(sheet):
            for cell in _cells(sheet, area):
                if cell.value is not None:
                    yield sheet.title, cell.coordinate, cell.font.size * scale
            for top, sizes in charts.get(sheet.title, ()):
                if area.top <= top <= area.bottom:
                    yield from ((sheet.title, f"chart, row {top}", one * scale) for one in sizes)


def empty_areas(path: Path) -> list[tuple[str, Area]]:
    """Printed ranges that hold nothing below the sheet's title and what it is about."""
    charts, found = _charts(path), []
    for sheet in book(path):
        for area in areas_of(sheet):
            cells = [cell for cell in _cells(sheet, area) if cell.value is not None]
            titled, filled = bool(cells), any(cell.row > _ABOUT for cell in cells)
            drawn = any(area.top <= top <= area.bottom for top, _ in charts.get(sheet.title, ()))
            if titled and not filled and not drawn:
                found.append((sheet.title, area))
    return found


def _cells(sheet: Any, area: Area) -> Iterator[Any]:
    for row in sheet.iter_rows(area.top, area.bottom, area.left, area.right):
        yield from row


def _charts(path: Path) -> dict[str, list[tuple[int, list[float]]]]:
    """By sheet: the row in which each chart begins, and the points of its letters."""
    with ZipFile(path) as parts:
        names = set(parts.namelist())
        found: dict[str, list[tuple[int, list[float]]]] = {}
        for place, sheet in enumerate(openpyxl.load_workbook(path, read_only=True).sheetnames, 1):
            for drawing in _related(parts, names, f"xl/worksheets/sheet{place}.xml", "/drawing"):
                charts = _related(parts, names, drawing, "/chart")
                rows = [
                    int(row.text or 0) + 1
                    for row in ET.fromstring(parts.read(drawing)).iterfind(
                        f".//{_DRAWING}from/{_DRAWING}row"
                    )
                ]
                sizes = [
                    [int(size) / 100 for size in re.findall(r'sz="(\d+)"', _text(parts, chart))]
                    for chart in charts
                ]
                found.setdefault(sheet, []).extend(zip(rows, sizes, strict=True))
        return found


def _text(parts: ZipFile, name: str) -> str:
    return parts.read(name).decode("utf-8")


def _related(parts: ZipFile, names: set[str], part: str, kind: str) -> list[str]:
    """The parts that a part names, of one kind."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in names:
        return []
    return [
        posixpath.normpath(posixpath.join(folder, one.attrib["Target"]))
        for one in ET.fromstring(parts.read(relations))
        if one.attrib["Type"].endswith(kind)
    ]
