"""Small cases: stock, cover, processes, returns, routes. See ``small_cases``."""

from dataclasses import replace

from small_cases import (
    DY,
    ND,
    OFFER_A,
    OFFER_B,
    ORE,
    SCRAP,
    STORE,
    Small,
    make,
    need,
    small,
    years,
)

from models.case import (
    Arising,
    Demand,
    ExchangeRate,
    Material,
    Offer,
    PricePath,
    Process,
    Recipe,
    Return,
    Route,
    Stockpile,
)

ORE_OFFER = Offer("o", "A", "ore", price=5)
REFINE = (Recipe("p", "ore", -1), Recipe("p", "Nd", 1))
DEARER_LATER = PricePath("a", (10, 15))


@small
def holding_cost() -> Small:
    """Buy 200 before the price rises to 15: 2000 + 100 held at 2."""
    case = make(replace(ND, hold_cost=2), OFFER_A, DEARER_LATER, STORE, need(100, 100))
    return Small(case, 2200, {("a", 0): 200}, {"holding": 200})


@small
def holding_costs_too_much() -> Small:
    """Holding at 6 costs more than the rise of 5."""
    case = make(replace(ND, hold_cost=6), OFFER_A, DEARER_LATER, STORE, need(100, 100))
    return Small(case, 2500, {("a", 0): 100, ("a", 1): 100})


@small
def stock_capacity() -> Small:
    """Only 30 can be stored: 130 x 10 + 70 x 15."""
    case = make(OFFER_A, DEARER_LATER, replace(STORE, capacity=30), need(100, 100))
    return Small(case, 2350)


@small
def nothing_is_carried_without_a_stockpile() -> Small:
    """Without a stockpile the later price must be paid."""
    return Small(make(OFFER_A, DEARER_LATER, need(100, 100)), 2500)


@small
def opening_stock_and_release_max() -> Small:
    """80 in store, 30 can leave it per period: 70 + 70."""
    case = make(OFFER_A, replace(STORE, opening=80, release_max=30), need(100, 100))
    return Small(case, 1400)


@small
def closing_min() -> Small:
    """50 + 130 bought - 100 = 80 left."""
    case = make(OFFER_A, replace(STORE, opening=50, closing_min=80), need(100))
    return Small(case, 1300)


@small
def end_value() -> Small:
    """Stock is worth 12 at the end and holds 150: 150 x 10 bought, 150 x 12 credited."""
    store = replace(STORE, opening=100, capacity=150, end_value=12)
    case = make(OFFER_A, store, need(100))
    return Small(case, -300, {("a", 0): 150}, {"purchase": 1500, "end_value": 1800})


@small
def end_value_is_discounted_as_the_last_period() -> Small:
    """100 left over are worth 800 in a year at 10%."""
    store = replace(STORE, opening=100, end_value=8)
    return Small(make(OFFER_A, store, need(0, 0), settings=years(2, 0.1)), -800 / 1.1)


@small
def end_value_without_bound() -> Small:
    """Stock worth more than it costs, and room for any amount of it."""
    case = make(OFFER_A, replace(STORE, end_value=12), need(100))
    return Small(case, None, status="unbounded")


@small
def government_stock() -> Small:
    """30 may be drawn at 6; no holding cost and no end value on what stays: 180 + 700."""
    state = Stockpile(
        "state", "Nd", owner="government", opening=100,
        release_max=30, release_price=6, end_value=50,
    )  # fmt: skip
    case = make(replace(ND, hold_cost=2), OFFER_A, state, need(100))
    return Small(case, 880, {("a", 0): 70}, {"release": 180, "holding": 0, "end_value": 0})


@small
def government_stock_is_never_filled() -> Small:
    """The government's store does not help to buy before the price rises."""
    state = Stockpile("state", "Nd", owner="government")
    return Small(make(OFFER_A, DEARER_LATER, state, need(100, 100)), 2500)


@small
def release_price_in_its_currency() -> Small:
    """40 drawn at 5 EUR of 1.2 per kg: 40,000 x 6, and 60 t at 10 per kg."""
    state = Stockpile(
        "state", "Nd", owner="government", opening=40, release_price=5, currency="EUR"
    )
    rows = (replace(ND, price_per="kg"), OFFER_A, state, ExchangeRate("EUR", (1.2,)))
    return Small(make(*rows, need(100)), 840_000)


@small
def cover_target_soft() -> Small:
    """Hold 100 after period 1 for nothing; after period 2 the gap of 100 costs 3, not 10."""
    store = replace(STORE, cover_target=1, cover_cost=3)
    case = make(OFFER_A, store, need(100, 100))
    return Small(case, 2300, {("a", 0): 200}, {"cover": 300})


@small
def cover_looks_beyond_the_plan() -> Small:
    """Demand after the plan is known to be 20: the gap is 20 x 3."""
    store = replace(STORE, cover_target=1, cover_cost=3)
    case = make(OFFER_A, store, Demand("Nd", "", (100, 100), (20,)))
    return Small(case, 2060)


@small
def cover_in_decimals() -> Small:
    """1.5 periods are 150: gaps of 50 and 150 at 3."""
    store = replace(STORE, cover_target=1.5, cover_cost=3)
    return Small(make(OFFER_A, store, need(100, 100)), 2600, parts={"cover": 600})


@small
def cover_of_a_part_of_a_period() -> Small:
    """Half a period is 50 at the end of each: 2000 + 500 bought for hard cover."""
    return Small(make(OFFER_A, replace(STORE, cover_min=0.5), need(100, 100)), 2500)


@small
def cover_min_hard() -> Small:
    """100 must lie there at the end, for the last demand repeated."""
    return Small(make(OFFER_A, replace(STORE, cover_min=1), need(100, 100)), 3000)


@small
def cover_counts_use_by_processes() -> Small:
    """Ore for one more period of refining must lie there: 300 ore at 5."""
    store = Stockpile("yard", "ore", cover_min=1)
    case = make(ORE, ORE_OFFER, Process("p"), *REFINE, store, need(100, 100))
    return Small(case, 1500)


@small
def each_stockpile_covers_by_itself() -> Small:
    """Two stores of one material, each must hold the coming 100 at the end: 100 + 200."""
    other = replace(STORE, stockpile="other", cover_min=1)
    return Small(make(OFFER_A, replace(STORE, cover_min=1), other, need(100)), 3000)


@small
def process_with_lead() -> Small:
    """Refining takes one period: 100 ore at 5 and 100 runs at 2, now."""
    case = make(ORE, ORE_OFFER, Process("p", cost=2, lead=1), *REFINE, need(0, 100))
    return Small(case, 700, {("o", 0): 100}, {"process": 200})


@small
def process_lead_in_decimals() -> Small:
    """A lead of 1.5 gives half after one period and half after two."""
    case = make(ORE, ORE_OFFER, Process("p", lead=1.5), *REFINE, need(0, 50, 50))
    return Small(case, 500, {("o", 0): 100})


@small
def process_maximum() -> Small:
    """40 runs at 5, 60 bought at 10."""
    case = make(ORE, ORE_OFFER, OFFER_A, Process("p", max_per_period=40), *REFINE, need(100))
    return Small(case, 800)


@small
def process_columns_replace_the_maximum() -> Small:
    """80 runs then 10, whatever max_per_period says: 90 x 5 + 110 x 10."""
    process = Process("p", max_per_period=40, values=(80, 10))
    return Small(make(ORE, ORE_OFFER, OFFER_A, process, *REFINE, need(100, 100)), 1550)


@small
def two_recipes_for_one_magnet() -> Small:
    """5 Dy must do: x of 1 Nd + 0.1 Dy and 100 - x of 1.05 Nd + 0.02 Dy, x = 37.5."""
    rows = (
        DY, Material("mag", form="magnet"), replace(OFFER_A, price=100),
        Offer("d", "B", "Dy", price=10, max_per_period=5), Process("rich"), Process("poor"),
        Recipe("rich", "Nd", -1), Recipe("rich", "Dy", -0.1), Recipe("rich", "mag", 1),
        Recipe("poor", "Nd", -1.05), Recipe("poor", "Dy", -0.02), Recipe("poor", "mag", 1),
    )  # fmt: skip
    return Small(make(*rows, need(100, material="mag")), 37.5 * 101 + 62.5 * 105.2)


@small
def recipe_rows_add_up() -> Small:
    """Two rows of -0.5 and -0.7 use 1.2 ore per run."""
    rows = (Process("p"), Recipe("p", "ore", -0.5), Recipe("p", "ore", -0.7), Recipe("p", "Nd", 1))
    return Small(make(ORE, ORE_OFFER, *rows, need(100)), 600)


@small
def by_product_without_demand_is_disposed_of() -> Small:
    """Cerium comes along with neodymium and nobody wants it."""
    rows = (ORE, Material("Ce"), ORE_OFFER, Process("p"), *REFINE, Recipe("p", "Ce", 3))
    return Small(make(*rows, need(100)), 500)


@small
def demanded_material_cannot_be_disposed_of() -> Small:
    """A minimum of 20 in a period that needs 10, and nowhere to put the rest."""
    case = make(replace(OFFER_A, min_per_period=20), need(10))
    return Small(case, None, status="infeasible")


@small
def demanded_scrap_can_be_disposed_of() -> Small:
    """Scrap is disposable though somebody wants 5 of it."""
    rows = (SCRAP, Arising("scrap", "", (30,)), need(5, material="scrap"))
    return Small(make(OFFER_A, *rows, need(100)), 1000)


@small
def returns_with_lag() -> Small:
    """10% of what was delivered comes back a period later; 9 of 10 recycled: 1000 + 910."""
    rows = (
        SCRAP, Return("scrap", "Nd", 0.1, 1), Process("r"),
        Recipe("r", "scrap", -1), Recipe("r", "Nd", 0.9),
    )  # fmt: skip
    return Small(make(OFFER_A, *rows, need(100, 100)), 1910, {("a", 0): 100, ("a", 1): 91})


@small
def returns_with_a_lag_in_decimals() -> Small:
    """A lag of 0.5: half of the 10 comes at once and is sold as scrap; 5, then 10."""
    rows = (SCRAP, Return("scrap", "Nd", 0.1, 0.5), need(5, 10, material="scrap"))
    return Small(make(OFFER_A, *rows, need(100, 100)), 2000)


@small
def returns_come_from_use_by_processes() -> Small:
    """200 ore used at 5 give 20 scrap, wanted at 20 (short by none)."""
    rows = (ORE, SCRAP, ORE_OFFER, Process("p"), Recipe("p", "ore", -2), Recipe("p", "Nd", 1))
    back = Return("scrap", "ore", 0.1, 0)
    return Small(make(*rows, back, need(20, material="scrap"), need(100)), 1000)


@small
def what_is_short_returns_no_scrap() -> Small:
    """60 delivered return 6 scrap of 10 wanted; 4 short at 7, 40 short at 50."""
    rows = (
        replace(ND, shortage_cost=50), replace(SCRAP, shortage_cost=7),
        replace(OFFER_A, max_per_period=60), Return("scrap", "Nd", 0.1, 0),
    )  # fmt: skip
    case = make(*rows, need(100), need(10, material="scrap"))
    return Small(case, 600 + 40 * 50 + 4 * 7)


@small
def arisings_are_free() -> Small:
    """20 of Nd arise each period."""
    return Small(make(OFFER_A, Arising("Nd", "", (20, None)), need(100, 100)), 1800)


@small
def route_with_lead_and_cost() -> Small:
    """Bought at Busan now, at Ulsan a period later: 1000 + 100."""
    route = Route("Busan", "Ulsan", cost=1, lead=1)
    case = make(replace(OFFER_A, to="Busan"), route, need(0, 100, location="Ulsan"))
    return Small(case, 1100, {("a", 0): 100}, {"route": 100})


@small
def route_lead_in_decimals() -> Small:
    """A lead of 0.5: 200 shipped now are 100 now and 100 next."""
    route = Route("Busan", "Ulsan", cost=1, lead=0.5)
    case = make(replace(OFFER_A, to="Busan"), route, need(100, 100, location="Ulsan"))
    return Small(case, 2200)


@small
def route_minimum() -> Small:
    """30 must take the dear way at 10 + 5, the rest comes straight at 12."""
    route = Route("Busan", "Ulsan", cost=5, min_per_period=30)
    rows = (replace(OFFER_A, to="Busan"), replace(OFFER_B, to="Ulsan"), route)
    return Small(make(*rows, need(100, location="Ulsan")), 450 + 840, {("a", 0): 30})


@small
def route_maximum_for_all_materials_together() -> Small:
    """70 t together: 20 t of Dy (only that way), 50 t of Nd at 11, 50 at 12."""
    dy = Material("Dy", unit="kg")
    rows = (
        dy, replace(OFFER_A, to="Busan"), replace(OFFER_B, to="Ulsan"),
        Offer("d", "A", "Dy", to="Busan", price=2),
        Route("Busan", "Ulsan", cost=1, max_per_period=70, unit="t"),
    )  # fmt: skip
    case = make(*rows, need(100, location="Ulsan"), need(20_000, material="Dy", location="Ulsan"))
    return Small(case, 50 * 11 + 50 * 12 + 20_000 * 3)


@small
def demand_at_two_sites() -> Small:
    """Each site by its own offer: nothing goes between them without a route."""
    rows = (replace(OFFER_A, to="Busan"), replace(OFFER_B, to="Ulsan"))
    case = make(*rows, need(50, location="Busan"), need(50, location="Ulsan"))
    return Small(case, 1100)
