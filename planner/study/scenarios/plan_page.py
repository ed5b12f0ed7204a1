"""Plans: what each scenario orders from whom, beside the base, and the countries' shares."""

from collections import defaultdict
from collections.abc import Sequence

from planner.explain import speak
from planner.explain.colours import country_colour
from planner.outcomes.point import Point
from planner.page.conditions import Apart
from planner.page.drawing import Chart, row_series
from planner.page.grid import Fit, GridCell, GridColumn, Matrix
from planner.page.look import quantity_style
from planner.page.page import BlankRow, Block, Note, Page, Section
from planner.study.front import words as shared
from planner.study.front.points_page import countries_of
from planner.study.scenarios import headings as words
from planner.study.scenarios.found import ScenariosFound
from planner.study.scenarios.voice import ScenarioVoice

WIDTH = 13
_LABELS = 4
_NOTICED = 0.01
"""A quantity that differs by less than this part of the base's is not coloured."""
_MOST_COLUMNS = 200
_MOST_COUNTRIES = 12
_Pair = tuple[str, str]
"""A supplier and a material."""


def plan_page(study: ScenariosFound, voice: ScenarioVoice) -> Page:
    """Quantities by supplier and material, a column per scenario, then shares of spending."""
    points = planned(study)
    return Page(
        name=voice.say(words.PLANS),
        title=voice.say(words.PLANS_TITLE),
        about=voice.say(words.PLANS_ABOUT),
        blocks=(
            *left_out(study, voice),
            _quantities(study, points, voice),
            *_countries(points, voice),
        ),
        across=12,
    )


def planned(study: ScenariosFound) -> list[Point]:
    """The points that have a plan, in their order."""
    return [point for point in study.points if point.objective is not None][:_MOST_COLUMNS]


def left_out(study: ScenariosFound, voice: ScenarioVoice) -> list[Block]:
    """Say which scenarios are not shown, for they have no plan."""
    without = [voice.name(point.name) for point in study.points if point.objective is None]
    said = voice.say(words.LEFT_OUT, ", ".join(without))
    return [Note(said, "subtitle"), BlankRow()] if without else []


def _quantities(study: ScenariosFound, points: Sequence[Point], voice: ScenarioVoice) -> Matrix:
    """Each pair in figures of its own size; what differs from the base is coloured, live."""
    bought = [
        {(row.supplier, row.material): row.quantity for row in point.bought} for point in points
    ]

    def amounts(pair: _Pair) -> list[GridCell]:
        found = [own.get(pair, 0.0) for own in bought]
        style = quantity_style(found)
        return [GridCell(amount, format=style) for amount in found]

    pairs = _pairs(points)
    against_base = pairs and points[0] is study.points[0] and len(points) > 1
    return Matrix(
        key="plans",
        labels=_labels(voice),
        rows=pairs,
        headings=[voice.name(point.name) for point in points],
        of=amounts,
        format="n0",
        width=WIDTH,
        conditions=(Apart("0", _NOTICED),) if against_base else (),
        pinned=_LABELS,
    )


def _labels(voice: ScenarioVoice) -> tuple[GridColumn, ...]:
    """From whom, where, what, in which unit."""
    say = voice.say

    def unit(pair: _Pair) -> str:
        known = voice.case.material.get(pair[1])
        return known.unit if known else ""

    return (
        GridColumn(
            "supplier",
            say(shared.SUPPLIER),
            lambda pair: voice.supplier(pair[0]),
            look="bold",
            width=Fit(24, 46),
        ),
        GridColumn("country", say(shared.COUNTRY), lambda pair: voice.home(pair[0]), width=16),
        GridColumn(
            "material", say(shared.MATERIAL), lambda pair: voice.material(pair[1]), width=22
        ),
        GridColumn("unit", say(shared.UNIT), unit, width=7),
    )


def _pairs(points: Sequence[Point]) -> list[_Pair]:
    """Supplier and material of every row, the supplier with most spend first."""
    spent: dict[str, float] = defaultdict(float)
    own: dict[_Pair, float] = defaultdict(float)
    for point in points:
        for row in point.bought:
            spent[row.supplier] += row.spend
            own[row.supplier, row.material] += row.spend
    return sorted(own, key=lambda pair: (-spent[pair[0]], pair[0], -own[pair], pair[1]))


def _countries(points: Sequence[Point], voice: ScenarioVoice) -> list[Section]:
    """Country x scenario shares of spending, and the same as stacked columns."""
    codes = countries_of(points)
    if not codes:
        return []

    def named(code: str) -> str:
        return speak.capital(voice.country(code))

    title = voice.say(words.COUNTRY_TABLE)
    country = GridColumn("country", voice.say(shared.COUNTRY), named, look="bold", span=_LABELS)
    matrix = Matrix(
        key="countries",
        labels=(country,),
        rows=codes,
        headings=[voice.name(point.name) for point in points],
        of=lambda code: [point.spending.get(code, 0.0) for point in points],
        format="percent",
    )
    rows = [(named(code), country_colour(code, codes)) for code in codes[:_MOST_COUNTRIES]]
    chart = Chart(
        title=title,
        about=voice.say(words.COUNTRY_ALT, named(codes[0])),
        series=tuple(row_series("countries", rows, ("0", str(len(points) - 1)))),
        size=(min(1400, 280 + 75 * len(points)), 400),
        number="0%",
        stacked="percent_stacked",
    )
    return [Section(title, (matrix, chart))]
