"""Cells as texts: names, tags, choices, yes and no."""

import re

from models.selector import folded
from planner.glossary.choices import SENSE_SIGNS
from planner.schema.column import Column
from planner.words import Words
from planner.workbook.faults import kind
from planner.workbook.guesses import did_you_mean, nearest
from planner.workbook.numbers import LARGEST
from planner.workbook.sheets import Cell
from planner.workbook.typed import Typed

MAX_ID = 255
RESERVED = ",|=*"
NOTHING = (
    "-", "--", ".", "/", "n/a", "na", "n.a.", "none", "nil", "없음", "해당없음",
    "해당 없음",
)  # fmt: skip
"""What people write where there is nothing to write."""
UNLIMITED = (
    "inf", "+inf", "infinity", "infinite", "∞", "unlimited", "no limit", "none", "무제한", "무한",
    "무한대", "제한없음", "제한 없음", "한도없음", "한도 없음", "계속",
)  # fmt: skip
"""What people write where there is no limit."""
YES = ("yes", "y", "true", "1", "예", "네", "o")
NO = ("no", "n", "false", "0", "아니오", "아니요", "x")


BAD_FLAG = kind(
    "E311",
    ("'{seen}'{seen:은는} 예, 아니요가 아닙니다.", "'{seen}' is neither yes nor no."),
    ("yes 또는 no로 적으세요.", "Write yes or no."),
)


def read_flag(cell: Cell, column: Column) -> Typed:
    """Yes or no, in either language."""
    if cell.kind == "flag":
        return Typed(bool(cell.value))
    text = folded(cell.shown)
    if text in YES:
        return Typed(True)
    return Typed(False) if text in NO else Typed(None, BAD_FLAG)


BAD_CHOICE = kind(
    "E310",
    ("'{seen}'{seen:은는} 고를 수 없는 값입니다.", "'{seen}' is not one of the choices."),
    ("{hint_ko} 고를 수 있는 값: {choices}.", "{hint_en} Choices: {choices}."),
)


def read_choice(cell: Cell, column: Column) -> Typed:
    """One of the column's choices: the value itself, or its words as the template shows them."""
    text = _alike(cell.shown)
    meant = [choice for choice in column.choices if _alike(choice) == text] or [
        choice for choice, words in column.choices.items() if text in map(_alike, words)
    ]
    if len(meant) == 1:
        return Typed(meant[0])
    words = {word: choice for choice, both in column.choices.items() for word in (*both, choice)}
    sign = SENSE_SIGNS.get(text)
    guess = sign if sign in column.choices else words.get(nearest(cell.shown, words))
    hint = did_you_mean(guess, [guess]) if guess else Words("", "")
    choices = ", ".join(meant or column.choices)
    fields = {"hint_ko": hint.ko, "hint_en": hint.en, "choices": choices}
    return Typed(None, BAD_CHOICE, fields)


def _alike(text: str) -> str:
    """Text as choices are compared: blanks do not count."""
    return re.sub(r"\s", "", folded(text))


def read_text(cell: Cell, column: Column) -> Typed:
    """Any text."""
    return Typed(cell.shown)


RESERVED_SIGN = kind(
    "E323",
    (
        "'{seen}'에 쓸 수 없는 기호 {sign} 이(가) 있습니다.",
        "'{seen}' holds the sign {sign}, which names may not contain.",
    ),
    (
        ", | = * 기호를 빼고 적으세요. 예: {repair}",
        "Write it without , | = * signs, for example {repair}.",
    ),
)
TOO_LONG = kind(
    "E321",
    (
        "셀의 글자가 너무 깁니다({length}자).",
        "The text in the cell is too long ({length} signs).",
    ),
    ("{limit}자 이하로 줄이세요.", "Shorten it to at most {limit} signs."),
)
NO_PLACE = kind(
    "W333",
    (
        "'{seen}'{seen:을를} 장소 이름으로 읽었습니다.",
        "'{seen}' was read as the name of a location.",
    ),
    (
        "장소가 따로 없으면 칸을 비우세요.",
        "Leave the cell blank if there is only one location.",
    ),
)


def read_name(cell: Cell, column: Column) -> Typed:
    """An id, a reference or a location: short text without the signs selectors use."""
    text = cell.shown
    named = column.kind in ("id", "location")
    signs = [sign for sign in RESERVED if sign in text] if named else []
    if signs:
        repair = re.sub(r"\s*[,|=*]\s*", "_", text).strip("_") or "A1"
        return Typed(None, RESERVED_SIGN, {"sign": " ".join(signs), "repair": repair})
    if len(text) > MAX_ID:
        return Typed(None, TOO_LONG, {"length": len(text), "limit": MAX_ID})
    if column.kind == "location" and folded(text) in NOTHING:
        return Typed(text, NO_PLACE)
    return _id(cell) if column.kind == "id" else Typed(text)


DATE_AS_ID = kind(
    "W332",
    (
        "이름 열에 날짜 {seen}{seen:이가} 있습니다. Excel이 '3-1' 같은 이름을 날짜로 바꾸었을 수"
        " 있습니다.",
        "The id {seen} is a date; Excel may have made it of a name such as 3-1.",
    ),
    (
        "글자 '{seen}'{seen:으로} 읽었습니다. 셀 서식을 '텍스트'로 바꾸고 다시 적으세요.",
        "It was read as the text '{seen}'; format the cell as Text and write it again.",
    ),
)
LONG_NUMBER_AS_ID = kind(
    "E319",
    (
        "이름 열의 숫자 {seen}{seen:은는} 15자리를 넘어 Excel이 이미 끝자리를 바꾸었습니다.",
        "The id {seen} has more than 15 digits; Excel has already changed the last ones.",
    ),
    (
        "셀 서식을 '텍스트'로 바꾸고 다시 적으세요.",
        "Format the cell as Text and write it again.",
    ),
)
NUMBER_AS_ID = kind(
    "W318",
    (
        "이름 열에 숫자 {seen}{seen:이가} 있습니다. 앞의 0이 사라졌을 수 있습니다.",
        "The id {seen} is a number; leading zeros may have been lost.",
    ),
    (
        "글자 '{seen}'{seen:으로} 읽었습니다. 셀 서식을 '텍스트'로 바꾸고 다시 적으세요.",
        "It was read as the text '{seen}'; format the cell as Text and write it again.",
    ),
)


def _id(cell: Cell) -> Typed:
    """An id that Excel may have made of another one."""
    if cell.kind == "date":
        return Typed(cell.shown, DATE_AS_ID)
    if cell.kind == "number":
        if abs(float(cell.value)) >= LARGEST:  # type: ignore[arg-type]
            return Typed(None, LONG_NUMBER_AS_ID)
        return Typed(cell.shown, NUMBER_AS_ID)
    return Typed(cell.shown)


COMMA_IN_TAG = kind(
    "W330",
    ("'{seen}'에 쉼표가 있어 한 낱말로 읽었습니다.", "The comma in '{seen}' joins words into one."),
    ("여러 개라면 ; 로 나누어 적으세요.", "Write ; between words if several are meant."),
)


def read_tags(cell: Cell, column: Column) -> Typed:
    """Texts with ; between."""
    tags = tuple(tag.strip() for tag in cell.shown.split(";") if tag.strip())
    return Typed(tags, COMMA_IN_TAG) if "," in cell.shown else Typed(tags)
