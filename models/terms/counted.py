"""What an order counts in a limit, and what a stockpile does: quantity, oxide or spend."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from models.case import STAGES, Case, Limit
from models.columns import seen
from models.program import Array
from models.selector import STOCK_FIELDS, parse
from models.terms.facts import Facts, PerUnit
from models.terms.origin import Origins
from models.terms.units import in_unit, unit_of


@dataclass(frozen=True)
class Counted:
    """What a limit counts: sum over offers and periods of coefficient x amount of the order.

    ``coefficient`` (O,): what one unit of amount adds to the limit's row; ``amount``: how much
    amount one ordered unit is.
    """

    coefficient: Array
    amount: PerUnit


def counted(facts: Facts, origins: Origins, limit: Limit) -> Counted:
    """What a share, an amount or an average counts of orders.

    share: f - value x g, f what counts of ``of`` within ``among``, g of ``among``; amount: f;
    average: f x (attribute - value). f and g are lanes, 0 to 1 (see ``Origins.lane``).
    """
    inside = lane_of(origins, limit)
    if limit.measure == "share":
        base = origins.lane(parse(limit.among), limit.stage, limit.sense)
        return Counted(inside - limit.value * base, amount_of(facts, limit, base))
    amount = amount_of(facts, limit, inside)
    if limit.measure == "amount":
        return Counted(inside, amount)
    attribute = [dict(o.attributes).get(limit.attribute, 0.0) for o in facts.case.offers]
    return Counted(inside * (np.array(attribute) - limit.value), amount)


def lane_of(origins: Origins, limit: Limit) -> Array:
    """How much of each offer a limit looks at, (O,), 0 to 1; of hhi all that is ``among``."""
    among = parse(limit.among)
    chosen = among if limit.measure == "hhi" else parse(limit.of).both(among)
    return origins.lane(chosen, limit.stage, limit.sense)


def amount_of(facts: Facts, limit: Limit, chosen: Array) -> PerUnit:
    """How much amount one ordered unit of the ``chosen`` offers, (O,), is to a limit.

    quantity and reo: one unit (x its oxide) in the limit's unit, else the one that the chosen
    offers' materials share, else t; spend: the landed cost, undiscounted, by price step.
    """
    if limit.weight == "spend":
        return facts.spend
    units = np.zeros(len(chosen))
    places = np.flatnonzero(chosen).tolist()
    materials = [facts.material_of[o] for o in places]
    unit = unit_of(facts.case, materials, limit.unit)
    for o, material in zip(places, materials, strict=True):
        units[o] = _amount(facts.case, limit, material, unit)
    whole = np.broadcast_to(units[:, None], (len(units), facts.T))
    return PerUnit(whole, np.zeros((len(facts.steps.offer), facts.T)))


def _amount(case: Case, limit: Limit, material: str, unit: str) -> float:
    """What one unit of a material is in a limit's unit, by its weight."""
    row = case.material[material]
    return in_unit(row.unit, unit) * (row.reo if limit.weight == "reo" else 1.0)


def stock_counted(case: Case, limit: Limit) -> list[tuple[int, float]]:
    """Places of the stockpiles a stock limit looks at, and what one unit counts in its unit."""
    places = _stock_chosen(case, limit)
    materials = [case.stockpiles[k].material for k in places]
    unit = unit_of(case, materials, limit.unit)
    pairs = zip(places, materials, strict=True)
    return [(k, _amount(case, limit, material, unit)) for k, material in pairs]


def _stock_chosen(case: Case, limit: Limit) -> list[int]:
    selector = parse(limit.of, STOCK_FIELDS)
    return [k for k, sight in enumerate(seen(case, "stockpiles")) if selector.holds(sight)]


def limit_unit(origins: Origins, limit: Limit) -> str:
    """The unit of an amount's or a stock's value; empty for shares, averages and HHI.

    The plan's currency for spend of orders, ``t REO`` for oxide.
    """
    case = origins.case
    if limit.measure not in ("amount", "stock"):
        return ""
    if limit.measure == "stock":
        materials: Iterable[str] = (case.stockpiles[k].material for k in _stock_chosen(case, limit))
    elif limit.weight == "spend":
        return case.settings.currency
    else:
        chosen = np.flatnonzero(lane_of(origins, limit)).tolist()
        materials = (case.offers[o].material for o in chosen)
    unit = unit_of(case, materials, limit.unit)
    return f"{unit} REO" if limit.weight == "reo" else unit


@dataclass(frozen=True)
class Groups:
    """How much of each offer counts for each group, (groups, O), with the stage it is seen at."""

    stage: str
    names: list[str]
    parts: Array


def groups_of(origins: Origins, limit: Limit) -> list[Groups]:
    """The groups an HHI is summed over: countries (at one stage, or at each of four), else ids."""
    among = parse(limit.among)
    if limit.by != "country":
        keys = [text for (text,) in origins.texts(limit.by)]
        names = sorted(set(keys))
        parts = np.array([[key == name for key in keys] for name in names], dtype=float)
        lane = origins.lane(among, limit.stage, limit.sense)
        return [Groups(limit.stage, names, parts * lane)]
    plain = origins.lane(among.without("country"), "direct", "max")
    conditions = among.on("country").conditions
    meets = [all(c.holds((country,)) for c in conditions) for country in origins.countries]
    inside = plain * np.array(meets, dtype=float)[:, None]
    stages = STAGES if limit.stage == "any" else (limit.stage,)
    return [Groups(stage, origins.countries, origins.shares(stage).T * inside) for stage in stages]
