"""A workbook in, a Case out; or every mistake in it, with its cell.

>>> reading = read("case.xlsx")                                             # doctest: +SKIP
>>> reading.case or shown(reading.faults, reading.language)                 # doctest: +SKIP
"""

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.case import Case
from planner.outcomes.notices import Notice
from planner.outcomes.plan import InputSheet, Place
from planner.words import Language, console_language
from planner.workbook.assemble import assemble
from planner.workbook.build import build
from planner.workbook.checks.every import run_checks
from planner.workbook.contents import is_table
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, has_errors, kind
from planner.workbook.grids import SheetGrid
from planner.workbook.guard import open_package
from planner.workbook.package import RefusedError
from planner.workbook.results import case_of_plan
from planner.workbook.sheets import Cell, column_letters
from planner.workbook.unpack import read_book
from planner.workbook.wrappers import locked

READABLE = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Reading:
    """What was read. ``case`` is None if any fault is an error.

    ``places`` leads from (table, index in the Case's tuple) back to the workbook; a setting is
    ("settings", index of its row).
    """

    file: str
    sha256: str
    language: Language
    case: Case | None
    faults: tuple[Fault, ...]
    places: dict[tuple[str, int], Place] = field(default_factory=dict)
    inputs: tuple[InputSheet, ...] = ()
    safe: bool = True
    """False: the file itself was refused, and nothing else may open it."""

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that stop the plan."""
        return tuple(fault for fault in self.faults if fault.severity == "error")

    def notices(self, language: Language) -> tuple[Notice, ...]:
        """What reading had to say, as it goes with the plan."""
        return tuple(fault.notice(language) for fault in self.faults)

    def places_in_order(self, case: Case) -> dict[tuple[str, int], Place]:
        """The places by index in ``case.in_order()``; ``case`` has the rows that were read.

        Values may have been edited since, but rows stand where they stood.
        """
        found = {at: place for at, place in self.places.items() if at[0] == "settings"}
        for table in {table for table, _ in self.places} - {"settings"}:
            rows = [(repr(row), index) for index, row in enumerate(getattr(case, table))]
            for rank, (_, index) in enumerate(sorted(rows)):
                found[table, rank] = self.places[table, index]
        return found


def read(path: str | Path) -> Reading:
    """Read a case workbook. Never raises for what stands in the file: see ``faults``."""
    path = Path(path)
    try:
        # Only the kind of file is judged by its name; what is in it is judged by its bytes.
        book = read_book(open_package(path), is_table)
    except RefusedError as refused:
        return _unread(path, "", locked(path, refused.fault))
    if (known := case_of_plan(book)) is not None:
        return _unread(path, book.sha256, PLAN_WORKBOOK.at(file=path.name, case=known))
    draft = assemble(book)
    run_checks(draft)
    draft.faults = [*_around(path), *draft.faults]
    case = None
    if draft.settings and not has_errors(draft.faults):
        case = build(draft, draft.settings)
    return Reading(
        file=unicodedata.normalize("NFC", path.name),
        sha256=book.sha256,
        language=_language(draft),
        case=case,
        faults=tuple(_in_order(draft)),
        places=_places(draft),
        inputs=tuple(_input(grid) for grid in draft.grids.values()),
    )


PLAN_WORKBOOK = kind(
    "E125",
    (
        "'{file}'{file:은는} 계획 결과입니다. 이 계획의 입력은 '{case}'입니다.",
        "'{file}' is a plan; its case is '{case}'.",
    ),
    (
        "입력 통합 문서 '{case}'{case:을를} 지정하세요. 계획끼리는 planner compare로 비교합니다.",
        "Name the case workbook '{case}'; to compare plans, use planner compare.",
    ),
)


def _unread(path: Path, sha256: str, fault: Fault) -> Reading:
    """Nothing but what is wrong with the file; nothing else may open it."""
    language = console_language(str(path))
    return Reading(path.name, sha256, language, None, (fault,), safe=False)


WRONG_NAME = kind(
    "E121",
    (
        "'{file}'{file:은는} .xlsx 파일이 아닙니다.",
        "'{file}' is not a .xlsx file by its name.",
    ),
    ("파일 이름이 .xlsx로 끝나야 합니다.", "The name must end in .xlsx."),
)
OPEN_IN_EXCEL = kind(
    "W123",
    (
        "이 파일이 지금 Excel에서 열려 있는 것 같습니다{user_ko}.",
        "This file seems to be open in Excel{user_en}.",
    ),
    (
        "저장하지 않은 내용은 반영되지 않습니다. Excel에서 저장한 뒤 다시 실행하세요.",
        "What has not been saved is not in the plan; save it there and run again.",
    ),
)


def _around(path: Path) -> list[Fault]:
    """Wrong ending; Excel's marker beside the file, which holds the name of who has it open."""
    faults = []
    if path.suffix.lower() not in READABLE:
        faults.append(WRONG_NAME.at(file=path.name))
    marker = path.with_name(f"~${path.name}")
    user = _owner(marker)
    if user is not None:
        faults.append(
            OPEN_IN_EXCEL.at(
                user_ko=f"(사용자: {user})" if user else "", user_en=f" by {user}" if user else ""
            )
        )
    return faults


def _owner(marker: Path) -> str | None:
    """The first byte is the length of the name that follows it; None if there is no marker."""
    try:
        data = marker.read_bytes()[:55]
    except PermissionError:
        return ""
    except OSError:
        # Not there, or not possible: its name may be two signs longer than a folder takes.
        return None
    name = data[1 : 1 + data[0]] if data else b""
    return name.decode("ascii", errors="ignore").strip()


def _language(draft: Draft) -> Language:
    """The language of the results; of a broken workbook that of its sheets' names."""
    if draft.settings:
        return draft.settings.language
    for row in draft.table("settings"):
        if row.text("key") == "language" and row.has("value"):
            return "ko" if row["value"] == "ko" else "en"
    korean = sum(grid.sheet.name == grid.table.title.ko for grid in draft.grids.values())
    return "ko" if korean > len(draft.grids) / 2 else "en"


def _in_order(draft: Draft) -> list[Fault]:
    """Faults by sheet as the tables are listed; within a sheet as they were found."""
    order = {grid.sheet.name: place for place, grid in enumerate(draft.grids.values())}
    return sorted(draft.faults, key=lambda fault: order.get(fault.sheet, -1))


def _places(draft: Draft) -> dict[tuple[str, int], Place]:
    places = {}
    for key, rows in draft.rows.items():
        columns = _letters(draft.grids[key])
        for index, row in enumerate(rows):
            # A setting's value is known by the setting's name too.
            named = {row.text("key"): columns.get("value", "")} if key == "settings" else {}
            filled = tuple(period.key for period in row.cells)
            places[key, index] = Place(row.grid.sheet.name, row.number, columns | named, filled)
    return places


def _letters(grid: SheetGrid) -> dict[str, str]:
    found = {key: column_letters(column) for key, column in grid.columns.items()}
    found |= {name: column_letters(column) for name, column in grid.attributes.items()}
    return found | {period.key: column_letters(period.column) for period in grid.periods}


def _input(grid: SheetGrid) -> InputSheet:
    """The filled rows as they stand, under the keys as they stand."""
    keys = grid.sheet.rows.get(grid.key_row, {})
    columns = sorted(keys)
    return InputSheet(
        table=grid.table.key,
        sheet=grid.sheet.name,
        columns=tuple(keys[column].shown for column in columns),
        rows=tuple(
            tuple(_raw(cells.get(column)) for column in columns)
            for number, cells in sorted(grid.sheet.rows.items())
            if number > grid.key_row and any(column in cells for column in columns)
        ),
    )


def _raw(cell: Cell | None) -> Any:
    """Numbers and dates as such; percentages as they look."""
    if cell is None:
        return None
    if cell.percent or cell.year or cell.kind == "flag":
        return cell.shown
    return cell.value


__all__ = ["Place", "Reading", "read"]
