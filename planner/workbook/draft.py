"""All rows of a workbook together: what the checks look at and the Case is built from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from models.calendar import Calendar
from models.case import Settings
from models.selector import folded
from planner.workbook.faults import Fault, has_errors
from planner.workbook.grids import SheetGrid
from planner.workbook.rows import Row


@dataclass
class Draft:
    """Rows by table. ``settings`` and ``calendar`` are None if the settings are broken."""

    grids: dict[str, SheetGrid]
    rows: dict[str, list[Row]]
    faults: list[Fault] = field(default_factory=list)
    settings: Settings | None = None
    calendar: Calendar | None = None
    locations: tuple[str, ...] = ("",)
    _by_id: dict[str, dict[str, Row]] = field(default_factory=dict)

    @property
    def broken(self) -> bool:
        """True if there is an error anywhere."""
        return has_errors(self.faults)

    def table(self, key: str) -> list[Row]:
        """Rows of a table, none if the sheet is missing."""
        return self.rows.get(key, [])

    def sound(self, key: str, *columns: str) -> Iterator[Row]:
        """Rows whose cells in these columns are not broken."""
        return (row for row in self.table(key) if row.sound(*columns))

    def by_id(self, key: str) -> dict[str, Row]:
        """Rows of a table by the text of their id, as compared (folded)."""
        if key not in self._by_id:
            column = self.rows[key][0].grid.table.columns[0].key if self.table(key) else ""
            rows = {folded(row.text(column)): row for row in self.table(key) if row.has(column)}
            self._by_id[key] = rows
        return self._by_id[key]

    def find(self, key: str, name: str) -> Row | None:
        """The row of a table with this id."""
        return self.by_id(key).get(folded(name))

    @cached_property
    def inside(self) -> dict[str, tuple[str, ...]]:
        """Material (folded) -> the elements that contents list in it, as typed."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self.table("contents"):
            material = folded(row.text("material"))
            found[material] = (*found.get(material, ()), row.text("element"))
        return found

    def material(self, row: Row, column: str = "material") -> Row | None:
        """The material a row names; None if it names none, or an unknown one."""
        return self.find("materials", row.text(column))

    def unit(self, material: str) -> str:
        """The unit of a material, blank if the material is unknown or its unit broken."""
        found = self.find("materials", material)
        return found.text("unit") if found and found.sound("unit") else ""

    def offers_of(self, supplier: str) -> list[Row]:
        """Offers of one supplier."""
        wanted = folded(supplier)
        return [row for row in self.table("offers") if folded(row.text("supplier")) == wanted]

    @property
    def needed(self) -> set[str]:
        """Materials (folded) with demand in the plan."""
        return {folded(r.text("material")) for r in self.table("demand") if any(r.series)}

    def plan_text(self) -> str:
        """``2027-01..2028-12``."""
        if not self.calendar:
            return ""
        return f"{self.calendar.label(0)}..{self.calendar.label(self.calendar.periods - 1)}"


def rates_between(draft: Draft, currency: str, other: str) -> list[float]:
    """What one of a currency is worth in the other, by period; 1 where a rate is not known.

    Blank is the plan's own. A rate that is missing is reported by the checks.
    """
    count = draft.calendar.periods if draft.calendar else 0
    own, its = _rates(draft, currency, count), _rates(draft, other, count)
    same = folded(currency) == folded(other)
    return [a / b if a and b and not same else 1.0 for a, b in zip(own, its, strict=True)]


def _rates(draft: Draft, currency: str, count: int) -> Sequence[float | None]:
    if currency == "" or (draft.settings and currency == draft.settings.currency):
        return [1.0] * count
    row = draft.find("fx", currency)
    return row.series if row and len(row.series) == count else [None] * count
