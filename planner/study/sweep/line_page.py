"""A one-way sweep: cost, shares and suppliers along the value, and where suppliers change."""

from collections.abc import Callable
from typing import Any

from planner.explain import speak
from planner.explain.colours import country_colour, supplier_colours
from planner.explain.edit_words import labelled, value_style
from planner.outcomes.point import Point
from planner.page.drawing import FULL, Chart, Down, Scatter, Series, Track
from planner.page.grid import Foot, Grid, GridCell, GridColumn
from planner.page.look import BLUE, NAVY, OTHERS_COLOUR
from planner.page.money import Money
from planner.page.page import BlankRow, Block, Gallery, Note, Page, Section
from planner.study.front import point_words
from planner.study.front import words as shared
from planner.study.front.pages import front, says
from planner.study.sweep import headings as words
from planner.study.sweep.axis import across, failing_values, round_ends
from planner.study.sweep.found import Breakpoint
from planner.study.sweep.orders import Row, SweepOrders, of_plan
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

_BREAK_COLOUR = "#D55E00"
_FINEST = 1e-4
"""Nobody needs to know more finely where suppliers change."""


def line_page(voice: SweepVoice) -> Page:
    """The page of a one-way sweep."""
    study, what = voice.study, voice.what(voice.study.axes[0])
    costs = [point.objective for point in study.points]
    money = voice.scale(costs)
    orders, now = SweepOrders.of(in_order(study), voice), _now(voice, money)
    charts = (_cost_chart(voice, money, now), *_share_chart(voice))
    blocks: list[Block] = [
        says(voice, sweep_sentences(study, voice)),
        Gallery(charts, blank=0),
        *_supplier_chart(orders, voice),
        BlankRow(),
        _breaks(voice, money),
        *failing_values(voice),
        _values(orders, voice, money, now),
        _cost_line(voice, money),
    ]
    title = voice.say(words.SWEEP_TITLE, name=study.name, what=what)
    about = voice.say(words.LINE_ABOUT, what=what, sounded=speak.sounded(what))
    return front(voice, study.name, title, about, blocks)


def _breaks(voice: SweepVoice, money: Money) -> Section:
    """Value, cost, words and precision of every change of suppliers."""
    say, axis = voice.say, voice.study.axes[0]
    breaks = sorted(voice.study.breakpoints, key=lambda one: one.value)
    if not breaks:
        return Section(say(words.BREAK_TABLE), (Note(say(STEADY_ALL), wide=True), BlankRow()))
    style, total = value_style(axis.label, voice.case), f"{say(shared.TOTAL)}, {money.unit}"
    style = "n4" if style == "general" else style
    happens, exact = say(words.WHAT_HAPPENS), say(words.HOW_EXACT)
    columns = (
        GridColumn("value", voice.what(axis), format=style, look="left"),
        GridColumn("objective", total, format=money.format),
        GridColumn("happens", happens, lambda one: break_sentence(one, voice), look="wrap", span=8),
        GridColumn("exact", exact, lambda one: _exactness(one, voice), span=2),
    )
    return Section(say(words.BREAK_TABLE), (Grid("breaks", columns, breaks),))


def _exactness(one: Breakpoint, voice: SweepVoice) -> str:
    if one.exact:
        return voice.say(words.EXACT)
    return voice.say(words.WITHIN, f"{max(one.width, _FINEST):.1g}")


def _values(orders: SweepOrders, voice: SweepVoice, money: Money, now: Foot | None) -> Section:
    """What the charts show, a row for each value, and below them the case as it stands."""
    say, axis, code = voice.say, voice.study.axes[0], main_country(voice.study)
    country, unit = voice.country(code), point_words.shortage_unit(voice.case)

    def total(row: Row) -> float | GridCell:
        cost = row[0].objective
        return GridCell(None, "bad", "") if cost is None else cost

    def figure(of: Callable[[Point], float | None]) -> Callable[[Row], float | None]:
        return lambda row: of_plan(row[0], of(row[0]))

    spending, deep = say(shared.SHARE, country), say(shared.LOOK_THROUGH, country)
    columns = (
        _value_column(voice, lambda row: place(row[0], axis)),
        GridColumn("total", say(shared.TOTAL), total, money.format),
        GridColumn("short", say(shared.SHORT_COLUMN, unit), figure(lambda p: p.shortage), "n2"),
        GridColumn("share", spending, figure(lambda p: p.spending.get(code, 0.0)), "percent"),
        GridColumn("deep", deep, figure(lambda p: p.look_through.get(code)), "percent"),
        *orders.columns(voice),
    )
    heading = say(words.LINE_TABLE, money=money.unit, unit=orders.unit)
    grid = Grid("values", columns, orders.rows, foot=(now,) if now else ())
    return Section(heading, (grid,))


def _value_column(voice: SweepVoice, of: Callable[[Any], float]) -> GridColumn:
    axis = voice.study.axes[0]
    return GridColumn("value", voice.what(axis), of, value_style(axis.label, voice.case), "left")


def _cost_line(voice: SweepVoice, money: Money) -> Section:
    """Values and costs, the changes of suppliers among them, for the line to pass through."""
    study = voice.study
    known = [(place(point, study.axes[0]), point.objective) for point in study.points]
    known += [(one.value, one.objective) for one in study.breakpoints]
    total = GridColumn("total", voice.say(shared.TOTAL), lambda pair: pair[1], money.format)
    columns = (_value_column(voice, lambda pair: pair[0]), total)
    grid = Grid("line", columns, sorted(known, key=lambda pair: pair[0]))
    return Section(voice.say(words.LINE_DATA), (grid,))


def _now(voice: SweepVoice, money: Money) -> Foot | None:
    """Value and cost of the case as it stands, where the edit tells them."""
    label, base = voice.study.axes[0].label, voice.study.base
    edit = labelled(label)
    if edit is None or edit.op not in NEUTRAL or base.objective is None:
        return None
    return {
        "value": GridCell(NEUTRAL[edit.op], "cell left bold", value_style(label, voice.case)),
        "total": GridCell(base.objective, "cell bold", money.format),
        "short": GridCell(voice.say(words.NOW), "cell bold text"),
    }


def _cost_chart(voice: SweepVoice, money: Money, now: Foot | None) -> Scatter:
    """Cost along the value; a drop line at each change of suppliers, a diamond now."""
    say, study = voice.say, voice.study
    costs = [point.objective for point in study.points]
    costs += [one.objective for one in study.breakpoints]
    tracks = [Track(say(shared.TOTAL), Down("line", "value"), Down("line", "total"), BLUE, 2.25)]
    if study.breakpoints:
        x, y = Down("breaks", "value"), Down("breaks", "objective")
        tracks.append(
            Track(say(words.BREAK_SERIES), x, y, _BREAK_COLOUR, 0, "circle", 7, drop=True)
        )
    if now is not None:
        below = len(study.points)
        x, y = Down("values", "value", below, 1), Down("values", "total", below, 1)
        tracks.append(Track(say(words.NOW), x, y, NAVY, 0, "diamond", 9))
        costs.append(study.base.objective)
    axis = across(voice, study.axes[0])
    return Scatter(
        title=say(shared.TOTAL_COST, money.unit),
        about=say(words.COST_ALT, what=axis.title, count=len(study.breakpoints)),
        tracks=tuple(tracks),
        across=axis,
        number=money.axis,
        limits=round_ends(costs),
    )


def _share_chart(voice: SweepVoice) -> list[Scatter]:
    """The share of spending of the country that is largest in the base, along the value."""
    code, say = main_country(voice.study), voice.say
    if not code:
        return []
    country, colour = voice.country(code), country_colour(code, [code])
    x = Down("values", "value")
    title, axis = say(words.SHARE_OF, country=country), across(voice, voice.study.axes[0])
    chart = Scatter(
        title=title,
        about=say(words.SHARE_ALT, what=axis.title, country=country),
        tracks=(Track(title, x, Down("values", "share"), colour),),
        across=axis,
        number="0%",
        limits=(0.0, 1.0),
    )
    return [chart]


def _supplier_chart(orders: SweepOrders, voice: SweepVoice) -> list[Chart]:
    """Stacked columns: a value is a column, however far it lies from the next."""
    columns = orders.columns(voice)
    if not columns:
        return []
    colours = [*supplier_colours(orders.suppliers, voice.case), OTHERS_COLOUR]
    series = tuple(
        Series(str(column.heading), Down("values", "value"), Down("values", column.key), colour)
        for column, colour in zip(columns, colours, strict=False)
    )
    title = voice.say(words.SUPPLIER_CHART, orders.unit)
    about = voice.say(words.SUPPLIER_ALT, series[0].name)
    names = across(voice, voice.study.axes[0]).title
    return [Chart(title, about, series, FULL, along=names, stacked="stacked")]
