"""What the risk of a plan comes to, in a few sentences, in the two languages."""

# ruff: noqa: E501
import math

from models.futures.draw import NOT_RENEWED
from models.recourse.story import REFUSED, REFUSED_LATER, REFUSED_OPEN
from planner.explain import speak
from planner.explain.lack_words import lacks_said
from planner.explain.unseen_words import EQUAL, EQUAL_END, SAME, has_tail, unseen_sentences
from planner.explain.voice import Voice
from planner.outcomes.risk import RiskView
from planner.words import Words

_COST = Words(
    "계획을 만든 미래 {futures}가지에서(낙관적인 값) 이 계획의 비용은 평균 {mean}{tail}이며, 열에 아홉은 {p5}에서 {p95} 사이입니다.",
    "Over the {futures} futures it was made for (which flatters it) this plan costs {mean} in the mean{tail}; nine in ten lie between {p5} and {p95}.",
)
_TAIL = Words(
    ", 최악 {tail}의 평균(CVaR) {cvar}", " and {cvar} in the mean of the worst {tail} (CVaR)"
)
_AGAINST = Words(
    "그 미래에서 위험을 보지 않은 계획과 비교하면 평균은 {mean}, 최악 {tail}의 평균은 {cvar}. {verdict}",
    "Against the plan without risk, in those futures, the mean is {mean} and the mean of the worst {tail} is {cvar}. {verdict}",
)
_AGAINST_MEAN = Words(
    "그 미래에서 위험을 보지 않은 계획과 비교하면 평균은 {mean}. {verdict}",
    "Against the plan without risk, in those futures, the mean is {mean}. {verdict}",
)
_LOWER = Words("{money} 낮고", "{money} lower")
_HIGHER = Words("{money} 높고", "{money} higher")
_LOWER_END = Words("{money} 낮습니다", "{money} lower")
_HIGHER_END = Words("{money} 높습니다", "{money} higher")
_VSS = Words(
    "여러 미래를 보고 짠 값(VSS)은 {vss}입니다.",
    "Planning for many futures is worth {vss} (VSS).",
)
_NO_VSS = Words(
    "여러 미래를 보고 짜도 얻는 것이 없습니다: 위험을 보지 않은 계획을 그대로 써도 됩니다.",
    "Planning for many futures gains nothing here: the plan without risk is as good.",
)
_INCOMPARABLE = Words(
    "위험을 보지 않은 계획은 지킬 수 없는 것이 더 많아 비용만으로 견줄 수 없습니다(VSS 없음).",
    "The plan without risk breaks more of what cannot be kept, which no cost tells: there is no VSS.",
)
_LACKING = Words(
    "지킬 수 없는 것이 있는 미래는 {own}(위험을 보지 않은 계획 {riskless})입니다: 최대 {lacks}.",
    "Something cannot be kept in {own} of the futures ({riskless} without planning for risk): at the worst {lacks}.",
)
_ONLY_RISKLESS = Words(
    "모든 미래에서 모든 것을 지킬 수 있습니다. 위험을 보지 않은 계획은 미래의 {riskless}에서 지킬 수 없는 것이 있습니다.",
    "Every future can keep everything; with the plan without risk {riskless} of the futures cannot.",
)
_PREMIUM = Words(
    "위험을 보지 않은 계획은 {promised}에 된다고 약속하지만 실제로는 평균 {real}{real:이가} 듭니다. 이 계획은 그 약속보다 평균 {premium}: 안전의 값입니다.",
    "The plan without risk promises {promised} but really costs {real} in the mean; this plan costs {premium} than that promise: the premium for safety.",
)
_MORE, _LESS = Words("{} 더 듭니다", "{} more"), Words("{} 덜 듭니다", "{} less")
_EVPI = Words(
    "미래를 미리 안다면 평균 {evpi}{evpi:을를} 더 아낄 수 있습니다(EVPI, 표준오차 {error}): 정보와 예측에 쓸 돈의 상한입니다.",
    "Knowing the future would save {evpi} more in the mean (EVPI, standard error {error}): the most that information or forecasts can be worth.",
)
_EVPI_OF_J = Words(
    "미래를 미리 알면 평균 비용이 이 계획의 위험 척도(J {value})보다 {evpi} 낮아집니다(EVPI, 표준오차 {error}): 정보와 예측에 쓸 돈의 상한입니다.",
    "With the future known the mean cost would be {evpi} below this plan's risk measure (J {value}; EVPI, standard error {error}): the most that information or forecasts can be worth.",
)
_NO_EVPI = Words(
    "미래를 미리 알아도 더 아낄 것이 없습니다(EVPI 0).",
    "Knowing the future would save nothing more (EVPI 0).",
)
_SHORTAGE = Words(
    "부족이 생길 확률은 {own}(위험을 보지 않은 계획 {riskless}), 수요 충족률은 {service}({other})입니다{worst}.",
    "Some shortage occurs in {own} of the futures ({riskless} without planning for risk); {service} of demand is met ({other}){worst}.",
)
_WORST = Words(
    ". 가장 위험한 것은 {period} {material}: 확률 {chance}, P95 {size}",
    ". Most at risk: {material} in {period}, chance {chance}, P95 {size}",
)
_REFUSALS = {
    REFUSED: Words("허가 거절 {} (주문액 기준)", "licenses refused for {} of orders by value"),
    REFUSED_LATER: Words(
        "나중 주문의 허가 거절 {} (넣을 수 있는 것 중)",
        "licenses refused for {} of what could be ordered later",
    ),
    REFUSED_OPEN: Words("심사 중이던 주문의 허가 거절 {}건", "licenses of open orders refused: {}"),
}
_NOT_RENEWED = Words("{} 갱신 안 됨", "{} not renewed")
_QUIET = Words("사건도 허가 거절도 없음", "no event, nothing refused")
EFFECTS = {
    "stop": Words("선적 중단", "shipments stop"),
    "slow": Words("허가 지연", "licenses slow"),
    "price": Words("가격 변동", "prices move"),
    "demand": Words("수요 변동", "demand moves"),
}
"""What an event does, by its effect."""


def risk_sentences(view: RiskView, voice: Voice) -> tuple[str, ...]:
    """What unseen futures say, then cost, premium and foresight in those it was made for.

    Without unseen ones these are all there is, against the plan without risk and with shortages.
    """
    unseen = unseen_sentences(view, voice)
    found = [*unseen, _cost(view, voice), *([] if unseen else [_against(view, voice)])]
    if math.isfinite(view.promised):
        found.append(_premium(view, voice))
    if math.isfinite(view.evpi):
        found.append(_foresight(view, voice))
    return (*found, *_lacking(view, voice), *([] if unseen else [_shortage(view, voice)]))


def _cost(view: RiskView, voice: Voice) -> str:
    own, worst = view.own, ""
    if has_tail(view.futures, view.level):
        worst = voice.say(_TAIL, tail=tail(view), cvar=voice.money(own.cvar))
    money = {"mean": own.mean, "p5": own.p5, "p95": own.p95}
    shown = {name: voice.money(amount) for name, amount in money.items()}
    return voice.say(_COST, futures=view.futures, tail=worst, **shown)


def premium(view: RiskView) -> tuple[float, float]:
    """What the plan without risk really costs in the mean, and this one more than it promises.

    By unseen futures, where both were judged in them.
    """
    own, riskless = view.own.mean, view.riskless.mean
    if view.unseen is not None and view.unseen.riskless is not None:
        own, riskless = view.unseen.own.mean, view.unseen.riskless.mean
    return riskless, own - view.promised


def _premium(view: RiskView, voice: Voice) -> str:
    real, more = premium(view)
    words = voice.say(_MORE if more >= 0 else _LESS)
    return voice.say(
        _PREMIUM,
        promised=voice.money(view.promised),
        real=voice.money(real),
        premium=words.format(voice.money(abs(more))),
    )


def _lacking(view: RiskView, voice: Voice) -> list[str]:
    """What cannot be kept, and how often."""
    own, riskless = speak.percent(view.own.lacking), speak.percent(view.riskless.lacking)
    if view.lacks:
        said = lacks_said(view.lacks, voice)
        return [voice.say(_LACKING, own=own, riskless=riskless, lacks=said)]
    return [voice.say(_ONLY_RISKLESS, riskless=riskless)] if view.riskless.lacking else []


def tail(view: RiskView) -> str:
    """``10%``: how much of the futures the tail holds."""
    return speak.percent(1.0 - view.level)


def story(text: str, voice: Voice) -> str:
    """What happens in a future: each event once with all its months, then what is refused."""
    spells: dict[str, list[str]] = {}
    for part in filter(None, text.split("; ")):
        name, _, when = part.rpartition(" ")
        spells.setdefault(name or when, []).append(when.replace("..", "~"))
    told = [_spell(name, when, voice) for name, when in spells.items()]
    return "; ".join(told) or voice.say(_QUIET)


def _spell(name: str, when: list[str], voice: Voice) -> str:
    if name in _REFUSALS:
        return voice.say(_REFUSALS[name], when[0])
    if name.startswith(f"{NOT_RENEWED} "):
        named = voice.say(_NOT_RENEWED, name.removeprefix(f"{NOT_RENEWED} "))
        return f"{named} {', '.join(when)}"
    effects = {event.event: event.effect for event in voice.case.events}
    effect = EFFECTS.get(effects.get(name, ""))
    named = f"{name} ({voice.say(effect)})" if effect else name
    return f"{named} {', '.join(when)}"


def _against(view: RiskView, voice: Voice) -> str:
    def compared(own: float, other: float, words: tuple[Words, Words, Words]) -> str:
        gap = own - other
        lower, higher, equal = words
        chosen = equal if abs(gap) <= least else lower if gap < 0 else higher
        return voice.say(chosen, money=voice.money(abs(gap)))

    least = SAME * abs(view.own.mean)
    own, other = view.own, view.riskless
    if math.isnan(view.vss):
        verdict = voice.say(_INCOMPARABLE)
    elif view.vss > least:
        verdict = voice.say(_VSS, vss=voice.money(view.vss))
    else:
        verdict = voice.say(_NO_VSS)
    if not has_tail(view.futures, view.level):
        said = compared(own.mean, other.mean, (_LOWER_END, _HIGHER_END, EQUAL_END))
        return voice.say(_AGAINST_MEAN, mean=said, verdict=verdict)
    return voice.say(
        _AGAINST,
        mean=compared(own.mean, other.mean, (_LOWER, _HIGHER, EQUAL)),
        tail=tail(view),
        cvar=compared(own.cvar, other.cvar, (_LOWER_END, _HIGHER_END, EQUAL_END)),
        verdict=verdict,
    )


def _foresight(view: RiskView, voice: Voice) -> str:
    if abs(view.evpi) <= SAME * abs(view.own.mean):
        return voice.say(_NO_EVPI)
    return voice.say(
        _EVPI_OF_J if view.weight > 0 else _EVPI,
        evpi=voice.money(view.evpi),
        value=voice.money(view.value),
        error=voice.money(view.evpi_error) if math.isfinite(view.evpi_error) else "-",
    )


def _shortage(view: RiskView, voice: Voice) -> str:
    worst = ""
    if view.shortages:
        line = max(view.shortages, key=lambda s: (s.probability, s.worst, s.period))
        name = voice.material(line.material)
        worst = voice.say(
            _WORST,
            material=name,
            period=line.period,
            chance=speak.percent(line.probability),
            size=speak.quantity(line.worst, line.unit),
        )
    return voice.say(
        _SHORTAGE,
        own=speak.percent(view.own.shortage_probability),
        riskless=speak.percent(view.riskless.shortage_probability),
        service=_nearly(view.own.service_level),
        other=_nearly(view.riskless.service_level),
        worst=worst,
    )


def _nearly(fraction: float) -> str:
    """A service level of 99.97% must not read as 100%."""
    return f"{math.floor(fraction * 1e4 + 1e-6) / 100:.2f}".rstrip("0").rstrip(".") + "%"
