"""A two-way sweep: heat maps of cost, unmet demand and a country's share."""

from collections.abc import Callable

from planner.explain.edit_words import value_style
from planner.outcomes.point import Point
from planner.page.conditions import Heat
from planner.page.drawing import FULL, Over, Scatter, Track
from planner.page.grid import Grid, GridCell, GridColumn
from planner.page.look import GREEN_TO_RED, SPARE_COLOURS, quantity_style
from planner.page.money import Money
from planner.page.page import BlankRow, Block, Note, Page, Section
from planner.study.front import point_words
from planner.study.front import words as shared
from planner.study.front.pages import front, says
from planner.study.sweep import headings as words
from planner.study.sweep.axis import across, failing_values, round_ends
from planner.study.sweep.found import SweepFound
from planner.study.sweep.words import SweepVoice, main_country, place, sweep_sentences

MOST_LINES = 8
_CHEAP_TO_DEAR = Heat(*GREEN_TO_RED)
_NONE_TO_MUCH = Heat("#FFFFFF", GREEN_TO_RED[1])
_LOW_TO_HIGH = Heat("#FFFFFF", "#E8A33D")


def grid_page(voice: SweepVoice) -> Page:
    """The page of a two-way sweep: the first axis down, the second across."""
    study = voice.study
    down, right = map(voice.what, study.axes)
    costs = [point.objective for point in study.points]
    money = voice.scale(costs)
    cost = _map("cost", voice, lambda point: point.objective, money.format, _CHEAP_TO_DEAR)
    blocks = [
        says(voice, sweep_sentences(study, voice)),
        Section(voice.say(words.GRID_COST, money.unit), (cost, *_lines(voice, money))),
        _shortage(voice),
        *_share(voice),
        *failing_values(voice),
    ]
    title = voice.say(words.SWEEP_TITLE, name=study.name, what=f"{down} x {right}")
    about = voice.say(words.GRID_ABOUT, down=down, across=right)
    return front(voice, study.name, title, about, blocks)


def _cells(study: SweepFound) -> tuple[list[float], list[float], dict[tuple[float, ...], Point]]:
    """Values down and across, and the point at each pair of them that was planned."""
    at = {tuple(place(p, axis) for axis in study.axes): p for p in study.points}
    return sorted({pair[0] for pair in at}), sorted({pair[1] for pair in at}), at


def _map(
    key: str, voice: SweepVoice, of: Callable[[Point], float | None], style: str, heat: Heat
) -> Grid:
    """A matrix coloured by its values; a combination without a plan says so."""
    down, right = voice.study.axes
    rows, columns, at = _cells(voice.study)
    down_style, right_style = (value_style(axis.label, voice.case) for axis in (down, right))

    def shown(high: float) -> Callable[[float], GridCell]:
        return lambda low: cell(at.get((low, high)))

    def cell(point: Point | None) -> GridCell:
        if point is None:
            return GridCell(voice.say(words.NOT_PLANNED), "centre", "")
        if point.objective is None:
            return GridCell(voice.say(shared.NO_PLAN), "centre bad", "")
        return GridCell(of(point))

    # The values down are no numbers of the map: their format is not the column's.
    first = GridColumn(
        "value", voice.what(down), lambda low: GridCell(low, format=down_style), look="head"
    )
    numbers = (
        GridColumn(str(j), GridCell(high, format=right_style), shown(high), style)
        for j, high in enumerate(columns)
    )
    return Grid(key, (first, *numbers), rows, conditions=(heat,), above=voice.what(right))


def _lines(voice: SweepVoice, money: Money) -> list[Block]:
    """Cost along the second axis, a line for each value of the first."""
    rows, columns, at = _cells(voice.study)
    if len(columns) < 2 or len(rows) > MOST_LINES:
        return []
    tracks = []
    for i, low in enumerate(rows):
        known = [j for j, high in enumerate(columns) if _planned(at.get((low, high)))]
        # Words in a gap would be drawn as zeros.
        if len(known) < 2 or len(known) != known[-1] - known[0] + 1:
            continue
        ends = str(known[0]), str(known[-1])
        heads, cells = Over("cost", None, *ends), Over("cost", i, *ends)
        name = str(voice.value(voice.study.axes[0], low))
        tracks.append(Track(name, heads, cells, SPARE_COLOURS[i], marker="circle", size=5))
    if not tracks:
        return []
    down, right = map(voice.what, voice.study.axes)
    chart = Scatter(
        title=voice.say(words.GRID_CHART, unit=money.unit, down=down),
        about=voice.say(words.GRID_ALT, down=down, across=right),
        tracks=tuple(tracks),
        across=across(voice, voice.study.axes[1]),
        size=FULL,
        number=money.axis,
        limits=round_ends(point.objective for point in voice.study.points),
    )
    return [chart, BlankRow()]


def _planned(point: Point | None) -> bool:
    return point is not None and point.objective is not None


def _shortage(voice: SweepVoice) -> Section:
    heading = voice.say(shared.SHORTAGE, point_words.shortage_unit(voice.case))
    short = [point.shortage for point in voice.study.points if point.shortage]
    if not short:
        return Section(heading, (Note(voice.say(words.GRID_ALL_MET), wide=True), BlankRow()))
    style = quantity_style(short)
    grid = _map("shortage", voice, lambda point: point.shortage, style, _NONE_TO_MUCH)
    return Section(heading, (grid,))


def _share(voice: SweepVoice) -> list[Section]:
    code = main_country(voice.study)
    if not code:
        return []
    heading = voice.say(words.SHARE_OF, country=voice.country(code))
    grid = _map("share", voice, lambda p: p.spending.get(code, 0.0), "percent", _LOW_TO_HIGH)
    return [Section(heading, (grid,))]
