"""What is imported costs every run its time: a command loads what it needs and nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"pandas", "pulp", "pyomo", "scipy.stats", "scipy.optimize", "openpyxl", "distributed"}
RUN = """
import sys
sys.argv = ["planner", *sys.argv[1:]]
from planner.cli.main import run
try:
    run()
except SystemExit:
    pass
print(*sys.modules, file=sys.stderr)
"""


def loaded(folder: Path, *words: str) -> set[str]:
    """What stands in ``sys.modules`` after a command."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(done.stderr.splitlines()[-1].split())


def test_help_needs_no_numbers(tmp_path: Path) -> None:
    """Help answers without numpy, HiGHS or a workbook."""
    assert not loaded(tmp_path, "--help") & (
        HEAVY | {"numpy", "scipy", "highspy", "xlsxwriter", "jinja2"}
    )


@pytest.mark.parametrize("words", [(), ("--risk", "cvar", "--futures", "2")])
def test_a_plan_needs_no_other_library(tmp_path: Path, words: tuple[str, ...]) -> None:
    """With HiGHS, with risk and without: nothing that it does not use."""
    loaded(tmp_path, "example", "first-plan", "case.xlsx")
    assert (tmp_path / "case.xlsx").exists()
    after = loaded(tmp_path, "plan", "case.xlsx", "-o", "plan.xlsx", *words)
    assert (tmp_path / "plan.xlsx").exists()
    assert not after & HEAVY
