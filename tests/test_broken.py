"""What hostile and hurried users do: no traceback, no lost file, the right exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from workbooks import good, rezip, write_workbook

from planner.cli import main
from planner.planning import plan_case
from planner.workbook.read import read


@pytest.fixture
def case(tmp_path, monkeypatch):
    """A sound workbook, in the folder that commands run in."""
    monkeypatch.chdir(tmp_path)
    return write_workbook(tmp_path / "case.xlsx", good())


def _run(monkeypatch, *words: object) -> int:
    """The exit code of a command line; a traceback would end the test."""
    monkeypatch.setattr(sys, "argv", ["planner", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main.run()
    return ended.value.code or 0


@pytest.mark.parametrize("name", ["case.xlsx", "./case.xlsx", "link.json"])
def test_json_never_replaces_the_input(case, monkeypatch, name):
    """Neither by its name, nor by another way to it, nor through a link."""
    Path("link.json").symlink_to(case)
    before = case.read_bytes()
    assert _run(monkeypatch, "plan", case, "-o", "plan.xlsx", "--json", name) == 5
    assert case.read_bytes() == before
    assert not Path("plan.xlsx").exists()


@pytest.mark.parametrize("name", ["plan.xlsx", "folder", "nowhere/plan.json", "x" * 300 + ".json"])
def test_a_json_path_that_cannot_be_is_refused_before_the_work(case, monkeypatch, capsys, name):
    """The plan's own name, a folder, a folder that is not there, a name that is too long."""
    Path("folder").mkdir()
    assert _run(monkeypatch, "plan", case, "-o", "plan.xlsx", "--json", name) == 5
    assert not Path("plan.xlsx").exists()
    assert "Solving" not in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["mps", "lp", "pulp-json"])
def test_export_never_replaces_the_input(case, monkeypatch, kind):
    """Not even with --overwrite."""
    before = case.read_bytes()
    words = ("export", case, "--to", kind, "-o", "case.xlsx", "--overwrite")
    assert _run(monkeypatch, *words) == 5
    assert case.read_bytes() == before


@pytest.mark.parametrize("name", ["", "a" * 300 + ".xlsx", "가" * 200 + ".xlsx", "case.xlsx/more"])
@pytest.mark.parametrize("command", ["check", "plan", "export"])
def test_a_name_that_can_be_no_file_is_an_input_fault(case, monkeypatch, command, name):
    """Blank or too long: the input is not there, which is no bug."""
    options = ("--to", "lp") if command == "export" else ()
    assert _run(monkeypatch, command, name, *options) == 3


@pytest.mark.parametrize("command", ["template", "plan", "export"])
def test_an_output_name_too_long_is_an_output_fault(case, monkeypatch, command):
    """No system takes a file name of 300 signs."""
    name = "가" * 300 + ".xlsx"
    words = {
        "template": (name,),
        "plan": (case, "-o", name),
        "export": (case, "--to", "lp", "-o", name),
    }
    assert _run(monkeypatch, command, *words[command]) == 5


def test_the_longest_name_a_folder_takes_is_read(case, monkeypatch):
    """83 syllables fill a name; neither Excel's marker nor a marked copy beside it can be there."""
    long = case.rename("가" * 83 + ".xlsx")
    assert _run(monkeypatch, "plan", long, "-o", "plan.xlsx") == 0


def _spoiled(case, part: str, old: bytes, new: bytes):
    """What is read when a piece of one part of the file is replaced."""
    changed = rezip(case, lambda name, data: data.replace(old, new) if name == part else data)
    return read(changed)


def test_an_encoding_nobody_knows_is_a_damaged_part(case):
    """An XML declaration may name any encoding."""
    part = "xl/workbook.xml"
    new = b'<?xml version="1.0" encoding="FOO"?><workbook '
    assert [f.code for f in _spoiled(case, part, b"<workbook ", new).faults] == ["E114"]


def test_a_merged_area_written_backwards_is_refused(case):
    """It would make room for an area of a billion cells."""
    new = b'</sheetData><mergeCells><mergeCell ref="A9:Z1"/></mergeCells>'
    reading = _spoiled(case, "xl/worksheets/sheet2.xml", b"</sheetData>", new)
    assert [(f.code, f.sheet) for f in reading.faults] == [("E119", "materials")]


def test_signs_no_text_may_hold_are_left_out(case, monkeypatch):
    """Halves of signs and codes that move the console come as escapes; the plan is written."""
    new = b"<t>L_xD800__x001B_[2J</t>"
    found = _spoiled(case, "xl/worksheets/sheet3.xml", b"<t>Lynas</t>", new)
    assert found.case.supplier["lynas"].name == "L\ufffd[2J"
    assert _run(monkeypatch, "plan", "changed.xlsx", "-o", "p.xlsx", "--json", "p.json") == 0


def test_numbers_that_are_none_do_not_hide_other_faults(case):
    """NaN is a fault of its cell, not of the file."""
    reading = _spoiled(case, "xl/worksheets/sheet4.xml", b"<v>70</v>", b"<v>NaN</v>")
    assert [(f.code, f.sheet, f.cell) for f in reading.faults] == [("E320", "offers", "E2")]
    assert reading.safe


@pytest.mark.parametrize("command", ["check", "plan"])
def test_a_pipe_is_not_waited_for(case, monkeypatch, command):
    """Only files are read: a device or pipe might never end."""
    os.mkfifo("pipe.xlsx")
    assert _run(monkeypatch, command, "pipe.xlsx") == 3


def test_faults_of_the_case_come_before_those_of_the_output(tmp_path, monkeypatch, capsys):
    """A wrong output name does not hide what is wrong with the input."""
    book = good()
    book["offers"][1][4] = "1O0"
    case = write_workbook(tmp_path / "case.xlsx", book)
    assert _run(monkeypatch, "plan", case, "-o", tmp_path / "plan.txt") == 3
    assert "offers!E2" in capsys.readouterr().err


def test_json_on_a_korean_console_is_utf_8(case, tmp_path):
    """Programs read standard output: it is the same bytes as the file, whatever the console."""
    code = "from planner.cli.main import run; run()"
    environment = os.environ | {
        "PYTHONIOENCODING": "cp949",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    book = good()
    book["suppliers"][3][0] = book["offers"][5][1] = book["offers"][6][1] = "한빛 – ₩"
    book["origins"][1][0] = book["origins"][2][0] = "한빛 – ₩"
    write_workbook(case, book)
    words = ["plan", str(case), "-o", "plan.xlsx", "--json", "-", "--risk", "none"]
    done = subprocess.run(
        [sys.executable, "-c", code, *words], env=environment, capture_output=True, check=True
    )
    found = json.loads(done.stdout.decode("utf-8"))
    assert "한빛 – ₩" in {order["supplier"] for order in found["orders"]}


@pytest.mark.parametrize("sign", ["@", "/", "#2", ">", "가 @나", "[x]", "'", '"', "{0}", "%s"])
def test_ids_may_hold_the_signs_that_join_labels(tmp_path, sign):
    """A plan without feasible answer names materials and capacities by their own ids."""
    case = write_workbook(tmp_path / "case.xlsx", _renamed(good(), sign))
    plan = plan_case(read(case).case)
    assert plan.status == "infeasible"
    demanded = {c.subject for c in plan.conflicts if c.kind == "demand"}
    assert f"metal{sign},{sign}Gimhae" in demanded


def test_an_empty_form_gives_an_empty_plan(case, monkeypatch):
    """A form without a single row is warned about and planned: nothing is needed."""
    book = {"settings": good()["settings"][:3]}
    book |= {name: good()[name][:1] for name in ("materials", "suppliers", "offers", "demand")}
    write_workbook(case, book)
    assert _run(monkeypatch, "plan", case, "-o", "plan.xlsx", "--json", "plan.json") == 0
    assert json.loads(Path("plan.json").read_text())["orders"] == []


def _renamed(book, sign: str):
    """An impossible case whose materials, suppliers and places have the sign in their names."""
    renamed = {name: f"{name}{sign}" for name in ("ndpr", "metal", "magnet", "lynas", "baotou")}
    renamed |= {name: f"{sign}{name}" for name in ("Busan", "Gimhae")}
    for table, rows in book.items():
        for row in rows[1:]:
            for place, value in enumerate(row):
                if rows[0][place] not in ("form", "kind", "measure"):
                    row[place] = renamed.get(value, value) if isinstance(value, str) else value
        if table == "demand":
            rows[2][2] = 5000
    book["materials"][2][7] = None
    del book["limits"], book["scenarios"]
    return book
