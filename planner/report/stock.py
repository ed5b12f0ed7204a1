"""Stock: quantity and days of cover of every stockpile, against its target; unmet demand."""

from collections.abc import Callable

from planner.explain.voice import Voice
from planner.glossary.choices import OWNERS
from planner.outcomes.plan import Plan, StockLine
from planner.report import ledger, words
from planner.report.book import Book, Page, name_widths, shortened
from planner.report.charts import Look, Series, place_chart
from planner.report.styles import AMBER, BLUE, quantity_style
from planner.report.table import Grid, GridColumn, Matrix, write_matrix, write_table

MOST_CHARTS = 12
_CHARTS_A_ROW = 3
_CHART_ROWS = 14
_CHART_PIXELS = (500, 265)
_CHART_COLUMNS = (0, 5, 12)
_WIDTHS = (22, 20, 12, 10)
_PERIOD_WIDTH = 11.5


def write_stock(book: Book, plan: Plan) -> None:
    """Write an overview, the charts, and matrices of stock, target and days of cover."""
    voice = Voice(plan.case, book.language)
    page = book.page(words.STOCK)
    row = page.title(book.say(words.STOCK), book.say(words.STOCK_ABOUT))
    names = [voice.material(line.material) for line in plan.stock]
    page.widths(_WIDTHS[0], *name_widths(names, _WIDTHS[1], 36), *_WIDTHS[2:])
    page.sheet.freeze_panes(2, 1)
    page.sheet.set_column(len(_WIDTHS), len(_WIDTHS) + plan.case.settings.periods, _PERIOD_WIDTH)
    piles = _piles(plan)
    if not piles:
        page.put(row, 0, book.say(words.NOTHING), "note")
        _shortages(page, plan, row + 2)
        return
    row = _overview(page, plan, piles, row)
    row = _shortages(page, plan, row)
    charts_at = row
    shown = _charted(piles)
    row += _CHART_ROWS * -(-len(shown) // _CHARTS_A_ROW) + 1
    quantity = _matrix(page, plan, piles, row, (words.STOCK_QUANTITY, lambda s: s.quantity))
    aimed = {name: lines for name, lines in piles.items() if any(line.target for line in lines)}
    target, end = quantity, quantity.end
    if aimed:
        target = _matrix(page, plan, aimed, end + 1, (words.STOCK_TARGET, lambda s: s.target))
        end = target.end
    _matrix(page, plan, piles, end + 1, (words.STOCK_DAYS, lambda s: s.days))
    for place, name in enumerate(shown):
        at = charts_at + _CHART_ROWS * (place // _CHARTS_A_ROW)
        corner = (at, _CHART_COLUMNS[place % _CHARTS_A_ROW])
        held = quantity.first + list(piles).index(name)
        wanted = target.first + list(aimed).index(name) if name in aimed else None
        _chart(page, plan, corner, piles[name], (quantity, held, wanted))


Piles = dict[str, list[StockLine]]


def _piles(plan: Plan) -> Piles:
    found: Piles = {}
    for line in sorted(plan.stock, key=lambda line: (line.stockpile, line.period)):
        found.setdefault(line.stockpile, []).append(line)
    return found


def _lowest(lines: list[StockLine]) -> StockLine | None:
    known = [line for line in lines if line.days is not None]
    return min(known, key=lambda line: (line.days or 0.0, line.period), default=None)


def _charted(piles: Piles) -> list[str]:
    """Choose stockpiles with a target, then those of thinnest cover; show them by id."""

    def rank(name: str) -> tuple[bool, float, str]:
        low = _lowest(piles[name])
        aimless = not any(line.target for line in piles[name])
        return aimless, low.days or 0.0 if low else float("inf"), name

    return sorted(sorted(piles, key=rank)[:MOST_CHARTS])


def _overview(page: Page, plan: Plan, piles: Piles, row: int) -> int:
    voice = Voice(plan.case, page.book.language)
    book = page.book
    headings = (
        *(words.STOCKPILE, words.MATERIAL, words.LOCATION, words.UNIT, words.OWNER),
        *(words.CLOSING, words.DRAWN, words.LOWEST_DAYS, words.LOWEST_WHEN, words.MOST_MISSING),
    )
    styles = ("", "", "", "", "", "n1", "n1", "whole", "", "n1")
    columns = [GridColumn(book.say(h), style) for h, style in zip(headings, styles, strict=True)]
    rows: list[list[object]] = []
    for name, lines in piles.items():
        low, last = _lowest(lines), lines[-1]
        rows.append(
            [
                *(name, voice.material(last.material), last.location, last.unit),
                book.say(OWNERS[last.owner]),
                *(last.quantity, sum(line.drawn for line in lines)),
                *(low.days if low else None, low.period if low else None),
                max(line.missing for line in lines),
            ]
        )
    return write_table(page, (row, 0), columns, rows).end + 1


def _shortages(page: Page, plan: Plan, row: int) -> int:
    voice = Voice(plan.case, page.book.language)
    book = page.book
    lines = sorted(plan.shortages, key=lambda s: (s.material, s.location, s.period))
    if not lines:
        return row
    row = page.heading(row, (0, 5), book.say(words.SHORTAGES))
    cost = book.say(words.COST).format(plan.case.settings.currency)
    columns = [
        GridColumn(book.say(words.MATERIAL)),
        GridColumn(book.say(words.LOCATION)),
        GridColumn(book.say(words.PERIOD)),
        GridColumn(book.say(words.UNIT)),
        GridColumn(book.say(words.QUANTITY), "n2"),
        GridColumn(cost, "n0", total=True),
    ]
    rows: list[list[object]] = [
        [
            *(voice.material(line.material), line.location, line.period, line.unit),
            *(line.quantity, line.cost),
        ]
        for line in lines
    ]
    return write_table(page, (row, 0), columns, rows, book.say(words.TOTAL)).end + 1


def _matrix(
    page: Page,
    plan: Plan,
    piles: Piles,
    row: int,
    what: "tuple[words.Words, Callable[[StockLine], float | None]]",
) -> Grid:
    voice = Voice(plan.case, page.book.language)
    book, (title, value) = page.book, what
    times = ledger.periods(plan)
    row = page.heading(row, (0, len(_WIDTHS) - 1 + len(times)), book.say(title))
    grid = [_row(lines, times, value) for lines in piles.values()]
    headings = (words.STOCKPILE, words.MATERIAL, words.LOCATION, words.UNIT)
    days = title is words.STOCK_DAYS
    labels = [
        (
            *(name, voice.material(lines[0].material), lines[0].location),
            book.say(words.DAYS) if days else lines[0].unit,
        )
        for name, lines in piles.items()
    ]
    known = [one for line in grid for one in line if one is not None]
    style = "whole" if days else min(quantity_style(known), "n1")
    matrix = Matrix(labels, [book.say(h) for h in headings], times, grid, style)
    return write_matrix(page, (row, 0), matrix)


def _row(
    lines: list[StockLine], times: list[str], value: Callable[[StockLine], float | None]
) -> list[float | None]:
    by_period = {line.period: value(line) for line in lines}
    return [by_period.get(time) for time in times]


def _chart(
    page: Page,
    plan: Plan,
    at: tuple[int, int],
    lines: list[StockLine],
    cells_in: tuple[Grid, int, int | None],
) -> None:
    """Stock as columns, its target as a line; ``cells_in``: the table and the two rows."""
    voice = Voice(plan.case, page.book.language)
    book, (table, held, wanted) = page.book, cells_in

    def cells(row: int) -> str:
        return table.across(page, row, (len(_WIDTHS), -1))

    heads = cells(table.first - 1)
    series = [Series(book.say(words.STOCK_SERIES), heads, cells(held), BLUE)]
    if wanted is not None:
        target = book.say(words.TARGET_SERIES)
        series.append(Series(target, heads, cells(wanted), AMBER[1], line=True))
    name, unit = lines[0].stockpile, lines[0].unit
    material = shortened(voice.material(lines[0].material), 36)
    title = book.say(words.STOCK_CHART).format(stockpile=name, material=material, unit=unit)
    about = book.say(words.STOCK_ALT).format(f"{name} ({material}, {unit})")
    place_chart(page, at, Look(title, about, _CHART_PIXELS), series)
