"""Every money line of a plan, discounted to its start."""

import numpy as np

from models.check.books import Books
from models.check.cover import missing
from models.check.limit_value import LimitValue
from models.check.purchase import UnmetContract
from models.check.units import Array, priced_units, times

PARTS = (
    "purchase", "take_or_pay", "order", "process", "route", "release", "holding", "cover",
    "penalty", "shortage", "end_value",
)  # fmt: skip

TRACE = 1e-6
"""An order below this part of the least quantity that counts is no order: rounding."""


def cost_parts(
    books: Books, contracts: tuple[UnmetContract, ...], limits: tuple[LimitValue, ...]
) -> dict[str, float]:
    """``total`` and its parts in the plan's currency; ``end_value`` is a credit, subtracted."""
    costs = {
        "purchase": books.money.now(books.paid),
        "take_or_pay": _take_or_pay(books, contracts),
        "order": books.money.now(_order(books)),
        "process": books.money.now(_process(books)),
        "route": books.money.now(_route(books)),
        "release": books.money.now(_release(books)),
        "holding": books.money.now(_holding(books)),
        "cover": books.money.now(_cover(books)),
        "penalty": sum((_penalty(books, value) for value in limits), 0.0),
        "shortage": books.money.now(_shortage(books)),
        "end_value": _end_value(books),
    }
    return {"total": sum(costs.values()) - 2 * costs["end_value"], **costs}


def _take_or_pay(books: Books, contracts: tuple[UnmetContract, ...]) -> float:
    discount = books.money.discount
    return sum((row.cost * float(discount[row.period]) for row in contracts), 0.0)


def placed(books: Books) -> Array:
    """In which periods an order is placed, shape (offers, periods)."""
    trace = [TRACE * books.floors[offer.material] for offer in books.case.offers]
    return books.decisions.order > np.array(trace).reshape(-1, 1)


def _order(books: Books) -> Array:
    rows = [(offer.order_cost or 0.0, offer.currency) for offer in books.case.offers]
    return times(placed(books).astype(float), _money(books, rows))


def _process(books: Books) -> Array:
    rows = [(row.cost, row.currency) for row in books.case.processes]
    return times(books.decisions.run, _money(books, rows))


def _route(books: Books) -> Array:
    case = books.case
    rows = [
        (case.routes[r].cost * priced_units(case.material[material]), case.routes[r].currency)
        for r, material in case.lanes
    ]
    return times(books.decisions.ship, _money(books, rows))


def _release(books: Books) -> Array:
    rows = [
        (pile.release_price * _priced(books, pile.material), pile.currency)
        for pile in books.case.stockpiles
    ]
    return times(books.decisions.draw, _money(books, rows))


def _holding(books: Books) -> Array:
    """A government bears its own holding cost."""
    rows = []
    for pile in books.case.stockpiles:
        material = books.case.material[pile.material]
        cost = material.hold_cost * priced_units(material)
        rows.append((cost if pile.owner == "company" else 0.0, material.currency))
    return times(books.stock, _money(books, rows))


def _cover(books: Books) -> Array:
    rows = [
        (pile.cover_cost * _priced(books, pile.material), pile.currency)
        for pile in books.case.stockpiles
    ]
    return times(missing(books), _money(books, rows))


def _penalty(books: Books, value: LimitValue) -> float:
    if not value.penalty:
        return 0.0
    rate = books.money.rate(value.limit.currency)[value.last]
    return value.penalty * float(rate * books.money.discount[value.last])


def _shortage(books: Books) -> Array:
    rows = []
    for material_id, _ in books.case.nodes:
        material = books.case.material[material_id]
        rows.append(((material.shortage_cost or 0.0) * priced_units(material), material.currency))
    return times(books.decisions.short, _money(books, rows))


def _end_value(books: Books) -> float:
    """Credited for what a company's stockpile holds at the end, as of the last period."""
    rows = [
        (pile.end_value * _priced(books, pile.material), pile.currency)
        if pile.owner == "company"
        else (0.0, "")
        for pile in books.case.stockpiles
    ]
    credit = times(books.stock, _money(books, rows))
    return float((credit * books.money.discount)[:, -1].sum())


def _priced(books: Books, material: str) -> float:
    return priced_units(books.case.material[material])


def _money(books: Books, rows: list[tuple[float, str]]) -> Array:
    """Money per unit in the plan's currency, shape (rows, periods)."""
    blank = np.zeros((0, books.case.settings.periods))
    return np.vstack([blank, *(amount * books.money.rate(currency) for amount, currency in rows)])
