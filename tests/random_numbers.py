"""Numbers of a random case: drawn in USD and kg, then restated in what the row is told in."""

import random

from models.case import Material, Series

USD = {"USD": 1.0, "KRW": 0.0007, "EUR": 1.1, "CNY": 0.14}
KILOGRAMS = {"kg": 1.0, "t": 1000.0}


class Numbers:
    """Draws that depend on the features, the money, the periods and the materials of the case."""

    chance: random.Random
    features: frozenset[str]
    money: str
    places: tuple[str, ...]
    start: int
    months: int
    T: int
    materials: list[Material]

    def has(self, feature: str, chance: float = 1.0) -> bool:
        return feature in self.features and self.chance.random() < chance

    def number(self, low: float, high: float) -> float:
        return float(f"{self.chance.uniform(low, high):.3g}")

    def currency(self) -> str:
        return self.chance.choice(("", *USD)) if "currencies" in self.features else ""

    def month(self) -> int:
        return self.start + self.chance.randrange(self.T * self.months)

    def place(self) -> str:
        return self.chance.choice(self.places)

    def lead(self, feature: str = "leads") -> float:
        return self.chance.choice((0.0, 0.5, 1.0, 1.3)) if self.has(feature, 0.6) else 0.0

    def series(self, low: float, high: float, blank: float = 0.0) -> Series:
        return tuple(
            None if self.chance.random() < blank else self.number(low, high) for _ in range(self.T)
        )

    def quantity(self, material: str, low: float, high: float) -> float:
        unit = self.row(material).unit
        return float(f"{self.number(low, high) / KILOGRAMS[unit]:.3g}")

    def price(self, material: str, currency: str, low: float, high: float) -> float:
        row = self.row(material)
        size = KILOGRAMS[row.price_per or row.unit] / USD[currency or self.money]
        return float(f"{self.number(low, high) * size:.3g}")

    def row(self, material: str) -> Material:
        return next(row for row in self.materials if row.material == material)
