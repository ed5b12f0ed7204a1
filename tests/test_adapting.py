"""Orders that answer a surprise: both programs find the same plan, and the audit finds no fault."""

import dataclasses

import pytest
from random_risk import hard_case, risky_case

from models.allocate import allocate
from models.case import Case
from models.check import check
from models.futures.draw import Drawer
from models.recourse.decompose import Evaluator, Limits, decompose
from models.recourse.extensive import solve_extensive
from models.recourse.hedge import ahead_of
from models.recourse.risk import Risk
from models.recourse.second import SecondStage
from models.recourse.stages import Stages
from models.recourse.subproblem import Outcome


def reacting(case: Case, reaction: int) -> Case:
    """All orders ahead, until a surprise."""
    settings = dataclasses.replace(case.settings, frozen_periods=None, reaction=reaction)
    return dataclasses.replace(case, settings=settings)


CASES = [(risky_case(seed), seed % 3) for seed in (0, 3, 5, 7, 9, 11)]
CASES += [(hard_case(seed), seed % 3) for seed in (5, 8, 20)]


@pytest.mark.parametrize(("case", "reaction"), CASES)
@pytest.mark.parametrize("weight", [0.0, 1.0])
def test_both_programs_and_the_audit_agree(case: Case, reaction: int, weight: float) -> None:
    """J of the extensive form, and every promise kept in every future, replacements too."""
    own = reacting(case, reaction)
    stages, drawer, risk = Stages.of(own), Drawer(own, 6, 1), Risk(weight, 0.7)
    futures = [stages.changes(future) for future in drawer.futures()]
    evaluator = Evaluator(stages, futures)
    limits = Limits(gap=1e-8, rounds=400)
    found = decompose(evaluator, risk, ahead_of(stages, allocate(own)), limits)
    whole = solve_extensive(SecondStage(stages), futures, risk)
    assert stages.twins is not None
    assert found.value == pytest.approx(whole.value, rel=1e-6)
    seen: dict[int, Outcome] = {}
    evaluator.outcomes(found.ahead, seen.__setitem__)
    for w, outcome in seen.items():
        lacks = evaluator.second.lacks(outcome.resorts)
        decisions = stages.decisions(outcome.values)
        verdict = check(own, decisions, outcome.cost, future=drawer.future(w), lacks=lacks)
        assert verdict.passed, verdict.problems
