"""Concentration of purchases over countries, suppliers or groups."""

import math

import numpy as np

from models.calendar import Window
from models.case import STAGES, Limit, Material
from models.check.amounts import Tally, tally_of
from models.check.books import OWN_SHARE, Books
from models.check.lanes import Lanes
from models.check.limit_value import NOTHING, LimitValue
from models.check.units import Array
from models.check.windows import Windows
from models.selector import folded


def hhi_tallies(limit: Limit, lanes: Lanes, materials: tuple[Material, ...]) -> tuple[Tally, ...]:
    """One row for each group; by country at stage any one tally for each of the four stages."""
    if limit.by == "country":
        stages = STAGES if limit.stage == "any" else (limit.stage,)
        parts = [lanes.by_country(limit, stage) for stage in stages]
    else:
        parts = [_by_name(limit, lanes)]
    oxide = lanes.oxide_below(limit)
    return tuple(
        tally_of(limit, np.asarray(named.any(axis=0)), shares, lanes.goods, materials, oxide)
        for shares, named in parts
    )


def _by_name(limit: Limit, lanes: Lanes) -> tuple[Array, Array]:
    """The share of each offer in its supplier or group, (groups, offers), and whether any."""
    names = [folded(name) for (name,) in lanes.columns[limit.by]]
    groups = np.array(sorted(set(names)))[:, None]
    rows = (groups == np.array(names)) * lanes.share(limit, of=False)
    return rows, rows != 0


def hhi_values(
    books: Books, limit: Limit, tallies: tuple[Tally, ...], windows: Windows
) -> list[LimitValue]:
    """Sum of squared shares, 0 to 10,000; by country at stage any the worst stage counts."""
    stages = [
        (tally.usual(books), windows.sums(tally.sums @ tally.amounts(books))) for tally in tallies
    ]
    return [
        max(
            (
                _value(
                    limit.in_year(books.case.calendar.year(window.periods[-1])),
                    window,
                    sums[w],
                    usual,
                )
                for usual, sums in stages
            ),
            key=lambda value: value.excess,
        )
        for w, window in enumerate(windows.every)
    ]


def _value(limit: Limit, window: Window, groups: list[float], usual: float) -> LimitValue:
    total, norm = math.fsum(groups), math.hypot(*groups)
    return LimitValue(
        limit=limit,
        window=window,
        numerator=norm,
        denominator=total,
        value=1e4 * norm**2 / total**2 if total > NOTHING * usual else None,
        allowed=float(np.sqrt(limit.value / 1e4)) * total,
        scale=max(total, OWN_SHARE * usual),
    )
