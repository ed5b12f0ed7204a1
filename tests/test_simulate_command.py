"""``planner simulate``: a plan workbook in, what it comes to in unseen futures out."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from command_line import planner, workbook
from described import drawings, grid, page_called, texts
from described import values as shown
from sample_plan import infeasible_plan, sample_plan

from models.case import Case, License
from models.recourse.stages import Stages
from models.recourse.subproblem import RecourseError
from models.rolling.simulate import UNSEEN, Simulation, simulate
from planner.api import plan_case, read_case
from planner.explain.voice import Voice
from planner.outcomes.embedded import SHEET, EmbeddedPlanError, pieces, unpacked
from planner.outcomes.plan import Plan
from planner.page.drawing import Chart
from planner.report import write_plan
from planner.study.front.bins import cuts_of
from planner.study.simulate.pages import simulation_pages
from planner.study.simulate.words import simulation_sentences
from planner.words import Language
from planner.workbook.embedded import read_embedded

FEW = ("--futures", "30", "--rolling", "10")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The look-through example with a license on the Chinese metal, and its plan."""
    folder = tmp_path_factory.mktemp("simulate")
    planner("example", "look-through", folder / "example.xlsx")
    case = licensed(read_case(folder / "example.xlsx"))
    workbook(folder / "case.xlsx", case)
    answer = planner("plan", folder / "case.xlsx", "-o", folder / "plan.xlsx")
    assert answer.code == 0, answer.err
    planner(
        *("simulate", folder / "plan.xlsx", *FEW, "-o", folder / "risk.xlsx"),
        *("--json", folder / "risk.json"),
    )
    return folder


def licensed(case: Case) -> Case:
    """Chinese metal needs a license; what lacks costs 500 per kg."""
    offers = (
        dataclasses.replace(o, license="q" if o.supplier == "cn_maker" else "") for o in case.offers
    )
    materials = (dataclasses.replace(m, shortage_cost=500.0) for m in case.materials)
    return dataclasses.replace(
        case,
        offers=tuple(offers),
        materials=tuple(materials),
        licenses=(License("q", "CN", 0.8, 20.0, 60.0),),
    )


@pytest.fixture(scope="module")
def plan(folder: Path) -> Plan:
    return plan_case(read_case(folder / "case.xlsx"))


def values(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path, data_only=True)


# The plan inside its workbook


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_case_comes_out_as_it_went_in(tmp_path: Path, plan: Plan, language: str) -> None:
    """Every number to its last digit, whatever stands in names."""
    metal, others = plan.case.material["ndpr_metal"], plan.case.materials
    material = dataclasses.replace(metal, name="= 네오디뮴 _x0041_ \U00020000 ", reo=0.1 + 0.2)
    settings = dataclasses.replace(plan.case.settings, title="줄\n바꿈\ttab  ", title_en="title")
    materials = tuple(material if row is metal else row for row in others)
    case = dataclasses.replace(plan.case, materials=materials, settings=settings)
    write_plan(dataclasses.replace(plan, case=case), tmp_path / "p.xlsx", language)  # type: ignore[arg-type]
    found = read_embedded(tmp_path / "p.xlsx")
    assert found.case == case
    assert found.orders.sum() == pytest.approx(sum(o.quantity for o in plan.orders), rel=1e-15)


def test_a_case_with_all_kinds_of_tables_comes_out_as_it_went_in() -> None:
    """The made-up case of the report tests has origins, limits, recipes and a government stock."""
    whole = dataclasses.replace(sample_plan(), orders=())
    whole = dataclasses.replace(whole, case=whole.case.in_order())
    assert unpacked(pieces(whole)).case == whole.case


def test_orders_stand_at_their_offer_and_period(folder: Path, plan: Plan) -> None:
    """The grid has the plan's own quantities."""
    found = read_embedded(folder / "plan.xlsx")
    grid = np.zeros_like(found.orders)
    labels = [found.case.calendar.label(t) for t in range(grid.shape[1])]
    for line in plan.orders:
        grid[found.case.offer_index[line.offer], labels.index(line.period)] = line.quantity
    assert np.array_equal(found.orders, grid)
    assert found.info["seed"] == plan.case.settings.seed


def test_the_data_stand_last_in_view_and_protected(folder: Path) -> None:
    """A plain sheet that nobody edits by accident."""
    sheet = values(folder / "plan.xlsx").worksheets[-1]
    assert sheet.title == SHEET.en
    assert sheet.sheet_state == "visible"
    assert sheet.protection.sheet


def test_without_a_plan_there_are_no_data(tmp_path: Path) -> None:
    """An infeasible case leaves nothing to judge."""
    write_plan(infeasible_plan(), tmp_path / "p.xlsx", "en")
    assert SHEET.en not in values(tmp_path / "p.xlsx").sheetnames


def test_an_edited_plan_is_noticed(plan: Plan) -> None:
    """One changed digit, or a lost piece."""
    texts = pieces(plan)
    for wrong in ([*texts[:2], texts[2].replace("1", "2", 1)], texts[:2], ["x", *texts[1:]]):
        with pytest.raises(EmbeddedPlanError):
            unpacked(wrong)


# The command


def test_it_says_means_tails_errors_and_shortages(folder: Path) -> None:
    """In words on standard output, no tail of few futures; progress on standard error."""
    answer = planner("simulate", folder / "plan.xlsx", *FEW, "-o", folder / "said.xlsx")
    assert answer.code == 0, answer.err
    for words in ("mean", "standard error", "short in", "period by period"):
        assert words in answer.out
    assert "worst 10%" not in answer.out
    assert "30/30" in answer.err
    assert "10/10" in answer.err


def test_json_holds_what_is_said(folder: Path) -> None:
    """Costs of every future, both ways; rolling never below foresight in the mean."""
    found = json.loads((folder / "risk.json").read_text(encoding="utf-8"))
    assert len(found["foresight"]["costs"]) == 30
    assert len(found["rolling"]["costs"]) == 10
    assert found["rolling"]["mean"]["value"] == pytest.approx(np.mean(found["rolling"]["costs"]))
    assert found["gap"]["value"] >= -1e-6
    assert found["run"]["seed"] == found["run"]["plan_seed"] + UNSEEN


@pytest.fixture(scope="module")
def simulation(folder: Path) -> Simulation:
    """The plan judged in the same futures as by the command."""
    plan = read_embedded(folder / "plan.xlsx")
    return simulate(Stages.of(plan.case), plan.orders, 30, plan.info["seed"] + UNSEEN, 10)


def test_the_pages_show_what_the_json_says(folder: Path, simulation: Simulation) -> None:
    """Every future's cost; the dearest first among the worst."""
    found = json.loads((folder / "risk.json").read_text(encoding="utf-8"))
    made = simulation_pages(simulation, found["run"], Voice.of(simulation.case, "en"))
    futures = grid(page_called(made, "Futures"), "futures").records()
    assert [row["foresight"] for row in futures] == pytest.approx(found["foresight"]["costs"])
    worst = [row["rolling"] for row in grid(page_called(made, "Worst futures"), "worst").records()]
    assert worst == pytest.approx(sorted(found["rolling"]["costs"], reverse=True))
    run = grid(page_called(made, "Run"), "run").records()
    assert {row["item"]: row["value"] for row in run} == found["run"]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_summary_shows_both_ways(simulation: Simulation, language: Language) -> None:
    """What is said, means with their errors, and the spread of all futures beside its chart."""
    voice = Voice.of(simulation.case, language)
    summary = simulation_pages(simulation, {}, voice)[0]
    assert set(simulation_sentences(simulation, voice)) <= set(texts(summary))
    mean, *_ = costs = grid(summary, "costs").records()
    assert mean["rolling"] == pytest.approx(simulation.rolling.mean.value)
    assert mean["foresight_error"] == pytest.approx(simulation.foresight.mean.error)
    broken = int(simulation.foresight.lacking.sum())
    assert [row["foresight"] for row in costs[-2:]] == [30, broken]
    spread = grid(summary, "spread").records()
    (chart,) = drawings(summary)
    assert isinstance(chart, Chart)
    for way, series in zip(("rolling", "foresight"), chart.series, strict=True):
        assert shown(summary, series.values) == [row[way] for row in spread]
        assert sum(shown(summary, series.values)) == pytest.approx(1.0)  # type: ignore[arg-type]


def test_korean_when_asked(folder: Path) -> None:
    """Sheets and words in Korean."""
    path = folder / "ko.xlsx"
    answer = planner("simulate", folder / "plan.xlsx", *FEW, "-o", path, "--lang", "ko")
    assert "표준오차" in answer.out
    assert values(path).sheetnames == ["모의실험", "최악의 미래", "미래별 비용", "실행 기록"]


def test_the_plans_own_futures_are_refused(folder: Path, plan: Plan) -> None:
    """Judging in the futures a plan was made from would flatter it."""
    seed = str(plan.case.settings.seed)
    answer = planner("simulate", folder / "plan.xlsx", "--seed", seed)
    assert answer.code == 2
    assert "another seed" in answer.err


def test_a_case_is_no_plan(folder: Path) -> None:
    """A case workbook has no orders to judge."""
    answer = planner("simulate", folder / "case.xlsx")
    assert answer.code == 3
    assert "planner plan" in answer.err


def test_a_future_that_cannot_be_decided_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The solver's failure ends with words, and nothing is written."""

    def undecided(*given: object) -> Simulation:
        raise RecourseError("second stage: Infeasible")

    monkeypatch.setattr("planner.study.simulate.journey.simulate", undecided)
    answer = planner("simulate", folder / "plan.xlsx", "-o", folder / "none.xlsx", "--lang", "en")
    assert answer.code == 1
    assert "could not be solved (second stage: Infeasible)" in answer.err
    assert "Traceback" not in answer.err and not (folder / "none.xlsx").exists()


def test_without_rolling_only_foresight_is_shown(folder: Path) -> None:
    """--rolling 0 is quick, and says that it is foresight."""
    path = folder / "quick.json"
    answer = planner(
        *("simulate", folder / "plan.xlsx", "--futures", "8", "--rolling", "0"),
        *("-o", folder / "quick.xlsx", "--json", path),
    )
    assert answer.code == 0, answer.err
    assert json.loads(path.read_text(encoding="utf-8"))["rolling"] is None
    assert "foresight" in answer.out


def test_bins_hold_all_costs_between_round_edges() -> None:
    """Twelve to twenty bins, the same width each."""
    costs = np.array([1.03e8, 1.9e8, 3.2e8])
    cuts = cuts_of(costs)
    assert cuts[0] <= costs.min()
    assert cuts[-1] >= costs.max()
    assert np.diff(cuts) == pytest.approx([cuts[1] - cuts[0]] * (len(cuts) - 1))
    assert cuts_of(np.array([5.0, 5.0])).size >= 2
