"""The workbook and the sentences of a frontier: what safety costs, and from whom it comes."""

import dataclasses
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from sample_case import CASE, VOICES
from sample_trades import COVER, LINE, SHARE, frontier, grid

from planner.explain.voice import Voice
from planner.study.frontier.amounts import alike
from planner.study.frontier.found import TradedMeasure
from planner.study.frontier.pages import write_frontier
from planner.study.frontier.words import (
    along,
    frontier_sentences,
    lines,
    measure_words,
    step_price,
    step_words,
    value_words,
)

LANGUAGES = ("ko", "en")


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("frontier")
    for language in LANGUAGES:
        write_frontier(frontier(), folder / f"{language}.xlsx", language)
        write_frontier(grid(), folder / f"{language}_grid.xlsx", language)
    return {path.stem: path for path in folder.iterdir()}


def rows_of(path: Path, place: int = 0) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path, data_only=True)
    return list(book.worksheets[place].iter_rows(values_only=True))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("study", [frontier(), grid()])
def test_sentences_print_anywhere(study: object, language: str) -> None:
    """Every sentence is filled in, and a Korean console can print it."""
    said = frontier_sentences(study, VOICES[language])  # type: ignore[arg-type]
    "".join(said).encode("cp949")
    assert not re.search(r"[{}]", "".join(said))


def test_sentences_price_the_next_point() -> None:
    """The next point, the turn at 50%, the end at 40%, and why no further."""
    said = frontier_sentences(frontier(), VOICES["en"])
    assert "costs 50.0 M USD, with share of China (any stage) at 80%" in said[0]
    assert "by 1 point from 80% costs 100,000 USD at first" in said[1]
    assert "Up to 50% all of it costs 4.00 M USD (8%) more" in said[2]
    assert "from 0.2 M USD to 1.00 M USD" in said[2]
    assert "at 40%. It costs 64.0 M USD, 14.0 M USD (28%) more" in said[3]
    assert "dy_outside" in said[4]
    assert "more is bought from Lynas Rare Earths; less from Shenghe" in said[5]


@pytest.mark.parametrize(("ratio", "free"), [(0.65, False), (0.02, False), (0.005, True)])
def test_a_tail_is_priced_by_the_million(ratio: float, free: bool) -> None:
    """The price is mean cost per money of tail: below a hundredth is almost nothing."""
    tail = TradedMeasure("cvar", "cvar", "USD", "less")
    trades = tuple(
        dataclasses.replace(t, asked={}, reached={"cvar": v}, marginal={"cvar": ratio})
        for t, v in zip(frontier().trades[:2], (65e6, 60e6), strict=True)
    )
    study = dataclasses.replace(frontier(), measures=(tail,), trades=trades)
    korean, english = (frontier_sentences(study, VOICES[language])[1] for language in LANGUAGES)
    assert ("next to nothing" in english) == free
    if not free:
        assert f"by 1.00 M USD from 65.0 M USD costs {ratio:g} M USD at first" in english
        assert f"6,500만 달러에서 100만 달러 더 낮추는 데 처음에는 {100 * ratio:g}만 달러" in korean


def test_one_way_of_money_in_a_sentence() -> None:
    """Korean counts small prices in ten thousands beside millions."""
    knee = frontier_sentences(frontier(), VOICES["ko"])[2]
    assert "400만 달러(8%)만" in knee
    assert "20만 달러에서 100만 달러로" in knee
    assert "200,000" not in knee
    assert alike((1.39e6, 217_703.0, 900.0), VOICES["ko"]) == (
        "139만 달러",
        "21.8만 달러",
        "900달러",
    )
    assert alike((217_703.0,), VOICES["en"]) == ("217,703 USD",)
    assert alike((1.39e6, 217_703.0), VOICES["en"]) == ("1.39 M USD", "0.218 M USD")
    settings = dataclasses.replace(CASE.settings, currency="XYZ")
    other = Voice.of(dataclasses.replace(CASE, settings=settings), "ko")
    assert alike((1.39e6, 217_703.0), other) == ("139만 XYZ", "21.8만 XYZ")


@pytest.mark.parametrize(
    ("language", "text"), [("ko", "목표 보유기간은 내려놓고"), ("en", "targets were put aside")]
)
def test_cover_traded_is_another_cheapest_plan(language: str, text: str) -> None:
    """Where cover is traded one sentence tells why this is not the plan's own cheapest."""
    said = frontier_sentences(grid(), VOICES[language])  # type: ignore[arg-type]
    assert sum(text in one for one in said) == 1
    assert not any(text in one for one in frontier_sentences(frontier(), VOICES[language]))  # type: ignore[arg-type]


def test_unmet_demand_is_not_hidden() -> None:
    """Where a safer plan leaves demand unmet, a sentence says from which point on."""
    study = frontier()
    last = study.trades[-1]
    short = dataclasses.replace(last, point=dataclasses.replace(last.point, shortage=9.0))
    study = dataclasses.replace(study, trades=(*study.trades[:-1], short))
    said = " ".join(frontier_sentences(study, VOICES["en"]))
    assert "from 40% on the plans leave some demand unmet (9 t)" in said
    assert "unmet" not in " ".join(frontier_sentences(frontier(), VOICES["en"]))


def test_nothing_to_draw_is_said(tmp_path: Path) -> None:
    """Without any plan the reason is said, and the workbook is written all the same."""
    study = dataclasses.replace(frontier(), trades=())
    (said,) = frontier_sentences(study, VOICES["en"])
    assert "dy_outside" in said
    write_frontier(study, tmp_path / "none.xlsx", "en")
    assert any(said in str(row[1]) for row in rows_of(tmp_path / "none.xlsx"))


def test_lines_differ_in_one_measure() -> None:
    """A grid falls into lines of equal cover, each from 80% down; the fullest comes first."""
    found = lines(grid(), SHARE)
    assert [len(line) for line in found] == [4, 4, 3]
    assert [trade.reached[SHARE.text] for trade in found[0]] == list(LINE)
    assert [trade.reached[COVER.text] for trade in along(grid(), COVER)] == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "kind", "korean", "english"),
    [
        (
            "share country=CN stage=any",
            "share",
            "중국 비중 (모든 단계)",
            "share of China (any stage)",
        ),
        (
            "share country=CN,element=Dy among element=Dy stage=mined weight=reo",
            "share",
            "중국, Dy 비중, Dy 중 (채굴)",
            "share of China, Dy in Dy (mined)",
        ),
        ("hhi by=supplier", "hhi", "공급사별 집중도(HHI)", "HHI by supplier"),
        ("cvar", "cvar", "최악 10% 평균 비용(CVaR)", "mean of the worst 10% (CVaR)"),
    ],
)
def test_measures_are_said(text: str, kind: str, korean: str, english: str) -> None:
    """What the user wrote is said in words of both languages."""
    measure = TradedMeasure(text, kind, "", "less")  # type: ignore[arg-type]
    assert measure_words(measure, VOICES["ko"]) == korean
    assert measure_words(measure, VOICES["en"]) == english


def test_values_and_steps_have_units() -> None:
    """Shares in percent and points, cover in months, HHI by the hundred."""
    hhi = TradedMeasure("hhi", "hhi", "HHI", "less")
    assert value_words(SHARE, 0.545, VOICES["en"]) == "54.5%"
    assert value_words(COVER, 1.25, VOICES["en"]) == "1.25 months"
    assert value_words(COVER, 1.25, VOICES["ko"]) == "1.25개월"
    assert step_words(COVER, VOICES["en"]) == "1 month"
    trade = dataclasses.replace(frontier().trades[0], marginal={"hhi": 50.0})
    assert (step_words(hhi, VOICES["en"]), step_price(hhi, trade)) == ("100 HHI points", 5000.0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plans_stand_with_their_prices(paths: dict[str, Path], language: str) -> None:
    """Bound, value, price of the next point, cost, extra cost; the knee is marked."""
    rows = rows_of(paths[language])
    knee = next(row for row in rows if row[3:6] == (0.5, 1e6, 54e6))
    assert knee[6:8] == (4e6, 0.08)
    assert {"ko": "여기부터 비싸짐", "en": "dear from here"}[language] in knee
    assert [row[1] for row in rows if row[1] in (1, 2, 3, 4)] == [1, 2, 3, 4]


def test_scatter_marks_base_and_knee(paths: dict[str, Path]) -> None:
    """A scatter with the line, the knee and the base, safer to the right; and prices."""
    with zipfile.ZipFile(paths["en"]) as package:
        charts = [
            package.read(name).decode() for name in package.namelist() if "charts/chart" in name
        ]
    scatter = next(chart for chart in charts if "scatterChart" in chart)
    assert scatter.count("<c:ser>") == 3
    assert "Becomes dear" in scatter
    assert "Base plan" in scatter
    assert '<c:orientation val="maxMin"/>' in scatter
    assert len(charts) == 4


def test_grid_is_a_heat_map(paths: dict[str, Path]) -> None:
    """Two measures give a coloured matrix of costs; the corner without a plan is blank."""
    book = openpyxl.load_workbook(paths["en_grid"])
    rules = [
        rule
        for found in book.worksheets[0].conditional_formatting
        for rule in found.rules
        if rule.type == "colorScale"
    ]
    assert len(rules) == 1
    rows = rows_of(paths["en_grid"])
    top = next(i for i, row in enumerate(rows) if row[2:5] == ("0 months", "1 month", "2 months"))
    assert [row[1] for row in rows[top + 1 : top + 5]] == ["80%", "60%", "50%", "40%"]
    assert rows[top + 1][2:5] == (50e6, 51e6, 52e6)
    assert rows[top + 4][2:5] == (58e6, 59e6, None)


def test_suppliers_along_the_frontier(paths: dict[str, Path]) -> None:
    """Tonnes and money of each supplier stand under each point, cheapest left."""
    rows = rows_of(paths["en"], 1)
    lynas = [row[2:6] for row in rows if row[1] == "Lynas Rare Earths"]
    assert lynas[0] == pytest.approx((100, 200, 250, 300))
    assert lynas[1] == pytest.approx((10e6, 20e6, 25e6, 30e6))


def test_results_say_what_was_asked(paths: dict[str, Path]) -> None:
    """The results sheet has a column of what was asked and reached, and the point left out."""
    rows = rows_of(paths["en"], -1)
    head = next(row for row in rows if "share of China (any stage): reached" in row)
    place = head.index("share of China (any stage): reached")
    assert [row[place] for row in rows[rows.index(head) + 1 :]][1:5] == list(LINE)
    assert any("no plan" in row for row in rows)
