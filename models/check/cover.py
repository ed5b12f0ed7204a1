"""How much the coming periods need, and how long each stockpile lasts."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.calendar import Calendar
from models.case import Case, Demand
from models.check.memo import memo
from models.check.nodes import Nodes, nodes_of, piles_at
from models.check.units import Array, filled

ENOUGH = 1e-9
"""A stock within this relative distance of a need meets it: rounding, not a day too short."""


@dataclass(frozen=True, eq=False)
class Needs:
    """Demand and use where something stands, by place: ``coming`` (places, periods and on).

    The first ``until`` (places,) columns go as far as any demand is filled there, the others and
    ``for_ever`` (places,) are what each later period needs.
    """

    coming: Array
    until: Array
    for_ever: Array
    periods: int


def needs_of(case: Case, used: Array, made: Array | None = None) -> Needs:
    """Needs of each stockpile, the last period's use going on. ``used`` (nodes, periods).

    ``made`` (materials, periods and on): what the future makes of demand, as far as it is not what
    the case states.
    """
    nodes = nodes_of(case.materials, case.locations)
    demand = _coming_demand(case.demand, nodes, case.calendar)
    if made is not None:
        demand = _multiplied(demand, np.repeat(made, len(case.locations), axis=0))
    at, periods = piles_at(case.stockpiles, nodes), case.settings.periods
    use = used[at]
    beyond = np.repeat(use[:, -1:], demand.coming.shape[1] - periods, axis=1)
    coming = demand.coming[at] + np.hstack([use, beyond])
    return Needs(coming, demand.until[at], demand.for_ever[at] + use[:, -1], periods)


@memo
def _coming_demand(rows: tuple[Demand, ...], nodes: Nodes, calendar: Calendar) -> Needs:
    """Demand of each node: in the plan, beyond it as filled, else the plan's last repeated."""
    periods = calendar.periods
    longest = max((len(row.beyond) for row in rows), default=0)
    coming = np.zeros((len(nodes), periods + longest))
    until, for_ever = np.full(len(nodes), periods), np.zeros(len(nodes))
    for row in rows:
        n, values = nodes[row.material, row.location], filled(row.values, periods)
        coming[n, :periods] += values
        coming[n, periods:] += filled(row.beyond, longest, values[-1])
        until[n] = max(until[n], periods + len(row.beyond))
        for_ever[n] += values[-1]
    return Needs(coming, until, for_ever, periods)


def _multiplied(needs: Needs, made: Array) -> Needs:
    """The same times ``made`` (nodes, periods and on), which may go on longer."""
    further = max(0, made.shape[1] - needs.coming.shape[1])
    coming = np.hstack([needs.coming, np.repeat(needs.for_ever[:, None], further, axis=1)])
    coming[:, : made.shape[1]] *= made
    return Needs(coming, np.full_like(needs.until, coming.shape[1]), needs.for_ever, needs.periods)


def cover_quantities(needs: Needs, covers: Sequence[float | None]) -> Array:
    """What each stockpile should hold at each end, shape (stockpiles, periods); nan without."""
    targets = np.full((len(covers), needs.periods), np.nan)
    for cover in {cover for cover in covers if cover is not None}:
        same = [k for k, other in enumerate(covers) if other == cover]
        targets[same] = _needed(needs, same, cover)
    return targets


def _needed(needs: Needs, rows: list[int], cover: float) -> Array:
    """What the ``cover`` periods after each need; decimals take part of the last of them."""
    whole, length = math.floor(cover), needs.coming.shape[1]
    endless = max(0, needs.periods + whole + 1 - length)
    coming = np.hstack([needs.coming[rows], np.repeat(needs.for_ever[rows, None], endless, axis=1)])
    after = [coming[:, 1 + i : 1 + i + needs.periods] for i in range(whole + 1)]
    return sum(after[:-1], np.zeros_like(after[0])) + (cover - whole) * after[-1]


def cover_periods(needs: Needs, stock: Array) -> tuple[tuple[float | None, ...], ...]:
    """How many coming periods each stockpile lasts at each end."""
    rows = []
    for k, held in enumerate(stock.tolist()):
        coming = needs.coming[k, : needs.until[k]].tolist()
        for_ever = float(needs.for_ever[k])
        rows.append(tuple(_lasts(coming[t + 1 :], for_ever, one) for t, one in enumerate(held)))
    return tuple(rows)


def _lasts(coming: list[float], for_ever: float, stock: float) -> float | None:
    """How many periods the stock lasts, with decimals; None: it is never used up."""
    left, periods = max(stock, 0.0), 0
    for need in coming:
        if need <= left:
            left -= need
        elif need <= left + ENOUGH * max(need, stock):
            left = 0.0
        else:
            return periods + left / need
        periods += 1
    return periods + left / for_ever if for_ever > 0 else None
