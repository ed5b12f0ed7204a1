"""Room to negotiate: what can be traded away at little cost, and at which price offers turn.

A plan with risk is one of many futures; the room is that of the planned one (each license at its
median, worth its probability).
"""

import dataclasses
from functools import partial
from typing import Any, Literal

import numpy as np

from models.ask.resolve import Resolved, Resolver
from models.case import Case
from models.program import Array
from models.terms.units import common_unit, in_kg, in_unit, oxide_in_kg
from planner.outcomes.point import Point
from planner.study.points.solver import Ask, PointSolver, as_row, of_row
from planner.study.points.solvers import Row, Run, turns_setup
from planner.study.room.found import Range, RoomFound, Turning

Who = tuple[Literal["supplier", "country"], str]
End = tuple[float, Row]
"""An amount, and the plan in which it is ordered."""
OFFERS_PER_CHUNK = 4
WHO_PER_CHUNK = 4


class RangeSolver(PointSolver):
    """Finds the least and most of suppliers and countries in plans within an allowance."""

    def __init__(self, case: Case, within: float) -> None:
        """``within``: how much dearer than the best plan, as a fraction."""
        super().__init__(case, gap=1e-3)
        self.within = within
        self.resolver = Resolver(self.case)
        self.best = self.resolver.answer(self.case)

    def __call__(self, tasks: tuple[Any, ...]) -> tuple[Row, ...]:
        """For each supplier or country: least, now, most, unit, and the plans at both ends."""
        self.resolver.restart()
        return tuple(self._range(task) for task in tasks)

    def _range(self, who: Who) -> Row:
        best = self.best
        assert best.objective is not None
        unit, weight = weights_of(self.case, who)
        dearest = best.objective + self.within * abs(best.objective)
        now = _amount(best, weight)
        name = f"{who[1]} least"
        if now == 0:
            # Less than nothing cannot be ordered.
            least: End | None = now, as_row(self._answered(Ask(name), best))
        else:
            least = self._end(name, weight, dearest)
        most = self._end(f"{who[1]} most", -weight, dearest)
        ends = [end[1] for end in (least, most) if end is not None]
        return {
            "who": list(who), "unit": unit, "now": now, "ends": ends,
            "least": None if least is None else min(now, abs(least[0])),
            "most": None if most is None else max(now, abs(most[0])),
        }  # fmt: skip

    def _end(self, name: str, weight: Array, dearest: float) -> End | None:
        """The amount at one end and its plan; None if no plan that the audit confirms is found."""
        for search in (self.resolver.extreme, self.resolver.extreme_afresh):
            found = search(weight, dearest)
            point = None if found is None else self._answered(Ask(name), found)
            if found is not None and point is not None and point.checked:
                return _amount(found, weight), as_row(point)
        return None


def _amount(answer: Resolved, weight: Array) -> float:
    assert answer.decisions is not None
    return float(weight @ answer.decisions.order.sum(axis=1))


def weights_of(case: Case, who: Who) -> tuple[str, Array]:
    """The unit of a supplier's or country's amount, and what one unit of each offer adds to it.

    In their own unit if its offers share one, in tonnes for a supplier of several masses; a
    country's, where its materials differ, in tonnes of oxide equivalent.
    """
    kind, name = who
    mine = np.array(
        [
            (o.supplier if kind == "supplier" else case.supplier[o.supplier].country) == name
            for o in case.offers
        ]
    )
    materials = [case.material[o.material] for o in case.offers]
    own = [m for m, hit in zip(materials, mine.tolist(), strict=True) if hit]
    if kind == "country" and len({m.material for m in own}) > 1:
        oxide = [oxide_in_kg(case, m.material) / 1000.0 for m in materials]
        return "t REO", mine * np.array(oxide)
    unit = common_unit({m.unit for m in own})
    if unit is None:
        masses = [in_kg(m.unit) / 1000.0 for m in materials]
        return "t", mine * np.array(masses)
    pairs = zip(materials, mine.tolist(), strict=True)
    return unit, np.array([in_unit(m.unit, unit) if hit else 0.0 for m, hit in pairs])


def study_room(case: Case, within: float, run: Run) -> RoomFound:
    """Ranges of every supplier and country with an offer, and the turning price of every offer."""
    case = certain(case)
    rows = run("base", partial(PointSolver, case, 1e-3), [(Ask("base"),)])
    base = of_row(rows[0]) if rows[0] else None
    if base is None or base.objective is None:
        nothing = Point("base", {}, "stopped", message="interrupted")
        return RoomFound(case, base or nothing, within, (), ())
    who = who_of(case)
    parts = [tuple(who[i : i + WHO_PER_CHUNK]) for i in range(0, len(who), WHO_PER_CHUNK)]
    found = [row for row in run("ranges", partial(RangeSolver, case, within), parts) if row]
    offers = [offer.offer for offer in case.offers]
    parts_of_offers = [
        tuple(offers[i : i + OFFERS_PER_CHUNK]) for i in range(0, len(offers), OFFERS_PER_CHUNK)
    ]
    turns = [row for row in run("prices", turns_setup(case), parts_of_offers) if row]
    return RoomFound(
        case=case,
        base=base,
        within=within,
        # An end that nobody could find is unknown: nothing is said of that range.
        ranges=tuple(_range(row) for row in found if None not in (row["least"], row["most"])),
        turnings=tuple(_turning(case, row) for row in turns),
        extremes=tuple(of_row(end) for row in found for end in row["ends"]),
    )


def certain(case: Case) -> Case:
    """The case in order, planned without risk."""
    settings = dataclasses.replace(case.settings, risk_measure="none")
    return dataclasses.replace(case.in_order(), settings=settings)


def who_of(case: Case) -> list[Who]:
    """Every supplier with an offer, then every country."""
    suppliers = sorted({offer.supplier for offer in case.offers})
    countries = sorted({case.supplier[name].country for name in suppliers})
    return [
        *(("supplier", name) for name in suppliers),
        *(("country", code) for code in countries),
    ]


def _range(row: Row) -> Range:
    kind, name = row["who"]
    return Range(kind, name, row["unit"], row["least"], row["now"], row["most"])


def _turning(case: Case, row: Row) -> Turning:
    offer = case.offers[case.offer_index[row["offer"]]]
    material = case.material[offer.material]
    return Turning(
        offer=offer.offer,
        supplier=offer.supplier,
        material=offer.material,
        currency=offer.currency or case.settings.currency,
        price_per=material.price_per or material.unit,
        used=row["used"],
        price=row["price"],
        change=row["change"],
        never=row["never"],
    )
