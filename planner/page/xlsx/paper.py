"""How a sheet meets the paper: one page wide whatever the font, no drawing cut by a page's end.

Excel passes over page breaks where a sheet is fitted to the paper's width, but never over the
ranges of a print area: each begins a page. So what must not be cut lies within one range. How many
rows fill a page is worked out from the narrowest digits that the font may have: in a wider font
the sheet is made smaller, and more rows have room.
"""

from collections.abc import Mapping

from planner.page.xlsx.book import WrittenSheet
from planner.page.xlsx.places import OFFSET, Places, column_pixels, last_reached

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
_MOST_AREAS = 100
"""Excel holds a name of 8,192 signs."""


def set_paper(sheet: WrittenSheet, places: Places, widths: Mapping[int, float]) -> None:
    """Set A4 across, margins, footer, the width of one page, and where pages begin."""
    paper = sheet.sheet
    paper.hide_gridlines(2)
    paper.set_landscape()
    paper.set_paper(_A4)
    paper.set_margins(left=_LEFT, right=_LEFT, top=_TOP, bottom=_BOTTOM)
    paper.set_footer("&L&8&F&C&8&A&R&8&P / &N")
    paper.fit_to_pages(1, 0)
    last = last_column(places, widths)
    scale = page_scale(widths, last, _DIGITS[sheet.book.language])
    begins = page_begins(places, sheet.heights, scale)[:_MOST_AREAS]
    if places.printed is not None or len(begins) > 1:
        ends = [row - 1 for row in begins[1:]] + [max(places.end - 1, begins[-1])]
        sheet.print_areas([(a, 0, z, last) for a, z in zip(begins, ends, strict=True)])


def last_column(places: Places, widths: Mapping[int, float]) -> int:
    """The last column on paper: of cells and of what drawings reach over."""
    if places.printed is not None:
        return places.printed
    drawings = places.drawings(widths)
    return max(
        [0, *widths, *(last_reached(at, one.size[0] + OFFSET, widths) for _, at, one in drawings)]
    )


def page_scale(widths: Mapping[int, float], last: int, digit: int) -> float:
    """How much the columns are made smaller to be as wide as the paper; at most 1."""
    pixels = sum(column_pixels(widths, at, digit) for at in range(last + 1))
    return min(1.0, (_PAGE[0] - 2 * _LEFT * 72) / (pixels * _POINTS_A_PIXEL))


def page_begins(places: Places, heights: Mapping[int, float], scale: float) -> list[int]:
    """Rows with which pages begin, up to the last thing that must not be cut."""
    room = (_PAGE[1] - (_TOP + _BOTTOM) * 72) / scale * _SLACK
    inside = {row: first for first, last in places.whole for row in range(first + 1, last + 1)}
    last_whole = max((last for _, last in places.whole), default=-1)
    begins, used = [0], 0.0
    for row in range(last_whole + 1):
        height = heights.get(row, _ROW)
        if used + height > room and row > begins[-1]:
            at = row
            # What would be cut moves to the next page, with the heading above it.
            while inside.get(at, 0) > begins[-1]:
                at = inside[at]
            begins.append(at)
            used = sum(heights.get(before, _ROW) for before in range(at, row))
        used += height
    return begins
