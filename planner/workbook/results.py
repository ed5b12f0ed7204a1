"""Tells a plan workbook from a case workbook, and the name of the case it was made from."""

import json
import re

from planner.outcomes.embedded import MARK, SHEET
from planner.workbook.sheets import ReadBook

_INPUT = re.compile(r'"input":("(?:[^"\\]|\\.)*")')


def case_of_plan(book: ReadBook) -> str | None:
    """The file name of a plan's case, ``?`` if it does not say; None for no plan.

    The embedded plan itself is not opened: nothing in it is needed, and it may be damaged.
    """
    for sheet in book.sheets:
        if sheet.name in SHEET:
            texts = [str(cell.value) for _, cells in sorted(sheet.rows.items())
                     for _, cell in sorted(cells.items())]  # fmt: skip
            if MARK in texts:
                return _input_in("".join(texts))
    return None


def _input_in(text: str) -> str:
    found = _INPUT.search(text)
    try:
        return str(json.loads(found[1])) if found else "?"
    except ValueError:
        return "?"
