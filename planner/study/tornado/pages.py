"""The workbook of a tornado: which inputs move the cost, which do not, what breaks the plan."""

from dataclasses import replace
from pathlib import Path

from planner.explain import speak
from planner.explain.edit_words import named_some
from planner.explain.voice import Voice
from planner.outcomes.point import Point
from planner.report.book import Book, Page
from planner.report.charts import Look, Series, place_chart
from planner.report.styles import BLUE
from planner.report.table import Grid, GridColumn, write_table
from planner.report.tiles import Tile
from planner.study.front import words as shared
from planner.study.front.front import (
    FIRST,
    FULL,
    LAST,
    WIDTH,
    MoneyStyle,
    close_study,
    front,
    money_of,
    noticed,
    open_study,
    row_height,
    write_figures,
    write_record,
    write_sentences,
)
from planner.study.front.point_words import reason, shortage_unit
from planner.study.front.results import Field
from planner.study.tornado import headings as words
from planner.study.tornado import words as tornado_words
from planner.study.tornado.found import Bar, TornadoFound
from planner.study.tornado.words import (
    BarEnd,
    broken,
    change,
    moved,
    ranked,
    side_words,
    sides,
    swing,
)
from planner.words import Language

MOST_BARS, MOST_ROWS = 15, 40
_RAISED = "#E69F00"
_NAME_SPAN, _ELSE_SPAN = 2, 3
_LABELLED = 0.01
"""Bars shorter than this part of the longest carry no number."""
_ROW_PIXELS = 20


def write_tornado(study: TornadoFound, path: Path | str, language: Language) -> None:
    """Write chart, table, sentences and results. Raises OutputError."""
    book = open_study(study, Path(path), language)
    voice = Voice.of(study.case, language)
    case = voice.case
    about = book.say(words.TORNADO_ABOUT).format(
        title=case.settings.title or "-", count=len(study.bars), by=speak.percent(study.by)
    )
    page, row = front(book, words.TORNADO, words.TORNADO_TITLE, about)
    costs = [study.base.objective, *(point.objective for point in study.points)]
    money = money_of(costs, case.settings.currency, book)
    row = write_figures(page, _tiles(study, book, money), row)
    row = write_sentences(page, tornado_words.tornado_sentences(study, voice), row)
    below = row + _height(study) // _ROW_PIXELS + 2
    below = _broken(page, study, below)
    table = _table(page, study, money, below)
    _chart(page, study, money, row, table)
    write_record(page, study.run, table.end + 1)
    close_study(book, study, *_results(study, book))


def _height(study: TornadoFound) -> int:
    """Pixels of the chart."""
    return 90 + 32 * min(len(study.bars), MOST_BARS)


def _results(study: TornadoFound, book: Book) -> tuple[list[Point], list[Field]]:
    """Points by input and factor: a hundred columns of edits would say nothing."""
    voice = Voice.of(study.case, book.language)
    points = [replace(study.base, edits={})]
    inputs, factors = [book.say(shared.BASE)], [1.0]
    for bar in ranked(study):
        for side in sides(bar):
            inputs.append(tornado_words.name(bar, voice))
            factors.append(side.value)
            points.append(replace(side.point, edits={}))
    fields = [
        Field(book.say(shared.INPUT), inputs, "text", 34),
        Field(book.say(words.FACTOR), factors, "n2"),
    ]
    return points[1:], fields


def _broken(page: Page, study: TornadoFound, row: int) -> int:
    """Changes without a plan, and why; nothing where all have one."""
    voice = Voice.of(study.case, page.book.language)
    found, say = broken(study), page.book.say
    if not found:
        return row
    row = page.heading(row, (FIRST, LAST), say(words.SIDES_BROKEN))
    columns = [
        GridColumn(say(shared.INPUT), "bold wrap", span=3),
        GridColumn(say(shared.CHANGE), "bad"),
        GridColumn(say(shared.REASON), "wrap", span=8),
    ]
    rows = [
        [
            tornado_words.name(bar, voice),
            f"{side.value - 1.0:+.0%}",
            reason(side.point, voice),
        ]
        for bar, side in found
    ]
    table = write_table(page, (row, FIRST), columns, rows)
    for place, (what, _, why) in enumerate(rows, table.first):
        page.sheet.set_row(place, max(19, row_height([(what, 3 * WIDTH), (why, 8.5 * WIDTH)])))
    return table.end + 1


def _tiles(study: TornadoFound, book: Book, money: MoneyStyle) -> list[Tile]:
    voice = Voice.of(study.case, book.language)
    base, say = study.base.objective, book.say
    known = [(swing(bar, study) or 0.0, bar) for bar in study.bars]
    largest, bar = max(known, key=lambda pair: pair[0], default=(0.0, None))
    matter = sum(one > tornado_words.MATTERS * abs(base or 0.0) for one, _ in known)
    failing, choosing = len(broken(study)), sum(_chooses(bar, study) for bar in study.bars)
    style = money.tile
    inputs = say(words.OF_INPUTS).format(len(study.bars))
    return [
        Tile(say(shared.BASE_COST).format(money.unit), base, style, ""),
        Tile(
            say(words.LARGEST).format(money.unit),
            largest,
            style,
            tornado_words.name(bar, voice) if bar else "",
        ),
        Tile(
            say(words.INPUTS_MATTER).format(speak.percent(tornado_words.MATTERS)),
            matter,
            "whole",
            inputs,
        ),
        Tile(say(words.CHANGES_SUPPLIERS), choosing, "whole", inputs),
        Tile(
            say(words.SIDES_BROKEN),
            failing,
            "whole",
            say(words.OF_CHANGES).format(2 * len(study.bars)),
        ),
    ]


def _chooses(bar: Bar, study: TornadoFound) -> bool:
    return any(any(moved(side.point, study.base)) for side in sides(bar))


def _chart(page: Page, study: TornadoFound, money: MoneyStyle, row: int, table: Grid) -> None:
    """Bars to both sides of the base, from the columns of the table."""
    voice = Voice.of(study.case, page.book.language)
    say = page.book.say
    longest = max((swing(bar, study) or 0.0 for bar in study.bars), default=0.0)
    number = noticed(money, _LABELLED * longest)
    by = speak.percent(study.by)
    names, lowered, raised = (table.area(page, column, MOST_BARS) for column in (0, 2, 5))
    series = [
        Series(say(title).format(by), names, values, colour, labels=number)
        for title, values, colour in (
            (words.LOWERED, lowered, BLUE),
            (words.RAISED, raised, _RAISED),
        )
    ]
    widest = next(iter(ranked(study)), None)
    first = tornado_words.name(widest, voice) if widest else "-"
    look = Look(
        say(words.TORNADO_CHART).format(money.unit),
        say(words.TORNADO_ALT).format(first),
        (FULL[0], _height(study)),
        number=money.axis_change,
        kind="bar",
        signed=True,
        scale=True,
    )
    place_chart(page, (row, FIRST), look, series)


def _table(page: Page, study: TornadoFound, money: MoneyStyle, row: int) -> Grid:
    """Input; cost, change and % at both ends; the largest change; what else changes."""
    say, by = page.book.say, speak.percent(study.by)
    row = page.heading(row, (FIRST, LAST), f"{say(words.TORNADO_TABLE)} ({money.unit})")
    if len(study.bars) > MOST_ROWS:
        text = say(words.WIDEST_ROWS).format(MOST_ROWS, len(study.bars))
        page.put(row, FIRST, text, "subtitle")
        row += 1
    columns = [GridColumn(say(shared.INPUT), "bold wrap", span=_NAME_SPAN)]
    for end in (words.LOWERED, words.RAISED):
        columns += [
            GridColumn(say(words.COST_AT).format(side=say(end).format(by)), money.style),
            GridColumn(say(shared.CHANGE), money.change),
            GridColumn(say(shared.CHANGE_PART), "percent_change"),
        ]
    columns += [
        GridColumn(say(words.SWING), f"{money.style} bold"),
        GridColumn(say(words.ELSE), "wrap", span=_ELSE_SPAN),
    ]
    bars = ranked(study)[:MOST_ROWS]
    rows = [_row(bar, study, page.book) for bar in bars]
    table = write_table(page, (row, FIRST), columns, rows)
    for place, (bar, values) in enumerate(zip(bars, rows, strict=True), table.first):
        texts = [
            (str(values[0]), 1.15 * WIDTH * _NAME_SPAN),
            (str(values[-1]), 1.1 * WIDTH * _ELSE_SPAN),
        ]
        page.sheet.set_row(place, max(row_height(texts), 19))
        for side in sides(bar):
            if side.point.objective is None:
                at = table.places[4 if side.raised else 1]
                page.put(place, at, say(shared.NO_PLAN), "cell", "bad", "centre")
    return table


def _row(bar: Bar, study: TornadoFound, book: Book) -> list[object]:
    values: list[object] = []
    for side in sides(bar):
        amount, base = change(side.point, study), study.base.objective
        part = amount / base if amount is not None and base else None
        values += [side.point.objective, amount, part]
    return [_name(bar, study, book), *values, swing(bar, study), _else(bar, study, book)]


def _name(bar: Bar, study: TornadoFound, book: Book) -> str:
    """The input, and at which end it has no plan, for the chart shows no bar there."""
    voice = Voice.of(study.case, book.language)
    said = tornado_words.name(bar, voice)
    failing = [
        book.say(words.SIDE_NO_PLAN).format(side=side_words(side, voice))
        for side in sides(bar)
        if side.point.objective is None
    ]
    return f"{said} ({', '.join(failing)})" if failing else said


def _else(bar: Bar, study: TornadoFound, book: Book) -> str:
    """Which suppliers come and go, and what is short."""
    voice = Voice.of(study.case, book.language)
    found = [(side, _changed(side, study, book)) for side in sides(bar)]
    return "\n".join(f"{side_words(side, voice)}: {text}" for side, text in found if text)


def _changed(side: BarEnd, study: TornadoFound, book: Book) -> str:
    joins, leaves = moved(side.point, study.base)
    parts = [
        book.say(said).format(_named(idents, study, book))
        for said, idents in ((words.JOINS, joins), (words.LEAVES, leaves))
        if idents
    ]
    return ", ".join([*parts, *_short(side.point, study, book)])


def _named(idents: list[str], study: TornadoFound, book: Book) -> str:
    voice = Voice.of(study.case, book.language)
    return named_some((voice.supplier(ident) for ident in idents), voice)


def _short(point: Point, study: TornadoFound, book: Book) -> list[str]:
    if point.shortage is None:
        return []
    short, base = point.shortage or 0.0, study.base.shortage or 0.0
    if abs(short - base) <= 1e-3 + 1e-3 * base:
        return []
    amount = speak.quantity(short, shortage_unit(study.case))
    return [book.say(words.SHORT_BY).format(amount)]
