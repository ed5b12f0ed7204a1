"""The pages and the sentences of a tornado say what moves the cost and what breaks the plan."""

import dataclasses
import re

import pytest
from described import drawings, grid, texts
from sample_case import VOICES
from sample_trades import NONE, RUN, tornado

from planner.page.drawing import Chart
from planner.page.grid import Value
from planner.study.tornado.found import ranked, swing, tornado_json
from planner.study.tornado.pages import tornado_pages
from planner.study.tornado.words import moved, tornado_sentences
from planner.words import Language

LANGUAGES: tuple[Language, ...] = ("ko", "en")
FIGURES = ("cost", "change", "part")


def bars(language: str) -> list[dict[str, Value]]:
    """The table of inputs."""
    page, _ = tornado_pages(tornado(), VOICES[language])
    return grid(page, "bars").records()


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_name_what_matters(language: str) -> None:
    """Demand, then prices; freight hardly matters; the limit breaks the plan, and says why."""
    said = tornado_sentences(tornado(), VOICES[language])
    "".join(said).encode("cp949")
    assert not re.search(r"[{}]", "".join(said))
    names = {"ko": ("수요", "중국 가격", "운임", "dy_outside")}.get(
        language, ("Demand", "Prices in China", "Freight", "dy_outside")
    )
    most, second, third, idle, breaks = said[1:6]
    assert names[0] in most
    assert "24%" in most
    assert "20%" in most
    assert names[1] in second
    assert "dy_outside" in third
    assert names[2] in idle
    assert names[3] in breaks
    assert "5%p" in breaks or "5 points" in breaks


def test_sentences_count_changed_suppliers() -> None:
    """Only prices change whom to buy from; demand raised leaves 12 unmet."""
    said = tornado_sentences(tornado(), VOICES["en"])
    assert any("Inputs that change whom to buy from: 1 (Prices in China)" in text for text in said)
    assert any("Demand raised by 20%, 12 t" in text for text in said)


def test_robust_choice_is_said() -> None:
    """Where no supplier changes and nothing breaks, the sentences say so."""
    study = tornado()
    calm = dataclasses.replace(study, bars=study.bars[3:])
    said = " ".join(tornado_sentences(calm, VOICES["en"]))
    assert "the choice of suppliers is robust" in said
    assert "there is a plan that keeps every rule" in said


def test_without_a_base_only_that_is_said() -> None:
    """A study without a base plan says why, and no number."""
    said = tornado_sentences(dataclasses.replace(tornado(), base=NONE), VOICES["en"])
    assert len(said) == 1
    assert "dy_outside" in said[0]


def test_an_end_without_a_plan_comes_first_then_the_widest_swing() -> None:
    """In one order everywhere; an end without a plan counts for nothing in the swing."""
    study = tornado()
    assert [bar.label for bar in study.bars] == ["limit dy", "demand", "price CN", "freight"]
    assert ranked(reversed(study.bars), study.base) == study.bars
    assert swing(study.bars[0], study.base) == pytest.approx(1e6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_and_json_stand_in_one_order(language: Language) -> None:
    """The table, the chart that is drawn from it, the points, and the bars of the JSON."""
    study = tornado()
    page, results = tornado_pages(study, VOICES[language])
    assert grid(page, "bars").rows == study.bars
    assert [bar["label"] for bar in tornado_json(study)["bars"]] == [b.label for b in study.bars]
    names = [point.name for point in study.points]
    assert [row.name for row in grid(results, "points").rows if row.name in names] == names


def test_comers_and_goers() -> None:
    """Suppliers that come in or go are told; of a point without a plan nothing is."""
    study = tornado()
    assert moved(study.bars[2].high, study.base) == (["mp"], [])
    assert moved(NONE, study.base) == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_table_holds_costs_changes_and_words(language: str) -> None:
    """Each input stands with both costs, both changes, and what has no plan in words."""
    name = {"ko": "수요", "en": "Demand"}[language]
    demand = next(row for row in bars(language) if row["input"] == name)
    low, high = ([demand[f"{end} {key}"] for key in FIGURES] for end in ("low", "high"))
    assert low == [40e6, -10e6, -0.2]
    assert high == [62e6, 12e6, 0.24]
    assert demand["swing"] == 12e6
    broken = next(row for row in bars(language) if row["low cost"] == 49e6)
    assert broken["high cost"] == {"ko": "계획 없음", "en": "no plan"}[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_breaks_the_plan_stands_with_its_reason(language: str) -> None:
    """The change without a plan has a row of its own."""
    page, _ = tornado_pages(tornado(), VOICES[language])
    (row,) = grid(page, "broken").records()
    assert row["change"] == "+20%"
    assert "dy_outside" in str(row["input"])
    assert "dy_outside" in str(row["reason"])


def test_chart_is_told_and_record_kept() -> None:
    """One chart with a text for those who cannot see it; the input stands below."""
    page, _ = tornado_pages(tornado(), VOICES["en"])
    (chart,) = drawings(page)
    assert isinstance(chart, Chart)
    assert "The longest bar is Demand" in chart.about
    assert chart.signed
    assert any(str(RUN["input"]) in text for text in texts(page))


def test_results_name_inputs_and_factors() -> None:
    """The results hold the base and both ends of every input."""
    *_, page = tornado_pages(tornado(), VOICES["en"])
    rows = grid(page, "points").records()
    assert [row["factor"] for row in rows if row["input"] == "Demand"] == [0.8, 1.2]
    assert [row["status"] in ("has a plan", "no plan") for row in rows] == [True] * 9
