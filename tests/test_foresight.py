"""What knowing the future is worth: J less the mean of what each future would cost alone."""

import dataclasses
import random

import numpy as np
import pytest
from audited import case_of, need
from random_risk import risky_case

from models.case import Case, License, Limit, Material, Offer, Supplier
from models.futures.draw import Drawer
from models.recourse.decompose import Limits
from models.recourse.extensive import solve_extensive
from models.recourse.hedge import hedge
from models.recourse.risk import Risk
from models.recourse.second import SecondStage

EXACT = Limits(gap=1e-9)
MEAN = Risk(0.0, 0.5)


def even_chance(spot: bool = False) -> Case:
    """10 t needed: at 10 under a license granted in one of two futures, or at 30 from home.

    Nothing can be kept or thrown away, and what lacks costs 100 a tonne.
    """
    return case_of(
        1,
        materials=(Material("ndpr", shortage_cost=100.0),),
        suppliers=(Supplier("cn", country="CN"), Supplier("kr", country="KR")),
        offers=(
            Offer("a", "cn", "ndpr", price=10.0, license="q", spot=spot),
            Offer("b", "kr", "ndpr", price=30.0, spot=spot),
        ),
        licenses=(License("q", "CN", 0.5, 0.0, 0.0),),
        demand=(need(10.0),),
    )


def test_two_futures() -> None:
    """300 for certain from home; known ahead 100 or 300: (300 - 100) / 2 is what it is worth.

    All from China would be 0.5 x 100 + 0.5 x 1000 = 550.
    """
    found = hedge(even_chance(), MEAN, 2, 1, EXACT)
    assert found.fates.costs == pytest.approx([300.0, 300.0])
    assert sorted(found.foresight) == pytest.approx([0.0, 200.0])
    assert found.evpi == pytest.approx(100.0)


def test_with_weight_on_the_tail() -> None:
    """J less the mean of both futures alone: where the tail has weight the mean pays for it too.

    A tonne from China saves 20 where it is granted and costs 70 where it is not: all comes from
    home, J is 300 whatever the weight. At a price of 40 on shortage it saves 20 and costs 10, so
    in the mean (0.5 x 100 + 0.5 x 400 = 250) it is right and in the worst half (400) it is wrong:
    with weight 0.2, J = 0.8 x 250 + 0.2 x 400 = 280 < 300.
    """
    risk = Risk(0.2, 0.5)
    assert hedge(even_chance(), risk, 2, 1, EXACT).evpi == pytest.approx(300.0 - 200.0)
    cheap = (Material("ndpr", shortage_cost=40.0),)
    found = hedge(dataclasses.replace(even_chance(), materials=cheap), risk, 2, 1, EXACT)
    assert found.search.value == pytest.approx(280.0)
    assert sorted(found.foresight) == pytest.approx([0.0, 100.0])
    assert found.evpi == pytest.approx(280.0 - (100.0 + 300.0) / 2)


def test_nothing_decided_ahead() -> None:
    """With all offers on the spot every future is planned for itself, soft limits or not."""
    limit = Limit("cn", "share", "country=CN", value=0.4, kind="soft", penalty=5.0)
    found = hedge(dataclasses.replace(even_chance(True), limits=(limit,)), MEAN, 10, 1, EXACT)
    assert found.fates.costs.std() > 1.0
    assert found.foresight == pytest.approx(np.zeros(10), abs=1e-6)
    assert found.evpi == pytest.approx(0.0, abs=1e-6)


def limited(seed: int) -> Case:
    """A random risky case, often with limits, sometimes all on the spot."""
    chance, case = random.Random(seed), risky_case(seed)
    share = Limit(
        "cn", "share", "country=CN", value=chance.choice((0.3, 0.6)),
        window=chance.choice(("horizon", "period")),
        kind=chance.choice(("hard", "soft")), penalty=5000.0,
    )  # fmt: skip
    spread = Limit("h", "hhi", by="supplier", value=6000.0, kind="soft", penalty=1000.0)
    offers = case.offers
    if seed % 4 == 0:
        offers = tuple(dataclasses.replace(offer, spot=True) for offer in offers)
    limits = tuple(row for row in (share, spread) if chance.random() < 0.6)
    return dataclasses.replace(case, offers=offers, limits=limits)


@pytest.mark.parametrize("seed", range(60, 80))
def test_never_negative_in_any_future(seed: int) -> None:
    """The plan's own orders are one of the choices of who knows the future."""
    case = limited(seed)
    weight = (0.0, 0.5, 1.0)[seed % 3]
    found = hedge(case, Risk(weight, 0.7), 8, seed)
    size = np.maximum(np.abs(found.fates.costs), 1.0)
    assert len(found.foresight) == 8
    assert (found.foresight >= -1e-6 * size).all()
    # CVaR lies above the mean, so that J less the mean of the futures alone is not below theirs.
    assert found.evpi >= found.foresight.mean() - 1e-9 * size.mean()
    if seed % 4 == 0:
        assert found.foresight == pytest.approx(np.zeros(8), abs=1e-6 * size.max())


@pytest.mark.parametrize("seed", range(60, 66))
def test_without_a_tail_it_is_rp_less_wait_and_see(seed: int) -> None:
    """Each future alone, by the extensive form of that one future."""
    case = risky_case(seed)
    found = hedge(case, Risk(0.0, 0.7), 8, seed, Limits(gap=1e-8))
    futures = Drawer(found.case, 8, seed).futures()
    changes = [found.stages.changes(future) for future in futures]
    second = SecondStage(found.stages)
    wait_and_see = [solve_extensive(second, [one], MEAN).value for one in changes]
    size = abs(found.search.value)
    assert found.evpi == pytest.approx(found.search.value - np.mean(wait_and_see), abs=1e-6 * size)
