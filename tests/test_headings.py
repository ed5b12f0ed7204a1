"""A result calls a column of the case workbook as its heading does, and a country by its name."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from described import grid
from sample_plan import sample_plan

import planner
from models.terms.parts import COST_PARTS
from planner.explain.speak import input_value
from planner.explain.voice import Voice
from planner.glossary.costs import PARTS
from planner.report.orders import orders_page
from planner.schema.headings import declared, heading
from planner.schema.tables import SETTINGS, TABLES
from planner.words import Language

ROOMS = ("explain", "planning", "report", "study")
OTHERWISE = {
    ("도착", "Arrivals"): "a page about the way of orders, not the column of open orders",
    ("비용 구간, {}", "Cost, {}"): "what a plan costs, not one run or one shipment",
    ("비용", "Cost"): "what a plan costs in one future",
    ("비용, {}", "Cost, {}"): "what a plan costs over the futures",
    ("부족 비용 ({})", "Cost ({})"): "what unmet demand costs, not one run or one shipment",
    ("단계", "Step"): "a step from one sum to another, not a stage of the chain",
    ("부족 비용", "Cost of shortage"): "money of all that lacks, not the price of one unit",
    ("항목", "Part"): "a part of the cost, not a key of the settings",
    ("항목", "Item"): "a line of the record, not a key of the settings",
    ("비율", "Part"): "a part of the draws",
    ("기간", "Period"): "one period, not how long each is",
    ("값", "Value"): "what something comes to, not what an edit writes",
    ("종류", "Kind"): "what is scarce, not how firm a limit is",
    ("구분", "Kind"): "whether a row is new, gone or changed",
    ("대상", "Subject"): "what a price or a conflict is about, not a selector",
    ("시작", "Started"): "when the run began",
    ("영향", "Effect"): "how strongly an input moves the cost, not what an event does",
    ("영향, {}", "Effect, {}"): "money that a change moved",
    ("배수", "Factor"): "what an input was multiplied by",
    ("묶음", "Group"): "inputs taken over together, not a group of firms",
    ("가격", "Prices"): "a page or a cause, not one column",
    ("공급사", "Suppliers"): "a page of many",
    ("이름", "Name"): "the name of a point of a study",
    ("비고", "Remark"): "what the planner remarks, not what somebody noted",
    ("미래별 비용", "Futures"): "a page of costs, not how many are drawn",
}
"""Words of results that look like a column's heading and mean something else, and what."""


def plain(text: str) -> str:
    return re.sub(r" \(\{\}\)$|, \{\}$|\s", "", text).casefold()


def headings() -> Iterator[tuple[str, str]]:
    for column in (*SETTINGS, *(c for table in TABLES.values() for c in table.columns)):
        yield plain(column.heading.ko), plain(column.heading.en)


def literals() -> Iterator[tuple[str, str, str]]:
    """Every pair of words that results write out: where, Korean, English."""
    top = Path(planner.__file__).parent
    for path in sorted(file for room in ROOMS for file in (top / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Words":
                said = [one.value for one in node.args if isinstance(one, ast.Constant)]
                if len(said) == 2:
                    yield f"{path.relative_to(top)}:{node.lineno}", said[0], said[1]


def test_no_result_has_words_of_its_own_for_a_column() -> None:
    """A heading that equals a column's in either language comes from the declaration."""
    korean, english = (set(texts) for texts in zip(*headings(), strict=True))
    own = [
        (where, ko, en)
        for where, ko, en in literals()
        if en[:1].isupper() and (ko, en) not in OTHERWISE
        if plain(ko) in korean or plain(en) in english
    ]
    assert own == []


def test_every_exception_is_still_said() -> None:
    said = {(ko, en) for _, ko, en in literals()}
    assert set(OTHERWISE) <= said


@pytest.mark.parametrize("language", ["ko", "en"])
def test_orders_are_headed_as_the_case_workbook_is(language: Language) -> None:
    plan = sample_plan()
    orders = grid(orders_page(plan, Voice.of(plan.case, language)), "orders")
    shown = {column.heading for column in orders.columns}
    for table, key in (
        *(("offers", key) for key in ("supplier", "material", "license")),
        *(("suppliers", "country"), ("materials", "price_per"), ("open_orders", "quantity")),
    ):
        assert heading(table, key).to(language) in shown
    assert heading("offers", "price", "(USD)").to(language) in shown


def test_a_country_that_was_typed_is_shown_by_its_name() -> None:
    assert input_value("suppliers", "Country", "CN", "ko") == "중국"
    assert input_value("origins", "country", "vn", "en") == "Vietnam"
    assert input_value("suppliers", "supplier", "CN", "ko") == "CN"
    assert input_value("offers", "attr:ash", 0.5, "ko") == 0.5


def test_a_column_that_is_not_there_has_no_heading() -> None:
    with pytest.raises(KeyError):
        declared("settings", "nothing")
    with pytest.raises(KeyError):
        heading("offers", "nothing")


def test_every_part_of_the_cost_has_words_in_its_order() -> None:
    assert tuple(PARTS) == tuple(COST_PARTS)
