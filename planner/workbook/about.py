"""The sheets of words around the tables: what to fill in and how, and every column explained."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import quote_sheetname

from planner.schema.column import Column, Table
from planner.schema.samples import SAMPLES
from planner.schema.tables import ABOUT_SHEET, GUIDE_SHEET, SCHEMA, SCHEMA_NAME, SETTINGS
from planner.words import Language, Words
from planner.workbook.cellstyle import Styles, put
from planner.workbook.wording import default_text, expects

TITLE = Words("핵심광물 조달 계획: 입력 통합 문서", "Critical materials procurement: case workbook")
PURPOSE = Words(
    "이 파일을 채워 planner plan 명령에 넣으면 언제, 어디서, 얼마를 살지 계획이 나옵니다.",
    "Fill in this file and hand it to 'planner plan' to learn what to buy, from whom, and when.",
)
RULES: tuple[Words, ...] = (
    Words(
        "노란 칸만 채웁니다. 남색 제목에 *가 있는 열은 꼭 채우고, 나머지는 비우면 기본값을 씁니다.",
        "Fill in the yellow cells. Navy headings with * are required; other blanks take a default.",
    ),
    Words(
        "제목 아래 작은 회색 글씨(키 행)로 읽으니 바꾸지 마세요. 열의 순서는 바꿔도 됩니다.",
        "The small grey key row is what is read: do not change it. Columns may change places.",
    ),
    Words(
        "숫자 칸에는 숫자만, 비율은 65%나 0.65로, 기간은 2027-01, 2027-Q1, 2027로 적습니다.",
        "Numbers alone in number cells; fractions as 65% or 0.65; periods as 2027-01, 2027-Q1.",
    ),
    Words(
        "붙여 넣을 때는 '값만 붙여넣기'를 쓰면 펼침 목록과 색이 남습니다. 빨간 칸은 고쳐야 합니다.",
        "Paste values only, so that lists and colours stay. Red cells must be mended.",
    ),
    Words(
        "안 쓰는 선택 시트는 비워 두거나 지워도 됩니다. 빈 행과 숨긴 행이 있어도 모두 읽습니다.",
        "Optional sheets may stay empty or be deleted. Blank rows do no harm; hidden rows count.",
    ),
    Words(
        "달을 더하려면 설정의 periods를 늘리고, 수요처럼 달마다 열이 있는 시트의 마지막 달 열을 "
        "복사해 그 오른쪽에 끼워 넣은 뒤 키 행에 다음 달(2027-12 다음은 2028-01)을 적습니다.",
        "To add a month, raise periods in settings; on sheets with a column per month, insert a "
        "copy of the last one to its right and write the next month (2028-01) in its key row.",
    ),
)
LEGEND: tuple[tuple[str, Words, Words], ...] = (
    (
        "required", Words("필수 열 *", "Required *"),
        Words("행마다 꼭 채웁니다.", "Every row must have a value."),
    ),
    (
        "optional", Words("선택 열", "Optional"),
        Words("비우면 기본값을 쓰거나 제한이 없습니다.", "Blank: the default, or no limit."),
    ),
    (
        "input", Words("입력 칸", "Input cell"),
        Words("여기에 적습니다.", "This is where to write."),
    ),
    (
        "bad", Words("빨간 칸", "Red cell"),
        Words("값이 잘못되었거나 빠졌습니다.", "The value is wrong or missing."),
    ),
)  # fmt: skip
SHEET, COLUMN, KEY = Words("시트", "Sheet"), Words("열", "Column"), Words("키", "Key")
EXPECTED = Words("적을 수 있는 값", "What may stand there")
UNIT, DEFAULT = Words("단위", "Unit"), Words("기본값", "Default")
EXPLANATION = Words("설명", "Explanation")
GUIDE_HEADINGS: tuple[tuple[Words, float], ...] = (
    (SHEET, 16),
    (COLUMN, 20),
    (KEY, 18),
    (Words("필수", "Required"), 10),
    (EXPECTED, 46),
    (UNIT, 30),
    (DEFAULT, 12),
    (EXPLANATION, 84),
)
WIDTHS = (4, 18, 15, 10, 70, 112)


def write_about(book: Any, styles: Styles, tables: Sequence[Table], language: Language) -> None:
    """Write the first sheet: purpose, rules, colours, version, and every sheet with an example."""
    sheet = book.add_worksheet(ABOUT_SHEET.to(language))
    sheet.hide_gridlines(2)
    sheet.set_tab_color("#7F7F7F")
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    put(sheet, (0, 0), TITLE.to(language), styles, "title")
    put(sheet, (1, 0), PURPOSE.to(language), styles, "about")
    sheet.set_row(0, 30)
    for number, rule in enumerate(RULES, start=1):
        put(sheet, (2 + number, 0), number, styles, "bold", "center")
        put(sheet, (2 + number, 1), rule.to(language), styles, "plain")
    row = 4 + len(RULES)
    for place, (look, words, meaning) in enumerate(LEGEND, start=row):
        put(sheet, (place, 1), words.to(language), styles, "cell", look, "center")
        put(sheet, (place, 2), meaning.to(language), styles, "plain", "indent")
    row += len(LEGEND) + 1
    _write_version(book, sheet, styles, row, language)
    _write_contents(sheet, styles, row + 2, tables, language)
    _print_setup(sheet)


def _write_version(book: Any, sheet: Any, styles: Styles, row: int, language: Language) -> None:
    put(sheet, (row, 1), Words("양식 버전", "Form version").to(language), styles, "about")
    put(sheet, (row, 2), SCHEMA, styles, "about", "center")
    name = quote_sheetname(ABOUT_SHEET.to(language))
    book.define_name(SCHEMA_NAME, f"={name}!$C${row + 1}")


def _write_contents(
    sheet: Any, styles: Styles, row: int, tables: Sequence[Table], language: Language
) -> None:
    headings = (
        SHEET, KEY, Words("필요", "Needed"),
        Words("담는 내용", "What it holds"), Words("한 행의 예", "Example of a row"),
    )  # fmt: skip
    for column, words in enumerate(headings, start=1):
        put(sheet, (row, column), words.to(language), styles, "heading", "required")
    for place, table in enumerate(tables, start=row + 1):
        title = table.title.to(language)
        target = f"internal:{quote_sheetname(title)}!A1"
        sheet.write_url(place, 1, target, styles("cell", "link", "indent"), title)
        put(sheet, (place, 2), table.key, styles, "cell", "about", "indent")
        put(sheet, (place, 3), _needed(table, language), styles, "cell", "center")
        put(sheet, (place, 4), table.about.to(language), styles, "cell", "indent")
        put(sheet, (place, 5), sample_text(table, language), styles, "cell", "about", "indent")


def _needed(table: Table, language: Language) -> str:
    return (Words("선택", "optional") if table.optional else Words("필수", "yes")).to(language)


def sample_text(table: Table, language: Language) -> str:
    """Write the worked line of a table: ``Offer ID lynas_ndpr, Price 108``."""
    headings = {column.key: column.heading.to(language) for column in table.columns}
    if table.each:
        headings[table.each.key] = table.each.heading.to(language)
    return ", ".join(
        f"{headings.get(key, key)} {value}" for key, value in SAMPLES[table.key].items()
    )


def write_guide(book: Any, styles: Styles, tables: Sequence[Table], language: Language) -> None:
    """Write the sheet that explains every column of every table, and every setting."""
    sheet = book.add_worksheet(GUIDE_SHEET.to(language))
    sheet.hide_gridlines(2)
    sheet.set_tab_color("#7F7F7F")
    put(sheet, (0, 0), GUIDE_SHEET.to(language), styles, "title")
    sheet.set_row(0, 26)
    for place, (words, width) in enumerate(GUIDE_HEADINGS):
        put(sheet, (1, place), words.to(language), styles, "heading", "optional")
        sheet.set_column(place, place, width)
    lines = [(table, column) for table in tables for column in _explained(table)]
    for row, (table, column) in enumerate(lines, start=2):
        _write_guide_line(sheet, styles, row, (table, column), language)
    sheet.freeze_panes(2, 3)
    sheet.autofilter(1, 0, 1 + len(lines), len(GUIDE_HEADINGS) - 1)
    _print_setup(sheet)
    sheet.repeat_rows(1)


def _explained(table: Table) -> tuple[Column, ...]:
    return SETTINGS if table.key == "settings" else table.columns


def _write_guide_line(
    sheet: Any, styles: Styles, row: int, line: tuple[Table, Column], language: Language
) -> None:
    table, column = line
    texts = (
        table.title.to(language),
        column.heading.to(language),
        column.key,
        "*" if column.required else "",
        expects(column, language),
        column.unit.to(language),
        default_text(column),
        column.hint.to(language),
    )
    for place, text in enumerate(texts):
        look = {2: ("about", "indent"), 3: ("center",), 6: ("center",)}.get(place, ("indent",))
        put(sheet, (row, place), text, styles, "cell", *look)


def _print_setup(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&8&F&C&8&A&R&8&P / &N")
