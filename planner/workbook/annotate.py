"""The workbook with its mistakes marked: a list in front, colour and comment at each cell.

The original is never touched. A file that was refused, or is too big to copy, gets the list alone.
"""

import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from planner.words import Language, Words
from planner.workbook.faults import SEVERITY_WORDS, Fault
from planner.workbook.grids import FAULTS_SHEET
from planner.workbook.guard import open_package
from planner.workbook.package import BROKEN, RefusedError
from planner.workbook.save import free_name, save_as
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


class _Bound(NamedTuple):
    """How much of something is copied: so much of any file, more by what its sheets pack to.

    What repeats packs to nearly nothing, so only a sheet that says much may cost much.
    """

    free: int
    per_byte: float

    def passed(self, count: int, packed: int) -> bool:
        """Whether ``count`` is too much for sheets of so many packed bytes."""
        return count > self.free + self.per_byte * packed


COPIED_XML = _Bound(10 * 2**20, 10)
"""Unpacked bytes of all parts; our template of all tables takes 1.5 MB, 300,000 cells take 20."""
COPIED = _Bound(80_000, 0.4)
"""XML elements of all parts: openpyxl takes 9 microseconds for one of a cell, of which 300,000
have 620,000 in 1.5 MB packed. Our template has 67,000."""
COPIED_ODD = _Bound(20_000, 0.04)
"""Of them those that are not cells and their texts, but rows, styles, rules: twice as dear."""
MOST_COPIED_PARTS = 150
MOST_COPIED_MERGED = 10_000
MOST_COPIED_SHARED = 1_000_000
"""Cells with a formula of another cell, times the longest text: each is spelled out anew."""
FILLS = {"error": "FFC7CE", "warning": "FFEB9C", "note": "DDEBF7"}

_CELL = re.compile(rb"<(?:\w+:)?(?:c|v|t|is|si)[\s/>]")
_SHEETS = re.compile(r"(?i)\b(?:sheet\d*|sharedStrings)\.xml$")
_SHARED = re.compile(rb"\ssi\s*=")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def write_faults(
    source: Path, faults: Sequence[Fault], language: Language, *, overwrite: bool = False
) -> Path:
    """Write ``<name>_오류.xlsx`` (``_faults`` in English) beside the input; its path.

    Somebody may have mended an earlier copy: unless ``overwrite``, that stays and this one gets the
    next free name. Raises OutputError.
    """
    source = Path(source)
    stem = unicodedata.normalize("NFC", source.stem).removesuffix(SUFFIX.ko)
    target = source.with_name(f"{stem.removesuffix(SUFFIX.en)}{SUFFIX.to(language)}.xlsx")
    if target == source:
        target = target.with_name(f"{target.stem} (2).xlsx")
    if not overwrite:
        target = free_name(target)

    def write(place: Path) -> None:
        if _copyable(source):
            _mark_copy(source, place, faults, language)
        else:
            _list_only(place, faults, language)

    return save_as(target, write, overwrite=overwrite, source=source)


def _copyable(source: Path) -> bool:
    """Only what the guard lets through, and of a size openpyxl copies in seconds."""
    try:
        package = open_package(source)
        if _is_laborious(package.archive):
            return False
        areas = [area for sheet in read_book(package).sheets for area in sheet.merged]
    except (*BROKEN, RefusedError):
        return False
    cells = sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in areas)
    return cells <= MOST_COPIED_MERGED


def _is_laborious(archive: zipfile.ZipFile) -> bool:
    """Whether openpyxl would take seconds; what stands in texts and comments counts too."""
    parts = [part for part in archive.infolist() if not part.filename.endswith(".bin")]
    # A picture or a comment says nothing about how much the sheets say.
    packed = sum(part.compress_size for part in parts if _SHEETS.search(part.filename))
    size = sum(part.file_size for part in parts)
    if len(parts) > MOST_COPIED_PARTS or COPIED_XML.passed(size, packed):
        return True
    elements = cells = shared = longest = 0
    for part in parts:
        plain = archive.read(part).replace(b"\0", b"")
        pieces = plain.split(b"<")
        elements += len(pieces) - plain.count(b"</")
        cells += len(_CELL.findall(plain))
        shared += len(_SHARED.findall(plain))
        longest = max(longest, *map(len, pieces))
    return (
        COPIED.passed(elements, packed)
        or COPIED_ODD.passed(elements - cells, packed)
        or shared * longest > MOST_COPIED_SHARED
    )


def _mark_copy(source: Path, place: Path, faults: Sequence[Fault], language: Language) -> None:
    with warnings.catch_warnings():
        # What the library drops (sparklines, rules of later versions) is nobody's mistake.
        warnings.simplefilter("ignore")
        try:
            _mark(source, place, faults, language)
        except OSError:
            raise
        except Exception:
            # Styles of other programs, numbers without end: it gives up on files that Excel opens.
            _list_only(place, faults, language)


def _mark(source: Path, place: Path, faults: Sequence[Fault], language: Language) -> None:
    # Links to other workbooks would be kept in the copy and followed by whoever opens it.
    book = openpyxl.load_workbook(source, keep_links=False)
    for title in FAULTS_SHEET:
        if title in book.sheetnames:
            del book[title]
    for fault in _ranked(faults):
        if fault.cell and fault.sheet in book.sheetnames:
            _mark_cell(book[fault.sheet], fault, language)
    sheet = book.create_sheet(FAULTS_SHEET.to(language), 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    _fill_list(sheet, faults, language)
    # In memory: a writer that gave up in the middle would still write its end into the file.
    copy = io.BytesIO()
    book.save(copy)
    place.write_bytes(copy.getvalue())


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


def _ranked(faults: Sequence[Fault]) -> list[Fault]:
    """What is listed and marked: errors first."""
    order = list(SEVERITY_WORDS)
    return sorted(faults, key=lambda fault: order.index(fault.severity))[:MOST_LISTED]


def _lines(faults: Sequence[Fault], language: Language) -> list[_Line]:
    return [_Line(number, fault, language) for number, fault in enumerate(_ranked(faults), start=1)]


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
