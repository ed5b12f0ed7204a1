"""Periods that a row leaves blank, and columns that no period of the plan reads."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from models.calendar import Calendar
from planner.schema.tables import TABLES
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, Kind, Spot, kind
from planner.workbook.grids import PeriodColumn, SheetGrid
from planner.workbook.key_row import BAD_PERIOD_COLUMN, DUPLICATE_PERIOD, LOST_NUMBERS
from planner.workbook.rows import Row

NAMED = 3
"""How many stretches of periods are named; of more only how many there are."""

SPARSE_DEMAND = kind(
    "W534",
    (
        "'{material}'의 수요가 {periods}에 적혀 있지 않아 0으로 보았습니다.",
        "The demand for '{material}' is not written for {periods}: it is taken as 0.",
    ),
    (
        "그 기간의 수량을 적으세요. 수요가 없으면 0을 적으면 됩니다.",
        "Write what is needed there, or 0 where nothing is.",
    ),
    headline="sparse",
)
SPARSE_ARISING = kind(
    "N587",
    (
        "'{name}'의 발생량이 {periods}에 적혀 있지 않아 0으로 보았습니다.",
        "What arises of '{name}' is not written for {periods}: it is taken as 0.",
    ),
    ("0이면 0을 적으세요.", "Write 0 if that is meant."),
)
NO_MAXIMUM = kind(
    "W567",
    (
        "'{name}'의 한도가 {periods}에 적혀 있지 않아 그때는 이 행의 한도가 없습니다.",
        "The row of '{name}' is blank in {periods}: it sets no maximum there.",
    ),
    ("한도가 있으면 적으세요.", "Write one if there is one."),
)
OWN_PRICE = kind(
    "N556",
    (
        "'{name}'의 가격이 {periods}에 적혀 있지 않아 공급조건의 가격을 썼습니다.",
        "The price of '{name}' is not written for {periods}: the offer's own price holds there.",
    ),
    ("다르면 적으세요.", "Write it if it differs."),
)
_SAID_WHOLE = ("arisings", "capacity")
"""Tables whose rows say nothing at all if they are blank throughout."""
_OF_TABLE: dict[str, tuple[Kind, str]] = {
    "arisings": (SPARSE_ARISING, "material"),
    "capacity": (NO_MAXIMUM, "supplier"),
    "processes": (NO_MAXIMUM, "process"),
    "prices": (OWN_PRICE, "offer"),
}
"""What is said of a row with some periods filled and others blank, and the column of its name."""


def sparse_demand(draft: Draft) -> Iterator[Fault]:
    """Demand is 0 where nothing is written: it is said, for a lost column looks the same."""
    if draft.calendar is None or "demand" not in draft.grids or _outside(draft, "demand"):
        return
    for row in draft.sound("demand", "material"):
        calendar, blank = _unwritten(row, draft.calendar)
        if blank and any(row.filled):
            periods = stretches(calendar, blank)
            spot = _spot(row, calendar, blank[0])
            yield SPARSE_DEMAND.at(spot, material=row.text("material"), periods=periods)


def gaps(draft: Draft) -> Iterator[Fault]:
    """Rows that are filled for some periods only, and what holds in the others."""
    for table, (said, key) in _OF_TABLE.items():
        if table in draft.grids and _outside(draft, table):
            continue
        for row in draft.sound(table, key) if draft.calendar else ():
            assert draft.calendar is not None
            blank = _blank(row, draft.calendar)
            # What is partly filled has a fault of its own, or the offer's price in its gaps.
            wholly = [t for t in blank if not row.filled[t] or table == "prices"]
            if wholly and (any(row.filled) or table in _SAID_WHOLE):
                periods = stretches(draft.calendar, wholly)
                spot = _spot(row, draft.calendar, wholly[0])
                yield said.at(spot, name=row.text(key), periods=periods)


def _outside(draft: Draft, table: str) -> bool:
    """Whether that all columns lie outside the plan has been said, or that some are no period."""
    codes = {"W211", BAD_PERIOD_COLUMN.code, DUPLICATE_PERIOD.code, LOST_NUMBERS.code}
    name = draft.grids[table].sheet.name
    return any(f.code in codes and f.sheet == name for f in draft.faults)


def _blank(row: Row, calendar: Calendar) -> list[int]:
    """Periods of which some month has no value; none if a cell of the row cannot be read."""
    if any(period.key in row.broken for period in row.grid.periods):
        return []
    return [t for t, months in enumerate(row.filled) if months < calendar.months]


def _unwritten(row: Row, calendar: Calendar) -> tuple[Calendar, list[int]]:
    """The blank periods; in months where some of a period's months are written and others not."""
    blank = _blank(row, calendar)
    if not any(row.filled[t] for t in blank):
        return calendar, blank
    monthly = Calendar(calendar.start, calendar.periods * calendar.months)
    ordinals = [monthly.first_month(t) for t in range(monthly.periods)]
    written = [any(_covers(column, [month]) for column in row.cells) for month in ordinals]
    return monthly, [t for t, there in enumerate(written) if not there]


def _spot(row: Row, calendar: Calendar, period: int) -> Spot:
    """The blank cell of a period, or the row if it has no column."""
    first = calendar.first_month(period)
    months = range(first, first + calendar.months)
    for column in row.grid.periods:
        if column not in row.cells and _covers(column, months):
            return row.period_spot(column)
    return row.spot(row.grid.table.columns[0].key)


def _covers(column: PeriodColumn, months: Sequence[int]) -> bool:
    if column.first is None or column.last is None:
        return True
    return column.first <= months[-1] and column.last >= months[0]


def stretches(calendar: Calendar, periods: Sequence[int]) -> str:
    """``2027-03..2027-05, 2027-09``: periods (in order) as they follow each other."""
    ends = [t for t, later in pairwise(periods) if later > t + 1] + [periods[-1]]
    starts = [periods[0]] + [later for t, later in pairwise(periods) if later > t + 1]
    said = [
        calendar.label(a) if a == b else f"{calendar.label(a)}..{calendar.label(b)}"
        for a, b in zip(starts, ends, strict=True)
    ]
    return ", ".join(said[:NAMED]) + (f" (+{len(said) - NAMED})" if len(said) > NAMED else "")


COLUMNS_OUTSIDE = kind(
    "N220",
    (
        "값이 있는 기간 열 {count}개({names})가 계획 기간({plan}) 밖이라 쓰지 않았습니다.",
        "Filled period columns outside the plan ({plan}) are not used: {count} ({names}).",
    ),
    (
        "계획에 넣으려면 settings의 start와 periods를 고치세요.",
        "To use them, change start and periods in settings.",
    ),
)


def columns_outside(draft: Draft) -> Iterator[Fault]:
    """Filled columns before the plan or after it; later demand is read where cover looks at it."""
    if draft.calendar is None:
        return
    for table, grid in draft.grids.items():
        if not TABLES[table].periods or _outside(draft, table):
            continue
        filled = [p for p in grid.periods if any(p in row.cells for row in draft.table(table))]
        unread = [p for p in filled if _unread(draft, table, p, draft.calendar)]
        if unread:
            yield COLUMNS_OUTSIDE.at(
                grid.spot(grid.key_row, unread[0].column),
                count=len(unread), names=_names(unread), plan=draft.plan_text(),
            )  # fmt: skip


def _unread(draft: Draft, table: str, column: PeriodColumn, calendar: Calendar) -> bool:
    if column.first is None or column.last is None:
        return False
    if column.first < calendar.first_month(calendar.periods):
        return column.last < calendar.start
    return not (table == "demand" and _looked_ahead(draft))


def _looked_ahead(draft: Draft) -> bool:
    """Whether a stockpile's cover looks at demand beyond the plan."""
    wanted = ("cover_target", "cover_min")
    return any(row.has(key) for row in draft.table("stockpiles") for key in wanted)


def _names(columns: Sequence[PeriodColumn]) -> str:
    return columns[0].key if len(columns) == 1 else f"{columns[0].key} ... {columns[-1].key}"


HIDDEN_COLUMNS = kind(
    "W221",
    (
        "값이 있는 열 {count}개가 숨겨져 있습니다({names}).",
        "Hidden columns hold values: {count} ({names}).",
    ),
    (
        "숨긴 열도 모두 읽었습니다. 쓰지 않을 열은 지우세요.",
        "They were read like all others; delete the columns you do not mean.",
    ),
)
STRUCK = kind(
    "W222",
    (
        "취소선이 그어진 값이 {count}행에 있습니다(첫 곳: {first}).",
        "Rows with values struck through: {count} (the first is {first}).",
    ),
    (
        "취소선이 있어도 모두 읽었습니다. 쓰지 않을 행은 지우세요.",
        "They were read like all others; delete the rows you do not mean.",
    ),
)


def seen_otherwise(draft: Draft) -> Iterator[Fault]:
    """What a reader of the sheet takes for absent: hidden columns and struck-through cells."""
    for table, grid in draft.grids.items():
        rows = draft.table(table)
        hidden = [
            key
            for key, column in _keyed(grid)
            if any(column in hide for hide in grid.sheet.hidden_columns)
            and _holds(grid, rows, column)
        ]
        if hidden:
            names = ", ".join(hidden[:NAMED]) + (" ..." if len(hidden) > NAMED else "")
            yield HIDDEN_COLUMNS.at(Spot(sheet=grid.sheet.name), count=len(hidden), names=names)
        read = {column for _, column in _keyed(grid)}
        numbers = {row.number for row in rows}
        struck = sorted(at for at in grid.sheet.struck if at[0] in numbers and at[1] in read)
        if struck:
            spot = grid.spot(*struck[0])
            count = len({row for row, _ in struck})
            yield STRUCK.at(spot, count=count, first=spot.cell)


def _keyed(grid: SheetGrid) -> list[tuple[str, int]]:
    """Every column that is read, in the order of the sheet."""
    known = {c.key for c in grid.table.columns if c.kept}
    keys = [(key, column) for key, column in grid.columns.items() if key in known]
    keys += [*grid.attributes.items(), *((p.key, p.column) for p in grid.periods)]
    return sorted(keys, key=lambda pair: pair[1])


def _holds(grid: SheetGrid, rows: Iterable[Row], column: int) -> bool:
    return any(column in grid.sheet.rows.get(row.number, {}) for row in rows)


CHECKS = (sparse_demand, gaps, columns_outside, seen_otherwise)
