"""One pass over the XML of one sheet: its filled cells, hidden rows and merged areas."""

import datetime
import math
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Literal, NamedTuple
from xml.parsers import expat

from planner.words.width import LONGEST_CELL
from planner.workbook.faults import Spot, kind, shortened
from planner.workbook.grids import KEY_ROW_WITHIN
from planner.workbook.names import TOO_LONG
from planner.workbook.package import (
    BROKEN_PART,
    MAX_CELLS,
    MAX_COLUMN,
    MAX_LINKED_CELLS,
    MAX_MERGED_CELLS,
    MAX_ROW,
    Package,
    RefusedError,
)
from planner.workbook.sheets import Cell, Sheet, column_letters, column_number
from planner.workbook.styles import CellStyles

FIRST_DATE, LAST_DATE = datetime.date(1990, 1, 1), datetime.date(2100, 12, 31)

MOST_BEFORE_KEYS = 50_000
"""XML elements of a sheet that is no table, until its rows for a key row are through."""

_NO_SIZE = ("0", "0.0")
"""A width or height that shows nothing, though the row or column is not called hidden."""
_LETTERS = re.compile("[A-Z]{1,3}")
_DIGITS = re.compile("[0-9]{1,7}")
_MOST_DIGITS = 7
_NEARLY_A_MINUTE = 59.5
"""Seconds by which a time may fall short of midnight and still be the next day."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONE_HALF = re.compile("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def plain(text: str) -> str:
    """Text without the escapes of control signs (``_x000D_``)."""
    if "_x" not in text:
        return text
    signs = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    # Halves of a sign join; what no text may hold (lone halves, codes that move a console) goes.
    whole = _LONE_HALF.sub("\N{REPLACEMENT CHARACTER}", signs)
    joined = whole.encode("utf-16", "surrogatepass").decode("utf-16")
    return _CONTROL.sub("", joined)


TOO_MANY_CELLS = kind(
    "E118",
    (
        "'{file}'에 값이 든 셀이 {limit}개보다 많습니다.",
        "'{file}' has more than {limit} filled cells.",
    ),
    (
        "계획에 쓰지 않는 시트를 다른 파일로 옮기세요.",
        "Move the sheets the plan does not use to another file.",
    ),
)
HUGE_AREA = kind(
    "E120",
    (
        "병합된 셀이나 하이퍼링크 범위가 너무 넓습니다({area}).",
        "A merged area or a hyperlink spans too many cells ({area}).",
    ),
    (
        "시트를 모두 선택해 셀 병합과 하이퍼링크를 해제하세요.",
        "Select the whole sheet, unmerge the cells and remove the hyperlinks.",
    ),
)
BAD_ADDRESS = kind(
    "E119",
    (
        "'{cell}'{cell:은는} Excel 시트 밖의 셀 주소입니다.",
        "'{cell}' is not a cell of an Excel sheet.",
    ),
    (
        "Excel에서 새로 저장한 파일을 사용하세요(마지막 셀은 XFD1048576).",
        "Use a file saved by Excel itself (the last cell is XFD1048576).",
    ),
)


class _EnoughError(Exception):
    """All rows that were asked for have been read."""


class Listing(NamedTuple):
    """What a workbook says of itself: title, relation id and hidden of each sheet, and two flags.

    ``epoch_1904``: days count from 1904. ``uncalculated``: all formulas are to be calculated when
    the workbook is opened, so that the values stored beside them count for nothing.
    """

    sheets: list[tuple[str, str, bool]]
    epoch_1904: bool
    uncalculated: bool


class SheetReader:
    """Reads sheets one after another; the count of cells goes on over all of them."""

    def __init__(
        self, package: Package, texts: list[str], styles: CellStyles, listing: Listing
    ) -> None:
        self.package = package
        self.texts = texts
        self.uncalculated = listing.uncalculated
        self.styles = {str(number): style for number, style in enumerate(styles.shown)}
        self.epoch = (
            datetime.date(1904, 1, 1) if listing.epoch_1904 else datetime.date(1899, 12, 30)
        )
        self.cells = 0
        self.known_columns: dict[str, int] = {}
        self.struck = styles.struck
        self.stored: dict[str, Callable[[str], Cell | None]] = {
            "n": self._as_number,
            "s": lambda raw: self._as_text(self._shared(raw)),
            "str": lambda raw: self._as_text(plain(raw)),
            "inlineStr": lambda raw: self._as_text(plain(raw)),
            "b": lambda raw: Cell(raw.strip() in ("1", "true"), "flag"),
            "d": self._as_iso_date,
        }

    def read(self, sheet: Sheet, part: str) -> None:
        """Fill the sheet from its part. Raises RefusedError."""
        self.last_row = MAX_ROW
        self._parse(sheet, part)

    def first_rows(self, sheet: Sheet, part: str) -> None:
        """Fill in the rows that may hold a key row: what tells whether it is a misnamed table."""
        self.last_row, before = KEY_ROW_WITHIN, self.cells
        with suppress(_EnoughError, RefusedError):
            self._parse(sheet, part)
        self.cells = before

    def _parse(self, sheet: Sheet, part: str) -> None:
        if not self.package.has(part):
            raise RefusedError(BROKEN_PART.at(file=self.package.file, part=part))
        self.sheet = sheet
        self.row = self.column = self.rows = 0
        self.merged_cells = self.linked_cells = 0
        self.here: dict[str, str] = {}
        self.value, self.formula, self.words = "", "", ""
        self.into = ""
        self.phonetic = False
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        head = 0 if self.last_row == MAX_ROW else MOST_BEFORE_KEYS
        self.package.parse(part, parser, head)

    def _start(self, name: str, given: dict[str, str]) -> None:
        local = name.rsplit(":", 1)[-1] if ":" in name else name
        if local == "c":
            self.here = given
            self.value = self.formula = self.words = ""
            # The address may be left out: then it is the next cell.
            self.column += 1
        elif local in ("v", "t", "f"):
            self.into = "" if self.phonetic else local
            if local == "f":
                # A shared formula's followers are empty elements: a blank keeps the trace.
                self.formula = " "
        elif local == "row":
            self._begin_row(given)
        elif local == "rPh":
            self.phonetic = True
        elif local == "col":
            self._hide_columns(given)
        elif local == "mergeCell":
            self._area(given, "merged")
        elif local == "hyperlink":
            self._area(given, "linked")

    def _end(self, name: str) -> None:
        local = name.rsplit(":", 1)[-1] if ":" in name else name
        if local in ("v", "t", "f"):
            self.into = ""
        elif local == "c":
            self._place()
            if self.value or self.words or self.formula:
                self._keep()
        elif local == "rPh":
            self.phonetic = False

    def _text(self, piece: str) -> None:
        if self.into == "v":
            self.value += piece
        elif self.into == "t":
            self.words += piece
        elif self.into == "f":
            self.formula += piece
        if self.into and len(self.value) + len(self.words) + len(self.formula) > 2 * LONGEST_CELL:
            raise self._too_long(self.value + self.words + self.formula)
        if self.into and len(self.value) + len(self.words) > LONGEST_CELL:
            raise self._too_long(self.value + self.words)

    def _begin_row(self, given: dict[str, str]) -> None:
        number = given.get("r", str(self.row + 1))
        if not (_DIGITS.fullmatch(number) and 1 <= int(number) <= MAX_ROW):
            raise self._bad_address(number)
        self.row, self.column = int(number), 0
        self.rows += 1
        # Rows that repeat their number are as many all the same.
        if self.rows > MAX_ROW:
            raise self._bad_address(number)
        if self.row > self.last_row or self.rows > self.last_row:
            raise _EnoughError
        if given.get("hidden") in ("1", "true") or given.get("ht") in _NO_SIZE:
            self.sheet.hidden_rows.append(self.row)

    def _hide_columns(self, given: dict[str, str]) -> None:
        first, last = given.get("min", ""), given.get("max", "")
        hidden = given.get("hidden") in ("1", "true") or given.get("width") in _NO_SIZE
        if not hidden or not all(map(_DIGITS.fullmatch, (first or last, last or first))):
            return
        # No sheet has more columns than this, whatever its part says.
        if len(self.sheet.hidden_columns) < MAX_COLUMN:
            self.sheet.hidden_columns.append(range(int(first or last), int(last or first) + 1))

    def _place(self) -> None:
        address = self.here.get("r")
        if address is not None:
            self.row, self.column = self._parsed(address)
        elif self.column > MAX_COLUMN or self.row < 1:
            raise self._bad_address(column_letters(self.column) + str(self.row))

    def _parsed(self, address: str) -> tuple[int, int]:
        letters = address.rstrip("0123456789")
        digits = address[len(letters) :]
        column = self.known_columns.get(letters) or self._new_column(letters, address)
        if not 0 < len(digits) <= _MOST_DIGITS or not 0 < int(digits) <= MAX_ROW:
            raise self._bad_address(address)
        return int(digits), column

    def _new_column(self, letters: str, address: str) -> int:
        if not _LETTERS.fullmatch(letters) or column_number(letters) > MAX_COLUMN:
            raise self._bad_address(address)
        self.known_columns[letters] = column_number(letters)
        return self.known_columns[letters]

    def _keep(self) -> None:
        cell = self._cell()
        if cell is None:
            return
        self.cells += 1
        if self.cells > MAX_CELLS:
            raise RefusedError(TOO_MANY_CELLS.at(file=self.package.file, limit=MAX_CELLS))
        self.sheet.rows.setdefault(self.row, {})[self.column] = cell
        if "[" in self.formula and cell.kind != "formula":
            self.sheet.linked.append((self.row, self.column))
        if self.struck and self.here.get("s") in self.struck:
            self.sheet.struck.append((self.row, self.column))

    def _cell(self) -> Cell | None:
        kind = self.here.get("t", "n")
        raw = self.words if kind == "inlineStr" else self.value
        if self.formula and self.uncalculated:
            return Cell("=" + self.formula.strip(), "formula")
        if not raw:
            # A text formula that yields nothing stores an empty text: blank, not unknown.
            if self.formula and kind != "str":
                return Cell("=" + self.formula.strip(), "formula")
            return None
        return self.stored[kind](raw) if kind in self.stored else Cell(raw, "error")

    def _shared(self, raw: str) -> str:
        place = int(raw) if raw.isascii() and "_" not in raw else -1
        if not 0 <= place < len(self.texts):
            raise RefusedError(BROKEN_PART.at(file=self.package.file, part=self.sheet.name))
        return self.texts[place]

    def _as_text(self, text: str) -> Cell | None:
        if len(text) > LONGEST_CELL:
            raise self._too_long(text)
        return Cell(text) if text and not text.isspace() else None

    def _as_number(self, raw: str) -> Cell:
        number = float(raw)
        if not math.isfinite(number) or "_" in raw or not raw.isascii():
            # What Python alone takes for a number too. As text it is refused where it stands,
            # beside all other faults.
            return Cell(raw)
        style = self.styles.get(self.here.get("s", "0"), "")
        if style in ("date", "year") and (day := self._day(number)):
            return Cell(day, "date", year=style == "year")
        return Cell(number, "number", style == "percent")

    def _day(self, serial: float) -> datetime.date | None:
        """A small number in a date format is a number somebody formatted wrongly."""
        if not 0 < serial < 200_000:
            return None
        # Midnight is often stored early: 52 s by web pages in Seoul, a hair by sums of fractions.
        day = self.epoch + datetime.timedelta(days=int(serial + _NEARLY_A_MINUTE / 86_400))
        return day if FIRST_DATE <= day <= LAST_DATE else None

    def _as_iso_date(self, raw: str) -> Cell:
        try:
            time = datetime.datetime.fromisoformat(raw.strip())
            day = (time + datetime.timedelta(seconds=_NEARLY_A_MINUTE)).date()
        except (ValueError, OverflowError):
            return Cell(raw)
        return Cell(day, "date", year=self.styles.get(self.here.get("s", "0"), "") == "year")

    def _area(self, given: dict[str, str], what: Literal["merged", "linked"]) -> None:
        text = given.get("ref", "")
        first, _, last = text.partition(":")
        top, left = self._parsed(first)
        bottom, right = self._parsed(last) if last else (top, left)
        if bottom < top or right < left:
            # Its size would count as less than nothing and make room for a huge one.
            raise self._bad_address(text)
        size = (bottom - top + 1) * (right - left + 1)
        if what == "merged":
            self.merged_cells += size
            self.sheet.merged.append((top, left, bottom, right))
        else:
            self.linked_cells += size
        if self.merged_cells > MAX_MERGED_CELLS or self.linked_cells > MAX_LINKED_CELLS:
            spot = Spot(sheet=self.sheet.name, cell=first, seen=text)
            raise RefusedError(HUGE_AREA.at(spot, area=shortened(text)))

    def _too_long(self, text: str) -> RefusedError:
        spot = Spot(sheet=self.sheet.name, cell=self.here.get("r", ""), seen=text)
        return RefusedError(TOO_LONG.at(spot, length=len(text), limit=LONGEST_CELL))

    def _bad_address(self, address: str) -> RefusedError:
        spot = Spot(sheet=self.sheet.name, seen=address)
        return RefusedError(BAD_ADDRESS.at(spot, cell=shortened(address)))
