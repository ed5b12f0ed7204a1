"""What the columns of the case's tables hold, and what selectors see of a row.

Read from the row types of ``models.case``, so that a new column is known as soon as it is there.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from models.calendar import month_text
from models.case import Case, Settings
from models.selector import OFFER_FIELDS, folded

SETTINGS = "settings"
YES_NO = {
    "yes": True, "true": True, "1": True, "예": True, "네": True,
    "no": False, "false": False, "0": False, "아니요": False, "아니오": False,
}  # fmt: skip


_CALLED = {"hs": "hs_code"}
"""Columns that selectors call otherwise."""


def seen(case: Case, table: str) -> Iterator[Mapping[str, tuple[str, ...]]]:
    """What selectors see of each row of a table: field -> texts, looked up when asked for."""
    eyes = _Eyes(case)
    return (_Sight(eyes, row) for row in getattr(case, table))


def where_fields(table: str) -> tuple[str, ...]:
    """What ``where`` may ask of a table: its own columns, and what selectors know of offers."""
    if table == SETTINGS:
        return ("key",)
    return _fields(row_types()[table])


def as_typed(value: Any) -> str:
    """A number as a person would type it: 20 and not 20.0."""
    return str(value) if isinstance(value, bool) else f"{value:.15g}"


class Form(NamedTuple):
    """What a column of a row type can hold; ``choices`` lead from folded text to the choice."""

    kind: Literal["number", "whole", "month", "text", "texts", "choice", "flag"]
    choices: Mapping[str, Any]


@cache
def row_types() -> dict[str, type]:
    """The row type of every table that can be edited, but for the settings."""
    hints = get_type_hints(Case)
    unedited = (SETTINGS, "baseline", "scenarios", "sweeps", "locations")
    return {name: get_args(hint)[0] for name, hint in hints.items() if name not in unedited}


@cache
def forms(row_type: Any) -> dict[str, Form]:
    """What the plain columns of a row type hold, by field."""
    series = ("values", "beyond", "attributes")
    hints = get_type_hints(row_type)
    return {name: _form(hint, row_type) for name, hint in hints.items() if name not in series}


def id_of(table: str) -> str:
    """The column that other tables, or reports, know a row by; empty if there is none.

    It stands first, and the table has its name from it: ``material`` of ``materials``.
    """
    first = next(iter(forms(row_types()[table])))
    return first if table.startswith(first) else ""


def _form(hint: Any, row_type: Any) -> Form:
    if get_origin(hint) is Literal:
        return Form("choice", {folded(choice): choice for choice in get_args(hint)})
    if get_origin(hint) is tuple:
        return Form("texts", {})
    plain = next((one for one in get_args(hint) if one is not type(None)), hint)
    if plain is int:
        # Everywhere but among the settings whole numbers are months.
        return Form("whole" if row_type is Settings else "month", {})
    kinds: dict[Any, Any] = {float: "number", bool: "flag"}
    return Form(kinds.get(plain, "text"), {})


@cache
def _fields(row_type: Any) -> tuple[str, ...]:
    own = [name.removesuffix("_") for name in forms(row_type)]
    return (*own, *(field for field in OFFER_FIELDS if field not in own))


class _Eyes:
    """The tables through which a row is seen: its offer, process, supplier and material."""

    def __init__(self, case: Case) -> None:
        self.known: tuple[tuple[str, dict[str, Any]], ...] = (
            ("offer", {row.offer: row for row in case.offers}),
            ("process", {row.process: row for row in case.processes}),
            ("supplier", case.supplier),
            ("material", case.material),
        )
        self.inside: dict[str, tuple[str, ...]] = {}
        for row in case.contents:
            self.inside[row.material] = (*self.inside.get(row.material, ()), row.element)

    def contains(self, row: Any) -> tuple[str, ...]:
        """The elements in the material that the row speaks of; without contents its own."""
        rows = self.behind(row)
        named = next((one.material for one in rows if hasattr(one, "material")), "")
        own = next((one.element for one in rows if hasattr(one, "element")), "")
        return self.inside.get(named, (own,))

    def behind(self, row: Any) -> list[Any]:
        """The row, and the rows of other tables it speaks of, nearest first."""
        found = [row]
        for name, known in self.known:
            key = next((getattr(one, name) for one in found if hasattr(one, name)), None)
            other = known.get(key) if isinstance(key, str) else None
            if other is not None and other is not row:
                found.append(other)
        return found


class _Sight(Mapping[str, tuple[str, ...]]):
    """What a selector sees of one row: its own columns first, then those of what it speaks of."""

    def __init__(self, eyes: _Eyes, row: Any) -> None:
        self._eyes, self._row = eyes, row

    def __getitem__(self, field: str) -> tuple[str, ...]:
        if field in ("tag", "group"):
            rows = self._eyes.behind(self._row)
            return _tags(rows) if field == "tag" else (_group(rows),)
        if field == "contains":
            return self._eyes.contains(self._row)
        field = _CALLED.get(field, field)
        own = _texts(self._row, field)
        if own is not None:
            return own
        rows = self._eyes.behind(self._row)[1:]
        return next((texts for row in rows if (texts := _texts(row, field)) is not None), ("",))

    def __iter__(self) -> Iterator[str]:
        return iter(_fields(self._row.__class__))

    def __len__(self) -> int:
        return len(_fields(self._row.__class__))


def _tags(rows: list[Any]) -> tuple[str, ...]:
    return tuple(tag for row in rows for tag in getattr(row, "tags", ()))


def _group(rows: list[Any]) -> str:
    """A supplier without a group is its own."""
    own = next((row for row in rows if hasattr(row, "group")), None)
    return "" if own is None else own.group or own.supplier


def _texts(row: Any, field: str) -> tuple[str, ...] | None:
    """A column as it is typed in the workbook; None if the row has no such column."""
    own = forms(row.__class__)
    name = field if field in own else f"{field}_"
    if name not in own:
        return None
    value, kind = getattr(row, name), own[name].kind
    if value is None:
        return ("",)
    if kind == "flag":
        return tuple(text for text, meaning in YES_NO.items() if meaning == value)
    if kind == "texts":
        return value or ("",)
    if kind == "month":
        return (month_text(value),)
    return (value,) if isinstance(value, str) else (as_typed(value),)
