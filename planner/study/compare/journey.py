"""From two plan workbooks to what changed between them, and why the cost moved."""

import dataclasses
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from planner.study.compare.change import PlanChange, PlanSide, TradeChange
from planner.study.compare.pages import change_pages
from planner.study.compare.plans import compare_plans
from planner.study.compare.record import STUDY
from planner.study.compare.words import change_sentences
from planner.study.options import StudyWishes
from planner.study.results import StudyResults, probe_results, save_results, target_of
from planner.versions import versions
from planner.words import Words
from planner.workbook.embedded import read_embedded

_READ = Words("{a}, {b}: 읽었습니다. 비교 중 ...", "{a}, {b}: read. Comparing ...")


def compare_workbooks(a: Path, b: Path, wishes: StudyWishes) -> None:
    """Read both plans, compare, write and tell.

    Raises InputError (a file that is no plan), UsageError (other currencies or units) and
    OutputError.
    """
    began = time.perf_counter()
    one, other = read_embedded(a), read_embedded(b)
    language = wishes.language or other.case.settings.language
    target = target_of(STUDY, b, wishes, language)
    probe_results(target, wishes, (a, b))
    typer.echo(_READ.to(language).format(a=a.name, b=b.name), err=True)
    run: dict[str, Any] = {
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": versions(),
    }
    change = compare_plans(one, other, (a.name, b.name), run)
    change.run["seconds"] = round(time.perf_counter() - began, 3)
    plain = change_json(change)
    results = StudyResults(change, change_pages, change_sentences, plain, run["started"])
    save_results(results, target, wishes, language)


def change_json(change: PlanChange) -> dict[str, Any]:
    """Money in ``currency``; a change is B less A."""
    return {
        "total_change": change.total_change,
        "effects": dict(change.effects),
        "details": {effect: dict(parts) for effect, parts in change.details.items()},
        "limits_by": change.basis,
        "bridge": [
            {"inputs": "+".join(step.inputs), "effect": step.effect, "cost": step.cost}
            for step in change.bridge
        ],
        "no_bridge": change.no_bridge or None,
        "a": _side(change.a),
        "b": _side(change.b),
        "currency": change.currency,
        "shared_periods": list(change.shared),
        "shared_paid": {"a": change.paid.a, "b": change.paid.b, "change": change.paid.change},
        "ladder": dict(change.ladder),
        "by_supplier": [_trade("supplier", row) for row in change.by_supplier],
        "by_material": [_trade("material", row) for row in change.by_material],
        "by_period": [_trade("period", row) for row in change.by_period],
        "orders": [_flat(dataclasses.asdict(row)) for row in change.orders],
        "inputs": [
            {
                name: getattr(row, name)
                for name in ("kind", "table", "row", "column", "a", "b", "cell_a", "cell_b")
            }
            for row in change.inputs
        ],
        "run": change.run,
    }


def _side(side: PlanSide) -> dict[str, Any]:
    plain = dataclasses.asdict(side)
    return {**plain, "cost": dict(side.cost), "periods": list(side.periods)}


def _trade(key: str, row: TradeChange) -> dict[str, Any]:
    plain = dataclasses.asdict(row)
    effects = plain.pop("effects")
    return _flat({key: plain.pop("name"), **plain}) | effects


def _flat(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Pairs as ``spend_a``, ``spend_b`` and ``spend_change``."""
    found: dict[str, Any] = {}
    for name, value in plain.items():
        if isinstance(value, dict):
            found |= {f"{name}_{side}": number for side, number in value.items()}
            found[f"{name}_change"] = value["b"] - value["a"]
        else:
            found[name] = value
    return found
