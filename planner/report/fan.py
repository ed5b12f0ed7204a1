"""Stock fan: what stock may be at each period's end, over all futures."""

from collections.abc import Callable

from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.outcomes.risk import FanLine
from planner.report import ledger
from planner.report import risk_headings as words
from planner.report.book import Book, Page, name_widths, shortened
from planner.report.risk_charts import Fan, place_fan
from planner.report.styles import quantity_style
from planner.report.table import Grid, Matrix, write_matrix
from planner.words import Words

MOST_CHARTS = 8
_CHARTS_A_ROW = 2
_CHART_ROWS = 16
_CHART_PIXELS = (680, 300)
_CHART_COLUMNS = (0, 6)
_WIDTHS = (20, 24, 12, 8)

Piles = dict[str, list[FanLine]]
Value = Callable[[FanLine], float | None]
_PERCENTILES: tuple[tuple[Words, Value], ...] = (
    (words.P95, lambda line: line.p95),
    (words.P75, lambda line: line.p75),
    (words.MEDIAN, lambda line: line.p50),
    (words.P25, lambda line: line.p25),
    (words.P5, lambda line: line.p5),
    (words.TARGET, lambda line: line.target),
)
_BANDS: tuple[tuple[Words, Value], ...] = (
    (Words("0~P5", "0 to P5"), lambda line: line.p5),
    (Words("P5~P25", "P5 to P25"), lambda line: line.p25 - line.p5),
    (words.INNER, lambda line: line.p75 - line.p25),
    (Words("P75~P95", "P75 to P95"), lambda line: line.p95 - line.p75),
)
_MEDIAN, _TARGET = 2, 5


def write_fan(book: Book, plan: Plan) -> None:
    """Write up to eight fans and their tables; nothing for a plan without risk."""
    voice = Voice(plan.case, book.language)
    if plan.risk is None or not plan.risk.fan:
        return
    page = book.page(words.FAN)
    row = page.title(book.say(words.FAN), book.say(words.FAN_ABOUT))
    piles = charted(plan.risk.fan)
    names = [voice.material(lines[0].material) for lines in piles.values()]
    page.widths(_WIDTHS[0], *name_widths(names, _WIDTHS[1], 36), *_WIDTHS[2:])
    times = ledger.periods(plan)
    page.sheet.set_column(len(_WIDTHS), len(_WIDTHS) + len(times), 11.5)
    charts_at = row
    row += _CHART_ROWS * -(-len(piles) // _CHARTS_A_ROW) + 1
    spread = _matrix(page, plan, piles, row, (words.FAN_TABLE, _PERCENTILES))
    bands = _matrix(page, plan, piles, spread.end + 1, (words.BANDS, _BANDS))
    for place, lines in enumerate(piles.values()):
        line, column = divmod(place, _CHARTS_A_ROW)
        at = (charts_at + _CHART_ROWS * line, _CHART_COLUMNS[column])
        place_fan(page, at, _fan(page, plan, lines, (spread, bands, place)), _CHART_PIXELS)


def charted(fan: tuple[FanLine, ...]) -> Piles:
    """The stockpiles to show, by id: those that a bad future takes furthest below their target."""
    piles: Piles = {}
    for line in sorted(fan, key=lambda line: (line.stockpile, line.period)):
        piles.setdefault(line.stockpile, []).append(line)

    def rank(name: str) -> tuple[bool, float, str]:
        lines = piles[name]
        aimed = sum(line.target or 0.0 for line in lines)
        lacking = sum(max((line.target or 0.0) - line.p5, 0.0) for line in lines)
        return not aimed, -lacking / (aimed or 1.0), name

    return {name: piles[name] for name in sorted(sorted(piles, key=rank)[:MOST_CHARTS])}


def _matrix(
    page: Page,
    plan: Plan,
    piles: Piles,
    row: int,
    what: tuple[Words, tuple[tuple[Words, Value], ...]],
) -> Grid:
    voice = Voice(plan.case, page.book.language)
    say, (title, rows) = page.book.say, what
    times = ledger.periods(plan)
    row = page.heading(row, (0, len(_WIDTHS) - 1 + len(times)), say(title))
    labels, grid = [], []
    for name, lines in piles.items():
        by_period = {line.period: line for line in lines}
        for label, value in rows:
            material = voice.material(lines[0].material)
            labels.append((name, material, say(label), lines[0].unit))
            grid.append([value(by_period[t]) if t in by_period else None for t in times])
    known = [one for line in grid for one in line if one is not None]
    headings = (words.STOCKPILE, words.MATERIAL, words.PERCENTILE, words.UNIT)
    style = min(quantity_style(known), "n1")
    matrix = Matrix(labels, [say(h) for h in headings], times, grid, style)
    return write_matrix(page, (row, 0), matrix)


def _fan(page: Page, plan: Plan, lines: list[FanLine], cells_in: tuple[Grid, Grid, int]) -> Fan:
    """``cells_in``: the tables of percentiles and of bands, and the place of the stockpile."""
    voice = Voice(plan.case, page.book.language)
    spread, bands, place = cells_in

    def cells(row: int) -> str:
        return spread.across(page, row, (len(_WIDTHS), -1))

    top = spread.first + place * len(_PERCENTILES)
    under = bands.first + place * len(_BANDS)
    b0, b1, b2, b3 = (cells(under + i) for i in range(len(_BANDS)))
    name, unit = lines[0].stockpile, lines[0].unit
    material = shortened(voice.material(lines[0].material), 36)
    target = any(line.target for line in lines)
    return Fan(
        title=page.book.say(words.FAN_CHART).format(stockpile=name, material=material, unit=unit),
        about=page.book.say(words.FAN_ALT).format(f"{name} ({material}, {unit})"),
        names=cells(spread.first - 1),
        bands=(b0, b1, b2, b3),
        median=cells(top + _MEDIAN),
        periods=len(lines),
        target=cells(top + _TARGET) if target else "",
    )
