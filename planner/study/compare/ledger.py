"""What one plan costs by part and period, recomputed from its decisions."""

import dataclasses
from dataclasses import dataclass
from functools import cached_property

from models.case import Case
from models.check.books import Books, open_books
from models.check.costs import cost_lines
from models.check.limits import limit_values
from models.check.purchase import paid_later, purchase_cost, unmet_contracts
from models.check.units import Array, MoneyWorth
from models.futures.draw import planned_future
from models.solution import Decisions
from models.terms.parts import COST_PARTS
from planner.outcomes.embedded import EmbeddedPlan


@dataclass(frozen=True)
class PlanLedger:
    """Money of a plan in the plan's currency.

    ``parts`` (part -> (periods,)) by the period in which they arise and as money of that period,
    credits positive, the end value in the last; ``paid``, undiscounted, and ``granted`` have shape
    (offers, periods); ``discount`` (periods,). ``objective`` is what the plan says it costs.
    """

    case: Case
    decisions: Decisions
    money: MoneyWorth
    granted: Array
    paid: Array
    parts: dict[str, Array]
    objective: float

    @property
    def discount(self) -> Array:
        """Worth of one unit of money of each period at the plan's start, (periods,)."""
        return self.money.discount

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Printed periods."""
        return tuple(self.case.calendar.label(t) for t in range(self.case.settings.periods))

    @cached_property
    def total(self) -> float:
        """What the parts come to, discounted."""
        return sum(COST_PARTS[part] * self.money.now(v) for part, v in self.parts.items())

    @property
    def received(self) -> Array:
        """What is paid for: orders as far as they are granted, (offers, periods), own units."""
        return self.decisions.order * self.granted

    def purchases_of(self, order: Array) -> Array:
        """What orders (offers, periods) would cost at this plan's prices, all granted."""
        return purchase_cost(self.case, order, self.money)

    def later(self, rate: float) -> Array:
        """Worth of one unit of money for an order, as money of its period, (offers, 1).

        At a yearly discount rate that need not be this plan's own.
        """
        return paid_later(self.case.offers, self.case.calendar, rate)


def ledger_of(case: Case, decisions: Decisions, objective: float | None = None) -> PlanLedger:
    """The books of a plan without risk; ``objective`` None: what the parts come to."""
    future = planned_future(case)
    books = open_books(case, decisions, future)
    ledger = PlanLedger(
        case, decisions, books.money, future.granted, books.paid, _by_period(books), 0.0
    )
    return dataclasses.replace(ledger, objective=ledger.total if objective is None else objective)


def embedded_ledger(embedded: EmbeddedPlan, decisions: Decisions) -> PlanLedger:
    """The books of an embedded plan; with risk, the mean parts that the plan states.

    What a mean over futures has beyond the mean decisions' own cost belongs to no period: it is
    spread evenly. Purchases stay those of the mean orders at their prices.
    """
    # A run that was stopped may know a plan and no objective.
    ledger = ledger_of(embedded.case, decisions, embedded.info["objective"])
    if embedded.info["measure"] == "none":
        return ledger
    whole = float(ledger.discount.sum())
    parts = dict(ledger.parts)
    for part in COST_PARTS:
        if part != "purchase":
            beyond = embedded.cost.get(part, 0.0) - ledger.money.now(parts[part])
            parts[part] = parts[part] + beyond / whole
    return dataclasses.replace(ledger, parts=parts)


def _by_period(books: Books) -> dict[str, Array]:
    """Each part by the period in which it arises, (periods,)."""
    before = books.past.by_offer(books.past.quantity, len(books.case.offers))
    contracts = unmet_contracts(books.case, books.decisions.order, books.money, before)
    return cost_lines(books, contracts, limit_values(books))
