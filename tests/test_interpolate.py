"""Numbers read off a straight line are those of the formulated case."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from random_edits import linear_case, unlike
from small_cases import OFFER_A, OFFER_B, make, need

from models.allocate import allocate
from models.ask.interpolate import SMOOTH, Interpolation
from models.ask.resolve import Resolver
from models.case import Capacity, Case, ExchangeRate, Limit, Material, PricePath
from models.edit import Edit, edited

VALUES = (0.0, 0.25, 0.5, 0.61, 0.875, 1.0)
RANGES = {"duty": ("plus", 0.0, 0.5), "price_floor": ("set", 10.0, 90.0)}


def line_of(
    case: Case, edit: Edit, low: float, high: float
) -> tuple[Interpolation, Callable[..., Case]]:
    """A line along an edit, and the case at each value."""
    base = case.in_order()

    def at(value: float) -> Case:
        return edited(base, [edit.to(value)])

    return Interpolation(Resolver(base), at, low, high), at


@pytest.mark.parametrize("seed", range(24))
def test_answers_on_a_line_are_plans_made_afresh(seed: int) -> None:
    """Random smooth inputs of random cases: at both ends, the middle and in between."""
    chance = random.Random(seed)
    base = linear_case(seed, without=("hhi",))
    smooth = [(table, column) for table, column in sorted(SMOOTH) if getattr(base, table)]
    for table, column in chance.sample(smooth, 3):
        op, low, high = RANGES.get(column, ("times", chance.choice((0.0, 0.5)), 1.6))
        line, at = line_of(base, Edit(table, column, op, 1.0), low, high)  # type: ignore[arg-type]
        for part in chance.sample(VALUES, 3):
            value = low + part * (high - low)
            assert unlike(line.answer(value), allocate(at(value))) == [], (table, column, value)


def test_a_price_that_meets_its_floor_bends_the_line() -> None:
    """Price 10 x 0.5..2 with a floor at 11: on every stretch and at the bend the cost is right."""
    case = make(replace(OFFER_A, price_floor=11), replace(OFFER_B, price=16), need(100))
    line, _ = line_of(case, Edit("offers", "price", "times", 1.0, "offer=a"), 0.5, 2.0)
    found = [line.answer(value).objective for value in (0.5, 1.0, 1.1, 1.2, 1.5, 1.7)]
    assert found == pytest.approx([1100, 1100, 1100, 1200, 1500, 1600])


def test_a_limit_that_equals_a_share_loses_an_entry() -> None:
    """At a cap of 100% the row of a share has an entry less: at most so much at 10, else at 12."""
    cap = Limit("cap", "share", of="country=CN", value=0.5)
    case = make(OFFER_A, OFFER_B, cap, need(100))
    line, _ = line_of(case, Edit("limits", "value", "set", 0.0), 0.0, 1.0)
    found = [line.answer(value).objective for value in (0.0, 0.01, 0.3, 0.5, 0.99, 1.0)]
    assert found == pytest.approx([1200, 1198, 1140, 1100, 1002, 1000])


def test_an_hhi_is_met_all_along() -> None:
    """Two suppliers: shares x and 1-x with x^2 + (1-x)^2 = HHI / 10000."""
    case = make(OFFER_A, OFFER_B, Limit("spread", "hhi", value=9000), need(100))
    line, _ = line_of(case, Edit("limits", "value", "set", 0.0), 5200, 9000)
    for hhi in (5200, 6800, 8200, 9000):
        large = 0.5 + 0.5 * (2 * hhi / 1e4 - 1) ** 0.5
        assert line.answer(hhi).objective == pytest.approx(1200 - 200 * large, rel=1e-6)


def test_blanks_stay_blank() -> None:
    """Capacity in one of two periods, a path with a gap: only what is filled moves."""
    rows = (Capacity("A", "", (60.0, None)), PricePath("b", (14.0, None)))
    case = make(OFFER_A, OFFER_B, *rows, need(100, 100))
    line, _ = line_of(case, Edit("capacity", "each", "times", 1.0), 0.5, 1.5)
    assert line.answer(1.5).objective == pytest.approx(90 * 10 + 10 * 14 + 1000)
    line, _ = line_of(case, Edit("prices", "each", "times", 1.0), 0.5, 1.5)
    assert line.answer(1.25).objective == pytest.approx(60 * 10 + 40 * 17.5 + 1000)


def test_money_of_two_kinds_moves_with_its_rate() -> None:
    """B at 5 EUR enters when a euro is worth less than 2 dollars."""
    rate = ExchangeRate("EUR", (2.4,))
    case = make(OFFER_A, replace(OFFER_B, price=5, currency="EUR"), rate, need(100))
    line, _ = line_of(case, Edit("fx", "each", "times", 1.0), 0.5, 1.0)
    assert line.answer(0.75).objective == pytest.approx(900)
    assert line.answer(0.9).objective == pytest.approx(1000)


def test_a_demand_that_vanishes_at_an_end_is_formulated() -> None:
    """Shortage of nothing has no column; the points between are right."""
    scarce = Material("Nd", element="Nd", form="oxide", shortage_cost=30)
    case = make(scarce, replace(OFFER_A, max_per_period=60), need(100))
    line, _ = line_of(case, Edit("demand", "each", "times", 1.0), 0.0, 1.0)
    found = [line.answer(value).objective for value in (0.0, 0.05, 0.5, 1.0)]
    assert found == pytest.approx([0, 50, 500, 1800])


def test_any_plan_of_least_cost_costs_as_little() -> None:
    """``cheapest`` has the objective of ``answer``."""
    case = make(OFFER_A, replace(OFFER_B, price=10), need(100, 50))
    line, _ = line_of(case, Edit("offers", "price", "times", 1.0), 0.5, 2.0)
    for value in (0.5, 1.3):
        assert line.cheapest(value).objective == pytest.approx(line.answer(value).objective)
