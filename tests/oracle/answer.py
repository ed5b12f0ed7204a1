"""Build the literal model of a case, solve it with HiGHS, and say what it costs."""

import math
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import pyomo.environ as pyo
from pyomo.contrib.appsi.base import TerminationCondition
from pyomo.contrib.appsi.solvers import Highs

from models.case import Case
from oracle.facts import Facts, Shock
from oracle.flows import add_flows
from oracle.limits import Cone, add_limits
from oracle.orders import add_orders, most

CONE_TOLERANCE = 1e-7
SOMETHING = 1e-7
ROUNDS = 400


@dataclass(frozen=True)
class OracleAnswer:
    """Status, total cost, its parts (end_value a positive credit), and orders above zero."""

    status: str
    objective: float | None = None
    parts: dict[str, float] = field(default_factory=dict)
    orders: dict[tuple[str, int], float] = field(default_factory=dict)


def solve_literally(case: Case, shocks: tuple[Shock, ...] = ()) -> OracleAnswer:
    """The best plan of a case by the literal formulation, in which these events happen.

    Only those that move demand change anything here.
    """
    facts = Facts(case, shocks)
    return solved(literal(facts), facts)


def literal(facts: Facts) -> pyo.ConcreteModel:
    """Every sentence of the contract as constraints, not yet solved."""
    m = pyo.ConcreteModel()
    m.one = pyo.Var(bounds=(1, 1))
    add_orders(m, facts)
    add_flows(m, facts)
    add_limits(m, facts)
    _cost(m, facts)
    for cone in m.cones:
        _first_tangents(m, cone)
    return m


def solved(m: pyo.ConcreteModel, facts: Facts) -> OracleAnswer:
    """Solve, adding tangents until every cone is kept."""
    status = _solve(m)
    for _ in range(ROUNDS):
        if status != "optimal" or not _cut(m):
            break
        status = _solve(m)
    else:
        raise AssertionError("the cones did not converge")
    if status != "optimal":
        return OracleAnswer(status)
    return _answer(m, facts)


def _cost(m: pyo.ConcreteModel, facts: Facts) -> None:
    """Each part of the cost, each period discounted from the start."""
    m.part = pyo.Expression(
        [
            "purchase", "take_or_pay", "order", "process", "route", "release", "holding",
            "cover", "penalty", "shortage", "end_value",
        ]
    )  # fmt: skip
    for part in m.part:
        m.part[part] = 0.0
    m.part["take_or_pay"] = m.take_or_pay.expr
    m.part["penalty"] = m.penalty.expr
    for t in facts.T:
        _cost_of_a_period(m, facts, t)
    last = facts.T[-1]
    m.part["end_value"] = facts.discount(last) * sum(
        pile.end_value
        * facts.rate(pile.currency, last)
        * facts.per_unit(pile.material)
        * m.stock[pile.stockpile, last]
        for pile in facts.case.stockpiles
        if pile.owner == "company"
    )
    total = sum(m.part[part] for part in m.part if part != "end_value")
    m.total = pyo.Objective(expr=total - m.part["end_value"])


def _cost_of_a_period(m: pyo.ConcreteModel, facts: Facts, t: int) -> None:
    case, now = facts.case, facts.discount(t)

    def pay(part: str, money: Any) -> None:
        m.part[part] = m.part[part].expr + now * money

    for offer in case.offers:
        bill = facts.granted(offer, t) * m.spend[offer.offer, t]
        m.part["purchase"] += facts.discount(t + offer.pay_after) * bill
        fee = (offer.order_cost or 0.0) * facts.rate(offer.currency, t)
        pay("order", fee * m.placed[offer.offer, t])
    for process in case.processes:
        fee = process.cost * facts.rate(process.currency, t)
        pay("process", fee * m.run[process.process, t])
    for i, material in {(i, material) for i, material, _ in m.ship}:
        fee = case.routes[i].cost * facts.rate(case.routes[i].currency, t)
        pay("route", fee * facts.per_unit(material) * m.ship[i, material, t])
    for pile in case.stockpiles:
        _cost_of_stock(m, facts, pile, t, pay)
    for material, place, u in m.short:
        row = facts.materials[material]
        if u == t and row.shortage_cost is not None:
            fee = row.shortage_cost * facts.rate(row.currency, t) * facts.per_unit(material)
            pay("shortage", fee * m.short[material, place, t])


def _cost_of_stock(m: pyo.ConcreteModel, facts: Facts, pile: Any, t: int, pay: Any) -> None:
    k, size = pile.stockpile, facts.per_unit(pile.material)
    rate = facts.rate(pile.currency, t)
    material = facts.materials[pile.material]
    pay("release", pile.release_price * rate * size * m.draw[k, t])
    if pile.cover_target is not None:
        pay("cover", pile.cover_cost * rate * size * m.gap[k, t])
    if pile.owner == "company":
        fee = material.hold_cost * facts.rate(material.currency, t) * size
        pay("holding", fee * m.stock[k, t])


def _solve(m: pyo.ConcreteModel) -> str:
    status = _run(m)
    if status == "either":
        m.total.deactivate()
        m.anything = pyo.Objective(expr=0.0)
        status = "unbounded" if _run(m) == "optimal" else "infeasible"
        m.del_component(m.anything)
        m.total.activate()
    return status


def _run(m: pyo.ConcreteModel) -> str:
    solver = Highs()
    solver.config.load_solution = False
    solver.highs_options = {
        "primal_feasibility_tolerance": 1e-9,
        "dual_feasibility_tolerance": 1e-9,
        "mip_rel_gap": 1e-10,
        "mip_abs_gap": 1e-9,
    }
    result = solver.solve(m)
    found = result.termination_condition
    if found == TerminationCondition.optimal:
        result.solution_loader.load_vars()
        return "optimal"
    if found == TerminationCondition.infeasible:
        return "infeasible"
    if found in (TerminationCondition.unbounded, TerminationCondition.infeasibleOrUnbounded):
        return "either"
    raise AssertionError(f"HiGHS ended with {found}")


def _first_tangents(m: pyo.ConcreteModel, cone: Cone) -> None:
    """Tangents where one group has all, two share evenly, or all do."""
    count = len(cone.amounts)
    everyone = range(count)
    corners = [(g,) for g in everyone] + list(combinations(everyone, 2)) + [tuple(everyone)]
    for corner in corners:
        if corner:
            _tangent(m, cone, [1.0 if g in corner else 0.0 for g in everyone])


def _tangent(m: pyo.ConcreteModel, cone: Cone, at: list[float]) -> None:
    """The row is stated in hundredths of the amounts, so that small tonnages count as well."""
    norm, size = math.hypot(*at), 100 / sum(at)
    touching = sum(y / norm * amount for y, amount in zip(at, cone.amounts, strict=True))
    m.cuts.add(size * touching <= size * (cone.ratio * sum(cone.amounts) + cone.over))


def _cut(m: pyo.ConcreteModel) -> bool:
    """Add a tangent at each violated cone; False if none is."""
    found = False
    for cone in m.cones:
        at = [max(0.0, pyo.value(amount)) for amount in cone.amounts]
        excess = math.hypot(*at) - cone.ratio * sum(at) - pyo.value(cone.over)
        if excess > CONE_TOLERANCE * sum(at) and sum(at) > SOMETHING:
            _tangent(m, cone, at)
            found = True
    return found


def _answer(m: pyo.ConcreteModel, facts: Facts) -> OracleAnswer:
    orders = {key: m.order[key].value for key in m.order if m.order[key].value > 1e-9}
    for (offer, t), quantity in orders.items():
        row = facts.offers[offer]
        big = row.max_per_period is None and (row.moq or row.order_cost or facts.case.tiers)
        assert not big or quantity < 0.999 * most(facts, row) or row.max_total, (offer, t)
    parts = {part: pyo.value(m.part[part]) for part in m.part}
    return OracleAnswer("optimal", pyo.value(m.total), parts, orders)
