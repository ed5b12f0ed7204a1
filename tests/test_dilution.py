"""What is bought only to dilute a limit is named, with what the plan would cost without it."""

from dataclasses import replace

import pytest
from small_cases import OFFER_A, OFFER_B, make, need

from models.case import Case, Limit, Material, Offer, Process, Recipe, Stockpile
from planner.explain.headline import status_sentence
from planner.explain.voice import Voice
from planner.planning import plan_case

USELESS = Material("y", form="oxide")
CHEAP = Offer("c", "B", "y", price=0.01)
HALF = Limit("c", "share", of="country=CN", sense="max", value=0.5)


def case(*more: object, limit: Limit = HALF, offer: Offer = CHEAP) -> Case:
    """Ten tonnes of Nd, from China at 1 or Australia at 10, and a material nobody needs."""
    offers = (replace(OFFER_A, price=1), replace(OFFER_B, price=10), offer)
    return make(USELESS, *offers, limit, need(10), *more)


def test_ten_tonnes_of_a_material_nobody_needs() -> None:
    """10 + 0.1 is the optimum; without them half must come from Australia, at 55."""
    plan = plan_case(case())
    assert plan.objective == pytest.approx(10.1)
    (note,) = [note for note in plan.notes if note.headline == "dilution"]
    assert note.text == "10 t of y are bought only to meet limit c (55 USD without)."
    for language, first in (("en", note.text), ("ko", "10 t of y")):
        assert status_sentence(plan, Voice.of(plan.case, language)).startswith(first)
    korean = plan_case(case(), language="ko")
    assert any("y 10 t (사지 않으면 55달러)" in note.text for note in korean.notes)


def test_without_it_there_may_be_no_plan() -> None:
    """A limit that only the useless material can meet."""
    only = make(USELESS, OFFER_A, CHEAP, HALF, need(10))
    (note,) = [note for note in plan_case(only).notes if note.headline == "dilution"]
    assert "(no plan without)" in note.text


SILENT = {
    "counted among what is needed": case(limit=replace(HALF, among="material=Nd")),
    "used": case(need(10, material="y")),
    "stored": case(Stockpile("s", "y", closing_min=10.0)),
    "owed anyway": case(offer=replace(CHEAP, min_total=10.0)),
}


@pytest.mark.parametrize("name", SILENT)
def test_what_is_needed_or_owed_dilutes_nothing(name: str) -> None:
    """Nothing is said of it."""
    plan = plan_case(SILENT[name])
    assert plan.status == "optimal"
    assert not any(note.headline == "dilution" for note in plan.notes)


def test_more_than_is_used_is_bought_and_thrown_away() -> None:
    """One tonne of y is used; nine more make room for ten tonnes from China."""
    part = Material("part", form="other")
    works = Process("works")
    recipes = (Recipe("works", "y", -1.0), Recipe("works", "part", 1.0))
    plan = plan_case(case(part, works, *recipes, need(1, material="part")))
    assert plan.objective == pytest.approx(10.1)
    (note,) = [note for note in plan.notes if note.headline == "dilution"]
    assert note.text == "9 t of y are bought beyond their use only to meet limit c."
    lots = replace(CHEAP, lot=10)
    plan = plan_case(case(part, works, *recipes, need(1, material="part"), offer=lots))
    assert not any(note.headline == "dilution" for note in plan.notes)
