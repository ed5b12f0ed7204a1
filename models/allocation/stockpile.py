"""Stock carried from one period to the next, and how much of the coming need it must cover."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from models.allocation.balance import DemandEffects, Nodes
from models.case import Stockpile
from models.program import INFINITY, Array, Axis, Block, Program
from models.terms.facts import Facts


@dataclass(frozen=True)
class Stock:
    """Blocks over stockpiles and periods: held at the end, drawn and put during the period."""

    held: Block
    draw: Block
    put: Block


def add_stock(program: Program, facts: Facts, nodes: Nodes, balance: Block) -> Stock:
    """stock[k,t] = stock[k,t-1] + put - draw, within capacity, at least closing_min at the end.

    Draws are at most release_max. A government's stockpile is never filled. Stock is held at
    hold_cost on what is there at a period's end, drawn at release_price, and credited with
    end_value at the end of the plan.
    """
    piles = facts.case.stockpiles
    axes = (_axis(facts), facts.periods)
    least = np.zeros((len(piles), facts.T))
    least[:, -1] = [pile.closing_min or 0.0 for pile in piles]
    held = program.add_columns("stock", axes, _column(p.capacity for p in piles), least)
    draw = program.add_columns("draw", axes, _column(p.release_max for p in piles))
    own = np.array([pile.owner == "company" for pile in piles], dtype=bool).reshape(-1, 1)
    put = program.add_columns("put", axes, where=np.broadcast_to(own, held.shape))
    opening = np.zeros(held.shape)
    opening[:, 0] = [pile.opening for pile in piles]
    carry = program.add_rows("stock_carry", axes, opening, opening)
    program.add_terms(carry.at, held.at, 1.0)
    program.add_terms(carry.at[:, 1:], held.at[:, :-1], -1.0)
    program.add_terms(carry.at, put.at, -1.0)
    program.add_terms(carry.at, draw.at, 1.0)
    node = np.array([nodes.place[p.material, p.location] for p in piles], dtype=int)
    program.add_terms(balance.at[node], draw.at, 1.0)
    program.add_terms(balance.at[node], put.at, -1.0)
    _add_stock_money(program, facts, Stock(held, draw, put))
    return Stock(held, draw, put)


def _add_stock_money(program: Program, facts: Facts, stock: Stock) -> None:
    for k, pile in enumerate(facts.case.stockpiles):
        material = facts.case.material[pile.material]
        money = material.per_unit * facts.discount
        release = pile.release_price * facts.rate(pile.currency)
        program.add_money("release", stock.draw.at[k], release * money)
        if pile.owner == "company":
            holding = material.hold_cost * facts.rate(material.currency)
            program.add_money("holding", stock.held.at[k], holding * money)
            credit = (pile.end_value * facts.rate(pile.currency) * money)[-1]
            program.add_money("end_value", stock.held.at[k, -1], -credit)


def add_cover(program: Program, facts: Facts, stock: Stock, needs: "ComingNeed") -> Block:
    """Stock covers the coming periods' demand and use; what a soft target lacks is priced.

    stock[k,u] (+ cover_gap[k,u]) - sum of coming use >= sum of coming demand, over the periods
    after u as far as the cover reaches; a decimal takes part of a period. cover_min has no gap.
    """
    piles = facts.case.stockpiles
    axes = (_axis(facts), facts.periods)
    targets = np.array([pile.cover_target or 0.0 for pile in piles])
    minima = np.array([pile.cover_min or 0.0 for pile in piles])
    soft = np.broadcast_to((targets > 0)[:, None], (len(piles), facts.T))
    hard = np.broadcast_to((minima > 0)[:, None], (len(piles), facts.T))
    gap = program.add_columns("cover_gap", axes, where=soft)
    target = program.add_rows("cover_target", axes, lower=0.0, where=soft)
    least = program.add_rows("cover_min", axes, lower=0.0, where=hard)
    program.add_terms(target.at, gap.at, 1.0)
    for rows, covers in ((target, targets), (least, minima)):
        program.add_terms(rows.at, stock.held.at, 1.0)
        for k in np.flatnonzero(covers > 0):
            _add_coming_need(program, facts, rows.at[k], (piles[k], float(covers[k])), needs)
    for k in np.flatnonzero(targets > 0):
        program.add_money("cover", gap.at[k], facts.cover_cost(piles[k]) * facts.discount)
    return gap


@dataclass(frozen=True)
class ComingNeed:
    """Where coming need shows: the nodes' demand, the runs that use a material, effects to note."""

    nodes: Nodes
    run: Block
    used: dict[str, list[tuple[int, float]]]
    effects: DemandEffects


def _add_coming_need(
    program: Program, facts: Facts, rows: Array, cover: tuple[Stockpile, float], needs: ComingNeed
) -> None:
    pile, periods = cover
    inside, after = coming(facts.T, periods)
    node = needs.nodes.place[pile.material, pile.location]
    seen = np.hstack([inside, after])
    program.shift_rows(rows, seen @ needs.nodes.coming[node, : seen.shape[1]])
    places = needs.nodes.places[node, : seen.shape[1]]
    needs.effects.on_rows(rows[:, None], places[None, :], seen)
    use = inside.copy()
    use[:, -1] += after.sum(axis=1)
    for process, per_run in needs.used.get(pile.material, []):
        if facts.case.processes[process].location == pile.location:
            runs = needs.run.at[process]
            program.add_terms(rows[:, None], runs[None, :], -per_run * use)


def coming(n_periods: int, cover: float) -> tuple[Array, Array]:
    """Weights of the periods that a cover looks at, seen from the end of each period.

    Returns (T, T) weights of the plan's periods and (T, beyond) weights of those after the plan:
    2.5 periods from period 3 are 4 and 5 whole, and half of 6.
    """
    reach = math.ceil(cover)
    weights = np.zeros((n_periods, n_periods + reach))
    for step in range(1, reach + 1):
        part = min(1.0, cover - (step - 1))
        seen = np.arange(n_periods)
        weights[seen, seen + step] = part
    return weights[:, :n_periods], weights[:, n_periods:]


def _axis(facts: Facts) -> Axis:
    return ("stockpile", [row.stockpile for row in facts.case.stockpiles])


def _column(values: Iterable[float | None]) -> Array:
    bounds = [INFINITY if value is None else value for value in values]
    return np.array(bounds, dtype=float).reshape(-1, 1)
