"""Costs: by part as the plan counts them, by year as they are paid."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle

from models.terms.facts import Facts
from models.terms.parts import COST_PARTS
from planner.explain.voice import Voice
from planner.glossary.costs import PARTS
from planner.outcomes.plan import OrderLine, Plan
from planner.page.drawing import Chart, Over, Series, row_series
from planner.page.grid import Fit, Grid, GridColumn, Matrix
from planner.page.look import OTHERS_COLOUR, SPARE_COLOURS
from planner.page.money import Money
from planner.page.page import Beside, Block, Page, Section
from planner.report import ledger, words
from planner.words import Words

MOST_SERIES = 8
COSTS = Words("비용", "Costs")
_ABOUT = Words(
    "비용 구성(할인 후)과 연도별 흐름(할인 전)",
    "Cost by part (discounted) and by year (undiscounted)",
)
_PARTS_TABLE = Words("비용 구성, 할인 후 {}", "Cost by part, discounted {}")
_AMOUNT = Words("금액, {}", "Amount, {}")
_SUBTRACTED = Words(
    "합계 = 모든 항목의 합 - 기말 재고 가치",
    "Total = the sum of all parts less the value of closing stock",
)
_BY_YEAR = Words("연도별, 할인 전 {}", "By year, undiscounted {}")
_MATERIAL_YEAR = Words("품목별 구매비, 할인 전 {}", "Purchases by material, undiscounted {}")
_SUPPLIER_YEAR = Words("공급사별 구매비, 할인 전 {}", "Purchases by supplier, undiscounted {}")
_CHART = Words("연도별 구매비, {}", "Purchases by year, {}")
_ALT = Words(
    "연도별 구매비를 품목별로 쌓은 막대.", "Stacked columns of purchases by year and material."
)
_AFTER = Words("계획 후", "After the plan")
_PAID_LATER = Words(
    "구매는 값을 치르는 해에 셉니다. 아래 표는 주문하는 해에 셉니다.",
    "Purchases count in the year in which they are paid; below, in the year of the order.",
)


def costs_page(plan: Plan, voice: Voice) -> Page:
    """The parts with a live total, then what the lines cost by year."""
    parts = parts_grid(plan, voice, cost_parts(plan), replace(money(plan, voice), format="n0"))
    parts = replace(parts, remark=voice.say(_SUBTRACTED))
    blocks: list[Block] = [Section(voice.say(_PARTS_TABLE, voice.currency), (parts,))]
    if plan.orders:
        blocks = [Beside(tuple(blocks), (_chart(plan, voice),))]
    blocks += _by_year(plan, voice)
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
    return Money.of(plan.cost.values(), voice.currency, voice.language)


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
                voice.say(words.SHARE),
                lambda name: plan.cost[name] / total if total else 0.0,
                "percent",
            ),
        ),
        rows=parts,
        total=voice.say(words.TOTAL),
        taken_off=lambda name: COST_PARTS[name] < 0,
    )


def _by_year(plan: Plan, voice: Voice) -> list[Block]:
    """Money the lines carry, in the year in which it is paid; undiscounted."""
    years = ledger.years(plan)
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for order, year in zip(plan.orders, _paid(plan), strict=True):
        sums["purchase"][year or voice.say(_AFTER)] += order.cost
    for part, lines in (("process", plan.processing), ("shortage", plan.shortages)):
        for line in lines:
            sums[part][line.period[:4]] += line.cost
    if not sums:
        return []
    later = any(offer.pay_after for offer in plan.case.offers)
    years += [voice.say(_AFTER)] * later
    matrix = Matrix(
        key="by_year",
        labels=(
            GridColumn("part", voice.say(words.PART), lambda part: voice.say(PARTS[part].name)),
        ),
        rows=list(sums),
        headings=years,
        of=lambda part: [sums[part][year] for year in years],
        format="n0",
        row_total=voice.say(words.TOTAL),
        column_total=voice.say(words.TOTAL),
        remark=voice.say(_PAID_LATER) if later else "",
    )
    return [Section(voice.say(_BY_YEAR, voice.currency), (matrix,))]


def _paid(plan: Plan) -> list[str]:
    """The year in which each order is paid; empty: after the plan."""
    case = plan.case
    facts, periods = Facts(case), ledger.periods(plan)
    places = {label: t for t, label in enumerate(periods)}
    paid = [
        int(facts.paid_in[case.offer_index[line.offer], places[line.period]])
        for line in plan.orders
    ]
    return [periods[t][:4] if t < len(periods) else "" for t in paid]


def _by_material(plan: Plan, voice: Voice) -> Section:
    sums = _sums(plan, lambda line: line.material)
    matrix = _purchases("material", plan, voice, sums)
    matrix = replace(matrix, foot=ledger.others_foot(sums, MOST_SERIES, "material", voice))
    return Section(voice.say(_MATERIAL_YEAR, voice.currency), (matrix,))


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
