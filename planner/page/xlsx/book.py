"""A workbook that can only be written safely.

Text is always text (nothing a user typed becomes a formula or a link), every number is a number,
and every refusal of the writer is an error instead of a cell that silently lacks.
"""

import datetime as dt
import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from planner.errors import OutputError
from planner.page.look import FONTS, STYLES
from planner.page.page import LONGEST_NAME
from planner.schema.common import YES_NO
from planner.words import Language, Words
from planner.words.width import LONGEST_CELL

HIGHEST_ROW = 409.0
"""Points of the highest row that Excel knows."""
_CREATED = dt.datetime(2020, 1, 1)
_NOISE = 5e-10
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_UNWRITABLE = Words(
    "결과 파일을 쓸 수 없습니다: {path}. 폴더가 있는지, Excel에서 열려 있지 않은지 확인하세요.",
    "The result cannot be written: {path}. Is the folder there, is the file open in Excel?",
)
_REFUSED = Words(
    "Excel의 한도를 넘는 셀이 있어 쓸 수 없습니다: {sheet}!{cell}.",
    "A cell exceeds what Excel can hold: {sheet}!{cell}.",
)


class Book:
    """One result workbook: sheets, and cell styles made by joining names of ``STYLES``."""

    def __init__(self, path: Path, language: Language, started: str = "", title: str = "") -> None:
        """``started`` (ISO) is the workbook's creation time, so equal plans give equal bytes."""
        self.path = path
        self.language = language
        font = {"font_name": FONTS[language], "font_size": 10}
        self._workbook = xlsxwriter.Workbook(
            str(path),
            {
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": font,
            },
        )
        self._workbook.set_properties({"created": _moment(started), "title": printable(title)})
        self._formats: dict[tuple[str, ...], Format] = {}

    def style(self, *names: str) -> Format:
        """Return the format that joins these styles, later ones on top."""
        if names not in self._formats:
            joined: dict[str, Any] = {}
            for name in names:
                joined |= STYLES[name]
            self._formats[names] = self._workbook.add_format(joined)
        return self._formats[names]

    def sheet(self, name: str) -> "WrittenSheet":
        """Add a sheet: signs that Excel forbids in its name are left out, no name is twice."""
        taken = {sheet.get_name().casefold() for sheet in self._workbook.worksheets()}
        clean = " ".join(_FORBIDDEN.sub(" ", printable(name)).split()).strip(" '") or "-"
        found, number = clean[:LONGEST_NAME].rstrip(" '"), 2
        while found.casefold() in taken or found.casefold() == "history":
            end = f" ({number})"
            found, number = clean[: LONGEST_NAME - len(end)].rstrip(" '") + end, number + 1
        return WrittenSheet(self, self._workbook.add_worksheet(found))

    def chart(self, kind: str, subtype: str = "") -> Any:
        """Return an empty chart of this book."""
        return self._workbook.add_chart({"type": kind, "subtype": subtype or None})

    def define(self, name: str, formula: str) -> None:
        """Name cells, for formulas or for printing."""
        self._workbook.define_name(name, formula)

    def close(self) -> None:
        """Write the file. Raises OutputError if the path cannot be written."""
        try:
            self._workbook.close()
        except (FileCreateError, OSError) as error:
            message = _UNWRITABLE.to(self.language).format(path=self.path)
            raise OutputError(message) from error


class WrittenSheet:
    """One sheet, written cell by cell (rows and columns count from 0)."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self.book = book
        self.sheet = sheet
        self.heights: dict[int, float] = {}
        """Points, of the rows that have a height of their own."""

    @property
    def name(self) -> str:
        """What the workbook calls it."""
        return str(self.sheet.get_name())

    def put(self, row: int, column: int, value: Any, *styles: str) -> None:
        """Write one value as what it is: text, number, date, yes/no; None leaves the cell blank."""
        sheet = self.sheet
        if isinstance(value, bool):
            value = YES_NO["yes" if value else "no"].to(self.book.language)
        if isinstance(value, int | float) and math.isfinite(value):
            # A solver's -1e-10 would be shown as -0.
            value = value if abs(value) > _NOISE else 0
            self._check(sheet.write_number(row, column, value, self._of(styles)), row, column)
        elif isinstance(value, dt.date):
            self._check(sheet.write_datetime(row, column, value, self._of(styles)), row, column)
        elif value is None or value == "":
            self._check(sheet.write_blank(row, column, None, self._of(styles)), row, column)
        else:
            self._text(row, column, str(value), styles)

    def formula(self, row: int, column: int, formula: str, value: float, *styles: str) -> None:
        """Write a live formula beside the number it gives, which viewers show as it is."""
        code = self.sheet.write_formula(row, column, formula, self._of(styles), value)
        self._check(code, row, column)

    def join(self, row: int, columns: tuple[int, int], value: Any, *styles: str) -> None:
        """Write one value over several columns of a row (first and last, both included)."""
        first, last = columns
        if last > first:
            code = self.sheet.merge_range(row, first, row, last, "", self._of(styles))
            self._check(code, row, first)
        self.put(row, first, value, *styles)

    def link(self, row: int, column: int, target: str, text: str, *styles: str) -> None:
        """Write a text that leads to another sheet of the book."""
        self.put(row, column, text, *styles)
        name = target.replace("'", "''")
        style = self._of(styles)
        code = self.sheet.write_url(row, column, f"internal:'{name}'!A1", style, printable(text))
        self._check(code, row, column)

    def print_areas(self, areas: Sequence[tuple[int, int, int, int]]) -> None:
        """Print these areas alone, each from a new page on."""
        if len(areas) == 1:
            self.sheet.print_area(*areas[0])
        # The writer would take the rest of such a name for a cell.
        elif "!" not in self.name:
            ranges = ",".join(self.area(*area).removeprefix("=") for area in areas)
            self.book.define(f"'{self.name}'!_xlnm.Print_Area", f"={ranges}")

    def height(self, row: int, points: float) -> None:
        """Set the height of a row, up to what Excel knows; the highest that is asked for counts."""
        self.heights[row] = min(max(points, self.heights.get(row, 0.0)), HIGHEST_ROW)
        self.sheet.set_row(row, self.heights[row])

    def area(self, top: int, left: int, bottom: int, right: int) -> str:
        """Return ``='Sheet'!$A$1:$B$2`` for charts."""
        return (
            f"='{self.name.replace(chr(39), chr(39) * 2)}'!{xl_range_abs(top, left, bottom, right)}"
        )

    def colour(self, area: tuple[int, int, int, int], rule: dict[str, Any], look: str = "") -> None:
        """Set a condition on an area; ``look``: the style of cells that meet it."""
        styled = rule | {"format": self.book.style(*look.split())} if look else rule
        self.sheet.conditional_format(*area, styled)

    def _text(self, row: int, column: int, text: str, styles: tuple[str, ...]) -> None:
        # Without it =1+1 turns live when someone edits the cell and presses Enter.
        quoted = ("quoted",) if text[:1] in "=+-@" else ()
        text = printable(text)
        if len(text) > LONGEST_CELL:
            text = text[: LONGEST_CELL - 3] + "..."
        code = self.sheet.write_string(row, column, text, self._of((*styles, *quoted)))
        self._check(code, row, column)

    def _of(self, styles: tuple[str, ...]) -> Format | None:
        return self.book.style(*styles) if styles else None

    def _check(self, code: Any, row: int, column: int) -> None:
        if code:
            cell = xl_rowcol_to_cell(row, column)
            text = _REFUSED.to(self.book.language)
            raise OutputError(text.format(sheet=self.name, cell=cell))


def printable(text: str) -> str:
    """Return the text without control signs and half characters, which break charts."""
    return _UNPRINTABLE.sub(" ", text)


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return _CREATED
