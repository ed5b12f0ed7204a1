"""Each share that is printed says what it is a share of: quantity, spend, oxide, cost."""

import pytest
from described import drawings, texts
from sample_case import RUN
from sample_studies import sample_grid, sample_line, sample_scenarios
from sample_trades import tornado
from small_cases import ND, OFFER_A, OFFER_B, make, need
from test_page_snapshots import PAGES

from models.case import Material, Offer
from planner.explain.voice import Voice
from planner.page.page import Page, grids
from planner.study.points.result import found_json, measured_by
from planner.study.scenarios.pages import scenario_pages
from planner.study.sweep.found import SweepsFound
from planner.study.sweep.pages import sweep_pages
from planner.words import Language

BASIS = {
    "en": ("spend", "quantity", "oxide", "cost", "granted"),
    "ko": ("구매액", "금액", "수량", "산화물", "총비용", "허가"),
}
SHARE = {"en": "share", "ko": "비중"}


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_column_of_shares_names_its_basis(name: str, language: Language) -> None:
    """In the headings of all tables of the sample pages, or each row in a column of its own."""
    headings = [
        str(column.heading)
        for page in PAGES[name](language)
        for grid in grids(page.blocks)
        if all(column.key != "basis" for column in grid.columns)
        for column in grid.columns
        if SHARE[language] in str(column.heading).lower() and column.format.endswith("percent")
    ]
    assert [one for one in headings if not any(b in one.lower() for b in BASIS[language])] == []


UNLIKE = {"en": ("by quantity", "oxide"), "ko": ("수량", "산화물")}


def studies(language: Language) -> list[list[Page]]:
    """The pages of scenarios and of sweeps."""
    found, crossed = sample_scenarios(), SweepsFound((sample_line(), sample_grid()), dict(RUN))
    return [
        scenario_pages(found, Voice.of(found.case, language)),
        sweep_pages(crossed, Voice.of(crossed.case, language)),
    ]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_first_pages_show_no_share_over_unlike_materials(language: Language) -> None:
    """A country's share is one of spending there: tonnes of cerium drown what matters."""
    said = []
    for first, *_ in studies(language):
        headings = [str(c.heading) for grid in grids(first.blocks) for c in grid.columns]
        said += [*texts(first), *headings]
    # A rule of the case is said as it stands, whatever it measures.
    shares = [text for text in said if SHARE[language] in text.lower() and "cn_cap" not in text]
    assert any(BASIS[language][0] in text for text in shares)
    assert [text for text in shares if any(one in text for one in UNLIKE[language])] == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_charts_of_shares_say_of_what(language: Language) -> None:
    """On all pages of scenarios and sweeps."""
    titles = [
        drawing.title
        for pages in studies(language)
        for page in pages
        for drawing in drawings(page)
        if SHARE[language] in drawing.title.lower()
    ]
    assert len(titles) == 2
    assert [title for title in titles if BASIS[language][0] not in title] == []


def test_the_json_of_a_study_says_what_shares_are_measured_by() -> None:
    """Quantity; spend where pieces stand beside tonnes."""
    assert found_json(tornado())["measured_by"] == {"shares": "quantity", "look_through": "reo"}
    pieces = (Material("m", unit="pc"), Offer("m", "B", "m", price=1.0))
    assert measured_by(make(ND, OFFER_A, OFFER_B, *pieces, need(1)))["shares"] == "spend"
