"""The pages of a Monte Carlo study: the spread of cost, what drives it, who is bought from."""

from collections.abc import Callable
from operator import itemgetter

import numpy as np

from planner.explain import speak
from planner.explain.edit_words import edit_words
from planner.explain.voice import Voice
from planner.page.drawing import FULL, HALF, Chart, Down, Scatter, Series, Track, XAxis
from planner.page.grid import Grid, GridCell, GridColumn
from planner.page.look import AMBER, BLUE, NAVY, TEAL, quantity_style, tint
from planner.page.money import Money
from planner.page.page import Beside, BlankRow, Block, Gallery, Page, Section, Tile, Tiles
from planner.study.front import words as shared
from planner.study.front.bins import cuts_of
from planner.study.front.pages import chart_values, front, record, says
from planner.study.front.point_words import supplier_unit
from planner.study.front.points_page import points_page, with_base
from planner.study.monte_carlo import headings as words
from planner.study.monte_carlo import words as monte_carlo_words
from planner.study.monte_carlo.found import MonteCarloFound
from planner.study.monte_carlo.words import (
    ALWAYS,
    STRONG,
    WEAK,
    Use,
    planned,
    range_words,
    ranked,
    reasons,
    uses,
)
from planner.words import Words

MARKED = (5, 50, 95)
MOST_DRIVERS, MOST_REASONS, MOST_USES = 15, 12, 20
_CURVE = tuple(range(0, 101, 5))
_MARKS = {"P5": TEAL, "P50": AMBER[1], "P95": "#D55E00"}
_RAISES = "#E69F00"


def monte_carlo_pages(study: MonteCarloFound, voice: Voice) -> list[Page]:
    """The spread of cost and its drivers, the suppliers if there is any plan, every draw."""
    about = voice.say(
        words.MONTE_CARLO_ABOUT,
        title=voice.case.settings.title or "-",
        inputs=len(study.axes),
        count=f"{len(study.points):,}",
        seed=study.seed,
    )
    money = voice.scale(p.objective for p in study.points)
    found, costs = planned(study), [p.objective for p in study.points if p.objective is not None]
    charts: list[Block] = []
    values: list[Block] = []
    if found:
        lines = _lines(study, voice, costs)
        drawn = (_histogram(voice, money), _curve(lines, voice, money))
        shown = Beside((_bins(costs, voice, money),), (_percentiles(lines, voice, money),))
        charts = [Gallery(drawn, blank=0), _drivers(study, voice)]
        values = [shown]
    blocks: list[Block] = [
        Tiles(_tiles(study, voice, money)),
        says(voice, monte_carlo_words.monte_carlo_sentences(study, voice)),
        *charts,
        *_reasons(study, voice),
        *record(voice, study.run),
        *chart_values(voice, values),
    ]
    page = front(voice, words.MONTE_CARLO, words.MONTE_CARLO_TITLE, about, blocks)
    suppliers = [_uses(study, voice)] if found else []
    return [page, *suppliers, points_page(voice, with_base(study))]


def _tiles(study: MonteCarloFound, voice: Voice, money: Money) -> tuple[Tile, ...]:
    points, count = planned(study), len(study.points)
    feet = (words.P5_FOOT, words.P50_FOOT, words.P95_FOOT)
    failed = (count - len(points)) / count if count else None
    short = sum((point.shortage or 0.0) > 1e-3 for point in points)
    part = short / len(points) if points else None
    of_cases = voice.say(words.OF_CASES, f"{count:,}")
    return (
        *(
            Tile(f"P{p}, {money.unit}", study.percentiles.get(p), money.tile, voice.say(foot))
            for p, foot in zip(MARKED, feet, strict=True)
        ),
        Tile(voice.say(shared.BASE_COST, money.unit), study.base.objective, money.tile),
        Tile(voice.say(words.FAILED), failed, "whole_percent", of_cases),
        Tile(voice.say(words.SHORT_CASES), part, "whole_percent", voice.say(words.OF_PLANNED)),
    )


def _histogram(voice: Voice, money: Money) -> Chart:
    title = voice.say(words.HISTOGRAM, money.unit)
    return Chart(
        title=title,
        about=voice.say(words.HISTOGRAM_ALT),
        series=(Series(title, Down("bins", "start"), Down("bins", "part"), BLUE),),
        size=HALF,
        number="0%",
        unit=voice.say(words.PART_OF_CASES),
        legend=False,
    )


def _bins(costs: list[float], voice: Voice, money: Money) -> Grid:
    cuts = cuts_of(np.array(costs))
    parts = np.histogram(costs, cuts)[0] / len(costs)
    starts = [speak.number(cut / money.size, 4) for cut in cuts.tolist()[:-1]]
    columns = (
        GridColumn("start", voice.say(words.BIN, money.unit), itemgetter(0), span=3),
        GridColumn("part", voice.say(words.PART_OF_CASES), itemgetter(1), "percent", span=2),
    )
    return Grid("bins", columns, list(zip(starts, parts.tolist(), strict=True)))


Lines = list[tuple[str, float, float]]
"""Points of the cumulative curve, then the base: name, part of the draws, cost."""


def _lines(study: MonteCarloFound, voice: Voice, costs: list[float]) -> Lines:
    """Percentiles that the study names hold as it gives them."""
    known = {p: float(np.percentile(costs, p)) for p in _CURVE} | dict(study.percentiles)
    lines = [(f"P{p}", p / 100, known[p]) for p in sorted(known)]
    base = study.base.objective
    if base is not None:
        lines.append((voice.say(shared.BASE), float((np.array(costs) <= base).mean()), base))
    return lines


def _percentiles(lines: Lines, voice: Voice, money: Money) -> Grid:
    say = voice.say
    columns = (
        GridColumn("percentile", say(words.PERCENTILE), itemgetter(0), span=2),
        GridColumn("below", say(words.PART_BELOW), itemgetter(1), "whole_percent", span=2),
        GridColumn("cost", say(shared.TOTAL_COST, money.unit), itemgetter(2), money.format, span=2),
    )
    return Grid("percentiles", columns, lines)


def _curve(lines: Lines, voice: Voice, money: Money) -> Scatter:
    """The cumulative curve, with marks at three percentiles and at the base."""
    base = voice.say(shared.BASE)
    count = sum(name != base for name, *_ in lines)
    x, y = (Down("percentiles", key, count=count) for key in ("cost", "below"))
    tracks = [Track(voice.say(words.CURVE_SERIES), x, y, BLUE)]
    for place, (name, _, cost) in enumerate(lines):
        colour = NAVY if name == base else _MARKS.get(name)
        if colour:
            label = f"{name}: {speak.number(cost / money.size, 4)}"
            x, y = (Down("percentiles", key, place, 1) for key in ("cost", "below"))
            tracks.append(Track(label, x, y, colour, 0, "diamond", 9))
    return Scatter(
        title=voice.say(words.CURVE, money.unit),
        about=voice.say(words.CURVE_ALT, "; ".join(track.name for track in tracks[1:])),
        tracks=tuple(tracks),
        across=XAxis("", money.axis),
        number="0%",
        limits=(0.0, 1.0),
    )


def _drivers(study: MonteCarloFound, voice: Voice) -> Section:
    """Inputs by the strength of their correlation: bars beside the table they come from."""
    rows = [
        (edit_words(label, voice), range_words(label, study, voice), one, _strength(one))
        for label, one in ranked(study)
    ]
    columns = (
        GridColumn("input", voice.say(shared.INPUT), itemgetter(0), look="wrap", span=3),
        GridColumn("range", voice.say(words.RANGE), itemgetter(1)),
        GridColumn("correlation", voice.say(words.CORRELATION), itemgetter(2), "n2"),
        GridColumn("strength", voice.say(words.STRENGTH), lambda row: voice.say(row[3])),
    )
    first = rows[0][0] if rows else "-"
    shown, title = rows[:MOST_DRIVERS], voice.say(words.CORRELATION_CHART)
    names, values = (Down("drivers", key, count=MOST_DRIVERS) for key in ("input", "correlation"))
    colours = tuple(_RAISES if (one or 0.0) > 0 else TEAL for _, _, one, _ in shown)
    chart = Chart(
        title=title,
        about=voice.say(words.CORRELATION_ALT, first),
        series=(Series(title, names, values, _RAISES, colours, labels="+0.00;-0.00;0"),),
        size=(HALF[0], 90 + 26 * len(shown)),
        number="0.0",
        kind="bar",
        legend=False,
        signed=True,
        scale=True,
    )
    beside = Beside((chart,), (Grid("drivers", columns, rows),))
    return Section(voice.say(words.DRIVERS), (beside,))


def _strength(one: float | None) -> Words:
    if one is None:
        return words.STRENGTHS["unknown"]
    size = abs(one)
    return words.STRENGTHS["strong" if size >= STRONG else "some" if size >= WEAK else "weak"]


def _reasons(study: MonteCarloFound, voice: Voice) -> list[Section]:
    """Why points have no plan, and how often; nothing where all have one."""
    found, count = reasons(study, voice), len(study.points)
    if not found:
        return []
    columns = (
        GridColumn("why", voice.say(words.WHY), itemgetter(0), look="wrap", span=10),
        GridColumn("times", voice.say(words.TIMES), itemgetter(1), "whole"),
        GridColumn("part", voice.say(words.PART), lambda row: row[1] / count, "whole_percent"),
    )
    return [Section(voice.say(shared.REASON), (Grid("reasons", columns, found[:MOST_REASONS]),))]


def _uses(study: MonteCarloFound, voice: Voice) -> Page:
    """How often and how much is bought from each supplier over the draws."""
    found, say = uses(study), voice.say

    def named(use: Use) -> str:
        return voice.supplier(use.supplier)

    columns = (
        GridColumn("supplier", say(shared.SUPPLIER), named, look="bold", span=3),
        GridColumn("country", say(shared.COUNTRY), lambda use: voice.home(use.supplier)),
        GridColumn("often", say(words.OFTEN), format="whole_percent"),
        *(GridColumn(f"p{p}", f"P{p}", _amount(study, place)) for place, p in enumerate(MARKED)),
        GridColumn("now", say(shared.NOW), _amount(study, len(MARKED))),
        GridColumn("unit", say(shared.UNIT), lambda use: supplier_unit(use.supplier, voice.case)),
    )
    about = say(words.USES_ABOUT, count=f"{len(planned(study)):,}")
    chart = _uses_chart(found[:MOST_USES], voice)
    blocks = (chart, BlankRow(), Grid("uses", columns, found))
    return front(voice, shared.SUPPLIERS, words.USES_TITLE, about, blocks)


def _amount(study: MonteCarloFound, place: int) -> Callable[[Use], GridCell]:
    """P5, P50, P95 and what is bought now: one supplier's amounts are all written alike."""

    def amount(use: Use) -> GridCell:
        now = study.base.quantities.get(use.supplier, 0.0)
        amounts = (use.p5, use.p50, use.p95, now)
        return GridCell(amounts[place], format=quantity_style(amounts))

    return amount


def _uses_chart(shown: list[Use], voice: Voice) -> Chart:
    title = voice.say(words.USES_CHART)
    names, often = (Down("uses", key, count=MOST_USES) for key in ("supplier", "often"))
    colours = tuple(BLUE if use.often >= ALWAYS else tint(BLUE, 2) for use in shown)
    return Chart(
        title=title,
        about=voice.say(words.USES_ALT),
        series=(Series(title, names, often, BLUE, colours, labels="0%"),),
        size=(FULL[0], 90 + 24 * len(shown)),
        number="0%",
        kind="bar",
        legend=False,
        limits=(0.0, 1.1),
    )
