"""Titles, headings and remarks of the workbook of room."""

# ruff: noqa: E501
from planner.schema.headings import heading
from planner.words import Words

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
CAN_BE_CUT = Words("줄일 수 있음", "can be cut")
CAN_BE_RAISED = Words("늘릴 수 있음", "can be raised")
RANGES_TABLE = Words("공급사별 범위", "Ranges by supplier")
COUNTRIES_TABLE = Words(
    "국가별 범위 (품목이 여럿이면 산화물 환산)",
    "Ranges by country (oxide equivalent where materials differ)",
)
LEAST = Words("최소", "Least")
MOST = Words("최대", "Most")
CUT = Words("줄일 수 있음", "Can be cut")
CUT_PART = Words("줄일 수 있음, %", "Can be cut, %")
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
OFFER = heading("open_orders", "offer")
PRICE_NOW = Words("지금 가격", "Price now")
PER = Words("통화/단위", "Currency/unit")
ENTERS = Words("들어오는 값", "Comes in at")
LEAVES_AT = Words("빠지는 값", "Drops out at")
REMARK = Words("비고", "Remark")
