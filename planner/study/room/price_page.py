"""The prices at which offers come into the plan and drop out of it."""

from collections.abc import Sequence

from planner.explain.voice import Voice
from planner.report.book import Book, Page, shortened, wrapped_lines
from planner.report.charts import Look, Series, place_chart
from planner.report.styles import AMBER, TEAL
from planner.report.table import Grid, GridColumn, write_table
from planner.study.front import words as shared
from planner.study.front.front import FIRST, HALF, LAST, RIGHT, WIDTH, front
from planner.study.room import headings as words
from planner.study.room.found import RoomFound, Turning
from planner.study.room.words import NEVER, cut, idle, turning_price, used
from planner.words import Words

MOST_BARS = 12
_LONGEST_NAME = 34


def write_prices(book: Book, study: RoomFound) -> None:
    """Add a page of idle and used offers, the ones nearest to turning first."""
    page, row = front(book, words.PRICES, words.PRICES_TITLE, book.say(words.PRICES_ABOUT))
    blocks = (
        (idle(study), words.IDLE_TABLE, words.ENTERS, words.IDLE_CHART, words.IDLE_ALT),
        (used(study), words.USED_TABLE, words.LEAVES_AT, words.USED_CHART, words.USED_ALT),
    )
    height = 90 + 26 * MOST_BARS
    below = row + height // 20 + 2
    for place, (turnings, title, enters, chart, about) in enumerate(blocks):
        if not turnings:
            continue
        table = _table(page, study, turnings, (title, enters), below)
        below = table.end + 1
        count = min(MOST_BARS, sum(cut(one) is not None for one in turnings))
        if count:
            look = Look(
                book.say(chart),
                book.say(about).format(_name(turnings[0], study, book)),
                (HALF[0], height),
                "0%",
                kind="bar",
                legend=False,
                signed=place == 0,
            )
            _chart(page, table, look, (row, (FIRST, RIGHT)[place]), count)


def _chart(page: Page, table: Grid, look: Look, at: tuple[int, int], count: int) -> None:
    names, values = (table.area(page, column, count) for column in (0, 5))
    colour = TEAL if look.signed else AMBER[1]
    series = [Series(look.title, names, values, colour, labels="+0.0%;-0.0%;0%")]
    place_chart(page, at, look, series)


def _table(
    page: Page, study: RoomFound, turnings: Sequence[Turning], titles: tuple[Words, Words], row: int
) -> Grid:
    say = page.book.say
    row = page.heading(row, (FIRST, LAST), say(titles[0]))
    columns = [
        GridColumn(f"{say(shared.SUPPLIER)}, {say(shared.MATERIAL)}", "bold wrap", span=3),
        GridColumn(say(words.OFFER), span=2),
        GridColumn(say(words.PER)),
        GridColumn(say(words.PRICE_NOW)),
        GridColumn(say(shared.CHANGE)),
        GridColumn(say(shared.CHANGE_PART), "percent_change"),
        GridColumn(say(titles[1])),
        GridColumn(say(words.REMARK), "wrap", span=2),
    ]
    rows = [
        [
            _name(one, study, page.book),
            one.offer,
            f"{one.currency}/{one.price_per}",
            *(one.price, one.change, cut(one), turning_price(one)),
            say(NEVER[one.never]) if one.never in NEVER else one.never,
        ]
        for one in turnings
    ]
    table = write_table(page, (row, FIRST), columns, rows)
    for place, (one, values) in enumerate(zip(turnings, rows, strict=True), table.first):
        style = "n0" if one.price >= 10_000 else "n2"
        page.put(place, table.places[3], one.price, "cell", style)
        page.put(place, table.places[4], one.change, "cell", style)
        page.put(place, table.places[6], turning_price(one), "cell", style, "bold")
        lines = wrapped_lines(str(values[-1]), 2 * WIDTH)
        lines = max(lines, wrapped_lines(str(values[0]), 3 * WIDTH))
        if lines > 1:
            page.sheet.set_row(place, 15 * lines + 3)
    return table


def _name(one: Turning, study: RoomFound, book: Book) -> str:
    voice = Voice.of(study.case, book.language)
    supplier = shortened(voice.supplier(one.supplier), _LONGEST_NAME)
    return f"{supplier}, {voice.material(one.material)}"
