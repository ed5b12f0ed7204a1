"""The whole formulation, once: Case -> Formulation."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.allocation import lots
from models.allocation.balance import (
    DemandEffects,
    Nodes,
    Sources,
    add_arrivals,
    add_balance,
    add_disposal,
    add_pending,
    add_returns,
    add_shortage,
)
from models.allocation.concentration import add_hhi
from models.allocation.limits import LimitWindow, OrderColumns, add_limits
from models.allocation.preference import preference
from models.allocation.process import add_runs, add_shipments, used_per_run
from models.allocation.purchase import (
    add_capacity,
    add_license_years,
    add_orders,
    add_price_steps,
    add_purchase_cost,
    add_take_or_pay,
    add_taken,
    add_totals,
)
from models.allocation.stockpile import ComingNeed, add_cover, add_stock
from models.case import Case
from models.future import Future
from models.program import Array, Program
from models.solution import Decisions
from models.terms.facts import Facts
from models.terms.taken import Taken, taken_of

GENEROSITY = 10.0
"""Orders that only integers bound may be this many times what the plan needs of anything."""


@dataclass(frozen=True)
class Formulation:
    """A case as a program, and what is needed to read the answer.

    ``bounds`` are those on orders that integers needed, None without integers; what stops at one
    that the case does not state must be solved again with larger ones.
    """

    case: Case
    facts: Facts
    program: Program
    nodes: Nodes
    effects: DemandEffects
    limits: list[LimitWindow]
    taken: Taken
    bounds: lots.OrderBounds | None

    @cached_property
    def preference(self) -> Array:
        """A price for each column, (columns,), to minimise among plans of equal cost."""
        return preference(self.program, self.facts)

    def decisions(self, values: Array) -> Decisions:
        """What the columns' values mean, by place in the case's tables."""
        columns = self.program.columns
        return Decisions(
            **{
                name: np.maximum(columns[name].spread(values), 0.0)
                for name in ("order", "run", "draw", "put", "ship", "short", "dispose")
            }
        )


def formulate(
    case: Case,
    future: Future | None = None,
    generosity: float = GENEROSITY,
    *,
    steps_in_order: bool = False,
) -> Formulation:
    """Write a case as a program, orders arriving as in the future (default: after their lead).

    The case's rows are expected in order (``Case.in_order``). ``steps_in_order``: integers make
    rising prices too come in their order, where a limit on spend would gain from dear units first.
    """
    facts, program, effects = Facts(case, future), Program(), DemandEffects()
    nodes = Nodes(facts)
    order = add_orders(program, facts)
    tier = add_price_steps(program, facts, order)
    add_purchase_cost(program, facts, order, tier)
    taken = taken_of(facts)
    opened = add_taken(program, taken)
    add_totals(program, facts, order, taken, opened)
    add_capacity(program, facts, order)
    add_take_or_pay(program, facts, order, taken, opened)
    add_license_years(program, facts, order, taken, opened)
    balance = add_balance(program, facts, nodes, effects)
    add_arrivals(program, facts, nodes, order, balance)
    add_pending(program, facts, nodes, taken, opened, balance)
    short = add_shortage(program, facts, nodes, balance, effects)
    add_disposal(program, facts, nodes, balance)
    run, used = add_runs(program, facts, nodes, balance), used_per_run(facts)
    add_shipments(program, facts, nodes, balance)
    add_returns(program, facts, nodes, balance, Sources(short, run, used, effects))
    stock = add_stock(program, facts, nodes, balance)
    add_cover(program, facts, stock, ComingNeed(nodes, run, used, effects))
    bounds, ordered = None, facts.steps.falling | steps_in_order
    if lots.needs_integers(facts, ordered):
        bounds = lots.most_ever(facts, generosity)
        lots.add_minimum_orders(program, facts, order, bounds.most)
        lots.add_lots(program, facts, order, bounds.most)
        lots.add_steps_in_order(program, facts, tier, bounds.most, ordered)
    bought = OrderColumns(order, tier, taken, opened)
    limits = add_hhi(program, facts, bought, add_limits(program, facts, bought, stock))
    return Formulation(case, facts, program, nodes, effects, limits, taken, bounds)
