"""The pages of scenarios say what the study says, in both languages, and nothing else."""

import dataclasses
import re
import warnings
import zipfile
from pathlib import Path

import pytest
from described import drawings, grid, texts, values
from sample_case import VOICES
from sample_studies import failing, point, sample_scenarios

from models.case import Scenario
from planner.explain.voice import Voice
from planner.page.conditions import Apart, Heat
from planner.page.drawing import Chart
from planner.page.grid import ExcelTable
from planner.page.page import Page
from planner.page.xlsx.write import write_pages
from planner.study.front import words as shared
from planner.study.scenarios import headings as words
from planner.study.scenarios.found import ScenariosFound
from planner.study.scenarios.pages import scenario_pages
from planner.study.scenarios.words import scenario_sentences
from planner.words import Language

LANGUAGES: tuple[Language, ...] = ("ko", "en")
PAGES = (*(shared.SUMMARY, words.PLANS, words.REGRET, words.COSTS, words.EDITS, shared.RESULTS),)
NASTY = ("=1+1", '=HYPERLINK("http://evil.example")', "@SUM(1)", "+1", "-1", "Yahoo!A1", "o'x",
         "bell \x07", "http://evil.example", "x" * 300, "{=SUM(A1)}", "[a]:*?/b")  # fmt: skip
SOLVER_WORDS = re.compile(
    r"solver|simplex|infeasib|objective|dual|variable|optimal|목적함수|변수|쌍대|솔버", re.I
)


def pages_of(study: ScenariosFound, language: Language = "en") -> dict[str, Page]:
    pages = scenario_pages(study, Voice.of(study.case, language))
    return {page.name: page for page in pages}


def written(study: ScenariosFound, path: Path, language: Language = "en") -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        write_pages(scenario_pages(study, Voice.of(study.case, language)), path, language)


def rows(page: Page) -> list[dict[str, object]]:
    """The results as they are read: by heading."""
    points = grid(page, "points")
    headings = {column.key: column.heading for column in points.columns}
    return [{headings[key]: value for key, value in line.items()} for line in points.records()]


@pytest.fixture(scope="module")
def study() -> ScenariosFound:
    return sample_scenarios()


@pytest.fixture(scope="module")
def pages(study: ScenariosFound) -> dict[str, Page]:
    return pages_of(study)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there(study: ScenariosFound, language: Language) -> None:
    """Both languages have the six pages, in order, under their own titles."""
    assert list(pages_of(study, language)) == [title.to(language) for title in PAGES]


def test_the_summary_shows_cost_change_and_why_there_is_no_plan(pages: dict[str, Page]) -> None:
    """The dearest stands first after the base; a scenario without a plan says why in its row."""
    found = grid(pages["Summary"], "scenarios")
    headings = {column.key: column.heading for column in found.columns}
    keys = ("total", "change", "part")
    assert [headings[key] for key in keys] == ["Foreseen", "Against base", "Against base, %"]
    table = found.records()
    assert [line["scenario"] for line in table] == ["base", "tariff", "A mine stops", "calm", "ban"]
    assert (table[1]["total"], table[1]["change"]) == (56e6, 6e6)
    assert table[1]["part"] == pytest.approx(0.12)
    assert "share of China" in str(table[4]["total"])
    assert "give way by 5 points" in str(table[4]["total"])
    assert "change" not in table[4], "the reason stands over all figures"


def test_the_chart_of_changes_reads_the_table(pages: dict[str, Page]) -> None:
    """Bars cover the scenarios with a plan, the dearest first."""
    (chart,) = drawings(pages["Summary"])
    assert "Change of total cost against the base" in chart.title
    assert isinstance(chart, Chart)
    (series,) = chart.series
    assert values(pages["Summary"], series.names) == ["tariff", "A mine stops", "calm"]
    assert values(pages["Summary"], series.values) == [6e6, 3e6, 0.0]


def test_plans_stand_side_by_side(pages: dict[str, Page], study: ScenariosFound) -> None:
    """Each supplier and material has every planned scenario's quantity beside the base's."""
    found = grid(pages["Plans"], "plans")
    assert [column.heading for column in found.columns[4:]] == [
        *("base", "tariff", "A mine stops", "calm")
    ]
    (lynas,) = (line for line in found.records() if line["supplier"] == "Lynas Rare Earths")
    assert [lynas[str(k)] for k in range(4)] == [
        p.quantities.get("lynas", 0.0) for p in study.points if p.objective
    ]
    assert found.conditions == (Apart("0", 0.01),)
    assert "Left out, for they have no plan: ban." in texts(pages["Plans"])


def test_the_regret_matrix_is_the_study(pages: dict[str, Page], study: ScenariosFound) -> None:
    """Every regret stands in its cell; what cannot be held says so; the worst is live."""
    found = grid(pages["Regret"], "regret")
    table = found.records()
    for line, regrets in zip(table, study.regret, strict=True):
        cells = [line[str(j)] for j in range(4)]
        assert cells == ["cannot hold" if value is None else value for value in regrets]
        assert line["worst"] == max(value for value in regrets if value is not None)
    assert found.columns[found.column("worst")].largest == ("0", "3")
    assert [line["verdict"] for line in table] == [
        *("fails in 1", None, "least regret *", "fails in 1")
    ]
    assert [type(condition) for condition in found.conditions] == [Heat]
    ((_, *coloured),) = found.coloured()
    assert coloured == [1, 4], "the map holds regrets, not the worst of them"


def test_orders_that_break_a_limit_are_starred_and_explained(pages: dict[str, Page]) -> None:
    """The cell keeps its number, shows a star, and the limit is named below."""
    found = grid(pages["Regret"], "regret")
    held = list(found.cells())[2]
    assert held[2].value == 1.5e6
    assert held[2].format == "million_starred"
    assert held[1].format is None
    assert found.columns[1].format == "million"
    (broken,) = grid(pages["Regret"], "broken").records()
    assert (broken["held"], broken["comes"]) == ("A mine stops", "tariff")
    assert "[cn_cap]" in str(broken["limits"])
    assert "* these orders break limits" in found.remark


def test_cost_parts_add_up(pages: dict[str, Page], study: ScenariosFound) -> None:
    """The parts of each scenario add up to its total cost, the credit taken off."""
    found = grid(pages["Costs"], "costs")
    parts = [line["0"] for line in found.records()]
    assert len(parts) == 2
    assert sum(parts) == pytest.approx(study.points[0].objective)
    assert found.total
    assert found.columns[1].total


def test_assumptions_are_said(pages: dict[str, Page]) -> None:
    """Every edit of the scenarios sheet is a phrase with names and months."""
    said = [line["said"] for line in grid(pages["Assumptions"], "edits").records()]
    for phrase in (
        "China duty +25 points",
        "Lynas Rare Earths max per period = 0",
        "demand (all) x 0.9 (2027-01 to 2027-12)",
        "government stockpile opening stock x 2",
        "limit (share of China, direct) = 30%",
    ):
        assert phrase in said


def test_sentences_say_what_the_numbers_mean(study: ScenariosFound) -> None:
    """Dearest and why, shortage, no plan, the plan to hold, its premium, what the base risks."""
    said = "\n".join(scenario_sentences(study, VOICES["en"]))
    for part in (
        "The dearest is 'tariff': the total cost rises by 6.00 M USD (12%) to 56.0 M USD.",
        "Shenghe Resources 100 t -> 40 t",
        "do not change the cost: calm",
        "'ban' has no plan",
        "Demand goes unmet in: A mine stops (Dy 산화물 750 kg).",
        "is smallest for the plan 'A mine stops': 1.50 M USD at worst (when 'tariff' comes). "
        "But in 'tariff' its orders break required limits: ",
        "it costs 1.00 M USD more than the base plan: that is the insurance premium",
        "promises cannot be kept in: A mine stops",
    ):
        assert part in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_plain(study: ScenariosFound, language: Language) -> None:
    """No solver words, and every console can print them."""
    for text in scenario_sentences(study, VOICES[language]):
        assert not SOLVER_WORDS.search(text)
        text.encode("cp949")


def test_a_closing_parenthesis_of_a_title_stays(study: ScenariosFound) -> None:
    """A title is said whole, and its particle fits what is said aloud."""
    notes = {"tariff": "관세 25% (가정)", "outage": ""}
    said = "\n".join(scenario_sentences(dataclasses.replace(study, notes=notes), VOICES["ko"]))
    assert "'관세 25% (가정)'가 올 때" in said


def test_titles_that_say_the_same_fall_back_on_names(study: ScenariosFound) -> None:
    """Two scenarios whose notes begin alike are told apart."""
    notes = {"tariff": "alike: a", "outage": "alike: b"}
    said = "\n".join(scenario_sentences(dataclasses.replace(study, notes=notes), VOICES["en"]))
    assert "alike" not in said
    assert "'tariff'" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_plan_is_called_safe(study: ScenariosFound, language: Language) -> None:
    """The least regret is no safety; what its orders break stands in the same text, once."""
    said = scenario_sentences(study, VOICES[language])
    assert not re.search("safe|안전", " ".join(said))
    held = {"ko": "가장 작은 것은 'outage' 계획", "en": "smallest for the plan 'A mine stops'"}
    (least,) = [text for text in said if held[language] in text]
    assert "[cn_cap]" in least


def test_only_the_worst_shortages_are_named(study: ScenariosFound) -> None:
    """Of five short scenarios the three worst are told with amounts, and how many more."""
    short = study.points[2]
    more = tuple(
        dataclasses.replace(short, name=f"s{i}", shortage=float(i), short={"Dy_ox": 1000.0 * i})
        for i in range(1, 5)
    )
    wide = dataclasses.replace(study, points=(*study.points, *more))
    english, korean = (
        next(t for t in scenario_sentences(wide, VOICES[language]) if begin in t)
        for language, begin in (("en", "Demand goes unmet in"), ("ko", "부족이 생기는"))
    )
    assert [name in english for name in ("s4", "s3", "s2", "s1", "A mine")] == [True] * 3 + [
        False
    ] * 2
    assert english.endswith(" and 2 more.")
    assert korean.endswith(" 외 2개.")


def test_a_plan_that_never_loses_has_no_premium(study: ScenariosFound) -> None:
    """The base plan as the one to hold is not compared with itself."""
    zeros = ((0.0,) * 4,) * 4
    held = dataclasses.replace(study, regret=zeros, least_regret="base", broken=((((),) * 4),) * 4)
    said = scenario_sentences(held, VOICES["en"])
    assert any("whichever comes, it costs no more" in text for text in said)
    assert not any("premium" in text for text in said)


def test_when_every_plan_fails_somewhere_the_hardiest_is_named(study: ScenariosFound) -> None:
    """No plan is called safe; the one that fails least often is named with where it fails."""
    regret = ((0.0, None, None, 0.0), (None, 0.0, 1e6, 2e6), *study.regret[2:])
    regret = (*regret[:2], (None, None, 0.0, 1e6), (0.0, None, None, 0.0))
    said = "\n".join(
        scenario_sentences(dataclasses.replace(study, regret=regret, least_regret=""), VOICES["en"])
    )
    assert "No plan keeps its promises whichever scenario comes. The plan 'tariff'" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_study_without_any_plan_is_written(tmp_path: Path, language: Language) -> None:
    """Nothing to compare: the reasons stand in summary and results, no page is empty."""
    study = dataclasses.replace(
        sample_scenarios(),
        points=(failing("base"), failing("ban")),
        names=(),
        replayed=(),
        regret=(),
        broken=(),
        least_regret="",
    )
    expected = (shared.SUMMARY, words.EDITS, shared.RESULTS)
    pages = pages_of(study, language)
    assert list(pages) == [title.to(language) for title in expected]
    assert not drawings(pages[shared.SUMMARY.to(language)])
    written(study, tmp_path / "s.xlsx", language)


def test_a_base_alone_is_written(tmp_path: Path) -> None:
    """A study of no scenario has no chart of changes, and still its results."""
    study = sample_scenarios()
    alone = dataclasses.replace(
        study, points=study.points[:1], names=("base",), replayed=((50e6,),), regret=((0.0,),),
        broken=(((),),), least_regret="base",
    )  # fmt: skip
    pages = pages_of(alone)
    assert not drawings(pages["Summary"])
    assert len(grid(pages["Results"], "points").rows) == 1
    written(alone, tmp_path / "s.xlsx")


def test_the_same_study_gives_the_same_bytes(study: ScenariosFound, tmp_path: Path) -> None:
    """Two writes of one study are equal."""
    for name in ("a.xlsx", "b.xlsx"):
        written(study, tmp_path / name, "ko")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("name", NASTY)
def test_names_are_never_formulas(tmp_path: Path, name: str) -> None:
    """A scenario called like a formula or a link is text everywhere, in charts too."""
    study = sample_scenarios()
    points = (*study.points[:3], point(name, 51.0))
    rows = (
        *study.case.scenarios,
        Scenario(name, "offers", f"supplier={name}", "price", "times", 2.0),
    )
    case = dataclasses.replace(study.case, scenarios=rows)
    names = (*study.names[:3], name)
    path = tmp_path / "s.xlsx"
    written(dataclasses.replace(study, case=case, points=points, names=names), path)
    with zipfile.ZipFile(path) as package:
        sheets = [package.read(n).decode() for n in package.namelist() if "sheets/sheet" in n]
    formulas = [f for text in sheets for f in re.findall(r"<f>(.*?)</f>", text)]
    assert all(re.match(r"(SUM|MAX)\(", formula) for formula in formulas)
    assert not any("<hyperlink" in text for text in sheets)


def test_results_are_one_real_table(study: ScenariosFound, pages: dict[str, Page]) -> None:
    """Each point is a row of an Excel table with a filter; numbers are numbers."""
    points = grid(pages["Results"], "points")
    assert points.table == ExcelTable()
    assert points.pinned == 1
    lines = rows(pages["Results"])
    assert [line["Name"] for line in lines] == [point.name for point in study.points]
    assert lines[1]["Total cost, USD"] == 56e6
    assert lines[1]["Lynas Rare Earths, t"] == 110.0
    spent = 300 * 63e3 + 40 * 82e3
    whole = spent + 110 * 98e3 + 50 * 88e3
    assert lines[1]["China share (of spending)"] == pytest.approx(spent / whole)
    assert lines[1]["China share, any stage (oxide)"] == pytest.approx(0.78)
    assert lines[2]["Unmet demand, t"] == 0.75
    assert lines[2]["Lowest cover, months"] == 0.25


def test_a_point_without_a_plan_has_a_reason_and_no_numbers(pages: dict[str, Page]) -> None:
    """Not even a zero is said of it."""
    line = rows(pages["Results"])[-1]
    assert (line["Name"], line["Status"]) == ("ban", "no plan")
    assert "share of China" in str(line["Why there is no plan"])
    assert not any(isinstance(value, int | float) for value in line.values())


def test_scenarios_that_nobody_can_plan_are_no_regret(study: ScenariosFound) -> None:
    """A scenario without any plan is no row, no column, and no failure of the others."""
    wide = dataclasses.replace(
        study,
        names=(*study.names, "ban"),
        replayed=(*((*line, 60e6) for line in study.replayed), (None,) * 5),
        regret=(*((*line, None) for line in study.regret), (None,) * 5),
        broken=(*((*line, ()) for line in study.broken), ((),) * 5),
        dropped=((0.0,) * 5,) * 5,
        premium=(*study.premium, None),
        known=(*study.known, 0),
    )
    assert scenario_sentences(wide, VOICES["en"]) == scenario_sentences(study, VOICES["en"])
    page = pages_of(wide)["Regret"]
    assert [column.heading for column in grid(page, "regret").columns] == [
        *("Plan held", "base", "tariff", "A mine stops", "calm"),
        *("At worst", "If nothing comes", "Verdict"),
    ]
    assert "Left out, for they have no plan: ban." in texts(page)


def test_an_interrupted_study_is_written(study: ScenariosFound, tmp_path: Path) -> None:
    """Stopped before the base was planned: the assumptions are still there."""
    nothing = dataclasses.replace(
        study, points=(), names=(), replayed=(), regret=(), broken=(), least_regret=""
    )
    assert list(pages_of(nothing)) == ["Assumptions"]
    written(nothing, tmp_path / "s.xlsx")
    assert scenario_sentences(nothing, VOICES["en"]) == []


def test_shortage_that_cannot_be_added_up_is_said_by_material() -> None:
    """Pieces and tonnes have no sum: each material has its column and its words."""
    study = sample_scenarios()
    short = dataclasses.replace(
        study.points[2], shortage=None, short={"Dy_ox": 750.0, "magnet": 2.0}
    )
    study = dataclasses.replace(study, points=(*study.points[:2], short, *study.points[3:]))
    said = "\n".join(scenario_sentences(study, VOICES["en"]))
    assert "Demand goes unmet in: A mine stops (Dy 산화물 750 kg, NdFeB 자석 2 t)." in said
    lines = rows(pages_of(study)["Results"])
    assert lines[2]["Dy 산화물 unmet, kg"] == 750.0
    assert lines[2]["NdFeB 자석 unmet, t"] == 2.0


def test_rounding_is_no_shortage() -> None:
    """A millionth of a kilogram does not make a scenario short."""
    study = sample_scenarios()
    points = tuple(
        dataclasses.replace(p, shortage=1e-9, short={"Dy_ox": 1e-6}) if p.objective else p
        for p in study.points
    )
    said = scenario_sentences(dataclasses.replace(study, points=points), VOICES["en"])
    assert "All demand is met in every scenario that has a plan." in said
