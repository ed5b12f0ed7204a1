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
from planner.page.xlsx.letters import (
    BOTTOM,
    CELLS,
    DIGITS,
    LEAST_SCALE,
    PAPER,
    SMALLEST,
    TOP,
    between_margins,
    chart_letters,
    page_scale,
    room_down,
)
from planner.page.xlsx.places import Places

_A4 = 9
_BLANK_ROW = 2
"""The row between title and blocks."""
_ROW = 15.0
_SLACK = 0.97
"""Part of the page's height that is filled: programs round the heights of rows."""
_PARTS = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75)
"""Parts of the paper's width that a sheet may take to save a page, the widest first."""
_MOST_AREAS = 100
"""Excel holds a name of 8,192 signs."""


@dataclass(frozen=True)
class Cut:
    """How a sheet is cut into pages: the first rows of those that must begin there, their number.

    ``part``: of the paper's width that the sheet takes; ``scale``: how much it is made smaller;
    ``one``: all of it is made to fit one page.
    """

    part: float
    begins: tuple[int, ...]
    pages: int
    scale: float
    one: bool = False


def cut_of(sheet: WrittenSheet, places: Places, widths: Mapping[int, float]) -> Cut:
    """The cut of a sheet whose rows are written: their heights count."""
    digit = DIGITS[sheet.book.language]
    across = len(ranges_across(places, widths, digit))
    return fewest_pages(places, sheet.heights, pixels_across(places, widths, digit), across)


def set_paper(sheet: WrittenSheet, places: Places, widths: Mapping[int, float], cut: Cut) -> None:
    """Set A4 across, margins, footer, the width of one page, and where pages begin."""
    across = ranges_across(places, widths, DIGITS[sheet.book.language])
    paper = sheet.sheet
    paper.hide_gridlines(2)
    paper.set_landscape()
    paper.set_paper(_A4)
    side = (PAPER[0] - cut.part * between_margins()) / 2 / 72
    paper.set_margins(left=side, right=side, top=TOP, bottom=BOTTOM)
    # Some programs make it smaller with the sheet.
    points = chart_letters(cut.scale)
    paper.set_footer(f"&L&{points}&F&C&{points}&A&R&{points}&P / &N", {"scale_with_doc": False})
    paper.fit_to_pages(1, int(cut.one))
    if places.page.single:
        paper.center_horizontally()
    if len(across) > 1:
        paper.repeat_columns(0, places.labels - 1)
    if places.page.protected:
        # Nothing is printed of a range without any cell that is filled.
        sheet.print_areas([(_BLANK_ROW, 0, _BLANK_ROW, 0)])
        return
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
    least = max(scale * _PARTS[-1], min(scale, LEAST_SCALE))
    height = _height(heights, 0, places.paper_rows)
    fitted = min(scale, room_down(1.0) / height)
    single = places.page.single and fitted >= SMALLEST / CELLS
    if across == 1 and (height <= _room(least) or single):
        # Whatever the font: what is fitted to one page is never cut.
        return Cut(1.0, (0,), 1, fitted, one=True)
    cuts = []
    for part in _PARTS:
        smaller = page_scale(pixels, part)
        if part == 1.0 or smaller >= LEAST_SCALE:
            begins = tuple(page_begins(places, heights, smaller)[: _MOST_AREAS // across])
            rest = _height(heights, begins[-1], places.paper_rows) / _room(smaller)
            cuts.append(Cut(part, begins, len(begins) - 1 + math.ceil(rest), smaller))
    return min(cuts, key=lambda cut: cut.pages)


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


def _room(scale: float) -> float:
    """Points of rows that fill a page."""
    return room_down(scale) * _SLACK


def _height(heights: Mapping[int, float], first: int, end: int) -> float:
    return sum(heights.get(row, _ROW) for row in range(first, end))
