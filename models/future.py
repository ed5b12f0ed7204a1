"""One future: what becomes of every order that could be placed."""

from dataclasses import dataclass

import numpy as np

from models.case import Case


@dataclass(frozen=True)
class Underway:
    """What becomes of open orders, (R,) over their rows.

    ``granted`` is the part that comes, ``counts`` the part that policy limits count, ``arrives``
    the period of arrival, which may be a fraction and may lie outside the plan.
    """

    granted: np.ndarray
    counts: np.ndarray
    arrives: np.ndarray


@dataclass(frozen=True)
class Future:
    """Arrays over (offers, periods of order), in the order of the case's offers.

    ``granted`` is the part of an order that is delivered and paid for: 1, 0 if its license is
    refused, or, in the planned future, the probability of a grant. ``lead`` counts periods from the
    order to its arrival, everything included. ``price`` multiplies the price (not the freight).
    ``demand`` (materials, periods of the plan and as far beyond it as covers look) multiplies what
    is needed of each material; None: as the case says.
    ``counts`` is the part of an order that policy limits count: the probability of its grant, or
    all of it if it is placed once that is known; None: what is granted. ``underway`` is what
    becomes of open orders; None: all come when they are said to. ``story`` says what happens:
    events with their months, licenses not renewed; not what of a plan is refused. ``closed``
    (offers, periods): where a license has ended for sure and nothing stands in its place, so that
    nothing can be ordered. ``under`` (licenses, offers, before + periods): which orders are placed
    under which license. ``adapts``: orders of this period and later are decided in the future,
    which is then known; None: those ahead stand.
    """

    granted: np.ndarray
    lead: np.ndarray
    price: np.ndarray
    story: tuple[str, ...] = ()
    counts: np.ndarray | None = None
    underway: Underway | None = None
    closed: np.ndarray | None = None
    under: np.ndarray | None = None
    demand: np.ndarray | None = None
    adapts: int | None = None

    @property
    def counted(self) -> np.ndarray:
        """The part of an order that policy limits count, (offers, periods)."""
        return self.granted if self.counts is None else self.counts

    @property
    def changes_prices(self) -> bool:
        """True if any price differs from the case's."""
        return bool((self.price != 1.0).any())


def certain_future(case: Case) -> Future:
    """Every order is granted and arrives after its lead time, at its price."""
    shape = (len(case.offers), case.calendar.periods)
    lead = np.array([offer.lead for offer in case.offers], dtype=float).reshape(-1, 1)
    return Future(np.ones(shape), np.broadcast_to(lead, shape).copy(), np.ones(shape))


def certain_underway(case: Case) -> Underway:
    """Every open order comes, when it is said to."""
    every = np.ones(len(case.open_orders))
    arrives = [case.calendar.period_of(row.arrives) for row in case.open_orders]
    return Underway(every, every, np.array(arrives, dtype=float))


def still_pending(case: Case) -> np.ndarray:
    """True for open orders of which nobody knows yet whether they are granted, (R,)."""
    return np.array([row.granted == "pending" for row in case.open_orders], dtype=bool)
