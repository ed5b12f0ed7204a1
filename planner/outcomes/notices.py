"""What reading and planning had to say: one record, that travels with the plan everywhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Headline = Literal["", "relaxed", "left_out", "sparse", "dilution"]
"""The fact of the first line that a notice belongs to; empty: it stands among the notes only."""


@dataclass(frozen=True)
class Notice:
    """One thing the reader must know, in the language of the run.

    ``code`` never changes; ``sheet`` and ``cell`` are where it stands in the case workbook, empty
    for what is of the plan as a whole. ``text`` says it all, ``brief`` without what to do about it.
    """

    code: str
    text: str
    sheet: str = ""
    cell: str = ""
    brief: str = ""
    headline: Headline = ""

    @property
    def line(self) -> str:
        """``limits!C2: The selector ... matches nothing. [W653]``; of the whole plan the text."""
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{place}: {self.text} [{self.code}]" if place else self.text


def noted(notices: Iterable[Notice]) -> list[dict[str, str]]:
    """Notices as JSON has them: ``code``, ``sheet``, ``cell`` and ``text``."""
    return [
        {"code": one.code, "sheet": one.sheet, "cell": one.cell, "text": one.text}
        for one in notices
    ]
