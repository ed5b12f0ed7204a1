"""Cells out of a checked package: one pass over the XML of each sheet.

Why not a spreadsheet library: one pass gives the stored values and, beside them, what the checks
must know and a library hides in one mode or the other (formulas without a stored value, error
cells, percent formats, hidden rows, merged areas, links to other workbooks), several times faster.
Element and attribute names are those of ECMA-376 part 1, SpreadsheetML.
"""

import datetime
import math
import posixpath
import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias
from xml.parsers import expat

from planner.workbook.faults import Fault, Spot
from planner.workbook.guard import (
    MAX_CELLS,
    MAX_COLUMN,
    MAX_LINKED_CELLS,
    MAX_MERGED_CELLS,
    MAX_ROW,
    Package,
    RefusedError,
)
from planner.workbook.kinds import cells as cell_kinds
from planner.workbook.kinds import files as kinds
from planner.workbook.styles import Style, read_styles

MAX_TEXT = 32_767
FIRST_DATE, LAST_DATE = datetime.date(1990, 1, 1), datetime.date(2100, 12, 31)

Value: TypeAlias = str | float | bool | datetime.date
Area: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row, last column; all counted from 1."""

_ADDRESS = re.compile(r"^([A-Z]{1,3})([1-9][0-9]{0,6})$")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Cell(NamedTuple):
    """What stands in a cell. ``formula``: a formula without a stored value (its text)."""

    value: Value
    kind: Literal["text", "number", "flag", "date", "error", "formula"] = "text"
    percent: bool = False

    @property
    def shown(self) -> str:
        """The value as a person would type it."""
        if self.kind == "number":
            number = float(self.value)  # type: ignore[arg-type]
            return f"{number_text(number * 100)}%" if self.percent else number_text(number)
        if self.kind == "flag":
            return "TRUE" if self.value else "FALSE"
        return str(self.value)


@dataclass
class Sheet:
    """One sheet: cells by row and column, both counted from 1; blank cells are absent."""

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    linked: list[tuple[int, int]] = field(default_factory=list)
    """Cells whose formula points to another workbook."""


@dataclass(frozen=True)
class Book:
    """All sheets of a workbook, in order; ``faults`` do not stop reading."""

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]
    faults: tuple[Fault, ...] = ()


def number_text(number: float) -> str:
    """``7`` for 7.0, ``0.65`` for 0.65: fifteen digits, as Excel shows them."""
    if abs(number) < 1e15 and number == int(number):
        return str(int(number))
    return f"{number:.15g}"


def column_letters(column: int) -> str:
    """``AB`` for 28."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """28 for ``AB``."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def read_book(package: Package) -> Book:
    """Every sheet of the package. Raises RefusedError."""
    root = _relations(package, "", "_rels/.rels")
    main = next((r.target for r in root.values() if r.kind == "officeDocument"), "")
    if not package.has(main):
        raise RefusedError(kinds.NOT_A_WORKBOOK.at(file=package.file))
    folder, name = posixpath.split(main)
    relations = _relations(package, folder, f"{folder}/_rels/{name}.rels")
    listed, epoch_1904 = _listed_sheets(package, main)
    texts = _shared_texts(package, relations)
    styles = _styles(package, relations)
    reader = _SheetReader(package, texts, styles, epoch_1904)
    sheets = tuple(
        reader.read(Sheet(title, hidden), relations[link].target)
        for title, link, hidden in listed
        if link in relations and relations[link].kind == "worksheet"
    )
    macros = any(part.endswith("vbaProject.bin") for part in package.archive.NameToInfo)
    return Book(package.file, package.sha256, sheets, (kinds.MACROS.at(),) if macros else ())


class _Relation(NamedTuple):
    kind: str
    target: str


def _relations(package: Package, folder: str, part: str) -> dict[str, _Relation]:
    found: dict[str, _Relation] = {}

    def start(name: str, given: dict[str, str]) -> None:
        if name.endswith("Relationship") and given.get("TargetMode") != "External":
            target = given.get("Target", "")
            full = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            kind = given.get("Type", "").rsplit("/", 1)[-1]
            found[given.get("Id", "")] = _Relation(kind, posixpath.normpath(full))

    if package.has(part):
        _each_element(package, part, start)
    return found


def _listed_sheets(package: Package, part: str) -> tuple[list[tuple[str, str, bool]], bool]:
    """Title, relation id and hidden of each sheet; and whether days count from 1904."""
    listed: list[tuple[str, str, bool]] = []
    epochs: list[bool] = []

    def start(name: str, given: dict[str, str]) -> None:
        local = name.rsplit(":", 1)[-1]
        if local == "sheet":
            link = next((v for k, v in given.items() if k.endswith(":id")), "")
            listed.append((given.get("name", ""), link, given.get("state", "visible") != "visible"))
        elif local == "workbookPr":
            epochs.append(given.get("date1904") in ("1", "true"))

    _each_element(package, part, start)
    return listed, any(epochs)


def _styles(package: Package, relations: dict[str, _Relation]) -> list[Style]:
    part = next((r.target for r in relations.values() if r.kind == "styles"), "")
    return read_styles(package, part) if package.has(part) else []


def _each_element(package: Package, part: str, start) -> None:  # noqa: ANN001 - expat's handler
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    package.parse(part, parser)


def _shared_texts(package: Package, relations: dict[str, _Relation]) -> list[str]:
    part = next((r.target for r in relations.values() if r.kind == "sharedStrings"), "")
    if not package.has(part):
        return []
    texts: list[str] = []
    pieces: list[str] = []
    # Text stands in <t>; phonetic readings (<rPh>) repeat it in another script.
    state = {"t": False, "rPh": False}

    def start(name: str, _: dict[str, str]) -> None:
        local = name.rsplit(":", 1)[-1]
        if local in state:
            state[local] = True

    def end(name: str) -> None:
        local = name.rsplit(":", 1)[-1]
        if local in state:
            state[local] = False
        elif local == "si":
            texts.append(_plain("".join(pieces)))
            pieces.clear()

    def text(piece: str) -> None:
        if state["t"] and not state["rPh"]:
            pieces.append(piece)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    package.parse(part, parser)
    return texts


def _plain(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


class _SheetReader:
    """Reads sheets one after another; the count of cells goes on over all of them."""

    def __init__(
        self, package: Package, texts: list[str], styles: list[Style], epoch_1904: bool
    ) -> None:
        self.package = package
        self.texts = texts
        self.styles = styles
        self.epoch = datetime.date(1904, 1, 1) if epoch_1904 else datetime.date(1899, 12, 30)
        self.cells = 0

    def read(self, sheet: Sheet, part: str) -> Sheet:
        """Fill the sheet from its part. Raises RefusedError."""
        if not self.package.has(part):
            raise RefusedError(kinds.BROKEN_PART.at(file=self.package.file, part=part))
        self.sheet = sheet
        self.row = self.column = 0
        self.merged_cells = self.linked_cells = 0
        self.here: dict[str, str] = {}
        self.pieces: dict[str, list[str]] = {"v": [], "f": [], "t": []}
        self.into: list[str] | None = None
        self.phonetic = False
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        self.package.parse(part, parser)
        return sheet

    def _start(self, name: str, given: dict[str, str]) -> None:
        local = name.rsplit(":", 1)[-1] if ":" in name else name
        if local == "c":
            self._place(given)
        elif local in ("v", "t", "f"):
            self.into = None if self.phonetic else self.pieces[local]
            if local == "f":
                # A shared formula's followers are empty elements: a blank keeps the trace.
                self.pieces["f"].append(" ")
        elif local == "row":
            self._begin_row(given)
        elif local == "rPh":
            self.phonetic = True
        elif local == "mergeCell":
            self._area(given, "merged")
        elif local == "hyperlink":
            self._area(given, "linked")

    def _end(self, name: str) -> None:
        local = name.rsplit(":", 1)[-1] if ":" in name else name
        if local in ("v", "t", "f"):
            self.into = None
        elif local == "c":
            self._keep()
        elif local == "rPh":
            self.phonetic = False

    def _text(self, piece: str) -> None:
        if self.into is not None:
            self.into.append(piece)

    def _begin_row(self, given: dict[str, str]) -> None:
        number = given.get("r", str(self.row + 1))
        if not (number.isdecimal() and 1 <= int(number) <= MAX_ROW):
            raise self._bad_address(number)
        self.row, self.column = int(number), 0
        if given.get("hidden") in ("1", "true"):
            self.sheet.hidden_rows.append(self.row)

    def _place(self, given: dict[str, str]) -> None:
        """Row and column of the cell; both attributes may be left out, then it is the next one."""
        self.here = given
        for pieces in self.pieces.values():
            pieces.clear()
        address = given.get("r")
        if address is None:
            self.column += 1
        else:
            self.row, self.column = self._parsed(address)
        if self.column > MAX_COLUMN or self.row < 1:
            raise self._bad_address(column_letters(self.column) + str(self.row))

    def _parsed(self, address: str) -> tuple[int, int]:
        found = _ADDRESS.match(address)
        if not found:
            raise self._bad_address(address)
        row, column = int(found[2]), column_number(found[1])
        if row > MAX_ROW or column > MAX_COLUMN:
            raise self._bad_address(address)
        return row, column

    def _keep(self) -> None:
        cell = self._cell()
        if cell is None:
            return
        self.cells += 1
        if self.cells > MAX_CELLS:
            raise RefusedError(kinds.TOO_MANY_CELLS.at(file=self.package.file, limit=MAX_CELLS))
        self.sheet.rows.setdefault(self.row, {})[self.column] = cell
        if self.pieces["f"] and "[" in "".join(self.pieces["f"]):
            self.sheet.linked.append((self.row, self.column))

    def _cell(self) -> Cell | None:
        kind = self.here.get("t", "n")
        if kind == "inlineStr":
            return self._as_text(_plain("".join(self.pieces["t"])))
        raw = "".join(self.pieces["v"])
        if not raw:
            # A text formula that yields nothing stores an empty text: blank, not unknown.
            if self.pieces["f"] and kind != "str":
                return Cell("=" + "".join(self.pieces["f"]).strip(), "formula")
            return None
        if kind == "n":
            return self._as_number(raw)
        if kind == "s":
            return self._as_text(self._shared(raw))
        if kind == "str":
            return self._as_text(_plain(raw))
        if kind == "b":
            return Cell(raw.strip() in ("1", "true"), "flag")
        if kind == "d":
            return self._as_iso_date(raw)
        return Cell(raw, "error")

    def _shared(self, raw: str) -> str:
        place = int(raw)
        if not 0 <= place < len(self.texts):
            raise RefusedError(kinds.BROKEN_PART.at(file=self.package.file, part=self.sheet.name))
        return self.texts[place]

    def _as_text(self, text: str) -> Cell | None:
        if len(text) > MAX_TEXT:
            spot = Spot(sheet=self.sheet.name, cell=self._address(), seen=text)
            raise RefusedError(cell_kinds.TOO_LONG.at(spot, length=len(text), limit=MAX_TEXT))
        return Cell(text) if text and not text.isspace() else None

    def _as_number(self, raw: str) -> Cell:
        number = float(raw)
        if not math.isfinite(number):
            spot = Spot(sheet=self.sheet.name, cell=self._address(), seen=raw)
            raise RefusedError(cell_kinds.NOT_FINITE.at(spot))
        style = self._style()
        if style == "date" and (day := self._day(number)):
            return Cell(day, "date")
        return Cell(number, "number", style == "percent")

    def _style(self) -> Style:
        place = self.here.get("s", "0")
        known = place.isdecimal() and int(place) < len(self.styles)
        return self.styles[int(place)] if known else ""

    def _day(self, serial: float) -> datetime.date | None:
        """A small number in a date format is a number somebody formatted wrongly."""
        if not 0 < serial < 200_000:
            return None
        day = self.epoch + datetime.timedelta(days=int(serial))
        return day if FIRST_DATE <= day <= LAST_DATE else None

    def _as_iso_date(self, raw: str) -> Cell:
        try:
            return Cell(datetime.date.fromisoformat(raw[:10]), "date")
        except ValueError:
            return Cell(raw)

    def _area(self, given: dict[str, str], what: Literal["merged", "linked"]) -> None:
        text = given.get("ref", "")
        first, _, last = text.partition(":")
        top, left = self._parsed(first)
        bottom, right = self._parsed(last) if last else (top, left)
        size = (bottom - top + 1) * (right - left + 1)
        if what == "merged":
            self.merged_cells += size
            self.sheet.merged.append((top, left, bottom, right))
        else:
            self.linked_cells += size
        if self.merged_cells > MAX_MERGED_CELLS or self.linked_cells > MAX_LINKED_CELLS:
            spot = Spot(sheet=self.sheet.name, cell=first, seen=text)
            raise RefusedError(kinds.HUGE_AREA.at(spot, area=text))

    def _address(self) -> str:
        return f"{column_letters(self.column)}{self.row}"

    def _bad_address(self, address: str) -> RefusedError:
        spot = Spot(sheet=self.sheet.name, seen=address)
        return RefusedError(kinds.BAD_ADDRESS.at(spot, cell=address))
