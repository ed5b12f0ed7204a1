"""Units, currencies and discounting, as the contract defines them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from models.calendar import Calendar
from models.case import ExchangeRate, Material, Series, Settings
from models.check.memo import memo
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


@memo
def priced_units(materials: tuple[Material, ...]) -> Array:
    """How many ``price_per`` one unit of each material holds, shape (materials,)."""
    return np.array([convert(row.unit, row.price_per or row.unit) for row in materials])


def filled(values: Series, periods: int, blank: float = 0.0) -> Array:
    """A series as an array of shape (periods,); blanks become ``blank``."""
    row = [blank if value is None else value for value in values[:periods]]
    return np.array(row + [blank] * (periods - len(row)), dtype=float)


def column(values: Iterable[float | None], blank: float = 0.0) -> Array:
    """One value per row of a table, shape (rows, 1); blanks become ``blank``."""
    row = [blank if value is None else value for value in values]
    return np.array(row, dtype=float).reshape(-1, 1)


def places(values: Iterable[int]) -> Array:
    """Places of rows in another table, shape (rows,)."""
    return np.fromiter(values, dtype=int)


def gathered(rows: Array, at: Array, count: int) -> Array:
    """Rows (rows, periods) added up by the place ``at`` (rows,) of each: (count, periods)."""
    periods = rows.shape[1]
    flat = at[:, None] * periods + np.arange(periods)
    sums = np.bincount(flat.ravel(), rows.ravel(), count * periods)
    return sums.reshape(count, periods)


@dataclass(frozen=True, eq=False)
class MoneyWorth:
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

    def rates_of(self, currencies: Sequence[str]) -> Array:
        """The rate of each row's currency, shape (rows, periods)."""
        rate = {currency: self.rate(currency) for currency in dict.fromkeys(currencies)}
        rows = np.array([rate[currency] for currency in currencies])
        return rows.reshape(len(currencies), len(self.discount))

    def now(self, costs: Array) -> float:
        """The sum of costs, shape (..., periods), discounted to the start of the plan."""
        return float((costs * self.discount).sum())


@memo
def money_of(settings: Settings, calendar: Calendar, fx: tuple[ExchangeRate, ...]) -> MoneyWorth:
    """Rates (nan where blank) and discount factors of a case."""
    years = np.arange(calendar.periods) * calendar.months / 12.0
    rates = {folded(row.currency): filled(row.values, calendar.periods, np.nan) for row in fx}
    return MoneyWorth(settings.currency, rates, (1.0 + settings.discount_rate) ** -years)


def times(quantities: Array, prices: Array | float) -> Array:
    """Multiply; nothing costs nothing, even where the price or rate is blank (nan)."""
    return np.where(quantities == 0, 0.0, quantities * prices)
