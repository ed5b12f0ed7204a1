"""From two plan workbooks to what changed between them, and why the cost moved."""

import dataclasses
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from planner.commands.opening import emit
from planner.errors import OutputError
from planner.study.compare.change import PlanChange, Side, Trade
from planner.study.compare.pages import write_change
from planner.study.compare.plans import compare_plans
from planner.study.compare.words import change_sentences
from planner.versions import versions
from planner.words import Language, Words
from planner.workbook.embedded import unstow
from planner.workbook.save import default_output, probe, probe_file, renamed, save_as, too_long

_FILE_WORD = Words("비교", "compared")
_READ = Words("{a}, {b}: 읽었습니다. 비교 중 ...", "{a}, {b}: read. Comparing ...")
_SAME_FILE = Words(
    "{path}: 비교와 JSON을 같은 파일에 저장할 수 없습니다. 이름을 다르게 적으세요.",
    "{path} cannot hold the comparison and the JSON; give them different names.",
)


@dataclass(frozen=True)
class Wishes:
    """What the user asked for beside the two plans."""

    output: Path | None = None
    json: str | None = None
    language: Language | None = None
    overwrite: bool = False


def compare_workbooks(a: Path, b: Path, wishes: Wishes) -> None:
    """Read both plans, compare, write and tell.

    Raises InputError (a file that is no plan), UsageError (other currencies or units) and
    OutputError.
    """
    began = time.perf_counter()
    one, other = unstow(a), unstow(b)
    language = wishes.language or other.case.settings.language
    target = _target((a, b), wishes, language)
    typer.echo(_READ.to(language).format(a=a.name, b=b.name), err=True)
    run: dict[str, Any] = {
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": versions(),
    }
    change = compare_plans(one, other, (a.name, b.name), run)
    change.run["seconds"] = round(time.perf_counter() - began, 3)
    saved = save_as(
        target, lambda path: write_change(change, path, language), overwrite=wishes.overwrite
    )
    emit(as_json(change), wishes.json)
    for line in (*change_sentences(change, language), str(saved)):
        typer.echo(line, err=wishes.json == "-")
    for words in (renamed(target, saved), too_long(saved)):
        if words:
            typer.echo(words.to(language), err=True)


def _target(plans: tuple[Path, Path], wishes: Wishes, language: Language) -> Path:
    """Where the comparison goes; known to be writable before the work."""
    target = wishes.output or default_output(plans[1], _FILE_WORD.to(language), datetime.now())
    for source in plans:
        probe(target, overwrite=wishes.overwrite, source=source)
        if wishes.json not in (None, "-"):
            probe_file(Path(wishes.json), overwrite=True, source=source)
    if wishes.json not in (None, "-") and Path(wishes.json).resolve() == target.resolve():
        raise OutputError(_SAME_FILE.filled(path=target))
    return target


def as_json(change: PlanChange) -> str:
    """The comparison as JSON text: numbers unrounded, Korean as it is."""
    return json.dumps(_result(change), ensure_ascii=False, indent=1)


def _result(change: PlanChange) -> dict[str, Any]:
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


def _side(side: Side) -> dict[str, Any]:
    plain = dataclasses.asdict(side)
    return {**plain, "cost": dict(side.cost), "periods": list(side.periods)}


def _trade(key: str, row: Trade) -> dict[str, Any]:
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
