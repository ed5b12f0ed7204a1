"""No status of any solver is unknown to us, and only a proven optimum is optimal."""

import itertools

import highspy
import numpy as np
import pytest
from pulp import constants
from pyomo.opt import SolverStatus, TerminationCondition

from models.engines import highs, pulp, pyomo
from models.engines.answer import Claim, settle
from models.program import Program

pytestmark = pytest.mark.chief

OURS = {"optimal", "infeasible", "unbounded", "stopped", "error"}


def small() -> Program:
    """Buy at least 3 of at most 9, at 2 each."""
    program = Program()
    buy = program.add_columns("buy", (), upper=9.0)
    need = program.add_rows("need", (), lower=3.0)
    program.add_terms(need.at, buy.at, 1.0)
    program.add_money("purchase", buy.at, 2.0)
    return program


def test_highs_statuses() -> None:
    """Every status of HiGHS is mapped; only optimal, and a program without anything, is optimal."""
    every = set(highspy.HighsModelStatus.__members__.values())
    assert set(highs.STATUS) == every
    optimal = {status for status, ours in highs.STATUS.items() if ours == "optimal"}
    assert optimal <= {highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty}
    assert set(highs.STATUS.values()) <= OURS


def test_pulp_statuses() -> None:
    """Of all pairs of PuLP's statuses, one is optimal: both say so."""
    theirs = getattr(constants, "LpSolveStatus", None) or constants.LpStatus
    assert set(pulp.STATUS) >= set(theirs)
    pairs = list(itertools.product(pulp.STATUS, (-2, -1, 0, 1, 2)))
    optimal = [pair for pair in pairs if pulp.status_of(*pair) == "optimal"]
    assert optimal == [(pulp.OPTIMAL, pulp.SOLVED)]
    assert {pulp.status_of(*pair) for pair in pairs} == OURS


def test_pulp_time_limit_is_not_optimal() -> None:
    """PuLP's 'optimal' with an integer feasible solution is a run that was stopped."""
    assert pulp.status_of(pulp.OPTIMAL, pulp.FEASIBLE) == "stopped"


def test_pulp_status_of_a_later_version() -> None:
    """A status PuLP does not have today is an error."""
    assert pulp.status_of(99, pulp.SOLVED) == "error"


def test_pyomo_statuses() -> None:
    """Every way Pyomo knows to end is mapped; only an optimum of a solver that is well counts."""
    assert set(pyomo.STATUS) == set(TerminationCondition)
    pairs = itertools.product(TerminationCondition, SolverStatus)
    optimal = {pair for pair in pairs if pyomo.status_of(*pair) == "optimal"}
    assert optimal == {
        (TerminationCondition.optimal, SolverStatus.ok),
        (TerminationCondition.globallyOptimal, SolverStatus.ok),
    }
    assert set(pyomo.STATUS.values()) == OURS


@pytest.mark.parametrize("status", sorted(OURS))
def test_values_come_only_with_a_plan(status: str) -> None:
    """Values a solver leaves behind are dropped unless its status is optimal or stopped."""
    answer = settle(small().arrays(), lambda _: Claim(status, np.array([3.0]), np.array([2.0])))
    assert (answer.values is not None) == (status in ("optimal", "stopped"))
    assert (answer.row_duals is not None) == (status == "optimal")


@pytest.mark.parametrize("value", [2.9, 9.1, np.nan, np.inf])
def test_values_that_break_the_program(value: float) -> None:
    """Optimal values that break a row or bound are an error; stopped ones are dropped."""
    arrays = small().arrays()
    claim = Claim("optimal", np.array([value]))
    assert settle(arrays, lambda _: claim).status == "error"
    stopped = settle(arrays, lambda _: Claim("stopped", np.array([value])))
    assert (stopped.status, stopped.values) == ("stopped", None)


def test_unbounded_taken_for_infeasible() -> None:
    """A solver that says infeasible, but not without costs, has met an unbounded program."""
    claims = iter([Claim("infeasible"), Claim("optimal", np.array([3.0]))])
    assert settle(small().arrays(), lambda _: next(claims)).status == "unbounded"
