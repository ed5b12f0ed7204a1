"""Bands between percentiles, with the median and the target over them."""

from collections.abc import Sequence
from itertools import accumulate

from planner.page.drawing import Fan
from planner.page.html.axis import (
    Entry,
    Frame,
    Names,
    Scale,
    draw_legend,
    draw_up,
    legend_height,
    legend_rows,
    scale_of,
    tick_texts,
    widest,
)
from planner.page.html.canvas import Canvas, Dot
from planner.page.html.cells import Values
from planner.page.html.chart import runs
from planner.page.look import AMBER, DARK_BAND, GREY, LIGHT_BAND, NAVY

_CODE = "#,##0"
_DASH = "6 4"
_FILLS = (LIGHT_BAND, DARK_BAND, LIGHT_BAND)


def draw_fan(fan: Fan, values: Values) -> Canvas:
    """Draw the bands one on the other, the first one unseen, and both lines over them."""
    canvas = Canvas(fan.size, fan.title, fan.about)
    lines = _lines(fan, values)
    entries = [Entry(fan.named[0], LIGHT_BAND), Entry(fan.named[1], DARK_BAND)]
    entries += [entry._replace(kind="dash" if entry.kind else "line") for entry, _ in lines]
    rows = legend_rows(entries, canvas.width - 16)
    names = values.names(fan.names)
    edges = _edges([values.numbers(one) for one in fan.bands], len(names))
    sizes = [size for edge in edges for size in edge]
    sizes += [size for _, numbers in lines for size in numbers if size is not None]
    scale = scale_of(sizes, (0.0, None))
    left, right = widest(tick_texts(scale, _CODE)) + 16, canvas.width - 14.0
    slot = (right - left) / max(1, len(names))
    fitted = Names.fitted(names, slot)
    frame = Frame(left, 12.0, right, canvas.height - legend_height(rows) - fitted.height)
    scale = scale.along(frame.bottom, frame.top)
    draw_up(canvas, frame, scale, _CODE)
    places = [left + (place + 0.5) * slot for place in range(len(names))]
    broad = places if len(places) > 1 else [left + 0.35 * slot, left + 0.65 * slot]
    for low, high, fill in zip(edges, edges[1:], _FILLS, strict=False):
        canvas.area(_band(broad, (low, high), scale), fill)
    for entry, numbers in lines:
        _draw_line(canvas, [*zip(places, numbers, strict=False)], scale, entry)
    canvas.line([(frame.left, frame.bottom), (frame.right, frame.bottom)], GREY, 0.75)
    fitted.draw(canvas, frame)
    draw_legend(canvas, rows)
    return canvas


def _lines(fan: Fan, values: Values) -> list[tuple[Entry, list[float | None]]]:
    """Median and target; the kind of each entry is how its line is dashed."""
    lines = [(Entry(fan.named[2], NAVY, ""), values.numbers(fan.median))]
    if fan.target is not None:
        lines.append((Entry(fan.named[3], AMBER[1], _DASH), values.numbers(fan.target)))
    return lines


def _edges(heights: Sequence[Sequence[float | None]], count: int) -> list[list[float]]:
    """The upper edge of each band, a row for each; a blank has no height."""
    full = [[*(size or 0.0 for size in band), *[0.0] * count][:count] for band in heights]
    columns = [list(accumulate(column)) for column in zip(*full, strict=True)]
    return [list(row) for row in zip(*columns, strict=True)]


def _band(
    places: Sequence[float], edges: tuple[list[float], list[float]], scale: Scale
) -> list[Dot]:
    """The outline between two edges; a single period has some width too."""
    many = [edge * len(places) if len(edge) == 1 else edge for edge in edges]
    low, high = ([(x, scale.at(y)) for x, y in zip(places, edge, strict=True)] for edge in many)
    return [*low, *reversed(high)]


def _draw_line(
    canvas: Canvas, points: Sequence[tuple[float, float | None]], scale: Scale, entry: Entry
) -> None:
    """``entry.kind``: how the line is dashed."""
    dots = [None if y is None else (x, scale.at(y)) for x, y in points]
    for run in runs(dots):
        canvas.line(run, entry.colour, 2, entry.kind)
        if len(run) == 1:
            canvas.circle(run[0], 3.5, entry.colour, entry.name)
