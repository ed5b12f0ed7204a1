"""Cells of the workbook that an embedded plan's inputs were read from."""

from dataclasses import dataclass

from models.calendar import parse_period
from models.edit import EACH
from planner.outcomes.embedded import EmbeddedPlan
from planner.outcomes.plan import Place
from planner.schema.tables import TABLES

UNKNOWN = "-"
_DIGITS = 12
"""Figures to which a value that was spread over periods is brought together again."""


@dataclass(frozen=True)
class Seen:
    """The cell behind a period's value.

    ``key`` is the heading of its one column, blank if months come from several or none is known;
    ``typed`` the value that stands in it.
    """

    cell: str
    key: str = ""
    typed: float | None = None


class Addresses:
    """Addresses of one plan's inputs; ``-`` where the plan does not know them."""

    def __init__(self, embedded: EmbeddedPlan) -> None:
        self._places = embedded.places
        self._calendar = embedded.case.calendar
        self._settings = [place for at, place in embedded.places.items() if at[0] == "settings"]

    def setting(self, key: str) -> str:
        """The cell of a setting's value; a setting that is not in the workbook has none."""
        for place in self._settings:
            if key in place.columns:
                return place.cell(key)
        return UNKNOWN

    def cell(self, table: str, index: int, column: str) -> str:
        """The cell of a plain column or attribute."""
        place = self._places.get((table, index))
        if place is None:
            return UNKNOWN
        name = column.removeprefix("attr:") if column not in place.columns else column
        return place.cell(name)

    def row(self, table: str, index: int) -> str:
        """The first cell of a row that counts."""
        return self.cell(table, index, TABLES[table].columns[0].key)

    def period(self, table: str, index: int, label: str, value: float | None) -> Seen:
        """The cell or cells that the value of one period comes from."""
        place = self._places.get((table, index))
        if place is None:
            return Seen(UNKNOWN)
        months = parse_period(label)
        assert months is not None
        owners = [_owner(place, month) for month in range(months[0], months[1] + 1)]
        keys = [key for key in dict.fromkeys(owners) if key]
        if not keys:
            return Seen(place.cell(label))
        if len(keys) > 1 or not all(owners):
            return Seen(_together(place, keys))
        typed = value
        if value is not None and TABLES[table].periods == "flow":
            # A flow was divided by the months of its column.
            typed = float(f"{value * self._length(keys[0]) / len(owners):.{_DIGITS}g}")
        return Seen(place.cell(keys[0]), keys[0], typed)

    def _length(self, key: str) -> int:
        months = parse_period(key)
        return self._calendar.months if months is None else months[1] - months[0] + 1


def _owner(place: Place, month: int) -> str:
    """The most specific filled column that covers a month; ``each`` is the coarsest."""
    best, length = "", float("inf")
    for key in place.filled:
        months = parse_period(key)
        if months is None:
            best = best or EACH
        elif months[0] <= month <= months[1] and months[1] - months[0] < length:
            best, length = key, months[1] - months[0]
    return best


def _together(place: Place, keys: list[str]) -> str:
    """``demand!D7``, or ``demand!D7, E7``."""
    first, *rest = [place.cell(key) for key in keys]
    return ", ".join([first, *(cell.rpartition("!")[2] for cell in rest)])
