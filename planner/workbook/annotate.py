"""The workbook with its mistakes marked: a list in front, colour and comment at each cell.

The original is never touched. A file that was refused, or is too big to copy, gets the list alone.
"""

import re
import unicodedata
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from planner.words import Language, Words
from planner.workbook.faults import SEVERITY_WORDS, Fault
from planner.workbook.grids import FAULTS_SHEET
from planner.workbook.guard import open_package
from planner.workbook.package import RefusedError
from planner.workbook.save import save_as
from planner.workbook.unpack import read_book

SUFFIX = Words("_오류", "_faults")
HEADINGS = (
    Words("번호", "No."),
    Words("구분", "Severity"),
    Words("위치", "Cell"),
    Words("열", "Column"),
    Words("현재 값", "Seen"),
    Words("문제", "What is wrong"),
    Words("고치는 방법", "How to mend it"),
    Words("코드", "Code"),
)
WIDTHS = (6, 10, 22, 22, 24, 60, 60, 8)
MOST_LISTED = 1000
LARGEST_COPIED_BYTES = 5 * 2**20
LARGEST_COPIED_CELLS = 100_000
LARGEST_COPIED_XML = 100 * LARGEST_COPIED_CELLS
"""Unpacked bytes of all sheets; a filled cell takes 25 to 100."""
MOST_COPIED = {b"mergeCell ": 2_000, b"cfRule ": 2_000, b"dataValidation ": 2_000, b"xf ": 10_000}
"""How often these elements may stand in all sheets and styles; each is an object to openpyxl."""
MOST_COPIED_SHEETS = 100
FILLS = {"error": "FFC7CE", "warning": "FFEB9C", "note": "DDEBF7"}

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def write_faults(source: Path, faults: Sequence[Fault], language: Language) -> Path:
    """Write ``<name>_오류.xlsx`` (``_faults`` in English) beside the input; its path.

    Raises OutputError.
    """
    source = Path(source)
    stem = unicodedata.normalize("NFC", source.stem).removesuffix(SUFFIX.ko)
    target = source.with_name(f"{stem.removesuffix(SUFFIX.en)}{SUFFIX.to(language)}.xlsx")
    if target == source:
        target = target.with_name(f"{target.stem} (2).xlsx")

    def write(place: Path) -> None:
        if _copyable(source):
            _mark_copy(source, place, faults, language)
        else:
            _list_only(place, faults, language)

    return save_as(target, write, overwrite=True, source=source)


def _copyable(source: Path) -> bool:
    """Only what the guard lets through, and of a size openpyxl copies in seconds."""
    try:
        if source.stat().st_size > LARGEST_COPIED_BYTES:
            return False
        package = open_package(source)
        parts = package.archive.infolist()
        drawn = [p for p in parts if "sheet" in p.filename or "styles" in p.filename]
        if sum(p.file_size for p in drawn) > LARGEST_COPIED_XML:
            # Somebody's data beside the tables: not even counted.
            return False
        if _is_laborious(package.archive.read(p) for p in drawn):
            return False
        book = read_book(package)
        if len(book.sheets) > MOST_COPIED_SHEETS:
            return False
    except (OSError, RefusedError):
        return False
    return sum(len(row) for s in book.sheets for row in s.rows.values()) <= LARGEST_COPIED_CELLS


def _is_laborious(parts: Iterable[bytes]) -> bool:
    """Whether much of what is not cells would be copied; a text that says so counts too."""
    found = dict.fromkeys(MOST_COPIED, 0)
    for part in parts:
        for name in found:
            found[name] += part.count(name)
    return any(found[name] > most for name, most in MOST_COPIED.items())


def _mark_copy(source: Path, place: Path, faults: Sequence[Fault], language: Language) -> None:
    with warnings.catch_warnings():
        # What the library drops (sparklines, rules of later versions) is nobody's mistake.
        warnings.simplefilter("ignore")
        _mark(source, place, faults, language)


def _mark(source: Path, place: Path, faults: Sequence[Fault], language: Language) -> None:
    try:
        # Links to other workbooks would be kept in the copy and followed by whoever opens it.
        book = openpyxl.load_workbook(source, keep_links=False)
    except Exception:
        # Styles of other programs make openpyxl give up on files that Excel opens.
        _list_only(place, faults, language)
        return
    for title in FAULTS_SHEET:
        if title in book.sheetnames:
            del book[title]
    for fault in faults:
        if fault.cell and fault.sheet in book.sheetnames:
            _mark_cell(book[fault.sheet], fault, language)
    sheet = book.create_sheet(FAULTS_SHEET.to(language), 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    _fill_list(sheet, faults, language)
    book.save(place)


def _mark_cell(sheet: Any, fault: Fault, language: Language) -> None:
    cell = sheet[fault.cell]
    if isinstance(cell, openpyxl.cell.cell.MergedCell):
        return
    cell.fill = PatternFill("solid", fgColor=FILLS[fault.severity])
    text = f"[{fault.code}] {fault.message.to(language)} {fault.remedy.to(language)}"
    before = cell.comment.text if cell.comment and "[" in cell.comment.text[:1] else ""
    comment = Comment(_clean(f"{before}\n{text}".strip()), "planner")
    comment.width, comment.height = 320, 140
    cell.comment = comment


def _fill_list(sheet: Any, faults: Sequence[Fault], language: Language) -> None:
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True), start=1):
        cell = sheet.cell(1, column, heading.to(language))
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F3864")
        sheet.column_dimensions[cell.column_letter].width = width
    for row, line in enumerate(_lines(faults, language), start=2):
        for column, value in enumerate(line.texts, start=1):
            cell = sheet.cell(row, column, value)
            if isinstance(value, str):
                # A supplier called =1+1 must stay a name.
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if line.link:
            sheet.cell(row, 3).hyperlink = line.link
            sheet.cell(row, 3).font = Font(color="0563C1", underline="single")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


class _Line:
    """One line of the list: its texts, and the cell it links to."""

    def __init__(self, number: int, fault: Fault, language: Language) -> None:
        cell = f"{fault.sheet}!{fault.cell}" if fault.cell else fault.sheet
        heading = fault.heading.to(language)
        key = f"{heading} ({fault.key})" if heading not in ("", fault.key) else fault.key
        texts = (
            SEVERITY_WORDS[fault.severity].to(language),
            cell,
            key,
            fault.seen,
            fault.message.to(language),
            fault.remedy.to(language),
            fault.code,
        )
        self.texts: tuple[int | str, ...] = (number, *(_clean(text) for text in texts))
        quoted = fault.sheet.replace("'", "''")
        self.link = f"#'{quoted}'!{fault.cell}" if fault.cell and fault.sheet else ""


def _lines(faults: Sequence[Fault], language: Language) -> list[_Line]:
    order = list(SEVERITY_WORDS)
    ranked = sorted(faults, key=lambda fault: order.index(fault.severity))[:MOST_LISTED]
    return [_Line(number, fault, language) for number, fault in enumerate(ranked, start=1)]


def _list_only(place: Path, faults: Sequence[Fault], language: Language) -> None:
    with xlsxwriter.Workbook(str(place), {"in_memory": True}) as book:
        sheet = book.add_worksheet(FAULTS_SHEET.to(language))
        head = book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3864"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            sheet.write_string(0, column, heading.to(language), head)
            sheet.set_column(column, column, width)
        lines = _lines(faults, language)
        for row, line in enumerate(lines, start=1):
            for column, value in enumerate(line.texts):
                if isinstance(value, str):
                    sheet.write_string(row, column, value, plain)
                else:
                    sheet.write_number(row, column, value, plain)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(lines), 1), len(HEADINGS) - 1)


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
