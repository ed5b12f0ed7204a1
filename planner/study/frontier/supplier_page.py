"""From whom one buys along a frontier: stacked quantities and spending, cheapest to safest."""

from collections import defaultdict
from collections.abc import Callable

from models.terms.units import in_kg
from planner.explain.voice import Voice
from planner.outcomes.point import Bought
from planner.report.book import Book, Page
from planner.report.charts import Look, place_chart, row_series
from planner.report.styles import OTHERS_COLOUR, quantity_style, supplier_colours
from planner.report.table import Grid, Matrix, write_matrix
from planner.study.front import words as shared
from planner.study.front.front import (
    CHART_ROWS,
    FIRST,
    FULL,
    LAST,
    WIDTH,
    front,
    money_of,
)
from planner.study.frontier import headings as words
from planner.study.frontier.found import FrontierFound
from planner.study.frontier.words import along, measure_words, value_words

MOST_SUPPLIERS = 12
_NAME_WIDTH = 30
Sums = dict[str, list[float]]


def write_along(book: Book, study: FrontierFound) -> None:
    """Add a page of what each supplier sells along the first measure."""
    voice = Voice.of(study.case, book.language)
    measure = study.measures[0]
    line = along(study, measure)
    name = measure_words(measure, voice)
    about = book.say(words.ALONG_ABOUT).format(measure=name)
    page, row = front(book, shared.SUPPLIERS, words.ALONG_TITLE, about)
    page.sheet.set_column(FIRST, FIRST, _NAME_WIDTH)
    page.sheet.set_column(FIRST + 1, max(LAST, FIRST + 1 + len(line)), WIDTH)
    heads = [value_words(measure, trade.reached.get(measure.text), voice) for trade in line]
    currency = study.case.settings.currency
    spend = _sums(study, lambda row: row.spend)
    money = money_of((sum(column) for column in zip(*spend.values(), strict=True)), currency, book)
    tonnes = _sums(study, _tonnes)
    style = quantity_style([value for values in tonnes.values() for value in values])
    for sums, title, number, axis in (
        (tonnes, words.TONNES, style, "#,##0"),
        (spend, words.SPEND, money.style, money.axis),
    ):
        said = book.say(title).format(money.unit)
        row = _block(page, study, (heads, sums), (said, number, axis, name), row)


def _tonnes(row: Bought) -> float:
    return row.quantity * in_kg(row.unit) / in_kg("t")


def _sums(study: FrontierFound, of: Callable[[Bought], float]) -> Sums:
    """Supplier -> its amount at each point of the line, the largest first."""
    line = along(study, study.measures[0])
    sums: Sums = defaultdict(lambda: [0.0] * len(line))
    for place, trade in enumerate(line):
        for row in trade.point.bought:
            sums[row.supplier][place] += of(row)
    return dict(sorted(sums.items(), key=lambda pair: (-sum(pair[1]), pair[0])))


def _block(
    page: Page,
    study: FrontierFound,
    what: tuple[list[str], Sums],
    look: tuple[str, str, str, str],
    row: int,
) -> int:
    """A chart over its table; ``look``: title, cell style, axis number format, the measure."""
    (heads, sums), (title, style, axis, measure) = what, look
    voice = Voice.of(study.case, page.book.language)
    shown, rest = list(sums)[:MOST_SUPPLIERS], list(sums)[MOST_SUPPLIERS:]
    if not shown:
        return row
    names = [voice.supplier(ident) for ident in shown]
    grid = [sums[ident] for ident in shown]
    if rest:
        names.append(page.book.say(shared.OTHERS))
        grid.append([sum(sums[s][i] for s in rest) for i in range(len(heads))])
    colours = [*supplier_colours(shown, study.case), OTHERS_COLOUR]
    row = page.heading(row, (FIRST, LAST), title)
    matrix = Matrix(
        [(name,) for name in names],
        (page.book.say(shared.SUPPLIER),),
        heads,
        grid,
        style,
        column_total=page.book.say(words.TOTAL),
    )
    table = write_matrix(page, (row + CHART_ROWS + 2, FIRST), matrix)
    about = page.book.say(words.ALONG_ALT).format(measure, names[0])
    _chart(page, table, (names, colours), (title, about, axis), row)
    return table.end + 1


def _chart(
    page: Page,
    table: Grid,
    what: tuple[list[str], list[str]],
    texts: tuple[str, str, str],
    row: int,
) -> None:
    series = row_series(page, table, zip(*what, strict=False))
    title, about, axis = texts
    look = Look(title, about, FULL, axis, subtype="stacked")
    place_chart(page, (row, FIRST), look, series)
