"""Allocation: who supplies how much, period by period."""

# ruff: noqa: E501

from collections.abc import Sequence
from dataclasses import replace

from planner.explain import figures
from planner.explain.colours import supplier_colours
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.page.drawing import Chart, Over, Series, row_series
from planner.page.grid import Fit, GridColumn, Matrix
from planner.page.look import OTHERS_COLOUR, quantity_style
from planner.page.page import Block, Note, Page, Section
from planner.report import ledger, words
from planner.words import Words

MOST_SERIES = 10
ALLOCATION = Words("배분", "Allocation")
_ABOUT = Words(
    "공급사별, 기간별 구매량. 산화물 환산량(kg REO)과 품목 단위로 보입니다. 기간은 주문 기간입니다.",
    "Purchases by supplier and period, in oxide equivalent (kg REO) and by material. Periods are those of the order.",
)
_ALL_REO = Words("전체 품목, kg REO", "All materials, kg REO")
_SUPPLIER_MATERIAL = Words(
    "공급사 x 품목 합계 (품목 단위)", "Supplier x material totals (in the material's unit)"
)
_CHART = Words("공급사별 구매량, kg REO", "Purchases by supplier, kg REO")
_ALT = Words(
    "기간별 구매량을 공급사별로 쌓은 막대. 가장 큰 공급사는 {}.",
    "Stacked columns of purchases per period by supplier. The largest is {}.",
)
Sums = dict[str, list[float]]


def allocation_page(plan: Plan, voice: Voice) -> Page:
    """The oxide equivalent with its chart, supplier x material, and a matrix for each material."""
    materials = figures.total(plan.orders, lambda line: line.material)
    blocks: list[Block] = [
        *_oxide(plan, voice),
        _by_material(plan, voice),
        *(_material(plan, voice, material) for material in materials),
    ]
    return Page(
        name=voice.say(ALLOCATION),
        title=voice.say(ALLOCATION),
        about=voice.say(_ABOUT),
        blocks=tuple(blocks) if plan.orders else (Note(voice.say(words.NOTHING)),),
        width=10,
        frozen=1,
    )


def _oxide(plan: Plan, voice: Voice) -> list[Block]:
    times = ledger.periods(plan)
    found = ledger.by_time(plan.orders, lambda line: line.supplier, times, ledger.reo(plan))
    sums = {name: values for name, values in found.items() if any(values)}
    if not sums:
        return []
    matrix = _matrix("oxide", plan, voice, sums)
    matrix = replace(matrix, foot=ledger.others_foot(sums, MOST_SERIES, "supplier", voice))
    return [Section(voice.say(_ALL_REO), (_chart(plan, voice, list(sums)), matrix))]


def _matrix(key: str, plan: Plan, voice: Voice, sums: Sums) -> Matrix:
    total = voice.say(words.TOTAL)
    return Matrix(
        key=key,
        labels=_labels(voice),
        rows=list(sums),
        headings=ledger.periods(plan),
        of=lambda ident: sums[ident],
        format=quantity_style([value for values in sums.values() for value in values]),
        row_total=total,
        column_total=total,
    )


def _labels(voice: Voice) -> tuple[GridColumn, ...]:
    return (
        GridColumn("supplier", voice.say(words.SUPPLIER), voice.supplier, width=Fit(24, 46)),
        GridColumn("country", voice.say(words.COUNTRY), voice.home, width=14),
    )


def _chart(plan: Plan, voice: Voice, suppliers: Sequence[str]) -> Chart:
    shown = suppliers[:MOST_SERIES]
    names = [voice.supplier(ident) for ident in shown]
    rows = list(zip(names, supplier_colours(shown, plan.case), strict=True))
    ends = ("0", str(plan.case.settings.periods - 1))
    series = row_series("oxide", rows, ends)
    if len(suppliers) > MOST_SERIES:
        rest = Over("oxide", len(suppliers), *ends)
        series.append(Series(voice.say(words.OTHERS), series[0].names, rest, OTHERS_COLOUR))
    return Chart(
        title=voice.say(_CHART),
        about=voice.say(_ALT, names[0]),
        series=tuple(series),
        size=(1400, 370),
        unit="kg REO",
        stacked="stacked",
    )


def _by_material(plan: Plan, voice: Voice) -> Section:
    materials = list(figures.total(plan.orders, lambda line: line.material))
    suppliers = list(figures.total(plan.orders, lambda line: line.supplier))
    sums: dict[tuple[str, str], float] = {}
    for line in plan.orders:
        key = (line.supplier, line.material)
        sums[key] = sums.get(key, 0.0) + line.quantity
    matrix = Matrix(
        key="supplier_material",
        labels=_labels(voice),
        rows=suppliers,
        headings=[_in_unit(plan, voice, material) for material in materials],
        of=lambda supplier: [sums.get((supplier, material), 0.0) for material in materials],
        format=quantity_style(list(sums.values())),
        column_total=voice.say(words.TOTAL),
    )
    return Section(voice.say(_SUPPLIER_MATERIAL), (matrix,))


def _material(plan: Plan, voice: Voice, material: str) -> Section:
    mine = [line for line in plan.orders if line.material == material]
    sums = ledger.by_time(
        mine, lambda line: line.supplier, ledger.periods(plan), lambda line: line.quantity
    )
    matrix = _matrix(f"material {material}", plan, voice, sums)
    return Section(_in_unit(plan, voice, material), (matrix,))


def _in_unit(plan: Plan, voice: Voice, material: str) -> str:
    return f"{voice.material(material)}, {plan.case.material[material].unit}"
