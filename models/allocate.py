"""Case -> Allocation: formulate, solve with an engine, read the answer back."""

import time
from dataclasses import dataclass, field

import numpy as np

from models.allocation.formulate import GENEROSITY, Formulation, formulate
from models.case import Case
from models.engines import Options, find
from models.futures.draw import planned_future
from models.optimise import Optimum, optimise
from models.solution import Decisions, Status

COST_PARTS = (
    "purchase",
    "take_or_pay",
    "order",
    "process",
    "route",
    "release",
    "holding",
    "cover",
    "penalty",
    "shortage",
    "end_value",
)


@dataclass(frozen=True)
class Allocation:
    """The best decisions for a case, and the program they come from.

    ``case`` has its rows in order; ``decisions`` speak of its places. ``cost`` holds ``total`` and
    the parts, discounted; ``end_value`` is a positive credit. ``decisions`` and ``cost`` are
    present only if ``status`` is optimal, or stopped with a best known plan.
    """

    case: Case
    status: Status
    formulation: Formulation
    optimum: Optimum
    message: str = ""
    objective: float | None = None
    gap: float | None = None
    cost: dict[str, float] = field(default_factory=dict)
    decisions: Decisions | None = None
    seconds: dict[str, float] = field(default_factory=dict)


def allocate(case: Case, engine: str = "highs", options: Options | None = None) -> Allocation:
    """Allocate purchases at least cost, orders arriving as ``planned_future`` says.

    Raises EngineError if the engine is not there.
    """
    ordered = case.in_order()
    solver = find(engine)
    planned = planned_future(ordered)
    seconds = {"formulate": 0.0, "solve": 0.0}
    generosity = GENEROSITY
    while True:
        began = time.perf_counter()
        formulation = formulate(ordered, planned, generosity)
        formulated = time.perf_counter()
        optimum = optimise(
            formulation.program, formulation.preference, solver, options or Options()
        )
        seconds["formulate"] += formulated - began
        seconds["solve"] += time.perf_counter() - formulated
        # Integers needed a bound on orders that the case does not state: it must not have mattered.
        if not _reaches_invented_bound(formulation, optimum, generosity):
            return _read(ordered, formulation, optimum, seconds)
        generosity *= 100.0


def _reaches_invented_bound(formulation: Formulation, optimum: Optimum, generosity: float) -> bool:
    values = optimum.solution.values
    if formulation.most is None or values is None or generosity > 1e6:
        return False
    order = formulation.program.columns["order"].spread(values)
    invented = formulation.most >= formulation.most.max() * (1 - 1e-9)
    return bool(np.any(invented & (order > 0.5 * formulation.most)))


def _read(
    case: Case, formulation: Formulation, optimum: Optimum, seconds: dict[str, float]
) -> Allocation:
    solution = optimum.solution
    if solution.values is None:
        return Allocation(
            case, solution.status, formulation, optimum, solution.message, seconds=seconds
        )
    return Allocation(
        case,
        solution.status,
        formulation,
        optimum,
        solution.message,
        objective=solution.objective,
        gap=solution.gap,
        cost=_cost(formulation, solution.values),
        decisions=formulation.decisions(solution.values),
        seconds=seconds,
    )


def _cost(formulation: Formulation, values: np.ndarray) -> dict[str, float]:
    parts = {part: float(formulation.program.money(part) @ values) for part in COST_PARTS}
    total = sum(parts.values())
    return {"total": total, **parts, "end_value": -parts["end_value"]}
