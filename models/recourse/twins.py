"""Orders ahead once more, as decisions of the future: what adapts, and what replaces the refused.

Each column decided ahead has a twin that stands in the same rows. In a future in which orders adapt
from period s on, the columns ahead of s and later are not placed, and their twins are open. Before
s a twin is open only to replace what was refused: of each material m,

    left[m,t] <= left[m,t-1] + refused orders of t - max(reaction, 1) - twins[m,t],    left >= 0

and a column ahead with its twin keeps the bound of the column (``together``).
"""

import dataclasses
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from models.allocation.formulate import Formulation
from models.program import Array, Block, Program

TWIN = "adapted_"
"""Before the name of a block, the block of its twins."""


@dataclass(frozen=True)
class Twins:
    """Where the twins stand in the program, and what they are twins of.

    ``column`` and ``of`` (twins,) are columns; ``upper`` and ``lower`` (twins,) the bounds where
    the future decides alone, ``about`` (twins,) their materials; ``order`` the block of orders'
    twins. ``row`` (materials, periods) are the rows of what may be replaced, ``room`` the most that
    their twins come to; ``material`` (offers,).
    """

    column: Array
    of: Array
    lower: Array
    upper: Array
    about: Array
    order: Block
    row: Array
    room: Array
    material: Array


def add_twins(
    formulation: Formulation,
    whole: Formulation,
    ahead: Array,
    by_order: tuple[str, ...],
    steps: tuple[str, ...],
) -> Twins:
    """Add a twin of each column ``ahead`` (columns,) of the blocks by order and by price step.

    ``whole`` is the same program, in which policy limits count every order whole, as they do once
    all is known.
    """
    program = formulation.program
    matrix = sp.csc_matrix(whole.program.arrays().matrix)
    money = {part: whole.program.money(part) for part in program.parts()}
    integer = program.arrays().integer
    found = []
    material = _materials(formulation)
    for name in (name for name in (*by_order, *steps) if name in program.columns):
        block = program.columns[name]
        lower, upper = program.bounds(name)
        there = (block.at >= 0) & ahead[block.at]
        own = block.at[there]
        place = own - block.start
        grid = np.zeros(block.shape)
        grid[there] = upper[place]
        is_integer = bool(integer[own].any())
        twin = program.add_columns(TWIN + name, block.over, grid, where=there, integer=is_integer)
        of_offer = material[formulation.facts.steps.offer] if name in steps else material
        about = np.broadcast_to(of_offer[:, None], block.shape)[there]
        found.append((twin.at[there], own, lower[place], upper[place], about))
    column, of, low, high, about = (np.concatenate(part) for part in zip(*found, strict=True))
    entries = sp.coo_matrix(matrix[:, of])
    program.add_terms(entries.row, column[entries.col], entries.data)
    for part, prices in money.items():
        program.add_money(part, column, prices[of])
    _keep_together(program, column, of, high)
    order = program.columns[TWIN + "order"]
    row = _add_left(program, formulation, order, material)
    _widen_cones(program, whole.program, column, of)
    room = np.zeros(row.shape)
    most = np.zeros(order.shape)
    most[order.at >= 0] = program.bounds(TWIN + "order")[1]
    np.add.at(room, material, most)
    return Twins(column, of, low, high, about, order, row, room, material)


def _widen_cones(program: Program, whole: Program, column: Array, of: Array) -> None:
    """Each group of a cone holds the twins as well."""
    for i, (cone, counted) in enumerate(zip(program.cones, whole.cones, strict=True)):
        own = sp.coo_matrix(cone.groups)
        twins = sp.coo_matrix(sp.csc_matrix(counted.groups)[:, of])
        rows = np.concatenate([own.row, twins.row])
        columns = np.concatenate([own.col, column[twins.col]])
        values = np.concatenate([own.data, twins.data])
        shape = (own.shape[0], program.n_columns)
        groups = sp.csr_matrix((values, (rows, columns)), shape=shape)
        program.cones[i] = dataclasses.replace(cone, groups=groups)


def _keep_together(program: Program, column: Array, of: Array, upper: Array) -> None:
    """A column ahead and its twin are together at most the column's upper bound."""
    bound = np.flatnonzero(np.isfinite(upper))
    axis = ("column", [f"{c}" for c in of[bound].tolist()])
    rows = program.add_rows("together", (axis,), upper=upper[bound])
    program.add_terms(rows.at, of[bound], 1.0)
    program.add_terms(rows.at, column[bound], 1.0)


def _add_left(program: Program, formulation: Formulation, order: Block, material: Array) -> Array:
    """What is refused and not replaced yet; refused orders are added by each future."""
    facts = formulation.facts
    names = [row.material for row in formulation.case.materials]
    axes = (("material", names), facts.periods)
    bought = np.zeros((len(names), facts.T), dtype=bool)
    bought[material[(order.at >= 0).any(axis=1)]] = True
    left = program.add_columns("left", axes, where=bought).at
    row = program.add_rows("replaced", axes, upper=0.0, where=bought).at
    program.add_terms(row, left, 1.0)
    program.add_terms(row[:, 1:], left[:, :-1], -1.0)
    program.add_terms(row[material], order.at, 1.0)
    return row


def _materials(formulation: Formulation) -> Array:
    names = {row.material: i for i, row in enumerate(formulation.case.materials)}
    return np.array([names[offer.material] for offer in formulation.case.offers], dtype=int)
