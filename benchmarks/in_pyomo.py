"""The synthetic case as a user of Pyomo writes it."""

import highspy
import pyomo.environ as pyo
from prepared import Numbers
from pyomo.contrib import appsi

from models.case import Case


def build(case: Case) -> pyo.ConcreteModel:
    """The whole case as a Pyomo model."""
    n = Numbers(case)
    m = pyo.ConcreteModel()
    m.T = pyo.RangeSet(0, len(n.periods) - 1)
    m.O = pyo.RangeSet(0, len(case.offers) - 1)
    m.K = pyo.RangeSet(0, len(case.materials) - 1)
    m.C = pyo.RangeSet(0, len(case.capacity) - 1)
    m.Y = pyo.RangeSet(0, len(n.years) - 1)
    piles, materials = case.stockpiles, case.materials
    most, demand, price, coming = n.most, n.demand, n.price, n.coming
    m.order = pyo.Var(m.O, m.T, bounds=lambda m, o, t: (0, most[o]))
    m.short = pyo.Var(m.K, m.T, bounds=lambda m, k, t: (0, demand[k, t]))
    m.stock = pyo.Var(m.K, m.T, bounds=lambda m, k, t: (0, piles[k].capacity))
    m.draw = pyo.Var(m.K, m.T, domain=pyo.NonNegativeReals)
    m.put = pyo.Var(m.K, m.T, domain=pyo.NonNegativeReals)
    m.gap = pyo.Var(m.K, m.T, domain=pyo.NonNegativeReals)

    def balance(m, k, t):
        arrived = sum(share * m.order[o, u] for o, u, share in n.arriving(materials[k].material, t))
        return arrived + m.draw[k, t] + m.short[k, t] - m.put[k, t] == demand[k, t]

    def carry(m, k, t):
        before = m.stock[k, t - 1] if t else piles[k].opening
        return m.stock[k, t] == before + m.put[k, t] - m.draw[k, t]

    def capacity(m, c, t):
        return sum(m.order[o, t] for o in n.sold_by[case.capacity[c].supplier]) <= n.capacity[c, t]

    def share(m, k, y):
        value = case.limits[k].value
        return (
            sum(
                ((n.country[o] == "CN") - value) * m.order[o, t]
                for o in n.offers_of[materials[k].material]
                for t in n.years[y]
            )
            <= 0
        )

    m.balance = pyo.Constraint(m.K, m.T, rule=balance)
    m.carry = pyo.Constraint(m.K, m.T, rule=carry)
    m.cover = pyo.Constraint(
        m.K, m.T, rule=lambda m, k, t: m.stock[k, t] + m.gap[k, t] >= coming[k, t]
    )
    m.capacity = pyo.Constraint(m.C, m.T, rule=capacity)
    m.share = pyo.Constraint(m.K, m.Y, rule=share)
    money = [[n.per_unit(k) * d for d in n.discount] for k in m.K]
    m.cost = pyo.Objective(
        expr=sum(price[o, t] * m.order[o, t] for o in m.O for t in m.T)
        + sum(
            money[k][t]
            * (
                materials[k].shortage_cost * m.short[k, t]
                + materials[k].hold_cost * m.stock[k, t]
                + piles[k].cover_cost * m.gap[k, t]
            )
            for k in m.K
            for t in m.T
        )
    )
    return m


def hand_over(model: pyo.ConcreteModel) -> highspy.Highs:
    """Give it to HiGHS through Pyomo's quickest interface, without solving."""
    solver = appsi.solvers.Highs()
    solver.set_instance(model)
    return solver._solver_model
