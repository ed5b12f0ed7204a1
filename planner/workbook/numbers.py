"""Cells as numbers: plain, whole, fractions, lists; every refusal names a repair."""

import datetime
import re
import unicodedata
from dataclasses import replace

from models.calendar import month_of, month_text
from planner.schema.column import Column
from planner.words import Words
from planner.workbook.beside import without_unit
from planner.workbook.faults import Kind, kind
from planner.workbook.guesses import digits_repaired, write_hint
from planner.workbook.magnitudes import spelled_out
from planner.workbook.sheets import Cell, number_text
from planner.workbook.typed import Typed, hinted

LARGEST = 1e15
SMALLEST = 1e-9
"""Nearer to nothing than this is a slip, and no solver tells it from nothing."""
DUST = (1e-18, 1e-12)
"""What subtraction leaves of figures that people write: 0.1 + 0.2 - 0.3 is 5.6e-17 in a cell, and
shown as 0. Nearer to nothing than that no sum comes, and somebody wrote it."""
_LONGEST_JUDGED = 60

_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_COMMA = re.compile(r"-?\d+,\d+|-?\d{1,3}(\.\d{3})+,\d+")
_BOOKED = re.compile(r"\((\d[\d,.]*)\)|[△▲−–—](\d[\d,.]*)")
_WITH_WORDS = re.compile(
    r"[^\d+.-]{0,8}?\s*([+-]?\d[\d,]*\.?\d*)\s*[^\d\s][^\d]*|[^\d]+?(\d[\d,.]*)"
)
_RANGE = re.compile(r"(\d[\d.,]*)\s*(?:~|∼|～|〜|-|–|—|에서|to)\s*(\d[\d.,]*)")
_ENDLESS = ("nan", "inf", "infinity")
_PERCENT = re.compile(
    r"([+-]?(?:\d+\.?\d*|\.\d+))\s*(?:%|퍼센트|프로|per ?cent|pct)", re.IGNORECASE
)
ASKED_FROM = 2.0
"""A cell shown as 200% or more was probably formatted after its number was typed."""
_UNBOUNDED = Column("", "number", Words("", ""), Words("", ""), percent=True)


def is_ordinary(number: float, most: float | None) -> bool:
    """True of a number above 0 and of a size that amounts and prices have, at most ``most``."""
    return SMALLEST <= number <= (most or LARGEST)


def number_in(text: str) -> float | None:
    """The number a text plainly is, or None."""
    number = float(text) if len(text) <= _LONGEST_JUDGED and _PLAIN.fullmatch(text) else None
    return None if number is None or abs(number) > LARGEST else number


DATE_AS_NUMBER = kind(
    "E324",
    (
        "숫자 자리에 날짜 {seen}{seen:이가} 있습니다.",
        "{seen} is a date. Expected a number.",
    ),
    (
        "셀 서식을 '숫자'로 바꾸고 값을 다시 적으세요.",
        "Format the cell as Number and write the value again.",
    ),
)
FLAG_AS_NUMBER = kind(
    "E325",
    ("'{seen}'{seen:은는} 숫자가 아닙니다.", "'{seen}' is true or false. Expected a number."),
    ("숫자로 적으세요.", "Write a number."),
)
NUMBER_AS_TEXT = kind(
    "N303",
    (
        "숫자 '{seen}'{seen:이가} 글자로 저장되어 있습니다.",
        "The number '{seen}' is stored as text.",
    ),
    ("{value}{value:으로} 읽었습니다.", "It was read as {value}."),
)
THOUSANDS_AS_TEXT = kind(
    "N304",
    (
        "'{seen}'{seen:은는} 천 단위 쉼표가 든 글자입니다.",
        "'{seen}' is text with thousands separators.",
    ),
    (
        "{value}{value:으로} 읽었습니다. 다른 뜻이면 고치세요.",
        "It was read as {value}; mend it if that is not meant.",
    ),
)


PERCENT_AS_NUMBER = kind(
    "E338",
    (
        "{seen}: 퍼센트로 표시된 셀인데, 이 열은 비율이 아닙니다.",
        "{seen} is shown as a percentage, and this column holds no fraction.",
    ),
    (
        "{shown}인지 {stored}인지, 셀 서식을 '숫자'로 바꾸고 다시 적으세요.",
        "Format the cell as Number, and write {shown} or {stored}, whichever is meant.",
    ),
)


def read_number(cell: Cell, column: Column) -> Typed:
    """A number within the column's bounds; digits stored as text leave a note."""
    if cell.kind == "number":
        number = float(cell.value)  # type: ignore[arg-type]
        asked = cell.percent and number and not column.percent
        return _percent_asked(number, column) if asked else _bounded(number, column)
    if cell.kind in ("date", "flag"):
        return Typed(None, DATE_AS_NUMBER if cell.kind == "date" else FLAG_AS_NUMBER)
    text = _plain(cell)
    if _PLAIN.fullmatch(text):
        return _noted(float(text), NUMBER_AS_TEXT, column)
    if _THOUSANDS.fullmatch(text):
        return _noted(float(text.replace(",", "")), THOUSANDS_AS_TEXT, column)
    found = _PERCENT.fullmatch(text) if column.percent or column.whole is not None else None
    return _no_number(text, column) if found is None else _of_percent(found[1], column)


def _of_percent(digits: str, column: Column) -> Typed:
    """A percentage in words: what a cell of that format would be."""
    number = _hundredth(digits)
    if column.whole is not None:
        return _percent_asked(number, column)
    return _noted(number, PERCENT_AS_TEXT, column)


PERCENT_OF_WHOLE = kind(
    "E339",
    (
        "{seen}: 이 열은 퍼센트가 아니라 {whole}까지 세는 점수입니다.",
        "{seen}: this column holds no percentage, it counts up to {whole}.",
    ),
    (
        "셀 서식을 '숫자'로 바꾸고 {points}{points:으로} 적으세요.",
        "Format the cell as Number, and write {points}.",
    ),
)


def _percent_asked(number: float, column: Column) -> Typed:
    """Whether the number that is stored or the one that is shown is meant; or neither."""
    if column.whole is not None:
        fields = {"whole": number_text(column.whole), "points": number_text(number * column.whole)}
        return Typed(None, PERCENT_OF_WHOLE, fields)
    fields = {"shown": number_text(number * 100), "stored": number_text(number)}
    return Typed(None, PERCENT_AS_NUMBER, fields)


def _plain(cell: Cell) -> str:
    """The text as numbers are looked for in it; of one too long for a number only the beginning."""
    text = str(cell.value).strip()
    if len(text) > _LONGEST_JUDGED:
        # Patterns would take minutes over a cell of 30,000 digits; what is cut is no number.
        text = f"{text[:_LONGEST_JUDGED]}..."
    return unicodedata.normalize("NFKC", text).strip()


def _noted(number: float, note: Kind, column: Column) -> Typed:
    checked = _bounded(number, column)
    return checked if checked.kind else Typed(number, note, {"value": number_text(number)})


NOT_FINITE = kind(
    "E320",
    ("'{seen}'{seen:은는} 계산할 수 없는 숫자입니다.", "'{seen}' is not a usable number."),
    ("보통 크기의 숫자로 적으세요(1e15 이하).", "Write an ordinary number (up to 1e15)."),
)
DECIMAL_COMMA = kind(
    "E302",
    (
        "'{seen}'{seen:은는} 쉼표가 소수점인지 천 단위 구분인지 알 수 없습니다.",
        "'{seen}' has a comma that may be a decimal point.",
    ),
    ("소수라면 {repair}{repair:으로} 적으세요.", "If it is a decimal, write {repair}."),
)
NEGATIVE_AS_TEXT = kind(
    "E327",
    (
        "'{seen}'{seen:은는} 장부식 음수 표시입니다.",
        "'{seen}' is a negative number in bookkeeping style.",
    ),
    ("{repair}{repair:으로} 적으세요.", "Write {repair}."),
)
NUMBER_WITH_UNIT = kind(
    "E326",
    ("'{seen}'에 숫자 말고 단위나 글자가 있습니다.", "'{seen}' is a number with words around it."),
    ("{mend_ko}", "{mend_en}"),
)
NOT_A_NUMBER = kind(
    "E301",
    ("'{seen}'{seen:은는} 숫자가 아닌 글자입니다.", "'{seen}' is text. Expected a number."),
    ("숫자만 적으세요.{hint_ko}", "Write a number.{hint_en}"),
)


def _no_number(text: str, column: Column) -> Typed:
    """Why a text is no number, and what was probably meant."""
    if text.casefold().lstrip("+-") in _ENDLESS:
        return Typed(None, NOT_FINITE)
    if len(text) <= _LONGEST_JUDGED and _COMMA.fullmatch(text):
        head, _, tail = text.rpartition(",")
        return Typed(None, DECIMAL_COMMA, {"repair": f"{head.replace('.', '')}.{tail}"})
    if booked := _BOOKED.fullmatch(text):
        return Typed(None, NEGATIVE_AS_TEXT, {"repair": f"-{booked[1] or booked[2]}"})
    if number := _number_alone(text):
        mend = without_unit(text, number, column)
        return Typed(None, NUMBER_WITH_UNIT, {"mend_ko": mend.ko, "mend_en": mend.en})
    return hinted(NOT_A_NUMBER, _meant(text) or (_NO_ROW if column.required else _BLANK))


def _meant(text: str) -> Words | None:
    """The number with its letters mended, or those at the ends of a range."""
    if repair := digits_repaired(text):
        return Words(f" {repair} 아닌가요?", f" Here: write {repair}.")
    ends = _ends(text)
    return _one_of(*ends) if ends else None


def _ends(text: str) -> tuple[str, ...]:
    """Both ends of a range, or none."""
    found = _RANGE.fullmatch(text) if len(text) <= _LONGEST_JUDGED else None
    return found.groups() if found else ()


def _one_of(low: str, high: str) -> Words:
    return Words(*(words.format(low, high) for words in _ONE_OF))


_ONE_OF = Words(
    " 범위는 읽지 않습니다. {0}, {1} 또는 그 사이의 한 값을 적으세요.",
    " No range is read: write {0}, {1} or one number between.",
)
_BLANK = Words(" 값이 없으면 비워 두세요.", " Leave the cell blank if there is none.")
_NO_ROW = Words(
    " 꼭 필요한 값이니 아직 모르면 행 전체를 지우세요.",
    " It is required: delete the row if it is not known yet.",
)


def _number_alone(text: str) -> str:
    """The number among words: 400 of ``400 USD``, 30000 of ``3만 톤``; nothing if none is."""
    if len(text) > _LONGEST_JUDGED or digits_repaired(text):
        return ""
    found = _WITH_WORDS.fullmatch(text)
    return spelled_out(text) or ((found[1] or found[2]).replace(",", "") if found else "")


NOT_ABOVE = kind(
    "E329",
    ("'{seen}'{seen:은는} 너무 작습니다.", "'{seen}' is too low."),
    ("{low}보다 크게 적으세요.", "Write more than {low}."),
)
TOO_LOW = kind(
    "E307",
    ("'{seen}'{seen:은는} 너무 작습니다.", "'{seen}' is too low."),
    ("{low} 이상으로 적으세요.", "Write {low} or more."),
)
TOO_HIGH = kind(
    "E308",
    ("'{seen}'{seen:은는} 너무 큽니다.", "'{seen}' is too high."),
    ("{high} 이하로 적으세요.", "Write {high} or less."),
)


READ_AS_NOTHING = kind(
    "N337",
    (
        "'{seen}'{seen:은는} 빼기 계산에서 남은 자투리로 보입니다.",
        "'{seen}' is what a subtraction leaves of nothing.",
    ),
    ("0으로 읽었습니다.", "It was read as 0."),
)
TOO_NEAR_NOTHING = kind(
    "E336",
    (
        "'{seen}'{seen:은는} 0에 너무 가까운 숫자입니다.",
        "'{seen}' is too close to nothing to count.",
    ),
    (
        "0 또는 {least} 이상의 숫자로 적으세요(더 작은 단위를 쓰세요).",
        "Write 0, or {least} or more (use a smaller unit).",
    ),
)


def _bounded(number: float, column: Column) -> Typed:
    if abs(number) > LARGEST:
        return Typed(None, NOT_FINITE)
    if DUST[0] <= abs(number) < DUST[1]:
        found = _within(0.0, column)
        return found if found.kind else Typed(0.0, READ_AS_NOTHING)
    if 0 < abs(number) < SMALLEST:
        return Typed(None, TOO_NEAR_NOTHING, {"least": number_text(SMALLEST)})
    return _within(number, column)


def _within(number: float, column: Column) -> Typed:
    """The number, if the column's own bounds hold it."""
    if column.low is not None and column.above and number <= column.low:
        return Typed(None, NOT_ABOVE, {"low": number_text(column.low)})
    if column.low is not None and number < column.low:
        return Typed(None, TOO_LOW, {"low": number_text(column.low)})
    if column.high is not None and number > column.high:
        return Typed(None, TOO_HIGH, {"high": number_text(column.high)})
    return Typed(number)


NOT_WHOLE = kind(
    "E309",
    ("'{seen}'{seen:은는} 정수가 아닙니다.", "'{seen}' is not a whole number."),
    ("소수점 없이 {repair}처럼 적으세요.", "Write a whole number such as {repair}."),
)


def read_whole(cell: Cell, column: Column) -> Typed:
    """A whole number."""
    found = read_number(cell, column)
    if found.broken or found.value is None:
        return found
    if found.value != int(found.value):
        return Typed(None, NOT_WHOLE, {"repair": number_text(round(found.value))})
    return found._replace(value=int(found.value))


PERCENT_AS_TEXT = kind(
    "N306",
    ("비율 '{seen}'{seen:이가} 글자로 저장되어 있습니다.", "'{seen}' is stored as text."),
    ("{value}{value:으로} 읽었습니다.", "It was read as {value}."),
)
BARE_PERCENT = kind(
    "E305",
    (
        "'{seen}'{seen:은는} 비율로 읽으면 {as_percent}%입니다.",
        "'{seen}' as a fraction would be {as_percent}%.",
    ),
    (
        "{seen}%라면 {fraction} 또는 {seen}%로 적으세요.",
        "If {seen}% is meant, write {fraction} or {seen}%.",
    ),
)


ODD_PERCENT = kind(
    "E334",
    (
        "'{seen}'{seen:은는} 전체의 {times}배입니다.",
        "'{seen}' is {times} times the whole.",
    ),
    (
        "{times}%라면 {times}% 또는 {fraction}{fraction:으로} 적으세요.{hint_ko}",
        "If {times}% is meant, write {times}% or {fraction}.{hint_en}",
    ),
)


def read_fraction(cell: Cell, column: Column) -> Typed:
    """0.65, 65% or a %-formatted cell; a bare 65 could be either and is asked about."""
    if cell.kind == "text":
        text = _plain(cell)
        if found := _PERCENT.fullmatch(text):
            # Decimal places are shifted in the text: 14.5% is 0.145 and not 0.14500000000000002.
            return _noted(_hundredth(found[1]), PERCENT_AS_TEXT, column)
        if _PERCENT.search(text):
            return _no_fraction(text, column)
    read = read_number(cell, replace(_UNBOUNDED, required=column.required))
    if read.broken or read.value is None:
        return read
    if read.value > 1 and not cell.percent:
        return Typed(None, BARE_PERCENT, {
            "as_percent": number_text(read.value * 100),
            "fraction": number_text(read.value / 100),
        })  # fmt: skip
    if read.value >= ASKED_FROM and cell.percent:
        return _odd_percent(read.value, column)
    checked = _bounded(read.value, column)
    return checked if checked.kind else read


def _no_fraction(text: str, column: Column) -> Typed:
    """Why a text with a percentage in it is no fraction: 79,8%, 70~80%, about 80%."""
    bare = text.replace("%", "").strip()
    if len(bare) <= _LONGEST_JUDGED and _COMMA.fullmatch(bare):
        head, _, tail = bare.rpartition(",")
        return Typed(None, DECIMAL_COMMA, {"repair": f"{head.replace('.', '')}.{tail}%"})
    if ends := _ends(bare):
        return hinted(NOT_A_NUMBER, _one_of(*(f"{end}%" for end in ends)))
    found = _PERCENT.search(text)
    mend = without_unit("", f"{found[1] if found else bare}%", column)
    return Typed(None, NUMBER_WITH_UNIT, {"mend_ko": mend.ko, "mend_en": mend.en})


def _odd_percent(fraction: float, column: Column) -> Typed:
    """Whether 8% or 800% is meant; a fraction without an upper bound may be that large."""
    shown = f"{number_text(fraction * 100)}%"
    may_be = Words(
        f" 정말 {shown}이면 셀 서식을 '텍스트'로 바꾸고 {shown}라고 적으세요.",
        f" If it really is {shown}, format the cell as Text and write {shown}.",
    )
    hint = may_be if column.high is None else Words("", "")
    return Typed(None, ODD_PERCENT, {
        "times": number_text(fraction),
        "fraction": number_text(fraction / 100),
        "hint_ko": hint.ko,
        "hint_en": hint.en,
    })  # fmt: skip


def fraction_cell(fraction: float) -> Cell:
    """The cell that is read as this fraction and not asked about: 800% stands as a text."""
    if fraction >= ASKED_FROM:
        return Cell(f"{number_text(fraction * 100)}%")
    return Cell(fraction, "number", percent=True)


def _hundredth(text: str) -> float:
    return float(f"{text}e-2")


BAD_NUMBER_LIST = kind(
    "E328",
    (
        "'{seen}'에 숫자가 아닌 '{part}'{part:이가} 있습니다.",
        "'{part}' in '{seen}' is not a number.",
    ),
    (
        "숫자를 ; 로 나누어 0.8; 1; 1.2처럼 적으세요.{hint_ko}",
        "Write numbers with ; between, like 0.8; 1; 1.2.{hint_en}",
    ),
)


def read_numbers(cell: Cell, column: Column) -> Typed:
    """Numbers with ; between."""
    if cell.kind == "number":
        found = _bounded(float(cell.value), column)  # type: ignore[arg-type]
        return found if found.broken else found._replace(value=(found.value,))
    values = []
    text = unicodedata.normalize("NFKC", cell.shown)
    for part in (piece.strip() for piece in text.split(";") if piece.strip()):
        percent = _PERCENT.fullmatch(part) if len(part) <= _LONGEST_JUDGED else None
        number = _hundredth(percent[1]) if percent else number_in(part)
        if number is not None and 0 < abs(number) < SMALLEST:
            return Typed(None, TOO_NEAR_NOTHING, {"least": number_text(SMALLEST)})
        if number is None:
            hint = write_hint(spelled_out(part))
            fields = {"part": part, "hint_ko": hint.ko, "hint_en": hint.en}
            return Typed(None, BAD_NUMBER_LIST, fields)
        values.append(number)
    return Typed(tuple(values))


def read_any(cell: Cell, column: Column) -> Typed:
    """A number stays a number, a date is its month, a percentage in words is a number."""
    if cell.kind == "number":
        return _bounded(float(cell.value), column)  # type: ignore[arg-type]
    if isinstance(cell.value, datetime.date):
        if cell.year:
            return Typed(cell.shown)
        return Typed(month_text(month_of(cell.value.year, cell.value.month)))
    if cell.kind == "flag":
        return Typed("yes" if cell.value else "no")
    text = str(cell.value)
    if found := _PERCENT.fullmatch(_plain(cell)):
        return Typed(_hundredth(found[1]))
    number = number_in(text)
    return Typed(text) if number is None else _bounded(number, column)
