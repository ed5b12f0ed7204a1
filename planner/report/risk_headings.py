"""Headings that several pages about risk share, those of a plan and those of studies."""

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
FOLLOWING = Words("따르는 미래", "Following it")
STORY = Words("무슨 일이 있었나", "What happens")
LACKING = Words("지킬 수 없는 것이 있는 미래", "Futures with what cannot be kept")
