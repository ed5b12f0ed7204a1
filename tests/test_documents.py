"""Licenses as documents: a ministry that remembers, a license that ends, in closed form."""

import dataclasses

import numpy as np
import pytest
from audited import case_of, need

from models.allocate import allocate
from models.case import Case, License, Limit, Material, Offer, OpenOrder, Supplier
from models.future import Future
from models.futures.draw import Drawer, planned_future
from models.recourse.decompose import Evaluator, Limits, decompose
from models.recourse.hedge import ahead_of, hedge
from models.recourse.risk import Risk
from models.recourse.stages import Stages
from models.rolling.simulate import simulate

MONTHS, FUTURES = 8, 4000
SUPPLIERS = (Supplier("cn", country="CN"), Supplier("kr", country="KR"))
MATERIAL = (Material("ndpr", shortage_cost=100.0),)


def _frozen(case: Case) -> Case:
    """What is ordered ahead stands, whatever comes."""
    return dataclasses.replace(case, settings=dataclasses.replace(case.settings, reaction="never"))


def _licensed(months: int, *licenses: License, demand: float = 10.0) -> Case:
    """``a`` at 1 under the first license, ``b`` at 5 without; 10 needed a month."""
    return case_of(
        months,
        materials=MATERIAL,
        suppliers=SUPPLIERS,
        offers=(
            Offer("a", "cn", "ndpr", price=1.0, license=licenses[0].license),
            Offer("b", "kr", "ndpr", price=5.0),
        ),
        licenses=licenses,
        demand=(need(*[demand] * months),),
    )


def _granted(case: Case, futures: int) -> np.ndarray:
    """What was granted of offer ``a``, (futures, months)."""
    drawer = Drawer(case.in_order(), futures, 7)
    return np.array([drawer.future(w).granted[0] for w in range(futures)])


@pytest.mark.parametrize("persistence", [0.0, 0.9])
def test_a_ministry_that_refused_refuses_again(persistence: float) -> None:
    """Neighbouring months' grants go together as normal scores of that correlation do.

    For a grant of a half the chance that both are refused is 1/4 + arcsin(rho) / (2 pi).
    """
    license_ = License("q", "CN", 0.5, 0.0, 0.0, correlation=1.0, persistence=persistence)
    refused = _granted(_licensed(MONTHS, license_), FUTURES) == 0
    assert refused.mean(axis=0) == pytest.approx([0.5] * MONTHS, abs=0.03)
    both = (refused[:, 1:] & refused[:, :-1]).mean()
    assert both == pytest.approx(0.25 + np.arcsin(persistence) / (2 * np.pi), abs=0.02)


@pytest.mark.parametrize("persistence", [0.0, 0.9])
def test_newsvendor_over_months_with_a_memory(persistence: float) -> None:
    """Without stock memory changes no order: a month's own chance decides between a and b.

    a costs 1 and lacks at 100 if refused (grant 0.98: 0.98 + 2 = 2.98), b costs 5. With a grant of
    0.9 it would be 0.9 + 10: b. The mean is 10 x 2.98 a month, whatever the memory.
    """
    license_ = License("q", "CN", 0.98, 0.0, 0.0, correlation=1.0, persistence=persistence)
    case = _frozen(_licensed(4, license_)).in_order()
    stages = Stages.of(case)
    futures = [*Drawer(case, 400, 3).futures()]
    evaluator = Evaluator(stages, [stages.changes(future) for future in futures])
    found = decompose(evaluator, Risk(0.0, 0.9), ahead_of(stages, allocate(case)), Limits(1e-9))
    refused = np.mean([1.0 - future.granted[0].mean() for future in futures])
    assert found.value == pytest.approx(4 * 10 * ((1 - refused) * 1 + refused * 100), rel=1e-6)
    whole = np.zeros(stages.formulation.program.n_columns)
    whole[stages.ahead] = found.ahead
    assert stages.formulation.program.columns["order"].spread(whole)[0] == pytest.approx([10.0] * 4)


START = case_of(1).settings.start


@pytest.mark.parametrize(
    ("renew", "otherwise", "cost"),
    [
        (0.6, "", 4 * 10 * 1.0),  # probably renewed: as if nothing ended
        (0.4, "", 2 * 10 * 1.0 + 2 * 10 * 5.0),  # closed from the third month on
        (0.4, "r", 4 * 10 * 1.0),  # under the other license, which is granted
    ],
)
def test_a_license_that_ends(renew: float, otherwise: str, cost: float) -> None:
    """Valid for two months of four; without risk the likelier of renewal and none holds."""
    ends = License("q", "CN", 1.0, valid_until=START + 1, renew=renew, otherwise=otherwise)
    found = allocate(_licensed(4, ends, License("r", "CN", 1.0)))
    assert found.objective == pytest.approx(cost)


def test_after_its_end_a_license_counts_by_its_renewal() -> None:
    """In limits: renew x grant + (1 - renew) x the grant of what follows; in force or nothing."""
    ends = License("q", "CN", 0.8, valid_until=START, renew=0.5, otherwise="r")
    case = _licensed(3, ends, License("r", "CN", 0.4, until=START + 1)).in_order()
    counts = planned_future(case).counted[0]
    assert counts == pytest.approx([0.8, 0.5 * 0.8 + 0.5 * 0.4, 0.5 * 0.8 + 0.5 * 1.0])


def test_a_renewal_is_drawn_once_for_the_rest_of_the_plan() -> None:
    """In each future all months after the end are granted, or none is."""
    ends = License("q", "CN", 1.0, valid_until=START, renew=0.3)
    granted = _granted(_licensed(5, ends), 1000)
    assert (granted[:, 0] == 1).all()
    assert (granted[:, 1:] == granted[:, 1:2]).all()
    assert granted[:, 1].mean() == pytest.approx(0.3, abs=0.01)


def test_a_yearly_quantity_holds_back_ahead_and_later() -> None:
    """25 of 40 may be ordered under the license, the rest is dear; one unit more saves 4."""
    most = License("q", "CN", 1.0, max_per_year=25.0)
    found = allocate(_licensed(4, most))
    assert found.objective == pytest.approx(25 * 1.0 + 15 * 5.0)
    more = allocate(_licensed(4, dataclasses.replace(most, max_per_year=26.0)))
    assert found.objective - more.objective == pytest.approx(4.0)


def test_a_yearly_quantity_is_shared_by_orders_ahead_and_spot() -> None:
    """Ahead and later together stay within 25, in every future, and the audit agrees."""
    most = License("q", "CN", 0.8, 0.0, 0.0, max_per_year=25.0)
    case = _licensed(4, most)
    spot = Offer("s", "cn", "ndpr", price=2.0, license="q", spot=True)
    settings = dataclasses.replace(case.settings, risk_measure="expected", futures=20)
    case = dataclasses.replace(case, settings=settings, offers=(*case.offers, spot)).in_order()
    found = hedge(case, Risk(0.0, 0.9), 20, 1)
    assert found.fates.verdict.passed
    under = found.fates.mean.order[[case.offer_index["a"], case.offer_index["s"]]].sum()
    assert under <= 25.0 + 1e-6


def test_pending_orders_are_drawn_as_they_were_ordered() -> None:
    """Ordered two months before the plan: granted as often as its license is, here at once."""
    case = _licensed(2, License("q", "CN", 0.7, 0.0, 0.0))
    order = OpenOrder("a", START + 1, 6.0, ordered=START - 2, granted="pending")
    case = dataclasses.replace(case, open_orders=(order,)).in_order()
    futures: list[Future] = [*Drawer(case, 1000, 5).futures()]
    comes = [f.underway.granted[0] for f in futures if f.underway is not None]
    assert len(comes) == 1000
    assert np.mean(comes) == pytest.approx(0.7, abs=0.01)
    assert all(f.underway is not None and f.underway.arrives[0] == 0 for f in futures)
    assert allocate(case).objective == pytest.approx(20.0 - 0.7 * 6.0)


def test_a_pending_order_that_comes_is_used_when_decided_month_by_month() -> None:
    """6 t pending at 0.7 for a first month that needs 10: 4 are bought, 6 come or are lacking.

    Period by period as with foresight: what becomes of them is seen in the month itself.
    """
    case = _licensed(1, License("q", "CN", 0.7, 0.0, 0.0))
    order = OpenOrder("a", START, 6.0, ordered=START - 1, granted="pending")
    case = dataclasses.replace(case, open_orders=(order,)).in_order()
    orders = np.array([[0.0], [4.0]])
    found = simulate(Stages.of(case), orders, 100, 3, 100)
    assert found.rolling.costs == pytest.approx(found.foresight.costs)
    came = found.rolling.costs < 100.0
    assert came.mean() == pytest.approx(0.7, abs=0.06)
    assert found.rolling.costs[came] == pytest.approx(20.0)
    assert found.rolling.costs[~came] == pytest.approx(20.0 + 600.0)


def test_what_open_orders_alone_break_holds_there() -> None:
    """8 t were ordered against a maximum of 5 from China: nothing is added, the plan stands."""
    case = _licensed(1, License("q", "CN", 1.0))
    order = OpenOrder("a", START - 1, 8.0, ordered=START - 1)
    limit = Limit("cn", "amount", of="country=CN", value=5.0)
    settings = dataclasses.replace(case.settings, counts_from=START - 1)
    held = dataclasses.replace(case, settings=settings, open_orders=(order,), limits=(limit,))
    assert allocate(held).objective == pytest.approx(10 * 5.0)
