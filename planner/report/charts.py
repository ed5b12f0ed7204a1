"""Native charts, all alike: one font, quiet grid, a sentence for readers who cannot see them."""

from dataclasses import dataclass
from typing import Any

from planner.report.book import Page, printable, shortened
from planner.report.styles import FONTS, GREY, INK, LINE

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
    page.sheet.insert_chart(
        *at, chart, {"description": printable(look.about), "x_offset": 12, "y_offset": 4}
    )


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
    if one.points:
        made["points"] = [{"fill": {"color": colour}} for colour in one.points]
    if one.labels:
        font = {"size": 8, "color": INK}
        made["data_labels"] = {"value": True, "num_format": one.labels, "font": font}
    return made


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
        "min": 0,
    }
    names: dict[str, Any] = {"num_font": small, "line": {"color": LINE}}
    if look.kind == "bar":
        # The first row of the table stands on top.
        names |= {"reverse": True}
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
