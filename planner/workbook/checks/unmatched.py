"""Selectors whose values pick nothing: misspelled, written as a near miss, or of nobody here."""

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator

from models.selector import Condition, Selector, folded
from planner.glossary.countries import country_code
from planner.schema.tables import TABLES
from planner.words import Words
from planner.workbook.checks.selection import Sights
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, kind
from planner.workbook.rows import Row

_LISTED = (
    "offer", "supplier", "material", "license", "stockpile", "group", "tag", "to", "location",
)  # fmt: skip
"""Fields whose values are this case's own: one that nobody has is a slip."""
_CHOICES = {"kind": "suppliers", "form": "materials", "owner": "stockpiles"}
_BETWEEN = re.compile(r"\s*[;/·、+]\s*|\s+(?:및|와|과|또는|and|or)\s+")


SELECTS_NOTHING = kind(
    "W653",
    (
        "'{name}'의 조건 '{seen}'에 맞는 것이 없습니다.",
        "'{name}': the selector '{seen}' matches nothing.",
    ),
    ("{hint_ko} 값의 철자를 확인하세요.", "{hint_en} Check how its values are spelled."),
    headline="left_out",
)
NEAR_MISS = kind(
    "E673",
    (
        "조건 '{seen}'의 '{value}'{value:은는} 이 자료에 없는 값입니다.",
        "Nothing here is '{value}', as the selector '{seen}' says.",
    ),
    ("{repair}{repair:을를} 적으세요.", "Write {repair}."),
)
VALUE_OF_NOBODY = kind(
    "W674",
    (
        "'{name}'의 조건 '{seen}'에서 '{value}' 값에 맞는 것이 없습니다.",
        "'{name}': nothing matches '{value}' in the selector '{seen}'.",
    ),
    ("{hint_ko} 값의 철자를 확인하세요.", "{hint_en} Check how it is spelled."),
    headline="left_out",
)


def unmatched(row: Row, key: str, selector: Selector, sights: Sights) -> Iterator[Fault]:
    """What a selector of a limit or an event does not pick; a value written amiss is an error."""
    fields = {condition.field for condition in selector.conditions}
    known = {field: sights.known(field) for field in fields}
    repair = _repaired(selector, sights)
    if repair is not None:
        value, text = repair
        yield NEAR_MISS.at(row.spot(key), value=value, repair=text)
        return
    name = row.text(row.grid.table.columns[0].key)
    unknown = [(c, v) for c in selector.conditions for v in c.values if _lost(v, known[c.field])]
    if selector.conditions and not sights.selected(selector):
        meant = [(c, v) for c, v in unknown if not c.negated]
        hints = (sights.meant(c.field, v) for c, v in meant)
        hint = next((hint for hint in hints if hint.en), Words("", ""))
        yield SELECTS_NOTHING.at(row.spot(key), name=name, hint_ko=hint.ko, hint_en=hint.en)
        return
    for condition, value in unknown:
        if _slip(condition, value):
            hint = sights.meant(condition.field, value)
            yield VALUE_OF_NOBODY.at(
                row.spot(key), name=name, value=value, hint_ko=hint.ko, hint_en=hint.en
            )


def of_no_country(draft: Draft, row: Row, key: str, selector: Selector) -> Iterator[Fault]:
    """A country, at whatever stage, from which nothing comes."""
    known = {folded(country) for country in countries(draft)}
    for condition in selector.on("country").conditions:
        if not condition.negated and all(_lost(value, known) for value in condition.values):
            name = row.text(row.grid.table.columns[0].key)
            yield SELECTS_NOTHING.at(row.spot(key), name=name, hint_ko="", hint_en="")


def countries(draft: Draft) -> set[str]:
    """Where anything comes from, at any stage."""
    tables = ("suppliers", "origins")
    return {row.text("country") for table in tables for row in draft.sound(table, "country")}


def _lost(value: str, known: Iterable[str]) -> bool:
    if value.endswith("*"):
        return not any(text.startswith(value[:-1]) for text in known)
    return value not in known


def _slip(condition: Condition, value: str) -> bool:
    """Whether a value that nobody has beside others that pick something is a mistake.

    Rules name more countries and elements than are bought from.
    """
    if condition.field == "country":
        return country_code(value) is None
    if condition.field in _CHOICES:
        column = TABLES[_CHOICES[condition.field]].column(condition.field)
        return value not in column.choices
    return condition.field in _LISTED


def _repaired(selector: Selector, sights: Sights) -> tuple[str, str] | None:
    """A value with the wrong sign in it, or a name for an id; and the selector mended."""
    for condition in selector.conditions:
        known = sights.known(condition.field)
        ids = ChainMap(sights.called(condition.field), known)
        for value in (v for v in condition.values if _lost(v, known)):
            parts = _BETWEEN.split(value)
            if any(part in ids for part in parts):
                return value, _text(
                    selector, value, [ids.get(part, part) for part in parts], sights
                )
    return None


def _text(selector: Selector, wrong: str, instead: list[str], sights: Sights) -> str:
    """The selector as it is written, with other values for the wrong one."""
    said = []
    for one in selector.conditions:
        parts = [part for v in one.values for part in (instead if v == wrong else [v])]
        values = "|".join(sights.known(one.field).get(part, part) for part in parts)
        said.append(f"{one.field}{'!=' if one.negated else '='}{values}")
    return ",".join(said)
