"""Warm answers: those of a plan made afresh, whatever was solved before."""

import random
from dataclasses import replace

import numpy as np
import pytest
from random_cases import random_case
from random_edits import linear_case, random_edits, unlike
from small_cases import OFFER_A, OFFER_B, make, need

from models.allocate import allocate
from models.ask.resolve import Resolved, Resolver, ordered
from models.case import Case, Limit, Supplier, Tier
from models.case import Offer as Row
from models.edit import Edit, edited

C, OFFER_C = Supplier("C", country="US"), Row("c", "C", "Nd", price=15)


def agree(resolver: Resolver, case: Case) -> None:
    """The answer is the plan of the case made afresh."""
    assert unlike(resolver.answer(case), allocate(case)) == []


@pytest.mark.parametrize("seed", range(40))
def test_a_warm_answer_is_the_plan_made_afresh(seed: int) -> None:
    """Random edits of random cases, one after the other, infeasible ones in the middle."""
    chance = random.Random(seed)
    base = linear_case(seed, *(("hhi",) if seed % 5 == 0 else ()))
    resolver = Resolver(base)
    for step in range(4):
        if step == 2:
            resolver.restart()
        agree(resolver, edited(base, random_edits(chance, base)))


@pytest.mark.parametrize("seed", (4, 11, 17))
def test_whole_numbers_are_solved_by_themselves(seed: int) -> None:
    """Lots and falling prices: nothing is shared, and the answers are right all the same."""
    base = random_case(seed, {"lots", "falling", "stock"}).in_order()
    resolver = Resolver(base)
    assert not resolver.shared
    agree(resolver, edited(base, [Edit("offers", "price", "times", 1.2)]))


def test_whole_numbers_may_come_and_go() -> None:
    """A tier that falls below the price needs whole numbers; the next case does not."""
    base = make(OFFER_A, OFFER_B, Tier("a", 50, 11), need(100)).in_order()
    resolver = Resolver(base)
    assert resolver.shared
    for price in (13, 9, 11.5, 8):
        agree(resolver, edited(base, [Edit("tiers", "price", "set", price)]))


@pytest.mark.parametrize("seed", range(0, 24, 2))
def test_results_do_not_depend_on_earlier_chunks(seed: int) -> None:
    """After restart() every digit is the same, whatever was solved before."""
    chance = random.Random(seed)
    base = linear_case(seed, *(("hhi",) if seed % 4 == 0 else ()))
    resolver = Resolver(base)
    cases = [edited(base, random_edits(chance, base)) for _ in range(3)]

    def chunk(*places: int) -> list[tuple[object, ...]]:
        resolver.restart()
        return [digits(resolver.answer(cases[place])) for place in places]

    first = chunk(0, 1)
    chunk(2, 1, 0)
    resolver.has_plan(cases[2])
    assert chunk(0, 1) == first


def digits(answer: Resolved) -> tuple[object, ...]:
    """Every digit of an answer."""
    order = None if answer.decisions is None else answer.decisions.order.tobytes()
    return answer.status, answer.objective, order


def test_tangents_of_another_limit_are_forgotten() -> None:
    """HHI limits tight and loose, at several prices each: none holds another's tangents."""
    limit = Limit("spread", "hhi", value=5000)
    base = make(C, OFFER_A, OFFER_B, OFFER_C, limit, need(100)).in_order()
    chance, resolver = random.Random(17), Resolver(base)
    for value in [chance.uniform(3400, 9000) for _ in range(4)]:
        for factor in [chance.uniform(0.8, 1.5) for _ in range(3)]:
            edits = [
                Edit("limits", "value", "set", value),
                Edit("offers", "price", "times", factor, "supplier=A"),
            ]
            agree(resolver, edited(base, edits))


def test_a_first_case_without_a_plan_shares_nothing() -> None:
    """What can be had is found although the first case is infeasible."""
    base = make(replace(OFFER_A, max_per_period=60), need(100)).in_order()
    resolver = Resolver(base)
    assert not resolver.shared
    assert resolver.answer(base).status == "infeasible"
    assert resolver.answer(edited(base, [Edit("demand", "each", "set", 50)])).objective == 500
    resolver.restart()


def test_has_plan_tells_what_answer_finds() -> None:
    """Feasible, infeasible, feasible again."""
    base = make(replace(OFFER_A, max_per_period=60), need(50)).in_order()
    resolver = Resolver(base)
    cases = [edited(base, [Edit("demand", "each", "set", v)]) for v in (60.0, 61.0, 59.0)]
    assert [resolver.has_plan(case) for case in cases] == [True, False, True]


def test_far_away_prices_are_solved_afresh() -> None:
    """Prices a million times as high, and back: the scaling of the first case would not do."""
    base = make(OFFER_A, OFFER_B, need(100)).in_order()
    resolver = Resolver(base)
    for factor in (1e6, 1.0, 1e-6, 1.1):
        agree(resolver, edited(base, [Edit("offers", "price", "times", factor)]))


def test_the_extreme_is_the_cheapest_plan_that_goes_so_far() -> None:
    """Of 100 t within 1100, 90 of them at 10 and the others at 12: from 10 to 50 at 12."""
    base = make(replace(OFFER_A, max_per_period=90), OFFER_B, need(100)).in_order()
    resolver = Resolver(base)
    of_b = np.array([offer.supplier == "B" for offer in base.offers], dtype=float)
    most, least = resolver.extreme(-of_b, 1100.0), resolver.extreme(of_b, 1100.0)
    assert most is not None and least is not None
    assert most.objective == pytest.approx(1100)
    assert least.objective == pytest.approx(1020)
    found = [float(of_b @ one.decisions.order[:, 0]) for one in (most, least) if one.decisions]
    assert found == pytest.approx([50, 10])
    assert resolver.extreme(of_b, 1000.0) is None


def test_rounding_is_no_order() -> None:
    """Less than a billionth of the largest of its material is not ordered."""
    case = make(OFFER_A, OFFER_B, need(100)).in_order()
    assert ordered(case, np.array([[100.0], [1e-8]])).tolist() == [True, False]
    assert ordered(case, np.zeros((2, 1))).tolist() == [False, False]
