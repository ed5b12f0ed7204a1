"""Help tells all there is, at once."""

import json
import subprocess
import sys

import pytest
from command_line import options, planner


@pytest.mark.parametrize("command", options())
def test_help_tells_every_option(command: str) -> None:
    """No option is hidden."""
    answer = planner(command, "--help")
    assert answer.code == 0
    for option in options()[command]:
        assert option in answer.out


def test_help_lists_every_command() -> None:
    """Each with a sentence."""
    answer = planner("--help")
    assert answer.code == 0
    assert all(command in answer.out for command in options())


HEAVY = ("babel", "pandas", "pyomo", "pulp", "highspy", "openpyxl", "xlsxwriter", "scipy", "numpy")


def test_help_loads_nothing_heavy() -> None:
    """``planner --help`` answers at once: no solver and no spreadsheet library is imported."""
    program = (
        "import sys, json; sys.argv = ['planner', '--help']\n"
        "from planner.cli.main import run\n"
        "try: run()\n"
        "except SystemExit: pass\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(done.stderr))
    assert "planner.cli.main" in loaded
    assert loaded.isdisjoint(HEAVY)
