"""Events that move demand: what they hit, what they multiply, and what that makes of a plan."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from oracle.answer import solve_literally
from random_risk import risky_case
from small_cases import JANUARY, make, need
from test_futures import struck
from test_recourse import search

from models.allocate import allocate
from models.allocation.formulate import formulate
from models.case import (
    Case,
    Content,
    Demand,
    Event,
    Material,
    Offer,
    Process,
    Recipe,
    Return,
    Settings,
    Stockpile,
)
from models.check import check, check_means
from models.engines import Options, find
from models.future import Future, certain_future
from models.futures.draw import Drawer, mean_demand, planned_future
from models.futures.strikes import struck as hit_by
from models.recourse.decompose import Evaluator, Limits
from models.recourse.hedge import hedge
from models.recourse.risk import Risk
from models.recourse.second import SecondStage
from models.recourse.stages import Stages
from models.recourse.subproblem import Worker
from models.rolling.beliefs import Beliefs, Spell, spells_of
from models.rolling.orders import ahead_columns
from models.rolling.simulate import simulate
from models.rolling.walk import Walked, Walker
from models.solve.optimise import optimise
from planner.explain.risk_words import story
from planner.explain.voice import Voice
from planner.outcomes.embedded import pieces, unpacked
from planner.planning.hedged import Search, hedged_plan
from planner.workbook.audited import disagreement
from planner.workbook.read import read
from planner.workbook.write import case_rows, write_case

ND = Material("Nd", element="Nd", form="oxide", shortage_cost=50.0)
MAGNET = Material("magnet", element="Nd", form="magnet", shortage_cost=90.0)
MAKES = (Process("press"), Recipe("press", "Nd", -1.0), Recipe("press", "magnet", 1.0))
STORE = Stockpile("store", "Nd")
A = Offer("a", "A", "Nd", price=10)
BOOM = Event("boom", "all", 1.0, 2.0, 6.0, "demand", 2.0)


def booming(*rows: object, **changes: object) -> Case:
    """A case with one demand event."""
    event = dataclasses.replace(BOOM, **changes)  # type: ignore[arg-type]
    return dataclasses.replace(make(*rows), events=(event,))


def demanding(case: Case, *factors: float) -> Future:
    """The future in which each period's demand is so many times what is stated."""
    made = np.broadcast_to(factors, (len(case.materials), len(factors)))
    return dataclasses.replace(certain_future(case), demand=np.array(made))


# What is hit


def hit(case: Case) -> set[str]:
    """The materials whose demand the case's event moves."""
    found = hit_by(case, case.events[0])
    return {row.material for row, own in zip(case.materials, found, strict=True) if own}


@pytest.mark.parametrize(
    ("of", "materials"),
    [
        ("country=CN", {"Nd"}),
        ("country=US", set()),
        ("offer=a", {"Nd"}),
        ("material=magnet", {"magnet"}),
        ("form=magnet|oxide", {"Nd", "magnet"}),
        ("element=nd", {"Nd", "magnet"}),
        ("form=metal", set()),
        ("contains=Dy", {"magnet"}),
        ("hs=8505*", {"magnet"}),
        ("material!=Nd", {"magnet"}),
        ("all", {"Nd", "magnet"}),
        ("country=CN,material=magnet", set()),
    ],
)
def test_what_a_demand_event_hits(of: str, materials: set[str]) -> None:
    """The materials of its offers; asked of materials alone also a magnet that nobody sells."""
    magnet = dataclasses.replace(MAGNET, hs_code="8505.11")
    spare = Material("spare", element="Nd", form="metal")
    case = booming(ND, magnet, spare, A, *MAKES, need(1.0), need(1.0, material="magnet"), of=of)
    assert hit(dataclasses.replace(case, contents=(Content("magnet", "Dy", 0.02),))) == materials


def test_what_nobody_needs_cannot_be_needed_more() -> None:
    """An event on a material without demand leaves every future the same."""
    case = booming(ND, MAGNET, A, *MAKES, need(1.0, material="magnet"), of="material=Nd")
    assert Drawer(case, 2, 1).is_certain
    assert not Drawer(booming(ND, A, need(1.0)), 2, 1).is_certain


# What is multiplied


def test_the_part_of_a_period_that_an_event_covers() -> None:
    """From the middle of the first month to the end of the second: half as much more, twice."""
    case = booming(ND, A, need(10.0, 10.0, 10.0))
    assert struck(case, (0, 0.5, 2.0)).demand == pytest.approx(np.array([[1.5, 2.0, 1.0]]))
    assert struck(case, (0, 0.5, 2.0)).story == ("boom 2027-01..2027-03",)


def test_events_at_the_same_time_multiply() -> None:
    """Twice and half as much together leave demand as it is; each alone does not."""
    case = booming(ND, A, need(10.0, 10.0, 10.0))
    slump = dataclasses.replace(BOOM, event="slump", factor=0.5)
    case = dataclasses.replace(case, events=(BOOM, slump))
    found = struck(case, (0, 0.0, 2.0), (1, 1.0, 3.0)).demand
    assert found == pytest.approx(np.array([[2.0, 1.0, 0.5]]))


def test_factor_of_nothing() -> None:
    """A factor of 0 takes demand, price and waiting days to 0: it is no blank."""
    case = booming(ND, A, need(10.0, 10.0), factor=0.0)
    assert struck(case, (0, 0.0, 1.0)).demand == pytest.approx(np.array([[0.0, 1.0]]))
    spot = dataclasses.replace(A, spot=True)
    case = booming(ND, spot, need(10.0, 10.0), effect="price", factor=0.0)
    assert struck(case, (0, 0.0, 1.0)).price == pytest.approx(np.array([[0.0, 1.0]]))


def test_an_event_goes_on_after_the_plan() -> None:
    """Covers look two months beyond: the event holds for one of them, and half of the other."""
    store = Stockpile("store", "Nd", cover_target=2.0, cover_cost=1.0)
    case = booming(ND, A, store, need(10.0, 10.0))
    found = struck(case, (0, 1.0, 3.5)).demand
    assert found == pytest.approx(np.array([[1.0, 2.0, 2.0, 1.5]]))


def test_without_such_an_event_nothing_is_multiplied() -> None:
    """Other events leave demand alone, and the plan without risk knows none."""
    case = booming(ND, A, need(10.0), effect="stop")
    assert struck(case, (0, 0.0, 1.0)).demand is None
    assert mean_demand(case) is None
    assert planned_future(booming(ND, A, need(10.0))).demand is None


def test_other_futures_stay_as_they_were_drawn() -> None:
    """The effect of an event changes no random number: the same spells, whatever they do."""
    stop, boom = (booming(ND, A, need(*[1.0] * 6), effect=effect) for effect in ("stop", "demand"))
    one, other = Drawer(stop, 20, 3), Drawer(boom, 20, 3)
    assert [one.future(w).story for w in range(20)] == [other.future(w).story for w in range(20)]


# Closed forms


@pytest.mark.parametrize(("short", "stored"), [(25.0, 0), (30.0, 100), (50.0, 200), (90.0, 300)])
def test_newsvendor_on_demand(short: float, stored: int) -> None:
    """Ahead at 20; 0, 1, 2 or 3 times 100 t are needed, each as likely; what lacks costs so much.

    The k-th hundred is needed with probability (4 - k) / 4: it is bought if short times that is
    more than 20, the first at 27 and more, the second at 40, the third at 80.
    """
    material = dataclasses.replace(ND, shortage_cost=short)
    case = make(material, dataclasses.replace(A, price=20), STORE, need(100.0))
    found, orders = search(case, [demanding(case, factor) for factor in (0.0, 1.0, 2.0, 3.0)])
    assert orders[0, 0] == pytest.approx(stored, abs=1e-6)
    lacking = np.mean([max(100 * k - stored, 0) for k in range(4)])
    assert found.value == pytest.approx(20.0 * stored + short * lacking)


def test_stock_is_bought_ahead_against_drawn_booms() -> None:
    """One order for all months of 50 drawn futures: the quantile of what they need in all."""
    ahead = dataclasses.replace(A, until=JANUARY)
    case = booming(ND, ahead, STORE, need(*[100.0] * 6), per_year=1.0).in_order()
    futures = list(Drawer(case, 50, 3).futures())
    needed = np.array([100.0 * future.demand[0, :6].sum() for future in futures])  # type: ignore[index]
    assert np.unique(needed).size > 10
    found, orders = search(case, futures)
    cost = [10.0 * q + 50.0 * np.maximum(needed - q, 0.0).mean() for q in needed]
    assert found.value == pytest.approx(min(cost), rel=1e-7)
    assert np.mean(needed > orders[0, 0] + 1e-6) <= 10.0 / 50.0 <= np.mean(needed >= orders[0, 0])


def test_scrap_and_cover_follow_demand() -> None:
    """200 t are needed instead of 100, of which 100 t come: the cover before lacks 200 t.

    Half of what is delivered comes back as scrap a month later: 50 t, not half of the need.
    """
    scrap = Material("scrap", form="scrap")
    sold = Stockpile("bin", "scrap", end_value=1.0)
    store = Stockpile("store", "Nd", cover_target=1.0, cover_cost=3.0)
    case = make(
        ND, scrap, A, store, sold, Return("scrap", "Nd", 0.5, 1.0), need(0.0, 100.0, 0.0)
    ).in_order()
    stages, orders = Stages.of(case), np.array([[0.0, 100.0, 0.0]])
    outcome = Worker(SecondStage(stages)).solve(
        ahead_columns(stages, orders), stages.changes(demanding(case, 1.0, 2.0, 1.0, 1.0))
    )
    decisions = stages.decisions(outcome.values)
    assert decisions.short.sum() == pytest.approx(100.0)
    assert decisions.put.sum() == pytest.approx(50.0)
    # Ordered at 10; 200 t of cover lack once at 3; 100 t short at 50; 50 t of scrap at 1.
    assert outcome.cost == pytest.approx(1000.0 + 600.0 + 5000.0 - 50.0)


# Against other readings


def restated(case: Case, future: Future) -> Case:
    """The case that demands for sure what it does in a future."""
    assert future.demand is not None
    factor = {row.material: made for row, made in zip(case.materials, future.demand, strict=True)}
    periods, rows = case.settings.periods, []
    for row in case.demand:
        beyond = [*row.beyond, *[None] * case.beyond][: case.beyond]
        after = [row.values[-1] if value is None else value for value in beyond]
        made = [
            (v or 0.0) * f for v, f in zip((*row.values, *after), factor[row.material], strict=True)
        ]
        rows.append(
            dataclasses.replace(row, values=tuple(made[:periods]), beyond=tuple(made[periods:]))
        )
    return dataclasses.replace(case, demand=tuple(rows))


def uncertain(seed: int) -> Case:
    """A random case of which only demand is uncertain, with covers, and all of it placed ahead."""
    case = risky_case(seed)
    offers = tuple(dataclasses.replace(row, spot=False, license="") for row in case.offers)
    came = tuple(dataclasses.replace(row, granted="yes") for row in case.open_orders)
    events = tuple(event for event in case.events if event.effect == "demand")
    settings = dataclasses.replace(case.settings, frozen_periods=None)
    stockpiles = tuple(
        dataclasses.replace(row, cover_target=0.5 + seed % 3, cover_cost=1.0)
        for row in case.stockpiles
    )
    return dataclasses.replace(
        case, settings=settings, offers=offers, licenses=(), events=events, open_orders=came,
        stockpiles=stockpiles,
    )  # fmt: skip


WITH_BOOM = [seed for seed in range(60) if uncertain(seed).events]


@pytest.mark.parametrize("seed", WITH_BOOM)
def test_a_known_future_is_a_case_with_other_demand(seed: int) -> None:
    """Planned for one future, the plan is that of the restated case, and so reads the oracle."""
    case = uncertain(seed)
    drawer = Drawer(case, 4, seed)
    struck_in = [w for w in range(4) if drawer._spells(w)[0]]
    for w in struck_in[:1]:
        future = drawer.future(w)
        plain = allocate(restated(case, future)).objective
        written = formulate(case, future).program
        found = optimise(
            written, np.zeros(written.n_columns), find("highs"), Options()
        ).solution.objective
        assert found == pytest.approx(plain, rel=1e-7, abs=1e-6)
        spells = [(case.events[0], start, end) for start, end in drawer._spells(w)[0]]
        read = solve_literally(case, tuple(spells))
        assert found == pytest.approx(read.objective, rel=1e-6, abs=1e-6)
        value = search(case, [future])[0].value
        assert value == pytest.approx(found, rel=1e-6, abs=1e-6)


def test_some_random_case_has_every_part_that_follows_demand() -> None:
    """Returns, and demand beyond the plan that is filled or goes on, stand beside such events."""
    cases = [uncertain(seed) for seed in WITH_BOOM]
    assert any(case.returns for case in cases)
    assert len({bool(row.beyond) for case in cases for row in case.demand}) == 2


def test_the_audit_holds_demand_against_the_future() -> None:
    """Decisions of a boom keep its promises, and break the balance of a calm future."""
    case = make(ND, A, STORE, need(100.0, 100.0)).in_order()
    stages, future = Stages.of(case), demanding(case, 1.0, 2.0)
    orders = np.array([[150.0, 100.0]])
    outcome = Worker(SecondStage(stages)).solve(
        ahead_columns(stages, orders), stages.changes(future)
    )
    decisions = stages.decisions(outcome.values)
    assert check(case, decisions, outcome.cost, future=future).passed
    wrong = check(case, decisions, outcome.cost)
    assert any(problem.startswith("balance") for problem in wrong.problems)


def test_the_audit_of_means_knows_mean_demand() -> None:
    """200 t short of 300 t is plausible, of 100 t it is not."""
    case = make(ND, A, STORE, need(100.0, 100.0)).in_order()
    stages, future = Stages.of(case), demanding(case, 1.0, 3.0)
    orders = ahead_columns(stages, np.array([[100.0, 100.0]]))
    outcome = Worker(SecondStage(stages)).solve(orders, stages.changes(future))
    decisions = stages.decisions(outcome.values)
    assert check_means(case, decisions, {}, future.demand).passed
    assert not check_means(case, decisions, {}).passed


def test_a_hard_cover_follows_demand() -> None:
    """cover_min of a month is 200 t before a boom: 50 t are not delivered to keep them."""
    store = Stockpile("store", "Nd", opening=250.0, cover_min=1.0)
    case = make(ND, A, store, need(100.0, 100.0, 100.0)).in_order()
    stages = Stages.of(case)
    worker = Worker(SecondStage(stages))
    ahead = ahead_columns(stages, np.array([[0.0, 100.0, 200.0]]))
    short = stages.formulation.program.columns["short"]
    calm = worker.solve(ahead, stages.changes(certain_future(case)))
    assert short.spread(calm.values).sum() == pytest.approx(0.0, abs=1e-6)
    boom = worker.solve(ahead, stages.changes(demanding(case, 1.0, 2.0, 1.0, 1.0)))
    assert short.spread(boom.values)[0, 0] == pytest.approx(50.0)


# Period by period


def walked(case: Case, orders: np.ndarray, *spells: tuple[float, float]) -> tuple[Walked, float]:
    """A future of one event, period by period, and what it costs with foresight."""
    case = case.in_order()
    stages = Stages.of(case)
    second, beliefs = SecondStage(stages), Beliefs(case, 5)
    ahead = ahead_columns(stages, orders)
    future = struck(case, *[(0, start, end) for start, end in spells])
    own = hit_by(case, case.events[0])
    seen = tuple(Spell(case.events[0], own, start, end) for start, end in spells)
    changes = stages.changes(future)
    foresight = Worker(second).solve(ahead, changes)
    return Walker(second, beliefs, ahead).walk(future, seen, changes), foresight.cost


def test_a_boom_is_not_known_before_it_starts() -> None:
    """Bought a month ahead: the boom's first 100 t more are short at 50, the second's are bought.

    It lasts two months for sure, so that nothing is bought too much.
    """
    spot = dataclasses.replace(A, lead=1, spot=True)
    store = Stockpile("store", "Nd", opening=100.0)
    case = booming(ND, spot, store, need(*[100.0] * 4), months_p50=2.0, months_p90=2.0)
    found, known = walked(case, np.zeros((1, 4)), (1.0, 3.0))
    assert known == pytest.approx(10.0 * 500.0)
    assert found.cost == pytest.approx(10.0 * 400.0 + 50.0 * 100.0)


def test_a_boom_is_believed_to_last() -> None:
    """Believed to last three months and over after one: 100 t too many are bought."""
    spot = dataclasses.replace(A, lead=1, spot=True)
    store = Stockpile("store", "Nd", opening=100.0)
    case = booming(ND, spot, store, need(*[100.0] * 3), months_p50=3.0, months_p90=3.0)
    found, known = walked(case, np.zeros((1, 3)), (1.0, 1.999))
    assert known == pytest.approx(10.0 * (200.0 + 99.9), rel=1e-6)
    # At the start 100 t for the second month; in it 100 t for the third, 0.1 t less short.
    assert found.cost == pytest.approx(10.0 * 200.0 + 50.0 * 99.9, rel=1e-6)


def test_covers_see_the_boom_after_the_plan() -> None:
    """What the last cover should have held shows in the end, whatever was believed."""
    spot = dataclasses.replace(A, spot=True)
    store = Stockpile("store", "Nd", cover_target=2.0, cover_cost=20.0)
    case = booming(ND, spot, store, need(100.0, 100.0), months_p50=1.0, months_p90=1.0)
    # From the start of the second month on it is believed to be over with it.
    found, known = walked(case, np.zeros((1, 2)), (1.0, 1.0), (1.0, 4.0))
    assert found.cost > known


@pytest.mark.parametrize("seed", WITH_BOOM[:12])
def test_foresight_is_never_dearer(seed: int) -> None:
    """In no future of a random case is living through it cheaper than knowing it."""
    case = risky_case(seed)
    plan = allocate(case)
    assert plan.decisions is not None
    found = simulate(Stages.of(case), plan.decisions.order, 8, 3, 8)
    better = found.rolling.costs - found.foresight.costs
    assert (better >= -1e-6 * np.maximum(np.abs(found.foresight.costs), 1.0)).all()


def test_service_is_of_what_each_future_asks() -> None:
    """Asked of a future is what it needs: twice as much where a boom lasts throughout."""
    case = booming(ND, A, STORE, need(100.0, 100.0), months_p50=99.0, months_p90=99.0).in_order()
    found = simulate(Stages.of(case), np.array([[100.0, 100.0]]), 40, 3, 4).foresight
    assert found.asked.min() == pytest.approx(200.0)
    assert found.asked[:, 0] - found.short[:, 0] == pytest.approx(np.full(40, 200.0))


# Plans


def risky_plan_case() -> Case:
    """Magnets made at home, of which a boom needs more; the plan knows its probability."""
    yard = Stockpile("yard", "magnet", cover_target=1.0, cover_cost=1.0)
    case = booming(
        ND, MAGNET, A, *MAKES, STORE, yard, need(*[100.0] * 6, material="magnet"),
        of="material=magnet", per_year=1.0,
    )  # fmt: skip
    settings = Settings(case.settings.start, 6, risk_measure="cvar", futures=30, seed=2)
    return dataclasses.replace(case, settings=settings)


def test_a_plan_of_mean_demand() -> None:
    """What is printed as demand is its mean over the futures; the audit agrees in each."""
    case = risky_plan_case()
    plan = hedged_plan(case, "en", Search())
    assert plan.status == "optimal" and plan.check is not None and plan.check.passed
    made = mean_demand(plan.case)
    assert made is not None
    magnet = [row.material for row in plan.case.materials].index("magnet")
    told = [line.quantity for line in plan.demand if line.material == "magnet"]
    assert told == pytest.approx(100.0 * made[magnet, :6])
    assert max(told) > 100.0
    assert any("boom" in line.story for line in plan.risk.worst)  # type: ignore[union-attr]
    assert "demand moves" in story(plan.risk.worst[0].story, Voice.of(plan.case, "en"))  # type: ignore[union-attr]


def test_a_plan_of_mean_demand_is_believed_when_read_again() -> None:
    """The audit of the workbook finds what the futures asked, though it holds means alone."""
    case = risky_plan_case()
    embedded = unpacked(pieces(hedged_plan(case, "en", Search())))
    assert disagreement(embedded) == ""
    calm = dataclasses.replace(case.events[0], factor=0.1)
    other = dataclasses.replace(embedded, case=dataclasses.replace(embedded.case, events=(calm,)))
    assert disagreement(other) != ""


def test_a_boom_of_what_nobody_sells_is_no_fault(tmp_path: Path) -> None:
    """Magnets are made at home and demanded: there is nothing to warn of in the event's row."""
    path = tmp_path / "case.xlsx"
    write_case(path, case_rows(risky_plan_case()), "en")
    faults = read(path).faults
    assert not [fault for fault in faults if fault.sheet == "Events"], faults


def test_planning_for_the_boom_is_worth_something() -> None:
    """Bought for the mean of many futures, it costs less there than the plan that knows no boom."""
    found = hedge(risky_plan_case(), Risk(0.0, 0.9), 30, 2, Limits(gap=1e-6))
    assert found.vss > 0.0
    assert found.fates.verdict.passed
    assert (found.foresight >= -1e-6 * np.abs(found.fates.costs).max()).all()


def test_cost_of_each_future_by_hand() -> None:
    """Orders ahead alone, nothing else: the cost of a future is linear in what it lacks."""
    case = booming(ND, A, need(100.0), factor=3.0).in_order()
    stages = Stages.of(case)
    futures = [demanding(case, 1.0), demanding(case, 2.0)]
    evaluator = Evaluator(stages, [stages.changes(future) for future in futures])
    found = evaluator.at(ahead_columns(stages, np.array([[100.0]])))
    assert found.costs == pytest.approx([1000.0, 1000.0 + 50.0 * 100.0])
    assert found.slopes[:, 0][1] == pytest.approx(10.0 - 50.0)


def test_spells_of_a_demand_event_know_materials() -> None:
    """Beliefs take the materials an event hits, not offers."""
    case = risky_plan_case().in_order()
    drawer = Drawer(case, 10, 1)
    spells = [spell for w in range(10) for spell in spells_of(drawer, w)]
    assert spells and all(len(spell.chosen) == len(case.materials) for spell in spells)
    assert isinstance(case.demand[0], Demand)
