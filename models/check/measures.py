"""What follows from a plan's decisions: stock, cover, contracts, limits and money."""

from dataclasses import dataclass

from models.case import Case
from models.check.books import Books, open_books
from models.check.costs import cash_lines, cost_parts
from models.check.cover import cover_periods
from models.check.limit_value import LimitValue
from models.check.limits import limit_values
from models.check.purchase import UnmetContract, paid_in, unmet_contracts
from models.check.units import Array
from models.future import Future, certain_future
from models.solution import Decisions


@dataclass(frozen=True)
class Measures:
    """Arrays by place in the case's tables and by period; quantities in the material's unit.

    ``stock`` (stockpiles, periods) at each end. ``cover_target`` (nan without a target) and
    ``cover_missing`` are quantities of the same shape; ``cover_periods`` how many coming periods
    the stock lasts (None: nothing uses it up). ``order_value`` (offers, periods) is what orders
    come to (price, duty, freight), undiscounted, in the plan's currency; ``purchase_cost`` what of
    it is paid, since licenses may be refused, and ``paid_in`` the period of that payment, which may
    lie after the plan. ``cost`` holds ``total`` and
    its parts, discounted; ``end_value`` is a credit that is subtracted. ``cash`` are the parts
    undiscounted, by the period in which they are paid, (periods + 1,), the last after the plan.
    """

    stock: Array
    cover_target: Array
    cover_missing: Array
    cover_periods: tuple[tuple[float | None, ...], ...]
    order_value: Array
    purchase_cost: Array
    paid_in: Array
    contracts: tuple[UnmetContract, ...]
    limits: tuple[LimitValue, ...]
    cost: dict[str, float]
    cash: dict[str, Array]


def measure(case: Case, decisions: Decisions, future: Future | None = None) -> Measures:
    """Everything that follows from the decisions, whether or not they keep their promises.

    ``future`` says how orders arrive; by default each after its lead time.

    Raises ValueError for units or currencies the case cannot convert.
    """
    return measure_books(open_books(case, decisions, future or certain_future(case)))


def measure_books(books: Books) -> Measures:
    """The same from opened books."""
    before = books.past.by_offer(books.past.quantity, len(books.case.offers))
    contracts = unmet_contracts(books.case, books.decisions.order, books.money, before)
    limits = limit_values(books)
    return Measures(
        stock=books.stock,
        cover_target=books.cover_target,
        cover_missing=books.cover_missing,
        cover_periods=cover_periods(books.needs, books.stock),
        order_value=books.purchase,
        purchase_cost=books.paid,
        paid_in=paid_in(books.case.offers, books.case.calendar),
        contracts=contracts,
        limits=limits,
        cost=cost_parts(books, contracts, limits),
        cash=cash_lines(books, contracts, limits),
    )
