"""The oracle itself, on cases a person can compute."""

import pytest
import small_flows  # noqa: F401  (enters its cases in the catalogue)
import small_limits  # noqa: F401
import small_purchase  # noqa: F401
from oracle import solve_literally
from random_cases import FEATURES, random_case
from small_cases import SMALL


@pytest.mark.parametrize("name", SMALL)
def test_oracle_finds_what_a_person_computes(name: str) -> None:
    """Cost, status, orders and parts of each small case are those of its docstring."""
    small = SMALL[name]()
    answer = solve_literally(small.case)
    assert answer.status == small.status
    if small.cost is not None:
        assert answer.objective == pytest.approx(small.cost, rel=1e-6, abs=1e-6)
    for key, quantity in small.orders.items():
        assert answer.orders.get(key, 0.0) == pytest.approx(quantity, rel=1e-5)
    for part, money in small.parts.items():
        assert answer.parts[part] == pytest.approx(money, rel=1e-6, abs=1e-6)


def test_the_same_seed_is_the_same_case() -> None:
    """Random cases can be named by their seed."""
    assert random_case(7) == random_case(7)
    assert random_case(7) != random_case(8)


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_can_be_drawn_alone(feature: str) -> None:
    """Some case with one feature only has a plan, so that a fault can be traced to it."""
    assert any(solve_literally(random_case(s, {feature})).status == "optimal" for s in range(6))
