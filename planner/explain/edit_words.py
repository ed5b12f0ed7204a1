"""An edit said the way a buyer would: ``China price x 1.2``, ``Lynas capacity = 0``."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from models.calendar import month_text
from models.case import Case, Limit
from models.columns import SETTINGS
from models.edit import Edit, EditError, Op, touched
from models.selector import OFFER_FIELDS, STOCK_FIELDS, Condition, SelectorError, folded, parse
from planner.explain import rules, speak
from planner.explain.voice import Voice
from planner.glossary.choices import STAGES
from planner.glossary.measures import MEASURES
from planner.schema.column import Column
from planner.schema.headings import declared
from planner.words import Words

_SHOWN = 3
_LABEL = re.compile(
    r"(\w+)\.(.+?)(?: where (.+?))? (set|times|plus)(?: from (\d+)-(\d+))?(?: until (\d+)-(\d+))?"
)
_AGAIN = re.compile(r" \(\d+\)$")
_ALL = Words("전체 {}", "{} (all)")
MORE = Words(" 외 {}개", " and {} more")
_NOT = Words("({} 제외)", "(except {})")
_LIMIT = Words("{noun}({limits})", "{noun} ({limits})")
_GOVERNMENT = Words("정부 비축", "government stockpile")
_COMPANY = Words("회사 비축", "company stockpile")
_SHARE = Words("{of} 비중, {stage}", "share of {of}, {stage}")
_POINTS = Words("{}%p", "{} points")
_MONTHS_MORE = Words("{}개월", "{} months")
_WHEN = Words(" ({} ~ {})", " ({} to {})")
_SINCE, _TILL = Words(" ({}부터)", " (from {})"), Words(" ({}까지)", " (until {})")


def edit_words(edit: Edit | str, voice: Voice) -> str:
    """Say an edit with its value, or of a label alone what it changes.

    A label that is none (a name of the study's own) is returned as it is.
    """
    if isinstance(edit, Edit):
        return f"{_what(edit, voice)} {value_words(edit, voice)}" + _when(edit, voice)
    known = labelled(edit)
    if known is None:
        return edit
    again = _AGAIN.search(edit)
    said = _what(known, voice) + _when(known, voice)
    return said + again.group() if again else said


def value_words(edit: Edit, voice: Voice) -> str:
    """Say what happens to the cells: ``x 1.2``, ``+25 points``, ``= 50%``."""
    value, column = edit.value, _declared(edit)
    if isinstance(value, str):
        named = column and column.kind == "country"
        return f"= {voice.country(value) if named else value}"
    if edit.op == "times":
        return f"x {speak.number(value, 4)}"
    if edit.op == "set":
        return f"= {axis_value(edit, value, voice.case)}"
    sign = "+" if value >= 0 else "-"
    said = speak.number(abs(value), 4)
    if is_fraction(edit, voice.case):
        said = voice.say(_POINTS, speak.number(100 * abs(value), 4))
    elif column and column.kind == "period":
        said = voice.say(_MONTHS_MORE, said)
    return sign + said


def axis_value(edit: Edit | str, value: float | str, case: Case) -> str:
    """Say one value of a swept input without its operation: ``1.2``, ``50%``."""
    known = labelled(edit) if isinstance(edit, str) else edit
    if isinstance(value, str):
        return value
    return speak.percent(value) if known and is_fraction(known, case) else speak.number(value, 4)


def value_style(label: str, case: Case) -> str:
    """Return the cell style of an edit's values: a share is shown in percent."""
    known = labelled(label)
    if known is None or not is_fraction(known, case):
        return "general"
    return "whole_percent"


def is_fraction(edit: Edit, case: Case) -> bool:
    """Tell if the values set or added are fractions that people write in percent."""
    column = _declared(edit)
    if edit.op == "times" or column is None:
        return False
    if not column.by:
        return column.kind == "fraction"
    read = {column.read_by(getattr(row, column.by)).kind for row in _limits(edit, case)}
    return read == {"fraction"}


def labelled(label: str) -> Edit | None:
    """Read the label of an edit back; its value is 0. None if it is no label.

    A number behind it, which tells equal labels of one point apart, is passed over.
    """
    found = _LABEL.fullmatch(_AGAIN.sub("", label))
    if found is None:
        return None
    table, column, where, op, *months = found.groups()
    first, last = ((y and int(y) * 12 + int(m) - 1) for y, m in (months[:2], months[2:]))
    return Edit(table, column, cast(Op, op), 0.0, where or "", first or None, last or None)


def named_some(names: Iterable[str], voice: Voice, between: str = ", ") -> str:
    """Join the first few names, each once, and say how many there are more."""
    unique = list(dict.fromkeys(names))
    shown = between.join(unique[:_SHOWN])
    more = len(unique) - _SHOWN
    return shown + voice.say(MORE, more) if more > 0 else shown


def _what(edit: Edit, voice: Voice) -> str:
    """What is changed, of whom: ``Lynas capacity``."""
    column = _declared(edit)
    noun = voice.say(column.name) if column else f"{edit.table}.{edit.column}"
    if edit.table == SETTINGS:
        return noun
    if limits := _limits(edit, voice.case):
        said = "; ".join(dict.fromkeys(_limit(limit, voice) for limit in limits))
        return voice.say(_LIMIT, noun=noun, limits=said)
    subject = _subject(edit, voice)
    return f"{subject} {noun}" if subject else voice.say(_ALL, noun)


def _declared(edit: Edit) -> Column | None:
    """The column that is edited; a setting may be named by its key. None for a further one."""
    key = folded(edit.column)
    if edit.table == SETTINGS and key == "value":
        key = folded(edit.where).removeprefix("key=").strip()
    try:
        return declared(edit.table, key)
    except KeyError:
        return None


def _when(edit: Edit, voice: Voice) -> str:
    first, last = (m if m is None else month_text(m) for m in (edit.from_, edit.until))
    if first and last:
        return voice.say(_WHEN, first, last)
    if first:
        return voice.say(_SINCE, first)
    return voice.say(_TILL, last) if last else ""


def _limits(edit: Edit, case: Case) -> list[Limit]:
    if edit.table != "limits":
        return []
    try:
        return [case.limits[place] for place in touched(case, edit)]
    except EditError:
        return []


def _limit(limit: Limit, voice: Voice) -> str:
    if not MEASURES[limit.measure].percent:
        return rules.said(limit, voice)
    if folded(limit.among) not in ("", "all"):
        return rules.short(limit, voice)
    of, stage = rules.selection(limit.of, voice), STAGES[limit.stage]
    return voice.say(_SHARE, of=of, stage=voice.say(stage))


def _subject(edit: Edit, voice: Voice) -> str:
    rows = getattr(voice.case, edit.table, ())
    own = {name.rstrip("_") for row in rows[:1] for name in vars(row)}
    try:
        conditions = parse(edit.where, tuple(own.union(OFFER_FIELDS, STOCK_FIELDS))).conditions
    except SelectorError:
        return edit.where
    # What is left out is said after what is meant.
    ordered = sorted(conditions, key=lambda one: one.negated)
    return " ".join(_condition(one, voice) for one in ordered)


def _condition(condition: Condition, voice: Voice) -> str:
    said = named_some(_values(condition, voice), voice)
    return voice.say(_NOT, said) if condition.negated else said


def _values(condition: Condition, voice: Voice) -> list[str]:
    """Names of what a condition selects; ids that only begin alike are said one by one."""
    field, known = condition.field, _known(condition.field, voice.case)
    if field == "offer":
        return [_offers(condition, voice)]
    if field == "country":
        return [voice.country(value.upper()) for value in condition.values]
    if field == "owner":
        owners = {"government": _GOVERNMENT, "company": _COMPANY}
        return [voice.say(owners[v]) if v in owners else v for v in condition.values]
    plain = Condition(field, condition.values)
    found = [ident for ident in known if plain.holds((ident,))]
    if field == "supplier" and (code := _whole_country(found, voice.case)):
        return [voice.country(code)]
    return [_name(field, ident, voice) for ident in found] or list(condition.values)


def _known(field: str, case: Case) -> list[str]:
    """The ids or texts that a field may hold, spelled as they were typed."""
    tables: dict[str, tuple[Sequence[Any], Callable[[Any], str]]] = {
        "supplier": (case.suppliers, lambda row: row.supplier),
        "material": (case.materials, lambda row: row.material),
        "element": (case.materials, lambda row: row.element),
        "process": (case.processes, lambda row: row.process),
        "stockpile": (case.stockpiles, lambda row: row.stockpile),
        "license": (case.licenses, lambda row: row.license),
        "event": (case.events, lambda row: row.event),
    }
    rows, ident = tables.get(field, ((), str))
    return list(dict.fromkeys(ident(row) for row in rows))


def _whole_country(suppliers: list[str], case: Case) -> str:
    """The country whose suppliers these are, if they are several and all of them."""
    codes = {case.supplier[ident].country for ident in suppliers}
    if len(suppliers) < 2 or len(codes) != 1:
        return ""
    code = codes.pop()
    return code if len(suppliers) == sum(s.country == code for s in case.suppliers) else ""


def _name(field: str, ident: str, voice: Voice) -> str:
    return ident if field == "element" else voice.subject(ident)


def _offers(condition: Condition, voice: Voice) -> str:
    """Offers by their materials where they are all of them, else with their suppliers."""
    plain = Condition("offer", condition.values)
    found = [row for row in voice.case.offers if plain.holds((row.offer,))]
    if not found:
        return ", ".join(condition.values)
    idents = {row.material for row in found}
    materials = named_some((voice.material(row.material) for row in found), voice)
    if len(found) == sum(row.material in idents for row in voice.case.offers):
        return materials
    suppliers = named_some((voice.supplier(row.supplier) for row in found), voice)
    return f"{suppliers} {materials}"
