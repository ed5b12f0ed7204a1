"""A case with risk from end to end: orders ahead, every future's fate, what it is worth."""

import dataclasses

import numpy as np
import pytest
from audited import START, case_of, need
from random_risk import risky_case

from models.allocate import allocate
from models.case import (
    Case,
    License,
    Limit,
    Material,
    Offer,
    Process,
    Recipe,
    Settings,
    Stockpile,
    Supplier,
)
from models.recourse.decompose import Evaluator, Limits
from models.recourse.hedge import Hedging, hedge
from models.recourse.master import Evaluation
from models.recourse.risk import Risk
from models.recourse.subproblem import RecourseError
from planner.planning.hedged import Search, hedged_plan

EXACT = Limits(gap=1e-8)


def licensed(grant: float = 0.7, **tables: object) -> Case:
    """Cheap and licensed from China with a month's lead, or dear on the spot; stock can be kept.

    What is ordered ahead stands, whatever comes.
    """
    given: dict[str, object] = {
        "settings": Settings(case_of().settings.start, 4, reaction="never"),
        "materials": (Material("ndpr", shortage_cost=200.0, hold_cost=1.0),),
        "suppliers": (Supplier("cn", country="CN"), Supplier("kr", country="KR")),
        "offers": (
            Offer("a", "cn", "ndpr", price=10.0, lead=1.0, license="q"),
            Offer("b", "kr", "ndpr", price=40.0, max_per_period=6.0, spot=True),
        ),
        "licenses": (License("q", "CN", grant, 20.0, 60.0),),
        "demand": (need(0.0, 10.0, 10.0, 10.0),),
        "stockpiles": (Stockpile("k", "ndpr"),),
    }
    return case_of(4, **(given | tables))


@pytest.fixture(scope="module")
def answer() -> Hedging:
    """The plan of the licensed case for 30 futures."""
    return hedge(licensed(), Risk(0.5, 0.8), 30, 1, EXACT)


def test_value_bound_and_audit(answer: Hedging) -> None:
    """The gap is reached, the costs are those of the futures, the audit finds nothing."""
    assert not answer.search.stopped
    assert answer.search.bound <= answer.search.value * (1 + 1e-9)
    assert answer.search.value == pytest.approx(answer.risk.value(answer.fates.costs), rel=1e-7)
    assert answer.fates.verdict.passed, answer.fates.verdict.problems


def test_parts_add_up_in_every_future(answer: Hedging) -> None:
    """Purchase, holding, shortage and the rest add up to each future's cost."""
    parts = dict(answer.fates.parts)
    credit = parts.pop("end_value", 0.0)
    assert sum(parts.values()) - credit == pytest.approx(answer.fates.costs, rel=1e-9)


def test_planning_for_many_futures_is_worth_something(answer: Hedging) -> None:
    """It costs less than the plan without risk in the same futures; foresight never costs more."""
    assert answer.vss > 0.0
    assert answer.vss == pytest.approx(
        answer.risk.value(answer.planned_costs) - answer.search.value, rel=1e-9
    )
    assert len(answer.foresight) == 30
    assert (answer.foresight >= -1e-6 * answer.fates.costs).all()


def test_orders_ahead_and_later(answer: Hedging) -> None:
    """Ahead only what is not spot, later only what is; what is refused never arrives."""
    assert answer.ahead[0].sum() > 0.0 and answer.ahead[1].sum() == 0.0
    assert answer.fates.later[0].sum() == 0.0 and answer.fates.later[1].sum() > 0.0
    share = np.isnan(answer.fates.lead[:, 0]).mean()
    assert share == pytest.approx(0.3, abs=0.05)
    assert not np.isnan(answer.fates.lead[:, 1]).any()


def test_the_same_again() -> None:
    """The same case, seed and futures give the same plan to the last bit."""
    one, two = (hedge(licensed(), Risk(0.5, 0.8), 12, 4) for _ in range(2))
    assert np.array_equal(one.ahead, two.ahead)
    assert np.array_equal(one.fates.costs, two.fates.costs)
    assert np.array_equal(one.fates.stock, two.fates.stock)


@pytest.mark.parametrize("weight", [0.0, 0.5, 1.0])
def test_nothing_uncertain(weight: float) -> None:
    """With licenses granted at once every measure gives the plan without risk."""
    case = licensed(licenses=(License("q", "CN", 1.0, 0.0, 0.0),))
    found = hedge(case, Risk(weight, 0.9), 6, 1, EXACT)
    assert found.search.value == pytest.approx(allocate(case).objective, rel=1e-8)
    assert found.vss == pytest.approx(0.0, abs=1e-6)
    assert found.foresight == pytest.approx(np.zeros(6), abs=1e-5)


def test_everything_may_adapt() -> None:
    """With no frozen period every future is planned for itself: foresight saves nothing."""
    case = licensed()
    settings = dataclasses.replace(case.settings, frozen_periods=0)
    found = hedge(dataclasses.replace(case, settings=settings), Risk(0.0, 0.9), 8, 1, EXACT)
    assert found.ahead.sum() == 0.0
    assert found.foresight == pytest.approx(np.zeros(8), abs=1e-4)


def test_what_lacks_is_named() -> None:
    """Without a price on shortage a refused license leaves a need unmet: which, and how much."""
    case = licensed(
        materials=(Material("ndpr"),),
        settings=Settings(case_of().settings.start, 4, reaction="never"),
    )
    fates = hedge(case, Risk(0.0, 0.9), 12, 1).fates
    lacks = [lack for own in fates.lacks for lack in own]
    assert lacks and all(x.promise == "balance" and x.subject == ("ndpr", "") for x in lacks)
    assert all(x.amount > 0.0 and not x.surplus for x in lacks)
    assert fates.verdict.passed, fates.verdict.problems


def test_a_little_of_a_dear_product_may_go_short_with_it() -> None:
    """A refused additive is worth what it goes into: that is left unmade, not called impossible.

    2 t of it at 1 make 1 t, 10,000 if it is short. Half of all futures refuse: (2 + 10,000) / 2.
    """
    additive = Offer("a", "cn", "tb", price=1.0, lead=1.0, license="q", until=START)
    case = licensed(
        materials=(Material("tb"), Material("magnet", shortage_cost=10_000.0)),
        offers=(additive,),
        licenses=(License("q", "CN", 0.5, 0.0, 0.0),),
        processes=(Process("make"),),
        recipes=(Recipe("make", "tb", -2.0), Recipe("make", "magnet", 1.0)),
        demand=(need(0.0, 0.0, 1.0, 0.0, material="magnet"),),
        stockpiles=(Stockpile("k", "tb"), Stockpile("m", "magnet")),
    )
    found = hedge(case, Risk(0.0, 0.5), 12, 1, EXACT)
    assert found.fates.costs.mean() == pytest.approx(5001.0)


@pytest.mark.parametrize("seed", range(60, 66))
def test_random_cases(seed: int) -> None:
    """Plans of random cases pass the audit and are never worse than the plan without risk."""
    found = hedge(risky_case(seed), Risk(0.5, 0.7), 8, seed)
    assert found.fates.verdict.passed, found.fates.verdict.problems
    assert found.vss >= -1e-6 * abs(found.search.value)
    assert found.search.gap <= 1e-3


def test_a_gap_that_whole_later_orders_open_is_not_called_reached() -> None:
    """Lots of spot orders are enforced after the search: the plan says what gap is left."""
    offers = (
        Offer("a", "cn", "ndpr", price=10.0, lead=1.0, license="q"),
        Offer("b", "kr", "ndpr", price=40.0, lot=4.0, spot=True),
    )
    found = hedge(licensed(offers=offers), Risk(0.5, 0.8), 12, 1, Limits(gap=1e-6)).search
    assert found.gap > 1e-6
    assert found.stopped


def spread(seed: int) -> Case:
    """Five suppliers, two of them ordered from ahead, under a hard limit of HHI each month."""
    chance = np.random.default_rng(seed)
    offers = tuple(
        Offer(
            f"o{i}", f"s{i}", "ndpr", price=float(chance.integers(10, 40)) * 1e3,
            lead=float(chance.integers(0, 2)), license="" if i else "q", spot=i >= 2,
            max_per_period=float(chance.integers(5, 30)),
        )
        for i in range(5)
    )  # fmt: skip
    tables = {
        "materials": (Material("ndpr", shortage_cost=200e3, hold_cost=100.0),),
        "suppliers": tuple(Supplier(f"s{i}", country="CN") for i in range(5)),
        "demand": (need(*(float(n) for n in chance.integers(5, 20, 6))),),
        "limits": (
            Limit("h", "hhi", by="supplier", value=float(chance.integers(2200, 4500)),
                  window="period"),
        ),
    }  # fmt: skip
    return dataclasses.replace(licensed(offers=offers, **tables), settings=case_of(6).settings)


def test_a_limit_on_hhi_with_later_orders() -> None:
    """Every future keeps it, and the bound does not lie above the value (it did by 3%)."""
    found = hedge(spread(0), Risk(0.5, 0.8), 20, 1, Limits(gap=1e-2))
    assert found.search.bound <= found.search.value
    assert found.search.gap <= 1e-2
    assert found.fates.verdict.passed, found.fates.verdict.problems


def test_a_bound_above_the_value_is_an_error(answer: Hedging) -> None:
    """One of the two must be wrong: such an answer has no gap."""
    dearer = answer.search.value * (1 + 1e-5)
    with pytest.raises(RecourseError, match="one of the two is wrong"):
        dataclasses.replace(answer.search, bound=dearer)


class Pressed:
    """Ctrl-C at the given time of telling; what was told before is kept."""

    def __init__(self, at: int) -> None:
        self.at, self.told = at, 0

    def __call__(self, words: str) -> None:
        self.told += 1
        if self.told == self.at:
            raise KeyboardInterrupt


def test_an_interrupt_keeps_the_best_plan_so_far() -> None:
    """It is a plan with a bound and all its futures, and it is marked stopped."""
    whole = hedge(licensed(), Risk(0.5, 0.8), 30, 1, EXACT)
    found = hedge(licensed(), Risk(0.5, 0.8), 30, 1, EXACT, Pressed(1))
    assert found.search.stopped and found.search.rounds < whole.search.rounds
    assert found.search.bound <= whole.search.value <= found.search.value * (1 + 1e-9)
    assert found.fates.verdict.passed and len(found.fates.costs) == 30
    plan = hedged_plan(_with_risk(licensed()), "en", Search(gap=1e-8, tell=Pressed(1)))
    assert plan.status == "stopped" and plan.orders
    assert plan.notes[0].code == "W715"


def test_an_interrupt_among_futures_stops_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """While futures are solved, too: the round that was begun counts for nothing."""
    rounds: list[int] = []
    whole = Evaluator.at

    def at(self: Evaluator, ahead: np.ndarray) -> Evaluation:
        rounds.append(1)
        if len(rounds) < 3:
            return whole(self, ahead)

        def pressed(w: int, outcome: object) -> None:
            raise KeyboardInterrupt

        self.outcomes(ahead, pressed)
        raise AssertionError("not stopped")

    monkeypatch.setattr(Evaluator, "at", at)
    found = hedge(licensed(), Risk(0.5, 0.8), 30, 1, EXACT)
    assert found.search.stopped and len(rounds) == 3


def _with_risk(case: Case) -> Case:
    settings = dataclasses.replace(case.settings, risk_measure="cvar", futures=30)
    return dataclasses.replace(case, settings=settings)
