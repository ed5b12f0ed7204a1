"""What a plan workbook carries so that the plan can be judged later: case and decisions as text.

JSON without blanks, cut into pieces that fit into cells; the hash of the whole in front, so that an
edited plan is noticed. Numbers are written in full: the case that comes out equals the one that
went in. Plans of format 1 lack all decisions but orders, what the plan costs, and the addresses of
its inputs; they are still read.
"""

import dataclasses
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from models.case import Case
from models.columns import SETTINGS
from models.solution import Decisions, Status, decision_rows
from planner.outcomes.plain import OddError, taken
from planner.outcomes.plan import Place, Plan
from planner.schema.common import LONGEST_PLAN, MOST_FUTURES
from planner.schema.tables import TABLES
from planner.words import Words

SHEET = Words("계획 데이터", "Plan data")
MARK = "critical-materials-planner plan"
FORMAT = 2
READABLE = (1, FORMAT)
PIECE = 30_000
"""Excel holds 32,767 signs in a cell."""
LARGEST_SEED = 10**15
LAST_ROW = 1_048_576
"""Of a sheet."""
_LETTERS = re.compile("[A-Z]{1,3}")


PLANNED = "planned"
"""With risk, orders as long as nothing happens, where the mean of what becomes of them differs."""


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

    @property
    def planned(self) -> bool:
        """False for a case without a plan, which leaves a workbook too."""
        decided = self.decisions is not None or self.info["objective"] is not None
        return self.info["status"] in ("optimal", "stopped") and decided


class EmbeddedPlanError(ValueError):
    """The text is not what was embedded: edited, cut off, or from another version.

    ``where`` leads to what cannot be, such as ``case.offers[3].price``; blank if it is the whole.
    """

    def __init__(self, problem: str, where: str = "") -> None:
        super().__init__(f"{problem}: {where}" if where else problem)
        self.where = where


@dataclass(frozen=True)
class _Addresses:
    """Where the rows of one table stand: index, row, further columns, filled periods of each."""

    sheet: str
    columns: dict[str, str]
    rows: tuple[tuple[int, int, dict[str, str], tuple[str, ...]], ...]


@dataclass(frozen=True)
class _Info:
    """What the plan was made from and by; texts that format 1 lacks are blank."""

    seed: int
    futures: int
    measure: Literal["none", "expected", "cvar"]
    objective: float | None
    planner: str = ""
    input: str = ""
    input_sha256: str = ""
    started: str = ""
    status: Status = "optimal"


@dataclass(frozen=True)
class _Held:
    """All that is embedded; nothing else may be there."""

    format: int
    info: _Info
    case: Case
    orders: tuple[tuple[str, str, float], ...]
    decisions: dict[str, tuple[tuple[int, int, float], ...]] | None = None
    cost: dict[str, float] = field(default_factory=dict)
    places: dict[str, _Addresses] = field(default_factory=dict)


def pieces(plan: Plan) -> list[str]:
    """The texts to embed: the mark, the hash, and the plan in pieces."""
    case = plan.case
    held = {
        "format": FORMAT,
        "info": _info(plan),
        "case": {f.name: _plain(getattr(case, f.name)) for f in dataclasses.fields(case)},
        "orders": [[line.offer, line.period, line.quantity] for line in plan.orders],
        "decisions": None if plan.decisions is None else _sparse(plan.case, plan.decisions),
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
    held = _held(text)
    case = held.case.in_order()
    return EmbeddedPlan(
        case=case,
        orders=_grid(case, held.orders),
        info=dataclasses.asdict(held.info),
        decisions=_decisions(case, held.decisions),
        cost=held.cost,
        places=_places(case, held.places),
    )


def _held(text: str) -> _Held:
    """The text as what was embedded. Raises EmbeddedPlanError."""
    try:
        plain = json.loads(text)
        version = plain.get("format") if isinstance(plain, dict) else None
        if version not in READABLE:
            raise EmbeddedPlanError("format")
        held: _Held = taken(plain, _Held, "plan")
    except (OddError, RecursionError) as odd:
        raise EmbeddedPlanError("odd", getattr(odd, "where", "plan")) from odd
    _check_lengths(held.case)
    for name, most in (("seed", LARGEST_SEED), ("futures", MOST_FUTURES)):
        if not 0 <= getattr(held.info, name) <= most:
            raise EmbeddedPlanError("odd", f"plan.info.{name}")
    if held.format == FORMAT and held.orders and held.decisions is None:
        raise EmbeddedPlanError("odd", "plan.decisions")
    return held


def _check_lengths(case: Case) -> None:
    """Everything by period has as many numbers as the plan has periods."""
    periods = case.settings.periods
    if not 1 <= periods <= LONGEST_PLAN:
        raise EmbeddedPlanError("odd", "plan.case.settings.periods")
    for table in dataclasses.fields(case):
        rows = getattr(case, table.name) if table.name not in ("settings", "sweeps") else ()
        for place, row in enumerate(rows):
            count = len(getattr(row, "values", range(periods)))
            wrong = count != periods and (count or table.name != "processes")
            if wrong or len(getattr(row, "beyond", ())) > LONGEST_PLAN:
                raise EmbeddedPlanError("odd", f"plan.case.{table.name}[{place}].values")


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


def _grid(case: Case, lines: Sequence[tuple[str, str, float]]) -> np.ndarray:
    period = {case.calendar.label(t): t for t in range(case.calendar.periods)}
    grid = np.zeros((len(case.offers), len(period)))
    for place, (offer, label, quantity) in enumerate(lines):
        if offer not in case.offer_index or label not in period or quantity < 0:
            raise EmbeddedPlanError("odd", f"plan.orders[{place}]")
        grid[case.offer_index[offer], period[label]] += quantity
    return grid


def _sparse(case: Case, decisions: Decisions) -> dict[str, list[list[float]]]:
    """Every decision that is not zero as its row, its period and its amount."""
    found = {}
    for name in [*decision_rows(case), *([] if decisions.planned is None else [PLANNED])]:
        grid = getattr(decisions, name)
        rows, periods = np.nonzero(grid)
        spots = zip(rows.tolist(), periods.tolist(), grid[rows, periods].tolist(), strict=True)
        found[name] = [list(spot) for spot in spots]
    return found


def _decisions(
    case: Case, held: Mapping[str, Sequence[tuple[int, int, float]]] | None
) -> Decisions | None:
    """Raise EmbeddedPlanError unless each stands in a row and period that are there."""
    if held is None:
        return None
    rows, periods = decision_rows(case), case.settings.periods
    if PLANNED in held:
        rows[PLANNED] = rows["order"]
    if held.keys() != rows.keys():
        raise EmbeddedPlanError("odd", "plan.decisions")
    grids = {name: np.zeros((count, periods)) for name, count in rows.items()}
    for name, spots in held.items():
        for place, (row, period, amount) in enumerate(spots):
            if not (0 <= row < rows[name] and 0 <= period < periods and amount >= 0):
                raise EmbeddedPlanError("odd", f"plan.decisions.{name}[{place}]")
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


def _places(case: Case, held: Mapping[str, _Addresses]) -> dict[tuple[str, int], Place]:
    """Raise EmbeddedPlanError unless each is that of a row which is there."""
    found = {}
    for table, one in held.items():
        if table not in TABLES:
            raise EmbeddedPlanError("odd", f"plan.places.{table}")
        # Settings are one record, however many rows they have.
        most = LAST_ROW if table == SETTINGS else len(getattr(case, table))
        for place, (index, row, own, filled) in enumerate(one.rows):
            columns = one.columns | own
            lettered = all(map(_LETTERS.fullmatch, columns.values()))
            if not (0 <= index < most and 1 <= row <= LAST_ROW and lettered):
                raise EmbeddedPlanError("odd", f"plan.places.{table}.rows[{place}]")
            found[table, index] = Place(one.sheet, row, columns, filled)
    return found
