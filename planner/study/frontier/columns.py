"""Columns of the plans on a frontier: what was asked of a measure, reached, and what more costs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from planner.explain.voice import Voice
from planner.page.grid import GridCell, GridColumn
from planner.study.frontier import headings as words
from planner.study.frontier.found import TradedMeasure, TradeOff
from planner.study.frontier.kinds import KINDS
from planner.study.frontier.words import held_to, measure_words, step_price, step_words


def asked_reached(measure: TradedMeasure, voice: Voice) -> Iterator[GridColumn]:
    """What was asked of a measure and what was reached."""
    name, text, style = measure_words(measure, voice), measure.text, KINDS[measure.kind].style
    # A tail is held by its weight, all else by a bound in its own unit.
    asked = "n2" if measure.kind == "cvar" else style
    yield GridColumn(
        f"asked {text}",
        voice.say(words.ASKED, name),
        lambda trade: held_to(measure, trade),
        asked,
    )
    yield GridColumn(
        f"reached {text}",
        voice.say(words.REACHED, name),
        lambda trade: trade.reached.get(text),
        style,
        "bold",
    )


def next_step(measure: TradedMeasure, voice: Voice) -> GridColumn:
    """What the next step of safety costs."""
    step = step_words(measure, voice)
    heading = voice.say(words.NEXT_STEP, step=step, currency=voice.currency)
    return GridColumn(
        f"next {measure.text}", heading, lambda trade: step_price(measure, trade), "n0"
    )


def of_trades(
    columns: Iterable[GridColumn], trade_of: Callable[[Any], TradeOff | None]
) -> list[GridColumn]:
    """Columns of trades over rows that have one each, or none."""

    def over(column: GridColumn) -> GridColumn:
        def cell(row: Any) -> GridCell | None:
            trade = trade_of(row)
            return None if trade is None else column.cell(trade)

        return replace(column, of=cell)

    return [over(column) for column in columns]
