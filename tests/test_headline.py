"""The first line of a plan is its worst fact, and green only if there is nothing to say."""

import dataclasses

import pytest
from sample_case import VOICES
from sample_plan import sample_plan
from sample_risk import sample_risk
from small_cases import OFFER_A, OFFER_B, make, need

from models.case import Case, Limit, Material
from models.solution import Verdict
from planner.explain.headline import look, status_sentence
from planner.explain.voice import Voice
from planner.outcomes.notices import Notice
from planner.outcomes.plan import Plan
from planner.planning import plan_case

WRONG = Verdict(passed=False, largest_violation=1.0, problems=("x",))
SAMPLE = sample_plan()
CLEAN = dataclasses.replace(SAMPLE, shortages=(), limits=(), notes=())
WORDS = {
    "infeasible": "No feasible plan",
    "unbounded": "No best plan",
    "stopped": "NOT optimal",
    "audit": "Warning: the independent check",
    "error": "No plan: the engine failed",
    "shortage": "Demand is not met",
    "relaxed": "Relaxed",
    "soft": "Soft limits exceeded",
    "left_out": "Left out",
    "sparse": "Demand is missing",
    "dilution": "10 t y are bought only",
    "optimal": "Optimal",
}
"""The facts in their order, and how each is said."""
NOTES = {
    kind: Notice("W999", f"{kind}, and what to do.", "limits", "C2", f"{kind}.", kind)
    for kind in ("relaxed", "left_out", "sparse")
}
NOTES["dilution"] = Notice("W721", "10 t y are bought only.", headline="dilution")
LOOKS = {
    **dict.fromkeys(("infeasible", "unbounded", "error", "audit", "shortage"), "bad"),
    **dict.fromkeys(("stopped", "relaxed", "soft", "left_out", "sparse", "dilution"), "near"),
    "optimal": "good",
}


def having(plan: Plan, fact: str) -> Plan:
    """The plan with one more fact about it."""
    if fact in ("infeasible", "unbounded", "stopped", "error"):
        return dataclasses.replace(plan, status=fact)
    if fact == "audit":
        return dataclasses.replace(plan, check=WRONG)
    if fact == "shortage":
        return dataclasses.replace(plan, shortages=SAMPLE.shortages)
    if fact == "soft":
        line = dataclasses.replace(SAMPLE.limits[0], kind="soft", headroom=-0.15)
        return dataclasses.replace(plan, limits=(line,))
    if fact in NOTES:
        return dataclasses.replace(plan, notes=(*plan.notes, NOTES[fact]))
    return plan


@pytest.mark.parametrize("fact", WORDS)
def test_each_fact_is_said_first_and_has_its_colour(fact: str) -> None:
    """A plan with one thing to say begins with it, in its colour, in both languages."""
    plan = having(CLEAN, fact)
    for language in ("ko", "en"):
        said = status_sentence(plan, VOICES[language])
        assert said.encode("cp949") and "{" not in said and said.endswith((".", ")"))
    assert status_sentence(plan, VOICES["en"]).startswith(WORDS[fact])
    assert look(plan, VOICES["en"]) == LOOKS[fact]


@pytest.mark.parametrize("fact", [fact for fact in WORDS if LOOKS[fact] != "good"])
def test_every_rule_kept_is_said_only_of_a_plan_without_any_fact(fact: str) -> None:
    """Not even at the end of the line."""
    for language, kept in (("en", "every rule"), ("ko", "모든 규칙을 지키면서")):
        assert kept not in status_sentence(having(CLEAN, fact), VOICES[language])


def test_the_worst_of_two_facts_comes_first() -> None:
    """Whatever their order in the plan, and the look is that of the worse."""
    ranked = list(WORDS)
    ranked.remove("optimal")
    for place, worse in enumerate(ranked):
        for other in ranked[place + 1 :]:
            if other in ("infeasible", "unbounded", "stopped", "error"):
                continue  # A plan has one status, and what the audit refuses is not the engine's.
            both = having(having(CLEAN, other), worse)
            assert status_sentence(both, VOICES["en"]).startswith(WORDS[worse]), (worse, other)
            looks = {LOOKS[worse], LOOKS[other]}
            assert look(both, VOICES["en"]) == ("bad" if "bad" in looks else "near")


def test_what_the_audit_refused_is_no_failure_of_the_engine() -> None:
    """The plan that stands for it has no numbers and the status error: the audit alone is named."""
    said = status_sentence(having(having(CLEAN, "error"), "audit"), VOICES["en"])
    assert said.startswith(WORDS["audit"]) and "engine" not in said


def test_several_of_one_kind_are_counted() -> None:
    """The first is said, the others are counted."""
    notes = tuple(dataclasses.replace(NOTES["left_out"], cell=f"C{n}") for n in (2, 3, 4))
    said = status_sentence(dataclasses.replace(CLEAN, notes=notes), VOICES["en"])
    assert said.startswith("Left out (limits!C2): left_out. (and 2 more)")


def test_amounts_are_said_by_material_in_their_own_unit() -> None:
    """Never t and kg added up."""
    kilos = Material("Dy", form="oxide", unit="kg", shortage_cost=5)
    tonnes = Material("Nd", form="oxide", shortage_cost=1000)
    plan = plan_case(make(tonnes, kilos, need(46), need(300, material="Dy")))
    said = status_sentence(plan, Voice.of(plan.case, "en"))
    assert said.startswith("Demand is not met: 46 t Nd, 300 kg Dy short (2027-01).")
    assert look(plan, Voice.of(plan.case, "en")) == "bad"


def test_a_soft_limit_is_said_with_both_figures() -> None:
    """What it comes to, and the bound."""
    limit = Limit("c", "share", of="country=CN", sense="max", value=0.85, kind="soft", penalty=0.1)
    case = make(OFFER_A, OFFER_B, limit, need(100))
    plan = plan_case(case)
    said = status_sentence(plan, Voice.of(case, "en"))
    assert "at 100% against 85% in the whole plan" in said
    kept = plan_case(_kept(case))
    assert status_sentence(kept, Voice.of(case, "en")).startswith("Optimal")


def _kept(case: Case) -> Case:
    return dataclasses.replace(case, limits=(dataclasses.replace(case.limits[0], penalty=1e3),))


@pytest.mark.parametrize(("chance", "colour"), [(0.02, "near"), (0.7, "bad")])
def test_a_shortage_in_some_futures_is_as_bad_as_it_is_likely(chance: float, colour: str) -> None:
    """With risk the mean is said with the chance; what is likely is red."""
    risk = sample_risk()
    lines = tuple(dataclasses.replace(line, probability=chance) for line in risk.shortages)
    plan = dataclasses.replace(SAMPLE, risk=dataclasses.replace(risk, shortages=lines))
    assert lines and look(plan, VOICES["en"]) == colour
    assert f"a chance of up to {chance:.0%}" in status_sentence(plan, VOICES["en"])
