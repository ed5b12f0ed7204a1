"""Titles, headings and remarks of the workbook of a stress test."""

# ruff: noqa: E501
from planner.schema.headings import heading
from planner.words import Words

SHEET = Words("스트레스", "Stress")
TITLE = Words(
    "누가 멈추면 얼마나 아프고 얼마나 버티나", "Whose stop hurts, and how long we live without"
)
ABOUT = Words(
    "{title} | 손실 = 멈췄을 때 비용 - 멈추지 않을 때 비용, 둘 다 시작 전 주문은 그대로. 금액 {unit}. 오는 중인 물건은 {goods}.",
    "{title} | Loss = cost with the stop less cost without it, both with the orders before the start. Money in {unit}. Goods under way {goods}.",
)
ARRIVE, WAIT = Words("도착합니다", "arrive"), Words("기다립니다", "wait")
HEAT = Words(
    "가장 나쁜 시작에서의 손실, {} (초록: 적음, 빨강: 많음)",
    "Loss at the worst start, {} (green: little, red: much)",
)
CLOSED = Words("멈추는 것", "Closed")
SPEND = Words("계획 구매액, {}", "Spending in the plan, {}")
WORST_START = Words("가장 나쁜 시작", "Worst start")
FIRST = Words("첫 부족", "First shortage")
SURVIVES = Words("버티는 기간, 일", "Time to survive, days")
RECOVERY = heading("suppliers", "recovery_months")
VERDICT = Words("판단", "Verdict")
EXPOSED = Words("복구 전에 부족", "short before it recovers")
CANNOT = Words("못 지킴", "cannot be kept")
REMARK = Words(
    "* 한도를 어기는 계획의 비용. '못 지킴': 필요한 것을 댈 수 없고 부족 비용이 없어 값을 매기지 않습니다. 버티는 기간: 그보다 긴 멈춤은 수요를 다 채울 수 없습니다(돈, 한도, 최소 재고는 보지 않음). +: 계획 끝까지.",
    "* a plan that misses limits. 'cannot be kept': what is needed cannot be had and has no shortage cost, so no price. Time to survive: in a longer stop demand cannot all be met (money, limits and least stock are not looked at). +: to the plan's end.",
)
SURVIVAL = Words("버티는 기간", "Survival")
SURVIVAL_TITLE = Words("품목마다 며칠을 버티나", "How many days each material lasts")
SURVIVAL_ABOUT = Words(
    "전체 수요가 가장 짧게 버티는 시작에서, 품목 하나씩 먼저 챙길 때. 빈칸: 계획 끝까지 버팁니다.",
    "At the start where all demand lasts shortest, each material served first. Blank: to the plan's end.",
)
FROM = Words("멈춤 시작", "Stop from")
SURVIVAL_CHART = Words("{} 없이 버티는 날, 품목별", "Days that each material lasts without {}")
SURVIVAL_ALT = Words(
    "{} 없이 품목별로 버티는 날의 막대.", "Bars of the days each material lasts without {}."
)
DAYS = Words("일", "days")
COMMON = Words("한꺼번에", "Together")
COMMON_TITLE = Words(
    "함께 멈추면 하나씩의 합과 같은가", "A common shock against the sum of its parts"
)
COMMON_ABOUT = Words("같은 시작, 같은 길이. 금액 {}.", "The same start and length. Money in {}.")
ALONE, TOGETHER = Words("하나씩의 합", "Sum one by one"), Words("한꺼번에", "Together")
DIFFERENCE = Words("차이", "Difference")
CURES = Words("처방", "Cures")
CURES_TITLE = Words("무엇이 가장 값지게 돕나", "What helps most per money")
CURES_ABOUT = Words(
    "손실이 큰 멈춤마다 하나씩 다시 계산했습니다. 물건값은 더 쌓거나 더 사는 물건의 도착 원가이고, 재고를 유지하거나 인증하는 값은 들어 있지 않습니다. 금액 {}.",
    "Solved again for the stops that lose most. Goods: what is stocked or bought more, at landed cost; what it takes to keep or qualify them is not in it. Money in {}.",
)
CURE, SAVED = Words("처방", "Cure"), Words("줄어드는 손실", "Loss saved")
GOODS, PER = Words("물건값", "Goods"), Words("물건값 1당 절감", "Saved per unit of goods")
LENGTH = Words("길이", "Length")
POINTS = Words("모든 멈춤", "All stops")
POINTS_TITLE = Words("모든 멈춤", "Every stop")
POINTS_ABOUT = Words("한 줄에 멈춤 하나. 금액 {}.", "One stop a row. Money in {}.")
LOSS = Words("손실", "Loss")
SHORT = Words("부족", "Short")
BROKEN = Words("어기는 한도", "Limits missed")
SPARED = Words("멈춰도 거의 잃지 않는 것: {}.", "Hardly anything is lost without: {}.")
