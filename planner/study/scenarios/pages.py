"""The workbook of ``planner scenarios``: named what-ifs side by side, and which plan to hold."""

from collections.abc import Mapping
from pathlib import Path

from planner.explain import speak
from planner.explain.voice import Voice
from planner.glossary.countries import country_name
from planner.outcomes.point import Point
from planner.report.book import Book, Page
from planner.report.charts import Look, Series, place_chart
from planner.report.styles import quantity_style
from planner.report.table import Grid, GridColumn, write_table
from planner.report.tiles import Tile
from planner.study.front import point_words
from planner.study.front import words as shared
from planner.study.front.front import (
    FIRST,
    FULL,
    LAST,
    MoneyStyle,
    front,
    money_of,
    noticed,
    open_study,
    write_figures,
    write_record,
    write_sentences,
)
from planner.study.front.results import Field, write_points
from planner.study.scenarios import headings as words
from planner.study.scenarios.assumption_page import write_assumptions
from planner.study.scenarios.cost_page import write_parts
from planner.study.scenarios.found import ScenariosFound
from planner.study.scenarios.plan_page import write_plans
from planner.study.scenarios.regret_page import write_regret
from planner.study.scenarios.regret_words import among_planned, worst
from planner.study.scenarios.voice import scenario_titles
from planner.study.scenarios.words import scenario_sentences
from planner.words import Language

RISE, FALL = "#D55E00", "#009E73"
_LABELLED = 0.005
"""Bars shorter than this part of the longest carry no number."""
_ROW_PIXELS, _BAR_PIXELS = 20, 26
_NAME_SPAN = 2


def write_scenarios(study: ScenariosFound, path: Path | str, language: Language) -> None:
    """Write the workbook. Raises OutputError if the path cannot be written."""
    book = open_study(study, Path(path), language)
    if not study.points:
        # Interrupted before the base was planned: the assumptions are all there is.
        write_assumptions(book, study, {})
        book.close()
        return
    titles = scenario_titles(study, language)
    costs = [point.objective for point in study.points]
    money = money_of(costs, study.case.settings.currency, book)
    _summary(book, study, titles, money)
    if any(point.objective is not None for point in study.points):
        write_plans(book, study, titles)
        write_regret(book, study, titles)
        write_parts(book, study, titles, money)
    write_assumptions(book, study, titles)
    said = [titles[point.name] for point in study.points]
    notes = [study.notes.get(point.name, "") for point in study.points]
    extra = [Field(book.say(words.SCENARIO), said, "text", 30)]
    extra += [Field(book.say(words.NOTE), notes, "text", 40)] if any(notes) else []
    write_points(book, study.points, study.case, extra)
    book.close()


def _summary(
    book: Book, study: ScenariosFound, titles: Mapping[str, str], money: MoneyStyle
) -> None:
    voice = Voice.of(study.case, book.language)
    case = voice.case
    about = book.say(words.SCENARIOS_ABOUT).format(
        title=case.settings.title or "-", count=len(study.points) - 1
    )
    page, row = front(book, shared.SUMMARY, words.SCENARIOS_TITLE, about)
    row = write_figures(page, _tiles(study, titles, money, book), row)
    row = write_sentences(page, scenario_sentences(study, voice), row)
    ranked = _ranked(study)
    bars = sum(point.objective is not None for point in ranked[1:])
    charted = study.points[0].objective is not None and bars > 0
    below = row + ((90 + _BAR_PIXELS * bars) // _ROW_PIXELS + 2 if charted else 0)
    table = _table(page, study, titles, money, below)
    if charted:
        _chart(page, (row, FIRST), table, study, titles)
    write_record(page, study.run, table.end + 1)


def _ranked(study: ScenariosFound) -> list[Point]:
    """The base, then the dearest first; those without a plan last, where no bar is missed."""
    known = [point for point in study.points[1:] if point.objective is not None]
    without = [point for point in study.points[1:] if point.objective is None]
    known.sort(key=lambda point: -(point.objective or 0.0))
    return [*study.points[:1], *known, *without]


def _changes(study: ScenariosFound) -> dict[str, float]:
    base = study.points[0].objective
    if base is None:
        return {}
    return {p.name: p.objective - base for p in study.points[1:] if p.objective is not None}


def _tiles(
    study: ScenariosFound, titles: Mapping[str, str], money: MoneyStyle, book: Book
) -> list[Tile]:
    say, changes = book.say, _changes(study)
    signed = "million_change" if money.size > 1 else "change"
    plain = money.tile
    high = max(changes, key=lambda name: changes[name], default="")
    low = min(changes, key=lambda name: changes[name], default="")
    count = say(words.OF_SCENARIOS).format(len(study.points) - 1)
    failing = sum(point.objective is None for point in study.points[1:])
    short = sum(map(point_words.is_short, study.points[1:]))
    base = study.points[0].objective
    return [
        Tile(say(shared.BASE_COST).format(money.unit), base, plain, ""),
        _change_tile(say(words.DEAREST).format(money.unit), high, changes, titles, signed),
        _change_tile(say(words.CHEAPEST).format(money.unit), low, changes, titles, signed),
        Tile(say(words.SHORT_SCENARIOS), short, "whole", count),
        Tile(say(words.FAILING), failing, "whole", count),
        _regret_tile(study, titles, money, book),
    ]


def _change_tile(
    label: str, name: str, changes: Mapping[str, float], titles: Mapping[str, str], style: str
) -> Tile:
    if not name:
        return Tile(label, None, style, "")
    return Tile(label, changes[name], style, titles[name])


def _regret_tile(
    study: ScenariosFound, titles: Mapping[str, str], money: MoneyStyle, book: Book
) -> Tile:
    label = book.say(words.WORST_REGRET).format(money.unit)
    study = among_planned(study)
    if study.least_regret not in study.names:
        return Tile(label, None, "whole", book.say(words.NONE_HOLDS) if study.names else "")
    amount, _ = worst(study, study.names.index(study.least_regret))
    return Tile(label, amount, money.style, titles.get(study.least_regret, study.least_regret))


def _table(
    page: Page, study: ScenariosFound, titles: Mapping[str, str], money: MoneyStyle, row: int
) -> Grid:
    """One row a scenario; where there is no plan, why, over all its figures."""
    voice = Voice.of(study.case, page.book.language)
    say, points = page.book.say, _ranked(study)
    row = page.heading(row, (FIRST, LAST), say(words.SIDE_BY_SIDE).format(money.unit))
    short = quantity_style([point.shortage for point in points if point.shortage])
    unit = point_words.period_unit(voice)
    columns = [
        GridColumn(say(words.SCENARIO), "bold", span=_NAME_SPAN),
        GridColumn(say(shared.STATUS)),
        GridColumn(say(shared.TOTAL), money.style),
        GridColumn(say(words.CHANGE), money.change),
        GridColumn(say(words.CHANGE_PERCENT), "percent_change"),
        GridColumn(say(shared.SHORT_COLUMN).format(point_words.shortage_unit(study.case)), short),
        GridColumn(say(shared.COVER).format(unit), "plain2"),
        GridColumn(say(words.LARGEST_COUNTRY)),
        GridColumn(say(words.LARGEST_DIRECT), "percent"),
        GridColumn(say(words.LARGEST_DEEP), "percent"),
        GridColumn(say(shared.SUPPLIERS_COUNT), "whole"),
    ]
    rows = [_row(point, study, titles, page.book) for point in points]
    table = write_table(page, (row, FIRST), columns, rows)
    for place, point in enumerate(points, table.first):
        if point.objective is None:
            why = point_words.reason(point, voice)
            page.put(place, table.places[1], rows[place - table.first][1], "cell", "bad", "text")
            page.join(place, (table.places[2], LAST), why, "cell", "bad", "text", "wrap")
            page.sheet.set_row(place, 32)
        elif point_words.is_short(point):
            page.put(place, table.places[5], point.shortage, "cell", short, "bad")
    return table


def _row(
    point: Point, study: ScenariosFound, titles: Mapping[str, str], book: Book
) -> list[object]:
    voice = Voice.of(study.case, book.language)
    base = study.points[0]
    state = point_words.status_words(point, voice)
    if point.objective is None:
        return [titles[point.name], state, *[None] * 9]
    change = None if base.objective is None or point is base else point.objective - base.objective
    code = max(point.shares, key=lambda c: (point.shares[c], c), default="")
    return [
        titles[point.name],
        state,
        point.objective,
        change,
        change / base.objective if change is not None and base.objective else None,
        point.shortage,
        point.cover_min,
        speak.capital(country_name(code, book.language)) if code else None,
        point.shares.get(code),
        max(point.look_through.values(), default=None),
        len(point.suppliers),
    ]


def _chart(
    page: Page, at: tuple[int, int], table: Grid, study: ScenariosFound, titles: Mapping[str, str]
) -> None:
    """Bars of the change, from the columns of the table; the base itself has none."""
    say, changes = page.book.say, _changes(study)
    money = money_of([p.objective for p in study.points], study.case.settings.currency, page.book)
    shown = [changes[point.name] for point in _ranked(study) if point.name in changes]
    first, last = table.first + 1, table.first + len(shown)
    names, values = (page.area(first, table.places[i], last, table.places[i]) for i in (0, 3))
    number = noticed(money, _LABELLED * max(abs(change) for change in shown))
    colours = tuple(RISE if change > 0 else FALL for change in shown)
    series = [Series(say(words.CHANGE_SERIES), names, values, RISE, colours, labels=number)]
    most = titles[max(changes, key=lambda name: abs(changes[name]))]
    look = Look(
        say(words.CHANGE_CHART).format(money.unit),
        say(words.CHANGE_ALT).format(most),
        (FULL[0], 90 + _BAR_PIXELS * len(shown)),
        number=money.axis_change,
        kind="bar",
        legend=False,
        signed=True,
        scale=True,
    )
    place_chart(page, at, look, series)
