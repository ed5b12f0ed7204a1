"""How wide a text stands: on a terminal, in a column of a sheet; and how much of it Excel holds."""

import math
import unicodedata
from itertools import accumulate

LONGEST_CELL = 32_767
"""Signs that Excel holds in one cell."""

_HANGUL, _THIN, _THIN_SIGNS = 0.2, 0.3, frozenset(" .,:;()[]'|")
"""Parts of a digit by which signs of the workbook's font are narrower than counted."""


def display_width(text: str) -> int:
    """Return how many columns a text takes: Hangul and other wide signs take two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def shortened(text: str, width: int) -> str:
    """Return the text cut to ``width`` columns, where a long name would crowd out a chart."""
    if len(text) <= width and display_width(text) <= width:
        return text
    ends = accumulate(display_width(sign) for sign in text[:width])
    kept = sum(end <= width - 2 for end in ends)
    return text[:kept].rstrip(" (,") + ".."


def wrapped_lines(text: str, width: float) -> int:
    """Return how many lines a wrapped text takes in a cell ``width`` characters wide."""
    return sum(_lines(line, width) for line in text.split("\n"))


def _lines(line: str, width: float) -> int:
    """What the font makes narrower counts only where then nothing need be wrapped."""
    columns = display_width(line)
    thin = _HANGUL * (columns - len(line)) + _THIN * sum(sign in _THIN_SIGNS for sign in line)
    return 1 if columns - thin <= width else max(1, math.ceil(columns / width))
