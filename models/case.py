"""The facts of one procurement case: one frozen row type per table of the workbook.

Field names are the workbook's column keys (``from`` is ``from_``). Facts stand as they were typed:
quantities in the material's unit, money in the row's currency per ``price_per``, fractions as
0.65. What is resolved here: ids and locations (spelled as in the table that defines them), period
columns (one value per period of the plan), and months (see ``models.calendar``).
"""

import dataclasses
import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, TypeAlias

from models.calendar import Calendar, PeriodKind
from models.elements import oxides_of
from models.selector import folded

Series: TypeAlias = tuple[float | None, ...]
"""One value per period of the plan; None where the cell is blank."""

STAGES = ("mined", "separated", "metal", "magnet")
"""The stages of making at which a purchase has a country of origin."""

MASSES_IN_KG = {"kg": 1.0, "t": 1000.0}
"""The units that are masses; nothing else can be converted."""


INDEXED = "index"
"""Offers with this tag follow the market's price, as spot offers do."""


@dataclass(frozen=True)
class Settings:
    """One plan: when it starts, how long it runs, in which money.

    ``reaction`` in periods: how soon orders may answer a surprise; ``never``: they stand.
    """

    start: int
    periods: int
    period: PeriodKind = "month"
    currency: str = "USD"
    discount_rate: float = 0.0
    title: str = ""
    risk_measure: Literal["none", "expected", "cvar"] = "none"
    risk_level: float = 0.9
    risk_weight: float = 0.5
    futures: int = 100
    seed: int = 1
    frozen_periods: int | None = None
    reaction: int | Literal["never"] = 1
    counts_from: int | None = None
    language: Literal["ko", "en"] = "en"
    title_en: str = ""

    @property
    def replaced_after(self) -> int:
        """Periods after which what was refused may be ordered anew; ``never``: not in the plan."""
        if self.reaction == "never":
            return self.periods
        return min(max(self.reaction, 1), self.periods)

    @property
    def calendar(self) -> Calendar:
        """The periods, and how many before them count since ``counts_from``."""
        own = Calendar(self.start, self.periods, self.period)
        since = self.counts_from
        before = 0 if since is None else max(0, -own.period_of(since))
        return dataclasses.replace(own, before=before)


@dataclass(frozen=True)
class Material:
    """Something bought, made, stored or needed.

    ``reo``: kg of oxide equivalent in one kg, where no contents say it (see ``Case.reo``).
    """

    material: str
    name: str = ""
    element: str = ""
    form: str = ""
    unit: str = "t"
    price_per: str = ""
    reo: float = 1.0
    shortage_cost: float | None = None
    hold_cost: float = 0.0
    currency: str = ""
    hs_code: str = ""
    controlled: bool = False
    name_en: str = ""

    @property
    def per_unit(self) -> float:
        """How many ``price_per`` one unit holds: 1000 for a unit of t priced per kg."""
        price_per = self.price_per or self.unit
        if price_per == self.unit:
            return 1.0
        return MASSES_IN_KG[self.unit] / MASSES_IN_KG[price_per]


@dataclass(frozen=True)
class Content:
    """What is in a material: ``content`` kg of an element (or its oxide) in one kg of it."""

    material: str
    element: str
    content: float
    basis: Literal["element", "oxide"] = "element"


@dataclass(frozen=True)
class Supplier:
    """A firm or a state that sells; ``country`` is ISO 2.

    ``recovery_months``: how long until it delivers again after a stop; no plan depends on it.
    """

    supplier: str
    name: str = ""
    country: str = ""
    group: str = ""
    kind: str = ""
    tags: tuple[str, ...] = ()
    name_en: str = ""
    recovery_months: float | None = None


@dataclass(frozen=True)
class Offer:
    """One way to buy one material from one supplier. Months bound when it can be ordered.

    ``pay_after``: periods from the order to the moment it is paid.
    """

    offer: str
    supplier: str
    material: str
    to: str = ""
    price: float = 0.0
    currency: str = ""
    freight: float = 0.0
    duty: float = 0.0
    lead: float = 0.0
    license: str = ""
    min_per_period: float = 0.0
    max_per_period: float | None = None
    min_total: float | None = None
    max_total: float | None = None
    from_: int | None = None
    until: int | None = None
    contract_per_year: float | None = None
    take_or_pay: float | None = None
    moq: float | None = None
    order_cost: float | None = None
    lot: float | None = None
    qualify_from: int | None = None
    price_floor: float | None = None
    pay_after: float = 0.0
    spot: bool = False
    index: str = ""
    index_share: float = 1.0
    tags: tuple[str, ...] = ()
    attributes: tuple[tuple[str, float], ...] = ()

    @property
    def follows(self) -> float:
        """The part of its price that moves with the market's: spot, indexed, or tagged so."""
        moves = self.spot or self.index or INDEXED in {folded(tag) for tag in self.tags}
        return self.index_share if moves else 0.0

    @property
    def needs_integers(self) -> bool:
        """Minimum orders, order costs and lots are all-or-nothing decisions."""
        return bool(self.moq) or bool(self.order_cost) or bool(self.lot)


@dataclass(frozen=True)
class Tier:
    """The units of an offer beyond ``from_quantity`` in one period cost ``price``."""

    offer: str
    from_quantity: float
    price: float
    currency: str = ""


@dataclass(frozen=True)
class PricePath:
    """Prices that replace an offer's price; None: the offer's own price holds."""

    offer: str
    values: Series
    currency: str = ""


@dataclass(frozen=True)
class Capacity:
    """The most that can be ordered of a supplier's material (blank: of all of them together)."""

    supplier: str
    material: str
    values: Series
    unit: str = ""


@dataclass(frozen=True)
class Demand:
    """What is needed per period; ``beyond`` goes on after the plan's end, as far as filled."""

    material: str
    location: str
    values: Series
    beyond: Series = ()


@dataclass(frozen=True)
class Stockpile:
    """A store of one material. A government's can be drawn, never filled."""

    stockpile: str
    material: str
    location: str = ""
    owner: Literal["company", "government"] = "company"
    opening: float = 0.0
    capacity: float | None = None
    closing_min: float | None = None
    cover_target: float | None = None
    cover_cost: float = 0.0
    cover_min: float | None = None
    release_max: float | None = None
    release_price: float = 0.0
    end_value: float = 0.0
    currency: str = ""


@dataclass(frozen=True)
class Process:
    """A way to make materials from others; ``values`` (runs) replaces ``max_per_period``."""

    process: str
    name: str = ""
    location: str = ""
    country: str = ""
    cost: float = 0.0
    currency: str = ""
    max_per_period: float | None = None
    lead: float = 0.0
    values: Series = ()
    name_en: str = ""


@dataclass(frozen=True)
class Recipe:
    """What one run uses (negative) or makes (positive) of a material."""

    process: str
    material: str
    per_run: float


@dataclass(frozen=True)
class Return:
    """Scrap that comes back: ``rate`` of ``material`` per unit used or delivered of ``of``."""

    material: str
    of: str
    rate: float
    lag: float
    location: str = ""


@dataclass(frozen=True)
class Arising:
    """Scrap or by-product that comes anyway, free."""

    material: str
    location: str
    values: Series


@dataclass(frozen=True)
class Route:
    """A way to ship a material (blank: any) between two locations."""

    from_: str
    to: str
    material: str = ""
    cost: float = 0.0
    currency: str = ""
    lead: float = 0.0
    min_per_period: float = 0.0
    max_per_period: float | None = None
    unit: str = ""


@dataclass(frozen=True)
class Origin:
    """Which country a supplier's material, or one element in it, comes from at one stage."""

    supplier: str
    material: str
    stage: str
    country: str
    share: float
    element: str = ""


@dataclass(frozen=True)
class License:
    """An export license: how likely it is granted, and after how many calendar days."""

    license: str
    country: str
    grant: float | None = None
    days_p50: float | None = None
    days_p90: float | None = None
    from_: int | None = None
    until: int | None = None
    elements: tuple[str, ...] = ()
    content_country: str = ""
    content_min: float | None = None
    content_by: Literal["mass", "value"] = "mass"
    of: str = "all"
    correlation: float = 0.7
    persistence: float = 0.0
    max_per_year: float | None = None
    unit: str = ""
    valid_until: int | None = None
    renew: float = 1.0
    otherwise: str = ""

    @property
    def may_lapse(self) -> bool:
        """Whether it may end before the plan does."""
        return self.valid_until is not None and self.renew < 1.0


@dataclass(frozen=True)
class Event:
    """A shock shared by the offers it selects, or by the demand for what they sell."""

    event: str
    of: str
    per_year: float | None = None
    months_p50: float | None = None
    months_p90: float | None = None
    effect: str = ""
    factor: float | None = None

    @property
    def multiplier(self) -> float:
        """Its factor; without one it changes nothing."""
        return 1.0 if self.factor is None else self.factor


@dataclass(frozen=True)
class Limit:
    """A bound on concentration, amounts, averages or stock."""

    limit: str
    measure: Literal["share", "amount", "average", "hhi", "stock"]
    of: str = "all"
    among: str = "all"
    by: str = "country"
    attribute: str = ""
    weight: Literal["quantity", "reo", "spend"] = "quantity"
    stage: Literal["direct", "mined", "separated", "metal", "magnet", "any"] = "direct"
    window: str = "horizon"
    sense: Literal["max", "min"] = "max"
    value: float = 0.0
    unit: str = ""
    kind: Literal["hard", "soft"] = "hard"
    penalty: float | None = None
    currency: str = ""
    basis: Literal["policy", "fact"] = "policy"
    from_: int | None = None
    until: int | None = None
    value_to: float | None = None

    def in_year(self, year: int) -> "Limit":
        """The limit with the value that holds in a calendar year.

        With ``value_to`` it moves in equal yearly steps from ``value`` in the year of ``from`` to
        it in the year of ``until``.
        """
        if self.value_to is None or self.from_ is None or self.until is None:
            return self
        first, last = self.from_ // 12, self.until // 12
        part = min(max((year - first) / max(last - first, 1), 0.0), 1.0)
        return dataclasses.replace(self, value=self.value + part * (self.value_to - self.value))


@dataclass(frozen=True)
class OpenOrder:
    """Already placed: arrives in the period of month ``arrives``, costs nothing more.

    ``ordered``: in which month's period, so that it counts in windows and contracts; ``price``:
    what was paid (None: the offer's first); ``granted``: ``pending`` if its license is still out.
    """

    offer: str
    arrives: int
    quantity: float
    ordered: int | None = None
    price: float | None = None
    currency: str = ""
    granted: Literal["yes", "pending"] = "yes"


@dataclass(frozen=True)
class ExchangeRate:
    """Value of one unit of ``currency`` in the plan's currency, per period."""

    currency: str
    values: Series


@dataclass(frozen=True)
class Baseline:
    """A country's share of one year before the plan; no plan depends on it.

    ``basis``: what it is a share of (see ``models.basis``).
    """

    basis: str
    country: str
    share: float
    year: int
    weight: Literal["value", "quantity", "reo"] = "value"
    source: str = ""


@dataclass(frozen=True)
class Scenario:
    """One edit of a named what-if. Read and kept; used by scenario studies.

    ``known_from``: until then nobody knows of it; None: it is known from the first period.
    """

    scenario: str
    table: str
    where: str = ""
    column: str = ""
    op: str = ""
    value: float | str = 0.0
    from_: int | None = None
    until: int | None = None
    known_from: int | None = None


@dataclass(frozen=True)
class Sweep:
    """One swept input. Read and kept; used by sensitivity sweeps."""

    sweep: str
    table: str
    where: str = ""
    column: str = ""
    op: str = ""
    low: float | None = None
    high: float | None = None
    steps: int | None = None
    values: tuple[float, ...] = ()


@dataclass(frozen=True)
class Case:
    """All facts of one case. Field names are the workbook's sheet keys."""

    settings: Settings
    materials: tuple[Material, ...] = ()
    contents: tuple[Content, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    offers: tuple[Offer, ...] = ()
    tiers: tuple[Tier, ...] = ()
    prices: tuple[PricePath, ...] = ()
    capacity: tuple[Capacity, ...] = ()
    demand: tuple[Demand, ...] = ()
    stockpiles: tuple[Stockpile, ...] = ()
    processes: tuple[Process, ...] = ()
    recipes: tuple[Recipe, ...] = ()
    returns: tuple[Return, ...] = ()
    arisings: tuple[Arising, ...] = ()
    routes: tuple[Route, ...] = ()
    origins: tuple[Origin, ...] = ()
    licenses: tuple[License, ...] = ()
    events: tuple[Event, ...] = ()
    limits: tuple[Limit, ...] = ()
    open_orders: tuple[OpenOrder, ...] = ()
    fx: tuple[ExchangeRate, ...] = ()
    baseline: tuple[Baseline, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    sweeps: tuple[Sweep, ...] = ()
    locations: tuple[str, ...] = field(default=("",))

    @cached_property
    def calendar(self) -> Calendar:
        """The plan's periods."""
        return self.settings.calendar

    @cached_property
    def material(self) -> dict[str, Material]:
        """Materials by id."""
        return {row.material: row for row in self.materials}

    @cached_property
    def oxides(self) -> dict[str, dict[str, float]]:
        """Rare earth oxide in one kg of each material, kg by what is in it (folded).

        A material without contents is its own element alone, by its ``reo``.
        """
        listed: dict[str, list[tuple[str, float, str]]] = {}
        for row in self.contents:
            listed.setdefault(row.material, []).append((row.element, row.content, row.basis))
        return {
            row.material: oxides_of(listed[row.material])
            if row.material in listed
            else {folded(row.element): row.reo}
            for row in self.materials
        }

    @cached_property
    def reo(self) -> dict[str, float]:
        """Rare earth oxide equivalent in one kg of each material, kg."""
        return {material: math.fsum(own.values()) for material, own in self.oxides.items()}

    @cached_property
    def supplier(self) -> dict[str, Supplier]:
        """Suppliers by id."""
        return {row.supplier: row for row in self.suppliers}

    @cached_property
    def offer_index(self) -> dict[str, int]:
        """Place of each offer in ``offers``."""
        return {row.offer: place for place, row in enumerate(self.offers)}

    @cached_property
    def demanded(self) -> frozenset[str]:
        """Materials with demand anywhere in the plan."""
        return frozenset(row.material for row in self.demand if any(row.values))

    @cached_property
    def beyond(self) -> int:
        """So many periods after the plan are looked at by the cover of stockpiles."""
        covers = (c or 0.0 for row in self.stockpiles for c in (row.cover_target, row.cover_min))
        return math.ceil(max(covers, default=0.0))

    @cached_property
    def nodes(self) -> tuple[tuple[str, str], ...]:
        """Every (material, location) pair, in the order of materials then locations."""
        return tuple((m.material, place) for m in self.materials for place in self.locations)

    @cached_property
    def lanes(self) -> tuple[tuple[int, str], ...]:
        """Every (place in ``routes``, material) that a route carries."""
        every = [m.material for m in self.materials]
        return tuple(
            (r, material)
            for r, route in enumerate(self.routes)
            for material in ([route.material] if route.material else every)
        )

    def disposable(self, material: str) -> bool:
        """Scrap, and whatever nobody demands, may be thrown away free of charge."""
        return self.material[material].form == "scrap" or material not in self.demanded

    def in_order(self) -> "Case":
        """The same case with every table sorted, so that the order of rows cannot matter."""
        tables: dict[str, Any] = {
            table.name: tuple(sorted(getattr(self, table.name), key=repr))
            for table in dataclasses.fields(self)
            if table.name != "settings"
        }
        return dataclasses.replace(self, **tables)
