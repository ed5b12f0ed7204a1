"""What every study is made of: points, each one case and its plan. Rows and money, no solver words.

A study makes the plan of many cases that differ by a few edits; each is a *point*. Reports, words
and the JSON read these and look no further. Quantities are in the unit named beside them, money in
the plan's currency, discounted where the plan's cost is.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, Protocol

from models.case import Case
from models.solution import Status
from models.terms.units import common_unit
from planner.outcomes.plan import Conflict


@dataclass(frozen=True)
class Bought:
    """What a point's plan orders of one material from one supplier, over the whole plan."""

    supplier: str
    country: str
    material: str
    quantity: float
    unit: str
    spend: float
    """Price, duty and freight, undiscounted."""


def share_weight(case: Case) -> Literal["quantity", "spend"]:
    """By what ``Point.shares`` are measured: spend where quantities cannot be added up."""
    known = common_unit({case.material[offer.material].unit for offer in case.offers})
    return "spend" if known is None else "quantity"


@dataclass(frozen=True)
class Point:
    """One case of a study and its least-cost plan, or why it has none.

    ``edits``: label of each edit -> value. ``quantities``: supplier -> ordered over the plan, in
    the materials' own unit if a supplier's share one, else in tonnes. ``shares``: country -> share
    of all that is ordered, as a ``share`` limit with every column blank would measure it (by
    quantity, direct); ``look_through``: country -> its largest share at any stage, by oxide
    equivalent.
    ``shortage``: unmet demand, in the materials' unit or tonnes; ``short`` by material, own unit.
    ``cover_min``: the fewest coming periods any company stockpile lasts at any period's end.
    ``objective`` with risk is the weighted mean and tail, and ``mean`` and ``cvar`` are its parts.
    Without a plan (``status`` other than optimal) all numbers are blank and ``conflicts`` say why.
    """

    name: str
    edits: Mapping[str, float | str]
    status: Status
    objective: float | None = None
    cost: Mapping[str, float] = field(default_factory=dict)
    bought: tuple[Bought, ...] = ()
    quantities: Mapping[str, float] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)
    look_through: Mapping[str, float] = field(default_factory=dict)
    shortage: float | None = None
    short: Mapping[str, float] = field(default_factory=dict)
    cover_min: float | None = None
    mean: float | None = None
    cvar: float | None = None
    conflicts: tuple[Conflict, ...] = ()
    message: str = ""
    checked: bool = False
    """The audit, which never saw the program, agrees."""

    @property
    def suppliers(self) -> frozenset[str]:
        """Who is ordered from at all."""
        return frozenset(row.supplier for row in self.bought)

    @cached_property
    def spending(self) -> Mapping[str, float]:
        """Country of the supplier -> its share of what purchases cost, undiscounted.

        What people read: money of unlike materials adds up, their tonnes say nothing.
        """
        sums: dict[str, list[float]] = {}
        for row in self.bought:
            if row.spend > 0:
                sums.setdefault(row.country, []).append(row.spend)
        whole = math.fsum(row.spend for row in self.bought if row.spend > 0)
        return {country: math.fsum(own) / whole for country, own in sorted(sums.items())}


@dataclass(frozen=True)
class Axis:
    """One swept input: the label of its edit and the values it goes through."""

    label: str
    values: tuple[float, ...]


class Found(Protocol):
    """What any study finds: points of a case, and what it was made by."""

    @property
    def case(self) -> Case:
        """The case as it was given."""

    @property
    def points(self) -> tuple[Point, ...]:
        """Every point that was done."""

    @property
    def run(self) -> dict[str, Any]:
        """Input, versions and time."""


class StartedFound(Found, Protocol):
    """What a study finds that starts from the plan of the case as it is."""

    @property
    def base(self) -> Point:
        """That plan."""
