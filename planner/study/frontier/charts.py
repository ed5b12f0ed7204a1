"""Charts of a frontier: cost over each measure, and the price of the next step of safety."""

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from operator import itemgetter

from planner.explain.voice import Voice
from planner.page.drawing import (
    HALF,
    Chart,
    Down,
    Drawing,
    Marker,
    Scatter,
    Series,
    Track,
    XAxis,
)
from planner.page.grid import Grid, GridColumn
from planner.page.look import BLUE, NAVY, SPARE_COLOURS, TEAL
from planner.page.money import Money
from planner.study.front import words as shared
from planner.study.front.point_words import period_unit
from planner.study.frontier import headings as words
from planner.study.frontier.columns import next_step, of_trades
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
from planner.words import Words

MOST_LINES = 6
_DEAR = "#D55E00"
_MOST_LABELS = 10


def measure_values(
    study: FrontierFound, measure: TradedMeasure, voice: Voice, money: Money
) -> Grid:
    """What a measure's charts are drawn from: its lines one below the other."""
    name, number = measure_words(measure, voice), KINDS[measure.kind].style

    def reached(trade: TradeOff) -> float | None:
        return trade.reached.get(measure.text)

    columns = (
        GridColumn("said", name, lambda trade: value_words(measure, reached(trade), voice)),
        GridColumn("reached", name, reached, number),
        GridColumn("cost", voice.say(shared.TOTAL_COST, money.unit), cost, money.format),
        replace(next_step(measure, voice), key="price"),
    )
    rows = [
        (_held(measure, line[0], study, voice), trade)
        for line in lines(study, measure)
        for trade in line
    ]
    held = GridColumn("line", voice.say(words.LINE), itemgetter(0), span=4)
    values = (replace(column, span=2) for column in of_trades(columns, itemgetter(1)))
    return Grid(_key(measure), (held, *values), rows)


def measure_drawings(
    study: FrontierFound, measure: TradedMeasure, voice: Voice, money: Money
) -> tuple[Drawing, ...]:
    """Cost over the measure, and what the next step of safety costs.

    Nothing where the measure comes to nothing in any plan: nothing is bought of what it counts.
    """
    if not along(study, measure):
        return ()
    return (_trades(study, measure, voice, money), *_prices(study, measure, voice))


def _key(measure: TradedMeasure) -> str:
    return f"values {measure.text}"


def _trades(study: FrontierFound, measure: TradedMeasure, voice: Voice, money: Money) -> Scatter:
    """Cost over the measure, safer to the right; the knee and the base are marked."""
    name, line = measure_words(measure, voice), along(study, measure)
    low, high = (
        value_words(measure, end.reached.get(measure.text), voice) for end in (line[0], line[-1])
    )
    number = KINDS[measure.kind].axis
    if measure.kind == "cvar":
        tails = (trade.reached.get(measure.text) for trade in study.trades)
        number = voice.scale(tails).axis
    return Scatter(
        title=voice.say(words.FRONTIER_CHART, name, money.unit),
        about=voice.say(
            words.FRONTIER_ALT, measure=name, count=len(study.trades), low=low, high=high
        ),
        tracks=(*_lines(study, measure, voice), *_marks(study, measure, voice)),
        across=XAxis(
            f"{name}, {period_unit(voice)}" if measure.kind == "cover" else name,
            number,
            reverse=measure.better == "less",
        ),
        number=money.axis,
        limits=(_floor([cost(trade) for trade in study.trades]), None),
    )


def _prices(study: FrontierFound, measure: TradedMeasure, voice: Voice) -> Iterator[Chart]:
    """What the next step of safety costs, along the first of the lines."""
    priced = [step_price(measure, trade) is not None for trade in along(study, measure)]
    if not any(priced):
        return
    count = len(priced) if priced[-1] else len(priced) - 1
    step = step_words(measure, voice)
    title = voice.say(words.PRICES_CHART, step=step, currency=voice.currency)
    names, prices = (Down(_key(measure), key, count=count) for key in ("said", "price"))
    labels = "#,##0" if count <= _MOST_LABELS else ""
    yield Chart(
        title=title,
        about=voice.say(words.PRICES_ALT, step),
        series=(Series(title, names, prices, TEAL, labels=labels),),
        size=HALF,
        along=measure_words(measure, voice),
        legend=False,
    )


def _floor(costs: list[float]) -> float:
    """A round number a little below all costs: from 0 on they would look alike."""
    span = max(max(costs) - min(costs), 1e-6 * abs(max(costs)), 1e-6)
    step = 10.0 ** math.floor(math.log10(span)) / 2
    return math.floor((min(costs) - 0.1 * span) / step) * step


def _held(measure: TradedMeasure, trade: TradeOff, study: FrontierFound, voice: Voice) -> str:
    """What the other measures are held to on a line."""
    said = [
        f"{held_words(one, trade, voice)} {measure_words(one, voice)}"
        for one in study.measures
        if one != measure and held_to(one, trade) is not None
    ]
    return voice.say(words.AND).join(said) or voice.say(words.PLANS)


def _lines(study: FrontierFound, measure: TradedMeasure, voice: Voice) -> Iterator[Track]:
    found = lines(study, measure)
    starts = accumulate(map(len, found), initial=0)
    colours = (BLUE,) if len(found) == 1 else SPARE_COLOURS
    for line, first, colour in zip(found[:MOST_LINES], starts, colours, strict=False):
        x, y = (Down(_key(measure), key, first, len(line)) for key in ("reached", "cost"))
        name = _held(measure, line[0], study, voice)
        yield Track(name, x, y, colour, marker="circle")


def _marks(study: FrontierFound, measure: TradedMeasure, voice: Voice) -> Iterator[Track]:
    """The first plan that is meant, of all lines."""
    trades = [trade for line in lines(study, measure) for trade in line]
    base = study.base.objective
    knees = [trade.knee for trade in trades]
    bases = [base is not None and abs(cost(t) - base) <= 1e-6 * abs(base) for t in trades]
    marks: tuple[tuple[Words, str, Marker, list[bool]], ...] = (
        (words.KNEE_MARK, _DEAR, "diamond", knees),
        (words.BASE_MARK, NAVY, "square", bases),
    )
    for title, colour, marker, meant in marks:
        if any(meant):
            x, y = (Down(_key(measure), key, meant.index(True), 1) for key in ("reached", "cost"))
            yield Track(voice.say(title), x, y, colour, 0.0, marker, 10)
