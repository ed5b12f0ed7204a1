"""Allocation: who supplies how much, period by period."""

from planner.explain import figures
from planner.explain.voice import Voice
from planner.outcomes.plan import OrderLine, Plan
from planner.report import ledger, words
from planner.report.book import Book, Page, name_widths
from planner.report.charts import Look, Series, place_chart, row_series
from planner.report.styles import OTHERS_COLOUR, quantity_style, supplier_colours
from planner.report.table import Grid, Matrix, write_matrix

MOST_SERIES = 10
_CHART_ROWS = 19
_WIDTHS = (30, 14)


def write_allocation(book: Book, plan: Plan) -> None:
    """Write the oxide equivalent with its chart, supplier x material, and one block a material."""
    voice = Voice(plan.case, book.language)
    page = book.page(words.ALLOCATION)
    row = page.title(book.say(words.ALLOCATION), book.say(words.ALLOCATION_ABOUT))
    names = [voice.supplier(line.supplier) for line in plan.orders]
    page.widths(*name_widths(names), _WIDTHS[1])
    page.sheet.freeze_panes(2, 1)
    if not plan.orders:
        page.put(row, 0, book.say(words.NOTHING), "note")
        return
    times = ledger.periods(plan)
    page.sheet.set_column(2, 2 + len(times), 10)
    row = _oxide(page, plan, row)
    row = _by_material(page, plan, row)
    for material in figures.total(plan.orders, lambda line: line.material):
        row = _material(page, plan, material, row)


def _oxide(page: Page, plan: Plan, row: int) -> int:
    times = ledger.periods(plan)
    sums = ledger.by_time(plan.orders, lambda line: line.supplier, times, ledger.reo(plan))
    sums = {name: values for name, values in sums.items() if any(values)}
    if not sums:
        return row
    end = len(_WIDTHS) + len(times)
    row = page.heading(row, (0, end), page.book.say(words.ALL_REO))
    chart_at = row
    table = _matrix(page, plan, row + _CHART_ROWS, sums)
    _, rest = ledger.capped(sums, MOST_SERIES)
    if rest:
        _others(page, table, rest)
    _chart(page, plan, chart_at, table, list(sums))
    return table.end + (2 if rest else 1)


def _matrix(page: Page, plan: Plan, row: int, sums: dict[str, list[float]]) -> Grid:
    voice = Voice(plan.case, page.book.language)
    book = page.book
    labels = [(voice.supplier(ident), voice.home(ident)) for ident in sums]
    style = quantity_style([value for values in sums.values() for value in values])
    headings = (book.say(words.SUPPLIER), book.say(words.COUNTRY))
    total = book.say(words.TOTAL)
    times = ledger.periods(plan)
    matrix = Matrix(labels, headings, times, list(sums.values()), style, total, total)
    return write_matrix(page, (row, 0), matrix)


def _others(page: Page, table: Grid, rest: list[float]) -> None:
    """Write what the suppliers beyond the chart's series add up to, for the chart."""
    page.put(table.end, 0, page.book.say(words.CHART_OTHERS), "note")
    for place, value in zip(table.places[2:], rest, strict=False):
        page.put(table.end, place, value, "note", "n0")


def _chart(page: Page, plan: Plan, row: int, table: Grid, suppliers: list[str]) -> None:
    voice = Voice(plan.case, page.book.language)
    book, ends = page.book, (2, -2)
    shown = suppliers[:MOST_SERIES]
    names = [voice.supplier(ident) for ident in shown]
    rows = zip(names, supplier_colours(shown, plan.case), strict=True)
    series = row_series(page, table, rows, ends)
    if len(suppliers) > MOST_SERIES:
        cells = table.across(page, table.end, ends)
        series.append(Series(book.say(words.OTHERS), series[0].categories, cells, OTHERS_COLOUR))
    about = book.say(words.ALLOCATION_ALT).format(voice.supplier(suppliers[0]))
    look = Look(
        book.say(words.ALLOCATION_CHART), about, (1400, 370), unit="kg REO", subtype="stacked"
    )
    place_chart(page, (row, 0), look, series)


def _by_material(page: Page, plan: Plan, row: int) -> int:
    voice = Voice(plan.case, page.book.language)
    book = page.book
    materials = list(figures.total(plan.orders, lambda line: line.material))
    suppliers = list(figures.total(plan.orders, lambda line: line.supplier))
    sums: dict[tuple[str, str], float] = {}
    for line in plan.orders:
        key = (line.supplier, line.material)
        sums[key] = sums.get(key, 0.0) + line.quantity
    headings = [f"{voice.material(m)}, {plan.case.material[m].unit}" for m in materials]
    row = page.heading(row, (0, 1 + len(materials)), book.say(words.SUPPLIER_MATERIAL))
    matrix = Matrix(
        [(voice.supplier(s), voice.home(s)) for s in suppliers],
        (book.say(words.SUPPLIER), book.say(words.COUNTRY)),
        headings,
        [[sums.get((s, m), 0.0) for m in materials] for s in suppliers],
        quantity_style(list(sums.values())),
        column_total=book.say(words.TOTAL),
    )
    return write_matrix(page, (row, 0), matrix).end + 1


def _material(page: Page, plan: Plan, material: str, row: int) -> int:
    voice = Voice(plan.case, page.book.language)

    def quantity(line: OrderLine) -> float:
        return line.quantity

    mine = [line for line in plan.orders if line.material == material]
    times = ledger.periods(plan)
    sums = ledger.by_time(mine, lambda line: line.supplier, times, quantity)
    text = f"{voice.material(material)}, {plan.case.material[material].unit}"
    row = page.heading(row, (0, len(_WIDTHS) + len(times)), text)
    return _matrix(page, plan, row, sums).end + 1
