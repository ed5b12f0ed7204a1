"""Floating bars from least to most, with a mark where the plan stands now."""

from collections.abc import Sequence
from operator import itemgetter

from planner.explain.voice import Voice
from planner.page.drawing import FULL, Chart, Down, Series
from planner.page.grid import Grid, GridColumn
from planner.page.look import NAVY, TEAL
from planner.study.front import words as shared
from planner.study.room import headings as words
from planner.study.room.found import Range
from planner.words import Words

MOST_BARS = 16
_MARK = 0.006
"""Width of the mark as part of the longest bar."""
_PARTS = (
    ("lift", words.LIFT, "#FFFFFF"),
    ("cut", words.CAN_BE_CUT, TEAL),
    ("now", shared.NOW, NAVY),
    ("raise", words.CAN_BE_RAISED, "#9DB7DD"),
)


def range_bars(found: Sequence[Range], title: Words, voice: Voice) -> list[tuple[Chart, Grid]]:
    """The longest ranges as a chart and its values, for each unit: t and kg share no axis."""
    return [
        _bars([one for one in found if one.unit == unit], voice.say(title, unit), voice)
        for unit in dict.fromkeys(one.unit for one in found)
    ]


def range_name(one: Range, voice: Voice) -> str:
    """The country or supplier whose range it is."""
    return voice.country(one.name) if one.kind == "country" else voice.supplier(one.name)


def _bars(ranges: list[Range], title: str, voice: Voice) -> tuple[Chart, Grid]:
    named = [(one, range_name(one, voice)) for one in ranges]
    shown = sorted(named, key=lambda pair: (-pair[0].most, pair[1]))[:MOST_BARS]
    width = _MARK * shown[0][0].most
    key = f"bars {ranges[0].kind} {ranges[0].unit}"
    columns = (
        GridColumn("name", title, itemgetter(0), span=4),
        *(
            GridColumn(part, voice.say(said), itemgetter(place), "n2", span=2)
            for place, (part, said, _) in enumerate(_PARTS, 1)
        ),
    )
    _, widest = max((one.most - one.least, name) for one, name in shown)
    chart = Chart(
        title=title,
        about=voice.say(words.RANGE_ALT, widest),
        series=tuple(
            Series(
                voice.say(said),
                Down(key, "name"),
                Down(key, part),
                colour,
                hidden=part == "lift",
            )
            for part, said, colour in _PARTS
        ),
        size=(FULL[0], 100 + 26 * len(shown)),
        kind="bar",
        stacked="stacked",
        scale=True,
    )
    return chart, Grid(key, columns, [(name, *segments(one, width)) for one, name in shown])


def segments(one: Range, width: float) -> tuple[float, float, float, float]:
    """Nothing to the least, what can be cut, a mark of ``width`` at now, what can be raised.

    The four add up to the most, or to the mark's end where the range is narrower than the mark.
    """
    start = min(max(one.now - width / 2, one.least), max(one.most - width, one.least))
    return one.least, start - one.least, width, max(0.0, one.most - start - width)
