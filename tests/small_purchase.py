"""Small cases: ordering and what it costs. See ``small_cases``."""

from dataclasses import replace

from small_cases import DY, JANUARY, ND, OFFER_A, OFFER_B, STORE, Small, make, need, small, years

from models.calendar import month_of
from models.case import (
    Capacity,
    ExchangeRate,
    License,
    Limit,
    Material,
    Offer,
    OpenOrder,
    Origin,
    PricePath,
    Settings,
    Tier,
)


@small
def cheapest_offer() -> Small:
    """Without anything else, the cheaper offer delivers all."""
    return Small(make(OFFER_A, OFFER_B, need(100)), 1000, {("a", 0): 100})


@small
def lead_splits_the_arrival() -> Small:
    """A lead of 1.3: 70% after one period, 30% after two; 100 ordered now is 70, then 30."""
    late = replace(OFFER_A, lead=1.3)
    return Small(make(late, need(0, 70, 30)), 1000, {("a", 0): 100})


@small
def lead_of_half_a_period() -> Small:
    """A lead of 0.5 delivers half at once: 200 now is 100 now and 100 next."""
    return Small(make(replace(OFFER_A, lead=0.5), need(100, 100)), 2000, {("a", 0): 200})


@small
def max_per_period() -> Small:
    """60 x 10 + 40 x 12."""
    return Small(make(replace(OFFER_A, max_per_period=60), OFFER_B, need(100)), 1080)


@small
def max_total() -> Small:
    """150 x 10 + 50 x 12."""
    return Small(make(replace(OFFER_A, max_total=150), OFFER_B, need(100, 100)), 2100)


@small
def min_total() -> Small:
    """At least 30 of the dearer offer: 170 x 10 + 30 x 12."""
    return Small(make(OFFER_A, replace(OFFER_B, min_total=30), need(100, 100)), 2060)


@small
def min_per_period() -> Small:
    """20 x 12 + 80 x 10 in each of two periods."""
    terms = replace(OFFER_B, min_per_period=20)
    orders = {("a", 0): 80, ("b", 0): 20, ("a", 1): 80, ("b", 1): 20}
    return Small(make(OFFER_A, terms, need(100, 100)), 2080, orders)


@small
def min_per_period_only_while_valid() -> Small:
    """The minimum holds from the second period only: 1000 + 80 x 10 + 20 x 12."""
    terms = replace(OFFER_B, min_per_period=20, from_=JANUARY + 1)
    return Small(make(OFFER_A, terms, need(100, 100)), 2040)


@small
def qualify_from() -> Small:
    """No order of the cheap offer before it is qualified: 1200 + 1000."""
    late = replace(OFFER_A, qualify_from=JANUARY + 1)
    return Small(make(late, OFFER_B, need(100, 100)), 2200, {("b", 0): 100, ("a", 1): 100})


@small
def minimum_starts_with_qualification() -> Small:
    """min_per_period is in force only once qualified: 1000 + 800 + 240."""
    late = replace(OFFER_B, min_per_period=20, qualify_from=JANUARY + 1)
    return Small(make(OFFER_A, late, need(100, 100)), 2040)


@small
def until_counts_an_overlapping_period() -> Small:
    """Valid until January is valid in the first quarter: 1000, then 1200."""
    early = replace(OFFER_A, until=JANUARY)
    plan = Settings(JANUARY, 2, "quarter")
    return Small(make(early, OFFER_B, need(100, 100), settings=plan), 2200)


@small
def capacity_of_one_material() -> Small:
    """60 x 10 + 40 x 12."""
    return Small(make(OFFER_A, OFFER_B, Capacity("A", "Nd", (60,)), need(100)), 1080)


@small
def capacity_blank_is_no_limit() -> Small:
    """Only the first period is capped: 1080 + 1000."""
    cap = Capacity("A", "Nd", (60, None))
    return Small(make(OFFER_A, OFFER_B, cap, need(100, 100)), 2080)


@small
def capacity_of_all_materials_in_tonnes() -> Small:
    """100 t together: 50,000 kg of Dy at 1 leave 50 t of Nd at 10, 30 t come from B at 12."""
    dy = Material("Dy", unit="kg")
    rows = (dy, OFFER_A, OFFER_B, Offer("d", "A", "Dy", price=1), Capacity("A", "", (100,), "t"))
    case = make(*rows, need(80), need(50_000, material="Dy"))
    return Small(case, 50_860, {("a", 0): 50, ("b", 0): 30, ("d", 0): 50_000})


@small
def take_or_pay_in_part_of_a_year() -> Small:
    """Due 0.9 x 200 x 6/12 = 90, taken 60 at (10 + 1 + 1); 30 paid at 10, no duty, no freight."""
    terms = replace(OFFER_A, contract_per_year=200, take_or_pay=0.9, duty=0.1, freight=1)
    plan = Settings(JANUARY + 6, 6)
    case = make(terms, need(*[10] * 6), settings=plan)
    return Small(case, 1020, parts={"purchase": 720, "take_or_pay": 300})


@small
def take_or_pay_draws_orders() -> Small:
    """30 are due at 12 anyway: 30 x 12 + 70 x 10, not 100 x 10 + 360."""
    terms = replace(OFFER_B, contract_per_year=30, take_or_pay=1.0)
    return Small(make(OFFER_A, terms, need(100), settings=years(1)), 1060, {("b", 0): 30})


@small
def take_or_pay_by_calendar_year() -> Small:
    """November to February, 20 due in each year; 40 taken in the first do not help the second."""
    terms = replace(OFFER_A, contract_per_year=120, take_or_pay=1.0)
    plan = Settings(month_of(2027, 11), 4, discount_rate=0.1)
    first, second, last = 200, 200 * 1.1 ** (-1 / 12), 200 * 1.1 ** (-3 / 12)
    case = make(terms, need(20, 20, 0, 0), settings=plan)
    return Small(case, first + second + last, parts={"take_or_pay": last})


@small
def take_or_pay_within_validity() -> Small:
    """Orderable in two of twelve months: due 120 x 2/12 = 20, none wanted, paid at that price."""
    terms = replace(
        OFFER_B, contract_per_year=120, take_or_pay=1.0, until=JANUARY + 1, price_floor=20
    )
    return Small(make(OFFER_A, terms, need(0, 0, 0)), 400)


@small
def contract_alone_has_no_effect() -> Small:
    """contract_per_year without take_or_pay is neither duty nor maximum."""
    return Small(make(replace(OFFER_A, contract_per_year=1), need(100)), 1000)


@small
def tiers_that_rise() -> Small:
    """50 at 10, then 14 is dearer than 12: 500 + 600."""
    return Small(make(OFFER_A, OFFER_B, Tier("a", 50, 14), need(100)), 1100, {("a", 0): 50})


@small
def tiers_begin_anew_each_period() -> Small:
    """50 x 10 + 10 x 14 in each of two periods."""
    return Small(make(OFFER_A, Tier("a", 50, 14), need(60, 60)), 1280)


@small
def tiers_that_fall() -> Small:
    """60 x 10 + 40 x 5 = 800 beats 100 x 12; the cheap units come only after the dear ones."""
    return Small(make(OFFER_A, OFFER_B, Tier("a", 60, 5), need(100)), 800, {("a", 0): 100})


@small
def tiers_that_fall_too_late() -> Small:
    """60 x 10 + 40 x 5 = 800 loses to 100 x 7.5."""
    other = replace(OFFER_B, price=7.5)
    return Small(make(OFFER_A, other, Tier("a", 60, 5), need(100)), 750, {("b", 0): 100})


@small
def tiers_three_steps_down_and_up() -> Small:
    """20 x 10 + 30 x 8 + 50 x 9."""
    case = make(OFFER_A, Tier("a", 50, 9), Tier("a", 20, 8), OFFER_B, need(100))
    return Small(case, 890)


@small
def spend_counts_tiers_in_their_order() -> Small:
    """A limit on spend cannot be met by pretending that the dear units came first.

    A's 100 cost 1000, B's 50 of Dy 500, though its units above 50 would cost 40: A has two thirds.
    """
    half = Limit("l", "share", of="supplier=A", weight="spend", value=0.5)
    rows = (DY, OFFER_A, Offer("d", "B", "Dy", price=10), Tier("d", 50, 40), half)
    case = make(*rows, need(100), need(50, material="Dy"))
    return Small(case, None, status="infeasible")


@small
def moq() -> Small:
    """An order of A is 0 or at least 60; 50 are needed and nothing can be stored: 50 x 12."""
    return Small(make(replace(OFFER_A, moq=60), OFFER_B, need(50)), 600, {("b", 0): 50})


@small
def moq_reached() -> Small:
    """70 are above the minimum order of 60."""
    return Small(make(replace(OFFER_A, moq=60), OFFER_B, need(70)), 700, {("a", 0): 70})


@small
def lots() -> Small:
    """Three lots of 30 at 10, and 10 at 12."""
    return Small(make(replace(OFFER_A, lot=30), OFFER_B, need(100)), 1020, {("a", 0): 90})


@small
def order_cost_makes_the_other_cheaper() -> Small:
    """1000 + 500 loses to 1200."""
    return Small(make(replace(OFFER_A, order_cost=500), OFFER_B, need(100)), 1200)


@small
def order_cost_bundles_orders() -> Small:
    """One order of 200: 2000 + 500 + 100 held at 1, instead of two fees."""
    dear = replace(ND, hold_cost=1)
    case = make(dear, replace(OFFER_A, order_cost=500), STORE, need(100, 100))
    return Small(case, 2600, {("a", 0): 200}, {"order": 500, "holding": 100})


@small
def price_floor() -> Small:
    """Never below 13, so 12 is cheaper."""
    return Small(make(replace(OFFER_A, price_floor=13), OFFER_B, need(100)), 1200)


@small
def price_floor_holds_for_tiers() -> Small:
    """50 x 20 + 50 x 15, though the second tier says 10."""
    terms = replace(OFFER_A, price=20, price_floor=15)
    return Small(make(terms, Tier("a", 50, 10), need(100)), 1750)


@small
def duty() -> Small:
    """10 with 25% duty is 12.5; 12 is cheaper."""
    return Small(make(replace(OFFER_A, duty=0.25), OFFER_B, need(100)), 1200)


@small
def freight_bears_no_duty() -> Small:
    """10 + 10% of 10 + 1 = 12, a hair under 12.05."""
    terms = replace(OFFER_A, duty=0.1, freight=1)
    return Small(make(terms, replace(OFFER_B, price=12.05), need(100)), 1200)


@small
def exchange_rate_of_the_period() -> Small:
    """10 EUR are 11, then 13: A first, then B."""
    euro = ExchangeRate("EUR", (1.1, 1.3))
    case = make(replace(OFFER_A, currency="EUR"), OFFER_B, euro, need(100, 100))
    return Small(case, 2300, {("a", 0): 100, ("b", 1): 100})


@small
def discounting_to_the_start_of_the_period() -> Small:
    """1000 now and 1000 in a year at 10%."""
    return Small(make(OFFER_A, need(100, 100), settings=years(2, 0.1)), 1000 + 1000 / 1.1)


@small
def an_order_is_paid_when_placed() -> Small:
    """With a lead of one year the money leaves today, undiscounted."""
    case = make(replace(OFFER_A, lead=1), need(0, 100), settings=years(2, 0.1))
    return Small(case, 1000)


@small
def price_path_replaces_the_price() -> Small:
    """10 where the path is blank, then 8."""
    return Small(make(OFFER_A, PricePath("a", (None, 8)), need(100, 100)), 1800)


@small
def price_path_below_the_first_tier() -> Small:
    """The path replaces the first price only: 50 x 8 + 50 x 14."""
    return Small(make(OFFER_A, PricePath("a", (8,)), Tier("a", 50, 14), need(100)), 1100)


@small
def price_per_kilogram() -> Small:
    """2 t at 10 per kg, duty 10%, freight 1 per kg."""
    tonnes = replace(ND, price_per="kg")
    return Small(make(tonnes, replace(OFFER_A, duty=0.1, freight=1), need(2)), 24_000)


@small
def shortage_at_a_price() -> Small:
    """60 x 10 and 40 short at 50."""
    case = make(replace(ND, shortage_cost=50), replace(OFFER_A, max_per_period=60), need(100))
    return Small(case, 2600, parts={"shortage": 2000})


@small
def shortage_cost_per_kilogram() -> Small:
    """3 t short at 50 per kg."""
    rows = (replace(ND, shortage_cost=50, price_per="kg"), replace(OFFER_A, price=90))
    return Small(make(*rows, need(3)), 150_000)


@small
def no_plan_without_shortage() -> Small:
    """60 can be bought, 100 must be there."""
    case = make(replace(OFFER_A, max_per_period=60), need(100))
    return Small(case, None, status="infeasible")


@small
def open_orders_arrive_free() -> Small:
    """40 come in the second period: 1000 + 600."""
    case = make(OFFER_A, OpenOrder("a", JANUARY + 1, 40), need(100, 100))
    return Small(case, 1600, {("a", 0): 100, ("a", 1): 60})


@small
def license_takes_its_median_days() -> Small:
    """31 days from 1 January are one month: ordered in January, there in February."""
    license_ = License("q", "CN", grant=1.0, days_p50=31, days_p90=90)
    case = make(replace(OFFER_A, license="q"), OFFER_B, license_, need(0, 100))
    return Small(case, 1000, {("a", 0): 100})


@small
def license_days_split_between_periods() -> Small:
    """45 days from 1 January are 1 month and 14 of 28 days: half in February, half in March."""
    license_ = License("q", "CN", days_p50=45, days_p90=90)
    case = make(replace(OFFER_A, license="q"), license_, need(0, 50, 50))
    return Small(case, 1000, {("a", 0): 100})


@small
def license_granted_or_not() -> Small:
    """Granted with 0.8: 125 are ordered for 100, and what is refused is not paid."""
    license_ = License("q", "CN", grant=0.8, days_p50=0, days_p90=0)
    case = make(replace(OFFER_A, license="q"), license_, need(100))
    return Small(case, 1000, {("a", 0): 125})


@small
def license_by_content_at_any_stage() -> Small:
    """Half of B's ore is Chinese, so B needs a month for its license too and orders early."""
    rows = (
        License("q", "CN", days_p50=31, days_p90=31, content_country="CN", content_min=0.001),
        Origin("B", "", "mined", "CN", 0.5), Origin("B", "", "mined", "AU", 0.5),
    )  # fmt: skip
    return Small(make(OFFER_B, *rows, need(0, 100)), 1200, {("b", 0): 100})


@small
def license_before_it_is_in_force() -> Small:
    """In force from February: what is ordered in January arrives in January."""
    license_ = License("q", "CN", days_p50=31, days_p90=31, from_=JANUARY + 1)
    case = make(replace(OFFER_A, license="q"), license_, need(100, 0))
    return Small(case, 1000)


@small
def two_offers_of_two_materials() -> Small:
    """Each material by its own cheapest offer: 1000 + 20 x 300."""
    case = make(DY, OFFER_A, Offer("d", "B", "Dy", price=300), need(100), need(20, material="Dy"))
    return Small(case, 7000)
