"""The budget: what is paid in each calendar year, and how it leads to what the plan minimises."""

import math

from planner.explain.payments import PAID_PARTS, paid_by_year
from planner.explain.voice import Voice
from planner.glossary.costs import PARTS, signed
from planner.outcomes.plan import Plan
from planner.page.grid import Fit, Grid, GridColumn
from planner.report import ledger, words
from planner.words import Words

BUDGET = Words("연도별 예산 (지급 기준, 할인 전), {}", "Budget by year (as paid, undiscounted), {}")
BRIDGE = Words("예산에서 계획의 총비용까지, {}", "From the budget to the plan's total cost, {}")
NOTHING_PAID = Words("이 계획에서는 지급할 돈이 없습니다.", "This plan pays nothing.")
_YEAR, _STEP = Words("연도", "Year"), Words("단계", "Step")
_CASH = Words("예산 합계 (할인 전)", "Budget in all (undiscounted)")
_DISCOUNT = Words("할인 (시작 시점 가치로)", "Discounting to the start")
_MEAN = Words(
    "할인, 그리고 미래마다 다른 지급", "Discounting, and futures in which other sums are paid"
)
_COUNTED = Words("{} (지급 없음, 계산에만)", "{} (no bill, counted only)")
_MEAN_REMARK = Words(
    "위험을 반영한 계획의 예산은 평균 미래의 주문으로 계산했습니다.",
    "With risk the budget is that of the orders in the mean future.",
)


def years(plan: Plan, voice: Voice) -> dict[str, str]:
    """Calendar years of the plan with their headings; one more where something is paid later."""
    later = any(line.year == "" and PARTS[line.part].paid for line in plan.cash)
    return {year: year for year in ledger.years(plan)} | (
        {"": voice.say(words.AFTER)} if later else {}
    )


def budget_grid(plan: Plan, voice: Voice, number: str, width: Fit | None = None) -> Grid:
    """Calendar years by parts that are paid, with live sums at the right and below."""
    times = years(plan, voice)
    found: dict[tuple[str, str], float] = {}
    for line in plan.cash:
        found[line.part, line.year] = found.get((line.part, line.year), 0.0) + line.money
    parts = [part for part in PAID_PARTS if any((part, year) in found for year in times)]

    def paid(part: str) -> GridColumn:
        heading = voice.say(PARTS[part].name)
        return GridColumn(part, heading, lambda year: found.get((part, year)), number, total=True)

    return Grid(
        key="budget",
        columns=(
            GridColumn("year", voice.say(_YEAR), lambda year: times[year], width=width),
            *map(paid, parts),
        ),
        rows=list(times),
        total=voice.say(words.TOTAL),
        row_sum=voice.say(words.TOTAL),
        summed=tuple(parts),
        remark=voice.say(_MEAN_REMARK) if plan.risk else "",
    )


def bridge_grid(plan: Plan, voice: Voice) -> Grid:
    """The budget, less what discounting takes off, and what is counted without being paid."""
    cash = math.fsum(paid_by_year(plan).values())
    discounted = math.fsum(plan.cost.get(part, 0.0) for part in PAID_PARTS)
    steps = [
        (voice.say(_CASH), cash),
        (voice.say(_MEAN if plan.risk else _DISCOUNT), discounted - cash),
        *(
            (voice.say(_COUNTED, voice.say(words_of.name)), signed(part, plan.cost[part]))
            for part, words_of in PARTS.items()
            if not words_of.paid and plan.cost.get(part)
        ),
    ]
    columns = (
        GridColumn("step", voice.say(_STEP), lambda step: step[0], width=Fit(34)),
        GridColumn("money", voice.currency, lambda step: step[1], "n0", total=True),
    )
    return Grid("bridge", columns, steps, total=voice.say(words.TOTAL_COST, voice.currency))
