"""Small cases: concentration and policy limits. See ``small_cases``."""

import math
from dataclasses import replace

from small_cases import DY, JANUARY, ND, OFFER_A, OFFER_B, STORE, Small, make, need, small, years

from models.calendar import month_of
from models.case import (
    Limit,
    Material,
    Offer,
    OpenOrder,
    Origin,
    PricePath,
    Settings,
    Stockpile,
    Supplier,
)

CN_SHARE = Limit("cn", "share", of="country=CN", value=0.6)
A_AMOUNT = Limit("a", "amount", of="supplier=A", value=60)
GRADED = (
    replace(OFFER_A, attributes=(("grade", 15.0),)),
    replace(OFFER_B, attributes=(("grade", 20.0),)),
)
BOTH = (OFFER_A, OFFER_B)


@small
def share_max() -> Small:
    """60% from China: 600 + 480."""
    return Small(make(*BOTH, CN_SHARE, need(100)), 1080, {("a", 0): 60, ("b", 0): 40})


@small
def share_min() -> Small:
    """At least 30% from Australia: 700 + 360."""
    least = Limit("au", "share", of="country=AU", sense="min", value=0.3)
    return Small(make(*BOTH, least, need(100)), 1060)


@small
def share_among() -> Small:
    """60% of the neodymium only; dysprosium from China does not count: 1080 + 500."""
    limit = replace(CN_SHARE, among="element=Nd")
    rows = (DY, Offer("d", "A", "Dy", price=5), limit)
    return Small(make(*BOTH, *rows, need(100), need(100, material="Dy")), 1580)


@small
def share_of_not_a_country() -> Small:
    """At least 40% from anywhere but China."""
    least = Limit("rest", "share", of="country!=CN", sense="min", value=0.4)
    return Small(make(*BOTH, least, need(100)), 1080)


@small
def share_over_nothing_holds() -> Small:
    """Nothing is bought, so a share of at least half is kept."""
    least = Limit("cn", "share", of="country=CN", sense="min", value=0.5)
    return Small(make(*BOTH, least, need(0)), 0)


@small
def share_by_spend() -> Small:
    """Half the money: 10 a = 12 b and a + b = 100, so each is 545.45."""
    limit = replace(CN_SHARE, weight="spend", value=0.5)
    return Small(make(*BOTH, limit, need(100)), 2 * 100 / (1 / 10 + 1 / 12))


@small
def spend_counts_duty_and_freight() -> Small:
    """A lands at 10 + 1 + 1 = 12 and 480 may be spent with it: 40 t, the rest at 14."""
    landed = replace(OFFER_A, duty=0.1, freight=1)
    limit = replace(A_AMOUNT, weight="spend", value=480)
    case = make(landed, replace(OFFER_B, price=14), limit, need(100))
    return Small(case, 480 + 60 * 14, {("a", 0): 40})


@small
def spend_is_not_discounted() -> Small:
    """600 may be spent with A in two years: 60 t, in whichever year, the rest at 12."""
    limit = replace(A_AMOUNT, weight="spend", value=600)
    case = make(*BOTH, limit, need(0, 100), settings=years(2, 0.25))
    return Small(case, (600 + 480) / 1.25)


@small
def share_by_oxide_equivalent() -> Small:
    """50 of Nd count 60, 50 of Dy 50: A may have 66 of 110, so 6 of Dy."""
    rows = (
        replace(ND, reo=1.2),
        DY,
        Offer("d", "A", "Dy", price=10),
        Offer("e", "B", "Dy", price=12),
    )
    limit = replace(CN_SHARE, weight="reo")
    case = make(OFFER_A, *rows, limit, need(50), need(50, material="Dy"))
    return Small(case, 500 + 60 + 44 * 12, {("d", 0): 6})


@small
def share_in_mixed_units() -> Small:
    """50 t and 50,000 kg: A may have 60 of 100 t, so 10,000 kg of Dy at 1; the rest at 2."""
    rows = (
        Material("Dy", unit="kg"), Offer("d", "A", "Dy", price=1), Offer("e", "B", "Dy", price=2),
    )  # fmt: skip
    limit = replace(CN_SHARE, unit="t")
    case = make(OFFER_A, *rows, limit, need(50), need(50_000, material="Dy"))
    return Small(case, 500 + 10_000 + 80_000)


@small
def amount_max() -> Small:
    """60 of A, 40 of B."""
    return Small(make(*BOTH, A_AMOUNT, need(100)), 1080)


@small
def amount_max_in_its_own_unit() -> Small:
    """60,000 kg are 60 t."""
    limit = replace(A_AMOUNT, value=60_000, unit="kg")
    return Small(make(*BOTH, limit, need(100)), 1080)


@small
def amount_min() -> Small:
    """At least 25 of B: 750 + 300."""
    limit = Limit("b", "amount", of="supplier=B", sense="min", value=25)
    return Small(make(*BOTH, limit, need(100)), 1050)


@small
def average_min() -> Small:
    """A mean grade of 18 from 15 and 20: 40 and 60."""
    limit = Limit("grade", "average", attribute="grade", sense="min", value=18)
    return Small(make(*GRADED, limit, need(100)), 1120)


@small
def average_max() -> Small:
    """A mean grade of at most 16 where the better one is cheaper: 80 at 15, 20 at 20."""
    limit = Limit("grade", "average", attribute="grade", value=16)
    cheap = replace(GRADED[1], price=8)
    return Small(make(GRADED[0], cheap, limit, need(100)), 960)


@small
def stock_min() -> Small:
    """40 in store at the end of each period: bought once."""
    limit = Limit("reserve", "stock", of="material=Nd", sense="min", value=40)
    dear = replace(ND, hold_cost=1)
    return Small(make(dear, OFFER_A, STORE, limit, need(100, 100)), 2400 + 80)


@small
def stock_max_over_several_stockpiles() -> Small:
    """50 stored at most in both together before the price rises: 150 x 10 + 50 x 15."""
    limit = Limit("most", "stock", of="owner=company", value=50)
    rows = (STORE, replace(STORE, stockpile="other"), PricePath("a", (10, 15)), limit)
    return Small(make(OFFER_A, *rows, need(100, 100)), 2250)


@small
def soft_stock_pays_every_period() -> Small:
    """40 short of 40 in each of two periods at 3; holding what comes next at 4 is dearer."""
    limit = Limit("reserve", "stock", sense="min", value=40, kind="soft", penalty=3)
    case = make(replace(ND, hold_cost=4), OFFER_A, STORE, limit, need(100, 100))
    return Small(case, 2240, parts={"penalty": 240})


@small
def window_horizon() -> Small:
    """Half over both periods: A first, B (there only later) after."""
    later = replace(OFFER_B, from_=JANUARY + 1)
    limit = replace(CN_SHARE, value=0.5)
    return Small(make(OFFER_A, later, limit, need(100, 100)), 2200)


@small
def window_period() -> Small:
    """Half in each period cannot be: B is there only later."""
    later = replace(OFFER_B, from_=JANUARY + 1)
    limit = replace(CN_SHARE, value=0.5, window="period")
    return Small(make(OFFER_A, later, limit, need(100, 100)), None, status="infeasible")


@small
def window_year_holds_its_full_value_in_a_part_year() -> Small:
    """December and January: 60 of A in each calendar year."""
    plan = Settings(month_of(2027, 12), 2)
    limit = replace(A_AMOUNT, window="year")
    return Small(make(*BOTH, limit, need(100, 100), settings=plan), 2160)


@small
def window_rolling() -> Small:
    """60 of A in any two months: 50, 10, 50 of three times 50."""
    limit = replace(A_AMOUNT, window="rolling:2")
    orders = {("a", 0): 50, ("a", 1): 10, ("a", 2): 50}
    return Small(make(*BOTH, limit, need(50, 50, 50)), 1100 + 480, orders)


@small
def window_rolling_longer_than_the_plan() -> Small:
    """Twelve months in a plan of two are one window."""
    limit = replace(A_AMOUNT, window="rolling:12")
    return Small(make(*BOTH, limit, need(100, 100)), 600 + 140 * 12)


@small
def limit_from_until() -> Small:
    """The limit holds in the middle of three periods only: 1000 + 1080 + 1000."""
    limit = replace(A_AMOUNT, from_=JANUARY + 1, until=JANUARY + 1)
    return Small(make(*BOTH, limit, need(100, 100, 100)), 3080)


@small
def stage_mined_looks_through_the_supplier() -> Small:
    """B sells from Australia what was mined half in China: 0.5 b <= 20, A mined in the US."""
    rows = (
        replace(OFFER_A, price=14), Origin("B", "", "mined", "CN", 0.5),
        Origin("B", "", "mined", "AU", 0.5), Origin("A", "", "mined", "US", 1.0),
        Limit("cn", "share", of="country=CN", stage="mined", value=0.2),
    )  # fmt: skip
    return Small(make(OFFER_B, *rows, need(100)), 40 * 12 + 60 * 14, {("b", 0): 40})


@small
def stage_without_rows_is_the_suppliers_country() -> Small:
    """Nothing is said of A's metal: it is Chinese."""
    limit = replace(CN_SHARE, stage="metal")
    return Small(make(*BOTH, Origin("A", "", "mined", "US", 1.0), limit, need(100)), 1080)


@small
def origin_of_a_material_replaces_the_suppliers() -> Small:
    """A mines in China, but its Nd comes from the US: no limit binds."""
    rows = (Origin("A", "", "mined", "CN", 1.0), Origin("A", "Nd", "mined", "US", 1.0))
    limit = replace(CN_SHARE, stage="mined")
    return Small(make(*BOTH, *rows, limit, need(100)), 1000)


@small
def stage_any_takes_the_largest() -> Small:
    """B: 20% mined and 80% separated in China counts 80%; A is Chinese: a + 0.8 b <= 90."""
    rows = (
        Origin("B", "", "mined", "CN", 0.2), Origin("B", "", "mined", "AU", 0.8),
        Origin("B", "", "separated", "CN", 0.8), Origin("B", "", "separated", "AU", 0.2),
        Limit("cn", "amount", of="country=CN", stage="any", value=90),
    )  # fmt: skip
    return Small(make(*BOTH, *rows, need(100)), 50 * 10 + 50 * 12)


@small
def stage_any_takes_the_smallest_for_a_minimum() -> Small:
    """At least 30 Australian at every stage; B is so by 60% at its weakest: b = 50."""
    rows = (
        Origin("B", "", "mined", "AU", 0.6), Origin("B", "", "mined", "CN", 0.4),
        Limit("au", "amount", of="country=AU", stage="any", sense="min", value=30),
    )  # fmt: skip
    return Small(make(*BOTH, *rows, need(100)), 1100)


@small
def among_a_country_at_a_stage() -> Small:
    """Of what is mined in CN or AU, B's half and A's all, CN at most 60%: a <= 0.6 (a + b / 2)."""
    rows = (
        Origin("B", "", "mined", "AU", 0.5), Origin("B", "", "mined", "US", 0.5),
        replace(CN_SHARE, among="country=CN|AU", stage="mined"),
    )  # fmt: skip
    a = 30 / 0.7
    return Small(make(*BOTH, *rows, need(100)), 10 * a + 12 * (100 - a))


@small
def soft_limit_pays() -> Small:
    """40 beyond 60% at 1 each is cheaper than 2 more per unit of B."""
    limit = replace(CN_SHARE, kind="soft", penalty=1)
    return Small(make(*BOTH, limit, need(100)), 1040, {("a", 0): 100}, {"penalty": 40})


@small
def soft_limit_obeyed() -> Small:
    """At 3 per unit the limit is cheaper to keep."""
    limit = replace(CN_SHARE, kind="soft", penalty=3)
    return Small(make(*BOTH, limit, need(100)), 1080, parts={"penalty": 0})


@small
def soft_limit_is_paid_in_the_last_period() -> Small:
    """200 ordered in two years, 140 beyond 60: 140 x 1 / 1.25, and 1000 + 1000 / 1.25."""
    limit = replace(A_AMOUNT, kind="soft", penalty=1)
    case = make(*BOTH, limit, need(100, 100), settings=years(2, 0.25))
    return Small(case, 1000 + 800 + 112, parts={"penalty": 112})


@small
def soft_average_pays_in_units_of_the_numerator() -> Small:
    """All at grade 15 misses 18 by 3 x 100; at 0.3 that is 90, less than the 120 to comply."""
    limit = Limit(
        "grade", "average", attribute="grade", sense="min", value=18, kind="soft", penalty=0.3
    )
    return Small(make(*GRADED, limit, need(100)), 1090)


@small
def hhi_by_country() -> Small:
    """0.7 squared + 0.3 squared = 0.58."""
    limit = Limit("hhi", "hhi", value=5800)
    return Small(make(*BOTH, limit, need(100)), 1060, {("a", 0): 70, ("b", 0): 30})


@small
def hhi_by_supplier() -> Small:
    """Two suppliers of one country count apart."""
    limit = Limit("hhi", "hhi", by="supplier", value=5800)
    c = Supplier("C", country="CN")
    return Small(make(c, OFFER_A, replace(OFFER_B, supplier="C"), limit, need(100)), 1060)


@small
def hhi_by_group() -> Small:
    """A and C are one group, B is its own: 70 from the group, as cheaply as it can."""
    limit = Limit("hhi", "hhi", by="group", value=5800)
    rows = (
        Supplier("C", country="US", group="G"), Supplier("A", country="CN", group="G"),
        Supplier("B", country="AU"), replace(OFFER_A, max_per_period=50),
        Offer("c", "C", "Nd", price=11), OFFER_B, limit,
    )  # fmt: skip
    usual = (Supplier("A", country="CN"), Supplier("B", country="AU"))
    return Small(make(*rows, need(100), missing=usual), 500 + 220 + 360)


@small
def hhi_at_a_stage_splits_an_offer() -> Small:
    """A mined 70/30 in CN and AU is 0.58 by itself."""
    rows = (
        Origin("A", "", "mined", "CN", 0.7), Origin("A", "", "mined", "AU", 0.3),
        Limit("hhi", "hhi", stage="mined", value=5801),
    )  # fmt: skip
    return Small(make(*BOTH, *rows, need(100)), 1000)


@small
def hhi_below_what_the_groups_allow() -> Small:
    """Two countries cannot be below 5,000."""
    limit = Limit("hhi", "hhi", value=4000)
    return Small(make(*BOTH, limit, need(100)), None, status="infeasible")


@small
def hhi_soft() -> Small:
    """All from A: norm 100 less sqrt(0.58) x 100, at 1 each; another unit of B would cost 2."""
    limit = Limit("hhi", "hhi", value=5800, kind="soft", penalty=1)
    return Small(make(*BOTH, limit, need(100)), 1000 + 100 * (1 - math.sqrt(0.58)))


@small
def open_orders_count_in_no_limit() -> Small:
    """50 of A are on their way; of the other 50, 30 may be A's."""
    case = make(*BOTH, OpenOrder("a", JANUARY, 50), CN_SHARE, need(100))
    return Small(case, 300 + 240)


@small
def opening_stock_counts_in_no_limit() -> Small:
    """The same with opening stock."""
    case = make(*BOTH, Stockpile("store", "Nd", opening=50), CN_SHARE, need(100))
    return Small(case, 300 + 240)


@small
def limits_count_what_is_ordered_not_what_arrives() -> Small:
    """With a lead of one period the orders of the first period count in the first window."""
    rows = (replace(OFFER_A, lead=1), replace(OFFER_B, lead=1))
    limit = replace(A_AMOUNT, until=JANUARY)
    return Small(make(*rows, limit, need(0, 100)), 1080)


@small
def every_limit_holds() -> Small:
    """Two limits on the same offers: the tighter one counts."""
    case = make(*BOTH, CN_SHARE, replace(CN_SHARE, limit="cn2", value=0.5), need(100))
    return Small(case, 1100)
