"""Titles, headings and remarks of the workbook of sweeps."""

# ruff: noqa: E501
from planner.schema.headings import heading
from planner.words import Words

SWEEPS_TITLE = Words("값을 바꾸면 계획이 어떻게 달라지나", "How the plan changes as values change")
SWEEPS_ABOUT = Words(
    "{title} | 값을 하나씩 또는 함께 바꿔 가며 다시 계획한 결과. 기준 총비용은 {cost}.",
    "{title} | Planned anew for one value after another. The base costs {cost}.",
)
SWEEPS_TABLE = Words("민감도 목록 (금액 {})", "Sweeps (money in {})")
SWEEP = heading("sweeps", "sweep")
WHAT_CHANGES = Words("바꾸는 것", "What is changed")
POINTS = Words("계획 수", "Plans made")
LEAST_COST = Words("최소 비용", "Least cost")
MOST_COST = Words("최대 비용", "Most cost")
BREAKS = Words("공급사가 바뀌는 값", "Changes of suppliers")
SHORT_POINTS = Words("부족", "With a shortage")
FAILING_POINTS = Words("계획 없음", "Without a plan")
SWEEP_TITLE = Words("{name}: {what}", "{name}: {what}")
LINE_ABOUT = Words(
    "{what}{sounded:을를} 바꿔 가며 다시 계획한 비용, 비중, 주문량. 선이 끊긴 곳은 계획이 없는 값입니다.",
    "Cost, shares and orders as {what} changes. A line breaks where there is no plan.",
)
COST_ALT = Words(
    "{what}에 따른 총비용 선과 공급사가 바뀌는 점 {count}개.",
    "Line of total cost along {what}, with {count} points at which suppliers change.",
)
BREAK_SERIES = Words("공급사가 바뀜", "Suppliers change")
NOW = Words("지금", "Now")
SHARE_OF = Words("{country} 비중 (구매액 기준)", "Share of {country} (of spending)")
SHARE_ALT = Words(
    "{what}에 따른 {country} 비중(구매액 기준) 선.",
    "Line of the share of {country} (of spending) along {what}.",
)
SUPPLIER_CHART = Words("공급사별 주문량, {}", "Orders by supplier, {}")
SUPPLIER_ALT = Words(
    "값마다 공급사별 주문량을 쌓은 막대. 가장 큰 공급사는 {}.",
    "Stacked columns of orders by supplier at each value. The largest is {}.",
)
BREAK_TABLE = Words("공급사가 바뀌는 값", "Where suppliers change")
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
