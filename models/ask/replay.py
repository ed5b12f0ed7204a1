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
from models.futures.draw import Drawer, planned_future
from models.program import Array
from models.recourse.decompose import Evaluator
from models.recourse.risk import Risk
from models.recourse.stages import Stages
from models.recourse.subproblem import Outcome, RecourseError
from models.rolling.orders import ahead_columns
from models.solution import Decisions
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
        """``case`` has its rows in order; orders before period ``known`` stand."""
        self.case, self.known = case, known
        settings = case.settings
        self.risk = Risk.of(settings) if settings.risk_measure != "none" else None
        self.futures: list[Future] = (
            list(Drawer(case, settings.futures, settings.seed).futures())
            if self.risk
            else [planned_future(case)]
        )
        self._redecider = None if self.risk else Redecider(case)
        self._standing = standing_until(case, known)
        before = np.arange(case.calendar.periods) < known
        self._ahead = np.broadcast_to(before, (len(case.offers), len(before)))

    @cached_property
    def _recourse(self) -> "_Recourse":
        return _Recourse(self._standing, self.futures)

    @cached_property
    def _loose(self) -> "_Recourse":
        """For orders ahead that break a hard HHI, which nothing decided later can mend."""
        return _Recourse(_without_hhi(self._standing), self.futures)

    def replay(self, orders: Array) -> Replay:
        """What orders (offers, periods) come to."""
        placed = np.where(self._ahead, orders, 0.0)
        kept = possible(self.case, placed)
        dropped = _dropped(placed, kept)
        if self._redecider and (found := self._redecider.decide(kept, self.known)):
            return Replay(found.cost, (), dropped)
        costs, broken = [], set(self._below_minimum(kept))
        for future, (lacking, decisions) in zip(self.futures, self._decided(kept), strict=True):
            if any(name.startswith("balance[") for name in lacking):
                return Replay(None)
            # Rows of limits are not looked at: the limits are measured.
            broken |= {_subject(name) for name in lacking if not name.startswith("limit[")}
            measures = measure(self.case, decisions, future)
            costs.append(measures.cost["total"])
            broken |= _missed(measures)
        cost = self.risk.value(np.array(costs)) if self.risk else costs[0]
        return Replay(float(cost), tuple(sorted(broken)), dropped)

    def _decided(self, kept: Array) -> list[tuple[list[str], Decisions]]:
        """What lacks, and what is decided, in each future."""
        try:
            return self._recourse.decided(kept)
        except RecourseError:
            return self._loose.decided(kept)

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

    def __init__(self, case: Case, futures: list[Future]) -> None:
        self._stages = Stages.of(case)
        changes = [self._stages.changes(future) for future in futures]
        self._evaluator = Evaluator(self._stages, changes)
        self._evaluator.keep_whole()
        self._rows = self._stages.formulation.program.row_names()

    def decided(self, kept: Array) -> list[tuple[list[str], Decisions]]:
        """Names of rows that lack something, and decisions. Raises RecourseError."""
        outcomes: dict[int, Outcome] = {}
        self._evaluator.outcomes(ahead_columns(self._stages, kept), outcomes.__setitem__)
        formulation = self._stages.formulation
        return [
            (
                [self._rows[row] for row, _ in outcomes[place].lacking],
                formulation.decisions(outcomes[place].values),
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


def _without_hhi(case: Case) -> Case:
    limits = tuple(x for x in case.limits if x.measure != "hhi" or x.kind != "hard")
    return dataclasses.replace(case, limits=limits)


def _missed(measures: Measures) -> set[str]:
    """Hard limits that are not kept."""
    return {
        value.limit.limit
        for value in measures.limits
        if value.limit.kind == "hard" and value.excess > BROKEN * max(value.scale, 1e-12)
    }


def _subject(row: str) -> str:
    """What a row is about: ``cover_min[yard,2027-01]`` is the stockpile's."""
    return row.removesuffix("]").partition("[")[2].partition(",")[0]


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
