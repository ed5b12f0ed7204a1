"""The synthetic case as a user of linopy writes it: whole arrays at once."""

import warnings

import highspy
import linopy
import numpy as np
import pandas as pd
import xarray as xr
from prepared import Numbers

from models.case import Case


def build(case: Case) -> linopy.Model:
    """The whole case as a linopy model."""
    warnings.simplefilter("ignore")
    n = Numbers(case)
    model = linopy.Model()
    periods = pd.Index(n.periods, name="period")
    materials = pd.Index([m.material for m in case.materials], name="material")
    offers = pd.Index([o.offer for o in case.offers], name="offer")

    def grid(values: np.ndarray) -> xr.DataArray:
        return xr.DataArray(values, coords=[materials, periods])

    every = np.ones((len(offers), len(periods)))
    most = xr.DataArray(n.most[:, None] * every, coords=[offers, periods])
    order = model.add_variables(lower=0, upper=most, name="order")
    short = model.add_variables(lower=0, upper=grid(n.demand), name="short")
    held = grid(np.array([[p.capacity] * len(periods) for p in case.stockpiles]))
    stock = model.add_variables(lower=0, upper=held, name="stock")
    draw = model.add_variables(lower=0, coords=[materials, periods], name="draw")
    put = model.add_variables(lower=0, coords=[materials, periods], name="put")
    gap = model.add_variables(lower=0, coords=[materials, periods], name="gap")

    material_of = xr.DataArray([o.material for o in case.offers], coords=[offers], name="material")
    delays = sorted({delay for arrivals in n.arrivals for delay, _ in arrivals})
    arrived = 0
    for delay in delays:
        shares = [dict(arrivals).get(delay, 0.0) for arrivals in n.arrivals]
        some = [i for i, share in enumerate(shares) if share]
        share = xr.DataArray([shares[i] for i in some], coords=[offers[some]])
        part = (order.isel(offer=some) * share).groupby(material_of[some]).sum()
        arrived = part.shift(period=delay).reindex({"material": materials}) + arrived
    balance = arrived + draw + short - put
    model.add_constraints(balance == grid(n.demand), name="balance")
    opening = np.zeros((len(materials), len(periods)))
    opening[:, 0] = [p.opening for p in case.stockpiles]
    carry = stock - stock.shift(period=1) - put + draw
    model.add_constraints(carry == grid(opening), name="carry")
    model.add_constraints(stock + gap >= grid(n.coming), name="cover")

    supplier_of = xr.DataArray([o.supplier for o in case.offers], coords=[offers], name="supplier")
    capacity = xr.DataArray(
        n.capacity,
        coords=[pd.Index([row.supplier for row in case.capacity], name="supplier"), periods],
    )
    model.add_constraints(order.groupby(supplier_of).sum() <= capacity, name="capacity")
    chinese = np.array([country == "CN" for country in n.country], dtype=float)
    value = {k: limit.value for k, limit in zip(materials, case.limits, strict=True)}
    excess = chinese - np.array([value[o.material] for o in case.offers])
    year = xr.DataArray([t // 12 for t in n.periods], coords=[periods], name="year")
    counted = (order * xr.DataArray(excess, coords=[offers])).groupby(material_of).sum()
    model.add_constraints(counted.groupby(year).sum() <= 0, name="share")

    money = np.outer([n.per_unit(k) for k in range(len(materials))], n.discount)

    def priced(costs: list[float]) -> xr.DataArray:
        return grid(np.array(costs)[:, None] * money)

    model.add_objective(
        (order * xr.DataArray(n.price, coords=[offers, periods])).sum()
        + (short * priced([m.shortage_cost for m in case.materials])).sum()
        + (stock * priced([m.hold_cost for m in case.materials])).sum()
        + (gap * priced([p.cover_cost for p in case.stockpiles])).sum()
    )
    return model


def hand_over(model: linopy.Model) -> highspy.Highs:
    """Give it to HiGHS directly, without solving."""
    return linopy.io.to_highspy(model)
