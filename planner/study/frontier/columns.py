"""Columns of the plans on a frontier: what was asked of a measure, reached, and what more costs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from planner.explain.voice import Voice
from planner.page.grid import Cell, Column
from planner.study.frontier import headings as words
from planner.study.frontier.found import TradedMeasure, TradeOff
from planner.study.frontier.kinds import KINDS
from planner.study.frontier.words import held_to, measure_words, step_price, step_words


def asked_reached(measure: TradedMeasure, voice: Voice) -> Iterator[Column]:
    """What was asked of a measure and what was reached."""
    name, text, style = measure_words(measure, voice), measure.text, KINDS[measure.kind].style
    # A tail is held by its weight, all else by a bound in its own unit.
    asked = "n2" if measure.kind == "cvar" else style
    yield Column(
        *(f"asked {text}", voice.say(words.ASKED, name)),
        lambda trade: held_to(measure, trade),
        asked,
    )
    yield Column(
        *(f"reached {text}", voice.say(words.REACHED, name)),
        lambda trade: trade.reached.get(text),
        style,
        "bold",
    )


def next_step(measure: TradedMeasure, voice: Voice) -> Column:
    """What the next step of safety costs."""
    step = step_words(measure, voice)
    heading = voice.say(words.NEXT_STEP, step=step, currency=voice.currency)
    return Column(f"next {measure.text}", heading, lambda trade: step_price(measure, trade), "n0")


def of_trades(
    columns: Iterable[Column], trade_of: Callable[[Any], TradeOff | None]
) -> list[Column]:
    """Columns of trades over rows that have one each, or none."""

    def over(column: Column) -> Column:
        def cell(row: Any) -> Cell | None:
            trade = trade_of(row)
            return None if trade is None else column.cell(trade)

        return replace(column, of=cell)

    return [over(column) for column in columns]
