"""The sentences about two plans, with places for their figures."""

# ruff: noqa: E501

from planner.words import Words

EFFECTS = {
    "price": Words("가격", "Prices"),
    "volume": Words("물량", "Volume"),
    "mix": Words("구성", "Mix"),
    "stock": Words("재고", "Stock"),
    "limits": Words("한도", "Limits"),
    "making": Words("가공·운송", "Processing and routes"),
    "contracts": Words("계약·주문비", "Contracts and orders"),
    "shortage": Words("부족", "Shortage"),
    "calendar": Words("기간", "Other periods"),
    "discount": Words("할인 기준", "Discounting"),
    "risk": Words("위험", "Risk"),
}
MEANINGS = {
    "price": Words("B의 주문을 B의 가격과 A의 가격으로 각각 계산한 차이 (단가, 관세, 운임, 환율, 구간 가격 포함)", "B's orders at B's prices less the same orders at A's prices: price, duty, freight, exchange rate, tiers"),
    "volume": Words("품목별로 더 사는 양 x A의 평균 도착 단가", "what is bought more of each material, at A's average landed price"),
    "mix": Words("물량을 뺀 나머지: 누구에게서 언제 사는지가 바뀐 값", "the rest of A's prices: who sells it, and when it is bought"),
    "stock": Words("보관비, 비축 방출, 목표 재고 미달, 기말 재고 가치", "holding, releases, cover shortfall, value of closing stock"),
    "limits": Words("한도를 바꾼 값과 권장 한도 초과 벌금", "what other limits cost, and penalties of recommended limits"),
    "making": Words("가공비와 운송비", "processing and routes"),
    "contracts": Words("의무 인수 미달 지급과 주문 건당 비용", "take-or-pay shortfall and costs per order"),
    "shortage": Words("채우지 못한 수요의 비용", "cost of unmet demand"),
    "calendar": Words("한쪽 계획에만 있는 기간의 비용 (할인 전)", "cost of the periods that only one plan has, undiscounted"),
    "discount": Words("할인율, 시작 시점, 기간이 달라 할인이 바꾼 값", "what discounting changes: another rate, start or periods"),
    "risk": Words("목적값(평균과 꼬리)과 평균 결정의 비용의 차이가 바뀐 값", "how far the objective (mean and tail) lies from the cost of the mean decisions"),
}  # fmt: skip
"""What each effect is, beside its number."""

VERDICTS = {
    "dearer": Words("B 계획이 A 계획보다 {amount} ({percent}) 비쌉니다: {a} -> {b}.", "Plan B costs {amount} ({percent}) more than plan A: {a} -> {b}."),
    "cheaper": Words("B 계획이 A 계획보다 {amount} ({percent}) 쌉니다: {a} -> {b}.", "Plan B costs {amount} ({percent}) less than plan A: {a} -> {b}."),
    "equal": Words("두 계획의 비용이 같습니다: {a}.", "Both plans cost the same: {a}."),
}  # fmt: skip
SHARED_VERDICTS = {
    "dearer": Words("두 계획에 모두 있는 {count}개 기간에 B 계획이 A 계획보다 {amount} ({percent}) 더 지급합니다: {a} -> {b} (할인 전).", "In the periods both plans have ({count}), plan B pays {amount} ({percent}) more than plan A: {a} -> {b}, undiscounted."),
    "cheaper": Words("두 계획에 모두 있는 {count}개 기간에 B 계획이 A 계획보다 {amount} ({percent}) 덜 지급합니다: {a} -> {b} (할인 전).", "In the periods both plans have ({count}), plan B pays {amount} ({percent}) less than plan A: {a} -> {b}, undiscounted."),
    "equal": Words("두 계획에 모두 있는 {count}개 기간에 두 계획이 같은 금액을 지급합니다: {a} (할인 전).", "In the periods both plans have ({count}), both plans pay the same: {a}, undiscounted."),
}  # fmt: skip
"""Where periods differ: what is paid in those that both plans have."""
IDENTICAL = Words(
    "두 계획은 계획에 쓰인 입력도 주문도 비용도 같습니다: {a}.",
    "Nothing differs: both plans are made of the same inputs, with the same orders and cost, {a}.",
)
PERIODS = Words(
    "기간이 다릅니다: A {a}, B {b}. 원인은 겹치는 {count}개 기간에서 할인 전 금액으로 나누었습니다.",
    "The plans cover other periods: A {a}, B {b}. Causes are those of the {count} shared periods, undiscounted.",
)
NO_PERIODS = Words(
    "겹치는 기간이 없습니다: A {a}, B {b}.", "The plans share no period: A {a}, B {b}."
)
ONLY_A, ONLY_B = (
    Words("A에만 있는 기간: {periods}.", "Only in A: {periods}."),
    Words("B에만 있는 기간: {periods}.", "Only in B: {periods}."),
)
LADDER = Words(
    "총비용은 {} -> {}: {steps}. 더하면 {total}.",
    "The whole cost goes from {} to {}: {steps}. Together {total}.",
)
STEPS = {
    "paid": Words("겹치는 기간의 지급", "paid in the shared periods"),
    "counted": Words("겹치는 기간에 지급 없이 계산만 하는 비용", "counted there without a bill"),
    "only_a": Words("A에만 있는 기간이 빠짐", "periods only in A fall away"),
    "only_b": Words("B에만 있는 기간이 들어옴", "periods only in B come in"),
    "end_value": Words("끝나는 때가 다른 기말 재고 가치", "closing stock valued at another end"),
    "discount": Words("할인", "discounting"),
    "risk": Words("위험", "risk"),
}
"""From what is paid in the shared periods to the change of the whole cost."""
CAUSES = Words(
    "원인별로 나누면: {effects}. 더하면 {total}.", "By cause: {effects}. Together {total}."
)
SHARED_CAUSES = Words(
    "겹치는 기간의 원인별로 나누면: {effects}. 더하면 {total}.",
    "By cause in the shared periods: {effects}. Together {total}.",
)
OTHERS = Words("그 밖", "others")
ONE_CAUSE = Words("차이는 모두 {effect} 때문입니다.", "All of the change is {effect}.")

PRICE = Words(
    "가격이 달라 같은 주문이 {amount} {more}{materials}",
    "Other prices make the same orders {amount} {more}{materials}",
)
DEAR, CHEAP = Words("비싸졌습니다", "dearer"), Words("싸졌습니다", "cheaper")
MOSTLY = Words(" (주로 {parts}).", ", mostly {parts}.")
VOLUME = Words(
    "사는 양이 달라 {amount} {more}{materials}", "Other quantities cost {amount} {more}{materials}"
)
MIX = Words(
    "누구에게서 언제 사는지가 달라 {amount} {more}{materials}",
    "Buying from others or at other times costs {amount} {more}{materials}",
)
MORE, LESS = Words("더 듭니다", "more"), Words("덜 듭니다", "less")
STOCK = Words("재고 비용이 {amount} {more}: {parts}.", "Stock costs {amount} {more}: {parts}.")
MAKING = Words("가공과 운송이 {amount} {more}.", "Processing and routes cost {amount} {more}.")
CONTRACTS = Words(
    "의무 인수와 주문 비용이 {amount} {more}.",
    "Take-or-pay and order costs come to {amount} {more}.",
)
SHORTAGE = Words(
    "채우지 못한 수요의 비용이 {amount} {more}.", "Unmet demand costs {amount} {more}."
)
LIMITS = {
    "a": Words("바뀐 한도의 값은 {amount}입니다: A에 B의 한도를 넣고 다시 계획해 잰 것이며, 다른 원인은 그 계획과 B를 비교한 값입니다{which}.", "The other limits come to {amount}: plan A was made again with B's limits, and all other causes compare that plan with B{which}."),
    "b": Words("바뀐 한도의 값은 {amount}입니다: B에 A의 한도를 넣고 다시 계획해 잰 것이며, 다른 원인은 A와 그 계획을 비교한 값입니다{which}.", "The other limits come to {amount}: plan B was made again with A's limits, and all other causes compare A with that plan{which}."),
    "penalty": Words("한도가 다르지만 한도만 바꾼 계획을 만들 수 없어 그 값은 다른 원인에 섞여 있습니다. '한도'에는 벌금의 차이 {amount}만 셌습니다{which}.", "The limits differ, but no plan could be made with only the limits changed: what they cost lies within the other causes, and only the change of penalties, {amount}, counts as limits{which}."),
    "same": Words("권장 한도 초과 벌금이 {amount} {more}.", "Penalties of recommended limits come to {amount} {more}."),
}  # fmt: skip
WHICH = Words(" ({limits})", " ({limits})")
DISCOUNT = Words(
    "할인하는 시점이나 할인율이 달라 같은 돈이 {amount} {more}.",
    "Discounted to another start or at another rate, the same money comes to {amount} {more}.",
)
RISK = Words(
    "두 계획의 위험 척도나 꼬리가 달라 {amount} {more}.",
    "Another measure of risk, or another tail, comes to {amount} {more}.",
)

GAINED = Words("구매액이 늘어난 곳: {suppliers}.", "Gained: {suppliers}.")
LOST = Words("구매액이 줄어든 곳: {suppliers}.", "Lost: {suppliers}.")
GAINED_SHARED = Words(
    "겹치는 기간에 구매액이 늘어난 곳: {suppliers}.", "Gained in the shared periods: {suppliers}."
)
LOST_SHARED = Words(
    "겹치는 기간에 구매액이 줄어든 곳: {suppliers}.", "Lost in the shared periods: {suppliers}."
)
NEW = Words(", 새로 거래", ", new")
GONE = Words(", 거래 중단", ", no longer used")
WHERE, NO_WHERE = Words("겹치는 기간의 ", " of the shared periods"), Words("", "")
ORDERS = Words(
    "{where}주문 {count}건이 달라졌습니다 (시트 '{sheet}').",
    "{count} orders{where} are not the same (sheet '{sheet}').",
)
SAME_ORDERS = Words("{where}주문은 모두 같습니다.", "All orders{where} are the same.")

GROUPS = {
    "prices": Words("가격·관세·환율", "prices and rates"),
    "demand": Words("수요", "demand"),
    "stock": Words("재고·미착 주문", "stock and open orders"),
    "terms": Words("공급 조건·능력·허가", "suppliers' terms and capacity"),
    "limits": Words("한도", "limits"),
    "making": Words("가공·회수·운송", "processing and routes"),
    "other": Words("설정·품목", "settings and materials"),
}
BRIDGE = Words(
    "바뀐 입력을 하나씩 넣고 다시 계획하면: {steps}.",
    "Taking over the changed inputs one after the other, and planning again each time: {steps}.",
)
TOGETHER = Words(" + ", " with ")
NO_BRIDGE = {
    "calendar": Words("계획 기간이 달라 입력별 영향은 나누지 않았습니다.", "As the plans cover other periods, the change is not split by inputs."),
    "risk": Words("위험을 반영한 계획이라 입력별 영향은 나누지 않았습니다.", "With plans under risk, the change is not split by inputs."),
    "same": Words("", ""),
}  # fmt: skip
INPUTS = Words(
    "다른 입력 {count}곳: {groups} (시트 '{sheet}'에 셀 주소).",
    "{count} inputs differ: {groups} (cells on the sheet '{sheet}').",
)
SAME_INPUTS = Words(
    "입력은 모두 같습니다. 계획이 다르면 계산 엔진이나 시간 제한이 달랐기 때문입니다.",
    "All inputs are the same; if the plans differ, they were made by another engine or under a time limit.",
)
NOT_BEST = Words(
    "{plan} 계획은 최적임이 증명되지 않았습니다. 차이의 일부는 그 때문일 수 있습니다.",
    "Plan {plan} was not proven best: part of the change may come from that.",
)
BETWEEN = Words("{} ~ {}", "{} to {}")
INPUT_SHEET = Words("입력 차이", "Inputs that differ")
ORDER_SHEET = Words("주문 차이", "Orders that differ")
