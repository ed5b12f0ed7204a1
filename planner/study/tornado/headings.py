"""Titles, headings and remarks of the workbook of tornado."""

# ruff: noqa: E501
from planner.words import Words

TORNADO = Words("토네이도", "Tornado")
TORNADO_TITLE = Words("무엇이 비용을 움직이나", "What moves the cost")
TORNADO_ABOUT = Words(
    "{title} | 입력 {count}개를 하나씩 {by} 낮추고 높여 다시 계획한 결과. 다른 입력은 기준 그대로입니다.",
    "{title} | Inputs lowered and raised by {by}, one at a time, and planned anew, the others as in the base: {count}.",
)
TORNADO_CHART = Words("총비용의 변화, {} (기준에서)", "Change of total cost, {} (from the base)")
TORNADO_ALT = Words(
    "입력을 하나씩 낮추고 높였을 때 총비용 변화 막대. 가장 긴 막대는 {}.",
    "Bars of the change of total cost as each input is lowered and raised. The longest bar is {}.",
)
LOWERED = Words("{} 낮춤", "Lowered by {}")
RAISED = Words("{} 높임", "Raised by {}")
TORNADO_TABLE = Words("입력별 영향", "Effect of each input")
COST_AT = Words("{side}: 총비용", "{side}: total cost")
SWING = Words("가장 큰 변화", "Largest change")
WIDEST_ROWS = Words(
    "변화가 큰 {}개입니다. {}개 모두는 결과 시트에 있습니다.",
    "The {} widest; all {} stand on the results sheet.",
)
FACTOR = Words("배수", "Factor")
TYPED = Words("--set에 적는 말", "Typed after --set")
ELSE = Words("그 밖에 달라지는 것", "What else changes")
INPUTS_MATTER = Words("비용을 {} 넘게 움직이는 입력", "Inputs that move it by over {}")
OF_INPUTS = Words("입력 {}개 가운데", "out of {}")
LARGEST = Words("가장 큰 변화, {}", "Largest change, {}")
SIDES_BROKEN = Words("계획이 없는 경우", "Changes without a plan")
OF_CHANGES = Words("변화 {}가지 가운데", "of {} changes")
CHANGES_SUPPLIERS = Words("공급사가 바뀌는 입력", "Inputs that change suppliers")
JOINS = Words("새로 {}", "new: {}")
LEAVES = Words("빠짐 {}", "gone: {}")
SHORT_BY = Words("미충족 {}", "unmet {}")
SIDE_NO_PLAN = Words("{side} 계획 없음", "no plan {side}")
