"""All-or-nothing orders: minimum order, order cost, lots and falling prices.

Only cases that use them get integer columns; they make the problem a mixed-integer one, without
shadow prices. Rising prices need integers too where a limit on spend would gain from buying dear
units before cheap ones: ``models.allocate`` then solves again with all steps in their order.
"""

from dataclasses import dataclass

import numpy as np

from models.case import Case, Offer
from models.program import Array, Block, Program
from models.terms.capacity import capacities
from models.terms.counted import amount_of, lane_of
from models.terms.facts import Facts
from models.terms.origin import Origins

MOST_STEPS = 12
"""Steps of making from what is bought to what is needed, at most; cycles of recipes end here."""

ROUNDING = 1e-9
"""A lot of all that can be had is had, whatever their last digits."""


@dataclass(frozen=True)
class OrderBounds:
    """The most of each offer in each period, (O, T), and where the case itself does not say so.

    ``ratio``: how many times what is needed of its material the largest invented one is.
    """

    most: Array
    invented: Array
    ratio: float = 1.0


def needs_integers(facts: Facts, ordered: Array) -> bool:
    """True if any offer has a minimum order, an order cost or a lot, or ``ordered`` steps, (S,)."""
    return any(o.needs_integers for o in facts.case.offers) or bool(ordered.any())


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


def add_lots(program: Program, facts: Facts, order: Block, most: Array) -> None:
    """An order is a whole number of lots: order[o,t] = lot x lots[o,t].

    Where not one lot can be had, nothing is ordered: to a solver's tolerance, a small part of a
    lot beyond measure would be none.
    """
    lot = np.array([o.lot or 0.0 for o in facts.case.offers]).reshape(-1, 1)
    if not lot.any():
        return
    where = facts.orderable & (lot > 0)
    axes = (facts.offers, facts.periods)
    can = lot <= most * (1.0 + ROUNDING)
    lots = program.add_columns("lots", axes, where=where, integer=True)
    whole = program.add_rows("whole_lots", axes, 0.0, 0.0, where=where)
    program.add_terms(whole.at, order.at, 1.0)
    program.add_terms(whole.at, lots.at, np.where(can, -lot, 0.0))


def add_steps_in_order(
    program: Program, facts: Facts, tier: Block, most: Array, ordered: Array
) -> None:
    """A step of the ``ordered`` ones, (S,), opens only when the one before it is full.

    width[i-1] x opened[i] <= tier[i-1]; tier[i] <= width[i] x opened[i]; opened in {0, 1}.
    """
    steps = facts.steps
    if not ordered.any():
        return
    later = np.zeros(len(steps.offer), dtype=bool)
    later[1:] = steps.offer[1:] == steps.offer[:-1]
    where = facts.orderable[steps.offer] & (ordered & later)[:, None]
    axes = (("step", steps.label), facts.periods)
    opened = program.add_columns("opened", axes, upper=1.0, where=where, integer=True)
    width = np.minimum(steps.width.reshape(-1, 1), most[steps.offer])
    within = program.add_rows("step_if_opened", axes, upper=0.0, where=where)
    program.add_terms(within.at, tier.at, 1.0)
    program.add_terms(within.at, opened.at, -width)
    before = program.add_rows("step_before_full", axes, lower=0.0, where=where)
    program.add_terms(before.at[1:], tier.at[:-1], 1.0)
    program.add_terms(before.at[1:], opened.at[1:], -steps.width[:-1].reshape(-1, 1))


def most_ever(facts: Facts, generosity: float) -> OrderBounds:
    """The most of an offer that can be ordered in a period: a finite bound for integers.

    The offer's own bounds and its supplier's capacity where there are any; else ``generosity``
    times all that the plan needs of the material, the offer's own terms and minima of amounts ask
    for.
    """
    case = facts.case
    needed = _needed(case)
    least = np.array([needed[o.material] + _asked(case, o) for o in case.offers]).reshape(-1, 1)
    least += _asked_by_limits(facts).reshape(-1, 1)
    stated = np.full((len(case.offers), facts.T), np.inf)
    for o, offer in enumerate(case.offers):
        for bound in (offer.max_per_period, offer.max_total):
            if bound is not None:
                stated[o] = np.minimum(stated[o], bound)
    for row in capacities(case):
        stated[row.places] = np.minimum(stated[row.places], row.most / row.factors[:, None])
    invented = generosity * np.where(least > 0, least, 1.0)
    own = np.array([needed[o.material] for o in case.offers]).reshape(-1, 1)
    times = np.where(invented < stated, invented / np.where(own > 0, own, invented), 1.0)
    return OrderBounds(np.minimum(stated, invented), invented < stated, times.max(initial=1.0))


def _needed(case: Case) -> dict[str, float]:
    """What could be of use of each material over the plan, in its own unit, stock included.

    Demand, what stockpiles may hold, and what making as much of other materials uses, step by step.
    """
    own = dict.fromkeys(case.material, 0.0)
    for row in case.demand:
        own[row.material] += sum(q for q in (*row.values, *row.beyond) if q)
    for pile in case.stockpiles:
        own[pile.material] += (pile.capacity or 0.0) + (pile.closing_min or 0.0)
    recipes = [[r for r in case.recipes if r.process == p.process] for p in case.processes]
    needed = own
    for _ in range(min(len(recipes), MOST_STEPS)):
        before, needed = needed, dict(own)
        for recipe in recipes:
            runs = max((before[r.material] / r.per_run for r in recipe if r.per_run > 0), default=0)
            for part in recipe:
                needed[part.material] += max(-part.per_run, 0.0) * runs
    return needed


def _asked_by_limits(facts: Facts) -> Array:
    """What a minimum of an amount would ask of each offer alone, (O,), in its own unit."""
    origins, asked = Origins(facts.case), np.zeros(len(facts.case.offers))
    for limit in facts.case.limits:
        if limit.measure != "amount" or limit.sense != "min":
            continue
        lane = lane_of(origins, limit)
        spend = limit.weight == "spend"
        worth = lane[:, None] * (
            facts.landed if spend else amount_of(facts, origins, limit, lane).of_order
        )
        cheapest = np.where(worth > 0, worth, np.inf).min(axis=1, initial=np.inf)
        most = max(limit.value, limit.value_to or 0.0)
        asked = np.maximum(asked, most / cheapest)
    return asked


def _asked(case: Case, offer: Offer) -> float:
    """What an offer's own terms may ask to be ordered at once."""
    steps = sum(row.from_quantity for row in case.tiers if row.offer == offer.offer)
    terms = (offer.moq, offer.lot, offer.min_per_period, offer.min_total)
    return steps + sum(quantity or 0.0 for quantity in terms)
