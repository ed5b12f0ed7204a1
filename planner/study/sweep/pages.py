"""The workbook of ``planner sweep``: one page for each sweep, its results, and what they say."""

from pathlib import Path

from planner.explain.voice import Voice
from planner.report.book import LONGEST_SHEET, Book
from planner.report.table import GridColumn, write_table
from planner.study.front import point_words
from planner.study.front import words as shared
from planner.study.front.front import (
    FIRST,
    LAST,
    WIDTH,
    front,
    money_of,
    open_study,
    row_height,
    write_record,
    write_sentences,
)
from planner.study.front.results import write_points
from planner.study.sweep import headings as words
from planner.study.sweep.found import SweepFound, SweepsFound
from planner.study.sweep.grid_page import write_grid
from planner.study.sweep.line_page import write_line
from planner.study.sweep.words import SweepVoice, sweep_sentences
from planner.words import Language

_WHAT_SPAN = 4


def write_sweeps(found: SweepsFound, path: Path | str, language: Language) -> None:
    """Write the workbook of sweeps of one case. Raises OutputError."""
    book = open_study(found, Path(path), language)
    _summary(book, found)
    for study in found.sweeps:
        if study.points and len(study.axes) == 1:
            write_line(book, study)
        elif study.points and len(study.axes) == 2:
            write_grid(book, study)
    for study in found.sweeps:
        write_points(book, study.points, study.case, title=_results_name(book, study.name))
    book.close()


def _results_name(book: Book, name: str) -> str:
    """The name is cut where sheet names end, not the word that says what the sheet holds."""
    room = LONGEST_SHEET - len(book.say(words.RESULTS_OF).format(""))
    return book.say(words.RESULTS_OF).format(name[:room])


def _summary(book: Book, found: SweepsFound) -> None:
    """What every sweep says, then a table of them."""
    voice = Voice.of(found.case, book.language)
    case = voice.case
    base = found.base.objective
    cost = "-" if base is None else voice.money(base)
    about = book.say(words.SWEEPS_ABOUT).format(title=case.settings.title or "-", cost=cost)
    page, row = front(book, shared.SUMMARY, words.SWEEPS_TITLE, about)
    money = money_of((point.objective for point in found.points), case.settings.currency, book)
    row = page.heading(row, (FIRST, LAST), book.say(words.SWEEPS_TABLE).format(money.unit))
    columns = [
        GridColumn(book.say(words.SWEEP), "bold", span=2),
        GridColumn(book.say(words.WHAT_CHANGES), "wrap", span=_WHAT_SPAN),
        GridColumn(book.say(words.POINTS), "whole"),
        GridColumn(book.say(words.LEAST_COST), money.style),
        GridColumn(book.say(words.MOST_COST), money.style),
        GridColumn(book.say(words.BREAKS), "whole"),
        GridColumn(book.say(words.SHORT_POINTS), "whole"),
        GridColumn(book.say(words.FAILING_POINTS), "whole"),
    ]
    rows = [_row(study, book) for study in found.sweeps]
    table = write_table(page, (row, FIRST), columns, rows)
    for place, line in enumerate(rows, table.first):
        page.sheet.set_row(place, row_height([(str(line[1]), WIDTH * _WHAT_SPAN - 2)]))
    row = table.end + 1
    for study in found.sweeps:
        row = write_sentences(page, sweep_sentences(study, voice), row, study.name)
    write_record(page, found.run, row)


def _row(study: SweepFound, book: Book) -> list[object]:
    voice = SweepVoice.about(study, Voice.of(study.case, book.language))
    points = study.points
    known = [point.objective for point in points if point.objective is not None]
    return [
        study.name,
        " x ".join(voice.what(axis) for axis in study.axes),
        len(points),
        min(known, default=None),
        max(known, default=None),
        len(study.breakpoints) if len(study.axes) == 1 else None,
        sum(map(point_words.is_short, points)),
        sum(point.objective is None for point in points),
    ]
