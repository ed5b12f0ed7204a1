"""What a column and a table of the case workbook are. The tables themselves stand in ``tables``.

One declaration drives the template, the reader and its checks, the manual and the JSON schema.
"""

from dataclasses import dataclass
from typing import Any, Literal

from planner.words import Words

Kind = Literal[
    "id",  # names this row; other tables refer to it
    "ref",  # names a row of another table (``refers_to``)
    "text",
    "tags",  # texts with ; between
    "choice",  # one of ``choices``
    "flag",  # yes or no
    "number",
    "whole",  # a whole number
    "fraction",  # 0.65, 65% or a %-formatted cell; a bare 65 is asked about
    "numbers",  # numbers with ; between
    "period",  # 2027, 2027-Q1, 2027-01 or an Excel date
    "location",  # blank is the only one there is
    "country",  # ISO 2
    "currency",  # ISO 4217, or whatever fx names
    "selector",  # picks offers
    "any",  # a number or a text
]


@dataclass(frozen=True)
class Column:
    """One column: its fixed key, what may stand in it, and the words around it.

    ``low`` and ``high`` bound numbers (both included, ``above`` excludes ``low``). ``field`` is the
    field of the row type in ``models.case``; empty: the same as ``key``. ``kept`` is False for
    columns the Case does not hold (source, note).
    """

    key: str
    kind: Kind
    heading: Words
    hint: Words
    unit: Words = Words("", "")
    required: bool = False
    default: Any = None
    choices: tuple[str, ...] = ()
    refers_to: str = ""
    low: float | None = None
    high: float | None = None
    above: bool = False
    field: str = ""
    kept: bool = True

    @property
    def attribute(self) -> str:
        """The field of the row type."""
        return self.field or self.key


@dataclass(frozen=True)
class Table:
    """One sheet: key, titles, columns, and how its rows go together.

    ``periods``: the sheet has period columns, each a flow or a level. ``unique``: the columns that
    together may stand only once (a duplicate is an error). ``row`` is the row type of
    ``models.case``. ``attributes``: the sheet may have further numeric columns ``attr:NAME``.
    """

    key: str
    title: Words
    about: Words
    row: type
    columns: tuple[Column, ...]
    optional: bool = False
    periods: Literal["flow", "level"] | None = None
    unique: tuple[str, ...] = ()
    attributes: bool = False

    def column(self, key: str) -> Column:
        """The column with this key. Raises KeyError."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    @property
    def required(self) -> tuple[str, ...]:
        """Keys of the required columns."""
        return tuple(column.key for column in self.columns if column.required)
