"""Where we stand: shares before the plan and in it, against named targets; indicators; paths."""

# ruff: noqa: E501
from dataclasses import replace
from typing import NamedTuple

from planner.explain import rules, speak
from planner.explain.path_words import path_sentence
from planner.explain.standing import (
    Path,
    Standing,
    Standings,
    paths,
    point_costs,
    scope_said,
)
from planner.explain.voice import Voice
from planner.glossary.choices import COUNTED, STAGES
from planner.glossary.targets import (
    COVER,
    EFFECTIVE,
    EUROPE,
    HHI,
    INDICATORS,
    KOREA,
    RELIANCE,
    Indicator,
    Target,
)
from planner.outcomes.plan import ConcentrationLine, Plan, SupplyLine, Weight
from planner.page.drawing import Chart, Down, Series
from planner.page.grid import Grid, GridCell, GridColumn
from planner.page.look import BLUE, OTHERS_COLOUR, RED, TEAL
from planner.page.page import BlankRow, Block, Gallery, Page, ScreenOnly, Section, Sentences
from planner.schema.headings import heading
from planner.words import Words

MADE_AT = ("mined", "separated", "metal", "magnet")
_HALF_CHART, _WIDE_CHART = (530, 190), (1080, 230)
STANDING = Words("현황과 목표", "Where we stand")
_ABOUT = Words(
    "계획 전의 비중(기준선)과 해마다의 비중을 나라의 목표와 나란히 봅니다. 비중은 한도와 같이 셉니다: 주문에 허가 확률을 곱하고, 세기로 한 미도착 주문을 더합니다.",
    "Shares before the plan (baseline) and in each of its years, against named targets. They are counted as limits count: orders times the probability of their licenses, and open orders that count.",
)
_AGAINST = Words(
    "기준선과 계획, 직접 구매 (가장 큰 나라)",
    "Before and in the plan, bought directly (the largest country)",
)
_BASIS, _WEIGHT = heading("baseline", "basis"), heading("baseline", "weight")
_COUNTRY, _BEFORE = heading("baseline", "country"), heading("baseline", "share")
_BEFORE_YEAR, _SOURCE = heading("baseline", "year"), heading("baseline", "source")
_YEAR_SHARE = Words("{} 비중", "Share {}")
_GAP = Words("{name}까지", "To {name}")
_OWN_COVER = Words("{}, 회사", "{}, company")
_ALL_COVER = Words("{}, 정부 비축까지", "{}, with government")
_ANOTHER = Words("{} 초과", "{} above")
_MET, _LEFT = Words("달성", "met"), Words("{}%p", "{} points")
_GAP_REMARK = Words(
    "{name}({formula})까지의 거리는 계획의 마지막 해에 잽니다. 자국 안의 구매는 목표에 걸리지 않습니다.",
    "The distance to {name} ({formula}) is measured in the plan's last year. What is bought at home is not aimed at.",
)
_SAID_BY = Words("{what}: {source}", "{what}: {source}")
_CHART = Words("계획 전과 계획의 비중", "Shares before and in the plan")
_CHART_ALT = Words(
    "기준선이 있는 항목마다 계획 전 비중과 첫해와 마지막 해의 비중, 그리고 {name} 선.",
    "For what has a baseline the share before, in the first and the last year, and {name} as a line.",
)
_BY_STAGE = Words("단계별 가장 큰 나라, {year}", "The largest country at each stage, {year}")
_STAGE_REMARK = Words(
    "{name}: {formula}. 넘으면 붉게 보입니다. 자국은 뺍니다. 단계의 원산지를 적지 않은 것은 공급사의 국가로 셉니다.",
    "{name}: {formula}; above it in red. The buyer's own country is left out. Where no origin is given for a stage, the supplier's country counts.",
)
_INDICATORS = Words("지표, 첫해와 마지막 해", "Indicators, first and last year")
_N1_AT = Words("N-1, {}", "N-1, {}")
_EXPLAINED = Words(
    "목표와 지표: 산식, 출처, 시점", "Targets and indicators: formula, source, vintage"
)
_EXPLAINS = Words(
    "{name}: {formula}. 출처 {source} ({vintage}).",
    "{name}: {formula}. Source: {source} ({vintage}).",
)
_PATHS = Words("해마다 움직이는 한도 (경로)", "Limits that move by year (paths)")
_OF_PATH = Words("한도", "Limit")
_TARGET, _PLAN = Words("그 해의 한도", "Bound of the year"), Words("계획", "In the plan")
_POINT = Words("1%p 더 조이는 비용, {}", "Cost of one point tighter, {}")
_WINDOW, _THEN = Words("연도", "Year"), Words("{} ({} 기준)", "{} (by {})")
_WHO, _SHARE_AT = Words("{}, 국가", "{}, country"), Words("{}, 비중", "{}, share")
_BY, _ONCE = Words("{}, {}", "{}, by {}"), Words("{}년 {}", "{} {}")
_PATH_ALT = Words(
    "해마다 계획의 비중을 막대로, 경로의 한도를 선으로.",
    "Bars of the plan's share by year, the path's bound as a line.",
)
_EVERY = Words("모든 나라의 비중, 단계별", "Shares of every country, by stage")
_STAGE = heading("limits", "stage")


def standing_page(plan: Plan, voice: Voice) -> Page | None:
    """Shares against targets, the largest country by stage, indicators, paths; all of it below."""
    standings = Standings(plan)
    if not standings.years:
        return None
    blocks: list[Block] = [
        _against(standings, voice),
        *_paths(plan, voice),
        _stages(standings, voice),
        _indicators(plan, standings, voice),
        _explained(voice),
        ScreenOnly((_every(standings, voice),)),
    ]
    name = voice.say(STANDING)
    return Page(name, name, tuple(blocks), voice.say(_ABOUT), across=13, widths=(44,), width=11)


def _against(standings: Standings, voice: Voice) -> Section:
    """What stood somewhere before comes first: the chart shows it."""
    rows = sorted(standings.foremost(), key=lambda one: not (one.before and one.years))
    known = [row for row in rows if row.before and row.years]
    target = voice.say(KOREA.name)
    columns = (
        GridColumn("basis", voice.say(_BASIS), lambda one: _basis(one.scope, one.weight, voice)),
        GridColumn("country", voice.say(_COUNTRY), lambda one: voice.country(one.country)),
        GridColumn("before", voice.say(_BEFORE), _before, "percent"),
        GridColumn("since", voice.say(_BEFORE_YEAR), _since),
        *[_in_year(year, voice) for year in standings.years],
        GridColumn("target", target, lambda _: KOREA.share, "grant"),
        GridColumn("gap", voice.say(_GAP, name=target), lambda one: _gap(one, standings, voice)),
    )
    said = voice.say(_GAP_REMARK, name=target, formula=voice.say(KOREA.formula))
    remark = "\n".join([said, *_sources(known, voice)])
    grid = Grid("against", columns, rows, remark=remark)
    chart = (_against_chart(len(known), standings.years, voice),) if known else ()
    return Section(voice.say(_AGAINST), (grid, BlankRow(), *chart))


def _basis(scope: str, weight: str, voice: Voice) -> str:
    return voice.say(_BY, scope_said(scope, voice), voice.say(COUNTED[weight]))


def _before(one: Standing) -> float | None:
    return one.latest.share if one.latest else None


def _since(one: Standing) -> str:
    return str(one.latest.year) if one.latest else ""


def _sources(known: list[Standing], voice: Voice) -> list[str]:
    """Who says what stood before, each source once with what it says."""
    said: dict[str, list[str]] = {}
    for one in known:
        if one.latest and one.latest.source:
            said.setdefault(one.latest.source, []).append(scope_said(one.scope, voice))
    return [
        voice.say(_SAID_BY, what=", ".join(dict.fromkeys(what)), source=source)
        for source, what in said.items()
    ]


def _in_year(year: str, voice: Voice) -> GridColumn:
    heading = voice.say(_YEAR_SHARE, year)
    return GridColumn(year, heading, lambda one: one.years.get(year), "percent")


def _gap(one: Standing, standings: Standings, voice: Voice) -> GridCell:
    """Whether the target is met: by this country, and by whoever else supplies most."""
    if one.last is None or not _aimed_at(one.scope):
        return GridCell("")
    if one.last > KOREA.share:
        return GridCell(voice.say(_LEFT, speak.number(100 * (one.last - KOREA.share))), "bad")
    most = standings.largest(one.scope, one.weight, "direct", max(one.years))
    if most is not None and most[1] > KOREA.share:
        return GridCell(voice.say(_ANOTHER, voice.country(most[0])), "near")
    return GridCell(voice.say(_MET), "good")


def _aimed_at(scope: str) -> bool:
    """Whether the target is set for it: goods and money are not told apart by element."""
    field, _, element = scope.partition("=")
    return field not in ("contains", "element") or element.casefold() in KOREA.elements


def _against_chart(count: int, years: list[str], voice: Voice) -> Chart:
    """The share before, in the first and in the last year, and the target as a line."""
    names = Down("against", "basis", count=count)
    target = voice.say(KOREA.name)

    def bars(text: str, column: str, colour: str) -> Series:
        return Series(text, names, Down("against", column, count=count), colour, labels="0%")

    line = Series(target, names, Down("against", "target", count=count), RED[1], line=True)
    planned = ((years[0], BLUE), (years[-1], TEAL))[: len(years)]
    return Chart(
        title=voice.say(_CHART),
        about=voice.say(_CHART_ALT, name=target),
        series=(
            bars(voice.say(_BEFORE), "before", OTHERS_COLOUR),
            *[bars(voice.say(_YEAR_SHARE, year), year, colour) for year, colour in planned],
            line,
        ),
        size=_WIDE_CHART,
        number="0%",
    )


class _Step(NamedTuple):
    """A year of a path; before the plan what the baseline says, without a bound."""

    path: Path
    year: str
    bound: float | None
    share: float | None
    costs: float | None


def _steps(path: Path, voice: Voice) -> list[_Step]:
    stood = path.latest
    before = []
    if stood:
        year = voice.say(_THEN, stood.year, voice.say(COUNTED[stood.weight]))
        before = [_Step(path, year, None, stood.share, None)]
    years = [_Step(path, x.window, x.bound, x.value, point_costs(x)) for x in path.lines]
    return [*before, *years]


def _paths(plan: Plan, voice: Voice) -> list[Section]:
    """Limits that move from year to year: where they lead, where the plan is, what a point costs."""
    found = paths(plan)
    if not found:
        return []
    steps = [_steps(path, voice) for path in found]
    rows = [step for own in steps for step in own]
    shown = voice.scale(step.costs for step in rows)
    columns = (
        GridColumn(
            "path", voice.say(_OF_PATH), lambda step: rules.short(step.path.limit, voice), span=3
        ),
        GridColumn("year", voice.say(_WINDOW), look="left"),
        GridColumn("bound", voice.say(_TARGET), format="percent"),
        GridColumn("share", voice.say(_PLAN), format="percent"),
        GridColumn("costs", voice.say(_POINT, shown.unit), format=shown.format),
    )
    charts, first = [], 0
    for path, own in zip(found, steps, strict=True):
        charts.append(_path_chart(path, Down("paths", "year", first, len(own)), voice))
        first += len(own)
    said = Sentences(tuple(path_sentence(path, voice) for path in found))
    grid = Grid("paths", columns, rows)
    return [Section(voice.say(_PATHS), (said, grid, BlankRow(), Gallery(tuple(charts))))]


def _path_chart(path: Path, names: Down, voice: Voice) -> Chart:
    def values(column: str) -> Down:
        return replace(names, column=column)

    return Chart(
        title=rules.short(path.limit, voice),
        about=voice.say(_PATH_ALT),
        series=(
            Series(voice.say(_PLAN), names, values("share"), BLUE, labels="0%"),
            Series(voice.say(_TARGET), names, values("bound"), RED[1], line=True),
        ),
        size=_HALF_CHART,
        number="0%",
    )


def _stages(standings: Standings, voice: Voice) -> Section:
    """Who is largest at each stage in the plan's last year, against the target by stage."""
    year = standings.years[-1]

    def largest(stage: str) -> list[GridColumn]:
        def of(basis: tuple[str, Weight]) -> tuple[str, float] | None:
            return standings.largest(*basis, stage, year)

        def share(basis: tuple[str, Weight]) -> GridCell:
            found = of(basis)
            over = found is not None and found[1] > EUROPE.share
            return GridCell(found[1] if found else None, "bad" if over else "")

        def who(basis: tuple[str, Weight]) -> str:
            found = of(basis)
            return voice.country(found[0]) if found else ""

        name = voice.say(STAGES[stage])
        return [
            GridColumn(f"{stage} country", voice.say(_WHO, name), who),
            GridColumn(stage, voice.say(_SHARE_AT, name), share, "percent"),
        ]

    columns = (
        GridColumn("basis", voice.say(_BASIS), lambda basis: _basis(basis[0], basis[1], voice)),
        *[column for stage in MADE_AT for column in largest(stage)],
    )
    remark = voice.say(
        _STAGE_REMARK, name=voice.say(EUROPE.name), formula=voice.say(EUROPE.formula)
    )
    rows = [basis for basis in standings.chief if standings.largest(*basis, "mined", year)]
    grid = Grid("by stage", columns, rows, remark=remark)
    return Section(voice.say(_BY_STAGE, year=year), (grid,))


class _Year(NamedTuple):
    """One basis in one year: how concentrated at each stage, and what its supply comes from."""

    basis: tuple[str, Weight]
    year: str
    at: dict[str, ConcentrationLine]
    supply: SupplyLine | None


def _indicators(plan: Plan, standings: Standings, voice: Voice) -> Section:
    """HHI, sources, what is left without the largest, reliance and cover, by basis and year."""
    found: dict[tuple[str, str, str], dict[str, ConcentrationLine]] = {}
    for line in plan.concentration:
        if line.by == "country":
            found.setdefault((line.scope, line.weight, line.window), {})[line.stage] = line
    supply = {(line.scope, line.window): line for line in plan.supply}
    rows = [
        _Year(basis, year, found[*basis, year], supply.get((basis[0], year)))
        for basis in standings.chief
        for year in dict.fromkeys((standings.years[0], standings.years[-1]))
        if (*basis, year) in found
    ]

    def left(stage: str) -> GridColumn:
        name = voice.say(_N1_AT, voice.say(STAGES[stage]))
        return GridColumn(
            f"n1 {stage}", name, lambda row: 1.0 - row.at[stage].share, "whole_percent"
        )

    columns = (
        GridColumn(
            "basis", voice.say(_BASIS), lambda row: _basis(row.basis[0], row.basis[1], voice)
        ),
        GridColumn("year", voice.say(_WINDOW), lambda row: row.year),
        GridColumn("hhi", voice.say(HHI.name), lambda row: row.at["direct"].hhi, "n0"),
        GridColumn(
            "sources", voice.say(EFFECTIVE.name), lambda row: row.at["direct"].effective, "n1"
        ),
        *map(left, ("direct", *MADE_AT)),
        GridColumn("reliance", voice.say(RELIANCE.name), _reliance, "percent"),
        GridColumn("own cover", voice.say(_OWN_COVER, voice.say(COVER.name)), _own_cover, "n0"),
        GridColumn("cover", voice.say(_ALL_COVER, voice.say(COVER.name)), _cover, "n0"),
    )
    return Section(voice.say(_INDICATORS), (Grid("indicators", columns, rows),))


def _reliance(row: _Year) -> float | None:
    return row.supply.reliance if row.supply else None


def _own_cover(row: _Year) -> float | None:
    return row.supply.own_cover if row.supply else None


def _cover(row: _Year) -> float | None:
    return row.supply.cover if row.supply else None


def _explained(voice: Voice) -> Section:
    """How each target and indicator is worked out, who says so, and since when."""
    every: list[Target | Indicator] = [KOREA, EUROPE, *INDICATORS]
    said = [
        voice.say(
            _EXPLAINS,
            name=voice.say(one.name),
            formula=voice.say(one.formula),
            source=voice.say(one.source),
            vintage=one.vintage,
        )
        for one in every
    ]
    return Section(voice.say(_EXPLAINED), (Sentences(tuple(said)),))


def _every(standings: Standings, voice: Voice) -> Section:
    """Every country on every basis at every stage: looked up, not printed."""
    rows = [
        (scope, weight, stage, country)
        for scope, weight in standings.bases
        for stage in STAGES
        for country in standings.countries(scope, weight, stage)
    ]

    def before(row: tuple[str, str, str, str]) -> str:
        scope, weight, stage, country = row
        found = standings.before(scope, weight, country) if stage == "direct" else ()
        return "; ".join(voice.say(_ONCE, x.year, speak.percent(x.share)) for x in found)

    def year(window: str) -> GridColumn:
        return GridColumn(
            window,
            voice.say(_YEAR_SHARE, window),
            lambda row: standings.share(row[0], row[1], row[2], row[3], window),
            "percent",
        )

    columns = (
        GridColumn("basis", voice.say(_BASIS), lambda row: scope_said(row[0], voice)),
        GridColumn("weight", voice.say(_WEIGHT), lambda row: voice.say(COUNTED[row[1]])),
        GridColumn("stage", voice.say(_STAGE), lambda row: voice.say(STAGES[row[2]])),
        GridColumn("country", voice.say(_COUNTRY), lambda row: voice.country(row[3])),
        *map(year, standings.years),
        GridColumn("before", voice.say(_BEFORE), before),
    )
    return Section(voice.say(_EVERY), (Grid("every", columns, rows, filtered=True),))
