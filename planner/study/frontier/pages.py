"""The pages of a frontier: what safety costs, and from whom one buys as it becomes safer."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import itemgetter

from planner.explain.voice import Voice
from planner.page.conditions import Heat
from planner.page.grid import Grid, GridCell, GridColumn, Matrix
from planner.page.look import COLD, HOT, MILD
from planner.page.money import Money
from planner.page.page import Block, Gallery, Note, Page, Section, Tile, Tiles
from planner.study.front import words as shared
from planner.study.front.pages import chart_values, front, record, says
from planner.study.front.point_words import shortage_unit
from planner.study.front.points_page import points_page
from planner.study.frontier import headings as words
from planner.study.frontier import words as frontier_words
from planner.study.frontier.charts import measure_drawings, measure_values
from planner.study.frontier.columns import asked_reached, next_step, of_trades
from planner.study.frontier.found import FrontierFound, TradedMeasure, TradeOff
from planner.study.frontier.supplier_page import along_page
from planner.study.frontier.words import (
    along,
    cheapest,
    cost,
    held_to,
    held_words,
    lines,
    measure_words,
    value_words,
)
from planner.words.width import shortened

_LONGEST_NAME = 28


def frontier_pages(study: FrontierFound, voice: Voice) -> list[Page]:
    """Cost over each measure, the plans to choose from, from whom one buys, every plan made."""
    money = voice.scale(p.objective for p in study.points)
    drawn = bool(study.trades and study.measures)
    blocks: list[Block] = [
        *([Tiles(tuple(_tiles(study, voice, money)))] if study.trades else []),
        says(voice, frontier_words.frontier_sentences(study, voice)),
        *(_plans(study, voice, money) if drawn else []),
        *record(voice, study.run),
        *(_values(study, voice, money) if drawn else []),
    ]
    about = voice.say(
        words.FRONTIER_ABOUT,
        title=voice.case.settings.title or "-",
        measures=voice.say(words.AND).join(measure_words(one, voice) for one in study.measures),
        count=len(study.trades),
        dropped=len(study.dominated),
    )
    page = front(voice, words.FRONTIER, words.FRONTIER_TITLE, about, blocks)
    suppliers = [along_page(study, voice)] if drawn else []
    return [page, *suppliers, _results(study, voice)]


def _results(study: FrontierFound, voice: Voice) -> Page:
    """Points by what was asked and reached: the edits behind them say nothing to a reader."""
    trades = _trades(study)
    points = [*(trade.point for trade in trades), *study.dominated]
    bare = [replace(point, edits={}) for point in points]
    # Not by name: bounds that hardly differ give points of one name.
    traded = {id(point): trade for point, trade in zip(bare, trades, strict=False)}
    columns = [column for one in study.measures for column in asked_reached(one, voice)]
    columns = [replace(column, look="", width=18) for column in columns]
    extra = of_trades(columns, lambda point: traded.get(id(point)))
    return points_page(voice, [study.base, *bare], extra)


def _trades(study: FrontierFound) -> list[TradeOff]:
    """All trades, line by line of the first measure."""
    if not study.measures:
        return list(study.trades)
    return [trade for line in lines(study, study.measures[0]) for trade in line]


def _tiles(study: FrontierFound, voice: Voice, money: Money) -> Iterator[Tile]:
    found = [line for measure in study.measures if (line := along(study, measure))]
    safest = found[0][-1] if found else cheapest(study)
    knees = [trade for trade in study.trades if trade.knee][:1]
    for title, trade in (
        (words.CHEAPEST, cheapest(study)),
        *((words.KNEE_COST, knee) for knee in knees),
        (words.SAFEST, safest),
    ):
        foot = ""
        for measure in study.measures[:1]:
            reached = value_words(measure, trade.reached.get(measure.text), voice)
            foot = f"{shortened(measure_words(measure, voice), _LONGEST_NAME)} {reached}"
        yield Tile(voice.say(title, money.unit), cost(trade), money.tile, foot)


def _plans(study: FrontierFound, voice: Voice, money: Money) -> Iterator[Block]:
    """Charts of each measure, the table of plans, the heat map."""
    for measure in study.measures:
        if drawings := measure_drawings(study, measure, voice, money):
            yield Gallery(drawings, blank=0)
    yield Section(voice.say(words.FRONTIER_TABLE), (_table(study, voice, money),))
    if len(study.measures) > 1:
        yield _heat(study, voice, money)


def _values(study: FrontierFound, voice: Voice, money: Money) -> list[Block]:
    values = [measure_values(study, measure, voice, money) for measure in study.measures]
    return chart_values(voice, values)


def _table(study: FrontierFound, voice: Voice, money: Money) -> Grid:
    """Every plan: what was asked and reached, its cost, the price of the next step."""
    columns = of_trades(_columns(study, voice, money), itemgetter(1))
    number = GridColumn("number", voice.say(words.NUMBER), itemgetter(0), "whole", "centre")
    return Grid("plans", (number, *columns), list(enumerate(_trades(study), 1)))


def _columns(study: FrontierFound, voice: Voice, money: Money) -> Iterator[GridColumn]:
    say, least = voice.say, cost(cheapest(study))

    def extra(trade: TradeOff) -> float:
        return cost(trade) - least

    for measure in study.measures:
        yield from asked_reached(measure, voice)
        yield next_step(measure, voice)
    yield GridColumn("cost", say(shared.TOTAL_COST, money.unit), cost, money.format, "bold")
    yield GridColumn("extra", say(words.EXTRA), extra, money.change)
    yield GridColumn(
        "extra part",
        f"{say(words.EXTRA)}, %",
        lambda trade: extra(trade) / abs(least) if least else None,
        "percent_change",
    )
    yield GridColumn(
        "suppliers",
        say(shared.SUPPLIERS_COUNT),
        lambda trade: len(trade.point.suppliers),
        "whole",
    )
    short = say(shared.SHORTAGE, shortage_unit(voice.case))
    yield GridColumn("short", short, lambda trade: trade.point.shortage, "n1")
    yield GridColumn("mark", say(words.MARK), lambda trade: _mark(trade, study, voice), look="left")


def _mark(trade: TradeOff, study: FrontierFound, voice: Voice) -> str | GridCell | None:
    if trade.knee:
        return GridCell(voice.say(words.KNEE_NOTE), "near")
    return voice.say(words.CHEAPEST_NOTE) if trade is cheapest(study) else None


def _heat(study: FrontierFound, voice: Voice, money: Money) -> Section:
    """Cost over the bounds of the first two measures, coloured."""
    down, across = study.measures[:2]
    named = {"down": measure_words(down, voice), "across": measure_words(across, voice)}
    cells: dict[tuple[float | None, float | None], float] = {}
    for trade in study.trades:
        key = (held_to(down, trade), held_to(across, trade))
        cells[key] = min(cells.get(key, cost(trade)), cost(trade))
    heads = _bounds(across, study.trades)
    matrix = Matrix(
        key="heat",
        labels=(GridColumn("bound", named["down"], lambda row: held_words(down, row[1], voice)),),
        rows=list(_bounds(down, study.trades).items()),
        headings=[held_words(across, trade, voice) for trade in heads.values()],
        of=lambda row: [cells.get((row[0], head)) for head in heads],
        format=money.format,
        conditions=(Heat(COLD, HOT, MILD),),
    )
    note = Note(voice.say(words.HEAT_NOTE), "subtitle")
    return Section(voice.say(words.HEAT, unit=money.unit, **named), (note, matrix))


def _bounds(measure: TradedMeasure, trades: Iterable[TradeOff]) -> dict[float | None, TradeOff]:
    """Bounds from free to tightest, each with a trade that is held to it."""
    sign = -1.0 if measure.better == "less" and measure.kind != "cvar" else 1.0
    found = {held_to(measure, trade): trade for trade in trades}
    return dict(
        sorted(found.items(), key=lambda pair: (pair[0] is not None, sign * (pair[0] or 0.0)))
    )
