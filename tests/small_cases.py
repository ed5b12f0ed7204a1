"""Cases of a few rows whose best plan a person can compute, one per rule of the contract.

Each function's docstring is the rule; the numbers beside it are the arithmetic. Unless a rule needs
otherwise: material ``Nd`` in t, offer ``a`` of supplier A (China) at 10 and ``b`` of B (Australia)
at 12, 100 t needed per period, months from January 2027, and no stockpile.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from models.calendar import month_of
from models.case import Case, Demand, Material, Offer, Settings, Stockpile, Supplier

JANUARY = month_of(2027, 1)
TABLES = {
    "Material": "materials", "Supplier": "suppliers", "Offer": "offers", "Tier": "tiers",
    "PricePath": "prices", "Capacity": "capacity", "Demand": "demand", "Stockpile": "stockpiles",
    "Process": "processes", "Recipe": "recipes", "Return": "returns", "Arising": "arisings",
    "Route": "routes", "Origin": "origins", "Limit": "limits", "OpenOrder": "open_orders",
    "ExchangeRate": "fx", "License": "licenses",
}  # fmt: skip

ND = Material("Nd", element="Nd", form="oxide")
DY = Material("Dy", element="Dy", form="oxide")
ORE = Material("ore", form="ore")
SCRAP = Material("scrap", form="scrap")
A = Supplier("A", country="CN")
B = Supplier("B", country="AU")
OFFER_A = Offer("a", "A", "Nd", price=10)
OFFER_B = Offer("b", "B", "Nd", price=12)
STORE = Stockpile("store", "Nd")


@dataclass(frozen=True)
class Small:
    """A case, what its best plan costs, and (where it is unique) orders and parts of the cost."""

    case: Case
    cost: float | None
    orders: dict[tuple[str, int], float] = field(default_factory=dict)
    parts: dict[str, float] = field(default_factory=dict)
    status: str = "optimal"


SMALL: dict[str, Callable[[], Small]] = {}


def small(build: Callable[[], Small]) -> Callable[[], Small]:
    """Enter a small case in the catalogue under its function's name."""
    SMALL[build.__name__] = build
    return build


def make(*rows: Any, settings: Settings | None = None, missing: tuple[Any, ...] = ()) -> Case:
    """A case of these rows, each in the table of its type, with Nd, A and B there unasked."""
    tables: dict[str, list[Any]] = {}
    there = {getattr(row, "material", "") for row in rows if isinstance(row, Material)}
    usual = [row for row in (ND, A, B) if row not in missing]
    usual = [row for row in usual if getattr(row, "material", "?") not in there]
    for row in [*usual, *rows]:
        tables.setdefault(TABLES[type(row).__name__], []).append(row)
    places = {
        getattr(row, name)
        for row in rows
        for name in ("to", "from_", "location")
        if isinstance(getattr(row, name, None), str)
    }
    periods = max(len(row.values) for row in rows if isinstance(row, Demand))
    settings = settings or Settings(JANUARY, periods)
    together = {name: tuple(found) for name, found in tables.items()}
    return replace(Case(settings), **together, locations=tuple(sorted(places)))


def need(*values: float, material: str = "Nd", location: str = "") -> Demand:
    """What is needed in each period."""
    return Demand(material, location, values)


def years(periods: int, rate: float = 0.0) -> Settings:
    """A plan of years from 2027."""
    return Settings(JANUARY, periods, "year", "USD", rate)
