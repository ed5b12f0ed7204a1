"""The values of a sweep on its pages: as the axis of a drawing, and those without a plan."""

import math
from collections.abc import Callable, Iterable

from planner.explain.edit_words import value_style
from planner.outcomes import point as outcomes
from planner.outcomes.point import Point
from planner.page.drawing import XAxis
from planner.page.grid import Grid, GridColumn
from planner.page.page import Section
from planner.study.front import point_words
from planner.study.front import words as shared
from planner.study.sweep import headings as words
from planner.study.sweep.words import SweepVoice, in_order, place

MOST_REASONS = 50


def round_ends(values: Iterable[float | None]) -> tuple[float | None, float | None]:
    """Round ends of an axis that shows these values and little else."""
    known = [value for value in values if value is not None]
    if not known:
        return None, None
    low, high = min(known), max(known)
    spread = max(high - low, 1e-3 * abs(high), 1e-9)
    step = 10.0 ** math.floor(math.log10(spread))
    step = step / 2 if spread < 3 * step else step
    least, most = math.floor(low / step) * step, math.ceil(high / step) * step
    if least == most:
        least, most = least - step, most + step
    return (max(least, 0.0) if low >= 0 else least), most


def across(voice: SweepVoice, axis: outcomes.Axis) -> XAxis:
    """The values of an axis of the sweep as the x axis of a drawing."""
    number = "General" if value_style(axis.label, voice.case) == "general" else "0%"
    values = [place(point, axis) for point in voice.study.points]
    return XAxis(voice.what(axis), number, (min(values), max(values)))


def failing_values(voice: SweepVoice) -> list[Section]:
    """Values without a plan, and why; nothing where all have one."""
    failing = [point for point in in_order(voice.study) if point.objective is None]
    if not failing:
        return []

    def value(axis: outcomes.Axis) -> Callable[[Point], str]:
        return lambda point: voice.value(axis, place(point, axis))

    axes = voice.study.axes
    columns = [
        GridColumn(f"value {i}", voice.what(axis), value(axis), span=2)
        for i, axis in enumerate(axes)
    ]
    heading, room = voice.say(shared.REASON), 12 - 2 * len(axes)
    why = GridColumn(
        "reason", heading, lambda p: point_words.reason(p, voice), look="wrap", span=room
    )
    grid = Grid("failing", (*columns, why), failing[:MOST_REASONS])
    return [Section(voice.say(words.FAILING_TABLE), (grid,))]
