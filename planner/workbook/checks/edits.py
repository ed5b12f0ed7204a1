"""One edit against the schema: what it names exists, and what it writes fits its column.

For the rows of the study sheets and the phrases of the command line alike. A workbook without these
faults has no edit that ``models.edit`` refuses.
"""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from models.calendar import Calendar, month_text, parse_period
from models.case import Case
from models.columns import SETTINGS, seen, where_fields
from models.edit import ATTRIBUTE, EACH, LAID_OUT
from models.selector import Selector, SelectorError, folded, parse
from planner.schema.column import Column
from planner.schema.tables import TABLES
from planner.words import Words
from planner.workbook.cells import typed
from planner.workbook.checks.selection import selector_at
from planner.workbook.codes import months_of, period_key
from planner.workbook.faults import Fault, Spot, kind
from planner.workbook.guesses import Guesser, did_you_mean
from planner.workbook.numbers import NOT_A_NUMBER, NOT_WHOLE, TOO_LOW
from planner.workbook.references import UNKNOWN_REFERENCE
from planner.workbook.rows import SETTING
from planner.workbook.sheets import Cell, number_text
from planner.workbook.typed import Typed

Texts = Mapping[str, tuple[str, ...]]
_NONE = Words("", "")
_ANYTHING = Column("", "any", _NONE, _NONE)
_MONTHS = Words("월이 든 열입니다.", "it holds months.")
_NO_NUMBERS = Words("숫자 열이 아닙니다.", "it holds no numbers.")
_SET_OR_PLUS = Words("set이나 plus(달 수)를 쓰세요.", "Use set, or plus with a number of months.")
_PLUS = Words("plus와 달 수를 쓰세요.", "Use plus with numbers of months.")
_SET = Words("op를 set으로 바꾸세요.", "Use set.")
_SCENARIO = Words("시나리오로 적으세요.", "Make it a scenario instead.")
_ID = Words("다른 표가 이 이름으로 부릅니다.", "other tables know the row by it.")
_LAID = Words("다른 표들이 이 설정에 맞춰져 있습니다.", "the other tables were laid out by it.")


@dataclass(frozen=True)
class Known:
    """What an edit can speak of.

    ``ids`` by table, ``attributes`` of the offers, ``locations``, what selectors see of the
    ``limits``, and the plan's ``calendar`` (None if the settings are broken).
    """

    ids: Mapping[str, tuple[str, ...]]
    attributes: tuple[str, ...]
    locations: tuple[str, ...]
    limits: tuple[Texts, ...]
    calendar: Calendar | None
    guesser: Guesser = field(default_factory=Guesser, compare=False)

    @cached_property
    def spelled(self) -> dict[str, dict[str, str]]:
        """Ids by table, and ``locations``: as they are compared -> as they stand."""
        named = {**self.ids, "locations": self.locations}
        return {
            key: {folded(name): name for name in reversed(names)} for key, names in named.items()
        }

    @classmethod
    def of(cls, case: Case) -> "Known":
        """What can be named in a case."""
        keys = {key: table.columns[0].attribute for key, table in TABLES.items() if key != SETTINGS}
        return cls(
            {key: tuple(getattr(row, name) for row in getattr(case, key))
             for key, name in keys.items()},
            tuple(dict.fromkeys(name for row in case.offers for name, _ in row.attributes)),
            case.locations,
            tuple(seen(case, "limits")),
            case.calendar,
        )  # fmt: skip


@dataclass(frozen=True)
class Change:
    """An edit as it was typed; ``spot`` leads from its parts (``column``) to where they stand.

    ``month`` is the part that bounds its periods: from, until or empty.
    """

    table: str
    where: str
    column: Cell
    op: str
    month: str
    spot: Callable[[str], Spot]

    @cached_property
    def key(self) -> str:
        """The column as it is compared; Excel makes a date of ``2027-01``."""
        months = months_of(self.column)
        return period_key(*months) if months else folded(self.column.shown)

    @cached_property
    def selector(self) -> Selector | None:
        """Which rows; None if that cannot be read."""
        try:
            return parse(self.where, where_fields(self.table))
        except SelectorError:
            return None


def where_faults(change: Change) -> Iterator[Fault]:
    """What cannot be read in the condition on rows."""
    found = selector_at(change.spot("where"), change.where, where_fields(change.table))
    if isinstance(found, Fault):
        yield found


MONTHS_WITHOUT_EACH = kind(
    "E688",
    (
        "'{column}' 열을 바꿀 때는 from과 until을 쓸 수 없습니다.",
        "from and until say nothing about the column '{column}'.",
    ),
    (
        "비우세요. 기간마다 값이 있는 표라면 column에 each를 적으세요.",
        "Leave them out; or, where a table has period columns, write each as the column.",
    ),
)


def column_of(change: Change, known: Known) -> Column | Fault:
    """The column that is changed, as its table declares it, or why it cannot be."""
    if change.table == SETTINGS:
        return _setting(change)
    if TABLES[change.table].periods and (change.key == EACH or parse_period(change.key)):
        return _period(change, known)
    if change.month:
        return MONTHS_WITHOUT_EACH.at(change.spot(change.month), column=change.key)
    return _plain(change, known) or _attribute(change, known) or unknown_column(change, known)


def _plain(change: Change, known: Known) -> Column | Fault | None:
    columns = (column for column in TABLES[change.table].columns if column.kept)
    column = next((column for column in columns if folded(column.key) == change.key), None)
    if column is not None and column.kind == "id":
        return fixed(change, column.key, _ID)
    return _as_read(column, change, known) if column else None


def _attribute(change: Change, known: Known) -> Column | None:
    wanted = change.key.removeprefix(ATTRIBUTE).strip()
    name = next((name for name in known.attributes if folded(name) == wanted), None)
    there = TABLES[change.table].attributes and change.key.startswith(ATTRIBUTE)
    if not there or not name:
        return None
    return Column(ATTRIBUTE + name, "number", _NONE, _NONE, percent=True)


UNKNOWN_STUDY_COLUMN = kind(
    "E681",
    ("'{table}' 표에 '{seen}' 열이 없습니다.", "There is no column '{seen}' in '{table}'."),
    ("{hint_ko} 열 이름을 확인하세요.", "{hint_en} Check the column key."),
)


def unknown_column(change: Change, known: Known) -> Fault:
    """There is no such column; the one that was probably meant."""
    table = TABLES[change.table]
    options = [column.key for column in table.columns if column.kept]
    if change.table == SETTINGS:
        options = list(SETTING)
    options += [EACH] if table.periods else []
    options += [ATTRIBUTE + name for name in known.attributes] if table.attributes else []
    hint = did_you_mean(change.column.shown, options)
    return UNKNOWN_STUDY_COLUMN.at(
        change.spot("column"), table=change.table, hint_ko=hint.ko, hint_en=hint.en
    )


FIXED_IN_STUDY = kind(
    "E689",
    (
        "'{column}'{column:은는} 여기서 바꿀 수 없습니다. {why_ko}",
        "'{column}' cannot be changed here: {why_en}",
    ),
    ("통합문서를 복사하여 그 안에서 바꾸세요.", "Change it in a copy of the workbook."),
)


def fixed(change: Change, name: str, why: Words = _LAID) -> Fault:
    """The column cannot be changed in a study."""
    spot = change.spot("column")
    return FIXED_IN_STUDY.at(spot, column=name, why_ko=why.ko, why_en=why.en)


def _setting(change: Change) -> Column | Fault:
    """By the setting's own name, or as ``value`` where ``key`` is its name."""
    name, selector = change.key, change.selector or Selector()
    if name == "value" and len(selector.conditions) == 1 and not selector.conditions[0].negated:
        name = "|".join(selector.conditions[0].values)
    elif any(not condition.holds((name,)) for condition in selector.conditions):
        name = ""
    if name in LAID_OUT:
        return fixed(change, name)
    if name not in SETTING:
        return unknown_column(change, Known({}, (), (), (), None))
    if change.month:
        return MONTHS_WITHOUT_EACH.at(change.spot(change.month), column=name)
    return SETTING[name]


FINER_THAN_PLAN = kind(
    "E692",
    (
        "'{column}'{column:은는} 이 계획의 한 기간({period})보다 짧습니다.",
        "'{column}' is shorter than a period of this plan ({period}).",
    ),
    ("{repair}{repair:으로} 적거나 each를 적으세요.", "Write {repair}, or each."),
)


def _period(change: Change, known: Known) -> Column | Fault:
    months = parse_period(change.key)
    calendar = known.calendar
    if months and change.month:
        return MONTHS_WITHOUT_EACH.at(change.spot(change.month), column=change.key)
    if months and calendar and months[1] - months[0] + 1 < calendar.months:
        period = (months[0] - calendar.start) // calendar.months
        return FINER_THAN_PLAN.at(
            change.spot("column"), column=change.key, period=calendar.period,
            repair=calendar.label(period),
        )  # fmt: skip
    each = TABLES[change.table].column(EACH)
    return dataclasses.replace(each, key=change.key.upper() if months else EACH)


def _as_read(column: Column, change: Change, known: Known) -> Column:
    """The column as the rows read it that are changed; as it stands if they read it differently."""
    if not column.by:
        return column
    selector = change.selector or Selector()
    choices = {row[column.by][0] for row in known.limits if selector.holds(row)}
    ways = [column.read_by(choice) for choice in choices]
    if ways and all(way == ways[0] for way in ways):
        return ways[0]
    lowest = [way.low for way in ways if way.low is not None]
    return dataclasses.replace(column, low=min(lowest)) if len(lowest) == len(ways) > 0 else column


STUDY_NUMBER = kind(
    "E682",
    (
        "'{seen}'{seen:은는} 숫자가 아니라서 {op}{op:을를} 할 수 없습니다.",
        "'{seen}' is not a number, which {op} needs.",
    ),
    ("1.2나 65%처럼 숫자를 적으세요.", "Write a number such as 1.2 or 65%."),
)


def value_of(change: Change, cell: Cell, column: Column, known: Known) -> Typed:
    """The value as its column wants it, by what is done with it, or what is wrong with it."""
    if change.op == "set":
        return _set(cell, column, known)
    if not column.numeric and (column.kind, change.op) != ("period", "plus"):
        return _not_numeric(change, column)
    found = typed(cell, _ANYTHING)
    if isinstance(found.value, str):
        return Typed(None, STUDY_NUMBER, {"op": change.op})
    if column.kind == "period" and found.value is not None and found.value % 1:
        repair = number_text(round(found.value))
        return Typed(None, NOT_WHOLE, {"repair": repair})
    if change.op == "times" and column.low is not None and found.value and found.value < 0:
        return Typed(None, TOO_LOW, {"low": "0"})
    return found


def _set(cell: Cell, column: Column, known: Known) -> Typed:
    """The cell read as if it stood in the column itself."""
    found = typed(_as_number(cell, column), column)
    if found.kind is NOT_A_NUMBER:
        return Typed(None, STUDY_NUMBER, {"op": "set"})
    return _named(found, cell, column, known)


def swept_value_of(change: Change, cell: Cell, column: Column, known: Known) -> Typed:
    """The same for one of many values: a sweep goes through numbers only."""
    if change.op == "set" and not column.numeric:
        return _not_numeric(change, column, swept=True)
    return value_of(change, cell, column, known)


def as_value(found: Typed, column: Column) -> float | str:
    """A typed value as an edit carries it: a number, or the text that ``set`` reads."""
    value = found.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ";".join(value)
    return month_text(value) if column.kind == "period" and isinstance(value, int) else value


NOT_NUMERIC = kind(
    "E687",
    (
        "'{table}' 표의 '{column}' 열에는 {op} 방법을 쓸 수 없습니다. {what_ko}",
        "'{column}' of '{table}' cannot be changed by {op}: {what_en}",
    ),
    ("{hint_ko}", "{hint_en}"),
)


def _not_numeric(change: Change, column: Column, *, swept: bool = False) -> Typed:
    months = column.kind == "period"
    what = _MONTHS if months else _NO_NUMBERS
    hint = (_PLUS if months else _SCENARIO) if swept else (_SET_OR_PLUS if months else _SET)
    fields = {"table": change.table, "column": column.key, "op": change.op}
    words = {"what_ko": what.ko, "what_en": what.en, "hint_ko": hint.ko, "hint_en": hint.en}
    return Typed(None, NOT_NUMERIC, fields | words)


def _as_number(cell: Cell, column: Column) -> Cell:
    """A column of values holds texts and numbers: what reads as a number is one."""
    found = typed(cell, _ANYTHING) if cell.kind == "text" and column.numeric else Typed()
    if isinstance(found.value, float):
        return Cell(found.value, "number", percent="%" in cell.shown)
    return cell


UNKNOWN_PLACE = kind(
    "E693",
    ("'{seen}'{seen:은는} 이 자료에 없는 장소입니다.", "'{seen}' is no location of this case."),
    ("{hint_ko} 장소: {places}.", "{hint_en} Locations: {places}."),
)


def _named(found: Typed, cell: Cell, column: Column, known: Known) -> Typed:
    """Names of other tables and places must be there; they are spelled as there."""
    if found.value is None or column.kind not in ("ref", "location"):
        return found
    place = column.kind == "location"
    spelled = known.spelled.get("locations" if place else column.refers_to, {})
    if folded(found.value) in spelled:
        return Typed(spelled[folded(found.value)])
    hint = known.guesser.meant(cell.shown, spelled.values())
    if place:
        fields = {"places": ", ".join(known.locations), "hint_ko": hint.ko, "hint_en": hint.en}
        return Typed(None, UNKNOWN_PLACE, fields)
    ko = hint.ko or f"'{column.refers_to}' 시트에 있는 이름을 적으세요."
    en = hint.en or f"Write a name of '{column.refers_to}'."
    fields = {"table": column.refers_to, "hint_ko": ko, "hint_en": en}
    return Typed(None, UNKNOWN_REFERENCE, fields)
