"""Titles, headings and remarks of the workbook of two plans compared."""

# ruff: noqa: E501
from planner.report import words as results
from planner.schema.headings import heading
from planner.words import Words

SUMMARY = Words("계획 비교", "Comparison")
SUPPLIERS = Words("공급사별", "By supplier")
MATERIALS = Words("품목별", "By material")
PERIODS = results.BY_PERIOD

TITLE = Words("두 계획의 비교", "Two plans compared")
SIDES = Words(
    "A: {a} ({a_span})  |  B: {b} ({b_span})  |  통화 {currency}  |  차이 = B - A",
    "A: {a} ({a_span})  |  B: {b} ({b_span})  |  currency {currency}  |  change = B - A",
)
COST_OF = Words("{plan} 총비용, {unit}", "Cost of {plan}, {unit}")
PAID_BY = Words("{plan} 지급, 겹치는 기간, {unit}", "Paid by {plan}, shared periods, {unit}")
COST_CHANGE = Words("총비용 차이, {}", "Change of whole cost, {}")
LADDER = Words(
    "겹치는 기간에서 총비용 차이까지, {}", "From the shared periods to the change of cost, {}"
)
STEP = Words("단계", "Step")
CHANGE = Words("차이, {}", "Change, {}")
SAYS = Words("무엇이 왜 달라졌나", "What changed, and why")
SPLIT = Words("비용 차이의 원인", "Why the cost moved")
CAUSE = Words("원인", "Cause")
OF_CHANGE = Words("차이의 {}", "{} of the change")
NAME = Words("무엇", "What it is")
MEANING = results.MEASURES
PLAN_A, PLAN_B = Words("A 계획", "Plan A"), Words("B 계획", "Plan B")
TOTAL = Words("합계 = 비용 차이", "Total = change of cost")
WATERFALL = Words("A에서 B로: 비용이 움직인 원인, {}", "From A to B: why the cost moved, {}")
WATERFALL_ALT = Words(
    "A의 비용에서 원인별 증감을 더해 B의 비용에 이르는 폭포 그림.",
    "A waterfall from the cost of A over each cause to the cost of B.",
)
BRIDGE = Words(
    "바뀐 입력을 하나씩 넣고 다시 계획하면",
    "Changed inputs taken over one after the other, planned again each time",
)
BRIDGE_CHART = Words("입력이 움직인 비용, {}", "What the inputs moved, {}")
BRIDGE_ALT = Words(
    "A의 비용에서 입력을 하나씩 바꿀 때의 증감을 더해 B의 비용에 이르는 폭포 그림.",
    "A waterfall from the cost of A over each group of inputs to the cost of B.",
)
BRIDGE_NOTE = Words(
    "순서에 따라 나뉘는 몫이 달라집니다: 앞의 입력을 바꾼 상태에서 잰 값입니다.",
    "The parts depend on the order: each is measured with those before it already changed.",
)
INPUTS = Words("입력", "Inputs")
AFTER = Words("다시 계획한 비용, {}", "Cost when planned again, {}")
EFFECT = Words("영향, {}", "Effect, {}")
CUT_AXIS = Words("세로축은 0이 아니라 {}에서 시작합니다.", "The value axis starts at {}, not at 0.")
PARTS = Words("비용 항목", "Parts of the cost")
PART = results.PART
CHART_DATA = Words("그림에 쓰인 숫자", "Numbers behind the charts")
BASE, UP, DOWN, ENDS = (
    Words("받침", "base"),
    Words("증가", "more"),
    Words("감소", "less"),
    Words("비용", "cost"),
)

SUPPLIERS_ABOUT = Words(
    "누구에게서 더 사고 덜 사나. 금액은 할인 전 구매비({}), 차이가 큰 순서입니다.",
    "From whom more is bought, and from whom less. Spend is undiscounted, in {}; the largest change first.",
)
MATERIALS_ABOUT = Words(
    "무엇을 더 사고 덜 사나. 가격, 물량, 구성의 몫은 할인한 값({})으로, 합치면 요약의 원인이 됩니다.",
    "What is bought more, and what less. The parts in price, volume and mix are discounted ({}) and add up to the causes of the summary.",
)
PERIODS_ABOUT = Words(
    "언제 더 사고 덜 사나. 금액은 할인 전 구매비({})입니다.",
    "When more is bought, and when less. Spend is undiscounted, in {}.",
)
SUPPLIER, MATERIAL, PERIOD = (
    results.SUPPLIER,
    results.MATERIAL,
    results.PERIOD,
)
COUNTRY, UNIT, OFFER = results.COUNTRY, results.UNIT, results.OFFER
QUANTITY_A, QUANTITY_B, QUANTITY_CHANGE = (
    Words("수량 A", "Quantity A"),
    Words("수량 B", "Quantity B"),
    Words("수량 차이", "Change of quantity"),
)
SPEND_A, SPEND_B, SPEND_CHANGE = (
    Words("금액 A", "Spend A"),
    Words("금액 B", "Spend B"),
    Words("금액 차이", "Change of spend"),
)
SHARED_QUANTITY, SHARED_SPEND = (
    Words("겹치는 기간의 수량 차이", "Change of quantity, shared periods"),
    Words("겹치는 기간의 금액 차이", "Change of spend, shared periods"),
)
PRICE_PART, VOLUME_PART, MIX_PART = (
    Words("가격의 몫", "Part in price"),
    Words("물량의 몫", "Part in volume"),
    Words("구성의 몫", "Part in mix"),
)
SUPPLIER_CHART = Words("공급사별 구매액, {}", "Spend by supplier, {}")
SUPPLIER_ALT = Words(
    "공급사별 구매액을 A와 B로 나란히 보인 막대.", "Spend by supplier, plan A beside plan B."
)
MATERIAL_CHART = Words("품목별 구매액, {}", "Spend by material, {}")
MATERIAL_ALT = Words(
    "품목별 구매액을 A와 B로 나란히 보인 막대.", "Spend by material, plan A beside plan B."
)
CAUSE_CHART = Words("품목별 가격, 물량, 구성의 몫, {}", "Price, volume and mix by material, {}")
CAUSE_ALT = Words(
    "품목별로 가격, 물량, 구성이 비용을 얼마나 움직였나.",
    "How much price, volume and mix of each material moved the cost.",
)
PERIOD_CHART = Words("기간별 구매액, {}", "Spend by period, {}")
PERIOD_ALT = Words(
    "기간별 구매액을 A와 B로 겹쳐 보인 선.", "Spend by period, plan A and plan B as lines."
)
HEAT = Words(
    "공급사와 기간별 금액 차이, {} (빨강: B가 더 씀, 파랑: 덜 씀)",
    "Change of spend by supplier and period, {} (red: B spends more, blue: less)",
)
TOTALS = results.TOTAL

ORDERS_ABOUT = Words(
    "두 계획에 모두 있는 기간의 주문 가운데 달라진 것. 수량은 단위 열, 금액은 할인 전 {}.",
    "Orders in periods both plans have that are not the same. Spend is undiscounted, in {}.",
)
INPUTS_ABOUT = Words(
    "두 계획을 만든 입력 통합 문서에서 값이 다른 셀. 셀 주소는 각 계획의 입력 통합 문서의 것입니다.",
    "Cells with other values in the workbooks the plans were made from. Addresses are those of each plan's own workbook.",
)
SHEET, ROW, COLUMN, KIND = (
    heading("scenarios", "table"),
    Words("행", "Row"),
    heading("scenarios", "column"),
    Words("구분", "Kind"),
)
VALUE_A, VALUE_B = Words("A의 값", "Value in A"), Words("B의 값", "Value in B")
CELL_A, CELL_B = Words("A의 셀", "Cell in A"), Words("B의 셀", "Cell in B")
DIFFERENCE, RELATIVE = Words("차이", "Change"), Words("차이, %", "Change, %")
GROUP = Words("묶음", "Group")
KINDS = {
    "changed": Words("값이 다름", "changed"),
    "added": Words("B에만 있음", "only in B"),
    "removed": Words("A에만 있음", "only in A"),
}
NOTHING = Words("다른 것이 없습니다.", "Nothing differs.")
