"""What the template asks of a page: its tables, drawings, anchors and looks."""

from collections.abc import Mapping

from markupsafe import Markup

from planner.page.drawing import Drawing
from planner.page.grid import Grid, Matrix
from planner.page.html.cells import Values
from planner.page.html.numbers import formatted
from planner.page.html.svg import drawn
from planner.page.html.table import TableView, table_view
from planner.page.look import BLUE, FONTS, GREY, INK, LINE, NAVY, NUMBERS, PALE, STYLES
from planner.page.page import Beside, Block, Page, PageLayout, Tile, grids
from planner.words import Language, Words

_NUMBERS = Words("그림을 그린 값", "Numbers behind the drawings")
_CONTENTS = Words("쪽", "Pages")
_HALF = 6
"""Columns of a grid up to which it has room in half a front page."""
_LAID_OUT = {
    "title",
    "title_wrap",
    "one_line",
    "heading",
    "sentence",
    "status",
    "quoted",
    "cell",
    "wrap",
    "cut",
}
"""Styles that are the stylesheet's own matter."""
_OTHER_FONTS = {
    "ko": '"Malgun Gothic","Apple SD Gothic Neo","Noto Sans KR","Noto Sans CJK KR",sans-serif',
    "en": 'Carlito,"Segoe UI","Helvetica Neue",Arial,"Noto Sans KR","Noto Sans CJK KR",sans-serif',
}


class PageView:
    """One page as the template sees it; ``anchors``: the ids of pages, by their names."""

    def __init__(
        self, page: Page, language: Language, own: str, anchors: Mapping[str, str]
    ) -> None:
        self.page = page
        self.language = language
        self.id = own
        self.numbers = _NUMBERS.to(language)
        self.contents = _CONTENTS.to(language)
        self._anchors = anchors
        self._values = Values(grids(page.blocks), language)

    @staticmethod
    def kind(block: Block) -> str:
        """The name of the block's class."""
        return type(block).__name__

    @staticmethod
    def looks(names: str) -> str:
        """Names of styles as CSS classes."""
        return " ".join(f"l-{name}" for name in names.split())

    @staticmethod
    def figure(tile: Tile) -> str:
        """The number of a tile."""
        return "-" if tile.value is None else formatted(tile.value, NUMBERS[tile.format])

    def anchor(self, link: str) -> str:
        """The id of the page of this name; empty: there is none."""
        return self._anchors.get(link, "")

    def halves(self, block: Beside) -> str:
        """The class of a front page's halves, unless a grid needs more."""
        widest = max((grid.across for grid in grids([block])), default=0)
        return "halves" if self.page.layout is not PageLayout.PLAIN and widest <= _HALF else ""

    def table(self, grid: Grid | Matrix) -> TableView:
        """The cells of a grid."""
        return table_view(grid.grid() if isinstance(grid, Matrix) else grid, self.language)

    def drawn(self, drawing: Drawing) -> Markup:
        """The drawing as SVG, which holds no text but escaped one."""
        return Markup(drawn(drawing, self._values))


def stylesheet(language: Language) -> Markup:
    """The colours and the font of the pages, and a class for each style of cells."""
    colours = {"navy": NAVY, "blue": BLUE, "ink": INK, "grey": GREY, "line": LINE, "pale": PALE}
    root = "".join(f"--{name}:{colour};" for name, colour in colours.items())
    rules = [f':root{{{root}--font:"{FONTS[language]}",{_OTHER_FONTS[language]};}}']
    for name in STYLES:
        if name not in NUMBERS and name not in _LAID_OUT and not name.startswith("tile"):
            rules.append(f".l-{name}{{{_css(name)}}}")
    return Markup("\n".join(rules))


def _css(name: str) -> str:
    """A style of look.STYLES as CSS: ink, fill, weight, alignment, lines above and below."""
    style = STYLES[name]
    found = {
        "color": style.get("font_color"),
        "background-color": style.get("bg_color"),
        "font-weight": "600" if style.get("bold") else None,
        "text-align": style.get("align") if name != "head" else None,
        "border-top": f"1px solid {style['top_color']}" if "top_color" in style else None,
        "border-bottom": f"1px solid {style['bottom_color']}" if "bottom_color" in style else None,
    }
    return "".join(f"{key}:{value};" for key, value in found.items() if value)
