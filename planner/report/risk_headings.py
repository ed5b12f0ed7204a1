"""Titles, headings and remarks of the sheets about risk."""

# ruff: noqa: E501
from planner.report import words as results
from planner.words import Words

RISK = Words("위험", "Risk")
ARRIVALS = Words("도착", "Arrivals")
FAN = Words("재고 범위", "Stock fan")

RISK_ABOUT = Words(
    "미래 {futures}가지(씨앗 {seed})에서 이 계획과 위험을 보지 않은 계획을 비교, {measure}",
    "This plan and the plan without risk in the same {futures} futures (seed {seed}), {measure}",
)
MEASURES = {
    "expected": Words("평균 비용을 최소로", "least mean cost"),
    "cvar": Words(
        "평균과 최악 {tail}의 평균(CVaR)을 {weight} 비중으로 섞어 최소로",
        "least mix of the mean and the mean of the worst {tail} (CVaR, weight {weight})",
    ),
}
IN_WORDS = Words("요점", "What it says")
COSTS = Words("비용과 공급, {}", "Cost and supply, {}")
PLAN = Words("계획", "Plan")
OWN = Words("이 계획", "This plan")
RISKLESS = Words("위험을 보지 않은 계획", "Plan without risk")
DIFFERENCE = Words("차이", "Difference")
MEAN = Words("평균", "Mean")
ERROR = Words("표준오차", "Standard error")
CVAR = Words("최악 {} 평균 (CVaR)", "Mean of the worst {} (CVaR)")
P5, P25, P50, P75, P95 = (Words(f"P{p}", f"P{p}") for p in (5, 25, 50, 75, 95))
WORST = Words("최악", "Worst")
SHORTAGE_CHANCE = Words("부족 확률", "Chance of a shortage")
SERVICE = Words("수요 충족률", "Service level")
IN_SAMPLE = Words(
    "계획을 만든 미래들에서 잰 값이어서 조금 낙관적입니다. 새로운 미래에서의 비교: planner plan --compare-risk",
    "Measured in the futures the plan was made for, hence a little optimistic. For unseen futures: planner plan --compare-risk",
)
WORTH = Words("안전과 정보의 값, {}", "What safety and information are worth, {}")
WORTH_ROWS = {
    "promised": (
        Words("위험을 보지 않은 계획이 약속한 비용", "Cost the plan without risk promises"),
        Words("허가와 사고가 예상대로일 때만 맞습니다.", "True only if licenses and shocks go as it counts on."),
    ),
    "premium": (
        Words("안전의 값 (약속 대비 평균)", "Premium for safety (mean over that promise)"),
        Words("이 계획의 평균 비용 - 약속한 비용", "Mean cost of this plan less the promise"),
    ),
    "vss": (
        Words("여러 미래를 보고 짠 값 (VSS)", "Value of planning for many futures (VSS)"),
        Words("같은 미래에서 위험을 보지 않은 계획보다 낮은 정도, 계획의 위험 척도로", "How far below the plan without risk in the same futures, in the plan's measure"),
    ),
    "evpi": (
        Words("미래를 미리 아는 값 (EVPI)", "Value of knowing the future (EVPI)"),
        Words("정보와 예측에 낼 수 있는 돈의 상한, 표준오차 {}", "The most that information can be worth; standard error {}"),
    ),
    "unproven": (
        Words("최적까지 남은 차이 (최대)", "Distance to the best (at most)"),
        Words("위험 척도의 {}", "{} of the risk measure"),
    ),
}  # fmt: skip
AMOUNT = Words("금액", "Amount")
MEANING = Words("뜻", "What it means")
SPREAD = Words("비용 분포", "Cost distribution")
SPREAD_CHART = Words("비용 분포 ({}, 구간의 시작)", "Cost distribution ({}, start of each bin)")
SPREAD_ALT = Words(
    "비용 구간별 미래의 비율, 이 계획과 위험을 보지 않은 계획. 가장 나쁜 미래는 각각 {own}, {riskless}.",
    "Part of the futures in each bin of cost for both plans. The worst futures cost {own} and {riskless}.",
)
BIN = Words("비용 구간, {}", "Cost, {}")
PART_OF_FUTURES = Words("미래의 비율", "part of futures")
SERVICE_BY = Words("품목별 수요 충족률", "Service level by material")
MATERIAL = results.MATERIAL
SHORTAGES = Words(
    "부족 확률과 크기 (부족이 나오는 기간만)", "Shortages: chance and size (periods with any)"
)
CHANCE = Words("부족 확률 (붉을수록 높음)", "Chance of a shortage (redder is likelier)")
SIZE_MEAN = Words(
    "부족량 평균 (모든 미래, 품목 단위)", "Mean shortage (all futures, material's unit)"
)
SIZE_P95 = Words("부족량 P95 (품목 단위)", "Shortage, P95 (material's unit)")
NO_SHORTAGES = Words(
    "어느 미래에서도 수요가 모두 충족됩니다.", "All demand is met in every future."
)
HURT = Words("가장 아픈 미래", "The futures that hurt most")
FUTURE = Words("미래", "Future")
COST = Words("비용", "Cost")
ABOVE_MEAN = Words("평균보다", "Above the mean")
SHORTAGE_COST = Words("부족 비용", "Cost of shortage")
STORY = Words("무슨 일이 있었나", "What happens")

ARRIVALS_ABOUT = Words(
    "미리 정하는 주문이 실제로 언제 오는가. 계획은 허가 소요일의 중앙값을 셉니다.",
    "When orders placed ahead really come. The plan counts on the median wait for licenses.",
)
DATES_NOTE = Words(
    "'주문 기한'까지 주문하면(허가 주문은 그날까지 신청) 허가되는 경우 {confidence} 확률로 계획 도착 기간 안에 들어옵니다. 붉은 날짜는 계획의 주문일보다 빠른 것: 그만큼 일찍 신청하거나, 늦어질 수 있음을 알아야 합니다. 드물지만 긴 중단이 있으면 평균 도착이 P90보다 늦을 수 있습니다.",
    "Ordered by 'Order by' (and applied for by then if it needs a license) an order that is granted comes within its planned period with {confidence} confidence. Red dates lie before the plan's order date: apply that early, or expect delay. A rare but long stop can put the mean arrival behind the P90.",
)
LATE = Words("공급사별 지연", "Lateness by supplier")
LATE_MEAN = Words("조달기간보다 늦은 날, 평균", "Days beyond lead time, mean")
LATE_P90 = Words("조달기간보다 늦은 날, P90", "Days beyond lead time, P90")
REFUSED = Words("허가 거절", "Refused")
DAYS_PLANNED = Words("주문~계획 도착 기간 말, 일", "Days to end of planned period")
DAYS_MEAN = Words("주문~평균 도착, 일", "Days to mean arrival")
DAYS_P90 = Words("주문~P90 도착, 일", "Days to P90 arrival")
ARRIVAL_CHART = Words(
    "계획한 도착과 실제 도착 (주문일부터 일수)", "Arrival planned and likely (days from order)"
)
ARRIVAL_ALT = Words(
    "공급사별로 주문일부터 계획 도착, 평균 도착, P90 도착까지의 일수. 가장 늦는 공급사는 {}.",
    "Days from order to planned, mean and P90 arrival by supplier. The latest is {}.",
)
PLANNED_SERIES = Words("계획", "Planned")
ORDERS = Words("미리 정하는 주문", "Orders placed ahead")
SUPPLIER, COUNTRY = results.SUPPLIER, results.COUNTRY
ORDERED = Words("계획 주문일", "Ordered on")
QUANTITY, UNIT = results.QUANTITY, results.UNIT
LICENSE = results.LICENSE
PLANNED = Words("계획 도착", "Planned")
ARRIVES_MEAN, ARRIVES_P90 = Words("평균 도착", "Mean arrival"), Words("P90 도착", "P90 arrival")
ORDER_BY, APPLY_BY = results.ORDER_BY, Words("허가 신청 기한", "Apply by")
OFFER = results.OFFER
NO_ORDERS = Words("미리 정하는 주문이 없습니다.", "No order is placed ahead.")

FAN_ABOUT = Words(
    "미래마다 달라지는 기말 재고: 미래 20개 중 18개가 옅은 띠 안, 절반이 짙은 띠 안에 있습니다.",
    "Stock at period end over the futures: 18 in 20 lie in the light band, half in the dark one.",
)
FAN_CHART = results.STOCK_CHART
FAN_ALT = Words(
    "{} 재고의 P5~P95 띠, P25~P75 띠, 중앙값, 목표.",
    "Bands of {} from P5 to P95 and from P25 to P75, with median and target.",
)
OUTER, INNER = Words("P5~P95", "P5 to P95"), Words("P25~P75", "P25 to P75")
MEDIAN, TARGET = Words("중앙값", "Median"), results.TARGET_SERIES
STOCKPILE, PERCENTILE = results.STOCKPILE, Words("백분위", "Percentile")
FAN_TABLE = Words(
    "기말 재고의 백분위 (품목 단위)", "Percentiles of stock at period end (material's unit)"
)
BANDS = Words("그림의 띠 (두 백분위의 차이)", "Bands of the charts (differences of percentiles)")

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
OTHERS = results.OTHERS
