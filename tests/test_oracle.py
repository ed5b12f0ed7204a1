"""The oracle: on cases a person can compute, and then against the planner on random ones."""

import pytest
import small_flows  # noqa: F401  (enters its cases in the catalogue)
import small_limits  # noqa: F401
import small_purchase  # noqa: F401
from judged import judged
from oracle import solve_literally
from random_cases import FEATURES, random_case
from small_cases import SMALL

from models.allocate import allocate
from models.case import Case

NEAR = 1e-6
OTHER_ENGINES = ("pulp:HiGHS", "pulp:PULP_CBC_CMD", "pyomo:appsi_highs")
MIXES = (
    ("lots", "stock", "hhi", "share"),
    ("falling", "rising", "paths", "spend", "amount", "share"),
    ("processes", "returns", "sites", "stock", "cover", "leads"),
    ("licenses", "origins", "stock", "leads", "amount", "spend"),
    ("currencies", "units", "contracts", "government", "stock_limit", "minima", "discount"),
)


@pytest.mark.parametrize("name", SMALL)
def test_oracle_finds_what_a_person_computes(name: str) -> None:
    """Cost, status, orders and parts of each small case are those of its docstring."""
    small = SMALL[name]()
    answer = solve_literally(small.case)
    assert answer.status == small.status
    if small.cost is not None:
        assert answer.objective == pytest.approx(small.cost, rel=NEAR, abs=NEAR)
    for key, quantity in small.orders.items():
        assert answer.orders.get(key, 0.0) == pytest.approx(quantity, rel=1e-5)
    for part, money in small.parts.items():
        assert answer.parts[part] == pytest.approx(money, rel=NEAR, abs=NEAR)


def test_the_same_seed_is_the_same_case() -> None:
    """Random cases can be named by their seed."""
    assert random_case(7) == random_case(7)
    assert random_case(7) != random_case(8)


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_can_be_drawn_alone(feature: str) -> None:
    """Some case with one feature only has a plan, so that a fault can be traced to it."""
    assert any(solve_literally(random_case(s, {feature})).status == "optimal" for s in range(6))


def agree(case: Case, engine: str = "highs") -> None:
    """Planner and oracle find the same status and cost, and the auditor finds nothing."""
    answer, plan = solve_literally(case), allocate(case, engine)
    assert plan.status == answer.status
    if answer.objective is not None:
        assert plan.objective == pytest.approx(answer.objective, rel=NEAR, abs=NEAR)
        assert judged(plan) == ()


@pytest.mark.parametrize("seed", range(60))
def test_planner_agrees_with_the_oracle(seed: int) -> None:
    """A random case of anything."""
    agree(random_case(seed))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("mix", MIXES, ids="-".join)
def test_planner_agrees_on_what_goes_together(mix: tuple[str, ...], seed: int) -> None:
    """Features that meet in one rule: lots and cones, tiers and spend, making and storing."""
    agree(random_case(seed, mix))


@pytest.mark.parametrize("seed", range(100, 108))
@pytest.mark.parametrize("engine", OTHER_ENGINES)
def test_every_engine_agrees_with_the_oracle(engine: str, seed: int) -> None:
    """The same through PuLP and Pyomo."""
    agree(random_case(seed), engine)
