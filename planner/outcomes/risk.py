"""What a buyer reads of risk: how a plan fares in the futures it was made for, and in others.

Money is in the plan's currency, discounted; dates are ISO days; quantities in the material's unit.
"""

import math
from dataclasses import dataclass

from models.futures.drawn import Drawn
from models.rolling.estimate import Estimate


@dataclass(frozen=True)
class ArrivalLine:
    """When an order placed ahead is likely to come, and when to place it to be safe.

    ``planned`` is the period the plan counts on; ``mean`` and ``p90`` days of arrival if granted;
    ``refused`` the part of the futures in which its license is refused. Ordered (and applied for)
    by ``order_by`` it arrives by the planned period's end with ``confidence``; ``apply_by`` is that
    day for orders under a license, else empty.
    """

    offer: str
    supplier: str
    material: str
    period: str
    quantity: float
    unit: str
    license: str
    planned: str
    mean: str
    p90: str
    refused: float
    confidence: float
    order_by: str
    apply_by: str


@dataclass(frozen=True)
class LateLine:
    """How late a supplier's orders come against their own lead time, weighted by quantity."""

    supplier: str
    country: str
    days_mean: float
    days_p90: float
    refused: float


@dataclass(frozen=True)
class ShortageRisk:
    """Chance and size of a shortage; ``worst`` is the 95th percentile."""

    material: str
    location: str
    period: str
    probability: float
    mean: float
    worst: float
    unit: str


@dataclass(frozen=True)
class LackLine:
    """A promise that some futures break whatever is done, in its own unit: no cost knows of it.

    ``promise`` is one of ``models.solution.LACKING``, ``subject`` its ids joined by commas,
    ``when`` a period, window or year, empty for the plan; ``surplus``: too much, not too little.
    ``mean`` is over all futures, ``worst`` the most in any.
    """

    promise: str
    subject: str
    when: str
    surplus: bool
    probability: float
    mean: float
    worst: float
    unit: str


@dataclass(frozen=True)
class FanLine:
    """Stock at a period's end over the futures: percentiles, and the cover target as quantity."""

    stockpile: str
    material: str
    period: str
    p5: float
    p25: float
    p50: float
    p75: float
    p95: float
    target: float | None
    unit: str


@dataclass(frozen=True)
class FutureLine:
    """One of the futures that hurt most: what it costs and what happens in it."""

    number: int
    cost: float
    shortage: float
    story: str


@dataclass(frozen=True)
class Judged:
    """A plan's cost over futures: mean, tail mean, percentiles, standard error of the mean.

    ``lacking`` is the part of the futures in which a promise breaks whatever is done.
    """

    name: str
    mean: float
    cvar: float
    p5: float
    p50: float
    p95: float
    worst: float
    standard_error: float
    shortage_probability: float
    service_level: float
    lacking: float = 0.0
    cvar_error: float = math.nan


@dataclass(frozen=True)
class MaterialShort:
    """How probably a material lacks in a future, how much, and what that costs.

    ``probability`` has a standard error; ``mean`` (in ``unit``) and ``cost`` are over all futures.
    """

    material: str
    probability: Estimate
    mean: float
    unit: str
    cost: float


@dataclass(frozen=True)
class Unseen:
    """A plan in futures it was not made for, decided again period by period.

    ``riskless`` is the plan made without risk, judged alike in the same futures; ``mean``, ``tail``
    and ``measure`` are by how much the plan costs more than that one: in the mean, in the mean of
    the worst, and in the measure it was made by, in the ``compared`` futures in which nothing lacks
    with either (no cost knows of what does); None with fewer than two. ``lacks`` are this plan's.
    """

    futures: int
    seed: int
    own: Judged
    short: tuple[MaterialShort, ...] = ()
    riskless: Judged | None = None
    mean: Estimate | None = None
    tail: Estimate | None = None
    measure: Estimate | None = None
    compared: int = 0
    lacks: tuple[LackLine, ...] = ()


@dataclass(frozen=True)
class RiskView:
    """The risk of a plan.

    ``own`` is this plan, ``riskless`` the plan made without risk, both in the futures the plan was
    made for, which flatter it; ``unseen`` are the figures that count.

    ``promised`` is what the riskless plan believes to cost; ``premium`` what this plan costs more
    than that promise in the mean; ``vss`` what planning for many futures saves in the measure,
    ``evpi`` the measure less the mean of what each future would cost alone, with its standard
    error; nan where less would lack too, which no money measures. ``histogram`` holds the costs of
    all futures, sorted, own and riskless.
    """

    measure: str
    level: float
    weight: float
    futures: int
    seed: int
    value: float
    bound: float
    gap: float
    own: Judged
    riskless: Judged
    promised: float
    premium: float
    vss: float
    evpi: float
    evpi_error: float
    service: tuple[tuple[str, float], ...]
    """(material, fraction of its demand met in the mean of all futures)."""
    arrivals: tuple[ArrivalLine, ...] = ()
    late: tuple[LateLine, ...] = ()
    lacks: tuple[LackLine, ...] = ()
    shortages: tuple[ShortageRisk, ...] = ()
    fan: tuple[FanLine, ...] = ()
    worst: tuple[FutureLine, ...] = ()
    licenses: tuple[Drawn, ...] = ()
    histogram: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())
    following: tuple[tuple[str, int], ...] = ()
    """(period, how many of its futures still follow it then); empty where none ever leaves."""
    unseen: Unseen | None = None
    """None: it was not judged in other futures."""
