"""The sentences about a plan, with places for its figures."""

# ruff: noqa: E501

from planner.words import Words

BUY = Words(
    "{first}부터 {last}까지 {materials} 구매하며, 구매비는 {purchase}, 총비용은 {total}입니다.",
    "From {first} to {last} buy {materials} for {purchase}; the total cost of the plan is {total}.",
)
BUY_NOTHING = Words("이 계획에는 새로 주문할 것이 없습니다.", "The plan orders nothing.")
AND = Words(", ", " and ")
MORE_MATERIALS = Words(" 외 {count}개 품목을", " and {count} more")
LARGEST = Words(
    "가장 큰 공급사는 {first}({country})로 구매액의 {share}입니다.",
    "The largest supplier is {first} ({country}) with {share} of spending.",
)
FOLLOWERS = Words(
    " 다음은 {others}이며, 상위 {count}개사가 {together}를 차지합니다.",
    " Next come {others}; the top {count} hold {together}.",
)
CONCENTRATED = Words(
    " 구매액의 {direct}를 {country}에서 직접 사며{critical}, 구매액의 국가별 HHI는 {hhi}(고르게 나눈 공급국 {sources}개와 같음)입니다.",
    " Of what is spent {direct} goes to {country}{critical}; the HHI of spending by country is {hhi}, like {sources} equal sources.",
)
CRITICAL = Words(
    ", {element}는 자석 등 어디에 들었든 세어 {share}가 {country}에서 분리된 것이고",
    ", and of the {element}, wherever it sits, {share} was separated there",
)
NEAREST = Words(
    " 도달한 한도는 없습니다. 한도에 가장 가까운 것: {limit}, {window} {value} (한도 {bound}).",
    " No limit is reached. Nearest to its bound: {limit}, {value} in {window} (limit {bound}).",
)
NO_BINDING = Words(" 도달한 한도는 없습니다.", " No limit is reached.")
BINDING = Words(" 가장 비싼 한도: {limit}, {bounds}.", " The costliest limit: {limit}, {bounds}.")
BINDING_UNPRICED = Words(" 도달한 한도: {limit}, {bounds}.", " Limit reached: {limit}, {bounds}.")
BINDS = Words("{limit}, {bounds}.", "{limit}, {bounds}.")
BOUND_IN = Words("{window} {bound}", "{bound} in {window}")
BOUND_ALL = Words("{bound}, {first}부터 {last}까지", "{bound} from {first} to {last}")
BINDING_YEARLY = Words(
    " 한도를 {step} 풀면 해마다 평균 약 {saved} 절감됩니다.",
    " Loosening it by {step} saves about {saved} a year on average.",
)
HUNDREDTH = Words("1%", "1%")
BINDING_SAVES = Words(
    " 이 한도를 {step} 풀면 {saved} 절감됩니다", " Loosening it by {step} saves {saved}"
)
SAVED_PER = Words("{step}당 {saved}", "{saved} per {step}")
COVER = Words(
    "재고가 가장 얇은 것은 {period} 말 {material}{sounded:으로}, 앞으로 {days}일분입니다{target}.",
    "Cover is lowest for {material} at the end of {period}: {days} days{target}.",
)
COVER_TARGET = Words(" (목표 {days}일)", " (target {days})")
NO_COVER = Words("재고 일수를 셀 수 있는 비축이 없습니다.", "No stockpile has cover to show.")
NO_SHORTAGE = Words(" 수요는 모두 충족됩니다.", " All demand is met.")
SHORTAGE = Words(
    " 충족하지 못하는 수요는 {amount}({when})입니다.", " Unmet demand: {amount} ({when})."
)
NEGOTIATE = Words("먼저 협상할 것: {lever}", "Negotiate first: {lever}")
NEGOTIATE_EACH = Words(
    "먼저 협상할 것: {first}부터 {last}까지 기간마다({count}회) {lever} 모두 {saved} 줄어듭니다.",
    "Negotiate first: {lever} in each of {count} periods from {first} to {last} saves {saved} in all.",
)
IDLE = Words(
    " 지금은 쓰지 않는 {offer} 공급조건은 {per}당 {cut} 내리면 계획에 들어옵니다.",
    " The idle offer {offer} enters if its price falls by {cut} per {per}.",
)
NOTHING_TO_NEGOTIATE = Words(
    "잠재가격으로 보아 먼저 협상할 조건은 없습니다.",
    "No shadow price points to a term worth negotiating first.",
)
NO_DUALS = Words(
    "정수 조건(최소 주문, 주문 비용, 주문 배수, 구간가격의 순서)이 있거나 엔진이 주지 않아 잠재가격이 없습니다. 조건을 바꿔 다시 계산해 비교하세요.",
    "There are no shadow prices (whole-number terms such as moq, order_cost, lot or the order of tiers, or an engine that gives none). Compare re-runs with changed terms instead.",
)

COSTS = Words("비용이 {money} 늘어납니다", "costs {money}")
SAVES = Words("비용이 {money} 줄어듭니다", "saves {money}")
NOTHING = Words("비용이 달라지지 않습니다", "changes no cost")
WHEN = Words("{period}에 ", " in {period}")
WHOLE_PLAN = Words("계획 전체에서 ", " over the plan")
RANGE = Words(" (유효 범위: {low} ~ {high})", ", valid from {low} to {high}")
OPEN_LOW = Words("하한 없음", "any lower value")
OPEN_HIGH = Words("상한 없음", "any higher value")
DEGENERATE = Words(
    " 한쪽으로만 성립하는 값입니다.", " It holds on one side only; other values are as true."
)
HORIZON = Words("계획 전체", "the whole plan")
UNITS = {"": Words("단위", "unit"), "run": Words("회", "run"), "point": Words("%p", "point")}
POINTS = Words("%p", " points")
POINT = Words("1%p", "1 point")
MORE = {
    "capacity": Words("{subject} 공급능력이 1 {per} 늘면", "one more {per} of capacity of {subject}"),
    "offer_max": Words("{subject} 주문 상한을 1 {per} 올리면", "one more {per} allowed from {subject}"),
    "offer_min": Words("{subject} 주문 하한을 1 {per} 내리면", "one {per} less of the minimum of {subject}"),
    "take_or_pay": Words("{subject} 의무 인수량을 1 {per} 내리면", "one {per} less of take-or-pay of {subject}"),
    "stock": Words("비축 {subject} 재고 한도를 1 {per} 풀면", "one {per} of slack in the stock bound of {subject}"),
    "cover": Words("비축 {subject} 목표 재고를 1 {per} 내리면", "one {per} less of cover asked of {subject}"),
    "limit": Words("한도 '{subject}' 값을 {step} 풀면", "loosening '{subject}' by {step}"),
    "route": Words("운송로 {subject} 한도를 1 {per} 풀면", "one {per} of slack on the route {subject}"),
    "process": Words("{subject} 한도를 1{per} 올리면", "one more {per} of {subject}"),
}  # fmt: skip
SHADOW = {
    "demand": Words("{when}{subject}{sounded:을를} 1 {per} 더 쓰면 {effect}", "One more {per} of {subject}{when} {effect}"),
    "limit": Words("{when}한도 '{subject}' 값을 {step} 올리면 {effect}", "Raising the bound of '{subject}' by {step}{when} {effect}"),
    "capacity": Words("{when}{subject} 공급능력이 1 {per} 늘면 {effect}", "One more {per} of capacity of {subject}{when} {effect}"),
    "offer_max": Words("{when}{subject} 주문 상한을 1 {per} 올리면 {effect}", "One more {per} allowed from {subject}{when} {effect}"),
    "offer_min": Words("{when}{subject} 주문 하한을 1 {per} 올리면 {effect}", "One more {per} of the minimum of {subject}{when} {effect}"),
    "take_or_pay": Words("{when}{subject} 의무 인수량(take-or-pay)을 1 {per} 올리면 {effect}", "One more {per} of take-or-pay of {subject}{when} {effect}"),
    "stock": Words("{when}비축 {subject} 재고 한도를 1 {per} 올리면 {effect}", "One more {per} of the stock bound of {subject}{when} {effect}"),
    "cover": Words("{when}비축 {subject} 목표 재고를 1 {per} 올리면 {effect}", "One more {per} of cover asked of {subject}{when} {effect}"),
    "route": Words("{when}운송로 {subject} 한도를 1 {per} 올리면 {effect}", "One more {per} over the route {subject}{when} {effect}"),
    "process": Words("{when}{subject} 한도를 1{per} 올리면 {effect}", "One more {per} of {subject}{when} {effect}"),
    "idle_offer": Words("{subject}{sounded:은는} {when}가격이 {per}당 {money} 내리면 계획에 들어옵니다", "{subject} enters if its price falls by {money} per {per}{when}"),
}  # fmt: skip
SHADOW_LESS = {
    "demand": Words("{when}{subject}{sounded:을를} 1 {per} 덜 쓰면 {effect}", "One {per} less of {subject}{when} {effect}"),
    "limit": Words("{when}한도 '{subject}' 값을 {step} 내리면 {effect}", "Lowering the bound of '{subject}' by {step}{when} {effect}"),
    "capacity": Words("{when}{subject} 공급능력이 1 {per} 줄면 {effect}", "One {per} less of capacity of {subject}{when} {effect}"),
    "offer_max": Words("{when}{subject} 주문 상한을 1 {per} 내리면 {effect}", "One {per} less allowed from {subject}{when} {effect}"),
    "offer_min": Words("{when}{subject} 주문 하한을 1 {per} 내리면 {effect}", "One {per} less of the minimum of {subject}{when} {effect}"),
    "take_or_pay": Words("{when}{subject} 의무 인수량(take-or-pay)을 1 {per} 내리면 {effect}", "One {per} less of take-or-pay of {subject}{when} {effect}"),
    "stock": Words("{when}비축 {subject} 재고 한도를 1 {per} 내리면 {effect}", "One {per} less of the stock bound of {subject}{when} {effect}"),
    "cover": Words("{when}비축 {subject} 목표 재고를 1 {per} 내리면 {effect}", "One {per} less of cover asked of {subject}{when} {effect}"),
    "route": Words("{when}운송로 {subject} 한도를 1 {per} 내리면 {effect}", "One {per} less over the route {subject}{when} {effect}"),
    "process": Words("{when}{subject} 한도를 1{per} 내리면 {effect}", "One {per} less of {subject}{when} {effect}"),
}  # fmt: skip

CONFLICT = {
    "limit": Words("한도 '{subject}'", "The limit '{subject}'"),
    "cover_min": Words("비축 {subject}의 최소 재고 일수", "The minimum cover of {subject}"),
    "closing_min": Words("비축 {subject}의 기말 최소 재고", "The closing minimum of {subject}"),
    "offer_min": Words("{subject}의 최소 주문", "The minimum order of {subject}"),
    "capacity": Words("{subject}의 공급능력", "The capacity of {subject}"),
    "offer_max": Words("{subject}의 최대 주문", "The maximum order of {subject}"),
    "process_max": Words("가공 {subject}의 최대량", "The maximum of process {subject}"),
    "route": Words("운송로 {subject}의 한도", "The bound of route {subject}"),
    "stock_capacity": Words("비축 {subject}의 저장 용량", "The capacity of stockpile {subject}"),
    "release_max": Words("비축 {subject}의 최대 방출량", "The maximum release of {subject}"),
    "demand": Words("{subject}의 수요", "The demand for {subject}"),
    "balance": Words("{subject}의 물량 수지", "The balance of {subject}"),
}
CONFLICT_WHERE = Words(" ({period})", " in {period}")
CONFLICT_BOUND = Words(", 현재 {bound}", ", now {bound}")
CONFLICT_RELAX = Words(": {relax}만큼 완화하면 됩니다.", ": it would have to give way by {relax}.")
CONFLICT_PART = Words(
    ": 충돌에 들어 있지만 스스로 완화될 필요는 없습니다.",
    ": part of the conflict, but it need not give way itself.",
)
