"""Descriptor 1 is for results: whatever a solver prints, and whichever version, stays off it."""

import ast
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import models
from models.engines.quiet import aside

SETTING = """
import sys
from concurrent.futures import ThreadPoolExecutor
sys.path.insert(0, "tests")
from small_cases import OFFER_A, OFFER_B, make, need
from models.allocate import allocate
from models.engines.highs import quiet_highs
case = make(OFFER_A, OFFER_B, need(100.0))
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    """A new process: what is printed once in a process is printed there."""
    # Buffered as on a buyer's machine: with PYTHONUNBUFFERED compiled code would hold nothing back.
    setting = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run(
        [sys.executable, "-c", SETTING + code],
        capture_output=True, text=True, check=True, env=setting,
    )  # fmt: skip


@pytest.mark.parametrize(
    "engine", ["highs", "pulp:PULP_CBC_CMD", "pulp:HiGHS", "pyomo:appsi_highs", "pyomo:highs"]
)
def test_a_plan_prints_nothing(engine: str) -> None:
    """Only the answer stands on descriptor 1, whichever library found it."""
    assert run(f"print(allocate(case, '{engine}').objective)").stdout.split() == ["1000.0"]


def test_highs_says_nothing_at_all() -> None:
    """Made in several threads and solved: not a word, on descriptor 2 neither."""
    done = run(
        "with ThreadPoolExecutor(4) as pool:\n"
        "    for job in [pool.submit(quiet_highs) for _ in range(20)]:\n"
        "        job.result().run()\n"
    )
    assert (done.stdout, done.stderr) == ("", "")


def test_one_door_to_highs() -> None:
    """HiGHS is made in one place."""
    made = [
        f"{path.name}:{node.lineno}"
        for path in Path(models.__path__[0]).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("highspy.Highs", "_Quiet")
    ]
    assert len(made) == 1 and made[0].startswith("highs.py:")


def test_nothing_of_our_own_is_lost() -> None:
    """What was printed before and not flushed, and what comes after, is all there."""
    done = run(
        "import os\n"
        "from models.engines.quiet import aside\n"
        "print('before')\n"
        "with aside():\n"
        "    print('library'); os.write(1, b'compiled')\n"
        "print('after')\n"
    )
    assert done.stdout.split() == ["before", "after"]
    assert "library" in done.stderr and "compiled" in done.stderr


def test_what_compiled_code_still_holds_is_put_aside() -> None:
    """C keeps what it prints to a pipe in a buffer of its own; it is emptied before and after."""
    done = run(
        "import ctypes\n"
        "from models.engines.quiet import aside\n"
        "c = ctypes.CDLL(None)\n"
        "c.printf(b'before ')\n"
        "with aside():\n"
        "    c.printf(b'compiled ')\n"
        "c.printf(b'after ')\n"
    )
    assert done.stdout.split() == ["before", "after"]
    assert done.stderr.split() == ["compiled"]


def test_threads_may_be_within_at_once(capfd: pytest.CaptureFixture[str]) -> None:
    """The first in turns the descriptor aside, the last out back, in whatever order they leave."""
    entered, first_left = threading.Event(), threading.Event()

    def other() -> None:
        with aside():
            entered.set()
            first_left.wait(5)
            sys.stdout.write("still aside\n")

    thread = threading.Thread(target=other)
    with aside():
        thread.start()
        entered.wait(5)
    first_left.set()
    thread.join()
    sys.stdout.write("back\n")
    assert capfd.readouterr().out.split() == ["back"]
