"""Charts of a frontier: cost over each measure, and the price of the next step of safety."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from planner.explain.voice import Voice
from planner.report.book import Book, Page
from planner.report.charts import Across, Look, Series, Track, place_chart, place_scatter
from planner.report.styles import BLUE, NAVY, SPARE_COLOURS, TEAL
from planner.report.table import Grid, GridColumn, write_table
from planner.study.front import words as shared
from planner.study.front.front import FIRST, HALF, RIGHT, MoneyStyle
from planner.study.front.point_words import period_unit
from planner.study.frontier import headings as words
from planner.study.frontier.found import FrontierFound, TradedMeasure, TradeOff
from planner.study.frontier.kinds import KINDS
from planner.study.frontier.words import (
    along,
    cost,
    held_to,
    held_words,
    lines,
    measure_words,
    step_price,
    step_words,
    value_words,
)

MOST_LINES = 6
_LARGE_AXIS = "#,##0.0,,"
_DEAR = "#D55E00"
_MOST_LABELS = 10
_VALUE, _REACHED, _COST, _PRICE = 1, 2, 3, 4
"""Columns of what is drawn: the value in words, as a number, the cost, the price of the next."""


@dataclass(frozen=True)
class Drawn:
    """One measure's values on the sheet: its lines one below the other."""

    measure: TradedMeasure
    table: Grid
    lines: tuple[tuple[int, tuple[TradeOff, ...]], ...]
    """Row of the first trade of each line, and the line."""

    def cells(self, page: Page, column: int, row: int, count: int = 1) -> str:
        """Cells of a column, ``count`` rows from ``row`` on."""
        place = self.table.places[column]
        return page.area(row, place, row + count - 1, place)

    def rows(self, holds: Callable[[TradeOff], bool]) -> list[int]:
        """Rows of the trades that are meant."""
        return [
            first + i for first, line in self.lines for i, trade in enumerate(line) if holds(trade)
        ]


def drawn_values(
    page: Page, study: FrontierFound, measure: TradedMeasure, money: MoneyStyle, row: int
) -> Drawn:
    """Write the values that a measure's charts are drawn from."""
    voice = Voice.of(study.case, page.book.language)
    book, say, case = page.book, page.book.say, study.case
    name = measure_words(measure, voice)
    step = step_words(measure, voice)
    price = say(words.NEXT_STEP).format(step=step, currency=case.settings.currency)
    columns = [
        GridColumn(say(words.LINE), span=4),
        GridColumn(name, span=2),
        GridColumn(name, KINDS[measure.kind].style, span=2),
        GridColumn(say(shared.TOTAL_COST).format(money.unit), money.style, span=2),
        GridColumn(price, "n0", span=2),
    ]
    found: list[tuple[int, tuple[TradeOff, ...]]] = []
    rows: list[list[object]] = []
    for line in lines(study, measure):
        found.append((row + 1 + len(rows), tuple(line)))
        held = _held(measure, line[0], study, book)
        for trade in line:
            reached = trade.reached.get(measure.text)
            said = value_words(measure, reached, voice)
            rows.append([held, said, reached, cost(trade), step_price(measure, trade)])
    return Drawn(measure, write_table(page, (row, FIRST), columns, rows), tuple(found))


def place_trades(
    page: Page, study: FrontierFound, drawn: Drawn, money: MoneyStyle, row: int
) -> None:
    """Cost over the measure, safer to the right; the knee and the base are marked.

    Nothing where the measure comes to nothing in any plan: nothing is bought of what it counts.
    """
    voice = Voice.of(study.case, page.book.language)
    say, measure = page.book.say, drawn.measure
    name = measure_words(measure, voice)
    ends = [value for _, line in drawn.lines[:1] for value in (line[0], line[-1])]
    low, high = (
        value_words(measure, end.reached.get(measure.text), voice)
        for end in ends or [study.trades[0]] * 2
    )
    look = Look(
        say(words.FRONTIER_CHART).format(name, money.unit),
        say(words.FRONTIER_ALT).format(measure=name, count=len(study.trades), low=low, high=high),
        HALF,
        money.axis,
        limits=(_floor([cost(trade) for trade in study.trades]), None),
    )
    large = max((abs(t.reached.get(measure.text) or 0.0) for t in study.trades), default=0.0)
    number = _LARGE_AXIS if measure.kind == "cvar" and large >= 1e7 else KINDS[measure.kind].axis
    unit = period_unit(voice) if measure.kind == "cover" else ""
    across = Across(f"{name}, {unit}" if unit else name, number, reverse=measure.better == "less")
    tracks = [*_lines(page, study, drawn), *_marks(page, study, drawn)]
    if tracks:
        place_scatter(page, (row, FIRST), look, across, tracks)


def place_prices(page: Page, study: FrontierFound, drawn: Drawn, row: int) -> None:
    """What the next step of safety costs, along the first of the lines."""
    voice = Voice.of(study.case, page.book.language)
    say, measure = page.book.say, drawn.measure
    priced = [step_price(measure, trade) is not None for trade in along(study, measure)]
    count = len(priced) - 1 if priced and not priced[-1] else len(priced)
    if not any(priced) or not drawn.lines:
        return
    first = drawn.lines[0][0]
    step = step_words(measure, voice)
    title = say(words.PRICES_CHART).format(step=step, currency=study.case.settings.currency)
    labels = "#,##0" if count <= _MOST_LABELS else ""
    look = Look(title, say(words.PRICES_ALT).format(step), HALF, legend=False)
    names, values = (drawn.cells(page, column, first, count) for column in (_VALUE, _PRICE))
    place_chart(page, (row, RIGHT), look, [Series(title, names, values, TEAL, labels=labels)])


def _floor(costs: list[float]) -> float:
    """A round number a little below all costs: from 0 on they would look alike."""
    span = max(max(costs) - min(costs), 1e-6 * abs(max(costs)), 1e-6)
    step = 10.0 ** math.floor(math.log10(span)) / 2
    return math.floor((min(costs) - 0.1 * span) / step) * step


def _held(measure: TradedMeasure, trade: TradeOff, study: FrontierFound, book: Book) -> str:
    """What the other measures are held to on a line."""
    voice = Voice.of(study.case, book.language)
    said = [
        f"{held_words(one, trade, voice)} " + measure_words(one, voice)
        for one in study.measures
        if one != measure and held_to(one, trade) is not None
    ]
    return book.say(words.AND).join(said) or book.say(words.PLANS)


def _lines(page: Page, study: FrontierFound, drawn: Drawn) -> Iterator[Track]:
    for place, (first, line) in enumerate(drawn.lines[:MOST_LINES]):
        colour = BLUE if len(drawn.lines) == 1 else SPARE_COLOURS[place % len(SPARE_COLOURS)]
        x, y = (drawn.cells(page, column, first, len(line)) for column in (_REACHED, _COST))
        name = _held(drawn.measure, line[0], study, page.book)
        yield Track(name, x, y, colour, 2.0, "circle", 6)


def _marks(page: Page, study: FrontierFound, drawn: Drawn) -> Iterator[Track]:
    base = study.base.objective
    for title, colour, kind, holds in (
        (words.KNEE_MARK, _DEAR, "diamond", lambda trade: trade.knee),
        (
            words.BASE_MARK,
            NAVY,
            "square",
            lambda trade: base is not None and abs(cost(trade) - base) <= 1e-6 * abs(base),
        ),
    ):
        for at in drawn.rows(holds)[:1]:
            x, y = (drawn.cells(page, column, at) for column in (_REACHED, _COST))
            yield Track(page.book.say(title), x, y, colour, 0.0, kind, 10)
