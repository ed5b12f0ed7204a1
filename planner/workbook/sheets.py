"""Cells, sheets and books as they were read, before anybody knows what they mean."""

import datetime
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from planner.workbook.faults import Fault

Value: TypeAlias = str | float | bool | datetime.date
Area: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row, last column; all counted from 1."""


class Cell(NamedTuple):
    """What stands in a cell. ``formula``: a formula without a stored value (its text).

    ``percent``: a number shown as a percentage; ``year``: a date shown as its year alone.
    """

    value: Value
    kind: Literal["text", "number", "flag", "date", "error", "formula"] = "text"
    percent: bool = False
    year: bool = False

    @property
    def shown(self) -> str:
        """The value as a person would type it."""
        if self.kind == "number":
            number = float(self.value)  # type: ignore[arg-type]
            return f"{number_text(number * 100)}%" if self.percent else number_text(number)
        if self.kind == "flag":
            return "TRUE" if self.value else "FALSE"
        if self.year and isinstance(self.value, datetime.date):
            return f"{self.value.year:04d}"
        return str(self.value)


@dataclass
class Sheet:
    """One sheet: cells by row and column, both counted from 1; blank cells are absent."""

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)
    struck: list[tuple[int, int]] = field(default_factory=list)
    """Cells whose text has a line through it."""
    merged: list[Area] = field(default_factory=list)
    linked: list[tuple[int, int]] = field(default_factory=list)
    """Cells whose formula points to another workbook."""


@dataclass(frozen=True)
class ReadBook:
    """All sheets of a workbook, in order; ``faults`` do not stop reading."""

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]
    faults: tuple[Fault, ...] = ()


def number_text(number: float) -> str:
    """``7`` for 7.0, ``0.65`` for 0.65: fifteen digits, as Excel shows them."""
    if abs(number) < 1e15 and number == int(number):
        return str(int(number))
    return f"{number:.15g}"


def column_letters(column: int) -> str:
    """``AB`` for 28."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """28 for ``AB``."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
