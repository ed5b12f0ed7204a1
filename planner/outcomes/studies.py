"""What studies find: points, and what they say together. Rows and money, no solver words.

A study makes the plan of many cases that differ by a few edits; each is a *point*. Reports, words
and the JSON read these and look no further. Quantities are in the unit named beside them, money in
the plan's currency, discounted where the plan's cost is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from models.case import Case
from models.solution import Status
from planner.outcomes.plan import Conflict

Kind = Literal["scenarios", "sweep", "tornado", "monte_carlo", "frontier", "room"]


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


@dataclass(frozen=True)
class Axis:
    """One swept input: the label of its edit and the values it goes through."""

    label: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Breakpoint:
    """A value of a one-way sweep at which the set of suppliers changes.

    ``exact``: found as the crossing of two plans' costs; else enclosed by bisection to ``width``.
    """

    value: float
    entering: tuple[str, ...]
    leaving: tuple[str, ...]
    objective: float
    exact: bool
    width: float


@dataclass(frozen=True)
class Scenarios:
    """Named what-ifs side by side. ``points[0]`` is the base.

    ``lived``: cost of the plan of ``names[i]`` (its orders) when scenario ``names[j]`` comes true
    and everything but its orders is decided anew; None where its promises cannot be kept, or
    where there is no such plan. ``regret[i][j]``: that less the least cost of scenario j.
    ``broken``: hard limits that those orders break in that scenario.
    """

    case: Case
    points: tuple[Point, ...]
    notes: Mapping[str, str]
    """What the workbook's note column says of each scenario."""
    names: tuple[str, ...]
    lived: tuple[tuple[float | None, ...], ...]
    regret: tuple[tuple[float | None, ...], ...]
    broken: tuple[tuple[tuple[str, ...], ...], ...]
    least_regret: str
    """The plan whose largest regret is least; empty if every plan fails somewhere."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Names of scenarios for people, in the language of the results."""
    run: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Sweep:
    """One sweep: a line (one axis) or a grid (two or more), points row-major over the axes."""

    name: str
    case: Case
    base: Point
    axes: tuple[Axis, ...]
    points: tuple[Point, ...]
    breakpoints: tuple[Breakpoint, ...] = ()
    warnings: tuple[str, ...] = ()
    run: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Bar:
    """One input of a tornado: plans with it lowered and raised. ``swing``: largest change of cost.

    ``what`` names the input in Korean and English.
    """

    label: str
    what_ko: str
    what_en: str
    low: Point
    high: Point
    low_value: float
    high_value: float


@dataclass(frozen=True)
class Tornado:
    """Every main input lowered and raised by ``by``; the most telling first."""

    case: Case
    base: Point
    by: float
    bars: tuple[Bar, ...]
    run: dict[str, Any] = field(default_factory=dict)

    @property
    def points(self) -> tuple[Point, ...]:
        """Every point, low then high of each bar."""
        return tuple(p for bar in self.bars for p in (bar.low, bar.high))


@dataclass(frozen=True)
class MonteCarlo:
    """All swept inputs drawn at once by Latin hypercube, evenly between low and high.

    ``correlations``: label -> Spearman's rank correlation with the objective (None: not known, a
    constant). ``percentiles`` of the objective over the optimal points.
    """

    case: Case
    base: Point
    axes: tuple[Axis, ...]
    """Label and (low, high) of each input."""
    points: tuple[Point, ...]
    correlations: Mapping[str, float | None]
    percentiles: Mapping[int, float]
    seed: int
    run: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Measure:
    """One thing traded against cost: ``share``, ``hhi``, ``cover`` or ``cvar``.

    ``text`` is what the user wrote; ``better``: which way is safer. ``unit``: ``points`` (percent
    points), ``HHI``, ``periods`` or the currency.
    """

    text: str
    kind: Literal["share", "hhi", "cover", "cvar"]
    unit: str
    better: Literal["less", "more"]


@dataclass(frozen=True)
class Trade:
    """One point of a frontier.

    ``asked``: text of each measure -> the bound it was held to (None: free); ``reached`` -> what
    the plan comes to. ``marginal``: text -> cost of the next unit of safety, from this point to the
    next safer one along that measure (None at the end). ``knee``: where safety begins to cost more.
    """

    point: Point
    asked: Mapping[str, float | None]
    reached: Mapping[str, float | None]
    marginal: Mapping[str, float | None]
    knee: bool = False


@dataclass(frozen=True)
class Frontier:
    """Plans of which none is both cheaper and safer than another."""

    case: Case
    base: Point
    measures: tuple[Measure, ...]
    trades: tuple[Trade, ...]
    dominated: tuple[Point, ...] = ()
    """Points that were solved and left out: others are as cheap and safer, or they have no plan."""
    run: dict[str, Any] = field(default_factory=dict)

    @property
    def points(self) -> tuple[Point, ...]:
        """The points on the frontier."""
        return tuple(trade.point for trade in self.trades)


@dataclass(frozen=True)
class Range:
    """Least and most that is ordered from a supplier or country in plans within the allowance.

    ``kind``: supplier or country. ``now`` is the plan's. In ``unit``; a country's range is in
    tonnes of oxide equivalent where its materials differ.
    """

    kind: Literal["supplier", "country"]
    name: str
    unit: str
    least: float
    now: float
    most: float


@dataclass(frozen=True)
class Turning:
    """The price at which an offer enters or leaves the plan.

    ``used``: whether the plan orders it now. ``price`` is the mean price over its orderable
    periods, per ``price_per`` in the offer's own currency; ``change`` what must be added to it in
    every period (negative: a cut). ``never`` says why it does not turn: empty, ``free`` (does
    not enter even at 0), ``held`` (its own terms make it stay), ``needed`` (nothing replaces it),
    ``floor`` (its price floor keeps it out).
    """

    offer: str
    supplier: str
    material: str
    currency: str
    price_per: str
    used: bool
    price: float
    change: float | None
    never: str = ""


@dataclass(frozen=True)
class Room:
    """What can be traded away: near-optimal ranges, and the prices at which offers turn."""

    case: Case
    base: Point
    within: float
    ranges: tuple[Range, ...]
    turnings: tuple[Turning, ...]
    extremes: tuple[Point, ...] = ()
    """The plans at the ends of the ranges, named ``lynas least``, ``lynas most``."""
    run: dict[str, Any] = field(default_factory=dict)

    @property
    def points(self) -> tuple[Point, ...]:
        """The plans at the ends of the ranges."""
        return self.extremes


Study = Scenarios | Sweep | Tornado | MonteCarlo | Frontier | Room
