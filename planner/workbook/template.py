"""The case workbook as people get it: empty to fill in, or filled with a case.

Each sheet: title, what it is for, headings, units, the key row (the one that is read), data.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_range_abs

from planner.schema.column import Column, Table
from planner.schema.tables import SCHEMA, SCHEMA_NAME, SETTINGS, SHEET_ORDER, TABLES
from planner.words import Language
from planner.workbook.about import write_about, write_guide
from planner.workbook.cellstyle import Styles, new_book, number_trait, put, width_of
from planner.workbook.columns import (
    Row,
    Rows,
    columns_of,
    default_settings,
    filled,
    plan_columns,
)
from planner.workbook.lists import write_lists
from planner.workbook.numbers import fraction_cell
from planner.workbook.rules import (
    Cells,
    add_rules,
    colour_bad_cells,
    colour_duplicates,
    name_of_ids,
)
from planner.workbook.wording import default_text

TITLE_ROW, ABOUT_ROW, HEADING_ROW, UNIT_ROW, KEY_ROW, FIRST_ROW = range(6)
BLANK_ROWS = 200
SPARE_ROWS = 100
PRINTED_ROWS = 30
WIDEST_DATA = 32
LEAST_WIDTHS = {"id": 16, "ref": 16, "selector": 24, "name": 18, "source": 24, "note": 24}
"""Room to type in an empty sheet, by key or kind of column."""
CENTERED = ("choice", "flag", "period", "country", "currency")
"""Kinds of short codes, which read best in the middle of the column."""


def write_template(
    path: str | Path | BytesIO, language: Language, tables: Sequence[str] | None = None
) -> None:
    """Write an empty case workbook; ``tables`` are the sheets wanted (keys), default all.

    Raises OutputError if it cannot be written, KeyError for an unknown table.
    """
    write_book(path, {"settings": default_settings()}, language, tables)


def write_book(
    path: str | Path | BytesIO, rows: Rows, language: Language, tables: Sequence[str] | None = None
) -> None:
    """Write a case workbook that holds ``rows``.

    Raises as ``write_template``, and ValueError for a column that no table has.
    """
    wanted = {TABLES[key].key for key in tables or TABLES}
    chosen = [TABLES[key] for key in SHEET_ORDER if key in wanted]
    with new_book(path) as book:
        styles = Styles(book)
        book.set_custom_property(SCHEMA_NAME, SCHEMA)
        write_about(book, styles, chosen, language)
        for table in chosen:
            sheet = TableSheet(book, styles, table, frozenset(wanted), language)
            sheet.write(filled(rows.get(table.key, ())), plan_columns(rows))
        write_guide(book, styles, chosen, language)
        write_lists(book, styles, chosen, language)


class TableSheet:
    """One table on its way into the workbook."""

    def __init__(
        self, book: Any, styles: Styles, table: Table, known: frozenset[str], language: Language
    ) -> None:
        self.book, self.styles, self.table = book, styles, table
        self.known, self.language = known, language
        self.sheet = book.add_worksheet(table.title.to(language))

    def write(self, rows: Sequence[Row], periods: Sequence[str]) -> None:
        """Write headings, rows and blank rows, and the rules over them."""
        if self.table.key == "settings":
            self._settings(rows)
            return
        columns = columns_of(self.table, rows, periods)
        last = FIRST_ROW + max(BLANK_ROWS, len(rows) + SPARE_ROWS) - 1
        self._heading()
        for place, column in enumerate(columns):
            self._column(Cells(place, FIRST_ROW, last, len(columns)), column, rows)
        self._view(len(columns), last, len(rows))

    def _heading(self) -> None:
        put(self.sheet, (TITLE_ROW, 0), self.table.title.to(self.language), self.styles, "title")
        put(self.sheet, (ABOUT_ROW, 0), self.table.about.to(self.language), self.styles, "about")
        self.sheet.set_row(TITLE_ROW, 26)
        self.sheet.set_row(HEADING_ROW, 24)
        self.sheet.set_row(UNIT_ROW, 26)
        self.sheet.set_row(KEY_ROW, 15)

    def _column(self, cells: Cells, column: Column, rows: Sequence[Row]) -> None:
        self._column_head(cells.column, column)
        blank = self.styles("input", *_traits(column, None))
        for line in range(cells.first, cells.last + 1):
            self.sheet.write_blank(line, cells.column, None, blank)
        for line, row in enumerate(rows, start=cells.first):
            if (value := row.get(column.key)) not in (None, ""):
                value = _as_text(column, value)
                traits = _traits(column.read_by(row.get(column.by)), value)
                put(self.sheet, (line, cells.column), value, self.styles, "input", *traits)
        add_rules(self.sheet, cells, column, self.known, self.language)
        colour_bad_cells(self.sheet, cells, column, self.known, self.styles)
        if self.table.unique == (column.key,):
            colour_duplicates(self.sheet, cells, self.styles)
        if column.kind == "id":
            self._name_ids(cells)
        width = _width(column, self.language, [row.get(column.key) for row in rows])
        self.sheet.set_column(cells.column, cells.column, width)

    def _column_head(self, place: int, column: Column) -> None:
        look = "required" if column.required else "optional"
        heading = column.heading.to(self.language) + (" *" if column.required else "")
        put(self.sheet, (HEADING_ROW, place), heading, self.styles, "heading", look)
        put(self.sheet, (UNIT_ROW, place), column.unit.to(self.language), self.styles, "unit")
        put(self.sheet, (KEY_ROW, place), column.key, self.styles, "key")

    def _name_ids(self, cells: Cells) -> None:
        sheet = quote_sheetname(self.table.title.to(self.language))
        ids = f"{sheet}!{xl_range_abs(cells.first, cells.column, cells.last, cells.column)}"
        first = ids.split(":", maxsplit=1)[0]
        self.book.define_name(name_of_ids(self.table.key), f"={ids}")
        self.book.define_name(
            name_of_ids(self.table.key, pick=True),
            f"={first}:INDEX({ids},MAX(1,COUNTA({ids})))",
        )

    def _settings(self, rows: Sequence[Row]) -> None:
        """One line per setting; words and defaults stand beside it."""
        given = {row["key"]: row for row in rows}
        self._heading()
        columns = self.table.columns
        for place, column in enumerate(columns):
            self._column_head(place, column)
        for row, setting in enumerate(SETTINGS, start=FIRST_ROW):
            self._setting(row, setting, given.get(setting.key, {}))
        for place, width in enumerate((18, 26, 12, 84, 24, 24)):
            self.sheet.set_column(place, place, width)
        self._view(len(columns), FIRST_ROW + len(SETTINGS) - 1, len(SETTINGS))

    def _setting(self, row: int, setting: Column, given: Row) -> None:
        styles, sheet, language = self.styles, self.sheet, self.language
        mark = ("bold",) if setting.required else ()
        put(sheet, (row, 0), setting.key, styles, "cell", "text", "indent", *mark)
        value = given.get("value")
        shown = () if setting.kind == "text" else ("center",)
        if value is None and setting.key == "language" and not given:
            value = language
        put(sheet, (row, 1), value, styles, "input", *_traits(setting, value), *shown)
        put(sheet, (row, 2), default_text(setting), styles, "cell", "about", "center")
        words = f"{setting.heading.to(language)}: {setting.hint.to(language)}"
        put(sheet, (row, 3), words, styles, "cell", "indent", *mark)
        put(sheet, (row, 4), given.get("source"), styles, "input", "text", "indent")
        put(sheet, (row, 5), given.get("note"), styles, "input", "text", "indent")
        cells = Cells(1, row, row, 1)
        add_rules(sheet, cells, setting, self.known, language)
        colour_bad_cells(sheet, cells, setting, self.known, styles)

    def _view(self, width: int, last: int, rows: int) -> None:
        sheet = self.sheet
        sheet.hide_gridlines(2)
        sheet.freeze_panes(FIRST_ROW, 1)
        sheet.autofilter(KEY_ROW, 0, last, width - 1)
        sheet.set_tab_color("#9DC3E6" if self.table.optional else "#1F3864")
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADING_ROW, KEY_ROW)
        sheet.print_area(0, 0, FIRST_ROW + max(rows + 3, PRINTED_ROWS) - 1, width - 1)
        sheet.set_footer("&L&8&F&C&8&A&R&8&P / &N")


def _as_text(column: Column, value: Any) -> Any:
    """A fraction that the reader would ask about stands as the text it takes."""
    if column.kind == "fraction" and isinstance(value, int | float):
        cell = fraction_cell(value)
        return cell.value if cell.kind == "text" else value
    return value


def _traits(column: Column, value: Any) -> tuple[str, ...]:
    """Choose how a value of this column is shown."""
    if column.kind in CENTERED:
        return ("text", "center")
    if isinstance(value, str) and value:
        return ("text", "indent")
    if column.kind == "fraction":
        return ("percent", "right")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (number_trait(value), "right")
    return ("right",) if column.kind in ("number", "whole", "any") else ("text", "indent")


def _width(column: Column, language: Language, values: Sequence[Any]) -> float:
    heading = width_of(column.heading.to(language) + (" *" if column.required else ""))
    unit = width_of(column.unit.to(language)) / 2
    shown = (value for value in values if value not in (None, ""))
    data = max((width_of(_as_shown(value), WIDEST_DATA) for value in shown), default=0)
    least = LEAST_WIDTHS.get(column.key) or LEAST_WIDTHS.get(column.kind, 9)
    # The filter button covers the end of the key.
    return max(heading, unit, width_of(column.key) * 0.85 + 2, data, least)


def _as_shown(value: Any) -> str:
    return value if isinstance(value, str) else f"{value:,.6g}"
