"""A change of cost split into causes that add up to it.

The periods that both plans have are compared period by period, discounted as B discounts them:

- ``price``: B's orders at B's prices, paid when B pays, less the same orders as A would pay;
- ``volume``: material by material, what B buys more, at A's average landed price;
- ``mix``: the rest of B's orders at A's prices less A's orders: who sells it, and when;
- ``stock``, ``making``, ``contracts``, ``shortage``: parts of the cost, B less A; penalties of soft
  limits go to ``limits``;
- ``calendar``: what the periods cost that only one of the plans has; ``discount``: what A's shared
  periods come to as B discounts them, less as A does;
- ``risk``: how far the two objectives lie from the costs of the mean decisions.

What is settled at a plan's end belongs to no single period: if the plans end at different times,
the end value counts as ``calendar``, and the penalties of soft limits are compared as they are.
"""

import math
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from models.check.units import Array, convert
from models.selector import folded
from models.terms.parts import COST_PARTS
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

    ``at_a`` and ``at_b`` are the places of these periods, ``worth`` B's discount factors there, all
    (shared,). ``offer_in_a`` (offers of B,) is each offer's place in A, -1 where A lacks it.
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
    def worth(self) -> Array:
        """What money of each shared period counts."""
        return self.b.discount[self.at_b]

    @property
    def rate(self) -> float:
        """The yearly rate at which B discounts."""
        return self.b.case.settings.discount_rate

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


def split(shared: Shared, rules: float, total: float, *, risky: bool) -> Split:
    """Split ``total``; ``rules`` is what other limits cost before A and B are compared.

    ``shared.a`` and ``shared.b`` have the same limits, so far as they could be made to.
    """
    details = {effect: _parts(shared, parts) for effect, parts in PARTS_OF.items()}
    details["limits"] = {"rules": rules, **details["limits"]}
    effects = dict.fromkeys(ALWAYS, 0.0)
    effects |= {effect: math.fsum(parts.values()) for effect, parts in details.items()}
    materials = _materials(shared)
    for name in ("price", "volume"):
        effects[name] = math.fsum(row[name] for row in materials.values())
    if shared.a.labels != shared.b.labels:
        details["calendar"] = _unshared(shared)
        effects["calendar"] = math.fsum(details["calendar"].values())
    rediscounted = _clean(_rediscounted(shared), shared)
    if rediscounted or "calendar" in effects:
        effects["discount"] = rediscounted
    if risky:
        effects["risk"] = _beyond(shared.b) - _beyond(shared.a)
    effects = {effect: _clean(money, shared) for effect, money in effects.items()}
    # The rest, so that the effects add up to the last digit; by materials it is found by itself.
    effects["mix"] = _clean(total - math.fsum(effects.values()), shared)
    return Split(effects, details, materials, _suppliers(shared))


def _clean(money: float, shared: Shared) -> float:
    """Rounding of large sums is no effect."""
    size = max(abs(shared.a.objective), abs(shared.b.objective))
    return 0.0 if abs(money) <= _NOTHING * size else money


def _beyond(ledger: PlanLedger) -> float:
    return ledger.objective - ledger.total


def _parts(shared: Shared, parts: tuple[str, ...]) -> dict[str, float]:
    found = {}
    for part in parts:
        found[part] = COST_PARTS[part] * _part(shared, part)
    return found


def _part(shared: Shared, part: str) -> float:
    """B less A of one part in the shared periods."""
    a, b = shared.a, shared.b
    if part in SETTLED and not shared.same_end:
        whole = b.money.now(b.parts[part]) - a.money.now(a.parts[part])
        return whole if part == "penalty" else 0.0
    return float(((b.parts[part][shared.at_b] - a.parts[part][shared.at_a]) * shared.worth).sum())


def _unshared(shared: Shared) -> dict[str, float]:
    """What only one plan's periods cost: A's are saved, B's come in; ``end_value`` if it moves."""
    found = {
        "only_a": 0.0 - _alone(shared, shared.a, shared.at_a),
        "only_b": _alone(shared, shared.b, shared.at_b),
    }
    if not shared.same_end:
        a, b = shared.a, shared.b
        later = b.money.now(b.parts["end_value"]) - a.money.now(a.parts["end_value"])
        found["end_value"] = COST_PARTS["end_value"] * later
    return found


def _alone(shared: Shared, ledger: PlanLedger, at: Array) -> float:
    own = ledger.discount.copy()
    own[at] = 0.0
    return float((_flow(shared, ledger) * own).sum())


def _rediscounted(shared: Shared) -> float:
    a = shared.a
    moved = shared.worth - a.discount[shared.at_a]
    later = shared.paid_a().sum(axis=0) - a.parts["purchase"][shared.at_a]
    return float((_flow(shared, a)[shared.at_a] * moved + later * shared.worth).sum())


def _flow(shared: Shared, ledger: PlanLedger) -> Array:
    """All money of each period, (periods,), but what is settled at ends that differ."""
    left_out = () if shared.same_end else SETTLED
    flows = (COST_PARTS[p] * v for p, v in ledger.parts.items() if p not in left_out)
    return sum(flows, np.zeros(len(ledger.labels)))


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
