"""From when on the orders of a plan may answer what happens in a future.

The first surprise counts: a stop that hits an offer of the case, or a license named by an offer
that turns out not to be renewed. What is slow or dear is none.
"""

from collections.abc import Sequence

from models.case import Case
from models.futures.coverage import after
from models.program import Array
from models.selector import folded

Spells = list[list[tuple[float, float]]]
"""Of each event, when it starts and ends each time, in periods from the start of the plan."""


class Switch:
    """Tells of a future in which period its orders adapt."""

    def __init__(self, case: Case, struck: Sequence[Array]) -> None:
        """``struck``: what each event hits (see ``strikes``)."""
        self.case = case
        self.stops = [
            event.effect == "stop" and bool(hit.any())
            for event, hit in zip(case.events, struck, strict=True)
        ]
        named = {folded(offer.license) for offer in case.offers}
        self.lost = [
            int(gone.argmax()) if folded(row.license) in named and gone.any() else None
            for row, gone in ((row, after(case, row)) for row in case.licenses)
        ]
        """Of each license named by an offer, the first period after its ``valid_until``."""

    def adapts(self, renewed: Sequence[bool], spells: Spells) -> int | None:
        """The first surprise and ``reaction`` periods more; None: orders ahead stand."""
        reaction, periods = self.case.settings.reaction, self.case.calendar.periods
        if reaction == "never":
            return None
        first = [
            b for b, stays in zip(self.lost, renewed, strict=True) if b is not None and not stays
        ]
        first += [
            int(start)
            for stops, own in zip(self.stops, spells, strict=True)
            for start, _ in own
            if stops
        ]
        found = min(first, default=periods) + reaction
        return found if found < periods else None
