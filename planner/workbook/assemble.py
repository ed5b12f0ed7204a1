"""From a book to a draft: tables found, cells typed, settings settled, rows tied and spread."""

import dataclasses
from typing import Any

from models.calendar import MONTHS_PER_PERIOD, Calendar, month_text
from models.case import Settings
from planner.schema.common import LONGEST_PLAN
from planner.schema.tables import SETTINGS, TABLES
from planner.words import Words
from planner.workbook.contents import find_grids
from planner.workbook.draft import Draft, rates_between
from planner.workbook.faults import Spot, kind
from planner.workbook.guesses import nearest
from planner.workbook.pass_over import FIRST_DATE, LAST_DATE
from planner.workbook.periods import Spreader, beyond
from planner.workbook.references import resolve
from planner.workbook.rows import Row, read_rows
from planner.workbook.sheets import ReadBook

PERIOD_WORDS = {"quarter": Words("분기", "quarter"), "year": Words("연도", "year")}
EXAMPLES = {"start": "2027-01", "periods": "24"}


NO_ROWS = kind(
    "W216",
    ("'{table}' 표에 행이 하나도 없습니다.", "The table '{table}' has no rows."),
    ("열 이름 아래에 자료를 적으세요.", "Write the data below the key row."),
    headline="left_out",
)


def assemble(book: ReadBook) -> Draft:
    """Everything that can be read, with every fault found on the way."""
    grids, faults = find_grids(book)
    draft = Draft(grids, {}, [*book.faults, *faults])
    for key in (key for key in TABLES if key in grids):
        draft.rows[key], faults = read_rows(grids[key])
        draft.faults += faults
        if not draft.rows[key] and not TABLES[key].optional:
            spot = Spot(sheet=grids[key].sheet.name)
            draft.faults.append(NO_ROWS.at(spot, table=key))
    _settle_settings(draft)
    resolve(draft)
    if draft.calendar:
        _spread_periods(draft, draft.calendar)
    return draft


TOO_MANY_PERIODS = kind(
    "E503",
    ("기간 수 {seen}{seen:이가} 너무 많습니다.", "{seen} periods are too many."),
    (
        "{limit} 이하로 적거나 period를 quarter 또는 year로 바꾸세요.",
        "Write at most {limit}, or plan in quarters or years.",
    ),
)


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
    _check_start(draft, values, rows)
    if values["periods"] > LONGEST_PLAN:
        spot = rows["periods"].spot("value")
        draft.faults.append(TOO_MANY_PERIODS.at(spot, limit=LONGEST_PLAN))
    if len(draft.faults) > before or "period" in misspelled:
        return
    defaults = {c.key: c.default for c in SETTINGS if c.default is not None}
    draft.settings = Settings(**(defaults | values))
    draft.calendar = draft.settings.calendar


MISSING_SETTING = kind(
    "E501",
    (
        "꼭 필요한 설정 '{key}'{key:이가} 없습니다.",
        "The required setting '{key}' is missing.",
    ),
    (
        "settings 시트의 key 열에 {key}, value 열에 값을 적으세요(예: {example}).",
        "Write {key} under key and its value under value, for example {example}.",
    ),
)


def _missing_setting(draft: Draft, key: str, row: Row | None) -> None:
    spot = row.spot("value") if row else Spot(sheet=draft.grids["settings"].sheet.name)
    spot = dataclasses.replace(spot, key=key)
    draft.faults.append(MISSING_SETTING.at(spot, key=key, example=EXAMPLES.get(key, "")))


START_NOT_ALIGNED = kind(
    "E502",
    (
        "'{seen}'{seen:은는} {what_ko}의 첫 달이 아닙니다.",
        "'{seen}' is not the first month of a {what_en}.",
    ),
    ("{repair}{repair:으로} 적으세요.", "Write {repair}."),
)


START_OUTSIDE = kind(
    "E509",
    (
        "계획의 시작 '{seen}'{seen:은는} {first}년에서 {last}년 사이가 아닙니다.",
        "The start '{seen}' does not lie within {first} to {last}.",
    ),
    ("연도를 확인하세요(예: {example}).", "Check the year, such as {example}."),
)


def _check_start(draft: Draft, values: dict[str, Any], rows: dict[str, Row]) -> Any:
    """The plan's period; a quarter or year plan starts on a calendar quarter or year."""
    period = values.get("period", "month")
    months = MONTHS_PER_PERIOD[period]
    if not FIRST_DATE.year <= values["start"] // 12 <= LAST_DATE.year:
        draft.faults.append(
            START_OUTSIDE.at(
                rows["start"].spot("value"), first=FIRST_DATE.year, last=LAST_DATE.year,
                example=EXAMPLES["start"],
            )
        )  # fmt: skip
    elif values["start"] % months:
        words = PERIOD_WORDS[period]
        repair = month_text(values["start"] // months * months)
        spot = rows["start"].spot("value")
        draft.faults.append(
            START_NOT_ALIGNED.at(spot, what_ko=words.ko, what_en=words.en, repair=repair)
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


PERIODS_OUTSIDE = kind(
    "W211",
    (
        "기간 열('{seen}' 등)이 모두 계획 기간({plan}) 밖에 있습니다.",
        "All period columns ('{seen}' and the others) lie outside the plan ({plan}).",
    ),
    (
        "settings 시트의 start, periods 또는 기간 열의 이름을 확인하세요.",
        "Check start and periods in settings, or the period columns.",
    ),
    headline="left_out",
)


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
        draft.faults.append(PERIODS_OUTSIDE.at(spot, plan=draft.plan_text()))
