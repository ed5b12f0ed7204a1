"""Summary: one page for a director. The plan in figures, in five sentences, in three pictures."""

from dataclasses import replace

from planner.explain import figures, sentences
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.report import tiles, words
from planner.report.allocation import MOST_SERIES
from planner.report.book import Book, Page, wrapped_lines
from planner.report.charts import Look, Series, place_chart
from planner.report.concentration import countries, stage_chart, stage_table
from planner.report.conflicts import in_order
from planner.report.costs import (
    cost_parts,
    money_scale,
    money_style,
    part_rows,
    spend_by_supplier,
    total_formula,
    whole,
)
from planner.report.run import check_text
from planner.report.styles import BLUE, OTHERS_COLOUR, supplier_colours
from planner.report.table import Grid, GridColumn, write_table

FIRST, LAST = 1, 12
"""The sheet is a grid of twelve equal columns beside a narrow margin."""
_COLUMN_WIDTH = 13
_TEXT_WIDTH = 138
_TITLE_WIDTH = 74
_PRINT_SCALE = 76
_MOST_CONFLICTS = 5
_CHART_ROWS = 15
_CHART_COLUMN = 7
_CHART_PIXELS = (550, 292)
_BANDS = {"optimal": "good", "stopped": "near"}


def write_summary(book: Book, plan: Plan) -> None:
    """Write the status, and if there is a plan its figures; else why there is none."""
    page = book.page(words.SUMMARY)
    page.sheet.set_column(0, 0, 2)
    page.sheet.set_column(FIRST, LAST, _COLUMN_WIDTH)
    row = _status(page, plan, _heading(page, plan))
    if not figures.has_plan(plan):
        _no_plan(page, plan, row)
        return
    row = tiles.write_tiles(page, plan, row)
    second_page = _sentences(page, plan, row)
    row = _costs(page, plan, second_page)
    third_page = _countries(page, plan, row)
    row = _suppliers(page, plan, third_page)
    last = _notes(page, plan, row)
    # Excel heeds page breaks only without "fit to pages"; at this scale the grid is one page wide.
    page.sheet.set_print_scale(_PRINT_SCALE)
    page.sheet.set_h_pagebreaks([second_page, third_page])
    page.sheet.print_area(0, 0, last, LAST)


def _heading(page: Page, plan: Plan) -> int:
    book, case = page.book, plan.case
    page.sheet.set_row(0, 8)
    title = case.settings.title
    text = title or book.say(words.PLAN_TITLE)
    page.join(1, (FIRST, LAST), text, "title", "title_wrap")
    page.sheet.set_row(1, 34 * wrapped_lines(text, _TITLE_WIDTH))
    text = book.say(words.SUBTITLE).format(
        first=case.calendar.label(0),
        last=case.calendar.label(case.settings.periods - 1),
        count=case.settings.periods,
        currency=case.settings.currency,
        input=plan.run.get("input") or "-",
        started=_clock(str(plan.run.get("started", ""))),
    )
    page.put(2, FIRST, f"{book.say(words.PLAN_TITLE)} | {text}" if title else text, "subtitle")
    return 4


def _clock(started: str) -> str:
    """Write ``2027-01-04 09:30 UTC``: seconds say nothing to a reader."""
    zone = " UTC" if started.endswith("+00:00") else ""
    return f"{started[:10]} {started[11:16]}{zone}" if started else "-"


def _status(page: Page, plan: Plan, row: int) -> int:
    voice = Voice(plan.case, page.book.language)
    text = sentences.status_sentence(plan, voice)
    failed = plan.check is not None and not plan.check.passed
    band = "bad" if failed else _BANDS.get(plan.status, "bad")
    page.join(row, (FIRST, LAST), text, "status", band)
    page.sheet.set_row(row, 17 * wrapped_lines(text, _TEXT_WIDTH) + 11)
    return row + 2


def _no_plan(page: Page, plan: Plan, row: int) -> None:
    voice = Voice(plan.case, page.book.language)
    book = page.book
    if plan.conflicts:
        row = page.heading(row, (FIRST, LAST), book.say(words.CONFLICTS))
        said = [
            sentences.conflict_sentence(conflict, voice)
            for conflict in in_order(plan)[:_MOST_CONFLICTS]
        ]
        row = page.sentences(row, (FIRST, LAST), said, 128, numbered=False)
        page.put(row, FIRST, book.say(words.SEE_CONFLICTS), "subtitle")
        row += 1
    _notes(page, plan, row + 1)


def _sentences(page: Page, plan: Plan, row: int) -> int:
    voice = Voice(plan.case, page.book.language)
    book = page.book
    row = page.heading(row, (FIRST, LAST), book.say(words.IN_FIVE))
    said = sentences.five_sentences(plan, voice)
    return page.sentences(row, (FIRST, LAST), said, 128) + 1


def _costs(page: Page, plan: Plan, row: int) -> int:
    book, style = page.book, money_style(plan)
    _, unit = money_scale(plan, book)
    row = page.heading(row, (FIRST, LAST), book.say(words.COST_BY_PART))
    columns = [
        GridColumn(book.say(words.PART), span=3),
        GridColumn(unit, style),
        GridColumn(book.say(words.SHARE), "percent"),
    ]
    parts = cost_parts(plan, paid=True)
    table = write_table(page, (row, FIRST), columns, part_rows(plan, book, parts))
    place = table.places[1]
    page.join(table.end, (FIRST, place - 1), book.say(words.TOTAL), "cell", "total", "text")
    formula = total_formula(parts, table.first, place)
    page.formula(table.end, place, formula, plan.cost["total"], "cell", style, "total")
    page.put(table.end, place + 1, None, "cell", "total")
    _cost_chart(page, plan, row, table)
    return max(table.end + 1, row + _CHART_ROWS) + 1


def _cost_chart(page: Page, plan: Plan, row: int, table: Grid) -> None:
    """Purchases, most of the cost, would dwarf everything else: the chart shows the rest."""
    book = page.book
    number, unit = money_scale(plan, book)
    _, *rest = part_rows(plan, book, cost_parts(plan, paid=True))
    if not any(money for _, money, _ in rest):
        return
    largest = max(rest, key=lambda part: part[1])[0]
    look = Look(
        book.say(words.COST_REST).format(unit),
        book.say(words.PART_ALT).format(largest),
        _CHART_PIXELS,
        number,
        kind="bar",
        legend=False,
    )
    below = replace(table, first=table.first + 1)
    series = Series(unit, below.area(page, 0), below.area(page, 1), BLUE, labels=number)
    place_chart(page, (row, _CHART_COLUMN), look, [series])


def _countries(page: Page, plan: Plan, row: int) -> int:
    book, names = page.book, countries(plan)
    if not names:
        return row
    row = page.heading(row, (FIRST, LAST), book.say(words.BY_COUNTRY))
    table = stage_table(page, plan, (row, FIRST), names, span=1)
    page.put(table.end, FIRST, book.say(words.ANY_STAGE), "subtitle")
    stage_chart(page, plan, (row, _CHART_COLUMN + 1), table, (450, 292))
    return max(table.end + 1, row + _CHART_ROWS) + 1


def _suppliers(page: Page, plan: Plan, row: int) -> int:
    book, spend = page.book, spend_by_supplier(plan)
    if not spend:
        return row
    _, unit = money_scale(plan, book)
    row = page.heading(row, (FIRST, LAST), book.say(words.BY_SUPPLIER))
    columns = [
        GridColumn(book.say(words.SUPPLIER), span=3),
        GridColumn(book.say(words.COUNTRY)),
        GridColumn(unit, money_style(plan), total=True),
        GridColumn(book.say(words.SHARE), "percent", total=True),
    ]
    rows = _supplier_rows(plan, book, spend)
    table = write_table(page, (row, FIRST), columns, rows, book.say(words.TOTAL))
    _supplier_chart(page, plan, row, table, list(spend))
    if len(spend) > MOST_SERIES:
        page.put(table.end, FIRST, book.say(words.MANY).format(MOST_SERIES), "subtitle")
    return max(table.end + 1, row + _CHART_ROWS) + 1


def _supplier_rows(plan: Plan, book: Book, spend: dict[str, float]) -> list[list[object]]:
    voice = Voice(plan.case, book.language)
    total, shown = whole(spend), list(spend.items())[:MOST_SERIES]
    rows: list[list[object]] = [
        [
            voice.supplier(ident),
            voice.home(ident),
            *(cost, cost / total),
        ]
        for ident, cost in shown
    ]
    rest = sum(list(spend.values())[MOST_SERIES:])
    return [*rows, [book.say(words.OTHERS), None, rest, rest / total]] if rest else rows


def _supplier_chart(page: Page, plan: Plan, row: int, table: Grid, suppliers: list[str]) -> None:
    voice = Voice(plan.case, page.book.language)
    book = page.book
    number, unit = money_scale(plan, book)
    shown = suppliers[:MOST_SERIES]
    points = supplier_colours(shown, plan.case)
    points += [OTHERS_COLOUR] * (len(suppliers) > MOST_SERIES)
    look = Look(
        f"{book.say(words.BY_SUPPLIER)}, {unit}",
        book.say(words.SUPPLIER_ALT).format(voice.supplier(suppliers[0])),
        _CHART_PIXELS,
        number,
        kind="bar",
        legend=False,
    )
    labels = number.replace(".00", ".0")
    cells = (table.area(page, 0), table.area(page, 2))
    series = Series(unit, *cells, BLUE, tuple(points), labels=labels)
    place_chart(page, (row, _CHART_COLUMN), look, [series])


def _notes(page: Page, plan: Plan, row: int) -> int:
    book = page.book
    row = page.heading(row, (FIRST, LAST), book.say(words.NOTES))
    texts = [check_text(plan, book)] if figures.has_plan(plan) else []
    # A solver that says "Optimal" adds nothing to the status above.
    texts += [plan.message] if plan.message and plan.status != "optimal" else []
    for text in (*texts, *plan.notes):
        row = page.note(row, (FIRST, LAST), text, _TEXT_WIDTH)
    return row
