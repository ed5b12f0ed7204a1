"""A one-way sweep: cost, shares and suppliers along the value, and where suppliers change."""

import math
from collections.abc import Iterable, Sequence

from models.case import Case
from models.terms.units import in_unit, is_mass
from planner.explain import speak
from planner.explain.edit_words import labelled, value_style
from planner.explain.voice import Voice
from planner.glossary.countries import country_name
from planner.outcomes.point import Point
from planner.report.book import Book, Page, wrapped_lines
from planner.report.charts import Across, Look, Series, Track, place_chart, place_scatter
from planner.report.styles import (
    BLUE,
    NAVY,
    OTHERS_COLOUR,
    country_colour,
    quantity_style,
    supplier_colours,
)
from planner.report.table import Grid, GridColumn, write_table
from planner.study.front import point_words
from planner.study.front import words as shared
from planner.study.front.front import (
    CHART_ROWS,
    FIRST,
    FULL,
    HALF,
    LAST,
    RIGHT,
    WIDTH,
    MoneyStyle,
    front,
    money_of,
    write_sentences,
)
from planner.study.sweep import headings as words
from planner.study.sweep.found import Breakpoint, SweepFound
from planner.study.sweep.words import (
    NEUTRAL,
    STEADY_ALL,
    SweepVoice,
    break_sentence,
    in_order,
    main_country,
    place,
    sweep_sentences,
)
from planner.words import Words

MOST_SUPPLIERS = 10
MOST_REASONS = 50
_SUPPLIER_ROWS = 20
_BREAK_COLOUR = "#D55E00"
_FINEST = 1e-4
"""Nobody needs to know more finely where suppliers change."""
_FIXED = 5
"""Columns of the table of values before the suppliers."""


def write_line(book: Book, study: SweepFound) -> None:
    """Write the page of a one-way sweep."""
    voice = SweepVoice.about(study, Voice.of(study.case, book.language))
    axis = study.axes[0]
    what = voice.what(axis)
    title = book.say(words.SWEEP_TITLE).format(name=study.name, what=what)
    about = book.say(words.LINE_ABOUT).format(what=what, sounded=speak.sounded(what))
    sheet = Words(study.name, study.name)
    page, row = front(book, sheet, Words(title, title), about)
    row = write_sentences(page, sweep_sentences(study, voice), row)
    points, breaks = in_order(study), sorted(study.breakpoints, key=lambda one: one.value)
    money = money_of((p.objective for p in points), study.case.settings.currency, book)
    charts, row = row, row + CHART_ROWS + _SUPPLIER_ROWS
    marks = _breaks(page, voice, breaks, money, row)
    row = _failing(page, voice, points, marks.end + 1)
    table, now, suppliers = _values(page, voice, points, money, row)
    line = _cost_line(page, voice, money, (now or table.end) + 2)
    _cost_chart(page, (charts, FIRST), voice, (line, marks, now), money)
    _share_chart(page, (charts, RIGHT), voice, table)
    _supplier_chart(page, (charts + CHART_ROWS, FIRST), voice, table, suppliers)


def amounts_in_one_unit(points: Sequence[Point], case: Case) -> tuple[list[dict[str, float]], str]:
    """Quantities by supplier of each point in one unit: the suppliers' own, else tonnes."""
    units = {
        ident: point_words.supplier_unit(ident, case)
        for point in points
        for ident in point.quantities
    }
    if len(set(units.values())) == 1:
        return [dict(point.quantities) for point in points], next(iter(units.values()))
    tonnes = {ident: in_unit(u, "t") for ident, u in units.items() if is_mass(u)}
    return [
        {ident: amount * tonnes[ident] for ident, amount in p.quantities.items() if ident in tonnes}
        for p in points
    ], "t"


def round_ends(values: Iterable[float | None]) -> tuple[float | None, float | None]:
    """Round ends of an axis that shows these values and little else."""
    known = [value for value in values if value is not None]
    if not known:
        return None, None
    low, high = min(known), max(known)
    spread = max(high - low, 1e-3 * abs(high), 1e-9)
    step = 10.0 ** math.floor(math.log10(spread))
    step = step / 2 if spread < 3 * step else step
    least, most = math.floor(low / step) * step, math.ceil(high / step) * step
    if least == most:
        least, most = least - step, most + step
    return (max(least, 0.0) if low >= 0 else least), most


def _breaks(
    page: Page, voice: SweepVoice, breaks: Sequence[Breakpoint], money: MoneyStyle, row: int
) -> Grid:
    """Value, cost, words and precision of every change of suppliers."""
    say, study = page.book.say, voice.study
    row = page.heading(row, (FIRST, LAST), say(words.BREAK_TABLE))
    if not breaks:
        page.put(row, FIRST, say(STEADY_ALL), "note")
        return Grid(row, row, (), row + 1)
    style = value_style(study.axes[0].label, study.case)
    columns = [
        GridColumn(voice.what(study.axes[0]), f"left {style}" if style != "general" else "left n4"),
        GridColumn(f"{say(shared.TOTAL)}, {money.unit}", money.style),
        GridColumn(say(words.WHAT_HAPPENS), "wrap", span=8),
        GridColumn(say(words.HOW_EXACT), span=2),
    ]
    rows = [
        [
            one.value,
            one.objective,
            break_sentence(one, voice),
            _exactness(one, page),
        ]
        for one in breaks
    ]
    table = write_table(page, (row, FIRST), columns, rows)
    for at, line in enumerate(rows, table.first):
        page.sheet.set_row(at, 15 * wrapped_lines(str(line[2]), 8 * WIDTH) + 4)
    return table


def _exactness(one: Breakpoint, page: Page) -> str:
    if one.exact:
        return page.book.say(words.EXACT)
    return page.book.say(words.WITHIN).format(f"{max(one.width, _FINEST):.1g}")


def _failing(page: Page, voice: SweepVoice, points: Sequence[Point], row: int) -> int:
    """Values without a plan and why; return the next free row."""
    failing = [point for point in points if point.objective is None]
    if not failing:
        return row
    say = page.book.say
    row = page.heading(row, (FIRST, LAST), say(words.FAILING_TABLE))
    columns = [GridColumn(voice.what(voice.study.axes[0]), span=2)]
    columns += [GridColumn(say(shared.REASON), "wrap", span=10)]
    rows = [[voice.at(point), point_words.reason(point, voice)] for point in failing[:MOST_REASONS]]
    table = write_table(page, (row, FIRST), columns, rows)
    for at, line in enumerate(rows, table.first):
        page.sheet.set_row(at, 15 * wrapped_lines(line[1], 10 * WIDTH) + 4)
    return table.end + 1


def _values(
    page: Page, voice: SweepVoice, points: Sequence[Point], money: MoneyStyle, row: int
) -> tuple[Grid, int | None, list[str]]:
    """What the charts show, a row for each value; also the row of now, and the suppliers shown."""
    say, study, axis = page.book.say, voice.study, voice.study.axes[0]
    amounts, unit = amounts_in_one_unit(points, voice.case)
    ranked = sorted(
        {ident for own in amounts for ident, amount in own.items() if amount},
        key=lambda ident: (-sum(own.get(ident, 0.0) for own in amounts), ident),
    )
    shown, rest = ranked[:MOST_SUPPLIERS], ranked[MOST_SUPPLIERS:]
    names = [voice.supplier(ident) for ident in shown]
    names += [say(shared.OTHERS)] if rest else []
    heading = say(words.LINE_TABLE).format(money=money.unit, unit=unit)
    row = page.heading(row, (FIRST, LAST), heading)
    page.sheet.set_column(LAST + 1, FIRST + _FIXED + len(names), WIDTH)
    country = country_name(main_country(study), voice.language)
    style = quantity_style([amount for own in amounts for amount in own.values() if amount])
    columns = [
        GridColumn(voice.what(axis), f"left {value_style(axis.label, study.case)}"),
        GridColumn(say(shared.TOTAL), money.style),
        GridColumn(say(shared.SHORT_COLUMN).format(point_words.shortage_unit(study.case)), "n2"),
        GridColumn(say(shared.SHARE).format(country), "percent"),
        GridColumn(say(shared.LOOK_THROUGH).format(country), "percent"),
        *(GridColumn(name, style) for name in names),
    ]
    rows = [
        _row(study, point, [*(own.get(i, 0.0) for i in shown), _sum(own, rest)][: len(names)])
        for point, own in zip(points, amounts, strict=True)
    ]
    table = write_table(page, (row, FIRST), columns, rows)
    for at, point in enumerate(points, table.first):
        if point.objective is None:
            page.put(at, FIRST + 1, None, "cell", "bad")
    return table, _now(page, voice, money, table.end), shown + [""] * bool(rest)


def _cost_line(page: Page, voice: SweepVoice, money: MoneyStyle, row: int) -> Grid:
    """Values and costs, the changes of suppliers among them, for the line to pass through."""
    study, say = voice.study, page.book.say
    known = [(place(point, study.axes[0]), point.objective) for point in study.points]
    known += [(one.value, one.objective) for one in study.breakpoints]
    row = page.heading(row, (FIRST, LAST), say(words.LINE_DATA))
    style = value_style(study.axes[0].label, study.case)
    columns = [GridColumn(voice.what(study.axes[0]), f"left {style}")]
    columns += [GridColumn(say(shared.TOTAL), money.style)]
    return write_table(page, (row, FIRST), columns, sorted(known, key=lambda pair: pair[0]))


def _row(study: SweepFound, point: Point, amounts: Sequence[float]) -> list[object]:
    """Blank behind the value where there is no plan, so that lines break there."""
    value = place(point, study.axes[0])
    if point.objective is None:
        return [value, *[None] * (_FIXED - 1 + len(amounts))]
    code = main_country(study)
    shares = [point.shares.get(code, 0.0), point.look_through.get(code)]
    return [value, point.objective, point.shortage, *shares, *amounts]


def _sum(own: dict[str, float], idents: Sequence[str]) -> float:
    return sum(own.get(ident, 0.0) for ident in idents)


def _now(page: Page, voice: SweepVoice, money: MoneyStyle, row: int) -> int | None:
    """Write value and cost of the case as it stands, where the edit tells them; return the row."""
    edit, base = labelled(voice.study.axes[0].label), voice.study.base
    if edit is None or edit.op not in NEUTRAL or base.objective is None:
        return None
    style = value_style(voice.study.axes[0].label, voice.study.case)
    page.put(row, FIRST, NEUTRAL[edit.op], "cell", "left", style, "bold")
    page.put(row, FIRST + 1, base.objective, "cell", money.style, "bold")
    page.put(row, FIRST + 2, page.book.say(words.NOW), "cell", "bold", "text")
    return row


def _cost_chart(
    page: Page,
    at: tuple[int, int],
    voice: SweepVoice,
    tables: tuple[Grid, Grid, int | None],
    money: MoneyStyle,
) -> None:
    """Cost along the value; a drop line at each change of suppliers, a diamond now."""
    table, marks, now = tables
    say, points = page.book.say, voice.study.points
    tracks = [Track(say(shared.TOTAL), table.area(page, 0), table.area(page, 1), BLUE, 2.25)]
    if marks.places:
        x, y = marks.area(page, 0), marks.area(page, 1)
        mark = Track(say(words.BREAK_SERIES), x, y, _BREAK_COLOUR, 0, "circle", 7, drop=True)
        tracks.append(mark)
    if now is not None:
        x, y = (page.area(now, column, now, column) for column in (FIRST, FIRST + 1))
        tracks.append(Track(say(words.NOW), x, y, NAVY, 0, "diamond", 9))
    what = voice.what(voice.study.axes[0])
    about = say(words.COST_ALT).format(what=what, count=len(voice.study.breakpoints))
    costs = [point.objective for point in points]
    costs += [one.objective for one in voice.study.breakpoints]
    costs += [voice.study.base.objective] if now is not None else []
    title = say(shared.TOTAL_COST).format(money.unit)
    look = Look(title, about, HALF, money.axis, limits=round_ends(costs))
    place_scatter(page, at, look, _across(voice), tracks)


def _across(voice: SweepVoice) -> Across:
    axis = voice.study.axes[0]
    number = "0%" if value_style(axis.label, voice.study.case) != "general" else "General"
    values = [place(point, axis) for point in voice.study.points]
    return Across(voice.what(axis), number, (min(values), max(values)))


def _share_chart(page: Page, at: tuple[int, int], voice: SweepVoice, table: Grid) -> None:
    code, say = main_country(voice.study), page.book.say
    if not code:
        return
    country, colour = country_name(code, voice.language), country_colour(code, [code])
    x = table.area(page, 0)
    tracks = [Track(say(words.DIRECT), x, table.area(page, 3), colour)]
    if any(point.look_through for point in voice.study.points):
        tracks.append(Track(say(words.DEEP), x, table.area(page, 4), colour, 1.5, dashed=True))
    about = say(words.SHARE_ALT).format(what=voice.what(voice.study.axes[0]), country=country)
    title = say(words.SHARE_CHART).format(country=country, basis=point_words.share_basis(voice))
    place_scatter(
        page, at, Look(title, about, HALF, "0%", limits=(0.0, 1.0)), _across(voice), tracks
    )


def _supplier_chart(
    page: Page, at: tuple[int, int], voice: SweepVoice, table: Grid, suppliers: Sequence[str]
) -> None:
    """Stacked columns: a value is a column, however far it lies from the next."""
    if not suppliers:
        return
    say = page.book.say
    colours = [*supplier_colours([s for s in suppliers if s], voice.case), OTHERS_COLOUR]
    names = [voice.supplier(s) if s else say(shared.OTHERS) for s in suppliers]
    series = [
        Series(name, table.area(page, 0), table.area(page, _FIXED + i), colours[i])
        for i, name in enumerate(names)
    ]
    _, unit = amounts_in_one_unit(voice.study.points, voice.case)
    title = say(words.SUPPLIER_CHART).format(unit)
    look = Look(title, say(words.SUPPLIER_ALT).format(names[0]), FULL, subtype="stacked")
    place_chart(page, at, look, series)
