"""Cones by tangents, integers fixed, one plan among equals, and what stops a search."""

import dataclasses
from itertools import pairwise

import numpy as np
import pytest
import scipy.sparse as sp
from small_cases import make, need, years

import models.allocate as allocation
from models.allocate import allocate
from models.allocation.formulate import formulate
from models.case import Case, Material, Offer, Stockpile, Supplier
from models.check import check
from models.engines import Options, find
from models.engines.highs import HighsEngine
from models.program import Block, Cone, Program
from models.solve.optimise import Optimum, optimise
from models.solve.tangents import ENOUGH

pytestmark = pytest.mark.chief

ENGINES = ("highs", "pulp:PULP_CBC_CMD", "pyomo:appsi_highs")
PRICES = (10.0, 12.0, 15.0)


def basket(prices: tuple[float, ...] = PRICES, amount: float = 100.0) -> tuple[Program, Block]:
    """Buy an amount from sources at these prices."""
    program = Program()
    ids = tuple(str(i) for i in range(len(prices)))
    buy = program.add_columns("buy", (("source", ids),))
    need = program.add_rows("need", (), lower=amount, upper=amount)
    program.add_terms(need.at, buy.at, 1.0)
    program.add_money("purchase", buy.at, np.array(prices))
    return program, buy


def add_cone(program: Program, value: float, over: int = -1) -> None:
    """HHI of the sources at most ``value``."""
    groups = sp.csr_matrix(np.eye(3, program.n_columns))
    program.cones.append(Cone("hhi", groups, float(np.sqrt(value / 1e4)), over))


def solved(
    program: Program, engine: str = "highs", preference: np.ndarray | None = None
) -> Optimum:
    wanted = np.zeros(program.n_columns) if preference is None else preference
    return optimise(program, wanted, find(engine), Options())


def hhi(values: np.ndarray) -> float:
    return float(1e4 * np.sum(values[:3] ** 2) / values[:3].sum() ** 2)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_cone_is_met_to_a_hundredth_of_a_point(engine: str) -> None:
    """HHI 4,000 of three sources: met to 0.01 point, at the cost of the circle it describes."""
    program, _ = basket()
    add_cone(program, 4000)
    found = solved(program, engine)
    values = found.solution.values
    assert values is not None and found.rounds > 0
    assert hhi(values) == pytest.approx(4000, abs=0.01)
    # Shares lie on a circle around 1/3 of squared radius 0.4 - 1/3; the cheapest point of it.
    away = np.array(PRICES) - np.mean(PRICES)
    shares = 1 / 3 - away / np.linalg.norm(away) * np.sqrt(0.4 - 1 / 3)
    assert values == pytest.approx(100 * shares, abs=0.01)
    assert found.solution.objective == pytest.approx(100 * shares @ np.array(PRICES), rel=1e-6)


def test_a_loose_cone_needs_no_tangent() -> None:
    """An HHI of 10,000 allows one source alone."""
    program, _ = basket()
    add_cone(program, 10_000)
    found = solved(program)
    assert found.rounds == 0 and found.cone_duals == {}
    assert found.solution.values == pytest.approx([100, 0, 0])


def test_a_cone_that_cannot_be_met() -> None:
    """Three sources cannot be below a third."""
    program, _ = basket()
    add_cone(program, 3000)
    assert solved(program).solution.status == "infeasible"


def test_a_soft_cone_pays_for_what_is_beyond() -> None:
    """At 1 per unit of the norm the cheapest source alone is best: 100 x (1 - 2 / 3) more."""
    program, _ = basket()
    beyond = program.add_columns("beyond", ())
    program.add_money("penalty", beyond.at, 1.0)
    add_cone(program, 1e4 * 4 / 9, over=int(beyond.at))
    found = solved(program).solution
    assert found.objective == pytest.approx(1000 + 100 / 3, rel=1e-7)


def test_the_dual_of_a_cone_is_the_change_of_cost() -> None:
    """A slightly larger ratio changes the cost by the dual times the sum of the groups."""
    costs, steps = [], (-1e-4, 0.0, 1e-4)
    for step in steps:
        program, _ = basket()
        add_cone(program, 1e4 * (np.sqrt(0.4) + step) ** 2)
        costs.append(solved(program))
    slope = (costs[2].solution.objective - costs[0].solution.objective) / 2e-4
    assert costs[1].cone_duals["hhi"] * 100 == pytest.approx(slope, rel=1e-3)


@pytest.mark.parametrize("size", [1e-6, 1e6])
def test_cones_at_any_size(size: float) -> None:
    """Grams or megatonnes: the shares are the same."""
    program, _ = basket(amount=100 * size)
    add_cone(program, 4000)
    found = solved(program).solution
    assert found.values is not None
    norm = np.linalg.norm(found.values)
    assert (norm - np.sqrt(0.4) * found.values.sum()) / norm <= ENOUGH


def lots(engine: str) -> Optimum:
    """60 at most in lots of 25 at 10, the rest of 60 loose at 12."""
    program, buy = basket((10.0, 12.0), 60.0)
    count = program.add_columns("lots", (), upper=9.0, integer=True)
    whole = program.add_rows("whole", (), lower=0.0, upper=0.0)
    program.add_terms(whole.at, buy.at[0], 1.0)
    program.add_terms(whole.at, count.at, -25.0)
    return solved(program, engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_integers_are_whole_and_the_rest_is_exact(engine: str) -> None:
    """Two lots and 10 loose; with integers there are no duals and no ranges."""
    found = lots(engine)
    assert found.solution.values == pytest.approx([50, 10, 2], abs=1e-7)
    assert found.solution.values[2] == 2.0
    assert found.solution.objective == pytest.approx(620, rel=1e-9)
    assert found.solution.gap is None or found.solution.gap <= 1e-9
    assert (found.solution.row_duals, found.row_ranges) == (None, None)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("favourite", [0, 1, 2])
def test_among_equals_the_preferred_plan(engine: str, favourite: int) -> None:
    """Three sources of one price: whichever the preference likes, on every engine."""
    program, _ = basket((10.0, 10.0, 10.0))
    preference = np.where(np.arange(3) == favourite, 1.0, 2.0)
    found = solved(program, engine, preference)
    assert found.solution.values == pytest.approx(100 * (np.arange(3) == favourite), abs=1e-6)


def test_the_preference_never_costs() -> None:
    """The preferred source stays out if it is a ten-thousandth dearer."""
    program, _ = basket((10.0, 10.001, 10.0))
    found = solved(program, "highs", np.array([2.0, -1e6, 3.0]))
    assert found.solution.values == pytest.approx([100, 0, 0], abs=1e-6)
    assert found.solution.objective == pytest.approx(1000, rel=1e-9)


@pytest.mark.parametrize("engine", ENGINES)
def test_two_identical_offers(engine: str) -> None:
    """Of two offers that differ in their names only, the same one is chosen, in any order."""
    twins = (Offer("x", "A", "Nd", price=10), Offer("y", "A", "Nd", price=10))
    chosen = set()
    for rows in (twins, twins[::-1]):
        plan = allocate(make(*rows, need(100, 50)), engine)
        assert plan.decisions is not None
        used = np.flatnonzero(plan.decisions.order.sum(axis=1) > 1e-6)
        chosen.add(tuple(plan.case.offers[i].offer for i in used))
    assert len(chosen) == 1 and len(chosen.pop()) == 1


@pytest.mark.parametrize("terms", [{"order_cost": 5.0}, {"moq": 10.0}, {"lot": 25.0}])
def test_identical_offers_with_integers(terms: dict[str, float]) -> None:
    """Of three offers that differ in their names only, every engine buys the same ones."""
    rows = [Offer(name, "A", "Nd", price=10, **terms) for name in "abc"]
    engines = (*ENGINES, "pulp:HiGHS")
    plans = [allocate(make(*rows, need(100, 50)), engine) for engine in engines]
    orders = [plan.decisions.order for plan in plans if plan.decisions is not None]
    assert len(orders) == len(engines)
    for order in orders[1:]:
        assert order == pytest.approx(orders[0], abs=1e-6)
    assert all(plan.objective == pytest.approx(plans[0].objective, rel=1e-9) for plan in plans)
    assert all(plan.gap is None or plan.gap <= 1e-9 for plan in plans)


def test_integers_of_the_preferred_plan_cost_no_more() -> None:
    """A preference for one source does not make its lots dearer than the best plan."""
    program, buy = basket((10.0, 10.0, 10.0 + 1e-6), 75.0)
    count = program.add_columns("lots", buy.over, upper=9.0, integer=True)
    whole = program.add_rows("whole", buy.over, lower=0.0, upper=0.0)
    program.add_terms(whole.at, buy.at, 1.0)
    program.add_terms(whole.at, count.at, -25.0)
    found = solved(program, "highs", np.array([2.0, 1.0, -9.0, 0.0, 0.0, 0.0]))
    assert found.solution.values == pytest.approx([0, 75, 0, 0, 3, 0], abs=1e-7)
    assert found.solution.objective == pytest.approx(750, rel=1e-9)


def test_unbounded_and_infeasible_have_no_values() -> None:
    """What pays without end, and what cannot be met, come back without numbers."""
    program, _ = basket()
    program.add_money("purchase", program.add_columns("sell", ()).at, -1.0)
    assert (solved(program).solution.status, solved(program).solution.values) == ("unbounded", None)
    program, _ = basket()
    program.bounds("buy")[1][:] = 30.0
    assert (solved(program).solution.status, solved(program).solution.values) == (
        "infeasible",
        None,
    )


def puzzle(sources: int = 40, periods: int = 6) -> Case:
    """Lots, minimum orders and order costs that no branch and bound finishes in a second."""
    chance = np.random.default_rng(11)
    suppliers = [Supplier(f"S{i}", country="AU") for i in range(sources)]
    offers = [
        Offer(
            f"o{i}", f"S{i}", "Nd", price=float(chance.integers(900, 1100)) / 10,
            lot=float(chance.integers(170, 290)) / 10, moq=float(chance.integers(30, 60)),
            order_cost=float(chance.integers(500, 900)), max_total=float(chance.integers(200, 300)),
        )
        for i in range(sources)
    ]  # fmt: skip
    rows = [float(n) / 10 for n in chance.integers(9000, 15000, periods)]
    material = Material("Nd", shortage_cost=115.0)
    return make(material, *suppliers, *offers, need(*rows), settings=years(periods))


def test_out_of_time_is_stopped_with_a_gap() -> None:
    """A hard mixed-integer case cut short is not optimal: it says how far from it it may be."""
    found = allocate(puzzle(), "highs", Options(time_limit=1.0))
    assert found.status == "stopped"
    assert found.decisions is not None
    assert found.gap is not None and found.gap > 1e-9
    assert check(found.case, found.decisions, found.objective, found.cost).passed


class _Hasty(HighsEngine):
    """Stops at its first plan, with a yes wherever one may stand and a part of the stock unused."""

    def solve(self, program, arrays, options, start=None):  # type: ignore[no-untyped-def]
        answer = super().solve(program, arrays, options, start)
        if not arrays.has_integers:
            return answer
        placed = program.columns["placed"]
        values = answer.values.copy()
        values[placed.start : placed.start + placed.size] = arrays.upper[placed.start]
        objective = answer.objective + float(arrays.cost @ (values - answer.values))
        return dataclasses.replace(
            answer, status="stopped", values=values, objective=objective, gap=0.5
        )


def test_after_a_stop_every_yes_follows_from_the_orders(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cost of an order is not paid where nothing is ordered, and the gap is the new plan's."""
    offers = (
        Offer("a", "S", "Nd", price=5.0, lot=392.0, order_cost=50.0),
        Offer("b", "S", "Nd", price=6.0, lot=7.0, order_cost=50.0),
    )
    pile = Stockpile("w", "Nd")
    case = make(
        Material("Nd"), Supplier("S", country="CN"), *offers, pile, need(50.0, 70.0),
        settings=years(2),
    )  # fmt: skip
    best = allocate(case)
    assert best.objective is not None
    monkeypatch.setattr(allocation, "find", lambda _: _Hasty())
    found = allocate(case)
    assert found.status == "stopped" and found.decisions is not None
    assert check(found.case, found.decisions, found.objective, found.cost).passed
    assert found.objective == pytest.approx(best.objective)
    # Half of what was first found is the bound; three orders too many were paid for.
    first = best.objective + 50 * (4 - np.count_nonzero(found.decisions.order))
    assert found.gap == pytest.approx(1 - first / 2 / best.objective)


@pytest.mark.parametrize("moq", [1e3, 9e3, 9.9e4, 3e5])
def test_a_least_order_far_beyond_the_need_is_infeasible(moq: float) -> None:
    """Without a stockpile nothing takes in the rest; no bound is so loose that 1 passes for it."""
    case = make(Offer("a", "A", "Nd", price=1e-3, moq=moq), need(1.0))
    assert allocate(case).status == "infeasible"
    found = allocate(make(*case.offers, need(1.0), Stockpile("w", "Nd")))
    assert found.objective == pytest.approx(moq * 1e-3)


class _Counting(HighsEngine):
    """Notes what each solve is given."""

    def __init__(self) -> None:
        super().__init__()
        self.limits: list[float | None] = []

    def solve(self, program, arrays, options, start=None):  # type: ignore[no-untyped-def]
        self.limits.append(options.time_limit)
        return super().solve(program, arrays, options, start)


def test_the_time_limit_is_for_all_solves_together() -> None:
    """Rounds of tangents share one limit: each solve is given what is left."""
    program, _ = basket()
    add_cone(program, 4000)
    engine = _Counting()
    optimise(program, np.zeros(3), engine, Options(time_limit=60.0))
    assert len(engine.limits) > 3
    assert all(a > b > 0 for a, b in pairwise(engine.limits))


def test_constants_count_in_the_objective() -> None:
    """Money that no decision changes is part of the cost."""
    program, _ = basket()
    program.add_constant("penalty", 7.0)
    found = solved(program).solution
    assert found.objective == pytest.approx(1007)
    assert dataclasses.replace(found, objective=None).status == "optimal"


def test_one_engine_solves_again_and_again_within_its_limit() -> None:
    """What earlier solves of the engine took is not counted against the next one's limit."""
    engine, limit = HighsEngine(), Options(time_limit=0.5)
    hard = formulate(puzzle().in_order()).program
    loose = dataclasses.replace(hard.arrays(), integer=np.zeros(hard.n_columns, dtype=bool))
    began = [engine.solve(hard, hard.arrays(), limit) for _ in range(2)]
    assert [answer.status for answer in began] == ["stopped", "stopped"]
    assert engine.solve(hard, loose, limit).status == "optimal"
