"""The machine-readable result: what other programs read."""

import json
import math
from dataclasses import asdict
from typing import Any

from planner.explain.figures import ALL
from planner.explain.headline import status_sentence
from planner.explain.standing import Standings
from planner.explain.voice import Voice
from planner.outcomes.notices import noted
from planner.outcomes.plan import Plan
from planner.planning.risk import risk_json
from planner.words import Language


def result(plan: Plan, language: Language) -> dict[str, Any]:
    """The plan as plain data, ``headline`` the first line of every page.

    Unless the plan is optimal, numbers are null and lists empty.
    """
    good = plan.status == "optimal"
    return {
        "headline": status_sentence(plan, Voice.of(plan.case, language)),
        "status": plan.status,
        "objective": plan.objective if good else None,
        "currency": plan.case.settings.currency,
        "cost": plan.cost if good else None,
        "cash": [_pick(c, CASH) for c in plan.cash] if good else [],
        "orders": [_pick(o, ORDER) for o in plan.orders] if good else [],
        "stock": [_pick(s, STOCK) for s in plan.stock] if good else [],
        "shortages": [_pick(s, SHORTAGE) for s in plan.shortages] if good else [],
        "limits": [_pick(x, LIMIT) for x in plan.limits] if good else [],
        "demand": [_pick(d, DEMAND) for d in plan.demand] if good else [],
        "standing": _standing(plan) if good else None,
        "conflicts": [asdict(conflict) for conflict in plan.conflicts],
        "notes": noted(plan.notes),
        "risk": risk_json(plan.risk) if plan.risk and good else None,
        "check": _check(plan),
        "run": {**plan.run, "message": plan.message, "gap": plan.gap},
    }


CASH = ("period", "part", "money")
"""``period`` is empty after the plan."""
ORDER = (
    "offer",
    "supplier",
    "material",
    "to",
    "period",
    "quantity",
    "granted",
    "counted",
    "cost",
    "fixed",
    "fixed_by",
    "arrives",
    "due",
    "currency",
    "amount",
    "decided",
)
STOCK = ("stockpile", "period", "quantity", "cover")
SHORTAGE = ("material", "location", "period", "quantity")
LIMIT = ("limit", "window", "value", "bound", "binding", "dual")
DEMAND = ("material", "location", "period", "quantity", "dual")


SHARE = ("scope", "weight", "window", "stage", "name", "amount", "unit", "share")
SPREAD = ("scope", "weight", "window", "stage", "hhi", "effective", "largest", "share")
SUPPLY = (
    "scope",
    "window",
    "imported",
    "home",
    "recycled",
    "drawn",
    "left",
    "public",
    "needed",
    "reliance",
)


def _standing(plan: Plan) -> dict[str, Any]:
    """Shares by country and what follows from them, beside those of before the plan.

    ``scope`` is a selector of the orders that are counted.
    """
    known = set(Standings(plan).bases)
    shares = [x for x in plan.shares if x.what == "country" and (x.scope, x.weight) in known]
    spread = [x for x in plan.concentration if x.by == "country" and (x.scope, x.weight) in known]
    scopes = {scope for scope, _ in known}
    supply = [x for x in plan.supply if x.scope in scopes]
    return {
        "before": [asdict(row) for row in plan.case.baseline],
        "shares": [_scoped(line, SHARE) for line in shares],
        "concentration": [_scoped(line, SPREAD) for line in spread],
        "supply": [
            {**_scoped(x, SUPPLY), "cover_days": x.cover, "own_cover_days": x.own_cover}
            for x in supply
        ],
    }


def _scoped(line: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    return {**_pick(line, fields), "scope": "all" if line.scope == ALL else line.scope}


def as_json(plan: Plan, language: Language) -> str:
    """The result as JSON text: numbers unrounded, Korean as it is."""
    return json.dumps(_finite(result(plan, language)), ensure_ascii=False, indent=1)


def _pick(line: object, fields: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(line, name) for name in fields}


def _check(plan: Plan) -> dict[str, Any] | None:
    if plan.check is None:
        return None
    return {
        "passed": plan.check.passed,
        "largest_violation": plan.check.largest_violation,
        "problems": list(plan.check.problems),
    }


def _finite(value: Any) -> Any:
    """JSON knows no infinity: null."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
