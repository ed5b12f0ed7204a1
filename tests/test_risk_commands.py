"""``planner plan`` with risk as a buyer runs it: odd cases, promised figures, honest failures."""

import copy
import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from command_line import Answer, planner
from workbooks import Sheets, write_workbook

from models.recourse.master import Master, MasterError
from models.rolling.simulate import Simulation, simulate
from models.terms.parts import COST_PARTS

pytestmark = pytest.mark.chief

CASE: Sheets = {
    "settings": [
        ["key", "value"],
        ["start", "2027-01"],
        ["periods", 5],
        ["risk_measure", "cvar"],
        ["risk_level", 0.8],
        ["futures", 12],
        ["seed", 3],
    ],
    "materials": [
        ["material", "element", "form", "unit", "price_per", "shortage_cost"],
        ["nd", "Nd", "oxide", "t", "kg", 300],
        ["dy", "Dy", "oxide", "kg", "kg", 2000],
    ],
    "suppliers": [["supplier", "country"], ["A", "CN"], ["B", "AU"], ["C", "JP"]],
    "offers": [
        ["offer", "supplier", "material", "to", "price", "lead", "license", "max_per_period",
         "spot", "min_total"],
        ["a", "A", "nd", "Busan", 60, 1, "q", 40, None, None],
        ["b", "B", "nd", "Busan", 90, 1, None, 15, None, None],
        ["c", "C", "nd", "Busan", 150, 0, None, 10, "yes", None],
        ["ad", "A", "dy", "Busan", 300, 1, "q", 100, None, None],
        ["cd", "C", "dy", "Busan", 900, 0, None, 30, "yes", None],
    ],
    "demand": [["material", "location", "each"], ["nd", "Busan", 20], ["dy", "Busan", 50]],
    "stockpiles": [
        ["stockpile", "material", "location", "opening"],
        ["s", "nd", "Busan", 25],
        ["sd", "dy", "Busan", 60],
    ],
    "licenses": [["license", "country", "grant", "days_p50", "days_p90"], ["q", "CN", 0.7, 30, 80]],
    "events": [
        ["event", "of", "per_year", "months_p50", "months_p90", "effect", "factor"],
        ["stop", "country=CN", 0.5, 2, 4, "stop", None],
        ["px", "supplier=C", 0.5, 2, 4, "price", 1.5],
    ],
}  # fmt: skip


def case(**sheets: list[list[Any]]) -> Sheets:
    """The case with some sheets replaced."""
    return copy.deepcopy(CASE) | sheets


def setting(key: str, value: Any) -> list[list[Any]]:
    """The settings with one replaced or added."""
    return [row for row in CASE["settings"] if row[0] != key] + [[key, value]]


def plan(folder: Path, sheets: Sheets, *words: str) -> tuple[Answer, dict[str, Any]]:
    """Plan the sheets: how the command ended, and its JSON."""
    path = write_workbook(folder / "case.xlsx", sheets)
    found = folder / "plan.json"
    answer = planner(
        *("plan", path, "-o", folder / "plan.xlsx", "--overwrite", "--json", found), *words
    )
    text = found.read_text(encoding="utf-8")
    assert "NaN" not in text and "Infinity" not in text
    return answer, json.loads(text)


@pytest.mark.parametrize("measure", ["expected", "cvar"])
def test_printed_figures_agree(tmp_path: Path, measure: str) -> None:
    """J is made of mean and tail, all parts of the cost are there and add up to the mean."""
    answer, found = plan(tmp_path, case(), "--risk", measure)
    assert answer.code == 0, answer.err
    risk, cost = found["risk"], found["cost"]
    mixed = (1 - risk["weight"]) * risk["mean"] + risk["weight"] * risk["cvar"]
    assert found["objective"] == pytest.approx(mixed, rel=1e-9)
    assert set(cost) == {"total", *COST_PARTS}
    parts = sum(cost[part] for part in COST_PARTS) - 2 * cost["end_value"]
    assert parts == pytest.approx(cost["total"], rel=1e-9)
    assert cost["total"] == pytest.approx(risk["mean"], rel=1e-9)
    later = {line["offer"] for line in found["orders"] if line["decided"] == "later"}
    assert later and later <= {"c", "cd"}


def test_certain_licenses_change_nothing(tmp_path: Path) -> None:
    """Granted at once and no events: every measure gives the plan without risk."""
    certain = case(licenses=[CASE["licenses"][0], ["q", "CN", 1, 0, 0]])
    del certain["events"]
    _, plain = plan(tmp_path, certain, "--risk", "none")
    for words in (("expected",), ("cvar", "--weight", "1")):
        _, found = plan(tmp_path, certain, "--risk", *words)
        assert found["objective"] == pytest.approx(plain["objective"], rel=1e-9)
        assert found["cost"] == pytest.approx(plain["cost"], rel=1e-9, abs=1e-6)
        quantity = {(o["offer"], o["period"]): o["quantity"] for o in plain["orders"]}
        assert {(o["offer"], o["period"]): o["quantity"] for o in found["orders"]} == (
            pytest.approx(quantity, rel=1e-9)
        )


@pytest.mark.parametrize(
    "sheets",
    [
        {"demand": [["material", "location", "each"], ["nd", "Busan", 0]]},
        {"settings": setting("periods", 1)},
    ],
)
def test_a_plan_that_costs_nothing_has_its_risk(tmp_path: Path, sheets: dict[str, Any]) -> None:
    """Nothing to buy: a plan with risk all the same, not one without."""
    answer, found = plan(tmp_path, case(**sheets))
    assert answer.code == 0, answer.err
    assert found["risk"]["mean"] == found["objective"] == 0.0


@pytest.mark.parametrize(
    "sheets",
    [
        {"licenses": [CASE["licenses"][0], ["q", "CN", 0.7, 1, 365]]},
        {"licenses": [CASE["licenses"][0], ["q", "CN", 0.7, 30, 1e7]]},
        {"events": [CASE["events"][0], ["x", "all", 1, 100, 1e6, "stop", None]]},
        {"events": [CASE["events"][0], ["x", "all", 1, 100, 1e6, "slow", 1e6]]},
    ],
)
def test_waits_beyond_the_calendar(tmp_path: Path, sheets: dict[str, Any]) -> None:
    """Wide estimates draw waits of ten thousand years; they only mean that nothing comes."""
    answer, found = plan(tmp_path, case(**sheets), "--futures", "60", "--seed", "2")
    assert answer.code == 0, answer.err
    assert found["check"]["passed"]


def test_unseen_futures_are_those_of_simulate(tmp_path: Path) -> None:
    """The same futures, walked alike, as for the plan in its workbook; J of both plans apart."""
    answer, found = plan(tmp_path, case(), "--judge", "15")
    assert answer.code == 0, answer.err
    unseen = found["risk"]["unseen"]
    words = ("simulate", tmp_path / "plan.xlsx", "--futures", "15", "--rolling", "15")
    told = tmp_path / "risk.json"
    assert planner(*words, "-o", tmp_path / "risk.xlsx", "--json", told).code == 0
    rolling = json.loads(told.read_text(encoding="utf-8"))["rolling"]
    assert unseen["own"]["mean"] == pytest.approx(rolling["mean"])
    assert unseen["own"]["cvar"] == pytest.approx(rolling["cvar"])
    chances = {line["material"]: line["probability"] for line in rolling["short"]}
    assert {line["material"]: line["probability"]["value"] for line in unseen["shortages"]} == (
        pytest.approx(chances)
    )
    own, other, apart = unseen["own"], unseen["riskless"], unseen["difference"]
    for name in ("mean", "cvar"):
        key = "tail" if name == "cvar" else name
        differ = own[name]["value"] - other[name]["value"]
        assert apart[key]["value"] == pytest.approx(differ)
    both = 0.5 * (apart["mean"]["value"] + apart["tail"]["value"])
    assert apart["measure"]["value"] == pytest.approx(both)
    assert found["run"]["seconds"]["judge"] > 0.0


def test_a_plan_that_awaits_a_license_is_judged(tmp_path: Path) -> None:
    """In the mean of the futures a pending open order has come in part: its workbook is read."""
    heads = ["offer", "arrives", "quantity", "ordered", "granted"]
    sheets = case(open_orders=[heads, ["a", "2027-01", 30, "2026-12", "pending"]])
    assert plan(tmp_path, sheets, "--judge", "0")[0].code == 0
    words = ("simulate", tmp_path / "plan.xlsx", "--futures", "4", "--rolling", "2")
    answer = planner(*words, "-o", tmp_path / "risk.xlsx")
    assert answer.code == 0, answer.err


@pytest.mark.parametrize("language", ["ko", "en"])
def test_one_future_has_no_standard_error(tmp_path: Path, language: str) -> None:
    """It is said so, and nothing is compared."""
    answer, found = plan(tmp_path, case(), "--judge", "1", "--lang", language)
    assert answer.code == 0, answer.err
    unsure = {"ko": "(표준오차 -)", "en": "(standard error -)"}[language]
    assert unsure in answer.out and "nan " not in answer.out
    assert found["risk"]["unseen"]["difference"]["mean"] is None


def test_judging_that_fails_loses_no_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plan stands, with a note that it was not judged."""

    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("planner.planning.hedged.judged_unseen", stopped)
    answer, found = plan(tmp_path, case())
    assert answer.code == 0, answer.err
    assert found["status"] == "optimal" and found["risk"]["unseen"] is None
    assert "W717" in {note["code"] for note in found["notes"]}


def test_who_has_no_time_is_not_judged(tmp_path: Path) -> None:
    """A limit of time ends with the search, unless judging is asked for."""
    _, found = plan(tmp_path, case(), "--time-limit", "60")
    assert found["risk"]["unseen"] is None
    _, found = plan(tmp_path, case(), "--time-limit", "60", "--judge", "3")
    assert found["risk"]["unseen"]["futures"] == 3


def test_without_judging_the_figures_are_called_flattering(tmp_path: Path) -> None:
    """No unseen figures, and the first line says of which futures its mean is."""
    answer, found = plan(tmp_path, case(), "--judge", "0")
    assert answer.code == 0, answer.err
    assert found["risk"]["unseen"] is None and "judge" not in found["run"]["seconds"]
    assert "flatters it" in found["headline"] and "unseen" not in found["headline"]


def test_a_gap_of_nothing_ends(tmp_path: Path) -> None:
    """No search can prove a gap of 0: it ends at rounding, with a plan."""
    answer, found = plan(tmp_path, case(), "--weight", "0.25", "--gap", "0")
    assert answer.code == 0, answer.err
    assert found["status"] == "optimal"
    assert found["risk"]["gap"] <= 1e-8


UNPRICED = [[*row[:5], None] if i else row for i, row in enumerate(CASE["materials"])]


def test_what_lacks_in_a_future_is_said_in_korean(tmp_path: Path) -> None:
    """The plan without risk lacks more: no VSS; and not all demand is said to be met."""
    frozen = [*CASE["settings"], ["reaction", "never"]]
    sheets = case(materials=UNPRICED, settings=frozen)
    answer, found = plan(tmp_path, sheets, "--lang", "ko", "--judge", "0")
    assert answer.code == 0, answer.err
    assert found["risk"]["vss"] is None and "VSS 없음" in answer.out
    assert "어떤 값으로도 지킬 수 없는 것" in found["headline"] and "부족" in found["headline"]
    assert {line["material"] for line in found["shortages"]} == {"dy"}
    assert "모두 충족" not in answer.out


def test_what_lacks_in_a_future_is_said_as_a_buyer_says_it(tmp_path: Path) -> None:
    """A plan, with material, place, period, amount and unit of what lacks; no names of rows."""
    answer, found = plan(tmp_path, case(materials=UNPRICED))
    assert answer.code == 0, answer.err
    assert found["status"] == "optimal" and found["check"]["passed"]
    lack = found["risk"]["lacks"][0]
    assert lack["promise"] == "balance" and lack["subject"] in ("dy,Busan", "nd,Busan")
    assert lack["when"].startswith("2027-") and lack["unit"] in ("t", "kg")
    assert 0.0 < lack["mean"] <= lack["worst"] and 0.0 < found["risk"]["lacking"] <= 1.0
    assert "balance[" not in answer.out + answer.err and "shortage_cost" in answer.out
    assert "cannot be kept at any price" in found["headline"] and "lacking" in found["headline"]


def test_what_lacks_stands_in_no_cost(tmp_path: Path) -> None:
    """Without a price on shortage the cost has no part of it, and its parts add up."""
    _, found = plan(tmp_path, case(materials=UNPRICED))
    cost = found["cost"]
    assert cost["shortage"] == cost["penalty"] == 0.0
    parts = sum(cost[part] for part in COST_PARTS) - 2 * cost["end_value"]
    assert parts == pytest.approx(cost["total"], rel=1e-9)
    assert found["risk"]["worst"] < 20e6


def test_a_rule_that_cannot_be_kept_later_is_named(tmp_path: Path) -> None:
    """A spot offer with a minimum and a license that is refused too often in every future."""
    offers = copy.deepcopy(CASE["offers"])
    offers[3][6], offers[3][9] = "q", 30
    licenses = [CASE["licenses"][0], ["q", "CN", 0.3, 30, 80]]
    answer, found = plan(tmp_path, case(offers=offers, licenses=licenses))
    assert answer.code == 0, answer.err
    assert [(x["promise"], x["subject"], x["surplus"]) for x in found["risk"]["lacks"]] == [
        ("total", "c", False)
    ]
    assert "min_total" in found["headline"]


def test_comparing_says_what_lacks(tmp_path: Path) -> None:
    """In how many futures something cannot be kept, of each plan, in the language asked for."""
    path = write_workbook(tmp_path / "case.xlsx", case(materials=UNPRICED))
    words = ("plan", path, "--compare-risk", "--lang", "ko", "-o", tmp_path / "c.xlsx")
    answer = planner(*words)
    assert answer.code == 0, answer.err
    assert answer.out.count("어떤 값으로도 지킬 수 없는 것") == 3


def test_an_interrupted_comparison_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plans judged in different futures would not be comparable."""

    def interrupted(*given: Any) -> Simulation:
        return dataclasses.replace(simulate(*given[:2], 2, given[3], 0), stopped=True)

    monkeypatch.setattr("planner.study.compare_risk.journey.simulate", interrupted)
    path = write_workbook(tmp_path / "case.xlsx", case())
    answer = planner("plan", path, "--compare-risk", "-o", tmp_path / "c.xlsx")
    assert answer.code == 130
    assert not (tmp_path / "c.xlsx").exists()


def test_comparing_writes_no_json(tmp_path: Path) -> None:
    """It says so instead of leaving the file out."""
    path = write_workbook(tmp_path / "case.xlsx", case())
    answer = planner("plan", path, "--compare-risk", "--json", tmp_path / "c.json")
    assert answer.code == 2
    assert "--json" in answer.err


def test_no_plan_without_risk_passes_for_one_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the search fails on a case that has a plan, the answer is an error."""

    def fail(self: Master) -> None:
        raise MasterError("Solve error")

    monkeypatch.setattr(Master, "_run", fail)
    answer, found = plan(tmp_path, case())
    assert answer.code == 1
    assert found["status"] == "error" and found["cost"] is None and found["orders"] == []
