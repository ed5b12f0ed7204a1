"""The lists behind the drop-downs: choices with their meaning, country and currency codes.

A list is reached through a defined name, because Excel keeps drop-downs onto another sheet that
are not named where other programs lose them.
"""

from collections.abc import Iterable
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_range_abs

from planner.glossary import countries, currencies
from planner.glossary.countries import country_name
from planner.glossary.currencies import currency_name
from planner.schema.column import Column, Table
from planner.schema.tables import LISTS_SHEET, SETTINGS
from planner.words import Language, Words
from planner.workbook.cellstyle import Styles, put, width_of

_HEADING_ROW, _NAME_ROW, _FIRST_ROW = 2, 3, 4


def list_name(column: Column) -> str:
    """Name the list of a column: the same choices share one name; empty without a list."""
    if column.kind == "choice":
        return "list_" + "_".join(list(column.choices)[:3])
    return {"flag": "list_flag", "country": "list_country", "currency": "list_currency"}.get(
        column.kind, ""
    )


def words_of(name: str) -> str:
    """Name the words beside a list, which may be typed as well."""
    return f"{name}_words"


def write_lists(book: Any, styles: Styles, tables: Iterable[Table], language: Language) -> None:
    """Write the sheet of lists and define a name for each."""
    title = LISTS_SHEET.to(language)
    sheet = book.add_worksheet(title)
    sheet.hide_gridlines(2)
    sheet.set_tab_color("#7F7F7F")
    put(sheet, (0, 0), title, styles, "title")
    about = Words(
        "입력 칸의 펼침 목록입니다. 고르는 값과 국가는 옆의 말로 적어도 됩니다. 국가와 통화는 "
        "목록에 없는 코드도 적을 수 있습니다.",
        "The drop-down lists of the input cells. Choices and countries may be typed in the words "
        "beside them. Other country and currency codes may be typed.",
    )
    put(sheet, (1, 0), about.to(language), styles, "about")
    for place, (name, (heading, entries)) in enumerate(_lists(tables, language).items()):
        _write_list(sheet, styles, 3 * place, (name, heading), entries)
        last = _FIRST_ROW + len(entries) - 1
        for column, defined in ((3 * place, name), (3 * place + 1, words_of(name))):
            cells = xl_range_abs(_FIRST_ROW, column, last, column)
            book.define_name(defined, f"={quote_sheetname(title)}!{cells}")
    sheet.freeze_panes(_FIRST_ROW, 0)


def _lists(
    tables: Iterable[Table], language: Language
) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Every list by its name: heading, and each value with its meaning."""
    found: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    codes = {
        "country": {code: country_name(code, language) for code in countries.OFFERED},
        "currency": {code: currency_name(code, language) for code in currencies.OFFERED},
    }
    for column in (*SETTINGS, *(c for table in tables for c in table.columns)):
        name = list_name(column)
        if name and name not in found:
            own = {value: words.to(language) for value, words in column.choices.items()}
            entries = list(codes.get(column.kind, own).items())
            found[name] = (column.heading.to(language), entries)
    return found


def _write_list(
    sheet: Any,
    styles: Styles,
    column: int,
    names: tuple[str, str],
    entries: list[tuple[str, str]],
) -> None:
    name, heading = names
    put(sheet, (_HEADING_ROW, column), heading, styles, "heading", "optional")
    put(sheet, (_HEADING_ROW, column + 1), "", styles, "heading", "optional")
    put(sheet, (_NAME_ROW, column), name, styles, "key")
    put(sheet, (_NAME_ROW, column + 1), "", styles, "key")
    for row, (value, meaning) in enumerate(entries, start=_FIRST_ROW):
        put(sheet, (row, column), value, styles, "cell", "text")
        put(sheet, (row, column + 1), meaning, styles, "cell", "about")
    sheet.set_column(column, column, max(width_of(heading), width_of(name) * 0.85, 10))
    sheet.set_column(column + 1, column + 1, max([8.0, *(width_of(m) for _, m in entries)]))
    sheet.set_column(column + 2, column + 2, 2)
