"""Each share that is printed says what it is a share of: quantity, spend, oxide, cost."""

import pytest
from sample_trades import tornado
from small_cases import ND, OFFER_A, OFFER_B, make, need
from test_page_snapshots import PAGES

from models.case import Material, Offer
from planner.page.page import grids
from planner.study.points.result import found_json, measured_by
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


def test_the_json_of_a_study_says_what_shares_are_measured_by() -> None:
    """Quantity; spend where pieces stand beside tonnes."""
    assert found_json(tornado())["measured_by"] == {"shares": "quantity", "look_through": "reo"}
    pieces = (Material("m", unit="pc"), Offer("m", "B", "m", price=1.0))
    assert measured_by(make(ND, OFFER_A, OFFER_B, *pieces, need(1)))["shares"] == "spend"
