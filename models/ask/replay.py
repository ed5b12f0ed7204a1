"""Orders of one plan when another case comes true: what they then cost, and what they break.

Until ``known``, the period in which the other case is known, the plan's orders stand; only what the
case makes impossible falls away (an offer that cannot be ordered, a capacity that is gone). All
else, later orders too, is decided anew, knowing the case. Limits that those first orders break
cannot be helped any more: they are named.
"""

import dataclasses
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.ask.redecide import Redecider
from models.case import Case
from models.check import Measures, measure
from models.future import Future
from models.futures.draw import Drawer, decided_ahead, planned_future
from models.program import Array
from models.recourse.decompose import Evaluator
from models.recourse.risk import Risk
from models.recourse.stages import Stages
from models.recourse.subproblem import Outcome
from models.rolling.orders import ahead_columns
from models.solution import Decisions, Lack
from models.terms.capacity import capacities
from models.terms.facts import Facts

BROKEN = 1e-6
"""A hard limit is broken if it is missed by more than this part of what it counts."""


@dataclass(frozen=True)
class Replay:
    """``cost`` of the orders in the case (with risk: the weighted mean and tail over its futures).

    None where a material's balance cannot hold: it is needed and nobody delivers it, with no
    shortage priced, or too much arrives and there is no room for it. ``broken`` names what is
    missed of hard limits, of offers' minima, of stockpiles' least cover and of routes; ``dropped``
    is the part of the orders ahead that fell away.
    """

    cost: float | None
    broken: tuple[str, ...] = ()
    dropped: float = 0.0


class Replayer:
    """A case that comes true, ready for the orders of many plans."""

    def __init__(self, case: Case, known: int) -> None:
        """``case`` has its rows in order; orders before period ``known`` stand.

        With risk orders ahead stand as the case's futures let them (see ``reaction``).
        """
        self.case, self.known = case, known
        settings = case.settings
        self.risk = Risk.of(settings) if settings.risk_measure != "none" else None
        self.futures: list[Future] = (
            list(Drawer(case, settings.futures, settings.seed).futures())
            if self.risk
            else [planned_future(case)]
        )
        self._redecider = None if self.risk else Redecider(case)
        before = np.arange(case.calendar.periods) < known
        standing = np.broadcast_to(before, (len(case.offers), len(before)))
        self._ahead = decided_ahead(case) if self.risk else standing

    @cached_property
    def _recourse(self) -> "_Recourse":
        if self.risk:
            return _Recourse(Stages.of(self.case), self.futures)
        # Without risk nothing more is known of later orders than of those ahead.
        standing = standing_until(self.case, self.known)
        return _Recourse(Stages.of(standing, self.futures[0].counts), self.futures)

    def replay(self, orders: Array) -> Replay:
        """What orders (offers, periods) come to."""
        placed = np.where(self._ahead, orders, 0.0)
        kept = possible(self.case, placed)
        dropped = _dropped(placed, kept)
        if self._redecider and (found := self._redecider.decide(kept, self.known)):
            return Replay(found.cost, (), dropped)
        costs, broken = [], set(self._below_minimum(kept))
        for future, (lacks, decisions) in zip(
            self.futures, self._recourse.decided(kept), strict=True
        ):
            if any(lack.promise == "balance" for lack in lacks):
                return Replay(None)
            # Limits are not looked at: they are measured.
            broken |= {_subject(lack) for lack in lacks if lack.promise != "limit"}
            measures = measure(self.case, decisions, future)
            costs.append(measures.cost["total"])
            broken |= _missed(measures)
        cost = self.risk.value(np.array(costs)) if self.risk else costs[0]
        return Replay(float(cost), tuple(sorted(broken)), dropped)

    def _below_minimum(self, kept: Array) -> list[str]:
        """Offers, all of whose orders are placed ahead, that are ordered less than they must be."""
        orderable = Facts(self.case).orderable
        found = []
        for o, offer in enumerate(self.case.offers):
            ahead = self._ahead[o] & orderable[o]
            least = offer.min_per_period * (1.0 - BROKEN)
            total = (offer.min_total or 0.0) * (1.0 - BROKEN)
            every = (ahead == orderable[o]).all()
            if (kept[o, ahead] < least).any() or (every and kept[o].sum() < total):
                found.append(offer.offer)
        return found


class _Recourse:
    """Everything but the orders ahead, decided in each of some futures."""

    def __init__(self, stages: Stages, futures: list[Future]) -> None:
        self._stages = stages
        changes = [self._stages.changes(future) for future in futures]
        self._evaluator = Evaluator(self._stages, changes)
        self._evaluator.keep_whole()

    def decided(self, kept: Array) -> list[tuple[tuple[Lack, ...], Decisions]]:
        """What lacks, and what is decided, in each future. Raises RecourseError."""
        outcomes: dict[int, Outcome] = {}
        self._evaluator.outcomes(ahead_columns(self._stages, kept), outcomes.__setitem__)
        second = self._evaluator.second
        return [
            (
                second.lacks(outcomes[place].resorts),
                self._stages.decisions(outcomes[place].values),
            )
            for place in sorted(outcomes)
        ]


def standing_until(case: Case, known: int) -> Case:
    """The case as one in which every order before a period, and none later, is placed ahead."""
    settings = dataclasses.replace(case.settings, frozen_periods=known)
    offers = tuple(dataclasses.replace(offer, spot=False) for offer in case.offers)
    return dataclasses.replace(case, settings=settings, offers=offers)


def _dropped(placed: Array, kept: Array) -> float:
    whole = float(placed.sum())
    return 1.0 - float(kept.sum()) / whole if whole > 0 else 0.0


def _missed(measures: Measures) -> set[str]:
    """Hard limits that are not kept."""
    return {
        value.limit.limit
        for value in measures.limits
        if value.limit.kind == "hard" and value.excess > BROKEN * max(value.scale, 1e-12)
    }


def _subject(lack: Lack) -> str:
    """What a promise is about: a route is named by both its ends."""
    return ">".join(lack.subject) if lack.promise == "route" else lack.subject[0]


def possible(case: Case, orders: Array) -> Array:
    """What of the orders can still be placed in the case, (offers, periods).

    Where a supplier's capacity is too small, all its orders of the period shrink alike.
    """
    most = np.array([np.inf if o.max_per_period is None else o.max_per_period for o in case.offers])
    kept = np.where(Facts(case).orderable, np.minimum(orders, most[:, None]), 0.0)
    for o, offer in enumerate(case.offers):
        if offer.max_total is not None and kept[o].sum() > offer.max_total:
            kept[o] *= offer.max_total / kept[o].sum()
    for row in capacities(case):
        asked = row.taken(kept)
        part = np.divide(row.most, asked, out=np.ones_like(asked), where=asked > row.most)
        kept[row.places] *= np.minimum(part, 1.0)
    return kept
