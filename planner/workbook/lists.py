"""The lists behind the drop-downs: choices with their meaning, country and currency codes.

A list is reached through a defined name, because Excel keeps drop-downs onto another sheet that
are not named where other programs lose them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_range_abs

from planner.schema.column import Column, Table
from planner.schema.tables import LISTS_SHEET, SETTINGS
from planner.words import Language, Words
from planner.workbook.cellstyle import Styles, put, width_of

COUNTRIES: dict[str, Words] = {
    "KR": Words("대한민국", "South Korea"), "CN": Words("중국", "China"),
    "AU": Words("호주", "Australia"), "US": Words("미국", "United States"),
    "JP": Words("일본", "Japan"), "VN": Words("베트남", "Vietnam"),
    "MY": Words("말레이시아", "Malaysia"), "MM": Words("미얀마", "Myanmar"),
    "TH": Words("태국", "Thailand"), "LA": Words("라오스", "Laos"),
    "IN": Words("인도", "India"), "ID": Words("인도네시아", "Indonesia"),
    "PH": Words("필리핀", "Philippines"), "MN": Words("몽골", "Mongolia"),
    "KZ": Words("카자흐스탄", "Kazakhstan"), "UZ": Words("우즈베키스탄", "Uzbekistan"),
    "RU": Words("러시아", "Russia"), "EE": Words("에스토니아", "Estonia"),
    "FR": Words("프랑스", "France"), "DE": Words("독일", "Germany"),
    "GB": Words("영국", "United Kingdom"), "NO": Words("노르웨이", "Norway"),
    "SE": Words("스웨덴", "Sweden"), "FI": Words("핀란드", "Finland"),
    "GL": Words("그린란드", "Greenland"), "CA": Words("캐나다", "Canada"),
    "BR": Words("브라질", "Brazil"), "CL": Words("칠레", "Chile"),
    "AR": Words("아르헨티나", "Argentina"), "ZA": Words("남아프리카공화국", "South Africa"),
    "NA": Words("나미비아", "Namibia"), "TZ": Words("탄자니아", "Tanzania"),
    "MW": Words("말라위", "Malawi"), "MG": Words("마다가스카르", "Madagascar"),
    "AO": Words("앙골라", "Angola"), "BI": Words("부룬디", "Burundi"),
    "CD": Words("콩고민주공화국", "DR Congo"), "TR": Words("튀르키예", "Turkiye"),
    "SA": Words("사우디아라비아", "Saudi Arabia"), "TW": Words("대만", "Taiwan"),
}  # fmt: skip

CURRENCIES: dict[str, Words] = {
    "USD": Words("미국 달러", "US dollar"), "KRW": Words("원", "Korean won"),
    "CNY": Words("위안", "Chinese yuan"), "EUR": Words("유로", "euro"),
    "JPY": Words("엔", "Japanese yen"), "AUD": Words("호주 달러", "Australian dollar"),
    "GBP": Words("영국 파운드", "pound sterling"), "CAD": Words("캐나다 달러", "Canadian dollar"),
    "VND": Words("동", "Vietnamese dong"), "MYR": Words("링깃", "Malaysian ringgit"),
}  # fmt: skip

_HEADING_ROW, _NAME_ROW, _FIRST_ROW = 2, 3, 4


def list_name(column: Column) -> str:
    """Name the list of a column: the same choices share one name; empty without a list."""
    if column.kind == "choice":
        return "list_" + "_".join(list(column.choices)[:3])
    return {"flag": "list_flag", "country": "list_country", "currency": "list_currency"}.get(
        column.kind, ""
    )


def write_lists(book: Any, styles: Styles, tables: Iterable[Table], language: Language) -> None:
    """Write the sheet of lists and define a name for each."""
    title = LISTS_SHEET.to(language)
    sheet = book.add_worksheet(title)
    sheet.hide_gridlines(2)
    sheet.set_tab_color("#7F7F7F")
    put(sheet, (0, 0), title, styles, "title")
    about = Words(
        "입력 칸의 펼침 목록입니다. 국가와 통화는 목록에 없는 코드도 적을 수 있습니다.",
        "The drop-down lists of the input cells. Other country and currency codes may be typed.",
    )
    put(sheet, (1, 0), about.to(language), styles, "about")
    for place, (name, (heading, entries)) in enumerate(_lists(tables, language).items()):
        _write_list(sheet, styles, 3 * place, (name, heading), entries)
        last = _FIRST_ROW + len(entries) - 1
        cells = xl_range_abs(_FIRST_ROW, 3 * place, last, 3 * place)
        book.define_name(name, f"={quote_sheetname(title)}!{cells}")
    sheet.freeze_panes(_FIRST_ROW, 0)


def _lists(
    tables: Iterable[Table], language: Language
) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Every list by its name: heading, and each value with its meaning."""
    found: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    codes: dict[str, Mapping[str, Words]] = {"country": COUNTRIES, "currency": CURRENCIES}
    for column in (*SETTINGS, *(c for table in tables for c in table.columns)):
        name = list_name(column)
        if name and name not in found:
            meanings = codes.get(column.kind, column.choices)
            entries = [(value, words.to(language)) for value, words in meanings.items()]
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
