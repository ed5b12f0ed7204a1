"""Every limit in every window: shares, amounts, averages, stock and concentration."""

import numpy as np

from models.calendar import Window
from models.case import Limit
from models.check.amounts import amounts_of, factors, marks_of
from models.check.books import OWN_SHARE, Books
from models.check.hhi import hhi_values
from models.check.lanes import Lanes
from models.check.limit_value import NOTHING, LimitValue
from models.check.units import Array
from models.selector import STOCK_FIELDS, parse


def limit_values(books: Books) -> tuple[LimitValue, ...]:
    """Every limit in every window, in the order of the case.

    Raises ValueError for units that cannot be added and attributes that lack.
    """
    lanes = Lanes(books.case)
    return tuple(value for limit in books.case.limits for value in _values(books, lanes, limit))


def _values(books: Books, lanes: Lanes, limit: Limit) -> list[LimitValue]:
    calendar = books.case.calendar
    inside = calendar.overlap(limit.from_, limit.until)
    if limit.measure == "stock":
        return _stock(books, limit, calendar.windows("period", inside))
    windows = calendar.windows(limit.window, inside)
    if limit.measure == "hhi":
        return hhi_values(books, lanes, limit, windows)
    return _ratio(books, lanes, limit, windows)


def _ratio(books: Books, lanes: Lanes, limit: Limit, windows: list[Window]) -> list[LimitValue]:
    """Share: of over among. Average: attribute x of over of. Amount: of alone."""
    of, among = lanes.share(limit), lanes.share(limit, of=False)
    chosen = among if limit.measure == "share" else of
    amounts, usual = amounts_of(books, limit, chosen > 0)
    top = of * marks_of(books, limit, of > 0) if limit.measure == "average" else of
    sums = np.array([top @ amounts, chosen @ amounts, np.abs(top) @ np.abs(amounts)])
    return [
        _in_window(limit, window, sums[:, list(window.periods)].sum(axis=1), usual)
        for window in windows
    ]


def _in_window(limit: Limit, window: Window, sums: Array, usual: float) -> LimitValue:
    top, bottom, size = (float(x) for x in sums)
    amount = limit.measure == "amount"
    allowed = limit.value if amount else limit.value * bottom
    weight = limit.value if limit.measure == "average" else 1.0
    floor = abs(weight) * max(OWN_SHARE * usual, 0.0 if amount else abs(bottom))
    value = top if amount else None
    if not amount and bottom > NOTHING * usual:
        value = top / bottom
    return LimitValue(
        limit=limit,
        window=window,
        numerator=top,
        denominator=None if amount else bottom,
        value=value,
        allowed=allowed,
        scale=max(size, abs(allowed), floor),
    )


def _stock(books: Books, limit: Limit, windows: list[Window]) -> list[LimitValue]:
    """What the chosen stockpiles hold at the end of each period."""
    piles = books.case.stockpiles
    selector = parse(limit.of, STOCK_FIELDS).both(parse(limit.among, STOCK_FIELDS))
    chosen = [selector.holds(_texts(books, k)) for k in range(len(piles))]
    factor = factors(
        books, limit, {p.material for p, yes in zip(piles, chosen, strict=True) if yes}
    )
    row = np.array(
        [factor[p.material] * yes if yes else 0.0 for p, yes in zip(piles, chosen, strict=True)]
    )
    held, size = row @ books.stock, row @ np.abs(books.stock)
    floor = sum(factor[m] * books.floors[m] for m in factor)
    return [
        LimitValue(
            limit=limit,
            window=window,
            numerator=float(held[window.periods[0]]),
            denominator=None,
            value=float(held[window.periods[0]]),
            allowed=limit.value,
            scale=max(float(size[window.periods[0]]), abs(limit.value), floor),
        )
        for window in windows
    ]


def _texts(books: Books, k: int) -> dict[str, tuple[str, ...]]:
    """What each field of a stock selector sees of a stockpile."""
    pile = books.case.stockpiles[k]
    material = books.case.material[pile.material]
    return {
        "stockpile": (pile.stockpile,),
        "material": (pile.material,),
        "element": (material.element,),
        "form": (material.form,),
        "location": (pile.location,),
        "owner": (pile.owner,),
    }
