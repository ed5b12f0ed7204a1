"""What a limit may measure: its words, its unit, its step and how its values are written.

A new measure is one entry here, beside what the formulation and the audit make of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from models.selector import OFFER_FIELDS, STOCK_FIELDS
from planner.words import Words


@dataclass(frozen=True)
class Measure:
    """How a limit's values are read.

    ``said`` names what is measured, with places for the limit's columns. ``style`` is the cell
    style of its values; ``unit`` what a step of its bound is called (empty: the unit of what is
    measured, if it has one), ``step`` how much of the bound that step is. ``near``: how close to
    its bound a value binds (None: one part in a million). ``fields`` are what its selectors see.
    """

    said: Words
    style: Literal["percent", "n0", "n2"] = "n2"
    unit: str = ""
    step: float = 1.0
    near: float | None = None
    fields: tuple[str, ...] = OFFER_FIELDS

    @property
    def percent(self) -> bool:
        """True for a fraction that people write in percent and move by points."""
        return self.style == "percent"


MEASURES: Mapping[str, Measure] = MappingProxyType({
    "share": Measure(
        Words(
            "{of} 비중{among}({weight} 기준, {stage})", "share of {of}{among} ({weight}, {stage})"
        ),
        "percent", "point", 0.01,
    ),
    "amount": Measure(
        Words("{of} 구매량({weight} 기준, {stage})", "amount of {of} ({weight}, {stage})")
    ),
    "average": Measure(Words("{of}의 평균 {attribute}", "average {attribute} of {of}")),
    "hhi": Measure(
        Words("{by}별 집중도(HHI){among}({weight} 기준)", "HHI by {by}{among} ({weight}, {stage})"),
        # Held by tangents, which leave it this far from its bound.
        "n0", "HHI", near=0.02,
    ),
    "stock": Measure(Words("{of} 재고", "stock of {of}"), fields=STOCK_FIELDS),
})  # fmt: skip
