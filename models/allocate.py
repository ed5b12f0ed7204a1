"""Case -> Allocation: formulate, solve with an engine, read the answer back."""

import time
from dataclasses import dataclass, field, replace

import numpy as np

from models.allocation.formulate import GENEROSITY, Formulation, formulate
from models.case import Case
from models.engines import Options, find
from models.futures.draw import planned_future
from models.solution import Decisions, Solution, Status
from models.solve.optimise import Optimum, optimise
from models.terms.parts import told
from models.terms.steps import PriceSteps

MOST_GENEROUS = 1e6
"""Bounds on orders that only integers need grow until they are this many times the need."""
TELLABLE = 1e5
"""Beyond so many times what is needed a solver cannot tell an order that is placed from none, and
finds a plan where there is none: looser bounds are then no reason to doubt that there is none."""
SKIPPED = 1e-7
"""A step counts as skipped if more than this part of it is left while the next is used."""


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
    generosity, steps_in_order = GENEROSITY, False
    options = options or Options()
    while True:
        began = time.perf_counter()
        formulation = formulate(ordered, planned, generosity, steps_in_order=steps_in_order)
        formulated = time.perf_counter()
        left = _left(options, sum(seconds.values()))
        optimum = optimise(formulation.program, formulation.preference, solver, left)
        seconds["formulate"] += formulated - began
        seconds["solve"] += time.perf_counter() - formulated
        if not steps_in_order and _skips_steps(formulation, optimum):
            steps_in_order = True
        elif not _stops_at_invented_bound(formulation, optimum):
            return _read(ordered, formulation, optimum, seconds)
        elif generosity < MOST_GENEROUS and _can_tell(formulation, optimum):
            generosity *= 100.0
        else:
            return _read(ordered, formulation, _endless(optimum), seconds)


def _left(options: Options, spent: float) -> Options:
    """What is left of the time limit after so many seconds."""
    if options.time_limit is None:
        return options
    return replace(options, time_limit=max(options.time_limit - spent, 0.01))


def _stops_at_invented_bound(formulation: Formulation, optimum: Optimum) -> bool:
    """Whether a bound on orders that integers needed, but the case does not state, mattered."""
    bounds, solution = formulation.bounds, optimum.solution
    if bounds is None or not bounds.invented.any() or solution.status == "stopped":
        return False
    if solution.values is None:
        return solution.status == "infeasible"
    order = formulation.program.columns["order"].spread(solution.values)
    return bool((bounds.invented & (order > 0.5 * bounds.most)).any())


def _can_tell(formulation: Formulation, optimum: Optimum) -> bool:
    """Whether larger bounds could show a plan where there was none, and not a sham."""
    assert formulation.bounds is not None
    return optimum.solution.values is not None or formulation.bounds.ratio * 100.0 <= TELLABLE


def _skips_steps(formulation: Formulation, optimum: Optimum) -> bool:
    """Whether dear units are bought before cheap ones of the same offer.

    Cost alone never wants that; a limit on spend may.
    """
    values, steps = optimum.solution.values, formulation.facts.steps
    if values is None or not may_skip(formulation):
        return False
    return skips(steps, formulation.program.columns["tier"].spread(values))


def may_skip(formulation: Formulation) -> bool:
    """Whether a case has both price steps and limits on spend."""
    spend = any(limit.weight == "spend" for limit in formulation.case.limits)
    return spend and len(formulation.facts.steps.offer) > 0


def skips(steps: PriceSteps, bought: np.ndarray) -> bool:
    """Whether of ``bought`` (steps, periods) a dear step is used before a cheap one is full."""
    room = steps.width[:-1, None] - bought[:-1] > SKIPPED * steps.width[:-1, None]
    same = (steps.offer[1:] == steps.offer[:-1])[:, None]
    dearer = steps.landed[1:] > steps.landed[:-1]
    some = bought[1:] > SKIPPED * steps.width[:-1, None]
    return bool((same & dearer & room & some).any())


def _endless(optimum: Optimum) -> Optimum:
    """What stops at every bound, however large, has none."""
    if optimum.solution.values is None:
        return optimum
    return Optimum(Solution("unbounded", message="orders grow without end"), rounds=optimum.rounds)


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
    program = formulation.program
    return told({part: float(program.money(part) @ values) for part in program.parts()})
