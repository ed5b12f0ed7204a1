"""A workbook that can only be written safely.

Text is always text (nothing a user typed becomes a formula or a link), every number is a number,
and every refusal of the writer is an error instead of a cell that silently lacks.
"""

import datetime as dt
import math
import re
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from planner.errors import OutputError
from planner.report.styles import FONTS, STYLES
from planner.schema.common import YES_NO
from planner.words import Language, Words
from planner.words.width import LONGEST_CELL, display_width

LAST_ROW = 1_048_576
LONGEST_SHEET = 31
_CREATED = dt.datetime(2020, 1, 1)
_A4 = 9
_NOISE = 1e-12
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

    def say(self, words: Words) -> str:
        """Return the text in the workbook's language."""
        return words.to(self.language)

    def style(self, *names: str) -> Format:
        """Return the format that joins these styles, later ones on top."""
        if names not in self._formats:
            joined: dict[str, Any] = {}
            for name in names:
                joined |= STYLES[name]
            self._formats[names] = self._workbook.add_format(joined)
        return self._formats[names]

    def page(self, title: Words) -> "Page":
        """Add a sheet."""
        return self.sheet(self.say(title))

    def sheet(self, name: str) -> "Page":
        """Add a sheet whose name is not ours: signs Excel forbids are left out, none is twice."""
        taken = {sheet.get_name().casefold() for sheet in self._workbook.worksheets()}
        clean = _FORBIDDEN.sub(" ", printable(name)).strip(" '") or "-"
        found, number = clean[:LONGEST_SHEET].rstrip(" '"), 2
        while found.casefold() in taken or found.casefold() == "history":
            end = f" ({number})"
            found, number = clean[: LONGEST_SHEET - len(end)].rstrip(" '") + end, number + 1
        return Page(self, self._workbook.add_worksheet(found))

    def chart(self, kind: str, subtype: str = "") -> Any:
        """Return an empty chart of this book."""
        return self._workbook.add_chart({"type": kind, "subtype": subtype or None})

    def close(self) -> None:
        """Write the file. Raises OutputError if the path cannot be written."""
        try:
            self._workbook.close()
        except (FileCreateError, OSError) as error:
            message = _UNWRITABLE.to(self.language).format(path=self.path)
            raise OutputError(message) from error


class Page:
    """One sheet, written cell by cell (rows and columns count from 0)."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self.book = book
        self.sheet = sheet
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8&F&C&8&A&R&8&P / &N")

    def put(self, row: int, column: int, value: Any, *styles: str) -> None:
        """Write one value as what it is: text, number, date, yes/no; None leaves the cell blank."""
        sheet = self.sheet
        if isinstance(value, bool):
            value = self.book.say(YES_NO["yes" if value else "no"])
        if isinstance(value, int | float) and math.isfinite(value):
            # A solver's -1e-15 would be shown as -0.00.
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
        self._check(self.sheet.merge_range(row, first, row, last, "", self._of(styles)), row, first)
        self.put(row, first, value, *styles)

    def title(self, title: str, about: str = "") -> int:
        """Write the sheet's title and what it shows; return the next free row."""
        self.sheet.set_row(0, 32)
        self.put(0, 0, title, "title")
        self.put(1, 0, about, "subtitle")
        self.sheet.freeze_panes(2, 0)
        return 3

    def heading(self, row: int, columns: tuple[int, int], text: str) -> int:
        """Write a section's heading, underlined across the columns; return the next row."""
        first, last = columns
        self.sheet.set_row(row, 21)
        for column in range(first, last + 1):
            self.put(row, column, text if column == first else None, "heading")
        return row + 1

    def note(self, row: int, columns: tuple[int, int], text: str, width: int) -> int:
        """Write a wrapped remark over columns that together are ``width`` characters wide."""
        self.join(row, columns, text, "note")
        self.sheet.set_row(row, 15 * wrapped_lines(text, width))
        return row + 1

    def sentences(
        self,
        row: int,
        columns: tuple[int, int],
        texts: Iterable[str],
        width: float,
        *,
        numbered: bool = True,
    ) -> int:
        """Write a sentence a row over columns that are ``width`` wide; return the next row."""
        for count, text in enumerate(texts, 1):
            self.join(row, columns, f"{count}.  {text}" if numbered else text, "sentence")
            self.sheet.set_row(row, 17 * wrapped_lines(text, width) + 7)
            row += 1
        return row

    def widths(self, *widths: float) -> None:
        """Set the widths of the first columns, in characters."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def area(self, top: int, left: int, bottom: int, right: int) -> str:
        """Return ``='Sheet'!$A$1:$B$2`` for charts."""
        name = self.sheet.get_name().replace("'", "''")
        return f"='{name}'!{xl_range_abs(top, left, bottom, right)}"

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
            raise OutputError(text.format(sheet=self.sheet.get_name(), cell=cell))


def printable(text: str) -> str:
    """Return the text without control signs and half characters, which break charts."""
    return _UNPRINTABLE.sub(" ", text)


def name_widths(names: Iterable[str], least: int = 24, most: int = 46) -> tuple[int]:
    """Return the width of a column of names."""
    widest = max((display_width(name) for name in names), default=0)
    return (min(max(widest + 3, least), most),)


def shortened(text: str, width: int) -> str:
    """Return the text cut to ``width`` columns, where a long name would crowd out a chart."""
    if len(text) <= width and display_width(text) <= width:
        return text
    ends = accumulate(display_width(sign) for sign in text[:width])
    kept = sum(end <= width - 2 for end in ends)
    return text[:kept].rstrip(" (,") + ".."


def wrapped_lines(text: str, width: float) -> int:
    """Return how many lines a wrapped text takes in a cell ``width`` characters wide."""
    return sum(max(1, math.ceil(display_width(line) / width)) for line in text.split("\n") or [""])


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return _CREATED
