"""Where the oxide of each element comes from, and how long what is in stock lasts."""

import numpy as np

from models.allocation.balance import Nodes
from models.calendar import Window
from models.critical import as_written, home_country
from models.elements import OXIDE_OF_METAL
from models.program import Array
from models.terms.taken import taken_of
from models.terms.units import in_kg
from planner.outcomes.plan import SupplyLine
from planner.planning.scopes import holding
from planner.planning.shares import ordered
from planner.planning.solved import SolvedCase

_DAYS_OF_A_MONTH = 365.25 / 12


def supply_lines(solved: SolvedCase) -> tuple[SupplyLine, ...]:
    """Every rare earth element on offer, over the plan and in each year."""
    case = solved.case
    inside = case.oxides
    elements = sorted({x for o in case.offers for x in inside[o.material]} & OXIDE_OF_METAL.keys())
    named = as_written(case)
    supply, calendar = _Supply(solved), case.calendar
    windows = [*calendar.windows("horizon"), *calendar.windows("year")]
    return tuple(
        line
        for element in elements
        for window in windows
        if (line := supply.line(element, holding(named[element]), window)) is not None
    )


class _Supply:
    """What each material brings and takes in a window, in its own unit, (M,)."""

    def __init__(self, solved: SolvedCase) -> None:
        self.solved, self.case = solved, solved.case
        self.place = {m.material: i for i, m in enumerate(self.case.materials)}
        self.taken = taken_of(solved.facts)
        self.home = home_country(self.case)
        self.demand = Nodes(solved.facts).demand - solved.decisions.short

    def line(self, element: str, scope: str, window: Window) -> SupplyLine | None:
        """The line of an element (folded); None if nothing of it moves."""
        kilograms = np.array(
            [
                in_kg(m.unit) * self.case.oxides[m.material].get(element, 0.0)
                for m in self.case.materials
            ]
        )
        imported, home = self._bought(window)
        left, opening = self._stock(window.periods[-1]), self._stock(window.periods[0] - 1)
        days = len(window.periods) * self.case.calendar.months * _DAYS_OF_A_MONTH
        line = SupplyLine(
            scope,
            window.label,
            imported=float(imported @ kilograms),
            home=float(home @ kilograms),
            recycled=float(self._own_scrap(window) @ kilograms),
            drawn=float((opening - left) @ kilograms),
            left=float(left @ kilograms),
            public=float(self._stock(window.periods[-1], "government") @ kilograms),
            needed=float(self._met(window) @ kilograms),
            days=days,
        )
        moves = (line.imported, line.home, line.recycled, line.drawn, line.left, line.needed)
        return line if any(moves) else None

    def _bought(self, window: Window) -> tuple[Array, Array]:
        quantity, _ = ordered(self.solved, self.taken, window)
        abroad, home = np.zeros(len(self.place)), np.zeros(len(self.place))
        for offer, amount in zip(self.case.offers, quantity.tolist(), strict=True):
            at_home = self.case.supplier[offer.supplier].country == self.home
            (home if at_home else abroad)[self.place[offer.material]] += amount
        return abroad, home

    def _own_scrap(self, window: Window) -> Array:
        """What processes use of scrap, less what of it is bought."""
        used = np.zeros(len(self.place))
        runs = self.solved.decisions.run[:, list(window.periods)].sum(axis=1)
        of_process = {p.process: float(n) for p, n in zip(self.case.processes, runs, strict=True)}
        for row in self.case.recipes:
            if row.per_run < 0 and self.case.material[row.material].form == "scrap":
                used[self.place[row.material]] -= row.per_run * of_process[row.process]
        return np.maximum(used - sum(self._bought(window)), 0.0)

    def _stock(self, period: int, owner: str = "") -> Array:
        """What stockpiles hold at a period's end; before the first the opening stock."""
        held = np.zeros(len(self.place))
        for k, pile in enumerate(self.case.stockpiles):
            if owner not in ("", pile.owner):
                continue
            stock = self.solved.measures.stock[k, period] if period >= 0 else pile.opening
            held[self.place[pile.material]] += float(stock)
        return held

    def _met(self, window: Window) -> Array:
        met = np.zeros(len(self.place))
        for (material, _), amount in zip(self.case.nodes, self.demand, strict=True):
            met[self.place[material]] += float(amount[list(window.periods)].sum())
        return met
