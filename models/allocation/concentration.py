"""HHI limits: the sum of squared shares, a second-order cone.

With y_g the amount of group g, HHI <= H says ||y|| <= sqrt(H / 10000) x sum y. Nothing bought
meets it. A soft limit pays for what the norm is beyond that.
"""

import dataclasses
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from models.allocation.facts import Facts, numbered
from models.allocation.limits import Bought, LimitWindow, amount_weights
from models.allocation.origin import Origins
from models.case import STAGES, Limit
from models.program import Array, Cone, Program
from models.selector import parse


@dataclass(frozen=True)
class Groups:
    """How much of each offer counts for each group, (groups, O), with the stage it is seen at."""

    stage: str
    names: list[str]
    parts: Array


def add_hhi(
    program: Program, facts: Facts, bought: Bought, windows: list[LimitWindow]
) -> list[LimitWindow]:
    """A cone per window (four with stage any); returns the windows with their cones named."""
    limits = facts.case.limits
    names = numbered([limit.limit for limit in limits])
    origins = Origins(facts.case)
    found = []
    for at in windows:
        limit = limits[at.limit]
        if limit.measure != "hhi":
            found.append(at)
            continue
        cones = []
        for groups in groups_of(facts, origins, limit):
            name = f"hhi[{names[at.limit]},{at.window.label},{groups.stage}]"
            amounts = _amounts(program, facts, limit, bought, (groups.parts, at.window.periods))
            program.cones.append(Cone(name, amounts, float(np.sqrt(limit.value / 1e4)), at.over))
            cones.append(name)
        found.append(dataclasses.replace(at, cones=tuple(cones)))
    return found


def groups_of(facts: Facts, origins: Origins, limit: Limit) -> list[Groups]:
    """The groups an HHI is summed over: countries (at one stage, or at each of four), else ids."""
    among = parse(limit.among)
    if limit.by != "country":
        counted = origins.lane(among, limit.stage, limit.sense)
        suppliers = [facts.case.supplier[o.supplier] for o in facts.case.offers]
        keys = [(s.group or s.supplier) if limit.by == "group" else s.supplier for s in suppliers]
        names = sorted(set(keys))
        parts = np.array([[key == name for key in keys] for name in names], dtype=float)
        return [Groups(limit.stage, names, parts * counted)]
    plain = origins.lane(among.without("country"), "direct", "max")
    conditions = among.on("country").conditions
    meets = [all(c.holds((country,)) for c in conditions) for country in origins.countries]
    stages = STAGES if limit.stage == "any" else (limit.stage,)
    return [
        Groups(
            stage,
            origins.countries,
            origins.shares(stage).T * plain * np.array(meets, dtype=float)[:, None],
        )
        for stage in stages
    ]


def _amounts(
    program: Program,
    facts: Facts,
    limit: Limit,
    bought: Bought,
    where: tuple[Array, tuple[int, ...]],
) -> sp.csr_matrix:
    """The matrix that turns the program's columns into the amount of each group."""
    parts, window = where
    periods = list(window)
    counted = parts.sum(axis=0)
    of_order, of_step = amount_weights(facts, limit, counted)
    step_parts = parts[:, facts.steps.offer]
    pieces = [(parts, of_order, bought.order.at), (step_parts, of_step, bought.tier.at)]
    rows, columns, values = [], [], []
    for part, weight, at in pieces:
        amount = part[:, :, None] * weight[None][:, :, periods]
        group, place, t = np.nonzero(amount)
        column = at[:, periods][place, t]
        rows.append(group[column >= 0])
        columns.append(column[column >= 0])
        values.append(amount[group, place, t][column >= 0])
    entries = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
    return sp.csr_matrix(entries, shape=(len(parts), program.n_columns))
