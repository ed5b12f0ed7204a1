"""Checks that several tables share."""

from collections.abc import Iterable, Iterator

from models.calendar import month_text
from planner.workbook.draft import Draft, is_mass
from planner.workbook.faults import Fault
from planner.workbook.kinds import purchase as kinds
from planner.workbook.rows import Row


def ordered_bounds(row: Row, low: str, high: str) -> Iterator[Fault]:
    """The lower bound is not above the upper one."""
    if row.has(low, high) and row[low] > row[high]:
        yield kinds.MIN_ABOVE_MAX.at(
            row.spot(low), low_key=low, low=row.spot(low).seen,
            high_key=high, high=row.spot(high).seen,
        )  # fmt: skip


def from_until(row: Row) -> Iterator[Fault]:
    """The first period does not lie after the last."""
    if row.has("from", "until") and row["from"] > row["until"]:
        yield kinds.FROM_AFTER_UNTIL.at(
            row.spot("until"), start=month_text(row["from"]), end=month_text(row["until"])
        )


def mixed_units(draft: Draft, row: Row, materials: Iterable[str]) -> Iterator[Fault]:
    """Materials counted together share a unit, or the row names the mass to count them in."""
    units = sorted({unit for unit in map(draft.unit, materials) if unit})
    wanted = row.text("unit")
    if not units or not row.sound("unit"):
        return
    spot = row.spot("unit")
    if wanted:
        other = [unit for unit in units if unit != wanted]
        if other and not all(is_mass(unit) for unit in (*other, wanted)):
            yield kinds.UNMIXABLE_UNITS.at(spot, units=", ".join(units), unit=wanted)
    elif len(units) > 1 and all(is_mass(unit) for unit in units):
        yield kinds.MIXED_UNITS.at(spot, units=", ".join(units), repair="t")
    elif len(units) > 1:
        yield kinds.UNMIXABLE_UNITS.at(spot, units=", ".join(units), unit="t")
