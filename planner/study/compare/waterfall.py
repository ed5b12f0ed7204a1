"""A waterfall: from one total over its changes to another, as columns that float."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from planner.explain.voice import Voice
from planner.page.drawing import Chart, Down, Series
from planner.page.grid import Grid, GridColumn
from planner.page.look import NAVY
from planner.page.money import Money
from planner.page.page import Beside, Block, Note
from planner.study.compare import headings as words
from planner.words import Words

MORE, LESS = "#C0504D", "#4F9D69"
"""Colours of what adds to the cost and of what takes from it."""
_PARTS = {
    "base": (words.BASE, NAVY),
    "more": (words.UP, MORE),
    "less": (words.DOWN, LESS),
    "cost": (words.ENDS, NAVY),
}
_NUMBERS_AT = 14
"""Column of the numbers behind a chart, right of the printed page."""
_SIZE, _NAME_WIDTH = (1135, 330), 26
_BELOW = 0.7
"""How far the axis begins below the lowest column, as a part of what the changes span."""
_CLOSE = 0.5
"""The axis is cut only if every column is higher than this part of the highest."""
_MINUS = "\u2212"


@dataclass(frozen=True)
class FallBar:
    """One column: the unseen base it floats on and what is more or less, or the cost at an end."""

    name: str
    base: float | None = None
    more: float | None = None
    less: float | None = None
    cost: float | None = None


@dataclass(frozen=True)
class Fall:
    """Where a waterfall starts, its changes by name, the names of both ends, the page's money."""

    start: float
    changes: Sequence[tuple[str, float]]
    ends: tuple[str, str]
    money: Money

    @property
    def levels(self) -> list[float]:
        """The total before the first change and after each."""
        return list(accumulate((money for _, money in self.changes), initial=self.start))

    @property
    def floats(self) -> bool:
        """Columns can float only above zero; else the changes alone are shown."""
        return min(self.levels) > 0

    @property
    def begins(self) -> float:
        """Where the value axis begins: at 0, or a round number below all columns."""
        low, high = min(self.levels), max(self.levels)
        if not self.floats or low < _CLOSE * high or high == low:
            return 0.0
        raw = max(low - _BELOW * (high - low), 0.0)
        step = 10.0 ** math.floor(math.log10(max(high - low, 1e-9)))
        return math.floor(raw / step) * step

    def bars(self) -> Iterator[FallBar]:
        """The columns from left to right."""
        if not self.floats:
            yield from (FallBar(self._named(*change), more=change[1]) for change in self.changes)
            return
        levels, (first, last) = self.levels, self.ends
        yield FallBar(self._named(first, levels[0], ""), cost=levels[0])
        for (name, money), before, after in zip(self.changes, levels, levels[1:], strict=False):
            more, less = (money, None) if money > 0 else (None, -money)
            yield FallBar(self._named(name, money), min(before, after), more, less)
        yield FallBar(self._named(last, levels[-1], ""), cost=levels[-1])

    def _named(self, name: str, money: float, sign: str = "+") -> str:
        """A column's name with its amount: bars may be too thin to hold a label."""
        places = 2 if self.money.size > 1 else 0
        shown = f"{money / self.money.size:,.{places}f}"
        # A hyphen would let the chart break the line behind it; a minus sign does not.
        return f"{name} {sign if money > 0 else ''}{shown.replace('-', _MINUS)}"


def waterfall(key: str, fall: Fall, said: tuple[Words, Words], voice: Voice) -> Beside:
    """The chart with its numbers beside the printed page; ``said``: its title and words."""
    parts = tuple(_PARTS) if fall.floats else ("more",)
    columns = (
        GridColumn("name", voice.say(words.CAUSE), width=_NAME_WIDTH),
        *(GridColumn(part, voice.say(_PARTS[part][0]), format="n0") for part in parts),
    )
    left: list[Block] = [_chart(key, fall, parts, said, voice)]
    if fall.begins:
        left.append(Note(voice.say(words.CUT_AXIS, voice.money(fall.begins)), "subtitle"))
    right = (Note(voice.say(words.CHART_DATA), "subtitle"), Grid(key, columns, list(fall.bars())))
    below = 1 if fall.begins else 0
    return Beside(tuple(left), right, at=_NUMBERS_AT, printed=False, blank=below)


def _chart(
    key: str, fall: Fall, parts: Sequence[str], said: tuple[Words, Words], voice: Voice
) -> Chart:
    points = () if fall.floats else tuple(MORE if m > 0 else LESS for _, m in fall.changes)
    return Chart(
        title=voice.say(said[0], fall.money.unit),
        about=voice.say(said[1]),
        series=tuple(
            Series(
                voice.say(_PARTS[part][0]),
                Down(key, "name"),
                Down(key, part),
                _PARTS[part][1],
                points=points,
                hidden=part == "base",
            )
            for part in parts
        ),
        size=_SIZE,
        number=fall.money.axis,
        stacked="stacked",
        legend=False,
        signed=not fall.floats,
        limits=(fall.begins, None),
    )
