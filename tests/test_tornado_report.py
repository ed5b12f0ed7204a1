"""The workbook and the sentences of a tornado say what moves the cost and what breaks the plan."""

import dataclasses
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from sample_case import VOICES
from sample_trades import NONE, RUN, tornado

from planner.study.tornado.pages import write_tornado
from planner.study.tornado.words import moved, ranked, swing, tornado_sentences

LANGUAGES = ("ko", "en")


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("tornado")
    for language in LANGUAGES:
        write_tornado(tornado(), folder / f"{language}.xlsx", language)
    return {language: folder / f"{language}.xlsx" for language in LANGUAGES}


def rows_of(path: Path, place: int = 0) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path, data_only=True)
    return list(book.worksheets[place].iter_rows(values_only=True))


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


def test_widest_known_swing_comes_first() -> None:
    """Bars stand by the largest known change; an end without a plan counts for nothing."""
    study = tornado()
    assert [bar.label for bar in ranked(study)] == ["demand", "price CN", "limit dy", "freight"]
    assert swing(study.bars[0], study) == pytest.approx(1e6)


def test_comers_and_goers() -> None:
    """Suppliers that come in or go are told; of a point without a plan nothing is."""
    study = tornado()
    assert moved(study.bars[2].high, study.base) == (["mp"], [])
    assert moved(NONE, study.base) == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_table_holds_costs_changes_and_words(paths: dict[str, Path], language: str) -> None:
    """Each input stands with both costs, both changes, and what has no plan in words."""
    rows = rows_of(paths[language])
    name = {"ko": "수요", "en": "Demand"}[language]
    demand = next(row for row in rows if row[1] == name)
    assert demand[3:6] == (40e6, -10e6, -0.2)
    assert demand[6:9] == (62e6, 12e6, 0.24)
    assert demand[9] == 12e6
    text = {"ko": "계획 없음", "en": "no plan"}[language]
    broken = next(row for row in rows if row[3:4] == (49e6,))
    assert broken[6] == text
    assert any(row[4] == "+20%" and "dy_outside" in str(row[1]) for row in rows)


def test_chart_is_told_and_record_kept(paths: dict[str, Path]) -> None:
    """One chart with a text for those who cannot see it; the input stands below."""
    with zipfile.ZipFile(paths["en"]) as package:
        drawn = package.read("xl/drawings/drawing1.xml").decode()
        charts = [name for name in package.namelist() if "charts/chart" in name]
        chart = package.read(charts[0]).decode()
    assert len(charts) == 1
    assert "The longest bar is Demand" in drawn
    assert '<c:overlap val="100"/>' in chart
    assert any(str(RUN["input"]) in str(row[1]) for row in rows_of(paths["en"]))


def test_results_name_inputs_and_factors(paths: dict[str, Path]) -> None:
    """The results sheet holds the base and both ends of every input."""
    rows = rows_of(paths["en"], -1)
    found = [row for row in rows if "Demand" in row]
    assert [row[row.index("Demand") + 1] for row in found] == [0.8, 1.2]
    assert sum("has a plan" in row or "no plan" in row for row in rows) == 9
