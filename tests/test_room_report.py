"""The pages and the sentences of the room: who can be traded away, at what price offers turn."""

import dataclasses
import re

import pytest
from described import drawings, grid, values
from hypothesis import given
from hypothesis import strategies as st
from sample_case import VOICES
from sample_trades import NONE, room

from planner.page.drawing import Chart
from planner.study.room.found import Range
from planner.study.room.pages import room_pages
from planner.study.room.range_bars import segments
from planner.study.room.words import cut, room_sentences, turning_price, verdict

LANGUAGES = ("ko", "en")
AMOUNT = st.floats(0.0, 1e6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_print_anywhere(language: str) -> None:
    """Every sentence is filled in, and a Korean console can print it."""
    said = room_sentences(room(), VOICES[language])
    "".join(said).encode("cp949")
    assert not re.search(r"[{}]", "".join(said))


def test_sentences_say_who_can_go() -> None:
    """Shenghe can be left out, Lynas cannot, Northern and MP can come in."""
    said = room_sentences(room(), VOICES["en"])
    assert "1% (500,000 USD)" in said[0]
    assert said[1].startswith("Can be left out: Shenghe Resources.")
    assert said[2].startswith("Cannot go: Lynas Rare Earths.")
    assert "MP Materials (up to 120 t)" in said[3]
    assert "China Northern Rare Earth (up to 900 kg)" in said[3]
    assert "From China come 300 t REO now; within 1% it can be between 0 t REO and 310" in said[4]


def test_levers_name_price_and_rival() -> None:
    """The biggest suppliers come with their volume, the price to refuse, and the nearest rival."""
    said = room_sentences(room(), VOICES["en"])
    shenghe = next(text for text in said if text.startswith("Shenghe Resources ("))
    assert "60% of spending" in shenghe
    assert "all of its 300 t can go" in shenghe
    assert "above 90.2 USD/kg (10% up) its NdPr" in shenghe
    assert "MP Materials comes in for NdPr" in shenghe
    assert "at 98.8 USD/kg, 5% below its price now" in shenghe
    lynas = next(text for text in said if text.startswith("Lynas Rare Earths ("))
    assert "hardly any of its 200 t can go" in lynas
    assert "nothing can replace its NdPr" in lynas


def test_nearest_offers_close_the_sentences() -> None:
    """The smallest cut and the smallest rise are named with their percentage."""
    nearest, weakest = room_sentences(room(), VOICES["en"])[-2:]
    assert re.search(r"MP Materials .*\(-5\.0%\), Neo Performance .*\(-20\.0%\)", nearest)
    assert "Shenghe Resources" in weakest
    assert "(+10.0%)" in weakest


def test_without_a_base_only_that_is_said() -> None:
    """A room without a base plan says why, and no number."""
    (said,) = room_sentences(dataclasses.replace(room(), base=NONE), VOICES["en"])
    assert "dy_outside" in said


def test_verdicts() -> None:
    """A range is judged by what must stay of what is bought now."""
    kinds = [verdict(one) for one in room().ranges[:4]]
    assert kinds == ["held", "out", "new", "new"]
    assert verdict(Range("supplier", "x", "t", 30.0, 60.0, 70.0)) == "part"
    assert verdict(Range("supplier", "x", "t", 0.0, 0.0, 0.0)) == "idle"


def test_turning_prices() -> None:
    """A cut is a negative part of the price; an offer that never turns has none."""
    mp, _, never, shenghe, _ = room().turnings
    assert cut(mp) == pytest.approx(-0.05)
    assert turning_price(shenghe) == pytest.approx(90.2)
    assert cut(never) is None
    assert turning_price(never) is None


@given(AMOUNT, AMOUNT, AMOUNT, st.floats(1e-3, 1e4))
def test_bars_reach_from_least_to_most(a: float, b: float, c: float, width: float) -> None:
    """The parts of a floating bar are never negative and end at the most, or at the mark's end."""
    least, now, most = sorted((a, b, c))
    parts = segments(Range("supplier", "x", "t", least, now, most), width)
    assert min(parts) >= 0.0
    assert parts[0] == least
    assert sum(parts) == pytest.approx(max(most, least + width))
    mark = parts[0] + parts[1]
    assert mark - width <= now <= mark + 2 * width + 1e-6


@pytest.mark.parametrize("language", LANGUAGES)
def test_ranges_stand_with_verdicts(language: str) -> None:
    """Least, now, most, what can be cut, and the verdict in words and colour."""
    shown = grid(room_pages(room(), VOICES[language])[0], "ranges supplier")
    place = [row["name"] for row in shown.records()].index("Shenghe Resources")
    shenghe = shown.records()[place]
    assert shenghe["unit"] == "t"
    assert shenghe["share"] == pytest.approx(0.6)
    assert [shenghe[key] for key in ("least", "now", "most", "cut")] == [0, 300, 310, 300]
    assert shenghe["part"] == 1
    assert shenghe["verdict"] == {"ko": "뺄 수 있음", "en": "can go"}[language]
    assert list(shown.cells())[place][-1].look == "good"


def test_each_unit_has_its_chart() -> None:
    """Tonnes, kilograms and countries are three charts; offers two more, all told in words."""
    page, prices, _ = room_pages(room(), VOICES["en"])
    floating, bars = drawings(page), drawings(prices)
    assert len(floating) == 3
    assert all("Floating bars" in chart.about for chart in floating)
    assert len(bars) == 2
    assert all(chart.about.startswith("Bars of the") for chart in bars)
    for chart in floating:
        assert isinstance(chart, Chart)
        assert chart.stacked == "stacked"
        assert [one.hidden for one in chart.series] == [True, False, False, False]


def test_bars_show_what_the_ranges_are() -> None:
    """The parts of each bar end at the most of who it is named after, the longest first."""
    page = room_pages(room(), VOICES["en"])[0]
    chart = drawings(page)[0]
    assert isinstance(chart, Chart)
    parts = [values(page, one.values) for one in chart.series]
    ends = [sum(bar) for bar in zip(*parts, strict=True)]
    assert values(page, chart.series[0].names)[:2] == ["Lynas Rare Earths", "Shenghe Resources"]
    assert ends == pytest.approx([320.0, 310.0, 120.0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_offers_stand_by_nearness(language: str) -> None:
    """Idle offers by the cut they need, used ones by the rise they stand, the rest with a why."""
    page = room_pages(room(), VOICES[language])[1]
    idle, used = (grid(page, key).records() for key in ("idle", "used"))
    assert [row["offer"] for row in idle] == ["mp_ndpr", "neo_ndpr", "vn_metal"]
    assert [row["offer"] for row in used] == ["shenghe_ndpr", "lynas_ndpr"]
    mp, _, never = idle
    assert (mp["per"], mp["price"], mp["change"]) == ("USD/kg", 104, -5.2)
    assert (mp["part"], mp["turns"]) == (pytest.approx(-0.05), pytest.approx(98.8))
    assert (
        never["remark"] == {"ko": "공짜여도 들어오지 않음", "en": "not even for nothing"}[language]
    )


def test_a_chart_of_offers_leaves_out_what_never_turns() -> None:
    """Two of three idle offers have a bar."""
    page = room_pages(room(), VOICES["en"])[1]
    chart = drawings(page)[0]
    assert isinstance(chart, Chart)
    assert values(page, chart.series[0].values) == pytest.approx([-0.05, -0.2])


def test_results_hold_the_ends() -> None:
    """The plans at the ends of the ranges stand among the results under their names."""
    rows = grid(room_pages(room(), VOICES["en"])[-1], "points").records()
    assert [row["name"] for row in rows] == ["base", "shenghe least"]
