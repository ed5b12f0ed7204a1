"""Limits on shares, amounts, averages and stock, in their windows, hard or soft.

Every limit becomes rows ``sum of coefficient x amount <= right`` (max) or ``>=`` (min); a soft one
may go beyond by ``over``, at its penalty.
"""

from dataclasses import dataclass
from functools import cache
from itertools import groupby

import numpy as np

from models.allocation.stockpile import Stock
from models.calendar import Window
from models.case import Limit
from models.program import Array, Block, Program
from models.terms.counted import Counted, counted, stock_counted
from models.terms.facts import Facts, numbered
from models.terms.origin import Origins
from models.terms.taken import Taken


@dataclass(frozen=True)
class OrderColumns:
    """The blocks in which amounts are ordered: whole orders, and price steps of tiered offers.

    ``taken`` are open orders that count, and the columns that hold what was ordered.
    """

    order: Block
    tier: Block
    taken: Taken
    open: Block


@dataclass(frozen=True)
class LimitWindow:
    """A limit in one window, and where it stands in the program.

    ``row`` is the index of its row, ``over`` of its soft column (-1: hard); a limit on hhi has
    ``cones`` instead of a row.
    """

    limit: int
    window: Window
    row: int = -1
    over: int = -1
    cones: tuple[str, ...] = ()


def limit_windows(facts: Facts) -> list[list[Window]]:
    """The windows of every limit; ``stock`` is tested in every period whatever its window."""
    calendar = facts.calendar

    @cache
    def windows(window: str, first: int | None, last: int | None) -> list[Window]:
        return calendar.windows(window, first, last)

    return [
        windows("period" if row.measure == "stock" else row.window, row.from_, row.until)
        for row in facts.case.limits
    ]


def add_limits(
    program: Program, facts: Facts, bought: OrderColumns, stock: Stock
) -> list[LimitWindow]:
    """Rows for every limit but hhi, and the soft columns of all of them.

    share: sum (f - value g) x, right 0 (f: what counts of ``of`` within ``among``, g: of
    ``among``); average: sum f (attribute - value) x, right 0; amount: sum f x, right value;
    stock: sum of what the stockpiles hold, right value. The dual of the row is money per unit of
    the numerator.
    """
    limits, calendar = facts.case.limits, facts.calendar
    windows = limit_windows(facts)
    names = numbered([limit.limit for limit in limits])
    labels = list(dict.fromkeys(w.label for own in windows for w in own))
    axes = (("limit", names), ("window", labels))
    there = np.zeros((len(names), len(labels)), dtype=bool)
    for i, own in enumerate(windows):
        there[i, [labels.index(w.label) for w in own]] = True
    soft = there & np.array([limit.kind == "soft" for limit in limits], dtype=bool)[:, None]
    over = program.add_columns("over", axes, where=soft).at
    linear = there & np.array([limit.measure != "hhi" for limit in limits], dtype=bool)[:, None]
    values = np.array([limit.value for limit in limits])[:, None] * np.ones(there.shape)
    for i, own in enumerate(windows):
        for window in own:
            year = calendar.year(window.periods[-1])
            values[i, labels.index(window.label)] = limits[i].in_year(year).value
    rows = _add_bounds(program, limits, axes, linear, values)
    found = []
    origins = Origins(facts.case)
    for i, limit in enumerate(limits):
        for window in windows[i]:
            j = labels.index(window.label)
            found.append(LimitWindow(i, window, int(rows[i, j]), int(over[i, j])))
            _price_excess(program, facts, limit, found[-1])
        if limit.measure == "stock":
            _add_stock_terms(program, facts, limit, stock, found[len(found) - len(windows[i]) :])
        elif limit.measure != "hhi":
            last = found[len(found) - len(windows[i]) :]
            for year, same in groupby(last, lambda at: calendar.year(at.window.periods[-1])):
                _add_limit(program, facts, bought, origins, (limit.in_year(year), list(same)))
    return found


def _add_limit(
    program: Program,
    facts: Facts,
    bought: OrderColumns,
    origins: Origins,
    of: tuple[Limit, list[LimitWindow]],
) -> None:
    """What a limit counts, with the value of its year, in windows of that year."""
    limit, windows = of
    what = counted(facts, origins, bought.taken, limit)
    _add_amount_terms(program, facts, bought, what, windows)
    _add_taken_terms(program, bought, what, windows)
    if limit.measure == "amount" and limit.kind == "hard" and limit.sense == "max":
        _make_room(program, bought.taken, what, limit, windows)


def _add_bounds(
    program: Program, limits: tuple[Limit, ...], axes: tuple, where: Array, values: Array
) -> Array:
    """A row for each limit and window; ``values`` (limits, windows) are their bounds."""
    absolute = np.array([limit.measure in ("amount", "stock") for limit in limits], dtype=bool)
    right = values * absolute[:, None]
    at_most = np.array([limit.sense == "max" for limit in limits], dtype=bool).reshape(-1, 1)
    return program.add_rows(
        "limit",
        axes,
        np.where(at_most, -np.inf, right),
        np.where(at_most, right, np.inf),
        where=where,
    ).at


def _price_excess(program: Program, facts: Facts, limit: Limit, at: LimitWindow) -> None:
    """A soft limit's excess is paid in the last period of its window."""
    if at.over < 0:
        return
    sign = -1.0 if limit.sense == "max" else 1.0
    program.add_terms(np.array([at.row]), np.array([at.over]), sign)
    last = at.window.periods[-1]
    penalty = (limit.penalty or 0.0) * facts.rate(limit.currency)[last] * facts.discount[last]
    program.add_money("penalty", np.array([at.over]), penalty)


def _add_amount_terms(
    program: Program, facts: Facts, bought: OrderColumns, own: Counted, windows: list[LimitWindow]
) -> None:
    rows = np.array([at.row for at in windows for _ in at.window.periods], dtype=int)
    periods = np.array([t for at in windows for t in at.window.periods], dtype=int)
    pieces = (
        (bought.order, own.coefficient, own.amount.of_order),
        (bought.tier, own.coefficient[facts.steps.offer], own.amount.of_step),
    )
    for block, coefficient, amount in pieces:
        places = np.flatnonzero(coefficient)
        grid = np.ix_(places, periods)
        program.add_terms(rows, block.at[grid], coefficient[places, None] * amount[grid])


def _add_taken_terms(
    program: Program, bought: OrderColumns, own: Counted, windows: list[LimitWindow]
) -> None:
    """Open orders count in the windows in which they were ordered."""
    coefficient = own.coefficient[bought.taken.offer] * own.taken
    for at in windows:
        inside = np.flatnonzero(bought.taken.within(at.window))
        program.add_terms(np.array([at.row]), bought.open.at[inside], coefficient[inside])


def _make_room(
    program: Program, taken: Taken, own: Counted, limit: Limit, windows: list[LimitWindow]
) -> None:
    """A hard maximum that open orders alone break holds at what they come to."""
    amounts = own.coefficient[taken.offer] * own.taken * taken.quantity
    for at in windows:
        alone = float(amounts[taken.within(at.window)].sum())
        program.shift_rows(np.array([at.row]), max(0.0, alone - limit.value))


def _add_stock_terms(
    program: Program, facts: Facts, limit: Limit, stock: Stock, windows: list[LimitWindow]
) -> None:
    for k, factor in stock_counted(facts.case, limit):
        for at in windows:
            held = stock.held.at[k, list(at.window.periods)]
            program.add_terms(np.array([at.row]), held, factor)
