"""Concentration: limits and headroom, shares by country and stage, HHI."""

from models.case import Limit
from models.selector import SelectorError, parse
from planner.explain import figures, rules, sentences
from planner.explain.voice import Voice
from planner.glossary.choices import BY, STAGES
from planner.outcomes.plan import Plan
from planner.page.drawing import Chart, Down, Series
from planner.page.grid import Grid, GridColumn
from planner.page.look import BLUE, OTHERS_COLOUR, RED, TEAL
from planner.page.page import Beside, BlankRow, Block, Note, Page, ScreenOnly, Section, grids
from planner.report import ledger, words
from planner.report.limits import limits_section
from planner.report.stages import countries, stage_chart, stage_grid
from planner.schema.headings import heading
from planner.words import Words

_MOST_RULES, _MOST_COUNTRIES = 2, 7
_CHART_PIXELS, _CHART_COLUMN = (620, 330), 10
CONCENTRATION = Words("집중도", "Concentration")
_ABOUT = Words(
    "한도와 여유, 국가별 비중(직접 구매와 단계별 원산지), 집중도 지수",
    "Limits and headroom, shares by country (direct and by stage of origin), concentration indices",
)
_STAGES = Words(
    "국가별 비중, 단계별 (전체, 산화물 환산량)",
    "Share by country and stage (all materials, oxide equivalent)",
)
_YEARS = Words(
    "{} 비중(산화물 환산량)과 한도, 연도별",
    "{} share (oxide equivalent) against the bounds, by year",
)
_YEARS_ALT = Words(
    "연도별 {} 비중: 직접 구매와 모든 단계, 그리고 한도선.",
    "Share of {} by year: direct and at any stage, with the bounds as lines.",
)
_DEEP, _BOUND_OF = Words("모든 단계", "Any stage"), Words("한도: {}", "Bound: {}")
_HHI = Words("집중도 지수 (HHI, 0 ~ 10,000)", "Concentration indices (HHI, 0 to 10,000)")
_SCOPE, _WINDOW = Words("범위", "Scope"), heading("limits", "window")
_ALL_MASSES = Words("전체 (산화물 환산량)", "All (oxide equivalent)")
_BELOW = Words("집중도 지수와 품목별 국가 비중", "Concentration indices and shares by material")
_SOURCES = Words("유효 공급국 수", "Effective countries")
_MATERIALS = Words(
    "품목별 국가 비중 (계획 전체, 수량 기준)",
    "Share by country, by material (whole plan, by quantity)",
)
_STAGE = heading("limits", "stage")

ByYear = dict[str, tuple[float | None, float | None]]
"""Value and bound of a rule in each year."""


def concentration_page(plan: Plan, voice: Voice) -> Page:
    """The limits, the shares by country with charts, and the indices."""
    return Page(
        name=voice.say(CONCENTRATION),
        title=voice.say(CONCENTRATION),
        about=voice.say(_ABOUT),
        blocks=(
            limits_section(plan, voice),
            _stages(plan, voice),
            *_years(plan, voice),
            *_tables(plan, voice),
        ),
        across=8,
        widths=(20,),
        width=10,
    )


def _tables(plan: Plan, voice: Voice) -> tuple[Block, ...]:
    """Indices and shares of every material; printed unless they are long."""
    tables = (_indices(plan, voice), _materials(plan, voice))
    count = sum(len(grid.rows) for grid in grids(tables))
    if count <= ledger.MOST_ROWS_ON_PAPER:
        return tables
    return Note(voice.say(words.ON_SCREEN, what=voice.say(_BELOW), count=count)), ScreenOnly(tables)


def _stages(plan: Plan, voice: Voice) -> Section:
    names = countries(plan)
    if not names:
        return Section(voice.say(_STAGES), (Note(voice.say(words.NOTHING)), BlankRow()))
    grid, chart = stage_grid(plan, voice, names), stage_chart(plan, voice, names, _CHART_PIXELS)
    return Section(voice.say(_STAGES), (Beside((grid,), (chart,), _CHART_COLUMN),))


def _years(plan: Plan, voice: Voice) -> list[Section]:
    """A country's share by year, direct and looked through, and what the limits on it measure."""
    country = figures.watched_country(plan)
    if country is None:
        return []
    watched = _watched(plan, country, voice)
    grid, chart = _year_grid(plan, voice, country, watched), _year_chart(voice, country, watched)
    title = voice.say(_YEARS, voice.country(country))
    return [Section(title, (Beside((grid,), (chart,), _CHART_COLUMN),))]


def _year_grid(plan: Plan, voice: Voice, country: str, watched: dict[str, ByYear]) -> Grid:
    direct = {year: figures.shares(plan, "direct", window=year) for year in ledger.years(plan)}
    columns = [
        GridColumn("year", voice.say(_WINDOW), str),
        GridColumn(
            "direct",
            voice.say(words.DIRECT),
            lambda year: direct[year].get(country, 0.0),
            "percent",
        ),
        GridColumn(
            "deep",
            voice.say(_DEEP),
            lambda year: figures.look_through(plan, country, year),
            "percent",
        ),
    ]
    for place, (short, by_year) in enumerate(watched.items()):
        columns += _rule(place, short, by_year, voice)
    return Grid("years", tuple(columns), [year for year, shares in direct.items() if shares])


def _rule(place: int, short: str, by_year: ByYear, voice: Voice) -> list[GridColumn]:
    """What a rule measures in each year, and its bound."""

    def number(key: str, text: str, part: int) -> GridColumn:
        unknown = (None, None)
        return GridColumn(
            f"{key} {place}", text, lambda year: by_year.get(year, unknown)[part], "percent"
        )

    return [number("value", short, 0), number("bound", voice.say(words.BOUND), 1)]


def _year_chart(voice: Voice, country: str, watched: dict[str, ByYear]) -> Chart:
    name, years = voice.country(country), Down("years", "year")

    def bars(text: str, column: str, colour: str) -> Series:
        return Series(text, years, Down("years", column), colour, labels="0%")

    series = [
        bars(voice.say(words.DIRECT), "direct", BLUE),
        bars(voice.say(_DEEP), "deep", OTHERS_COLOUR),
    ]
    for short in list(watched)[:1]:
        series.append(bars(short, "value 0", TEAL))
        bound, text = Down("years", "bound 0"), voice.say(_BOUND_OF, short)
        series.append(Series(text, years, bound, RED[1], line=True))
    return Chart(
        title=voice.say(_YEARS, name),
        about=voice.say(_YEARS_ALT, name),
        series=tuple(series),
        size=_CHART_PIXELS,
        number="0%",
    )


def _watched(plan: Plan, country: str, voice: Voice) -> dict[str, ByYear]:
    """Value and bound by year of the (at most two) rules on the country's share.

    Those that cost most stand first. Limits of unlike ids that measure the same are one rule.
    """
    found: dict[str, ByYear] = {}
    costs: dict[str, float] = {}
    limits = {limit.limit: limit for limit in plan.case.limits}
    for line in plan.limits:
        limit = limits.get(line.limit)
        if limit is None or not _about(limit, country):
            continue
        short = rules.short(limit, voice)
        costs[short] = costs.get(short, 0.0) + figures.step_saves(line)
        years = ledger.years(plan) if line.window == figures.HORIZON else [line.window]
        found.setdefault(short, {}).update(dict.fromkeys(years, (line.value, line.bound)))
    ranked = sorted(found, key=lambda short: -costs[short])[:_MOST_RULES]
    return {short: found[short] for short in ranked}


def _about(limit: Limit, country: str) -> bool:
    if (limit.measure, limit.sense) != ("share", "max") or limit.window not in ("year", "horizon"):
        return False
    try:
        conditions = parse(limit.of).conditions
    except SelectorError:
        return False
    only = conditions[0] if len(conditions) == 1 else None
    if only is None or only.negated:
        return False
    return only.field == "country" and only.values == (country.casefold(),)


def _indices(plan: Plan, voice: Voice) -> Section:
    """A row for each scope and window, a column for each way to count: by whom, at which stage."""
    found = {
        ((line.scope, line.window), (line.by, line.stage)): line for line in plan.concentration
    }
    kinds = sorted({kind for kind, _ in found}, key=_scope_order)
    ways = sorted({way for _, way in found}, key=_way_order)

    def sources(kind: tuple[str, str]) -> float | None:
        line = found.get((kind, ("country", "direct")))
        return line.effective if line else None

    def index(by: str, stage: str) -> GridColumn:
        def hhi(kind: tuple[str, str]) -> float | None:
            line = found.get((kind, (by, stage)))
            return line.hhi if line else None

        return GridColumn(
            f"{by} {stage}", f"{voice.say(BY[by])}, {voice.say(STAGES[stage])}", hhi, "n0"
        )

    columns = (
        GridColumn("scope", voice.say(_SCOPE), lambda kind: _scope(kind[0], voice)),
        GridColumn("window", voice.say(_WINDOW), lambda kind: sentences.window(kind[1], voice)),
        GridColumn("sources", voice.say(_SOURCES), sources, "n1"),
        *(index(by, stage) for by, stage in ways),
    )
    return Section(voice.say(_HHI), (Grid("hhi", columns, kinds),))


def _way_order(way: tuple[str, str]) -> tuple[str, int]:
    return way[0], list(STAGES).index(way[1])


def _scope_order(kind: tuple[str, str]) -> tuple[bool, str, bool, str]:
    scope, window = kind
    return scope != figures.ALL_MASSES, scope, window != figures.HORIZON, window


def _materials(plan: Plan, voice: Voice) -> Section:
    """Shares by country of each material, direct and at each stage."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    sums: dict[str, float] = {}
    for line in plan.shares:
        if (line.what, line.window) == ("country", figures.HORIZON) and line.scope != "*":
            found.setdefault((line.scope, line.stage), {})[line.name] = line.share
            sums[line.name] = sums.get(line.name, 0.0) + line.share

    def share(country: str) -> GridColumn:
        name = voice.country(country)
        return GridColumn(country, name, lambda row: found[row].get(country, 0.0), "percent")

    columns = (
        GridColumn("material", voice.say(words.MATERIAL), lambda row: _scope(row[0], voice)),
        GridColumn("stage", voice.say(_STAGE), lambda row: voice.say(STAGES[row[1]])),
        *map(share, list(figures.ranked(sums))[:_MOST_COUNTRIES]),
    )
    rows = sorted(found, key=_way_order)
    return Section(voice.say(_MATERIALS), (Grid("materials", columns, rows),))


def _scope(scope: str, voice: Voice) -> str:
    return voice.say(_ALL_MASSES) if scope == figures.ALL_MASSES else voice.material(scope)
