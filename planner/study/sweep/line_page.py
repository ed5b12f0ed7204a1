"""A one-way sweep: cost, shares and suppliers along the value, and where suppliers change."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from models.case import Case
from models.terms.units import in_unit, is_mass
from planner.explain import speak
from planner.explain.colours import country_colour, supplier_colours
from planner.explain.edit_words import labelled, value_style
from planner.outcomes import point as outcomes
from planner.outcomes.point import Point
from planner.page.drawing import FULL, Axis, Chart, Down, Scatter, Series, Track
from planner.page.grid import Cell, Column, Foot, Grid
from planner.page.look import BLUE, NAVY, OTHERS_COLOUR, quantity_style
from planner.page.money import Money
from planner.page.page import Block, Gallery, Gap, Note, Page, Section
from planner.study.front import point_words
from planner.study.front import words as shared
from planner.study.front.pages import front, says
from planner.study.sweep import headings as words
from planner.study.sweep.found import Breakpoint
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

MOST_SUPPLIERS = 10
MOST_REASONS = 50
_BREAK_COLOUR = "#D55E00"
_FINEST = 1e-4
"""Nobody needs to know more finely where suppliers change."""
_Row = tuple[Point, dict[str, float]]
"""A plan, and what it orders by supplier in the unit of all."""


def line_page(voice: SweepVoice) -> Page:
    """The page of a one-way sweep."""
    study, what = voice.study, voice.what(voice.study.axes[0])
    costs = [point.objective for point in study.points]
    money = Money.of(costs, voice.currency, voice.language)
    orders, now = _Orders.of(in_order(study), voice), _now(voice, money)
    charts = (_cost_chart(voice, money, now), *_share_chart(voice))
    blocks: list[Block] = [
        says(voice, sweep_sentences(study, voice)),
        Gallery(charts, at=(1, 7), blank=0),
        *_supplier_chart(orders, voice),
        Gap(),
        _breaks(voice, money),
        *failing_values(voice),
        _values(orders, voice, money, now),
        _cost_line(voice, money),
    ]
    title = voice.say(words.SWEEP_TITLE, name=study.name, what=what)
    about = voice.say(words.LINE_ABOUT, what=what, sounded=speak.sounded(what))
    return front(voice, study.name, title, about, blocks)


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


def across(voice: SweepVoice, axis: outcomes.Axis) -> Axis:
    """The values of an axis of the sweep as the x axis of a drawing."""
    number = "General" if value_style(axis.label, voice.case) == "general" else "0%"
    values = [place(point, axis) for point in voice.study.points]
    return Axis(voice.what(axis), number, (min(values), max(values)))


def failing_values(voice: SweepVoice) -> list[Section]:
    """Values without a plan, and why; nothing where all have one."""
    failing = [point for point in in_order(voice.study) if point.objective is None]
    if not failing:
        return []

    def value(axis: outcomes.Axis) -> Callable[[Point], str]:
        return lambda point: voice.value(axis, place(point, axis))

    axes = voice.study.axes
    columns = [
        Column(f"value {i}", voice.what(axis), value(axis), span=2) for i, axis in enumerate(axes)
    ]
    heading, room = voice.say(shared.REASON), 12 - 2 * len(axes)
    why = Column("reason", heading, lambda p: point_words.reason(p, voice), look="wrap", span=room)
    grid = Grid("failing", (*columns, why), failing[:MOST_REASONS])
    return [Section(voice.say(words.FAILING_TABLE), (grid,))]


@dataclass(frozen=True)
class _Orders:
    """What is ordered at each value, in one unit, by the largest suppliers and all others."""

    rows: list[_Row]
    unit: str
    suppliers: list[str]
    others: list[str]

    @classmethod
    def of(cls, points: Sequence[Point], voice: SweepVoice) -> "_Orders":
        amounts, unit = amounts_in_one_unit(points, voice.case)
        ranked = sorted(
            {ident for own in amounts for ident, amount in own.items() if amount},
            key=lambda ident: (-sum(own.get(ident, 0.0) for own in amounts), ident),
        )
        rows = list(zip(points, amounts, strict=True))
        return cls(rows, unit, ranked[:MOST_SUPPLIERS], ranked[MOST_SUPPLIERS:])

    def columns(self, voice: SweepVoice) -> list[Column]:
        """A column for each supplier, one for all others; blank where there is no plan."""

        def amount(idents: Sequence[str]) -> Callable[[_Row], float | None]:
            return lambda row: _of_plan(row[0], sum(row[1].get(ident, 0.0) for ident in idents))

        amounts = [amount for _, own in self.rows for amount in own.values() if amount]
        style = quantity_style(amounts)
        found = [
            Column(f"supplier {i}", voice.supplier(i), amount([i]), style) for i in self.suppliers
        ]
        if self.others:
            found.append(Column("others", voice.say(shared.OTHERS), amount(self.others), style))
        return found


def _of_plan(point: Point, value: float | None) -> float | None:
    """Nothing is said of a point without a plan, so that lines break there."""
    return None if point.objective is None else value


def _breaks(voice: SweepVoice, money: Money) -> Section:
    """Value, cost, words and precision of every change of suppliers."""
    say, axis = voice.say, voice.study.axes[0]
    breaks = sorted(voice.study.breakpoints, key=lambda one: one.value)
    if not breaks:
        return Section(say(words.BREAK_TABLE), (Note(say(STEADY_ALL), wide=True), Gap()))
    style, total = value_style(axis.label, voice.case), f"{say(shared.TOTAL)}, {money.unit}"
    style = "n4" if style == "general" else style
    happens, exact = say(words.WHAT_HAPPENS), say(words.HOW_EXACT)
    columns = (
        Column("value", voice.what(axis), format=style, look="left"),
        Column("objective", total, format=money.format),
        Column("happens", happens, lambda one: break_sentence(one, voice), look="wrap", span=8),
        Column("exact", exact, lambda one: _exactness(one, voice), span=2),
    )
    return Section(say(words.BREAK_TABLE), (Grid("breaks", columns, breaks),))


def _exactness(one: Breakpoint, voice: SweepVoice) -> str:
    if one.exact:
        return voice.say(words.EXACT)
    return voice.say(words.WITHIN, f"{max(one.width, _FINEST):.1g}")


def _values(orders: _Orders, voice: SweepVoice, money: Money, now: Foot | None) -> Section:
    """What the charts show, a row for each value, and below them the case as it stands."""
    say, axis, code = voice.say, voice.study.axes[0], main_country(voice.study)
    country, unit = voice.country(code), point_words.shortage_unit(voice.case)

    def total(row: _Row) -> float | Cell:
        cost = row[0].objective
        return Cell(None, "bad", "") if cost is None else cost

    def figure(of: Callable[[Point], float | None]) -> Callable[[_Row], float | None]:
        return lambda row: _of_plan(row[0], of(row[0]))

    direct, deep = say(shared.SHARE, country), say(shared.LOOK_THROUGH, country)
    columns = (
        _value_column(voice, lambda row: place(row[0], axis)),
        Column("total", say(shared.TOTAL), total, money.format),
        Column("short", say(shared.SHORT_COLUMN, unit), figure(lambda p: p.shortage), "n2"),
        Column("share", direct, figure(lambda p: p.shares.get(code, 0.0)), "percent"),
        Column("deep", deep, figure(lambda p: p.look_through.get(code)), "percent"),
        *orders.columns(voice),
    )
    heading = say(words.LINE_TABLE, money=money.unit, unit=orders.unit)
    grid = Grid("values", columns, orders.rows, foot=(now,) if now else ())
    return Section(heading, (grid,))


def _value_column(voice: SweepVoice, of: Callable[[Any], float]) -> Column:
    axis = voice.study.axes[0]
    return Column("value", voice.what(axis), of, value_style(axis.label, voice.case), "left")


def _cost_line(voice: SweepVoice, money: Money) -> Section:
    """Values and costs, the changes of suppliers among them, for the line to pass through."""
    study = voice.study
    known = [(place(point, study.axes[0]), point.objective) for point in study.points]
    known += [(one.value, one.objective) for one in study.breakpoints]
    total = Column("total", voice.say(shared.TOTAL), lambda pair: pair[1], money.format)
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
        "value": Cell(NEUTRAL[edit.op], "cell left bold", value_style(label, voice.case)),
        "total": Cell(base.objective, "cell bold", money.format),
        "short": Cell(voice.say(words.NOW), "cell bold text"),
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
    """The shares of the country that is largest in the base, along the value."""
    code, say = main_country(voice.study), voice.say
    if not code:
        return []
    country, colour = voice.country(code), country_colour(code, [code])
    x = Down("values", "value")
    tracks = [Track(say(words.DIRECT), x, Down("values", "share"), colour)]
    if any(point.look_through for point in voice.study.points):
        deep = Down("values", "deep")
        tracks.append(Track(say(words.DEEP), x, deep, colour, 1.5, dashed=True))
    axis, basis = across(voice, voice.study.axes[0]), point_words.share_basis(voice)
    chart = Scatter(
        title=say(words.SHARE_CHART, country=country, basis=basis),
        about=say(words.SHARE_ALT, what=axis.title, country=country),
        tracks=tuple(tracks),
        across=axis,
        number="0%",
        limits=(0.0, 1.0),
    )
    return [chart]


def _supplier_chart(orders: _Orders, voice: SweepVoice) -> list[Chart]:
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
    return [Chart(title, about, series, FULL, stacked="stacked")]
