"""What was drawn of each license, beside what was typed: few futures only come near it."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from models.futures.delays import lognormal
from models.futures.draw import Drawer


@dataclass(frozen=True)
class Drawn:
    """The applications under a license in all futures: what was typed, and what was drawn.

    ``applications``: the orders that could be placed under it, offer by offer and period by period.
    ``grant`` and ``granted`` are parts of 1, days are calendar days before any event.
    """

    license: str
    country: str
    applications: int
    grant: float
    granted: float
    days_p50: float
    drawn_p50: float
    days_p90: float
    drawn_p90: float


def drawn_licenses(drawer: Drawer) -> tuple[Drawn, ...]:
    """Every license under which something can be ordered, in the case's order."""
    found = []
    for i, row in enumerate(drawer.case.licenses):
        under = drawer.needed[i][drawer.covered]
        if not under.any():
            continue
        grants, waits = np.moveaxis(drawer.scores[:, :, i][:, :, under], 1, 0)
        grant, p50 = 1.0 if row.grant is None else row.grant, row.days_p50 or 0.0
        p90 = p50 if row.days_p90 is None else row.days_p90
        half, most = np.quantile(lognormal(p50, p90, waits), (0.5, 0.9), method="hazen")
        found.append(
            Drawn(
                license=row.license,
                country=row.country,
                applications=int(under.sum()),
                grant=grant,
                granted=float((grants <= ndtri(grant)).mean()),
                days_p50=p50,
                drawn_p50=float(half),
                days_p90=p90,
                drawn_p90=float(most),
            )
        )
    return tuple(found)
