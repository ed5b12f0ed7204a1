"""Overview: the plan in figures, in five sentences, in three pictures."""

import math
from dataclasses import replace

from planner.explain import figures, sentences
from planner.explain.colours import supplier_colours
from planner.explain.voice import Voice
from planner.glossary.costs import PARTS
from planner.outcomes.plan import Plan
from planner.page.drawing import Chart, Down, Series
from planner.page.grid import Grid, GridColumn
from planner.page.look import BLUE, OTHERS_COLOUR
from planner.page.page import (
    Beside,
    Block,
    Page,
    PageLayout,
    Section,
    Sentences,
)
from planner.report import words
from planner.report.allocation import ALLOCATION
from planner.report.costs import COSTS, cost_parts, money, parts_grid
from planner.report.headline import plan_tiles
from planner.report.notes import notes_section
from planner.report.stages import countries, stage_chart, stage_grid
from planner.words import Words

MOST_SUPPLIERS = 10
_CHART_PIXELS = (550, 292)
OVERVIEW = Words("개요", "Overview")
_ABOUT = Words(
    "계획 전체를 숫자와 문장과 그림으로", "The whole plan in figures, sentences and pictures"
)
_IN_FIVE = Words("한눈에 보기", "In five sentences")
_COST_BY_PART = Words("비용 구성", "Cost by part")
_COST_REST = Words("구매 외 비용, {}", "Costs other than purchases, {}")
_PART_ALT = Words(
    "구매를 뺀 비용 항목별 막대. 가장 큰 항목은 {}.",
    "Bars of cost by part, purchases left out. The largest is {}.",
)
_BY_COUNTRY = Words("국가별 비중 (구매액 기준)", "Share by country (of spending)")
_BY_SUPPLIER = Words("공급사별 구매액 (할인 전)", "Spend by supplier (undiscounted)")
_SUPPLIER_ALT = Words(
    "공급사별 구매액 막대. 가장 큰 공급사는 {}.", "Bars of spend by supplier. The largest is {}."
)
_MANY = Words(
    "공급사가 많아 상위 {}곳만 보이고 나머지는 기타로 묶었습니다.",
    "Only the {} largest are shown; the rest are others.",
)


def overview_page(plan: Plan, voice: Voice) -> Page:
    """The plan in figures, five sentences and three pictures, and all that is to be known."""
    said = sentences.five_sentences(plan, voice)
    blocks: list[Block] = [
        *plan_tiles(plan, voice),
        Section(voice.say(_IN_FIVE), (Sentences(said, numbered=True),)),
        _costs(plan, voice),
        *_countries(plan, voice),
        *_suppliers(plan, voice),
        notes_section(plan, voice),
    ]
    name = voice.say(OVERVIEW)
    return Page(name, name, tuple(blocks), voice.say(_ABOUT), PageLayout.FRONT)


def _costs(plan: Plan, voice: Voice) -> Section:
    shown, parts = money(plan, voice), cost_parts(plan, paid=True)
    grid = parts_grid(plan, voice, parts, shown, shown.unit)
    part, *others = grid.columns
    grid = replace(grid, columns=(replace(part, span=3), *others))
    beside = Beside((grid,), _rest(plan, voice, parts))
    return Section(voice.say(_COST_BY_PART), (beside,), voice.say(COSTS))


def _rest(plan: Plan, voice: Voice, parts: list[str]) -> tuple[Chart, ...]:
    """Purchases, most of the cost, would dwarf everything else: the chart shows the rest."""
    shown, rest = money(plan, voice), parts[1:]
    if not any(plan.cost[part] for part in rest):
        return ()
    largest = max(rest, key=lambda part: plan.cost[part])
    names, values = Down("parts", "part", 1), Down("parts", "amount", 1)
    return (
        Chart(
            title=voice.say(_COST_REST, shown.unit),
            about=voice.say(_PART_ALT, voice.say(PARTS[largest].name)),
            series=(Series(shown.unit, names, values, BLUE, labels=shown.label),),
            size=_CHART_PIXELS,
            number=shown.label,
            kind="bar",
            legend=False,
        ),
    )


def _countries(plan: Plan, voice: Voice) -> list[Section]:
    names = countries(plan)
    if not names:
        return []
    chart = stage_chart(plan, voice, names, (450, 292))
    return [Section(voice.say(_BY_COUNTRY), (Beside((stage_grid(plan, voice, names),), (chart,)),))]


def _suppliers(plan: Plan, voice: Voice) -> list[Section]:
    spend = figures.total(plan.orders, lambda line: line.supplier)
    if not spend:
        return []
    chart = _supplier_chart(plan, voice, spend)
    beside = Beside((_supplier_grid(plan, voice, spend),), (chart,))
    return [Section(voice.say(_BY_SUPPLIER), (beside,), voice.say(ALLOCATION))]


def _supplier_grid(plan: Plan, voice: Voice, spend: dict[str, float]) -> Grid:
    shown, whole = money(plan, voice), math.fsum(spend.values()) or 1.0
    rows = list(spend.items())[:MOST_SUPPLIERS]
    rest = sum(list(spend.values())[MOST_SUPPLIERS:])
    rows += [("", rest)] if rest else []
    return Grid(
        key="suppliers",
        columns=(
            GridColumn(
                "supplier",
                voice.say(words.SUPPLIER),
                lambda row: voice.supplier(row[0]) if row[0] else voice.say(words.OTHERS),
                span=3,
            ),
            GridColumn("country", voice.say(words.COUNTRY), lambda row: voice.home(row[0]) or None),
            GridColumn("spend", shown.unit, lambda row: row[1], shown.format, total=True),
            GridColumn(
                "share",
                voice.say(words.SPEND_SHARE),
                lambda row: row[1] / whole,
                "percent",
                total=True,
            ),
        ),
        rows=rows,
        total=voice.say(words.TOTAL),
        remark=voice.say(_MANY, MOST_SUPPLIERS) if rest else "",
    )


def _supplier_chart(plan: Plan, voice: Voice, spend: dict[str, float]) -> Chart:
    shown, suppliers = money(plan, voice), list(spend)
    points = supplier_colours(suppliers[:MOST_SUPPLIERS], voice.case)
    points += [OTHERS_COLOUR] * (len(suppliers) > MOST_SUPPLIERS)
    names, values = Down("suppliers", "supplier"), Down("suppliers", "spend")
    series = Series(shown.unit, names, values, BLUE, tuple(points), labels=shown.axis)
    return Chart(
        title=f"{voice.say(_BY_SUPPLIER)}, {shown.unit}",
        about=voice.say(_SUPPLIER_ALT, voice.supplier(suppliers[0])),
        series=(series,),
        size=_CHART_PIXELS,
        number=shown.label,
        kind="bar",
        legend=False,
    )
