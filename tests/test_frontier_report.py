"""The pages and the sentences of a frontier: what safety costs, and from whom it comes."""

import dataclasses
import re

import pytest
from described import drawings, grid, texts, values
from sample_case import CASE, VOICES
from sample_trades import COVER, LINE, SHARE, frontier
from sample_trades import grid as plans_of_two

from planner.explain.voice import Voice
from planner.page.conditions import Heat
from planner.page.drawing import Chart, Scatter
from planner.study.frontier.amounts import alike
from planner.study.frontier.found import TradedMeasure
from planner.study.frontier.pages import frontier_pages
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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("study", [frontier(), plans_of_two()])
def test_sentences_print_anywhere(study: object, language: str) -> None:
    """Every sentence is filled in, and a Korean console can print it."""
    said = frontier_sentences(study, VOICES[language])  # type: ignore[arg-type]
    "".join(said).encode("cp949")
    assert not re.search(r"[{}]", "".join(said))


def test_sentences_price_the_next_point() -> None:
    """The next point, the turn at 50%, the end at 40%, and why no further."""
    said = frontier_sentences(frontier(), VOICES["en"])
    assert "costs 50.0 M USD, with share of China (quantity, any stage) at 80%" in said[0]
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
    said = frontier_sentences(plans_of_two(), VOICES[language])
    assert sum(text in one for one in said) == 1
    assert not any(text in one for one in frontier_sentences(frontier(), VOICES[language]))


def test_unmet_demand_is_not_hidden() -> None:
    """Where a safer plan leaves demand unmet, a sentence says from which point on."""
    study = frontier()
    last = study.trades[-1]
    short = dataclasses.replace(last, point=dataclasses.replace(last.point, shortage=9.0))
    study = dataclasses.replace(study, trades=(*study.trades[:-1], short))
    said = " ".join(frontier_sentences(study, VOICES["en"]))
    assert "from 40% on the plans leave some demand unmet (9 t)" in said
    assert "unmet" not in " ".join(frontier_sentences(frontier(), VOICES["en"]))


def test_nothing_to_draw_is_said() -> None:
    """Without any plan the reason is said, and the pages are made all the same."""
    study = dataclasses.replace(frontier(), trades=())
    (said,) = frontier_sentences(study, VOICES["en"])
    assert "dy_outside" in said
    page, results = frontier_pages(study, VOICES["en"])
    assert said in texts(page)
    assert drawings(page) == []
    assert [row["status"] for row in grid(results, "points").records()] == ["has a plan", "no plan"]


def test_lines_differ_in_one_measure() -> None:
    """A grid falls into lines of equal cover, each from 80% down; the fullest comes first."""
    found = lines(plans_of_two(), SHARE)
    assert [len(line) for line in found] == [4, 4, 3]
    assert [trade.reached[SHARE.text] for trade in found[0]] == list(LINE)
    assert [trade.reached[COVER.text] for trade in along(plans_of_two(), COVER)] == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "kind", "korean", "english"),
    [
        (
            "share country=CN stage=any",
            "share",
            "중국 비중 (수량, 모든 단계)",
            "share of China (quantity, any stage)",
        ),
        (
            "share country=CN,element=Dy among element=Dy stage=mined weight=reo",
            "share",
            "중국, Dy 비중, Dy 중 (산화물 환산량, 채굴)",
            "share of China, Dy in Dy (oxide equivalent, mined)",
        ),
        ("hhi by=supplier", "hhi", "공급사별 집중도(HHI) (수량)", "HHI by supplier (quantity)"),
        ("cvar", "cvar", "최악 10% 평균 비용(CVaR)", "mean of the worst 10% (CVaR)"),
    ],
)
def test_measures_are_said(text: str, kind: str, korean: str, english: str) -> None:
    """What the user wrote is said in words of both languages."""
    weight = "reo" if "weight=reo" in text else "quantity"
    measure = TradedMeasure(text, kind, "", "less", weight)  # type: ignore[arg-type]
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
def test_plans_stand_with_their_prices(language: str) -> None:
    """Bound, value, price of the next point, cost, extra cost; the knee is marked."""
    rows = grid(frontier_pages(frontier(), VOICES[language])[0], "plans").records()
    assert [row["number"] for row in rows] == [1, 2, 3, 4]
    cheapest, knee = rows[0], rows[2]
    asked, reached, price = (knee[f"{key} {SHARE.text}"] for key in ("asked", "reached", "next"))
    assert (asked, reached, price, knee["cost"]) == (0.5, 0.5, 1e6, 54e6)
    assert (knee["extra"], knee["extra part"]) == (4e6, 0.08)
    assert knee["mark"] == {"ko": "여기부터 비싸짐", "en": "dear from here"}[language]
    assert cheapest["mark"] == {"ko": "가장 쌈", "en": "cheapest"}[language]


def test_scatter_marks_base_and_knee() -> None:
    """A scatter with the line, the knee and the base, safer to the right; and prices."""
    page, suppliers, _ = frontier_pages(frontier(), VOICES["en"])
    scatter, prices = drawings(page)
    assert isinstance(scatter, Scatter)
    assert isinstance(prices, Chart)
    line, knee, base = scatter.tracks
    assert (knee.name, base.name) == ("Becomes dear", "Base plan")
    assert (values(page, knee.y), values(page, base.y)) == ([54e6], [50e6])
    assert values(page, line.x) == list(LINE)
    assert scatter.across.reverse
    assert values(page, prices.series[0].values) == pytest.approx([0.1e6, 0.2e6, 1e6])
    assert len(drawings(suppliers)) == 2


def test_a_line_for_each_bound_of_the_other_measure() -> None:
    """Each line of a grid begins where the one before it ends."""
    page = frontier_pages(plans_of_two(), VOICES["en"])[0]
    first = drawings(page)[0]
    assert isinstance(first, Scatter)
    tracks = [values(page, track.x) for track in first.tracks if track.width]
    assert tracks == [list(LINE), list(LINE), list(LINE[:3])]


def test_grid_is_a_heat_map() -> None:
    """Two measures give a coloured matrix of costs; the corner without a plan is blank."""
    page = frontier_pages(plans_of_two(), VOICES["en"])[0]
    heat = grid(page, "heat")
    assert [type(rule) for rule in heat.conditions] == [Heat]
    assert [column.heading for column in heat.columns][1:] == ["0 months", "1 month", "2 months"]
    rows = [list(row.values()) for row in heat.records()]
    assert [row[0] for row in rows] == ["80%", "60%", "50%", "40%"]
    assert rows[0][1:] == [50e6, 51e6, 52e6]
    assert rows[3][1:] == [58e6, 59e6, None]


def test_suppliers_along_the_frontier() -> None:
    """Tonnes and money of each supplier stand under each point, cheapest left."""
    page = frontier_pages(frontier(), VOICES["en"])[1]
    for key, amounts in (("tonnes", (100, 200, 250, 300)), ("spend", (10e6, 20e6, 25e6, 30e6))):
        rows = grid(page, key).records()
        lynas = next(row for row in rows if row["supplier"] == "Lynas Rare Earths")
        assert [lynas[str(place)] for place in range(4)] == pytest.approx(amounts)


def test_small_suppliers_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind the largest suppliers all others stand together, and nothing is lost."""
    whole = grid(frontier_pages(frontier(), VOICES["en"])[1], "tonnes").records()
    monkeypatch.setattr("planner.study.frontier.supplier_page.MOST_SUPPLIERS", 1)
    first, others = grid(frontier_pages(frontier(), VOICES["en"])[1], "tonnes").records()
    assert first == whole[0]
    assert others == whole[1] | {"supplier": "Others"}


def test_results_say_what_was_asked() -> None:
    """The results have a column of what was asked and reached, and the point left out."""
    results = grid(frontier_pages(frontier(), VOICES["en"])[-1], "points")
    key = f"reached {SHARE.text}"
    heading = results.columns[results.column(key)].heading
    assert heading == "share of China (quantity, any stage): reached"
    rows = results.records()
    assert [row[key] for row in rows] == [None, *LINE, None]
    assert rows[-1]["status"] == "no plan"
