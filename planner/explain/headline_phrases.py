"""The first line of a plan, with places for its figures."""

# ruff: noqa: E501

from planner.outcomes.notices import Headline
from planner.words import Words

STATUS = {
    "optimal": Words(
        "최적입니다: 모든 규칙을 지키면서 총비용 {cost}보다 싼 계획은 없습니다.",
        "Optimal: no plan that keeps every rule costs less than {cost}.",
    ),
    "infeasible": Words(
        "실행 가능한 계획이 없습니다: 모든 규칙을 함께 지킬 수 없습니다. 완화를 검토할 규칙: {count}건.",
        "No feasible plan: the rules cannot all be kept together. Rules that could give way: {count}.",
    ),
    "unbounded": Words(
        "가장 좋은 계획이 없습니다: 비용이 끝없이 내려갑니다. 음수 가격이나 구매가보다 높은 기말 가치(end_value)가 있는지 확인하세요.",
        "No best plan: the cost falls without end. Look for a negative price, or an end_value above the purchase price.",
    ),
    "error": Words(
        "계획이 없습니다: 계산 엔진이 실패했습니다 ({message}).",
        "No plan: the engine failed ({message}).",
    ),
}
OTHERWISE_OPTIMAL = Words(
    "그 밖에는 최적입니다: 이 조건에서 총비용 {cost}보다 싼 계획은 없습니다.",
    "Otherwise optimal: as things stand no plan costs less than {cost}.",
)
STOPPED = Words(
    "최적이 아닙니다: 증명 전에 계산이 멈췄습니다. 지금까지 가장 좋은 계획의 총비용은 {cost}이며, {gap}",
    "NOT optimal: stopped before the proof. The best known plan costs {cost}; {gap}",
)
STOPPED_EMPTY = Words(
    "계획이 없습니다: 계획을 하나도 찾기 전에 계산이 멈췄습니다. 시간 제한을 늘려 보세요.",
    "No plan: the run was stopped before any plan was found. Allow more time.",
)
GAP = Words("최적값과의 차이는 최대 {gap}입니다.", "it is at most {gap} above the best possible.")
GAP_UNKNOWN = Words(
    "최적값과의 차이는 알 수 없습니다.", "how far it is from the best is not known."
)
CHECK_FAILED = Words(
    "주의: 독립 검산에서 어긋남이 나왔으므로 이 계획을 쓰지 마세요.",
    "Warning: the independent check found a violation; do not use this plan.",
)
SHORT = Words(
    "수요를 다 채우지 못합니다: {amounts} 부족({when}).",
    "Demand is not met: {amounts} short ({when}).",
)
SHORT_SOMETIMES = Words(
    "수요를 다 채우지 못하는 미래가 있습니다: 평균 {amounts} 부족, 한 기간에 부족할 확률은 최대 {chance}입니다.",
    "Demand is not met in every future: {amounts} short in the mean, in one period with a chance of up to {chance}.",
)
LACKING = Words(
    "미래의 {chance}에서 어떤 값으로도 지킬 수 없는 것이 있습니다: 최대 {lacks}. 비용에는 들어 있지 않습니다.",
    "In {chance} of the futures something cannot be kept at any price: at the worst {lacks}. No cost knows of it.",
)
EXCEEDED = Words("권장(soft) 한도를 넘습니다: {limits}.", "Soft limits exceeded: {limits}.")
BEYOND = Words(
    "{limit} {value}(한도 {bound}, {window})", "{limit} at {value} against {bound} in {window}"
)
NOTICED: dict[Headline, Words] = {
    "relaxed": Words("완화된 규칙이 있습니다{place}: {brief}", "Relaxed{place}: {brief}"),
    "left_out": Words("계획에서 빠진 것이 있습니다{place}: {brief}", "Left out{place}: {brief}"),
    "sparse": Words(
        "적히지 않은 수요가 있습니다{place}: {brief}", "Demand is missing{place}: {brief}"
    ),
    "dilution": Words("{brief}", "{brief}"),
}
"""What notices say in the first line, by the fact that they are."""
MORE = Words(" (그 밖에 {count}건)", " (and {count} more)")
