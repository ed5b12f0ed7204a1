"""How concentrated the plan is: shares by country and supplier, HHI, effective sources.

Counted as limits count: what is ordered times the probability that its licenses are granted, and
the open orders that windows look back at.
"""

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from models.calendar import Window
from models.case import STAGES
from models.program import Array
from models.terms.origin import Origins
from models.terms.taken import Taken, taken_of
from planner.outcomes.plan import ConcentrationLine, ShareLine, Weight
from planner.planning.scopes import Scope, scopes
from planner.planning.solved import SolvedCase

_TINY = 1e-9
"""Amounts below this part of the whole are rounding."""


def share_lines(solved: SolvedCase) -> tuple[ShareLine, ...]:
    """Shares in every scope, over the plan and in each of its years."""
    return tuple(_Shares(solved).lines())


class _Shares:
    def __init__(self, solved: SolvedCase) -> None:
        self.solved, self.offers = solved, solved.case.offers
        self.origins = Origins(solved.case)
        self.taken = taken_of(solved.facts)
        self.suppliers = sorted({offer.supplier for offer in self.offers})

    def lines(self) -> Iterator[ShareLine]:
        calendar = self.solved.case.calendar
        windows = [*calendar.windows("horizon"), *calendar.windows("year")]
        counted = [(window.label, *ordered(self.solved, self.taken, window)) for window in windows]
        for scope in scopes(self.solved.case, self.origins):
            for window, quantity, value in counted:
                amount = scope.per_unit * (value if scope.weight == "value" else quantity)
                if amount.sum() > 0:
                    yield from self._of(scope, window, amount)

    def _of(self, scope: Scope, window: str, amount: Array) -> Iterator[ShareLine]:
        """Shares of an amount (O,); those at ``any`` need not add up to 1."""
        total = float(amount.sum())
        for stage in ("direct", *STAGES, "any"):
            parts = amount @ self._origin(scope, stage)
            yield from _lines(
                scope, window, ("country", stage), self.origins.countries, parts, total
            )
        if scope.suppliers:
            parts = amount @ self._of_supplier
            yield from _lines(scope, window, ("supplier", "direct"), self.suppliers, parts, total)

    def _origin(self, scope: Scope, stage: str) -> Array:
        """Share of each offer from each country, (O, C)."""
        if scope.element is None:
            return self.origins.shares(stage)
        stages = STAGES if stage == "any" else (stage,)
        own = [self.origins.by_element(one)[:, scope.element, :] for one in stages]
        largest: Array = np.maximum.reduce(own)
        return largest

    @cached_property
    def _of_supplier(self) -> Array:
        own = [[offer.supplier == name for name in self.suppliers] for offer in self.offers]
        return np.array(own, dtype=float).reshape(len(self.offers), len(self.suppliers))


def ordered(solved: SolvedCase, taken: Taken, window: Window) -> tuple[Array, Array]:
    """What limits count of each offer in a window: quantity and money undiscounted, (O,) each."""
    periods, part = list(window.periods), solved.facts.future.counted
    quantity = (solved.decisions.order * part)[:, periods].sum(axis=1)
    value = (solved.measures.order_value * part)[:, periods].sum(axis=1)
    inside = taken.within(window)
    amount = (taken.quantity * taken.counts)[inside]
    np.add.at(quantity, taken.offer[inside], amount)
    np.add.at(value, taken.offer[inside], amount * taken.spend[inside])
    return quantity, value


def _lines(
    scope: Scope, window: str, way: tuple[str, str], names: list[str], parts: Array, total: float
) -> Iterator[ShareLine]:
    what, stage = way
    for name, part in zip(names, parts.tolist(), strict=True):
        if part > _TINY * total:
            yield ShareLine(
                scope=scope.text,
                weight=scope.weight,
                window=window,
                what=what,
                stage=stage,
                name=name,
                amount=part,
                unit=scope.unit,
                share=part / total,
            )


def concentration_lines(shares: tuple[ShareLine, ...]) -> tuple[ConcentrationLine, ...]:
    """HHI, effective number of sources and the largest of them, in every scope, window and way."""
    groups: dict[tuple[str, Weight, str, str, str], list[ShareLine]] = {}
    for line in shares:
        if line.stage != "any":
            key = (line.scope, line.weight, line.window, line.what, line.stage)
            groups.setdefault(key, []).append(line)
    found = []
    for key, lines in groups.items():
        hhi = 1e4 * sum(line.share**2 for line in lines)
        largest = max(lines, key=lambda line: (line.share, line.name))
        found.append(ConcentrationLine(*key, hhi, 1e4 / hhi, largest.name, largest.share))
    return tuple(found)
