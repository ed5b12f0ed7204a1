"""How concentrated the plan is: shares by country and supplier, HHI, effective sources."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.case import STAGES
from models.program import Array
from models.terms.origin import Origins
from models.terms.units import oxide_in_kg
from planner.outcomes.plan import ConcentrationLine, ShareLine
from planner.planning.solved import SolvedCase

ALL_MATERIALS = "*"


def share_lines(solved: SolvedCase) -> tuple[ShareLine, ...]:
    """Shares of every material, and of all masses as oxide, over the plan and each year."""
    suppliers = sorted({o.supplier for o in solved.case.offers})
    of_supplier = np.array(
        [[o.supplier == name for name in suppliers] for o in solved.case.offers], dtype=float
    ).reshape(len(solved.case.offers), len(suppliers))
    origins = Origins(solved.case)
    stages = {stage: origins.shares(stage) for stage in ("direct", *STAGES, "any")}
    lines = []
    for scope, unit, weight in _scopes(solved):
        for window, periods in _windows(solved):
            amount = solved.decisions.order[:, periods].sum(axis=1) * weight
            here = _Here(scope, window, unit, float(amount.sum()))
            for stage, parts in stages.items():
                lines += here.lines("country", stage, origins.countries, amount @ parts)
            lines += here.lines("supplier", "direct", suppliers, amount @ of_supplier)
    return tuple(lines)


@dataclass(frozen=True)
class _Here:
    """A scope and window, with all that is ordered there.

    Shares are of that total, also for stage ``any``, where they need not add up to 1.
    """

    scope: str
    window: str
    unit: str
    total: float

    def lines(self, what: str, stage: str, names: list[str], amounts: Array) -> list[ShareLine]:
        if self.total <= 0:
            return []
        return [
            ShareLine(
                self.scope,
                self.window,
                what,
                stage,
                name,
                float(amount),
                self.unit,
                float(amount) / self.total,
            )
            for name, amount in zip(names, amounts, strict=True)
            if amount > 1e-9 * self.total
        ]


def _scopes(solved: SolvedCase) -> Iterator[tuple[str, str, Array]]:
    """Scope, unit, and the amount of one ordered unit of each offer, (O,)."""
    case = solved.case
    materials = [case.material[o.material] for o in case.offers]
    oxide = [oxide_in_kg(case, m.material) for m in materials]
    if any(oxide):
        yield ALL_MATERIALS, "kg REO", np.array(oxide)
    for material in case.materials:
        own = np.array([m.material == material.material for m in materials], dtype=float)
        if own.any():
            yield material.material, material.unit, own


def _windows(solved: SolvedCase) -> Iterator[tuple[str, list[int]]]:
    calendar = solved.case.calendar
    periods = list(range(calendar.periods))
    yield "horizon", periods
    for window in calendar.windows("year"):
        yield window.label, list(window.periods)


def concentration_lines(shares: tuple[ShareLine, ...]) -> tuple[ConcentrationLine, ...]:
    """HHI and effective number of sources of every scope, window and way of looking."""
    sums: dict[tuple[str, str, str, str], float] = {}
    for line in shares:
        if line.stage != "any":
            key = (line.scope, line.window, line.what, line.stage)
            sums[key] = sums.get(key, 0.0) + 1e4 * line.share**2
    return tuple(ConcentrationLine(*key, hhi, 1e4 / hhi) for key, hhi in sums.items() if hhi > 0)
