"""Two embedded plans -> PlanChange."""

# ruff: noqa: E501

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from models.allocate import allocate
from models.case import Case
from models.selector import folded
from models.terms.units import common_unit
from planner.errors import InputError, UsageError
from planner.outcomes.embedded import EmbeddedPlan
from planner.study.compare.change import Basis, Pair, PlanChange, PlanSide, Step
from planner.study.compare.effects import Shared, ladder, split
from planner.study.compare.inputs import input_changes
from planner.study.compare.ledger import PlanLedger, embedded_ledger
from planner.study.compare.remade import bridge, under_same_limits
from planner.study.compare.trade import Purchases
from planner.words import Words

_CURRENCIES = Words(
    "통화가 다른 두 계획은 비교할 수 없습니다: {a}는 {one}, {b}는 {other}. 설정(settings)의 currency를 같게 하고 다시 계획하세요.",
    "Plans in different currencies cannot be compared: {a} is in {one}, {b} in {other}. Give both the same currency in the settings, and plan again.",
)  # fmt: skip
_UNITS = Words(
    "품목 '{material}'의 단위가 달라 비교할 수 없습니다: {a}는 {one}, {b}는 {other}.",
    "The material '{material}' has units that cannot be compared: {one} in {a}, {other} in {b}.",
)
_OLD = Words(
    "{file}: 이전 버전이 만든 계획이라 주문 외의 결정이 들어 있지 않습니다. planner plan으로 다시 계획하세요.",
    "{file} was made by an earlier version and holds no decisions but orders; plan again.",
)
_SAME_PLAN = 1e-6
"""An old plan made again must cost the same within this part."""


def compare_plans(
    a: EmbeddedPlan, b: EmbeddedPlan, names: tuple[str, str], run: Mapping[str, Any] | None = None
) -> PlanChange:
    """What changed from plan A to plan B, and why the cost moved; ``names`` are their files.

    Raises UsageError for plans in different currencies or units, InputError for plans of an
    earlier version whose decisions cannot be found again.
    """
    _refuse(a.case, b.case, names)
    one, other = (_ledger(embedded, name) for embedded, name in zip((a, b), names, strict=True))
    risky = any(embedded.info["measure"] != "none" for embedded in (a, b))
    shared = Shared(one, other)
    same, basis = _same_limits(shared, risky=risky)
    parted = split(shared, same, risky=risky)
    purchases = Purchases.of(shared)
    steps, missing = _bridge(one, other, risky=risky)
    return PlanChange(
        a=_side(a, one, names[0]),
        b=_side(b, other, names[1]),
        case=_named(a.case, b.case),
        total_change=other.objective - one.objective,
        effects=parted.effects,
        details=parted.details,
        basis=basis,
        bridge=steps,
        no_bridge=missing,
        by_supplier=purchases.by_supplier(parted),
        by_material=purchases.by_material(parted),
        by_period=purchases.by_period(),
        orders=purchases.orders(),
        inputs=input_changes(a, b),
        shared=shared.labels,
        paid=Pair(*shared.paid()),
        ladder=ladder(shared, parted.effects),
        run=dict(run or {}),
    )


def _same_limits(shared: Shared, *, risky: bool) -> tuple[Shared, Basis]:
    """Both plans under the same limits, so far as they could be made again."""
    if not risky:
        a, b, basis = under_same_limits(shared.a, shared.b)
        return Shared(a, b), basis
    limits = [sorted(ledger.case.limits, key=repr) for ledger in (shared.a, shared.b)]
    return shared, "same" if limits[0] == limits[1] else "penalty"


def _bridge(one: PlanLedger, other: PlanLedger, *, risky: bool) -> tuple[tuple[Step, ...], str]:
    """The bridge of inputs, or why there is none."""
    if risky:
        return (), "risk"
    if one.case.calendar != other.case.calendar:
        return (), "calendar"
    steps = bridge(one, other)
    return steps, "" if steps else "same"


def _refuse(a: Case, b: Case, names: tuple[str, str]) -> None:
    files = dict(zip(("a", "b"), names, strict=True))
    money = [case.settings.currency for case in (a, b)]
    if folded(money[0]) != folded(money[1]):
        raise UsageError(_CURRENCIES.filled(**files, one=money[0], other=money[1]))
    mine = {folded(m.material): m for m in a.materials}
    for material in b.materials:
        other = mine.get(folded(material.material), material)
        units = {material.unit, other.unit}
        if common_unit(units) is None:
            said = {"material": material.material, "one": other.unit, "other": material.unit}
            raise UsageError(_UNITS.filled(**files, **said))


def _ledger(embedded: EmbeddedPlan, name: str) -> PlanLedger:
    """The books of a plan; those of an old one are found by planning again, and must agree."""
    if embedded.decisions is not None:
        return embedded_ledger(embedded, embedded.decisions)
    made = allocate(embedded.case) if embedded.info["measure"] == "none" else None
    promised = embedded.info["objective"]
    if made is None or made.decisions is None or made.objective is None or promised is None:
        raise InputError(_OLD.filled(file=name))
    off = abs(made.objective - promised) / max(abs(promised), 1.0)
    moved = np.abs(made.decisions.order - embedded.orders).max(initial=0.0)
    if off > _SAME_PLAN or moved > _SAME_PLAN * max(embedded.orders.max(initial=0.0), 1.0):
        raise InputError(_OLD.filled(file=name))
    return embedded_ledger(embedded, made.decisions)


def _side(embedded: EmbeddedPlan, ledger: PlanLedger, name: str) -> PlanSide:
    info = embedded.info
    return PlanSide(
        name=name,
        objective=ledger.objective,
        status=info.get("status", "optimal"),
        cost=embedded.cost or {"total": ledger.total},
        periods=ledger.labels,
        measure=info["measure"],
        started=info.get("started", ""),
        input=info.get("input", ""),
        input_sha256=info.get("input_sha256", ""),
    )


def _named(a: Case, b: Case) -> Case:
    """B's case with the rows of A whose names it lacks."""
    tables: dict[str, Any] = {}
    for table, key in (("materials", "material"), ("suppliers", "supplier"), ("offers", "offer")):
        known = {folded(getattr(row, key)) for row in getattr(b, table)}
        more = (row for row in getattr(a, table) if folded(getattr(row, key)) not in known)
        tables[table] = (*getattr(b, table), *more)
    return dataclasses.replace(b, **tables)
