"""``planner compare``: every cause of a change of cost, alone and together."""

import math
from dataclasses import replace

import pytest
from compare_pairs import (
    SHORT,
    best,
    compared,
    embedded,
    one_seller,
    rolling,
    two_sellers,
    varied,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_cases import random_case
from small_cases import ND, OFFER_A, OFFER_B, A, B, make, need, years

from models.case import Case, ExchangeRate, Limit, PricePath, Tier
from planner.errors import InputError, UsageError
from planner.schema.tables import TABLES
from planner.study.compare.change import ALWAYS, PlanChange
from planner.study.compare.plans import compare_plans
from planner.study.compare.remade import PRICE_COLUMNS

NEAR = 1e-9


def only(change: PlanChange, effect: str, money: float) -> None:
    """One effect is the whole change, all others are nothing."""
    assert change.total_change == pytest.approx(money)
    assert change.effects[effect] == pytest.approx(money)
    others = {name: value for name, value in change.effects.items() if name != effect}
    assert all(abs(value) <= 1e-6 for value in others.values()), others


def adds_up(change: PlanChange) -> None:
    """No remainder; the mix, which is the rest, is also found material by material."""
    size = max(abs(change.a.objective), abs(change.b.objective), 1.0)
    assert change.total_change == change.b.objective - change.a.objective
    assert math.fsum(change.effects.values()) == pytest.approx(
        change.total_change, rel=NEAR, abs=NEAR * size
    )
    mix = math.fsum(row.effects.get("mix", 0.0) for row in change.by_material)
    assert mix == pytest.approx(change.effects["mix"], rel=1e-6, abs=2e-6 * size)


# Each cause alone


def test_identical_plans_do_not_differ() -> None:
    """No effect, no order, no input."""
    change = compared(two_sellers(0.6), two_sellers(0.6))
    assert change.total_change == 0
    assert set(change.effects.values()) == {0.0}
    assert change.orders == change.inputs == change.bridge == ()
    assert change.no_bridge == "same"


def test_other_prices_alone_are_all_price() -> None:
    """100 a year at 2 more, discounted by 10%."""
    change = compared(one_seller(rate=0.1), one_seller(price=12.0, rate=0.1))
    only(change, "price", 200 + 200 / 1.1)
    assert change.by_supplier[0].effects["price"] == pytest.approx(200 + 200 / 1.1)


def test_duty_freight_and_floor_count_as_price() -> None:
    """10 becomes a floor of 11 and 20% duty and 1 freight: 14.2."""
    a = one_seller()
    offer = replace(a.offers[0], price_floor=11.0, duty=0.2, freight=1.0)
    only(compared(a, replace(a, offers=(offer,))), "price", 2 * 100 * (11 * 1.2 + 1 - 10))


def test_tiers_count_as_price() -> None:
    """Units beyond 40 cost 15."""
    a = one_seller()
    only(compared(a, replace(a, tiers=(Tier("a", 40.0, 15.0),))), "price", 2 * 60 * 5)


def test_a_moved_exchange_rate_counts_as_price() -> None:
    """10 EUR at 1.1 and then at 1.3."""

    def case(rate: float) -> Case:
        offer = replace(OFFER_A, currency="EUR")
        return make(offer, SHORT, need(100.0), ExchangeRate("EUR", (rate,)), settings=years(1))

    only(compared(case(1.1), case(1.3)), "price", 100 * 10 * 0.2)


def test_more_demand_of_one_seller_is_all_volume() -> None:
    """30 a year more at 10."""
    change = compared(one_seller(rate=0.1), one_seller(demand=130.0, rate=0.1))
    only(change, "volume", 300 + 300 / 1.1)
    assert change.by_material[0].quantity.change == pytest.approx(60)


def test_a_tighter_share_limit_is_all_limits() -> None:
    """20 a year move from 10 to 12, and nothing of it counts as mix."""
    change = compared(two_sellers(0.6), two_sellers(0.4))
    only(change, "limits", 2 * 20 * 2)
    assert change.basis == "a"
    assert [row.quantity.change for row in change.by_supplier] == pytest.approx([40, -40])


def test_limits_that_a_cannot_keep_are_measured_from_b() -> None:
    """A has no second seller: B is made again with A's limits."""
    a = make(OFFER_A, ND, need(100.0), settings=years(1))
    b = make(OFFER_A, OFFER_B, ND, need(100.0), settings=years(1))
    b = replace(b, limits=(Limit("cap", "share", of="country=CN", value=0.5),))
    change = compared(a, b)
    assert change.basis == "b"
    only(change, "limits", 50 * 2)


def test_penalties_are_limits() -> None:
    """The same soft limit, exceeded by 10 more."""
    soft = Limit("cap", "amount", of="country=CN", value=150.0, kind="soft", penalty=1.0)
    a, b = (replace(one_seller(demand=d), limits=(soft,)) for d in (100.0, 105.0))
    change = compared(a, b)
    assert change.basis == "same"
    assert change.effects["limits"] == pytest.approx(10)
    assert change.effects["volume"] == pytest.approx(100)


def test_other_sellers_at_the_same_prices_are_mix() -> None:
    """A's seller can deliver less: 30 come from B at 2 more."""
    a = make(OFFER_A, OFFER_B, SHORT, need(100.0), settings=years(1))
    b = replace(a, offers=(replace(OFFER_A, max_per_period=70.0), OFFER_B))
    only(compared(a, b), "mix", 30 * 2)


def test_stock_shortage_and_contracts_are_effects_of_their_own() -> None:
    """End value, unmet demand and take-or-pay each count where they belong."""
    a = rolling(0, (10.0, 10.0), opening=5.0)
    b = replace(a, stockpiles=(replace(a.stockpiles[0], end_value=0.0),))
    assert compared(a, b).effects["stock"] == pytest.approx(0.0, abs=1e-6)
    held = replace(a, stockpiles=(replace(a.stockpiles[0], closing_min=5.0),))
    more = compared(a, held)
    assert more.effects["stock"] < 0 < more.effects["volume"]
    scarce = replace(a, offers=(replace(a.offers[0], max_total=10.0),))
    assert compared(a, scarce).effects["shortage"] == pytest.approx(5 * 1000 / 1.12 ** (1 / 12))
    terms = replace(OFFER_A, contract_per_year=150.0, take_or_pay=1.0)
    only(compared(one_seller(), replace(one_seller(), offers=(terms,))), "contracts", 2 * 50 * 10)


def test_an_offer_only_in_b_has_no_price_effect() -> None:
    """A's price of it is taken to be B's: the cheaper offer is mix."""
    a = make(OFFER_B, SHORT, need(100.0), settings=years(1))
    b = make(OFFER_A, OFFER_B, SHORT, need(100.0), settings=years(1))
    change = compared(a, b)
    only(change, "mix", -200)
    added = [row for row in change.inputs if row.kind == "added"]
    assert [(row.table, row.row) for row in added] == [("offers", "a")]


def test_kilograms_and_tonnes_are_the_same_quantity() -> None:
    """The unit of a material changes, and nothing else: no effect but rounding."""
    a = one_seller()
    kg = replace(SHORT, unit="kg", price_per="t")
    b = replace(a, materials=(kg,), demand=(need(1e5, 1e5),))
    a = replace(a, materials=(replace(SHORT, price_per="t"),))
    change = compared(a, b)
    assert change.total_change == pytest.approx(0.0, abs=1e-6)
    assert change.effects["volume"] == pytest.approx(0.0, abs=1e-5)
    row = change.by_material[0]
    assert (row.unit, row.quantity.a, row.quantity.b) == ("kg", 2e5, 2e5)


# Calendars


def test_a_month_later_the_shared_months_are_compared_with_each_other() -> None:
    """January falls out, April comes in; nothing but the calendar moves the cost."""
    a, b = rolling(0, (10.0, 10.0, 10.0)), rolling(1, (10.0, 10.0, 10.0))
    change = compared(a, b)
    adds_up(change)
    assert change.shared == ("2027-02", "2027-03")
    assert change.details["calendar"]["only_a"] == pytest.approx(-100)
    assert change.details["calendar"]["only_b"] == pytest.approx(100)
    for name in ("price", "volume", "mix", "stock", "limits"):
        assert change.effects[name] == pytest.approx(0.0, abs=1e-6)
    # The same three payments, the same distances from their starts.
    assert change.effects["discount"] == pytest.approx(0.0, abs=1e-6)
    assert (change.paid.a, change.paid.b) == pytest.approx((200, 200))
    assert change.no_bridge == "calendar"
    assert [row.column for row in change.inputs] == ["value"]
    assert change.inputs[0].a, change.inputs[0].b == ("2027-01", "2027-02")


def test_demand_of_a_shared_month_is_compared_by_its_label() -> None:
    """March in both plans, wherever it stands in them."""
    a, b = rolling(0, (10.0, 10.0, 10.0)), rolling(1, (10.0, 30.0, 10.0))
    change = compared(a, b)
    adds_up(change)
    assert change.effects["volume"] == pytest.approx(20 * 10)
    assert change.effects["mix"] == pytest.approx(0.0, abs=1e-6)
    demand = [row for row in change.inputs if row.table == "demand"]
    assert [(row.column, row.a, row.b) for row in demand] == [("2027-03", 10.0, 30.0)]
    assert [(row.period, row.quantity.change) for row in change.orders] == [
        ("2027-03", pytest.approx(20))
    ]


def test_plans_without_a_shared_period_are_all_calendar() -> None:
    """Months of 2027 beside the year 2028."""
    change = compared(rolling(0, (10.0, 10.0)), one_seller())
    adds_up(change)
    assert change.shared == ()
    assert set(change.details["calendar"]) >= {"only_a", "only_b"}
    assert change.effects["price"] == change.effects["volume"] == 0


def test_another_discount_rate_is_discounting() -> None:
    """The second year's 1,000 is worth less."""
    change = compared(one_seller(rate=0.0), one_seller(rate=0.25))
    only(change, "discount", 1000 / 1.25 - 1000)


# Everything together


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_effects_and_bridge_add_up_whatever_changed(seed: int) -> None:
    """Random cases with random edits: no remainder."""
    case = random_case(seed)
    a, b = best(case), best(varied(case, seed + 1))
    change = compare_plans(a, b, ("a", "b"))
    adds_up(change)
    size = max(abs(change.a.objective), abs(change.b.objective), 1.0)
    if change.bridge:
        whole = math.fsum(step.effect for step in change.bridge)
        assert whole == pytest.approx(change.total_change, rel=NEAR, abs=1e-6 * size)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_effects_add_up_for_cases_that_have_nothing_to_do_with_each_other(
    one: int, other: int
) -> None:
    """Other periods, offers and materials; money alone is the same."""
    cases = [random_case(seed) for seed in (one, other)]
    assume(len({case.settings.currency for case in cases}) == 1)
    a, b = (best(case) for case in cases)
    try:
        change = compare_plans(a, b, ("a", "b"))
    except UsageError:
        units = [{m.material: m.unit for m in case.materials} for case in cases]
        assert any(units[0][m] != units[1][m] for m in units[0].keys() & units[1].keys())
        return
    adds_up(change)


def test_the_tolerance_of_a_soft_hhi_is_no_mix() -> None:
    """Found by chance: its penalty is 142.77 in the plan and 142.83 in the books."""
    a, b = (best(random_case(seed)) for seed in (1, 133))
    change = compare_plans(a, b, ("a", "b"))
    assert change.effects["mix"] == 0.0
    adds_up(change)


def test_the_bridge_plans_again_after_each_group_of_inputs() -> None:
    """Price up by 1, then demand up by a half, then A's part cut."""
    a, b = two_sellers(0.6), two_sellers(0.4, price=11.0, demand=150.0)
    steps = {step.inputs: step.cost for step in compared(a, b).bridge}
    assert steps == {
        ("prices",): pytest.approx(2 * (60 * 11 + 40 * 12)),
        ("demand",): pytest.approx(2 * (90 * 11 + 60 * 12)),
        ("limits",): pytest.approx(2 * (60 * 11 + 90 * 12)),
    }


def test_inputs_without_a_plan_between_wait_for_the_next() -> None:
    """More demand than A can sell has no plan until B sells too."""
    a = make(replace(OFFER_A, max_per_period=100.0), ND, need(100.0), settings=years(1))
    more = (replace(OFFER_A, max_per_period=100.0), OFFER_B)
    b = make(*more, ND, need(150.0), settings=years(1))
    assert [step.inputs for step in compared(a, b).bridge] == [("demand", "terms")]


def test_whatever_is_money_per_unit_of_price_goes_with_the_prices() -> None:
    """And what says when, how much and on which terms does not."""
    columns = {column.attribute: column for column in TABLES["offers"].columns}
    priced = {name for name, column in columns.items() if "price unit" in column.unit.en}
    assert priced >= {"price", "freight", "price_floor"}
    assert set(PRICE_COLUMNS) == priced | {"currency", "duty", "pay_after"}
    assert not {"lead", "order_cost", "min_total"} & set(PRICE_COLUMNS)


def test_prices_of_the_prices_sheet_belong_to_the_first_step() -> None:
    """A new price path moves the cost by price alone."""
    a = two_sellers(0.6)
    # B's part can be bought in either year: it goes to the one that stays cheap.
    dear = [replace(a, prices=(PricePath("b", path),)) for path in ((20.0, None), (None, 20.0))]
    changes = [compared(a, b) for b in dear]
    for change in changes:
        only(change, "price", 0.0)
    assert any(change.orders for change in changes)
    change = compared(a, replace(a, prices=(PricePath("b", (20.0, 20.0)),)))
    only(change, "price", 2 * 40 * 8)
    assert [step.inputs for step in change.bridge] == [("prices",)]


# What cannot be compared, and what an older version left behind


def test_other_currencies_are_refused() -> None:
    """The words name both files and both currencies."""
    euro = replace(one_seller(), settings=replace(one_seller().settings, currency="EUR"))
    with pytest.raises(UsageError, match=r"a\.xlsx is in USD, b\.xlsx in EUR"):
        compared(one_seller(), euro)


def test_units_that_cannot_be_converted_are_refused() -> None:
    """Pieces are no tonnes."""
    pieces_ = replace(one_seller(), materials=(replace(SHORT, unit="pc"),))
    with pytest.raises(UsageError, match="Nd"):
        compared(one_seller(), pieces_)


def test_an_old_plan_is_made_again_if_that_gives_its_orders() -> None:
    """Format 1 held orders only; a plan that cannot be found again is refused."""
    old = replace(embedded(two_sellers(0.6)), decisions=None, cost={}, places={})
    new = embedded(two_sellers(0.4))
    names = ("old.xlsx", "new.xlsx")
    assert compare_plans(old, new, names).total_change == pytest.approx(80)
    with pytest.raises(InputError, match=r"old\.xlsx"):
        compare_plans(replace(old, orders=old.orders * 2), new, names)


def test_every_effect_is_always_there() -> None:
    """Programs that read the result find the same names; calendar and risk only where they are."""
    assert tuple(compared(one_seller(), one_seller(price=11.0)).effects) == ALWAYS
    assert "calendar" in compared(one_seller(), rolling(0, (10.0,))).effects


def test_names_of_suppliers_that_only_a_has_are_kept() -> None:
    """The report can name who was dropped."""
    a = make(OFFER_B, SHORT, need(100.0), settings=years(1))
    b = make(OFFER_A, SHORT, need(100.0), settings=years(1), missing=(B,))
    change = compared(a, b)
    assert set(change.case.supplier) == {A.supplier, B.supplier}
    assert {row.name: row.spend.change for row in change.by_supplier} == {
        "A": pytest.approx(1000),
        "B": pytest.approx(-1200),
    }
