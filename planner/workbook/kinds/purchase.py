"""What can be wrong with offers, tiers, price paths and capacity (E54x to E56x)."""

from planner.workbook.faults import kind

MIN_ABOVE_MAX = kind(
    "E541",
    (
        "{low_key} {low}{low:이가} {high_key} {high}보다 큽니다.",
        "{low_key} {low} is more than {high_key} {high}.",
    ),
    (
        "{low_key}{low_key:을를} {high} 이하로 줄이거나 {high_key}{high_key:을를} 늘리세요.",
        "Lower {low_key} to {high} or less, or raise {high_key}.",
    ),
)
FROM_AFTER_UNTIL = kind(
    "E542",
    (
        "시작 {start}{start:이가} 종료 {end}보다 늦습니다.",
        "from {start} lies after until {end}.",
    ),
    ("두 값을 바꾸거나 고치세요.", "Swap or mend them."),
)
MINIMA_ABOVE_TOTAL = kind(
    "W543",
    (
        "기간 최소 {low}{low:을를} {count}기간 지키면 {sum}{sum:으로} 총 최대 {high}{high:을를} "
        "넘습니다.",
        "{count} periods of at least {low} make {sum}, more than max_total {high}.",
    ),
    (
        "min_per_period를 줄이거나 max_total을 늘리세요. 그대로면 계획을 세울 수 없습니다.",
        "Lower min_per_period or raise max_total; as it stands there is no plan.",
    ),
)
NEVER_ORDERABLE = kind(
    "W544",
    (
        "공급조건 '{offer}'{offer:은는} 계획 기간({plan})에 한 번도 주문할 수 없습니다.",
        "Offer '{offer}' can never be ordered in the plan ({plan}).",
    ),
    ("from, until, qualify_from을 확인하세요.", "Check from, until and qualify_from."),
)
TAKE_OR_PAY_WITHOUT_CONTRACT = kind(
    "E545",
    (
        "최소 인수율 {seen}{seen:이가} 있는데 연 계약량이 없습니다.",
        "There is a take_or_pay of {seen} but no contract_per_year.",
    ),
    (
        "contract_per_year에 연 계약량을 적거나 take_or_pay를 비우세요.",
        "Fill in contract_per_year, or leave take_or_pay blank.",
    ),
)
CONTRACT_WITHOUT_TAKE_OR_PAY = kind(
    "N546",
    (
        "연 계약량 {seen}{seen:은는} 최소 인수율이 없어 효과가 없습니다.",
        "contract_per_year {seen} has no effect without take_or_pay.",
    ),
    (
        "의무가 있으면 take_or_pay를, 최대라면 max_per_period를 적으세요.",
        "Fill in take_or_pay if it binds you, or max_per_period if it is a maximum.",
    ),
)
ARRIVES_TOO_LATE = kind(
    "W547",
    (
        "조달기간이 {seen}기간이라 계획 기간에 주문해도 모두 계획이 끝난 뒤에 도착합니다.",
        "With a lead of {seen} periods everything ordered arrives after the plan's end.",
    ),
    (
        "조달기간의 단위(기간 수)를 확인하거나 기간 수(periods)를 늘리세요.",
        "Check that lead is in periods, or plan for more periods.",
    ),
)
NEVER_LARGE_ENOUGH = kind(
    "W548",
    (
        "{low_key} {low}{low:이가} {high_key} {high}보다 커서 주문할 수 없습니다.",
        "{low_key} {low} is more than {high_key} {high}: it can never be ordered.",
    ),
    (
        "{low_key}{low_key:을를} 줄이거나 {high_key}{high_key:을를} 늘리세요.",
        "Lower {low_key} or raise {high_key}.",
    ),
)
TIER_OUT_OF_REACH = kind(
    "W549",
    (
        "기준량 {seen}{seen:은는} 기간 최대 {high} 이상이라 이 구간가격은 쓰이지 않습니다.",
        "{seen} is not below max_per_period {high}: this price is never reached.",
    ),
    (
        "from_quantity를 줄이거나 max_per_period를 늘리세요.",
        "Lower from_quantity or raise max_per_period.",
    ),
)
FALLING_PRICE = kind(
    "N550",
    (
        "많이 사면 싸지는 구간가격({seen})이라 정수계획 문제가 됩니다.",
        "The price falls to {seen} for larger orders, which needs integers.",
    ),
    ("계산이 오래 걸릴 수 있습니다.", "Planning may take longer."),
)
PRICE_OUTLIER = kind(
    "W551",
    (
        "가격 {seen}{seen:은는} 같은 품목 다른 공급조건의 중앙값 {median}의 {ratio}배입니다.",
        "The price {seen} is {ratio} times the median {median} of the material's other offers.",
    ),
    (
        "가격단위({price_per})를 확인하세요. kg과 t를 섞어 적지 않았나요?",
        "Check that it is per {price_per}: was it written per kg or per t?",
    ),
)
SPOT_WITHOUT_RISK = kind(
    "N552",
    (
        "현물(spot) 표시 '{seen}'{seen:은는} 위험 척도가 none이라 효과가 없습니다.",
        "'{seen}' under spot has no effect while risk_measure is none.",
    ),
    (
        "위험을 계산하려면 settings의 risk_measure를 바꾸세요.",
        "Set risk_measure to plan with risk.",
    ),
)
PATH_OUTLIER = kind(
    "W555",
    (
        "가격 {seen}{seen:은는} 공급조건 '{offer}' 자체 가격 {own}의 {ratio}배입니다.",
        "The price {seen} is {ratio} times the own price {own} of offer '{offer}'.",
    ),
    (
        "가격단위({price_per})를 확인하세요. kg과 t를 섞어 적지 않았나요?",
        "Check that it is per {price_per}: was it written per kg or per t?",
    ),
)
NO_PRICES = kind(
    "W554",
    (
        "'{seen}'의 가격전망이 계획 기간에 비어 있습니다.",
        "The price path of '{seen}' is blank throughout the plan.",
    ),
    (
        "기간 열의 이름과 값을 확인하세요. 공급조건의 가격을 썼습니다.",
        "Check the period columns; the offer's own price was used.",
    ),
)
PARTLY_FILLED = kind(
    "E561",
    (
        "{period} 기간은 일부 달만 적혀 있어 한도를 알 수 없습니다.",
        "Only some months of {period} are filled, so its maximum is unknown.",
    ),
    (
        "그 기간의 모든 달을 적거나 모두 비우세요.",
        "Fill in all months of the period, or none.",
    ),
)
MIXED_UNITS = kind(
    "E562",
    (
        "단위가 다른 품목({units})을 함께 재는데 단위가 없습니다.",
        "It joins materials with different units ({units}) and names none.",
    ),
    ("unit 열에 {repair}{repair:을를} 적으세요.", "Write {repair} under unit."),
)
UNMIXABLE_UNITS = kind(
    "E563",
    (
        "단위 {units}{units:은는} {unit}{unit:으로} 바꿀 수 없습니다.",
        "The units {units} cannot be converted to {unit}.",
    ),
    (
        "단위가 같은 품목끼리 행을 나누세요. kg과 t만 서로 바꿀 수 있습니다.",
        "Use one row per unit; only kg and t convert into each other.",
    ),
)
CAPACITY_OF_NOTHING = kind(
    "W564",
    (
        "공급사 '{supplier}'에게서 사는 공급조건이 없어 이 한도는 효과가 없습니다.",
        "No offer buys this from '{supplier}': the row has no effect.",
    ),
    ("공급사와 품목을 확인하세요.", "Check the supplier and the material."),
)
MINIMA_ABOVE_CAPACITY = kind(
    "W565",
    (
        "{period}에 공급조건의 최소 합계 {low}{low:이가} 공급능력 {high}보다 큽니다.",
        "In {period} the minima of the offers add up to {low}, above the capacity {high}.",
    ),
    (
        "둘 중 하나를 고치세요. 그대로면 계획을 세울 수 없습니다.",
        "Mend one of them; as it stands there is no plan.",
    ),
)
OPEN_ORDER_OUTSIDE = kind(
    "W566",
    (
        "도착 {seen}{seen:은는} 계획 기간({plan}) 밖입니다.",
        "The arrival {seen} lies outside the plan ({plan}).",
    ),
    (
        "이 기발주는 쓰지 않았습니다. 계획 시작 전에 도착했으면 기초 재고에 더하세요.",
        "The row is ignored; what came before the start belongs to the opening stock.",
    ),
)
