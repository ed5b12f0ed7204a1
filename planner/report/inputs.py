"""Inputs used: every table of the case workbook as it was read, one below the other."""

# ruff: noqa: E501
from dataclasses import replace
from typing import Any

from planner.explain.speak import input_value
from planner.explain.voice import Voice
from planner.outcomes.plan import InputSheet, Plan
from planner.page.grid import Grid, GridCell, GridColumn
from planner.page.page import Note, Page, ScreenOnly, Section
from planner.report import words
from planner.schema.headings import heading
from planner.words import Words
from planner.words.width import display_width

_NAME = Words("사용한 입력", "Inputs used")
_ABOUT = Words(
    "계획에 쓰인 입력을 읽은 그대로 옮겼습니다. 모두 빈 열은 뺐습니다. 시트의 목록만 인쇄되고 표는 화면에서 찾아봅니다.",
    "The inputs as they were read for this plan; columns without any entry are left out. The list of sheets is printed; their tables are looked up on the screen.",
)
_ROWS = Words("{table} (시트 {sheet}, {count}행)", "{table} (sheet {sheet}, {count} rows)")
_TABLE = heading("sweeps", "table")
_LIST, _COUNT = Words("읽은 시트", "Sheets that were read"), Words("행 수", "Rows")
_COLUMNS = Words("채운 열", "Columns filled in")
_WIDEST = 26
_NARROWEST = 10


def inputs_page(plan: Plan, voice: Voice) -> Page:
    """What sheets were read, for the paper; then each of them, for the screen."""
    sheets = [_shown(sheet, voice) for sheet in plan.inputs]
    blocks = tuple(_block(sheet, voice) for sheet in sheets)
    return Page(
        name=voice.say(_NAME),
        title=voice.say(_NAME),
        about=voice.say(_ABOUT),
        blocks=(_list(sheets, voice), ScreenOnly(blocks))
        if blocks
        else (Note(voice.say(words.NOTHING)),),
    )


def _list(sheets: list[InputSheet], voice: Voice) -> Section:
    columns = (
        GridColumn("sheet", voice.say(_TABLE), lambda sheet: f"{sheet.sheet} ({sheet.table})"),
        GridColumn("rows", voice.say(_COUNT), lambda sheet: len(sheet.rows), "n0"),
        GridColumn("columns", voice.say(_COLUMNS), lambda sheet: len(sheet.columns), "n0"),
    )
    return Section(voice.say(_LIST), (Grid("list of sheets", columns, sheets),))


def _block(sheet: InputSheet, voice: Voice) -> Section:
    text = voice.say(_ROWS, table=sheet.table, sheet=sheet.sheet, count=len(sheet.rows))
    columns = tuple(_column(sheet, place) for place in range(len(sheet.columns)))
    return Section(text, (Grid(sheet.sheet, columns, sheet.rows),))


def _column(sheet: InputSheet, place: int) -> GridColumn:
    key = str(sheet.columns[place])
    widest = max(display_width(str(value)) for value in (key, *(row[place] for row in sheet.rows)))
    width = min(max(widest, _NARROWEST) + 2, _WIDEST)
    return GridColumn(str(place), key, lambda row: _cell(row[place]), width=width)


def _cell(value: Any) -> GridCell:
    """A long text is cut: "cut" shows as much of it as fits, but would repeat a short one."""
    long = isinstance(value, str) and display_width(value) > _WIDEST
    return GridCell(value, "cut" if long else "")


def _shown(sheet: InputSheet, voice: Voice) -> InputSheet:
    """Leave out the columns in which nothing was filled in; countries are called by name."""
    kept = [
        place
        for place in range(len(sheet.columns))
        if any(row[place] not in (None, "") for row in sheet.rows)
    ]
    if not kept:
        return sheet
    rows = tuple(
        tuple(
            input_value(sheet.table, str(sheet.columns[place]), row[place], voice.language)
            for place in kept
        )
        for row in sheet.rows
    )
    return replace(sheet, columns=tuple(sheet.columns[place] for place in kept), rows=rows)
