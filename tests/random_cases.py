"""Small random cases: the same seed gives the same case, each feature can be switched on alone.

Sizes are those of a person's worked example: at most four materials, six offers and six periods.
Units, currencies and period lengths are mixed; some cases are infeasible, as in life.
"""

import random
from collections.abc import Iterable

from hypothesis import strategies as st
from random_limits import Limits
from random_numbers import KILOGRAMS, USD
from random_younger import with_younger

from models.calendar import month_of
from models.case import (
    Arising,
    Capacity,
    Case,
    Demand,
    ExchangeRate,
    License,
    Material,
    Offer,
    OpenOrder,
    Origin,
    PricePath,
    Process,
    Recipe,
    Return,
    Route,
    Settings,
    Stockpile,
    Supplier,
    Tier,
)

FEATURES = (
    "units", "currencies", "discount", "sites", "leads", "validity", "minima", "contracts",
    "rising", "falling", "lots", "floors", "paths", "capacity", "stock", "government", "cover",
    "processes", "returns", "arisings", "open_orders", "origins", "share", "amount", "average",
    "stock_limit", "hhi", "no_shortage", "spend",
    "licenses",
)  # fmt: skip
"""What a case can have beyond offers and demand."""
YOUNGER = (
    "pay_later", "own_money", "own_windows", "contents", "running_year", "documents",
    "demand_events",
)  # fmt: skip
"""The same, drawn by themselves: what is new leaves the cases of older seeds as they were."""

CHANCE = {
    "documents": 0.7,
    "running_year": 0.6,
    "lots": 0.15,
    "falling": 0.15,
    "no_shortage": 0.15,
    "spend": 0.15,
    "hhi": 0.2,
}
COUNTRIES = ("CN", "AU", "US", "MM")


def random_case(seed: int, features: Iterable[str] | None = None) -> Case:
    """A small case. ``features``: exactly these are on; None: each by its own chance."""
    chance = random.Random(seed)
    if features is None:
        features = [name for name in FEATURES if chance.random() < CHANCE.get(name, 0.35)]
        features += [
            name
            for name in YOUNGER
            if random.Random(f"{name} {seed}").random() < CHANCE.get(name, 0.35)
        ]
    return with_younger(_Draw(chance, frozenset(features)).case(), seed, frozenset(features))


def cases(features: Iterable[str] | None = None) -> st.SearchStrategy[Case]:
    """Hypothesis: any random case, shrinking towards smaller seeds."""
    return st.integers(0, 2**31).map(lambda seed: random_case(seed, features))


class _Draw(Limits):
    """One case in the making. Money is drawn in USD per kg, quantities in kg, then restated."""

    def __init__(self, chance: random.Random, features: frozenset[str]) -> None:
        self.chance = chance
        self.features = features
        self.kind = chance.choice(("month", "month", "quarter", "year"))
        self.months = {"month": 1, "quarter": 3, "year": 12}[self.kind]
        self.T = chance.randint(2, 6)
        month = 1 if self.kind == "year" else 3 * chance.randint(0, 3) + 1
        if self.kind == "month":
            month = chance.randint(1, 12)
        self.start = month_of(2027, month)
        self.money = chance.choice(tuple(USD)) if "currencies" in features else "USD"
        self.places = ("Ulsan", "Pohang") if "sites" in features else ("",)
        self.materials = self._materials()
        self.suppliers = self._suppliers()
        self.offers = [self._offer(i) for i in range(chance.randint(2, 6))]
        self.demand = self._demand()

    # Tables

    def _materials(self) -> list[Material]:
        rows: list[Material] = []
        for i in range(self.chance.randint(1, 3)):
            unit, price_per = "t", ""
            if "units" in self.features:
                unit, price_per = self.chance.choice(
                    (("t", ""), ("t", "kg"), ("kg", ""), ("kg", "t"), ("kg", "kg"))
                )
            rows.append(
                Material(
                    f"m{i}",
                    element=self.chance.choice(("Nd", "Dy")),
                    form=self.chance.choice(("oxide", "metal", "magnet")),
                    unit=unit,
                    price_per=price_per,
                    reo=self.chance.choice((1.0, 1.17, 0.3)),
                )
            )
        if self.has("returns") or self.has("arisings"):
            rows.append(Material("scrap", element="Nd", form="scrap", unit="kg"))
        self.materials = rows
        return [self._priced(row) for row in rows]

    def _priced(self, row: Material) -> Material:
        currency = self.currency()
        short = None if self.has("no_shortage", 0.7) else 150.0
        return Material(
            row.material,
            element=row.element,
            form=row.form,
            unit=row.unit,
            price_per=row.price_per,
            reo=row.reo,
            currency=currency,
            hold_cost=self.price(row.material, currency, 0.1, 2.0),
            shortage_cost=short and self.price(row.material, currency, short, 2 * short),
        )

    def _suppliers(self) -> list[Supplier]:
        return [
            Supplier(
                f"s{i}",
                country=self.chance.choice(COUNTRIES),
                group=self.chance.choice(("", "G1", "G2")),
                kind=self.chance.choice(("miner", "trader")),
                tags=self.chance.choice(((), ("union",))),
            )
            for i in range(self.chance.randint(2, 4))
        ]

    def _offer(self, i: int) -> Offer:
        bought = [row.material for row in self.materials]
        material = self.chance.choice(bought)
        currency = self.currency()
        late = self.has("validity", 0.3)
        least = self.quantity(material, 1, 20) if self.has("minima", 0.3) else 0.0
        return Offer(
            f"o{i}",
            self.chance.choice(self.suppliers).supplier,
            material,
            to=self.place(),
            price=self.price(material, currency, 20, 90),
            currency=currency,
            freight=self.price(material, currency, 0.5, 3) if self.chance.random() < 0.5 else 0,
            duty=self.chance.choice((0.0, 0.05, 1.45)),
            lead=self.lead(),
            min_per_period=least,
            max_per_period=self._most(material, least),
            min_total=self.quantity(material, 50, 150) if self.has("minima", 0.3) else None,
            max_total=self.quantity(material, 200, 600) if self.has("minima", 0.3) else None,
            from_=self.month() if late else None,
            until=self.month() + 2 * self.months if self.has("validity", 0.3) else None,
            license="q0" if self.has("licenses", 0.4) else "",
            qualify_from=self.month() if self.has("validity", 0.3) else None,
            contract_per_year=(wanted := self.quantity(material, 200, 900)),
            take_or_pay=self.chance.choice((0.5, 0.9, 1.0)) if self.has("contracts", 0.5) else None,
            moq=self.quantity(material, 20, 60) if self.has("lots", 0.4) else None,
            order_cost=self.number(100, 900) if self.has("lots", 0.4) else None,
            lot=self.quantity(material, 5, 20) if self.has("lots", 0.3) else None,
            price_floor=self.price(material, currency, 30, 60) if self.has("floors") else None,
            tags=self.chance.choice(((), ("green",))),
            attributes=(("grade", self.number(10, 30)), ("wanted", wanted)),
        )

    def _most(self, material: str, least: float) -> float | None:
        open_end = self.chance.random() < 0.2 and not {"lots", "falling", "spend"} & self.features
        return None if open_end else least + self.quantity(material, 80, 200)

    def _demand(self) -> list[Demand]:
        rows = []
        wanted = [row.material for row in self.materials if row.form != "scrap"]
        for material in wanted[: self.chance.randint(1, len(wanted))]:
            for place in self.places[: self.chance.randint(1, len(self.places))]:
                values = tuple(self.quantity(material, 20, 120) for _ in range(self.T))
                beyond = ()
                if self.chance.random() < 0.3:
                    beyond = (self.quantity(material, 20, 120), self.quantity(material, 20, 120))
                rows.append(Demand(material, place, values, beyond))
        return rows

    def _tiers(self) -> list[Tier]:
        rows = []
        for offer in self.offers:
            for feature, step in (("rising", 1.2), ("falling", 0.8)):
                if self.has(feature, 0.4) and not any(r.offer == offer.offer for r in rows):
                    begins = self.quantity(offer.material, 20, 50)
                    rows.append(Tier(offer.offer, begins, round(offer.price * step, 4)))
                    rows.append(Tier(offer.offer, 2 * begins, round(offer.price * step**2, 4)))
        return rows

    def _prices(self) -> list[PricePath]:
        return [
            PricePath(
                offer.offer,
                tuple(v and round(v * offer.price, 4) for v in self.series(0.7, 1.3, blank=0.2)),
            )
            for offer in self.offers
            if self.has("paths", 0.4)
        ]

    def _capacity(self) -> list[Capacity]:
        rows = []
        for supplier in self.suppliers:
            mine = {o.material for o in self.offers if o.supplier == supplier.supplier}
            if not mine or not self.has("capacity", 0.7):
                continue
            one = self.chance.choice(sorted(mine)) if self.chance.random() < 0.5 else ""
            unit = self.chance.choice(("kg", "t"))
            values = self.series(40, 200, blank=0.2)
            size = KILOGRAMS[unit]
            rows.append(
                Capacity(supplier.supplier, one, tuple(v and v / size for v in values), unit)
            )
        return rows

    def _stockpiles(self) -> list[Stockpile]:
        rows = []
        for i, row in enumerate(self.materials):
            if self.has("stock", 0.8):
                rows.append(self._stockpile(f"k{i}", row.material, "company"))
            if self.has("government", 0.4):
                rows.append(self._stockpile(f"g{i}", row.material, "government"))
        return rows

    def _stockpile(self, name: str, material: str, owner: str) -> Stockpile:
        currency = self.currency()
        company = owner == "company"
        target = self.chance.choice((0.5, 1.0, 1.5, 2.2))
        opening = self.quantity(material, 0, 150)
        return Stockpile(
            name,
            material,
            self.place(),
            owner,  # type: ignore[arg-type]
            opening=opening,
            capacity=opening + self.quantity(material, 50, 300) if self.has("stock", 0.3) else None,
            closing_min=self.quantity(material, 0, 60)
            if company and self.has("stock", 0.3)
            else None,
            cover_target=target if company and self.has("cover", 0.7) else None,
            cover_cost=self.price(material, currency, 1, 12),
            cover_min=0.5 * target if company and self.has("cover", 0.2) else None,
            release_max=self.quantity(material, 20, 80) if self.chance.random() < 0.3 else None,
            release_price=0.0 if company else self.price(material, currency, 5, 60),
            end_value=self.price(material, currency, 2, 15) if self.has("stock", 0.4) else 0.0,
            currency=currency,
        )

    def _processes(self) -> tuple[list[Process], list[Recipe]]:
        processes: list[Process] = []
        recipes: list[Recipe] = []
        if len(self.materials) < 2 or "processes" not in self.features:
            return processes, recipes
        for i in range(self.chance.randint(1, 2)):
            used, made = self.chance.sample([row.material for row in self.materials], 2)
            if self.row(made).form == "scrap":
                used, made = made, used
            fixed = self.chance.random() < 0.3
            name, currency = f"p{i}", self.currency()
            processes.append(
                Process(
                    name,
                    location=self.place(),
                    cost=round(self.number(1, 5) / USD[currency or self.money], 2),
                    currency=currency,
                    max_per_period=None if fixed else self.number(20, 150),
                    lead=self.lead(),
                    values=self.series(0, 150) if fixed else (None,) * self.T,
                )
            )
            recipes.append(Recipe(name, used, -self.quantity(used, 1, 1.5)))
            recipes.append(Recipe(name, made, self.quantity(made, 0.7, 1)))
        return processes, recipes

    def _scrap(self) -> tuple[list[Return], list[Arising]]:
        if self.materials[-1].material != "scrap":
            return [], []
        of = self.chance.choice(self.materials[:-1])
        rate = self.number(0.05, 0.2) * KILOGRAMS[of.unit]
        back = [Return("scrap", of.material, rate, self.lead("returns"), self.place())]
        free = [Arising("scrap", self.place(), self.series(0, 30, blank=0.2))]
        return back if self.has("returns") else [], free if self.has("arisings") else []

    def _routes(self) -> list[Route]:
        if len(self.places) == 1:
            return []
        return [
            self._route(*pair)
            for pair in (self.places, self.places[::-1])
            if self.chance.random() < 0.7
        ]

    def _route(self, origin: str, goal: str) -> Route:
        every = [row.material for row in self.materials]
        one = self.chance.choice(every) if self.chance.random() < 0.5 else ""
        unit = self.chance.choice(("kg", "t"))
        bounded = self.chance.random() < 0.5
        return Route(
            origin,
            goal,
            one,
            cost=self.price(one or every[0], "", 0.5, 3),
            lead=self.lead(),
            min_per_period=5 / KILOGRAMS[unit] if self.chance.random() < 0.1 else 0.0,
            max_per_period=self.number(20, 90) / KILOGRAMS[unit] if bounded else None,
            unit=unit,
        )

    def _open_orders(self) -> list[OpenOrder]:
        return [
            OpenOrder(offer.offer, self.month(), self.quantity(offer.material, 5, 60))
            for offer in self.offers
            if self.has("open_orders", 0.3)
        ]

    def _origins(self) -> list[Origin]:
        rows = []
        for supplier in self.suppliers:
            for stage in ("mined", "separated", "metal"):
                if self.has("origins", 0.5):
                    one = self.chance.choice(("", self.materials[0].material))
                    share = self.chance.choice((0.25, 0.6, 1.0))
                    first, second = self.chance.sample(COUNTRIES, 2)
                    rows.append(Origin(supplier.supplier, one, stage, first, share))
                    if share < 1:
                        rows.append(Origin(supplier.supplier, one, stage, second, 1 - share))
        return rows

    def _licenses(self) -> list[License]:
        if "licenses" not in self.features:
            return []
        grant = self.chance.choice((None, 0.6, 0.9))
        days = self.chance.choice((None, 0.0, 20.0, 45.0, 70.0))
        named = License("q0", "CN", grant, days, until=self.month() + self.months)
        content = License(
            "q1", "CN", 0.8, self.number(1, 40), elements=("Nd",),
            content_country=self.chance.choice(COUNTRIES), content_min=0.25,
        )  # fmt: skip
        return [named, content] if self.chance.random() < 0.5 else [named]

    def _fx(self) -> list[ExchangeRate]:
        if "currencies" not in self.features:
            return []
        return [
            ExchangeRate(
                name,
                tuple(float(f"{self.number(0.9, 1.1) * size:.4g}") for _ in range(self.T)),
            )
            for name, value in USD.items()
            if name != self.money and (size := value / USD[self.money])
        ]

    def case(self) -> Case:
        """The tables together."""
        stockpiles = self._stockpiles()
        processes, recipes = self._processes()
        returns, arisings = self._scrap()
        rate = self.chance.choice((0.05, 0.12)) if self.has("discount") else 0.0
        return Case(
            Settings(self.start, self.T, self.kind, self.money, rate),  # type: ignore[arg-type]
            materials=tuple(self.materials),
            suppliers=tuple(self.suppliers),
            offers=tuple(self.offers),
            tiers=tuple(self._tiers()),
            prices=tuple(self._prices()),
            capacity=tuple(self._capacity()),
            demand=tuple(self.demand),
            stockpiles=tuple(stockpiles),
            processes=tuple(processes),
            recipes=tuple(recipes),
            returns=tuple(returns),
            arisings=tuple(arisings),
            routes=tuple(self._routes()),
            origins=tuple(self._origins()),
            licenses=tuple(self._licenses()),
            limits=tuple(self.limits(bool(stockpiles))),
            open_orders=tuple(self._open_orders()),
            fx=tuple(self._fx()),
            locations=self.places,
        )
