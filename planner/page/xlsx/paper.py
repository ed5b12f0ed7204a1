"""How a sheet meets the paper: one page wide whatever the font, no drawing cut by a page's end.

Excel heeds page breaks only without "fit to pages", so the scale is worked out here: from the
widest digits that a font of the workbook's size may have, and rows somewhat higher than asked for,
because programs without the font take another one.
"""

from collections.abc import Iterator, Mapping

from planner.page.xlsx.book import Sheet
from planner.page.xlsx.places import Places

_A4 = 9
_PAGE = (297 / 25.4 * 72, 210 / 25.4 * 72)
"""Points of A4, lying."""
_LEFT, _TOP, _BOTTOM = 0.4, 0.5, 0.6
"""Margins in inches."""
_DIGIT, _USUAL_DIGIT, _PADDING = 8, 7, 5
"""Pixels of the widest digit, of the usual one, and of a column beside its digits."""
_PLAIN = 8.43
"""Characters of a column that nobody gave a width."""
_OFFSET = 12
"""Pixels between a cell's corner and its drawing's."""
_POINTS_A_PIXEL = 0.75
_ROW = 15.0
_SLACK = 0.94
"""Part of the page's height that is filled."""
_LEAST, _MOST = 10, 100
_MOST_BREAKS = 1023


def set_paper(sheet: Sheet, places: Places, widths: Mapping[int, float]) -> None:
    """Set A4 across, margins, footer, scale and page breaks."""
    paper = sheet.sheet
    paper.hide_gridlines(2)
    paper.set_landscape()
    paper.set_paper(_A4)
    paper.set_margins(left=_LEFT, right=_LEFT, top=_TOP, bottom=_BOTTOM)
    paper.set_footer("&L&8&F&C&8&A&R&8&P / &N")
    scale = page_scale(places, widths)
    paper.set_print_scale(scale)
    if places.printed is not None:
        paper.print_area(0, 0, max(places.end - 1, 0), places.printed)
    breaks = page_breaks(places, sheet.heights, 100.0 / scale)
    if breaks:
        paper.set_h_pagebreaks(breaks[:_MOST_BREAKS])


def page_scale(places: Places, widths: Mapping[int, float]) -> int:
    """The percentage at which all that is printed is as wide as the paper, at most 100."""
    last = max([0, *widths, *_drawn(places, widths)]) if places.printed is None else places.printed
    pixels = sum(_pixels(widths, at, _DIGIT) for at in range(last + 1))
    room = _PAGE[0] - 2 * _LEFT * 72
    return max(_LEAST, min(_MOST, int(100 * room / (pixels * _POINTS_A_PIXEL))))


def _drawn(places: Places, widths: Mapping[int, float]) -> Iterator[int]:
    """The last column that each drawing reaches over: drawings widen with their columns."""
    for first, drawing in places.drawings():
        last, left = first, drawing.size[0] + _OFFSET
        while (left := left - _pixels(widths, last, _USUAL_DIGIT)) > 0:
            last += 1
        yield last


def _pixels(widths: Mapping[int, float], at: int, digit: int) -> int:
    return int(widths.get(at, _PLAIN) * digit) + _PADDING


def page_breaks(places: Places, heights: Mapping[int, float], stretch: float) -> list[int]:
    """Rows before which a new page begins: as late as nothing is cut that must stay whole."""
    room = (_PAGE[1] - (_TOP + _BOTTOM) * 72) * stretch * _SLACK
    inside = {row: first for first, last in places.whole for row in range(first + 1, last + 1)}
    breaks: list[int] = []
    used, start = 0.0, 0
    for row in range(places.end):
        height = heights.get(row, _ROW)
        if used + height > room and row > start:
            at = row
            # A drawing that is cut moves to the next page, with the heading above it.
            while at in inside and inside[at] > start:
                at = inside[at]
            breaks.append(at)
            used = sum(heights.get(before, _ROW) for before in range(at, row))
            start = at
        used += height
    return breaks
