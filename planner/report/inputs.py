"""Inputs used: every table of the case workbook as it was read, one below the other."""

from dataclasses import replace

from planner.explain.speak import input_value
from planner.outcomes.plan import InputSheet, Plan
from planner.report import words
from planner.report.book import Book, Page
from planner.report.table import GridColumn, write_table
from planner.words import Language
from planner.words.width import display_width

_WIDEST = 26
_NARROWEST = 10


def write_inputs(book: Book, plan: Plan) -> None:
    """Write one block per input sheet."""
    page = book.page(words.INPUTS)
    row = page.title(book.say(words.INPUTS), book.say(words.INPUTS_ABOUT))
    if not plan.inputs:
        page.put(row, 0, book.say(words.NOTHING), "note")
        return
    sheets = tuple(_shown(sheet, book.language) for sheet in plan.inputs)
    _columns(page, sheets)
    for sheet in sheets:
        row = _block(page, sheet, row)


def _block(page: Page, sheet: InputSheet, row: int) -> int:
    text = page.book.say(words.ROWS).format(
        table=sheet.table, sheet=sheet.sheet, count=len(sheet.rows)
    )
    row = page.heading(row, (0, max(0, len(sheet.columns) - 1)), text)
    columns = [GridColumn(str(key)) for key in sheet.columns]
    table = write_table(page, (row, 0), columns, sheet.rows)
    for place, values in enumerate(sheet.rows, table.first):
        for column, value in enumerate(values):
            # "Fill" shows as much of a long text as fits; it would repeat a short one.
            if isinstance(value, str) and display_width(value) > _WIDEST:
                page.put(place, column, value, "cell", "cut")
    return table.end + 1


def _shown(sheet: InputSheet, language: Language) -> InputSheet:
    """Leave out the columns in which nothing was filled in; countries are called by name."""
    kept = [
        place
        for place in range(len(sheet.columns))
        if any(row[place] not in (None, "") for row in sheet.rows)
    ]
    if not kept:
        return sheet
    rows = tuple(
        tuple(
            input_value(sheet.table, str(sheet.columns[place]), row[place], language)
            for place in kept
        )
        for row in sheet.rows
    )
    return replace(sheet, columns=tuple(sheet.columns[place] for place in kept), rows=rows)


def _columns(page: Page, sheets: tuple[InputSheet, ...]) -> None:
    widest: dict[int, int] = {}
    for sheet in sheets:
        for values in (sheet.columns, *sheet.rows):
            for column, value in enumerate(values):
                width = display_width(str(value))
                widest[column] = max(widest.get(column, _NARROWEST), width)
    for column, width in widest.items():
        page.sheet.set_column(column, column, min(width + 2, _WIDEST))
