"""The workbook and the sentences of a Monte Carlo study."""

import dataclasses
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from sample_case import VOICES
from sample_trades import DEMAND, PRICE, monte_carlo

from planner.outcomes.point import Axis
from planner.study.monte_carlo.pages import write_monte_carlo
from planner.study.monte_carlo.words import monte_carlo_sentences, ranked, reasons, uses

LANGUAGES = ("ko", "en")
STUDY = monte_carlo()


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("monte_carlo")
    for language in LANGUAGES:
        write_monte_carlo(STUDY, folder / f"{language}.xlsx", language)
    return {language: folder / f"{language}.xlsx" for language in LANGUAGES}


def rows_of(path: Path, place: int = 0) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path, data_only=True)
    return list(book.worksheets[place].iter_rows(values_only=True))


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
    """Where no case has a plan, the sentences and the workbook say so without numbers."""
    points = tuple(one for one in STUDY.points if one.objective is None)
    study = dataclasses.replace(STUDY, points=points, percentiles={}, correlations={})
    said = monte_carlo_sentences(study, VOICES["en"])
    assert len(said) == 2
    assert "(100%) had no plan" in said[1]


def test_workbook_without_any_plan(tmp_path: Path) -> None:
    """It is written all the same: reasons and results."""
    points = tuple(one for one in STUDY.points if one.objective is None)
    study = dataclasses.replace(STUDY, points=points, percentiles={}, correlations={})
    write_monte_carlo(study, tmp_path / "none.xlsx", "en")
    assert any("dy_outside" in str(row[1]) for row in rows_of(tmp_path / "none.xlsx"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_histogram_and_curve_hold_every_plan(paths: dict[str, Path], language: str) -> None:
    """The bins' parts add up to 1; the curve has the study's own percentiles."""
    rows = rows_of(paths[language])
    head = {"ko": "백분위", "en": "Percentile"}[language]
    top = next(i for i, row in enumerate(rows) if head in row)
    place = rows[top].index(head)
    curve = {row[place]: row[place + 4] for row in rows[top + 1 :] if row[place]}
    for p in (5, 50, 95):
        assert curve[f"P{p}"] == pytest.approx(STUDY.percentiles[p])
    bins = [row[4] for row in rows[top + 1 :] if isinstance(row[4], float | int)]
    assert sum(bins) == pytest.approx(1)


def test_correlations_stand_sorted(paths: dict[str, Path]) -> None:
    """Demand with its range and strength comes before the price."""
    rows = [row for row in rows_of(paths["en"]) if row[7] in ("demand (all)", "China price")]
    assert [row[10:13] for row in rows] == [
        ("x 0.8 ~ 1.2", 0.999, "strong"),
        ("x 0.9 ~ 1.1", 0.02, "hardly any"),
    ]


def test_suppliers_have_a_page(paths: dict[str, Path]) -> None:
    """Each supplier stands with how often and how much is bought, and the plan now."""
    rows = rows_of(paths["en"], 1)
    lynas = next(row for row in rows if row[1] == "Lynas Rare Earths")
    assert lynas[4:] == ("Australia", 1, 200, 200, 200, 200, "t", *lynas[11:])


def test_charts_are_told(paths: dict[str, Path]) -> None:
    """Histogram, curve with its marks, correlations and suppliers have alternative texts."""
    with zipfile.ZipFile(paths["en"]) as package:
        names = [name for name in package.namelist() if re.search(r"drawings/drawing\d", name)]
        told = " ".join(package.read(name).decode() for name in names)
    assert len(re.findall(r'descr="[^"]+"', told)) == 4
    assert "P50: 49.5" in told
    assert "the strongest first: demand (all)" in told


def test_results_hold_every_draw(paths: dict[str, Path]) -> None:
    """The base and 200 draws, each with its inputs."""
    rows = rows_of(paths["en"], -1)
    assert sum(str(row[0]).startswith("draw ") for row in rows) == 200
