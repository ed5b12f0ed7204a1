"""What knowing the future is worth: what each future would cost if all orders were chosen for it.

The same two-stage program with this one future: the same columns and rows, the same promises of the
orders ahead. The orders of a plan for many futures are among its choices, so that foresight never
costs more (Birge and Louveaux, Introduction to Stochastic Programming, 4.1: wait and see).
"""

import copy
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp

from models.engines import Options, find
from models.program import Array, Program
from models.recourse.stages import Changes, Stages
from models.solve.optimise import optimise

FORESEEN = 30
"""Futures that are solved alone: what they would save stands for the others."""


def saved_by_foresight(stages: Stages, futures: Sequence[Changes], costs: Array) -> Array:
    """What each of the first futures would cost less if it were known, (F,).

    ``costs`` (W,) are those of a plan for all W ``futures``. One without an answer is left out.
    """
    some = zip(futures[:FORESEEN], costs.tolist(), strict=False)
    return np.array(
        [cost - least for changes, cost in some if (least := alone(stages, changes)) is not None]
    )


def alone(stages: Stages, changes: Changes) -> float | None:
    """The least cost of a future with everything chosen for it; None without an answer."""
    program = program_of(stages, changes)
    nothing = np.zeros(program.n_columns)
    found = optimise(program, nothing, find("highs"), Options()).solution
    return found.objective if found.status == "optimal" else None


def program_of(stages: Stages, changes: Changes) -> Program:
    """Both stages of one future as one program."""
    program, base = copy.deepcopy(stages.formulation.program), stages.arrays
    program.add_money("purchase", stages.ahead, changes.paid - base.cost[stages.ahead])
    program.add_money("purchase", stages.later, changes.cost - base.cost[stages.later])
    columns = np.concatenate([stages.ahead, stages.later])
    come = sp.coo_matrix(sp.hstack([changes.coupling, changes.delivered]))
    program.add_terms(stages.second[come.row], columns[come.col], come.data)
    order, upper = program.columns["order"], program.bounds("order")[1]
    upper[stages.later[changes.closed] - order.start] = 0.0
    matrix, low, high = stages.promises
    kept = sp.coo_matrix(matrix)
    names = [str(i) for i in range(len(low))]
    promises = program.add_rows("promises", (("row", names),), low, high)
    program.add_terms(promises.at[kept.row], stages.ahead[kept.col], kept.data)
    return program
