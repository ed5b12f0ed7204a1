"""What a one-way sweep orders at each value, in one unit, as columns of a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.case import Case
from models.terms.units import in_unit, is_mass
from planner.outcomes.point import Point
from planner.page.grid import GridColumn
from planner.page.look import quantity_style
from planner.study.front import point_words
from planner.study.front import words as shared
from planner.study.sweep.words import SweepVoice

MOST_SUPPLIERS = 10
Row = tuple[Point, dict[str, float]]
"""A plan, and what it orders by supplier in the unit of all."""


@dataclass(frozen=True)
class SweepOrders:
    """What is ordered at each value, in one unit, by the largest suppliers and all others."""

    rows: list[Row]
    unit: str
    suppliers: list[str]
    others: list[str]

    @classmethod
    def of(cls, points: Sequence[Point], voice: SweepVoice) -> "SweepOrders":
        """What these points order; the suppliers with most stand first."""
        amounts, unit = amounts_in_one_unit(points, voice.case)
        ranked = sorted(
            {ident for own in amounts for ident, amount in own.items() if amount},
            key=lambda ident: (-sum(own.get(ident, 0.0) for own in amounts), ident),
        )
        rows = list(zip(points, amounts, strict=True))
        return cls(rows, unit, ranked[:MOST_SUPPLIERS], ranked[MOST_SUPPLIERS:])

    def columns(self, voice: SweepVoice) -> list[GridColumn]:
        """A column for each supplier, one for all others; blank where there is no plan."""

        def amount(idents: Sequence[str]) -> Callable[[Row], float | None]:
            return lambda row: of_plan(row[0], sum(row[1].get(ident, 0.0) for ident in idents))

        amounts = [amount for _, own in self.rows for amount in own.values() if amount]
        style = quantity_style(amounts)
        found = [
            GridColumn(f"supplier {i}", voice.supplier(i), amount([i]), style)
            for i in self.suppliers
        ]
        if self.others:
            found.append(GridColumn("others", voice.say(shared.OTHERS), amount(self.others), style))
        return found


def of_plan(point: Point, value: float | None) -> float | None:
    """Nothing is said of a point without a plan, so that lines break there."""
    return None if point.objective is None else value


def amounts_in_one_unit(points: Sequence[Point], case: Case) -> tuple[list[dict[str, float]], str]:
    """Quantities by supplier of each point in one unit: the suppliers' own, else tonnes."""
    units = {
        ident: point_words.supplier_unit(ident, case)
        for point in points
        for ident in point.quantities
    }
    if len(set(units.values())) == 1:
        return [dict(point.quantities) for point in points], next(iter(units.values()))
    tonnes = {ident: in_unit(u, "t") for ident, u in units.items() if is_mass(u)}
    return [
        {ident: amount * tonnes[ident] for ident, amount in p.quantities.items() if ident in tonnes}
        for p in points
    ], "t"
