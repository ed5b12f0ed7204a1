"""Cost parts of every scenario, and by how much each moves against the base."""

from collections.abc import Mapping, Sequence

from models.terms.parts import COST_PARTS
from planner.glossary.costs import PARTS, signed
from planner.report.book import Book, Page, name_widths
from planner.report.charts import Look, place_chart, row_series
from planner.report.styles import OTHERS_COLOUR, SPARE_COLOURS
from planner.report.table import Grid, Matrix, write_matrix
from planner.report.words import TOTAL
from planner.study.front.front import MoneyStyle
from planner.study.scenarios import headings as words
from planner.study.scenarios.found import ScenariosFound
from planner.study.scenarios.plan_page import left_out, planned
from planner.words import Words

_WIDTH = 13
_CHART_ROWS = 20
_COLOURS = (*SPARE_COLOURS, "#AA4499", "#44AA99", "#999933")


def write_parts(
    book: Book, study: ScenariosFound, titles: Mapping[str, str], money: MoneyStyle
) -> None:
    """Write the parts as they are and as changes, each with a stacked chart."""
    page = book.page(words.COSTS)
    about = book.say(words.COSTS_ABOUT).format(money.unit)
    row = page.title(book.say(words.COSTS_TITLE), about)
    points = planned(study)
    parts = [name for name in PARTS if any(point.cost.get(name) for point in points)]
    page.widths(*name_widths(book.say(PARTS[name].name) for name in parts))
    page.sheet.set_column(1, len(points), _WIDTH)
    row = left_out(page, study, titles, row)
    names = [titles[point.name] for point in points]
    costs = [[signed(name, point.cost.get(name, 0.0)) for point in points] for name in parts]
    table = _table(page, names, parts, costs, money.style, row)
    page.sheet.freeze_panes(table.first, 1)
    largest = max(zip(map(sum, costs), parts, strict=True), default=(0.0, "purchase"))[1]
    about = book.say(PARTS[largest].name)
    said = (words.PARTS_CHART, words.PARTS_ALT)
    row = _chart(page, table, parts, _look(book, said, money, len(points), about))
    if points[0] is not study.points[0] or len(points) == 1:
        return
    changes = [[value - line[0] for value in line[1:]] for line in costs]
    row = page.heading(row, (0, len(points)), book.say(words.CHANGE_SERIES))
    table = _table(page, names[1:], parts, changes, money.change, row)
    said = (words.PARTS_CHANGE_CHART, words.PARTS_CHANGE_ALT)
    _chart(page, table, parts, _look(book, said, money, len(points), about))


def _table(
    page: Page,
    names: Sequence[str],
    parts: Sequence[str],
    values: Sequence[Sequence[float]],
    style: str,
    row: int,
) -> Grid:
    say = page.book.say
    matrix = Matrix(
        [(say(PARTS[name].name),) for name in parts],
        (say(words.PART_NAME),),
        names,
        values,
        style,
        column_total=say(TOTAL),
    )
    return write_matrix(page, (row, 0), matrix)


def _chart(page: Page, table: Grid, parts: Sequence[str], look: Look) -> int:
    """Stacked columns, a series for each part; return the first row below."""
    rows = [(page.book.say(PARTS[name].name), _colour(name, i)) for i, name in enumerate(parts)]
    place_chart(page, (table.end + 1, 0), look, row_series(page, table, rows))
    return table.end + 1 + _CHART_ROWS


def _colour(part: str, place: int) -> str:
    return OTHERS_COLOUR if COST_PARTS[part] < 0 else _COLOURS[place % len(_COLOURS)]


def _look(book: Book, said: tuple[Words, Words], money: MoneyStyle, count: int, about: str) -> Look:
    title, alt = said
    size = (min(1400, 320 + 75 * count), 380)
    return Look(
        book.say(title).format(money.unit),
        book.say(alt).format(about),
        size,
        money.axis,
        subtype="stacked",
        signed=True,
    )
