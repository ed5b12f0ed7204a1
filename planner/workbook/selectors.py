"""Selectors as people type them: the words of the template brought to the values they stand for.

>>> spelled("country=중국|일본, form=산화물")
'country=CN|JP, form=oxide'
"""

import re
from collections.abc import Callable

from models.calendar import month_text
from models.selector import SelectorError, folded, parse
from planner.glossary.countries import country_code
from planner.schema.column import Column
from planner.schema.tables import TABLES
from planner.workbook.codes import read_period, read_unit
from planner.workbook.names import read_choice
from planner.workbook.sheets import Cell

_SEEN = ("materials", "suppliers", "stockpiles")
"""The tables whose columns a selector of offers or stockpiles sees."""
_WITH_FIELDS = ("stockpiles", "offers", "suppliers", "materials")
_ALSO = {
    "나라": "country",
    "국적": "country",
    "업체": "supplier",
    "회사": "supplier",
    "tags": "tag",
    "태그": "tag",
    "자재": "material",
}
"""What else people call the fields of a selector."""
_ALL = ("전체", "모두", "전부")
_AND = re.compile(r"[,，、;&\n]|\sand\s|\s그리고\s")
_LOOSE = re.compile(r"(\w+?)(\s*(?:!=|<>|≠|=+|:)\s*|\s+)(.+)")
"""A condition with whatever sign stands in it."""
_SIGNS = re.compile(r"[|;/·、+]")
_WORDS = re.compile(
    r"\s+(?:및|와|과|또는|혹은|그리고|and|or)\s+|(?<=[가-힣])(?:와|과|이랑|랑)\s+|\s*&\s*"
)
"""What people write between codes: signs, and words that may also stand within a name."""
_CONDITION = re.compile(r"(\s*(\w+)\s*!?=\s*)(.*)", re.DOTALL)


def spelled(text: str, table: str = "") -> str:
    """Return a selector with its countries, choices, units and periods as the case has them.

    What is none of these stays.

    ``table`` is the one whose rows it picks, if not offers or stockpiles.
    """
    if folded(text) in _ALL:
        return "all"
    return ",".join(_condition(one, table) for one in text.split(","))


def mended(text: str, fields: tuple[str, ...]) -> str:
    """Return a selector that cannot be read as it was probably meant; empty if nobody can tell.

    >>> mended("country=CN, JP; element: Nd", ("country", "element"))
    'country=CN|JP,element=Nd'
    """
    parts: list[str] = []
    for piece in filter(None, (one.strip() for one in _AND.split(text))):
        found = _LOOSE.fullmatch(piece)
        field = _field(found[1], fields) if found else ""
        if found and field:
            sign = "!=" if found[2].strip() in ("!=", "<>", "≠") else "="
            parts.append(f"{field}{sign}{found[3]}")
        elif parts and "=" not in piece:
            parts[-1] += f"|{piece}"
        elif "country" in fields and country_code(piece):
            parts.append(f"country={piece}")
        else:
            return ""
    meant = spelled(",".join(parts))
    try:
        parse(meant, fields)
    except SelectorError:
        return ""
    return meant


def _field(text: str, fields: tuple[str, ...]) -> str:
    """The field meant by its key or its heading in the template; empty if by neither."""
    headings = {
        folded(word).removesuffix(" id"): column.key
        for table in _WITH_FIELDS
        for column in TABLES[table].columns
        if column.key in fields
        for word in column.heading
    }
    known = headings | _ALSO | {field: field for field in fields}
    meant = known.get(folded(text), "")
    return meant if meant in fields else ""


def _condition(text: str, table: str) -> str:
    found = _CONDITION.fullmatch(text)
    column = _column(folded(found[2]), table) if found else None
    if found is None or column is None:
        return text
    # Other signs between countries or choices are a slip: no code holds one.
    lists = column.kind in ("country", "choice") and "=" not in found[3]
    parts = _listed(found[3], column) if lists else found[3].split("|")
    return found[1] + "|".join(_value(one, column) for one in parts)


def _listed(text: str, column: Column) -> list[str]:
    """Several codes in one condition; blanks and words stand within a name or between two."""
    parts: list[str] = []
    for part in (piece.strip(" '\"()[]{}") for piece in _SIGNS.split(text)):
        ways = ([part], _WORDS.split(part), part.split())
        parts += next((way for way in ways if way and _all_known(way, column)), [part])
    return parts


def _all_known(texts: list[str], column: Column) -> bool:
    return all(_MEANT[column.kind](text, column) is not None for text in texts)


def _column(field: str, table: str) -> Column | None:
    columns = (c for key in (table, *_SEEN) if key in TABLES for c in TABLES[key].columns)
    column = next((column for column in columns if column.key == field), None)
    return column if column and column.kind in _MEANT else None


def _month(text: str, column: Column) -> str | None:
    month = read_period(Cell(text), column).value
    return None if month is None else month_text(month)


_MEANT: dict[str, Callable[[str, Column], str | None]] = {
    "country": lambda text, _: country_code(text),
    "choice": lambda text, column: read_choice(Cell(text), column).value,
    "unit": lambda text, column: read_unit(Cell(text), column).value,
    "period": _month,
}
"""What a text means in a column of a kind."""


def _value(text: str, column: Column) -> str:
    meant = _MEANT[column.kind](text, column)
    return meant if meant and folded(meant) != folded(text) else text
