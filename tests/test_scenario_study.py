"""Scenarios side by side, each plan replayed in each, and the plan of least regret."""

from dataclasses import replace

import pytest
from random_cases import random_case
from small_cases import ND, OFFER_A, OFFER_B, STORE, make, need

from models.calendar import month_of
from models.case import License, Limit
from models.edit import Edit
from planner.study.points.solvers import Fate, FateSolver, OrderedPointSolver, Row, grid_of, here
from planner.study.scenarios.solve import Said, asks_of, study_scenarios

DEARER = (Edit("offers", "price", "times", 1.5, "supplier=A"),)
TWO = make(OFFER_A, OFFER_B, need(100, 100))
LATE = {"dearer": 1}
"""Known from the second month on."""


def test_a_surprise_stands_beside_the_same_foreseen() -> None:
    """Two months of 100: A costs 10, then 15, B 12. Foreseen 2,400, as a surprise 1,500 + 1,200."""
    study = study_scenarios(TWO, {"dearer": DEARER}, here, known=LATE)
    assert study.names == ("base", "dearer")
    assert [point.objective for point in study.points] == pytest.approx([2000, 2400])
    assert study.surprise("dearer") == pytest.approx(2700)
    assert study.surprise("base") == pytest.approx(2000)
    assert study.replayed == (pytest.approx((2000, 2700)), pytest.approx((2000, 2400)))
    assert study.regret == (pytest.approx((0, 300)), pytest.approx((0, 0)))
    assert study.least_regret == "dearer"
    # Who believed in the tariff bought 100 t of B at 12 and then, nothing having come, A at 10.
    assert study.premium == pytest.approx((0, 200))
    assert study.broken == (((), ()), ((), ()))


def test_what_is_known_at_once_is_regretted_by_nobody() -> None:
    """Blank known_from: all is decided knowing it, whatever was planned."""
    study = study_scenarios(TWO, {"dearer": DEARER}, here)
    assert study.replayed == (pytest.approx((2000, 2400)), pytest.approx((2000, 2400)))
    assert study.regret == ((0.0, 0.0), (0.0, 0.0))
    assert not study.surprises


@pytest.mark.parametrize("seed", range(40))
def test_the_diagonal_is_zero_without_clipping(seed: int) -> None:
    """A plan lived in its own scenario costs that scenario's optimum; no other plan costs less."""
    case = random_case(seed).in_order()
    edits = (Edit("offers", "price", "times", 1.3, "country=CN"),)
    periods = case.calendar.periods
    for known in range(1, periods):
        study = study_scenarios(case, {"dearer": edits}, here, known={"dearer": known})
        if study.points[1].objective is None:
            continue
        own = study.replayed[1][1]
        assert own == pytest.approx(study.points[1].objective, rel=1e-9, abs=1e-6)
        held = study.replayed[0][1]
        if held is not None and not study.broken[0][1]:
            assert held >= study.points[1].objective * (1 - 1e-9) - 1e-6


def test_a_scenario_without_a_plan_regrets_nothing_and_excludes_nobody() -> None:
    """Demand beyond all capacity: blank in its column, and the others still have a best plan."""
    case = make(
        replace(OFFER_A, max_per_period=120), replace(OFFER_B, max_per_period=20), need(100, 100)
    )
    more = (Edit("demand", "each", "set", 200.0),)
    known = {"more": 1, "dearer": 1}
    study = study_scenarios(case, {"more": more, "dearer": DEARER}, here, known=known)
    assert study.points[1].status == "infeasible"
    assert study.points[1].conflicts
    assert [row[1] for row in study.regret] == [None, None, None]
    assert study.replayed[1] == (None, None, None)
    assert study.least_regret in {"base", "dearer"}


def test_a_plan_that_cannot_be_lived_somewhere_is_not_the_one_to_hold() -> None:
    """120 in the first month without a priced shortage: known in the second, it is too late."""
    more = (Edit("demand", "each", "set", 120.0, "", None, month_of(2027, 1)),)
    case = make(OFFER_A, STORE, need(100, 100))
    study = study_scenarios(case, {"more": more}, here, known={"more": 1})
    assert study.replayed[0] == (pytest.approx(2000), None)
    assert study.replayed[1] == (pytest.approx(2000), pytest.approx(2200))
    assert study.least_regret == "more"


def test_broken_limits_are_named_and_decide_between_equals() -> None:
    """All of A breaks a cap of half in the first month; nothing decided later mends that."""
    cap = Limit("cap", "share", of="country=CN", window="period", value=1.0)
    half = (Edit("limits", "value", "set", 0.5, "limit=cap"),)
    study = study_scenarios(
        make(OFFER_A, OFFER_B, cap, need(100, 100)), {"half": half}, here, known={"half": 1}
    )
    assert study.broken[0] == ((), ("cap",))
    # 100 of A at 10, then half and half; the best had half and half in both.
    assert study.replayed[0][1] == pytest.approx(1000 + 1100)
    assert study.regret[0][1] == pytest.approx(-100)


def test_what_a_scenario_makes_impossible_falls_away() -> None:
    """A may sell 40 in the first month already: 60 of the 100 ordered there never come."""
    short = replace(ND, shortage_cost=50)
    less = (Edit("offers", "max_per_period", "set", 40.0, "supplier=A"),)
    case = make(short, OFFER_A, OFFER_B, need(100, 100))
    study = study_scenarios(case, {"less": less}, here, known={"less": 1})
    assert study.dropped[0] == pytest.approx((0, 0.6))
    assert study.surprise("less") == pytest.approx(400 + 60 * 50 + 400 + 720)


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
    assert study.replayed[0] == pytest.approx((2400,) * 3)


def test_orders_of_points_are_kept_with_them() -> None:
    """Place of the offer, period, quantity; none without a plan."""
    ask, none = asks_of({"none": (Edit("offers", "max_per_period", "set", 0.0),)})
    rows = OrderedPointSolver(TWO, 1e-3)((ask, none))
    assert rows[0]["orders"] == [(0, 0, 100.0), (0, 1, 100.0)]
    assert rows[1]["orders"] == []
    assert grid_of(TWO, rows[0]["orders"]).tolist() == [[100.0, 100.0], [0.0, 0.0]]


def test_a_fate_lives_every_plan_that_is_there() -> None:
    """None stays None."""
    fate = Fate(DEARER, 1, (((0, 0, 100.0),), None, ((0, 0, 50.0), (1, 0, 50.0))))
    (row,) = FateSolver(TWO)((fate,))
    assert row["costs"] == [pytest.approx(2700), None, pytest.approx(2550)]
    assert row["broken"] == [[], [], []]


def test_with_risk_who_learns_of_it_follows_that_plan() -> None:
    """Orders before it is known are the held plan's, later ones its own: nobody regrets less."""
    case = make(
        replace(ND, shortage_cost=30, hold_cost=1), replace(OFFER_A, license="q", lead=0.4), STORE,
        replace(OFFER_B, max_per_period=37), License("q", "CN", 0.7, 20.0, 60.0), need(50, 91, 77),
    )  # fmt: skip
    risky = replace(case, settings=replace(case.settings, risk_measure="expected", futures=12))
    study = study_scenarios(risky, {"dearer": DEARER}, here, gap=1e-6, known=LATE)
    dearer = study.points[1].objective
    assert study.replayed[1][1] == pytest.approx(dearer, rel=1e-5)
    assert study.replayed[0][1] >= dearer * (1 - 1e-5)
