"""What a stress test finds, and the same as plain data for other programs."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from models.case import Case
from planner.outcomes.point import Point

DAYS = 365.25 / 12
"""Days in a month, on average."""


@dataclass(frozen=True)
class Closure:
    """What is closed together; ``shares`` (offers,): the part of each offer, 0 to 1.

    ``text`` says it as selectors do; ``spend`` is what the plan spends there, in its currency.
    ``recovery``: months until the slowest of its suppliers delivers again; None: not known.
    """

    name: str
    kind: Literal["supplier", "country", "license", "pair"]
    idents: tuple[str, ...]
    stage: str
    shares: tuple[float, ...]
    spend: float = 0.0
    recovery: float | None = None

    @property
    def text(self) -> str:
        """``country=CN stage=mined``."""
        kind = "country" if self.kind == "pair" else self.kind
        said = "; ".join(f"{kind}={ident}" for ident in self.idents)
        return said if self.stage in ("", "direct") else f"{said} stage={self.stage}"


@dataclass(frozen=True)
class Lives:
    """How long demand is met, in periods; ``to_end``: at least so long, up to the plan's end."""

    periods: float
    to_end: bool


@dataclass(frozen=True)
class StressPoint:
    """One stop. ``loss`` None: it cannot be kept at all, and has no price.

    ``shortage``: unmet demand beyond that without the stop, in the shared unit or tonnes (None:
    there is none), ``short`` by material; ``broken``: hard limits past keeping.
    """

    closure: Closure
    start: int
    periods: int
    loss: float | None
    shortage: float | None = None
    short: Mapping[str, float] = field(default_factory=dict)
    first_short: str | None = None
    broken: tuple[str, ...] = ()
    lives: Lives | None = None


@dataclass(frozen=True)
class Cure:
    """One remedy of one stop: ``saved`` of its loss, ``money`` is the goods at landed cost.

    ``kind``: stock (of ``ident``, a material), capacity or source (an offer).
    """

    closure: Closure
    start: int
    periods: int
    kind: Literal["stock", "capacity", "source"]
    ident: str
    quantity: float
    saved: float
    money: float

    @property
    def per_money(self) -> float | None:
        """What each unit of money in it saves; None: it takes none."""
        return self.saved / self.money if self.money > 0 else None


@dataclass(frozen=True)
class StressFound:
    """Every stop, and how long each material lasts at the start where all last shortest."""

    case: Case
    base: Point
    closures: tuple[Closure, ...]
    points: tuple[StressPoint, ...]
    materials: Mapping[str, tuple[int, Mapping[str, Lives | None]]]
    cures: tuple[Cure, ...] = ()
    risky: bool = False
    held: bool = False
    reaction: int = 0
    run: dict[str, Any] = field(default_factory=dict)

    @property
    def lengths(self) -> list[int]:
        """How long stops last, in periods."""
        return sorted({point.periods for point in self.points})

    def of(self, closure: Closure, periods: int) -> list[StressPoint]:
        """Its stops of one length, by start."""
        return [p for p in self.points if p.closure == closure and p.periods == periods]

    def worst(self, closure: Closure, periods: int) -> StressPoint | None:
        """The start that costs most; what cannot be kept is worse than any cost."""
        own = self.of(closure, periods)
        return max(own, key=badness, default=None)

    def longest(self, closure: Closure) -> StressPoint | None:
        """The worst of its longest stops."""
        return self.worst(closure, self.lengths[-1]) if self.points else None

    def days(self, periods: float) -> float:
        """Periods as days."""
        return periods * self.case.calendar.months * DAYS

    def lives(self, closure: Closure) -> Lives | None:
        """How long all demand is met, at the start where that is shortest."""
        known = [p.lives for p in self.points if p.closure == closure and p.lives]
        return min(known, key=lambda own: own.periods + 1e9 * own.to_end, default=None)


def badness(point: StressPoint) -> float:
    """The loss; what cannot be kept is worse than any."""
    return float("inf") if point.loss is None else point.loss


def stress_json(study: StressFound) -> dict[str, Any]:
    """Every stop; ``survives`` is in periods."""
    label = study.case.calendar.label
    return {
        "points": [
            {
                "name": p.closure.name,
                "closed": p.closure.text,
                "from": label(p.start),
                "periods": p.periods,
                "loss": p.loss,
                "outcome": "impossible" if p.loss is None else "breaks" if p.broken else "kept",
                "shortage": p.shortage,
                "short": dict(p.short),
                "first_short": p.first_short,
                "broken": list(p.broken),
                "survives": p.lives.periods if p.lives else None,
                "survives_to_end": p.lives.to_end if p.lives else None,
            }
            for p in study.points
        ],
        "materials": [
            {
                "name": name,
                "from": label(start),
                "material": material,
                "survives": own.periods if own else None,
                "survives_to_end": own.to_end if own else None,
            }
            for name, (start, lives) in study.materials.items()
            for material, own in lives.items()
        ],
        "closures": [
            {"name": c.name, "closed": c.text, "spend": c.spend, "recovery_months": c.recovery}
            for c in study.closures
        ],
        "cures": [
            {
                **dataclasses.asdict(cure),
                "closure": cure.closure.name,
                "start": label(cure.start),
                "per_money": cure.per_money,
            }
            for cure in study.cures
        ],
        "base": study.base.objective,
        "currency": study.case.settings.currency,
    }
