"""Columns, bars and lines over names."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.page.drawing import Chart, Series
from planner.page.html.axis import (
    UNIT,
    Entry,
    Frame,
    Names,
    Scale,
    draw_across,
    draw_legend,
    draw_up,
    legend_height,
    legend_rows,
    scale_of,
    tick_texts,
    widest,
)
from planner.page.html.bars import Segment, segments
from planner.page.html.canvas import (
    SMALL,
    Canvas,
    Dot,
    Type,
    columns_in,
    ink_on,
    lines_of,
    text_width,
)
from planner.page.html.cells import Values
from planner.page.html.numbers import formatted
from planner.page.look import GREY, INK
from planner.words.width import shortened

_LABEL = 10.5
_TALL = 12
"""Pixels of a part of a stack in which its label has room."""
_NAMES = 0.34
"""Part of a drawing's width that the names of bars take at most."""
_DOTTED = 24
"""Points of a line up to which each has a dot."""


@dataclass(frozen=True)
class _Data:
    """A chart with its numbers: series of bars, series of lines, and the names they stand over."""

    look: Chart
    names: list[str]
    bars: list[tuple[Series, list[float | None]]]
    lines: list[tuple[Series, list[float | None]]]
    segments: list[Segment]
    labels: dict[Segment, str]
    """Data labels of bars that have one."""

    @classmethod
    def of(cls, look: Chart, values: Values) -> "_Data":
        every = [(one, values.numbers(one.values)) for one in look.series]
        bars = [(one, numbers) for one, numbers in every if not one.line]
        lines = [(one, numbers) for one, numbers in every if one.line]
        count = max((len(numbers) for _, numbers in every), default=0)
        names = values.names(look.series[0].names)[:count] if look.series else []
        names += [""] * (count - len(names))
        found = segments(look, [numbers for _, numbers in bars])
        labels = {one: text for one in found if (text := _label(bars[one.series][0], one.value))}
        return cls(look, names, bars, lines, found, labels)

    def scale(self) -> Scale:
        """The value axis; bars begin at 0, shares end at 1."""
        look = self.look
        limits = (None, None) if look.signed else look.limits
        if look.stacked == "percent_stacked" and limits[1] is None:
            limits = (limits[0], 1.0)
        sizes = [end for one in self.segments for end in (one.start, one.end)]
        sizes += [size for _, numbers in self.lines for size in numbers if size is not None]
        return scale_of([*sizes, 0.0] if self.segments else sizes, limits)

    def hint(self, series: Series, name: int, value: float) -> str:
        """What is read when a bar or a point is pointed at."""
        figure = formatted(value, self.look.number) or formatted(value, "")
        return f"{series.name}, {self.names[name]}: {figure}"

    def legend(self) -> list[list[Entry]]:
        """Rows of the legend: what only lifts has no entry."""
        if not self.look.legend:
            return []
        shown = [one for one in self.look.series if not one.hidden]
        entries = [Entry(one.name, one.colour, "line" if one.line else "box") for one in shown]
        return legend_rows(entries, self.look.size[0] - 16)


def _label(series: Series, value: float) -> str:
    return formatted(value, series.labels) if series.labels and not series.hidden else ""


def draw_chart(look: Chart, values: Values) -> Canvas:
    """Draw columns with lines over them, or bars with the first name on top."""
    data = _Data.of(look, values)
    canvas = Canvas(look.size, look.title, look.about)
    rows = data.legend()
    if look.kind == "bar" and data.bars:
        _draw_bars(canvas, data, canvas.height - legend_height(rows))
    else:
        _draw_columns(canvas, data, canvas.height - legend_height(rows))
    draw_legend(canvas, rows)
    return canvas


def _draw_columns(canvas: Canvas, data: _Data, bottom: float) -> None:
    look, scale = data.look, data.scale()
    left = widest(tick_texts(scale, look.number)) + 16
    right = canvas.width - 10.0
    slot = (right - left) / max(1, len(data.names))
    names = Names.fitted(data.names, slot)
    turned = _turned(data, slot)
    top = _above_columns(data, turned=turned) + (UNIT if look.unit else 0.0)
    frame = Frame(left, top, right, max(bottom - names.height, top + 20))
    scale = scale.along(frame.bottom, frame.top)
    draw_up(canvas, frame, scale, look.number, look.unit)
    for one in data.segments:
        side = frame.left + (one.name + one.side) * slot
        start, end = (side, scale.at(one.start)), (side + one.width * slot, scale.at(one.end))
        _bar(canvas, data, one, (start, end))
        _column_label(canvas, data, one, (start, end), -90 if turned else 0)
    _base_line(canvas, frame, scale)
    for series, numbers in data.lines:
        places = [frame.left + (place + 0.5) * slot for place in range(len(numbers))]
        _line(canvas, data, (series, numbers), places, scale)
    names.draw(canvas, frame)


def _above_columns(data: _Data, *, turned: bool) -> float:
    """Pixels above the plot, for labels; turned ones are higher."""
    if data.look.stacked or not data.labels:
        return 22.0 if any(series.labels for series, _ in data.lines) else 12.0
    return widest(data.labels.values()) + 10 if turned else 22.0


def _turned(data: _Data, slot: float) -> bool:
    """Whether labels are wider than the columns that they stand on."""
    pitch = slot * min((one.width for one in data.segments), default=1.0)
    alone = len(data.bars) == 1 or data.look.signed
    return widest(data.labels.values()) > (slot if alone else pitch + 4)


def _bar(canvas: Canvas, data: _Data, one: Segment, corners: tuple[Dot, Dot]) -> None:
    series = data.bars[one.series][0]
    (left, top), (right, bottom) = corners
    if series.hidden or abs(right - left) < 1e-6 or abs(bottom - top) < 1e-6:
        return
    shown = one.end - one.start if data.look.stacked == "percent_stacked" else one.value
    canvas.rect(*corners, _colour(series, one.name), data.hint(series, one.name, shown))


def _colour(series: Series, name: int) -> str:
    return series.points[name] if name < len(series.points) else series.colour


def _column_label(
    canvas: Canvas, data: _Data, one: Segment, corners: tuple[Dot, Dot], turned: float
) -> None:
    text = data.labels.get(one)
    if not text:
        return
    (left, start), (right, end) = corners
    middle = (left + right) / 2
    if data.look.stacked:
        if abs(end - start) >= _TALL:
            ink = ink_on(_colour(data.bars[one.series][0], one.name))
            canvas.text((middle, (start + end) / 2 + 4), text, Type("middle", _LABEL, ink))
        return
    if turned:
        if right - left >= SMALL - 1:
            canvas.text((middle + 4, min(start, end) - 4), text, Type("start", _LABEL, INK), turned)
        return
    below = end > start
    canvas.text((middle, end + 12 if below else end - 4), text, Type("middle", _LABEL, INK))


def _base_line(canvas: Canvas, frame: Frame, scale: Scale) -> None:
    y = scale.at(0.0)
    canvas.line([(frame.left, y), (frame.right, y)], GREY, 0.75)


def _line(
    canvas: Canvas,
    data: _Data,
    line: tuple[Series, list[float | None]],
    places: Sequence[float],
    scale: Scale,
) -> None:
    series, numbers = line
    dots = [
        None if value is None else (x, scale.at(value))
        for x, value in zip(places, numbers, strict=True)
    ]
    for run in runs(dots):
        canvas.line(run, series.colour, 2)
    for place, (dot, value) in enumerate(zip(dots, numbers, strict=True)):
        if dot is None or value is None:
            continue
        if len(dots) <= _DOTTED or runs(dots[max(0, place - 1) : place + 2]) == [[dot]]:
            canvas.circle(dot, 3, series.colour, data.hint(series, place, value))
        if series.labels:
            text = formatted(value, series.labels)
            canvas.text((dot[0], dot[1] - 7), text, Type("middle", _LABEL, INK))


def runs(dots: Sequence[Dot | None]) -> list[list[Dot]]:
    """The dots between gaps."""
    found: list[list[Dot]] = [[]]
    for dot in dots:
        if dot is not None:
            found[-1].append(dot)
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def _draw_bars(canvas: Canvas, data: _Data, bottom: float) -> None:
    look, labels = data.look, data.labels.values()
    room = min(widest(data.names), _NAMES * canvas.width)
    beside = 0.0 if look.stacked or not labels else widest(labels) + 8
    below = look.signed and any(one.value < 0 for one in data.segments)
    left = room + 16 + (beside if below else 0)
    foot = (24 + (16 if look.unit else 0)) if look.scale else 4
    scale = data.scale()
    half = widest(tick_texts(scale, look.number)) / 2 if look.scale else 0.0
    frame = Frame(left, 8.0, canvas.width - 8 - max(6.0, half, beside + 6), bottom - foot)
    scale = scale.along(frame.left, frame.right)
    if look.scale:
        draw_across(canvas, frame, scale, look.number, grid=True)
        if look.unit:
            unit = shortened(look.unit, columns_in(frame.right - frame.left))
            canvas.text(((frame.left + frame.right) / 2, frame.bottom + 33), unit)
    slot = (frame.bottom - frame.top) / max(1, len(data.names))
    for one in data.segments:
        side = frame.top + (one.name + one.side) * slot
        start, end = (scale.at(one.start), side), (scale.at(one.end), side + one.width * slot)
        _bar(canvas, data, one, (start, end))
        _bar_label(canvas, data, one, (start, end))
    canvas.line([(scale.at(0.0), frame.top), (scale.at(0.0), frame.bottom)], GREY, 0.75)
    _bar_names(canvas, data.names, room, frame)


def _bar_label(canvas: Canvas, data: _Data, one: Segment, corners: tuple[Dot, Dot]) -> None:
    text = data.labels.get(one)
    if not text:
        return
    (start, top), (end, bottom) = corners
    y = (top + bottom) / 2 + 4
    if data.look.stacked:
        if abs(end - start) >= text_width(text, _LABEL) + 4:
            ink = ink_on(_colour(data.bars[one.series][0], one.name))
            canvas.text(((start + end) / 2, y), text, Type("middle", _LABEL, ink))
        return
    look = Type("end" if one.value < 0 else "start", _LABEL, INK)
    canvas.text((end - 5 if one.value < 0 else end + 5, y), text, look)


def _bar_names(canvas: Canvas, names: Sequence[str], room: float, frame: Frame) -> None:
    slot = (frame.bottom - frame.top) / max(1, len(names))
    most = 2 if slot >= 30 else 1
    for place, name in enumerate(names):
        lines = lines_of(name, room, most)
        y = frame.top + (place + 0.5) * slot + 4 - 6.5 * (len(lines) - 1)
        for down, line in enumerate(lines):
            canvas.text((room + 8, y + 13 * down), line, Type("end"))
