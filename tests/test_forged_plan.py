"""Plan workbooks whose data somebody changed, with the checksum made anew: refused in words."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command_line import planner
from compare_pairs import two_sellers
from small_cases import JANUARY, ND, OFFER_A, STORE, make, need

from models.case import License, Settings
from planner.errors import InputError
from planner.outcomes.embedded import MARK, PIECE, SHEET, pieces
from planner.planning.make import plan_case
from planner.workbook.embedded import read_embedded

Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def text() -> str:
    """The data of a small plan."""
    return "".join(pieces(plan_case(two_sellers(0.6)))[2:])


def book(path: Path, text: str) -> Path:
    """A workbook with nothing but these data, under a checksum that is right."""
    made = openpyxl.Workbook()
    made.active.title = SHEET.en
    cuts = [text[i : i + PIECE] for i in range(0, len(text), PIECE)]
    for row in (MARK, hashlib.sha256(text.encode()).hexdigest(), *cuts):
        made.active.append([row])
    made.save(path)
    return path


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_embedded(path)
    words = caught.value.words
    assert path.name in words.ko
    words.ko.encode("cp949")
    return words.en


def test_the_plan_itself_is_read(tmp_path: Path, text: str) -> None:
    """What follows is refused for what was changed, not for how it is wrapped."""
    assert read_embedded(book(tmp_path / "p.xlsx", text)).orders.sum() > 0


FORGED: dict[str, tuple[Change, str]] = {
    "no case": (lambda p: p.update(case=None), "plan.case "),
    "case of another kind": (lambda p: p.update(case=[1]), "plan.case "),
    "a text as price": (
        lambda p: p["case"]["offers"][0].update(price="70"), "plan.case.offers[0].price"),
    "a flag as price": (
        lambda p: p["case"]["offers"][0].update(price=True), "plan.case.offers[0].price"),
    "a negative price": (lambda p: p["case"]["offers"][0].update(price=-70), "too low"),
    "an endless price": (
        lambda p: p["case"]["offers"][0].update(price=float("inf")), "plan.case.offers[0].price"),
    "no price at all": (
        lambda p: p["case"]["offers"][0].update(price=float("nan")), "plan.case.offers[0].price"),
    "a price of 1e50": (lambda p: p["case"]["offers"][0].update(price=1e50), "usable number"),
    "400 digits": (
        lambda p: p["case"]["offers"][0].update(price=10**400), "plan.case.offers[0].price"),
    "a column nobody knows": (
        lambda p: p["case"]["offers"][0].update(shell=1), "plan.case.offers[0].shell"),
    "an offer without its name": (
        lambda p: p["case"]["offers"][0].pop("offer"), "plan.case.offers[0].offer"),
    "a material nobody sells": (
        lambda p: p["case"]["offers"][0].update(material="gold"), "gold"),
    "a table nobody knows": (lambda p: p["case"].update(gold=[]), "plan.case.gold"),
    "a billion periods": (
        lambda p: p["case"]["settings"].update(periods=10**9), "plan.case.settings.periods"),
    "a billion futures": (lambda p: p["case"]["settings"].update(futures=10**9), "too high"),
    "no period": (
        lambda p: p["case"]["settings"].update(periods=0), "plan.case.settings.periods"),
    "another length": (
        lambda p: p["case"]["settings"].update(periods=600), ".values"),
    "a measure nobody knows": (
        lambda p: p["case"]["settings"].update(risk_measure="x"), "settings.risk_measure"),
    "a start in the year 83 million": (
        lambda p: p["case"]["settings"].update(start=10**9), "plan.orders[0]"),
    "too few numbers": (
        lambda p: p["case"]["demand"][0]["values"].pop(), "plan.case.demand[0].values"),
    "a list as need": (
        lambda p: p["case"]["demand"][0]["values"].__setitem__(0, [1]),
        "plan.case.demand[0].values[0]"),
    "locations from nowhere": (
        lambda p: p["case"].update(locations=[str(i) for i in range(20_000)]), "locations"),
    "cover of a billion periods": (
        lambda p: p["case"].update(stockpiles=[{
            "stockpile": "s", "material": p["case"]["materials"][0]["material"],
            "cover_target": 1e9}]), "too high"),
    "orders of nobody": (lambda p: p["orders"].append(["x", "2027-01", 1]), "plan.orders["),
    "an order in no period": (
        lambda p: p["orders"][0].__setitem__(1, "1999-01"), "plan.orders[0]"),
    "a negative order": (lambda p: p["orders"][0].__setitem__(2, -1), "plan.orders[0]"),
    "orders that are none": (lambda p: p.update(orders=7), "plan.orders "),
    "a decision in row 999": (
        lambda p: p["decisions"]["order"].append([999, 0, 1.0]), "plan.decisions.order["),
    "a decision from the end": (
        lambda p: p["decisions"]["order"].append([-1, 0, 1.0]), "plan.decisions.order["),
    "a decision in half a row": (
        lambda p: p["decisions"]["order"].append([0.5, 0, 1.0]), "plan.decisions.order["),
    "a negative decision": (
        lambda p: p["decisions"]["order"].append([0, 0, -1.0]), "plan.decisions.order["),
    "a decision that is no number": (
        lambda p: p["decisions"]["order"].append([0, 0, float("nan")]), "plan.decisions.order["),
    "decisions of a kind that is not": (
        lambda p: p["decisions"].update(fly=[]), "plan.decisions "),
    "decisions that lack": (lambda p: p["decisions"].pop("run"), "plan.decisions "),
    "a cost in words": (lambda p: p["cost"].update(total="much"), "plan.cost.total"),
    "no seed": (lambda p: p["info"].pop("seed"), "plan.info.seed"),
    "futures in words": (lambda p: p["info"].update(futures="x"), "plan.info.futures"),
    "a billion futures it was made for": (
        lambda p: p["info"].update(futures=10**9), "plan.info.futures"),
    "a status nobody knows": (lambda p: p["info"].update(status="fine"), "plan.info.status"),
    "a plan that is none": (lambda p: p["info"].update(status="infeasible"), "no plan (infeas"),
    "a choice left blank": (
        lambda p: p["case"]["limits"][0].update(window=""), "plan.case.limits[0].window"),
    "rows in no sheet": (
        lambda p: p.update(places={"offers": {"sheet": "o", "columns": {}, "rows": [
            [0, 0, {}, []]]}}), "plan.places.offers.rows[0]"),
    "a row of the case that is not there": (
        lambda p: p.update(places={"offers": {"sheet": "o", "columns": {}, "rows": [
            [9, 2, {}, []]]}}), "plan.places.offers.rows[0]"),
    "orders without decisions": (lambda p: p.update(decisions=None), "plan.decisions"),
    "more than any plan holds": (
        lambda p: p["decisions"]["order"][0].__setitem__(2, 1e200), "plan.decisions.order[0][2]"),
    "a seed in words": (lambda p: p["info"].update(seed="x"), "plan.info.seed"),
    "an address of another kind": (
        lambda p: p.update(places={"offers": {"sheet": 1}}), "plan.places.offers"),
    "more than a plan": (lambda p: p.update(more=1), "plan.more"),
    "a version to come": (lambda p: p.update(format=99), "another version"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_plan_is_refused_by_what_is_wrong(tmp_path: Path, text: str, name: str) -> None:
    """Each change is named; none is believed, and none ends in a traceback."""
    change, said = FORGED[name]
    plan = json.loads(text)
    change(plan)
    words = refused(book(tmp_path / "forged.xlsx", json.dumps(plan)))
    assert any(part in words for part in said.split("|")), words


def scaled(plan: dict[str, Any], part: float) -> None:
    """Orders, in the list and among the decisions, times a factor."""
    decided = plan["decisions"]
    for line in (*plan["orders"], *decided["order"], *decided.get("planned", ())):
        line[2] *= part


PLAUSIBLE: dict[str, tuple[Change, str]] = {
    "a smaller order": (
        lambda p: p["orders"][0].__setitem__(2, p["orders"][0][2] - 1), "not those decided"),
    "an order left out": (lambda p: p["orders"].pop(), "not those decided"),
    "orders that could be answered": (
        lambda p: p["decisions"].update(planned=p["decisions"]["order"]), "could be answered"),
    "an order twice": (lambda p: p["orders"].append(p["orders"][0]), "not those decided"),
    "less of everything": (lambda p: scaled(p, 0.99), "balance of"),
    "more of everything": (lambda p: scaled(p, 1.01), "balance of"),
    "a better total": (lambda p: p["cost"].update(total=p["cost"]["total"] * 0.99), "cost, total"),
    "a better objective": (
        lambda p: p["info"].update(objective=p["info"]["objective"] - 1), "cost, objective"),
    "a part that costs nothing": (lambda p: p["cost"].update(purchase=0), "cost, purchase"),
    "a part nobody knows": (lambda p: p["cost"].update(bonus=-5), "part called bonus"),
    "more needed": (
        lambda p: p["case"]["demand"][0]["values"].__setitem__(0, 101), "balance of"),
    "a dearer offer": (lambda p: p["case"]["offers"][0].update(price=11), "cost, "),
    "less than it could sell": (
        lambda p: p["case"].update(capacity=[
            {"supplier": "A", "material": "Nd", "values": [1, 1]}]), "capacity"),
    "another limit": (lambda p: p["case"]["limits"][0].update(value=0.5), "limit cap"),
    "a plan with risk": (lambda p: p["info"].update(measure="expected"), "measure"),
}  # fmt: skip
"""Edits that leave a plan a workbook could hold, and what the audit then says."""


@pytest.mark.parametrize("name", PLAUSIBLE)
def test_an_edited_number_is_not_believed(tmp_path: Path, text: str, name: str) -> None:
    """A plan that is read is audited as one that is made: by its decisions alone."""
    change, said = PLAUSIBLE[name]
    plan = json.loads(text)
    change(plan)
    words = refused(book(tmp_path / "forged.xlsx", json.dumps(plan)))
    assert "own facts" in words and said in words


def without(*decided: str) -> Change:
    return lambda plan: [plan["decisions"].update({name: []}) for name in decided]


OF_MEANS: dict[str, tuple[Change, str]] = {
    "a better total": (lambda p: p["cost"].update(total=p["cost"]["total"] * 0.99), "cost, total"),
    "a better objective": (
        lambda p: p["info"].update(objective=p["cost"]["total"] * 0.99), "cost, objective"),
    "a dearer objective": (
        lambda p: p["info"].update(objective=p["cost"]["total"] * 1.01), "cost, objective"),
    "a part left out": (lambda p: p["cost"].pop("route"), "cost: its parts"),
    "one order too little": (lambda p: p["orders"][0].__setitem__(2, 1.0), "not those decided"),
    "nothing ordered": (lambda p: scaled(p, 0.0), "arrivals so far"),
    "no shortage": (without("short"), "cost, shortage"),
    "nothing drawn": (without("draw"), "arrivals"),
    "a full store": (lambda p: p["decisions"]["put"].append([0, 0, 5e3]), "arrivals so far"),
    "a plan without risk": (lambda p: p["info"].update(measure="none"), "measure"),
}  # fmt: skip


@pytest.fixture(scope="module")
def risky() -> str:
    """The data of a plan in which one order of five is refused; what then lacks costs 100."""
    settings = Settings(JANUARY, 2, risk_measure="expected", futures=10)
    permit = License("q", "CN", grant=0.8, days_p50=0.0, days_p90=0.0)
    offer = replace(OFFER_A, license="q", max_per_period=10.0)
    rows = (offer, replace(ND, shortage_cost=100.0), permit)
    case = make(*rows, replace(STORE, opening=5.0), need(10.0, 14.0), settings=settings)
    return "".join(pieces(plan_case(case))[2:])


def test_a_plan_with_risk_is_read(tmp_path: Path, risky: str) -> None:
    """Its numbers are means over futures, and hold what can be told of means."""
    plan = read_embedded(book(tmp_path / "p.xlsx", risky))
    assert plan.info["measure"] == "expected" and plan.cost["shortage"] > 0


@pytest.mark.parametrize("name", OF_MEANS)
def test_what_cannot_be_a_mean_is_not_believed(tmp_path: Path, risky: str, name: str) -> None:
    """Means keep what each future keeps, if it is linear; their costs add up."""
    change, said = OF_MEANS[name]
    plan = json.loads(risky)
    change(plan)
    words = refused(book(tmp_path / "forged.xlsx", json.dumps(plan)))
    assert "own facts" in words and said in words


@pytest.mark.parametrize(
    "odd", ["null", "[]", "7", '"x"', "", "{", "[" * 100_000, '{"a":' * 100_000, "9" * 5000]
)
def test_data_that_are_no_plan(tmp_path: Path, odd: str) -> None:
    """Neither broken JSON nor nesting without end is read on."""
    assert "again" in refused(book(tmp_path / "odd.xlsx", odd)) or not odd


def test_the_commands_refuse_it(tmp_path: Path, text: str) -> None:
    """Both commands that read plans pass the one door."""
    plan = json.loads(text)
    plan["case"]["offers"][0]["price"] = "70"
    forged = book(tmp_path / "forged.xlsx", json.dumps(plan))
    for command in (("simulate", forged), ("compare", forged, forged)):
        answer = planner(*command, "--lang", "en")
        assert (answer.code, "plan.case.offers[0].price" in answer.err) == (3, True)
