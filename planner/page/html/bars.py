"""Where the bars of a chart begin and end, in values and in parts of their slot."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from planner.page.drawing import Chart

_GAP = 0.55
"""What is free between the bars of two names, in widths of a bar."""

Numbers = Sequence[Sequence[float | None]]


@dataclass(frozen=True)
class Segment:
    """One bar: its series and name, from where to where it reaches, and the value it stands for.

    ``side`` and ``width``: where it begins across its slot and how much it takes, as parts of it.
    """

    series: int
    name: int
    start: float
    end: float
    value: float
    side: float
    width: float


def segments(look: Chart, numbers: Numbers) -> list[Segment]:
    """The bars of a chart, a row of numbers for each series; blanks have none."""
    if look.stacked:
        return [one for name in range(_count(numbers)) for one in _stack(look, numbers, name)]
    beside = 1 if look.signed else max(1, len(numbers))
    width = 1 / (beside + _GAP)
    return [
        Segment(s, n, 0.0, value, value, width * (_GAP / 2 + s % beside), width)
        for s, series in enumerate(numbers)
        for n, value in enumerate(series)
        if value is not None
    ]


def _stack(look: Chart, numbers: Numbers, name: int) -> list[Segment]:
    """What is more than 0 stands above it, what is less hangs below."""
    values = [series[name] if name < len(series) else None for series in numbers]
    whole = 1.0
    if look.stacked == "percent_stacked":
        whole = math.fsum(abs(value or 0.0) for value in values) or 1.0
    width = 1 / (1 + _GAP)
    up = down = 0.0
    found = []
    for series, value in enumerate(values):
        if value is None:
            continue
        start = up if value >= 0 else down
        end = start + value / whole
        up, down = (end, down) if value >= 0 else (up, end)
        found.append(Segment(series, name, start, end, value, width * _GAP / 2, width))
    return found


def _count(numbers: Numbers) -> int:
    return max(map(len, numbers), default=0)
