"""The parts of a plan's cost, in the order in which every table shows them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from models.terms.parts import COST_PARTS
from planner.words import Words


class CostPart(NamedTuple):
    """A part of the cost as it is named in a table, and within a sentence.

    ``paid``: a bill comes for it. Others are counted alone, so that the plan avoids them.
    """

    name: Words
    said: Words
    paid: bool = True


_WORDS = {
    "purchase": CostPart(Words("구매", "Purchases"), Words("구매비", "purchases")),
    "take_or_pay": CostPart(
        Words("의무 인수 미달 지급", "Take-or-pay shortfall"),
        Words("의무 인수 미달 지급", "take-or-pay shortfall"),
    ),
    "order": CostPart(Words("주문 비용", "Order costs"), Words("주문 비용", "order costs")),
    "process": CostPart(Words("가공", "Processing"), Words("가공비", "processing")),
    "route": CostPart(Words("운송", "Routes"), Words("운송비", "routes")),
    "release": CostPart(
        Words("비축 방출", "Stockpile releases"), Words("비축 방출", "stockpile releases")
    ),
    "holding": CostPart(Words("재고 유지", "Holding stock"), Words("재고 유지", "holding stock")),
    "cover": CostPart(
        Words("목표 재고 미달", "Cover shortfall"),
        Words("목표 재고 미달", "cover shortfall"),
        paid=False,
    ),
    "penalty": CostPart(
        Words("권장 한도 초과", "Recommended limits exceeded"),
        Words("권장 한도 초과", "recommended limits exceeded"),
        paid=False,
    ),
    "shortage": CostPart(Words("부족", "Shortage"), Words("부족 비용", "shortage"), paid=False),
    "end_value": CostPart(
        Words("기말 재고 가치 (차감)", "Value of closing stock (credit)"),
        Words("기말 재고 가치", "value of closing stock"),
        paid=False,
    ),
}  # fmt: skip

PARTS: Mapping[str, CostPart] = MappingProxyType({part: _WORDS[part] for part in COST_PARTS})
"""By the key that the plan and the JSON use; a part of the cost without words is a KeyError."""


def signed(part: str, amount: float) -> float:
    """Return a printed amount as it counts in the total: a credit is taken off."""
    return COST_PARTS[part] * amount
