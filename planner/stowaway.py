"""What a plan workbook carries so that the plan can be judged later: case and orders as text.

JSON without blanks, cut into pieces that fit into cells; the hash of the whole in front, so that an
edited plan is noticed. Numbers are written in full: the case that comes out equals the one that
went in.
"""

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

import numpy as np

from models.case import Case, Settings
from planner.plan import Plan
from planner.words import Words

SHEET = Words("계획 데이터", "Plan data")
MARK = "critical-materials-planner plan"
FORMAT = 1
PIECE = 30_000
"""Excel holds 32,767 signs in a cell."""


@dataclass(frozen=True)
class Stowed:
    """A plan as it was stowed: its case, rows in order, and orders (offers, periods).

    ``info``: planner (version), seed, futures, measure, objective, started, input.
    """

    case: Case
    orders: np.ndarray
    info: dict[str, Any]


class StowageError(ValueError):
    """The text is not what was stowed: edited, cut off, or from another version."""


def pieces(plan: Plan) -> list[str]:
    """The texts to stow: the mark, the hash, and the plan in pieces."""
    case = plan.case
    held = {
        "format": FORMAT,
        "info": _info(plan),
        "case": {f.name: _plain(getattr(case, f.name)) for f in dataclasses.fields(case)},
        "orders": [[line.offer, line.period, line.quantity] for line in plan.orders],
    }
    text = json.dumps(held, separators=(",", ":"))
    # Programs trim blanks at the edges of a cell and take _x0041_ for a letter.
    text = text.replace(" ", "\\u0020").replace("_x", "\\u005fx")
    whole = hashlib.sha256(text.encode()).hexdigest()
    return [MARK, whole, *(text[i : i + PIECE] for i in range(0, len(text), PIECE))]


def unpacked(texts: list[str]) -> Stowed:
    """The plan in stowed texts. Raises StowageError."""
    if len(texts) < 3 or texts[0] != MARK:
        raise StowageError("no plan")
    text = "".join(texts[2:])
    if hashlib.sha256(text.encode()).hexdigest() != texts[1]:
        raise StowageError("edited")
    held = json.loads(text)
    if held["format"] != FORMAT:
        raise StowageError("format")
    case = _case(held["case"])
    return Stowed(case, _grid(case, held["orders"]), held["info"])


def _info(plan: Plan) -> dict[str, Any]:
    risk, settings = plan.risk, plan.case.settings
    return {
        "planner": plan.run.get("versions", {}).get("planner", ""),
        "input": plan.run.get("input", ""),
        "started": plan.run.get("started", ""),
        "objective": plan.objective,
        "seed": risk.seed if risk else settings.seed,
        "futures": risk.futures if risk else 0,
        "measure": risk.measure if risk else "none",
    }


def _plain(value: Any) -> Any:
    """Rows as their columns; blanks that are the column's own are left out."""
    if isinstance(value, tuple):
        return [_plain(row) for row in value]
    if not dataclasses.is_dataclass(value):
        return value
    cells = ((f, getattr(value, f.name)) for f in dataclasses.fields(value))
    return {f.name: _plain(cell) for f, cell in cells if cell != f.default}


def _case(tables: dict[str, Any]) -> Case:
    kinds = get_type_hints(Case)
    made: dict[str, Any] = {"settings": Settings(**_frozen(tables.pop("settings")))}
    for name, rows in tables.items():
        kind = get_args(kinds[name])[0]
        made[name] = tuple(kind(**_frozen(r)) if isinstance(r, dict) else r for r in rows)
    return Case(**made).in_order()


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {key: _tuple(value) for key, value in row.items()}


def _tuple(value: Any) -> Any:
    return tuple(_tuple(one) for one in value) if isinstance(value, list) else value


def _grid(case: Case, lines: list[list[Any]]) -> np.ndarray:
    period = {case.calendar.label(t): t for t in range(case.calendar.periods)}
    grid = np.zeros((len(case.offers), len(period)))
    for offer, label, quantity in lines:
        grid[case.offer_index[offer], period[label]] += quantity
    return grid
