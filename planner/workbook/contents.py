"""Which sheet of a workbook is which table, and what else stands on it."""

import re
from collections.abc import Iterable

from models.edit import EACH
from models.selector import folded
from planner.schema.column import Table
from planner.schema.tables import FURTHER_SHEETS, TABLES
from planner.workbook.codes import months_of
from planner.workbook.faults import Fault, Spot, kind
from planner.workbook.grids import FAULTS_SHEET, SheetGrid
from planner.workbook.guesses import nearest
from planner.workbook.key_row import grid_of, key_row_of
from planner.workbook.sheets import ReadBook, Sheet

SOME_MISNAMED = 2
"""Sheets with the columns of tables, none of them named so: a case with names of its own."""

NO_TABLES = kind(
    "E221",
    (
        "'{file}'에 입력 시트(settings, offers 등)가 하나도 없습니다.",
        "'{file}' holds none of the sheets of a case (settings, offers and so on).",
    ),
    (
        "결과 파일이면 그 결과를 낸 입력 통합 문서를 지정하세요. 빈 양식은 'planner template'으로 "
        "만듭니다.",
        "If it is a result, name the case workbook it was made from; 'planner template' makes an "
        "empty form.",
    ),
)


def find_grids(book: ReadBook) -> tuple[dict[str, SheetGrid], list[Fault]]:
    """Every table of the workbook by its key, and what is wrong with sheets and key rows."""
    found, faults = _sheets_by_table(book)
    misnamed = [fault for fault in faults if fault.code == MISNAMED_SHEET.code]
    if not found and len(misnamed) < SOME_MISNAMED:
        return {}, [NO_TABLES.at(file=book.file)]
    grids = {}
    for key, sheet in found.items():
        grid, wrong = grid_of(TABLES[key], sheet)
        faults += wrong
        if grid:
            grids[key] = grid
            faults += _asides(grid)
    faults += _missing_sheets(found, faults)
    return grids, faults


def plain_name(text: str) -> str:
    """A sheet's name as it is compared: NFKC, casefold, blanks as ``_``."""
    return re.sub(r"\s", "_", folded(text))


_TABLES_BY_NAME = {
    plain_name(name): table.key for table in TABLES.values() for name in (table.key, *table.title)
}
_FURTHER = {plain_name(name) for words in (*FURTHER_SHEETS, FAULTS_SHEET) for name in words}


def is_table(name: str) -> bool:
    """Whether a sheet of this name is a table, by its key or title."""
    return plain_name(name) in _TABLES_BY_NAME


DUPLICATE_SHEET = kind(
    "E212",
    (
        "'{sheet}' 시트와 '{other}' 시트가 같은 표입니다.",
        "Sheets '{sheet}' and '{other}' are the same table.",
    ),
    ("하나만 남기거나 합치세요.", "Keep one of them, or put them together."),
)


def _sheets_by_table(book: ReadBook) -> tuple[dict[str, Sheet], list[Fault]]:
    found: dict[str, Sheet] = {}
    faults: list[Fault] = []
    unknown = []
    for sheet in book.sheets:
        key = _TABLES_BY_NAME.get(plain_name(sheet.name))
        if key is None:
            if plain_name(sheet.name) not in _FURTHER and sheet.rows:
                unknown.append(sheet)
        elif sheet.rows and key in found:
            spot = Spot(sheet=sheet.name)
            faults.append(DUPLICATE_SHEET.at(spot, sheet=sheet.name, other=found[key].name))
        elif sheet.rows:
            found[key] = sheet
    return found, faults + [_unknown_sheet(sheet, found) for sheet in unknown]


MISNAMED_SHEET = kind(
    "E202",
    (
        "'{sheet}' 시트의 열은 필요한 표 '{guess}'의 열입니다.",
        "Sheet '{sheet}' has the columns of the required table '{guess}'.",
    ),
    ("시트 이름을 '{guess}'{guess:으로} 바꾸세요.", "Rename the sheet to '{guess}'."),
)
TABLE_UNDER_ANOTHER_NAME = kind(
    "W223",
    (
        "'{sheet}' 시트의 열은 표 '{guess}'의 열이지만 시트 이름이 달라 읽지 않았습니다.",
        "Sheet '{sheet}' has the columns of the table '{guess}', but as it is named it was not "
        "read.",
    ),
    (
        "쓰려면 시트 이름을 '{guess}'{guess:으로} 바꾸세요.",
        "To use it, rename the sheet to '{guess}'.",
    ),
    headline="left_out",
)
UNKNOWN_SHEET = kind(
    "W201",
    ("'{sheet}' 시트는 알 수 없는 이름입니다.", "There is no table called '{sheet}'."),
    (
        "혹시 '{guess}'{guess:을를} 뜻하셨나요? 이름을 바꾸지 않으면 읽지 않습니다.",
        "Did you mean '{guess}'? Unless renamed, the sheet is not read.",
    ),
)
IGNORED_SHEET = kind(
    "N214",
    ("'{sheet}' 시트는 계획에 쓰는 표가 아닙니다.", "Sheet '{sheet}' is not one of the tables."),
    ("읽지 않았습니다.", "It was not read."),
)


def _unknown_sheet(sheet: Sheet, found: dict[str, Sheet]) -> Fault:
    spot = Spot(sheet=sheet.name)
    alike = _most_like(sheet)
    for table in alike:
        if not table.optional and table.key not in found:
            return MISNAMED_SHEET.at(spot, sheet=sheet.name, guess=table.key)
    # What looks like a table that is there may be a copy of it, and cannot have its name.
    if any(table.key in found for table in alike):
        return IGNORED_SHEET.at(spot, sheet=sheet.name)
    if alike:
        return TABLE_UNDER_ANOTHER_NAME.at(spot, sheet=sheet.name, guess=alike[0].key)
    names = [name for table in TABLES.values() for name in (table.key, *table.title)]
    if guess := nearest(sheet.name, names):
        return UNKNOWN_SHEET.at(spot, sheet=sheet.name, guess=guess)
    return IGNORED_SHEET.at(spot, sheet=sheet.name)


def _most_like(sheet: Sheet) -> list[Table]:
    """The tables with the most keys among the sheet's columns; none if a sheet has no data."""
    keys = {table.key: _keys_held(table, sheet) for table in TABLES.values()}
    most = max(keys.values())
    return [table for table in TABLES.values() if most and keys[table.key] == most]


def _keys_held(table: Table, sheet: Sheet) -> int:
    """How many keys of the table head data: all required ones, and periods if it has them."""
    row = key_row_of(table, sheet)
    if not row or max(sheet.rows) == row:
        return 0
    cells = sheet.rows[row].values()
    texts = {folded(cell.shown) for cell in cells}
    if table.periods and EACH not in texts and not any(map(months_of, cells)):
        return 0
    return sum(folded(column.key) in texts for column in table.columns)


MISSING_SHEET = kind(
    "E203",
    (
        "꼭 필요한 '{table}'({title}) 시트가 없거나 비어 있습니다.",
        "The required sheet '{table}' is missing or empty.",
    ),
    (
        "'{table}' 시트를 만들고 첫 행에 {columns} 열을 두세요. "
        "'planner template'으로 빈 양식을 만들 수 있습니다.",
        "Add a sheet '{table}' with the columns {columns} in its first row; "
        "'planner template' makes an empty form.",
    ),
)


def _missing_sheets(found: dict[str, Sheet], faults: Iterable[Fault]) -> list[Fault]:
    misnamed = {f.remedy.en for f in faults if f.code == MISNAMED_SHEET.code}
    return [
        MISSING_SHEET.at(table=table.key, title=table.title.ko, columns=", ".join(table.required))
        for table in TABLES.values()
        if not table.optional
        and table.key not in found
        and not any(f"'{table.key}'" in remedy for remedy in misnamed)
    ]


HIDDEN_ROWS = kind(
    "W213",
    (
        "숨긴 행이 {count}개 있습니다(첫 행: {first}행).",
        "{count} rows are hidden (the first is row {first}).",
    ),
    (
        "숨긴 행도 모두 읽었습니다. 쓰지 않을 행은 지우세요.",
        "They were read like all others; delete the rows you do not mean.",
    ),
)
HIDDEN_SHEET = kind(
    "W217",
    ("숨긴 시트입니다.", "This sheet is hidden."),
    (
        "그래도 읽었습니다. 쓰지 않으려면 시트를 지우세요.",
        "It was read all the same; delete it if it is not meant.",
    ),
)
EXTERNAL_LINK = kind(
    "W218",
    (
        "'{seen}' 값은 다른 통합 문서를 가리키는 수식의 것입니다.",
        "The value '{seen}' comes from a formula that points to another workbook.",
    ),
    (
        "저장된 값을 썼습니다. 최신인지 확인하거나 값으로 붙여 넣으세요.",
        "The stored value was used; make sure it is current, or paste it as a value.",
    ),
)


def _asides(grid: SheetGrid) -> list[Fault]:
    """Hidden rows and sheets, formulas into other workbooks, values under no key."""
    sheet = grid.sheet
    faults = []
    hidden = [row for row in sheet.hidden_rows if row > grid.key_row and sheet.rows.get(row)]
    spot = Spot(sheet=sheet.name)
    if hidden:
        faults.append(HIDDEN_ROWS.at(spot, count=len(hidden), first=hidden[0]))
    if sheet.hidden:
        faults.append(HIDDEN_SHEET.at(spot))
    for row, column in sheet.linked:
        faults.append(EXTERNAL_LINK.at(grid.spot(row, column)))
    return faults + _without_key(grid)


VALUES_WITHOUT_KEY = kind(
    "W215",
    (
        "열 이름이 없는 열에 값이 있습니다: '{seen}'.",
        "There are values in a column without a key: '{seen}'.",
    ),
    (
        "{row}행(열 이름 행)에 열 이름을 적거나 값을 지우세요. 읽지 않았습니다.",
        "Write a key in row {row}, or delete the values. They were not read.",
    ),
)


def _without_key(grid: SheetGrid) -> list[Fault]:
    keyed = set(grid.sheet.rows.get(grid.key_row, {}))
    faults = []
    for row in sorted(grid.sheet.rows):
        for column in grid.sheet.rows[row] if row > grid.key_row else ():
            if column not in keyed:
                keyed.add(column)
                spot = grid.spot(row, column)
                faults.append(VALUES_WITHOUT_KEY.at(spot, row=grid.key_row))
    return faults
