"""HHI limits: the sum of squared shares, a second-order cone.

With y_g the amount of group g, HHI <= H says ||y|| <= sqrt(H / 10000) x sum y. Nothing bought
meets it. A soft limit pays for what the norm is beyond that.
"""

import dataclasses

import numpy as np
import scipy.sparse as sp

from models.allocation.limits import LimitWindow, OrderColumns
from models.calendar import Window
from models.program import Array, Cone, Program
from models.terms.counted import amount_of, groups_of, taken_amount
from models.terms.facts import Facts, PerUnit, numbered
from models.terms.origin import Origins


def add_hhi(
    program: Program, facts: Facts, bought: OrderColumns, windows: list[LimitWindow]
) -> list[LimitWindow]:
    """A cone per window (four with stage any); returns the windows with their cones named."""
    limits = facts.case.limits
    names = numbered([limit.limit for limit in limits])
    origins = Origins(facts.case)
    found = []
    for at in windows:
        limit = limits[at.limit]
        if limit.measure != "hhi":
            found.append(at)
            continue
        cones = []
        bound = limit.in_year(facts.calendar.year(at.window.periods[-1])).value
        for groups in groups_of(origins, limit):
            name = f"hhi[{names[at.limit]},{at.window.label},{groups.stage}]"
            amount = amount_of(facts, origins, limit, groups.parts.sum(axis=0))
            amounts = _amounts(program, facts, amount, bought, (groups.parts, at.window.periods))
            own = taken_amount(facts, origins, bought.taken, limit, groups.parts.sum(axis=0))
            amounts = amounts + _taken(program, bought, groups.parts, own, at.window)
            program.cones.append(Cone(name, amounts, float(np.sqrt(bound / 1e4)), at.over))
            cones.append(name)
        found.append(dataclasses.replace(at, cones=tuple(cones)))
    return found


def _amounts(
    program: Program,
    facts: Facts,
    amount: PerUnit,
    bought: OrderColumns,
    where: tuple[Array, tuple[int, ...]],
) -> sp.csr_matrix:
    """The matrix that turns the program's columns into the amount of each group."""
    parts, window = where
    periods = list(window)
    pieces = (
        (parts, amount.of_order, bought.order.at),
        (parts[:, facts.steps.offer], amount.of_step, bought.tier.at),
    )
    rows, columns, values = [], [], []
    for part, weight, at in pieces:
        grid = part[:, :, None] * weight[None][:, :, periods]
        group, place, t = np.nonzero(grid)
        column = at[:, periods][place, t]
        rows.append(group[column >= 0])
        columns.append(column[column >= 0])
        values.append(grid[group, place, t][column >= 0])
    entries = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
    return sp.csr_matrix(entries, shape=(len(parts), program.n_columns))


def _taken(
    program: Program, bought: OrderColumns, parts: Array, amount: Array, window: Window
) -> sp.csr_matrix:
    """The same for open orders that were placed in the window."""
    inside = bought.taken.within(window)
    values = parts[:, bought.taken.offer] * (amount * inside)
    group, place = np.nonzero(values)
    columns = bought.open.at[place]
    shape = (len(parts), program.n_columns)
    return sp.csr_matrix((values[group, place], (group, columns)), shape=shape)
