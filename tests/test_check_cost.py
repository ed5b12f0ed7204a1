"""Money as the auditor counts it: every part against numbers worked out by hand."""

import dataclasses

import numpy as np
import pytest
from audited import START, case_of, decide, need

from models.calendar import month_of
from models.case import (
    Demand,
    ExchangeRate,
    Limit,
    Material,
    Offer,
    PricePath,
    Process,
    Recipe,
    Route,
    Settings,
    Stockpile,
    Supplier,
    Tier,
)
from models.check import check, measure

YEN = ExchangeRate("JPY", (0.01, 0.02, 0.04))


def cost(case, **rows):
    """The parts that are not zero."""
    parts = measure(case, decide(case, **rows)).cost
    return {name: money for name, money in parts.items() if money}


def one_offer(periods=3, *, price_per="", **terms):
    """A case with this one offer of a material in tonnes."""
    return case_of(
        periods,
        materials=(Material("ndpr", price_per=price_per),),
        offers=(Offer("a", "lynas", "ndpr", **terms),),
    )


def test_landed_cost_with_duty_freight_currency_and_unit():
    """(1000 yen x 1.1 + 200 yen) per kg: 13 dollars in January, 52 in March, times 1000."""
    case = one_offer(price_per="kg", price=1000, duty=0.1, freight=200, currency="jpy")
    case = dataclasses.replace(case, fx=(YEN,))
    assert cost(case, order=[[2, 0, 1]]) == pytest.approx({"total": 78e3, "purchase": 78e3})
    order_cost = measure(case, decide(case, order=[[2, 0, 1]])).purchase_cost
    assert order_cost.tolist() == [pytest.approx([26e3, 0, 52e3])]


def test_discounting_is_from_the_start_of_the_period():
    """At 21% a year an order after 6 months of a quarterly plan counts 1 / 1.1."""
    case = dataclasses.replace(
        one_offer(price=10), settings=Settings(START, 3, "quarter", discount_rate=0.21)
    )
    assert cost(case, order=[[1, 0, 11]])["purchase"] == pytest.approx(10 + 100)


def test_price_paths_replace_the_price_where_filled():
    """A blank period takes the offer's own price; a path may have its own currency."""
    case = one_offer(price=10, freight=1)
    case = dataclasses.replace(case, prices=(PricePath("a", (20.0, None, 30.0)),))
    assert cost(case, order=[[1, 1, 1]])["purchase"] == pytest.approx(21 + 11 + 31)
    yen = dataclasses.replace(
        case, prices=(PricePath("a", (100.0, None, 100.0), "JPY"),), fx=(YEN,)
    )
    assert cost(yen, order=[[1, 1, 1]])["purchase"] == pytest.approx(2 + 11 + 5)


def test_tiers_price_the_units_beyond():
    """Ten at 5, the next ten at 8, what is above at 3; freight on all, duty on the price."""
    case = one_offer(price=5, freight=1, duty=0.5)
    case = dataclasses.replace(case, tiers=(Tier("a", 20, 3), Tier("a", 10, 8)))
    found = measure(case, decide(case, order=[[25, 12, 4]])).purchase_cost
    first = 1.5 * (10 * 5 + 10 * 8 + 5 * 3) + 25
    assert found.tolist() == [pytest.approx([first, 1.5 * (50 + 16) + 12, 1.5 * 20 + 4])]


def test_floor_holds_for_price_path_and_tier():
    """With a floor of 6 neither the path's 5 nor the tier's 2 is paid."""
    case = one_offer(price=7, price_floor=6)
    case = dataclasses.replace(
        case, tiers=(Tier("a", 10, 2),), prices=(PricePath("a", (5.0, None, None)),)
    )
    found = measure(case, decide(case, order=[[12, 12, 0]])).purchase_cost
    assert found.tolist() == [pytest.approx([72, 70 + 12, 0])]


def test_take_or_pay_in_part_years():
    """12 a year, half to be paid: October to February is 1.5 of 2027 and 1 of 2028.

    The offer ends in February; what lacks is paid in December and February at the floor of then,
    without duty and freight.
    """
    offer = Offer(
        "a", "lynas", "ndpr", price=2, duty=0.5, freight=9, contract_per_year=12,
        take_or_pay=0.5, price_floor=3, until=month_of(2028, 2), currency="JPY",
    )  # fmt: skip
    case = case_of(
        6,
        settings=Settings(month_of(2027, 10), 6, discount_rate=0.1),
        offers=(offer,),
        fx=(ExchangeRate("JPY", (1, 1, 2, 2, 4, 4)),),
    )
    found = measure(case, decide(case, order=[[0, 1, 0, 0, 0, 0]]))
    first, second = found.contracts
    assert (first.year, first.due, first.taken, first.missing) == (2027, 1.5, 1.0, 0.5)
    assert (first.period, first.cost) == (2, 0.5 * 3 * 2)
    assert (second.year, second.due, second.missing, second.period) == (2028, 1.0, 1.0, 4)
    paid = 3 * 1.1 ** (-2 / 12) + 12 * 1.1 ** (-4 / 12)
    assert found.cost["take_or_pay"] == pytest.approx(paid)


def test_taking_enough_pays_nothing():
    """Orders above what is due are not credited, and another year stands by itself."""
    offer = Offer("a", "lynas", "ndpr", price=2, contract_per_year=12, take_or_pay=1.0)
    case = case_of(4, settings=Settings(month_of(2027, 11), 4), offers=(offer,))
    assert cost(case, order=[[9, 0, 2, 0]]) == pytest.approx({"total": 22, "purchase": 22})
    assert cost(case, order=[[9, 0, 1, 0]])["take_or_pay"] == pytest.approx(2)


def test_contract_without_take_or_pay_has_no_effect():
    """contract_per_year alone is no duty."""
    assert cost(one_offer(contract_per_year=12), order=[[0, 0, 0]]) == {}


def test_order_cost_per_period_with_an_order():
    """Paid once per period with an order, however small the order; rounding is no order."""
    case = one_offer(order_cost=100, price=0, currency="JPY")
    case = dataclasses.replace(case, fx=(YEN,), demand=(need(5, 5, 5),))
    assert cost(case, order=[[0.5, 1e-12, 5]]) == pytest.approx({"total": 5, "order": 5})


def test_process_route_and_release_costs():
    """Money per run, per price_per shipped, per price_per drawn; each at the rate of its period."""
    case = case_of(
        3,
        materials=(Material("ndpr", price_per="kg"),),
        offers=(),
        processes=(Process("p", cost=100, currency="JPY", lead=1),),
        recipes=(Recipe("p", "ndpr", 1),),
        routes=(Route("", "", cost=1, currency="JPY", lead=1),),
        stockpiles=(
            Stockpile("s", "ndpr", owner="government", release_price=2, opening=3, currency="JPY"),
        ),
        fx=(YEN,),
    )
    found = cost(case, run=[[0, 3, 0]], ship=[[1, 0, 0]], draw=[[0, 0, 1]])
    assert found == pytest.approx({"total": 96, "process": 6, "route": 10, "release": 80})


def test_holding_and_end_value_spare_the_government():
    """Holding is per price_per at each end; the last end is credited as of the last period."""
    case = case_of(
        2,
        settings=Settings(START, 2, "year", discount_rate=0.25),
        materials=(Material("ndpr", price_per="kg", hold_cost=0.5),),
        stockpiles=(
            Stockpile("mine", "ndpr", opening=4, end_value=2),
            Stockpile("theirs", "ndpr", opening=50, owner="government", end_value=9),
        ),
    )
    found = cost(case, draw=[[0, 1], [0, 0]])
    holding = 0.5 * 4000 + 0.5 * 3000 / 1.25
    end_value = 3000 * 2 / 1.25
    assert found == pytest.approx(
        {"total": holding - end_value, "holding": holding, "end_value": end_value}
    )


def test_shortage_costs_per_price_per():
    """2 t short at 3 per kg."""
    case = case_of(1, materials=(Material("ndpr", price_per="kg", shortage_cost=3),))
    assert cost(case, short=[[2]]) == pytest.approx({"total": 6000, "shortage": 6000})


@pytest.mark.parametrize(
    ("cover", "targets"),
    [(0, [0, 0, 0]), (1, [4, 6, 6]), (1.5, [7, 9, 9]), (2.25, [11.5, 13.5, 13.5])],
)
def test_cover_targets_take_decimals_and_repeat_the_last_demand(cover, targets):
    """Demand 2, 4, 6 and then 6 for ever."""
    pile = Stockpile("s", "ndpr", opening=5, cover_target=cover, cover_cost=10)
    case = case_of(3, demand=(need(2, 4, 6),), stockpiles=(pile,))
    found = measure(case, decide(case))
    assert found.cover_target.tolist() == [pytest.approx(targets)]
    lacking = [max(0, target - 5) for target in targets]
    assert found.cover_missing.tolist() == [pytest.approx(lacking)]
    assert found.cost["cover"] == pytest.approx(10 * sum(lacking))


def test_cover_counts_use_here_and_demand_beyond():
    """Use by processes at the place counts and repeats; demand after the plan is as filled."""
    case = case_of(
        2,
        materials=(Material("ndpr"), Material("metal")),
        demand=(
            Demand("ndpr", "busan", (1, 2), (None, 7)),
            Demand("ndpr", "perth", (50, 50)),
            Demand("ndpr", "busan", (1, 1)),
        ),
        processes=(Process("here", location="busan"), Process("there", location="perth")),
        recipes=(Recipe("here", "ndpr", -2), Recipe("there", "ndpr", -9)),
        stockpiles=(Stockpile("s", "ndpr", "busan", cover_target=3),),
        offers=(Offer("a", "lynas", "ndpr", "busan"),),
        locations=("busan", "perth"),
    )
    found = measure(case, decide(case, run=[[1, 2], [1, 1]]))
    # use 2, 4, then 4; demand 3 in February, then 2 + 1, 7 + 1, 2 + 1.
    assert found.cover_target.tolist() == [pytest.approx([7 + 7 + 12, 7 + 12 + 7])]


@pytest.mark.parametrize(
    ("stock", "lasting"),
    [(0, 0), (2, 0.5), (4, 1), (7, 1.5), (10, 2), (13, 2.5), (40, 7)],
)
def test_how_long_a_stock_lasts(stock, lasting):
    """At the end of January demand of 4, 6 and then 6 for ever lies ahead."""
    case = case_of(3, demand=(need(2, 4, 6),), stockpiles=(Stockpile("s", "ndpr", opening=stock),))
    assert measure(case, decide(case)).cover_periods[0][0] == pytest.approx(lasting)


def test_stock_nobody_uses_has_no_cover():
    """Never used: None; used up before demand ends: still a number."""
    pile = Stockpile("s", "ndpr", opening=5)
    unused = case_of(2, stockpiles=(pile,))
    assert measure(unused, decide(unused)).cover_periods == ((None, None),)
    ending = dataclasses.replace(unused, demand=(Demand("ndpr", "", (0, 8), (0,)),))
    fading = dataclasses.replace(unused, demand=(Demand("ndpr", "", (8, 0), (8,)),))
    assert measure(ending, decide(ending)).cover_periods == ((0.625, 1 + 5 / 8),)
    assert measure(fading, decide(fading)).cover_periods == ((1.625, 0.625),)


def test_penalty_of_a_soft_limit_is_paid_in_its_last_period():
    """3 t over in the window January to March, 100 yen each, at March's rate and discount."""
    limit = Limit("l", "amount", value=7, kind="soft", penalty=100, currency="JPY")
    case = dataclasses.replace(
        one_offer(price=0),
        limits=(limit,),
        fx=(YEN,),
        settings=Settings(START, 3, "year", "USD", 1.0),
    )
    assert cost(case, order=[[4, 4, 2]]) == pytest.approx({"total": 3, "penalty": 3})
    assert check(case, decide(case, order=[[4, 4, 2]], dispose=[[4, 4, 2]]), 3.0).passed


@pytest.mark.parametrize("part", ["objective", "total", "purchase", "holding", "end_value"])
def test_wrong_claims_are_named(part):
    """A claimed sum that is a hundred-thousandth off does not pass."""
    pile = Stockpile("s", "ndpr", opening=3, end_value=2)
    case = case_of(
        2,
        materials=(Material("ndpr", hold_cost=1),),
        offers=(Offer("a", "lynas", "ndpr", price=7),),
        demand=(need(1, 1),),
        stockpiles=(pile,),
    )
    decisions = decide(case, order=[[1, 1]])
    right = {"total": 14.0, "purchase": 14.0, "holding": 6.0, "end_value": 6.0}
    assert check(case, decisions, 14.0, right).passed
    wrong = {"objective": 14.0, **right}
    wrong[part] *= 1 + 1e-5
    verdict = check(case, decisions, wrong.pop("objective"), wrong)
    assert [sentence.split(":")[0] for sentence in verdict.problems] == [f"cost, {part}"]


def test_unknown_parts_and_missing_rates_are_told():
    """A part that does not exist fails; a currency without a rate is refused."""
    case = case_of(1, demand=(need(1),))
    assert not check(case, decide(case, order=[[1]]), 10.0, {"bribes": 0.0}).passed
    foreign = dataclasses.replace(case, offers=(Offer("a", "lynas", "ndpr", currency="EUR"),))
    with pytest.raises(ValueError, match="EUR"):
        measure(foreign, decide(foreign))
    blank = dataclasses.replace(foreign, fx=(ExchangeRate("EUR", (None,)),))
    assert not check(blank, decide(blank, order=[[1]]), 10.0).passed


def test_many_offers_cost_the_sum_of_each():
    """A hundred offers of several suppliers together cost what they cost one by one."""
    offers = tuple(Offer(f"o{i}", "lynas", "ndpr", price=i, freight=1) for i in range(100))
    case = case_of(3, offers=offers, suppliers=(Supplier("lynas", country="AU"),))
    order = np.arange(300.0).reshape(100, 3)
    expected = sum((i + 1) * order[i].sum() for i in range(100))
    assert cost(case, order=order)["purchase"] == pytest.approx(expected)
