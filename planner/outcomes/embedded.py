"""What a plan workbook carries so that the plan can be judged later: case and decisions as text.

JSON without blanks, cut into pieces that fit into cells; the hash of the whole in front, so that an
edited plan is noticed. Numbers are written in full: the case that comes out equals the one that
went in. Plans of format 1 lack all decisions but orders, what the plan costs, and the addresses of
its inputs; they are still read.
"""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args, get_type_hints

import numpy as np

from models.case import Case, Settings
from models.solution import Decisions, decision_rows
from planner.outcomes.plan import Place, Plan
from planner.words import Words

SHEET = Words("계획 데이터", "Plan data")
MARK = "critical-materials-planner plan"
FORMAT = 2
READABLE = (1, FORMAT)
PIECE = 30_000
"""Excel holds 32,767 signs in a cell."""


@dataclass(frozen=True)
class EmbeddedPlan:
    """A plan as it was embedded: its case, rows in order, and orders (offers, periods).

    ``info``: planner (version), seed, futures, measure, objective, started, input, status.
    ``decisions`` (None: format 1) are those the plan's lines were made from, with risk the mean;
    ``cost`` holds ``total`` and its parts; ``places`` lead from (table, index) to the workbook the
    case was read from.
    """

    case: Case
    orders: np.ndarray
    info: dict[str, Any]
    decisions: Decisions | None = None
    cost: dict[str, float] = field(default_factory=dict)
    places: dict[tuple[str, int], Place] = field(default_factory=dict)


class EmbeddedPlanError(ValueError):
    """The text is not what was embedded: edited, cut off, or from another version."""


def pieces(plan: Plan) -> list[str]:
    """The texts to embed: the mark, the hash, and the plan in pieces."""
    case = plan.case
    held = {
        "format": FORMAT,
        "info": _info(plan),
        "case": {f.name: _plain(getattr(case, f.name)) for f in dataclasses.fields(case)},
        "orders": [[line.offer, line.period, line.quantity] for line in plan.orders],
        "decisions": None if plan.decisions is None else _sparse(plan.decisions),
        "cost": plan.cost,
        "places": _addresses(plan.places),
    }
    text = json.dumps(held, separators=(",", ":"))
    # Programs trim blanks at the edges of a cell and take _x0041_ for a letter.
    text = text.replace(" ", "\\u0020").replace("_x", "\\u005fx")
    whole = hashlib.sha256(text.encode()).hexdigest()
    return [MARK, whole, *(text[i : i + PIECE] for i in range(0, len(text), PIECE))]


def unpacked(texts: list[str]) -> EmbeddedPlan:
    """The plan in embedded texts. Raises EmbeddedPlanError."""
    if len(texts) < 3 or texts[0] != MARK:
        raise EmbeddedPlanError("no plan")
    text = "".join(texts[2:])
    if hashlib.sha256(text.encode()).hexdigest() != texts[1]:
        raise EmbeddedPlanError("edited")
    held = json.loads(text)
    if held["format"] not in READABLE:
        raise EmbeddedPlanError("format")
    case = _case(held["case"])
    return EmbeddedPlan(
        case=case,
        orders=_grid(case, held["orders"]),
        info=held["info"],
        decisions=_decisions(case, held.get("decisions")),
        cost=held.get("cost", {}),
        places=_places(held.get("places", {})),
    )


def _info(plan: Plan) -> dict[str, Any]:
    risk, settings = plan.risk, plan.case.settings
    return {
        "planner": plan.run.get("versions", {}).get("planner", ""),
        "input": plan.run.get("input", ""),
        "input_sha256": plan.run.get("input_sha256", ""),
        "started": plan.run.get("started", ""),
        "status": plan.status,
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


def _sparse(decisions: Decisions) -> dict[str, list[list[float]]]:
    """Every decision that is not zero as its row, its period and its amount."""
    found = {}
    for kind in dataclasses.fields(decisions):
        grid = getattr(decisions, kind.name)
        rows, periods = np.nonzero(grid)
        spots = zip(rows.tolist(), periods.tolist(), grid[rows, periods].tolist(), strict=True)
        found[kind.name] = [list(spot) for spot in spots]
    return found


def _decisions(case: Case, held: dict[str, list[list[Any]]] | None) -> Decisions | None:
    if held is None:
        return None
    rows = decision_rows(case)
    grids = {name: np.zeros((count, case.settings.periods)) for name, count in rows.items()}
    for name, spots in held.items():
        for row, period, amount in spots:
            grids[name][row, period] = amount
    return Decisions(**grids)


def _addresses(places: Mapping[tuple[str, int], Place]) -> dict[str, Any]:
    """Sheet, shared columns, and of each row its number, further columns and filled periods."""
    by_table: dict[str, list[tuple[int, Place]]] = {}
    for (table, index), place in sorted(places.items()):
        by_table.setdefault(table, []).append((index, place))
    held = {}
    for table, rows in by_table.items():
        shared = dict(set.intersection(*(set(place.columns.items()) for _, place in rows)))
        further = [
            {key: letter for key, letter in place.columns.items() if key not in shared}
            for _, place in rows
        ]
        held[table] = {
            "sheet": rows[0][1].sheet,
            "columns": dict(sorted(shared.items())),
            "rows": [
                [index, place.row, own, list(place.filled)]
                for (index, place), own in zip(rows, further, strict=True)
            ],
        }
    return held


def _places(held: dict[str, Any]) -> dict[tuple[str, int], Place]:
    return {
        (table, index): Place(one["sheet"], row, one["columns"] | own, tuple(filled))
        for table, one in held.items()
        for index, row, own, filled in one["rows"]
    }
