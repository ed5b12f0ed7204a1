"""The pages of a tornado: which inputs move the cost, which do not, what breaks the plan."""

from collections.abc import Callable
from dataclasses import replace

from planner.explain import speak
from planner.explain.edit_words import named_some
from planner.explain.voice import Voice
from planner.outcomes.point import Point
from planner.page.drawing import FULL, Chart, Down, Series
from planner.page.grid import Grid, GridCell, GridColumn
from planner.page.look import BLUE
from planner.page.money import Money
from planner.page.page import BlankRow, Block, Note, Page, Section, Tile, Tiles
from planner.study.front import words as shared
from planner.study.front.pages import front, record, says
from planner.study.front.point_words import reason, shortage_unit
from planner.study.front.points_page import points_page, with_base
from planner.study.tornado import headings as words
from planner.study.tornado import words as tornado_words
from planner.study.tornado.found import Bar, TornadoFound, swing
from planner.study.tornado.words import (
    BarEnd,
    broken,
    change,
    moved,
    name,
    side_words,
    sides,
)

MOST_BARS, MOST_ROWS = 15, 40
_RAISED = "#E69F00"
_LABELLED = 0.01
"""Bars shorter than this part of the longest carry no number."""


def tornado_pages(study: TornadoFound, voice: Voice) -> list[Page]:
    """The bars with their table, and every plan that was made."""
    costs = [study.base.objective, *(point.objective for point in study.points)]
    money = voice.scale(costs)
    about = voice.say(
        words.TORNADO_ABOUT,
        title=voice.case.settings.title or "-",
        count=len(study.bars),
        by=speak.percent(study.by),
    )
    blocks: list[Block] = [
        Tiles(_tiles(study, voice, money)),
        says(voice, tornado_words.tornado_sentences(study, voice)),
        _chart(study, voice, money),
        BlankRow(),
        *_broken(study, voice),
        _bars(study, voice, money),
        *record(voice, study.run),
    ]
    page = front(voice, words.TORNADO, words.TORNADO_TITLE, about, blocks)
    return [page, _results(study, voice)]


def _results(study: TornadoFound, voice: Voice) -> Page:
    """Points by input and factor: a hundred columns of edits would say nothing."""
    ends = {side.point.name: (bar, side) for bar in study.bars for side in sides(bar)}
    base = voice.say(shared.BASE)

    def moved_input(point: Point) -> str:
        return name(ends[point.name][0], voice) if point.name in ends else base

    def factor(point: Point) -> float:
        return ends[point.name][1].value if point.name in ends else 1.0

    def typed(point: Point) -> str:
        if point.name not in ends:
            return ""
        bar, side = ends[point.name]
        return "; ".join(bar.typed["high" if side.raised else "low"])

    extra = (
        GridColumn("input", voice.say(shared.INPUT), moved_input, width=34),
        GridColumn("factor", voice.say(words.FACTOR), factor, "n2", width=13),
        GridColumn("set", voice.say(words.TYPED), typed, width=44),
    )
    shown = [side.point for bar in study.bars for side in sides(bar)]
    points = [replace(point, edits={}) for point in with_base(study, shown)]
    return points_page(voice, points, extra)


def _broken(study: TornadoFound, voice: Voice) -> list[Section]:
    """Changes without a plan, and why; nothing where all have one."""
    found, say = broken(study), voice.say
    if not found:
        return []

    def why(row: tuple[Bar, BarEnd]) -> str:
        return reason(row[1].point, voice)

    columns = (
        GridColumn(
            "input", say(shared.INPUT), lambda row: name(row[0], voice), "", "bold wrap", span=3
        ),
        GridColumn(
            "change", say(shared.CHANGE), lambda row: f"{row[1].value - 1:+.0%}", look="bad"
        ),
        GridColumn("reason", say(shared.REASON), why, look="wrap", span=8),
    )
    return [Section(say(words.SIDES_BROKEN), (Grid("broken", columns, found),))]


def _tiles(study: TornadoFound, voice: Voice, money: Money) -> tuple[Tile, ...]:
    base = study.base.objective
    known = [(swing(bar, study.base) or 0.0, bar) for bar in study.bars]
    largest, bar = max(known, key=lambda pair: pair[0], default=(0.0, None))
    matter = sum(one > tornado_words.MATTERS * abs(base or 0.0) for one, _ in known)
    choosing = sum(_chooses(bar, study) for bar in study.bars)
    inputs = voice.say(words.OF_INPUTS, len(study.bars))
    changes = voice.say(words.OF_CHANGES, 2 * len(study.bars))
    matters = voice.say(words.INPUTS_MATTER, speak.percent(tornado_words.MATTERS))
    return (
        Tile(voice.say(shared.BASE_COST, money.unit), base, money.tile),
        Tile(
            voice.say(words.LARGEST, money.unit),
            largest,
            money.tile,
            name(bar, voice) if bar else "",
        ),
        Tile(matters, matter, "whole", inputs),
        Tile(voice.say(words.CHANGES_SUPPLIERS), choosing, "whole", inputs),
        Tile(voice.say(words.SIDES_BROKEN), len(broken(study)), "whole", changes),
    )


def _chooses(bar: Bar, study: TornadoFound) -> bool:
    return any(any(moved(side.point, study.base)) for side in sides(bar))


def _chart(study: TornadoFound, voice: Voice, money: Money) -> Chart:
    """Bars to both sides of the base, from the columns of the table."""
    longest = max((swing(bar, study.base) or 0.0 for bar in study.bars), default=0.0)
    labels, by = money.noticed(_LABELLED * longest), speak.percent(study.by)
    names = Down("bars", "input", count=MOST_BARS)
    ends = ((words.LOWERED, "low", BLUE), (words.RAISED, "high", _RAISED))
    widest = max(study.bars, key=lambda bar: swing(bar, study.base) or 0.0, default=None)
    return Chart(
        title=voice.say(words.TORNADO_CHART, money.unit),
        about=voice.say(words.TORNADO_ALT, name(widest, voice) if widest else "-"),
        series=tuple(
            Series(
                voice.say(title, by),
                names,
                Down("bars", f"{end} change", count=MOST_BARS),
                colour,
                labels=labels,
            )
            for title, end, colour in ends
        ),
        size=(FULL[0], 90 + 32 * min(len(study.bars), MOST_BARS)),
        number=money.axis_change,
        kind="bar",
        signed=True,
        scale=True,
    )


def _bars(study: TornadoFound, voice: Voice, money: Money) -> Section:
    """Input; cost, change and % at both ends; the largest change; what else changes."""
    say = voice.say
    columns = (
        GridColumn(
            "input", say(shared.INPUT), lambda bar: _name(bar, voice), "", "bold wrap", span=2
        ),
        *_end(study, voice, money, raised=False),
        *_end(study, voice, money, raised=True),
        GridColumn(
            "swing", say(words.SWING), lambda bar: swing(bar, study.base), money.format, "bold"
        ),
        GridColumn(
            "else", say(words.ELSE), lambda bar: _else(bar, study, voice), "", "wrap", span=3
        ),
    )
    grid = Grid("bars", columns, study.bars[:MOST_ROWS])
    cut = say(words.WIDEST_ROWS, MOST_ROWS, len(study.bars))
    note = [Note(cut, "subtitle")] if len(study.bars) > MOST_ROWS else []
    return Section(f"{say(words.TORNADO_TABLE)} ({money.unit})", (*note, grid))


def _end(study: TornadoFound, voice: Voice, money: Money, *, raised: bool) -> list[GridColumn]:
    """Cost, change and change in % at one end of a bar."""
    title, key = (words.RAISED, "high") if raised else (words.LOWERED, "low")
    side = voice.say(title, speak.percent(study.by))

    def at_end(of: Callable[[Point], float | None]) -> Callable[[Bar], float | None]:
        return lambda bar: of(sides(bar)[raised].point)

    def cost(bar: Bar) -> float | GridCell:
        found = sides(bar)[raised].point.objective
        return GridCell(voice.say(shared.NO_PLAN), "bad centre", "") if found is None else found

    def part(point: Point) -> float | None:
        amount, base = change(point, study), study.base.objective
        return amount / base if amount is not None and base else None

    return [
        GridColumn(f"{key} cost", voice.say(words.COST_AT, side=side), cost, money.format),
        GridColumn(
            f"{key} change",
            voice.say(shared.CHANGE),
            at_end(lambda point: change(point, study)),
            money.change,
        ),
        GridColumn(f"{key} part", voice.say(shared.CHANGE_PART), at_end(part), "percent_change"),
    ]


def _name(bar: Bar, voice: Voice) -> str:
    """The input, and at which end it has no plan, for the chart shows no bar there."""
    said = name(bar, voice)
    failing = [
        voice.say(words.SIDE_NO_PLAN, side=side_words(side, voice))
        for side in sides(bar)
        if side.point.objective is None
    ]
    return f"{said} ({', '.join(failing)})" if failing else said


def _else(bar: Bar, study: TornadoFound, voice: Voice) -> str:
    """Which suppliers come and go, and what is short."""
    found = [(side, _changed(side, study, voice)) for side in sides(bar)]
    return "\n".join(f"{side_words(side, voice)}: {text}" for side, text in found if text)


def _changed(side: BarEnd, study: TornadoFound, voice: Voice) -> str:
    joins, leaves = moved(side.point, study.base)
    parts = [
        voice.say(said, named_some(map(voice.supplier, idents), voice))
        for said, idents in ((words.JOINS, joins), (words.LEAVES, leaves))
        if idents
    ]
    return ", ".join([*parts, *_short(side.point, study, voice)])


def _short(point: Point, study: TornadoFound, voice: Voice) -> list[str]:
    if point.shortage is None:
        return []
    short, base = point.shortage or 0.0, study.base.shortage or 0.0
    if abs(short - base) <= 1e-3 + 1e-3 * base:
        return []
    return [voice.say(words.SHORT_BY, speak.quantity(short, shortage_unit(study.case)))]
