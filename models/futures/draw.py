"""Drawing futures: grants, delays and events, reproducible and evenly spread.

Every random number is one column of a Latin hypercube over the futures, in mirrored pairs (a
future and its opposite), so that means settle with few futures. Applications of one month in one
jurisdiction share a normal score; its weight in an application's own score is sqrt(correlation).
Grant and delay have scores of their own. The score of each application is spread evenly over the
futures (``scores``): of N futures no application is granted in more or fewer than N x grant by one.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import ndtri, pdtr, pdtrik

from models.calendar import Calendar, month_text
from models.case import Case, Event
from models.future import Future, Underway, certain_future, certain_underway
from models.futures.coverage import Licensed, after, chances, coverage, licensed, likely
from models.futures.delays import LONGEST_MONTHS, lognormal, periods_of
from models.futures.scores import evenly, mixed, remembered, spaced
from models.futures.strikes import struck, times
from models.futures.switch import Spells, Switch
from models.program import Array

NOT_RENEWED = "not_renewed"
"""What a story says of a license that is not renewed, before its name."""


@dataclass(frozen=True)
class Uniforms:
    """Random numbers in (0, 1), one row per future."""

    shared: Array
    """(futures, 2, jurisdictions, periods): grant and delay of what a jurisdiction decides."""
    own: Array
    """(futures, 2, licenses, covered offers, periods): grant and delay of each application."""
    events: Array
    """(futures, events, 1 + 2 x most starts): how often, when, and how long."""
    renewed: Array
    """(futures, licenses): whether each is renewed."""


class Drawer:
    """Draws the futures of one case. ``count`` futures are drawn together and evenly spread."""

    def __init__(self, case: Case, count: int, seed: int) -> None:
        self.case, self.count = case, count
        self.before, calendar = reach(case), case.calendar
        """Periods before the plan in which licenses of pending orders were applied for."""
        self.placed = np.arange(-self.before, calendar.periods)
        self.drawn = Calendar(calendar.first_month(-self.before), len(self.placed), calendar.period)
        self.needed = coverage(case, self.before)
        self.countries = sorted({row.country for row in case.licenses})
        self.covered = np.flatnonzero(self.needed.any(axis=(0, 2)))
        self.struck = [struck(case, event) for event in case.events]
        self.follows = np.array([offer.follows for offer in case.offers])
        years = case.calendar.periods * case.calendar.months / 12.0
        self.by_renewal: dict[tuple[bool, ...], Licensed] = {}
        self.under = under(case) if case.licenses else None
        self.counts = counted_part(case)
        self.switch = Switch(case, self.struck)
        self.starts = [_most_starts((e.per_year or 0.0) * years) for e in case.events]
        self._uniforms = self._draw(np.random.default_rng(seed))

    @property
    def is_certain(self) -> bool:
        """True if nothing can differ: every license is granted at once, no event ever starts."""
        surely = all(
            row.grant in (None, 1.0) and not (row.days_p50 or row.days_p90) and not row.may_lapse
            for row, needed in zip(self.case.licenses, self.needed, strict=True)
            if needed.any()
        )
        eventless = all(
            not event.per_year or not hit.any()
            for event, hit in zip(self.case.events, self.struck, strict=True)
        )
        return surely and eventless

    def futures(self) -> Iterator[Future]:
        """The futures, one after the other: only one is held at a time."""
        for w in range(self.count):
            yield self.future(w)

    def future(self, w: int) -> Future:
        """The ``w``-th future."""
        granted, waits = self._licenses(w)
        spells = self._spells(w)
        slow, price = np.ones_like(waits), np.ones_like(waits)
        story = self._ended(w)
        for event, hit, own in zip(self.case.events, self.struck, spells, strict=True):
            for start, end in own:
                story.append(_told(self.case, event, start, end))
                if event.effect == "slow":
                    applied = (self.placed >= start) & (self.placed < end)
                    slow[hit] *= np.where(applied, event.multiplier, 1.0)
                elif event.effect == "price":
                    price[hit] *= times(event, self.placed, start, end)
        price = 1.0 + self.follows[:, None] * (price - 1.0)
        own_lead = np.array([offer.lead for offer in self.case.offers]).reshape(-1, 1)
        lead = self._stopped(own_lead + periods_of(self.drawn, waits * slow), spells)
        plan = slice(self.before, None)
        adapts = self.switch.adapts(self._renewed(w), spells)
        return Future(
            granted[:, plan],
            lead[:, plan],
            price[:, plan],
            tuple(story),
            _known_from(self.counts, adapts),
            self._underway(granted, lead),
            under=self.under,
            demand=self._demand(spells),
            adapts=adapts,
        )

    @cached_property
    def mean_demand(self) -> Array | None:
        """What the futures multiply demand by in the mean, as ``Future.demand``."""
        drawn = (self._demand(self._spells(w)) for w in range(self.count))
        every = [demand for demand in drawn if demand is not None]
        return np.mean(every, axis=0) if every else None

    def _demand(self, spells: Spells) -> Array | None:
        """What events multiply demand by; None if no event could."""
        case = self.case
        if all(event.effect != "demand" for event in case.events):
            return None
        periods = np.arange(case.calendar.periods + case.beyond)
        demand = np.ones((len(case.materials), len(periods)))
        for event, hit, own in zip(case.events, self.struck, spells, strict=True):
            if event.effect == "demand":
                for start, end in own:
                    demand[hit] *= times(event, periods, start, end)
        return demand

    def _underway(self, granted: Array, lead: Array) -> Underway | None:
        """Pending open orders, as if applied for when they were ordered; they come in the plan."""
        if not any(row.granted == "pending" for row in self.case.open_orders):
            return None
        planned = planned_underway(self.case)
        comes, arrives = planned.granted.copy(), planned.arrives.copy()
        for i, row in enumerate(self.case.open_orders):
            if row.granted == "pending" and row.ordered is not None:
                o, t = self.case.offer_index[row.offer], self.case.calendar.period_of(row.ordered)
                comes[i] = granted[o, self.before + t]
                arrives[i] = max(0.0, t + lead[o, self.before + t])
        return Underway(comes, planned.counts, arrives)

    @cached_property
    def scores(self) -> Array:
        """Normal scores, (futures, 2, licenses, covered offers, periods): grant and delay."""
        u = self._uniforms
        scores = np.empty_like(u.own)
        for i, row in enumerate(self.case.licenses):
            new = ndtri(u.shared[:, :, self.countries.index(row.country)])
            common = remembered(new, row.persistence**self.drawn.months)[:, :, None, :]
            scores[:, :, i] = spaced(mixed(common, ndtri(u.own[:, :, i]), row.correlation))
        return scores

    def _licenses(self, w: int) -> tuple[Array, Array]:
        """Granted (0 or 1) and days waited, (offers, periods), over all licenses needed."""
        own = self._licensed(w)
        granted = np.where(own.closed, 0.0, 1.0)
        waits = np.zeros_like(granted)
        for i, row in enumerate(self.case.licenses):
            where = own.needed[i][self.covered]
            if not where.any():
                continue
            scores = self.scores[w, :, i]
            refused = where & (scores[0] > ndtri(1.0 if row.grant is None else row.grant))
            p50 = row.days_p50 or 0.0
            days = lognormal(p50, p50 if row.days_p90 is None else row.days_p90, scores[1])
            granted[self.covered] = np.where(refused, 0.0, granted[self.covered])
            # Applications run side by side: the slowest decides.
            waits[self.covered] = np.maximum(waits[self.covered], np.where(where, days, 0.0))
        return granted, waits

    def _renewed(self, w: int) -> tuple[bool, ...]:
        """Which licenses are renewed in a future, or need not be."""
        drawn = self._uniforms.renewed[w]
        return tuple(
            not row.may_lapse or bool(drawn[i] < row.renew)
            for i, row in enumerate(self.case.licenses)
        )

    def _ended(self, w: int) -> list[str]:
        """Licenses that are not renewed, with their last month, where orders needed them after."""
        told = []
        rows = zip(self.case.licenses, self._renewed(w), self.needed, strict=True)
        for row, stays, needed in rows:
            until, gone = row.valid_until, after(self.case, row, self.before)
            if until is not None and not stays and needed[:, gone].any():
                told.append(f"{NOT_RENEWED} {row.license} {month_text(until)}")
        return told

    def _licensed(self, w: int) -> Licensed:
        """What orders need with the renewals of a future."""
        renewed = self._renewed(w)
        if renewed not in self.by_renewal:
            self.by_renewal[renewed] = licensed(self.case, self.needed, renewed)
        return self.by_renewal[renewed]

    def _spells(self, w: int) -> Spells:
        """When each event is on, in periods from the start of the plan."""
        calendar = self.case.calendar
        years = calendar.periods * calendar.months / 12.0
        found = []
        for e, event in enumerate(self.case.events):
            u = self._uniforms.events[w, e]
            often = poisson_quantile(u[0], event.per_year * years) if event.per_year else 0
            often = min(often, self.starts[e])
            starts = np.sort(u[1 : 1 + often]) * calendar.periods
            scores = ndtri(u[1 + self.starts[e] : 1 + self.starts[e] + often])
            months = lognormal(event.months_p50 or 0.0, event.months_p90 or 0.0, scores)
            ends = starts + np.minimum(months, LONGEST_MONTHS) / calendar.months
            found.append([(float(a), float(b)) for a, b in zip(starts, ends, strict=True)])
        return found

    def _stopped(self, lead: Array, spells: Spells) -> Array:
        """While a stop lasts, nothing it selects moves: neither applications nor granted goods."""
        placed = self.placed[None, :].astype(float)
        stops = [
            (start, end, chosen)
            for event, chosen, own in zip(self.case.events, self.struck, spells, strict=True)
            if event.effect == "stop"
            for start, end in own
        ]
        lead = lead.copy()
        # Until when earlier stops hold an offer up: stops at the same time hold it up once.
        held = np.full((len(lead), 1), -np.inf)
        for start, end, chosen in sorted(stops, key=lambda stop: stop[0]):
            arrives = placed + lead[chosen]
            waits = end - np.maximum(placed, np.maximum(start, held[chosen]))
            under_way = (arrives > start) | (placed >= start)
            lead[chosen] += np.where(under_way, np.maximum(waits, 0.0), 0.0)
            held[chosen] = np.maximum(held[chosen], end)
        return lead

    def _draw(self, random: np.random.Generator) -> Uniforms:
        periods = self.drawn.periods
        events = 1 + 2 * max(self.starts, default=0)
        shapes = (
            (2, len(self.countries), periods),
            (2, len(self.case.licenses), len(self.covered), periods),
            (len(self.case.events), events),
            (len(self.case.licenses),),
        )
        shared, own, happens, renewed = (evenly(random, self.count, shape) for shape in shapes)
        return Uniforms(shared, own, happens, renewed)


def mean_demand(case: Case) -> Array | None:
    """What demand is multiplied by in the mean of the futures that a case is planned for."""
    if all(event.effect != "demand" for event in case.events):
        return None
    return Drawer(case, case.settings.futures, case.settings.seed).mean_demand


def decided_ahead(case: Case) -> Array:
    """Orders that are placed before the future is known, (offers, periods): not spot, frozen."""
    frozen = case.settings.frozen_periods
    periods = np.arange(case.calendar.periods)
    in_time = np.ones(len(periods), dtype=bool) if frozen is None else periods < frozen
    planned = np.array([not offer.spot for offer in case.offers], dtype=bool)
    both: Array = planned[:, None] & in_time[None, :]
    return both


def counted_part(case: Case) -> Array:
    """The part of an order that policy limits count with risk, (offers, periods).

    The probability of a grant; all of it where the order is placed once that is known.
    """
    return np.where(decided_ahead(case), chances(case, coverage(case)), 1.0)


def may_adapt(case: Case) -> bool:
    """Whether orders ahead may ever be answered by others in a future.

    A stop that may hit an offer, or a license that may be refused or not renewed.
    """
    if case.settings.reaction == "never" or not decided_ahead(case).any():
        return False
    stops = any(e.effect == "stop" and e.per_year and struck(case, e).any() for e in case.events)
    return stops or bool((chances(case, coverage(case)) < 1.0).any())


def _known_from(counts: Array, adapts: int | None) -> Array:
    """Limits count whole what is ordered once the future is known, (offers, periods)."""
    if adapts is None:
        return counts
    known = np.arange(counts.shape[1]) >= adapts
    return np.where(known, 1.0, counts)


def planned_future(case: Case) -> Future:
    """What a plan without risk counts on: the median wait, and the probability of a grant.

    An order under a license arrives after its lead time plus days_p50 and is worth its probability
    of being granted (refused: not delivered, not paid). No event happens.
    """
    base, underway = certain_future(case), planned_underway(case)
    if not case.licenses:
        return dataclasses.replace(base, underway=underway)
    since, plan = coverage(case, case.calendar.before), slice(case.calendar.before, None)
    likeliest = licensed(case, since, likely(case))
    granted, waits = np.ones_like(base.granted), np.zeros_like(base.granted)
    for row, where in zip(case.licenses, likeliest.needed[:, :, plan], strict=True):
        granted[where] *= 1.0 if row.grant is None else row.grant
        waits[where] = np.maximum(waits[where], row.days_p50 or 0.0)
    return Future(
        np.where(likeliest.closed[:, plan], 0.0, granted),
        base.lead + periods_of(case.calendar, waits),
        base.price,
        counts=chances(case, since)[:, plan],
        underway=underway,
        closed=likeliest.closed[:, plan],
        under=likeliest.needed,
    )


def under(case: Case) -> Array:
    """Which orders are placed under which license, (licenses, offers, before + periods).

    Since ``counts_from``, with the likelier of renewal and none.
    """
    return licensed(case, coverage(case, case.calendar.before), likely(case)).needed


def reach(case: Case) -> int:
    """Periods from the first pending open order to the start of the plan."""
    pending = (r.ordered for r in case.open_orders if r.granted == "pending" and r.ordered)
    return max((max(0, -case.calendar.period_of(month)) for month in pending), default=0)


def planned_underway(case: Case) -> Underway:
    """Open orders when they are said to come, pending ones by the probability of their grant."""
    certain, before = certain_underway(case), reach(case)
    if not any(row.granted == "pending" for row in case.open_orders):
        return certain
    granted, chance = certain.granted.copy(), chances(case, coverage(case, before))
    for i, row in enumerate(case.open_orders):
        if row.granted == "pending" and row.ordered is not None:
            t = case.calendar.period_of(row.ordered)
            granted[i] = chance[case.offer_index[row.offer], before + t]
    return Underway(granted, granted, certain.arrives)


def _most_starts(mean: float) -> int:
    """More starts than this have a chance of one in a million."""
    return poisson_quantile(1 - 1e-6, mean) if mean > 0 else 0


def poisson_quantile(probability: float, mean: float) -> int:
    """The least count that is not exceeded with this probability, which lies within (0, 1).

    As ``scipy.stats.poisson.ppf`` finds it; to import that takes as long as a plan.
    """
    count = np.ceil(pdtrik(probability, mean))
    fewer = max(count - 1.0, 0.0)
    return int(fewer if pdtr(fewer, mean) >= probability else count)


def _told(case: Case, event: Event, start: float, end: float) -> str:
    calendar = case.calendar
    first = calendar.start + int(start * calendar.months)
    last = calendar.start + int(end * calendar.months)
    return f"{event.event} {month_text(first)}..{month_text(last)}"
