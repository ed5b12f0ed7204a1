"""One bad workbook per kind of fault, named after it; every message can be acted on."""

import importlib
import inspect
import pkgutil
import re

import openpyxl
import pytest
from fault_cases import RESHAPED, SPOILED, spoil
from workbooks import good, put, write_workbook

import planner.workbook
from planner.workbook.annotate import write_faults
from planner.workbook.faults import Kind, shown
from planner.workbook.read import read

MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(planner.workbook.__path__, "planner.workbook.")
]
KINDS = {
    kind.code: kind
    for module in MODULES
    for _, kind in inspect.getmembers(module, lambda member: isinstance(member, Kind))
}


def _named(case) -> str:
    return case.name.replace(" ", "_")


def _faults(tmp_path, book):
    return read(write_workbook(tmp_path / "case.xlsx", book)).faults


def _expected(faults, case):
    """The fault of this kind, at its own cell if there are several."""
    found = [fault for fault in faults if fault.code == case.code]
    assert found, shown(faults, "en")
    return next((f for f in found if (f.sheet, f.cell) == (case.sheet, case.cell)), found[0])


def _check(fault, case):
    """Sheet, cell, what was seen and a remedy stand in the line of both languages."""
    assert (fault.sheet, fault.cell) == (case.sheet, case.cell)
    assert re.search(case.remedy, fault.remedy.en), fault.remedy.en
    for language in ("ko", "en"):
        line = fault.line(language)
        assert case.seen in line
        assert fault.remedy.to(language) and fault.remedy.to(language) in line
        assert not case.cell or f"{case.sheet}!{case.cell}" in line
        assert f"[{case.code}]" in line and "{" not in line
        line.replace("₩", "").encode("cp949")
    assert re.search("[가-힣]", fault.message.ko)


def test_the_faultless_workbook_has_no_fault(tmp_path):
    """A sound workbook with every sheet brings no error, warning or note, and a Case."""
    reading = read(write_workbook(tmp_path / "case.xlsx", good()))
    assert shown(reading.faults, "en") == []
    assert reading.case is not None


@pytest.mark.parametrize("case", SPOILED, ids=_named)
def test_a_spoiled_cell_is_named_with_its_remedy(tmp_path, case):
    """The cell, what stands there and what to write instead are said in both languages."""
    book = spoil(good(), case.cells)
    if case.code == "N691":
        del book["licenses"], book["events"]
        for row in book["offers"][1:]:
            row[8] = None
    _check(_expected(_faults(tmp_path, book), case), case)


@pytest.mark.parametrize("case", RESHAPED, ids=_named)
def test_a_spoiled_sheet_is_named_with_its_remedy(tmp_path, case):
    """Sheets and key rows that do not fit are named, and how to mend them."""
    book = good()
    case.change(book)
    _check(_expected(_faults(tmp_path, book), case), case)


@pytest.mark.parametrize("case", [c for c in SPOILED if c.code[0] == "E"], ids=_named)
def test_one_mistake_is_one_error(tmp_path, case):
    """A broken cell is reported once: nothing that depends on it is reported too."""
    book = spoil(good(), case.cells)
    errors = [f for f in _faults(tmp_path, book) if f.severity == "error"]
    assert {f.code for f in errors} == {case.code}


@pytest.mark.parametrize("case", [c for c in SPOILED if c.code[0] != "E"], ids=_named)
def test_warnings_and_notes_leave_a_case(tmp_path, case):
    """What is only odd does not stop the plan."""
    assert read(write_workbook(tmp_path / "case.xlsx", spoil(good(), case.cells))).case is not None


def test_five_mistakes_are_reported_at_once(tmp_path):
    """All faults come in one go, none hides another."""
    mistakes = {"offers!E3": "1O0", "offers!J2": 30, "limits!K2": 65, "demand!A3": "metl",
                "stockpiles!E2": 60}  # fmt: skip
    reading = read(write_workbook(tmp_path / "case.xlsx", spoil(good(), mistakes)))
    assert reading.case is None
    found = {f"{fault.sheet}!{fault.cell}" for fault in reading.errors}
    assert found == set(mistakes)


def test_a_merged_cell_in_the_data_is_one_error(tmp_path):
    """A merged area is named by its address; the cells it covers are not blamed one by one."""
    path = write_workbook(tmp_path / "case.xlsx", good())
    book = openpyxl.load_workbook(path)
    book["offers"].merge_cells("E3:E5")
    book.save(path)
    (error,) = read(path).errors
    assert (error.code, error.cell, error.seen) == ("E317", "E3", "E3:E5")


def test_hidden_rows_are_read_and_warned_about(tmp_path):
    """A filter in Excel does not change the plan, but is mentioned."""
    path = write_workbook(tmp_path / "case.xlsx", good())
    book = openpyxl.load_workbook(path)
    book["demand"].row_dimensions[3].hidden = True
    book.save(path)
    reading = read(path)
    assert [fault.code for fault in reading.faults] == ["W213"]
    assert len(reading.case.demand) == 3


def test_a_hidden_sheet_is_read_and_warned_about(tmp_path):
    """A hidden table still counts, and is mentioned."""
    path = write_workbook(tmp_path / "case.xlsx", good())
    book = openpyxl.load_workbook(path)
    book["limits"].sheet_state = "hidden"
    book.save(path)
    reading = read(path)
    assert [fault.code for fault in reading.faults] == ["W217"]
    assert len(reading.case.limits) == 4


def test_many_faults_of_one_column_are_cut_short(tmp_path):
    """Twenty lines per column and kind, then how many more there are."""
    book = good()
    for row in range(8, 48):
        for column, value in zip("ABCDE", (f"o{row}", "lynas", "ndpr", "Busan", "?"), strict=True):
            put(book, "offers", f"{column}{row}", value)
        put(book, "offers", f"V{row}", 1)
    lines = shown(_faults(tmp_path, book), "en")
    assert sum("[E301]" in line for line in lines) == 21
    assert "20 more" in next(line for line in lines if "more of the same" in line)


def test_every_code_is_used_once():
    """Two kinds never share a code, and codes tell the severity."""
    members = (member for module in MODULES for member in vars(module).values())
    assert len({id(member) for member in members if isinstance(member, Kind)}) == len(KINDS)
    assert {code[0] for code in KINDS} == {"E", "W", "N"}


def test_every_kind_of_the_workbook_has_a_bad_workbook():
    """No message of sheets, cells and facts is without a workbook that brings it about."""
    tried = {case.code for case in (*SPOILED, *RESHAPED)}
    elsewhere = {"E225", "E317", "W213", "W217", "W218", "W221", "W222", "W686", "E696", "N699"}
    facts = {code for code in KINDS if code[1] != "1"}
    assert facts - tried - elsewhere == set()
    assert len(tried) >= 60


def test_texts_fit_a_korean_console():
    """No message uses a sign that a cp949 console cannot print."""
    for kind in KINDS.values():
        for text in (*kind.message, *kind.remedy):
            text.encode("cp949")


def test_an_edit_of_a_missing_sheet_is_warned_about(tmp_path):
    """A scenario on a table that is not there changes nothing, and says so."""
    book = spoil(good(), {"scenarios!B2": "routes", "scenarios!C2": None, "scenarios!D2": "cost"})
    del book["routes"]
    assert "W686" in {fault.code for fault in _faults(tmp_path, book)}


def test_the_marked_copy_shows_list_colour_and_comment(tmp_path):
    """The copy starts with the list, the cell is coloured and commented, the original untouched."""
    path = write_workbook(tmp_path / "입력.xlsx", spoil(good(), {"offers!E3": "1O0"}))
    before = path.read_bytes()
    marked = write_faults(path, read(path).faults, "ko")
    assert marked.name == "입력_오류.xlsx"
    assert path.read_bytes() == before
    book = openpyxl.load_workbook(marked)
    assert book.sheetnames[0] == "오류"
    assert book["오류"]["C2"].value == "offers!E3"
    assert "[E301]" in book["offers"]["E3"].comment.text
    assert book["offers"]["E3"].fill.fgColor.rgb.endswith("FFC7CE")


def test_a_mended_copy_is_read_without_its_list(tmp_path):
    """Whoever mends the marked copy can hand it in: the list in it is no table."""
    path = write_workbook(tmp_path / "case.xlsx", spoil(good(), {"offers!E3": "1O0"}))
    marked = write_faults(path, read(path).faults, "en")
    book = openpyxl.load_workbook(marked)
    book["offers"]["E3"] = 400
    book.save(marked)
    assert read(marked).faults == ()


def test_a_formula_in_a_fault_stays_text(tmp_path):
    """What is quoted from the workbook never becomes a live formula in the list."""
    path = write_workbook(tmp_path / "case.xlsx", good())
    book = openpyxl.load_workbook(path)
    book["offers"]["C3"] = "'=1+1"
    book["offers"]["C3"].value = "=HYPERLINK(1)"
    book["offers"]["C3"].data_type = "s"
    book.save(path)
    marked = write_faults(path, read(path).faults, "en")
    listed = openpyxl.load_workbook(marked)["Faults"]
    assert "HYPERLINK" in str(listed["E2"].value)
    assert listed["E2"].data_type == "s"


def test_a_refused_file_gets_the_list_alone(tmp_path):
    """Nothing opens a file that the guard has refused."""
    path = tmp_path / "case.xlsx"
    path.write_text("offer,price\n")
    reading = read(path)
    assert not reading.safe
    book = openpyxl.load_workbook(write_faults(path, reading.faults, "en"))
    assert book.sheetnames == ["Faults"]
    assert book["Faults"]["H2"].value == "E107"


def test_a_blank_is_said_as_what_it_means(tmp_path):
    """One license of a country remembers, the other's blank means that it does not: 0."""
    book = spoil(good(), {"licenses!J1": "persistence", "licenses!J2": 0.5})
    (fault,) = (f for f in _faults(tmp_path, book) if f.code == "E645")
    assert "have 0 and 0.5" in fault.message.en and "0, 0.5" in fault.message.ko
