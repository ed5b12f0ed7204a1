"""What may be typed into a column, in words: for prompts, the guide sheet and the manual."""

from planner.schema.column import Column
from planner.schema.tables import TABLES
from planner.words import Language, Words

EXPECTS: dict[str, Words] = {
    "id": Words("이름(겹치지 않게, , | = * 제외)", "a name of its own, without , | = *"),
    "ref": Words("'{sheet}' 시트에 있는 이름", "a name on the sheet '{sheet}'"),
    "text": Words("글자", "text"),
    "unit": Words("t(톤), kg 또는 다른 말", "t (ton), kg or a word of its own"),
    "tags": Words("글자, 사이에 ;", "texts with ; between"),
    "choice": Words("{choices}", "{choices}"),
    "flag": Words("yes 또는 no", "yes or no"),
    "number": Words("숫자", "a number"),
    "whole": Words("정수", "a whole number"),
    "fraction": Words("0.65 또는 65%", "0.65 or 65%"),
    "numbers": Words("숫자, 사이에 ;", "numbers with ; between"),
    "period": Words("2027, 2027-Q1, 2027-01", "2027, 2027-Q1 or 2027-01"),
    "location": Words("장소 이름", "name of a place"),
    "country": Words("두 글자 국가 코드나 국가명", "two-letter country code or name"),
    "currency": Words("세 글자 통화 코드", "three-letter currency code"),
    "selector": Words("조건: country=CN,element=NdPr", "conditions: country=CN,element=NdPr"),
    "any": Words("숫자 또는 글자", "a number or text"),
}
LISTED = Words("'목록' 시트에 있는 값", "a value of the sheet 'Lists'")
MANY = 10
"""More choices than this do not fit into a line."""


def expects(column: Column, language: Language) -> str:
    """Say what may stand in the column, with its bounds: ``a number, 0 or more``."""
    sheet = TABLES[column.refers_to].title.to(language) if column.refers_to else ""
    words = (LISTED if len(column.choices) > MANY else EXPECTS[column.kind]).to(language)
    choices = ", ".join(_choice(*choice, language) for choice in column.choices.items())
    words = words.format(sheet=sheet, choices=choices)
    bounds = _bounds(column, language)
    found = f"{words}, {bounds}" if bounds else words
    either = Words(f"{found} 또는 {choices}", f"{found}, or {choices}").to(language)
    return either if column.kind == "whole" and choices else found


def _choice(value: str, words: Words, language: Language) -> str:
    """A value with the word that may be typed for it: ``share(비율)``."""
    word = words.to(language)
    return value if word == value else f"{value}({word})"


def _bounds(column: Column, language: Language) -> str:
    if column.low is None:
        return ""
    if column.high is None:
        return Words(f"{column.low:g} 이상", f"{column.low:g} or more").to(language)
    return Words(f"{column.low:g} ~ {column.high:g}", f"from {column.low:g} to {column.high:g}").to(
        language
    )


def default_text(column: Column) -> str:
    """Write the value a blank cell takes; empty if a blank cell stays blank."""
    if column.default is None:
        return ""
    if isinstance(column.default, bool):
        return "yes" if column.default else "no"
    return f"{column.default:g}" if isinstance(column.default, float) else str(column.default)


def prompt(column: Column, language: Language) -> str:
    """Say all that fits into a cell's input message: hint, unit, default."""
    parts = [column.hint.to(language)]
    if column.unit.en:
        parts.append(Words("단위: ", "Unit: ").to(language) + column.unit.to(language))
    if default := default_text(column):
        parts.append(Words("비우면 ", "Blank: ").to(language) + default)
    return "\n".join(parts)
