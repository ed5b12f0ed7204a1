"""Tornado: every main input lowered and raised."""

import math
from dataclasses import replace
from pathlib import Path

import pytest
from small_cases import ND, OFFER_A, OFFER_B, STORE, make, need

from models.allocate import allocate
from models.case import Case, ExchangeRate, License, Limit, PricePath, Stockpile
from models.edit import edited
from planner.data import examples_folder
from planner.study.points.phrases import edit_of
from planner.study.points.solver import Ask
from planner.study.points.solvers import here
from planner.study.tornado.found import TornadoFound
from planner.study.tornado.solve import asks_of, main_inputs, study_tornado
from planner.workbook.read import read
from planner.workbook.write import read_tables, write_case

EXAMPLES = sorted(folder.name for folder in examples_folder().iterdir() if folder.is_dir())


def case_of() -> Case:
    """Two offers, a license, a store, a limit, a rate."""
    return make(
        replace(ND, shortage_cost=50, hold_cost=1), replace(OFFER_A, license="q", duty=0.1),
        replace(OFFER_B, currency="EUR", lead=1), replace(STORE, opening=30),
        ExchangeRate("EUR", (1.0, 1.0)), License("q", "CN", 0.9, 0.0, 20.0),
        Limit("cap", "share", of="country=CN", value=0.9),
        Limit("none", "share", of="country=CN", sense="min", value=0.0), need(100, 100),
    )  # fmt: skip


def test_every_input_changes_something() -> None:
    """Lowered or raised, no input leaves the case as it is, and none is there twice."""
    case = case_of().in_order()
    inputs = main_inputs(case)
    for one in inputs:
        assert edited(case, one.times(0.8)) != case, one.label
        assert edited(case, one.times(1.05)) != case, one.label
    labels = [one.label for one in inputs]
    assert len(set(labels)) == len(labels)
    assert {"price CN", "price AU", "lead AU", "fx EUR", "limit cap", "demand Nd"} <= {*labels}
    # A limit of 0, days of 0, and a lead of 0 times anything are what they were.
    assert not {"limit none", "lead CN", "capacity A"} & {*labels}


def test_probabilities_and_shares_stay_below_one() -> None:
    """A grant of 0.9 and a share of 0.9 are raised to 1, and the bar says so."""
    case = case_of().in_order()
    for one in main_inputs(case):
        changed = edited(case, one.times(1.5))
        assert all((row.grant or 0.0) <= 1 + 1e-12 for row in changed.licenses)
        assert all(row.value <= 1 + 1e-12 for row in changed.limits)
    study = study_tornado(case, here)
    bar = next(bar for bar in study.bars if bar.label == "licenses.grant where license=q times")
    assert bar.high_value == pytest.approx(1 / 0.9)
    assert bar.high.name == f"license grant q x{1 / 0.9:g}"


def test_the_widest_swing_comes_first() -> None:
    """Of A alone at 10 for 100 t only price and demand tell: 200 each way."""
    study = study_tornado(make(OFFER_A, OFFER_B, need(100)), here)
    cheap, need_, dear = (
        "offers.price where country=CN times",
        "demand.each where material=Nd times",
        "offers.price where country=AU times",
    )
    assert {bar.label for bar in study.bars[:2]} == {cheap, need_}
    assert [bar.label for bar in study.bars[2:]] == [dear]
    price = next(bar for bar in study.bars if bar.label == cheap)
    assert (price.low.objective, price.high.objective) == pytest.approx((800, 1200))
    assert (price.low_value, price.high_value) == pytest.approx((0.8, 1.2))
    last = study.bars[-1]
    assert (last.low.objective, last.high.objective) == pytest.approx((960, 1000))
    assert study.base.objective == pytest.approx(1000)
    assert len(study.points) == 6


def test_no_plan_outweighs_any_money() -> None:
    """Demand 20% up finds no plan: that bar stands first, its reason told."""
    study = study_tornado(make(replace(OFFER_A, max_per_period=110), need(100)), here)
    assert study.bars[0].label == "demand.each where material=Nd times"
    assert study.bars[0].high.status == "infeasible"
    assert study.bars[0].high.conflicts


def typed_alike(case: Case, study: TornadoFound) -> None:
    """What is typed after ``--set`` makes the case of the bar's end, and its plan."""
    for bar in study.bars:
        for end, point in (("low", bar.low), ("high", bar.high)):
            phrases = bar.typed[end]
            assert len(phrases) == len(bar.label.split("; "))
            changed = edited(case, [edit_of(phrase, case) for phrase in phrases])
            found = allocate(changed).objective
            assert found == (point.objective and pytest.approx(point.objective, rel=1e-6)), phrases


def test_every_bar_can_be_typed() -> None:
    """A path of prices beside plain ones, days of a license: each edit after its own --set."""
    case = replace(case_of(), prices=(PricePath("a", (10.0, 11.0)),)).in_order()
    study = study_tornado(case, here)
    typed_alike(case, study)
    assert "offers.price where country=AU times" in {bar.label for bar in study.bars}
    # All prices of CN stand on the sheet of prices: they are edited once.
    assert "prices.each where country=CN times" in {bar.label for bar in study.bars}


def test_the_asks_are_the_points() -> None:
    """What a dry run lists is what is solved, by any part."""
    case = case_of().in_order()
    asks = asks_of(main_inputs(case), 0.1)
    study = study_tornado(case, here, by=0.1)
    assert sorted(ask.name for ask in asks) == sorted(point.name for point in study.points)
    assert all(isinstance(ask, Ask) for ask in asks)
    assert study.by == 0.1


@pytest.mark.parametrize("name", EXAMPLES)
def test_shipped_examples_have_inputs(name: str, tmp_path: Path) -> None:
    """Every input of every example changes its case, and its name is said in both languages."""
    write_case(tmp_path / "case.xlsx", read_tables(examples_folder() / name / "tables"), "ko")
    reading = read(tmp_path / "case.xlsx")
    assert reading.case is not None
    case = reading.case.in_order()
    inputs = main_inputs(case)
    assert inputs
    for one in inputs:
        for edit in one.times(0.8):
            assert edit_of(edit.phrase, case) == edit
        assert edited(case, one.times(0.8)) != case, one.label
        assert one.what.ko
        assert one.what.en
        assert not math.isnan(one.most)


def test_a_case_of_next_to_nothing() -> None:
    """No capacity, no stock, no license: prices and demand are left."""
    case = make(OFFER_A, need(100))
    assert {one.label for one in main_inputs(case)} == {"price CN", "demand Nd"}
    pile = Stockpile("empty", "Nd")
    assert len(main_inputs(make(OFFER_A, pile, need(100)))) == 2
