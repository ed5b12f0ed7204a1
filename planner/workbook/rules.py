"""Live checks in the workbook: prompts and drop-downs while typing, red cells whatever way in.

Drop-downs guard typing only; pasting overwrites them. So conditional formats colour bad cells too,
and the reader checks everything again.
"""

from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from planner.schema.column import Column
from planner.words import Language, Words
from planner.workbook.cellstyle import Styles
from planner.workbook.lists import list_name, words_of
from planner.workbook.wording import expects, prompt

LONGEST_PROMPT, LONGEST_PROMPT_TITLE = 255, 32
OPEN_LISTS = ("choice", "flag", "country", "currency", "ref")
"""Kinds whose list only warns: the words beside a value may be typed as well, a code may be missing
from it, an id may be defined later."""


@dataclass(frozen=True)
class Cells:
    """The data cells of one column: rows ``first``..``last`` and the sheet's ``width``, from 0."""

    column: int
    first: int
    last: int
    width: int

    @property
    def top(self) -> str:
        """The first cell, as relative address."""
        return xl_rowcol_to_cell(self.first, self.column)

    @property
    def corners(self) -> tuple[int, int, int, int]:
        """First row, first column, last row, last column."""
        return self.first, self.column, self.last, self.column

    @property
    def whole_row(self) -> str:
        """The first row with fixed columns: ``$A6:$J6``."""
        left = xl_rowcol_to_cell(self.first, 0, col_abs=True)
        right = xl_rowcol_to_cell(self.first, self.width - 1, col_abs=True)
        return f"{left}:{right}"


def name_of_ids(table: str, *, pick: bool = False) -> str:
    """Name the ids of a table: all cells, or (``pick``) the filled ones for a drop-down."""
    return f"{'pick' if pick else 'ids'}_{table}"


def add_rules(
    sheet: Any, cells: Cells, column: Column, known: frozenset[str], language: Language
) -> None:
    """Add prompt and drop-down to a column; ``known`` are the tables that stand in the book."""
    rule = _allowed(column, known) | _texts(column, language)
    # XlsxWriter only warns and leaves the rule out: a rule that is missing must not go unnoticed.
    if sheet.data_validation(*cells.corners, rule) != 0:
        raise ValueError(f"{column.key}: the input rule does not fit Excel")


def colour_bad_cells(
    sheet: Any, cells: Cells, column: Column, known: frozenset[str], styles: Styles
) -> None:
    """Colour what cannot be right: no number, out of range, not in the list, missing."""
    for formula in _mistakes(cells, column, known):
        look = {"type": "formula", "criteria": formula, "format": styles.rule("bad")}
        sheet.conditional_format(*cells.corners, look)


def colour_duplicates(sheet: Any, cells: Cells, styles: Styles) -> None:
    """Colour values that stand more than once in the column."""
    look = {"type": "duplicate", "format": styles.rule("bad")}
    sheet.conditional_format(*cells.corners, look)


def _allowed(column: Column, known: frozenset[str]) -> dict[str, Any]:
    source = list_name(column)
    if column.refers_to in known:
        source = name_of_ids(column.refers_to, pick=True)
    if source:
        return {"validate": "list", "source": f"={source}"}
    if column.numeric and column.low is not None and not column.choices:
        kind = "integer" if column.kind == "whole" else "decimal"
        if column.high is None:
            return {"validate": kind, "criteria": ">=", "value": column.low}
        bounds = {"minimum": column.low, "maximum": column.high}
        return {"validate": kind, "criteria": "between"} | bounds
    return {"validate": "any"}


def _texts(column: Column, language: Language) -> dict[str, Any]:
    title = column.heading.to(language)
    wrong = Words("쓸 수 있는 값: ", "Allowed: ").to(language) + expects(column, language)
    return {
        "input_title": title[:LONGEST_PROMPT_TITLE],
        "input_message": prompt(column, language),
        "error_title": title[:LONGEST_PROMPT_TITLE],
        "error_message": wrong[:LONGEST_PROMPT],
        "error_type": "warning" if column.kind in OPEN_LISTS else "stop",
    }


def _mistakes(cells: Cells, column: Column, known: frozenset[str]) -> list[str]:
    x = cells.top
    found = []
    if column.required:
        found.append(f'=AND({x}="",COUNTA({cells.whole_row})>0)')
    if column.numeric:
        wrong = [f"NOT(ISNUMBER({x}))"]
        wrong += [f"N({x})<{column.low:g}"] if column.low is not None else []
        wrong += [f"N({x})>{column.high:g}"] if column.high is not None else []
        wrong += [f"N({x})<>INT(N({x}))"] if column.kind == "whole" else []
        typed = [f'{x}<>"{word}"' for word in ("", *column.choices)]
        found.append(f"=AND({','.join(typed)},OR({','.join(wrong)}))")
    if column.kind in ("choice", "flag"):
        name = list_name(column)
        found.append(f'=AND({x}<>"",COUNTIF({name},{x})+COUNTIF({words_of(name)},{x})=0)')
    if column.refers_to in known:
        found.append(f'=AND({x}<>"",COUNTIF({name_of_ids(column.refers_to)},{x})=0)')
    if column.kind == "country":
        words = words_of(list_name(column))
        found.append(f'=AND({x}<>"",LEN({x})<>2,COUNTIF({words},{x})=0)')
    return found
