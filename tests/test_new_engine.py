"""A new engine is one file and one line: a toy engine, made so, plans like the shipped ones."""

import pytest
from command_line import planner
from random_cases import random_case
from toy_engine.echo import Echoed, EchoEngine

from models.allocate import allocate
from models.engines import ENGINES, EngineError, Options, find
from models.program import Arrays, Program
from models.solution import Solution


@pytest.fixture(autouse=True)
def line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of engines, one line longer."""
    monkeypatch.setitem(ENGINES, "echo", "toy_engine.echo:EchoEngine")


@pytest.mark.parametrize("features", [{"discount", "stock"}, {"share", "hhi"}, {"lots"}])
def test_it_plans(features: set[str]) -> None:
    """As HiGHS does, with whole numbers, with tangents, and in the choice among equal plans."""
    planned = 0
    for seed in range(4):
        case = random_case(seed, features)
        mine, theirs = allocate(case, "echo"), allocate(case)
        assert mine.status == theirs.status
        if theirs.decisions is not None and mine.decisions is not None:
            planned += 1
            assert mine.objective == pytest.approx(theirs.objective)
            assert mine.decisions.order == pytest.approx(theirs.decisions.order, abs=1e-5)
    assert planned


def test_its_own_basis_comes_back_to_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tangents start from its basis; HiGHS, which chooses among equal plans, does not."""
    starts: list[object] = []

    def solve(
        self: EchoEngine, program: Program, arrays: Arrays, wanted: Options, start: object = None
    ) -> Solution:
        starts.append(start)
        return kept(self, program, arrays, wanted, start)

    kept = EchoEngine.solve
    monkeypatch.setattr(EchoEngine, "solve", solve)
    for seed in range(4):
        allocate(random_case(seed, {"share", "hhi"}), "echo")
    assert starts and any(isinstance(one, Echoed) for one in starts)
    assert all(one is None or isinstance(one, Echoed) for one in starts)


@pytest.mark.parametrize("name", ["echo:x", "pulp", "ech", ""])
def test_what_is_no_engine_is_told_all_there_are(name: str) -> None:
    """A name too much, a name too little, or none."""
    with pytest.raises(EngineError, match=r"highs, pulp:NAME, pyomo:NAME and echo"):
        find(name)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_help_names_every_engine(language: str) -> None:
    """The shipped ones, in the words of ``--engine`` (planner/cli/plan.py), without importing."""
    said = planner("--lang", language, "plan", "--help").out.replace("이름", "NAME")
    missing = [name for name in ENGINES if name != "echo" and name not in said]
    assert missing == [], f"planner/cli/plan.py does not name {missing} in the help of --engine"
