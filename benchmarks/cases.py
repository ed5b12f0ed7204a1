"""Cases of any size, the same every time: many suppliers, leads, stock, cover and share limits."""

import random

from models.calendar import month_of
from models.case import (
    Capacity,
    Case,
    Demand,
    Limit,
    Material,
    Offer,
    Settings,
    Stockpile,
    Supplier,
)

COUNTRIES = ("CN", "CN", "CN", "AU", "US", "VN", "MY", "JP")
LEADS = (0.0, 1.0, 1.5, 2.0, 3.0)

SIZES = {(60, 36): 7, (400, 60): 7, (2000, 120): 1}
"""Offers and periods: about the Korean case, the middle, the largest; and how often to repeat."""


def synthetic(offers: int, periods: int) -> Case:
    """A case with a tenth as many materials as offers, and a fifth as many suppliers.

    Every material has demand, a stockpile with a cover target, and a yearly cap on China's share;
    every supplier a capacity over all it sells. Enough is on offer, at a price.
    """
    chance = random.Random(offers * 1000 + periods)
    materials = max(offers // 10, 1)
    suppliers = max(offers // 5, 1)
    demand = [_demand(chance, m, periods) for m in range(materials)]
    rows = [_offer(chance, o, materials, suppliers) for o in range(offers)]
    return Case(
        settings=Settings(start=month_of(2027, 1), periods=periods, discount_rate=0.05),
        materials=tuple(_material(chance, m) for m in range(materials)),
        suppliers=tuple(
            Supplier(f"s{s:04d}", country=COUNTRIES[s % len(COUNTRIES)]) for s in range(suppliers)
        ),
        offers=tuple(rows),
        capacity=tuple(
            Capacity(f"s{s:04d}", "", (chance.uniform(80, 160),) * periods)
            for s in range(suppliers)
        ),
        demand=tuple(demand),
        stockpiles=tuple(_stockpile(m) for m in range(materials)),
        limits=tuple(
            Limit(
                f"china{m:04d}",
                "share",
                of="country=CN",
                among=f"material=m{m:04d}",
                window="year",
                value=0.5,
            )
            for m in range(materials)
        ),
    ).in_order()


def _material(chance: random.Random, m: int) -> Material:
    return Material(
        f"m{m:04d}",
        element=f"e{m % 17}",
        form="oxide",
        unit="t",
        price_per="kg",
        shortage_cost=400.0 + chance.random(),
        hold_cost=0.4 + chance.random() / 10,
    )


def _offer(chance: random.Random, o: int, materials: int, suppliers: int) -> Offer:
    return Offer(
        f"o{o:05d}",
        supplier=f"s{o % suppliers:04d}",
        material=f"m{(o * 7 + o // suppliers) % materials:04d}",
        price=round(chance.uniform(40, 90), 3),
        freight=round(chance.uniform(0.5, 2), 3),
        duty=chance.choice((0.0, 0.05)),
        lead=chance.choice(LEADS),
        max_per_period=round(chance.uniform(20, 60), 1),
    )


def _demand(chance: random.Random, m: int, periods: int) -> Demand:
    base = chance.uniform(60, 140)
    needs = [base * (1 + 0.01 * t) * chance.uniform(0.8, 1.2) for t in range(periods)]
    return Demand(f"m{m:04d}", "", tuple(round(need, 2) for need in needs))


def _stockpile(m: int) -> Stockpile:
    return Stockpile(
        f"k{m:04d}",
        f"m{m:04d}",
        opening=300.0,
        capacity=900.0,
        cover_target=2.5,
        cover_cost=3.0,
    )
