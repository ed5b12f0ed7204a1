"""Which plan is chosen among plans that cost the same, so that the answer is always the same one.

Later orders before earlier ones (stock that need not be held is not bought), no idle movements,
then a fixed preference by id. It never changes the cost.
"""

import zlib

import numpy as np

from models.program import Array, Block, Program
from models.terms.facts import Facts
from models.terms.units import in_kg

WEIGHT = {"order": 1.0, "put": 0.3, "draw": 0.3, "ship": 0.3, "dispose": 0.2, "run": 0.1}
"""How strongly a family is avoided; the rest follows from these."""


def preference(program: Program, facts: Facts) -> Array:
    """A price for each column, (columns,), to minimise among plans of equal cost.

    Per kg where the unit is a mass, so that writing a case in t or kg chooses the same plan.
    """
    prices = np.zeros(program.n_columns)
    for block in program.columns.values():
        grid = _early(block, facts) * WEIGHT.get(block.name, 0.05)
        grid = grid + 0.5 * _by_id(block)
        grid *= _kilograms(block, facts)
        flat = grid.ravel() if block.keep is None else grid.ravel()[block.keep]
        prices[block.start : block.start + block.size] = flat
    return prices


def _early(block: Block, facts: Facts) -> Array:
    """How many periods before the end, over the block's grid; 1 where there are no periods."""
    if block.over and block.over[-1][0] == "period":
        return np.broadcast_to(facts.T - np.arange(facts.T, dtype=float), block.shape)
    return np.ones(block.shape)


def _by_id(block: Block) -> Array:
    """A number from 0 to 1 that depends on the ids alone, the same on every machine.

    Not a sum over the axes: two offers that swap their periods must not come to the same.
    """
    whole = np.zeros(block.shape)
    for axis, (_, ids) in enumerate(block.over):
        part = np.array([zlib.crc32(f"{block.name}/{name}".encode()) / 2**32 for name in ids])
        part = part.reshape([-1 if a == axis else 1 for a in range(len(block.over))])
        whole = (1.618033988749895 * (whole + part) + 7.0 * whole * part) % 1.0
    return whole


def _kilograms(block: Block, facts: Facts) -> Array:
    case = facts.case
    materials: dict[str, list[str]] = {
        "order": facts.material_of,
        "tier": [facts.material_of[o] for o in facts.steps.offer],
        "unmet_contract": facts.material_of,
        "stock": [row.material for row in case.stockpiles],
        "ship": [material for _, material in case.lanes],
        "short": [material for material, _ in case.nodes],
    }
    same = {"put": "stock", "draw": "stock", "cover_gap": "stock", "dispose": "short"}
    names = materials.get(same.get(block.name, block.name))
    if names is None:
        return np.ones(block.shape)
    units = [in_kg(case.material[name].unit) or 1.0 for name in names]
    return np.broadcast_to(np.array(units).reshape(-1, 1), block.shape)
