"""Edits ``Case -> Case``: the one small language of scenarios, sweeps, ``--set`` and Python.

An edit names a table, which of its rows (``where``), a column, and what happens to it: ``set``
replaces, ``times`` multiplies, ``plus`` adds (months, to a column of months). The case that goes in
is never changed, and rows keep their places. The column is

- the key of a plain column; of the settings the setting itself, or ``value`` where ``key=NAME``;
- ``attr:NAME``, an attribute of the offers;
- ``each``: the value of one period, in all periods or in those that overlap the months ``from_`` to
  ``until`` (both included), also after the plan's end where demand goes on;
- a period (``2027``, ``2027-Q1``, ``2027-01``): the same in the periods of that column. As in the
  workbook, what is set or added there to a flow is the column's whole amount, spread evenly over
  its months. It may not be finer than the plan's own periods, whose months the case does not hold.

``set`` fills blank cells, times and plus leave them blank; a blank period of a process stands for
its ``max_per_period``. Ids, and the settings that the tables were laid out by, cannot be edited.
"""

import dataclasses
import math
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from models.calendar import Calendar, month_text, parse_period
from models.case import Case, Scenario, Series, Settings, Sweep
from models.columns import (
    SETTINGS,
    YES_NO,
    Form,
    as_typed,
    forms,
    id_of,
    row_types,
    seen,
    where_fields,
)
from models.selector import Selector, SelectorError, folded, parse

Op = Literal["set", "times", "plus"]
OPS: dict[str, Op] = {"set": "set", "times": "times", "plus": "plus"}
EACH = "each"
ATTRIBUTE = "attr:"
LEVELS = ("prices", "fx")
"""Tables whose period columns hold throughout; those of the others are amounts (flows)."""
LAID_OUT = ("start", "periods", "period", "currency", "counts_from")
"""Settings the other tables were laid out by when the case was read."""


@dataclass(frozen=True)
class Edit:
    """One change. ``value`` is a number, or a text to ``set``; months bound period columns."""

    table: str
    column: str
    op: Op
    value: float | str
    where: str = ""
    from_: int | None = None
    until: int | None = None

    @property
    def label(self) -> str:
        """What is edited, without the value: ``prices.each where country=CN times``."""
        return f"{self._reaches} {self.op}{self._months}"

    @property
    def phrase(self) -> str:
        """The edit as it is typed after ``--set``: ``prices.each where country=CN times 1.2``."""
        value = self.value if isinstance(self.value, str) else as_typed(self.value)
        return f"{self._reaches} {self.op} {value}{self._months}"

    @property
    def _reaches(self) -> str:
        where = "" if folded(self.where) in ("", "all") else f" where {self.where.strip()}"
        return f"{self.table}.{self.column}{where}"

    @property
    def _months(self) -> str:
        begins = "" if self.from_ is None else f" from {month_text(self.from_)}"
        ends = "" if self.until is None else f" until {month_text(self.until)}"
        return begins + ends

    def to(self, value: float | str) -> "Edit":
        """The same edit with another value."""
        return dataclasses.replace(self, value=value)

    @classmethod
    def of(cls, row: Scenario) -> "Edit":
        """The edit in one row of the sheet ``scenarios``."""
        return cls(row.table, row.column, OPS[row.op], row.value, row.where, row.from_, row.until)

    @classmethod
    def swept(cls, row: Sweep) -> "Edit":
        """The edit of one row of the sheet ``sweeps``; its value is still to be chosen."""
        return cls(row.table, row.column, OPS[row.op], 0.0, row.where)


class EditError(ValueError):
    """An edit that makes no sense. ``part`` is what was seen, ``reason`` why it is refused.

    ``table``, ``column``: there is none of that name · ``field``, ``syntax``: of ``where`` ·
    ``number``: a text where a number is needed · ``numeric``: times or plus on a column that holds
    no numbers · ``value``: what the column cannot hold · ``fixed``: an id, or a setting the tables
    were laid out by · ``periods``: from or until without ``each`` · ``finer``: a period shorter
    than the plan's.
    """

    def __init__(self, reason: str, part: str, edit: Edit) -> None:
        super().__init__(f"{edit.label} {edit.value}: {reason} {part}")
        self.reason, self.part, self.edit = reason, part, edit

    def __reduce__(self) -> tuple[type, tuple[str, str, Edit]]:
        """Exceptions are pickled by their message alone; workers hand back the whole error."""
        return EditError, (self.reason, self.part, self.edit)


def edited(case: Case, edits: Iterable[Edit]) -> Case:
    """The case after the edits, one after the other; a later one sees what the earlier ones did.

    Raises EditError; ``case`` stays as it is.
    """
    for edit in edits:
        case = _settings(case, edit) if edit.table == SETTINGS else _table(case, edit)
    return case


def along(case: Case, edit: Edit) -> Callable[[float], Case]:
    """The case after an edit as a function of the edit's value; its rows are looked up once.

    Raises EditError, as does what is returned.
    """
    if edit.table == SETTINGS:
        return lambda value: _settings(case, edit.to(value))
    places = touched(case, edit)
    return lambda value: _rows_changed(case, edit.to(value), places)


def touched(case: Case, edit: Edit) -> tuple[int, ...]:
    """Places of the rows of its table that an edit reaches (the settings are one row).

    Raises EditError for a table or ``where`` that makes no sense.
    """
    if edit.table == SETTINGS:
        _setting(edit)
        return (0,)
    selector = _selector(edit, where_fields(_known_table(edit)))
    return tuple(place for place, row in enumerate(seen(case, edit.table)) if selector.holds(row))


def evenly(low: float, high: float, steps: int) -> tuple[float, ...]:
    """``steps`` values from low to high, both included; a single step is low."""
    if steps == 1:
        return (low,)
    inner = (low + (high - low) * step / (steps - 1) for step in range(1, steps - 1))
    # 0.8 + 0.1 is 0.9000000000000001: twelve digits say what was meant.
    return (low, *(float(f"{value:.12g}") for value in inner), high)


def swept(row: Sweep) -> tuple[float, ...]:
    """The values of one row of the sheet ``sweeps``: those listed, else from low to high."""
    if row.values or row.low is None or row.high is None:
        return row.values
    return evenly(row.low, row.high, row.steps or 1)


def by_name(names: Iterable[str]) -> dict[str, list[int]]:
    """Places of the rows with one name, names as first spelled and in that order."""
    places: dict[str, list[int]] = {}
    spelled: dict[str, str] = {}
    for place, name in enumerate(names):
        places.setdefault(spelled.setdefault(folded(name), name), []).append(place)
    return places


def _known_table(edit: Edit) -> str:
    if edit.table not in row_types():
        raise EditError("table", edit.table, edit)
    return edit.table


def _table(case: Case, edit: Edit) -> Case:
    return _rows_changed(case, edit, touched(case, edit))


def _rows_changed(case: Case, edit: Edit, places: tuple[int, ...]) -> Case:
    change = _change(case, edit)
    rows = list(getattr(case, edit.table))
    for place in places:
        rows[place] = change(rows[place])
    tables: dict[str, Any] = {edit.table: tuple(rows)}
    return dataclasses.replace(case, **tables)


def _change(case: Case, edit: Edit) -> Callable[[Any], Any]:
    """What the edit does to one row; raises EditError even if it reaches none."""
    row_type = row_types()[_known_table(edit)]
    column = folded(edit.column)
    series = any(field.name == "values" for field in dataclasses.fields(row_type))
    if series and (column == EACH or parse_period(column)):
        return _series_change(edit, case.calendar)
    _refuse_months(edit)
    if column.startswith(ATTRIBUTE) and edit.table == "offers":
        return _attribute_change(edit, case)
    known = forms(row_type)
    name = f"{column}_" if f"{column}_" in known else column
    if name not in known:
        raise EditError("column", edit.column, edit)
    if id_of(edit.table) == name:
        raise EditError("fixed", edit.column, edit)
    new = _cell_change(edit, known[name], ends=name == "until")
    return lambda row: dataclasses.replace(row, **{name: new(getattr(row, name))})


def _refuse_months(edit: Edit) -> None:
    if edit.from_ is not None or edit.until is not None:
        raise EditError("periods", edit.column, edit)


def _settings(case: Case, edit: Edit) -> Case:
    name = _setting(edit)
    _refuse_months(edit)
    new = _cell_change(edit, forms(Settings)[name])
    value = new(getattr(case.settings, name))
    return dataclasses.replace(case, settings=dataclasses.replace(case.settings, **{name: value}))


def _setting(edit: Edit) -> str:
    """The setting that is edited: by its own name, or as ``value`` where ``key`` is its name."""
    name = folded(edit.column)
    conditions = _selector(edit, where_fields(SETTINGS)).conditions
    if name == "value" and len(conditions) == 1 and not conditions[0].negated:
        name = "|".join(conditions[0].values)
    elif any(not condition.holds((name,)) for condition in conditions):
        raise EditError("column", edit.column, edit)
    if name in LAID_OUT:
        raise EditError("fixed", name, edit)
    if name not in forms(Settings):
        raise EditError("column", name, edit)
    return name


def _attribute_change(edit: Edit, case: Case) -> Callable[[Any], Any]:
    """An attribute of one offer; ``set`` gives it to an offer without it."""
    wanted = folded(edit.column).removeprefix(ATTRIBUTE).strip()
    named = {name for row in case.offers for name, _ in row.attributes}
    name = next((one for one in named if folded(one) == wanted), None)
    if name is None:
        raise EditError("column", edit.column, edit)
    new = _number_change(edit)

    def change(row: Any) -> Any:
        held = dict(row.attributes)
        value = new(held.get(name))
        known = held if value is None else held | {name: value}
        return dataclasses.replace(row, attributes=tuple(sorted(known.items())))

    return change


class _Span(NamedTuple):
    """Months an edit of period columns covers, and which part of its amount a period takes."""

    first: int | None
    last: int | None
    part: float


def _series_change(edit: Edit, calendar: Calendar) -> Callable[[Any], Any]:
    span = _span(edit, calendar)
    change_one = _number_change(edit, span.part)

    def changed(values: Series, calendar: Calendar, blank: float | None = None) -> Series:
        inside = calendar.overlap(span.first, span.last).tolist()
        pairs = zip(values, inside, strict=True)
        return tuple(
            change_one(blank if value is None else value) if hit else value for value, hit in pairs
        )

    def change(row: Any) -> Any:
        values = row.values or (None,) * calendar.periods
        values = changed(values, calendar, getattr(row, "max_per_period", None))
        if not row.values and all(value is None for value in values):
            return row
        new = {"values": values}
        if later := getattr(row, "beyond", ()):
            end = calendar.first_month(calendar.periods)
            new["beyond"] = changed(later, Calendar(end, len(later), calendar.period))
        return dataclasses.replace(row, **new)

    return change


def _span(edit: Edit, calendar: Calendar) -> _Span:
    months = parse_period(folded(edit.column))
    if months is None:
        return _Span(edit.from_, edit.until, 1.0)
    _refuse_months(edit)
    length = months[1] - months[0] + 1
    if length < calendar.months:
        raise EditError("finer", edit.column, edit)
    whole = edit.table in LEVELS or edit.op == "times"
    return _Span(*months, 1.0 if whole else calendar.months / length)


def _number_change(edit: Edit, part: float = 1.0) -> Callable[[float | None], float | None]:
    """Numbers replaced, multiplied or added to by ``part`` of the value."""
    if isinstance(edit.value, str) or not math.isfinite(edit.value):
        raise EditError("number", str(edit.value), edit)
    value = float(edit.value) * part
    if edit.op == "set":
        return lambda old: value
    if edit.op == "times":
        return lambda old: None if old is None else old * value
    return lambda old: None if old is None else old + value


def _cell_change(edit: Edit, form: Form, *, ends: bool = False) -> Callable[[Any], Any]:
    """What the edit does to a plain column; ``ends``: a period means its last month."""
    if edit.op == "set":
        value = _set(edit, form, ends=ends)
        return lambda old: value
    if form.kind not in ("number", "whole", "month") or (form.kind, edit.op) == ("month", "times"):
        raise EditError("numeric", edit.column, edit)
    new = _number_change(edit)
    if form.kind == "number":
        return new
    if form.kind == "month" and float(edit.value) % 1:
        raise EditError("value", str(edit.value), edit)
    # A word in place of a number, such as never, stays as a blank does.
    return lambda old: old if old is None or isinstance(old, str) else round(new(old) or 0.0)


def _set(edit: Edit, form: Form, *, ends: bool) -> Any:
    if form.kind in ("number", "whole"):
        number = _number_change(edit)(None)
        if form.kind == "whole" and number is not None and number % 1:
            raise EditError("value", str(edit.value), edit)
        return number if form.kind == "number" or number is None else int(number)
    text = edit.value.strip() if isinstance(edit.value, str) else as_typed(edit.value)
    if form.kind == "text":
        return text
    if form.kind == "texts":
        return tuple(part.strip() for part in text.split(";") if part.strip())
    known = form.choices if form.kind == "choice" else YES_NO
    if form.kind == "month":
        months = parse_period(unicodedata.normalize("NFKC", text))
        known = {folded(text): months[ends]} if months else {}
    if folded(text) not in known:
        raise EditError("value", text, edit)
    return known[folded(text)]


def _selector(edit: Edit, fields: tuple[str, ...]) -> Selector:
    try:
        return parse(edit.where, fields)
    except SelectorError as wrong:
        raise EditError(wrong.reason, wrong.part, edit) from wrong
