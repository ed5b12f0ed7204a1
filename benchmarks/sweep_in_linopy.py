"""One point of the sweep in linopy: a family of rows at a time, its terms grouped by row."""

import warnings

import linopy
import numpy as np
import pandas as pd
import xarray as xr

from models.program import Arrays, Block, Program


def solve(program: Program, arrays: Arrays, io_api: str) -> float:
    """The optimum. ``io_api``: how linopy reaches HiGHS, ``lp`` (its default) or ``direct``."""
    model = build(program, arrays)
    status, _ = model.solve("highs", io_api=io_api, output_flag=False, progress=False)
    if status != "ok":
        raise SystemExit(f"linopy: {status}")
    values = [model.variables[name].solution.values for name in model.variables]
    assert all(np.isfinite(part).all() for part in values)
    return float(model.objective.value) + arrays.constant


def build(program: Program, arrays: Arrays) -> linopy.Model:
    """Variables block by block; for each family of rows the sum over the blocks in it."""
    warnings.simplefilter("ignore")
    model = linopy.Model()
    for block in program.columns.values():
        if block.size:
            model.add_variables(
                _part(arrays.lower, block), _part(arrays.upper, block), name=block.name
            )
    parts = [
        (model.variables[block.name] * _part(arrays.cost, block)).sum()
        for block in program.columns.values()
        if block.size
    ]
    model.add_objective(sum(parts[1:], parts[0]))
    own = program.n_rows
    families = [(b.name, b.start, b.start + b.size) for b in program.rows.values()]
    for name, start, end in [*families, ("tangent", own, arrays.matrix.shape[0])]:
        if end > start:
            _add_rows(model, program, arrays, name, slice(start, end))
    return model


def _add_rows(
    model: linopy.Model, program: Program, arrays: Arrays, name: str, rows: slice
) -> None:
    """Equalities and inequalities of one family; a row has one side, or two that are equal."""
    low, high = arrays.row_lower[rows], arrays.row_upper[rows]
    total = _total(model, program, arrays, rows)
    row = pd.Index(np.arange(len(low)), name="row")
    for sign, where, side in (
        ("=", low == high, low),
        (">=", np.isfinite(low) & (low != high), low),
        ("<=", np.isfinite(high) & (low != high), high),
    ):
        if where.any():
            sides = xr.DataArray(np.where(where, side, 0.0), coords=[row])
            mask = xr.DataArray(where, coords=[row])
            model.add_constraints(total, sign, sides, name=f"{name}{sign}", mask=mask)


def _total(
    model: linopy.Model, program: Program, arrays: Arrays, rows: slice
) -> linopy.LinearExpression:
    """The left-hand sides of a family of rows."""
    matrix = arrays.matrix[rows].tocsc()
    row = pd.Index(np.arange(matrix.shape[0]), name="row")
    total = None
    for block in program.columns.values():
        part = matrix[:, block.start : block.start + block.size].tocoo()
        if not part.nnz:
            continue
        term = pd.Index(np.arange(part.nnz), name="term")
        at = xr.DataArray(part.col, coords=[term])
        groups = xr.DataArray(part.row, coords=[term], name="row")
        terms = model.variables[block.name].isel({block.name: at}) * xr.DataArray(
            part.data, coords=[term]
        )
        mine = terms.groupby(groups).sum().reindex({"row": row})
        total = mine if total is None else total + mine
    return total


def _part(values: np.ndarray, block: Block) -> xr.DataArray:
    """The block's part of a vector over the columns."""
    index = pd.Index(np.arange(block.size), name=block.name)
    return xr.DataArray(values[block.start : block.start + block.size], coords=[index])
