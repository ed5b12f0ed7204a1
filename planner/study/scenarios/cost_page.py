"""Cost parts of every scenario, and by how much each moves against the base."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.terms.parts import COST_PARTS
from planner.glossary.costs import PARTS, signed
from planner.outcomes.point import Point
from planner.page.drawing import Chart, row_series
from planner.page.grid import Fit, GridColumn, Matrix
from planner.page.look import OTHERS_COLOUR, SPARE_COLOURS
from planner.page.money import Money
from planner.page.page import Block, Page, Section
from planner.report.words import TOTAL
from planner.study.scenarios import headings as words
from planner.study.scenarios.found import ScenariosFound
from planner.study.scenarios.plan_page import WIDTH, left_out, planned
from planner.study.scenarios.voice import ScenarioVoice
from planner.words import Words

_COLOURS = (*SPARE_COLOURS, "#AA4499", "#44AA99", "#999933")
_Parts = Mapping[str, Sequence[float]]
"""What each part costs, or by how much it moves, in every scenario that is shown."""


def cost_page(study: ScenariosFound, voice: ScenarioVoice) -> Page:
    """The parts as they are and as changes, each with a stacked chart."""
    points, say = planned(study), voice.say
    costs = [point.objective for point in study.points]
    money = voice.scale(costs)
    parts = {
        name: [signed(name, point.cost.get(name, 0.0)) for point in points]
        for name in PARTS
        if any(point.cost.get(name) for point in points)
    }
    largest = max(parts, key=lambda name: sum(parts[name]), default="purchase")
    about = say(words.PARTS_ALT, say(PARTS[largest].name))
    matrix = replace(_matrix("costs", parts, points, money.format, voice), pinned=1)
    chart = _chart(matrix, (words.PARTS_CHART, about), money, voice)
    # Where nothing costs anything there is nothing to draw.
    blocks: list[Block] = [*left_out(study, voice), matrix, *([chart] if parts else [])]
    if points[0] is study.points[0] and len(points) > 1:
        moved = {name: [cost - line[0] for cost in line[1:]] for name, line in parts.items()}
        matrix = _matrix("changes", moved, points[1:], money.change, voice)
        said = words.PARTS_CHANGE_CHART, say(words.PARTS_CHANGE_ALT)
        chart = replace(_chart(matrix, said, money, voice), size=chart.size)
        drawn = (matrix, chart) if parts else (matrix,)
        blocks.append(Section(say(words.CHANGE_SERIES), drawn))
    return Page(
        name=say(words.COSTS),
        title=say(words.COSTS_TITLE),
        about=say(words.COSTS_ABOUT, money.unit),
        blocks=tuple(blocks),
        across=len(points) + 1,
    )


def _matrix(
    key: str, parts: _Parts, points: Sequence[Point], number: str, voice: ScenarioVoice
) -> Matrix:
    """Parts by scenarios, with live sums."""
    part = GridColumn(
        "part",
        voice.say(words.PART_NAME),
        lambda name: voice.say(PARTS[name].name),
        width=Fit(24, 46),
    )
    return Matrix(
        key=key,
        labels=(part,),
        rows=list(parts),
        headings=[voice.name(point.name) for point in points],
        of=parts.__getitem__,
        format=number,
        column_total=voice.say(TOTAL),
        width=WIDTH,
    )


def _chart(matrix: Matrix, said: tuple[Words, str], money: Money, voice: ScenarioVoice) -> Chart:
    """Stacked columns, a series for each part; ``said``: its title, and what it shows."""
    title, about = said
    rows = [
        (voice.say(PARTS[name].name), _colour(name, place))
        for place, name in enumerate(matrix.rows)
    ]
    count = len(matrix.headings)
    return Chart(
        title=voice.say(title, money.unit),
        about=about,
        series=tuple(row_series(matrix.key, rows, ("0", str(count - 1)))),
        size=(min(1400, 320 + 75 * count), 380),
        number=money.axis,
        stacked="stacked",
        signed=True,
    )


def _colour(part: str, place: int) -> str:
    return OTHERS_COLOUR if COST_PARTS[part] < 0 else _COLOURS[place % len(_COLOURS)]
