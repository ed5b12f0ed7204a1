"""From a case to what a buyer reads: lines that agree with each other, the same every time."""

import dataclasses
import json
import math
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from random_cases import cases, random_case
from restated import shuffled
from small_cases import JANUARY, OFFER_A, OFFER_B, STORE, make, need

from models.case import Case, License, Limit, Offer, Settings
from models.engines import Options
from models.terms.parts import COST_PARTS
from planner.commands.plan_json import as_json, result
from planner.data import examples_folder
from planner.errors import UsageError
from planner.outcomes.plan import Plan
from planner.planning import plan_case
from planner.report import write_plan
from planner.workbook.read import read
from planner.workbook.write import read_tables, write_case

SEEDS = range(25)
EASY = ("units", "currencies", "sites", "leads", "rising", "capacity", "stock", "cover", "share",
        "processes", "returns", "origins", "minima", "contracts")  # fmt: skip


@cache
def planned(seed: int) -> Plan:
    return plan_case(random_case(seed))


def optimal() -> list[Plan]:
    return [plan for plan in map(planned, SEEDS) if plan.status == "optimal"]


def busy() -> list[Plan]:
    """Plans with orders, limits and stock to speak of."""
    return [plan for plan in optimal() if len(plan.orders) > 3 and plan.limits and plan.stock]


def lasting(plan: Plan) -> dict:
    """The result without what differs from run to run."""
    return {key: value for key, value in result(plan, "en").items() if key != "run"}


def test_most_random_cases_have_a_plan() -> None:
    """The properties below are about something; no case ends in an error."""
    assert len(optimal()) >= len(SEEDS) / 2
    assert {planned(seed).status for seed in SEEDS} <= {"optimal", "infeasible"}


@given(case=cases(EASY))
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_plan_is_audited_and_printed(case: Case) -> None:
    """Whatever the case: an optimal plan passes the audit, every plan becomes valid JSON."""
    plan = plan_case(case)
    told = json.loads(as_json(plan, "en"), parse_constant=pytest.fail)
    assert told["status"] == plan.status
    if plan.status == "optimal":
        assert plan.check is not None and plan.check.passed, plan.check
        assert plan.check.largest_violation <= 1e-6
    else:
        assert (told["objective"], told["cost"], told["orders"]) == (None, None, [])
        assert plan.status == "infeasible" and plan.conflicts


def test_the_audit_passes_with_every_feature() -> None:
    """Integers, HHI, falling tiers and spend limits too."""
    for plan in optimal():
        assert plan.check is not None and plan.check.passed, plan.check


def test_cost_parts_add_up() -> None:
    """The total is the sum of the parts, the credit for what is left subtracted."""
    for plan in optimal():
        assert set(plan.cost) == {"total", *COST_PARTS}
        parts = sum(plan.cost[part] for part in COST_PARTS if part != "end_value")
        size = sum(map(abs, plan.cost.values()))
        total = parts - plan.cost["end_value"]
        assert plan.cost["total"] == pytest.approx(total, abs=1e-9 * size)
        assert plan.objective == pytest.approx(total, abs=1e-7 * size + 1e-9)


def test_orders_are_one_line_per_offer_and_period() -> None:
    """No line of zero, none twice; undiscounted costs add up to the purchases."""
    for plan in optimal():
        lines = Counter((line.offer, line.period) for line in plan.orders)
        assert max(lines.values(), default=1) == 1
        assert all(line.quantity > 0 for line in plan.orders)
        if plan.case.settings.discount_rate == 0:
            paid = sum(line.cost for line in plan.orders)
            assert paid == pytest.approx(plan.cost["purchase"], rel=1e-9, abs=1e-6)


def test_stock_moves_by_what_is_put_and_drawn() -> None:
    """Each period's end is the last one's, more what came in, less what went out."""
    for plan in optimal():
        opening = {row.stockpile: row.opening for row in plan.case.stockpiles}
        for line in plan.stock:
            level = opening[line.stockpile] + line.put - line.drawn
            assert line.quantity == pytest.approx(level, rel=1e-7, abs=1e-6)
            opening[line.stockpile] = line.quantity


def test_what_is_not_met_is_short() -> None:
    """Demand is met or in the table of shortages, and shortages cost what they cost."""
    for plan in optimal():
        short = {(s.material, s.location, s.period): s.quantity for s in plan.shortages}
        for line in plan.demand:
            lacks = short.get((line.material, line.location, line.period), 0.0)
            assert line.quantity - line.met == pytest.approx(lacks, rel=1e-7, abs=1e-6)


def test_limits_say_whether_they_bind() -> None:
    """A binding limit has no headroom to speak of; a hard one is never exceeded."""
    for plan in optimal():
        for line in plan.limits:
            if line.headroom is None:
                assert line.value is None and not line.binding
                continue
            size = max(abs(line.bound), 1e-9)
            assert line.kind == "soft" or line.headroom >= -2e-6 * size - 1e-9
            assert not line.binding or line.headroom <= 1e-5 * size


def test_shares_of_a_scope_are_whole() -> None:
    """Countries at one stage, and suppliers, make up all that is bought."""
    for plan in optimal():
        total: Counter[tuple] = Counter()
        for line in plan.shares:
            if line.stage != "any":
                total[line.scope, line.weight, line.window, line.what, line.stage] += line.share
        assert all(math.isclose(share, 1.0, rel_tol=1e-9) for share in total.values())


def test_tables_hold_the_lines() -> None:
    """Every list of the plan is a pandas table of as many rows, its columns the lines' fields."""
    plan = busy()[0]
    for name, table in plan.tables.items():
        lines = getattr(plan, name)
        assert len(table) == len(lines)
        if lines:
            assert list(table.columns) == [f.name for f in dataclasses.fields(lines[0])]
    assert plan.tables["orders"]["cost"].sum() == pytest.approx(sum(o.cost for o in plan.orders))


@pytest.mark.parametrize("place", range(4))
def test_the_report_has_the_plans_numbers(place: int, tmp_path: Path) -> None:
    """Orders and total cost of a random plan as the workbook shows them."""
    plan = busy()[place]
    write_plan(plan, tmp_path / "plan.xlsx", "en")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx", data_only=True)
    numbers = [
        cell.value
        for row in book["Orders"].iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    ]
    for line in plan.orders:
        assert any(math.isclose(line.quantity, n, rel_tol=1e-12) for n in numbers)
    costs = [cell.value for row in book["Costs"].iter_rows() for cell in row]
    assert any(
        math.isclose(plan.cost["total"], n, rel_tol=1e-9, abs_tol=1e-9)
        for n in costs
        if isinstance(n, int | float)
    )


@pytest.mark.parametrize("place", range(4))
def test_two_runs_give_the_same_plan(place: int) -> None:
    """To the last digit, shadow prices and notes too; and so do rows in another order."""
    first = busy()[place]
    again, other = plan_case(first.case), plan_case(shuffled(first.case, place))
    assert lasting(first) == lasting(again) == lasting(other)
    assert first.shadow_prices == again.shadow_prices == other.shadow_prices
    assert first.orders == other.orders


@pytest.fixture(scope="module")
def korea(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The shipped Korean case as read from a workbook."""
    path = tmp_path_factory.mktemp("korea") / "case.xlsx"
    write_case(path, read_tables(examples_folder() / "korea-2027" / "tables"), "ko")
    case = read(path).case
    assert case is not None
    return case


def test_rows_of_the_korean_case_in_another_order(korea: Case) -> None:
    """36 months, 56 offers: identical orders."""
    assert plan_case(korea).orders == plan_case(shuffled(korea, 1)).orders


@pytest.mark.parametrize("engine", ["pulp:HiGHS", "pyomo:appsi_highs"])
def test_every_engine_gives_the_korean_plan(korea: Case, engine: str) -> None:
    """The same cost and the same orders from HiGHS by itself, through PuLP and through Pyomo."""
    ours, theirs = plan_case(korea), plan_case(korea, engine)
    assert theirs.objective == pytest.approx(ours.objective, rel=1e-9)
    assert theirs.check is not None and theirs.check.passed
    wanted = {(o.offer, o.period): o.quantity for o in ours.orders}
    found = {(o.offer, o.period): o.quantity for o in theirs.orders}
    assert found == pytest.approx(wanted, rel=1e-5, abs=1e-5)


def test_a_stopped_plan_is_not_printed_as_optimal() -> None:
    """JSON has no numbers unless the solver says optimal; the plan keeps the best known."""
    plan = dataclasses.replace(busy()[0], status="stopped")
    told = result(plan, "en")
    assert (told["status"], told["objective"], told["cost"]) == ("stopped", None, None)
    assert told["orders"] == told["limits"] == told["demand"] == []
    assert plan.orders


def test_what_is_not_finite_is_null() -> None:
    """JSON knows neither infinity nor nan."""
    plan = dataclasses.replace(busy()[0], run={"gap": math.inf, "list": [math.nan, 1]})
    told = json.loads(as_json(plan, "en"), parse_constant=pytest.fail)
    assert told["run"]["list"] == [None, 1]


def test_an_engine_that_is_not_there() -> None:
    """It is wrong usage, and the message says which engines there are."""
    with pytest.raises(UsageError, match="highs"):
        plan_case(make(OFFER_A, need(1)), "abacus")


def test_the_passport_says_how_it_was_solved() -> None:
    """Engine, options, versions, size and seconds of every step."""
    run = plan_case(make(OFFER_A, need(100)), options=Options(time_limit=60)).run
    assert (run["engine"], run["options"]["time_limit"], run["integers"]) == ("highs", 60, False)
    assert run["versions"]["highspy"] and run["size"]["columns"] > 0
    assert {"formulate", "solve", "audit_and_lines"} <= run["seconds"].keys()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_notes_say_what_a_plan_does_not_tell(language: str) -> None:
    """Stock that may be emptied, licences, integers: each in the language asked for."""
    case = make(replace(OFFER_A, lot=5, license="moc"), STORE, need(100))
    case = dataclasses.replace(case, licenses=(License("moc", "CN", 0.9, 20, 40),))
    plan = plan_case(case, language=language)  # type: ignore[arg-type]
    assert len(plan.notes) >= 3
    assert all(any("가" <= sign <= "힣" for sign in note.text) == (language == "ko")
               for note in plan.notes)  # fmt: skip


def test_why_an_order_is_what_it_is() -> None:
    """Held by its maximum, its minimum, or by what is needed."""
    rows = (
        replace(OFFER_A, max_per_period=60),
        replace(OFFER_B, min_per_period=10),
        Offer("c", "B", "Nd", price=11),
    )
    fixed = {line.offer: line.fixed for line in plan_case(make(*rows, need(100))).orders}
    assert fixed == {"a": "max", "b": "min", "c": "demand"}


def test_periods_are_printed_as_the_plan_counts() -> None:
    """Quarters as 2027-Q1; what takes a quarter and a half comes half in each of two."""
    case = make(
        replace(OFFER_A, lead=1.5), need(0, 10, 20), settings=Settings(JANUARY, 3, "quarter")
    )
    orders = {line.period: (line.quantity, line.arrives) for line in plan_case(case).orders}
    assert orders == {
        "2027-Q1": (pytest.approx(20), "2027-Q2..2027-Q3"),
        "2027-Q2": (pytest.approx(20), "2027-Q3..2027-Q4"),
    }


def test_makers_of_a_limit() -> None:
    """Who makes up the numerator, largest first, as fractions of it."""
    rows = (OFFER_A, OFFER_B, Limit("hhi", "hhi", value=5800), need(100))
    (line,) = plan_case(make(*rows)).limits
    assert [maker.supplier for maker in line.makers] == ["A", "B"]
    assert [maker.fraction for maker in line.makers] == pytest.approx([0.7, 0.3], abs=1e-5)
