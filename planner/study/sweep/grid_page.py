"""A two-way sweep: heat maps of cost, unmet demand and a country's share."""

from collections.abc import Callable, Sequence

from planner.explain.edit_words import value_style
from planner.explain.voice import Voice
from planner.glossary.countries import country_name
from planner.outcomes.point import Point
from planner.report.book import Book, Page, wrapped_lines
from planner.report.charts import Across, Look, Track, place_scatter
from planner.report.styles import SPARE_COLOURS, quantity_style
from planner.report.table import Grid, GridColumn, write_table
from planner.study.front import point_words
from planner.study.front import words as shared
from planner.study.front.front import FIRST, FULL, LAST, WIDTH, front, money_of, write_sentences
from planner.study.sweep import headings as words
from planner.study.sweep.found import SweepFound
from planner.study.sweep.line_page import MOST_REASONS, round_ends
from planner.study.sweep.words import SweepVoice, in_order, main_country, place, sweep_sentences
from planner.words import Words

MOST_LINES = 8
_CHART_ROWS = 20
_GREEN, _YELLOW, _RED = "#63BE7B", "#FFEB84", "#F8696B"
_CHEAP_TO_DEAR = {"min_color": _GREEN, "mid_color": _YELLOW, "max_color": _RED}
_NONE_TO_MUCH = {"min_color": "#FFFFFF", "max_color": _RED}
_LOW_TO_HIGH = {"min_color": "#FFFFFF", "max_color": "#E8A33D"}
_Value = Callable[[Point], float | None]


def write_grid(book: Book, study: SweepFound) -> None:
    """Write the page of a two-way sweep: the first axis down, the second across."""
    voice = SweepVoice.about(study, Voice.of(study.case, book.language))
    down, across = (voice.what(axis) for axis in study.axes)
    title = book.say(words.SWEEP_TITLE).format(name=study.name, what=f"{down} x {across}")
    about = book.say(words.GRID_ABOUT).format(down=down, across=across)
    page, row = front(book, Words(study.name, study.name), Words(title, title), about)
    row = write_sentences(page, sweep_sentences(study, voice), row)
    points = study.points
    money = money_of((p.objective for p in points), study.case.settings.currency, book)
    row = page.heading(row, (FIRST, LAST), book.say(words.GRID_COST).format(money.unit))
    table = _heat(page, voice, lambda point: point.objective, money.style, _CHEAP_TO_DEAR, row)
    row = _lines(page, voice, table, table.end + 1)
    row = _shortage(page, voice, row)
    row = _share(page, voice, row)
    _failing(page, voice, row)


def _cells(study: SweepFound) -> tuple[list[float], list[float], dict[tuple[float, ...], Point]]:
    """Values down and across, and the point at each pair of them that was planned."""
    at = {tuple(place(p, axis) for axis in study.axes): p for p in study.points}
    return sorted({pair[0] for pair in at}), sorted({pair[1] for pair in at}), at


def _heat(
    page: Page, voice: SweepVoice, of: _Value, style: str, scale: dict[str, str], row: int
) -> Grid:
    """A matrix coloured by its values; a combination without a plan says so."""
    say, (down, across) = page.book.say, voice.study.axes
    rows, columns, at = _cells(voice.study)
    styles = [value_style(axis.label, voice.study.case) for axis in (down, across)]
    last = max(FIRST + len(columns), FIRST + 1)
    page.sheet.set_column(LAST + 1, max(last, LAST + 1), WIDTH)
    page.put(row, FIRST, voice.what(down), "head")
    if len(columns) > 1:
        page.join(row, (FIRST + 1, last), voice.what(across), "head")
    else:
        page.put(row, FIRST + 1, voice.what(across), "head")
    page.sheet.set_row(row, 15 * wrapped_lines(voice.what(down), WIDTH - 1) + 4)
    page.put(row + 1, FIRST, None, "head")
    for j, value in enumerate(columns):
        page.put(row + 1, FIRST + 1 + j, value, "head", styles[1])
    for i, low in enumerate(rows, row + 2):
        page.put(i, FIRST, low, "head", styles[0])
        for j, high in enumerate(columns, FIRST + 1):
            point = at.get((low, high))
            if point is None or point.objective is None:
                text = words.NOT_PLANNED if point is None else shared.NO_PLAN
                page.put(i, j, say(text), "cell", "centre", *(("bad",) if point else ()))
            else:
                page.put(i, j, of(point), "cell", style)
    table = Grid(row + 2, row + 1 + len(rows), tuple(range(FIRST, last + 1)), row + 2 + len(rows))
    kind = "3_color_scale" if "mid_color" in scale else "2_color_scale"
    area = (table.first, FIRST + 1, table.last, last)
    page.sheet.conditional_format(*area, {"type": kind, **scale})
    return table


def _lines(page: Page, voice: SweepVoice, table: Grid, row: int) -> int:
    """Cost along the second axis, a line for each value of the first; return the next row."""
    rows, columns, at = _cells(voice.study)
    if len(columns) < 2 or len(rows) > MOST_LINES:
        return row
    tracks = []
    for i, low in enumerate(rows):
        known = [j for j, high in enumerate(columns) if _planned(at.get((low, high)))]
        # Words in a gap would be drawn as zeros.
        if len(known) < 2 or len(known) != known[-1] - known[0] + 1:
            continue
        ends = 1 + known[0], 1 + known[-1]
        heads = table.across(page, table.first - 1, ends)
        cells = table.across(page, table.first + i, ends)
        name = str(voice.value(voice.study.axes[0], low))
        tracks.append(Track(name, heads, cells, SPARE_COLOURS[i], marker="circle", size=5))
    if not tracks:
        return row
    down, across = (voice.what(axis) for axis in voice.study.axes)
    costs = [point.objective for point in voice.study.points]
    money = money_of(costs, voice.study.case.settings.currency, page.book)
    title = page.book.say(words.GRID_CHART).format(unit=money.unit, down=down)
    about = page.book.say(words.GRID_ALT).format(down=down, across=across)
    general = value_style(voice.study.axes[1].label, voice.study.case) == "general"
    axis = Across(across, "General" if general else "0%", (columns[0], columns[-1]))
    place_scatter(
        page, (row, FIRST), Look(title, about, FULL, money.axis, limits=round_ends(costs)), axis,
        tracks,
    )  # fmt: skip
    return row + _CHART_ROWS


def _planned(point: Point | None) -> bool:
    return point is not None and point.objective is not None


def _shortage(page: Page, voice: SweepVoice, row: int) -> int:
    say, points = page.book.say, voice.study.points
    unit = point_words.shortage_unit(voice.study.case)
    row = page.heading(row, (FIRST, LAST), say(shared.SHORTAGE).format(unit))
    short = [point.shortage for point in points if point.shortage]
    if not short:
        page.put(row, FIRST, say(words.GRID_ALL_MET), "note")
        return row + 2
    style = quantity_style(short)
    return _heat(page, voice, lambda point: point.shortage, style, _NONE_TO_MUCH, row).end + 1


def _share(page: Page, voice: SweepVoice, row: int) -> int:
    code = main_country(voice.study)
    if not code:
        return row
    country = country_name(code, voice.language)
    basis = point_words.share_basis(voice)
    title = page.book.say(words.GRID_SHARE).format(country=country, basis=basis)
    row = page.heading(row, (FIRST, LAST), title)
    return (
        _heat(page, voice, lambda p: p.shares.get(code, 0.0), "percent", _LOW_TO_HIGH, row).end + 1
    )


def _failing(page: Page, voice: SweepVoice, row: int) -> int:
    """Combinations without a plan and why."""
    failing = [point for point in in_order(voice.study) if point.objective is None]
    if not failing:
        return row
    say = page.book.say
    row = page.heading(row, (FIRST, LAST), say(words.FAILING_TABLE))
    columns = [GridColumn(voice.what(axis), span=2) for axis in voice.study.axes]
    columns += [GridColumn(say(shared.REASON), "wrap", span=8)]
    rows: list[Sequence[str]] = [
        [
            *(voice.value(axis, place(point, axis)) for axis in voice.study.axes),
            point_words.reason(point, voice),
        ]
        for point in failing[:MOST_REASONS]
    ]
    table = write_table(page, (row, FIRST), columns, rows)
    for at, line in enumerate(rows, table.first):
        page.sheet.set_row(at, 15 * wrapped_lines(line[-1], 8 * WIDTH) + 4)
    return table.end + 1
