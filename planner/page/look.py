"""How pages look: colours, number formats, cell styles, fonts."""

# ruff: noqa: E501

from collections.abc import Sequence
from typing import Any

NAVY, BLUE, INK, GREY, LINE, PALE = "#1F3864", "#2F5597", "#1F2937", "#6B7280", "#D5DBE5", "#F3F6FB"
TEAL = "#44AA99"
GREEN, AMBER, RED = ("#E3F1E5", "#1B5E20"), ("#FFF1D6", "#8A4B00"), ("#FBE0DD", "#8C1D18")
"""Fill and ink of good, near and bad."""
COLD, MILD, HOT = "#B7DFC1", "#FFF3C4", "#F2A799"
"""Ends and middle of a heat map whose large values are bad."""
GREEN_TO_RED = ("#63BE7B", "#F8696B", "#FFEB84")
"""Low, high and middle of a heat map as Excel itself has it."""
LIGHT_BAND, DARK_BAND = "#C9D7EE", "#8FAADC"
"""Outer and inner band of a fan."""

SPARE_COLOURS = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#CC79A7",
    "#56B4E9",
    "#332288",
    "#882255",
    "#117733",
)
OTHERS_COLOUR = "#9AA3AF"

NUMBERS = {
    "n0": '#,##0;-#,##0;"-"',
    "n1": '#,##0.0;-#,##0.0;"-"',
    "n2": '#,##0.00;-#,##0.00;"-"',
    "n3": '#,##0.000;-#,##0.000;"-"',
    "n4": '#,##0.0000;-#,##0.0000;"-"',
    "million": '#,##0.00,,;-#,##0.00,,;"-"',
    "million1": "#,##0.0,,",
    "change": '+#,##0;-#,##0;"-"',
    "million_change": '[>=5000]+#,##0.00,,;[<=-5000]-#,##0.00,,;"-"',
    "percent_change": '[>=0.0005]+0.0%;[<=-0.0005]-0.0%;"-"',
    "plain2": "#,##0.00",
    "n0_starred": '#,##0"*";-#,##0"*";"-*"',
    "million_starred": '#,##0.00,,"*";-#,##0.00,,"*";"-*"',
    "whole": "#,##0",
    "percent": '0.0%;-0.0%;"-"',
    "whole_percent": "0.0%",
    "grant": "0%",
    "date": "yyyy-mm-dd",
    "general": "General",
}
_THIN = {"bottom": 1, "bottom_color": LINE}
STYLES: dict[str, dict[str, Any]] = {
    **{name: {"num_format": code} for name, code in NUMBERS.items()},
    "title": {"font_size": 20, "bold": True, "font_color": NAVY},
    "title_wrap": {"text_wrap": True, "valign": "vcenter", "align": "left"},
    "subtitle": {"font_color": GREY},
    "heading": {"font_size": 13, "bold": True, "font_color": NAVY, "bottom": 2, "bottom_color": BLUE},
    "head": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": NAVY,
        "text_wrap": True,
        "valign": "vcenter",
        "align": "center",
        "border": 1,
        "border_color": "#FFFFFF",
    },
    "cell": {"font_color": INK, "valign": "vcenter", **_THIN},
    "wrap": {"text_wrap": True},
    "one_line": {"text_wrap": False},
    "cut": {"align": "fill", "indent": 0, "font_color": INK},
    "total": {"bold": True, "top": 1, "top_color": NAVY, "bottom": 1, "bottom_color": NAVY},
    "note": {"font_color": GREY, "text_wrap": True, "valign": "top"},
    "sentence": {"font_size": 11, "indent": 1, "font_color": INK, "text_wrap": True, "valign": "vcenter", **_THIN},
    "tile_label": {"text_wrap": True, "valign": "vcenter", "font_color": GREY, "bg_color": PALE, "indent": 1, "top": 2, "top_color": BLUE},
    "tile_value": {"font_size": 18, "bold": True, "font_color": NAVY, "bg_color": PALE, "align": "left", "indent": 1},
    "tile_foot": {"text_wrap": True, "valign": "vcenter", "font_color": GREY, "bg_color": PALE, "indent": 1},
    "status": {"font_size": 12, "bold": True, "text_wrap": True, "valign": "vcenter", "indent": 1},
    "good": {"bg_color": GREEN[0], "font_color": GREEN[1]},
    "near": {"bg_color": AMBER[0], "font_color": AMBER[1]},
    "bad": {"bg_color": RED[0], "font_color": RED[1]},
    "more": {"bg_color": "#DDEBF7", "font_color": "#1F4E79"},
    "less": {"bg_color": AMBER[0], "font_color": AMBER[1]},
    "text": {"align": "left", "indent": 1},
    "centre": {"align": "center", "indent": 0},
    "left": {"align": "left", "indent": 1},
    "bold": {"bold": True},
    "quoted": {"quote_prefix": True},
}  # fmt: skip
FONTS = {"ko": "맑은 고딕", "en": "Calibri"}


def known(where: str, number: str, look: str) -> None:
    """See that a number format and looks are there. Raises ValueError that names those there are."""
    if number and number not in NUMBERS:
        raise ValueError(f"{where}: no number format {number!r}; there are {', '.join(NUMBERS)}")
    for name in look.split():
        if name not in STYLES:
            raise ValueError(f"{where}: no look {name!r}; there are {', '.join(STYLES)}")


def quantity_style(values: Sequence[float]) -> str:
    """Return the number format that shows the middle one of some quantities with three figures."""
    sizes = sorted(abs(value) for value in values if value) or [1.0]
    middle = sizes[len(sizes) // 2]
    return "n0" if middle >= 1000 else "n1" if middle >= 10 else "n2" if middle >= 1 else "n3"


def tint(colour: str, step: int) -> str:
    """The colour mixed with white, more of it at each step: suppliers of one country."""
    white = min(0.25 * step, 0.75)
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * white):02X}" for part in parts)
