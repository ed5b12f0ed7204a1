"""Every rule of the contract on a case a person can compute, on every engine."""

import pytest
import small_flows  # noqa: F401  (enters its cases in the catalogue)
import small_limits  # noqa: F401
import small_purchase  # noqa: F401
from judged import judged
from small_cases import SMALL, Small

from models.allocate import Allocation, allocate

pytestmark = pytest.mark.chief

ENGINES = ("highs", "pulp:HiGHS", "pulp:PULP_CBC_CMD", "pyomo:appsi_highs")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", SMALL)
def test_rule(name: str, engine: str) -> None:
    """Status, cost, orders and parts are those a person computes, and the auditor agrees."""
    small = SMALL[name]()
    found = allocate(small.case, engine)
    assert found.status == small.status
    if small.status == "optimal":
        _same_as_computed(small, found)
        assert judged(found) == ()


def _same_as_computed(small: Small, found: Allocation) -> None:
    assert found.objective == pytest.approx(small.cost, rel=1e-6, abs=1e-6)
    assert found.cost["total"] == pytest.approx(small.cost, rel=1e-6, abs=1e-6)
    for (offer, t), quantity in small.orders.items():
        assert found.decisions is not None
        order = found.decisions.order[found.case.offer_index[offer], t]
        assert order == pytest.approx(quantity, rel=1e-5)
    for part, money in small.parts.items():
        assert found.cost[part] == pytest.approx(money, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("name", SMALL)
def test_every_engine_gives_the_same_plan(name: str) -> None:
    """Where several plans cost the same, HiGHS by itself and CBC through PuLP choose the same."""
    small = SMALL[name]()
    if small.status != "optimal":
        assert allocate(small.case, "pulp:PULP_CBC_CMD").decisions is None
        return
    ours, theirs = allocate(small.case), allocate(small.case, "pulp:PULP_CBC_CMD")
    assert ours.decisions is not None and theirs.decisions is not None
    assert theirs.decisions.order == pytest.approx(ours.decisions.order, rel=1e-4, abs=1e-4)
