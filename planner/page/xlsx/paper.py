"""How a sheet meets the paper: one page wide whatever the font, no drawing cut by a page's end.

Excel passes over page breaks where a sheet is fitted to the paper's width, but never over the
ranges of a print area: each begins a page. So what must not be cut lies within one range. How many
rows fill a page is worked out from the narrowest digits that the font may have: in a wider font
the sheet is made smaller, and more rows have room.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planner.page.xlsx.across import pixels_across, ranges_across
from planner.page.xlsx.book import WrittenSheet
from planner.page.xlsx.places import Places

_A4 = 9
_PAGE = (297 / 25.4 * 72, 210 / 25.4 * 72)
"""Points of A4, lying."""
_LEFT, _TOP, _BOTTOM = 0.4, 0.5, 0.6
"""Margins in inches."""
_DIGITS = {"ko": 7, "en": 6}
"""Pixels of the widest digit in the workbook's font of 10 points."""
_POINTS_A_PIXEL = 0.75
_ROW = 15.0
_SLACK = 0.97
"""Part of the page's height that is filled: programs round the heights of rows."""
_PARTS = (1.0, 0.95, 0.9, 0.85, 0.8)
"""Parts of the paper's width that a sheet may take to save a page, the widest first."""
_SMALLEST = 0.5
"""No sheet is made smaller than this to save a page: letters of 10 points could not be read."""
_MOST_AREAS = 100
"""Excel holds a name of 8,192 signs."""


@dataclass(frozen=True)
class Cut:
    """How a sheet is cut into pages: the first rows of those that must begin there, their number.

    ``part``: of the paper's width that the sheet takes; ``one``: all of it is made to fit one page.
    """

    part: float
    begins: tuple[int, ...]
    pages: int
    one: bool = False


def set_paper(sheet: WrittenSheet, places: Places, widths: Mapping[int, float]) -> None:
    """Set A4 across, margins, footer, the width of one page, and where pages begin."""
    digit = _DIGITS[sheet.book.language]
    across = ranges_across(places, widths, digit)
    cut = fewest_pages(places, sheet.heights, pixels_across(places, widths, digit), len(across))
    paper = sheet.sheet
    paper.hide_gridlines(2)
    paper.set_landscape()
    paper.set_paper(_A4)
    side = (_PAGE[0] - cut.part * _between_margins()) / 2 / 72
    paper.set_margins(left=side, right=side, top=_TOP, bottom=_BOTTOM)
    paper.set_footer("&L&8&F&C&8&A&R&8&P / &N")
    paper.fit_to_pages(1, int(cut.one))
    if places.page.single:
        paper.center_horizontally()
    if len(across) > 1:
        paper.repeat_columns(0, places.labels - 1)
    parts = (places.printed, places.paper_end) != (None, None)
    if parts or len(cut.begins) > 1 or len(across) > 1:
        sheet.print_areas(_areas(places, cut.begins, across)[:_MOST_AREAS])


def _areas(
    places: Places, begins: Sequence[int], across: Sequence[tuple[int, int]]
) -> list[tuple[int, int, int, int]]:
    """Top, left, bottom and right of each page, the first ones over all columns they have."""
    ends = [row - 1 for row in begins[1:]] + [max(places.paper_rows - 1, begins[-1])]
    found = []
    for top, bottom in zip(begins, ends, strict=True):
        found.append((top, across[0][0], bottom, across[0][1]))
        for left, right in across[1:]:
            found += [(a, left, z, right) for a, z in _rows_beside(places, (top, bottom), left)]
    return found


def _rows_beside(places: Places, page: tuple[int, int], column: int) -> Iterator[tuple[int, int]]:
    """First and last rows, of a page, of tables that reach a column.

    Drawings lie between them: they would be drawn over the columns that are repeated.
    """
    top, bottom = page
    drawn = [(a, z) for a, z in places.drawn_rows() if a <= bottom and z >= top]
    for above, below in pairwise([(0, top - 1), *drawn, (bottom + 1, 0)]):
        reach = [
            (max(one.top - 1, above[1] + 1), min(one.end - 1, below[0] - 1))
            for one in places.grids.values()
            if one.left + one.grid.across > column and one.top < below[0] and one.end - 1 > above[1]
        ]
        if reach:
            yield min(a for a, _ in reach), max(z for _, z in reach)


def fewest_pages(
    places: Places, heights: Mapping[int, float], pixels: float, across: int = 1
) -> Cut:
    """The cut with the fewest pages, and among these the one that leaves the sheet widest.

    ``pixels``: of the widest page; ``across``: pages side by side.
    """
    scale = page_scale(pixels)
    least = max(scale * _PARTS[-1], min(scale, _SMALLEST))
    low = _height(heights, 0, places.paper_rows) <= _room(least)
    if across == 1 and (low or places.page.single):
        # Whatever the font: what is fitted to one page is never cut.
        return Cut(1.0, (0,), 1, one=True)
    cuts = []
    for part in _PARTS:
        smaller = page_scale(pixels, part)
        if part == 1.0 or smaller >= _SMALLEST:
            begins = tuple(page_begins(places, heights, smaller)[: _MOST_AREAS // across])
            rest = _height(heights, begins[-1], places.paper_rows) / _room(smaller)
            cuts.append(Cut(part, begins, len(begins) - 1 + math.ceil(rest)))
    return min(cuts, key=lambda cut: cut.pages)


def page_scale(pixels: float, part: float = 1.0) -> float:
    """How much columns are made smaller to be as wide as a part of the paper; at most 1."""
    return min(1.0, part * _between_margins() / (pixels * _POINTS_A_PIXEL))


def page_begins(places: Places, heights: Mapping[int, float], scale: float) -> list[int]:
    """Rows with which pages begin, up to the last thing that must not be cut."""
    room = _room(scale)
    inside = {row: first for first, last in places.whole for row in range(first + 1, last + 1)}
    end = places.paper_end
    on_paper = [last for _, last in places.whole if end is None or last < end]
    last_whole = max(on_paper, default=-1)
    begins, used = [0], 0.0
    for row in range(last_whole + 1):
        height = heights.get(row, _ROW)
        if used + height > room and row > begins[-1]:
            at = row
            # What would be cut moves to the next page, with the heading above it.
            while inside.get(at, 0) > begins[-1]:
                at = inside[at]
            begins.append(at)
            used = _height(heights, at, row)
        used += height
    return begins


def _between_margins() -> float:
    return _PAGE[0] - 2 * _LEFT * 72


def _room(scale: float) -> float:
    """Points of rows that fill a page."""
    return (_PAGE[1] - (_TOP + _BOTTOM) * 72) / scale * _SLACK


def _height(heights: Mapping[int, float], first: int, end: int) -> float:
    return sum(heights.get(row, _ROW) for row in range(first, end))
