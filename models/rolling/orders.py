"""Orders of a plan as the columns that are decided ahead."""

import numpy as np

from models.program import Array
from models.recourse.stages import Stages


def ahead_columns(stages: Stages, orders: Array) -> Array:
    """The columns decided ahead, (ahead,), of orders (offers, periods); later ones are left out.

    Price steps are filled from the first on; what is ordered at all is placed, in its lots. Raises
    ValueError for an order in a period in which its offer cannot be ordered.
    """
    program = stages.formulation.program
    order = program.columns["order"]
    if (orders[order.at < 0] > 0).any():
        raise ValueError("an order where its offer cannot be ordered")
    grids = {"order": orders, "tier": in_steps(stages, orders), "placed": orders > 0}
    grids["opened"] = grids["tier"] > 0
    lot = np.array([o.lot or np.inf for o in stages.case.offers]).reshape(-1, 1)
    grids["lots"] = orders / lot
    whole = np.zeros(program.n_columns)
    for name, grid in grids.items():
        if name in program.columns:
            at = program.columns[name].at
            whole[at[at >= 0]] = grid[at >= 0]
    whole[program.columns["open"].at] = stages.formulation.taken.quantity
    return whole[stages.ahead]


def in_steps(stages: Stages, orders: Array) -> Array:
    """What of the orders falls into each price step, (steps, periods)."""
    steps = stages.formulation.facts.steps
    filled = np.zeros((len(steps.offer), orders.shape[1]))
    left, before = np.zeros(orders.shape[1]), -1
    for i, o in enumerate(steps.offer.tolist()):
        left = orders[o] if o != before else left
        filled[i] = np.minimum(left, steps.width[i])
        left, before = left - filled[i], o
    return filled
