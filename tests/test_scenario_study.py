"""Scenarios side by side, each plan replayed in each, and the plan of least regret."""

from dataclasses import replace

import pytest
from small_cases import ND, OFFER_A, OFFER_B, STORE, make, need

from models.case import License, Limit
from models.edit import Edit
from planner.study.points.solvers import Fate, FateSolver, OrderedPointSolver, Row, grid_of, here
from planner.study.scenarios.solve import Said, asks_of, study_scenarios

DEARER = (Edit("offers", "price", "times", 1.5, "supplier=A"),)
TWO = make(OFFER_A, OFFER_B, need(100))


def test_regret_of_two_plans_in_two_scenarios() -> None:
    """A costs 1000 or 1500, B 1200 in both: A's plan regrets 300, B's 200; B is the one to hold."""
    study = study_scenarios(TWO, {"dearer": DEARER}, here)
    assert study.names == ("base", "dearer")
    assert study.replayed == (pytest.approx((1000, 1500)), pytest.approx((1200, 1200)))
    assert study.regret == (pytest.approx((0, 300)), pytest.approx((200, 0)))
    assert study.least_regret == "dearer"
    assert study.broken == (((), ()), ((), ()))
    assert [point.objective for point in study.points] == pytest.approx([1000, 1200])


def test_the_diagonal_is_exactly_zero() -> None:
    """Whoever plans for what comes regrets nothing, to the last digit; with risk too."""
    case = make(
        replace(ND, shortage_cost=30, hold_cost=1), replace(OFFER_A, license="q", lead=0.4), STORE,
        replace(OFFER_B, max_per_period=37), License("q", "CN", 0.7, 20.0, 60.0), need(50, 91, 77),
    )  # fmt: skip
    risky = replace(case, settings=replace(case.settings, risk_measure="expected", futures=12))
    for one in (case, risky):
        study = study_scenarios(one, {"dearer": DEARER}, here)
        assert [study.regret[i][i] for i in range(2)] == [0.0, 0.0]
        assert [life[i] for i, life in enumerate(study.replayed)] == pytest.approx(
            [point.objective for point in study.points], rel=1e-7
        )


def test_a_scenario_without_a_plan_regrets_nothing_and_excludes_nobody() -> None:
    """Demand beyond all capacity: blank in its column, and the others still have a best plan."""
    case = make(
        replace(OFFER_A, max_per_period=120), replace(OFFER_B, max_per_period=20), need(100)
    )
    more = (Edit("demand", "each", "set", 200.0),)
    study = study_scenarios(case, {"more": more, "dearer": DEARER}, here)
    assert study.points[1].status == "infeasible"
    assert study.points[1].conflicts
    assert [row[1] for row in study.regret] == [None, None, None]
    assert study.replayed[1] == (None, None, None)
    assert study.least_regret in {"base", "dearer"}


def test_a_plan_that_cannot_be_lived_somewhere_is_not_the_one_to_hold() -> None:
    """Demand of 120 without a priced shortage: only the larger plan lives, with room to store."""
    more = (Edit("demand", "each", "set", 120.0),)
    study = study_scenarios(make(OFFER_A, STORE, need(100)), {"more": more}, here)
    assert study.replayed[0] == (pytest.approx(1000), None)
    assert study.replayed[1] == (pytest.approx(1200), pytest.approx(1200))
    assert study.least_regret == "more"
    study = study_scenarios(make(OFFER_A, need(100)), {"more": more}, here)
    assert study.least_regret == ""


def test_broken_limits_are_named_and_decide_between_equals() -> None:
    """All of A breaks a cap of half at no cost; of plans that regret as little, none may break."""
    cap = Limit("cap", "share", of="country=CN", value=1.0)
    half = (Edit("limits", "value", "set", 0.5, "limit=cap"),)
    study = study_scenarios(make(OFFER_A, OFFER_B, cap, need(100)), {"half": half}, here)
    assert study.broken[0] == ((), ("cap",))
    assert study.regret[0] == (0.0, 0.0)
    same = make(OFFER_A, replace(OFFER_B, price=10), replace(cap, value=0.4), need(100))
    less = (Edit("limits", "value", "set", 0.2, "limit=cap"),)
    study = study_scenarios(same, {"less": less}, here)
    assert max(row[1] or 0.0 for row in study.regret) == 0
    assert not any(study.broken[study.names.index(study.least_regret)])


def test_a_scenario_called_base_keeps_its_name() -> None:
    """The base then stands in brackets."""
    assert [ask.name for ask in asks_of({"base": DEARER})] == ["(base)", "base"]


def test_what_the_workbook_says_goes_along() -> None:
    """Notes and titles by scenario."""
    said = Said({"dearer": "a tariff"}, {"dearer": "관세"})
    study = study_scenarios(TWO, {"dearer": DEARER}, here, said)
    assert (study.notes, study.titles) == (said.notes, said.titles)


def test_an_interrupted_study_pairs_plans_with_their_own_scenarios() -> None:
    """Ctrl-C before the second chunk of plans: what is there stands where it belongs."""
    four = {f"s{i}": (Edit("offers", "price", "times", 1.0 + i, "supplier=A"),) for i in range(4)}

    def broken_off(phase, setup, chunks) -> list[Row | None]:  # type: ignore[no-untyped-def]
        rows = here(phase, setup, chunks)
        return rows if phase == "lives" else [None, None, *rows[2:]]

    study = study_scenarios(TWO, four, broken_off)
    assert study.names == ("s1", "s2", "s3")
    assert [point.name for point in study.points] == list(study.names)
    assert study.replayed[0] == pytest.approx((1200,) * 3)


def test_orders_of_points_are_kept_with_them() -> None:
    """Place of the offer, period, quantity; none without a plan."""
    ask, none = asks_of({"none": (Edit("offers", "max_per_period", "set", 0.0),)})
    rows = OrderedPointSolver(TWO, 1e-3)((ask, none))
    assert rows[0]["orders"] == [(0, 0, 100.0)]
    assert rows[1]["orders"] == []
    assert grid_of(TWO, rows[0]["orders"]).tolist() == [[100.0], [0.0]]


def test_a_fate_lives_every_plan_that_is_there() -> None:
    """None stays None."""
    fate = Fate(DEARER, (((0, 0, 100.0),), None, ((0, 0, 50.0), (1, 0, 50.0))))
    (row,) = FateSolver(TWO)((fate,))
    assert row["costs"] == [pytest.approx(1500), None, pytest.approx(1350)]
    assert row["broken"] == [[], [], []]
