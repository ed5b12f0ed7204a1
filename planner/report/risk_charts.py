"""The fan of a stockpile: bands between percentiles, the median and the target over them."""

import math
from dataclasses import dataclass
from typing import Any

from planner.report import risk_headings as words
from planner.report.book import Page, printable
from planner.report.styles import AMBER, FONTS, GREY, INK, LINE, NAVY

LIGHT, DARK = "#C9D7EE", "#8FAADC"
MOST_LABELS = 12


@dataclass(frozen=True)
class Fan:
    """Cells of a fan chart: period labels, the four bands from 0 up, the median, the target."""

    title: str
    about: str
    names: str
    bands: tuple[str, str, str, str]
    median: str
    periods: int
    target: str = ""


def place_fan(page: Page, at: tuple[int, int], fan: Fan, size: tuple[int, int]) -> None:
    """Put a fan chart with its upper left corner in the cell ``at``."""
    say = page.book.say
    chart = page.book.chart("area", "stacked")
    # The lowest band only lifts the others; the third part of the outer band needs no name.
    fills = ({"none": True}, {"color": LIGHT}, {"color": DARK}, {"color": LIGHT})
    titles = ("-", say(words.OUTER), say(words.INNER), "-")
    for name, cells, fill in zip(titles, fan.bands, fills, strict=True):
        series = {"name": name, "categories": fan.names, "values": cells}
        chart.add_series(series | {"fill": fill, "border": {"none": True}})
    over = page.book.chart("line")
    lines = [
        (words.MEDIAN, fan.median, NAVY, "solid"),
        (words.TARGET, fan.target, AMBER[1], "dash"),
    ]
    for title, cells, colour, dash in lines:
        if cells:
            series = {"name": say(title), "categories": fan.names, "values": cells}
            over.add_series(series | {"line": {"color": colour, "width": 1.75, "dash_type": dash}})
    chart.combine(over)
    _dress(chart, fan, FONTS[page.book.language])
    chart.set_size({"width": size[0], "height": size[1]})
    about = {"description": printable(fan.about), "x_offset": 12, "y_offset": 4}
    page.sheet.insert_chart(*at, chart, about)


def _dress(chart: Any, fan: Fan, font: str) -> None:
    small = {"name": font, "size": 8, "color": GREY}
    # The writer would take ``Yahoo!A1`` for a cell of a sheet.
    name = printable(fan.title).replace("!", "! ")
    bold = {"name": font, "size": 11, "bold": True, "color": INK}
    chart.set_title({"name": name, "name_font": bold})
    chart.set_legend({"position": "bottom", "font": small, "delete_series": [0, 3]})
    every = max(1, math.ceil(fan.periods / MOST_LABELS))
    names = {"num_font": small, "line": {"color": LINE}, "interval_unit": every}
    chart.set_x_axis(names)
    grid = {"visible": True, "line": {"color": LINE, "width": 0.5}}
    values = {"num_font": small, "num_format": "#,##0", "major_gridlines": grid, "min": 0}
    chart.set_y_axis(values | {"line": {"none": True}})
    chart.set_chartarea({"border": {"color": LINE}})
