"""Why there is no plan: which promises cannot be kept together, and by how much one must give.

An elastic solve: every promise may be broken at a price, and promises give way in order - policy
limits before cover, cover before contract minima, those before facts (capacity, maxima), and what
must be met or used last of all.
"""

import copy
import dataclasses
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from models.allocate import Allocation
from models.allocation.formulate import Formulation
from models.engines import Engine, Options, find
from models.program import Array, Block, Program
from models.solution import Decisions, Solution
from models.solve.optimise import optimise

POLICY, COVER, MINIMA, FACTS, MUST = range(5)
"""The groups, in the order in which they give way."""

FIRST_TOLD = ("limit", "capacity", "demand")
"""What most readers think of first, of all that takes part in a conflict."""
SMALL = 1e-6
"""A promise broken by less than this part of its size is rounding."""


@dataclass(frozen=True)
class Breach:
    """A promise that cannot be kept with the others.

    ``label`` are its ids (the last one is the period or window where there is one). ``relax`` is
    how far it must give, in the units of its right-hand side; 0: it is part of the conflict but
    another promise gives way. ``place`` is its index in the formulation's limits, or -1.
    """

    kind: str
    label: tuple[str, ...]
    bound: float
    relax: float
    group: int
    place: int = -1


@dataclass(frozen=True)
class Diagnosis:
    """The breaches of the plan that breaks least, and that plan."""

    breaches: tuple[Breach, ...]
    decisions: Decisions | None


@dataclass(frozen=True)
class _Side:
    """One side (1: lower, -1: upper) of bounds that may be broken, with its slack columns.

    ``rows`` hold the bounds; there are none for cones.
    """

    kind: str
    group: int
    side: int
    rows: Block | None
    slack: Block
    bound: Array
    size: Array


def diagnose(allocation: Allocation, options: Options | None = None) -> Diagnosis:
    """Find what must give way in an infeasible case."""
    formulation = allocation.formulation
    program = copy.deepcopy(formulation.program)
    program.clear_money()
    sides = _loosen(program, formulation)
    engine, solution, telling = find("highs"), None, None
    for group in (MUST, FACTS, MINIMA, COVER, POLICY):
        solution = _give_way(program, sides, group, engine, options or Options())
        if solution.status != "optimal":
            # What lacks in a plan that may not be the least says nothing of what must give way.
            return Diagnosis((), None)
        # Prices tell who takes part only where something gives way.
        if telling is None or (solution.objective or 0.0) > SMALL:
            telling = solution
    assert solution is not None and telling is not None
    assert solution.values is not None
    own = solution.values[: formulation.program.n_columns]
    breaches = _broken(program, sides, solution, formulation)
    breaches += _involved(program, sides, telling, formulation)
    return Diagnosis(tuple(breaches), formulation.decisions(own))


def _loosen(program: Program, formulation: Formulation) -> list[_Side]:
    """Give every promise a slack column; the order of the list is that of the report."""
    case = formulation.case
    basis = [limit.basis for limit in case.limits]
    policy = _marks(program.rows["limit"], [b == "policy" for b in basis])
    sides = []
    for marks, group in ((policy, POLICY), (~policy, FACTS)):
        sides += [_row_side(program, ("limit", "limit", group), side, marks) for side in (1, -1)]
    sides.append(_row_side(program, ("cover_min", "cover_min", COVER), 1))
    sides.append(_column_side(program, ("stock", "closing_min", COVER), 1))
    sides.append(_column_side(program, ("order", "offer_min", MINIMA), 1))
    sides.append(_row_side(program, ("order_total", "offer_min", MINIMA), 1))
    sides.append(_row_side(program, ("route", "route", MINIMA), 1))
    for name, kind in (("order_total", "offer_max"), ("capacity", "capacity"), ("route", "route")):
        sides.append(_row_side(program, (name, kind, FACTS), -1))
    for name, kind in (
        ("order", "offer_max"),
        ("run", "process_max"),
        ("stock", "stock_capacity"),
        ("draw", "release_max"),
    ):
        sides.append(_column_side(program, (name, kind, FACTS), -1))
    needed = formulation.nodes.demand > 0
    sides.append(_row_side(program, ("balance", "demand", MUST), 1, needed))
    sides.append(_row_side(program, ("balance", "balance", MUST), -1))
    sides.append(_cone_side(program, formulation))
    return [side for side in sides if side.slack.size]


def _marks(block: Block, by_row: list[bool]) -> Array:
    grid = np.array(by_row, dtype=bool).reshape(-1, 1)
    return np.broadcast_to(grid, block.shape)


def _row_side(
    program: Program, what: tuple[str, str, int], side: int, where: Array | None = None
) -> _Side:
    """Slack for the lower (side 1) or upper (-1) bounds of a block of rows."""
    name, kind, group = what
    block = program.rows[name]
    lower, upper = program.row_bounds(name)
    bound = lower if side == 1 else upper
    there = _on_grid(block, np.isfinite(bound)) & (True if where is None else where)
    slack = program.add_columns(f"relax_{name}_{len(program.columns)}", block.over, where=there)
    program.add_terms(block.at, slack.at, float(side))
    return _side_of((kind, group, side), block, (block, slack), bound)


def _column_side(program: Program, what: tuple[str, str, int], side: int) -> _Side:
    """Slack for the lower (side 1; only where above 0) or upper (-1) bounds of columns."""
    name, kind, group = what
    block = program.columns[name]
    lower, upper = program.bounds(name)
    bound = (lower if side == 1 else upper).copy()
    there = _on_grid(block, (bound > 0) if side == 1 else np.isfinite(bound))
    rows = program.add_rows(
        f"keep_{name}_{len(program.rows)}",
        block.over,
        _grid(block, bound) if side == 1 else -np.inf,
        np.inf if side == 1 else _grid(block, bound),
        where=there,
    )
    slack = program.add_columns(f"relax_{name}_{len(program.columns)}", block.over, where=there)
    program.add_terms(rows.at, block.at, 1.0)
    program.add_terms(rows.at, slack.at, float(side))
    if side == 1:
        lower[:] = np.minimum(lower, 0.0)
    else:
        upper[np.isfinite(upper)] = np.inf
    return _side_of((kind, group, side), block, (rows, slack), bound)


def _cone_side(program: Program, formulation: Formulation) -> _Side:
    """Slack for hard HHI limits, in units of the norm."""
    cones = program.cones
    hard = np.array([cone.over < 0 for cone in cones], dtype=bool)
    axis = (("cone", [cone.name for cone in cones]),)
    block = Block("cone", axis, 0, len(cones))
    slack = program.add_columns("relax_cone", axis, where=hard)
    width = program.n_columns
    program.cones[:] = [
        dataclasses.replace(cone, groups=_wider(cone.groups, width), over=_over(cone.over, at))
        for cone, at in zip(cones, slack.at, strict=True)
    ]
    bounds = {name: at.limit for at in formulation.limits for name in at.cones}
    limits = formulation.case.limits
    values = np.array([limits[bounds[cone.name]].value for cone in program.cones])
    return _side_of(("limit", POLICY, -1), block, (None, slack), values)


def _over(own: int, slack: int) -> int:
    return own if own >= 0 else int(slack)


def _wider(matrix: sp.csr_matrix, columns: int) -> sp.csr_matrix:
    return sp.csr_matrix((matrix.data, matrix.indices, matrix.indptr), (matrix.shape[0], columns))


def _grid(block: Block, values: Array) -> Array:
    full = np.zeros(int(np.prod(block.shape)))
    full[slice(None) if block.keep is None else block.keep] = values
    return full.reshape(block.shape)


def _on_grid(block: Block, marks: Array) -> Array:
    return _grid(block, marks.astype(float)) > 0


def _side_of(
    what: tuple[str, int, int], block: Block, added: tuple[Block | None, Block], bound: Array
) -> _Side:
    rows, slack = added
    grid = _grid(block, np.where(np.isfinite(bound), bound, 0.0)).ravel()
    own = grid if slack.keep is None else grid[slack.keep]
    size = np.abs(own)
    usual = float(np.median(size[size > 0])) if (size > 0).any() else 1.0
    return _Side(*what, rows, slack, own, np.where(size > 0, size, usual))


def _give_way(
    program: Program, sides: list[_Side], group: int, engine: Engine, options: Options
) -> Solution:
    """Break the promises of one group as little as possible, then hold it there."""
    program.clear_money()
    for side in (s for s in sides if s.group == group):
        program.add_money("relaxed", side.slack.at.ravel()[_kept(side.slack)], 1.0 / side.size)
    found = optimise(program, np.zeros(program.n_columns), engine, options).solution
    if found.values is None or found.status != "optimal":
        return found
    for side in (s for s in sides if s.group == group and group != POLICY):
        _, upper = program.bounds(side.slack.name)
        broken = found.values[side.slack.start : side.slack.start + side.slack.size]
        upper[:] = np.where(broken > SMALL * side.size, broken * (1 + SMALL), 0.0)
    return found


def _kept(block: Block) -> Array:
    return np.arange(block.size) if block.keep is None else block.keep


def _broken(
    program: Program, sides: list[_Side], solution: Solution, formulation: Formulation
) -> list[Breach]:
    assert solution.values is not None
    breaches = []
    for side in sides:
        _, held = program.bounds(side.slack.name)
        used = solution.values[side.slack.start : side.slack.start + side.slack.size]
        # The room left for rounding when a group was held is not what it had to give.
        broken = np.minimum(used, held / (1 + SMALL))
        labels = side.slack.labels() if (broken > SMALL * side.size).any() else []
        for i in np.flatnonzero(broken > SMALL * side.size):
            label = labels[i]
            place = _limit_place(formulation, label) if side.kind == "limit" else -1
            bound = float(side.bound[i])
            breaches.append(Breach(side.kind, label, bound, float(broken[i]), side.group, place))
    return breaches


def _limit_place(formulation: Formulation, label: tuple[str, ...]) -> int:
    block = formulation.program.rows["limit"]
    names = list(block.over[0][1])
    for place, at in enumerate(formulation.limits):
        if label[0] in at.cones or (len(label) > 1 and label == (names[at.limit], at.window.label)):
            return place
    return -1


def _involved(
    program: Program, sides: list[_Side], solution: Solution, formulation: Formulation
) -> list[Breach]:
    """Promises with a price where something gave way: with what did, they are the conflict."""
    breaches: list[Breach] = []
    if solution.row_duals is None:
        return breaches
    for side in sorted(sides, key=lambda side: side.kind not in FIRST_TOLD):
        rows = side.rows
        if rows is None or side.kind == "balance":
            continue
        duals = solution.row_duals[rows.start : rows.start + rows.size]
        # What must be bought or made may be too much for a demand as well as too little.
        pressed = np.abs(duals) if side.kind == "demand" else side.side * duals
        own = np.isin(_kept(rows), _kept(side.slack))
        right = np.where(duals > 0, *program.row_bounds(rows.name))
        labels = rows.labels() if (own & (pressed > SMALL)).any() else []
        for i in np.flatnonzero(own & (pressed > SMALL)):
            place = _limit_place(formulation, labels[i]) if side.kind == "limit" else -1
            bound = float(right[i])
            breaches.append(Breach(side.kind, labels[i], bound, 0.0, side.group, place))
    return breaches
