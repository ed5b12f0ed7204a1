"""How our workbooks look, and the only way text gets into them.

Text from people is written as text, never as a formula or a link: ``=cmd|...`` in a supplier's
name must stay a name. Formats are composed of named traits, so every sheet has the same colours.
"""

import datetime
import math
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from planner.errors import OutputError
from planner.words.width import LONGEST_CELL, display_width

FONT = "맑은 고딕"
NAVY, PALE_BLUE, PALE_YELLOW = "#1F3864", "#DCE6F1", "#FFFBE6"
GREY, LINE, RED, PALE_RED, INK = "#7F7F7F", "#D9D9D9", "#9C0006", "#FFC7CE", "#262626"
CREATED = datetime.datetime(2026, 1, 1)  # fixed, so that the same content gives the same bytes

TRAITS: dict[str, dict[str, Any]] = {
    "plain": {"font_color": INK, "valign": "vcenter"},
    "title": {"font_size": 16, "bold": True, "font_color": NAVY, "valign": "vcenter"},
    "subtitle": {"font_size": 12, "bold": True, "font_color": NAVY, "valign": "vcenter"},
    "about": {"font_color": GREY, "valign": "vcenter"},
    "heading": {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True},
    "required": {"bg_color": NAVY, "font_color": "#FFFFFF"},
    "optional": {"bg_color": PALE_BLUE, "font_color": NAVY},
    "unit": {
        "font_size": 8, "font_color": GREY, "align": "center", "valign": "vcenter",
        "text_wrap": True, "bg_color": "#F7F9FC",
    },
    "key": {
        "font_size": 8, "font_color": GREY, "align": "center", "valign": "vcenter",
        "num_format": "@", "bg_color": "#F2F2F2", "bottom": 1, "bottom_color": NAVY,
    },
    "input": {
        "bg_color": PALE_YELLOW, "border": 1, "border_color": LINE, "valign": "vcenter",
        "locked": False,
    },
    "cell": {"border": 1, "border_color": LINE, "valign": "vcenter"},
    "text": {"num_format": "@"},
    "indent": {"indent": 1},
    "percent": {"num_format": "0.0#%"},
    "count": {"num_format": "#,##0"},
    "right": {"align": "right", "indent": 1},
    "decimal": {"num_format": "#,##0.0###"},
    "center": {"align": "center", "indent": 0},
    "wrap": {"text_wrap": True, "valign": "top"},
    "bold": {"bold": True},
    "link": {"font_color": "#0563C1", "underline": 1},
    "quoted": {"quote_prefix": True},
    "bad": {"bg_color": PALE_RED, "font_color": RED},
    "missing": {"bg_color": PALE_RED},
}  # fmt: skip


class Exact(float):
    """A number that is written with all its digits: XlsxWriter's 16 lose the last bit of some."""

    def __format__(self, spec: str) -> str:
        """Write the shortest text that reads back as the same number."""
        return str(int(self)) if self.is_integer() and abs(self) < 1e15 else repr(float(self))


class Styles:
    """The formats of one workbook: ``styles("input", "percent")`` joins traits, later ones win."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, ...], Any] = {}

    def __call__(self, *traits: str) -> Any:
        """Make or find the format with these traits. Raises KeyError for an unknown one."""
        if traits not in self._made:
            look: dict[str, Any] = {"font_name": FONT, "font_size": 10}
            for trait in traits:
                look |= TRAITS[trait]
            self._made[traits] = self._book.add_format(look)
        return self._made[traits]

    def rule(self, trait: str) -> Any:
        """Make or find the look of a conditional format: only what changes, no font."""
        if ("rule", trait) not in self._made:
            self._made["rule", trait] = self._book.add_format(TRAITS[trait])
        return self._made["rule", trait]


@contextmanager
def new_book(path: str | Path | BytesIO) -> Iterator[Any]:
    """Open a workbook that is written when the block ends. Raises OutputError if it cannot be."""
    target = path if isinstance(path, BytesIO) else str(path)
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": 10},
        # Without temporary files the zip entries carry no clock: the same bytes every time.
        "in_memory": True,
    }
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": CREATED})
    yield book
    try:
        book.close()
    except FileCreateError as error:
        raise OutputError(f"{path}: {error}") from error


def put(sheet: Any, place: tuple[int, int], value: Any, styles: Styles, *traits: str) -> None:
    """Write one value at (row, column), both from 0: text as text, yes/no, number or blank.

    Raises ValueError for a number that is not finite and a text longer than Excel holds.
    """
    row, column = place
    if value is None or value == "":
        sheet.write_blank(row, column, None, styles(*traits))
    elif isinstance(value, bool):
        sheet.write_string(row, column, "yes" if value else "no", styles(*traits))
    elif isinstance(value, str):
        _put_text(sheet, place, value, styles, traits)
    elif math.isfinite(value):
        sheet.write_number(row, column, Exact(value), styles(*traits))
    else:
        raise ValueError(f"not a finite number: {value}")


def _put_text(
    sheet: Any, place: tuple[int, int], text: str, styles: Styles, traits: tuple[str, ...]
) -> None:
    if len(text) > LONGEST_CELL:
        raise ValueError(f"text longer than {LONGEST_CELL} characters: {text[:40]}...")
    # F2 and Enter in Excel would otherwise turn such a text into a live formula.
    quoted = ("quoted",) if text[0] in "=+-@\t\r" else ()
    sheet.write_string(*place, text, styles(*traits, *quoted))


def number_trait(value: float) -> str:
    """How a number is shown: thousands with commas, decimals as far as they matter."""
    if float(value).is_integer() and abs(value) < 1e12:
        return "count"
    return "decimal" if abs(value) >= 1 else "plain"


def width_of(text: str, widest: float = 40) -> float:
    """Column width that shows a text: Hangul takes two places, and Excel's own guess is short."""
    return min(display_width(text) + 2, widest)
