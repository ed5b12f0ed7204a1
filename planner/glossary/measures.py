"""What a limit may measure: the columns it reads, its words, its step, how its values are written.

A new measure is one entry here, beside what the formulation and the audit make of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from models.selector import OFFER_FIELDS, STOCK_FIELDS
from planner.words import Words


@dataclass(frozen=True)
class LimitMeasure:
    """How a limit of one measure is filled in and read.

    ``words`` stand in the drop-down, ``said`` names what is measured, with places for the limit's
    columns. ``reads`` are the columns that count, beside those that every limit has, ``fields``
    what its selectors see; ``low`` and ``high`` bound its value, ``whole`` is what 100% of it is,
    if it counts to one. ``style`` is the cell style of its values; ``unit`` what a step of its
    bound is called (empty: the unit of what is measured, if it has one), ``step`` how much of the
    bound that step is. ``near``: how close to its bound a value
    binds (None: one part in a million).
    """

    words: Words
    said: Words
    reads: tuple[str, ...]
    fields: tuple[str, ...] = OFFER_FIELDS
    low: float | None = 0
    high: float | None = None
    whole: float | None = None
    style: Literal["percent", "n0", "n2"] = "n2"
    unit: str = ""
    step: float = 1.0
    near: float | None = None

    @property
    def percent(self) -> bool:
        """True for a fraction that people write in percent and move by points."""
        return self.style == "percent"


MEASURES: Mapping[str, LimitMeasure] = MappingProxyType({
    "share": LimitMeasure(
        Words("비율", "share"),
        Words(
            "{of} 비중{among}({weight} 기준, {stage})", "share of {of}{among} ({weight}, {stage})"
        ),
        ("of", "among", "weight", "stage"),
        high=1, style="percent", unit="point", step=0.01,
    ),
    "amount": LimitMeasure(
        Words("수량", "amount"),
        Words("{of} 구매량({weight} 기준, {stage})", "amount of {of} ({weight}, {stage})"),
        ("of", "among", "weight", "stage"),
    ),
    "average": LimitMeasure(
        Words("가중평균", "weighted mean"),
        Words("{of}의 평균 {attribute}", "average {attribute} of {of}"),
        ("of", "among", "attribute", "weight", "stage"),
        low=None,
    ),
    "hhi": LimitMeasure(
        Words("집중도", "concentration"),
        Words("{by}별 집중도(HHI){among}({weight} 기준)", "HHI by {by}{among} ({weight}, {stage})"),
        ("among", "by", "weight", "stage"),
        # It is held by tangents, which leave it this far from its bound.
        whole=10_000, style="n0", unit="HHI", near=0.02,
    ),
    "stock": LimitMeasure(
        Words("재고", "stock"), Words("{of} 재고", "stock of {of}"), ("of",), STOCK_FIELDS
    ),
})  # fmt: skip
