"""Why there is no plan: who must give way, by how much, and who takes part in the conflict.

Cases are those of ``small_cases``: ``a`` at 10 from China, ``b`` at 12 from Australia, 100 t.
"""

import dataclasses
from dataclasses import replace

import pytest
from random_cases import FEATURES, random_case
from relaxed import relaxed
from small_cases import ND, OFFER_A, OFFER_B, SCRAP, STORE, make, need

from models.allocate import allocate
from models.calendar import month_of
from models.case import Arising, Capacity, Case, Limit, Process, Recipe
from planner.outcomes.plan import Conflict
from planner.planning import plan_case

BOTH = (OFFER_A, OFFER_B)
CN_SHARE = Limit("cn", "share", of="country=CN", value=0.3)


def conflicts(case: Case) -> tuple[Conflict, ...]:
    plan = plan_case(case)
    assert (plan.status, plan.objective, plan.cost, plan.orders) == ("infeasible", None, {}, ())
    return plan.conflicts


def gives(case: Case) -> dict[str, float]:
    """What must give way: kind and subject -> by how much."""
    return {f"{c.kind} {c.subject}": c.relax for c in conflicts(case) if c.relax}


def takes_part(case: Case) -> set[str]:
    return {f"{c.kind} {c.subject}" for c in conflicts(case) if not c.relax}


B_HAS_40 = Capacity("B", "Nd", (40.0,))
SHARE_AGAINST_CAPACITY = make(*BOTH, CN_SHARE, B_HAS_40, need(100))


def test_a_share_limit_against_capacity() -> None:
    """B has 40 of 100, so China must be 60%: the limit of 30% lacks 0.3, B and demand take part."""
    (limit,) = [c for c in conflicts(SHARE_AGAINST_CAPACITY) if c.relax]
    assert (limit.kind, limit.subject, limit.policy) == ("limit", "cn", True)
    assert (limit.bound, limit.unit) == (0.3, "share")
    assert limit.bound + limit.relax == pytest.approx(0.6)
    assert takes_part(SHARE_AGAINST_CAPACITY) == {"capacity B,Nd", "demand Nd"}


HALF = Limit("half", "amount", of="offer=a", value=50)
FEW_RUNS = make(
    OFFER_A, HALF, SCRAP, Process("recycle", max_per_period=20), Recipe("recycle", "scrap", -1),
    Recipe("recycle", "Nd", 1), Arising("scrap", "", (100.0,)), need(100),
)  # fmt: skip
SLOW_DRAW = make(OFFER_A, HALF, replace(STORE, opening=80, release_max=20), need(100))
SMALL_STORE = make(
    replace(OFFER_A, until=month_of(2027, 1)), OFFER_B, replace(STORE, capacity=30),
    Limit("ten", "amount", of="offer=b", value=10), need(100, 60),
)  # fmt: skip
LONG_CONTRACT = make(
    OFFER_A, replace(OFFER_B, min_per_period=60),
    Limit("most", "share", of="offer=a", sense="min", value=0.7), need(100),
)  # fmt: skip
LAST_STOCK = make(OFFER_A, HALF, replace(STORE, opening=60, closing_min=40), need(100))


@pytest.mark.parametrize(
    ("case", "wanted"),
    [
        (make(BOTH[0], replace(OFFER_B, max_per_period=40), CN_SHARE, need(100)), "offer_max b"),
        (make(BOTH[0], replace(OFFER_B, max_total=40), CN_SHARE, need(100)), "offer_max b"),
        (FEW_RUNS, "process_max recycle"),
        (SLOW_DRAW, "release_max store"),
        (SMALL_STORE, "stock_capacity store"),
        (LAST_STOCK, "closing_min store"),
        (LONG_CONTRACT, "offer_min b"),
    ],
)
def test_bounds_of_single_decisions_take_part(case: Case, wanted: str) -> None:
    """A policy limit lacks 30 t because an offer, a process or a stockpile is bounded."""
    (limit,) = [c for c in conflicts(case) if c.relax]
    assert limit.kind == "limit"
    assert takes_part(case) == {wanted, "demand Nd"}


def test_a_limit_in_one_window_only() -> None:
    """40 of B in the second of two months: the limit lacks in the second window alone."""
    limit = replace(CN_SHARE, window="period")
    case = make(*BOTH, limit, Capacity("B", "Nd", (None, 40.0)), need(100, 100))
    (found,) = [c for c in conflicts(case) if c.relax]
    assert (found.subject, found.period) == ("cn", "2027-02")
    assert found.relax == pytest.approx(0.3)


def test_policy_gives_way_before_facts() -> None:
    """The same limit as law: then a fact must give way; a policy in its way gives way alone."""
    law = replace(CN_SHARE, basis="fact")
    for case in (make(*BOTH, law, B_HAS_40, need(100)),
                 make(*BOTH, law, CN_SHARE, B_HAS_40, need(100))):  # fmt: skip
        assert not any(c.policy for c in conflicts(case) if c.relax)
    policy = replace(CN_SHARE, limit="au", of="country=AU", value=0.2)
    assert gives(make(*BOTH, law, policy, need(100))) == {"limit au": pytest.approx(0.5)}


CHAIN: dict[str, tuple[Case, dict[str, float]]] = {
    "cover_min": (
        make(OFFER_A, replace(STORE, cover_min=0.5), Capacity("A", "Nd", (120.0,)), need(100)),
        {"cover_min store": 30},
    ),
    "closing_min": (
        make(OFFER_A, replace(STORE, closing_min=50), Capacity("A", "Nd", (120.0,)), need(100)),
        {"closing_min store": 30},
    ),
    "min_per_period": (
        make(replace(OFFER_A, min_per_period=120), need(100)), {"offer_min a": 20},
    ),
    "min_total": (
        make(replace(OFFER_A, min_total=250), need(100, 100)), {"offer_min a": 50},
    ),
    "capacity": (make(OFFER_A, Capacity("A", "Nd", (60.0,)), need(100)), {"capacity A,Nd": 40}),
    "max_per_period": (make(replace(OFFER_A, max_per_period=60), need(100)), {"offer_max a": 40}),
    "max_total": (make(replace(OFFER_A, max_total=60), need(100)), {"offer_max a": 40}),
    "stock": (
        make(OFFER_A, Capacity("A", "Nd", (130.0, 0.0)), replace(STORE, capacity=30),
             need(100, 40)),
        {},
    ),
    "demand": (make(replace(OFFER_A, lead=1), need(100, 50)), {"demand Nd": 100}),
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name, (_, wanted) in CHAIN.items() if wanted])
def test_what_gives_way_and_by_how_much(name: str) -> None:
    """One promise is too much by an amount a person can compute; demand is said with it."""
    case, wanted = CHAIN[name]
    assert gives(case) == pytest.approx(wanted, rel=1e-5)
    assert {"demand Nd"} <= {f"{c.kind} {c.subject}" for c in conflicts(case)}


def test_a_stockpile_too_small_or_a_supplier_too_small() -> None:
    """130 now and nothing later for 100 and 40: what gives way is a fact, and enough of it."""
    case, _ = CHAIN["stock"]
    found = conflicts(case)
    assert found and not any(c.policy for c in found)
    assert "demand" not in {c.kind for c in found if c.relax}


def test_order_of_giving_way() -> None:
    """With policy, cover, minima and capacity all too much, only the first of them give way."""
    short = Capacity("A", "Nd", (110.0,))
    covered = replace(STORE, cover_min=0.5)
    amount = Limit("half", "amount", of="offer=a", value=50)
    assert gives(make(OFFER_A, amount, short, need(100))).keys() == {"limit half"}
    both = gives(make(OFFER_A, amount, covered, short, need(100)))
    assert both == pytest.approx({"limit half": 60, "cover_min store": 40}, rel=1e-4)
    least = replace(OFFER_A, min_per_period=130)
    assert gives(make(least, short, need(100))).keys() == {"offer_min a"}


def test_hhi_below_what_the_suppliers_allow() -> None:
    """Two countries: an HHI below 5,000 cannot be; the limit lacks exactly the rest."""
    case = make(*BOTH, Limit("hhi", "hhi", value=4000), need(100))
    (limit,) = [c for c in conflicts(case) if c.relax]
    assert (limit.kind, limit.subject) == ("limit", "hhi")
    assert limit.relax == pytest.approx(1000, abs=0.02)


def test_an_average_that_no_offer_reaches() -> None:
    """Grades of 15 and 20 cannot be 24 on average: it lacks 4."""
    rows = (
        replace(OFFER_A, attributes=(("grade", 15.0),)),
        replace(OFFER_B, attributes=(("grade", 20.0),)),
        Limit("grade", "average", attribute="grade", sense="min", value=24),
    )
    assert gives(make(*rows, need(100))) == {"limit grade": pytest.approx(4)}


def test_unmet_demand_at_a_price_is_no_conflict() -> None:
    """With a shortage cost demand gives way by itself: the case has a plan."""
    case = make(replace(ND, shortage_cost=50), *BOTH, CN_SHARE, B_HAS_40, need(100))
    assert plan_case(case).status == "optimal"


def test_a_limit_of_stock() -> None:
    """More stock than can be bought: it lacks what cannot."""
    limit = Limit("reserve", "stock", sense="min", value=40)
    case = make(OFFER_A, STORE, limit, Capacity("A", "Nd", (110.0,)), need(100))
    assert gives(case) == {"limit reserve": pytest.approx(30)}


@pytest.mark.parametrize(
    "case",
    [SHARE_AGAINST_CAPACITY, *(case for name, (case, _) in CHAIN.items() if name != "cover_min")],
)
def test_the_relaxed_case_has_a_plan(case: Case) -> None:
    """With what the diagnosis says applied, there is a plan; with half of it, there is none."""
    found = conflicts(case)
    assert allocate(relaxed(case, found)).status == "optimal"
    half = tuple(dataclasses.replace(c, relax=0.5 * c.relax) for c in found)
    assert allocate(relaxed(case, half)).status == "infeasible"


TIGHT = ("no_shortage", "minima", "capacity", "share", "amount", "average", "stock", "leads")


def infeasible_cases() -> list[Case]:
    """Random cases without a plan whose amounts are numbers of the workbook."""
    found = []
    for seed in range(30):
        features = [name for name in FEATURES if name in TIGHT]
        case = random_case(seed, features)
        if allocate(case).status == "infeasible":
            found.append(case)
    return found


def test_random_conflicts_say_enough() -> None:
    """Every infeasible random case is told who must give way, and with that it has a plan."""
    cases = infeasible_cases()
    assert len(cases) > 5
    for case in cases:
        found = plan_case(case).conflicts
        assert any(c.relax > 0 for c in found)
        if all(c.kind in ("limit", "capacity", "offer_max", "offer_min", "demand", "closing_min",
                          "stock_capacity") for c in found if c.relax):  # fmt: skip
            assert allocate(relaxed(case, found)).status == "optimal", found
