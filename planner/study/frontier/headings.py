"""Titles, headings and remarks of the workbook of frontier."""

# ruff: noqa: E501
from planner.explain import phrases
from planner.report import words as results
from planner.words import Words

FRONTIER = Words("비용과 안전", "Frontier")
FRONTIER_TITLE = Words("안전은 얼마인가", "What safety costs")
FRONTIER_ABOUT = Words(
    "{title} | 비용과 {measures} 사이의 선택. 그려진 {count}개 계획은 어느 것도 다른 것보다 싸면서 동시에 더 안전하지 않습니다. 더 비싸기만 하거나 계획이 없어 뺀 점: {dropped}개.",
    "{title} | The choice between cost and {measures}. No plan drawn ({count}) is both cheaper and safer than another. Left out, as only dearer or without a plan: {dropped}.",
)
CHEAPEST = Words("가장 싼 계획, {}", "Cheapest plan, {}")
SAFEST = Words("가장 안전한 계획, {}", "Safest plan, {}")
KNEE_COST = Words("꺾이는 점의 비용, {}", "Cost at the turn, {}")
AND = phrases.AND
FRONTIER_CHART = Words("총비용과 {} ({})", "Total cost and {} ({})")
FRONTIER_ALT = Words(
    "{measure}에 따른 총비용. {low}에서 {high}까지 {count}개 점.",
    "Total cost over {measure}, from {low} to {high}. Points: {count}.",
)
PLANS = Words("계획", "Plans")
KNEE_MARK = Words("비싸지기 시작", "Becomes dear")
BASE_MARK = Words("기준 계획", "Base plan")
PRICES_CHART = Words(
    "안전의 값: 다음 {step}에 드는 돈, {currency}",
    "Price of safety: cost of the next {step}, {currency}",
)
PRICES_ALT = Words(
    "안전해질수록 다음 {}의 값이 어떻게 오르는지 보이는 막대.",
    "Columns: how the price of the next {} rises with safety.",
)
FRONTIER_TABLE = Words("선택할 수 있는 계획들", "The plans to choose from")
NUMBER = Words("번호", "No.")
ASKED = Words("{} 요구", "{}: asked")
REACHED = Words("{} 결과", "{}: reached")
NEXT_STEP = Words("다음 {step}의 값, {currency}", "Next {step} costs, {currency}")
EXTRA = Words("추가 비용", "Extra cost")
MARK = Words("표시", "Mark")
KNEE_NOTE = Words("여기부터 비싸짐", "dear from here")
CHEAPEST_NOTE = Words("가장 쌈", "cheapest")
HEAT = Words(
    "총비용 ({unit}): 세로 {down}, 가로 {across}", "Total cost ({unit}): {down} by {across}"
)
HEAT_NOTE = Words(
    "초록은 싸고 붉은 것은 비쌉니다. 빈칸은 계획이 없거나 다른 점보다 나을 것이 없는 곳입니다.",
    "Green is cheap, red is dear. Blank: no plan, or no better than another point.",
)
ALONG_TITLE = Words("안전해질수록 누구에게서 사나", "From whom, as it becomes safer")
ALONG_ABOUT = Words(
    "왼쪽이 가장 싸고 오른쪽이 가장 안전합니다. {measure} 하나만 달라지는 점들입니다.",
    "The cheapest stands left, the safest right: the points that differ in {measure} alone.",
)
TONNES = Words("공급사별 물량, t", "Bought from each supplier, t")
SPEND = Words("공급사별 구매액, {} (할인 전)", "Spent with each supplier, {} (undiscounted)")
ALONG_ALT = Words(
    "{}에 따라 쌓은 공급사별 막대. 가장 큰 공급사는 {}.",
    "Stacked columns by supplier over {}; the largest is {}.",
)
TOTAL = results.TOTAL
LINE = Words("선", "Line")
