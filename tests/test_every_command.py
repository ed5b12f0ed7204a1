"""Every command once, as a program that another program reads: JSON out, and nothing but JSON."""

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from command_line import options
from workbooks import good, write_workbook

pytestmark = pytest.mark.chief

WITH_JSON = (
    "plan case.xlsx --risk none",
    "plan case.xlsx --risk cvar --futures 8",
    "plan case.xlsx --risk none --engine pulp:PULP_CBC_CMD",
    "plan case.xlsx --risk none --engine pulp:HiGHS",
    "plan case.xlsx --risk none --engine pyomo:appsi_highs",
    "simulate plan.xlsx --futures 8 --rolling 2",
    "scenarios case.xlsx --jobs 1",
    "sweep case.xlsx --jobs 1",
    "sweep case.xlsx --jobs 2 --tornado",
    "sweep case.xlsx --jobs 1 --monte-carlo 3",
    "frontier case.xlsx --jobs 1 --points 2 --trade 'cost, share country=CN among material=ndpr'",
    "room case.xlsx --jobs 1",
    "stress plan.xlsx --jobs 1 --starts 2 --months 1,3",
    "compare plan.xlsx dearer.xlsx",
)
WITHOUT = (
    "template new.xlsx",
    "example first-plan new.xlsx",
    "check case.xlsx",
    "plan case.xlsx -o new.xlsx --compare-risk --futures 8",
    "export case.xlsx -o new.xlsx --to mps",
    "export case.xlsx -o new.xlsx --to lp",
    "export case.xlsx -o new.xlsx --to pulp-json",
    "manual --lang en",
    "schema",
)


def started(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """``planner LINE`` in a folder, in a process of its own."""
    words = [sys.executable, "-m", "planner", *shlex.split(line)]
    return subprocess.run(words, cwd=folder, capture_output=True, check=False, encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small case that has every sheet, and two plans of it."""
    place = tmp_path_factory.mktemp("every")
    sheets = good()
    sheets["settings"][-1] = ["risk_measure", "none"]
    write_workbook(place / "case.xlsx", sheets)
    for name, factor in (("plan", "1"), ("dearer", "1.1")):
        line = f"plan case.xlsx -o {name}.xlsx --risk cvar --futures 8"
        done = started(place, f"{line} --set 'offers.price times {factor}'")
        assert done.returncode == 0, done.stderr
    return place


def refuse(constant: str) -> NoReturn:
    raise AssertionError(f"{constant} is no JSON")


@pytest.mark.parametrize("line", WITH_JSON)
def test_standard_output_is_one_json_document(line: str, folder: Path, tmp_path: Path) -> None:
    """Whatever the solver would like to print; and the workbook is there."""
    target = tmp_path / "new.xlsx"
    done = started(folder, f"{line} -o {target} --json -")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout, parse_constant=refuse)
    assert result["run"] and target.stat().st_size > 1000


@pytest.mark.parametrize("line", WITHOUT)
def test_a_command_without_json_ends_well(line: str, folder: Path, tmp_path: Path) -> None:
    """What it prints or writes is there; a solver's banner is not."""
    target = tmp_path / "new.xlsx"
    done = started(folder, line.replace("new.xlsx", str(target)))
    assert done.returncode == 0, done.stderr
    assert done.stdout and "HiGHS" not in done.stdout.splitlines()[0]
    assert target.exists() == ("new.xlsx" in line)


def test_no_command_is_left_out() -> None:
    """Those that have ``--json`` are run with it, the others without."""
    with_json = {name for name, spellings in options().items() if "--json" in spellings}
    lacks = with_json - {line.split()[0] for line in WITH_JSON}
    assert not lacks, f"tests/test_every_command.py: WITH_JSON lacks a line for {lacks}"
    lacks = options().keys() - with_json - {line.split()[0] for line in WITHOUT}
    assert not lacks, f"tests/test_every_command.py: WITHOUT lacks a line for {lacks}"
