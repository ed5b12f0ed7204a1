"""What a buyer reads: lines and money, no solver words.

Every number a report, the JSON or a table shows is here; reports never look further. Quantities are
in the material's unit, money in the plan's currency, periods as printed (``2027-01``).
"""

import dataclasses
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from models.case import Case
from models.solution import Decisions, Status, Verdict
from planner.outcomes.notices import Notice
from planner.outcomes.risk import RiskView

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class OrderLine:
    """One order: what, from whom, when. ``landed`` is price, duty and freight per ``price_per``.

    ``value`` is what the whole order comes to, ``cost`` what of it is paid (see ``granted``): in
    period ``due``, which may lie after the plan, and as ``amount`` in the ``currency`` of the
    offer, at the rate of the order's period.
    """

    offer: str
    supplier: str
    country: str
    material: str
    to: str
    period: str
    arrives: str
    quantity: float
    unit: str
    price: float
    landed: float
    price_per: str
    cost: float
    due: str
    currency: str
    amount: float
    license: str
    fixed: str
    """Why the quantity is what it is: a term of the offer or its supplier's capacity holds it (see
    ``planner.planning.held``), or what it follows (see ``planner.planning.follows``)."""
    counted: float = 1.0
    """Part of the quantity that limits and shares count: the probability of all its licenses."""
    granted: float = 1.0
    """Share of the quantity that arrives and is paid for: below 1 under a license that may be
    refused."""
    value: float = 0.0
    decided: str = "ahead"
    """``later``: placed once the future is known; the quantity is the mean over futures.
    ``indicative``: placed ahead, in a period in which few futures still follow the plan."""
    fixed_by: str = ""
    """The limit, process, route (``from>to``), stockpile or material that the reason names."""


@dataclass(frozen=True)
class ProcessLine:
    """Runs of a process in a period, and what one period's runs used and made."""

    process: str
    name: str
    period: str
    runs: float
    used: tuple[tuple[str, float], ...]
    made: tuple[tuple[str, float], ...]
    cost: float


@dataclass(frozen=True)
class StockLine:
    """A stockpile at a period's end. ``cover``: coming periods it lasts (None: nothing is used).

    ``target`` and ``missing`` are quantities: what the cover target asks for, and what lacks.
    """

    stockpile: str
    material: str
    location: str
    owner: str
    unit: str
    period: str
    quantity: float
    put: float
    drawn: float
    cover: float | None
    days: float | None
    cover_target: float | None
    target: float | None
    missing: float


@dataclass(frozen=True)
class ShortageLine:
    """Demand of a period that is not met, and what that costs."""

    material: str
    location: str
    period: str
    quantity: float
    unit: str
    cost: float


@dataclass(frozen=True)
class Contribution:
    """One supplier's part in what a limit measures, as a fraction of its numerator."""

    supplier: str
    country: str
    amount: float
    fraction: float


@dataclass(frozen=True)
class LimitLine:
    """A limit in one of its windows. ``value`` is None for a share or average over nothing.

    ``headroom`` is what is left before the bound (negative: a soft limit is exceeded); ``dual`` is
    the change of the total cost per unit more of the bound, valid while the bound lies in
    ``dual_range``.
    """

    limit: str
    measure: str
    window: str
    sense: str
    kind: str
    unit: str
    value: float | None
    bound: float
    headroom: float | None
    binding: bool
    dual: float | None
    dual_range: tuple[float | None, float | None] | None
    penalty: float
    makers: tuple[Contribution, ...]


@dataclass(frozen=True)
class DemandLine:
    """A need, and the cost of one more unit of it."""

    material: str
    location: str
    period: str
    quantity: float
    met: float
    unit: str
    dual: float | None
    dual_range: tuple[float | None, float | None] | None


@dataclass(frozen=True)
class ShadowPrice:
    """What one more unit of something scarce would save, in words a director can check.

    ``kind``: demand, limit, capacity, offer_max, offer_min, take_or_pay, stock, cover, route,
    process, idle_offer (the price cut at which it enters). ``subject`` names ids, ``change`` is
    money per ``per``; ``low`` and ``high`` are the range of the bound over which it holds (None:
    open or unknown), ``bound`` the bound now. ``degenerate``: one side of the range is empty.
    """

    kind: str
    subject: str
    period: str
    change: float
    per: str
    bound: float | None
    low: float | None
    high: float | None
    degenerate: bool


Weight = Literal["value", "quantity", "reo"]
"""What shares are counted by: money, quantity or oxide equivalent."""


@dataclass(frozen=True)
class ShareLine:
    """A country's or supplier's part of what is ordered, over the plan or one year.

    Counted as limits count it, with the probability of licenses and with open orders. ``scope`` is
    ``*`` (all), a selector (``hs=8505*``, ``contains=Dy``: its oxide wherever it sits,
    ``element=Dy``: what is traded under that name) or a material; ``what`` is ``country`` or
    ``supplier``; ``stage`` direct, mined, separated, metal, magnet, any; ``window`` ``horizon`` or
    a year.
    """

    scope: str
    weight: Weight
    window: str
    what: str
    stage: str
    name: str
    amount: float
    unit: str
    share: float


@dataclass(frozen=True)
class ConcentrationLine:
    """HHI (0 to 10,000) of orders and the effective number of sources, 10,000 / HHI.

    ``largest`` is the one with the largest ``share``: what is left without it is 1 - ``share``.
    """

    scope: str
    weight: Weight
    window: str
    by: str
    stage: str
    hhi: float
    effective: float
    largest: str
    share: float


@dataclass(frozen=True)
class SupplyLine:
    """Where the oxide of an element comes from in a year (or the ``horizon``), kg.

    ``scope`` as in ``ShareLine``. ``imported`` and ``home`` are what is ordered abroad and at home,
    as limits count it; ``recycled`` the own scrap that processes use; ``drawn`` what stock falls by
    (negative: it grows); ``left`` what stock holds at the end, ``public``
    what of it is the government's; ``needed`` what the demand that is
    met holds; ``days`` those of the window.
    """

    scope: str
    window: str
    imported: float
    home: float
    recycled: float
    drawn: float
    left: float
    public: float
    needed: float
    days: float

    @property
    def own_cover(self) -> float | None:
        """The same of the company's own stock."""
        own = self.left - self.public
        return own / self.needed * self.days if self.needed > 0 else None

    @property
    def reliance(self) -> float | None:
        """Net import reliance, 0 to 1: imports and stock drawn over all that is taken up.

        As the U.S. Geological Survey defines it (Mineral Commodity Summaries, appendix): imports
        less exports plus adjustments for stock, over apparent consumption.
        """
        whole = self.imported + self.home + self.recycled + self.drawn
        return min(max((self.imported + self.drawn) / whole, 0.0), 1.0) if whole > 0 else None

    @property
    def cover(self) -> float | None:
        """Days that what is left in stock lasts at the window's need; None without a need."""
        return self.left / self.needed * self.days if self.needed > 0 else None


@dataclass(frozen=True)
class Place:
    """Where a row of the Case stands: sheet, row, and the letters of its columns.

    ``filled``: keys of the period columns that are filled in this row.
    """

    sheet: str
    row: int
    columns: dict[str, str]
    filled: tuple[str, ...] = ()

    def cell(self, key: str) -> str:
        """``offers!F7``; a column that is not there: ``offers!7``."""
        return f"{self.sheet}!{self.columns.get(key, '')}{self.row}"


@dataclass(frozen=True)
class InputSheet:
    """One sheet of the case workbook as it was read, for ``Inputs used``."""

    table: str
    sheet: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class Conflict:
    """One promise that cannot be kept, and by how much it would have to give way.

    ``kind``: limit, cover_min, closing_min, offer_min, capacity, offer_max, process_max, route,
    stock_capacity, release_max, demand, balance. ``policy``: a rule the buyer could relax, not a
    fact. ``relax``: amount in ``unit`` (0: part of the conflict, but need not itself give way).
    """

    kind: str
    subject: str
    period: str
    bound: float | None
    relax: float
    unit: str
    policy: bool


@dataclass(frozen=True)
class CashLine:
    """What is paid of one part of the cost in one period, undiscounted.

    ``period`` is empty for what is paid after the plan. ``part`` is a key of the plan's cost; the
    value of closing stock is a positive credit.
    """

    period: str
    part: str
    money: float

    @property
    def year(self) -> str:
        """The calendar year of the period; empty after the plan."""
        return self.period[:4]


@dataclass(frozen=True)
class Plan:
    """The plan of a case, or why there is none.

    Lists are empty unless ``status`` is optimal (or ``stopped`` with a best known plan).
    """

    case: Case
    status: Status
    message: str = ""
    objective: float | None = None
    gap: float | None = None
    cost: dict[str, float] = field(default_factory=dict)
    """total, purchase, take_or_pay, order, process, route, release, holding, cover, penalty,
    shortage, end_value; discounted; end_value is a positive credit that is subtracted."""
    cash: tuple[CashLine, ...] = ()
    """The same parts by the period in which they are paid, undiscounted; with risk those of the
    mean decisions."""
    orders: tuple[OrderLine, ...] = ()
    processing: tuple[ProcessLine, ...] = ()
    stock: tuple[StockLine, ...] = ()
    shortages: tuple[ShortageLine, ...] = ()
    limits: tuple[LimitLine, ...] = ()
    demand: tuple[DemandLine, ...] = ()
    shadow_prices: tuple[ShadowPrice, ...] = ()
    shares: tuple[ShareLine, ...] = ()
    concentration: tuple[ConcentrationLine, ...] = ()
    supply: tuple[SupplyLine, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[Notice, ...] = ()
    """All that reading and planning had to say; what reading said comes first."""
    duals_unique: bool | None = None
    """False: the optimum is degenerate and other shadow prices are as true. None: no duals."""
    check: Verdict | None = None
    run: dict[str, Any] = field(default_factory=dict)
    """input (file name), input_sha256, versions {name: version}, engine, options, seed, seconds
    {step: seconds}, started, integers (bool), size {columns, rows, entries}."""
    inputs: tuple[InputSheet, ...] = ()
    decisions: Decisions | None = field(default=None, compare=False)
    """What the lines were made from, by place in the case's tables; with risk the mean."""
    places: dict[tuple[str, int], Place] = field(default_factory=dict)
    """(table, index of the row in ``case``) -> where it stands; settings by ("settings", row)."""
    risk: RiskView | None = None
    """How the plan fares in many futures; None for a plan without risk."""

    @cached_property
    def tables(self) -> "dict[str, pd.DataFrame]":
        """Orders, stock, limits ... each as a pandas table; columns are the fields of the lines."""
        # Half a second that only those who ask for tables should wait.
        import pandas as pd  # noqa: PLC0415

        lines = {
            "cash": CashLine,
            "orders": OrderLine,
            "processing": ProcessLine,
            "stock": StockLine,
            "shortages": ShortageLine,
            "limits": LimitLine,
            "demand": DemandLine,
            "shadow_prices": ShadowPrice,
            "shares": ShareLine,
            "concentration": ConcentrationLine,
            "supply": SupplyLine,
            "conflicts": Conflict,
        }
        return {
            name: pd.DataFrame(
                [
                    [getattr(row, f.name) for f in dataclasses.fields(line)]
                    for row in getattr(self, name)
                ],
                columns=[f.name for f in dataclasses.fields(line)],
            )
            for name, line in lines.items()
        }
