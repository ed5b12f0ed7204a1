"""Orders: when, how much at least and at most, at which price, and what contracts cost anyway."""

import numpy as np

from models.program import INFINITY, Array, Block, Program
from models.terms.capacity import capacities, factors_of
from models.terms.facts import Facts
from models.terms.taken import Taken


def add_orders(program: Program, facts: Facts) -> Block:
    """How much of each offer is ordered in each period it can be ordered in.

    order[o,t], between min_per_period and max_per_period, in the material's unit. Its reduced cost
    is the price cut (discounted, per unit) at which an idle offer enters.
    """
    offers = facts.case.offers
    least = np.array([o.min_per_period for o in offers]).reshape(-1, 1)
    most = [INFINITY if o.max_per_period is None else o.max_per_period for o in offers]
    return program.add_columns(
        "order",
        (facts.offers, facts.periods),
        lower=least,
        upper=np.array(most, dtype=float).reshape(-1, 1),
        where=facts.orderable,
    )


def add_price_steps(program: Program, facts: Facts, order: Block) -> Block:
    """The units of an order that fall into each price step of its offer.

    sum_i tier[o,i,t] = order[o,t]; 0 <= tier <= width of the step. Rising steps fill in order
    because cheap units come first; others need ``add_steps_in_order``.
    """
    steps = facts.steps
    axis = ("step", steps.label)
    orderable = facts.orderable[steps.offer]
    tier = program.add_columns(
        "tier", (axis, facts.periods), upper=steps.width.reshape(-1, 1), where=orderable
    )
    if len(steps.offer):
        tiered = np.zeros(len(facts.case.offers), dtype=bool)
        tiered[steps.offer] = True
        link = program.add_rows(
            "order_by_tier",
            (facts.offers, facts.periods),
            0.0,
            0.0,
            where=facts.orderable & tiered[:, None],
        )
        program.add_terms(link.at, order.at, 1.0)
        program.add_terms(link.at[steps.offer], tier.at, -1.0)
    return tier


def add_purchase_cost(program: Program, facts: Facts, order: Block, tier: Block) -> None:
    """Price, duty and freight of what is ordered (and granted), discounted to when it is paid."""
    program.add_money("purchase", order.at, facts.purchase.of_order)
    program.add_money("purchase", tier.at, facts.purchase.of_step)


def add_taken(program: Program, taken: Taken) -> Block:
    """What was ordered before and is looked back at: columns that hold it, and cost nothing.

    open[r] = quantity of the open order.
    """
    labels = [f"{i}" for i in taken.rows.tolist()]
    return program.add_columns("open", (("row", labels),), taken.quantity, taken.quantity)


def add_totals(program: Program, facts: Facts, order: Block, taken: Taken, open_: Block) -> None:
    """Since counts_from an offer is ordered at least min_total and at most max_total.

    A maximum that open orders alone break holds at what they come to.
    """
    offers = facts.case.offers
    least = np.array([o.min_total or 0.0 for o in offers])
    most = np.array([INFINITY if o.max_total is None else o.max_total for o in offers], dtype=float)
    bound = (least > 0) | np.isfinite(most)
    counted = np.where(taken.looked_at, taken.quantity, 0.0)
    most = np.maximum(most, np.bincount(taken.offer, counted, len(offers)))
    total = program.add_rows("order_total", (facts.offers,), least, most, where=bound)
    program.add_terms(total.at[:, None], order.at, 1.0)
    program.add_terms(total.at[taken.offer], open_.at, taken.looked_at.astype(float))


def add_capacity(program: Program, facts: Facts, order: Block) -> None:
    """A supplier's orders of a material (or of all together) stay within its capacity.

    sum_o order[o,t] <= capacity[s,m,t], in the row's unit. The dual is the money one more unit of
    capacity would save.
    """
    rows = capacities(facts.case)
    most = np.array([row.most for row in rows]).reshape(len(rows), facts.T)
    axes = (("capacity", [row.label for row in rows]), facts.periods)
    capacity = program.add_rows("capacity", axes, upper=most, where=np.isfinite(most))
    at, order_at = capacity.at, order.at
    for i, row in enumerate(rows):
        program.add_terms(at[i], order_at[row.places], row.factors.reshape(-1, 1))


def add_license_years(
    program: Program, facts: Facts, order: Block, taken: Taken, open_: Block
) -> None:
    """In a calendar year no more is ordered under a license than its max_per_year, in its unit.

    sum of order[o,t] under q in the year <= max_per_year[q], open orders of the year included; one
    that these alone break holds at what they come to.
    """
    case, calendar = facts.case, facts.calendar
    years = sorted({calendar.year(t) for t in range(facts.T)})
    capped = [i for i, row in enumerate(case.licenses) if row.max_per_year is not None]
    names = [case.licenses[i].license for i in capped]
    axes = (("license", names), ("year", [str(year) for year in years]))
    most = np.array([case.licenses[i].max_per_year for i in capped], dtype=float).reshape(-1, 1)
    under = facts.future.under
    there = np.full((len(capped), len(years)), under is not None)
    rows = program.add_rows("license_year", axes, upper=most, where=there).at
    if under is None:
        return
    year_of = np.array([calendar.year(t) for t in range(-calendar.before, facts.T)])
    for k, i in enumerate(capped):
        places = np.flatnonzero(under[i].any(axis=1)).tolist()
        factors = factors_of(case, places, case.licenses[i].unit)
        mine = under[i] * factors[:, None]
        own = mine[taken.offer, np.maximum(taken.period + calendar.before, 0)] * taken.looked_at
        for y, year in enumerate(years):
            now = mine * (year_of == year)
            program.add_terms(rows[[k], y], order.at, now[:, calendar.before :])
            gone = own * _in_year(facts, taken, year)
            program.add_terms(rows[[k], y], open_.at, gone)
            program.shift_rows(
                rows[[k], y], max(0.0, float(gone @ taken.quantity) - float(most[k, 0]))
            )


def add_take_or_pay(
    program: Program, facts: Facts, order: Block, taken: Taken, open_: Block
) -> None:
    """What is not taken of the contracted part of a calendar year is paid for all the same.

    unmet[o,y] >= take_or_pay x contract_per_year x share of the year since counts_from - sum of the
    year's orders, open ones too; paid at the price (no duty, no freight) of the year's last
    orderable period.
    """
    due, last, years, in_year = _dues(facts)
    axes = (facts.offers, ("year", [str(year) for year in years]))
    unmet = program.add_columns("unmet_contract", axes, where=due > 0)
    promise = program.add_rows("take_or_pay", axes, lower=due, where=due > 0)
    program.add_terms(promise.at, unmet.at, 1.0)
    order_at, rows = order.at, promise.at
    for y, periods in enumerate(in_year):
        program.add_terms(rows[:, [y]], order_at[:, periods], 1.0)
        inside = _in_year(facts, taken, years[y])
        program.add_terms(rows[taken.offer, y], open_.at, inside.astype(float))
    price = np.take_along_axis(facts.price * facts.discount, last, axis=1)
    program.add_money("take_or_pay", unmet.at, price)


def _in_year(facts: Facts, taken: Taken, year: int) -> Array:
    """Which open orders count in a calendar year, (R,)."""
    years = [facts.calendar.year(int(t)) for t in taken.period]
    return np.asarray(taken.looked_at & (np.array(years, dtype=int) == year))


def _dues(facts: Facts) -> tuple[Array, Array, list[int], list[Array]]:
    """Due quantity (O, years), last orderable period (O, years), the years and their periods.

    A year counts from counts_from on; where no period of it can still be ordered in, nothing is
    due.
    """
    calendar, offers = facts.calendar, facts.case.offers
    year_of = np.array([calendar.year(t) for t in range(facts.T)])
    years = sorted(set(year_of.tolist()))
    in_year = [np.flatnonzero(year_of == year) for year in years]
    since = np.array([calendar.year(t) for t in range(-calendar.before, facts.T)])
    part = np.stack([facts.orderable_since[:, since == year].sum(axis=1) for year in years], axis=1)
    left = np.stack([facts.valid[:, periods].any(axis=1) for periods in in_year], axis=1)
    yearly = np.array([(o.take_or_pay or 0.0) * (o.contract_per_year or 0.0) for o in offers])
    places = np.arange(facts.T) * facts.valid
    last = np.stack([places[:, periods].max(axis=1) for periods in in_year], axis=1)
    due = yearly.reshape(-1, 1) * part * calendar.months / 12.0
    return np.where(left, due, 0.0), last, years, in_year
