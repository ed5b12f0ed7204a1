"""Assumptions: what each scenario changes, in words and as the case says it."""

from collections.abc import Mapping

from models.calendar import month_text
from models.case import Scenario
from models.edit import Edit
from planner.explain.edit_words import edit_words
from planner.explain.voice import Voice
from planner.report.book import Book, name_widths, wrapped_lines
from planner.report.table import GridColumn, write_table
from planner.study.scenarios import headings as words
from planner.study.scenarios.found import ScenariosFound

_WORDS_WIDTH, _WHERE_WIDTH, _NOTE_WIDTH = 58, 34, 60


def write_assumptions(book: Book, study: ScenariosFound, titles: Mapping[str, str]) -> None:
    """Write every edit as a sentence beside its row of the case; the note stands once."""
    page, say = book.page(words.EDITS), book.say
    row = page.title(say(words.EDITS_TITLE), say(words.EDITS_ABOUT))
    page.widths(*name_widths(titles.values()), _WORDS_WIDTH, 12, _WHERE_WIDTH, 16, 10, 10, 10, 10)
    page.sheet.set_column(9, 9, _NOTE_WIDTH)
    headings = (words.SCENARIO, words.IN_WORDS, words.TABLE, words.WHERE, words.COLUMN)
    columns = [GridColumn(say(heading), "wrap") for heading in headings]
    columns[0] = GridColumn(say(words.SCENARIO), "bold wrap")
    columns += [GridColumn(say(words.OPERATION)), GridColumn(say(words.VALUE), "left general")]
    columns += [
        GridColumn(say(words.FROM)),
        GridColumn(say(words.UNTIL)),
        GridColumn(say(words.NOTE), "wrap"),
    ]
    rows = []
    for point in study.points[1:]:
        own = [one for one in study.case.scenarios if one.scenario == point.name]
        for i, one in enumerate(own):
            note = study.notes.get(point.name, "") if i == 0 else ""
            rows.append([titles[point.name], *_row(one, study, book), note])
    table = write_table(page, (row, 0), columns, rows)
    for place, line in enumerate(rows, table.first):
        texts = ((line[1], _WORDS_WIDTH), (line[3], _WHERE_WIDTH), (line[9], _NOTE_WIDTH))
        lines = max(wrapped_lines(str(text), width - 2) for text, width in texts)
        page.sheet.set_row(place, 15 * lines + 3)
    page.sheet.freeze_panes(row + 1, 1)
    page.sheet.repeat_rows(row)


def _row(one: Scenario, study: ScenariosFound, book: Book) -> list[object]:
    voice = Voice.of(study.case, book.language)
    first, last = (None if m is None else month_text(m) for m in (one.from_, one.until))
    said = edit_words(Edit.of(one), voice)
    return [said, one.table, one.where, one.column, one.op, one.value, first, last]
