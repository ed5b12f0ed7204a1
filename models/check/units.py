"""Units, currencies and discounting, as the contract defines them."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from models.case import Case, Material, Series
from models.selector import folded

Array = np.ndarray

_KILOGRAMS = {"kg": 1.0, "t": 1000.0}


def convert(unit: str, into: str) -> float:
    """How many ``into`` one ``unit`` is. Raises ValueError unless they are equal or both masses."""
    if folded(unit) == folded(into):
        return 1.0
    try:
        return _KILOGRAMS[folded(unit)] / _KILOGRAMS[folded(into)]
    except KeyError:
        raise ValueError(f"{unit} cannot be converted to {into}") from None


def common_unit(asked: str, units: Iterable[str]) -> str:
    """The unit asked for, else the one they share, else tonnes."""
    different = sorted(set(units))
    if asked:
        return asked
    return different[0] if len(different) == 1 else "t"


def priced_units(material: Material) -> float:
    """How many ``price_per`` one unit of the material holds."""
    return convert(material.unit, material.price_per or material.unit)


def filled(values: Series, periods: int, blank: float = 0.0) -> Array:
    """A series as an array of shape (periods,); blanks become ``blank``."""
    row = np.full(periods, blank)
    for t, value in enumerate(values[:periods]):
        if value is not None:
            row[t] = value
    return row


@dataclass(frozen=True)
class Money:
    """What money is worth: ``rates`` by folded currency and ``discount``, shapes (periods,)."""

    own: str
    rates: dict[str, Array]
    discount: Array

    def rate(self, currency: str) -> Array:
        """Value of one unit in the plan's currency, shape (periods,); blank is that currency.

        Raises ValueError for a currency without a rate.
        """
        if not currency or folded(currency) == folded(self.own):
            return np.ones(len(self.discount))
        if folded(currency) not in self.rates:
            raise ValueError(f"no exchange rate for {currency}")
        return self.rates[folded(currency)]

    def now(self, costs: Array) -> float:
        """The sum of costs, shape (..., periods), discounted to the start of the plan."""
        return float((costs * self.discount).sum())


def money_of(case: Case) -> Money:
    """Rates (nan where blank) and discount factors of a case."""
    periods, settings = case.settings.periods, case.settings
    years = np.arange(periods) * case.calendar.months / 12.0
    rates = {folded(row.currency): filled(row.values, periods, np.nan) for row in case.fx}
    return Money(settings.currency, rates, (1.0 + settings.discount_rate) ** -years)


def times(quantities: Array, prices: Array | float) -> Array:
    """Multiply; nothing costs nothing, even where the price or rate is blank (nan)."""
    return np.where(quantities == 0, 0.0, quantities * prices)
