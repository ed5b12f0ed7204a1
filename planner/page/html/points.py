"""Points and lines over two numbers."""

from collections.abc import Sequence

from planner.page.drawing import Scatter, Track
from planner.page.html.axis import (
    Entry,
    Frame,
    Scale,
    draw_across,
    draw_legend,
    draw_mark,
    draw_up,
    legend_height,
    legend_rows,
    scale_of,
    tick_texts,
    widest,
)
from planner.page.html.canvas import Canvas, columns_in
from planner.page.html.cells import Values
from planner.page.html.chart import runs
from planner.page.html.numbers import formatted
from planner.page.look import GREY
from planner.words.width import shortened

_DASH = "6 4"
_THIN_DASH = "3 3"

Pair = tuple[float, float]


def draw_scatter(look: Scatter, values: Values) -> Canvas:
    """Draw tracks in their order, marks over lines."""
    canvas = Canvas(look.size, look.title, look.about)
    tracks = [(one, _pairs(one, values)) for one in look.tracks]
    entries = [Entry(one.name, one.colour, _kind(one)) for one in look.tracks]
    rows = legend_rows(entries, canvas.width - 16)
    every = [pair for _, pairs in tracks for pair in pairs if pair is not None]
    up = scale_of((y for _, y in every), look.limits)
    across = scale_of((x for x, _ in every), look.across.limits, most=8)
    left = widest(tick_texts(up, look.number)) + 16
    foot = legend_height(rows) + 24 + (16 if look.across.title else 0)
    half = widest(tick_texts(across, look.across.number)) / 2
    frame = Frame(max(left, half), 14.0, canvas.width - 8 - max(half, 10.0), canvas.height - foot)
    up = up.along(frame.bottom, frame.top)
    ends = (frame.right, frame.left) if look.across.reverse else (frame.left, frame.right)
    across = across.along(*ends)
    draw_up(canvas, frame, up, look.number)
    draw_across(canvas, frame, across, look.across.number, grid=False)
    canvas.line([(frame.left, frame.bottom), (frame.right, frame.bottom)], GREY, 0.75)
    title = shortened(look.across.title, columns_in(frame.right - frame.left))
    canvas.text(((frame.left + frame.right) / 2, frame.bottom + 33), title)
    _draw_tracks(canvas, look, tracks, (across, up))
    draw_legend(canvas, rows)
    return canvas


def _pairs(track: Track, values: Values) -> list[Pair | None]:
    """Both numbers of each point; a blank or a text in one of them leaves a gap."""
    numbers = zip(values.numbers(track.x), values.numbers(track.y), strict=False)
    return [None if x is None or y is None else (x, y) for x, y in numbers]


def _kind(track: Track) -> str:
    if track.width:
        return "dash" if track.dashed else "line"
    return track.marker if track.marker != "none" else "box"


def _draw_tracks(
    canvas: Canvas,
    look: Scatter,
    tracks: Sequence[tuple[Track, list[Pair | None]]],
    scales: tuple[Scale, Scale],
) -> None:
    across, up = scales
    for track, pairs in tracks:
        dots = [None if pair is None else (across.at(pair[0]), up.at(pair[1])) for pair in pairs]
        for run in runs(dots) if track.width else ():
            canvas.line(run, track.colour, track.width, _DASH if track.dashed else "")
        for dot, pair in zip(dots, pairs, strict=True):
            if dot is None or pair is None:
                continue
            if track.drop:
                canvas.line([dot, (dot[0], up.start)], track.colour, 0.75, _THIN_DASH)
            if track.marker != "none":
                entry = Entry(track.name, track.colour, track.marker)
                draw_mark(canvas, dot, track.size * 4 / 3, entry, _hint(track, look, pair))


def _hint(track: Track, look: Scatter, pair: Pair) -> str:
    x, y = formatted(pair[0], look.across.number), formatted(pair[1], look.number)
    return f"{track.name}: {x}, {y}"
