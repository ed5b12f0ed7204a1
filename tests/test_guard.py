"""Hostile and broken files are refused before anything reads them, in words that help."""

import random
import zipfile
from pathlib import Path

import openpyxl
import pytest
from workbooks import good, put, rezip, write_workbook

from planner.workbook.read import read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _refused(path: Path) -> str:
    """The one code a file is refused with; its line names the file in both languages."""
    reading = read(path)
    assert reading.case is None and not reading.safe
    (fault,) = reading.faults
    for language in ("ko", "en"):
        assert "{" not in fault.line(language)
    return fault.code


def _book(tmp_path: Path) -> Path:
    return write_workbook(tmp_path / "case.xlsx", good())


def _in_sheet(path: Path, old: bytes, new: bytes) -> Path:
    def change(name: str, data: bytes) -> bytes:
        return data.replace(old, new, 1) if name == "xl/worksheets/sheet1.xml" else data

    return rezip(path, change)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "E104"),
        (OLE + "Workbook".encode("utf-16-le"), "E105"),
        (OLE, "E106"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "E106"),
        (b"offer,price\nly1,70\n", "E107"),
        ("품목,가격\n".encode("cp949"), "E107"),
        (b"<html><table></table></html>", "E107"),
        (b"%PDF-1.7 abc", "E108"),
        (b"\x89PNG\x00\x00\x00", "E108"),
        (b"PK\x03\x04 cut short", "E109"),
    ],
)
def test_what_is_no_workbook_is_named_for_what_it_is(tmp_path, content, code):
    """Old Excel, encrypted, text, PDF and half a file each have their own message."""
    path = tmp_path / "case.xlsx"
    path.write_bytes(content)
    assert _refused(path) == code


def test_a_missing_file_names_its_neighbours(tmp_path):
    """Whoever mistypes the name is shown the workbooks that are there."""
    _book(tmp_path)
    (fault,) = read(tmp_path / "cse.xlsx").faults
    assert fault.code == "E101"
    assert "case.xlsx" in fault.line("ko") and "case.xlsx" in fault.line("en")


def test_a_folder_and_an_owner_file_are_not_read(tmp_path):
    """Neither a folder nor Excel's marker of an open file is a workbook."""
    assert _refused(tmp_path) == "E102"
    marker = tmp_path / "~$case.xlsx"
    marker.write_bytes(b"\x04Kim ")
    assert _refused(marker) == "E103"


def test_a_workbook_open_in_excel_is_read_with_a_warning(tmp_path):
    """Excel's marker beside the file means that unsaved work is not in the plan."""
    path = _book(tmp_path)
    (tmp_path / "~$case.xlsx").write_bytes(b"\x03Kim".ljust(165))
    reading = read(path)
    assert [fault.code for fault in reading.faults] == ["W123"]
    assert "Kim" in reading.faults[0].line("ko")
    assert reading.case is not None


def test_half_a_workbook_is_told_from_none(tmp_path):
    """A copy that was interrupted begins well and has no end."""
    path = _book(tmp_path)
    path.write_bytes(path.read_bytes()[:-600])
    assert _refused(path) == "E109"


def test_a_zip_bomb_is_refused_by_its_ratio(tmp_path):
    """A part that unpacks to a thousand times its size is not unpacked."""
    path = _in_sheet(_book(tmp_path), b"</sheetData>", b"</sheetData>" + b" " * 20_000_000)
    assert _refused(path) == "E110"


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "docProps/core.xml"]
)
def test_a_document_type_is_refused_in_any_part(tmp_path, part):
    """Entities that grow or reach outside need a declaration; none is accepted anywhere."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'

    def change(name: str, data: bytes) -> bytes:
        if name != part:
            return data
        head, mark, rest = data.partition(b"?>")
        return head + mark + bomb + rest if mark else bomb + data

    assert _refused(rezip(_book(tmp_path), change)) == "E111"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "xl/Workbook.xml", "c:/evil.xml"])
def test_names_that_point_outside_or_stand_twice_are_refused(tmp_path, name):
    """An archive is a workbook's only if every part has a name of its own inside it."""
    path = _book(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, "<x/>")
    assert _refused(path) == "E112"


def test_overlapping_entries_are_refused(tmp_path):
    """Two entries that share the same bytes are how small files unpack to terabytes."""
    path = _book(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        first = archive.infolist()[0]
        twin = zipfile.ZipInfo("xl/twin.xml")
        twin.header_offset, twin.CRC = first.header_offset, first.CRC
        twin.compress_size, twin.file_size = first.compress_size, first.file_size
        twin.compress_type = first.compress_type
        archive.filelist.append(twin)
        archive._didModify = True
    assert _refused(path) == "E112"


def test_strict_open_xml_is_named(tmp_path):
    """A choice in Excel's Save As that other programs read as an empty workbook."""
    transitional = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    path = rezip(_book(tmp_path), lambda name, data: data.replace(transitional, strict))
    assert _refused(path) == "E113"


def test_broken_xml_is_named_by_its_part(tmp_path):
    """A sheet whose XML ends in the middle is damaged, not blank."""
    path = _in_sheet(_book(tmp_path), b"</sheetData>", b"</sheet")
    assert _refused(path) == "E114"
    assert "sheet1.xml" in read(path).faults[0].line("en")


def test_other_spreadsheet_formats_are_named(tmp_path):
    """Binary workbooks, OpenDocument and any other zip each have their own message."""
    for parts, code in (
        (["xl/workbook.bin"], "E115"),
        (["mimetype", "content.xml"], "E116"),
        (["a.txt"], "E108"),
    ):
        path = tmp_path / f"{code}.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            for part in parts:
                archive.writestr(part, "<x/>")
        assert _refused(path) == code


def test_too_many_cells_are_refused(tmp_path, monkeypatch):
    """Cells are counted over all sheets while they are read, not afterwards."""
    monkeypatch.setattr("planner.workbook.pass_over.MAX_CELLS", 50)
    assert _refused(_book(tmp_path)) == "E118"


@pytest.mark.parametrize("address", [b"XFE1", b"A1048577", b"A0", b"AAAA1", b"7"])
def test_cells_beyond_the_sheet_are_refused(tmp_path, address):
    """Readers that make room for such a cell never come back."""
    path = _in_sheet(_book(tmp_path), b'<c r="A1"', b'<c r="' + address + b'"')
    assert _refused(path) == "E119"


def test_a_cell_in_the_last_corner_is_harmless(tmp_path):
    """One far cell costs one cell, not the area up to it."""
    row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = _in_sheet(_book(tmp_path), b"</sheetData>", row + b"</sheetData>")
    assert "W215" in {fault.code for fault in read(path).faults}


@pytest.mark.parametrize(
    "area",
    [
        b'<mergeCells><mergeCell ref="A1:Z100000"/></mergeCells>',
        b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
    ],
)
def test_merged_areas_and_links_of_a_million_cells_are_refused(tmp_path, area):
    """A few bytes that keep a spreadsheet library busy for minutes."""
    assert _refused(_in_sheet(_book(tmp_path), b"</sheetData>", b"</sheetData>" + area)) == "E120"


def test_an_address_without_end_is_quoted_short(tmp_path):
    """A sentence is for people, whatever stands in the file."""
    path = _in_sheet(_book(tmp_path), b'<c r="A1"', b'<c r="' + b"A" * 100_000 + b'"')
    assert _refused(path) == "E119"
    assert len(read(path).faults[0].line("ko")) < 300


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<row r="5"', '<row r="５"'),
        ('t="n"><v>4</v>', 't="n"><v>1_0</v>'),
        ('t="n"><v>4</v>', 't="n"><v>４</v>'),
        ('t="n"><v>4</v>', 't="s"><v>0_0</v>'),
    ],
)
def test_what_only_python_takes_for_a_number_is_none(tmp_path, old, new):
    """Excel stores neither full-width digits nor 1_000 for a number: nothing reads ten."""
    reading = read(_in_sheet(_book(tmp_path), old.encode(), new.encode()))
    assert reading.faults and (reading.case is None or reading.case.settings.periods == 4)


@pytest.mark.parametrize("number", [b"NaN", b"INF", b"1e999"])
def test_numbers_that_are_none_are_refused_with_their_cell(tmp_path, number):
    """Infinity in a price would make every plan free or impossible."""
    path = _in_sheet(_book(tmp_path), b"<v>4</v>", b"<v>" + number + b"</v>")
    reading = read(path)
    assert reading.case is None
    assert {(f.code, f.sheet, f.cell) for f in reading.faults} == {("E320", "settings", "B3")}


def test_a_very_long_text_is_refused_with_its_cell(tmp_path):
    """Excel holds 32,767 signs in a cell; more was not written by Excel."""
    book = good()
    put(book, "suppliers", "B2", "x")
    path = write_workbook(tmp_path / "case.xlsx", book)
    path = rezip(
        path, lambda name, data: data.replace(b"<t>x</t>", b"<t>" + b"xyz" * 20_000 + b"</t>")
    )
    assert _refused(path) == "E321"


def test_a_wrong_ending_is_an_error(tmp_path):
    """A workbook called .txt is opened by other programs as text."""
    path = _book(tmp_path).rename(tmp_path / "case.txt")
    reading = read(path)
    assert [fault.code for fault in reading.faults] == ["E121"]


def test_macros_are_left_alone(tmp_path):
    """A workbook with macros is read for its values, and says so."""
    path = _book(tmp_path).rename(tmp_path / "case.xlsm")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", "x")
    reading = read(path)
    assert [fault.code for fault in reading.faults] == ["W122"]
    assert reading.case is not None


def test_links_to_other_workbooks_are_warned_about(tmp_path):
    """The stored value of a formula into another file counts, but may be old."""
    path = _in_sheet(_book(tmp_path), b"<v>4</v>", b"<f>[1]Sheet1!A1</f><v>4</v>")
    # The library that wrote it asks for all to be calculated on opening.
    reading = read(rezip(path, lambda _, data: data.replace(b' fullCalcOnLoad="1"', b"")))
    assert [(f.code, f.cell) for f in reading.faults] == [("W218", "B3")]
    assert reading.case.settings.periods == 4


def test_a_password_on_parts_is_named(tmp_path):
    """Entries with the encryption bit cannot be read without the password."""
    path = _book(tmp_path)
    data = bytearray(path.read_bytes())
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 8] |= 1
    path.write_bytes(bytes(data))
    assert _refused(path) == "E106"


def test_too_many_parts_are_refused(tmp_path, monkeypatch):
    """A workbook has dozens of parts, not thousands."""
    monkeypatch.setattr("planner.workbook.guard.MAX_ENTRIES", 5)
    assert _refused(_book(tmp_path)) == "E110"


def test_a_file_that_may_not_be_opened_names_excel(tmp_path, monkeypatch):
    """On a share a file open elsewhere raises: the likely cause is said."""
    path = _book(tmp_path)

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert _refused(path) == "E117"
    assert "Excel" in read(path).faults[0].line("en")


def test_the_guard_lets_ordinary_workbooks_through(tmp_path):
    """What openpyxl and Excel write passes, drop-downs and all."""
    path = _book(tmp_path)
    book = openpyxl.load_workbook(path)
    book["offers"].merge_cells("X1:Z1")
    book["offers"]["A2"].hyperlink = "https://example.com"
    book.save(path)
    assert read(path).case is not None


def test_damaged_bytes_never_escape_as_a_bug(tmp_path):
    """Whatever is flipped in a file or in its sheets, reading ends with faults or a Case."""
    path = _book(tmp_path)
    whole = path.read_bytes()
    dice = random.Random(1)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(8):
            data[dice.randrange(len(data))] = dice.randrange(256)
        path.write_bytes(bytes(data))
        reading = read(path)
        assert reading.case is not None or reading.errors


def test_damaged_xml_never_escapes_as_a_bug(tmp_path):
    """The same for bytes inside the parts, where the zip's checksum does not help."""
    path = _book(tmp_path)
    dice = random.Random(2)

    def damage(name: str, data: bytes) -> bytes:
        spoiled = bytearray(data)
        if name.endswith(("sheet1.xml", "sheet4.xml", "workbook.xml", "styles.xml", "Strings.xml")):
            spoiled[dice.randrange(len(data))] = ord(dice.choice("0123456789<>\"'azAZ/ -%"))
        return bytes(spoiled)

    for _ in range(60):
        reading = read(rezip(path, damage))
        assert reading.case is not None or reading.errors


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'Id="rId6"', b'Id="rIdX"'),
        (
            b'/worksheet" Target="/xl/worksheets/sheet6.xml"',
            b'/worksheex" Target="/xl/worksheets/sheet6.xml"',
        ),
    ],
)
def test_a_sheet_whose_link_is_damaged_is_not_left_out(tmp_path, old, new):
    """Otherwise the plan would be made without the prices, and nobody would be told."""
    path = rezip(_book(tmp_path), lambda _, data: data.replace(old, new))
    assert _refused(path) == "E114"
    assert "prices" in read(path).faults[0].line("en")
