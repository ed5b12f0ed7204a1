"""The workbook of a Monte Carlo study: the spread of cost, what drives it, who is bought from."""

from pathlib import Path

import numpy as np

from planner.explain import speak
from planner.explain.edit_words import edit_words
from planner.explain.voice import Voice
from planner.report.book import Book, Page, wrapped_lines
from planner.report.charts import Across, Look, Series, Track, place_chart, place_scatter
from planner.report.styles import AMBER, BLUE, NAVY, TEAL, quantity_style, tint
from planner.report.table import GridColumn, write_table
from planner.report.tiles import Tile
from planner.study.front import words as shared
from planner.study.front.bins import cuts_of
from planner.study.front.front import (
    CHART_ROWS,
    FIRST,
    FULL,
    HALF,
    LAST,
    RIGHT,
    WIDTH,
    MoneyStyle,
    close_study,
    front,
    money_of,
    open_study,
    write_figures,
    write_record,
    write_sentences,
)
from planner.study.front.point_words import supplier_unit
from planner.study.monte_carlo import headings as words
from planner.study.monte_carlo import words as monte_carlo_words
from planner.study.monte_carlo.found import MonteCarloFound
from planner.study.monte_carlo.words import (
    ALWAYS,
    STRONG,
    WEAK,
    planned,
    range_words,
    ranked,
    reasons,
    uses,
)
from planner.words import Language

MARKED = (5, 50, 95)
MOST_DRIVERS, MOST_REASONS, MOST_USES = 15, 12, 20
_CURVE = tuple(range(0, 101, 5))
_MARKS = {"P5": TEAL, "P50": AMBER[1], "P95": "#D55E00"}
_RAISES = "#E69F00"


def write_monte_carlo(study: MonteCarloFound, path: Path | str, language: Language) -> None:
    """Write spread, drivers, reasons, suppliers and results. Raises OutputError."""
    book = open_study(study, Path(path), language)
    voice = Voice.of(study.case, language)
    case = voice.case
    about = book.say(words.MONTE_CARLO_ABOUT).format(
        title=case.settings.title or "-",
        inputs=len(study.axes),
        count=f"{len(study.points):,}",
        seed=study.seed,
    )
    page, row = front(book, words.MONTE_CARLO, words.MONTE_CARLO_TITLE, about)
    money = money_of((p.objective for p in study.points), case.settings.currency, book)
    row = write_figures(page, _tiles(study, book, money), row)
    row = write_sentences(page, monte_carlo_words.monte_carlo_sentences(study, voice), row)
    charts_at = row
    if planned(study):
        row = _drivers(page, study, row + CHART_ROWS)
    row = _reasons(page, study, row)
    if planned(study):
        row = _spread(page, study, money, (charts_at, row))
    write_record(page, study.run, row)
    if planned(study):
        _uses(book, study)
    close_study(book, study)


def _tiles(study: MonteCarloFound, book: Book, money: MoneyStyle) -> list[Tile]:
    say, points = book.say, planned(study)
    style = money.tile
    feet = (words.P5_FOOT, words.P50_FOOT, words.P95_FOOT)
    found = [
        Tile(f"P{p}, {money.unit}", study.percentiles.get(p), style, say(foot))
        for p, foot in zip(MARKED, feet, strict=True)
    ]
    base = say(shared.BASE_COST).format(money.unit)
    count = len(study.points)
    failed = (count - len(points)) / count if count else None
    short = sum((point.shortage or 0.0) > 1e-3 for point in points)
    part = short / len(points) if points else None
    return [
        *found,
        Tile(base, study.base.objective, style, ""),
        Tile(say(words.FAILED), failed, "whole_percent", say(words.OF_CASES).format(f"{count:,}")),
        Tile(say(words.SHORT_CASES), part, "whole_percent", say(words.OF_PLANNED)),
    ]


def _spread(page: Page, study: MonteCarloFound, money: MoneyStyle, rows: tuple[int, int]) -> int:
    """Histogram and cumulative curve side by side; ``rows``: of the charts, of their values."""
    costs = np.array([point.objective for point in planned(study)], dtype=float)
    row, below = rows
    below = page.heading(below, (FIRST, LAST), page.book.say(shared.DATA))
    ends = [
        _histogram(page, costs, money, (row, below)),
        _curve(page, study, money, (row, below)),
    ]
    return max(ends) + 1


def _histogram(page: Page, costs: np.ndarray, money: MoneyStyle, rows: tuple[int, int]) -> int:
    say, (row, below) = page.book.say, rows
    cuts = cuts_of(costs)
    parts = np.histogram(costs, cuts)[0] / len(costs)
    cells = [
        [speak.number(low / money.size, 4), part]
        for low, part in zip(cuts[:-1].tolist(), parts.tolist(), strict=True)
    ]
    columns = [
        GridColumn(say(words.BIN).format(money.unit), span=3),
        GridColumn(say(words.PART_OF_CASES), "percent", span=2),
    ]
    table = write_table(page, (below, FIRST), columns, cells)
    title = say(words.HISTOGRAM).format(money.unit)
    look = Look(title, say(words.HISTOGRAM_ALT), HALF, "0%", say(words.PART_OF_CASES), legend=False)
    series = [Series(title, table.area(page, 0), table.area(page, 1), BLUE)]
    place_chart(page, (row, FIRST), look, series)
    return table.end


def _curve(page: Page, study: MonteCarloFound, money: MoneyStyle, rows: tuple[int, int]) -> int:
    """The cumulative curve; percentiles that the study names hold as it gives them."""
    say, (row, below) = page.book.say, rows
    costs = np.array([point.objective for point in planned(study)], dtype=float)
    known = {p: float(np.percentile(costs, p)) for p in _CURVE} | dict(study.percentiles)
    lines = [(f"P{p}", p / 100, known[p]) for p in sorted(known)]
    base = study.base.objective
    if base is not None:
        lines.append((say(shared.BASE), float((costs <= base).mean()), base))
    columns = [
        GridColumn(say(words.PERCENTILE), span=2),
        GridColumn(say(words.PART_BELOW), "whole_percent", span=2),
        GridColumn(say(shared.TOTAL_COST).format(money.unit), money.style, span=2),
    ]
    table = write_table(page, (below, RIGHT), columns, lines)

    def cells(column: int, first: int, last: int) -> str:
        place = table.places[column]
        return page.area(table.first + first, place, table.first + last, place)

    ends = (0, len(known) - 1)
    tracks = [Track(say(words.CURVE_SERIES), cells(2, *ends), cells(1, *ends), BLUE)]
    for place, (name, _, cost) in enumerate(lines):
        colour = _MARKS.get(name, NAVY if place == len(known) else "")
        if colour:
            label = f"{name}: {speak.number(cost / money.size, 4)}"
            here = (cells(2, place, place), cells(1, place, place))
            tracks.append(Track(label, *here, colour, 0, "diamond", 9))
    said = "; ".join(track.name for track in tracks[1:])
    look = Look(
        say(words.CURVE).format(money.unit),
        say(words.CURVE_ALT).format(said),
        HALF,
        "0%",
        limits=(0.0, 1.0),
    )
    place_scatter(page, (row, RIGHT), look, Across("", money.axis), tracks)
    return table.end


def _drivers(page: Page, study: MonteCarloFound, row: int) -> int:
    """Inputs by the strength of their correlation: bars beside the table they come from."""
    voice = Voice.of(study.case, page.book.language)
    say = page.book.say
    row = page.heading(row, (FIRST, LAST), say(words.DRIVERS))
    columns = [
        GridColumn(say(shared.INPUT), "wrap", span=3),
        GridColumn(say(words.RANGE)),
        GridColumn(say(words.CORRELATION), "n2"),
        GridColumn(say(words.STRENGTH)),
    ]
    rows = [
        [
            edit_words(label, voice),
            range_words(label, study, voice),
            one,
            say(words.STRENGTHS[_strength(one)]),
        ]
        for label, one in ranked(study)
    ]
    table = write_table(page, (row, RIGHT), columns, rows)
    for place, (said, *_) in enumerate(rows, table.first):
        if (lines := wrapped_lines(str(said), 3 * WIDTH)) > 1:
            page.sheet.set_row(place, 15 * lines + 3)
    shown = min(len(rows), MOST_DRIVERS)
    signs = [(one or 0.0) > 0 for _, one in ranked(study)]
    colours = tuple(_RAISES if up else TEAL for up in signs[:shown])
    title = say(words.CORRELATION_CHART)
    about = say(words.CORRELATION_ALT).format(rows[0][0] if rows else "-")
    size = (HALF[0], 90 + 26 * shown)
    names, values = (table.area(page, column, shown) for column in (0, 2))
    look = Look(title, about, size, "0.0", kind="bar", signed=True, scale=True, legend=False)
    series = [Series(title, names, values, _RAISES, colours, labels="+0.00;-0.00;0")]
    place_chart(page, (row, FIRST), look, series)
    return max(table.end, row + size[1] // 20 + 1) + 1


def _strength(one: float | None) -> str:
    if one is None:
        return "unknown"
    return "strong" if abs(one) >= STRONG else "some" if abs(one) >= WEAK else "weak"


def _reasons(page: Page, study: MonteCarloFound, row: int) -> int:
    """Why points have no plan, and how often; nothing where all have one."""
    voice = Voice.of(study.case, page.book.language)
    found = reasons(study, voice)
    if not found:
        return row
    say = page.book.say
    row = page.heading(row, (FIRST, LAST), say(shared.REASON))
    columns = [
        GridColumn(say(words.WHY), "wrap", span=10),
        GridColumn(say(words.TIMES), "whole"),
        GridColumn(say(words.PART), "whole_percent"),
    ]
    rows = [[why, many, many / len(study.points)] for why, many in found[:MOST_REASONS]]
    table = write_table(page, (row, FIRST), columns, rows)
    for place, (why, *_) in enumerate(rows, table.first):
        page.sheet.set_row(place, 15 * wrapped_lines(str(why), 10 * WIDTH) + 4)
    return table.end + 1


def _uses(book: Book, study: MonteCarloFound) -> None:
    """A page on how often and how much is bought from each supplier over the draws."""
    found, say = uses(study), book.say
    voice = Voice.of(study.case, book.language)
    about = say(words.USES_ABOUT).format(count=f"{len(planned(study)):,}")
    page, row = front(book, shared.SUPPLIERS, words.USES_TITLE, about)
    columns = [
        GridColumn(say(shared.SUPPLIER), "bold", span=3),
        GridColumn(say(shared.COUNTRY)),
        GridColumn(say(words.OFTEN), "whole_percent"),
        *(GridColumn(f"P{p}") for p in MARKED),
        GridColumn(say(shared.NOW)),
        GridColumn(say(shared.UNIT)),
    ]
    rows = [
        [
            voice.supplier(use.supplier),
            voice.home(use.supplier),
            use.often,
            *(use.p5, use.p50, use.p95),
            study.base.quantities.get(use.supplier, 0.0),
            supplier_unit(use.supplier, study.case),
        ]
        for use in found
    ]
    shown = min(len(found), MOST_USES)
    height = 90 + 24 * shown
    table = write_table(page, (row + height // 20 + 2, FIRST), columns, rows)
    for place, line in enumerate(rows, table.first):
        style = quantity_style([value for value in line[3:7] if isinstance(value, float)])
        for column in range(3, 7):
            page.put(place, table.places[column], line[column], "cell", style)
    names, often = (table.area(page, column, shown) for column in (0, 2))
    look = Look(
        say(words.USES_CHART),
        say(words.USES_ALT),
        (FULL[0], height),
        "0%",
        kind="bar",
        legend=False,
        limits=(0.0, 1.1),
    )
    colours = tuple(BLUE if use.often >= ALWAYS else tint(BLUE, 2) for use in found[:shown])
    series = [Series(look.title, names, often, BLUE, colours, labels="0%")]
    place_chart(page, (row, FIRST), look, series)
