"""Published problems: the planner finds the published optimum, through the workbook."""

from pathlib import Path

import pytest
from oracle import solve_literally
from outside import PUBLISHED, TELL, as_case

from models.case import Case
from planner.api import plan_case
from planner.outcomes.plan import Plan


@pytest.fixture(scope="module", params=PUBLISHED)
def problem(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple:
    """The name of a published problem and its case, as read from a workbook."""
    return request.param, as_case(request.param, tmp_path_factory.mktemp("outside"))


def case_of(name: str, folder: Path) -> tuple[dict, Plan]:
    """The published figures and our plan of one problem."""
    return PUBLISHED[name], plan_case(as_case(name, folder))


def test_every_published_problem_is_told() -> None:
    """No problem of the data file is left out, each names its source."""
    assert set(PUBLISHED) == set(TELL)
    assert all(data["source"] for data in PUBLISHED.values())


def test_planner_finds_the_published_optimum(problem: tuple[str, Case]) -> None:
    """Total cost is the published figure, and the auditor agrees."""
    name, case = problem
    plan = plan_case(case)
    assert plan.status == "optimal"
    assert plan.objective == pytest.approx(PUBLISHED[name]["optimum"], rel=1e-7)
    assert plan.check is not None and plan.check.passed


def test_oracle_finds_the_published_optimum(problem: tuple[str, Case]) -> None:
    """The literal formulation finds the published figure too."""
    name, case = problem
    assert solve_literally(case).objective == pytest.approx(PUBLISHED[name]["optimum"], rel=1e-7)


def test_coal_plan(tmp_path: Path) -> None:
    """New Bedford Steel: the tonnages of the published plan."""
    published, plan = case_of("new_bedford_steel", tmp_path)
    bought = {line.offer: line.quantity for line in plan.orders}
    for name, tonnes in zip(published["suppliers"], published["plan"], strict=True):
        assert bought.get(name, 0.0) == pytest.approx(tonnes, abs=1e-4)


def test_coal_duals(tmp_path: Path) -> None:
    """New Bedford Steel: the published shadow prices of demand, trucks, rail and union share.

    That of the volatility is per unit of (volatility - 19) x kt; per point of the mean it is 3 x
    1,225 kt.
    """
    published, plan = case_of("new_bedford_steel", tmp_path)
    duals = {line.limit: line.dual for line in plan.limits}
    expected = published["duals"]
    assert plan.demand[0].dual == pytest.approx(expected["demand"])
    assert duals["truck"] == pytest.approx(expected["truck"])
    assert duals["rail"] == pytest.approx(expected["rail"], abs=1e-9)
    assert duals["union"] == pytest.approx(expected["union"], abs=1e-9)
    assert duals["volatility"] == pytest.approx(expected["volatility"] * published["demand"])


def test_coal_ranges(tmp_path: Path) -> None:
    """New Bedford Steel: between which bounds the prices of demand and trucks hold."""
    published, plan = case_of("new_bedford_steel", tmp_path)
    ranges = {line.limit: line.dual_range for line in plan.limits}
    expected = published["rhs_ranges"]
    assert plan.demand[0].dual_range == pytest.approx(tuple(expected["demand"]))
    assert ranges["truck"] == pytest.approx(tuple(expected["truck"]), abs=0.01)


def test_gasoline_duals(tmp_path: Path) -> None:
    """Gasoline: the published prices of each terminal's capacity and each customer's demand."""
    published, plan = case_of("gasoline", tmp_path)
    demand = {line.location: line.dual for line in plan.demand}
    for name, dual in zip(published["demand"], published["duals_demand"], strict=True):
        assert demand[name] == pytest.approx(dual, abs=1e-9)
    capacity = {p.subject: p.change for p in plan.shadow_prices if p.kind == "capacity"}
    for name, dual in zip(published["suppliers"], published["duals_supply"], strict=True):
        named = [change for subject, change in capacity.items() if name in subject]
        assert sum(named) == pytest.approx(dual, abs=1e-9)
