"""How wide a text stands: on a terminal, in a column of a sheet; and how much of it Excel holds."""

import unicodedata

LONGEST_CELL = 32_767
"""Signs that Excel holds in one cell."""


def display_width(text: str) -> int:
    """Return how many columns a text takes: Hangul and other wide signs take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
