"""A change of cost split into causes that add up to it.

The periods that both plans have are compared period by period: discounted as B discounts them if
they are all there are, else undiscounted, so that a month that fell away moves no other figure.

- ``price``: B's orders at B's prices, paid when B pays, less the same orders as A would pay;
- ``volume``: material by material, what B buys more, at A's average landed price;
- ``mix``: the rest of B's orders at A's prices less A's orders: who sells it, and when;
- ``stock``, ``making``, ``contracts``, ``shortage``: parts of the cost, B less A; penalties of soft
  limits go to ``limits``;
- ``calendar``: what the periods cost that only one of the plans has; ``discount``: what B's cost
  is beyond its money so counted, less A's (another rate or start, or other periods);
- ``risk``: how far the two objectives lie from the costs of the mean decisions.

What is settled at a plan's end belongs to no single period: if the plans end at different times,
the end value counts as ``calendar``, and the penalties of soft limits are compared as they are.
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from models.check.units import Array, convert
from models.selector import folded
from models.terms.parts import COST_PARTS
from planner.glossary.costs import PARTS
from planner.study.compare.change import ALWAYS
from planner.study.compare.ledger import PlanLedger

PARTS_OF = {
    "stock": ("holding", "release", "cover", "end_value"),
    "making": ("process", "route"),
    "contracts": ("take_or_pay", "order"),
    "shortage": ("shortage",),
    "limits": ("penalty",),
}
"""The parts of the cost that are effects of their own."""
SETTLED = ("penalty", "end_value")
"""Parts settled at the end of the plan or of a window."""
_NOTHING = 1e-12


@dataclass(frozen=True)
class Shared:
    """Two plans side by side in the periods both have.

    ``at_a`` and ``at_b`` (shared,) are the places of these periods. ``offer_in_a`` (offers of B,):
    each offer's place in A, -1 where A lacks it.
    """

    a: PlanLedger
    b: PlanLedger

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Printed periods that both plans have."""
        return tuple(label for label in self.b.labels if label in set(self.a.labels))

    @cached_property
    def at_a(self) -> Array:
        """Places of the shared periods in A."""
        return np.array([self.a.labels.index(label) for label in self.labels], dtype=int)

    @cached_property
    def at_b(self) -> Array:
        """Places of the shared periods in B."""
        return np.array([self.b.labels.index(label) for label in self.labels], dtype=int)

    @cached_property
    def same_periods(self) -> bool:
        """Whether no period stands in one plan only."""
        return self.a.labels == self.b.labels

    @cached_property
    def worth(self) -> Array:
        """What money of each shared period counts, (shared,)."""
        return self.b.discount if self.same_periods else np.ones(len(self.labels))

    @property
    def rate(self) -> float:
        """The yearly rate at which money counts: B's, or none."""
        return self.b.case.settings.discount_rate if self.same_periods else 0.0

    @cached_property
    def lines_a(self) -> dict[str, Array]:
        """A's money as it counts here: part -> (periods of A,), credits negative."""
        return self._lines(self.a)

    @cached_property
    def lines_b(self) -> dict[str, Array]:
        """B's money as it counts here: part -> (periods of B,), credits negative."""
        return self._lines(self.b)

    def _lines(self, ledger: PlanLedger) -> dict[str, Array]:
        worth = self.worth if self.same_periods else np.ones(len(ledger.labels))
        lines = {part: COST_PARTS[part] * line * worth for part, line in ledger.parts.items()}
        paid = (ledger.paid * ledger.later(self.rate)).sum(axis=0)
        return lines | {"purchase": paid * worth}

    def part(self, part: str) -> float:
        """B less A of one part in the shared periods; what is settled at other ends: see above."""
        a, b = self.lines_a[part], self.lines_b[part]
        if part in SETTLED and not self.same_end:
            return float(b.sum() - a.sum()) if part == "penalty" else 0.0
        return float(b[self.at_b].sum() - a[self.at_a].sum())

    @cached_property
    def change(self) -> float:
        """B less A in the shared periods, all parts."""
        return math.fsum(self.part(part) for part in self.lines_b)

    def outside(self) -> dict[str, float]:
        """What only one plan's periods cost: A's are saved, B's come in; ``end_value`` if moved."""
        found = {
            "only_a": 0.0 - self._alone(self.lines_a, self.at_a),
            "only_b": self._alone(self.lines_b, self.at_b),
        }
        if not self.same_end:
            found["end_value"] = float(
                self.lines_b["end_value"].sum() - self.lines_a["end_value"].sum()
            )
        return found

    def _alone(self, lines: dict[str, Array], at: Array) -> float:
        left_out = () if self.same_end else SETTLED
        return math.fsum(
            float(np.delete(line, at).sum()) for p, line in lines.items() if p not in left_out
        )

    def discounting(self) -> float:
        """What discounting adds to B's money as it counts here, less what it adds to A's."""
        sides = ((self.b, self.lines_b), (self.a, self.lines_a))
        b, a = (x.total - math.fsum(float(v.sum()) for v in lines.values()) for x, lines in sides)
        return b - a

    def paid(self) -> tuple[float, float]:
        """What A and B pay in the shared periods, undiscounted: parts for which a bill comes."""
        return _paid(self.a, self.at_a), _paid(self.b, self.at_b)

    @cached_property
    def offer_in_a(self) -> Array:
        """The same offer of the same material; ids compare as in the workbook."""
        known = {(folded(o.offer), folded(o.material)): i for i, o in enumerate(self.a.case.offers)}
        keys = [(folded(o.offer), folded(o.material)) for o in self.b.case.offers]
        return np.array([known.get(key, -1) for key in keys], dtype=int)

    @cached_property
    def same_end(self) -> bool:
        """Whether both plans end with the same period."""
        return self.a.labels[-1] == self.b.labels[-1]

    @cached_property
    def units(self) -> dict[str, float]:
        """Material (folded) -> how many of B's units one of A's is."""
        other = {folded(m.material): m.unit for m in self.b.case.materials}
        return {
            folded(m.material): 1.0 if other.get(folded(m.material), m.unit) == m.unit
            else convert(m.unit, other[folded(m.material)])
            for m in self.a.case.materials
        }  # fmt: skip

    def paid_a(self) -> Array:
        """A's purchases, (offers of A, shared), as money of their period to B."""
        return self.a.paid[:, self.at_a] * self.a.later(self.rate)

    def paid_b(self) -> Array:
        """B's purchases, (offers of B, shared), as money of their period."""
        return self.b.paid[:, self.at_b] * self.b.later(self.rate)

    def repriced(self) -> Array:
        """B's orders at A's prices, (offers of B, shared); B's own where A has no such offer."""
        cost = self.paid_b().copy()
        there = np.flatnonzero(self.offer_in_a >= 0)
        if not len(there) or not self.labels:
            return cost
        mine = self.offer_in_a[there]
        per = np.array([self.units[folded(self.a.case.offers[o].material)] for o in mine])
        order = np.zeros_like(self.a.decisions.order)
        wanted = self.b.decisions.order[np.ix_(there, self.at_b)] / per[:, None]
        order[np.ix_(mine, self.at_a)] = wanted
        priced = (self.a.purchases_of(order) * self.a.later(self.rate))[np.ix_(mine, self.at_a)]
        granted = self.b.granted[np.ix_(there, self.at_b)]
        cost[there] = priced * granted
        return cost


@dataclass(frozen=True)
class Split:
    """Effects, their details, and the parts of materials, suppliers and offers in them.

    ``by_material`` (folded id -> price, volume, mix) and ``by_supplier`` (folded id -> price).
    """

    effects: dict[str, float]
    details: dict[str, dict[str, float]]
    by_material: dict[str, dict[str, float]] = field(default_factory=dict)
    by_supplier: dict[str, dict[str, float]] = field(default_factory=dict)


def split(shared: Shared, same: Shared, *, risky: bool) -> Split:
    """Split the change from ``shared.a`` to ``shared.b``.

    ``same`` holds both plans under the same limits, so far as they could be made to.
    """
    details = {effect: {p: same.part(p) for p in parts} for effect, parts in PARTS_OF.items()}
    beyond = _beyond(shared.b) - _beyond(shared.a)
    # A soft hhi's penalty is known to its tolerance only: what a plan says more of it than the
    # books do is the limit's.
    rules = _clean(shared.change - same.change + (0.0 if risky else beyond), shared)
    details["limits"] = {"rules": rules, **details["limits"]}
    effects = dict.fromkeys(ALWAYS, 0.0)
    effects |= {effect: math.fsum(parts.values()) for effect, parts in details.items()}
    materials = _materials(same)
    for name in ("price", "volume"):
        effects[name] = math.fsum(row[name] for row in materials.values())
    if not shared.same_periods:
        details["calendar"] = shared.outside()
        effects["calendar"] = math.fsum(details["calendar"].values())
    rediscounted = _clean(shared.discounting(), shared)
    if rediscounted or "calendar" in effects:
        effects["discount"] = rediscounted
    if risky:
        effects["risk"] = beyond
    effects = {effect: _clean(money, shared) for effect, money in effects.items()}
    # The rest, so that the effects add up to the last digit; by materials it is found by itself.
    total = shared.b.objective - shared.a.objective
    effects["mix"] = _clean(total - math.fsum(effects.values()), shared)
    return Split(effects, details, materials, _suppliers(same))


def ladder(shared: Shared, effects: Mapping[str, float]) -> dict[str, float]:
    """From what is paid in the shared periods to the change of cost; nothing without others.

    ``paid``, ``counted`` (without a bill), ``only_a``, ``only_b``, ``end_value``, ``discount`` and
    ``risk`` add up to the change.
    """
    if shared.same_periods:
        return {}
    a, b = shared.paid()
    apart = {name: effects[name] for name in ("discount", "risk") if name in effects}
    steps = {"paid": b - a, "counted": 0.0, **shared.outside(), **apart}
    # The rest, as the mix is among the effects: books and objective differ by rounding.
    steps["counted"] = shared.b.objective - shared.a.objective - math.fsum(steps.values())
    return {name: _clean(money, shared) for name, money in steps.items()}


def _paid(ledger: PlanLedger, at: Array) -> float:
    lines = ledger.parts | {"purchase": ledger.paid.sum(axis=0)}
    return math.fsum(float(lines[part][at].sum()) for part in lines if PARTS[part].paid)


def _clean(money: float, shared: Shared) -> float:
    """Rounding of large sums is no effect."""
    size = max(abs(shared.a.objective), abs(shared.b.objective))
    return 0.0 if abs(money) <= _NOTHING * size else money


def _beyond(ledger: PlanLedger) -> float:
    return ledger.objective - ledger.total


def _materials(shared: Shared) -> dict[str, dict[str, float]]:
    """Price, volume and mix of every material bought in either plan."""
    paid_b, repriced = shared.paid_b() @ shared.worth, shared.repriced() @ shared.worth
    paid_a = shared.paid_a() @ shared.worth
    bought_a = shared.a.received[:, shared.at_a].sum(axis=1)
    bought_b = shared.b.received[:, shared.at_b].sum(axis=1)
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for o, offer in enumerate(shared.b.case.offers):
        row = sums[folded(offer.material)]
        row["price"] += float(paid_b[o] - repriced[o])
        row["b"] += float(repriced[o])
        row["bought_b"] += float(bought_b[o])
    for o, offer in enumerate(shared.a.case.offers):
        row = sums[folded(offer.material)]
        row["a"] += float(paid_a[o])
        row["bought_a"] += float(bought_a[o]) * shared.units[folded(offer.material)]
    return {material: _material(row) for material, row in sums.items()}


def _material(row: dict[str, float]) -> dict[str, float]:
    """A's average price; B's orders at A's prices where A bought none."""
    money, units = ("a", "bought_a") if row["bought_a"] > 0 else ("b", "bought_b")
    average = row[money] / row[units] if row[units] > 0 else 0.0
    volume = (row["bought_b"] - row["bought_a"]) * average
    return {"price": row["price"], "volume": volume, "mix": row["b"] - row["a"] - volume}


def _suppliers(shared: Shared) -> dict[str, dict[str, float]]:
    """What other prices cost with each supplier."""
    dearer = (shared.paid_b() - shared.repriced()) @ shared.worth
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for offer, money in zip(shared.b.case.offers, dearer.tolist(), strict=True):
        sums[folded(offer.supplier)]["price"] += money
    return {supplier: dict(row) for supplier, row in sums.items()}
