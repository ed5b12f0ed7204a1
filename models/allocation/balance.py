"""Every unit comes from somewhere and goes somewhere: one row per material, location and period.

arrivals + open orders + made + arisings + returns + drawn + routed in + shortage
    = demand + used + put into stock + routed out + disposed
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from models.calendar import split_lead
from models.case import Case, Demand
from models.future import Future, Underway
from models.program import Array, Axis, Block, Program
from models.terms.facts import Facts, filled
from models.terms.taken import Taken


@dataclass
class DemandEffects:
    """Which right-hand sides grow, and by how much, with one more unit of a demand.

    Demand stands in the balance, in the cover of stockpiles, in what returns as scrap and as the
    most that may be short; its shadow price is the sum over all of them. Entries are (index of row
    or column, place in ``Nodes.places``, coefficient).
    """

    rows: list[tuple[Array, Array, Array]] = field(default_factory=list)
    columns: list[tuple[Array, Array, Array]] = field(default_factory=list)

    def on_rows(self, rows: Array, needs: Array, coefficients: Array | float) -> None:
        """Rows whose right-hand side holds the demand."""
        self.rows.append(_triple(rows, needs, coefficients))

    def on_upper(self, columns: Array, needs: Array) -> None:
        """Columns whose upper bound is the demand."""
        self.columns.append(_triple(columns, needs, 1.0))


def _triple(index: Array, needs: Array, coefficients: Array | float) -> tuple[Array, Array, Array]:
    i, n, c = np.broadcast_arrays(index, needs, coefficients)
    there = (i >= 0) & (c != 0)
    return i[there], n[there], c[there]


class Nodes:
    """The (material, location) pairs of a case, N of them, with what a future needs at each.

    ``coming`` (N, T + beyond) is demand in the plan and then, as far as covers look, after it;
    ``demand`` (N, T) in the plan alone. ``places`` and ``needs`` number both.
    """

    def __init__(self, facts: Facts) -> None:
        case = facts.case
        self.ids, self.T = case.nodes, facts.T
        self.axis: Axis = ("node", [f"{m}@{place}" if place else m for m, place in self.ids])
        self.place = {node: i for i, node in enumerate(self.ids)}
        self.coming = np.zeros((len(self.ids), facts.T + case.beyond))
        self.goes_on = np.zeros((len(self.ids), case.beyond))
        """1 where what is needed after the plan is the last period's demand once more."""
        for row in case.demand:
            node, after = self.place[row.material, row.location], _after_plan(row, case.beyond)
            goes_on = np.isnan(after)
            self.goes_on[node] = np.maximum(self.goes_on[node], goes_on)
            self.coming[node, : facts.T] += filled(row.values, 0.0)
            self.coming[node, facts.T :] += np.where(goes_on, row.values[-1] or 0.0, after)
        self.coming = self.coming_in(facts.future)
        self.places = np.arange(self.coming.size).reshape(self.coming.shape)
        self.demand, self.needs = self.coming[:, : facts.T], self.places[:, : facts.T]

    def of(self, material: str) -> list[int]:
        """The nodes of a material, at all locations."""
        return [i for i, (m, _) in enumerate(self.ids) if m == material]

    def coming_in(self, future: Future) -> Array:
        """What is needed if a future multiplies it, (N, T + beyond)."""
        if future.demand is None:
            return self.coming
        places = len(self.ids) // max(len(future.demand), 1)
        return self.coming * np.repeat(future.demand, places, axis=0)

    def in_plan(self, amounts: Array) -> Array:
        """Amounts by place, what goes on after the plan added to its last period, (N, T)."""
        grid = amounts.reshape(self.places.shape)
        found = grid[:, : self.T].copy()
        found[:, -1] += (grid[:, self.T :] * self.goes_on).sum(axis=1)
        return found


def _after_plan(row: Demand, periods: int) -> Array:
    """What is filled for each period after the plan, (periods,); nan: nothing is."""
    after = np.full(periods, np.nan)
    known = row.beyond[:periods]
    after[: len(known)] = filled(known, np.nan)
    return after


def add_balance(program: Program, facts: Facts, nodes: Nodes, effects: DemandEffects) -> Block:
    """The balance rows, with what no decision changes on their right-hand side.

    The dual is the cost of one more unit of the material there and then.
    """
    right = nodes.demand - _given(facts, nodes)
    balance = program.add_rows("balance", (nodes.axis, facts.periods), right, right)
    effects.on_rows(balance.at, nodes.needs, 1.0)
    return balance


def _given(facts: Facts, nodes: Nodes) -> Array:
    """Open orders that are granted and arisings, (N, T)."""
    case, calendar = facts.case, facts.calendar
    given = np.zeros((len(nodes.ids), facts.T))
    for row in case.open_orders:
        if row.granted == "pending":
            continue
        offer = case.offers[case.offer_index[row.offer]]
        arrives = calendar.overlap(row.arrives, row.arrives)
        given[nodes.place[offer.material, offer.to], arrives] += row.quantity
    for arising in case.arisings:
        node = nodes.place[arising.material, arising.location]
        given[node] += filled(arising.values, 0.0)
    return given


def add_arrivals(
    program: Program, facts: Facts, nodes: Nodes, order: Block, balance: Block
) -> None:
    """What is ordered in t arrives ``lead`` later, split between two periods; or after the end.

    Lead and granted share are those of the future the plan is made for.
    """
    node = np.array([nodes.place[o.material, o.to] for o in facts.case.offers], dtype=int)
    for arrives, share in arrivals(facts.future, facts.T):
        inside = arrives < facts.T
        rows = balance.at[node[:, None], np.where(inside, arrives, 0)]
        program.add_terms(np.where(inside, rows, -1), order.at, share)


def add_pending(
    program: Program, facts: Facts, nodes: Nodes, taken: Taken, opened: Block, balance: Block
) -> None:
    """Open orders whose licenses are pending come as far as they are granted in the future."""
    for row, column, share in pending(facts.case, facts.underway, nodes, taken, balance.at):
        program.add_terms(np.array([row]), opened.at[[column]], share)


def pending(
    case: Case, underway: Underway, nodes: Nodes, taken: Taken, balance: Array
) -> Iterator[tuple[int, int, float]]:
    """Balance rows in which pending open orders arrive, their places in ``taken``, and shares."""
    for place, i in enumerate(taken.rows.tolist()):
        row = case.open_orders[i]
        if row.granted != "pending":
            continue
        offer = case.offers[case.offer_index[row.offer]]
        for period, share in split_lead(float(underway.arrives[i])):
            if 0 <= period < balance.shape[1]:
                node = nodes.place[offer.material, offer.to]
                yield int(balance[node, period]), place, share * float(underway.granted[i])


def arrivals(future: Future, n_periods: int) -> list[tuple[Array, Array]]:
    """Arrival periods (O, T) and the share that arrives then (O, T), first and second part."""
    whole = np.floor(future.lead + 1e-9)
    part = np.maximum(future.lead - whole, 0.0)
    # 0.1 + 0.2 periods are 0.30000000000000004: a share below 1e-9 is rounding, not a delivery.
    part[part < 1e-9] = 0.0
    arrives = np.arange(n_periods) + whole.astype(int)
    return [(arrives, (1.0 - part) * future.granted), (arrives + 1, part * future.granted)]


def add_shortage(
    program: Program, facts: Facts, nodes: Nodes, balance: Block, effects: DemandEffects
) -> Block:
    """Unmet demand, at most that period's, at shortage_cost; lost, not made up later."""
    case = facts.case
    materials = [case.material[m] for m, _ in nodes.ids]
    priced = np.array([m.shortage_cost is not None for m in materials], dtype=bool).reshape(-1, 1)
    where = priced & (nodes.demand > 0)
    short = program.add_columns("short", (nodes.axis, facts.periods), nodes.demand, where=where)
    program.add_terms(balance.at, short.at, 1.0)
    effects.on_upper(short.at, nodes.needs)
    cost = [facts.shortage_cost(m.material) for m in materials]
    program.add_money("shortage", short.at, _grid(cost, facts) * facts.discount)
    return short


def add_disposal(program: Program, facts: Facts, nodes: Nodes, balance: Block) -> Block:
    """Scrap, and materials nobody demands, may be thrown away free of charge."""
    free = np.array([facts.case.disposable(m) for m, _ in nodes.ids]).reshape(-1, 1)
    dispose = program.add_columns("dispose", (nodes.axis, facts.periods), where=free)
    program.add_terms(balance.at, dispose.at, -1.0)
    return dispose


def add_returns(
    program: Program, facts: Facts, nodes: Nodes, balance: Block, sources: "Sources"
) -> None:
    """Scrap comes back: rate x (use by processes + demand met), ``lag`` later, at its location.

    Demand met is demand less shortage: the demand goes to the right-hand side.
    """
    for row in facts.case.returns:
        home = nodes.place[row.material, row.location]
        of = nodes.of(row.of)
        for delay, share in split_lead(row.lag):
            if delay >= facts.T:
                continue
            scrap, early = balance.at[home, delay:], slice(0, facts.T - delay)
            rate = row.rate * share
            met = nodes.demand[of].sum(axis=0)[early]
            program.shift_rows(scrap, -rate * met)
            sources.effects.on_rows(scrap, nodes.needs[of][:, early], -rate)
            program.add_terms(scrap, sources.short.at[of][:, early], -rate)
            for process, used in sources.used.get(row.of, []):
                program.add_terms(scrap, sources.run.at[process, early], rate * used)


@dataclass(frozen=True)
class Sources:
    """What returns come from: shortage (N, T), runs (P, T), and what a run uses of a material."""

    short: Block
    run: Block
    used: dict[str, list[tuple[int, float]]]
    effects: DemandEffects


def _grid(rows: list[Array], facts: Facts) -> Array:
    return np.array(rows).reshape(len(rows), facts.T)
