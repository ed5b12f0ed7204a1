"""What is closed: each supplier, each country (direct and by stage), each license, pairs."""

from itertools import combinations

import numpy as np

from models.case import STAGES, Case
from models.futures.coverage import coverage
from models.program import Array
from models.terms.facts import Facts
from models.terms.origin import Origins
from planner.study.stress.found import Closure


def closures_of(case: Case, *, pairs: bool) -> list[Closure]:
    """Everything that can be closed and sells anything; stages that differ from others only.

    The case's rows are in order.
    """
    found: dict[tuple[float, ...], Closure] = {}
    sells = [offer.supplier for offer in case.offers]
    for name in dict.fromkeys(sells):
        shares = tuple(float(seller == name) for seller in sells)
        found[(*shares, -1.0)] = Closure(f"supplier {name}", "supplier", (name,), "", shares)
    origins, direct = Origins(case), []
    for stage in ("direct", *STAGES):
        grid = origins.shares(stage)
        for c, country in enumerate(origins.countries):
            shares = tuple(min(1.0, float(share)) for share in grid[:, c])
            if any(shares) and shares not in found:
                said = f"country {country}" if stage == "direct" else f"country {country} {stage}"
                found[shares] = Closure(said, "country", (country,), stage, shares)
                direct += [found[shares]] if stage == "direct" else []
    for row, needed in zip(case.licenses, coverage(case), strict=True):
        shares = tuple(float(own) for own in needed.any(axis=1))
        if any(shares):
            name = row.license
            found[(*shares, -2.0, *map(float, name.encode()))] = Closure(
                f"license {name}", "license", (name,), "", shares
            )
    both = [
        Closure(
            f"countries {a.idents[0]}+{b.idents[0]}",
            "pair",
            (*a.idents, *b.idents),
            "direct",
            tuple(map(max, zip(a.shares, b.shares, strict=True))),
        )
        for a, b in combinations(direct, 2)
    ]
    return [*found.values(), *(both if pairs else [])]


def spent_in(case: Case, orders: Array, shares: tuple[float, ...]) -> float:
    """What the plan spends on what is closed, undiscounted, tiers left out."""
    return float((np.array(shares)[:, None] * orders * Facts(case).landed).sum())


def recovery_of(case: Case, shares: tuple[float, ...]) -> float | None:
    """Months until the slowest of the suppliers delivers again; None if any does not say."""
    who = {o.supplier for o, share in zip(case.offers, shares, strict=True) if share > 0}
    months = [case.supplier[name].recovery_months for name in who]
    known = [one for one in months if one is not None]
    return max(known) if known and len(known) == len(months) else None
