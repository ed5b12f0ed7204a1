"""The pages of a simulation: what it says, costs both ways, their spread, the worst futures."""

import math
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

import numpy as np

from models.rolling.estimate import Estimate
from models.rolling.simulate import Judgement, Simulation
from planner.explain import risk_words, speak
from planner.explain.voice import Voice
from planner.page.drawing import Chart, Down, Series
from planner.page.grid import Grid, GridCell, GridColumn
from planner.page.look import BLUE, OTHERS_COLOUR
from planner.page.money import Money
from planner.page.page import Beside, Page, Section, Sentences
from planner.report import risk_headings as risk
from planner.schema.headings import heading
from planner.study.front import words as shared
from planner.study.front.bins import cuts_of
from planner.study.front.pages import run_page
from planner.study.simulate.words import honest, simulation_sentences, tail
from planner.words import Words

SUMMARY = Words("모의실험", "Simulation")
WORST = Words("최악의 미래", "Worst futures")
FUTURES = Words("미래별 비용", "Futures")
_ABOUT = Words(
    "정해진 계획을 그 계획이 보지 못한 미래에서 판단한 결과 (씨앗 {seed})",
    "A fixed plan judged in futures it was not made for (seed {seed})",
)
_COSTS = Words("비용, {}", "Cost, {}")
_ROLLING = Words("기간마다 다시 결정 (rolling)", "Decided period by period (rolling)")
_FORESIGHT = Words("미래를 다 알고 결정 (foresight)", "With perfect foresight")
_WAYS = {"rolling": _ROLLING, "foresight": _FORESIGHT}
_COUNT = heading("settings", "futures")
_PERCENTILES = {5: risk.P5, 25: risk.P25, 50: risk.P50, 75: risk.P75, 95: risk.P95, 100: risk.WORST}
_LACKING = Words("지킬 수 없는 약속이 있는 미래", "Futures with a promise that cannot be kept")
_BIN = Words("비용 구간의 시작, {}", "Start of the bin, {}")
_SPREAD_ALT = Words("비용 구간별 미래의 비율.", "Part of the futures in each bin of cost.")
_SHORTAGES = Words("품목별 부족", "Shortages by material")
_AMOUNT = Words("부족량 평균", "Mean shortage")
_SHORT = Words("부족한 것", "What is short")
_MANY, _WORST = 12, 20
_ACROSS, _WIDTH, _CHART_AT = 10, 17, 4


class _Figure(NamedTuple):
    """One row of costs: its name, its number format, and what it is of the futures of one way."""

    name: str
    format: str
    of: Callable[[Judgement], float | Estimate]


def simulation_pages(simulation: Simulation, info: Mapping[str, Any], voice: Voice) -> list[Page]:
    """The summary, the dearest futures, every future, and the run."""
    money = voice.scale(simulation.foresight.costs)
    return [
        _summary(simulation, voice, money),
        _worst(simulation, voice, money),
        _futures(simulation, voice),
        run_page(voice, info),
    ]


def _summary(simulation: Simulation, voice: Voice, money: Money) -> Page:
    said = Sentences(tuple(simulation_sentences(simulation, voice)))
    return Page(
        name=voice.say(SUMMARY),
        title=voice.say(SUMMARY),
        blocks=(
            Section(voice.say(risk.IN_WORDS), (said,)),
            _costs(simulation, voice, money),
            _spread(simulation, voice, money),
            *_shortages(simulation, voice),
        ),
        about=voice.say(_ABOUT, seed=simulation.seed),
        across=_ACROSS,
        widths=(34,),
        width=_WIDTH,
    )


def _costs(simulation: Simulation, voice: Voice, money: Money) -> Section:
    """Costs of both ways with their errors, then how often something is short or broken."""
    columns = [GridColumn("figure", "", attrgetter("name"))]
    for way, said in _WAYS.items():
        judged, error = getattr(simulation, way), voice.say(risk.ERROR)
        columns += [
            GridColumn(way, voice.say(said), partial(_value, judged), money.format),
            GridColumn(f"{way}_error", error, partial(_error, judged), money.format),
        ]
    figures = [*_money_figures(simulation, voice, money), *_counts(simulation, voice)]
    grid = Grid("costs", tuple(columns), figures)
    return Section(voice.say(_COSTS, money.unit), (grid,))


def _value(judged: Judgement, figure: _Figure) -> GridCell:
    found = figure.of(judged)
    return _cell(found.value if isinstance(found, Estimate) else found, figure)


def _error(judged: Judgement, figure: _Figure) -> GridCell:
    found = figure.of(judged)
    return _cell(found.error if isinstance(found, Estimate) else math.nan, figure)


def _cell(value: float, figure: _Figure) -> GridCell:
    return GridCell(value if math.isfinite(value) else None, format=figure.format)


def _money_figures(simulation: Simulation, voice: Voice, money: Money) -> Iterator[_Figure]:
    yield _Figure(voice.say(risk.MEAN), money.format, lambda one: one.mean)
    yield _Figure(voice.say(risk.CVAR, tail(simulation)), money.format, lambda one: one.cvar)
    for percent, said in _PERCENTILES.items():
        yield _Figure(voice.say(said), money.format, partial(_percentile, percent))


def _percentile(percent: float, judged: Judgement) -> float:
    return judged.percentile(percent)


def _counts(simulation: Simulation, voice: Voice) -> tuple[_Figure, ...]:
    return (
        _Figure(voice.say(risk.SHORTAGE_CHANCE), "percent", simulation.shortage),
        _Figure(voice.say(_COUNT), "whole", lambda one: len(one.costs)),
        _Figure(voice.say(_LACKING), "whole", lambda one: int(one.lacking.sum())),
    )


def _spread(simulation: Simulation, voice: Voice, money: Money) -> Section:
    """The part of the futures in each bin of cost, for each way that was tried."""
    colours = {"rolling": BLUE, "foresight": OTHERS_COLOUR}
    costs = {way: getattr(simulation, way).costs for way in _WAYS}
    costs = {way: found for way, found in costs.items() if len(found)}
    cuts = cuts_of(np.concatenate(list(costs.values())))
    parts = [(np.histogram(found, cuts)[0] / len(found)).tolist() for found in costs.values()]
    columns = (
        GridColumn("bin", voice.say(_BIN, money.unit), lambda row: speak.number(row[0], 4)),
        *(
            GridColumn(way, voice.say(_WAYS[way]), itemgetter(place), "percent")
            for place, way in enumerate(costs, 1)
        ),
    )
    rows = list(zip((cuts[:-1] / money.size).tolist(), *parts, strict=True))
    chart = Chart(
        title=voice.say(risk.SPREAD),
        about=voice.say(_SPREAD_ALT),
        series=tuple(
            Series(voice.say(_WAYS[way]), Down("spread", "bin"), Down("spread", way), colours[way])
            for way in costs
        ),
        size=(620, 310),
        number="0%",
        unit=voice.say(risk.PART_OF_FUTURES),
        along=voice.say(_BIN, money.unit),
    )
    beside = Beside((Grid("spread", columns, rows),), (chart,), at=_CHART_AT)
    return Section(voice.say(risk.SPREAD), (beside,))


def _shortages(simulation: Simulation, voice: Voice) -> list[Section]:
    """The materials that are short most often."""
    judged = honest(simulation)
    chance = simulation.is_short(judged).mean(axis=0)
    often = [i for i in np.argsort(-chance, kind="stable")[:_MANY].tolist() if chance[i] > 0]
    if not often:
        return []
    columns = (
        GridColumn("material", voice.say(shared.MATERIAL), lambda i: _node(simulation, i, voice)),
        GridColumn(
            "chance", voice.say(risk.SHORTAGE_CHANCE), lambda i: float(chance[i]), "percent"
        ),
        GridColumn("mean", voice.say(_AMOUNT), lambda i: float(judged.short[:, i].mean()), "n3"),
        GridColumn("unit", voice.say(shared.UNIT), lambda i: _unit(simulation, i)),
    )
    return [Section(voice.say(_SHORTAGES), (Grid("shortages", columns, often),))]


def _node(simulation: Simulation, place: int, voice: Voice) -> str:
    material, location = simulation.case.nodes[place]
    named = voice.material(material)
    return f"{named}, {location}" if len(simulation.case.locations) > 1 else named


def _unit(simulation: Simulation, place: int) -> str:
    return simulation.case.material[simulation.case.nodes[place][0]].unit


def _worst(simulation: Simulation, voice: Voice, money: Money) -> Page:
    """The dearest futures: what they cost, what is short in them, what happens."""
    judged = honest(simulation)
    dearest = judged.numbers[np.argsort(-judged.costs, kind="stable")[:_WORST]]
    columns = (
        *_both(simulation, voice, money.unit, money.format),
        GridColumn(
            "short", voice.say(_SHORT), lambda n: _lacks(simulation, n, voice), "", "wrap", width=50
        ),
        GridColumn(
            "story",
            voice.say(risk.STORY),
            lambda n: _story(simulation, n, voice),
            "",
            "wrap",
            width=80,
        ),
    )
    return _page(simulation, voice, WORST, Grid("worst", columns, dearest.tolist()))


def _futures(simulation: Simulation, voice: Voice) -> Page:
    """Every future with its costs both ways, for those who want to compute further."""
    numbers = {*simulation.rolling.numbers.tolist(), *simulation.foresight.numbers.tolist()}
    columns = _both(simulation, voice, voice.currency, "n0", 24)
    return _page(
        simulation, voice, FUTURES, Grid("futures", columns, sorted(numbers), repeated=True)
    )


def _page(simulation: Simulation, voice: Voice, name: Words, grid: Grid) -> Page:
    about = voice.say(_ABOUT, seed=simulation.seed)
    return Page(voice.say(name), voice.say(name), (grid,), about)


def _both(
    simulation: Simulation, voice: Voice, unit: str, number: str, width: float = 18
) -> tuple[GridColumn, ...]:
    """The place of a future in the draw, from 1 on, and what it costs both ways."""
    costs = []
    for way, said in _WAYS.items():
        judged: Judgement = getattr(simulation, way)
        known = dict(zip(judged.numbers.tolist(), judged.costs.tolist(), strict=True))
        costs.append(GridColumn(way, f"{voice.say(said)}, {unit}", known.get, number, width=width))
    return (
        GridColumn("future", voice.say(risk.FUTURE), lambda n: n + 1, "", "left", width=10),
        *costs,
    )


def _lacks(simulation: Simulation, number: int, voice: Voice) -> str:
    """What is short in a future, and how much of it."""
    judged = honest(simulation).among(np.array([number]))
    short = judged.short[0] * simulation.is_short(judged)[0]
    return ", ".join(
        f"{_node(simulation, i, voice)} {speak.quantity(float(short[i]), _unit(simulation, i))}"
        for i in np.flatnonzero(short).tolist()
    )


def _story(simulation: Simulation, number: int, voice: Voice) -> str:
    return risk_words.story("; ".join(simulation.stories[number]), voice)
