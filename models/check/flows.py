"""What enters and leaves each (material, location) in each period."""

from collections import defaultdict

import numpy as np

from models.calendar import split_lead
from models.case import Case
from models.check.units import Array, filled
from models.future import Future
from models.solution import Decisions

Flows = dict[str, Array]
"""Flow name -> quantities >= 0 in the material's unit, shape (nodes, periods)."""

ENTERING = (
    "arrivals", "open_orders", "made", "arisings", "returns", "drawn", "routed_in", "short",
)  # fmt: skip
LEAVING = ("demand", "used", "put", "routed_out", "disposed")


def flows_of(case: Case, decisions: Decisions, future: Future) -> Flows:
    """Every flow of the balance, orders arriving as in the future."""
    shape = (len(case.nodes), case.settings.periods)
    flows = {name: np.zeros(shape) for name in ENTERING + LEAVING}
    flows["short"], flows["disposed"] = decisions.short, decisions.dispose
    node = {pair: n for n, pair in enumerate(case.nodes)}
    _given(case, flows, node)
    _bought(case, decisions.order, flows, future)
    _processed(case, decisions, flows, node)
    _moved(case, decisions, flows, node)
    _returned(case, flows, node)
    return flows


def delayed(flow: Array, lead: float) -> Array:
    """A flow, shape (periods,), after its lead: 1.3 is 70% after one period and 30% after two."""
    later = np.zeros_like(flow)
    for delay, share in split_lead(lead):
        if delay < len(flow):
            later[delay:] += share * flow[: len(flow) - delay]
    return later


def recipe_of(case: Case) -> dict[str, dict[str, float]]:
    """Process -> material -> what one run makes (positive) or uses (negative); rows add up."""
    recipes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in case.recipes:
        recipes[row.process][row.material] += row.per_run
    return recipes


def _given(case: Case, flows: Flows, node: dict[tuple[str, str], int]) -> None:
    periods = case.settings.periods
    for need in case.demand:
        flows["demand"][node[need.material, need.location]] += filled(need.values, periods)
    for row in case.arisings:
        flows["arisings"][node[row.material, row.location]] += filled(row.values, periods)


def arriving(ordered: Array, lead: Array) -> Array:
    """Orders of one offer, (periods,), each after its own lead; what comes too late is lost."""
    arrives = np.zeros_like(ordered)
    for t in np.flatnonzero(ordered):
        for delay, share in split_lead(float(lead[t])):
            if t + delay < len(ordered):
                arrives[t + delay] += share * ordered[t]
    return arrives


def _bought(case: Case, order: Array, flows: Flows, future: Future) -> None:
    node = {pair: n for n, pair in enumerate(case.nodes)}
    for o, offer in enumerate(case.offers):
        granted = future.granted[o] * order[o]
        flows["arrivals"][node[offer.material, offer.to]] += arriving(granted, future.lead[o])
    for row in case.open_orders:
        t = (row.arrives - case.settings.start) // case.calendar.months
        if 0 <= t < case.settings.periods:
            offer = case.offers[case.offer_index[row.offer]]
            flows["open_orders"][node[offer.material, offer.to], t] += row.quantity


def _processed(
    case: Case, decisions: Decisions, flows: Flows, node: dict[tuple[str, str], int]
) -> None:
    recipes = recipe_of(case)
    for process, run in zip(case.processes, decisions.run, strict=True):
        for material, per_run in recipes.get(process.process, {}).items():
            n = node[material, process.location]
            if per_run < 0:
                flows["used"][n] -= per_run * run
            else:
                flows["made"][n] += per_run * delayed(run, process.lead)


def _moved(
    case: Case, decisions: Decisions, flows: Flows, node: dict[tuple[str, str], int]
) -> None:
    for k, pile in enumerate(case.stockpiles):
        n = node[pile.material, pile.location]
        flows["drawn"][n] += decisions.draw[k]
        flows["put"][n] += decisions.put[k]
    for (r, material), ship in zip(case.lanes, decisions.ship, strict=True):
        route = case.routes[r]
        flows["routed_out"][node[material, route.from_]] += ship
        flows["routed_in"][node[material, route.to]] += delayed(ship, route.lead)


def _returned(case: Case, flows: Flows, node: dict[tuple[str, str], int]) -> None:
    consumed = flows["used"] + flows["demand"] - flows["short"]
    for row in case.returns:
        everywhere = consumed[[node[row.of, place] for place in case.locations]].sum(axis=0)
        flows["returns"][node[row.material, row.location]] += row.rate * delayed(
            everywhere, row.lag
        )
