"""Costs: by year as they are paid, by part as the plan counts them."""

# ruff: noqa: E501

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle

from models.terms.parts import COST_PARTS
from planner.explain.payments import paid_by_year
from planner.explain.voice import Voice
from planner.glossary.costs import PARTS, signed
from planner.outcomes.plan import OrderLine, Plan
from planner.page.drawing import Chart, Over, Series, row_series
from planner.page.grid import Fit, Grid, GridColumn, Matrix
from planner.page.look import OTHERS_COLOUR, SPARE_COLOURS
from planner.page.money import Money
from planner.page.page import Beside, BlankRow, Block, Note, Page, Section
from planner.report import budget, ledger, words
from planner.words import Words

MOST_SERIES = 8
COSTS = Words("비용", "Costs")
_ABOUT = Words(
    "연도별 예산(할인 전), 계획의 총비용(할인 후)까지의 다리, 누구에게 무엇을",
    "The budget by year (undiscounted), the way to the total cost (discounted), who is paid for what",
)
_PARTS_TABLE = Words("비용 구성, 할인 후 {}", "Cost by part, discounted {}")
_AMOUNT = Words("금액, {}", "Amount, {}")
_SUBTRACTED = Words(
    "합계 = 모든 항목의 합 - 기말 재고 가치",
    "Total = the sum of all parts less the value of closing stock",
)
_MATERIAL_YEAR = Words(
    "품목별 구매비 (주문한 해, 할인 전), {}",
    "Purchases by material (year of order, undiscounted), {}",
)
_SUPPLIER_YEAR = Words(
    "공급사별 구매비 (주문한 해, 할인 전), {}",
    "Purchases by supplier (year of order, undiscounted), {}",
)
_CHART = Words("연도별 구매비, {}", "Purchases by year, {}")
_ALT = Words(
    "연도별 구매비를 품목별로 쌓은 막대.", "Stacked columns of purchases by year and material."
)


def costs_page(plan: Plan, voice: Voice) -> Page:
    """What is paid by year, how it leads to the total cost, its parts, and who is paid for what."""
    unit = voice.currency
    parts = parts_grid(plan, voice, cost_parts(plan), replace(money(plan, voice), format="n0"))
    parts = replace(parts, remark=voice.say(_SUBTRACTED))
    paid: tuple[Block, ...] = (budget.budget_grid(plan, voice, "n0", Fit(34)),)
    if not paid_by_year(plan):
        paid = (Note(voice.say(budget.NOTHING_PAID)), BlankRow())
    blocks: list[Block] = [
        Section(voice.say(budget.BUDGET, unit), paid),
        Section(voice.say(budget.BRIDGE, unit), (budget.bridge_grid(plan, voice),)),
        Section(voice.say(_PARTS_TABLE, unit), (parts,)),
    ]
    if plan.orders:
        blocks += [_by_material(plan, voice), _by_supplier(plan, voice)]
    return Page(
        name=voice.say(COSTS),
        title=voice.say(COSTS),
        about=voice.say(_ABOUT),
        blocks=tuple(blocks),
        width=16,
    )


def money(plan: Plan, voice: Voice) -> Money:
    """How the pages of a plan show money: by its cost parts."""
    return voice.scale(plan.cost.values())


def cost_parts(plan: Plan, *, paid: bool = False) -> list[str]:
    """Return the parts of the cost in the plan's order; ``paid``: only those that are not 0."""
    return [
        name
        for name in PARTS
        if name in plan.cost and (not paid or plan.cost[name] or name == "purchase")
    ]


def parts_grid(
    plan: Plan, voice: Voice, parts: list[str], shown: Money, heading: str | None = None
) -> Grid:
    """Each part with its money and share; a credit is positive, and the total takes it off.

    ``heading`` of the money; None: its unit is the currency, and the part's column fits.
    """
    total = plan.cost["total"]
    amount = voice.say(_AMOUNT, voice.currency) if heading is None else heading
    return Grid(
        key="parts",
        columns=(
            GridColumn("part", voice.say(words.PART), lambda name: voice.say(PARTS[name].name)),
            GridColumn("amount", amount, plan.cost.__getitem__, shown.format, total=True),
            GridColumn(
                "share",
                voice.say(words.COST_SHARE),
                lambda name: signed(name, plan.cost[name]) / total if total else 0.0,
                "percent",
            ),
        ),
        rows=parts,
        total=voice.say(words.TOTAL),
        taken_off=lambda name: COST_PARTS[name] < 0,
    )


def _by_material(plan: Plan, voice: Voice) -> Section:
    sums = _sums(plan, lambda line: line.material)
    matrix = _purchases("material", plan, voice, sums)
    matrix = replace(matrix, foot=ledger.others_foot(sums, MOST_SERIES, "material", voice))
    beside = Beside((matrix,), (_chart(plan, voice),))
    return Section(voice.say(_MATERIAL_YEAR, voice.currency), (beside,))


def _by_supplier(plan: Plan, voice: Voice) -> Section:
    sums = _sums(plan, lambda line: line.supplier)
    matrix = _purchases("supplier", plan, voice, sums)
    return Section(voice.say(_SUPPLIER_YEAR, voice.currency), (matrix,))


def _sums(plan: Plan, key: Callable[[OrderLine], str]) -> dict[str, list[float]]:
    return ledger.by_time(plan.orders, key, ledger.years(plan), lambda line: line.cost)


def _purchases(what: str, plan: Plan, voice: Voice, sums: dict[str, list[float]]) -> Matrix:
    """Purchases by year and material, or by year and supplier."""
    material = what == "material"
    heading = voice.say(words.MATERIAL if material else words.SUPPLIER)
    named = voice.material if material else voice.supplier
    return Matrix(
        key=what,
        labels=(GridColumn(what, heading, named, width=Fit(34, 46)),),
        rows=list(sums),
        headings=ledger.years(plan),
        of=sums.__getitem__,
        format="n0",
        row_total=voice.say(words.TOTAL),
        column_total=voice.say(words.TOTAL),
    )


def _chart(plan: Plan, voice: Voice) -> Chart:
    shown, ends = money(plan, voice), ("0", str(len(ledger.years(plan)) - 1))
    sums = _sums(plan, lambda line: line.material)
    names = [voice.material(ident) for ident in sums]
    rows = list(zip(names[:MOST_SERIES], cycle(SPARE_COLOURS), strict=False))
    series = row_series("material", rows, ends)
    if len(names) > MOST_SERIES:
        rest = Over("material", len(names), *ends)
        series.append(Series(voice.say(words.OTHERS), series[0].names, rest, OTHERS_COLOUR))
    return Chart(
        title=voice.say(_CHART, shown.unit),
        about=voice.say(_ALT),
        series=tuple(series),
        size=(560, 296),
        number=shown.label.replace(".00", ""),
        unit=shown.unit if shown.size > 1 else "",
        stacked="stacked",
    )
