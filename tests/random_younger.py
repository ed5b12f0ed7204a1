"""Columns that came later, drawn by themselves: older seeds keep all else of their cases."""

import random
from dataclasses import replace
from typing import Any

from random_numbers import USD

from models.case import Case, Content, Event, License, Limit, OpenOrder, Origin

COUNTRIES = ("CN", "AU", "US", "MM")
_ASKED = ("hs=8505*", "contains=Dy", "contains=Nd|Dy", "contains!=Ga", "contains=Dy,country=CN")
_RULED = ("all", "country!=CN", "contains=Nd")


def with_younger(case: Case, seed: int, features: frozenset[str]) -> Case:
    """The case with the younger of its features."""
    chance = random.Random(f"younger {seed}")
    if "pay_later" in features:
        after = (0.0, 1.0, 1.5, 4.0)
        offers = (replace(row, pay_after=chance.choice(after)) for row in case.offers)
        case = replace(case, offers=tuple(offers))
    if {"own_money", "currencies"} <= features:
        case = _in_own_money(case, chance)
    if "contents" in features:
        case = _of_several_elements(case, chance)
    if "running_year" in features:
        case = _in_the_running_year(case, chance)
    if "documents" in features:
        case = _as_documents(case, chance)
    if "demand_events" in features:
        case = _with_uncertain_demand(case, random.Random(f"demand {seed}"))
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


def _of_several_elements(case: Case, chance: random.Random) -> Case:
    """Materials of two or three elements, each from its own country, and what sees them."""
    pure = {}
    offered = sorted({offer.material for offer in case.offers})
    if len(offered) > 1 and chance.random() < 0.6:
        pure = dict(zip(offered[-2:], ("Nd", "Dy"), strict=True))
    contents = [
        row
        for material in case.materials
        if material.material not in pure and chance.random() < 0.6
        for row in (
            Content(material.material, "Nd", chance.choice((0.25, 0.3, 0.8))),
            Content(material.material, "Dy", 0.1, chance.choice(("element", "oxide"))),
            *([Content(material.material, "Ga", 0.01)] if chance.random() < 0.3 else []),
        )
    ]
    reo = replace(case, contents=tuple(contents)).reo
    goods = []
    for row in case.materials:
        own = replace(row, hs_code=chance.choice(("2846.90", "8505.11", "")))
        if row.material in pure:
            own = replace(own, element=pure[row.material], form="oxide")
        listed = any(content.material == row.material for content in contents)
        goods.append(replace(own, reo=reo[row.material]) if listed else own)
    return replace(
        case,
        materials=tuple(goods),
        contents=tuple(contents),
        origins=(*case.origins, *_of_elements(case, chance)),
        limits=tuple(_seeing(row, chance) for row in case.limits),
        licenses=tuple(
            replace(
                row,
                elements=chance.choice((("Dy",), ("Nd",), ())),
                of=chance.choice(_RULED),
                content_by=chance.choice(("mass", "value")) if pure else "mass",
            )
            for row in case.licenses
        ),
    )


def _of_elements(case: Case, chance: random.Random) -> list[Origin]:
    """Where one element comes from elsewhere."""
    return [
        Origin(
            supplier.supplier,
            chance.choice(("", case.materials[0].material)),
            stage,
            chance.choice(COUNTRIES),
            1.0,
            chance.choice(("Nd", "Dy")),
        )
        for supplier in case.suppliers
        for stage in ("mined", "separated")
        if chance.random() < 0.4
    ]


def _in_the_running_year(case: Case, chance: random.Random) -> Case:
    """Orders since the beginning of the year, some of them pending, and bounds that move."""
    start, months = case.settings.start, case.calendar.months
    own = {row.offer: row for row in case.offers}

    def ordered(row: OpenOrder) -> OpenOrder:
        when = start + months * chance.randrange(-3, 2)
        offer = own[row.offer]
        return replace(
            row,
            ordered=chance.choice((None, when, when)),
            arrives=max(row.arrives, when),
            price=chance.choice((None, offer.price * 1.2)),
            currency=offer.currency,
        )

    def waiting(row: OpenOrder) -> OpenOrder:
        licensed = row.ordered is not None and chance.random() < 0.5
        return replace(row, granted="pending" if licensed else "yes")

    def by_money(row: Limit) -> Limit:
        spend = row.measure in ("share", "hhi") and chance.random() < 0.6
        return replace(row, weight="spend", unit="") if spend else row

    def moving(row: Limit) -> Limit:
        if row.measure not in ("share", "amount") or chance.random() < 0.4:
            return row
        first, last = (start // 12 - 1) * 12, (start // 12 + 2) * 12 + 11
        to = row.value * chance.choice((0.8, 1.1))
        return replace(row, window="year", from_=first, until=last, value_to=to)

    return replace(
        case,
        settings=replace(case.settings, counts_from=start - months * chance.choice((0, 2, 3))),
        open_orders=tuple(waiting(ordered(row)) for row in case.open_orders),
        limits=(
            *(
                replace(moving(by_money(row)), basis=chance.choice(("policy", "fact")))
                for row in case.limits
            ),
            _of_money(chance),
        ),
    )


def _of_money(chance: random.Random) -> Limit:
    """A limit by spend that may be exceeded."""
    window = chance.choice(("horizon", "year", "rolling:3"))
    return Limit(
        "money", "share", "country=CN|AU", weight="spend", window=window, value=0.3,
        kind="soft", penalty=0.05,
    )  # fmt: skip


def _as_documents(case: Case, chance: random.Random) -> Case:
    """Licenses that end, that another follows, and that allow so much a year."""
    start, months = case.settings.start, case.calendar.periods * case.calendar.months
    last = License("q9", "CN", 0.7, 10.0, 20.0)
    persistence = chance.choice((0.0, 0.5))
    if not case.licenses:
        return case

    def document(row: License) -> License:
        ends = chance.random() < 0.7
        return replace(
            row,
            persistence=persistence if row.country == "CN" else 0.3,
            valid_until=start + chance.randrange(months) if ends else None,
            renew=chance.choice((0.2, 0.5, 0.8)) if ends else 1.0,
            otherwise=chance.choice(("", "q9")) if ends else "",
            max_per_year=chance.choice((None, 40.0, 40.0)),
            unit=chance.choice(("t", "kg")),
        )

    own = tuple(document(row) for row in case.licenses)
    return replace(case, licenses=(*own, replace(last, persistence=persistence)))


def _with_uncertain_demand(case: Case, chance: random.Random) -> Case:
    """In half of the cases an event that moves demand, of what is sold or of a material."""
    if chance.random() < 0.5:
        return case
    of = chance.choice(("all", "country=CN", f"material={case.demand[0].material}"))
    factor = chance.choice((0.0, 0.5, 1.5, 2.0))
    event = Event("boom", of, 1.0, 2.0, chance.choice((2.0, 6.0)), "demand", factor)
    return replace(case, events=(*case.events, event))


def _seeing(row: Limit, chance: random.Random) -> Limit:
    """A limit that asks what is in a material."""
    if row.measure == "stock" or chance.random() < 0.3:
        return row
    of, among = (chance.choice((text, *_ASKED)) for text in (row.of, row.among))
    weight: Any = "reo" if row.weight == "quantity" else row.weight
    return replace(row, of=row.of if row.measure == "hhi" else of, among=among, weight=weight)


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
