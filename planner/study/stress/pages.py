"""The pages of a stress test: losses as a heat map, days of survival, common shocks, cures."""

from collections.abc import Callable, Iterator

from planner.explain import speak
from planner.explain.voice import Voice
from planner.page.conditions import Heat
from planner.page.drawing import Chart, Down, Series
from planner.page.grid import Fit, Grid, GridCell, GridColumn
from planner.page.look import BLUE, GREEN_TO_RED
from planner.page.money import Money
from planner.page.page import Block, Page, Section, Sentences
from planner.study.front import words as shared
from planner.study.front.pages import front, record, says
from planner.study.front.points_page import data_grid
from planner.study.stress import headings as words
from planner.study.stress.found import Closure, Lives, StressFound, StressPoint, badness
from planner.study.stress.words import (
    closure_name,
    cure_name,
    exposed,
    length_name,
    one_by_one,
    stress_sentences,
)

_NAME = Fit(20, 40)
_WORTH_A_ROW = 1e-3
"""Closures that never lose more than this part of the largest loss are named below the table."""


def stress_pages(study: StressFound, voice: Voice) -> list[Page]:
    """What it says with the heat map, then survival, common shocks, cures and every stop."""
    money = voice.scale([*(p.loss for p in study.points), *(c.spend for c in study.closures)])
    pages = [_front(study, money, voice)]
    if any(_falls_short(study, closure) for closure in study.closures):
        pages.append(_survival(study, voice))
    pages += [*_common(study, money, voice), *_cures(study, money, voice)]
    return [*pages, _points(study, money, voice)]


def _front(study: StressFound, money: Money, voice: Voice) -> Page:
    about = voice.say(
        words.ABOUT,
        title=voice.case.settings.title or "-",
        unit=money.unit,
        goods=voice.say(words.WAIT if study.held else words.ARRIVE),
    )
    blocks: list[Block] = [says(voice, stress_sentences(study, voice))]
    if study.points:
        heading = voice.say(words.HEAT, money.unit)
        blocks.append(Section(heading, (_heat(study, money, voice), *_spared(study, voice))))
    blocks += record(voice, study.run)
    return front(voice, words.SHEET, words.TITLE, about, blocks)


def _heat(study: StressFound, money: Money, voice: Voice) -> Grid:
    """What is closed by how long it lasts, each at the start that costs most."""

    def loss(periods: int) -> Callable[[Closure], GridCell]:
        return lambda closure: _loss(study.worst(closure, periods), money, voice)

    def start(closure: Closure) -> str | None:
        worst = study.longest(closure)
        return study.case.calendar.label(worst.start) if worst and badness(worst) > 0 else None

    def first(closure: Closure) -> str | None:
        worst = study.longest(closure)
        return worst.first_short if worst else None

    say = voice.say
    lengths = [
        GridColumn(str(n), length_name(study, n, voice), loss(n), money.format)
        for n in study.lengths
    ]
    columns = (
        GridColumn(
            "closed", say(words.CLOSED), lambda c: closure_name(c, voice), look="bold", span=2
        ),
        *lengths,
        GridColumn("start", say(words.WORST_START), start),
        GridColumn("first", say(words.FIRST), first),
        GridColumn("days", say(words.SURVIVES), lambda c: _days(study, study.lives(c))),
        GridColumn("recovery", say(words.RECOVERY), lambda c: GridCell(c.recovery, "", "general")),
        GridColumn("verdict", say(words.VERDICT), lambda c: _verdict(study, c, voice)),
        GridColumn(
            "spend", say(words.SPEND, money.unit), lambda c: GridCell(c.spend, "", money.format)
        ),
    )
    telling = [closure for closure in _by_loss(study) if _tells(study, closure)]
    remark = say(words.REMARK)
    return Grid("heat", columns, telling, remark=remark, conditions=(Heat(*GREEN_TO_RED),))


def _spared(study: StressFound, voice: Voice) -> tuple[Sentences, ...]:
    names = [closure_name(c, voice) for c in _by_loss(study) if not _tells(study, c)]
    return (Sentences((voice.say(words.SPARED, ", ".join(names)),)),) if names else ()


def _tells(study: StressFound, closure: Closure) -> bool:
    """Whether anything worth a row is lost, at any length and start."""
    most = max((point.loss or 0.0 for point in study.points), default=0.0)
    own = [point for point in study.points if point.closure == closure]
    return any(point.loss is None or point.loss > _WORTH_A_ROW * most for point in own)


def _by_loss(study: StressFound) -> list[Closure]:
    """What is closed and was tested, the dearest first."""
    tested = [(p, c) for c in study.closures if (p := study.longest(c))]
    return [c for _, c in sorted(tested, key=lambda two: -badness(two[0]))]


def _loss(point: StressPoint | None, money: Money, voice: Voice) -> GridCell:
    if point is None:
        return GridCell(None)
    if point.loss is None:
        return GridCell(voice.say(words.CANNOT), "bad centre", "")
    return GridCell(point.loss, "", f"{money.format}_starred" if point.broken else None)


def _days(study: StressFound, own: Lives | None) -> GridCell:
    if own is None:
        return GridCell(None)
    days = f"{study.days(own.periods):,.0f}"
    return GridCell(f"{days}+" if own.to_end else days)


def _verdict(study: StressFound, closure: Closure, voice: Voice) -> GridCell:
    if not exposed(study, closure):
        return GridCell(None)
    return GridCell(voice.say(words.EXPOSED), "bad")


def _falls_short(study: StressFound, closure: Closure) -> bool:
    """Whether any material ends before the plan does."""
    if closure.name not in study.materials:
        return False
    return any(
        own is not None and not own.to_end for own in study.materials[closure.name][1].values()
    )


def _survival(study: StressFound, voice: Voice) -> Page:
    """Days by material, and bars of what is lived through shortest."""
    materials = sorted(study.case.demanded)

    def days(material: str) -> Callable[[Closure], float | None]:
        def found(closure: Closure) -> float | None:
            own = study.materials[closure.name][1].get(material)
            return None if own is None or own.to_end else study.days(own.periods)

        return found

    known = [c for c in _by_loss(study) if _falls_short(study, c)]
    known.sort(key=lambda c: own.periods + 1e9 * own.to_end if (own := study.lives(c)) else 0.0)
    label = study.case.calendar.label
    columns = (
        GridColumn(
            "closed",
            voice.say(words.CLOSED),
            lambda c: closure_name(c, voice),
            look="bold",
            width=_NAME,
        ),
        GridColumn("from", voice.say(words.FROM), lambda c: label(study.materials[c.name][0])),
        *(GridColumn(m, voice.material(m), days(m), "whole", width=14) for m in materials),
    )
    red_first = (GREEN_TO_RED[1], GREEN_TO_RED[0], GREEN_TO_RED[2])
    grid = Grid("days", columns, known, conditions=(Heat(*red_first),), pinned=1)
    lasts = [m for m in materials if days(m)(known[0]) is not None]
    rows = sorted(((m, days(m)(known[0])) for m in lasts), key=lambda pair: pair[1] or 0.0)
    blocks: list[Block] = [grid]
    if rows:
        name = closure_name(known[0], voice)
        bars = Grid(
            "bars",
            (
                GridColumn("material", voice.say(shared.MATERIAL), lambda r: voice.material(r[0])),
                GridColumn("lasts", voice.say(words.DAYS), lambda r: r[1], "whole"),
            ),
            rows,
        )
        series = Series(
            voice.say(words.DAYS),
            Down("bars", "material"),
            Down("bars", "lasts"),
            BLUE,
            labels="#,##0",
        )
        chart = Chart(
            voice.say(words.SURVIVAL_CHART, name),
            voice.say(words.SURVIVAL_ALT, name),
            (series,),
            size=(760, 110 + 28 * len(rows)),
            kind="bar",
            legend=False,
        )
        blocks += [chart, bars]
    about = voice.say(words.SURVIVAL_ABOUT)
    return Page(
        voice.say(words.SURVIVAL),
        voice.say(words.SURVIVAL_TITLE),
        tuple(blocks),
        about,
        wrapped=True,
    )


def _common(study: StressFound, money: Money, voice: Voice) -> Iterator[Page]:
    """Countries and pairs against what they consist of."""
    rows = [
        (p, alone)
        for c in study.closures
        if c.kind == "pair" or (c.kind == "country" and c.stage == "direct")
        if (p := study.longest(c))
        and p.loss is not None
        and (alone := one_by_one(study, p)) is not None
    ]
    if not rows:
        return
    rows.sort(key=lambda two: -(two[0].loss or 0.0))
    label = study.case.calendar.label
    columns = (
        GridColumn(
            "closed",
            voice.say(words.CLOSED),
            lambda r: closure_name(r[0].closure, voice),
            look="bold",
            width=_NAME,
        ),
        GridColumn("from", voice.say(words.FROM), lambda r: label(r[0].start)),
        GridColumn("alone", voice.say(words.ALONE), lambda r: r[1], money.format, width=16),
        GridColumn(
            "together", voice.say(words.TOGETHER), lambda r: r[0].loss, money.format, width=16
        ),
        GridColumn(
            "more", voice.say(words.DIFFERENCE), lambda r: r[0].loss - r[1], money.change, width=16
        ),
    )
    about = voice.say(words.COMMON_ABOUT, money.unit)
    grid = Grid("common", columns, rows)
    yield Page(voice.say(words.COMMON), voice.say(words.COMMON_TITLE), (grid,), about)


def _cures(study: StressFound, money: Money, voice: Voice) -> Iterator[Page]:
    if not study.cures:
        return
    columns = (
        GridColumn(
            "cure",
            voice.say(words.CURE),
            lambda c: cure_name(c, voice),
            look="bold wrap",
            width=Fit(24, 46),
        ),
        GridColumn(
            "closed", voice.say(words.CLOSED), lambda c: closure_name(c.closure, voice), width=_NAME
        ),
        GridColumn(
            "length", voice.say(words.LENGTH), lambda c: length_name(study, c.periods, voice)
        ),
        GridColumn("saved", voice.say(words.SAVED), format=money.format, width=16),
        GridColumn("money", voice.say(words.GOODS), format=money.format, width=16),
        GridColumn("per", voice.say(words.PER), lambda c: c.per_money, "plain2", width=18),
    )
    about = voice.say(words.CURES_ABOUT, money.unit)
    grid = Grid("cures", columns, study.cures)
    yield Page(voice.say(words.CURES), voice.say(words.CURES_TITLE), (grid,), about, wrapped=True)


def _points(study: StressFound, money: Money, voice: Voice) -> Page:
    """A row a stop."""
    label = study.case.calendar.label

    def short(point: StressPoint) -> str:
        units = {m.material: m.unit for m in study.case.materials}
        return ", ".join(
            f"{voice.material(m)} {speak.quantity(lack, units[m])}"
            for m, lack in point.short.items()
        )

    columns = (
        GridColumn(
            "closed",
            voice.say(words.CLOSED),
            lambda p: closure_name(p.closure, voice),
            look="bold",
            width=_NAME,
        ),
        GridColumn("from", voice.say(words.FROM), lambda p: label(p.start)),
        GridColumn(
            "length", voice.say(words.LENGTH), lambda p: length_name(study, p.periods, voice)
        ),
        GridColumn(
            "loss", voice.say(words.LOSS), lambda p: _loss(p, money, voice), money.format, width=16
        ),
        GridColumn("first", voice.say(words.FIRST), lambda p: p.first_short),
        GridColumn("short", voice.say(words.SHORT), short, width=40),
        GridColumn("days", voice.say(words.SURVIVES), lambda p: _days(study, p.lives)),
        GridColumn("broken", voice.say(words.BROKEN), lambda p: ", ".join(p.broken), width=30),
    )
    about = voice.say(words.POINTS_ABOUT, money.unit)
    grid = data_grid("stops", columns, study.points)
    return Page(voice.say(words.POINTS), voice.say(words.POINTS_TITLE), (grid,), about)
