"""When orders placed ahead arrive over many futures: days, not periods, and dates to order by."""

import datetime
import math
from dataclasses import dataclass

import numpy as np

from models.calendar import Calendar
from models.futures.coverage import coverage
from models.futures.delays import period_starts
from models.futures.draw import planned_future
from models.program import Array
from models.recourse.hedge import Hedging
from planner.outcomes.risk import ArrivalLine, LateLine

TINY = 1e-9
"""Orders below this part of the largest of their offer are rounding."""
ROUNDING = 1e-3
"""Days."""


@dataclass(frozen=True)
class Days:
    """The day any moment of the plan lies on: moments count periods, days count from its start."""

    calendar: Calendar
    starts: Array

    @classmethod
    def of(cls, calendar: Calendar, latest: float) -> "Days":
        """Days up to the moment ``latest``."""
        return cls(calendar, period_starts(calendar, math.ceil(latest) + 2))

    def at(self, moments: Array) -> Array:
        """Days of moments of any shape; periods have their true lengths, nan stays nan."""
        days: Array = np.interp(moments, np.arange(len(self.starts)), self.starts)
        return np.where(np.isnan(moments), np.nan, days)

    def last(self, period: int) -> float:
        """The last day of a period."""
        return float(self.starts[period + 1]) - 1.0

    def date(self, day: float) -> str:
        """ISO date of a day; empty if there is none."""
        if math.isnan(day):
            return ""
        month = self.calendar.first_month(0)
        first = datetime.date(month // 12, month % 12 + 1, 1)
        # Leads are kept as single numbers: 30.99999 is a day that rounding has made early.
        return (first + datetime.timedelta(math.floor(day + ROUNDING))).isoformat()


def days_of(hedging: Hedging) -> Days:
    """Days that reach to the latest arrival of any order."""
    lead = hedging.fates.lead
    longest = float(np.nanmax(lead)) if np.isfinite(lead).any() else 0.0
    longest = max(longest, float(planned_future(hedging.case).lead.max(initial=0.0)))
    return Days.of(hedging.case.calendar, hedging.case.calendar.periods + longest)


def placed_ahead(hedging: Hedging) -> list[tuple[int, int]]:
    """(offer, period) of every order placed ahead, by period, then offer."""
    ahead = hedging.ahead
    floor = np.maximum(TINY * ahead.max(axis=1, initial=0.0, keepdims=True), 1e-12)
    return [(int(o), int(t)) for t, o in np.argwhere((ahead > floor).T)]


def arrival_lines(hedging: Hedging, confidence: float) -> tuple[ArrivalLine, ...]:
    """Every order placed ahead, by period and offer."""
    days, covered = days_of(hedging), coverage(hedging.case)
    planned = planned_future(hedging.case).lead
    lines = []
    for o, t in placed_ahead(hedging):
        expected = math.floor(t + float(planned[o, t]) + TINY)
        needed = [
            row.license
            for row, needs in zip(hedging.case.licenses, covered, strict=True)
            if needs[o, t]
        ]
        lines.append(_line(hedging, days, (o, t, expected), needed, confidence))
    return tuple(lines)


def _line(
    hedging: Hedging,
    days: Days,
    place: tuple[int, int, int],
    licenses: list[str],
    confidence: float,
) -> ArrivalLine:
    case, (o, t, expected) = hedging.case, place
    offer = case.offers[o]
    lead = hedging.fates.lead[:, o, t].astype(float)
    waits = days.at(t + lead) - days.starts[t]
    mean, p90, safe = _mean(waits), _quantile(waits, 0.9), _quantile(waits, confidence)
    order_by = days.date(days.last(expected) - np.ceil(safe - ROUNDING))
    return ArrivalLine(
        offer=offer.offer,
        supplier=offer.supplier,
        material=offer.material,
        period=case.calendar.label(t),
        quantity=float(hedging.ahead[o, t]),
        unit=case.material[offer.material].unit,
        license=", ".join(licenses),
        planned=case.calendar.label(expected),
        mean=days.date(float(days.starts[t]) + mean),
        p90=days.date(float(days.starts[t]) + p90),
        refused=float(np.isnan(lead).mean()),
        confidence=confidence,
        order_by=order_by,
        apply_by=order_by if licenses else "",
    )


def late_lines(hedging: Hedging) -> tuple[LateLine, ...]:
    """How late each supplier's orders ahead come, the latest first."""
    days, case = days_of(hedging), hedging.case
    late: dict[str, list[tuple[float, Array]]] = {}
    for o, t in placed_ahead(hedging):
        offer = case.offers[o]
        # Tonnes of one material cannot be weighed against pieces of another: money can.
        worth = float(hedging.ahead[o, t] * hedging.stages.formulation.facts.landed[o, t])
        lead = hedging.fates.lead[:, o, t].astype(float)
        waits = days.at(t + lead) - days.at(np.array(t + offer.lead))
        late.setdefault(offer.supplier, []).append((worth, waits))
    lines = [_late(name, case.supplier[name].country, rows) for name, rows in late.items()]
    return tuple(sorted(lines, key=lambda line: (-line.days_p90, -line.refused, line.supplier)))


def _late(supplier: str, country: str, rows: list[tuple[float, Array]]) -> LateLine:
    waits = np.concatenate([own for _, own in rows])
    worth = np.concatenate([np.full(len(own), amount) for amount, own in rows])
    worth = worth if worth.any() else np.ones_like(worth)
    there = ~np.isnan(waits)
    refused = float(worth[~there].sum() / worth.sum())
    if not there.any():
        return LateLine(supplier, country, 0.0, 0.0, refused)
    # Leads are kept as single numbers: a hundredth of a day is their rounding.
    waits, worth = np.round(waits[there], 2) + 0.0, worth[there]
    mean = float(waits @ worth / worth.sum())
    return LateLine(supplier, country, mean, _weighed(waits, worth, 0.9), refused)


def _mean(values: Array) -> float:
    there = values[~np.isnan(values)]
    return float(there.mean()) if len(there) else math.nan


def _quantile(values: Array, part: float) -> float:
    """The smallest value that at least ``part`` of the known ones do not exceed."""
    there = values[~np.isnan(values)]
    return float(np.quantile(there, part, method="inverted_cdf")) if len(there) else math.nan


def _weighed(values: Array, weights: Array, part: float) -> float:
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    return float(values[order][int(np.argmax(reached >= part - 1e-12))])
