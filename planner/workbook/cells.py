"""One cell to one typed value, by the kind of its column; every refusal names a repair.

Nothing is guessed silently: what is read otherwise than it stands there leaves a note.
"""

from collections.abc import Callable

from models.selector import folded
from planner.schema.column import Column
from planner.schema.tables import SETTINGS
from planner.workbook import codes, names, numbers
from planner.workbook.faults import kind
from planner.workbook.guesses import tidy
from planner.workbook.names import NOTHING, UNLIMITED
from planner.workbook.selectors import spelled
from planner.workbook.sheets import Cell
from planner.workbook.typed import Typed

ERROR_CELL = kind(
    "E315",
    ("셀에 Excel 오류 {seen}{seen:이가} 있습니다.", "The cell holds the Excel error {seen}."),
    ("수식을 고치거나 값을 직접 적으세요.", "Mend the formula, or write the value itself."),
)
NOT_CALCULATED = kind(
    "E316",
    (
        "계산되지 않은 수식입니다: {seen}.",
        "The formula has not been calculated: {seen}.",
    ),
    (
        "Excel에서 파일을 열어 한 번 저장하거나 값을 직접 적으세요.",
        "Open the file in Excel and save it once, or write the value itself.",
    ),
)


LEAVE_BLANK = kind(
    "E335",
    ("'{seen}'{seen:은는} 여기에 적을 값이 아닙니다.", "'{seen}' is no value to write here."),
    (
        "없거나 제한이 없으면 칸을 비워 두세요.",
        "Leave the cell blank: blank means none, or no limit.",
    ),
)


def typed(cell: Cell, column: Column) -> Typed:
    """The cell as its column wants it. Blank text gives None."""
    if cell.kind == "error":
        return Typed(None, ERROR_CELL)
    if cell.kind == "formula":
        return Typed(None, NOT_CALCULATED)
    if cell.kind == "text":
        cell = Cell(tidy(str(cell.value)))
        if not cell.value:
            return Typed()
    found = _READERS[column.kind](cell, column)
    return Typed(None, LEAVE_BLANK) if _says_nothing(cell, column, found) else found


_NEEDED = {setting.key for setting in SETTINGS if setting.required}
"""Settings that are missed by their name, so that their column is not required."""


def _says_nothing(cell: Cell, column: Column, found: Typed) -> bool:
    """Whether a word for nothing or for no limit stands where a blank cell would say so."""
    if cell.kind != "text" or column.required or column.key in _NEEDED:
        return False
    words = folded(cell.shown)
    taken = column.kind in ("unit", "currency", "selector") or column.key == "group"
    return (found.broken and words in UNLIMITED) or (words in NOTHING and (found.broken or taken))


def _whole(cell: Cell, column: Column) -> Typed:
    """A whole number, or one of the words that may stand for it."""
    if cell.kind == "text" and column.choices and numbers.number_in(cell.shown.strip()) is None:
        return names.read_choice(cell, column)
    return numbers.read_whole(cell, column)


def _selector(cell: Cell, column: Column) -> Typed:
    return Typed(spelled(cell.shown))


_READERS: dict[str, Callable[[Cell, Column], Typed]] = {
    "id": names.read_name,
    "ref": names.read_name,
    "location": names.read_name,
    "text": names.read_text,
    "unit": codes.read_unit,
    "selector": _selector,
    "tags": names.read_tags,
    "choice": names.read_choice,
    "flag": names.read_flag,
    "number": numbers.read_number,
    "whole": _whole,
    "fraction": numbers.read_fraction,
    "numbers": numbers.read_numbers,
    "period": codes.read_period,
    "country": codes.read_country,
    "currency": codes.read_currency,
    "any": numbers.read_any,
}
