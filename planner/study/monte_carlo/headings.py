"""Titles, headings and remarks of the workbook of Monte Carlo."""

# ruff: noqa: E501
from planner.words import Words

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
BIN = Words("총비용 구간의 시작, {}", "Start of the bin, {}")
PERCENTILE = Words("백분위", "Percentile")
WHY = Words("이유", "Reason")
TIMES = Words("횟수", "Draws")
PART = Words("비율", "Part")
USES_TITLE = Words("뽑은 경우마다 누구에게서 사나", "From whom, draw by draw")
USES_ABOUT = Words(
    "뽑은 것 가운데 계획이 있는 {count}번에서 얼마나 자주, 얼마나 사는지. 그 95%에서 P5 물량 이상을 삽니다.",
    "How often and how much is bought over the draws with a plan ({count}). In 95% of them at least the P5 quantity is bought.",
)
OFTEN = Words("사는 경우", "Bought in")
USES_CHART = Words("사는 경우의 비율", "Part of the draws in which bought from")
USES_ALT = Words(
    "공급사별로 사는 경우의 비율 막대.",
    "Bars: part of the draws in which each supplier is bought from.",
)
