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
from models.terms.taken import Taken
from models.terms.units import in_unit, unit_of


@dataclass(frozen=True)
class Counted:
    """What a limit counts: sum over offers and periods of coefficient x amount of the order.

    ``coefficient`` (O,): what one unit of amount adds to the limit's row; ``amount``: how much
    amount one ordered unit is, ``taken`` (R,): how much one unit of each open order.
    """

    coefficient: Array
    amount: PerUnit
    taken: Array


def counted(facts: Facts, origins: Origins, taken: Taken, limit: Limit) -> Counted:
    """What a share, an amount or an average counts of orders.

    share: f - value x g, f what counts of ``of`` within ``among``, g of ``among``; amount: f;
    average: f x (attribute - value). f and g are lanes, 0 to 1 (see ``Origins.lane``).
    """
    inside = lane_of(origins, limit)
    if limit.measure == "share":
        below = elements_of(origins, limit).below
        base = origins.lane(parse(limit.among), limit.stage, limit.sense, below)
        above, chosen = inside - limit.value * base, base
    elif limit.measure == "amount":
        above = chosen = inside
    else:
        attribute = [dict(o.attributes).get(limit.attribute, 0.0) for o in facts.case.offers]
        above, chosen = inside * (np.array(attribute) - limit.value), inside
    return Counted(
        above,
        amount_of(facts, origins, limit, chosen),
        taken_amount(facts, origins, taken, limit, chosen),
    )


@dataclass(frozen=True)
class Elements:
    """Which elements of each offer a limit counts, (O, X), as parts of what it counts below.

    ``above``: in the numerator; ``oxide`` (O,): kg of what is counted below in one kg.
    """

    above: Array
    below: Array
    oxide: Array


def elements_of(origins: Origins, limit: Limit) -> Elements:
    """All, but that a limit by ``reo`` that says ``contains=X`` counts only the oxide of X.

    With ``contains`` in both, below the elements of ``among``, above those that ``of`` names too.
    """
    named = _named(origins, limit.of), _named(origins, limit.among)
    if limit.weight != "reo" or all(one is None for one in named):
        return Elements(origins.parts, origins.parts, origins.oxide.sum(axis=1))
    of, among = named
    below = of if among is None else among
    above = below if of is None else of & below
    oxide = origins.oxide @ below
    each = np.divide(
        origins.oxide, oxide[:, None], out=np.zeros_like(origins.oxide), where=oxide[:, None] > 0
    )
    return Elements(each * above, each * below, oxide)


def _named(origins: Origins, text: str) -> Array | None:
    """Which elements a selector's ``contains=`` names, (X,); None: it names none."""
    conditions = [c for c in parse(text).on("contains").conditions if not c.negated]
    if not conditions:
        return None
    met = [all(c.holds((element,)) for c in conditions) for element in origins.elements]
    return np.array(met, dtype=bool)


def lane_of(origins: Origins, limit: Limit) -> Array:
    """How much of each offer a limit looks at, (O,), 0 to 1; of hhi all that is ``among``."""
    among, elements = parse(limit.among), elements_of(origins, limit)
    if limit.measure == "hhi":
        return origins.lane(among, limit.stage, limit.sense, elements.below)
    chosen = parse(limit.of).both(among)
    return origins.lane(chosen, limit.stage, limit.sense, elements.above)


def amount_of(facts: Facts, origins: Origins, limit: Limit, chosen: Array) -> PerUnit:
    """How much amount one ordered unit of the ``chosen`` offers, (O,), is to a limit.

    quantity and reo: one unit (x its oxide) in the limit's unit, else the one that the chosen
    offers' materials share, else t; spend: the landed cost, undiscounted, by price step. Each times
    the part of an order that the limit counts (``Facts.counted_in``).
    """
    part = facts.counted_in(limit)
    if limit.weight == "spend":
        spend = facts.spend
        return PerUnit(spend.of_order * part, spend.of_step * part[facts.steps.offer])
    units = _units(facts, origins, limit, chosen)
    return PerUnit(units[:, None] * part, np.zeros((len(facts.steps.offer), facts.T)))


def taken_amount(
    facts: Facts, origins: Origins, taken: Taken, limit: Limit, chosen: Array
) -> Array:
    """How much amount one unit of each open order is to a limit, (R,); see ``amount_of``."""
    part = np.ones(len(taken.rows)) if limit.basis == "fact" else taken.counts
    if limit.weight == "spend":
        return np.asarray(taken.spend * part)
    return np.asarray(_units(facts, origins, limit, chosen)[taken.offer] * part)


def _units(facts: Facts, origins: Origins, limit: Limit, chosen: Array) -> Array:
    """One unit of the chosen offers in the limit's unit, by quantity or oxide, (O,)."""
    units = np.zeros(len(chosen))
    places = np.flatnonzero(chosen).tolist()
    materials = [facts.material_of[o] for o in places]
    unit = unit_of(facts.case, materials, limit.unit)
    oxide = elements_of(origins, limit).oxide if limit.weight == "reo" else np.ones(len(units))
    for o, material in zip(places, materials, strict=True):
        units[o] = in_unit(facts.case.material[material].unit, unit) * oxide[o]
    return units


def stock_counted(case: Case, limit: Limit) -> list[tuple[int, float]]:
    """Places of the stockpiles a stock limit looks at, and what one unit counts in its unit."""
    places = _stock_chosen(case, limit)
    materials = [case.stockpiles[k].material for k in places]
    unit = unit_of(case, materials, limit.unit)
    oxide = limit.weight == "reo"
    return [
        (k, in_unit(case.material[m].unit, unit) * (case.reo[m] if oxide else 1.0))
        for k, m in zip(places, materials, strict=True)
    ]


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
    among, below = parse(limit.among), elements_of(origins, limit).below
    if limit.by != "country":
        keys = [text for (text,) in origins.texts(limit.by)]
        names = sorted(set(keys))
        parts = np.array([[key == name for key in keys] for name in names], dtype=float)
        lane = origins.lane(among, limit.stage, limit.sense, below)
        return [Groups(limit.stage, names, parts * lane)]
    # Of an offer that meets all but the country, each country's share that may be counted.
    plain = (origins.lane(among.without("country"), "direct", "max") > 0).astype(float)
    conditions = among.on("country").conditions
    meets = [all(c.holds((country,)) for c in conditions) for country in origins.countries]
    inside = plain * np.array(meets, dtype=float)[:, None]
    stages = STAGES if limit.stage == "any" else (limit.stage,)
    return [
        Groups(stage, origins.countries, origins.shares(stage, below).T * inside)
        for stage in stages
    ]
