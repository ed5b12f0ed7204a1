"""The measure of risk, and two published problems that it and the two-stage search must solve."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from audited import START

from models.case import Capacity, Case, Demand, Material, Offer, Settings, Stockpile, Supplier
from models.future import Future
from models.recourse.decompose import Evaluator, Hedge, Limits, decompose
from models.recourse.extensive import solve_extensive
from models.recourse.risk import Risk, cvar, tail
from models.recourse.second import SecondStage
from models.recourse.stages import Changes, Stages

PUBLISHED = json.loads(
    Path(__file__).with_name("data").joinpath("outside_risk.json").read_text(encoding="utf-8")
)
FARMER = PUBLISHED["farmer"]
CROPS = ("wheat", "corn", "beets")


def test_published_cvar() -> None:
    """CVaR of {10, 20, 30, 40} at 0.6 is 36.25: all of 40 and 0.15 of 30 make the worst 0.4."""
    tiny = PUBLISHED["cvar_tiny"]
    costs = np.array(tiny["costs"], dtype=float)
    assert cvar(costs, tiny["alpha"]) == pytest.approx(tiny["CVaR"], abs=1e-12)
    assert Risk(0.0, tiny["alpha"]).value(costs) == pytest.approx(tiny["expected"], abs=1e-12)
    mixed = 0.7 * tiny["expected"] + 0.3 * tiny["CVaR"]
    assert Risk(0.3, tiny["alpha"]).value(costs) == pytest.approx(mixed, abs=1e-12)


def test_tail_is_rockafellar_and_uryasevs_minimum() -> None:
    """CVaR is min over eta of eta + E max(cost - eta, 0) / (1 - alpha), reached at a cost."""
    random = np.random.default_rng(7)
    for level in (0.0, 0.5, 0.8, 0.93):
        costs = random.normal(size=17)
        weights = random.dirichlet(np.ones(17))
        by_eta = [e + weights @ np.maximum(costs - e, 0.0) / (1.0 - level) for e in costs]
        assert cvar(costs, level, weights) == pytest.approx(min(by_eta), abs=1e-12)


def test_tail_weights_add_up() -> None:
    """However futures tie, the weights of the tail add up to 1 and none exceeds p / (1 - alpha)."""
    costs = np.array([5.0, 5.0, 5.0, 1.0, 1.0])
    p = np.full(5, 0.2)
    weights = tail(costs, 0.7, p)
    assert weights.sum() == pytest.approx(1.0)
    assert (weights <= p / 0.3 + 1e-12).all()
    assert cvar(costs, 0.7) == pytest.approx(5.0)


def test_tail_of_everything_is_the_mean() -> None:
    """At level 0 the tail is all futures."""
    costs = np.array([3.0, 9.0, 4.0])
    assert cvar(costs, 0.0) == pytest.approx(costs.mean())


# The farmer of Birge and Louveaux. An order is land sown, in acres (written t): what it delivers is
# its yield, which the seed's price does not depend on. Wheat and corn can be bought dear once the
# harvest is known (short) and are sold at the end (end_value); beets sell at 36 up to 6,000 t.


def farmer_case() -> Case:
    """The farm as a case of one year."""
    data = FARMER["data"]
    need, buy, sell = data["need"], data["buy"], data["sell"]
    return Case(
        Settings(START, 1, "year"),
        materials=tuple(Material(c, shortage_cost=buy.get(c)) for c in CROPS),
        suppliers=(Supplier("farm", country="US"),),
        offers=tuple(Offer(c, "farm", c, price=data["plant_cost"][c]) for c in CROPS),
        capacity=(Capacity("farm", "", (data["land"],), "t"),),
        demand=tuple(Demand(c, "", (need[c],)) for c in need),
        stockpiles=(
            Stockpile("sold wheat", "wheat", end_value=sell["wheat"]),
            Stockpile("sold corn", "corn", end_value=sell["corn"]),
            Stockpile("quota", "beets", end_value=sell["beets_first_6000"], capacity=6000.0),
            Stockpile("surplus", "beets", end_value=sell["beets_above"]),
        ),
    ).in_order()


def harvest(case: Case, yields: dict[str, float]) -> Future:
    """Tonnes per acre; the price makes good that Future pays for what is delivered alone."""
    reaped = np.array([[yields[offer.material]] for offer in case.offers])
    return Future(reaped, np.zeros_like(reaped), 1.0 / reaped)


@dataclass(frozen=True)
class Farm:
    """The farm in two stages, with its three harvests."""

    stages: Stages
    harvests: list[Changes]
    average: Changes

    def search(self, risk: Risk) -> Hedge:
        """The land sown, by decomposition, from nothing sown."""
        evaluator = Evaluator(self.stages, self.harvests)
        start = np.zeros(len(self.stages.ahead))
        return decompose(evaluator, risk, start, Limits(gap=1e-9))

    def alone(self, changes: Changes) -> tuple[float, np.ndarray]:
        """Cost and land sown if that harvest is certain."""
        found = solve_extensive(SecondStage(self.stages), [changes], Risk(0.0, 0.9))
        return found.value, found.ahead


@pytest.fixture(scope="module")
def farm() -> Farm:
    """Built once."""
    case = farmer_case()
    yields = {
        name: dict(zip(CROPS, values, strict=True))
        for name, values in FARMER["data"]["yields"].items()
    }
    stages = Stages.of(case)
    found = {name: stages.changes(harvest(case, values)) for name, values in yields.items()}
    return Farm(stages, list(found.values()), found["average"])


def test_farmer(farm: Farm) -> None:
    """The decomposition finds the published profit of 108,390, and the published land."""
    search = farm.search(Risk(0.0, 0.9))
    assert search.value == pytest.approx(-FARMER["RP"], rel=1e-6)
    assert search.bound == pytest.approx(-FARMER["RP"], rel=1e-6)
    land = dict(zip([o.offer for o in farm.stages.case.offers], search.ahead, strict=True))
    assert land == pytest.approx({"wheat": 170.0, "corn": 80.0, "beets": 250.0}, abs=1e-3)


def test_farmer_value_of_the_stochastic_solution(farm: Farm) -> None:
    """Planning for the average harvest promises 118,600 and brings 107,240: 1,150 less."""
    promised, land = farm.alone(farm.average)
    assert promised == pytest.approx(-FARMER["EV"], rel=1e-6)
    brought = Evaluator(farm.stages, farm.harvests).at(land).costs.mean()
    assert brought == pytest.approx(-FARMER["EEV"], rel=1e-6)
    vss = brought - farm.search(Risk(0.0, 0.9)).value
    assert vss == pytest.approx(FARMER["VSS"], abs=0.5)


def test_farmer_value_of_foresight(farm: Farm) -> None:
    """Who knows each harvest gains 115,406 on average: 7,016 more."""
    foreseen = np.mean([farm.alone(changes)[0] for changes in farm.harvests])
    assert foreseen == pytest.approx(-FARMER["wait_and_see"], abs=1.0)
    evpi = farm.search(Risk(0.0, 0.9)).value - foreseen
    assert evpi == pytest.approx(FARMER["EVPI"], abs=1.0)


def test_farmer_mean_plus_twice_the_tail(farm: Farm) -> None:
    """E + 2 CVaR at 0.8 is -220,700: as a mixture of weight 2 / 3, a third of it."""
    risk = Risk(2.0 / 3.0, 0.8)
    assert 3.0 * farm.search(risk).value == pytest.approx(
        FARMER["EF_CVaR_weight2_alpha08"], rel=1e-6
    )
    extensive = solve_extensive(SecondStage(farm.stages), farm.harvests, risk)
    assert 3.0 * extensive.value == pytest.approx(FARMER["EF_CVaR_weight2_alpha08"], rel=1e-6)


def test_farmer_mean_plus_five_times_the_tail(farm: Farm) -> None:
    """E + 5 CVaR at 0.8: a mean of 103,313 and 57,640 in the worst harvest."""
    published = FARMER["weight5_alpha08"]
    search = farm.search(Risk(5.0 / 6.0, 0.8))
    assert search.costs.mean() == pytest.approx(published["E_cost"], abs=1.0)
    assert search.costs.max() == pytest.approx(published["worst"], abs=1.0)
