"""What is said of a plan with risk that a plan without risk says otherwise: its proof, what to do.

Such a plan has no shadow prices: what helps a buyer is when to place which order, and where supply
may fall short.
"""

# ruff: noqa: E501
import math

from planner.explain import speak
from planner.explain.risk_words import tail
from planner.explain.unseen_words import error_said, has_tail
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.outcomes.risk import ArrivalLine, RiskView
from planner.words import Words

_SHOWN = 3
_LEAST_GAP = 1e-6
"""Gaps below this are rounding of the costs they come from."""

_STATUS = {
    "optimal": Words(
        "찾았습니다: 미래 {futures}가지에서 이 계획보다 {gap} 넘게 나은 계획은 없습니다. {costs}.",
        "Found: over {futures} futures no plan can be more than {gap} better than this one. {costs}.",
    ),
    "stopped": Words(
        "최적이 아닙니다: 증명 전에 계산이 멈췄습니다. 미래 {futures}가지에서 이 계획보다 최대 {gap} 나은 계획이 있을 수 있습니다. {costs}.",
        "NOT optimal: stopped before the proof. Over {futures} futures some plan may be up to {gap} better than this one. {costs}.",
    ),
}
_COSTS = Words(
    "그 미래에서 평균 {mean}{tail}: 낙관적인 값",
    "In these it costs {mean} in the mean{tail}, which flatters it",
)
_UNSEEN = Words(
    "보지 않은 미래 {futures}가지에서 기간마다 다시 결정하면 평균 {mean}(표준오차 {error}){tail}",
    "In {futures} unseen ones, decided again period by period, it costs {mean} in the mean (standard error {error}){tail}",
)
_TAIL = Words(", 최악 {tail}의 평균 {cvar}", ", {cvar} in the mean of the worst {tail}")
_LICENSED = Words(
    "허가가 필요한 주문부터 넣으세요. 계획한 기간 안에 {confidence} 확률로 도착하려면: {orders}.",
    "Place the orders under a license first; to arrive in the period planned with {confidence} confidence: {orders}.",
)
_UNLICENSED = Words(
    "먼저 넣을 주문은, 계획한 기간 안에 {confidence} 확률로 도착하려면: {orders}.",
    "Orders to place first, to arrive in the period planned with {confidence} confidence: {orders}.",
)
_ORDER = Words(
    "{supplier} {material} {quantity} {day}까지", "{supplier} {material} {quantity} by {day}"
)
_NO_ORDERS = Words("미리 넣을 주문은 없습니다.", "No order need be placed ahead.")
_SHORT = Words(
    " 부족 위험이 가장 큰 것은 {period} {material}입니다: 확률 {chance}, P95 {size}.",
    " The largest risk of a shortage is {material} in {period}: chance {chance}, P95 {size}.",
)
_NEVER_SHORT = Words(" 어떤 미래에서도 부족은 없습니다.", " No future brings a shortage.")


def hedged_status(plan: Plan, view: RiskView, voice: Voice) -> str:
    """Say how good the plan is proven to be, over how many futures, and what it costs there."""
    return voice.say(
        _STATUS[plan.status],
        futures=view.futures,
        gap=_at_most(view.gap),
        costs=_costs(view, voice),
    )


def _costs(view: RiskView, voice: Voice) -> str:
    """What it costs in unseen futures; else in those it was made for, called so."""
    own, futures = view.own, view.futures
    if view.unseen is not None:
        own, futures = view.unseen.own, view.unseen.futures
    worst = ""
    if has_tail(futures, view.level):
        worst = voice.say(_TAIL, tail=tail(view), cvar=voice.money(own.cvar))
    mean = voice.money(own.mean)
    if view.unseen is None:
        return voice.say(_COSTS, mean=mean, tail=worst)
    error = error_said(own.standard_error, voice)
    return voice.say(_UNSEEN, futures=futures, mean=mean, error=error, tail=worst)


def act_first(view: RiskView, voice: Voice) -> str:
    """Say which orders to place first, and where the largest risk of a shortage is."""
    return _orders(view, voice) + _shortage(view, voice)


def _orders(view: RiskView, voice: Voice) -> str:
    dated = [line for line in view.arrivals if line.order_by]
    licensed = [line for line in dated if line.license]
    first = _first_of_each(licensed or dated)[:_SHOWN]
    if not first:
        return voice.say(_NO_ORDERS)
    said = [
        voice.say(
            _ORDER,
            supplier=voice.supplier(line.supplier),
            material=voice.material(line.material),
            quantity=speak.quantity(line.quantity, line.unit),
            day=line.order_by,
        )
        for line in first
    ]
    text = _LICENSED if licensed else _UNLICENSED
    confidence = speak.percent(first[0].confidence)
    return voice.say(text, confidence=confidence, orders=", ".join(said))


def _first_of_each(lines: list[ArrivalLine]) -> list[ArrivalLine]:
    """The most urgent order of each offer, the most urgent offer first."""
    urgent: dict[str, ArrivalLine] = {}
    for line in sorted(lines, key=lambda line: (line.order_by, line.offer, line.period)):
        urgent.setdefault(line.offer, line)
    return list(urgent.values())


def _shortage(view: RiskView, voice: Voice) -> str:
    if not view.shortages:
        return voice.say(_NEVER_SHORT)
    line = max(view.shortages, key=lambda s: (s.probability, s.worst, s.period))
    return voice.say(
        _SHORT,
        material=voice.material(line.material),
        period=line.period,
        chance=speak.percent(line.probability),
        size=speak.quantity(line.worst, line.unit),
    )


def _at_most(gap: float) -> str:
    """Two figures, rounded up: what is said must hold."""
    gap = 100 * max(gap, _LEAST_GAP)
    step = 10.0 ** (math.floor(math.log10(gap)) - 1)
    return f"{math.ceil(gap / step - 1e-9) * step:.2g}%"
