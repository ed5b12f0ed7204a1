"""Shadow prices: what one more unit of each scarce thing would change."""

from collections.abc import Iterator

import numpy as np

from models.allocate import Allocation
from models.ask.duals import Duals
from models.program import Array, Block
from models.terms.capacity import capacities
from planner.glossary.measures import MEASURES
from planner.outcomes.plan import DemandLine, LimitLine, ShadowPrice
from planner.planning.solved import SolvedCase

WORTH_SAYING = 1e-9
"""Duals below this part of the largest are rounding."""


def shadow_prices(
    solved: SolvedCase,
    allocation: Allocation,
    duals: Duals | None,
    limits: tuple[LimitLine, ...],
    demand: tuple[DemandLine, ...],
) -> tuple[ShadowPrice, ...]:
    """All of them, by kind; empty with integers, where they mean nothing."""
    if duals is None:
        return ()
    own = _Prices(solved, allocation, duals)
    return (
        *_of_demand(demand),
        *_of_limits(limits, duals),
        *own.capacity(),
        *own.of_bounds("order", "offer_max", -1, own.units),
        *own.of_bounds("order", "offer_min", 1, own.units),
        *own.of_rows("order_total", "offer_max", own.units),
        *own.of_rows("take_or_pay", "take_or_pay", own.units),
        *own.of_bounds("stock", "stock", -1, own.stock_units),
        *own.of_bounds("draw", "stock", -1, own.stock_units),
        *own.of_rows("cover_target", "cover", own.stock_units),
        *own.of_rows("cover_min", "cover", own.stock_units),
        *own.of_rows("route", "route", []),
        *own.of_bounds("run", "process", -1, ["run"] * len(solved.case.processes)),
        *own.idle_offers(),
    )


def _of_demand(demand: tuple[DemandLine, ...]) -> Iterator[ShadowPrice]:
    for line in demand:
        if line.dual:
            low, high = line.dual_range or (None, None)
            where = f"{line.material},{line.location}" if line.location else line.material
            empty = line.dual_range is not None and line.quantity in (low, high)
            yield ShadowPrice(
                "demand", where, line.period, line.dual, line.unit, line.quantity, low, high, empty
            )


def _of_limits(limits: tuple[LimitLine, ...], duals: Duals) -> Iterator[ShadowPrice]:
    for line, dual in zip(limits, duals.limits, strict=True):
        if not line.dual:
            continue
        low, high = dual.holds or (None, None)
        measure = MEASURES[line.measure]
        window = "" if line.window == "horizon" else line.window
        change, per = line.dual * measure.step, measure.unit or line.unit
        yield ShadowPrice(
            "limit", line.limit, window, change, per, line.bound, low, high, dual.degenerate
        )


class _Prices:
    """Duals of the program's own rows and columns, named."""

    def __init__(self, solved: SolvedCase, allocation: Allocation, duals: Duals) -> None:
        self.case, self.facts = solved.case, solved.facts
        self.program = allocation.formulation.program
        self.duals, self.order = duals, solved.decisions.order
        self.ranges = allocation.optimum.row_ranges
        rows = capacities(self.case)
        self.subjects = {row.label: row.subject for row in rows}
        self.capacity_units = [row.unit for row in rows]
        self.units = [self.case.material[m].unit for m in self.facts.material_of]
        self.stock_units = [self.case.material[k.material].unit for k in self.case.stockpiles]
        self.least = WORTH_SAYING * max(np.abs(duals.rows).max(initial=0.0), 1e-300)

    def capacity(self) -> Iterator[ShadowPrice]:
        """Suppliers' capacity."""
        yield from self.of_rows("capacity", "capacity", self.capacity_units)

    def of_rows(self, name: str, kind: str, units: list[str]) -> Iterator[ShadowPrice]:
        """Rows of a block whose right-hand side has a price."""
        block = self.program.rows[name]
        found = self.duals.rows[block.start : block.start + block.size]
        lower, upper = self.program.row_bounds(name)
        labels = self._labels(block, found)
        for i, label in labels:
            bound = float(lower[i] if found[i] > 0 else upper[i])
            low, high = self._range(block.start + i)
            price = float(found[i])
            unit = self._unit(block, units, i)
            empty = bound in (low, high)
            subject, period = self._named(kind, label)
            yield ShadowPrice(kind, subject, period, price, unit, bound, low, high, empty)

    def of_bounds(self, name: str, kind: str, side: int, units: list[str]) -> Iterator[ShadowPrice]:
        """Columns held by their upper (side -1) or lower (1, only above 0) bound."""
        block = self.program.columns[name]
        found = self.duals.bounds[block.start : block.start + block.size] * side
        lower, upper = self.program.bounds(name)
        bounds = lower if side == 1 else upper
        held = np.where(np.isfinite(bounds) & ((side == -1) | (bounds > 0)), found, 0.0)
        for i, label in self._labels(block, np.maximum(held, 0.0)):
            unit, price = self._unit(block, units, i), float(held[i]) * side
            subject, period = self._named(kind, label)
            yield ShadowPrice(
                kind, subject, period, price, unit, float(bounds[i]), None, None, False
            )

    def idle_offers(self) -> Iterator[ShadowPrice]:
        """The price cut, per price_per, at which an offer that is never used enters."""
        order, tier = self.program.columns["order"], self.program.columns["tier"]
        used = self.order.sum(axis=1)
        cost = order.spread(self.duals.bounds)
        steps = self.facts.steps
        first = [i for i, o in enumerate(steps.offer) if i == 0 or steps.offer[i - 1] != o]
        cost[steps.offer[first]] += tier.spread(self.duals.bounds)[first]
        for o, offer in enumerate(self.case.offers):
            open_in = np.flatnonzero(self.facts.orderable[o])
            if used[o] > 0 or not len(open_in):
                continue
            material = self.case.material[offer.material]
            worth = self.facts.per_price[o, open_in]
            cut = cost[o, open_in] / np.maximum(worth, 1e-12)
            best = int(np.argmin(cut))
            now = float(self.facts.price[o, open_in[best]]) / material.per_unit
            per = material.price_per or material.unit
            price = float(cut[best]) / material.per_unit
            label = self.case.calendar.label(int(open_in[best]))
            if 0 < price <= now:
                yield ShadowPrice(
                    "idle_offer", offer.offer, label, price, per, now, None, None, False
                )

    def _labels(self, block: Block, found: Array) -> list[tuple[int, tuple[str, ...]]]:
        priced = np.flatnonzero(np.abs(found) > self.least)
        labels = block.labels() if len(priced) else []
        return [(int(i), labels[i]) for i in priced]

    def _named(self, kind: str, label: tuple[str, ...]) -> tuple[str, str]:
        subject = self.subjects.get(label[0], label[0]) if kind == "capacity" else label[0]
        if kind == "route":
            subject = subject.replace("/", ",")
        return subject, label[-1] if len(label) > 1 else ""

    def _unit(self, block: Block, units: list[str], i: int) -> str:
        place = i if block.keep is None else int(block.keep[i])
        row = np.unravel_index(place, block.shape)[0]
        return units[int(row)] if units else ""

    def _range(self, row: int) -> tuple[float | None, float | None]:
        if self.ranges is None:
            return None, None
        low, high = float(self.ranges[0][row]), float(self.ranges[1][row])
        return (low if abs(low) < 1e29 else None), (high if abs(high) < 1e29 else None)
