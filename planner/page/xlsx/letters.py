"""How large letters are as printed: what a sheet, made as wide as the paper, leaves of them."""

import math

PAPER = (297 / 25.4 * 72, 210 / 25.4 * 72)
"""Points of A4, lying."""
LEFT, TOP, BOTTOM = 0.4, 0.5, 0.6
"""Margins in inches."""
DIGITS = {"ko": 7, "en": 6}
"""Pixels of the widest digit in the workbook's font of 10 points, where it is narrowest."""
_WIDER = 8 / 7
"""Programs that lack the font take one whose digits are wider by as much: columns widen too."""
POINTS_A_PIXEL = 0.75
SMALLEST = 6.0
"""Points of the smallest letters on paper."""
CELLS, _CHARTS = 10, 8
"""Points of the smallest letters in cells, and of those in charts where nothing is made smaller."""
LEAST_SCALE = SMALLEST / CELLS * _WIDER
"""No sheet is made smaller than this: letters in cells could not be read."""


def between_margins() -> float:
    """Points of the paper's width that a sheet may take."""
    return PAPER[0] - 2 * LEFT * 72


def room_down(scale: float) -> float:
    """Points of rows between the margins of a page made smaller by ``scale``."""
    return (PAPER[1] - (TOP + BOTTOM) * 72) / scale


def page_scale(pixels: float, part: float = 1.0) -> float:
    """How much columns are made smaller to be as wide as a part of the paper; at most 1."""
    return min(1.0, part * between_margins() / (pixels * POINTS_A_PIXEL))


def widest_page() -> float:
    """Pixels of the widest columns whose letters can be read on one page."""
    return between_margins() / POINTS_A_PIXEL / LEAST_SCALE


def chart_letters(scale: float) -> int:
    """Points of the small letters of a chart that can be read on a page of this scale."""
    return max(_CHARTS, math.ceil(SMALLEST * _WIDER / scale))
