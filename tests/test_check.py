"""The auditor: a right plan passes, any wrong number is found, each promise by its name."""

import dataclasses

import numpy as np
import pytest
from audited import START, audit, case_of, decide, need, only_promise

from models.case import (
    Arising,
    Capacity,
    Case,
    Demand,
    Material,
    Offer,
    OpenOrder,
    Process,
    Recipe,
    Return,
    Route,
    Stockpile,
)
from models.check import check, measure
from models.solution import Verdict


@pytest.fixture
def mill() -> Case:
    """Ore from Perth, shipped to Busan, made into metal that is stored and used; scrap."""
    return case_of(
        3,
        materials=(
            Material("metal", unit="kg", shortage_cost=50.0),
            Material("ore", unit="kg"),
            Material("scrap", unit="kg", form="scrap"),
        ),
        offers=(Offer("a", "lynas", "ore", "perth", price=1.0),),
        demand=(need(0, 6, 10, location="busan", material="metal"),),
        stockpiles=(Stockpile("shed", "metal", "busan", opening=2.0),),
        processes=(Process("smelt", location="busan", cost=3.0),),
        recipes=(Recipe("smelt", "ore", -2.0), Recipe("smelt", "metal", 1.0)),
        returns=(Return("scrap", "metal", 0.5, 1.0, "busan"),),
        routes=(Route("perth", "busan", "ore", cost=0.25),),
        locations=("busan", "perth"),
    )


MILL = {
    "order": [[4, 8, 10]],
    "ship": [[4, 8, 10]],
    "run": [[2, 4, 5]],
    "put": [[2, 0, 0]],
    "draw": [[0, 1, 3]],
    "short": [[0, 1, 2], [0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]],
    "dispose": [[0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 2.5], [0, 0, 0]],
}


def test_right_plan_passes(mill):
    """A plan that keeps every promise passes, with its cost to the last digit."""
    parts = {"purchase": 22.0, "process": 33.0, "route": 5.5, "shortage": 150.0}
    verdict = check(mill, decide(mill, **MILL), 210.5, parts)
    assert verdict == Verdict(True, 0.0, (), verdict.cost)
    assert verdict.cost["total"] == pytest.approx(210.5)


@pytest.mark.parametrize("name", list(MILL))
@pytest.mark.parametrize("nudge", [1e-4, -1e-4])
def test_any_nudged_number_is_found(mill, name, nudge):
    """One number a ten-thousandth off breaks the balance of its place, and that is said."""
    for place in np.ndindex(decide(mill, **MILL).__getattribute__(name).shape):
        decisions = decide(mill, **MILL)
        getattr(decisions, name)[place] += nudge
        verdict = check(mill, decisions, None)
        assert not verdict.passed, place
        promises = {sentence.split(" of ")[0] for sentence in verdict.problems}
        assert promises & {"balance", f"{name} not below zero", "stock not below zero"}


def test_problem_names_place_period_and_size():
    """The sentence has the material, the location, the period and how much is off."""
    case = case_of(2, demand=(need(5, 5, location="busan"),), locations=("busan",))
    case = dataclasses.replace(case, offers=(Offer("a", "lynas", "ndpr", "busan"),))
    (sentence,) = audit(case, order=[[5, 4]]).problems
    assert sentence == "balance of ndpr at busan, 2027-02: 4 against 5 by 1"


@pytest.mark.parametrize("scale", [1e-9, 1e-6, 1.0, 1e9])
def test_violation_is_relative_to_the_case(scale):
    """A tenth of the need is missing: the same violation in grams and in megatonnes."""
    case = case_of(2, demand=(need(10 * scale, 10 * scale),))
    verdict = audit(case, order=[[10 * scale, 9 * scale]])
    assert not verdict.passed
    assert verdict.largest_violation == pytest.approx(0.1)


def test_rounding_passes():
    """A billionth of the usual quantity is rounding, even where nothing is needed."""
    case = case_of(3, demand=(need(10, 0, 10),))
    assert audit(case, order=[[10, 1e-9, 10 - 1e-7]]).passed


@pytest.mark.parametrize(
    ("terms", "order", "promise"),
    [
        ({"from_": START + 1}, [4, 4, 4], "validity"),
        ({"until": START + 1}, [4, 4, 4], "validity"),
        ({"qualify_from": START + 1}, [4, 4, 4], "validity"),
        ({"max_per_period": 3.9}, [4, 4, 4], "max_per_period"),
        ({"min_per_period": 4.1}, [4, 4, 4], "min_per_period"),
        ({"max_total": 11.9}, [4, 4, 4], "max_total"),
        ({"min_total": 12.1}, [4, 4, 4], "min_total"),
        ({"moq": 5.0}, [6, 4, 6], "moq"),
        ({"lot": 2.0}, [4, 3, 4], "lot"),
    ],
)
def test_terms_of_an_offer(terms, order, promise):
    """Each broken term is named; the balance itself is kept."""
    offer = Offer("a", "lynas", "ndpr", **terms)
    case = case_of(3, offers=(offer,), demand=(need(*order),))
    assert only_promise(audit(case, order=[order])) == promise


def test_minimum_only_where_valid():
    """min_per_period asks for nothing before the offer starts or qualifies; both ends count."""
    offer = Offer("a", "lynas", "ndpr", min_per_period=4, from_=START + 1, until=START + 2)
    later = dataclasses.replace(offer, from_=None, until=None, qualify_from=START + 1)
    demand = (need(0, 4, 4, 0),)
    assert audit(case_of(4, offers=(offer,), demand=demand), order=[[0, 4, 4, 0]]).passed
    verdict = audit(case_of(4, offers=(later,), demand=demand), order=[[0, 4, 4, 0]])
    assert only_promise(verdict) == "min_per_period"


def test_lots_and_minimum_orders_allow_none():
    """Nothing ordered breaks neither the moq nor the lot."""
    case = case_of(2, offers=(Offer("a", "lynas", "ndpr", moq=4, lot=2),), demand=(need(0, 6),))
    assert audit(case, order=[[0, 6]]).passed


def test_capacity_of_all_materials_in_one_unit():
    """Tonnes and kilograms of one supplier add up in the unit of the row; blank is no limit."""
    case = case_of(
        2,
        materials=(Material("ndpr", unit="t"), Material("dy", unit="kg")),
        offers=(Offer("a", "lynas", "ndpr"), Offer("b", "lynas", "dy")),
        demand=(need(1, 1), need(500, 500, material="dy")),
        capacity=(Capacity("lynas", "", (1500.0, None), unit="kg"),),
    )
    assert audit(case, order=[[1, 1], [500, 500]]).passed
    tight = dataclasses.replace(case, capacity=(Capacity("lynas", "", (1.499, None), unit="t"),))
    assert only_promise(audit(tight, order=[[1, 1], [500, 500]])) == "capacity"


def test_capacity_of_one_material_counts_only_that():
    """A row naming a material leaves the supplier's other materials alone; all rows hold."""
    case = case_of(
        1,
        materials=(Material("ndpr"), Material("dy")),
        offers=(Offer("a", "lynas", "ndpr"), Offer("b", "lynas", "dy")),
        demand=(need(4), need(7, material="dy")),
        capacity=(Capacity("lynas", "ndpr", (4.0,)), Capacity("lynas", "ndpr", (3.0,))),
    )
    verdict = audit(case, order=[[4], [7]])
    assert verdict.problems == ("capacity of lynas, ndpr, 2027-01: 4 over 3 by 1",)


def test_fractional_lead_splits_and_loses_the_end():
    """1.25 periods: three quarters after one, a quarter after two; what is late never comes."""
    case = case_of(4, offers=(Offer("a", "lynas", "ndpr", lead=1.25),), demand=(need(0, 6, 10, 6),))
    assert audit(case, order=[[8, 32 / 3, 40 / 9, 99]]).passed
    assert not audit(case, order=[[8, 32 / 3, 8, 99]]).passed


def test_open_orders_arrive_in_their_period():
    """What is on its way arrives at the offer's place; outside the plan it is ignored."""
    rows = (
        OpenOrder("a", START + 1, 5),
        OpenOrder("a", START - 1, 9),
        OpenOrder("a", START + 3, 9),
    )
    case = case_of(3, demand=(need(1, 6, 1),), open_orders=rows)
    assert audit(case, order=[[1, 1, 1]]).passed


def test_arisings_and_demand_rows_add_up():
    """Two rows of the same place are one quantity."""
    case = case_of(
        2,
        demand=(need(2, 3), need(1, 1)),
        arisings=(Arising("ndpr", "", (1.0, None)), Arising("ndpr", "", (1.0, 1.0))),
    )
    assert audit(case, order=[[1, 3]]).passed


def test_processes_make_after_their_lead():
    """Use is at once, what is made comes half after one period and half after two."""
    case = case_of(
        4,
        materials=(Material("ore"), Material("ndpr")),
        offers=(Offer("a", "lynas", "ore"),),
        demand=(need(0, 1, 3, 2),),
        processes=(Process("sep", lead=1.5, max_per_period=4, values=(None, 3.0, None, None)),),
        recipes=(Recipe("sep", "ore", -2), Recipe("sep", "ore", -1), Recipe("sep", "ndpr", 1)),
    )
    assert not audit(case, order=[[6, 12, 0, 0]], run=[[2, 4, 0, 0]]).passed
    verdict = audit(case, order=[[6, 12, 0, 0]], run=[[2, 4, 0, 0]])
    assert only_promise(verdict) == "process max"
    wider = dataclasses.replace(case.processes[0], values=())
    case = dataclasses.replace(case, processes=(wider,))
    assert audit(case, order=[[6, 12, 0, 0]], run=[[2, 4, 0, 0]]).passed


def test_returns_follow_use_and_demand_met():
    """Scrap is made of what processes use and of demand met (not of shortage), after the lag."""
    case = case_of(
        3,
        materials=(
            Material("magnet"),
            Material("metal", shortage_cost=9.0),
            Material("scrap", form="scrap"),
        ),
        offers=(Offer("a", "lynas", "metal"),),
        demand=(need(5, 0, 0, material="metal"), need(0, 2, 0, material="magnet")),
        processes=(Process("press"),),
        recipes=(Recipe("press", "metal", -2), Recipe("press", "magnet", 1)),
        returns=(Return("scrap", "metal", 0.1, 1.5),),
    )
    rows = {"order": [[4, 4, 0]], "run": [[0, 2, 0]], "short": [[0] * 3, [1, 0, 0], [0] * 3]}
    # 4 met in January: 0.2 in February and in March; 4 used in February: 0.2 in March, 0.2 lost.
    assert audit(case, **rows, dispose=[[0] * 3, [0] * 3, [0, 0.2, 0.4]]).passed
    verdict = audit(case, **rows, dispose=[[0] * 3, [0] * 3, [0, 0.25, 0.45]])
    assert only_promise(verdict) == "balance"


def test_routes_carry_with_lead_and_bounds():
    """All materials of a route count together, in its unit; goods arrive after its lead."""
    case = case_of(
        2,
        materials=(Material("dy", unit="kg"), Material("ndpr", unit="t")),
        offers=(Offer("a", "lynas", "dy", "perth"), Offer("b", "lynas", "ndpr", "perth")),
        demand=(need(0, 500, location="busan", material="dy"), need(0, 1, location="busan")),
        routes=(Route("perth", "busan", lead=1, max_per_period=1.5, unit="t"),),
        locations=("busan", "perth"),
    )
    rows = {"order": [[500, 0], [1, 0]], "ship": [[500, 0], [1, 0]]}
    assert audit(case, **rows).passed
    for bound, promise in [("max_per_period", "route max"), ("min_per_period", "route min")]:
        value = 1.4 if bound == "max_per_period" else 0.1
        route = dataclasses.replace(case.routes[0], **{bound: value})
        assert only_promise(audit(dataclasses.replace(case, routes=(route,)), **rows)) == promise


def test_shortage_needs_a_price_and_a_demand():
    """Without shortage_cost nothing may be short; with it, no more than the demand."""
    free = case_of(1, demand=(need(5),))
    assert only_promise(audit(free, order=[[4]], short=[[1]])) == "shortage"
    priced = dataclasses.replace(free, materials=(Material("ndpr", shortage_cost=1.0),))
    assert audit(priced, order=[[4]], short=[[1]]).passed
    piled = dataclasses.replace(priced, stockpiles=(Stockpile("s", "ndpr"),))
    assert only_promise(audit(piled, short=[[6]], put=[[1]])) == "shortage"


def test_only_scrap_and_the_unneeded_are_disposed():
    """A demanded material cannot be thrown away; scrap and a by-product can."""
    demanded = case_of(1, demand=(need(5),))
    assert only_promise(audit(demanded, order=[[6]], dispose=[[1]])) == "disposal"
    scrap = dataclasses.replace(demanded, materials=(Material("ndpr", form="scrap"),))
    assert audit(scrap, order=[[6]], dispose=[[1]]).passed
    assert audit(case_of(1), order=[[6]], dispose=[[6]]).passed


@pytest.mark.parametrize(
    ("terms", "promise"),
    [
        ({"capacity": 4.9}, "stock capacity"),
        ({"closing_min": 2.1}, "closing_min"),
        ({"release_max": 2.9}, "release_max"),
        ({"owner": "government"}, "government stockpile not filled"),
        ({"cover_min": 1.0}, "cover_min"),
        ({"opening": 0.9}, "stock not below zero"),
    ],
)
def test_terms_of_a_stockpile(terms, promise):
    """Each broken term of a stockpile is named."""
    pile = Stockpile("s", "ndpr", **({"opening": 2.0} | terms))
    case = case_of(3, stockpiles=(pile,), demand=(need(1, 4, 4),))
    rows = {"order": [[4, 1, 4]], "put": [[3, 0, 0]], "draw": [[0, 3, 0]]}
    if promise == "stock not below zero":
        rows = {"order": [[0, 4, 4]], "draw": [[1, 0, 0]]}
    assert only_promise(audit(case, **rows)) == promise


def test_cover_minimum_takes_decimals_and_goes_on_after_the_plan():
    """1.5 periods of cover: the next and half of the one after; at the end demand repeats."""
    pile = Stockpile("s", "ndpr", opening=7.0, cover_min=1.5)
    case = case_of(3, stockpiles=(pile,), demand=(need(2, 4, 6),))
    order, put = [[2, 6, 6]], [[0, 2, 0]]
    assert audit(case, order=order, put=put).passed
    short = audit(case, order=[[2, 5.9, 6]], put=[[0, 1.9, 0]])
    assert only_promise(short) == "cover_min"
    assert len(short.problems) == 2
    beyond = dataclasses.replace(case, demand=(Demand("ndpr", "", (2.0, 4.0, 6.0), (4.0, None)),))
    assert list(measure(beyond, decide(beyond)).stock[0]) == [7, 7, 7]
    # February: 6 + half of 4; March: 4 + half of 6, the plan's last.
    assert audit(beyond, order=[[2, 5, 5]], put=[[0, 1, 0]], draw=[[0, 0, 1]]).passed


def test_shapes_and_numbers_are_asked_for():
    """A missing row or a value that is no number ends the audit at once."""
    case = case_of(2, demand=(need(1, 1),))
    right = decide(case, order=[[1, 1]])
    for wrong in (np.zeros((2, 2)), np.array([[1.0, np.nan]])):
        verdict = check(case, dataclasses.replace(right, order=wrong), 0.0)
        assert not verdict.passed
        assert verdict.problems[0].startswith("order: ")


def test_at_most_fifty_problems_worst_first():
    """Of sixty broken balances the fifty worst are told, the worst first."""
    case = case_of(60, demand=(need(*range(1, 61)),))
    verdict = audit(case, order=[[i + 0.5 for i in range(1, 61)]])
    assert len(verdict.problems) == 50
    assert "2027-01" in verdict.problems[0]
