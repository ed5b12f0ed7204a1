"""The manual of the case workbook and its JSON Schema, both made from the tables' declaration."""

from collections.abc import Iterable
from typing import Any

from models.edit import ATTRIBUTE
from planner.schema.column import Column, Table
from planner.schema.tables import SCHEMA, SETTINGS, TABLES
from planner.words import Language, Words
from planner.workbook import about
from planner.workbook.wording import default_text, expects

TITLE = Words("입력 통합 문서 설명서", "Manual of the case workbook")
INTRODUCTION = Words(
    "표마다 시트가 하나씩 있습니다. 시트 이름은 키나 제목입니다. 처음 20행 안에 열의 키가 적힌 행이"
    " 있으면 되고, 열의 순서는 자유입니다. `*`가 있는 열은 꼭 채웁니다. 고르는 값, 국가, 단위, "
    "기간은 양식에 보이는 말(비율, 중국, 톤, 2027년 3월)로 적어도 됩니다. 날짜는 그 달을, 연도만 "
    "보이는 날짜는 그해를 뜻하고, 수식은 Excel이 저장한 값으로 읽습니다. 쓰임이 '표시'인 열은 "
    "계획을 바꾸지 않습니다.",
    "There is one sheet per table, named by its key or title. One of the first 20 rows holds the "
    "column keys; columns may stand in any order. Columns marked `*` are required. Choices, "
    "countries, units and periods may be typed in the words of the template (비율, 중국, 톤, "
    "2027년 3월). A date means its month, one shown as its year alone that year; a formula counts "
    "by the value Excel stored. Columns used for words alone do not change the plan.",
)
HEADINGS = (
    about.KEY, about.COLUMN, about.EXPECTED, about.UNIT, about.DEFAULT,
    Words("쓰임", "Used for"), about.EXPLANATION,
)  # fmt: skip
USES = {"plan": Words("계산", "plan"), "words": Words("표시", "words only")}
PERIOD_COLUMNS = {
    "flow": Words(
        "기간 열: `2027`, `2027-Q1`, `2027-01` 또는 `each`(매 기간). 긴 기간의 값은 고르게 나누고, "
        "짧은 기간의 값은 더합니다. 가장 좁은 기간의 열이 우선합니다.",
        "Period columns: `2027`, `2027-Q1`, `2027-01` or `each` (every period). A coarser column "
        "is spread evenly, finer ones are added up. The most specific column wins.",
    ),
    "level": Words(
        "기간 열: `2027`, `2027-Q1`, `2027-01` 또는 `each`(매 기간). 긴 기간의 값은 그 기간 내내 "
        "유지되고, 짧은 기간의 값은 평균합니다. 가장 좁은 기간의 열이 우선합니다.",
        "Period columns: `2027`, `2027-Q1`, `2027-01` or `each` (every period). A coarser column "
        "holds throughout, finer ones are averaged. The most specific column wins.",
    ),
}
ATTRIBUTES = Words(
    "`attr:NAME` 열을 몇 개든 더할 수 있습니다(숫자). average 한도에 씁니다.",
    "Any number of numeric columns `attr:NAME` may be added, for average limits.",
)

PERIOD_PATTERN = (
    r"^(each|\d{4}|\d{4}-?[Qq][1-4]|\d{4}-(0?[1-9]|1[0-2])"
    r"|\d{4}년( ?(0?[1-9]|1[0-2])월| ?[1-4]분기)?)$"
)
TEXT = {"type": "string"}
PERCENT_TEXT = {"type": "string", "pattern": r"^\s*\d+(\.\d+)?\s*%\s*$"}


def manual(language: Language) -> str:
    """Write the manual as Markdown: every table, column, unit, default and hint."""
    parts = [f"# {TITLE.to(language)}", INTRODUCTION.to(language)]
    parts += [_section(table, language) for table in TABLES.values()]
    return "\n\n".join(parts) + "\n"


def _section(table: Table, language: Language) -> str:
    need = Words(" (선택)", " (optional)").to(language) if table.optional else ""
    example = Words("예", "Example").to(language)
    parts = [
        f"## {table.title.to(language)}: `{table.key}`{need}",
        table.about.to(language),
        _grid(table.columns, language),
    ]
    if table.key == "settings":
        parts.append(_grid(SETTINGS, language))
    if table.periods:
        parts.append(PERIOD_COLUMNS[table.periods].to(language))
    if table.attributes:
        parts.append(ATTRIBUTES.to(language))
    parts.append(f"{example}: {about.sample_text(table, language)}")
    return "\n\n".join(parts)


def _grid(columns: Iterable[Column], language: Language) -> str:
    lines = [
        _line([words.to(language) for words in HEADINGS]),
        _line(["---"] * len(HEADINGS)),
    ]
    for column in columns:
        star = " *" if column.required else ""
        texts = [
            f"`{column.key}`{star}",
            column.heading.to(language),
            expects(column, language),
            column.unit.to(language),
            default_text(column),
            USES[column.use].to(language),
            column.hint.to(language),
        ]
        lines.append(_line(texts))
    return "\n".join(lines)


def _line(texts: Iterable[str]) -> str:
    return "| " + " | ".join(text.replace("|", r"\|").replace("*", r"\*") for text in texts) + " |"


def json_schema() -> dict[str, Any]:
    """Make the JSON Schema of a case as JSON: table key -> array of rows, each an object."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": TITLE.en,
        "version": SCHEMA,
        "type": "object",
        "properties": {key: _table_schema(table) for key, table in TABLES.items()},
        "required": [key for key, table in TABLES.items() if not table.optional],
        "additionalProperties": False,
    }


def _table_schema(table: Table) -> dict[str, Any]:
    patterns: dict[str, Any] = {}
    if table.periods:
        patterns[PERIOD_PATTERN] = {"type": ["number", "null"]}
    if table.attributes:
        patterns[f"^{ATTRIBUTE}.+$"] = {"type": ["number", "null"]}
    row = {
        "type": "object",
        "properties": {column.key: _column_schema(column) for column in table.columns},
        "required": list(table.required),
        "patternProperties": patterns,
        "additionalProperties": False,
    }
    return {"title": table.title.en, "description": table.about.en, "type": "array", "items": row}


def _column_schema(column: Column) -> dict[str, Any]:
    words = {"title": column.heading.en, "description": column.hint.en, "x-use": column.use}
    schema = _kind_schema(column) | words
    if column.default is not None:
        schema["default"] = column.default
    return schema


def _kind_schema(column: Column) -> dict[str, Any]:
    if column.kind == "whole" and column.choices:
        return {"anyOf": [_bounded("integer", column), {"enum": _words(column)}]}
    if column.choices:
        flags = [True, False] if column.kind == "flag" else []
        return {"enum": [*_words(column), *flags]}
    if column.kind == "fraction":
        return {"anyOf": [_bounded("number", column), PERCENT_TEXT]}
    if column.kind in ("number", "whole"):
        return _bounded("integer" if column.kind == "whole" else "number", column)
    if column.kind == "any":
        return {"type": ["number", "string", "null"]}
    return dict(TEXT)


def _words(column: Column) -> list[str]:
    """Each choice and the words for it."""
    words = (word for choice in column.choices.values() for word in choice)
    return [*dict.fromkeys((*column.choices, *words))]


def _bounded(kind: str, column: Column) -> dict[str, Any]:
    bounds: dict[str, Any] = {"type": kind}
    if column.low is not None:
        bounds["minimum"] = column.low
    if column.high is not None:
        bounds["maximum"] = column.high
    return bounds
