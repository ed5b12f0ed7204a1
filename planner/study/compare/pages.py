"""The workbook of two plans compared: the verdict, why the cost moved, and every difference."""

from dataclasses import replace
from pathlib import Path

from planner.explain import speak
from planner.explain.voice import Voice
from planner.glossary.costs import PARTS, signed
from planner.report.book import Book, Page, wrapped_lines
from planner.report.charts import Look
from planner.report.table import GridColumn, write_table
from planner.report.tiles import Tile, write_tile
from planner.study.compare import headings as words
from planner.study.compare import phrases
from planner.study.compare.change import EFFECTS, PlanChange
from planner.study.compare.row_pages import (
    write_inputs,
    write_materials,
    write_orders,
    write_periods,
    write_suppliers,
)
from planner.study.compare.waterfall import Fall, place_fall, unit_of, write_fall
from planner.study.compare.words import (
    change_sentences,
    span,
    step_name,
    told,
    verdict,
)
from planner.study.front.front import money_of
from planner.words import Language, Words

FIRST, LAST = 1, 12
_NUMBERS = 14
"""Column of the numbers behind the charts."""
_COLUMN_WIDTH, _TEXT_WIDTH = 13, 138
_CHART_PIXELS = (1135, 330)
_CHART_ROWS = 17
_CAUSE_TILES = 3


def write_change(change: PlanChange, path: Path | str, language: Language) -> None:
    """Write the comparison as an Excel workbook; equal comparisons give equal bytes.

    Raises OutputError if the path cannot be written.
    """
    change = replace(change, case=speak.case_in(change.case, language))
    started = str(change.run.get("started", ""))
    book = Book(Path(path), language, started, change.case.settings.title)
    _summary(book, change)
    write_suppliers(book, change)
    write_materials(book, change)
    write_periods(book, change)
    write_orders(book, change)
    write_inputs(book, change)
    _run(book, change)
    book.close()


def _summary(book: Book, change: PlanChange) -> None:
    page = book.page(words.SUMMARY)
    page.sheet.set_column(0, 0, 2)
    page.sheet.set_column(FIRST, LAST, _COLUMN_WIDTH)
    page.sheet.set_column(_NUMBERS, _NUMBERS, 2 * _COLUMN_WIDTH)
    page.sheet.set_column(_NUMBERS + 1, _NUMBERS + 4, _COLUMN_WIDTH)
    row = _verdict(page, change, _heading(page, change))
    for place, tile in enumerate(_tiles(change, book)):
        write_tile(page, row, FIRST + 2 * place, tile)
    row += 5
    row = _chart(page, change, row, _causes(change, book), (words.WATERFALL, words.WATERFALL_ALT))
    row = _sentences(page, change, row)
    row = _effects(page, change, row)
    row = _bridge(page, change, row)
    last = _parts(page, change, row)
    page.sheet.print_area(0, 0, last, LAST)


def _heading(page: Page, change: PlanChange) -> int:
    voice = Voice(change.case, page.book.language)
    book, title = page.book, change.case.settings.title
    page.sheet.set_row(0, 8)
    text = f"{title}: {book.say(words.TITLE)}" if title else book.say(words.TITLE)
    page.join(1, (FIRST, LAST), text, "title", "title_wrap")
    page.sheet.set_row(1, 34 * wrapped_lines(text, 74))
    text = book.say(words.SIDES).format(
        a=change.a.name,
        b=change.b.name,
        a_span=span(change.a, voice),
        b_span=span(change.b, voice),
        currency=change.currency,
    )
    page.put(2, FIRST, text, "subtitle")
    return 4


def _verdict(page: Page, change: PlanChange, row: int) -> int:
    voice = Voice(change.case, page.book.language)
    text = verdict(change, voice)
    moved = abs(change.total_change) > change.unknown
    band = ("bad" if change.total_change > 0 else "good") if moved else "near"
    page.join(row, (FIRST, LAST), text, "status", band)
    page.sheet.set_row(row, 17 * wrapped_lines(text, _TEXT_WIDTH) + 11)
    return row + 2


def _tiles(change: PlanChange, book: Book) -> list[Tile]:
    """Both costs, the change, and what moved most."""
    say, cost = book.say, book.say(words.COST_OF)
    shown = money_of((side.objective for side in (change.a, change.b)), change.currency, book)
    part = change.total_change / abs(change.a.objective) if change.a.objective else None
    tiles = [
        Tile(cost.format(plan=plan, unit=shown.unit), side.objective, shown.tile, side.name)
        for plan, side in (("A", change.a), ("B", change.b))
    ]
    percent = "" if part is None else ("+" if part > 0 else "") + speak.percent(part)
    unit = say(words.CHANGE).format(change.currency)
    tiles.append(Tile(unit, change.total_change, "whole", percent))
    for name in told(change)[:_CAUSE_TILES]:
        label, money = f"{say(phrases.EFFECTS[name])}, {change.currency}", change.effects[name]
        moved = abs(change.total_change) > change.unknown
        foot = (
            say(words.OF_CHANGE).format(speak.percent(money / change.total_change)) if moved else ""
        )
        tiles.append(Tile(label, money, "whole", foot))
    return tiles


def _causes(change: PlanChange, book: Book) -> list[tuple[str, float]]:
    """Effects large enough to be seen, in their order."""
    return [
        (book.say(phrases.EFFECTS[name]), change.effects[name])
        for name in EFFECTS
        if abs(change.effects.get(name, 0.0)) > change.unknown
    ]


def _chart(
    page: Page,
    change: PlanChange,
    row: int,
    changes: list[tuple[str, float]],
    said: tuple[Words, Words],
) -> int:
    """Put a waterfall from A to B, its numbers right of the printed page; return the next row."""
    voice = Voice(change.case, page.book.language)
    if not changes:
        return row
    say = page.book.say
    fall = Fall(change.a.objective, changes, (say(words.PLAN_A), say(words.PLAN_B)))
    title = say(said[0]).format(unit_of(fall, page, change.currency))
    page.put(row - 1, _NUMBERS, say(words.CHART_DATA), "subtitle")
    series = write_fall(page, (row, _NUMBERS), fall)
    place_fall(page, (row, FIRST), Look(title, say(said[1]), _CHART_PIXELS), fall, series)
    if not fall.begins:
        return row + _CHART_ROWS
    begins = voice.money(fall.begins)
    page.put(row + _CHART_ROWS, FIRST, say(words.CUT_AXIS).format(begins), "subtitle")
    return row + _CHART_ROWS + 2


def _sentences(page: Page, change: PlanChange, row: int) -> int:
    voice = Voice(change.case, page.book.language)
    _, *texts = change_sentences(change, voice)
    if not texts:
        return row
    row = page.heading(row, (FIRST, LAST), page.book.say(words.SAYS))
    return page.sentences(row, (FIRST, LAST), texts, 128) + 1


def _effects(page: Page, change: PlanChange, row: int) -> int:
    """Every cause with its amount and what it measures; the total is live."""
    say = page.book.say
    row = page.heading(row, (FIRST, LAST), say(words.SPLIT))
    columns = [
        GridColumn(say(words.CAUSE), span=2),
        GridColumn(change.currency, "n0", total=True, span=2),
        GridColumn(say(words.MEANING), "wrap", span=8),
    ]
    rows = [
        [say(phrases.EFFECTS[name]), change.effects[name], say(phrases.MEANINGS[name])]
        for name in EFFECTS
        if name in change.effects
    ]
    table = write_table(page, (row, FIRST), columns, rows, say(words.TOTAL))
    _colour(page, table.first, table.last, table.places[1])
    return table.end + 1


def _colour(page: Page, first: int, last: int, column: int) -> None:
    for criteria, style in ((">", "bad"), ("<", "good")):
        rule = {"type": "cell", "criteria": criteria, "value": 0, "format": page.book.style(style)}
        page.sheet.conditional_format(first, column, last, column, rule)


def _bridge(page: Page, change: PlanChange, row: int) -> int:
    """The table of steps and its chart; one step alone says nothing new."""
    voice = Voice(change.case, page.book.language)
    if not change.bridge:
        return row
    say = page.book.say
    row = page.heading(row, (FIRST, LAST), say(words.BRIDGE))
    columns = [
        GridColumn(say(words.INPUTS), span=6),
        GridColumn(say(words.EFFECT).format(change.currency), "n0", total=True, span=3),
        GridColumn(say(words.AFTER).format(change.currency), "n0", span=3),
    ]
    rows = [[step_name(step.inputs, voice), step.effect, step.cost] for step in change.bridge]
    table = write_table(page, (row, FIRST), columns, rows, say(words.TOTAL))
    _colour(page, table.first, table.last, table.places[1])
    page.put(table.end, FIRST, say(words.BRIDGE_NOTE), "subtitle")
    steps = [(step_name(s.inputs, voice), s.effect) for s in change.bridge if s.effect]
    if len(steps) < 2:
        return table.end + 2
    return _chart(page, change, table.end + 2, steps, (words.BRIDGE_CHART, words.BRIDGE_ALT))


def _parts(page: Page, change: PlanChange, row: int) -> int:
    say = page.book.say
    row = page.heading(row, (FIRST, LAST), say(words.PARTS))
    columns = [GridColumn(say(words.PART), span=3)]
    headings = (words.PLAN_A, words.PLAN_B)
    columns += [GridColumn(f"{say(h)}, {change.currency}", "n0", span=3) for h in headings]
    columns += [GridColumn(say(words.CHANGE).format(change.currency), "n0", span=3)]
    sides = (change.a.cost, change.b.cost)
    rows = []
    for name, part in PARTS.items():
        a, b = (side.get(name, 0.0) for side in sides)
        if a or b:
            rows.append([say(part.name), *(signed(name, money) for money in (a, b, b - a))])
    table = write_table(page, (row, FIRST), columns, rows)
    _colour(page, table.first, table.last, table.places[3])
    return table.end + 1


def _run(book: Book, change: PlanChange) -> None:
    page = book.page(words.RUN)
    row = page.title(book.say(words.RUN))
    page.widths(34, 90)
    columns = [
        GridColumn(book.say(words.ITEM)),
        GridColumn(book.say(words.VALUE), "left general wrap"),
    ]
    record: dict[str, object] = {}
    for name, value in change.run.items():
        parts = value if isinstance(value, dict) else {"": value}
        record |= {f"{name} {part}".strip(): one for part, one in parts.items()}
    for plan, side in (("a", change.a), ("b", change.b)):
        shown = ("name", "objective", "status", "measure", "started", "input", "input_sha256")
        record |= {f"{plan}_{name}": getattr(side, name) for name in shown}
    write_table(page, (row, 0), columns, [[key, value] for key, value in record.items()])
