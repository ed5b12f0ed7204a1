"""Native charts, all alike: one font, quiet grid, a sentence for readers who cannot see them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.page.drawing import Cells, Chart, Drawing, Fan, Scatter, Series, Track, XAxis
from planner.page.look import AMBER, DARK_BAND, FONTS, GREY, INK, LIGHT_BAND, LINE, NAVY
from planner.page.xlsx.book import WrittenSheet, printable
from planner.page.xlsx.places import DRAWING_OFFSET, GridPlace
from planner.words.width import shortened

_LONGEST_NAME = 32
_MOST_LABELS = 12
_LOW = 200
"""Pixels of height below which a chart is low."""
_TITLE = 11
"""Points of a chart's title."""
_OFFSET = dict(zip(("x_offset", "y_offset"), DRAWING_OFFSET, strict=True))
_Grids = Mapping[str, GridPlace]


@dataclass(frozen=True)
class _Letters:
    """The font of a book's charts, and the points of their small letters."""

    font: str
    points: int

    @property
    def small(self) -> dict[str, Any]:
        """What the writer wants of axes, names and numbers."""
        return {"name": self.font, "size": self.points, "color": GREY}

    @property
    def plain(self) -> dict[str, Any]:
        """The same for names of axes, which would be bold."""
        return {**self.small, "bold": False}

    @property
    def bold(self) -> dict[str, Any]:
        """What it wants of titles."""
        size = max(_TITLE, self.points + 1)
        return {"name": self.font, "size": size, "bold": True, "color": INK}


def draw(
    sheet: WrittenSheet, at: tuple[int, int], drawing: Drawing, grids: _Grids, points: int
) -> None:
    """Put a drawing with its upper left corner in the cell ``at``; ``points``: of small letters.

    Raises KeyError if it names a grid or column that the page has not.
    """
    letters = _Letters(FONTS[sheet.book.language], points)
    if isinstance(drawing, Chart):
        made = _chart(sheet, drawing, grids, letters)
    elif isinstance(drawing, Scatter):
        made = _scatter(sheet, drawing, grids, letters)
    else:
        made = _fan(sheet, drawing, grids, letters)
    made.set_size({"width": drawing.size[0], "height": drawing.size[1]})
    about = {"description": printable(drawing.about), **_OFFSET}
    sheet.sheet.insert_chart(*at, made, about)


def _area(sheet: WrittenSheet, cells: Cells, grids: _Grids) -> str:
    return sheet.area(*grids[cells.grid].corners(cells))


def _chart(sheet: WrittenSheet, look: Chart, grids: _Grids, letters: _Letters) -> Any:
    """Lines lie over columns."""
    bars = [one for one in look.series if not one.line]
    chart = sheet.book.chart(look.kind if bars else "line", look.stacked if bars else "")
    for one in bars or look.series:
        chart.add_series(_series(sheet, one, look, grids, letters.points))
    lines = [one for one in look.series if one.line] if bars else []
    if lines:
        over = sheet.book.chart("line")
        for one in lines:
            over.add_series(_series(sheet, one, look, grids, letters.points))
        chart.combine(over)
    _dress(chart, look.title, letters, legend=look.legend, at=_legend_at(look.size))
    if not look.titled:
        chart.set_title({"none": True})
    values, names = _value_axis(look, letters), _name_axis(look, letters)
    horizontal = look.kind == "bar"
    chart.set_x_axis(values if horizontal else names)
    chart.set_y_axis(names if horizontal else values)
    return chart


def _series(
    sheet: WrittenSheet, one: Series, look: Chart, grids: _Grids, points: int
) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": _literal(shortened(one.name, _LONGEST_NAME)),
        "categories": _area(sheet, one.names, grids),
        "values": _area(sheet, one.values, grids),
    }
    if one.line:
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
        font = {"size": points, "color": INK}
        made["data_labels"] = {"value": True, "num_format": one.labels, "font": font}
    return made


def _scatter(sheet: WrittenSheet, look: Scatter, grids: _Grids, letters: _Letters) -> Any:
    chart = sheet.book.chart("scatter", "straight_with_markers")
    for track in look.tracks:
        chart.add_series(_track(sheet, track, grids))
    _dress(chart, look.title, letters, legend=True)
    chart.set_x_axis(_across(look.across, letters))
    chart.set_y_axis(_scale(look.number, "", letters) | _ends(look.limits))
    return chart


def _across(axis: XAxis, letters: _Letters) -> dict[str, Any]:
    return {
        **_ends(axis.limits),
        "name": _literal(axis.title),
        "name_font": letters.plain,
        "num_format": axis.number,
        "num_font": letters.small,
        "line": {"color": LINE},
        "label_position": "low",
        "major_gridlines": {"visible": False},
        "reverse": axis.reverse,
        # The y axis stays at the left.
        **({"crossing": "max"} if axis.reverse else {}),
    }


def _track(sheet: WrittenSheet, one: Track, grids: _Grids) -> dict[str, Any]:
    line: dict[str, Any] = {"none": True}
    if one.width:
        line = {"color": one.colour, "width": one.width}
        line |= {"dash_type": "dash"} if one.dashed else {}
    fill = {"color": one.colour}
    mark = {"type": one.marker, "size": one.size, "fill": fill, "border": {"color": "#FFFFFF"}}
    made: dict[str, Any] = {
        "name": _literal(shortened(one.name, _LONGEST_NAME)),
        "categories": _area(sheet, one.x, grids),
        "values": _area(sheet, one.y, grids),
        "line": line,
        "marker": {"type": "none"} if one.marker == "none" else mark,
    }
    if one.drop:
        thin = {"color": one.colour, "width": 0.75, "dash_type": "dash"}
        down = {"type": "percentage", "value": 100, "direction": "minus", "end_style": 0}
        made["y_error_bars"] = down | {"line": thin}
    return made


def _fan(sheet: WrittenSheet, fan: Fan, grids: _Grids, letters: _Letters) -> Any:
    """The lowest band only lifts the others; the third part of the outer band needs no name."""
    outer, inner, median, target = fan.named
    names = _area(sheet, fan.names, grids)
    chart = sheet.book.chart("area", "stacked")
    fills = ({"none": True}, {"color": LIGHT_BAND}, {"color": DARK_BAND}, {"color": LIGHT_BAND})
    for name, cells, fill in zip(("-", outer, inner, "-"), fan.bands, fills, strict=True):
        series = {"name": _literal(name), "categories": names, "values": _area(sheet, cells, grids)}
        chart.add_series(series | {"fill": fill, "border": {"none": True}})
    over = sheet.book.chart("line")
    lines = ((median, fan.median, NAVY, "solid"), (target, fan.target, AMBER[1], "dash"))
    for name, line, colour, dash in lines:
        if line is not None:
            series = {
                "name": _literal(name),
                "categories": names,
                "values": _area(sheet, line, grids),
            }
            over.add_series(series | {"line": {"color": colour, "width": 1.75, "dash_type": dash}})
    chart.combine(over)
    _dress(chart, fan.title, letters, legend=True)
    chart.set_legend({"position": "bottom", "font": letters.small, "delete_series": [0, 3]})
    top, left, bottom, right = grids[fan.names.grid].corners(fan.names)
    every = math.ceil((1 + bottom - top + right - left) / _MOST_LABELS)
    chart.set_x_axis({"num_font": letters.small, "line": {"color": LINE}, "interval_unit": every})
    chart.set_y_axis(_scale("#,##0", "", letters) | {"min": 0})
    return chart


def _legend_at(size: tuple[int, int]) -> str:
    """Below a low chart there would be no room for its legend."""
    return "bottom" if size[1] >= _LOW else "right"


def _dress(chart: Any, title: str, letters: _Letters, *, legend: bool, at: str = "bottom") -> None:
    chart.set_title({"name": _literal(title), "name_font": letters.bold})
    chart.set_legend({"position": at, "font": letters.small} if legend else {"none": True})
    chart.set_chartarea({"border": {"color": LINE}})


def _scale(number: str, unit: str, letters: _Letters) -> dict[str, Any]:
    return {
        "num_format": number,
        "num_font": letters.small,
        "name": _literal(unit),
        "name_font": letters.plain,
        "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.5}},
        "line": {"none": True},
    }


def _value_axis(look: Chart, letters: _Letters) -> dict[str, Any]:
    values = _scale(look.number, look.unit, letters) | ({} if look.signed else _ends(look.limits))
    if look.kind == "bar" and not look.scale:
        hidden = {"label_position": "none", "major_gridlines": {"visible": False}, "name": ""}
        return values | hidden
    return values | ({"max": 1} if look.stacked == "percent_stacked" else {})


def _name_axis(look: Chart, letters: _Letters) -> dict[str, Any]:
    names: dict[str, Any] = {"num_font": letters.small, "line": {"color": LINE}}
    if look.along:
        names |= {"name": _literal(look.along), "name_font": letters.plain}
    if look.signed:
        names["label_position"] = "low"
    if look.kind == "bar":
        # The first row of the table stands on top.
        names["reverse"] = True
    return names


def _ends(limits: tuple[float | None, float | None]) -> dict[str, float]:
    return {
        end: value for end, value in zip(("min", "max"), limits, strict=True) if value is not None
    }


def _literal(text: str) -> str:
    """Keep a name a name: the writer would take ``Yahoo!A1`` for a cell of a sheet."""
    return printable(text).replace("!", "! ")
