"""Titles, headings and remarks of the workbook of scenarios."""

# ruff: noqa: E501
from planner.report import words as results
from planner.schema.headings import heading
from planner.words import Words

SCENARIO = heading("scenarios", "scenario")
CHANGE = Words("기준 대비", "Against base")
CHANGE_PERCENT = Words("기준 대비, %", "Against base, %")
LEFT_OUT = Words("계획이 없어 뺀 시나리오: {}.", "Left out, for they have no plan: {}.")
SCENARIOS_TITLE = Words("무슨 일이 일어나면 계획이 어떻게 달라지나", "What would change the plan")
SCENARIOS_ABOUT = Words(
    "{title} | 시나리오 {count}개를 하나씩 다시 계획해 기준과 비교했습니다. '처음부터 알면'은 그 시나리오를 첫날부터 아는 사람의 최선이고, '갑자기 오면'은 알게 되는 때까지 기준 계획대로 주문한 사람의 최선입니다.",
    "{title} | Scenarios planned anew and compared with the base: {count}. 'Foreseen' is the best for somebody who knows the scenario from the first day, 'as a surprise' for somebody who orders as in the base plan until it is known.",
)
SIDE_BY_SIDE = Words(
    "나란히 보기, 비싼 순서 (금액 {})", "Side by side, the dearest first (money in {})"
)
LARGEST_COUNTRY = Words("구매액 최대 국가", "Largest country by spending")
LARGEST_SHARE = Words("그 비중 (구매액 기준)", "Its share (of spending)")
CHANGE_CHART = Words("기준 대비 총비용 변화, {}", "Change of total cost against the base, {}")
CHANGE_ALT = Words(
    "시나리오별 총비용 변화 막대. 가장 크게 움직이는 것은 {}.",
    "Bars of the change of total cost by scenario. The one that moves most is {}.",
)
CHANGE_SERIES = Words("기준 대비 변화", "Change against the base")
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
COUNTRY_TABLE = Words("국가별 비중 (구매액 기준)", "Share by country (of spending)")
COUNTRY_ALT = Words(
    "시나리오마다 국가별 구매액 비중을 100%로 쌓은 막대. 기준에서 가장 큰 나라는 {}.",
    "Stacked columns of country shares of spending by scenario. The largest in the base is {}.",
)
REGRET = Words("후회", "Regret")
REGRET_TITLE = Words("어느 계획을 쥐고 있어야 하나", "Which plan to hold")
REGRET_ABOUT = Words(
    "줄: 그 시나리오를 믿고 낸 주문. 칸: 칸의 시나리오가 알려질 때까지 그대로 주문하고 그 뒤는 모두 다시 정할 때, 처음부터 알고 세운 최선보다 더 드는 돈(후회). 마지막 칸은 아무 일도 없을 때 그 계획을 믿은 값입니다. 금액 {}.",
    "Rows: the orders placed in the belief of that scenario. Columns: what they cost beyond the best plan for the scenario that comes (regret), when they stand until it is known and all later ones are decided anew. The last column is what the belief costs if nothing comes. Money in {}.",
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
PREMIUM = Words("아무 일도 없을 때", "If nothing comes")
FORESEEN, SURPRISED = (
    Words("처음부터 알면", "Foreseen"),
    Words("갑자기 오면", "As a surprise"),
)
SURPRISE_CHANGE = Words("갑자기 오면, 기준 대비", "As a surprise, against base")
KNOWN_FROM = heading("scenarios", "known_from")
CANNOT_NOTE = Words(
    "'못 지킴': 그 시나리오가 오면 그때까지 낸 주문으로는 약속(수요, 최소 재고, 계약)을 지킬 수 없습니다.",
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
PART_NAME = results.PART
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
NOTE = heading("scenarios", "note")
TABLE = heading("scenarios", "table")
WHERE = heading("scenarios", "where")
COLUMN = heading("scenarios", "column")
OPERATION = heading("scenarios", "op")
VALUE = heading("scenarios", "value")
FROM = heading("scenarios", "from")
UNTIL = heading("scenarios", "until")
