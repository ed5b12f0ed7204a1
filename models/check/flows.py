"""What enters and leaves each (material, location) in each period."""

import math

import numpy as np

from models.calendar import Calendar
from models.case import Arising, Case, Demand
from models.check.memo import memo
from models.check.nodes import (
    Nodes,
    backflow_of,
    nodes_of,
    offers_at,
    piles_at,
    steps_of,
    ways_of,
)
from models.check.units import Array, filled, gathered
from models.future import Future, Underway, certain_underway
from models.solution import Decisions

Flows = dict[str, Array]
"""Flow name -> quantities >= 0 in the material's unit, shape (nodes, periods)."""

ENTERING = (
    "arrivals", "open_orders", "made", "arisings", "returns", "drawn", "routed_in", "short",
)  # fmt: skip
LEAVING = ("demand", "used", "put", "routed_out", "disposed")

ROUNDING = 1e-9
"""A smaller part of a period is no second delivery: 0.1 + 0.2 periods are 0.30000000000000004."""


def flows_of(case: Case, decisions: Decisions, future: Future) -> Flows:
    """Every flow of the balance, orders arriving as in the future."""
    nodes = nodes_of(case.materials, case.locations)
    count = len(nodes)
    offers, piles = offers_at(case.offers, nodes), piles_at(case.stockpiles, nodes)
    makes, uses = steps_of(case.processes, case.recipes, nodes)
    ways = ways_of(case.routes, case.materials, nodes)
    made = makes.per_run * decisions.run[makes.process]
    used = uses.per_run * decisions.run[uses.process]
    flows = {
        "arrivals": arrived(future.granted * decisions.order, future.lead, offers, count),
        "open_orders": _on_their_way(case, future.underway or certain_underway(case), nodes),
        "made": arrived(made, makes.lead, makes.at, count),
        "used": gathered(used, uses.at, count),
        "arisings": _stated(case.arisings, nodes, case.calendar),
        "demand": _needed(case, nodes, future),
        "drawn": gathered(decisions.draw, piles, count),
        "put": gathered(decisions.put, piles, count),
        "routed_out": gathered(decisions.ship, ways.out, count),
        "routed_in": arrived(decisions.ship, ways.lead, ways.into, count),
        "short": decisions.short,
        "disposed": decisions.dispose,
    }
    consumed = flows["used"] + flows["demand"] - flows["short"]
    return {**flows, "returns": _returned(case, consumed, nodes)}


def arrived(sent: Array, lead: Array, at: Array, count: int) -> Array:
    """What is sent, (rows, periods), as it arrives at the nodes ``at``, (count, periods).

    A lead of 1.3 is 70% after one period and 30% after two; what comes too late is lost.
    """
    periods = sent.shape[1]
    row, t = np.nonzero(sent)
    amount, lag = sent[row, t], np.broadcast_to(lead, sent.shape)[row, t]
    whole = np.floor(lag)
    part = np.where(lag - whole < ROUNDING, 0.0, lag - whole)
    arrives = np.concatenate([t + whole, t + whole + 1])
    amounts = np.concatenate([(1.0 - part) * amount, part * amount])
    in_time = arrives < periods
    flat = np.concatenate([at[row], at[row]])[in_time] * periods + arrives[in_time].astype(int)
    return np.bincount(flat, amounts[in_time], count * periods).reshape(count, periods)


@memo
def _stated(
    rows: tuple[Demand, ...] | tuple[Arising, ...], nodes: Nodes, calendar: Calendar
) -> Array:
    """Rows of the same place add up."""
    table = np.zeros((len(nodes), calendar.periods))
    for row in rows:
        table[nodes[row.material, row.location]] += filled(row.values, calendar.periods)
    return table


def _needed(case: Case, nodes: Nodes, future: Future) -> Array:
    """What is demanded at each place, times what the future makes of it."""
    stated = _stated(case.demand, nodes, case.calendar)
    if future.demand is None:
        return stated
    made = future.demand[:, : case.calendar.periods]
    return stated * np.repeat(made, len(case.locations), axis=0)


def _on_their_way(case: Case, underway: Underway, nodes: Nodes) -> Array:
    """Open orders at their offer's place, as far as they come; those outside the plan do not."""
    table = np.zeros((len(nodes), case.calendar.periods))
    known = {row.offer: row for row in case.offers}
    for i, row in enumerate(case.open_orders):
        offer = known[row.offer]
        whole = math.floor(underway.arrives[i])
        late = underway.arrives[i] - whole
        for t, part in ((whole, 1.0 - late), (whole + 1, late)):
            if 0 <= t < case.calendar.periods and part > ROUNDING:
                comes = row.quantity * underway.granted[i] * part
                table[nodes[offer.material, offer.to], t] += comes
    return table


def _returned(case: Case, consumed: Array, nodes: Nodes) -> Array:
    """Scrap of what is used or delivered at all locations."""
    back = backflow_of(case.returns, case.materials, nodes)
    shape = (len(case.materials), len(case.locations), case.settings.periods)
    everywhere = consumed.reshape(shape).sum(axis=1)
    return arrived(back.rate * everywhere[back.of], back.lag, back.at, len(nodes))
