"""A case whose promises give way by what a diagnosis says, for tests that it says enough."""

import dataclasses
from dataclasses import replace
from typing import Any

from models.case import Case, Series
from planner.outcomes.plan import Conflict

MARGIN = 1 + 1e-5


def relaxed(case: Case, conflicts: tuple[Conflict, ...]) -> Case:
    """The case with every conflict's ``relax`` applied.

    Raises KeyError for a kind whose amount is not a number of the workbook.
    """
    for conflict in conflicts:
        if conflict.relax:
            case = _GIVES[conflict.kind](case, conflict, conflict.relax * MARGIN)
    return case


def _edit(case: Case, table: str, key: str, name: str, **changes: Any) -> Case:
    rows = [
        replace(row, **{field: change(row) for field, change in changes.items()})
        if getattr(row, key) == name
        else row
        for row in getattr(case, table)
    ]
    return dataclasses.replace(case, **{table: tuple(rows)})


def _moved(case: Case, values: Series, period: str, step: float) -> Series:
    labels = [case.calendar.label(t) for t in range(case.settings.periods)]
    return tuple(
        value if value is None or label != period else max(value + step, 0.0)
        for label, value in zip(labels, values, strict=True)
    )


def _limit(case: Case, what: Conflict, step: float) -> Case:
    def value(row: Any) -> float:
        # The windows of one limit share its value: the neediest one counts.
        needed = (what.bound or 0.0) + (step if row.sense == "max" else -step)
        return max(row.value, needed) if row.sense == "max" else max(min(row.value, needed), 0.0)

    return _edit(case, "limits", "limit", what.subject, value=value)


def _capacity(case: Case, what: Conflict, step: float) -> Case:
    supplier, _, material = what.subject.partition(",")
    rows = [
        replace(row, values=_moved(case, row.values, what.period, step))
        if (row.supplier, row.material or "all") == (supplier, material.split("#")[0])
        else row
        for row in case.capacity
    ]
    return dataclasses.replace(case, capacity=tuple(rows))


def _offer_max(case: Case, what: Conflict, step: float) -> Case:
    field = "max_per_period" if what.period else "max_total"
    return _edit(
        case, "offers", "offer", what.subject,
        **{field: lambda row: max(getattr(row, field), (what.bound or 0.0) + step)},
    )  # fmt: skip


def _offer_min(case: Case, what: Conflict, step: float) -> Case:
    field = "min_per_period" if what.period else "min_total"
    return _edit(
        case, "offers", "offer", what.subject,
        **{field: lambda row: max(min(getattr(row, field), (what.bound or 0.0) - step), 0.0)},
    )  # fmt: skip


def _closing_min(case: Case, what: Conflict, step: float) -> Case:
    return _edit(
        case, "stockpiles", "stockpile", what.subject,
        closing_min=lambda row: max(row.closing_min - step, 0.0),
    )  # fmt: skip


def _stock_capacity(case: Case, what: Conflict, step: float) -> Case:
    return _edit(
        case, "stockpiles", "stockpile", what.subject,
        capacity=lambda row: max(row.capacity, (what.bound or 0.0) + step),
    )  # fmt: skip


def _demand(case: Case, what: Conflict, step: float) -> Case:
    material, _, place = what.subject.partition(",")
    rows = []
    for row in case.demand:
        if (row.material, row.location) == (material, place):
            row = replace(row, values=_moved(case, row.values, what.period, -step))  # noqa: PLW2901
        rows.append(row)
    return dataclasses.replace(case, demand=tuple(rows))


_GIVES = {
    "limit": _limit,
    "capacity": _capacity,
    "offer_max": _offer_max,
    "offer_min": _offer_min,
    "closing_min": _closing_min,
    "stock_capacity": _stock_capacity,
    "demand": _demand,
}
