"""Native charts, all alike: one font, quiet grid, a sentence for readers who cannot see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from planner.report.book import Page, printable, shortened
from planner.report.styles import FONTS, GREY, INK, LINE
from planner.report.table import Grid

_LONGEST_NAME = 26


@dataclass(frozen=True)
class Series:
    """One series: its name (a text), the cells of its categories and values, its colour.

    ``points``: a colour for each value instead of one for all.
    """

    name: str
    categories: str
    values: str
    colour: str
    points: tuple[str, ...] = ()
    line: bool = False
    labels: str = ""
    """Number format of data labels; empty: none."""
    hidden: bool = False
    """Only lifts what is stacked on it: floating bars. The legend shows nothing of it."""


@dataclass(frozen=True)
class Look:
    """Title, alternative text, size in pixels, and number format of the value axis."""

    title: str
    about: str
    size: tuple[int, int] = (520, 300)
    number: str = "#,##0"
    unit: str = ""
    kind: str = "column"
    subtype: str = ""
    legend: bool = True
    signed: bool = False
    """Values lie on both sides of zero; bars of one row lie over each other."""
    scale: bool = False
    """Bars with a value axis and its grid."""
    limits: tuple[float | None, float | None] = (0.0, None)
    """Ends of the value axis; None: as the values ask."""


@dataclass(frozen=True)
class Track:
    """Points of a scatter chart: cells of x and y. ``width`` 0: they are not joined by a line."""

    name: str
    x: str
    y: str
    colour: str
    width: float = 2.0
    marker: str = "none"
    size: int = 6
    labels: tuple[str, ...] = ()
    """A text beside each point; empty: none."""
    dashed: bool = False
    drop: bool = False
    """A thin line from each point down to the axis."""


@dataclass(frozen=True)
class Across:
    """The x axis of a scatter chart. ``reverse``: the largest stands at the left."""

    title: str
    number: str = "General"
    limits: tuple[float | None, float | None] = (None, None)
    reverse: bool = False


def row_series(
    page: Page, table: Grid, rows: Iterable[tuple[str, str]], ends: tuple[int, int] = (1, -1)
) -> list[Series]:
    """A series for each of the table's first rows (its name and colour), over the headings."""
    heads = table.across(page, table.first - 1, ends)
    return [
        Series(name, heads, table.across(page, row, ends), colour)
        for row, (name, colour) in enumerate(rows, table.first)
    ]


def place_chart(page: Page, at: tuple[int, int], look: Look, series: list[Series]) -> None:
    """Put a chart with its upper left corner in the cell ``at``; lines lie over columns."""
    bars = [one for one in series if not one.line]
    chart = page.book.chart(look.kind if bars else "line", look.subtype if bars else "")
    for one in bars or series:
        chart.add_series(_series(one, look, line=not bars))
    lines = [one for one in series if one.line] if bars else []
    if lines:
        over = page.book.chart("line")
        for one in lines:
            over.add_series(_series(one, look, line=True))
        chart.combine(over)
    _dress(chart, look, _font(page))
    _insert(page, at, chart, look)


def place_scatter(
    page: Page, at: tuple[int, int], look: Look, across: Across, tracks: list[Track]
) -> None:
    """Put a chart of points and lines over two numbers with its corner in the cell ``at``."""
    chart = page.book.chart("scatter", "straight_with_markers")
    for track in tracks:
        chart.add_series(_track(track))
    font = _font(page)
    _dress(chart, look, font)
    small = {"name": font, "size": 8, "color": GREY}
    chart.set_x_axis(
        {
            **_ends(across.limits),
            "name": across.title,
            "name_font": {**small, "bold": False},
            "num_format": across.number,
            "num_font": small,
            "line": {"color": LINE},
            "label_position": "low",
            "major_gridlines": {"visible": False},
            "reverse": across.reverse,
            # The y axis stays at the left.
            **({"crossing": "max"} if across.reverse else {}),
        }
    )
    _insert(page, at, chart, look)


def _insert(page: Page, at: tuple[int, int], chart: Any, look: Look) -> None:
    about = {"description": printable(look.about), "x_offset": 12, "y_offset": 4}
    page.sheet.insert_chart(*at, chart, about)


def _track(one: Track) -> dict[str, Any]:
    line: dict[str, Any] = {"none": True}
    if one.width:
        line = {"color": one.colour, "width": one.width}
        line |= {"dash_type": "dash"} if one.dashed else {}
    fill = {"color": one.colour}
    mark = {"type": one.marker, "size": one.size, "fill": fill, "border": {"color": "#FFFFFF"}}
    made: dict[str, Any] = {
        "name": _literal(shortened(one.name, _LONGEST_NAME)),
        "categories": one.x,
        "values": one.y,
        "line": line,
        "marker": {"type": "none"} if one.marker == "none" else mark,
    }
    if one.drop:
        thin = {"color": one.colour, "width": 0.75, "dash_type": "dash"}
        down = {"type": "percentage", "value": 100, "direction": "minus", "end_style": 0}
        made["y_error_bars"] = down | {"line": thin}
    if one.labels:
        font = {"size": 8, "color": INK}
        # The writer would take a label that begins with = for a formula.
        texts = [{"value": _literal(text).lstrip("=")} for text in one.labels]
        made["data_labels"] = {"value": True, "custom": texts, "position": "above", "font": font}
    return made


def _series(one: Series, look: Look, *, line: bool) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": _literal(shortened(one.name, _LONGEST_NAME)),
        "categories": one.categories,
        "values": one.values,
    }
    if line:
        return made | {"line": {"color": one.colour, "width": 2.0}}
    made |= {"fill": {"color": one.colour}, "border": {"color": "#FFFFFF", "width": 0.5}}
    made["gap"] = 55
    if one.hidden:
        # Programs do not agree on which entry of a legend is the first: none is deleted.
        made |= {"name": " ", "fill": {"none": True}, "border": {"none": True}}
    if look.signed:
        made["overlap"] = 100
    if one.points:
        made["points"] = [{"fill": {"color": colour}} for colour in one.points]
    if one.labels:
        font = {"size": 8, "color": INK}
        made["data_labels"] = {"value": True, "num_format": one.labels, "font": font}
    return made


def _ends(limits: tuple[float | None, float | None]) -> dict[str, float]:
    return {
        end: value for end, value in zip(("min", "max"), limits, strict=True) if value is not None
    }


def _dress(chart: Any, look: Look, font: str) -> None:
    small = {"name": font, "size": 8, "color": GREY}
    chart.set_title(
        {
            "name": _literal(look.title),
            "name_font": {"name": font, "size": 11, "bold": True, "color": INK},
        }
    )
    chart.set_size({"width": look.size[0], "height": look.size[1]})
    chart.set_legend({"position": "bottom", "font": small} if look.legend else {"none": True})
    values: dict[str, Any] = {
        "num_format": look.number,
        "num_font": small,
        "name": look.unit,
        "name_font": {**small, "bold": False},
        "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.5}},
        "line": {"none": True},
        **({} if look.signed else _ends(look.limits)),
    }
    names: dict[str, Any] = {"num_font": small, "line": {"color": LINE}}
    if look.signed:
        names["label_position"] = "low"
    if look.kind == "bar":
        # The first row of the table stands on top.
        names |= {"reverse": True}
    if look.kind == "bar" and not look.scale:
        values |= {"label_position": "none", "major_gridlines": {"visible": False}, "name": ""}
    elif look.subtype == "percent_stacked":
        values |= {"max": 1}
    horizontal = look.kind == "bar"
    chart.set_x_axis(values if horizontal else names)
    chart.set_y_axis(names if horizontal else values)
    chart.set_chartarea({"border": {"color": LINE}})


def _literal(text: str) -> str:
    """Keep a name a name: the writer would take ``Yahoo!A1`` for a cell of a sheet."""
    return printable(text).replace("!", "! ")


def _font(page: Page) -> str:
    return FONTS[page.book.language]
