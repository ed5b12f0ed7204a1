"""What is bought in both plans: by supplier, material and period, and order by order."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from models.case import Case, Offer
from models.check.units import convert
from models.selector import folded
from models.terms.units import summed_unit
from planner.study.compare.change import OrderChange, Pair, TradeChange
from planner.study.compare.effects import Shared, Split
from planner.study.compare.ledger import PlanLedger

TRACE = 1e-9
"""Less than this part of the largest order of an offer's material is rounding."""


@dataclass(frozen=True)
class PlacedOrder:
    """One order: its offer, period, quantity in B's unit of the material, and spend."""

    offer: Offer
    period: str
    unit: str
    quantity: float
    spend: float


@dataclass(frozen=True)
class Purchases:
    """The orders of both plans."""

    a: tuple[PlacedOrder, ...]
    b: tuple[PlacedOrder, ...]
    shared: frozenset[str]

    @classmethod
    def of(cls, shared: Shared) -> "Purchases":
        """The orders of both plans in B's units."""
        units = {
            folded(m.material): m.unit for m in (*shared.a.case.materials, *shared.b.case.materials)
        }
        return cls(
            _bought(shared.a, units, shared.units),
            _bought(shared.b, units, {}),
            frozenset(shared.labels),
        )

    def by_supplier(self, split: Split) -> tuple[TradeChange, ...]:
        """One row per supplier, the largest change of spend first."""
        return _ranked(self._trades(lambda one: one.offer.supplier, split.by_supplier))

    def by_material(self, split: Split) -> tuple[TradeChange, ...]:
        """One row per material, the largest change of spend first."""
        return _ranked(self._trades(lambda one: one.offer.material, split.by_material))

    def by_period(self) -> tuple[TradeChange, ...]:
        """One row per period that either plan orders in, in order of time."""
        return tuple(sorted(self._trades(lambda one: one.period, {}), key=lambda row: row.name))

    def orders(self) -> tuple[OrderChange, ...]:
        """Orders of shared periods that differ by more than rounding, by period and supplier."""
        sides = tuple({_place(one): one for one in side} for side in (self.a, self.b))
        floor = _rounding((*self.a, *self.b))
        found = []
        for key in sides[0].keys() | sides[1].keys():
            one = sides[1].get(key) or sides[0][key]
            pairs = (_pair(sides, key, lambda x: x.quantity), _pair(sides, key, lambda x: x.spend))
            if one.period in self.shared and not _same(pairs, floor[folded(one.offer.material)]):
                offer = one.offer
                found.append(
                    OrderChange(
                        *(offer.offer, offer.supplier, offer.material, one.period, one.unit), *pairs
                    )
                )
        return tuple(sorted(found, key=lambda row: (row.period, row.supplier, row.offer)))

    def _trades(
        self, key: Callable[[PlacedOrder], str], effects: dict[str, dict[str, float]]
    ) -> list[TradeChange]:
        """Rows by name and unit; masses of unlike units as tonnes."""
        unit_of = _units((*self.a, *self.b), key)
        sums: dict[tuple[str, str], np.ndarray] = defaultdict(lambda: np.zeros((2, 4)))
        names: dict[str, str] = {}
        for side, rows in enumerate((self.a, self.b)):
            for one in rows:
                name = key(one)
                unit = unit_of[folded(name), one.unit]
                amount = one.quantity
                if unit != one.unit:
                    amount *= convert(one.unit, unit)
                both = one.period in self.shared
                line = (amount, one.spend, both * amount, both * one.spend)
                sums[folded(name), unit][side] += line
                names[folded(name)] = name
        found, told = [], set()
        for (name, unit), numbers in sums.items():
            quantity, spend, *shared = (Pair(a, b) for a, b in numbers.T.tolist())
            # Money has one unit: only the first of a name's rows tells its effects.
            mine = {} if name in told else effects.get(name, {})
            told.add(name)
            found.append(
                TradeChange(names[name], unit, quantity, spend, shared[0], shared[1], mine)
            )
        return found


def _bought(
    ledger: PlanLedger, units: dict[str, str], factors: dict[str, float]
) -> tuple[PlacedOrder, ...]:
    case, order = ledger.case, ledger.decisions.order
    return tuple(
        PlacedOrder(
            case.offers[o],
            ledger.labels[t],
            units[folded(case.offers[o].material)],
            float(order[o, t]) * factors.get(folded(case.offers[o].material), 1.0),
            float(ledger.paid[o, t]),
        )
        for o, t in _beyond_rounding(case, order)
    )


def _beyond_rounding(case: Case, order: np.ndarray) -> list[tuple[int, int]]:
    largest: dict[str, float] = defaultdict(float)
    for offer, row in zip(case.offers, order, strict=True):
        largest[offer.material] = max(largest[offer.material], float(row.max(initial=0.0)))
    floor = np.array([TRACE * largest[offer.material] for offer in case.offers])
    return [(int(o), int(t)) for o, t in np.argwhere(order > floor.reshape(-1, 1))]


def _units(
    rows: Iterable[PlacedOrder], key: Callable[[PlacedOrder], str]
) -> dict[tuple[str, str], str]:
    """(name, own unit) -> the unit its amounts are shown in."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in rows:
        found[folded(key(one))].add(one.unit)
    return {
        (name, unit): unit if len(units) == 1 else summed_unit(1.0, unit)[1]
        for name, units in found.items()
        for unit in units
    }


def _place(one: PlacedOrder) -> tuple[str, str, str]:
    return folded(one.offer.offer), folded(one.offer.material), one.period


def _rounding(rows: Iterable[PlacedOrder]) -> dict[str, float]:
    largest: dict[str, float] = defaultdict(float)
    for one in rows:
        name = folded(one.offer.material)
        largest[name] = max(largest[name], 1e-7 * one.quantity)
    return largest


def _same(pairs: tuple[Pair, Pair], rounding: float) -> bool:
    quantity, spend = pairs
    size = max(abs(spend.a), abs(spend.b))
    return abs(quantity.change) <= rounding and abs(spend.change) <= 1e-7 * size


def _pair(
    sides: tuple[dict[tuple[str, str, str], PlacedOrder], ...],
    key: tuple[str, str, str],
    of: Callable[[PlacedOrder], float],
) -> Pair:
    a, b = (of(side[key]) if key in side else 0.0 for side in sides)
    return Pair(a, b)


def _ranked(rows: Iterable[TradeChange]) -> tuple[TradeChange, ...]:
    """The largest change in the periods both plans have first."""

    def rank(row: TradeChange) -> tuple[float, float, float, str]:
        return -abs(row.shared_spend.change), -abs(row.spend.change), -row.spend.b, row.name

    return tuple(sorted(rows, key=rank))
