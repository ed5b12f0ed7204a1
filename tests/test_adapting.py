"""Orders that answer a surprise: both programs find the same plan, and the audit finds no fault."""

import dataclasses

import numpy as np
import pytest
from audited import START, need
from random_risk import hard_case, risky_case

from models.allocate import allocate
from models.case import Capacity, Case, Event, Material, Offer, Settings, Supplier
from models.check import check
from models.future import Future, certain_future
from models.futures.draw import Drawer
from models.recourse.decompose import Evaluator, Limits, decompose
from models.recourse.extensive import solve_extensive
from models.recourse.hedge import ahead_of
from models.recourse.risk import Risk
from models.recourse.second import SecondStage
from models.recourse.stages import Stages
from models.recourse.subproblem import Outcome, Worker


def reacting(case: Case, reaction: int) -> Case:
    """All orders ahead, until a surprise."""
    settings = dataclasses.replace(case.settings, frozen_periods=None, reaction=reaction)
    return dataclasses.replace(case, settings=settings)


CASES = [(risky_case(seed), seed % 3) for seed in (0, 3, 5, 7, 9, 11)]
CASES += [(hard_case(seed), seed % 3) for seed in (5, 8, 20, 105, 331)]
"""105 and 331: hard hhi limits over nothing."""


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


def test_full_capacity_says_what_fewer_orders_would_change() -> None:
    """Orders ahead never overfill capacity, so where they fill it only fewer can be meant.

    The twins of full months stand in the same rows: a dual of those rows says nothing.
    """
    case = Case(
        Settings(START, 3, reaction=1),
        (Material("m"), Material("n", shortage_cost=100.0)),
        suppliers=(Supplier("s", country="CN"),),
        offers=(Offer("a", "s", "m", price=1.0), Offer("b", "s", "n", price=1.0)),
        demand=(need(8.0, 8.0, 8.0, material="m"), need(5.0, 5.0, 5.0, material="n")),
        capacity=(Capacity("s", "m", (5.0,) * 3), Capacity("s", "n", (4.0,) * 3)),
        events=(Event("closed", "supplier=s", 0.5, 1.0, 2.0, "stop"),),
    )
    stages = Stages.of(case)
    second = SecondStage(stages)
    assert not np.isin(second.resorts.rows, np.flatnonzero(stages.shared)).any()
    worker = Worker(second)
    full = np.zeros(stages.formulation.program.n_columns)
    order = stages.formulation.program.columns["order"].at
    full[order[0]], full[order[1]] = 5.0, 4.0
    for changes in (stages.changes(certain_future(case)), stages.changes(refused_once(case))):
        there = worker.solve(full[stages.ahead], changes)
        for column in order.ravel():
            less = full.copy()
            less[column] -= 1.0
            fewer = worker.solve(less[stages.ahead], changes)
            place = int(np.searchsorted(stages.ahead, column))
            missed = fewer.lacking.amount - there.lacking.amount
            assert there.lacking.slope[place] == pytest.approx(-missed, abs=1e-6)


def refused_once(case: Case) -> Future:
    """The first order of the first offer is refused, and may be replaced."""
    base = certain_future(case)
    granted = base.granted.copy()
    granted[0, 0] = 0.0
    return dataclasses.replace(base, granted=granted)
