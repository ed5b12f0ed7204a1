"""A sheet of SVG to draw on: shapes, texts and their widths. All text is only text."""

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree import ElementTree

from planner.page.html.text import clean
from planner.page.look import GREY, INK
from planner.words.width import display_width, shortened

SMALL = 11.0
"""Pixels of axis and legend texts."""
LEADING = 1.25
"""Height of a line of text, as a part of its size."""
_COLUMN = 0.56
"""Width of a column of text as a part of its size; a wide sign takes two."""
_LIGHT = 150
"""Brightness of a colour, of 255, on which dark text is read better."""

Dot = tuple[float, float]


class Type(NamedTuple):
    """How a text is set: where it is held (start, middle, end), its pixels and colour."""

    anchor: str = "middle"
    size: float = SMALL
    colour: str = GREY


USUAL = Type()


class Canvas:
    """One drawing under way, in pixels from the upper left corner."""

    def __init__(self, size: tuple[int, int], title: str, about: str) -> None:
        self.width, self.height = size
        self._root = ElementTree.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {size[0]} {size[1]}",
                "role": "img",
            },
        )
        self._child(self._root, "title", title)
        self._child(self._root, "desc", about)

    def rect(self, start: Dot, end: Dot, fill: str, hint: str = "") -> None:
        """A bar between two corners; ``hint`` is seen when it is pointed at."""
        (left, right), (top, bottom) = sorted((start[0], end[0])), sorted((start[1], end[1]))
        box = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        self._shape("rect", {**_figures(box), "fill": fill}, hint)

    def line(self, dots: Sequence[Dot], colour: str, width: float = 1.0, dash: str = "") -> None:
        """A line through the dots; ``dash``: lengths of its parts and gaps."""
        look = {"fill": "none", "stroke": colour, "stroke-width": f"{width:g}"}
        if dash:
            look["stroke-dasharray"] = dash
        self._shape("polyline", {"points": _path(dots), **look, "stroke-linejoin": "round"})

    def area(self, dots: Sequence[Dot], fill: str, hint: str = "", edge: str = "none") -> None:
        """A filled shape whose corners are the dots."""
        self._shape("polygon", {"points": _path(dots), "fill": fill, "stroke": edge}, hint)

    def circle(self, at: Dot, radius: float, fill: str, hint: str = "") -> None:
        """A filled circle with a white edge."""
        place = _figures({"cx": at[0], "cy": at[1], "r": radius})
        self._shape("circle", {**place, "fill": fill, "stroke": "#FFFFFF"}, hint)

    def text(self, at: Dot, text: str, look: Type = USUAL, turned: float = 0) -> None:
        """A text on the base line through ``at``; ``turned``: degrees clockwise around it."""
        place = {
            **_figures({"x": at[0], "y": at[1], "font-size": look.size}),
            "text-anchor": look.anchor,
            "fill": look.colour,
        }
        if turned:
            place["transform"] = f"rotate({turned:g} {at[0]:.1f} {at[1]:.1f})"
        self._child(self._root, "text", text, place)

    def svg(self) -> str:
        """The drawing as one well-formed XML element."""
        return ElementTree.tostring(self._root, encoding="unicode")

    def _shape(self, tag: str, look: dict[str, str], hint: str = "") -> None:
        shape = ElementTree.SubElement(self._root, tag, look)
        if hint:
            self._child(shape, "title", hint)

    @staticmethod
    def _child(
        parent: ElementTree.Element, tag: str, text: str, look: dict[str, str] | None = None
    ) -> None:
        ElementTree.SubElement(parent, tag, look or {}).text = clean(text)


def text_width(text: str, size: float = SMALL) -> float:
    """About how many pixels a text takes."""
    return _COLUMN * size * display_width(text)


def columns_in(pixels: float, size: float = SMALL) -> int:
    """How many columns of text have room, at least four."""
    return max(4, int(pixels / (_COLUMN * size)))


def lines_of(text: str, pixels: float, most: int = 2) -> list[str]:
    """The text broken at its blanks into lines with room; the last line is shortened."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer) > pixels and len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = longer
    return [shortened(line, columns_in(pixels)) for line in lines]


def ink_on(fill: str) -> str:
    """The colour of a text that is read on a fill."""
    red, green, blue = (int(fill[i : i + 2], 16) for i in (1, 3, 5))
    return INK if 0.3 * red + 0.59 * green + 0.11 * blue > _LIGHT else "#FFFFFF"


def _path(dots: Sequence[Dot]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in dots)


def _figures(sizes: dict[str, float]) -> dict[str, str]:
    return {name: f"{size:.2f}" for name, size in sizes.items()}
