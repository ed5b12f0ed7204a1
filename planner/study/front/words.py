"""Titles, headings and remarks that the workbooks of several studies share."""

# ruff: noqa: E501
from planner.report import risk_headings as risk
from planner.report import words as results
from planner.words import Words

SAYS = risk.IN_WORDS
RECORD = Words("근거: {}", "Made from: {}")
NO_PLAN = Words("계획 없음", "no plan")
SUPPLIER = results.SUPPLIER
COUNTRY = results.COUNTRY
MATERIAL = results.MATERIAL
UNIT = results.UNIT
OTHERS = results.OTHERS
BASE = Words("기준", "Base")
INPUT = Words("입력", "Input")
TOTAL_COST = results.TOTAL_COST
BASE_COST = Words("기준 총비용, {}", "Base cost, {}")
CHANGE = Words("변화", "Change")
CHANGE_PART = Words("변화, %", "Change, %")
DATA = Words("그림의 값", "Values of the charts")
REASON = Words("계획이 없는 이유", "Why there is no plan")
SUPPLIERS = Words("공급사", "Suppliers")
NOW = Words("지금 계획", "Plan now")
SUPPLIERS_COUNT = Words("공급사 수", "Suppliers")
SHORTAGE = results.SHORTAGE
RESULTS = Words("결과", "Results")
RESULTS_TITLE = Words("모든 결과", "All results")
RESULTS_ABOUT = Words(
    "한 줄이 한 번의 계획입니다. 제목 줄의 단추로 거르고 정렬할 수 있습니다. 금액은 {currency}, 계획 전체.",
    "Each row is one plan. Filter and sort with the buttons of the heading. Money in {currency}, over the whole plan.",
)
NAME = Words("이름", "Name")
STATUS = results.RUN_KEYS["status"]
OBJECTIVE_RISK = Words("목적값(평균과 꼬리), {}", "Objective (mean and tail), {}")
MEAN = Words("평균 비용, {}", "Mean cost, {}")
CVAR = Words("꼬리 평균 비용(CVaR), {}", "Mean of the tail (CVaR), {}")
PART = Words("{part}, {currency}", "{part}, {currency}")
SHORT_OF = Words("{material} 미충족, {unit}", "{material} unmet, {unit}")
COVER = Words("최저 재고, {}", "Lowest cover, {}")
SUPPLIER_AMOUNT = Words("{supplier}, {unit}", "{supplier}, {unit}")
SHARE = Words("{} 비중 (구매액 기준)", "{} share (of spending)")
LOOK_THROUGH = Words("{} 비중, 모든 단계 (산화물)", "{} share, any stage (oxide)")
TOTAL = Words("총비용", "Total cost")
SUMMARY = results.SUMMARY
RUN = results.RUN
ITEM, VALUE = results.KEY, results.VALUE
SHORT_COLUMN = Words("미충족, {}", "Unmet, {}")
