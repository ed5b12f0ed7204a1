"""Which columns of a sheet stand on one page: all of them, as long as they can be read.

A table of many periods would be printed too small on one page. Its periods go on over pages side by
side, each beginning with the columns that say what the rows are.
"""

import math
from collections.abc import Iterator, Mapping

from planner.page.xlsx.letters import widest_page
from planner.page.xlsx.places import DRAWING_OFFSET, Places, column_pixels, last_reached

_ASIDE = 0.9
"""Part of the widest page that each of several pages side by side takes."""


def last_column(places: Places, widths: Mapping[int, float]) -> int:
    """The last column on paper: of cells and of what drawings reach over."""
    if places.printed is not None:
        return places.printed
    cells = widths if places.paper_end is None else [places.paper_columns() - 1]
    return max([0, *cells, *_drawn(places, widths)])


def ranges_across(places: Places, widths: Mapping[int, float], digit: int) -> list[tuple[int, int]]:
    """First and last column of the pages side by side; drawings stand on the first."""
    last, labels = last_column(places, widths), places.labels
    if places.page.single or pixels_of((0, last), widths, digit) <= widest_page():
        return [(0, last)]
    named = pixels_of((0, labels - 1), widths, digit)
    others = pixels_of((labels, last), widths, digit)
    pages = math.ceil(others / max(_ASIDE * widest_page() - named, 1))
    room, drawn = others / pages, max(_drawn(places, widths), default=0)
    ranges: list[tuple[int, int]] = []
    first, used = 0, 0
    for column in range(labels, last + 1):
        # Half a column more or less makes pages of like width.
        full = used > (len(ranges) + 1) * room - column_pixels(widths, column, digit) / 2
        if full and (first or column > drawn) and len(ranges) + 1 < pages:
            ranges.append((first, column - 1))
            first = column
        used += column_pixels(widths, column, digit)
    return [*ranges, (first, last)]


def pixels_across(places: Places, widths: Mapping[int, float], digit: int) -> int:
    """Pixels of the widest page, with the columns that are repeated on it."""
    named = pixels_of((0, places.labels - 1), widths, digit)
    ranges = ranges_across(places, widths, digit)
    return max(pixels_of(one, widths, digit) + (named if one[0] else 0) for one in ranges)


def pixels_of(columns: tuple[int, int], widths: Mapping[int, float], digit: int) -> int:
    """Pixels of some columns, the first and the last included."""
    return sum(column_pixels(widths, at, digit) for at in range(columns[0], columns[1] + 1))


def _drawn(places: Places, widths: Mapping[int, float]) -> Iterator[int]:
    """The last column that each drawing reaches over."""
    for row, column, drawing in places.drawings(widths):
        if row < places.paper_rows:
            yield last_reached(column, drawing.size[0] + DRAWING_OFFSET[0], widths)
