"""Words that several pages share: names, headings, remarks."""

from planner.schema.headings import heading
from planner.words import Words

SUMMARY = Words("요약", "Summary")
RUN = Words("실행 기록", "Run")

NOTHING = Words("해당하는 내용이 없습니다.", "There is nothing to show here.")
ON_SCREEN = Words(
    "{what} ({count}줄)은 화면에서 찾아보는 표이며 인쇄되지 않습니다.",
    "{what} ({count} lines) are looked up on the screen and not printed.",
)
TOTAL = Words("합계", "Total")
OTHERS = Words("기타", "Others")

TOTAL_COST = Words("총비용, {}", "Total cost, {}")
SHORTAGE = Words("미충족 수요, {}", "Unmet demand, {}")
DIRECT = Words("직접 구매", "Direct")
STOCK_CHART = Words("{material}, {unit} ({stockpile})", "{material}, {unit} ({stockpile})")
TARGET_SERIES = Words("목표", "Target")
AFTER = Words("계획 후", "After the plan")
BY_PERIOD = Words("기간별", "By period")

KEY, VALUE = Words("항목", "Item"), Words("값", "Value")
PART = Words("항목", "Part")
COST_SHARE = Words("총비용 중 비중", "Share of total cost")
SPEND_SHARE = Words("구매액 비중", "Share of spend")
COUNTRY = heading("suppliers", "country")
SUPPLIER = heading("offers", "supplier")
MATERIAL = heading("offers", "material")
OFFER = heading("open_orders", "offer")
LICENSE = heading("offers", "license")
STOCKPILE = heading("stockpiles", "stockpile")
UNIT = heading("capacity", "unit")
ARRIVES = Words("도착 예정", "Expected arrival")
PERIOD = Words("기간", "Period")
ORDER_BY = Words("주문 기한", "Order by")
QUANTITY = heading("open_orders", "quantity")
COST = Words("지급 예상 ({})", "Expected payment ({})")
# The whole sentence that measure, of, among, weight and stage make together.
MEASURES = Words("무엇을 재나", "What it measures")
BOUND = heading("limits", "value")
SUBJECT = Words("대상", "Subject")
SENTENCE = Words("말로 하면", "In words")

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
