"""What can be known of a future while it unfolds, and what is believed of the rest.

The fate of an order is seen in the period in which it arrives or, refused, would have arrived; an
event when it starts and when it ends. What is still out is believed to arrive as in a sample of
calm futures (no events), of which those are left out in which it would have been there by now. A
event that is on is believed to last the median of what it may still last.
"""

import dataclasses
import math
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from models.case import Case, Event
from models.future import Future, certain_future
from models.futures.delays import Z90, lognormal
from models.futures.draw import Drawer
from models.futures.strikes import times
from models.program import Array

DELAYS = ("stop", "slow")
"""Effects that change when orders arrive."""
BELIEVED = 100
"""Calm futures from which expectations are taken."""


@dataclass(frozen=True)
class Spell:
    """An event while it lasts: from ``start`` to ``end``, in periods from the plan's start.

    ``chosen`` (offers,) are the offers it hits, or (materials,) those whose demand it moves.
    """

    event: Event
    chosen: Array
    start: float
    end: float

    def seen(self, now: float, months: int) -> "Spell":
        """The same with the end that is believed in at ``now``."""
        if self.end <= now:
            return self
        last = lasting(self.event, (now - self.start) * months) / months
        return dataclasses.replace(self, end=max(self.start + last, now))


def lasting(event: Event, so_far: float) -> float:
    """Months an event lasts (the median) of which ``so_far`` are over."""
    p50, p90 = event.months_p50 or 0.0, event.months_p90 or 0.0
    if p90 <= max(p50, 0.0):
        return max(p50, so_far)
    score = math.log(so_far / p50) * Z90 / math.log(p90 / p50) if p50 > 0 else so_far * Z90 / p90
    half = -ndtri(max(0.5 * float(ndtr(-score)), 1e-300))
    return float(lognormal(p50, p90, np.array(half)))


def spells_of(drawer: Drawer, w: int) -> tuple[Spell, ...]:
    """The events of a drawn future, by start."""
    found = [
        Spell(event, chosen, start, end)
        for event, chosen, own in zip(
            drawer.case.events, drawer.struck, drawer._spells(w), strict=True
        )
        for start, end in own
    ]
    return tuple(sorted(found, key=lambda spell: spell.start))


@dataclass(frozen=True)
class Orders:
    """Orders by offer and period of order, (P,) each."""

    offer: Array
    period: Array

    def __getitem__(self, some: Array) -> "Orders":
        return Orders(self.offer[some], self.period[some])


class Beliefs:
    """Expectations drawn from calm futures of a case (its rows in order)."""

    def __init__(self, case: Case, seed: int, count: int = BELIEVED) -> None:
        drawer = Drawer(dataclasses.replace(case, events=()), count, seed)
        drawn = [drawer.future(w) for w in range(1 if drawer.is_certain else count)]
        self.periods, self.months = case.calendar.periods, case.calendar.months
        self.own = certain_future(case).lead
        self.waits = np.stack([future.lead for future in drawn]) - self.own
        self.granted = np.stack([future.granted for future in drawn])
        self.follows = np.array([offer.follows for offer in case.offers])
        self.needs = (len(case.materials), self.periods + case.beyond)

    @property
    def calm(self) -> Future:
        """What is believed of orders before anything is known: grants, leads and prices."""
        return Future(
            self.granted.mean(axis=0), self.own + self.waits.mean(axis=0), np.ones_like(self.own)
        )

    def seen(self, spells: tuple[Spell, ...], t: int) -> list[Spell]:
        """The events that have started by the end of period ``t``, as they look then."""
        return [spell.seen(t + 1.0, self.months) for spell in spells if spell.start < t + 1.0]

    def shares(self, orders: Orders, spells: list[Spell], t: int) -> Array:
        """The share of each order believed to arrive in each period, (P, T).

        Given that nothing of it arrived by the end of ``t`` (-1: before anything is known). What
        should have been there for sure is believed to come in the next period.
        """
        arrives = self._arrivals(orders, spells)
        whole = np.floor(arrives + 1e-9)
        out = whole > t
        lost = ~out.any(axis=0)
        arrives = np.where(lost, t + 1.0, arrives)
        whole, out = np.where(lost, t + 1.0, whole), out | lost
        part = np.maximum(arrives - whole, 0.0)
        part[part < 1e-9] = 0.0
        weight = self.granted[:, orders.offer, orders.period] * out / out.sum(axis=0)
        return self._spread(whole, weight * (1.0 - part)) + self._spread(whole + 1, weight * part)

    def touched(self, orders: Orders, spells: list[Spell]) -> Array:
        """Which orders arrive otherwise because of what is seen of these events, (P,)."""
        found = np.zeros(len(orders.offer), dtype=bool)
        for spell in spells:
            if spell.event.effect in DELAYS:
                found |= spell.chosen[orders.offer] & (orders.period < spell.end)
        return found

    def prices(self, spells: list[Spell]) -> Array:
        """The believed factor on prices, (offers, T)."""
        factor = _multiplied((len(self.follows), self.periods), "price", spells)
        followed: Array = 1.0 + self.follows[:, None] * (factor - 1.0)
        return followed

    def demand(self, spells: list[Spell]) -> Array:
        """The believed factor on demand, (materials, T + beyond)."""
        return _multiplied(self.needs, "demand", spells)

    def _arrivals(self, orders: Orders, spells: list[Spell]) -> Array:
        """When each order arrives in each calm future under these events, (futures, P)."""
        o, s = orders.offer, orders.period
        waits = self.waits[:, o, s]
        for spell in spells:
            if spell.event.effect == "slow":
                on = spell.chosen[o] & (s >= spell.start) & (s < spell.end)
                waits = waits * np.where(on, spell.event.multiplier, 1.0)
        arrives = s + self.own[o, s] + waits
        # Stops at the same time hold an offer up once.
        held = np.full(len(self.follows), -np.inf)
        for spell in spells:
            if spell.event.effect == "stop":
                since = np.maximum(s, np.maximum(spell.start, held[o]))
                pause = np.maximum(spell.end - since, 0.0)
                under_way = (arrives > spell.start) | (s >= spell.start)
                arrives = arrives + np.where(under_way & spell.chosen[o], pause, 0.0)
                held[spell.chosen] = np.maximum(held[spell.chosen], spell.end)
        return arrives

    def _spread(self, arrives: Array, weight: Array) -> Array:
        """Weights (futures, P) added up by period of arrival, (P, T); what is later is lost."""
        count, periods = arrives.shape[1], self.periods
        place = np.arange(count) * (periods + 1) + np.minimum(arrives, periods).astype(int)
        added = np.bincount(place.ravel(), weight.ravel(), count * (periods + 1))
        return added.reshape(count, periods + 1)[:, :periods]


def _multiplied(shape: tuple[int, int], effect: str, spells: list[Spell]) -> Array:
    """What events of one effect multiply, (rows that they hit, periods)."""
    factor, periods = np.ones(shape), np.arange(shape[1])
    for spell in spells:
        if spell.event.effect == effect:
            factor[spell.chosen] *= times(spell.event, periods, spell.start, spell.end)
    return factor


class Truth:
    """What becomes of orders in one future: shares by period, and when each fate is seen."""

    def __init__(self, future: Future, orders: Orders, periods: int) -> None:
        o, s = orders.offer, orders.period
        self.granted = future.granted[o, s]
        arrives = s + future.lead[o, s]
        whole = np.floor(arrives + 1e-9)
        part = np.maximum(arrives - whole, 0.0)
        part[part < 1e-9] = 0.0
        self.seen_in = whole
        self.shares = np.zeros((len(o), periods))
        for when, share in ((whole, 1.0 - part), (whole + 1, part)):
            inside = when < periods
            place = np.flatnonzero(inside)
            self.shares[place, when[inside].astype(int)] += (share * self.granted)[inside]
