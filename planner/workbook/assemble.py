"""From a book to a draft: tables found, cells typed, settings settled, rows tied and spread."""

import dataclasses
from typing import Any

from models.calendar import MONTHS_PER_PERIOD, Calendar, month_text
from models.case import Settings
from planner.schema.tables import SETTINGS, TABLES
from planner.words import Words
from planner.workbook.draft import LONGEST_PLAN, Draft, rates_between
from planner.workbook.faults import Spot
from planner.workbook.grids import find_grids
from planner.workbook.guesses import nearest
from planner.workbook.kinds import plan as kinds
from planner.workbook.kinds import sheets as sheet_kinds
from planner.workbook.periods import Spreader, beyond
from planner.workbook.references import resolve
from planner.workbook.rows import Row, read_rows
from planner.workbook.sheets import Book

PERIOD_WORDS = {"quarter": Words("분기", "quarter"), "year": Words("연도", "year")}
EXAMPLES = {"start": "2027-01", "periods": "24"}


def assemble(book: Book) -> Draft:
    """Everything that can be read, with every fault found on the way."""
    grids, faults = find_grids(book)
    draft = Draft(grids, {}, [*book.faults, *faults])
    for key in (key for key in TABLES if key in grids):
        draft.rows[key], faults = read_rows(grids[key])
        draft.faults += faults
        if not draft.rows[key] and not TABLES[key].optional:
            spot = Spot(sheet=grids[key].sheet.name)
            draft.faults.append(sheet_kinds.NO_ROWS.at(spot, table=key))
    _settle_settings(draft)
    resolve(draft)
    if draft.calendar:
        _spread_periods(draft, draft.calendar)
    return draft


def _settle_settings(draft: Draft) -> None:
    rows = {row["key"]: row for row in draft.sound("settings", "key", "value")}
    values = {key: row["value"] for key, row in rows.items() if row["value"] is not None}
    unread = {row.cell("key") for row in draft.table("settings") if row.broken}
    misspelled = {nearest(cell.shown, [c.key for c in SETTINGS]) for cell in unread if cell}
    for column in SETTINGS:
        if "settings" not in draft.grids or column.key in values or not column.required:
            continue
        if column.key not in misspelled:
            _missing_setting(draft, column.key, rows.get(column.key))
    if not {"start", "periods"} <= set(values):
        return
    before = len(draft.faults)
    period = _check_start(draft, values, rows)
    if values["periods"] > LONGEST_PLAN:
        spot = rows["periods"].spot("value")
        draft.faults.append(kinds.TOO_MANY_PERIODS.at(spot, limit=LONGEST_PLAN))
    if len(draft.faults) > before or "period" in misspelled:
        return
    draft.calendar = Calendar(values["start"], values["periods"], period)
    defaults = {c.key: c.default for c in SETTINGS if c.default is not None}
    draft.settings = Settings(**(defaults | values))


def _missing_setting(draft: Draft, key: str, row: Row | None) -> None:
    spot = row.spot("value") if row else Spot(sheet=draft.grids["settings"].sheet.name)
    spot = dataclasses.replace(spot, key=key)
    draft.faults.append(kinds.MISSING_SETTING.at(spot, key=key, example=EXAMPLES.get(key, "")))


def _check_start(draft: Draft, values: dict[str, Any], rows: dict[str, Row]) -> Any:
    """The plan's period; a quarter or year plan starts on a calendar quarter or year."""
    period = values.get("period", "month")
    months = MONTHS_PER_PERIOD[period]
    if values["start"] % months:
        words = PERIOD_WORDS[period]
        repair = month_text(values["start"] // months * months)
        spot = rows["start"].spot("value")
        draft.faults.append(
            kinds.START_NOT_ALIGNED.at(spot, what_ko=words.ko, what_en=words.en, repair=repair)
        )
    return period


def _spread_periods(draft: Draft, calendar: Calendar) -> None:
    for key, rows in draft.rows.items():
        kind = TABLES[key].periods
        if not kind:
            continue
        spreader = Spreader(calendar, kind == "flow")
        for row in rows:
            spread = spreader(row.cells)
            row.series, row.partial = spread.values, spread.partial(calendar.months)
            row.filled = spread.filled
            if key == "demand":
                row.beyond = beyond(row.cells, calendar)
        _check_outside(draft, key)
    for row in draft.table("prices"):
        _own_price_in_gaps(draft, row, calendar)


def _own_price_in_gaps(draft: Draft, row: Row, calendar: Calendar) -> None:
    """Months of a price left blank take the offer's own price, in the money of the row."""
    offer = draft.find("offers", row.text("offer"))
    if not row.partial or offer is None or not offer.has("price"):
        return
    other = offer.text("currency")
    into = rates_between(draft, other, row.text("currency") or other)
    months, values = calendar.months, list(row.series)
    for t in row.partial:
        own = offer["price"] * into[t]
        values[t] = ((values[t] or 0.0) * row.filled[t] + own * (months - row.filled[t])) / months
    row.series = tuple(values)


def _check_outside(draft: Draft, key: str) -> None:
    grid, calendar = draft.grids[key], draft.calendar
    if calendar is None or not grid.periods:
        return
    end = calendar.first_month(calendar.periods) - 1
    inside = any(
        p.first is None or p.last is None or (p.first <= end and p.last >= calendar.start)
        for p in grid.periods
    )
    if not inside:
        spot = grid.spot(grid.key_row, grid.periods[0].column)
        draft.faults.append(sheet_kinds.PERIODS_OUTSIDE.at(spot, plan=draft.plan_text()))
