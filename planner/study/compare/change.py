"""What differs between two plans: rows and money, for the workbook, the words and the JSON.

``a`` is the earlier plan, ``b`` the later; a change is what ``b`` has more. Effects are discounted
as the plans' costs are where both plans have the same periods; else they are undiscounted, and
``discount`` leads to the costs. Quantities and spend are what is ordered and paid, undiscounted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from models.case import Case
from planner.words import Words

EFFECTS = (
    "price", "volume", "mix", "stock", "limits", "making", "contracts", "shortage",
    "calendar", "discount", "risk",
)  # fmt: skip
"""The causes a change of cost is split into; the last three only where they can arise."""
ALWAYS = EFFECTS[:8]

GROUPS = ("prices", "demand", "stock", "terms", "limits", "making", "other")
"""Inputs that the bridge takes from ``b`` together, in this order."""

NO_WORDS = Words("", "")

Basis = Literal["same", "a", "b", "penalty"]
"""How the effect of limits was found: they are the same; plan A made again with B's limits; plan B
made again with A's; or, as neither can be made, by the penalties alone."""


@dataclass(frozen=True)
class PlanSide:
    """One of the two plans. ``periods``: labels of its periods, in order."""

    name: str
    objective: float
    status: str
    cost: Mapping[str, float]
    periods: tuple[str, ...]
    measure: str
    started: str
    input: str
    input_sha256: str


@dataclass(frozen=True)
class Pair:
    """A number in both plans."""

    a: float = 0.0
    b: float = 0.0

    @property
    def change(self) -> float:
        """What B has more."""
        return self.b - self.a


@dataclass(frozen=True)
class TradeChange:
    """What is bought of one supplier, material or in one period.

    ``quantity`` in ``unit`` and ``spend`` in the plans' currency, over each whole plan (a number is
    0 where a plan has nothing); ``shared_quantity`` and ``shared_spend`` in the periods that both
    plans have. ``effects``: this row's part in the effects of ``price``, ``volume`` and ``mix``.
    """

    name: str
    unit: str
    quantity: Pair
    spend: Pair
    shared_quantity: Pair
    shared_spend: Pair
    effects: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class OrderChange:
    """An order of one offer in one period both plans have that is not the same in both."""

    offer: str
    supplier: str
    material: str
    period: str
    unit: str
    quantity: Pair
    spend: Pair


@dataclass(frozen=True)
class Step:
    """A step of the bridge: with these groups of inputs taken from B too, the best plan costs this.

    Several groups at once where a case with only the first has no plan.
    """

    inputs: tuple[str, ...]
    cost: float
    effect: float


@dataclass(frozen=True)
class InputChange:
    """One cell that differs, or a row that only one of the cases has.

    ``kind``: ``changed``, ``added`` (only in B) or ``removed`` (only in A). ``row`` is the row's
    id, ``column`` the key of its column (of a period column its heading; blank for a whole row,
    where ``a`` or ``b`` says what the row holds). ``cell_a`` and ``cell_b`` are addresses in the
    workbooks the plans were made from, ``-`` where they are not known. ``group`` is one of
    ``GROUPS``; ``title`` and ``heading`` are what the workbook calls the table and the column.
    """

    kind: Literal["changed", "added", "removed"]
    table: str
    row: str
    column: str
    a: Any
    b: Any
    cell_a: str
    cell_b: str
    group: str
    title: Words = NO_WORDS
    heading: Words = NO_WORDS


@dataclass(frozen=True)
class PlanChange:
    """Two plans compared.

    ``effects`` add up to ``total_change``; ``details`` split some of them further (effect -> part
    of it -> money). ``bridge`` is empty where ``no_bridge`` says why: ``calendar``, ``risk``,
    ``same`` (no input differs). ``basis`` says how the effect of the limits was found. ``shared``:
    labels of the periods both plans have; ``paid``: what each plan pays, undiscounted, for what is
    ordered, made and kept in these (whenever the bill is due);
    ``ladder`` leads from there to ``total_change``, and is empty if there are no other periods.
    ``case``: B's, with the names of A's rows it lacks.
    """

    a: PlanSide
    b: PlanSide
    case: Case
    total_change: float
    effects: Mapping[str, float]
    details: Mapping[str, Mapping[str, float]]
    basis: Basis
    bridge: tuple[Step, ...]
    no_bridge: str
    by_supplier: tuple[TradeChange, ...]
    by_material: tuple[TradeChange, ...]
    by_period: tuple[TradeChange, ...]
    orders: tuple[OrderChange, ...]
    inputs: tuple[InputChange, ...]
    shared: tuple[str, ...]
    paid: Pair
    ladder: Mapping[str, float]
    run: dict[str, Any] = field(default_factory=dict)

    @property
    def currency(self) -> str:
        """The money of both plans."""
        return self.case.settings.currency

    @property
    def same_periods(self) -> bool:
        """Whether both plans have the same periods."""
        return self.a.periods == self.b.periods

    @property
    def headline(self) -> Pair:
        """What is dearer or cheaper: the costs, or what is paid in the periods both plans have."""
        return self.paid if self.only_shared else Pair(self.a.objective, self.b.objective)

    @property
    def only_shared(self) -> bool:
        """Whether the headline and the causes are those of the shared periods alone."""
        return bool(self.shared) and not self.same_periods

    @property
    def causes(self) -> dict[str, float]:
        """The effects that make the headline: without what leads from it to the whole cost."""
        apart = ("calendar", "discount", "risk") if self.only_shared else ()
        return {name: money for name, money in self.effects.items() if name not in apart}

    @property
    def moved(self) -> bool:
        """Whether the headline differs by more than rounding."""
        return abs(self.headline.change) > self.unknown

    @property
    def unknown(self) -> float:
        """Money too small to speak of: rounding of the two costs."""
        return 1e-9 * max(abs(self.a.objective), abs(self.b.objective), 1.0)
