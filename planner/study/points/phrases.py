"""Edits and sweeps as they are typed: ``offers.price where country=CN times 1.2 from 2027-04``.

The same terms as in the sheets ``scenarios`` and ``sweeps``, judged by the same rules; whatever is
wrong is a UsageError that says what was seen and what is expected.
"""

import dataclasses
import math
import re
from collections.abc import Sequence
from typing import NamedTuple, NoReturn

from models.calendar import month_text
from models.case import Case
from models.columns import SETTINGS, as_typed
from models.edit import EACH, OPS, Edit, EditError, by_name, edited, evenly, swept, touched
from models.selector import folded
from planner.errors import UsageError
from planner.schema.column import Column
from planner.schema.study import EDIT
from planner.study.points.solver import Swept
from planner.words import Words
from planner.words.josa import Josa
from planner.workbook.checks.common import FROM_AFTER_UNTIL
from planner.workbook.checks.edits import (
    Change,
    Known,
    as_value,
    column_of,
    swept_value_of,
    value_of,
    where_faults,
)
from planner.workbook.checks.effects import REPLACED, idle
from planner.workbook.checks.study import LOW_ABOVE_HIGH
from planner.workbook.codes import BAD_PERIOD, months_of
from planner.workbook.faults import Fault, Spot
from planner.workbook.guesses import did_you_mean, period_hint
from planner.workbook.names import read_choice
from planner.workbook.selectors import spelled
from planner.workbook.sheets import Cell
from planner.workbook.typed import Typed

MOST_STEPS = 10_000
_TABLE = EDIT[0]

_OP = re.compile(r"\s(set|times|plus)\s", re.IGNORECASE)
_MONTHS = re.compile(r"\s+(from|until)\s+(\d{4}년\s*\S+|\S+)\s*$", re.IGNORECASE)
_HEAD = re.compile(r"\s*(\w+)\s*\.\s*(.+?)(?:\s+where\s+(.*?))?\s*$", re.IGNORECASE)
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+|\s*%)?"
_RANGE = re.compile(rf"({_NUMBER}):({_NUMBER}):(\d+)", re.IGNORECASE)
_LIST = re.compile(rf"{_NUMBER}(?:;{_NUMBER})*;?", re.IGNORECASE)

_NO_HINT = Words("", "")
_NO_EDIT = Words(
    "'{phrase}'{phrase:은는} '표.열 where 조건 set|times|plus 값' 꼴이 아닙니다. {hint_ko} "
    "예: offers.price where country=CN times 1.2, demand.each set 5 from 2027-04 until 2027-09",
    "'{phrase}' is not TABLE.COLUMN where CONDITION set|times|plus VALUE. {hint_en} Write it like "
    "offers.price where country=CN times 1.2 or demand.each set 5 from 2027-04 until 2027-09",
)
_NO_VALUES = Words(
    "'{phrase}': '{seen}'에서 값을 읽을 수 없습니다. 0.8:2.0:25(낮은 값:높은 값:개수)나 "
    "0.8;1;1.2처럼 적으세요.",
    "'{phrase}': '{seen}' are no values. Write 0.8:2.0:25 (low:high:how many) or 0.8;1;1.2.",
)
_NO_VALUE = Words(
    "'{phrase}': 값이 없습니다. 빈칸으로 만들 수는 없습니다. {op} 뒤에 값을 적으세요.",
    "'{phrase}' has no value, and a cell cannot be made blank. Write a value behind {op}.",
)
_STEPS = Words(
    "'{phrase}': 값의 개수는 1에서 {most} 사이입니다.",
    "'{phrase}': write how many values, from 1 to {most}.",
)
_FINER = Words(
    "'{phrase}': '{seen}'{seen:은는} 이 계획의 한 기간보다 짧습니다. each를 적으세요.",
    "'{phrase}': '{seen}' is shorter than a period of this plan. Write each.",
)
_INSTEAD = Words(
    "'{phrase}': 그 값은 모두 다른 곳에 적힌 값으로 대신하므로, 그 값을 바꿉니다: {label}.",
    "'{phrase}': other values stand in for these everywhere; those are changed: {label}.",
)
_UNFIT = Words(
    "'{phrase}': '{seen}'{seen:은는} 그 열의 값이 아닙니다.",
    "'{phrase}': the column cannot hold '{seen}'.",
)


class _Parts(NamedTuple):
    """A phrase taken apart; ``months`` are what stands behind from and until."""

    phrase: str
    table: str
    column: str
    where: str
    op: str
    value: str
    months: dict[str, str]


def edit_of(phrase: str, case: Case) -> Edit:
    """The edit of ``--set``. Raises UsageError.

    What is typed of a column that others stand in for everywhere (``offers.price`` where all prices
    are in the sheet ``prices``) could change nothing: it is an edit of those. ``instead`` says so.
    """
    parts, known = _parts(phrase), Known.of(case)
    change, column = _judged(parts, known)
    cell = Cell(parts.value)
    found = value_of(change, cell, column, known)
    _refuse_unfit(parts, found, cell)
    if found.value is None:
        raise refusal(_NO_VALUE, phrase=phrase, op=parts.op)
    return meant(_made(parts, column, as_value(found, column), case), case)


def sweep_of(phrase: str, case: Case) -> Swept:
    """The edit of ``sweep --over`` (see ``edit_of``) at its first value, and all its values.

    Raises UsageError.
    """
    parts, known = _parts(phrase), Known.of(case)
    change, column = _judged(parts, known)
    values = _values(parts)
    for value in values:
        cell = Cell(value, "number", percent="%" in parts.value)
        _refuse_unfit(parts, swept_value_of(change, cell, column, known), cell)
    return meant(_made(parts, column, values[0], case), case), values


def instead(phrases: Sequence[str], edits: Sequence[Edit]) -> list[Words]:
    """Which phrases became edits of another sheet (see ``edit_of``)."""
    return [
        _INSTEAD.filled(phrase=phrase, label=edit.label)
        for phrase, edit in zip(phrases, edits, strict=True)
        if _parts(phrase).table != edit.table
    ]


def meant(edit: Edit, case: Case) -> Edit:
    """The edit, or that of the sheet whose values stand in for these everywhere."""
    by = next((r.by for r in REPLACED if (r.table, r.column) == (edit.table, edit.column)), None)
    if by is None or not any(one.wholly for one in idle(case, [edit])):
        return edit
    other = dataclasses.replace(edit, table=by, column=EACH)
    try:
        return other if touched(case, other) else edit
    except EditError:
        return edit


def scenarios_of(case: Case) -> dict[str, tuple[Edit, ...]]:
    """The edits of every scenario by name, in the order of the sheet."""
    names = by_name(row.scenario for row in case.scenarios)
    return {
        name: tuple(Edit.of(case.scenarios[row]) for row in rows) for name, rows in names.items()
    }


def known_of(case: Case) -> dict[str, int]:
    """The period from which on each scenario is known, by name; those known at once are left out.

    What is said after the first row of a scenario that says it counts no more: reading refuses it.
    """
    found: dict[str, int] = {}
    for row in case.scenarios:
        if row.known_from is not None:
            found.setdefault(row.scenario, case.calendar.period_of(row.known_from))
    return found


def axes_of(case: Case) -> dict[str, tuple[Swept, ...]]:
    """The sweeps of the sheet by name; rows with one name are crossed."""
    names = by_name(row.sweep for row in case.sweeps)
    axes = [(Edit.swept(row), swept(row)) for row in case.sweeps]
    return {
        name: tuple((axes[row][0].to(axes[row][1][0]), axes[row][1]) for row in rows)
        for name, rows in names.items()
    }


def warnings_of(case: Case, edits: Sequence[Edit]) -> list[Words]:
    """What edits that are made together do not do: no such row or period, a value not used."""
    found = []
    for one in idle(case, edits):
        edit = edits[one.edit]
        seen = edit.table if one.part == "table" else edit.where or "all"
        found.append(said(edit.label, one.at(Spot(seen=seen))))
    return found


def refused(error: EditError) -> UsageError:
    """An edit that makes no sense, in words."""
    edit = error.edit
    bound = {"from": edit.from_, "until": edit.until}
    months = {key: month_text(month) for key, month in bound.items() if month is not None}
    cell = Cell(edit.value if isinstance(edit.value, str) else as_typed(edit.value))
    parts = _Parts(edit.phrase, edit.table, edit.column, edit.where, edit.op, cell.shown, months)
    nothing = Known({}, (), (), (), None)
    try:
        change, column = _judged(parts, nothing)
        _refuse_unfit(parts, value_of(change, cell, column, nothing), cell)
    except UsageError as said:
        return said
    words = _FINER if error.reason == "finer" else _UNFIT
    return refusal(words, phrase=edit.phrase, seen=error.part)


def _parts(phrase: str) -> _Parts:
    """Take a phrase apart; an id may hold ``plus`` or ``set``, so each of them is tried."""
    tried = [_split(phrase, found) for found in _OP.finditer(phrase)]
    if not tried:
        hints = [did_you_mean(word, OPS) for word in phrase.split() if word.isalpha()]
        hint = next((hint for hint in hints if hint.en), Words("", ""))
        raise refusal(_NO_EDIT, hint, phrase=phrase)
    likely = (parts for parts in tried if parts and (parts.op == "set" or _numbers(parts.value)))
    parts = next(likely, None) or tried[0]
    if parts is None:
        raise refusal(_NO_EDIT, phrase=phrase)
    return parts


def _split(phrase: str, op: re.Match[str]) -> _Parts | None:
    head, value = _HEAD.fullmatch(phrase[: op.start()]), phrase[op.end() :]
    if head is None:
        return None
    months: dict[str, str] = {}
    while (found := _MONTHS.search(value)) and folded(found[1]) not in months:
        if not any(sign.isdigit() for sign in found[2]):
            break  # the end of a text
        months[folded(found[1])] = found[2]
        value = value[: found.start()]
    table, column = read_choice(Cell(head[1]), _TABLE).value or folded(head[1]), head[2]
    where = spelled((head[3] or "").strip(), table)
    return _Parts(phrase, table, column, where, folded(op[1]), value.strip(), months)


def _numbers(text: str) -> bool:
    text = re.sub(r"\s", "", text)
    return bool(_RANGE.fullmatch(text) or _LIST.fullmatch(text))


def _judged(parts: _Parts, known: Known) -> tuple[Change, Column]:
    """Everything but the value. Raises UsageError."""
    spots = {"table": parts.table, "where": parts.where, "column": parts.column, **parts.months}
    table = read_choice(Cell(parts.table), _TABLE)
    if table.kind:
        _refuse(parts, table.kind.at(Spot(seen=parts.table), **table.fields))
    _months(parts)
    change = Change(
        parts.table, parts.where, Cell(parts.column), parts.op, next(iter(parts.months), ""),
        lambda key: Spot(seen=spots.get(key, "")),
    )  # fmt: skip
    for fault in where_faults(change):
        _refuse(parts, fault)
    column = column_of(change, known)
    return change, column if isinstance(column, Column) else _refuse(parts, column)


def _months(parts: _Parts) -> dict[str, int]:
    """First and last month of the edit, as far as they are said."""
    found = {}
    for key, text in parts.months.items():
        months = months_of(Cell(text))
        if months is None:
            hint = period_hint(text)
            fields = {"hint_ko": hint.ko, "hint_en": hint.en}
            _refuse(parts, BAD_PERIOD.at(Spot(seen=text), **fields))
        found[key] = months[key == "until"]
    if found.get("from", 0) > found.get("until", math.inf):
        start, end = parts.months["from"], parts.months["until"]
        _refuse(parts, FROM_AFTER_UNTIL.at(start=start, end=end))
    return found


def _values(parts: _Parts) -> tuple[float, ...]:
    """``0.8:2.0:25``, ``0.8;1;1.2`` or a single number, each perhaps in percent."""
    text = re.sub(r"\s", "", parts.value)
    if found := _RANGE.fullmatch(text):
        low, high, steps = _number(found[1]), _number(found[2]), float(found[3])
        if not 1 <= steps <= MOST_STEPS:
            raise refusal(_STEPS, phrase=parts.phrase, most=MOST_STEPS)
        if low > high:
            _refuse(parts, LOW_ABOVE_HIGH.at(low=found[1], high=found[2]))
        return evenly(low, high, int(steps))
    if _LIST.fullmatch(text):
        return tuple(dict.fromkeys(_number(part) for part in text.split(";") if part))
    raise refusal(_NO_VALUES, phrase=parts.phrase, seen=parts.value)


def _number(text: str) -> float:
    # The point is moved in the text: 14.5% is 0.145 and not 0.14500000000000002.
    return float(f"{text[:-1]}e-2") if text.endswith("%") else float(text)


def _made(parts: _Parts, column: Column, value: float | str, case: Case) -> Edit:
    """The edit, tried on the case."""
    months = _months(parts)
    key = folded(parts.column) if parts.table == SETTINGS else column.key
    edit = Edit(
        parts.table, key, OPS[parts.op], value, parts.where, months.get("from"), months.get("until")
    )
    try:
        edited(case, (edit,))
    except EditError as error:
        raise refused(error) from error
    return edit


def refusal(words: Words, hint: Words = _NO_HINT, **fields: object) -> UsageError:
    """The error with its ``{fields}`` filled in, and what was probably meant."""
    filled = words.filled(
        hint_ko=hint.ko, hint_en=hint.en, **{name: Josa(value) for name, value in fields.items()}
    )
    # Without a hint two blanks would stand side by side.
    return UsageError(Words(*(" ".join(text.split()) for text in filled)))


def _refuse_unfit(parts: _Parts, found: Typed, cell: Cell) -> None:
    if found.kind and found.broken:
        _refuse(parts, found.faults(Spot(seen=cell.shown))[0])


def _refuse(parts: _Parts, fault: Fault) -> NoReturn:
    raise UsageError(said(parts.phrase, fault))


def said(phrase: str, fault: Fault) -> Words:
    """The words of a fault behind the phrase that has it."""
    return Words(
        f"'{phrase}': {fault.message.ko} {fault.remedy.ko}",
        f"'{phrase}': {fault.message.en} {fault.remedy.en}",
    )
