"""Checks that several tables share."""

from collections.abc import Iterable, Iterator

from models.calendar import month_text
from models.terms.units import is_mass
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, kind
from planner.workbook.rows import Row

MIN_ABOVE_MAX = kind(
    "E541",
    (
        "{low_key} {low}{low:이가} {high_key} {high}보다 큽니다.",
        "{low_key} {low} is more than {high_key} {high}.",
    ),
    (
        "{low_key}{low_key:을를} {high} 이하로 줄이거나 {high_key}{high_key:을를} 늘리세요.",
        "Lower {low_key} to {high} or less, or raise {high_key}.",
    ),
)


def ordered_bounds(row: Row, low: str, high: str) -> Iterator[Fault]:
    """The lower bound is not above the upper one."""
    if row.has(low, high) and row[low] > row[high]:
        yield MIN_ABOVE_MAX.at(
            row.spot(low), low_key=low, low=row.spot(low).seen,
            high_key=high, high=row.spot(high).seen,
        )  # fmt: skip


FROM_AFTER_UNTIL = kind(
    "E542",
    (
        "시작 {start}{start:이가} 종료 {end}보다 늦습니다.",
        "from {start} lies after until {end}.",
    ),
    ("두 값을 바꾸거나 고치세요.", "Swap or mend them."),
)


def from_until(row: Row) -> Iterator[Fault]:
    """The first period does not lie after the last."""
    if row.has("from", "until") and row["from"] > row["until"]:
        yield FROM_AFTER_UNTIL.at(
            row.spot("until"), start=month_text(row["from"]), end=month_text(row["until"])
        )


UNMIXABLE_UNITS = kind(
    "E563",
    (
        "단위 {units}{units:은는} {unit}{unit:으로} 바꿀 수 없습니다.",
        "The units {units} cannot be converted to {unit}.",
    ),
    (
        "단위가 같은 품목끼리 행을 나누세요. kg과 t만 서로 바꿀 수 있습니다.",
        "Use one row per unit; only kg and t convert into each other.",
    ),
)
MIXED_UNITS = kind(
    "E562",
    (
        "단위가 다른 품목({units})을 함께 재는데 단위가 없습니다.",
        "It joins materials with different units ({units}) and names none.",
    ),
    ("unit 열에 {repair}{repair:을를} 적으세요.", "Write {repair} under unit."),
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
            yield UNMIXABLE_UNITS.at(spot, units=", ".join(units), unit=wanted)
    elif len(units) > 1 and all(is_mass(unit) for unit in units):
        yield MIXED_UNITS.at(spot, units=", ".join(units), repair="t")
    elif len(units) > 1:
        yield UNMIXABLE_UNITS.at(spot, units=", ".join(units), unit="t")
