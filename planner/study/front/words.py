"""Titles, headings and remarks of the workbooks of scenarios and sweeps."""

# ruff: noqa: E501
from planner.words import Words

RESULTS = Words("결과", "Results")
RESULTS_TITLE = Words("모든 결과", "All results")
RESULTS_ABOUT = Words(
    "한 줄이 한 번의 계획입니다. 제목 줄의 단추로 거르고 정렬할 수 있습니다. 금액은 {currency}, 계획 전체.",
    "Each row is one plan. Filter and sort with the buttons of the heading. Money in {currency}, over the whole plan.",
)
NAME = Words("이름", "Name")
STATUS = Words("상태", "Status")
REASON = Words("계획이 없는 이유", "Why there is no plan")
OBJECTIVE = Words("총비용, {}", "Total cost, {}")
OBJECTIVE_RISK = Words("목적값(평균과 꼬리), {}", "Objective (mean and tail), {}")
MEAN = Words("평균 비용, {}", "Mean cost, {}")
CVAR = Words("꼬리 평균 비용(CVaR), {}", "Mean of the tail (CVaR), {}")
PART = Words("{part}, {currency}", "{part}, {currency}")
SHORTAGE = Words("미충족 수요, {}", "Unmet demand, {}")
SHORT_OF = Words("{material} 미충족, {unit}", "{material} unmet, {unit}")
COVER = Words("최저 재고, {}", "Lowest cover, {}")
SUPPLIER = Words("{supplier}, {unit}", "{supplier}, {unit}")
SHARE = Words("{} 비중, 직접", "{} share, direct")
LOOK_THROUGH = Words("{} 비중, 모든 단계", "{} share, any stage")
CHECKED = Words("독립 검산", "Checked")

NO_PLAN = Words("계획 없음", "no plan")
SCENARIO = Words("시나리오", "Scenario")
BASE = Words("기준", "Base")
UNIT = Words("단위", "Unit")
SUPPLIER_NAME = Words("공급사", "Supplier")
COUNTRY = Words("국가", "Country")
MATERIAL = Words("품목", "Material")
TOTAL = Words("총비용", "Total cost")
CHANGE = Words("기준 대비", "Against base")
CHANGE_PERCENT = Words("기준 대비, %", "Against base, %")
LEFT_OUT = Words("계획이 없어 뺀 시나리오: {}.", "Left out, for they have no plan: {}.")

SUMMARY = Words("요약", "Summary")
SCENARIOS_TITLE = Words("무슨 일이 일어나면 계획이 어떻게 달라지나", "What would change the plan")
SCENARIOS_ABOUT = Words(
    "{title} | 시나리오 {count}개를 하나씩 다시 계획해 기준과 비교했습니다. 각 계획은 그 시나리오를 처음부터 알고 세운 최선입니다.",
    "{title} | Scenarios planned anew and compared with the base: {count}. Each plan is the best one for somebody who knows that scenario from the start.",
)
SIDE_BY_SIDE = Words(
    "나란히 보기, 비싼 순서 (금액 {})", "Side by side, the dearest first (money in {})"
)
SHORT_COLUMN = Words("미충족, {}", "Unmet, {}")
COVER_COLUMN = Words("최저 재고, {}", "Lowest cover, {}")
LARGEST_COUNTRY = Words("최대 국가 (직접)", "Largest country, direct")
LARGEST_DIRECT = Words("그 비중", "Its share")
LARGEST_DEEP = Words("최대 비중, 모든 단계", "Largest share, any stage")
SUPPLIERS = Words("공급사 수", "Suppliers")
CHANGE_CHART = Words("기준 대비 총비용 변화, {}", "Change of total cost against the base, {}")
CHANGE_ALT = Words(
    "시나리오별 총비용 변화 막대. 가장 크게 움직이는 것은 {}.",
    "Bars of the change of total cost by scenario. The one that moves most is {}.",
)
CHANGE_SERIES = Words("기준 대비 변화", "Change against the base")
BASE_COST = Words("기준 총비용, {}", "Base cost, {}")
DEAREST = Words("가장 비싼 변화, {}", "Largest rise, {}")
CHEAPEST = Words("가장 싼 변화, {}", "Largest fall, {}")
FAILING = Words("계획이 없는 시나리오", "Scenarios without a plan")
SHORT_SCENARIOS = Words("부족이 생기는 시나리오", "Scenarios with a shortage")
OF_SCENARIOS = Words("{}개 가운데", "of {}")
WORST_REGRET = Words("후회 최소 계획의 최악, {}", "Least regret, at worst, {}")
NONE_HOLDS = Words("모두 견디는 계획 없음", "no plan holds in all")

PLANS = Words("계획 비교", "Plans")
PLANS_TITLE = Words("시나리오별 주문량", "Orders by scenario")
PLANS_ABOUT = Words(
    "계획 전체의 주문량을 공급사와 품목별로. 파란 칸은 기준보다 1% 넘게 늘고, 노란 칸은 1% 넘게 줄어든 것입니다.",
    "Ordered over the whole plan, by supplier and material. Blue: over 1% more than in the base; yellow: over 1% less.",
)
COUNTRY_TABLE = Words("국가별 비중 ({}, 직접 구매)", "Share by country (by {}, direct)")
COUNTRY_ALT = Words(
    "시나리오마다 국가별 비중을 100%로 쌓은 막대. 기준에서 가장 큰 나라는 {}.",
    "Stacked columns of country shares by scenario. The largest in the base is {}.",
)

REGRET = Words("후회", "Regret")
REGRET_TITLE = Words("어느 계획을 쥐고 있어야 하나", "Which plan to hold")
REGRET_ABOUT = Words(
    "줄: 그 시나리오를 믿고 낸 주문. 칸: 그 주문을 그대로 둔 채 칸의 시나리오가 왔을 때, 그 시나리오를 알고 세운 최선보다 더 드는 돈(후회). 주문 밖의 것(가공, 재고, 운송)은 다시 정합니다. 금액 {}.",
    "Rows: the orders placed in the belief of that scenario. Columns: what they cost beyond the best plan for the scenario that comes (regret), when the orders stay and all else (making, stock, shipping) is decided anew. Money in {}.",
)
REGRET_MATRIX = Words("후회 (초록: 적음, 빨강: 많음)", "Regret (green: little, red: much)")
LIVED_MATRIX = Words("그때의 총비용", "Total cost when it comes")
HELD_PLAN = Words("쥐고 있는 계획", "Plan held")
WORST = Words("가장 나쁠 때", "At worst")
VERDICT = Words("판정", "Verdict")
LEAST = Words("후회 최소", "least regret")
LEAST_STARRED = Words("후회 최소 *", "least regret *")
FAILS = Words("{}개에서 못 지킴", "fails in {}")
CANNOT = Words("못 지킴", "cannot hold")
CANNOT_NOTE = Words(
    "'못 지킴': 그 시나리오가 오면 주문만으로는 약속(수요, 최소 재고, 계약)을 지킬 수 없습니다.",
    "'cannot hold': when that scenario comes, these orders cannot keep the promises (demand, minimum stock, contracts).",
)
STARRED = Words(
    "* 이 주문은 그 시나리오에서 한도를 어깁니다(맨 아래 표).",
    "* these orders break limits in that scenario (see the last table).",
)
BROKEN_TABLE = Words("별표: 어기는 한도", "Starred: limits broken")
BROKEN = Words("어기는 한도", "Limits broken")
COMES = Words("오는 시나리오", "Scenario that comes")
WORST_CHART = Words("가장 나쁠 때의 후회, {}", "Regret at worst, {}")
WORST_ALT = Words(
    "계획별로 가장 나쁠 때의 후회 막대. 가장 작은 것은 {}.",
    "Bars of each plan's regret at worst. The least is that of {}.",
)

COSTS = Words("비용 구성", "Costs")
COSTS_TITLE = Words("시나리오별 비용 구성", "Cost parts by scenario")
COSTS_ABOUT = Words(
    "할인 후 {}. 총비용 = 모든 항목의 합 - 기말 재고 가치.",
    "Discounted {}. Total = the sum of all parts less the value of closing stock.",
)
PART_NAME = Words("항목", "Part")
PARTS_CHANGE = Words("기준 대비 변화", "Change against the base")
PARTS_CHART = Words("비용 구성, {}", "Cost parts, {}")
PARTS_ALT = Words(
    "시나리오별로 쌓은 비용 항목. 가장 큰 항목은 {}.",
    "Stacked cost parts by scenario. The largest part is {}.",
)
PARTS_CHANGE_CHART = Words("항목별 변화, {} (기준에서)", "Change by part, {} (from the base)")
PARTS_CHANGE_ALT = Words(
    "시나리오별로 쌓은 항목별 변화.", "Stacked change of each part by scenario."
)

EDITS = Words("가정", "Assumptions")
EDITS_TITLE = Words("각 시나리오가 바꾸는 것", "What each scenario changes")
EDITS_ABOUT = Words(
    "시나리오 시트의 내용을 말로 옮겼습니다.", "The scenarios sheet of the case, in words."
)
IN_WORDS = Words("무엇을 어떻게", "In words")
NOTE = Words("비고", "Note")
TABLE, WHERE = Words("시트", "Table"), Words("행 조건", "Where")
COLUMN, OPERATION = Words("열", "Column"), Words("방법", "Operation")
VALUE = Words("값", "Value")
FROM, UNTIL = Words("시작", "From"), Words("종료", "Until")

SWEEPS_TITLE = Words("값을 바꾸면 계획이 어떻게 달라지나", "How the plan changes as values change")
SWEEPS_ABOUT = Words(
    "{title} | 값을 하나씩 또는 함께 바꿔 가며 다시 계획한 결과. 기준 총비용은 {cost}.",
    "{title} | Planned anew for one value after another. The base costs {cost}.",
)
SWEEPS_TABLE = Words("민감도 목록 (금액 {})", "Sweeps (money in {})")
SWEEP = Words("민감도", "Sweep")
WHAT_CHANGES = Words("바꾸는 것", "What is changed")
POINTS = Words("계획 수", "Plans made")
LEAST_COST, MOST_COST = Words("최소 비용", "Least cost"), Words("최대 비용", "Most cost")
BREAKS = Words("공급사가 바뀌는 값", "Changes of suppliers")
SHORT_POINTS = Words("부족", "With a shortage")
FAILING_POINTS = Words("계획 없음", "Without a plan")
SWEEP_TITLE = Words("{name}: {what}", "{name}: {what}")
LINE_ABOUT = Words(
    "{what}{sounded:을를} 바꿔 가며 다시 계획한 비용, 비중, 주문량. 선이 끊긴 곳은 계획이 없는 값입니다.",
    "Cost, shares and orders as {what} changes. A line breaks where there is no plan.",
)
COST_CHART = Words("총비용, {}", "Total cost, {}")
COST_ALT = Words(
    "{what}에 따른 총비용 선과 공급사가 바뀌는 점 {count}개.",
    "Line of total cost along {what}, with {count} points at which suppliers change.",
)
COST_SERIES = Words("총비용", "Total cost")
BREAK_SERIES = Words("공급사가 바뀜", "Suppliers change")
NOW = Words("지금", "Now")
SHARE_CHART = Words("{country} 비중 ({basis})", "Share of {country} (by {basis})")
SHARE_ALT = Words(
    "{what}에 따른 {country} 비중 선.", "Line of the share of {country} along {what}."
)
DIRECT, DEEP = Words("직접 구매", "Direct"), Words("모든 단계 (산화물)", "Any stage (oxide)")
SUPPLIER_CHART = Words("공급사별 주문량, {}", "Orders by supplier, {}")
SUPPLIER_ALT = Words(
    "값마다 공급사별 주문량을 쌓은 막대. 가장 큰 공급사는 {}.",
    "Stacked columns of orders by supplier at each value. The largest is {}.",
)
OTHERS = Words("기타", "Others")
BREAK_TABLE = Words("공급사가 바뀌는 값", "Where suppliers change")
NO_BREAKS = Words(
    "이 범위에서는 공급사가 바뀌지 않습니다.", "The suppliers stay the same over the whole range."
)
WHAT_HAPPENS = Words("무엇이 달라지나", "What changes")
HOW_EXACT = Words("정확도", "Precision")
EXACT = Words("정확함", "exact")
WITHIN = Words("{} 이내", "within {}")
FAILING_TABLE = Words("계획이 없는 값과 이유", "Values without a plan, and why")
LINE_DATA = Words(
    "비용 선의 점 (계획한 값과 공급사가 바뀌는 값)",
    "Points of the cost line (values planned, and where suppliers change)",
)
LINE_TABLE = Words(
    "값마다의 계획 (금액 {money}, 수량 {unit})",
    "Plan at each value (money in {money}, quantities in {unit})",
)
GRID_ABOUT = Words(
    "세로 {down}, 가로 {across}. 칸마다 다시 계획한 결과입니다.",
    "Down: {down}. Across: {across}. Each cell is a plan made anew.",
)
GRID_COST = Words("총비용, {} (초록: 쌈, 빨강: 비쌈)", "Total cost, {} (green: cheap, red: dear)")
GRID_SHORT = Words("미충족 수요, {}", "Unmet demand, {}")
GRID_SHARE = Words("{country} 비중 ({basis}, 직접 구매)", "Share of {country} (by {basis}, direct)")
GRID_ALL_MET = Words(
    "계획이 있는 모든 칸에서 수요를 모두 채웁니다.", "All demand is met wherever there is a plan."
)
GRID_CHART = Words(
    "총비용, {unit}: 선 하나가 {down} 값 하나",
    "Total cost, {unit}: a line for each value of {down}",
)
GRID_ALT = Words(
    "{across}에 따른 총비용 선, {down} 값마다 하나.",
    "Lines of total cost along {across}, one for each value of {down}.",
)
NOT_PLANNED = Words("계획 안 함", "not planned")
RESULTS_OF = Words("{} 결과", "{} results")
