"""Making materials from others, and shipping them between locations."""

import numpy as np

from models.allocation.balance import Nodes
from models.calendar import split_lead
from models.program import INFINITY, Array, Block, Program
from models.terms.facts import Facts, filled
from models.terms.units import in_unit, unit_of


def add_runs(program: Program, facts: Facts, nodes: Nodes, balance: Block) -> Block:
    """How often a process runs in a period: uses at once, makes ``lead`` later, costs per run.

    0 <= run[p,t] <= max_per_period, or the period column that replaces it.
    """
    case = facts.case
    axes = (("process", [row.process for row in case.processes]), facts.periods)
    most = np.array([_most(row.max_per_period, row.values, facts) for row in case.processes])
    run = program.add_columns("run", axes, upper=most.reshape(-1, facts.T))
    cost = np.array([row.cost * facts.rate(row.currency) for row in case.processes])
    program.add_money("process", run.at, cost.reshape(-1, facts.T) * facts.discount)
    place = {row.process: p for p, row in enumerate(case.processes)}
    for (name, material), per_run in _per_run(facts).items():
        process = case.processes[place[name]]
        row = balance.at[nodes.place[material, process.location]]
        runs = run.at[place[name]]
        if per_run < 0:
            program.add_terms(row, runs, per_run)
            continue
        for delay, share in split_lead(process.lead):
            if delay < facts.T:
                program.add_terms(row[delay:], runs[: facts.T - delay], share * per_run)
    return run


def _per_run(facts: Facts) -> dict[tuple[str, str], float]:
    """What one run makes (or uses, negative) of each material; a recipe's rows add up."""
    total: dict[tuple[str, str], float] = {}
    for row in facts.case.recipes:
        key = (row.process, row.material)
        total[key] = total.get(key, 0.0) + row.per_run
    return total


def used_per_run(facts: Facts) -> dict[str, list[tuple[int, float]]]:
    """For each material: the places of the processes that use it, and how much one run uses."""
    place = {row.process: p for p, row in enumerate(facts.case.processes)}
    used: dict[str, list[tuple[int, float]]] = {}
    for (process, material), per_run in _per_run(facts).items():
        if per_run < 0:
            used.setdefault(material, []).append((place[process], -per_run))
    return used


def _most(max_per_period: float | None, values: tuple[float | None, ...], facts: Facts) -> Array:
    blank = INFINITY if max_per_period is None else max_per_period
    return filled(values, blank) if values else np.full(facts.T, blank)


def add_shipments(program: Program, facts: Facts, nodes: Nodes, balance: Block) -> Block:
    """What a route carries of a material: leaves at once, arrives ``lead`` later.

    sum_m ship[r,m,t] lies between min_per_period and max_per_period, in the route's unit.
    """
    case = facts.case
    lanes = case.lanes
    names = [f"{case.routes[r].from_}>{case.routes[r].to}#{r}/{m}" for r, m in lanes]
    ship = program.add_columns("ship", (("lane", names), facts.periods))
    for i, (r, material) in enumerate(lanes):
        route = case.routes[r]
        leaves = balance.at[nodes.place[material, route.from_]]
        enters = balance.at[nodes.place[material, route.to]]
        program.add_terms(leaves, ship.at[i], -1.0)
        for delay, share in split_lead(route.lead):
            if delay < facts.T:
                program.add_terms(enters[delay:], ship.at[i, : facts.T - delay], share)
        cost = route.cost * case.material[material].per_unit * facts.rate(route.currency)
        program.add_money("route", ship.at[i], cost * facts.discount)
    _bound_routes(program, facts, ship)
    return ship


def _bound_routes(program: Program, facts: Facts, ship: Block) -> None:
    case = facts.case
    least = np.array([row.min_per_period for row in case.routes]).reshape(-1, 1)
    most = np.array(
        [INFINITY if row.max_per_period is None else row.max_per_period for row in case.routes]
    ).reshape(-1, 1)
    names = [f"{row.from_}>{row.to}#{r}" for r, row in enumerate(case.routes)]
    bound = (least > 0) | np.isfinite(most)
    where = np.broadcast_to(bound, (len(names), facts.T))
    route = program.add_rows("route", (("route", names), facts.periods), least, most, where=where)
    for i, (r, material) in enumerate(case.lanes):
        carried = [m for lane, m in case.lanes if lane == r]
        unit = unit_of(case, carried, case.routes[r].unit)
        if bound[r, 0]:
            program.add_terms(route.at[r], ship.at[i], in_unit(case.material[material].unit, unit))
