"""Edits that change nothing, told from a sound case: no such row or period, a value unused."""

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.calendar import Calendar, parse_period
from models.case import Case
from models.columns import SETTINGS, seen, where_fields
from models.edit import EACH, Edit, EditError, edited, touched
from models.selector import Condition, folded, parse
from planner.words import Words
from planner.workbook.faults import Fault, Kind, Spot, kind
from planner.workbook.guesses import did_you_mean

NAMED = 3
"""How many rows are named; the others are counted."""


@dataclass(frozen=True)
class Replaced:
    """A column that others are read instead of, where they are filled."""

    table: str
    column: str
    by: str
    id: str
    instead: Words


REPLACED = (
    Replaced(
        "offers",
        "price",
        "prices",
        "offer",
        Words("prices 시트의 가격", "the prices of the sheet prices"),
    ),
    Replaced(
        "processes", "max_per_period", "processes", "process", Words("기간 열", "period columns")
    ),
)


@dataclass(frozen=True)
class Idle:
    """An edit (its place among those asked about) that does less than it says.

    ``part`` is where it must be mended: table, where, column, from or until. ``wholly``: it changes
    nothing at all.
    """

    edit: int
    part: str
    kind: Kind
    fields: Mapping[str, object]
    wholly: bool = True

    def at(self, spot: Spot) -> Fault:
        """The warning at the cell, or beside the phrase."""
        return self.kind.at(spot, **self.fields)


EDITS_NO_PERIOD = kind(
    "W694",
    (
        "계획 기간({plan})에 들지 않아 바뀌는 것이 없습니다.",
        "It lies outside the plan ({plan}), so nothing changes.",
    ),
    ("기간을 확인하세요.", "Check the months."),
    headline="left_out",
)


def idle(case: Case, edits: Sequence[Edit]) -> Iterator[Idle]:
    """What has no effect of edits that are made together. Raises EditError."""
    for place, edit in enumerate(edits):
        if edit.table == SETTINGS:
            continue
        if not touched(case, edit):
            yield _no_row(case, edit, place)
        elif not _in_plan(case, edit):
            plan = f"{case.calendar.label(0)}..{case.calendar.label(case.calendar.periods - 1)}"
            bound = "until" if edit.from_ is None else "from"
            part = "column" if parse_period(folded(edit.column)) else bound
            yield Idle(place, part, EDITS_NO_PERIOD, {"plan": plan})
        elif _multiplies_nothing(case, edits, place):
            fields = {"table": edit.table, "column": edit.column, "op": edit.op}
            yield Idle(place, "column", EDIT_OF_BLANKS, fields)
        else:
            yield from _replaced(case, edits, place)


STUDY_TABLE_MISSING = kind(
    "W686",
    ("'{seen}' 시트가 없습니다.", "There is no sheet '{seen}' in this workbook."),
    ("바꿀 행이 없어 효과가 없습니다.", "There is nothing to change."),
    headline="left_out",
)
EDITS_NOTHING = kind(
    "W685",
    (
        "'{table}' 표에 조건 '{seen}'에 맞는 행이 없습니다.",
        "No row of '{table}' meets '{seen}'.",
    ),
    ("{hint_ko} 조건을 확인하세요.", "{hint_en} Check the condition."),
    headline="left_out",
)


def _no_row(case: Case, edit: Edit, place: int) -> Idle:
    rows = list(seen(case, edit.table))
    if not rows:
        return Idle(place, "table", STUDY_TABLE_MISSING, {"table": edit.table})
    hint = Words("", "")
    for condition in parse(edit.where, where_fields(edit.table)).conditions:
        texts = {text for row in rows for text in row[condition.field] if text}
        if not condition.negated and not any(condition.holds((text,)) for text in texts):
            hint = hint if hint.en else _meant(condition, texts)
    fields = {"table": edit.table, "hint_ko": hint.ko, "hint_en": hint.en}
    return Idle(place, "where", EDITS_NOTHING, fields)


def _meant(condition: Condition, texts: set[str]) -> Words:
    """What a value that no row has stands for: the nearest, or several with the wrong sign."""
    known = {folded(text): text for text in texts}
    value = condition.values[0]
    parts = [known.get(part.strip()) for part in re.split("[;/]", value)]
    if len(parts) > 1 and all(parts):
        joined = "|".join(part for part in parts if part)
        return did_you_mean(joined, [joined])
    return did_you_mean(value, texts)


def _in_plan(case: Case, edit: Edit) -> bool:
    """Whether an edit of period columns covers any period of the plan, or of demand beyond it."""
    months = parse_period(folded(edit.column)) or (edit.from_, edit.until)
    calendar = case.calendar
    further = max((len(row.beyond) for row in case.demand), default=0)
    longest = calendar.periods + (further if edit.table == "demand" else 0)
    return bool(Calendar(calendar.start, longest, calendar.period).overlap(*months).any())


EDIT_OF_BLANKS = kind(
    "W698",
    (
        "'{table}' 표의 '{column}' 칸이 모두 비었거나 0이라 {op}{op:으로} 바뀌는 것이 없습니다.",
        "The cells '{column}' of '{table}' are blank or 0: {op} changes none of them.",
    ),
    ("값을 새로 주려면 set을 쓰세요.", "To give them a value, use set."),
    headline="left_out",
)


def _multiplies_nothing(case: Case, edits: Sequence[Edit], place: int) -> bool:
    """Whether times or plus leaves every row that it reaches as it is, whatever its value."""
    edit = edits[place]
    if edit.op == "set":
        return False
    before = edited(case, edits[:place])
    after = edited(before, [edit.to(2.0)])
    return getattr(before, edit.table) == getattr(after, edit.table)


EDIT_REPLACED = kind(
    "W695",
    (
        "{count}개 행({names})에서는 '{column}' 대신 {instead_ko}{instead_ko:이가} 쓰여 "
        "바뀌는 것이 없습니다.",
        "In {count} rows ({names}) {instead_en} stand in for '{column}', so nothing changes there.",
    ),
    ("그 값을 바꾸려면: {phrase}", "To change those: {phrase}"),
)


def _replaced(case: Case, edits: Sequence[Edit], place: int) -> Iterator[Idle]:
    """The edit of an offer's price where the sheet prices stands in for it, and the like."""
    edit = edits[place]
    for rule in REPLACED:
        if (edit.table, folded(edit.column)) != (rule.table, rule.column):
            continue
        rows = getattr(case, edit.table)
        reached = {getattr(rows[at], rule.id) for at in touched(case, edit)}
        others = [at for at, row in enumerate(getattr(case, rule.by)) if _filled(row)]
        seen_to = {at for other in edits if _of_periods(other, rule) for at in touched(case, other)}
        ids = [getattr(getattr(case, rule.by)[at], rule.id) for at in others if at not in seen_to]
        unused = [name for name in ids if name in reached]
        if unused:
            fields = _fields(case, edit, rule, unused)
            wholly = len(set(unused)) == len(reached)
            yield Idle(place, "column", EDIT_REPLACED, fields, wholly)


def _filled(row: Any) -> bool:
    return any(value is not None for value in row.values)


def _of_periods(edit: Edit, rule: Replaced) -> bool:
    column = folded(edit.column)
    return edit.table == rule.by and (column == EACH or parse_period(column) is not None)


def _fields(case: Case, edit: Edit, rule: Replaced, unused: list[str]) -> dict[str, object]:
    more = f", +{len(unused) - NAMED}" if len(unused) > NAMED else ""
    phrase = _instead(case, edit, rule, unused).label
    return {
        "count": len(unused), "names": ", ".join(unused[:NAMED]) + more, "column": rule.column,
        "instead_ko": rule.instead.ko, "instead_en": rule.instead.en, "phrase": phrase,
    }  # fmt: skip


def _instead(case: Case, edit: Edit, rule: Replaced, unused: list[str]) -> Edit:
    """The edit that would do it: the same condition if it reaches those rows, else their names."""
    same = dataclasses.replace(edit, table=rule.by, column=EACH)
    try:
        rows = [getattr(case, rule.by)[at] for at in touched(case, same)]
    except EditError:
        rows = []
    if {getattr(row, rule.id) for row in rows if _filled(row)} == set(unused):
        return same
    return dataclasses.replace(same, where=f"{rule.id}={'|'.join(unused)}")
