"""Limits on shares, amounts, averages and stock, in their windows, hard or soft.

Every limit becomes rows ``sum of coefficient x amount <= right`` (max) or ``>=`` (min); a soft one
may go beyond by ``over``, at its penalty.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from models.allocation.facts import Facts, numbered
from models.allocation.origin import Origins
from models.allocation.stockpile import Stock
from models.calendar import Window
from models.case import Limit
from models.program import Array, Block, Program
from models.selector import STOCK_FIELDS, parse


@dataclass(frozen=True)
class Bought:
    """The blocks in which amounts are ordered: whole orders, and price steps of tiered offers."""

    order: Block
    tier: Block


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
        return calendar.windows(window, calendar.overlap(first, last))

    return [
        windows("period" if row.measure == "stock" else row.window, row.from_, row.until)
        for row in facts.case.limits
    ]


def add_limits(program: Program, facts: Facts, bought: Bought, stock: Stock) -> list[LimitWindow]:
    """Rows for every limit but hhi, and the soft columns of all of them.

    share: sum (f - value g) x, right 0 (f: what counts of ``of`` within ``among``, g: of
    ``among``); average: sum f (attribute - value) x, right 0; amount: sum f x, right value;
    stock: sum of what the stockpiles hold, right value. The dual of the row is money per unit of
    the numerator.
    """
    limits = facts.case.limits
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
    rows = _add_bounds(program, limits, axes, linear)
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
            _add_amount_terms(program, facts, bought, _counted(facts, origins, limit), last)
    return found


def _add_bounds(program: Program, limits: tuple[Limit, ...], axes: tuple, where: Array) -> Array:
    right = np.array(
        [limit.value if limit.measure in ("amount", "stock") else 0.0 for limit in limits]
    ).reshape(-1, 1)
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


@dataclass(frozen=True)
class Counted:
    """What a limit counts of each offer.

    ``coefficient`` (O,): what one unit of amount adds to the limit's row; ``of_order`` (O, T) and
    ``of_step`` (S, T): how much amount one ordered unit is.
    """

    coefficient: Array
    of_order: Array
    of_step: Array


def _counted(facts: Facts, origins: Origins, limit: Limit) -> Counted:
    among = parse(limit.among)
    inside = origins.lane(parse(limit.of).both(among), limit.stage, limit.sense)
    if limit.measure == "share":
        base = origins.lane(among, limit.stage, limit.sense)
        return Counted(inside - limit.value * base, *amount_weights(facts, limit, base))
    if limit.measure == "amount":
        return Counted(inside, *amount_weights(facts, limit, inside))
    attribute = [dict(o.attributes).get(limit.attribute, 0.0) for o in facts.case.offers]
    marks = inside * (np.array(attribute) - limit.value)
    return Counted(marks, *amount_weights(facts, limit, inside))


def amount_weights(facts: Facts, limit: Limit, chosen: Array) -> tuple[Array, Array]:
    """What an ordered unit amounts to: (O, T) for whole orders, (S, T) for price steps.

    quantity and reo in the limit's unit (else the one that the chosen offers' materials share, else
    t); spend is the landed cost, undiscounted, which for tiered offers depends on the step.
    """
    steps = facts.steps
    if limit.weight == "spend":
        whole = facts.landed.copy()
        whole[steps.offer] = 0.0
        return whole, steps.landed
    units = np.zeros(len(chosen))
    materials = {facts.material_of[o] for o in np.flatnonzero(chosen)}
    unit = limit.unit or facts.common_unit(sorted(materials))
    for o in np.flatnonzero(chosen):
        material = facts.case.material[facts.material_of[o]]
        units[o] = facts.in_unit(material.material, unit)
        units[o] *= material.reo if limit.weight == "reo" else 1.0
    return np.broadcast_to(units[:, None], (len(units), facts.T)), np.zeros(
        (len(steps.offer), facts.T)
    )


def _add_amount_terms(
    program: Program, facts: Facts, bought: Bought, counted: Counted, windows: list[LimitWindow]
) -> None:
    rows = np.array([at.row for at in windows for _ in at.window.periods], dtype=int)
    periods = np.array([t for at in windows for t in at.window.periods], dtype=int)
    by_step = counted.coefficient[facts.steps.offer]
    pieces = (
        (bought.order, counted.coefficient, counted.of_order),
        (bought.tier, by_step, counted.of_step),
    )
    for block, coefficient, amount in pieces:
        places = np.flatnonzero(coefficient)
        grid = np.ix_(places, periods)
        program.add_terms(rows, block.at[grid], coefficient[places, None] * amount[grid])


def _add_stock_terms(
    program: Program, facts: Facts, limit: Limit, stock: Stock, windows: list[LimitWindow]
) -> None:
    piles = stock_selected(facts, limit)
    materials = [facts.case.stockpiles[k].material for k in piles]
    unit = limit.unit or facts.common_unit(materials)
    for k, name in zip(piles, materials, strict=True):
        factor = facts.in_unit(name, unit)
        if limit.weight == "reo":
            factor *= facts.case.material[name].reo
        for at in windows:
            held = stock.held.at[k, list(at.window.periods)]
            program.add_terms(np.array([at.row]), held, factor)


def stock_selected(facts: Facts, limit: Limit) -> list[int]:
    """Places of the stockpiles a stock limit looks at."""
    selector = parse(limit.of, STOCK_FIELDS)
    chosen = []
    for k, pile in enumerate(facts.case.stockpiles):
        material = facts.case.material[pile.material]
        texts = {
            "stockpile": (pile.stockpile,),
            "material": (pile.material,),
            "element": (material.element,),
            "form": (material.form,),
            "location": (pile.location,),
            "owner": (pile.owner,),
        }
        if selector.holds(texts):
            chosen.append(k)
    return chosen
