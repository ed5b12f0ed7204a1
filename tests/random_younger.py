"""Columns that came later, drawn by themselves: older seeds keep all else of their cases."""

import random
from dataclasses import replace
from typing import Any

from random_numbers import USD

from models.case import Case


def with_younger(case: Case, seed: int, features: frozenset[str]) -> Case:
    """The case with the younger of its features."""
    chance = random.Random(f"younger {seed}")
    if "pay_later" in features:
        after = (0.0, 1.0, 1.5, 4.0)
        offers = (replace(row, pay_after=chance.choice(after)) for row in case.offers)
        case = replace(case, offers=tuple(offers))
    if {"own_money", "currencies"} <= features:
        case = _in_own_money(case, chance)
    return _in_own_windows(case, chance) if "own_windows" in features else case


def _in_own_money(case: Case, chance: random.Random) -> Case:
    """Tiers, price paths, routes and penalties in another currency than their offer's or plan's."""
    plan = case.settings.currency
    money = {row.offer: row.currency or plan for row in case.offers}

    def restated(row: Any, own: str, *names: str) -> Any:
        currency = chance.choice(tuple(USD))
        size = USD[own] / USD[currency]
        values = {name: getattr(row, name) for name in names}
        new = {
            name: tuple(v and v * size for v in value) if isinstance(value, tuple) else value * size
            for name, value in values.items()
            if value is not None
        }
        return replace(row, currency=currency, **new)

    return replace(
        case,
        tiers=tuple(restated(row, money[row.offer], "price") for row in case.tiers),
        prices=tuple(restated(row, money[row.offer], "values") for row in case.prices),
        routes=tuple(restated(row, plan, "cost") for row in case.routes),
        limits=tuple(
            restated(row, plan, "penalty") if row.penalty and not row.currency else row
            for row in case.limits
        ),
    )


def _in_own_windows(case: Case, chance: random.Random) -> Case:
    """Limits that end, licenses that begin, averages of another attribute, correlated grants."""
    months = case.calendar.periods * case.calendar.months
    begins = case.settings.start

    def month() -> int:
        return begins + chance.randrange(months)

    limits = (
        replace(
            row,
            until=max(month(), row.from_ or 0) if chance.random() < 0.5 else None,
            attribute=chance.choice(("grade", "wanted")) if row.attribute else "",
        )
        for row in case.limits
    )
    licenses = (
        replace(
            row,
            from_=min(month(), row.until) if row.until else month(),
            correlation=chance.choice((0.0, 0.3, 0.9)),
        )
        for row in case.licenses
    )
    return replace(case, limits=tuple(limits), licenses=tuple(licenses))
