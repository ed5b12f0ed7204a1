"""What lacks in many futures, as lines: each promise once, in its own unit."""

import dataclasses
from collections.abc import Sequence

from models.case import Case
from models.solution import Lack
from models.terms.capacity import capacities
from models.terms.counted import limit_unit
from models.terms.origin import Origins
from planner.outcomes.risk import LackLine

ROUNDING = 1e-6
"""What lacks by less than this part of the most that lacks of its kind is rounding."""


def lack_lines(case: Case, futures: Sequence[Sequence[Lack]]) -> tuple[LackLine, ...]:
    """What lacks in each future, together; the likeliest first."""
    amounts: dict[tuple[str, tuple[str, ...], str, bool], list[float]] = {}
    for lacks in futures:
        own: dict[tuple[str, tuple[str, ...], str, bool], float] = {}
        for lack in lacks:
            key = (lack.promise, lack.subject, lack.when, lack.surplus)
            own[key] = own.get(key, 0.0) + lack.amount
        for key, amount in own.items():
            amounts.setdefault(key, []).append(amount)
    lines = [
        LackLine(
            promise=promise,
            subject=",".join(filter(None, subject)),
            when="" if when == "horizon" else when,
            surplus=surplus,
            probability=len(found) / len(futures),
            mean=sum(found) / len(futures),
            worst=max(found),
            unit=_unit(case, promise, subject),
        )
        for (promise, subject, when, surplus), found in amounts.items()
    ]
    most = {one.promise: 0.0 for one in lines}
    for one in lines:
        most[one.promise] = max(most[one.promise], one.worst)
    lines = [one for one in lines if one.worst > ROUNDING * most[one.promise]]
    return tuple(
        sorted(lines, key=lambda x: (-x.probability, x.promise, x.subject, x.when, x.surplus))
    )


def _unit(case: Case, promise: str, subject: tuple[str, ...]) -> str:
    """The unit a promise is counted in."""
    if promise == "limit":
        return _unit_of_limit(case, subject[0])
    if promise == "capacity":
        rows = zip(case.capacity, capacities(case), strict=True)
        return next(held.unit for row, held in rows if (row.supplier, row.material) == subject)
    if promise == "max_per_year":
        return next(row.unit for row in case.licenses if (row.license,) == subject)
    if promise == "route":
        return next(row.unit for row in case.routes if (row.from_, row.to) == subject)
    return case.material[_material(case, promise, subject[0])].unit


def _material(case: Case, promise: str, name: str) -> str:
    """The material a promise is about."""
    if promise == "total":
        return case.offers[case.offer_index[name]].material
    if promise == "cover_min":
        return next(row.material for row in case.stockpiles if row.stockpile == name)
    return name


def _unit_of_limit(case: Case, name: str) -> str:
    """The unit of what a limit counts; shares are missed by so much of it."""
    limit = next(row for row in case.limits if row.limit == name)
    if limit.measure not in ("amount", "stock"):
        limit = dataclasses.replace(limit, measure="amount")
    return limit_unit(Origins(case), limit)
