"""One cell to one typed value, by the kind of its column; every refusal names a repair.

Nothing is guessed silently: what is read otherwise than it stands there leaves a note.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from models.calendar import month_of, month_text, parse_period
from models.selector import folded
from planner.schema.column import Column
from planner.words import Words
from planner.workbook.faults import Kind
from planner.workbook.guesses import (
    COUNTRIES,
    CURRENCIES,
    code_guess,
    did_you_mean,
    digits_repaired,
    period_guess,
    tidy,
    write_hint,
)
from planner.workbook.kinds import cells as kinds
from planner.workbook.sheets import Cell, number_text

LARGEST = 1e15
_LONGEST_JUDGED = 60
MAX_ID = 255
RESERVED = ",|=*"
NO_PLACE = (
    "-",
    "--",
    ".",
    "/",
    "n/a",
    "na",
    "n.a.",
    "none",
    "nil",
    "없음",
    "해당없음",
    "해당 없음",
)
"""What people write where there is nothing to write."""
YES = ("yes", "y", "true", "1", "예", "네", "o")
NO = ("no", "n", "false", "0", "아니오", "아니요", "x")

_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_COMMA = re.compile(r"-?\d+,\d+|-?\d{1,3}(\.\d{3})+,\d+")
_BOOKED = re.compile(r"\((\d[\d,.]*)\)|[△▲−–—](\d[\d,.]*)")
_WITH_WORDS = re.compile(
    r"[^\d+.-]{0,8}?\s*([+-]?\d[\d,]*\.?\d*)\s*[^\d\s][^\d]*|[^\d]+?(\d[\d,.]*)"
)
_ENDLESS = ("nan", "inf", "infinity")
_PERCENT = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))\s*%")


class Typed(NamedTuple):
    """A value, or what is wrong with the cell (a note or a warning comes with a value)."""

    value: Any = None
    kind: Kind | None = None
    fields: Mapping[str, object] = MappingProxyType({})

    @property
    def broken(self) -> bool:
        """True if there is no value because the cell is wrong."""
        return self.kind is not None and self.kind.severity == "error"


def typed(cell: Cell, column: Column) -> Typed:
    """The cell as its column wants it. Blank text gives None."""
    if cell.kind == "error":
        return Typed(None, kinds.ERROR_CELL)
    if cell.kind == "formula":
        return Typed(None, kinds.NO_STORED_VALUE)
    if cell.kind == "text":
        cell = Cell(tidy(str(cell.value)))
        if not cell.value:
            return Typed()
    return _READERS[column.kind](cell, column)


def number_in(text: str) -> float | None:
    """The number a text plainly is, or None."""
    number = float(text) if _PLAIN.fullmatch(text) else None
    return None if number is None or abs(number) > LARGEST else number


def _number(cell: Cell, column: Column) -> Typed:
    if cell.kind == "number":
        return _bounded(float(cell.value), column)  # type: ignore[arg-type]
    if cell.kind == "date":
        return Typed(None, kinds.DATE_AS_NUMBER)
    if cell.kind == "flag":
        return Typed(None, kinds.FLAG_AS_NUMBER)
    text = unicodedata.normalize("NFKC", str(cell.value)).strip()
    if _PLAIN.fullmatch(text):
        return _noted(float(text), kinds.NUMBER_AS_TEXT, column)
    if _THOUSANDS.fullmatch(text):
        return _noted(float(text.replace(",", "")), kinds.THOUSANDS_AS_TEXT, column)
    return _no_number(text)


def _noted(number: float, note: Kind, column: Column) -> Typed:
    checked = _bounded(number, column)
    return checked if checked.kind else Typed(number, note, {"value": number_text(number)})


def _no_number(text: str) -> Typed:
    """Why a text is no number, and what was probably meant."""
    if text.casefold().lstrip("+-") in _ENDLESS:
        return Typed(None, kinds.NOT_FINITE)
    if len(text) <= _LONGEST_JUDGED and _COMMA.fullmatch(text):
        head, _, tail = text.rpartition(",")
        return Typed(None, kinds.DECIMAL_COMMA, {"repair": f"{head.replace('.', '')}.{tail}"})
    if booked := _BOOKED.fullmatch(text):
        return Typed(None, kinds.NEGATIVE_AS_TEXT, {"repair": f"-{booked[1] or booked[2]}"})
    repair = digits_repaired(text)
    if not repair and len(text) <= _LONGEST_JUDGED and (found := _WITH_WORDS.fullmatch(text)):
        number = (found[1] or found[2]).replace(",", "")
        return Typed(None, kinds.NUMBER_WITH_UNIT, {"repair": number})
    if repair:
        return _hinted(kinds.NOT_A_NUMBER, Words(f" {repair} 아닌가요?", f" Here: write {repair}."))
    blank = Words(" 값이 없으면 비워 두세요.", " Leave the cell blank if there is none.")
    return _hinted(kinds.NOT_A_NUMBER, blank)


def _bounded(number: float, column: Column) -> Typed:
    if abs(number) > LARGEST:
        return Typed(None, kinds.NOT_FINITE)
    if column.low is not None and column.above and number <= column.low:
        return Typed(None, kinds.NOT_ABOVE, {"low": number_text(column.low)})
    if column.low is not None and number < column.low:
        return Typed(None, kinds.TOO_LOW, {"low": number_text(column.low)})
    if column.high is not None and number > column.high:
        return Typed(None, kinds.TOO_HIGH, {"high": number_text(column.high)})
    return Typed(number)


def _whole(cell: Cell, column: Column) -> Typed:
    found = _number(cell, column)
    if found.broken or found.value is None:
        return found
    if found.value != int(found.value):
        return Typed(None, kinds.NOT_WHOLE, {"repair": number_text(round(found.value))})
    return found._replace(value=int(found.value))


def _fraction(cell: Cell, column: Column) -> Typed:
    """0.65, 65% or a %-formatted cell; a bare 65 could be either and is asked about."""
    if cell.kind == "text":
        text = unicodedata.normalize("NFKC", str(cell.value)).strip()
        if found := _PERCENT.fullmatch(text):
            # Decimal places are shifted in the text: 14.5% is 0.145 and not 0.14500000000000002.
            return _noted(_hundredth(found[1]), kinds.PERCENT_AS_TEXT, column)
    read = _number(cell, _UNBOUNDED)
    if read.broken or read.value is None:
        return read
    if read.value > 1 and not cell.percent:
        return Typed(None, kinds.BARE_PERCENT, {
            "as_percent": number_text(read.value * 100),
            "fraction": number_text(read.value / 100),
        })  # fmt: skip
    checked = _bounded(read.value, column)
    return checked if checked.kind else read


def _hundredth(text: str) -> float:
    return float(f"{text}e-2")


def _flag(cell: Cell, column: Column) -> Typed:
    if cell.kind == "flag":
        return Typed(bool(cell.value))
    text = folded(cell.shown)
    if text in YES:
        return Typed(True)
    return Typed(False) if text in NO else Typed(None, kinds.BAD_FLAG)


def _choice(cell: Cell, column: Column) -> Typed:
    text = folded(cell.shown)
    for choice in column.choices:
        if folded(choice) == text:
            return Typed(choice)
    hint = did_you_mean(cell.shown, column.choices)
    fields = {"hint_ko": hint.ko, "hint_en": hint.en, "choices": ", ".join(column.choices)}
    return Typed(None, kinds.BAD_CHOICE, fields)


def _text(cell: Cell, column: Column) -> Typed:
    return Typed(cell.shown)


def _name(cell: Cell, column: Column) -> Typed:
    """An id, a reference or a location: short text without the signs selectors use."""
    text = cell.shown
    named = column.kind in ("id", "location")
    signs = [sign for sign in RESERVED if sign in text] if named else []
    if signs:
        repair = re.sub(r"\s*[,|=*]\s*", "_", text).strip("_") or "A1"
        return Typed(None, kinds.RESERVED_SIGN, {"sign": " ".join(signs), "repair": repair})
    if len(text) > MAX_ID:
        return Typed(None, kinds.TOO_LONG, {"length": len(text), "limit": MAX_ID})
    if column.kind == "location" and folded(text) in NO_PLACE:
        return Typed(text, kinds.NO_PLACE)
    return _id(cell) if column.kind == "id" else Typed(text)


def _id(cell: Cell) -> Typed:
    """An id that Excel may have made of another one."""
    if cell.kind == "date":
        return Typed(cell.shown, kinds.DATE_AS_ID)
    if cell.kind == "number":
        if abs(float(cell.value)) >= LARGEST:  # type: ignore[arg-type]
            return Typed(None, kinds.LONG_NUMBER_AS_ID)
        return Typed(cell.shown, kinds.NUMBER_AS_ID)
    return Typed(cell.shown)


def months_of(cell: Cell) -> tuple[int, int] | None:
    """First and last month of a period cell, or None."""
    if isinstance(cell.value, datetime.date):
        month = month_of(cell.value.year, cell.value.month)
        return month, month
    return parse_period(unicodedata.normalize("NFKC", cell.shown).strip())


def _period(cell: Cell, column: Column) -> Typed:
    """The first month; the last one where a row ends (``until``)."""
    months = months_of(cell)
    if months is None:
        return _hinted(kinds.BAD_PERIOD, write_hint(period_guess(cell.shown)))
    return Typed(months[1] if column.ends else months[0])


def _country(cell: Cell, column: Column) -> Typed:
    code = unicodedata.normalize("NFKC", cell.shown).upper()
    if re.fullmatch("[A-Z]{2}", code):
        return Typed(code)
    if guess := code_guess(cell.shown, COUNTRIES):
        # China and CN would count as two countries in every limit.
        return _hinted(kinds.BAD_COUNTRY, write_hint(guess))
    return Typed(code, kinds.ODD_COUNTRY)


def _currency(cell: Cell, column: Column) -> Typed:
    code = cell.shown.upper()
    if re.fullmatch("[A-Z][A-Z0-9_]{2,9}", code) and folded(code) not in CURRENCIES:
        return Typed(code)
    return _hinted(kinds.BAD_CURRENCY, write_hint(code_guess(cell.shown, CURRENCIES)))


def _tags(cell: Cell, column: Column) -> Typed:
    tags = tuple(tag.strip() for tag in cell.shown.split(";") if tag.strip())
    return Typed(tags, kinds.COMMA_IN_TAG) if "," in cell.shown else Typed(tags)


def _numbers(cell: Cell, column: Column) -> Typed:
    if cell.kind == "number":
        found = _bounded(float(cell.value), column)  # type: ignore[arg-type]
        return found if found.kind else Typed((found.value,))
    values = []
    for part in (piece.strip() for piece in cell.shown.split(";") if piece.strip()):
        percent = _PERCENT.fullmatch(part)
        number = _hundredth(percent[1]) if percent else number_in(part)
        if number is None:
            return Typed(None, kinds.BAD_NUMBER_LIST, {"part": part})
        values.append(number)
    return Typed(tuple(values))


def _any(cell: Cell, column: Column) -> Typed:
    """A number stays a number, a date is its month, a percentage in words is a number."""
    if cell.kind == "number":
        return _bounded(float(cell.value), column)  # type: ignore[arg-type]
    if isinstance(cell.value, datetime.date):
        return Typed(month_text(month_of(cell.value.year, cell.value.month)))
    if cell.kind == "flag":
        return Typed("yes" if cell.value else "no")
    text = str(cell.value)
    if found := _PERCENT.fullmatch(text):
        return Typed(_hundredth(found[1]))
    number = number_in(text)
    return Typed(text if number is None else number)


def _hinted(kind: Kind, hint: Words) -> Typed:
    return Typed(None, kind, {"hint_ko": hint.ko, "hint_en": hint.en})


_UNBOUNDED = Column("", "number", Words("", ""), Words("", ""))

_READERS: dict[str, Callable[[Cell, Column], Typed]] = {
    "id": _name,
    "ref": _name,
    "location": _name,
    "text": _text,
    "unit": _text,
    "selector": _text,
    "tags": _tags,
    "choice": _choice,
    "flag": _flag,
    "number": _number,
    "whole": _whole,
    "fraction": _fraction,
    "numbers": _numbers,
    "period": _period,
    "country": _country,
    "currency": _currency,
    "any": _any,
}
