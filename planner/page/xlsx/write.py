"""Pages as an Excel workbook."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from planner.page.grid import Grid
from planner.page.page import (
    Band,
    Lines,
    Note,
    Page,
    PageLayout,
    Section,
    Sentences,
    Tile,
    Tiles,
)
from planner.page.xlsx.across import ranges_across
from planner.page.xlsx.book import Book, WrittenSheet
from planner.page.xlsx.charts import draw
from planner.page.xlsx.letters import DIGITS, chart_letters
from planner.page.xlsx.paper import cut_of, set_paper
from planner.page.xlsx.places import (
    TILE_COLUMNS,
    Places,
    Stand,
    column_widths,
)
from planner.page.xlsx.table import write_grid
from planner.words import Language
from planner.words.width import display_width, wrapped_lines

_TITLE_WIDTH = 74
_TILE_EDGE = 1
"""Characters before the texts of a tile."""
_INDENTED = 0.88
"""Part of the columns' characters that larger, indented letters fill."""


def write_pages(
    pages: Iterable[Page], path: Path, language: Language, started: str = "", title: str = ""
) -> None:
    """Write the pages as one workbook. Equal pages give equal bytes.

    ``started``: when the run began (ISO); ``title``: of the file. Raises OutputError if the path
    cannot be written or a cell exceeds what Excel can hold.
    """
    book = Book(path, language, started, title)
    sheets = [(page, book.sheet(page.name)) for page in pages]
    names = {page.name: sheet.name for page, sheet in sheets}
    for page, sheet in sheets:
        SheetWriter(page, sheet, names).write()
    book.close()


class SheetWriter:
    """Writes one page on its sheet; ``names``: the sheet of each page, for links."""

    def __init__(self, page: Page, sheet: WrittenSheet, names: Mapping[str, str]) -> None:
        self.page = page
        self.sheet = sheet
        self.names = names
        self.places = Places.of(page)
        self.widths = column_widths(self.places)
        digit = DIGITS[sheet.book.language]
        self.edge = ranges_across(self.places, self.widths, digit)[0][1]
        """The last column of the first page: texts end there, where they are printed whole."""

    def write(self) -> None:
        """Write title, blocks, widths and paper."""
        for column, width in self.widths.items():
            self.sheet.sheet.set_column(column, column, width)
        self._title()
        for stand in self.places.stands:
            across = min(stand.across, max(1, self.edge - stand.column + 1))
            self._block(replace(stand, across=across))
        cut = cut_of(self.sheet, self.places, self.widths)
        for row, column, drawing in self.places.drawings(self.widths):
            letters = chart_letters(cut.scale if row < self.places.paper_rows else 1.0)
            draw(self.sheet, (row, column), drawing, self.places.grids, letters)
        if self.page.protected:
            self.sheet.sheet.protect()
        set_paper(self.sheet, self.places, self.widths, cut)

    def room(self, column: int, across: int) -> float:
        """Characters over so many columns."""
        return sum(self.widths.get(at, 0.0) for at in range(column, column + across)) or 1.0

    def put(self, stand: Stand, text: str, looks: Sequence[str], link: str = "") -> None:
        """Write a text in the block's corner, which leads to a page if the book has it."""
        if link in self.names:
            self.sheet.link(stand.row, stand.column, self.names[link], text, *looks)
        else:
            self.sheet.put(stand.row, stand.column, text, *looks)

    def _block(self, stand: Stand) -> None:
        match stand.block:
            case Section() as section:
                _section(self, stand, section)
            case Band() as band:
                _band(self, stand, band)
            case Tiles() as tiles:
                _tiles(self, stand, tiles)
            case Sentences() as sentences:
                _sentences(self, stand, sentences)
            case Note() as note:
                _note(self, stand, note)
            case Lines() as lines:
                _lines(self, stand, lines)
            case Grid() as grid:
                write_grid(self.sheet, self.places.grids[grid.key], self.widths)

    def _title(self) -> None:
        page, sheet, left, last = self.page, self.sheet, self.places.left, self.places.left
        last = min(last + self.places.across - 1, max(left, self.edge))
        if page.layout is PageLayout.COVER:
            sheet.height(0, 8)
            sheet.join(1, (left, last), page.title, "title", "title_wrap")
            sheet.height(1, 30 * wrapped_lines(page.title, _TITLE_WIDTH))
            sheet.put(2, left, page.about, "subtitle")
            sheet.height(3, 8)
            return
        sheet.height(0, 32 if page.layout is PageLayout.PLAIN else 36)
        sheet.put(0, left, page.title, "title")
        sheet.sheet.freeze_panes(2, page.frozen)
        room = self.room(left, last - left + 1)
        wrapped = page.wrapped or display_width(page.about) > room
        if page.layout is PageLayout.PLAIN and not wrapped:
            sheet.put(1, left, page.about, "subtitle")
            return
        sheet.join(1, (left, last), page.about, "note")
        sheet.height(1, 15 * wrapped_lines(page.about, room))


def _section(writer: SheetWriter, stand: Stand, section: Section) -> None:
    """The heading, underlined across the columns."""
    sheet = writer.sheet
    sheet.height(stand.row, 21)
    writer.put(stand, section.heading, ("heading",), section.link)
    for at in range(stand.column + 1, stand.column + stand.across):
        sheet.put(stand.row, at, None, "heading")


def _band(writer: SheetWriter, stand: Stand, band: Band) -> None:
    across = (stand.column, stand.column + stand.across - 1)
    writer.sheet.join(stand.row, across, band.text, "status", band.look)
    lines = wrapped_lines(band.text, _INDENTED * writer.room(stand.column, stand.across))
    writer.sheet.height(stand.row, 17 * lines + 8)


def _tiles(writer: SheetWriter, stand: Stand, tiles: Tiles) -> None:
    room = writer.room(stand.column, TILE_COLUMNS) - _TILE_EDGE
    label = max((wrapped_lines(tile.label, room) for tile in tiles.tiles), default=1)
    foot = max((wrapped_lines(tile.foot, room) for tile in tiles.tiles), default=1)
    for row, points in enumerate((15 * label + 2, 30, 15 * foot + 1, 9), stand.row):
        writer.sheet.height(row, points)
    for place, tile in enumerate(tiles.tiles):
        _tile(writer.sheet, stand.row, stand.column + TILE_COLUMNS * place, tile)


def _tile(sheet: WrittenSheet, row: int, column: int, tile: Tile) -> None:
    across = (column, column + TILE_COLUMNS - 1)
    value = "-" if tile.value is None else tile.value
    sheet.join(row, across, tile.label, "tile_label")
    sheet.join(row + 1, across, value, tile.format, "tile_value")
    sheet.join(row + 2, across, tile.foot, "tile_foot")


def _sentences(writer: SheetWriter, stand: Stand, sentences: Sentences) -> None:
    room = _INDENTED * writer.room(stand.column, stand.across)
    across = (stand.column, stand.column + stand.across - 1)
    for count, text in enumerate(sentences.texts, 1):
        row, said = stand.row + count - 1, f"{count}.  {text}" if sentences.numbered else text
        writer.sheet.join(row, across, said, "sentence")
        writer.sheet.height(row, 16 * wrapped_lines(text, room) + 6)


def _note(writer: SheetWriter, stand: Stand, note: Note) -> None:
    sheet, looks = writer.sheet, note.look.split()
    if not note.wide:
        writer.put(stand, note.text, [*looks, "one_line"], note.link)
        return
    sheet.join(stand.row, (stand.column, stand.column + stand.across - 1), note.text, *looks)
    room = _INDENTED * writer.room(stand.column, stand.across)
    sheet.height(stand.row, 15 * wrapped_lines(note.text, room))


def _lines(writer: SheetWriter, stand: Stand, lines: Lines) -> None:
    for row, text in enumerate(lines.texts, stand.row):
        writer.sheet.put(row, stand.column, text, "cut")
