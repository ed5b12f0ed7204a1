"""Native charts, all alike: one font, quiet grid, a sentence for readers who cannot see them."""

import math
from collections.abc import Mapping
from typing import Any

from planner.page.drawing import Cells, Chart, Drawing, Fan, Scatter, Series, Track, XAxis
from planner.page.look import AMBER, DARK_BAND, FONTS, GREY, INK, LIGHT_BAND, LINE, NAVY
from planner.page.xlsx.book import WrittenSheet, printable
from planner.page.xlsx.places import DRAWING_OFFSET, GridPlace
from planner.words.width import shortened

_LONGEST_NAME = 26
_MOST_LABELS = 12
_OFFSET = dict(zip(("x_offset", "y_offset"), DRAWING_OFFSET, strict=True))
_Grids = Mapping[str, GridPlace]


def draw(sheet: WrittenSheet, at: tuple[int, int], drawing: Drawing, grids: _Grids) -> None:
    """Put a drawing with its upper left corner in the cell ``at``.

    Raises KeyError if it names a grid or column that the page has not.
    """
    if isinstance(drawing, Chart):
        made = _chart(sheet, drawing, grids)
    elif isinstance(drawing, Scatter):
        made = _scatter(sheet, drawing, grids)
    else:
        made = _fan(sheet, drawing, grids)
    made.set_size({"width": drawing.size[0], "height": drawing.size[1]})
    about = {"description": printable(drawing.about), **_OFFSET}
    sheet.sheet.insert_chart(*at, made, about)


def _area(sheet: WrittenSheet, cells: Cells, grids: _Grids) -> str:
    return sheet.area(*grids[cells.grid].corners(cells))


def _chart(sheet: WrittenSheet, look: Chart, grids: _Grids) -> Any:
    """Lines lie over columns."""
    bars = [one for one in look.series if not one.line]
    chart = sheet.book.chart(look.kind if bars else "line", look.stacked if bars else "")
    for one in bars or look.series:
        chart.add_series(_series(sheet, one, look, grids))
    lines = [one for one in look.series if one.line] if bars else []
    if lines:
        over = sheet.book.chart("line")
        for one in lines:
            over.add_series(_series(sheet, one, look, grids))
        chart.combine(over)
    font = FONTS[sheet.book.language]
    _dress(chart, look.title, font, legend=look.legend)
    values, names = _value_axis(look, font), _name_axis(look, font)
    horizontal = look.kind == "bar"
    chart.set_x_axis(values if horizontal else names)
    chart.set_y_axis(names if horizontal else values)
    return chart


def _series(sheet: WrittenSheet, one: Series, look: Chart, grids: _Grids) -> dict[str, Any]:
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
        font = {"size": 8, "color": INK}
        made["data_labels"] = {"value": True, "num_format": one.labels, "font": font}
    return made


def _scatter(sheet: WrittenSheet, look: Scatter, grids: _Grids) -> Any:
    chart = sheet.book.chart("scatter", "straight_with_markers")
    for track in look.tracks:
        chart.add_series(_track(sheet, track, grids))
    font = FONTS[sheet.book.language]
    _dress(chart, look.title, font, legend=True)
    chart.set_x_axis(_across(look.across, font))
    chart.set_y_axis(_scale(look.number, "", font) | _ends(look.limits))
    return chart


def _across(axis: XAxis, font: str) -> dict[str, Any]:
    small = {"name": font, "size": 8, "color": GREY}
    return {
        **_ends(axis.limits),
        "name": _literal(axis.title),
        "name_font": {**small, "bold": False},
        "num_format": axis.number,
        "num_font": small,
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


def _fan(sheet: WrittenSheet, fan: Fan, grids: _Grids) -> Any:
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
    font = FONTS[sheet.book.language]
    _dress(chart, fan.title, font, legend=True)
    small = {"name": font, "size": 8, "color": GREY}
    chart.set_legend({"position": "bottom", "font": small, "delete_series": [0, 3]})
    top, left, bottom, right = grids[fan.names.grid].corners(fan.names)
    every = math.ceil((1 + bottom - top + right - left) / _MOST_LABELS)
    chart.set_x_axis({"num_font": small, "line": {"color": LINE}, "interval_unit": every})
    chart.set_y_axis(_scale("#,##0", "", font) | {"min": 0})
    return chart


def _dress(chart: Any, title: str, font: str, *, legend: bool) -> None:
    small = {"name": font, "size": 8, "color": GREY}
    bold = {"name": font, "size": 11, "bold": True, "color": INK}
    chart.set_title({"name": _literal(title), "name_font": bold})
    chart.set_legend({"position": "bottom", "font": small} if legend else {"none": True})
    chart.set_chartarea({"border": {"color": LINE}})


def _scale(number: str, unit: str, font: str) -> dict[str, Any]:
    small = {"name": font, "size": 8, "color": GREY}
    return {
        "num_format": number,
        "num_font": small,
        "name": _literal(unit),
        "name_font": {**small, "bold": False},
        "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.5}},
        "line": {"none": True},
    }


def _value_axis(look: Chart, font: str) -> dict[str, Any]:
    values = _scale(look.number, look.unit, font) | ({} if look.signed else _ends(look.limits))
    if look.kind == "bar" and not look.scale:
        hidden = {"label_position": "none", "major_gridlines": {"visible": False}, "name": ""}
        return values | hidden
    return values | ({"max": 1} if look.stacked == "percent_stacked" else {})


def _name_axis(look: Chart, font: str) -> dict[str, Any]:
    small = {"name": font, "size": 8, "color": GREY}
    names: dict[str, Any] = {"num_font": small, "line": {"color": LINE}}
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
