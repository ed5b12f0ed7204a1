"""The same futures through mpi-sppy: as good as in process, or what to install."""

import json
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from test_hedge import licensed

from models.allocate import allocate
from models.engines import EngineError
from models.futures.draw import Drawer
from models.recourse.extensive import solve_extensive
from models.recourse.hedge import ahead_of
from models.recourse.risk import Risk
from models.recourse.sppy import search_on_ranks
from models.recourse.stages import Stages

WEIGHTS = (0.0, 0.5, 1.0)
HERE = Path(__file__).parent


def launcher() -> str | None:
    """mpiexec beside this Python, or on the path."""
    own = Path(sys.executable).parent / "mpiexec"
    return str(own) if own.exists() else shutil.which("mpiexec")


def installed() -> bool:
    """Whether everything a run on two ranks needs is here."""
    return all(find_spec(name) for name in ("mpi4py", "mpisppy")) and launcher() is not None


def answers(size: int) -> list[dict]:
    """What mpi-sppy finds on so many ranks, per weight."""
    script = [sys.executable, "-m", "mpi4py", str(HERE / "sppy_ranks.py"), *map(str, WEIGHTS)]
    launch = [launcher() or "mpiexec", "-n", str(size)] if size > 1 else []
    done = subprocess.run(
        [*launch, *script], capture_output=True, text=True, timeout=300, check=False, cwd=HERE
    )
    assert done.returncode == 0, done.stderr
    found: list[dict] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


@pytest.mark.parametrize("size", [1, 2])
def test_agrees_with_the_answer_in_process(size: int) -> None:
    """On one rank and on two the value is the optimum; without mpi-sppy it says what to install."""
    case = licensed().in_order()
    stages, drawer = Stages.of(case), Drawer(case, 10, 1)
    if not installed():
        with pytest.raises(EngineError, match=r"pip install .*\[cluster\]"):
            search_on_ranks(stages, drawer, Risk(0.5, 0.8), ahead_of(stages, allocate(case)))
        return
    changes = [stages.changes(future) for future in drawer.futures()]
    for weight, found in zip(WEIGHTS, answers(size), strict=True):
        risk = Risk(weight, 0.8)
        optimum = solve_extensive(stages, changes, risk).objective
        assert optimum is not None
        assert found["ranks"] == size
        assert found["value"] == pytest.approx(optimum, rel=1e-6)
        assert found["bound"] == pytest.approx(optimum, rel=1e-6)
        assert len(found["costs"]) == len(found["first"]) == 10
