"""Axes of drawings: round ticks, values to pixels, names that do not overlap, the legend."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from planner.page.html.canvas import (
    LEADING,
    SMALL,
    Canvas,
    Type,
    columns_in,
    lines_of,
    text_width,
)
from planner.page.html.numbers import formatted
from planner.page.look import LINE
from planner.words.width import display_width, shortened

Limits = tuple[float | None, float | None]

_NAME_LINE = LEADING * SMALL
_TURNED_COLUMNS = 18
_SHORT = 8
"""Columns of a name, such as a period's, of which some may be left out where many stand."""
_MANY = 12
_NEAR = 5 / 6
"""An axis begins at 0 unless all values are larger than this part of the largest."""
UNIT = 16.0
"""Pixels that the unit takes above the plot."""
_HEADROOM = 0.03
"""Part of an axis that stays free beyond the values."""


class Frame(NamedTuple):
    """Where values are drawn, in pixels."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Scale:
    """An axis from ``low`` to ``high`` with a tick each ``step``, between two pixels."""

    low: float
    high: float
    step: float
    start: float = 0.0
    end: float = 1.0

    def at(self, value: float) -> float:
        """The pixel of a value; what lies beyond the axis stands at its end."""
        inside = min(max(value, self.low), self.high)
        return self.start + (inside - self.low) / (self.high - self.low) * (self.end - self.start)

    def along(self, start: float, end: float) -> "Scale":
        """The same axis between other pixels."""
        return replace(self, start=start, end=end)

    def ticks(self) -> list[float]:
        """The round values on the axis."""
        slack = 1e-9 * self.step
        first = math.ceil(self.low / self.step - 1e-9)
        count = math.floor((self.high + slack) / self.step + 1e-9) - first + 1
        return [round((first + i) * self.step, 12) for i in range(count)]


def scale_of(values: Iterable[float], limits: Limits, most: int = 5) -> Scale:
    """An axis for the values, with about ``most`` ticks; limits that are given hold."""
    sizes = list(values)
    low, high = min(sizes, default=0.0), max(sizes, default=0.0)
    if limits[0] is not None:
        low = limits[0]
    elif 0 <= low <= _NEAR * high or low == high > 0:
        low = 0.0
    elif low == high:
        high = 0.0
    high = max(high, low) if limits[1] is None else limits[1]
    if high - low <= 1e-9 * max(abs(high), abs(low)):
        return Scale(low, low + (abs(low) or 1.0), round_step((abs(low) or 1.0) / most))
    step, room = round_step((high - low) / most), _HEADROOM * (high - low)
    if limits[1] is None and high != 0:
        high = math.ceil((high + room) / step - 1e-9) * step
    if limits[0] is None and low != 0:
        low = math.floor((low - room) / step + 1e-9) * step
    return Scale(low, high, step)


def round_step(least: float) -> float:
    """The smallest of 1, 2, 2.5 and 5 times a power of ten that is not below ``least``."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(one * power for one in (1, 2, 2.5, 5, 10) if one * power >= least * (1 - 1e-9))


def widest(texts: Iterable[str]) -> float:
    """Pixels of the longest text."""
    return max(map(text_width, texts), default=0.0)


def tick_texts(scale: Scale, code: str) -> list[str]:
    """The ticks as they are written."""
    return [formatted(tick, code) for tick in scale.ticks()]


def draw_up(canvas: Canvas, frame: Frame, scale: Scale, code: str, unit: str = "") -> None:
    """Values at the left, a thin line across at each; their unit above."""
    for tick, text in zip(scale.ticks(), tick_texts(scale, code), strict=True):
        y = scale.at(tick)
        canvas.line([(frame.left, y), (frame.right, y)], LINE, 0.5)
        canvas.text((frame.left - 7, y + 4), text, Type("end"))
    if unit:
        canvas.text((4, 11), shortened(unit, columns_in(canvas.width)), Type("start"))


def draw_across(canvas: Canvas, frame: Frame, scale: Scale, code: str, *, grid: bool) -> None:
    """Values below, as many as have room; ``grid``: a thin line up at each."""
    texts = tick_texts(scale, code)
    apart = abs(scale.end - scale.start) * scale.step / (scale.high - scale.low)
    every = max(1, math.ceil((widest(texts) + 8) / apart))
    for place, (tick, text) in enumerate(zip(scale.ticks(), texts, strict=True)):
        x = scale.at(tick)
        if grid:
            canvas.line([(x, frame.top), (x, frame.bottom)], LINE, 0.5)
        if place % every == 0:
            canvas.text((x, frame.bottom + 16), text)


@dataclass(frozen=True)
class Names:
    """Names below columns, as they have room: in lines, turned, or only every so many."""

    lines: list[list[str]]
    turned: bool
    every: int

    @property
    def height(self) -> float:
        """Pixels below the columns."""
        if self.turned:
            return 14 + 0.71 * widest(line for lines in self.lines for line in lines)
        return 10 + _NAME_LINE * max(map(len, self.lines), default=1)

    @classmethod
    def fitted(cls, names: Sequence[str], slot: float) -> "Names":
        """Names for columns so many pixels apart."""
        whole = [lines_of(name, slot - 6, 3) for name in names]
        if all(
            " ".join(lines) == " ".join(n.split()) for n, lines in zip(names, whole, strict=True)
        ):
            return cls(whole, turned=False, every=1)
        short = all(display_width(name) <= _SHORT for name in names)
        if short and len(names) > _MANY:
            return cls([[name] for name in names], False, math.ceil((widest(names) + 8) / slot))
        cut = [[shortened(name, _TURNED_COLUMNS)] for name in names]
        return cls(cut, turned=True, every=max(1, math.ceil(_NAME_LINE / slot)))

    def draw(self, canvas: Canvas, frame: Frame) -> None:
        """Write the names below the frame."""
        slot = (frame.right - frame.left) / max(1, len(self.lines))
        for place, lines in enumerate(self.lines):
            if place % self.every:
                continue
            x = frame.left + (place + 0.5) * slot
            if self.turned:
                canvas.text((x + 4, frame.bottom + 12), lines[0], Type("end"), -45)
                continue
            for down, line in enumerate(lines):
                canvas.text((x, frame.bottom + 16 + _NAME_LINE * down), line)


class Entry(NamedTuple):
    """One entry of a legend; ``kind``: box, line, dash, circle, diamond or square."""

    name: str
    colour: str
    kind: str = "box"


_LONGEST_NAME = 26
_SWATCH, _APART = 18, 16


def legend_rows(entries: Sequence[Entry], width: float) -> list[list[Entry]]:
    """Entries in rows of at most so many pixels, with names that are not too long."""
    rows: list[list[Entry]] = []
    for entry in entries:
        short = entry._replace(name=shortened(entry.name, _LONGEST_NAME))
        if not rows or _row_width([*rows[-1], short]) > width:
            rows.append([])
        rows[-1].append(short)
    return rows


def legend_height(rows: Sequence[object]) -> float:
    """Pixels that a legend takes at the foot of a drawing."""
    return 12 + 18 * len(rows) if rows else 6


def draw_legend(canvas: Canvas, rows: Sequence[Sequence[Entry]]) -> None:
    """Write the rows, centred, at the foot of a drawing."""
    for up, row in enumerate(reversed(rows)):
        x, y = (canvas.width - _row_width(row)) / 2, canvas.height - 8.0 - 18 * up
        for entry in row:
            _swatch(canvas, (x, y - 4), entry)
            canvas.text((x + _SWATCH, y), entry.name, Type("start"))
            x += _entry_width(entry)


def draw_mark(
    canvas: Canvas, at: tuple[float, float], size: float, entry: Entry, hint: str
) -> None:
    """A circle, a diamond or a square around a point, ``size`` pixels wide."""
    x, y = at
    half = size / 2
    if entry.kind == "circle":
        canvas.circle(at, half, entry.colour, hint)
        return
    corners = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
    if entry.kind == "square":
        corners = [
            (x - half, y - half),
            (x + half, y - half),
            (x + half, y + half),
            (x - half, y + half),
        ]
    canvas.area(corners, entry.colour, hint, "#FFFFFF")


def _swatch(canvas: Canvas, at: tuple[float, float], entry: Entry) -> None:
    x, y = at
    if entry.kind in ("line", "dash"):
        dash = "4 3" if entry.kind == "dash" else ""
        canvas.line([(x, y), (x + 14, y)], entry.colour, 2, dash)
    elif entry.kind == "box":
        canvas.rect((x + 2, y - 5), (x + 12, y + 5), entry.colour)
    else:
        draw_mark(canvas, (x + 7, y), 10, entry, "")


def _entry_width(entry: Entry) -> float:
    return _SWATCH + text_width(entry.name) + _APART


def _row_width(row: Sequence[Entry]) -> float:
    return sum(map(_entry_width, row)) - _APART
