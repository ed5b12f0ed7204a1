"""Packages that Excel opens, sheets beside the tables, document security, plans as cases."""

import dataclasses
import zipfile

import openpyxl
import pytest
import xlsxwriter
from office_cases import case_of, offer_with, small, written
from workbooks import rezip, write_workbook

from planner.planning import plan_case
from planner.report import write_plan
from planner.workbook import annotate, pass_over
from planner.workbook.annotate import write_faults
from planner.workbook.read import read


def renamed(path, spelled):
    """The archive with its parts spelled otherwise."""
    target = path.with_name("renamed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            entry = zipfile.ZipInfo(part)
            # The class itself would turn backslashes into slashes on some systems.
            entry.filename = spelled(part)
            new.writestr(entry, old.read(part))
    return target


@pytest.mark.parametrize(
    "spelled",
    [
        lambda part: part.replace("xl/", "XL/"),
        lambda part: part.replace("worksheets/sheet", "Worksheets/Sheet"),
        lambda part: part.replace("sharedStrings", "SHAREDSTRINGS").replace("styles", "Styles"),
        lambda part: part.replace("xl/_rels/workbook", "xl/_Rels/Workbook"),
        lambda part: part.replace("/", "\\"),
        str.upper,
        str.lower,
    ],
)
def test_letter_case_and_slashes_of_parts_do_not_matter(tmp_path, spelled):
    """Excel opens such files, so they are read."""
    assert case_of(renamed(written(tmp_path, small()), spelled)) == case_of(
        written(tmp_path, small())
    )


def crowded(tmp_path, title, body):
    """The small case with one more sheet in front, whose XML is ``body``."""
    path = tmp_path / "crowded.xlsx"
    write_workbook(path, {title: [["표지"]], **small()})

    def change(name, data):
        if not name.endswith("sheet1.xml"):
            return data
        head, _, tail = data.partition(b"<sheetData>")
        return head + body + tail.partition(b"</sheetData>")[2]

    return rezip(path, change)


MERGED_ROWS = b"".join(b'<mergeCell ref="A%d:XFD%d"/>' % (row, row) for row in range(1, 8))
ROWS = b"".join(
    b'<row r="%d">' % row + b"<c><v>1</v></c>" * 100 + b"</row>" for row in range(1, 51)
)
FEW = 1_000
"""Cells a workbook may hold in these tests; ``ROWS`` are more."""


@pytest.mark.parametrize(
    "body",
    [
        b"<sheetData/><mergeCells>" + MERGED_ROWS + b"</mergeCells>",
        b"<sheetData>" + ROWS + b"</sheetData>",
        b'<sheetData><row r="30"><c r="A30"><v>1</v></c></row></sheetData>'
        + b" " * 2_000
        + b"<oops>",
        b'<sheetData><row><c r="A1" t="str"><v>' + b"x" * 40_000 + b"</v></c></row></sheetData>",
    ],
    ids=["merged rows", "too many cells", "broken", "long text"],
)
def test_a_sheet_that_is_no_table_costs_nothing(tmp_path, monkeypatch, body):
    """A cover sheet and somebody's data beside the tables are passed over by their names."""
    monkeypatch.setattr(pass_over, "MAX_CELLS", FEW)
    case = case_of(crowded(tmp_path, "표지", body))
    assert case == case_of(written(tmp_path, small()))


def test_a_table_is_read_to_its_end_whatever_it_holds(tmp_path, monkeypatch):
    """The same cells under the name of a table are too many."""
    monkeypatch.setattr(pass_over, "MAX_CELLS", FEW)
    path = crowded(tmp_path, "수요", b"<sheetData>" + ROWS + b"</sheetData>")
    assert [fault.code for fault in read(path).faults] == ["E118"]


def test_a_misnamed_table_is_still_known_by_its_first_rows(tmp_path):
    """Offers under the name of somebody's list."""
    book = small()
    book["Bids 2027"] = [["title"]] * 10 + book.pop("offers")
    assert [f.code for f in read(written(tmp_path, book)).errors] == ["E202"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "product"),
    [
        (b"\x9b DRMONE  This Document is encrypted and protected by Fasoo DRM \0\1", "Fasoo"),
        (b"SCDSA004\0\0A\0\xa1\xe4!", "SoftCamp"),
        (b"<DOCUMENT SAFER MarkAny>\0\1\2", "MarkAny"),
        (b"<## NASCA DRM FILE - VER1.00 ##>\0\1", "NASCA"),
        (OLE + "DRMEncryptedTransform".encode("utf-16-le"), "Microsoft IRM"),
        (OLE + "\tDRMContent".encode("utf-16-le"), "Microsoft IRM"),
    ],
)
def test_document_security_is_named(tmp_path, data, product):
    """Who is told 'not a workbook' asks the wrong person; the product's name says whom to ask."""
    path = tmp_path / "case.xlsx"
    path.write_bytes(data)
    (fault,) = read(path).faults
    assert fault.code == "E124"
    for language in ("ko", "en"):
        assert product in fault.message.to(language) and product in fault.remedy.to(language)


@pytest.mark.parametrize("text", [b"supplier,note\ns,MarkAny", b"drm;document\n" * 9])
def test_a_text_file_that_mentions_a_product_is_a_text_file(tmp_path, text):
    """Only the first bytes count."""
    path = tmp_path / "case.xlsx"
    path.write_bytes(b"offer;supplier;material;price;freight;duty;lead;license;moq;\n" * 2 + text)
    assert [f.code for f in read(path).faults] == ["E107"]


def test_a_plan_is_not_taken_for_a_case(tmp_path):
    """Nobody is told to rename a sheet of the plan: its case is named instead."""
    reading = read(written(tmp_path, small()))
    plan = dataclasses.replace(plan_case(reading.case), run={"input": "자재 계획_x.xlsx"})
    write_plan(plan, tmp_path / "plan.xlsx", "ko")
    (fault,) = read(tmp_path / "plan.xlsx").faults
    assert fault.code == "E125"
    assert "its case is '자재 계획_x.xlsx'" in fault.message.en
    assert "입력은 '자재 계획_x.xlsx'" in fault.message.ko


def test_the_copy_with_its_mistakes_marked_brings_no_warning(tmp_path, recwarn):
    """Sparklines and other things the copying library drops are no news for a buyer."""
    path = tmp_path / "case.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for title, rows in small().items():
            page = book.add_worksheet(title)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
            page.add_sparkline(9, 9, {"range": f"{title}!B2:D2"})
        book.get_worksheet_by_name("offers").write_string("D2", "1O")
    copy = write_faults(path, read(path).faults, "ko")
    assert not recwarn.list
    assert "[E301]" in openpyxl.load_workbook(copy)["offers"]["D2"].comment.text


def test_a_huge_sheet_beside_the_tables_is_not_copied(tmp_path, monkeypatch):
    """The list of mistakes comes alone and at once."""
    monkeypatch.setattr(annotate, "COPIED_XML", annotate.COPIED_XML._replace(free=0, per_byte=1))
    book = offer_with(freight="1O")
    book["표지"] = [list(range(100))] * 10
    path = written(tmp_path, book)
    copy = write_faults(path, read(path).faults, "ko")
    assert openpyxl.load_workbook(copy).sheetnames == ["오류"]


def test_a_workbook_without_any_table_has_one_fault(tmp_path):
    """Results of studies and other workbooks: not a list of all that they lack."""
    plans = [["name", "material", "unit"], ["base", "x", "t"]]
    path = write_workbook(tmp_path / "study.xlsx", {"Summary": [["Costs"]], "Plans": plans})
    assert [(fault.sheet, fault.code) for fault in read(path).faults] == [("", "E221")]


def test_a_case_under_names_of_its_own_is_told_them_all(tmp_path):
    """Every sheet has the columns of a table: each is to be renamed."""
    book = {f"Our {name}": rows for name, rows in small().items()}
    codes = [fault.code for fault in read(write_workbook(tmp_path / "own.xlsx", book)).errors]
    assert codes.count("E202") == len(book)
