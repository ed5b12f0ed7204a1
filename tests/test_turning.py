"""The price at which offers turn: by hand on small cases, by solving beside it on random ones."""

from dataclasses import replace
from typing import Any

import pytest
from random_edits import linear_case
from small_cases import ND, OFFER_A, OFFER_B, STORE, A, B, make, need

from models.allocate import allocate
from models.ask.resolve import Resolver, ordered
from models.ask.turning import Turn, dearer, turn
from models.case import (
    Capacity,
    Case,
    ExchangeRate,
    License,
    Limit,
    Material,
    PricePath,
    Tier,
)

PER_KG = Material("Nd", element="Nd", form="oxide", unit="t", price_per="kg")
EURO = ExchangeRate("EUR", (2.0,))
BOUGHT = 1e-5


def turned(case: Case, offer: str) -> Turn:
    """When an offer turns."""
    resolver = Resolver(case.in_order())
    row = resolver.case.offers[resolver.case.offer_index[offer]]
    return turn(resolver, row, resolver.answer(resolver.case))


ENTERS: dict[str, tuple[tuple[Any, ...], float]] = {
    "at its competitor's price": ((OFFER_A, OFFER_B), -2),
    "at its competitor's landed cost": ((OFFER_A, replace(OFFER_B, duty=0.5, freight=1)), -6),
    "against duty and freight": ((replace(OFFER_A, duty=0.1, freight=0.5), OFFER_B), -0.5),
    "in its own money": ((OFFER_A, EURO, replace(OFFER_B, price=8, currency="EUR")), -3),
    "per kg of a t": ((PER_KG, OFFER_A, OFFER_B), -2),
    "tied": ((OFFER_A, replace(OFFER_B, price=10)), 0),
    "above its floor": ((OFFER_A, replace(OFFER_B, price_floor=9)), -2),
    "with tiers": ((OFFER_A, OFFER_B, Tier("b", 50, 13)), -2),
    "under a license": (
        (OFFER_A, replace(OFFER_B, license="q"), License("q", "AU", 0.5)),
        -2,
    ),
}
"""B beside A at 10 for 100 t: by how much its price must change for it to enter."""


@pytest.mark.parametrize("name", ENTERS)
def test_an_unused_offer_enters(name: str) -> None:
    """Where it costs what its competitor costs."""
    rows, change = ENTERS[name]
    found = turned(make(*rows, need(100)), "b")
    assert not found.used
    assert found.never == ""
    assert found.change == pytest.approx(change, abs=1e-7)


LEAVES: dict[str, tuple[tuple[Any, ...], float]] = {
    "at its competitor's price": ((OFFER_A, OFFER_B), 2),
    "with duty": ((replace(OFFER_A, duty=0.5, price=6), OFFER_B), 2),
    "when it lacks room": ((replace(OFFER_A, max_per_period=60), OFFER_B), 2),
    "to shortage": ((replace(ND, shortage_cost=30), OFFER_A), 20),
    "tied": ((OFFER_A, replace(OFFER_B, price=10, freight=0)), 0),
    "above its floor": ((replace(OFFER_A, price=2, price_floor=10), OFFER_B), 2),
    # 50 t are paid for anyway: ordering them costs half the price in duty, B costs 12.
    "a contract with duty": (
        (replace(OFFER_A, contract_per_year=1200, take_or_pay=0.5, duty=0.5), OFFER_B),
        14,
    ),
}
"""A at 10 for 100 t: by how much its price must rise for it to leave."""


@pytest.mark.parametrize("name", LEAVES)
def test_a_used_offer_leaves(name: str) -> None:
    """Where something else costs as little."""
    rows, change = LEAVES[name]
    found = turned(make(*rows, need(100)), "a")
    assert found.used
    assert found.never == ""
    assert found.change == pytest.approx(change, abs=1e-7)


NEVER: dict[str, tuple[tuple[Any, ...], str, str]] = {
    "freight alone is dearer": (
        (replace(OFFER_A, price=1), replace(OFFER_B, freight=2)),
        "b",
        "free",
    ),
    "no capacity": ((OFFER_A, OFFER_B, Capacity("B", "", (0.0,))), "b", "free"),
    "a floor above": ((OFFER_A, replace(OFFER_B, price_floor=11)), "b", "floor"),
    "a floor, but not even free": (
        (OFFER_A, replace(OFFER_B, price_floor=11, freight=10.5)),
        "b",
        "free",
    ),
    "alone": ((OFFER_A,), "a", "needed"),
    "the other lacks room": ((OFFER_A, replace(OFFER_B, max_per_period=60)), "a", "needed"),
    "a share it must have": (
        (OFFER_A, OFFER_B, Limit("least", "share", "country=CN", sense="min", value=0.1)),
        "a",
        "needed",
    ),
    "a least amount per period": ((replace(OFFER_A, min_per_period=5), OFFER_B), "a", "held"),
    "a least amount": ((replace(OFFER_A, min_total=5), OFFER_B), "a", "held"),
    "take or pay": (
        (replace(OFFER_A, contract_per_year=1200, take_or_pay=0.5), OFFER_B),
        "a",
        "held",
    ),
}
"""Offers that do not turn at any price, and why."""


@pytest.mark.parametrize("name", NEVER)
def test_some_never_turn(name: str) -> None:
    """And it is said why."""
    rows, offer, why = NEVER[name]
    found = turned(make(*rows, need(100)), offer)
    assert (found.change, found.never) == (None, why)


def test_the_price_is_the_mean_that_is_paid() -> None:
    """A path of 12 and 14: B enters in its cheaper month, two below; its mean price is 13."""
    case = make(OFFER_A, OFFER_B, PricePath("b", (12.0, 14.0)), need(100, 100))
    assert turned(case, "b") == Turn(False, 13.0, pytest.approx(-2.0))


def test_a_path_in_other_money_gets_as_much() -> None:
    """6 EUR at 2 and 5 EUR at 3 are 12 and 15: dollars are taken off both."""
    path, rates = PricePath("b", (6.0, 5.0), "EUR"), ExchangeRate("EUR", (2.0, 3.0))
    case = make(OFFER_A, OFFER_B, path, rates, need(100, 100)).in_order()
    assert turned(case, "b").change == pytest.approx(-2.0)
    assert dearer(case, "b", 6.0).prices[0].values == pytest.approx((9.0, 7.0))


def test_lots_turn_where_the_whole_plan_does() -> None:
    """Orders of at least 80: A leaves where 100 of B cost as much."""
    case = make(replace(OFFER_A, moq=80), OFFER_B, need(100))
    assert turned(case, "a").change == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("seed", "without"),
    [
        *((seed, ("hhi", "spend", "floors")) for seed in range(18)),
        *((seed, ("hhi", "floors", "rising")) for seed in (107, 111, 114, 127, 129, 130)),
    ],
)
def test_beside_the_turning_price_the_offer_turns(seed: int, without: tuple[str, ...]) -> None:
    """Random cases: just below it the offer is ordered, just above it is not."""
    case = linear_case(seed, without=without)
    resolver = Resolver(case)
    best = resolver.answer(case)
    if best.decisions is None:
        return
    for place, offer in enumerate(case.offers):
        resolver.restart()
        found = turn(resolver, offer, best)
        if found.change is not None:
            beside = 1e-5 * max(found.price, 1.0)
            for change, bought in ((-beside, True), (beside, False)):
                plan = allocate(dearer(case, offer.offer, found.change + change))
                assert plan.decisions is not None
                assert bool(ordered(plan.case, plan.decisions.order)[place]) is bought


SPENDING = (8, 18, 27, 56, 94, 130, 173, 202, 227)
SPENT: dict[str, tuple[Any, ...]] = {
    "alone under a share of spend": (
        Material("Nd", shortage_cost=500.0),
        replace(OFFER_A, price=173.0),
        Limit("cap", "share", "country=CN", weight="spend", value=0.3),
    ),
    "beside another under a share of spend": (
        replace(OFFER_A, price=13.0),
        OFFER_B,
        Limit("cap", "share", "country=CN", weight="spend", value=0.3),
    ),
    "under an amount of spend": (
        replace(OFFER_A, price=13.0),
        OFFER_B,
        Limit("cap", "amount", "country=CN", weight="spend", value=300.0),
    ),
    "under a least amount of spend": (
        replace(OFFER_A, price=13.0),
        OFFER_B,
        Limit("cap", "amount", "country=CN", weight="spend", value=300.0, sense="min"),
    ),
}
"""Limits whose own numbers move with the price."""


def turns(case: Case, offer: str) -> bool | None:
    """Whether the offer turns where it is said to, by a solve on either side; None: never."""
    found = turned(case, offer)
    if found.change is None:
        return None
    place, beside = case.in_order().offer_index[offer], 1e-5 * max(found.price, 1.0)
    used = []
    for change in (-beside, beside):
        plan = allocate(dearer(case, offer, found.change + change))
        assert plan.decisions is not None
        used.append(bool(ordered(plan.case, plan.decisions.order)[place]))
    return used == [True, False]


@pytest.mark.parametrize("name", SPENT)
def test_an_offer_turns_where_its_spend_is_limited(name: str) -> None:
    """A solve on either side, or the offer never turns."""
    assert turns(make(*SPENT[name], need(100)), "a") is not False


@pytest.mark.parametrize("seed", SPENDING)
def test_beside_the_turning_price_the_offer_turns_under_limits_by_spend(seed: int) -> None:
    """Random cases whose limits move with the prices: what is printed holds on either side."""
    case = linear_case(seed, without=("hhi", "floors"))
    assert any(limit.weight == "spend" for limit in case.limits)
    if allocate(case).decisions is not None:
        assert all(turns(case, offer.offer) is not False for offer in case.offers)


def test_an_offer_alone_under_a_share_of_spend_never_enters() -> None:
    """Its own share is 100%: at no price is it within 30%."""
    found = turned(make(*SPENT["alone under a share of spend"], need(100)), "a")
    assert (found.used, found.change, found.never) == (False, None, "free")


def test_rounding_is_not_used() -> None:
    """An order that is rounding makes no used offer of B: it enters and does not leave at once."""
    resolver = Resolver(make(A, B, STORE, OFFER_A, OFFER_B, need(100)).in_order())
    best = resolver.answer(resolver.case)
    assert best.decisions is not None
    best.decisions.order[1, 0] = 1e-9
    assert turn(resolver, resolver.case.offers[1], best).change == pytest.approx(-2)
