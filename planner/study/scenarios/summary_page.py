"""Summary of scenarios: what each would cost, the dearest first, and why some have no plan."""

from planner.explain import speak
from planner.outcomes.point import Point
from planner.page.drawing import FULL, Chart, Down, Series
from planner.page.grid import Grid, GridCell, GridColumn
from planner.page.look import quantity_style
from planner.page.money import Money
from planner.page.page import BlankRow, Block, Page, Section, Tile, Tiles
from planner.study.front import point_words
from planner.study.front import words as shared
from planner.study.front.pages import front, record, says
from planner.study.scenarios import headings as words
from planner.study.scenarios.found import ScenariosFound
from planner.study.scenarios.regret_words import among_planned, worst
from planner.study.scenarios.voice import ScenarioVoice
from planner.study.scenarios.words import scenario_sentences

RISE, FALL = "#D55E00", "#009E73"
_LABELLED = 0.005
"""Bars shorter than this part of the longest carry no number."""
_BAR_PIXELS = 26


def summary_page(study: ScenariosFound, voice: ScenarioVoice) -> Page:
    """Headline figures, sentences, and the scenarios as bars and as a table."""
    title, count = voice.case.settings.title or "-", len(study.points) - 1
    costs = [point.objective for point in study.points]
    money = voice.scale(costs)
    blocks: list[Block] = [
        Tiles(_tiles(study, voice, money)),
        says(voice, scenario_sentences(study, voice)),
        *_chart(study, voice, money),
        _table(study, voice, money),
        *record(voice, study.run),
    ]
    about = voice.say(words.SCENARIOS_ABOUT, title=title, count=count)
    return front(voice, shared.SUMMARY, words.SCENARIOS_TITLE, about, blocks)


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


def _tiles(study: ScenariosFound, voice: ScenarioVoice, money: Money) -> tuple[Tile, ...]:
    say, changes, others = voice.say, _changes(study), study.points[1:]
    high = max(changes, key=lambda name: changes[name], default="")
    low = min(changes, key=lambda name: changes[name], default="")
    failing = sum(point.objective is None for point in others)
    short = sum(map(point_words.is_short, others))
    count = say(words.OF_SCENARIOS, len(others))
    base, dearest = say(shared.BASE_COST, money.unit), say(words.DEAREST, money.unit)
    cheapest = say(words.CHEAPEST, money.unit)
    return (
        Tile(base, study.points[0].objective, money.tile),
        Tile(dearest, changes.get(high), money.change, voice.name(high)),
        Tile(cheapest, changes.get(low), money.change, voice.name(low)),
        Tile(say(words.SHORT_SCENARIOS), short, "whole", count),
        Tile(say(words.FAILING), failing, "whole", count),
        _regret_tile(among_planned(study), voice, money),
    )


def _regret_tile(study: ScenariosFound, voice: ScenarioVoice, money: Money) -> Tile:
    label = voice.say(words.WORST_REGRET, money.unit)
    if study.least_regret not in study.names:
        return Tile(label, None, "whole", voice.say(words.NONE_HOLDS) if study.names else "")
    amount, _ = worst(study, study.names.index(study.least_regret))
    return Tile(label, amount, money.format, voice.name(study.least_regret))


def _chart(study: ScenariosFound, voice: ScenarioVoice, money: Money) -> list[Block]:
    """Bars of the change, from the columns of the table; the base itself has none."""
    changes = _changes(study)
    if not changes:
        return []
    shown = [changes[point.name] for point in _ranked(study) if point.name in changes]
    most = max(changes, key=lambda name: abs(changes[name]))
    series = Series(
        voice.say(words.CHANGE_SERIES),
        Down("scenarios", "scenario", 1, len(shown)),
        Down("scenarios", "change", 1, len(shown)),
        RISE,
        points=tuple(RISE if change > 0 else FALL for change in shown),
        labels=money.noticed(_LABELLED * abs(changes[most])),
    )
    chart = Chart(
        title=voice.say(words.CHANGE_CHART, money.unit),
        about=voice.say(words.CHANGE_ALT, voice.name(most)),
        series=(series,),
        size=(FULL[0], 90 + _BAR_PIXELS * len(shown)),
        number=money.axis_change,
        kind="bar",
        legend=False,
        signed=True,
        scale=True,
    )
    return [chart, BlankRow()]


def _table(study: ScenariosFound, voice: ScenarioVoice, money: Money) -> Section:
    """One row a scenario; where there is no plan, why, over all its figures."""
    say, points, changes = voice.say, _ranked(study), _changes(study)
    base = study.points[0].objective
    short = quantity_style([point.shortage for point in points if point.shortage])
    unit, period = point_words.shortage_unit(study.case), point_words.period_unit(voice)

    foreseen = say(words.FORESEEN if study.surprises else shared.TOTAL)

    def part(point: Point) -> float | None:
        return changes[point.name] / base if base and point.name in changes else None

    columns = (
        GridColumn(
            "scenario", say(words.SCENARIO), lambda p: voice.name(p.name), look="bold", span=3
        ),
        GridColumn("status", say(shared.STATUS), lambda p: _state(p, voice)),
        GridColumn("total", foreseen, lambda p: _total(p, voice), money.format),
        GridColumn("change", say(words.CHANGE), lambda p: changes.get(p.name), money.change),
        GridColumn("part", say(words.CHANGE_PERCENT), part, "percent_change"),
        *_surprised(study, voice, money),
        GridColumn("short", say(shared.SHORT_COLUMN, unit), _shortage, short),
        GridColumn("cover_min", say(shared.COVER, period), format="plain2"),
        GridColumn("country", say(words.LARGEST_COUNTRY), lambda p: _country(p, voice)),
        GridColumn(
            "share",
            say(words.LARGEST_SHARE),
            lambda p: p.spending.get(_largest(p)),
            "percent",
        ),
        GridColumn("suppliers", say(shared.SUPPLIERS_COUNT), lambda p: len(p.suppliers), "whole"),
    )
    heading = say(words.SIDE_BY_SIDE, money.unit)
    return Section(heading, (Grid("scenarios", columns, points),))


def _surprised(study: ScenariosFound, voice: ScenarioVoice, money: Money) -> list[GridColumn]:
    """When each scenario is known, and what it costs who planned for none of them."""
    if not study.surprises:
        return []
    base = study.points[0].objective

    def cost(point: Point) -> float | None:
        return study.surprise(point.name) if study.known_from(point.name) else None

    def change(point: Point) -> float | None:
        found = cost(point)
        return None if found is None or base is None else found - base

    return [
        GridColumn(
            "known", voice.say(words.KNOWN_FROM), lambda point: study.known_from(point.name)
        ),
        GridColumn("surprise", voice.say(words.SURPRISED), cost, money.format),
        GridColumn("surprise change", voice.say(words.SURPRISE_CHANGE), change, money.change),
    ]


def _state(point: Point, voice: ScenarioVoice) -> GridCell:
    text = point_words.status_words(point, voice)
    return GridCell(text, "bad" if point.objective is None else "")


def _total(point: Point, voice: ScenarioVoice) -> GridCell:
    if point.objective is None:
        return GridCell(point_words.reason(point, voice), "bad wrap", "", rest=True)
    return GridCell(point.objective)


def _shortage(point: Point) -> GridCell:
    return GridCell(point.shortage, "bad" if point_words.is_short(point) else "")


def _country(point: Point, voice: ScenarioVoice) -> str | None:
    code = _largest(point)
    return speak.capital(voice.country(code)) if code else None


def _largest(point: Point) -> str:
    return max(point.spending, key=lambda code: (point.spending[code], code), default="")
