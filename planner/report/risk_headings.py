"""Headings that several pages about risk share, those of a plan and those of studies."""

from planner.report import words as results
from planner.words import Words

IN_WORDS = Words("요점", "What it says")
COSTS = Words("비용과 공급, {}", "Cost and supply, {}")
PLAN = Words("계획", "Plan")
OWN = Words("이 계획", "This plan")
RISKLESS = Words("위험을 보지 않은 계획", "Plan without risk")
MEAN = Words("평균", "Mean")
ERROR = Words("표준오차", "Standard error")
CVAR = Words("최악 {} 평균 (CVaR)", "Mean of the worst {} (CVaR)")
P5, P25, P50, P75, P95 = (Words(f"P{p}", f"P{p}") for p in (5, 25, 50, 75, 95))
WORST = Words("최악", "Worst")
SHORTAGE_CHANCE = Words("부족 확률", "Chance of a shortage")
SERVICE = Words("수요 충족률", "Service level")
SPREAD = Words("비용 분포", "Cost distribution")
PART_OF_FUTURES = Words("미래의 비율", "part of futures")
FUTURE = Words("미래", "Future")
STORY = Words("무슨 일이 있었나", "What happens")
PERCENTILE = Words("백분위", "Percentile")

COMPARISON = Words("위험 비교", "Risk compared")
COMPARISON_TITLE = Words("위험 척도 비교", "Measures of risk compared")
COMPARISON_ABOUT = Words(
    "계획마다 만들 때 보지 않은 같은 미래 {futures}가지로 판단",
    "Each plan judged in the same {futures} futures, none of which it was made for",
)
ROLLING = Words("시간이 가며 다시 계획 (rolling)", "Planned anew as time goes on (rolling)")
FORESIGHT = Words(
    "주문만 고정, 나머지는 미래를 알고 (foresight)", "Orders ahead fixed, the rest with foresight"
)
HOW = Words("판단 방법", "Judged")
PROMISED_COST = Words("계획이 스스로 약속한 비용", "Cost the plan itself promises")
SHARES = Words("공급사별 비중", "Share of each supplier")
TAIL_CHART = Words(
    "평균, 최악 {tail} 평균, P95, {unit}", "Mean, mean of the worst {tail}, and P95, {unit}"
)
TAIL_ALT = Words("계획별 평균, CVaR, P95 비용 막대.", "Columns of mean, CVaR and P95 cost by plan.")
SHARES_ALT = Words("계획별로 쌓은 공급사 비중 막대.", "Stacked columns of supplier shares by plan.")
SUPPLIER, COUNTRY, OTHERS = results.SUPPLIER, results.COUNTRY, results.OTHERS
