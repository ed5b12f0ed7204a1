"""Titles, headings and remarks of the workbooks of tornado, Monte Carlo, frontier and room."""

# ruff: noqa: E501
from planner.words import Words

MILLION = Words("백만 {}", "M {}")
SAYS = Words("요점", "What it says")
RECORD = Words("근거: {}", "Made from: {}")
NO_PLAN = Words("계획 없음", "no plan")
SUPPLIER, COUNTRY = Words("공급사", "Supplier"), Words("국가", "Country")
MATERIAL, UNIT = Words("품목", "Material"), Words("단위", "Unit")
OTHERS = Words("기타", "Others")
BASE = Words("기준", "Base")
INPUT = Words("입력", "Input")
TOTAL_COST = Words("총비용, {}", "Total cost, {}")
BASE_COST = Words("기준 총비용, {}", "Base cost, {}")

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
LOWERED, RAISED = Words("{} 낮춤", "Lowered by {}"), Words("{} 높임", "Raised by {}")
TORNADO_TABLE = Words("입력별 영향", "Effect of each input")
COST_AT = Words("{side}: 총비용", "{side}: total cost")
CHANGE, CHANGE_PART = Words("변화", "Change"), Words("변화, %", "Change, %")
SWING = Words("가장 큰 변화", "Largest change")
WIDEST_ROWS = Words(
    "변화가 큰 {}개입니다. {}개 모두는 결과 시트에 있습니다.",
    "The {} widest; all {} stand on the results sheet.",
)
FACTOR = Words("배수", "Factor")
ELSE = Words("그 밖에 달라지는 것", "What else changes")
INPUTS_MATTER = Words("비용을 {} 넘게 움직이는 입력", "Inputs that move it by over {}")
OF_INPUTS = Words("입력 {}개 가운데", "out of {}")
LARGEST = Words("가장 큰 변화, {}", "Largest change, {}")
SIDES_BROKEN = Words("계획이 없는 경우", "Changes without a plan")
OF_CHANGES = Words("변화 {}가지 가운데", "of {} changes")
CHANGES_SUPPLIERS = Words("공급사가 바뀌는 입력", "Inputs that change suppliers")
JOINS, LEAVES = Words("새로 {}", "new: {}"), Words("빠짐 {}", "gone: {}")
SHORT_BY = Words("미충족 {}", "unmet {}")
SIDE_NO_PLAN = Words("{side} 계획 없음", "no plan {side}")

MONTE_CARLO = Words("몬테카를로", "Monte Carlo")
MONTE_CARLO_TITLE = Words("모든 입력이 한꺼번에 움직이면", "When all inputs move at once")
MONTE_CARLO_ABOUT = Words(
    "{title} | 입력 {inputs}개를 범위 안에서 고르게 {count}번 뽑음(라틴 하이퍼큐브, 씨앗 {seed}). 예측이 아닙니다.",
    "{title} | Drawn evenly within their ranges (Latin hypercube, seed {seed}): inputs {inputs}, draws {count}. This is no forecast.",
)
P5_FOOT = Words("뽑은 것의 5%는 이보다 낮음", "5% of the draws are below")
P50_FOOT = Words("뽑은 것의 절반은 이보다 낮음", "half of the draws are below")
P95_FOOT = Words("뽑은 것의 5%는 이보다 높음", "5% of the draws are above")
FAILED = Words("계획이 없는 경우", "Draws without a plan")
OF_CASES = Words("뽑은 {}번 가운데", "out of {}")
SHORT_CASES = Words("수요를 못 채우는 경우", "Draws with unmet demand")
OF_PLANNED = Words("계획이 있는 경우 가운데", "of the draws with a plan")
HISTOGRAM = Words("총비용의 분포 ({}, 구간의 시작)", "Total costs ({}, start of each bin)")
HISTOGRAM_ALT = Words(
    "총비용 구간별 경우의 비율 막대.", "Columns: part of the draws in each bin of total cost."
)
PART_OF_CASES = Words("뽑은 경우의 비율", "part of the draws")
CURVE = Words("이 금액 이하로 끝난 경우의 비율 ({})", "Part of the draws below a cost ({})")
CURVE_ALT = Words(
    "총비용의 누적 곡선과 표시: {}.",
    "Cumulative curve of the total cost with marks: {}.",
)
CURVE_SERIES = Words("누적 비율", "Cumulative part")
PART_BELOW = Words("이 금액 이하의 비율", "Part of the draws below")
DRIVERS = Words("무엇이 비용을 좌우하나", "What drives the cost")
CORRELATION_CHART = Words("비용과의 순위상관", "Rank correlation with the cost")
CORRELATION_ALT = Words(
    "입력별 비용과의 순위상관 막대, 강한 것부터. 첫째는 {}.",
    "Bars of each input's rank correlation with the cost, the strongest first: {}.",
)
RANGE = Words("범위", "Range")
CORRELATION = Words("순위상관", "Rank correlation")
STRENGTH = Words("영향", "Effect")
STRENGTHS = {
    "strong": Words("큼", "strong"),
    "some": Words("보통", "some"),
    "weak": Words("거의 없음", "hardly any"),
    "unknown": Words("알 수 없음", "not known"),
}
DATA = Words("그림의 값", "Values of the charts")
BIN = Words("총비용 구간의 시작, {}", "Start of the bin, {}")
PERCENTILE = Words("백분위", "Percentile")
WHY_NONE = Words("계획이 없는 이유", "Why there is no plan")
WHY, TIMES = Words("이유", "Reason"), Words("횟수", "Draws")
PART = Words("비율", "Part")
SUPPLIERS = Words("공급사", "Suppliers")
USES_TITLE = Words("뽑은 경우마다 누구에게서 사나", "From whom, draw by draw")
USES_ABOUT = Words(
    "뽑은 것 가운데 계획이 있는 {count}번에서 얼마나 자주, 얼마나 사는지. 그 95%에서 P5 물량 이상을 삽니다.",
    "How often and how much is bought over the draws with a plan ({count}). In 95% of them at least the P5 quantity is bought.",
)
OFTEN = Words("사는 경우", "Bought in")
NOW = Words("지금 계획", "Plan now")
USES_CHART = Words("사는 경우의 비율", "Part of the draws in which bought from")
USES_ALT = Words(
    "공급사별로 사는 경우의 비율 막대.",
    "Bars: part of the draws in which each supplier is bought from.",
)

FRONTIER = Words("비용과 안전", "Frontier")
FRONTIER_TITLE = Words("안전은 얼마인가", "What safety costs")
FRONTIER_ABOUT = Words(
    "{title} | 비용과 {measures} 사이의 선택. 그려진 {count}개 계획은 어느 것도 다른 것보다 싸면서 동시에 더 안전하지 않습니다. 더 비싸기만 하거나 계획이 없어 뺀 점: {dropped}개.",
    "{title} | The choice between cost and {measures}. No plan drawn ({count}) is both cheaper and safer than another. Left out, as only dearer or without a plan: {dropped}.",
)
CHEAPEST = Words("가장 싼 계획, {}", "Cheapest plan, {}")
SAFEST = Words("가장 안전한 계획, {}", "Safest plan, {}")
KNEE_COST = Words("꺾이는 점의 비용, {}", "Cost at the turn, {}")
AND = Words(", ", " and ")
FRONTIER_CHART = Words("총비용과 {} ({})", "Total cost and {} ({})")
FRONTIER_ALT = Words(
    "{measure}에 따른 총비용. {low}에서 {high}까지 {count}개 점.",
    "Total cost over {measure}, from {low} to {high}. Points: {count}.",
)
PLANS = Words("계획", "Plans")
KNEE_MARK, BASE_MARK = Words("비싸지기 시작", "Becomes dear"), Words("기준 계획", "Base plan")
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
ASKED, REACHED = Words("{} 요구", "{}: asked"), Words("{} 결과", "{}: reached")
NEXT_STEP = Words("다음 {step}의 값, {currency}", "Next {step} costs, {currency}")
EXTRA = Words("추가 비용", "Extra cost")
SUPPLIERS_COUNT = Words("공급사 수", "Suppliers")
SHORTAGE = Words("미충족 수요, {}", "Unmet demand, {}")
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
TOTAL = Words("합계", "Total")
LINE = Words("선", "Line")

ROOM = Words("협상 여지", "Room")
ROOM_TITLE = Words("무엇을 내줄 수 있나", "What can be traded away")
ROOM_ABOUT = Words(
    "{title} | 총비용이 기준보다 {within} 넘게 늘지 않는 계획들에서 공급사와 국가마다 가장 적은 물량과 가장 많은 물량. 한 번에 하나씩 움직인 것입니다.",
    "{title} | Least and most from each supplier and country in plans at most {within} dearer than the base, moved one at a time.",
)
ALLOWANCE = Words("허용한 추가 비용, {}", "Allowed extra cost, {}")
OF_BASE = Words("기준 총비용의 {}", "{} of the base cost")
CAN_GO = Words("완전히 뺄 수 있는 공급사", "Suppliers that can go")
CANNOT_GO = Words("뺄 수 없는 공급사", "Suppliers that cannot go")
OF_USED = Words("지금 사는 {}곳 가운데", "of {} bought from now")
CAN_COME = Words("들여올 수 있는 공급사", "Suppliers that can come in")
NOT_USED = Words("지금은 사지 않음", "not bought from now")
NEAREST_OFFER = Words("가장 가까운 대안", "Nearest alternative")
SUPPLIERS_CHART = Words("공급사별로 살 수 있는 범위, {}", "Range of each supplier, {}")
COUNTRIES_CHART = Words("국가별로 살 수 있는 범위, {}", "Range of each country, {}")
RANGE_ALT = Words(
    "가장 적은 물량에서 가장 많은 물량까지의 막대, 지금 계획 표시. 가장 넓은 것은 {}.",
    "Floating bars from least to most with a mark at the plan now. The widest is {}.",
)
LIFT = Words("최소까지", "up to the least")
CAN_BE_CUT, CAN_BE_RAISED = (
    Words("줄일 수 있음", "can be cut"),
    Words("늘릴 수 있음", "can be raised"),
)
RANGES_TABLE = Words("공급사별 범위", "Ranges by supplier")
COUNTRIES_TABLE = Words(
    "국가별 범위 (품목이 여럿이면 산화물 환산)",
    "Ranges by country (oxide equivalent where materials differ)",
)
LEAST, MOST = Words("최소", "Least"), Words("최대", "Most")
CUT, CUT_PART = Words("줄일 수 있음", "Can be cut"), Words("줄일 수 있음, %", "Can be cut, %")
RAISE = Words("늘릴 수 있음", "Can be raised")
SPEND_SHARE = Words("구매액 비중", "Share of spending")
VERDICT = Words("판단", "Verdict")
VERDICTS = {
    "out": Words("뺄 수 있음", "can go"),
    "part": Words("일부 뺄 수 있음", "part can go"),
    "held": Words("뺄 수 없음", "cannot go"),
    "new": Words("들여올 수 있음", "can come in"),
    "idle": Words("들일 여지 없음", "no room"),
}
PRICES = Words("가격", "Prices")
PRICES_TITLE = Words("어느 값에서 들어오고 빠지나", "At what price offers come and go")
PRICES_ABOUT = Words(
    "다른 조건은 그대로 두고 한 조건의 값만 모든 기간에 똑같이 움직였을 때입니다. 가격은 주문할 수 있는 기간의 평균, 그 조건의 통화로.",
    "One offer's price moved by the same amount in every period, all else unchanged. Prices are means over the periods it can be ordered in, in its own currency.",
)
IDLE_CHART = Words(
    "안 쓰는 조건: 들어오려면 내려야 하는 폭", "Offers not used: cut needed to come in"
)
USED_CHART = Words("쓰는 조건: 빠지기까지 오를 수 있는 폭", "Offers used: rise until they drop out")
IDLE_ALT = Words(
    "안 쓰는 조건별 필요한 인하율 막대, 작은 것부터. 첫째는 {}.",
    "Bars of the cut needed by each idle offer, the smallest first: {}.",
)
USED_ALT = Words(
    "쓰는 조건별 견딜 수 있는 인상률 막대, 작은 것부터. 첫째는 {}.",
    "Bars of the rise each used offer stands, the smallest first: {}.",
)
IDLE_TABLE = Words("안 쓰는 조건: 얼마면 들어오나", "Offers not used: at what price they come in")
USED_TABLE = Words("쓰는 조건: 얼마면 빠지나", "Offers used: at what price they drop out")
OFFER = Words("공급조건", "Offer")
PRICE_NOW, PER = Words("지금 가격", "Price now"), Words("통화/단위", "Currency/unit")
MOVE, MOVE_PART = Words("변화", "Change"), Words("변화, %", "Change, %")
ENTERS, LEAVES_AT = Words("들어오는 값", "Comes in at"), Words("빠지는 값", "Drops out at")
REMARK = Words("비고", "Remark")
