"""Concentration: limits and headroom, shares by country and stage, HHI."""

from planner.explain import figures, sentences
from planner.explain.voice import Voice
from planner.glossary.choices import BY, STAGES
from planner.outcomes.plan import Plan
from planner.page.grid import Grid, GridColumn
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
    "국가별 비중, 단계별 (전체, 구매액)",
    "Share by country and stage (all, of spending)",
)
_HHI = Words("집중도 지수 (HHI, 0 ~ 10,000)", "Concentration indices (HHI, 0 to 10,000)")
_SCOPE, _WINDOW = Words("범위", "Scope"), heading("limits", "window")
_ALL = Words("전체 (구매액)", "All (spending)")
_BELOW = Words("집중도 지수와 품목별 국가 비중", "Concentration indices and shares by material")
_SOURCES = Words("유효 공급국 수", "Effective countries")
_MATERIALS = Words(
    "품목별 국가 비중 (계획 전체, 수량 기준)",
    "Share by country, by material (whole plan, by quantity)",
)
_STAGE = heading("limits", "stage")


def concentration_page(plan: Plan, voice: Voice) -> Page:
    """The limits, the shares by country with charts, and the indices."""
    return Page(
        name=voice.say(CONCENTRATION),
        title=voice.say(CONCENTRATION),
        about=voice.say(_ABOUT),
        blocks=(
            limits_section(plan, voice),
            _stages(plan, voice),
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


def _indices(plan: Plan, voice: Voice) -> Section:
    """A row for each scope and window, a column for each way to count: by whom, at which stage."""
    found = {
        ((line.scope, line.window), (line.by, line.stage)): line
        for line in plan.concentration
        if (line.scope, line.weight) == (figures.ALL, "value") or line.scope in plan.case.material
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
    return scope != figures.ALL, scope, window != figures.HORIZON, window


def _materials(plan: Plan, voice: Voice) -> Section:
    """Shares by country of each material, direct and at each stage."""
    known = plan.case.material
    found: dict[tuple[str, str], dict[str, float]] = {}
    sums: dict[str, float] = {}
    for line in plan.shares:
        if (line.what, line.window) == ("country", figures.HORIZON) and line.scope in known:
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
    return voice.say(_ALL) if scope == figures.ALL else voice.material(scope)
