"""Processing: runs of each process, what they use and make, what they cost."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from planner.explain.voice import Voice
from planner.outcomes.plan import Plan, ProcessLine
from planner.page.grid import Fit, Grid, GridColumn, Matrix
from planner.page.look import quantity_style
from planner.page.page import Block, Page, ScreenOnly, Section
from planner.report import ledger, words
from planner.schema.headings import heading
from planner.words import Words

_NAME = Words("가공", "Processing")
_ABOUT = Words("가공 횟수와 쓰고 만든 양", "Runs of each process, and what they use and make")
_PROCESS, _WHAT = heading("recipes", "process"), Words("내용", "What")
_RUNS = Words("가공 횟수", "Runs")
_COST = Words("가공비 ({})", "Processing cost ({})")
_USED_MADE = Words("쓴 양과 만든 양 (계획 전체)", "Used and made (whole plan)")
_USED_OR_MADE = Words("구분", "Used or made")
_USED, _MADE = Words("사용", "used"), Words("생산", "made")
_IDS, _NAMES = Fit(12, 22), Fit(14, 40)

Windows = Mapping[str, Sequence[str]]
"""Heading of each column -> the periods that it adds up."""


def processing_page(plan: Plan, voice: Voice) -> Page | None:
    """Runs and cost by process and period, and the materials used and made.

    Of many periods the later ones are printed by year; the screen has them all, and the materials.
    None if nothing is processed.
    """
    if not plan.processing:
        return None
    every = {label: [label] for label in ledger.periods(plan)}
    shown = ledger.windows(plan)
    used = Section(voice.say(_USED_MADE), (_materials(plan, voice),))
    blocks: list[Block] = [*_sections(plan, voice, shown), used]
    if len(shown) < len(every):
        periods = _sections(plan, voice, every, " by period")
        blocks = [*blocks[:2], ScreenOnly((used, *periods))]
    return Page(
        name=voice.say(_NAME),
        title=voice.say(_NAME),
        about=voice.say(_ABOUT),
        blocks=tuple(blocks),
        width=11,
        frozen=1,
    )


def _sections(plan: Plan, voice: Voice, times: Windows, key: str = "") -> tuple[Section, Section]:
    """Runs of different processes do not add up to anything; their costs do."""
    total = voice.say(words.TOTAL)
    runs = _matrix(f"runs{key}", plan, voice, times, lambda line: line.runs)
    cost = _matrix(f"cost{key}", plan, voice, times, lambda line: line.cost)
    return (
        Section(voice.say(_RUNS), (runs,)),
        Section(voice.say(_COST, voice.currency), (replace(cost, column_total=total),)),
    )


def _matrix(
    key: str, plan: Plan, voice: Voice, times: Windows, amount: Callable[[ProcessLine], float]
) -> Matrix:
    names = {line.process: line.name for line in plan.processing}
    amounts = {(line.process, line.period): amount(line) for line in plan.processing}

    def over(process: str) -> list[float]:
        return [
            math.fsum(amounts.get((process, label), 0.0) for label in window)
            for window in times.values()
        ]

    return Matrix(
        key=key,
        labels=(
            GridColumn("process", voice.say(_PROCESS), lambda process: process, width=_IDS),
            GridColumn("name", voice.say(_WHAT), names.__getitem__, width=_NAMES),
        ),
        rows=sorted(names),
        headings=list(times),
        of=over,
        format=quantity_style(list(amounts.values())),
        row_total=voice.say(words.TOTAL),
    )


def _materials(plan: Plan, voice: Voice) -> Grid:
    sums: dict[tuple[str, str, bool], float] = {}
    for line in plan.processing:
        for made, pairs in ((False, line.used), (True, line.made)):
            for material, amount in pairs:
                key = (line.process, material, made)
                sums[key] = sums.get(key, 0.0) + amount
    say = voice.say
    return Grid(
        key="materials",
        columns=(
            GridColumn("process", say(_PROCESS), lambda row: row[0]),
            GridColumn(
                "material",
                say(words.MATERIAL),
                lambda row: voice.material(row[1]),
                width=_NAMES,
            ),
            GridColumn(
                "used_or_made", say(_USED_OR_MADE), lambda row: say(_MADE if row[2] else _USED)
            ),
            GridColumn("quantity", say(words.QUANTITY), sums.__getitem__, "n2"),
            GridColumn("unit", say(words.UNIT), lambda row: plan.case.material[row[1]].unit),
        ),
        rows=sorted(sums),
    )
