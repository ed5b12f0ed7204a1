"""The same case told otherwise: rows in another order, other money or units, an offer in two."""

import random
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar

from models.case import Case, ExchangeRate, Limit, Offer, Series

Row = TypeVar("Row")

MONEY = {
    "materials": ("shortage_cost", "hold_cost"),
    "offers": ("price", "freight", "order_cost", "price_floor"),
    "tiers": ("price",),
    "prices": ("values",),
    "stockpiles": ("cover_cost", "release_price", "end_value"),
    "processes": ("cost",),
    "routes": ("cost",),
}
QUANTITY = {
    "offers": (
        "min_per_period", "max_per_period", "min_total", "max_total", "contract_per_year",
        "moq", "lot",
    ),
    "stockpiles": ("opening", "capacity", "closing_min", "release_max"),
    "demand": ("values", "beyond"),
    "arisings": ("values",),
    "recipes": ("per_run",),
}  # fmt: skip


def shuffled(case: Case, seed: int) -> Case:
    """The rows of every table in another order."""
    chance = random.Random(seed)
    tables = {}
    for table in fields(case):
        rows = getattr(case, table.name)
        if table.name != "settings":
            tables[table.name] = tuple(chance.sample(rows, len(rows)))
    return replace(case, **tables)


def times(value: Any, factor: float) -> Any:
    """A number, a series or a blank, times a factor."""
    if isinstance(value, tuple):
        return tuple(times(part, factor) for part in value)
    return None if value is None else value * factor


def _rows(rows: Iterable[Row], names: tuple[str, ...], factor: float) -> tuple[Row, ...]:
    return tuple(
        replace(row, **{name: times(getattr(row, name), factor) for name in names})  # type: ignore[type-var]
        for row in rows
    )


def _limits(case: Case, edit: Callable[[Limit], Limit]) -> tuple[Limit, ...]:
    return tuple(edit(row) for row in case.limits)


def dearer(case: Case, factor: float) -> Case:
    """Every sum of money times a factor; limits on spend in step, penalties on spend unchanged."""

    def limit(row: Limit) -> Limit:
        if row.weight != "spend":
            return replace(row, penalty=times(row.penalty, factor))
        return replace(row, value=row.value * (factor if row.measure == "amount" else 1.0))

    tables = {name: _rows(getattr(case, name), keys, factor) for name, keys in MONEY.items()}
    return replace(case, **tables, limits=_limits(case, limit))


def in_kilograms(case: Case, material: str) -> Case:
    """One material counted in kg instead of t, its prices as they were; rows with a unit stay."""
    row = case.material[material]
    assert row.unit == "t"
    told = replace(row, unit="kg", price_per=row.price_per or "t")
    mine = {offer.offer for offer in case.offers if offer.material == material}
    tables: dict[str, Any] = {
        "materials": tuple(told if r is row else r for r in case.materials),
        "tiers": tuple(
            replace(r, from_quantity=1000 * r.from_quantity) if r.offer in mine else r
            for r in case.tiers
        ),
        "open_orders": tuple(
            replace(r, quantity=1000 * r.quantity) if r.offer in mine else r
            for r in case.open_orders
        ),
        "returns": tuple(
            replace(r, rate=r.rate * (1000 if r.material == material else 1)
                    / (1000 if r.of == material else 1))
            for r in case.returns
        ),
    }  # fmt: skip
    for name, keys in QUANTITY.items():
        tables[name] = tuple(
            _rows((r,), keys, 1000)[0] if r.material == material else r for r in getattr(case, name)
        )
    return replace(case, **tables)


def in_currency(case: Case, currency: str, rate: float) -> Case:
    """The plan in another currency, one unit of which is always worth ``rate`` of the old one."""
    old = case.settings.currency
    per_old: Series = (1 / rate,) * case.settings.periods
    fx = [replace(r, values=times(r.values, 1 / rate)) for r in case.fx if r.currency != currency]

    def limit(row: Limit) -> Limit:
        if row.weight == "spend":
            amount = row.measure == "amount"
            return replace(row, value=row.value / (rate if amount else 1.0))
        return replace(row, currency=row.currency or old)

    tables: dict[str, Any] = {
        name: tuple(replace(r, currency=r.currency or old) for r in getattr(case, name))
        for name in ("materials", "offers", "stockpiles", "processes", "routes")
    }
    settings = replace(case.settings, currency=currency)
    fx = [*fx, ExchangeRate(old, per_old)]
    return replace(case, settings=settings, fx=tuple(fx), limits=_limits(case, limit), **tables)


def split(case: Case, offer: Offer) -> Case:
    """An offer as two of half the size; what is on its way stays with the first."""
    sizes = tuple(name for name in QUANTITY["offers"] if name not in ("moq", "lot"))
    first = _rows((offer,), sizes, 0.5)[0]
    second = replace(first, offer=offer.offer + " too")
    others = tuple(row for row in case.offers if row is not offer)
    tiers = tuple(r for r in case.tiers if r.offer != offer.offer)
    paths = tuple(replace(r, offer=second.offer) for r in case.prices if r.offer == offer.offer)
    for row in case.tiers:
        if row.offer == offer.offer:
            half = replace(row, from_quantity=row.from_quantity / 2)
            tiers += (half, replace(half, offer=second.offer))
    return replace(case, offers=(*others, first, second), tiers=tiers, prices=case.prices + paths)


def looser(case: Case) -> Iterable[Case]:
    """The case with one hard limit, capacity or order maximum given some room, one at a time."""
    for i, row in enumerate(case.limits):
        room = 1.15 if row.sense == "max" else 0.85
        value = row.value * room
        told = (*case.limits[:i], replace(row, value=value), *case.limits[i + 1 :])
        yield replace(case, limits=told)
    for i, cap in enumerate(case.capacity):
        more = replace(cap, values=times(cap.values, 1.2))
        yield replace(case, capacity=(*case.capacity[:i], more, *case.capacity[i + 1 :]))
    for i, offer in enumerate(case.offers):
        if offer.max_per_period is not None:
            more_of_it = replace(offer, max_per_period=1.2 * offer.max_per_period)
            yield replace(case, offers=(*case.offers[:i], more_of_it, *case.offers[i + 1 :]))
