"""Events: what they hit, how often, how long, and what they do to it."""

from collections.abc import Iterator

from models.selector import OFFER_FIELDS, Selector
from planner.workbook.checks.policy import quantiles
from planner.workbook.checks.selection import offer_texts, read_selector
from planner.workbook.checks.unmatched import unmatched
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, kind

EVENT_NEVER = kind(
    "W642",
    (
        "연 확률이 없어 이 충격은 일어나지 않습니다.",
        "Without per_year this event never happens.",
    ),
    ("per_year에 0.1처럼 적으세요.", "Write a probability such as 0.1 under per_year."),
    headline="left_out",
)
EVENT_WITHOUT_LENGTH = kind(
    "W643",
    (
        "지속 개월이 없어 이 충격은 바로 끝나고 아무 영향이 없습니다.",
        "Without months_p50 and months_p90 this event ends at once and changes nothing.",
    ),
    (
        "months_p50과 months_p90에 2와 6처럼 적으세요.",
        "Write months such as 2 and 6 under months_p50 and months_p90.",
    ),
    headline="left_out",
)
EVENT_WITHOUT_EFFECT = kind(
    "W644",
    (
        "효과가 없어 이 충격은 아무것도 바꾸지 않습니다.",
        "Without an effect this event changes nothing.",
    ),
    (
        "effect에서 stop, slow, price 중 하나를 고르세요.",
        "Choose stop, slow or price under effect.",
    ),
    headline="left_out",
)
EVENT_WITHOUT_FACTOR = kind(
    "E641",
    (
        "영향이 {effect}인데 배수(factor)가 없습니다.",
        "The effect {effect} needs a factor.",
    ),
    ("factor에 1.5처럼 적으세요.", "Write one, such as 1.5, under factor."),
)


def events(draft: Draft) -> Iterator[Fault]:
    """Events that hit something, with what it takes to draw them."""
    offers = offer_texts(draft)
    for row in draft.table("events"):
        selector = read_selector(row, "of", OFFER_FIELDS)
        if isinstance(selector, Fault):
            yield selector
        elif isinstance(selector, Selector):
            yield from unmatched(row, "of", selector, offers)
        yield from quantiles(row, "months_p50", "months_p90")
        if row.sound("per_year") and not row["per_year"]:
            yield EVENT_NEVER.at(row.spot("per_year"))
        lengths = ("months_p50", "months_p90")
        if row.sound(*lengths) and not row.has(lengths[0]) and not row.has(lengths[1]):
            yield EVENT_WITHOUT_LENGTH.at(row.spot("months_p50"))
        if row.sound("effect") and not row.has("effect"):
            yield EVENT_WITHOUT_EFFECT.at(row.spot("effect"))
        needs_factor = row.sound("effect", "factor") and row["effect"] in ("slow", "price")
        if needs_factor and not row.has("factor"):
            yield EVENT_WITHOUT_FACTOR.at(row.spot("factor"), effect=row["effect"])


CHECKS = (events,)
