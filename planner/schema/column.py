"""What a column and a table of the case workbook are. The tables themselves stand in ``tables``.

One declaration drives the template, the reader and its checks, the manual and the JSON schema, and
names the columns in every result.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    "whole",  # a whole number, or one of ``choices``
    "fraction",  # 0.65, 65% or a %-formatted cell; a bare 65 is asked about
    "numbers",  # numbers with ; between
    "unit",  # t, kg or any word
    "period",  # 2027, 2027-Q1, 2027-01 or an Excel date
    "location",  # blank is the only one there is
    "country",  # ISO 2
    "currency",  # ISO 4217, or whatever fx names
    "selector",  # picks offers
    "any",  # a number or a text
]
Use = Literal["plan", "words"]
"""``plan``: it can change the plan · ``words``: it is only kept, or shown in the results."""


@dataclass(frozen=True)
class Column:
    """One column: its fixed key, what may stand in it, and the words around it.

    ``name`` is the column within a sentence (``lead time``), its heading if none is given.
    ``percent``: a number that may be shown as a percentage, for it is a rate or a factor;
    ``whole``: what 100% is in the numbers of the column, if it is known.
    ``choices`` lead from each value to its words. ``low`` and ``high`` bound numbers (both
    included, ``above`` excludes ``low``); ``ends``: a period is read as its last month. ``by`` is
    the column of the same row whose choice decides how this one is read (``variants``). ``field``
    is the field of the row type in ``models.case``; empty: the same as ``key``. ``kept`` is False
    for columns the Case does not hold (source, note).
    """

    key: str
    kind: Kind
    heading: Words
    hint: Words
    name: Words = Words("", "")
    unit: Words = Words("", "")
    required: bool = False
    default: Any = None
    choices: Mapping[str, Words] = field(default_factory=dict)
    refers_to: str = ""
    low: float | None = None
    high: float | None = None
    above: bool = False
    percent: bool = False
    whole: float | None = None
    ends: bool = False
    by: str = ""
    variants: Mapping[str, "Column"] = field(default_factory=dict)
    field: str = ""
    use: Use = "plan"
    kept: bool = True

    def __post_init__(self) -> None:
        """A column without a name of its own is called as its heading is."""
        if not self.name.en:
            object.__setattr__(self, "name", Words(self.heading.ko, _lower(self.heading.en)))

    @property
    def attribute(self) -> str:
        """The field of the row type."""
        return self.field or self.key

    @property
    def numeric(self) -> bool:
        """True if one number stands in each of its cells."""
        return self.kind in ("number", "whole", "fraction")

    def read_by(self, choice: str | None) -> "Column":
        """The column as it is read in a row whose column ``by`` holds this choice."""
        return self.variants.get(choice or "", self)


@dataclass(frozen=True)
class Reads:
    """Which columns of a row count is decided by one of them.

    ``choices`` lead from each choice of the column ``by`` to the columns that it reads; any column
    named there is read by those choices alone, all others are always read.
    """

    by: str
    choices: Mapping[str, tuple[str, ...]]

    def unread(self, choice: str) -> tuple[str, ...]:
        """The columns that say nothing in a row with this choice."""
        named = dict.fromkeys(key for keys in self.choices.values() for key in keys)
        return tuple(key for key in named if key not in self.choices[choice])


@dataclass(frozen=True)
class Table:
    """One sheet: key, titles, columns, and how its rows go together.

    ``periods``: the sheet has period columns, each a flow or a level and declared by ``each``.
    ``unique``: the columns that together may stand only once (a duplicate is an error). ``row`` is
    the row type of ``models.case``. ``attributes``: the sheet may have further numeric columns
    ``attr:NAME``. ``reads`` says which columns count in which rows. ``once``: rows have no id and
    may stand side by side, but one that says the same as another was probably pasted twice.
    """

    key: str
    title: Words
    about: Words
    row: type
    columns: tuple[Column, ...]
    optional: bool = False
    periods: Literal["flow", "level"] | None = None
    each: Column | None = None
    unique: tuple[str, ...] = ()
    attributes: bool = False
    reads: Reads | None = None
    once: bool = False

    def column(self, key: str) -> Column:
        """The column with this key. Raises KeyError."""
        for column in (*self.columns, *([self.each] if self.each else ())):
            if column.key == key:
                return column
        raise KeyError(key)

    @property
    def required(self) -> tuple[str, ...]:
        """Keys of the required columns."""
        return tuple(column.key for column in self.columns if column.required)

    @property
    def id(self) -> str:
        """Key of the column that other tables know a row by; empty if they do not."""
        return next((column.key for column in self.columns if column.kind == "id"), "")

    @property
    def kept(self) -> tuple[Column, ...]:
        """The columns that the Case holds."""
        return tuple(column for column in self.columns if column.kept)


def _lower(heading: str) -> str:
    """``lead time`` for ``Lead time``; an abbreviation (MOQ) stays."""
    return heading if heading[:2].isupper() else heading[:1].lower() + heading[1:]
