"""The pages and the sentences of a Monte Carlo study."""

import dataclasses
import re

import pytest
from described import drawings, grid, values
from sample_case import VOICES
from sample_trades import DEMAND, PRICE, monte_carlo

from planner.outcomes.point import Axis
from planner.page.drawing import Scatter
from planner.page.page import Page
from planner.study.monte_carlo.found import MonteCarloFound
from planner.study.monte_carlo.pages import monte_carlo_pages
from planner.study.monte_carlo.words import monte_carlo_sentences, ranked, reasons, uses

LANGUAGES = ("ko", "en")
STUDY = monte_carlo()


def pages(language: str, study: MonteCarloFound = STUDY) -> list[Page]:
    """The pages of the made-up study."""
    return monte_carlo_pages(study, VOICES[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_print_anywhere(language: str) -> None:
    """Every sentence is filled in, and a Korean console can print it."""
    said = monte_carlo_sentences(STUDY, VOICES[language])
    "".join(said).encode("cp949")
    assert not re.search(r"[{}]", "".join(said))
    assert len(said) >= 7


def test_sentences_say_spread_and_driver() -> None:
    """Median, budget, demand as the driver, the price as idle, and what fails where."""
    said = monte_carlo_sentences(STUDY, VOICES["en"])
    assert "2 inputs were drawn" in said[0]
    assert "if every value in its range were equally likely" in said[0]
    assert "Of the 190 draws with a plan, 95 came to at most 49.5 M USD, and 170 to" in said[1]
    assert "58.0 M USD is enough in 180 of the 190 draws with a plan" in said[2]
    assert "demand (all) (+1.00)" in said[3]
    assert "China price" in said[4]
    assert "Of the 200 draws, 10 (5%) had no plan" in said[5]
    assert re.search(r"demand \(all\) is x 1\.19\d? on average \(x 1 over all", said[6])


def test_always_needed_suppliers() -> None:
    """Lynas and Shenghe are always bought from, MP in the cases of high demand alone."""
    found = {use.supplier: use for use in uses(STUDY)}
    assert found["lynas"].often == found["shenghe"].often == 1.0
    assert 0.15 < found["mp"].often < 0.25
    assert found["lynas"].p5 == found["lynas"].p95 == 200.0
    sure = monte_carlo_sentences(STUDY, VOICES["en"])[-1]
    assert sure.startswith("Bought from in at least 181 of the 190 draws with a plan: ")
    assert "Lynas" in sure
    assert "MP Materials" not in sure


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_probability_and_no_regret_is_claimed(language: str) -> None:
    """Only draws are counted: nothing is said of chances, nor of regret, which nobody computed."""
    said = " ".join(monte_carlo_sentences(STUDY, VOICES[language]))
    assert not re.search(
        r"regret|후회|nine in ten|10번 중|100번 중|nearly always|거의 언제나", said
    )
    meant = {"ko": "똑같이 있을 법", "en": "equally likely"}[language]
    assert said.count(meant) == 1


def test_a_drawn_limit_is_a_rule() -> None:
    """A limit among the inputs is said to be chosen; prices and demand are not."""
    rule = "limits.value where limit=cn_cap set"
    study = dataclasses.replace(STUDY, axes=(*STUDY.axes, Axis(rule, (0.3, 0.6))))
    (said,) = [
        text for text in monte_carlo_sentences(study, VOICES["en"]) if "rule one chooses" in text
    ]
    assert "share of China" in said
    assert "demand" not in said
    assert not any(
        "rule one chooses" in text for text in monte_carlo_sentences(STUDY, VOICES["en"])
    )


def test_one_input_and_one_draw_are_singular() -> None:
    """No '1 inputs', no '1 draws'."""
    study = dataclasses.replace(STUDY, axes=STUDY.axes[:1], points=STUDY.points[:1])
    said = " ".join(monte_carlo_sentences(study, VOICES["en"]))
    assert "1 input was drawn" in said
    assert "1 draw)" in said
    assert not re.search(r"\b1 (inputs|draws)", said)


def test_strongest_first_unknown_last() -> None:
    """Inputs stand by the size of their correlation, whatever its sign."""
    study = dataclasses.replace(STUDY, correlations={DEMAND: -0.4, PRICE: None}, axes=STUDY.axes)
    assert ranked(study) == [(DEMAND, -0.4), (PRICE, None)]


def test_reasons_are_counted() -> None:
    """Equal reasons are one line with its count."""
    ((why, count),) = reasons(STUDY, VOICES["en"])
    assert count == 10
    assert "dy_outside" in why


def test_nothing_planned_is_said() -> None:
    """Where no case has a plan, the sentences say so without numbers."""
    points = tuple(one for one in STUDY.points if one.objective is None)
    study = dataclasses.replace(STUDY, points=points, percentiles={}, correlations={})
    said = monte_carlo_sentences(study, VOICES["en"])
    assert len(said) == 2
    assert "(100%) had no plan" in said[1]


def test_pages_without_any_plan() -> None:
    """They are made all the same: reasons and results."""
    points = tuple(one for one in STUDY.points if one.objective is None)
    study = dataclasses.replace(STUDY, points=points, percentiles={}, correlations={})
    page, results = pages("en", study)
    assert "dy_outside" in str(grid(page, "reasons").records()[0]["why"])
    assert len(grid(results, "points").rows) == 1 + len(points)
    assert drawings(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_histogram_and_curve_hold_every_plan(language: str) -> None:
    """The bins' parts add up to 1; the curve has the study's own percentiles."""
    page = pages(language)[0]
    rows = grid(page, "percentiles").records()
    curve = {row["percentile"]: row["cost"] for row in rows}
    for p in (5, 50, 95):
        assert curve[f"P{p}"] == pytest.approx(STUDY.percentiles[p])
    parts = [row["part"] for row in grid(page, "bins").records()]
    assert sum(parts) == pytest.approx(1)  # type: ignore[arg-type]


def test_correlations_stand_sorted() -> None:
    """Demand with its range and strength comes before the price."""
    rows = grid(pages("en")[0], "drivers").records()
    assert [tuple(row.values()) for row in rows] == [
        ("demand (all)", "x 0.8 ~ 1.2", 0.999, "strong"),
        ("China price", "x 0.9 ~ 1.1", 0.02, "hardly any"),
    ]


def test_suppliers_have_a_page() -> None:
    """Each supplier stands with how often and how much is bought, and the plan now."""
    rows = grid(pages("en")[1], "uses").records()
    lynas = next(row for row in rows if row["supplier"] == "Lynas Rare Earths")
    assert list(lynas.values())[1:] == ["Australia", 1, 200, 200, 200, 200, "t"]


def test_charts_are_told() -> None:
    """Histogram, curve with its marks, correlations and suppliers have alternative texts."""
    told = [chart.about for page in pages("en") for chart in drawings(page)]
    assert len(told) == 4
    assert all(told)
    assert "P50: 49.5" in " ".join(told)
    assert "the strongest first: demand (all)" in " ".join(told)


def test_curve_is_marked_where_its_names_say() -> None:
    """The curve runs over all percentiles; each mark lies on its own, the base's on the base."""
    page = pages("en")[0]
    (curve,) = (one for one in drawings(page) if isinstance(one, Scatter))
    line, *marks = curve.tracks
    assert len(values(page, line.x)) == len(values(page, line.y)) == 21
    costs = [value for mark in marks for value in values(page, mark.x)]
    marked = [STUDY.percentiles[p] for p in (5, 50, 95)]
    assert costs == pytest.approx([*marked, STUDY.base.objective])


def test_results_hold_every_draw() -> None:
    """The base and 200 draws, each with its inputs."""
    rows = grid(pages("en")[-1], "points").records()
    draws = [row for row in rows if str(row["name"]).startswith("draw ")]
    assert len(draws) == 200
    assert all(row[f"edit {label}"] is not None for row in draws for label in (DEMAND, PRICE))
