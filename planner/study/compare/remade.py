"""Cases between two plans, made again: the same limits for both, and the bridge of inputs."""

import dataclasses
from collections.abc import Callable
from typing import Any

from models.allocate import Allocation, allocate
from models.case import Case, Offer
from models.engines import Options
from models.selector import folded
from planner.schema.purchase import PRICE_COLUMNS
from planner.study.compare.change import GROUPS, Basis, Step
from planner.study.compare.ledger import PlanLedger, ledger_of

PATIENCE = 60.0
"""Seconds after which a case between the two is given up."""
TABLES = {
    "demand": ("demand",),
    "stock": ("stockpiles", "open_orders"),
    "terms": ("capacity", "licenses", "origins", "contents"),
    "limits": ("limits",),
    "making": ("processes", "recipes", "returns", "arisings", "routes"),
}
"""Tables that a group of inputs takes over whole; prices, offers and names are mixed row by row."""


def under_same_limits(a: PlanLedger, b: PlanLedger) -> tuple[PlanLedger, PlanLedger, Basis]:
    """Both plans under one set of limits, and how that was found.

    A is made again with B's limits, or else B with A's: what that changes is what the other limits
    cost. If neither has a plan, both stay as they are.
    """
    if _in_order(a.case.limits) == _in_order(b.case.limits):
        return a, b, "same"
    if again := _with_limits(a, b):
        return again, b, "a"
    if again := _with_limits(b, a):
        return a, again, "b"
    return a, b, "penalty"


def _with_limits(one: PlanLedger, other: PlanLedger) -> PlanLedger | None:
    made = _best(dataclasses.replace(one.case, limits=other.case.limits))
    if made is None or made.decisions is None:
        return None
    return ledger_of(made.case, made.decisions)


def bridge(a: PlanLedger, b: PlanLedger) -> tuple[Step, ...]:
    """Inputs of B taken over group by group, the best plan made again after each.

    The effects add up to the change of cost. A group without a plan waits for the next one.
    """
    steps: list[Step] = []
    waiting: tuple[str, ...] = ()
    cost, differing = a.objective, _differing(a.case, b.case)
    for group in differing:
        waiting = (*waiting, group)
        taken = GROUPS[: GROUPS.index(group) + 1]
        last = group == differing[-1]
        found = b.objective if last else _cost(_between(a.case, b.case, taken))
        if found is not None:
            steps.append(Step(waiting, found, found - cost))
            cost, waiting = found, ()
    return tuple(steps)


def _differing(a: Case, b: Case) -> tuple[str, ...]:
    """Groups whose inputs are not the same."""
    cases = [_between(a, b, GROUPS[:count]).in_order() for count in range(len(GROUPS) + 1)]
    return tuple(g for g, one, other in zip(GROUPS, cases, cases[1:], strict=False) if one != other)


def _cost(case: Case) -> float | None:
    made = _best(case)
    return made.objective if made else None


def _best(case: Case) -> Allocation | None:
    """The best plan of a case that nobody wrote; None if it has none, or makes no sense."""
    try:
        made = allocate(case, options=Options(time_limit=PATIENCE))
    except (ValueError, KeyError):
        # Units or ids of two cases need not fit together.
        return None
    return made if made.status == "optimal" else None


def _between(a: Case, b: Case, taken: tuple[str, ...]) -> Case:
    """A with some groups of inputs from B. What both could name is kept, so that rows find it."""
    of = {group: b if group in taken else a for group in GROUPS}
    offers = _offers(of["terms"], of["prices"])
    known = {folded(offer.offer) for offer in offers}
    tables: dict[str, Any] = {
        table: getattr(of[group], table) for group, names in TABLES.items() for table in names
    }
    tables["open_orders"] = tuple(o for o in tables["open_orders"] if folded(o.offer) in known)
    whole = taken == GROUPS
    return dataclasses.replace(
        of["other"],
        **tables,
        offers=offers,
        suppliers=_union("supplier", of["terms"].suppliers, a.suppliers, b.suppliers),
        materials=b.materials if whole else _union("material", of["other"].materials, b.materials),
        fx=_union("currency", of["prices"].fx, a.fx, b.fx),
        prices=_priced(offers, of["prices"], of["terms"], lambda case: case.prices),
        tiers=_priced(offers, of["prices"], of["terms"], lambda case: case.tiers),
        locations=b.locations if whole else tuple(sorted({*a.locations, *b.locations})),
        scenarios=(),
        sweeps=(),
    )


def _offers(terms: Case, prices: Case) -> tuple[Offer, ...]:
    """The offers of one case at the prices of another, where that has them."""
    priced = {(folded(o.offer), folded(o.material)): o for o in prices.offers}
    found = []
    for offer in terms.offers:
        other = priced.get((folded(offer.offer), folded(offer.material)), offer)
        columns: dict[str, Any] = {name: getattr(other, name) for name in PRICE_COLUMNS}
        found.append(dataclasses.replace(offer, **columns))
    return tuple(found)


def _priced(
    offers: tuple[Offer, ...], prices: Case, terms: Case, table: Callable[[Case], tuple[Any, ...]]
) -> tuple[Any, ...]:
    """Price rows of the offers: of one case, or of the other where the first lacks the offer."""
    theirs = {folded(offer.offer) for offer in prices.offers}
    known = {folded(offer.offer) for offer in offers}
    rows = [row for row in table(prices) if folded(row.offer) in known]
    if prices is not terms:
        rows += [row for row in table(terms) if folded(row.offer) not in theirs]
    return tuple(rows)


def _union(key: str, first: tuple[Any, ...], *others: tuple[Any, ...]) -> tuple[Any, ...]:
    """Rows of the first table, and of the others those whose ids it lacks."""
    rows = {folded(getattr(row, key)): row for table in (*others[::-1], first) for row in table}
    return tuple(rows.values())


def _in_order(rows: tuple[Any, ...]) -> list[Any]:
    return sorted(rows, key=repr)
