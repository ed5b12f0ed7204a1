"""All futures in one program: for small cases, and to prove the decomposition right."""

import numpy as np
import scipy.sparse as sp

from models.engines import Options
from models.engines.highs import HighsEngine
from models.program import Array, Arrays, Program
from models.recourse.risk import Risk
from models.recourse.second import SecondStage
from models.recourse.stages import Changes, Stages
from models.solution import Solution
from models.solve.scaling import scaling_of

Bounds = tuple[Array, Array]
"""Lower and upper ones."""


def extensive(second: SecondStage, futures: list[Changes], risk: Risk) -> Arrays:
    """The extensive form: orders ahead, eta, then z and the second stage of every future.

    Orders ahead are in their own units, later columns scaled as in ``SecondStage``; cones are left
    out.
    """
    stages = second.stages
    n, m = len(stages.ahead), len(second.row)
    promises, lower, upper = stages.promises
    p = 1.0 / len(futures)
    tail = risk.weight / (1.0 - risk.level) if risk.weight else 0.0
    later = len(second.arrays.cost)
    blocks = [_future(second, changes) for changes in futures]
    columns = n + 1
    rows = [
        sp.hstack([promises, sp.csr_matrix((promises.shape[0], 1 + len(futures) * (1 + later)))])
    ]
    cost = [np.zeros(n), np.array([risk.weight])]
    bounds = [(stages.arrays.lower[stages.ahead], stages.arrays.upper[stages.ahead])]
    bounds.append((np.array([-np.inf]), np.array([np.inf])))
    right = [(lower, upper)]
    for w, (coupling, own, price, (low, high), needed) in enumerate(blocks):
        before = sp.csr_matrix((m, w * (1 + later)))
        after = sp.csr_matrix((m, (len(futures) - w - 1) * (1 + later)))
        z = sp.csr_matrix((m, 1))
        rows.append(sp.hstack([coupling, z, before, z, own, after]))
        right.append(needed)
        # The tail: z of this future is at least its cost less eta.
        value = sp.csr_matrix(np.concatenate([-futures[w].paid, [1.0]]).reshape(1, -1))
        line = sp.csr_matrix(np.concatenate([[1.0], -price]).reshape(1, -1))
        rows.append(sp.hstack([value, before[:1], line, after[:1]]))
        right.append((np.zeros(1), np.array([np.inf])))
        cost[0] = cost[0] + (1.0 - risk.weight) * p * futures[w].paid
        cost.append(np.concatenate([[tail * p], (1.0 - risk.weight) * p * price]))
        bounds.append((np.concatenate([[0.0], low]), np.concatenate([[np.inf], high])))
        columns += 1 + later
    return Arrays(
        cost=np.concatenate(cost),
        lower=np.concatenate([low for low, _ in bounds]),
        upper=np.concatenate([high for _, high in bounds]),
        integer=np.zeros(columns, dtype=bool),
        row_lower=np.concatenate([low for low, _ in right]),
        row_upper=np.concatenate([high for _, high in right]),
        matrix=sp.csc_matrix(sp.vstack(rows)),
    )


def _future(
    second: SecondStage, changes: Changes
) -> tuple[sp.csr_matrix, sp.csr_matrix, Array, Bounds, Bounds]:
    """Coupling (rows, ahead), own matrix, prices in money, bounds and right sides of one future."""
    stages = second.stages
    count = len(stages.later)
    row = sp.diags_array(second.row / second.size)
    coupling = sp.csr_matrix(row @ (second.taken + changes.coupling))
    delivered = sp.diags_array(second.row) @ sp.csr_matrix(changes.delivered)
    delivered = delivered @ sp.diags_array(second.column[stages.later])
    rest = sp.csr_matrix((len(second.row), len(second.arrays.cost) - count))
    own = sp.csr_matrix(second.arrays.matrix) + sp.hstack([delivered, rest])
    factor = second.size / second.money
    price = np.concatenate([second.prices(changes.cost), second.arrays.cost[count:]]) * factor
    low, high = second.arrays.lower.copy(), second.arrays.upper.copy()
    high[:count] = second.most(changes.most)
    low[changes.closed] = high[changes.closed] = 0.0
    return coupling, sp.csr_matrix(own), price, (low, high), second.right(changes)


def solve_extensive(
    stages: Stages, futures: list[Changes], risk: Risk, options: Options | None = None
) -> Solution:
    """The optimum of the extensive form; ``values`` begins with the orders ahead."""
    arrays = extensive(SecondStage(stages), futures, risk)
    scaling = scaling_of(arrays)
    found = HighsEngine().solve(Program(), scaling.apply(arrays), options or Options())
    return scaling.undo(found, arrays)
