"""Every limit in every window: shares, amounts, averages, stock and concentration."""

import math

import numpy as np

from models.calendar import Window
from models.case import Content, Limit, Material, Stockpile
from models.check.amounts import Tally, marks_of, tally_of
from models.check.books import OWN_SHARE, Books
from models.check.hhi import hhi_tallies, hhi_values
from models.check.lanes import Lanes, insides, lanes_of
from models.check.limit_value import NOTHING, LimitValue
from models.check.memo import memo
from models.check.windows import windows_of
from models.selector import STOCK_FIELDS, parse


def limit_values(books: Books) -> tuple[LimitValue, ...]:
    """Every limit in every window, in the order of the case.

    Raises ValueError for units that cannot be added and attributes that lack.
    """
    case = books.case
    if not case.limits:
        return ()
    lanes = lanes_of(case.offers, case.suppliers, case.materials, case.contents, case.origins)
    counted = _tallies(case.limits, lanes, case.materials)
    stocked = _stock_tallies(case.limits, case.stockpiles, case.materials, case.contents)
    found: list[LimitValue] = []
    for limit, tallies, stock in zip(case.limits, counted, stocked, strict=True):
        found += _stock(books, limit, stock) if stock else _ordered(books, limit, tallies)
    return tuple(found)


@memo
def _tallies(
    limits: tuple[Limit, ...], lanes: Lanes, materials: tuple[Material, ...]
) -> tuple[tuple[Tally, ...], ...]:
    """How each limit counts orders; those of stock do not."""
    return tuple(
        ()
        if limit.measure == "stock"
        else hhi_tallies(limit, lanes, materials)
        if limit.measure == "hhi"
        else (_ratio_tally(limit, lanes, materials),)
        for limit in limits
    )


def _ratio_tally(limit: Limit, lanes: Lanes, materials: tuple[Material, ...]) -> Tally:
    """Share: of over among. Average: attribute x of over of. Amount: of alone."""
    of, among = lanes.share(limit), lanes.share(limit, of=False)
    chosen = among if limit.measure == "share" else of
    top = of * marks_of(limit, of > 0, lanes) if limit.measure == "average" else of
    oxide = lanes.oxide_below(limit)
    return tally_of(limit, chosen > 0, np.array([top, chosen]), lanes.goods, materials, oxide)


def _ordered(books: Books, limit: Limit, tallies: tuple[Tally, ...]) -> list[LimitValue]:
    windows = windows_of(books.case.calendar, limit.window, limit.from_, limit.until)
    if limit.measure == "hhi":
        return hhi_values(books, limit, tallies, windows)
    (tally,) = tallies
    amounts, usual = tally.amounts(books), tally.usual(books)
    size = np.abs(tally.sums[:1]) @ np.abs(amounts)
    alone = tally.sums[:1] @ tally.open_only(books)
    sums = windows.sums(np.vstack([tally.sums @ amounts, size, alone]))
    calendar = books.case.calendar
    return [
        _in_window(limit.in_year(calendar.year(window.periods[-1])), window, each, usual)
        for window, each in zip(windows.every, sums, strict=True)
    ]


def _in_window(limit: Limit, window: Window, sums: list[float], usual: float) -> LimitValue:
    top, bottom, size, alone = sums
    amount = limit.measure == "amount"
    allowed = limit.value if amount else limit.value * bottom
    if amount and limit.kind == "hard" and limit.sense == "max":
        # What was ordered before cannot be undone: nothing may be added to it.
        allowed = max(allowed, alone)
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


@memo
def _stock_tallies(
    limits: tuple[Limit, ...],
    stockpiles: tuple[Stockpile, ...],
    materials: tuple[Material, ...],
    contents: tuple[Content, ...],
) -> tuple[Tally | None, ...]:
    """How each limit of stock counts what is held; None for the others."""
    inside = insides(materials, contents)
    oxide = {material: math.fsum(own.values()) for material, own in inside.items()}
    return tuple(
        _stock_tally(limit, stockpiles, materials, oxide) if limit.measure == "stock" else None
        for limit in limits
    )


def _stock_tally(
    limit: Limit,
    stockpiles: tuple[Stockpile, ...],
    materials: tuple[Material, ...],
    oxide: dict[str, float],
) -> Tally:
    """The chosen stockpiles, one row."""
    made = {row.material: row for row in materials}
    selector = parse(limit.of, STOCK_FIELDS).both(parse(limit.among, STOCK_FIELDS))
    inside = [selector.holds(_texts(row, made[row.material])) for row in stockpiles]
    goods = [row.material for row in stockpiles]
    chosen = np.array([inside], dtype=bool)
    each = oxide if limit.weight == "reo" else dict.fromkeys(oxide, 1.0)
    counted = chosen * np.array([each[material] for material in goods])
    return tally_of(limit, chosen[0], counted, goods, materials, each)


def _stock(books: Books, limit: Limit, tally: Tally) -> list[LimitValue]:
    """What the chosen stockpiles hold at the end of each period."""
    windows = windows_of(books.case.calendar, "period", limit.from_, limit.until)
    held, size = (tally.sums @ books.stock)[0], (tally.sums @ np.abs(books.stock))[0]
    floor = float(tally.units @ books.floors)
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
        for window in windows.every
    ]


def _texts(pile: Stockpile, material: Material) -> dict[str, tuple[str, ...]]:
    """What each field of a stock selector sees of a stockpile."""
    return {
        "stockpile": (pile.stockpile,),
        "material": (pile.material,),
        "element": (material.element,),
        "form": (material.form,),
        "location": (pile.location,),
        "owner": (pile.owner,),
    }
