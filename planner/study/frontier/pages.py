"""The workbook of a frontier: what safety costs, and from whom one buys as it becomes safer."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from planner.explain import speak
from planner.explain.voice import Voice
from planner.outcomes.point import Point
from planner.report.book import Book, Page, shortened
from planner.report.styles import COLD, HOT, MILD
from planner.report.table import Grid, GridColumn, Matrix, write_matrix, write_table
from planner.report.tiles import Tile
from planner.study.front import words as shared
from planner.study.front.front import (
    CHART_ROWS,
    FIRST,
    LAST,
    WIDTH,
    MoneyStyle,
    close_study,
    front,
    money_of,
    open_study,
    write_figures,
    write_record,
    write_sentences,
)
from planner.study.front.point_words import shortage_unit
from planner.study.front.results import Field
from planner.study.frontier import headings as words
from planner.study.frontier import words as frontier_words
from planner.study.frontier.charts import drawn_values, place_prices, place_trades
from planner.study.frontier.found import FrontierFound, TradedMeasure, TradeOff
from planner.study.frontier.kinds import KINDS
from planner.study.frontier.supplier_page import write_along
from planner.study.frontier.words import (
    along,
    cheapest,
    cost,
    held_to,
    held_words,
    lines,
    measure_words,
    step_price,
    step_words,
    value_words,
)
from planner.words import Language


def write_frontier(study: FrontierFound, path: Path | str, language: Language) -> None:
    """Write scatter, prices of safety, plans, heat map and suppliers. Raises OutputError."""
    voice = Voice.of(study.case, language)
    book = open_study(study, Path(path), language)
    page, row = front(book, words.FRONTIER, words.FRONTIER_TITLE, _about(study, book))
    currency = study.case.settings.currency
    money = money_of((point.objective for point in study.points), currency, book)
    if study.trades:
        row = write_figures(page, _tiles(study, book, money), row)
    row = write_sentences(page, frontier_words.frontier_sentences(study, voice), row)
    if study.trades and study.measures:
        row = _plans(page, study, money, row)
    write_record(page, study.run, row)
    if study.trades and study.measures:
        write_along(book, study)
    close_study(book, study, *_results(study, book))


def _results(study: FrontierFound, book: Book) -> tuple[list[Point], list[Field]]:
    """Points by what was asked and reached: the edits behind them say nothing to a reader."""
    voice = Voice.of(study.case, book.language)
    trades = [trade for line in _all_lines(study) for trade in line]
    points = [replace(point, edits={}) for point in (*(t.point for t in trades), *study.dominated)]
    left = [None] * len(study.dominated)
    fields = []
    for measure in study.measures:
        name = measure_words(measure, voice)
        asked = [held_to(measure, trade) for trade in trades]
        reached = [trade.reached.get(measure.text) for trade in trades]
        title = book.say(words.REACHED).format(name)
        fields += [
            Field(
                book.say(words.ASKED).format(name), [None, *asked, *left], _asked_style(measure), 18
            ),
            Field(title, [None, *reached, *left], KINDS[measure.kind].style, 18),
        ]
    return points, fields


def _asked_style(measure: TradedMeasure) -> str:
    """A tail is held by its weight, all else by a bound in its own unit."""
    return "n2" if measure.kind == "cvar" else KINDS[measure.kind].style


def _all_lines(study: FrontierFound) -> list[list[TradeOff]]:
    return lines(study, study.measures[0]) if study.measures else [list(study.trades)]


def _plans(page: Page, study: FrontierFound, money: MoneyStyle, row: int) -> int:
    """Charts of each measure, the table of plans, the heat map, the values of the charts."""
    below = row + CHART_ROWS * len(study.measures)
    below = _table(page, study, money, below).end + 1
    below = _heat(page, study, money, below)
    below = page.heading(below, (FIRST, LAST), page.book.say(shared.DATA))
    for measure in study.measures:
        drawn = drawn_values(page, study, measure, money, below)
        place_trades(page, study, drawn, money, row)
        place_prices(page, study, drawn, row)
        row, below = row + CHART_ROWS, drawn.table.end + 1
    return below


def _about(study: FrontierFound, book: Book) -> str:
    voice = Voice.of(study.case, book.language)
    names = (measure_words(one, voice) for one in study.measures)
    return book.say(words.FRONTIER_ABOUT).format(
        title=speak.case_in(study.case, book.language).settings.title or "-",
        measures=book.say(words.AND).join(names),
        count=len(study.trades),
        dropped=len(study.dominated),
    )


def _tiles(study: FrontierFound, book: Book, money: MoneyStyle) -> list[Tile]:
    voice = Voice.of(study.case, book.language)
    say, least = book.say, cheapest(study)
    style = money.tile
    lines = [line for m in study.measures if (line := along(study, m))]
    safest = lines[0][-1] if lines else least
    knee = next((trade for trade in study.trades if trade.knee), None)
    named = [
        (words.CHEAPEST, least),
        *([(words.KNEE_COST, knee)] if knee else []),
        (words.SAFEST, safest),
    ]
    tiles = []
    for title, trade in named:
        foot = ", ".join(
            f"{shortened(measure_words(m, voice), 28)} "
            + value_words(m, trade.reached.get(m.text), voice)
            for m in study.measures[:1]
        )
        tiles.append(Tile(say(title).format(money.unit), cost(trade), style, foot))
    return tiles


def _table(page: Page, study: FrontierFound, money: MoneyStyle, row: int) -> Grid:
    """Every plan: what was asked and reached, its cost, the price of the next step."""
    voice = Voice.of(study.case, page.book.language)
    book, say, currency = page.book, page.book.say, study.case.settings.currency
    columns = [GridColumn(say(words.NUMBER), "whole centre")]
    for measure in study.measures:
        name = measure_words(measure, voice)
        step = step_words(measure, voice)
        style = KINDS[measure.kind].style
        columns += [
            GridColumn(say(words.ASKED).format(name), _asked_style(measure)),
            GridColumn(say(words.REACHED).format(name), f"{style} bold"),
            GridColumn(say(words.NEXT_STEP).format(step=step, currency=currency), "n0"),
        ]
    columns += [
        GridColumn(say(shared.TOTAL_COST).format(money.unit), f"{money.style} bold"),
        GridColumn(say(words.EXTRA), money.change),
        GridColumn(f"{say(words.EXTRA)}, %", "percent_change"),
        GridColumn(say(shared.SUPPLIERS_COUNT), "whole"),
        GridColumn(say(shared.SHORTAGE).format(shortage_unit(study.case)), "n1"),
        GridColumn(say(words.MARK), "left"),
    ]
    last = FIRST + len(columns) - 1
    page.sheet.set_column(LAST, max(last, LAST), WIDTH)
    row = page.heading(row, (FIRST, max(last, LAST)), say(words.FRONTIER_TABLE))
    trades = [trade for line in _all_lines(study) for trade in line]
    rows = [_row(place, trade, study, book) for place, trade in enumerate(trades, 1)]
    table = write_table(page, (row, FIRST), columns, rows)
    for place, trade in enumerate(trades, table.first):
        if trade.knee:
            page.put(place, last, say(words.KNEE_NOTE), "cell", "near", "left")
    return table


def _row(place: int, trade: TradeOff, study: FrontierFound, book: Book) -> list[object]:
    least = cheapest(study)
    values: list[object] = [place]
    for measure in study.measures:
        text = measure.text
        values += [held_to(measure, trade), trade.reached.get(text), step_price(measure, trade)]
    extra = cost(trade) - cost(least)
    part = extra / abs(cost(least)) if cost(least) else None
    mark = book.say(words.CHEAPEST_NOTE) if trade is least else None
    suppliers = len(trade.point.suppliers)
    return [*values, cost(trade), extra, part, suppliers, trade.point.shortage, mark]


def _heat(page: Page, study: FrontierFound, money: MoneyStyle, row: int) -> int:
    """Cost over the bounds of the first two measures, coloured; nothing for one measure."""
    voice = Voice.of(study.case, page.book.language)
    if len(study.measures) < 2:
        return row
    book, (down, across) = page.book, study.measures[:2]
    cells: dict[tuple[float | None, float | None], float] = {}
    for trade in study.trades:
        key = (held_to(down, trade), held_to(across, trade))
        cells[key] = min(cells.get(key, cost(trade)), cost(trade))
    rows, heads = _bounds(down, study.trades), _bounds(across, study.trades)
    title = book.say(words.HEAT).format(
        unit=money.unit,
        down=measure_words(down, voice),
        across=measure_words(across, voice),
    )
    row = page.heading(row, (FIRST, LAST), title)
    page.put(row, FIRST, book.say(words.HEAT_NOTE), "subtitle")
    matrix = Matrix(
        [(held_words(down, trade, voice),) for trade in rows.values()],
        (measure_words(down, voice),),
        [held_words(across, trade, voice) for trade in heads.values()],
        [[cells.get((value, head)) for head in heads] for value in rows],
        money.style,
    )
    table = write_matrix(page, (row + 1, FIRST), matrix)
    scale = {"type": "3_color_scale", "min_color": COLD, "mid_color": MILD, "max_color": HOT}
    page.sheet.conditional_format(table.first, table.places[1], table.last, table.places[-1], scale)
    return table.end + 1


def _bounds(measure: TradedMeasure, trades: Iterable[TradeOff]) -> dict[float | None, TradeOff]:
    """Bounds from free to tightest, each with a trade that is held to it."""
    sign = -1.0 if measure.better == "less" and measure.kind != "cvar" else 1.0
    found = {held_to(measure, trade): trade for trade in trades}
    return dict(
        sorted(found.items(), key=lambda pair: (pair[0] is not None, sign * (pair[0] or 0.0)))
    )
