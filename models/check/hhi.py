"""Concentration of purchases over countries, suppliers or groups."""

import numpy as np

from models.calendar import Window
from models.case import STAGES, Limit
from models.check.amounts import amounts_of
from models.check.books import OWN_SHARE, Books
from models.check.lanes import Lanes, Shares, group_of
from models.check.limit_value import NOTHING, LimitValue
from models.check.units import Array
from models.selector import folded


def hhi_values(books: Books, lanes: Lanes, limit: Limit, windows: list[Window]) -> list[LimitValue]:
    """Sum of squared shares, 0 to 10,000; by country at stage any the worst stage counts."""
    by_stage = limit.by == "country" and limit.stage == "any"
    stages = STAGES if by_stage else (limit.stage,)
    tables = [_group_amounts(books, lanes, limit, stage) for stage in stages]
    values = []
    for window in windows:
        places = list(window.periods)
        every = [_value(limit, window, table[:, places].sum(1), usual) for table, usual in tables]
        values.append(max(every, key=lambda value: value.excess))
    return values


def _value(limit: Limit, window: Window, groups: Array, usual: float) -> LimitValue:
    total, norm = float(groups.sum()), float(np.linalg.norm(groups))
    return LimitValue(
        limit=limit,
        window=window,
        numerator=norm,
        denominator=total,
        value=1e4 * norm**2 / total**2 if total > NOTHING * usual else None,
        allowed=float(np.sqrt(limit.value / 1e4)) * total,
        scale=max(total, OWN_SHARE * usual),
    )


def _group_amounts(books: Books, lanes: Lanes, limit: Limit, stage: str) -> tuple[Array, float]:
    """Amount of each group in each period, (groups, periods), and what is usual in a period."""
    members = _members(books, lanes, limit, stage)
    amounts, usual = amounts_of(books, limit, np.array([bool(m) for m in members], dtype=bool))
    names = {name: g for g, name in enumerate(sorted({n for m in members for n in m}))}
    table = np.zeros((len(names), books.case.settings.periods))
    for shares, amount in zip(members, amounts, strict=True):
        for group, share in shares.items():
            table[names[group]] += share * amount
    return table, usual


def _members(books: Books, lanes: Lanes, limit: Limit, stage: str) -> list[Shares]:
    """Group -> share of each offer."""
    if limit.by == "country":
        return lanes.by_country(limit, stage)
    case = books.case
    shares = lanes.share(limit, of=False).tolist()
    return [
        {folded(offer.supplier if limit.by == "supplier" else group_of(case, offer)): share}
        if share
        else {}
        for offer, share in zip(case.offers, shares, strict=True)
    ]
