"""Regret: what each plan's orders cost when another scenario comes, and which plan to hold."""

from collections.abc import Callable, Iterator, Sequence

from planner.page.conditions import Heat
from planner.page.drawing import Chart, Down, Series
from planner.page.grid import Fit, Grid, GridCell, GridColumn
from planner.page.look import BLUE, GREEN_TO_RED, TEAL
from planner.page.money import Money
from planner.page.page import BlankRow, Block, Page, Section
from planner.study.scenarios import headings as words
from planner.study.scenarios.found import ScenariosFound
from planner.study.scenarios.plan_page import WIDTH, left_out
from planner.study.scenarios.regret_words import among_planned, limits_said, worst
from planner.study.scenarios.voice import ScenarioVoice

_VERDICT_WIDTH = 18
_BAR_PIXELS = 24


def regret_page(study: ScenariosFound, voice: ScenarioVoice) -> list[Page]:
    """Regret as a heat map, the plan to hold marked, the costs behind; none without surprises."""
    whole, study = study, among_planned(study)
    if not study.surprises:
        return []
    say, replayed = voice.say, [cost for line in study.replayed for cost in line]
    money = voice.scale(replayed)
    regrets = (_regrets(study, money, voice), *_chart(study, money, voice))
    lived = Grid("lived", _plans(study, study.replayed, money, voice), range(len(study.names)))
    blocks: list[Block] = [
        *left_out(whole, voice),
        Section(say(words.REGRET_MATRIX), regrets),
        Section(f"{say(words.LIVED_MATRIX)} ({money.unit})", (lived,)),
        *_broken(study, voice),
    ]
    page = Page(
        name=say(words.REGRET),
        title=say(words.REGRET_TITLE),
        about=say(words.REGRET_ABOUT, money.unit),
        blocks=tuple(blocks),
        wrapped=True,
        across=len(study.names) + 4,
    )
    return [page]


def _plans(
    study: ScenariosFound,
    values: Sequence[Sequence[float | None]],
    money: Money,
    voice: ScenarioVoice,
) -> tuple[GridColumn, ...]:
    """Plans by scenarios; what cannot be held says so, what breaks a limit has a star."""

    def in_scenario(j: int) -> Callable[[int], GridCell]:
        return lambda i: cell(i, j)

    def cell(i: int, j: int) -> GridCell:
        value, held = values[i][j], study.names[i] == study.least_regret
        if value is None:
            return GridCell(voice.say(words.CANNOT), "bad centre", "")
        number = f"{money.format}_starred" if study.broken[i][j] else None
        return GridCell(value, "bold" if held else "", number)

    names = [voice.name(name) for name in study.names]
    held = voice.say(words.HELD_PLAN)
    return (
        GridColumn("held", held, names.__getitem__, look="bold", width=Fit(24, 46)),
        *(
            GridColumn(str(j), name, in_scenario(j), money.format, width=WIDTH)
            for j, name in enumerate(names)
        ),
    )


def _regrets(study: ScenariosFound, money: Money, voice: ScenarioVoice) -> Grid:
    """Regret as a heat map, the worst of each row, and what to think of it."""
    last = str(len(study.names) - 1)

    def at_worst(i: int) -> GridCell:
        if all(value is None for value in study.regret[i]):
            return GridCell(None)
        return GridCell(worst(study, i)[0], "bold", money.format)

    columns = (
        *_plans(study, study.regret, money, voice),
        # Its numbers are no part of the heat map: the format is not the column's.
        GridColumn(
            "worst", voice.say(words.WORST), at_worst, width=_VERDICT_WIDTH, largest=("0", last)
        ),
        GridColumn(
            "premium",
            voice.say(words.PREMIUM),
            lambda i: GridCell(study.premium[i], "", money.format),
            width=_VERDICT_WIDTH,
        ),
        GridColumn(
            "verdict",
            voice.say(words.VERDICT),
            lambda i: _verdict(study, i, voice),
            width=_VERDICT_WIDTH,
        ),
    )
    return Grid(
        key="regret",
        columns=columns,
        rows=range(len(study.names)),
        remark="\n".join(_remarks(study, voice)),
        conditions=(Heat(*GREEN_TO_RED),),
        pinned=1,
    )


def _verdict(study: ScenariosFound, row: int, voice: ScenarioVoice) -> GridCell:
    """What to think of holding a plan."""
    fails, breaks = study.regret[row].count(None), any(study.broken[row])
    if fails:
        return GridCell(voice.say(words.FAILS, fails), "bad")
    if study.names[row] != study.least_regret:
        return GridCell(None)
    least = words.LEAST_STARRED if breaks else words.LEAST
    return GridCell(voice.say(least), f"{'near' if breaks else 'good'} bold")


def _remarks(study: ScenariosFound, voice: ScenarioVoice) -> Iterator[str]:
    """What 'cannot hold' and the star mean."""
    if any(None in line for line in study.regret):
        yield voice.say(words.CANNOT_NOTE)
    if any(limits for line in study.broken for limits in line):
        yield voice.say(words.STARRED)


def _broken(study: ScenariosFound, voice: ScenarioVoice) -> list[Section]:
    """Which limits the starred orders break: a row for each plan and what it breaks alike."""
    found: dict[tuple[str, str], list[str]] = {}
    for plan, regrets, line in zip(study.names, study.regret, study.broken, strict=True):
        for comes, regret, limits in zip(study.names, regrets, line, strict=True):
            if limits and regret is not None:
                alike = voice.name(plan), limits_said(limits, voice)
                found.setdefault(alike, []).append(voice.name(comes))
    if not found:
        return []
    held, comes, broken = (voice.say(one) for one in (words.HELD_PLAN, words.COMES, words.BROKEN))
    columns = (
        GridColumn("held", held, lambda row: row[0][0], look="bold"),
        GridColumn("comes", comes, lambda row: ", ".join(row[1]), look="wrap", span=3),
        GridColumn("limits", broken, lambda row: row[0][1], look="wrap", span=7),
    )
    return [Section(voice.say(words.BROKEN_TABLE), (Grid("broken", columns, list(found.items())),))]


def _chart(study: ScenariosFound, money: Money, voice: ScenarioVoice) -> list[Block]:
    """Bars of the worst of each plan where it can be held; none if no plan always can."""
    holding = [i for i, line in enumerate(study.regret) if None not in line]
    if not holding:
        return []
    least = min(holding, key=lambda i: worst(study, i)[0])
    series = Series(
        voice.say(words.WORST),
        Down("regret", "held"),
        Down("regret", "worst"),
        BLUE,
        points=tuple(TEAL if name == study.least_regret else BLUE for name in study.names),
        labels=money.label,
    )
    chart = Chart(
        title=voice.say(words.WORST_CHART, money.unit),
        about=voice.say(words.WORST_ALT, voice.name(study.names[least])),
        series=(series,),
        size=(900, 90 + _BAR_PIXELS * len(study.names)),
        number=money.axis,
        kind="bar",
        legend=False,
    )
    return [chart, BlankRow()]
