"""The synthetic case as a user of PuLP writes it."""

import warnings

import highspy
import pulp
from prepared import Numbers

from models.case import Case


def build(case: Case) -> pulp.LpProblem:
    """The whole case as a PuLP problem."""
    warnings.simplefilter("ignore", DeprecationWarning)
    n = Numbers(case)
    periods, materials = n.periods, range(len(case.materials))
    problem = pulp.LpProblem("case", pulp.LpMinimize)
    order = [
        [pulp.LpVariable(f"order_{o}_{t}", 0, n.most[o]) for t in periods]
        for o in range(len(case.offers))
    ]
    short = [
        [pulp.LpVariable(f"short_{k}_{t}", 0, n.demand[k, t]) for t in periods] for k in materials
    ]
    piles = case.stockpiles
    stock = [
        [pulp.LpVariable(f"stock_{k}_{t}", 0, piles[k].capacity) for t in periods]
        for k in materials
    ]
    draw = [[pulp.LpVariable(f"draw_{k}_{t}", 0) for t in periods] for k in materials]
    put = [[pulp.LpVariable(f"put_{k}_{t}", 0) for t in periods] for k in materials]
    gap = [[pulp.LpVariable(f"gap_{k}_{t}", 0) for t in periods] for k in materials]
    costs = [(order[o][t], n.price[o, t]) for o in range(len(case.offers)) for t in periods]
    for k in materials:
        money = n.per_unit(k) * n.discount
        for t in periods:
            costs.append((short[k][t], case.materials[k].shortage_cost * money[t]))
            costs.append((stock[k][t], case.materials[k].hold_cost * money[t]))
            costs.append((gap[k][t], piles[k].cover_cost * money[t]))
    problem += pulp.LpAffineExpression(costs)
    for k in materials:
        material = case.materials[k].material
        for t in periods:
            arrived = pulp.lpSum(order[o][u] * share for o, u, share in n.arriving(material, t))
            problem += arrived + draw[k][t] + short[k][t] - put[k][t] == n.demand[k, t]
            before = stock[k][t - 1] if t else piles[k].opening
            problem += stock[k][t] == before + put[k][t] - draw[k][t]
            problem += stock[k][t] + gap[k][t] >= n.coming[k, t]
    for c, row in enumerate(case.capacity):
        for t in periods:
            sold = pulp.lpSum(order[o][t] for o in n.sold_by[row.supplier])
            problem += sold <= n.capacity[c, t]
    for k, limit in enumerate(case.limits):
        offers = n.offers_of[case.materials[k].material]
        for year in n.years:
            problem += (
                pulp.lpSum(
                    order[o][t] * ((n.country[o] == "CN") - limit.value)
                    for o in offers
                    for t in year
                )
                <= 0
            )
    return problem


def hand_over(problem: pulp.LpProblem) -> highspy.Highs:
    """Give it to HiGHS, without solving."""
    solver = pulp.HiGHS(msg=False)
    solver.createAndConfigureSolver(problem)
    solver.buildSolverModel(problem)
    return problem.solverModel
