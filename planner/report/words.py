"""Titles, headings and remarks of the result workbook."""

# ruff: noqa: E501
from planner.schema.headings import heading
from planner.words import Words

SUMMARY = Words("요약", "Summary")
ORDERS = Words("주문", "Orders")
ALLOCATION = Words("배분", "Allocation")
CONCENTRATION = Words("집중도", "Concentration")
STOCK = Words("재고", "Stock")
PROCESSING = Words("가공", "Processing")
COSTS = Words("비용", "Costs")
SHADOW = Words("잠재가격", "Shadow prices")
CONFLICTS = Words("충돌", "Conflicts")
INPUTS = Words("사용한 입력", "Inputs used")
RUN = Words("실행 기록", "Run")

NOTHING = Words("해당하는 내용이 없습니다.", "There is nothing to show here.")
TOTAL = Words("합계", "Total")
OTHERS = Words("기타", "Others")
CHART_OTHERS = Words("기타 (그림에 묶은 것)", "Others (as in the chart)")
MILLION = Words("백만 {}", "M {}")

PLAN_TITLE = Words("조달 계획", "Procurement plan")
SUBTITLE = Words(
    "{first} ~ {last} ({count}개 기간) | 통화 {currency} | 입력 {input} | 실행 {started}",
    "{first} to {last} ({count} periods) | currency {currency} | input {input} | run {started}",
)
TOTAL_COST = Words("총비용, {}", "Total cost, {}")
OF_WHICH_PURCHASE = Words("구매비 {}", "purchases {}")
SHORTAGE = Words("미충족 수요, {}", "Unmet demand, {}")
NO_SHORTAGE = Words("모든 수요 충족", "all demand is met")
SHORTAGE_COST = Words("부족 비용 {}", "costing {}")
LOWEST_COVER = Words("최저 재고, 일", "Lowest cover, days")
DIRECT_SHARE = Words("{} 비중, 직접 구매", "{} share, direct")
DEEP_SHARE = Words("{} 비중, 모든 단계", "{} share, any stage")
OF_OXIDE = Words("산화물 환산량 기준", "of oxide equivalent")
HHI = Words("국가별 HHI", "HHI by country")
EFFECTIVE = Words("고른 공급국 {}개와 같음", "like {} equal sources")
BOUGHT = Words("구매량, {form}, {unit}", "Bought, {form}, {unit}")
BOUGHT_FOOT = Words("계획 기간 합계", "over the plan")
NO_FORM = Words("형태 미지정", "no form given")
IN_FIVE = Words("한눈에 보기", "In five sentences")
COST_BY_PART = Words("비용 구성", "Cost by part")
BY_COUNTRY = Words("국가별 비중 (산화물 환산량 기준)", "Share by country (of oxide equivalent)")
BY_SUPPLIER = Words("공급사별 구매액 (할인 전)", "Spend by supplier (undiscounted)")
NOTES = Words("알아둘 점", "Notes")
CHECK_PASSED = Words(
    "독립 검산 통과: 주문에서 다시 계산한 비용과 모든 약속이 맞습니다 (가장 큰 어긋남 {:.1e}).",
    "Independent check passed: costs and promises recomputed from the orders agree (largest violation {:.1e}).",
)
CHECK_FAILED = Words(
    "독립 검산 실패 (가장 큰 어긋남 {:.1e}): {}",
    "Independent check FAILED (largest violation {:.1e}): {}",
)
NOT_CHECKED = Words("독립 검산을 하지 않았습니다.", "No independent check was made.")
DEGENERATE = Words(
    "최적해가 퇴화되어 잠재가격이 하나로 정해지지 않습니다. 다른 값도 똑같이 참일 수 있으니 방향을 보는 데 쓰세요.",
    "The optimum is degenerate: shadow prices are not unique and other values may be as true. Read them as directions.",
)
MANY = Words(
    "공급사가 많아 상위 {}곳만 보이고 나머지는 기타로 묶었습니다.",
    "Only the {} largest are shown; the rest are others.",
)

PART = Words("항목", "Part")
AMOUNT = Words("금액, {}", "Amount, {}")
SHARE = Words("비중", "Share")
COUNTRY = heading("suppliers", "country")
SUPPLIER = heading("offers", "supplier")
MATERIAL = heading("offers", "material")
UNIT = heading("capacity", "unit")
PERIOD = Words("기간", "Period")
WHAT = Words("내용", "What")

ORDER_ABOUT = Words(
    "무엇을, 누구에게서, 언제까지 주문하나. 금액은 할인 전 구매비이며, 허가가 필요한 주문은 허가되는 몫만 도착하고 그만큼만 냅니다.",
    "What to order, from whom, by when. Costs are undiscounted; under a license only the granted share arrives and is paid for.",
)
ORDER_TOO_MANY = Words(
    "줄이 너무 많아 첫 {}줄만 보입니다.", "Too many lines: only the first {} are shown."
)
OFFER = heading("open_orders", "offer")
TO = heading("offers", "to")
ORDER_BY = Words("주문 기한", "Order by")
# An open order arrives when the seller says; a planned one when its lead time lets expect it.
ARRIVES = Words("도착 예정", "Expected arrival")
QUANTITY = heading("open_orders", "quantity")
PRICE = heading("offers", "price", "({})")
LANDED = Words("도착 단가 ({})", "Landed cost ({})")
PRICE_PER = heading("materials", "price_per")
COST = Words("금액 ({})", "Cost ({})")
LICENSE = heading("offers", "license")
# What arrives of an order, be it one shipment or the mean of many futures: no probability.
GRANTED = Words("허가 몫", "Granted share")
FIXED = Words("수량이 정해진 이유", "Why this quantity")
FIXED_REASONS = {
    "max": Words("공급조건 최대", "offer's maximum"),
    "min": Words("공급조건 최소", "offer's minimum"),
    "capacity": Words("공급능력", "capacity"),
    "take_or_pay": Words("의무 인수량", "take-or-pay"),
    "max_total": Words("공급조건 총 최대", "offer's maximum in total"),
    "min_total": Words("공급조건 총 최소", "offer's minimum in total"),
    "moq": Words("최소 주문량", "minimum order"),
    "lot": Words("주문 배수", "whole lots"),
    "": Words("계획의 선택", "the plan's choice"),
}
DECIDED = Words("결정 시점", "Decided")
DECIDED_WHEN = {
    "ahead": Words("미리", "ahead"),
    "later": Words("필요할 때", "when the need shows"),
}

ALLOCATION_ABOUT = Words(
    "공급사별, 기간별 구매량. 산화물 환산량(kg REO)과 품목 단위로 보입니다. 기간은 주문 기간입니다.",
    "Purchases by supplier and period, in oxide equivalent (kg REO) and by material. Periods are those of the order.",
)
ALL_REO = Words("전체 품목, kg REO", "All materials, kg REO")
SUPPLIER_MATERIAL = Words(
    "공급사 x 품목 합계 (품목 단위)", "Supplier x material totals (in the material's unit)"
)
ALLOCATION_CHART = Words("공급사별 구매량, kg REO", "Purchases by supplier, kg REO")
ALLOCATION_ALT = Words(
    "기간별 구매량을 공급사별로 쌓은 막대. 가장 큰 공급사는 {}.",
    "Stacked columns of purchases per period by supplier. The largest is {}.",
)

# The whole sentence that measure, of, among, weight and stage make together.
MEASURES = Words("무엇을 재나", "What it measures")
BOUND = heading("limits", "value")
VALUE = Words("값", "Value")
DIRECT = Words("직접 구매", "Direct")

STOCK_ABOUT = Words(
    "비축별 기말 재고와 재고 일수, 목표와 비교",
    "Stock at each period's end and days of cover, against the target",
)
STOCKPILE = heading("stockpiles", "stockpile")
LOCATION = heading("stockpiles", "location")
OWNER = heading("stockpiles", "owner")
CLOSING = Words("마지막 재고", "Closing stock")
LOWEST_DAYS = Words("최저 일수", "Lowest days")
LOWEST_WHEN = Words("최저 시점", "Lowest when")
MOST_MISSING = Words("최대 목표 미달", "Most missing")
DRAWN = Words("방출 합계", "Drawn in all")
STOCK_QUANTITY = Words("기말 재고 (품목 단위)", "Stock at period end (material's unit)")
STOCK_TARGET = Words("목표 재고 (품목 단위)", "Target stock (material's unit)")
STOCK_DAYS = Words("재고 일수", "Days of cover")
STOCK_CHART = Words("{material}, {unit} ({stockpile})", "{material}, {unit} ({stockpile})")
STOCK_ALT = Words(
    "{} 기말 재고 막대와 목표선.", "Columns of {} at period end, with the target as a line."
)
STOCK_SERIES = Words("재고", "Stock")
TARGET_SERIES = Words("목표", "Target")
SHORTAGES = Words("미충족 수요", "Unmet demand")

PROCESSING_ABOUT = Words(
    "가공 횟수와 쓰고 만든 양", "Runs of each process, and what they use and make"
)
PROCESS = heading("recipes", "process")
RUNS = Words("가공 횟수", "Runs")
USED_MADE = Words("쓴 양과 만든 양 (계획 전체)", "Used and made (whole plan)")
USED_OR_MADE = Words("구분", "Used or made")
USED, MADE = Words("사용", "used"), Words("생산", "made")
PROCESS_COST = Words("가공비 ({})", "Processing cost ({})")

COSTS_ABOUT = Words(
    "비용 구성(할인 후)과 연도별 흐름(할인 전)",
    "Cost by part (discounted) and by year (undiscounted)",
)
PARTS_TABLE = Words("비용 구성, 할인 후 {}", "Cost by part, discounted {}")
BY_YEAR = Words("연도별, 할인 전 {}", "By year, undiscounted {}")
MATERIAL_YEAR = Words("품목별 구매비, 할인 전 {}", "Purchases by material, undiscounted {}")
SUPPLIER_YEAR = Words("공급사별 구매비, 할인 전 {}", "Purchases by supplier, undiscounted {}")
COST_CHART = Words("연도별 구매비, {}", "Purchases by year, {}")
COST_ALT = Words(
    "연도별 구매비를 품목별로 쌓은 막대.", "Stacked columns of purchases by year and material."
)
COST_REST = Words("구매 외 비용, {}", "Costs other than purchases, {}")
PART_ALT = Words(
    "구매를 뺀 비용 항목별 막대. 가장 큰 항목은 {}.",
    "Bars of cost by part, purchases left out. The largest is {}.",
)
SUPPLIER_ALT = Words(
    "공급사별 구매액 막대. 가장 큰 공급사는 {}.", "Bars of spend by supplier. The largest is {}."
)
SUBTRACTED = Words(
    "합계 = 모든 항목의 합 - 기말 재고 가치",
    "Total = the sum of all parts less the value of closing stock",
)

SHADOW_ABOUT = Words(
    "무엇을 한 단위 더 얻으면 총비용이 얼마나 달라지나. 값은 표시된 범위 안에서만 성립합니다.",
    "What one more unit of something scarce changes in the total cost; each holds only within its range.",
)
NO_SHADOW = Words(
    "이 계획에는 잠재가격이 없습니다. 정수 조건(최소 주문, 주문 비용, 주문 배수)이 있으면 잠재가격이 정의되지 않습니다.",
    "This plan has no shadow prices. With whole-number terms (moq, order_cost, lot) they are not defined.",
)
SHADOW_KINDS = {
    "limit": Words("한도", "limit"),
    "capacity": Words("공급능력", "capacity"),
    "offer_max": Words("최대 주문", "offer maximum"),
    "offer_min": Words("최소 주문", "offer minimum"),
    "take_or_pay": Words("의무 인수", "take-or-pay"),
    "stock": Words("재고 한도", "stock bound"),
    "cover": Words("목표 재고", "cover"),
    "route": Words("운송로", "route"),
    "process": Words("가공 한도", "process"),
    "idle_offer": Words("쓰지 않는 공급조건", "idle offer"),
    "demand": Words("수요", "demand"),
}
BY_SUBJECT = Words("대상별 합계, 가치가 큰 순서", "By subject, the most valuable first")
BY_PERIOD = Words("기간별", "By period")
COUNT = Words("기간 수", "Periods")
SMALLEST = Words("최소 ({})", "Smallest ({})")
LARGEST_CHANGE = Words("최대 ({})", "Largest ({})")
ALL_PERIODS = Words("모든 기간 합계 ({})", "All periods ({})")
HUNDREDTH = Words("한도 1%의 가치 ({})", "Worth of 1% ({})")
SHADOW_KINDS_HEADING = Words("종류", "Kind")
SUBJECT = Words("대상", "Subject")
CHANGE = Words("비용 변화 ({})", "Change of cost ({})")
PER = Words("단위당", "Per")
LOW, HIGH = Words("범위 하한", "Range from"), Words("범위 상한", "Range to")
ONE_SIDED = Words("한쪽만 성립", "One side only")
SENTENCE = Words("말로 하면", "In words")

INPUTS_ABOUT = Words(
    "계획에 쓰인 입력을 읽은 그대로 옮겼습니다. 모두 빈 열은 뺐습니다.",
    "The inputs as they were read for this plan; columns without any entry are left out.",
)
ROWS = Words("{table} (시트 {sheet}, {count}행)", "{table} (sheet {sheet}, {count} rows)")
RUN_ABOUT = Words(
    "같은 결과를 다시 얻는 데 필요한 기록", "What is needed to get the same result again"
)
RUN_KEYS = {
    "input": Words("입력 파일", "Input file"),
    "input_sha256": Words("입력 sha256", "Input sha256"),
    "started": Words("시작", "Started"),
    "engine": Words("계산 엔진", "Engine"),
    "seed": heading("settings", "seed"),
    "rounds": Words("HHI 접선 횟수", "Rounds of HHI tangents"),
    "integers": Words("정수 문제", "Integer problem"),
    "status": Words("상태", "Status"),
    "message": Words("엔진 메시지", "Engine message"),
    "objective": Words("목적값", "Objective"),
    "gap": Words("최적값과의 상대 차이", "Relative gap"),
    "check": Words("독립 검산", "Independent check"),
    "problems": Words("검산에서 나온 문제", "Problems found by the check"),
    "versions": Words("버전", "Version"),
    "options": Words("옵션", "Option"),
    "size": Words("크기", "Size"),
    "seconds": Words("단계별 시간 (초)", "Seconds by step"),
}
KEY, DETAIL = Words("항목", "Item"), Words("세부", "Detail")

CONFLICTS_ABOUT = Words(
    "함께 지킬 수 없는 약속들. 방침을 먼저, 사실을 나중에 적었습니다.",
    "Promises that cannot be kept together: policies first, facts after.",
)
CONFLICT_POLICY = heading("limits", "basis")
RELAX = Words("완화량", "Relax by")
NO_CONFLICTS = Words("충돌 진단이 없습니다.", "There is no diagnosis.")
SEE_CONFLICTS = Words(
    "자세한 내용은 '충돌' 시트에 있습니다.", "See the sheet 'Conflicts' for details."
)
DAYS = Words("일", "days")
