"""All-or-nothing orders: minimum order, order cost, lots and falling prices.

Only cases that use them get integer columns; they make the problem a mixed-integer one, without
shadow prices.
"""

import numpy as np

from models.allocation.facts import Facts
from models.program import Array, Block, Program


def needs_integers(facts: Facts) -> bool:
    """True if any offer has a minimum order, an order cost, a lot or a falling price."""
    return any(o.needs_integers for o in facts.case.offers) or bool(facts.steps.falling.any())


def add_minimum_orders(program: Program, facts: Facts, order: Block, most: Array) -> None:
    """An order is nothing, or at least ``moq``, and costs ``order_cost`` if it is placed.

    moq x placed <= order <= most x placed, placed in {0, 1}.
    """
    offers = facts.case.offers
    asked = np.array([bool(o.moq) or bool(o.order_cost) for o in offers])
    if not asked.any():
        return
    where = facts.orderable & asked[:, None]
    axes = (facts.offers, facts.periods)
    placed = program.add_columns("placed", axes, upper=1.0, where=where, integer=True)
    at_most = program.add_rows("order_if_placed", axes, upper=0.0, where=where)
    program.add_terms(at_most.at, order.at, 1.0)
    program.add_terms(at_most.at, placed.at, -most)
    moq = np.array([o.moq or 0.0 for o in offers]).reshape(-1, 1)
    at_least = program.add_rows("minimum_order", axes, lower=0.0, where=where & (moq > 0))
    program.add_terms(at_least.at, order.at, 1.0)
    program.add_terms(at_least.at, placed.at, -moq)
    cost = np.array([(o.order_cost or 0.0) * facts.rate(o.currency) for o in offers])
    program.add_money("order", placed.at, cost * facts.discount)


def add_lots(program: Program, facts: Facts, order: Block) -> None:
    """An order is a whole number of lots: order[o,t] = lot x lots[o,t]."""
    lot = np.array([o.lot or 0.0 for o in facts.case.offers]).reshape(-1, 1)
    if not lot.any():
        return
    where = facts.orderable & (lot > 0)
    axes = (facts.offers, facts.periods)
    lots = program.add_columns("lots", axes, where=where, integer=True)
    whole = program.add_rows("whole_lots", axes, 0.0, 0.0, where=where)
    program.add_terms(whole.at, order.at, 1.0)
    program.add_terms(whole.at, lots.at, -lot)


def add_falling_steps(program: Program, facts: Facts, tier: Block, most: Array) -> None:
    """A cheaper step opens only when the one before it is full.

    width[i-1] x opened[i] <= tier[i-1]; tier[i] <= width[i] x opened[i]; opened in {0, 1}.
    """
    steps = facts.steps
    if not steps.falling.any():
        return
    later = np.zeros(len(steps.offer), dtype=bool)
    later[1:] = steps.offer[1:] == steps.offer[:-1]
    where = facts.orderable[steps.offer] & (steps.falling & later)[:, None]
    axes = (("step", steps.label), facts.periods)
    opened = program.add_columns("opened", axes, upper=1.0, where=where, integer=True)
    width = np.minimum(steps.width.reshape(-1, 1), most[steps.offer])
    within = program.add_rows("step_if_opened", axes, upper=0.0, where=where)
    program.add_terms(within.at, tier.at, 1.0)
    program.add_terms(within.at, opened.at, -width)
    before = program.add_rows("step_before_full", axes, lower=0.0, where=where)
    program.add_terms(before.at[1:], tier.at[:-1], 1.0)
    program.add_terms(before.at[1:], opened.at[1:], -steps.width[:-1].reshape(-1, 1))


def most_ever(facts: Facts, generosity: float) -> Array:
    """The most of an offer that can be ordered in a period, (O, T): a finite bound for integers.

    The offer's own bounds and its supplier's capacity where there are any; else ``generosity``
    times all that the plan needs of anything, which is checked after solving.
    """
    case = facts.case
    need = sum(abs(q) for row in case.demand for q in (*row.values, *row.beyond) if q)
    need += sum(s.opening + (s.capacity or 0.0) + (s.closing_min or 0.0) for s in case.stockpiles)
    need += sum((o.moq or 0.0) + (o.lot or 0.0) + o.min_per_period for o in case.offers)
    need += sum(row.from_quantity for row in case.tiers)
    most = np.full((len(case.offers), facts.T), generosity * max(need, 1.0))
    for o, offer in enumerate(case.offers):
        for bound in (offer.max_per_period, offer.max_total):
            if bound is not None:
                most[o] = np.minimum(most[o], bound)
        for row in case.capacity:
            if row.supplier == offer.supplier and row.material == offer.material and not row.unit:
                most[o] = np.minimum(most[o], [np.inf if v is None else v for v in row.values])
    return most
