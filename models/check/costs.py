"""Every money line of a plan, discounted to its start."""

from dataclasses import dataclass

import numpy as np

from models.case import Material, Offer, Process, Route, Stockpile
from models.check.books import Books
from models.check.limit_value import LimitValue
from models.check.memo import memo
from models.check.nodes import Ways
from models.check.purchase import UnmetContract, paid_in, paid_later
from models.check.units import Array, MoneyWorth, column, priced_units, times

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
    lines = cost_lines(books, contracts, limits)
    costs = {part: books.money.now(line) for part, line in lines.items()}
    return {"total": sum(costs.values()) - 2 * costs["end_value"], **costs}


def cost_lines(
    books: Books, contracts: tuple[UnmetContract, ...], limits: tuple[LimitValue, ...]
) -> dict[str, Array]:
    """The same parts, each by the period in which it arises, as money of it, shape (periods,).

    What is paid later than its period is worth less in it.
    """
    case, decisions, money = books.case, books.decisions, books.money
    later = paid_later(case.offers, case.calendar, case.settings.discount_rate)
    piles = _pile_money(case.stockpiles, case.materials, books.pile_material, money)
    order_cost = _order_cost(case.offers, money)
    process_cost = _process_cost(case.processes, money)
    route_cost = _route_cost(case.routes, case.materials, books.ways, money)
    shortage_cost = _shortage_cost(case.materials, money)[books.node_material]
    return {
        "purchase": (books.paid * later).sum(axis=0),
        "take_or_pay": _take_or_pay(books, contracts),
        "order": times(placed(books), order_cost).sum(axis=0),
        "process": times(decisions.run, process_cost).sum(axis=0),
        "route": times(decisions.ship, route_cost).sum(axis=0),
        "release": times(decisions.draw, piles.release).sum(axis=0),
        "holding": times(books.stock, piles.holding).sum(axis=0),
        "cover": times(books.cover_missing, piles.cover).sum(axis=0),
        "penalty": _penalty(books, limits),
        "shortage": times(decisions.short, shortage_cost).sum(axis=0),
        "end_value": _end_value(books, piles.end_value),
    }


def cash_lines(
    books: Books, contracts: tuple[UnmetContract, ...], limits: tuple[LimitValue, ...]
) -> dict[str, Array]:
    """The same parts undiscounted, each by the period in which it is paid, shape (periods + 1,).

    Last stands what is paid after the plan.
    """
    periods = len(books.periods)
    lines = {
        part: np.append(line, 0.0) for part, line in cost_lines(books, contracts, limits).items()
    }
    lines["purchase"] = np.zeros(periods + 1)
    due = np.minimum(paid_in(books.case.offers, books.case.calendar), periods)
    np.add.at(lines["purchase"], due, books.paid)
    return lines


def placed(books: Books) -> Array:
    """In which periods an order is placed, shape (offers, periods)."""
    return books.decisions.order > TRACE * books.offer_floors


@memo
def _order_cost(offers: tuple[Offer, ...], money: MoneyWorth) -> Array:
    """Per period with an order, shape (offers, periods)."""
    cost = column(row.order_cost for row in offers)
    return cost * money.rates_of([row.currency for row in offers])


@memo
def _process_cost(processes: tuple[Process, ...], money: MoneyWorth) -> Array:
    """Per run, shape (processes, periods)."""
    cost = column(row.cost for row in processes)
    return cost * money.rates_of([row.currency for row in processes])


@memo
def _route_cost(
    routes: tuple[Route, ...], materials: tuple[Material, ...], ways: Ways, money: MoneyWorth
) -> Array:
    """Per unit shipped, shape (ways, periods)."""
    rows = [routes[r] for r in ways.route.tolist()]
    cost = column(row.cost for row in rows) * priced_units(materials)[ways.material, None]
    return cost * money.rates_of([row.currency for row in rows])


@memo
def _shortage_cost(materials: tuple[Material, ...], money: MoneyWorth) -> Array:
    """Per unit short, shape (materials, periods)."""
    cost = column(row.shortage_cost for row in materials) * priced_units(materials)[:, None]
    return cost * money.rates_of([row.currency for row in materials])


@dataclass(frozen=True, eq=False)
class PileMoney:
    """Money per unit drawn, held, missing of its cover and left, all (stockpiles, periods)."""

    release: Array
    holding: Array
    cover: Array
    end_value: Array


@memo
def _pile_money(
    stockpiles: tuple[Stockpile, ...],
    materials: tuple[Material, ...],
    material: Array,
    money: MoneyWorth,
) -> PileMoney:
    """A government bears its own holding cost and gets no end value."""
    stored = [materials[m] for m in material.tolist()]
    units = priced_units(materials)[material, None]
    own = column(float(row.owner == "company") for row in stockpiles)
    rates = money.rates_of([row.currency for row in stockpiles])
    holding = own * column(row.hold_cost for row in stored)
    end_value = column(row.end_value for row in stockpiles) * units * rates
    return PileMoney(
        release=column(row.release_price for row in stockpiles) * units * rates,
        holding=holding * units * money.rates_of([row.currency for row in stored]),
        cover=column(row.cover_cost for row in stockpiles) * units * rates,
        end_value=np.where(own > 0, end_value, 0.0),
    )


def _take_or_pay(books: Books, contracts: tuple[UnmetContract, ...]) -> Array:
    line = np.zeros(len(books.periods))
    for row in contracts:
        line[row.period] += row.cost
    return line


def _penalty(books: Books, limits: tuple[LimitValue, ...]) -> Array:
    line = np.zeros(len(books.periods))
    for value in limits:
        if value.penalty:
            rate = books.money.rate(value.limit.currency)
            line[value.last] += value.penalty * rate[value.last]
    return line


def _end_value(books: Books, prices: Array) -> Array:
    """Credited for what a company's stockpile holds at the end, as of the last period."""
    line = np.zeros(len(books.periods))
    line[-1] = times(books.stock[:, -1], prices[:, -1]).sum()
    return line
