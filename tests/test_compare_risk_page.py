"""The page of plans of unlike measures of risk, side by side."""

import dataclasses

import pytest
from described import drawings, grid, values
from sample_case import VOICES
from sample_risk import sample_risk

from planner.page.drawing import Chart
from planner.study.compare_risk.found import Compared
from planner.study.compare_risk.pages import MOST_SUPPLIERS, comparison_page
from planner.words import Words

FEW = (("lynas", 0.7), ("shenghe", 0.3))
MANY = tuple((f"s{i:02}", 1.0 / 12) for i in range(12))


def compared(name: str, shares: tuple[tuple[str, float], ...]) -> Compared:
    """A plan judged both ways; foresight costs half as much."""
    rolling = sample_risk().own
    foresight = dataclasses.replace(rolling, mean=rolling.mean / 2, cvar=rolling.cvar / 2)
    return Compared(Words(name, name), 40e6, foresight, rolling, shares)


ROWS = [compared("none", FEW), compared("cvar", MANY)]
PAGE = comparison_page(ROWS, 200, VOICES["en"])


def test_every_judgement_is_shown_and_the_promise_once() -> None:
    """The stricter judgement of a plan stands first, with what the plan promised."""
    rolling, foresight = ROWS[0].judged, ROWS[0].foresight
    found = grid(PAGE, "judgements").records()
    assert [(row["plan"], row["promised"], row["mean"]) for row in found] == [
        ("none", 40e6, rolling.mean),
        ("none", None, foresight.mean),
        ("cvar", 40e6, rolling.mean),
        ("cvar", None, foresight.mean),
    ]
    blind = [dataclasses.replace(row, rolling=None) for row in ROWS]
    alone = grid(comparison_page(blind, 200, VOICES["en"]), "judgements").records()
    assert [(row["plan"], row["promised"]) for row in alone] == [("none", 40e6), ("cvar", 40e6)]


def test_the_chart_shows_the_stricter_judgement() -> None:
    """Mean, tail and P95 of every plan."""
    chart = drawings(PAGE)[0]
    assert isinstance(chart, Chart)
    for series, key in zip(chart.series, ("mean", "cvar", "p95"), strict=True):
        assert values(PAGE, series.names) == ["none", "cvar"]
        assert values(PAGE, series.values) == [getattr(row.judged, key) for row in ROWS]


def test_suppliers_beyond_the_largest_are_one_row() -> None:
    """Their shares are added up, so that each plan's come to the whole; the chart stacks all."""
    found = grid(PAGE, "shares").records()
    assert len(found) == MOST_SUPPLIERS + 1
    assert found[-1]["supplier"] == "Others"
    for plan in ("0", "1"):
        assert sum(float(str(row[plan])) for row in found) == pytest.approx(1.0)
    chart = drawings(PAGE)[1]
    assert isinstance(chart, Chart)
    assert [series.name for series in chart.series] == [row["supplier"] for row in found]
    assert values(PAGE, chart.series[0].names) == ["none", "cvar"]


def test_without_orders_there_are_no_shares() -> None:
    """One chart, and no table of suppliers."""
    page = comparison_page([compared("none", ())], 200, VOICES["en"])
    assert len(drawings(page)) == 1
    with pytest.raises(AssertionError):
        grid(page, "shares")
