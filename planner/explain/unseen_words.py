"""What a plan comes to in futures it was not made for, and whether that is more than chance."""

# ruff: noqa: E501
import math

from models.rolling.estimate import Estimate
from planner.explain import speak
from planner.explain.lack_words import lacks_said
from planner.explain.voice import Voice
from planner.outcomes.risk import MaterialShort, RiskView, Unseen
from planner.words import Words

SAME = 5e-5
"""Differences below this part of the mean cost are no difference to a buyer."""
FEWEST = 10
"""With fewer futures in the tail nothing is said of it: their mean says little."""
_MOST = 3

EQUAL = Words("같고", "the same")
EQUAL_END = Words("같습니다", "the same")
_LESS, _MORE = Words("{} 낮고 {}", "{} lower {}"), Words("{} 높고 {}", "{} higher {}")
_LESS_END, _MORE_END = (
    Words("{} 낮습니다 {}", "{} lower {}"),
    Words("{} 높습니다 {}", "{} higher {}"),
)
_SURE = Words("(표준오차 {}의 2배를 넘음)", "(more than 2 standard errors of {})")
_UNSURE = Words(
    "(표준오차 {}의 2배 이내: 우연일 수 있음)", "(within 2 standard errors of {}: it may be chance)"
)
_UNKNOWN = Words("(오차를 알 수 없음)", "(its error is not known)")

_COST = Words(
    "이 계획이 보지 않은 미래 {futures}가지에서 기간마다 다시 결정하면 비용은 평균 {mean}(표준오차 {error}){tail}입니다.",
    "In {futures} futures it was not made for, decided again period by period, this plan costs {mean} in the mean (standard error {error}){tail}.",
)
_TAIL = Words(
    ", 최악 {tail}의 평균 {cvar}(표준오차 {error})",
    ", and {cvar} in the mean of the worst {tail} (standard error {error})",
)
_AGAINST = Words(
    "같은 미래에서 똑같이 판단하면 위험을 보지 않은 계획보다 평균은 {mean}.",
    "Judged alike in the same futures, against the plan without risk the mean is {mean}.",
)
_AGAINST_TAIL = Words(
    "같은 미래에서 똑같이 판단하면 위험을 보지 않은 계획보다 평균은 {mean}, 최악 {tail}의 평균은 {worst}.",
    "Judged alike in the same futures, against the plan without risk the mean is {mean}; the mean of the worst {tail} is {worst}.",
)
_VERDICTS = {
    "better": Words(
        "계획의 위험 척도로 {amount} 낮아 위험을 보지 않은 계획보다 분명히 낫습니다.",
        "In the plan's own measure it is {amount} lower: clearly better than the plan without risk.",
    ),
    "open": Words(
        "위험을 보지 않은 계획보다 분명히 낫다고 할 수 없습니다(위험 척도의 차이가 표준오차 {error}의 2배 이내).",
        "It is not clearly better than the plan without risk (in its own measure the difference is within 2 standard errors of {error}).",
    ),
    "equal": Words(
        "계획의 위험 척도로는 위험을 보지 않은 계획과 같습니다.",
        "In the plan's own measure it costs as much as the plan without risk.",
    ),
    "lacking": Words(
        "지킬 수 없는 것이 있는 미래의 비율이 서로 달라, 비용만으로 어느 계획이 낫다고 할 수 없습니다.",
        "As they lack something in unlike parts of the futures, cost alone does not tell which plan is better.",
    ),
    "worse": Words(
        "계획의 위험 척도로 {amount} 높아 위험을 보지 않은 계획보다 분명히 못합니다: 그 계획을 쓰거나 futures를 늘리세요.",
        "In the plan's own measure it is {amount} higher: clearly worse than the plan without risk; take that one, or more futures.",
    ),
}
_LACKING = Words(
    "어떤 값으로도 지킬 수 없는 것이 있는 미래는 {own}{lacks}이며, 비용에 들어 있지 않습니다.",
    "Something cannot be kept at any price in {own} of them{lacks}; no cost knows of it.",
)
_LACKING_BOTH = Words(
    "위험을 보지 않은 계획은 {riskless}입니다. 두 계획은 둘 다 모두 지키는 미래 {compared}가지에서 견줍니다.",
    "With the plan without risk in {riskless}; the two are compared in the {compared} futures in which both keep everything.",
)
_LACKING_ALWAYS = Words(
    "위험을 보지 않은 계획은 {riskless}입니다. 둘 다 모두 지키는 미래가 없어 비용으로 견주지 않습니다.",
    "With the plan without risk in {riskless}; too few futures keep everything with both to compare them by cost.",
)
_AT_WORST = Words(" 최대 {}", ", at the worst {}")
_SHORT = Words("부족: {lines}.", "Shortages: {lines}.")
_MATERIAL = Words(
    "{material} 미래의 {chance}, 평균 {amount}, 비용 {cost}",
    "{material} in {chance} of the futures, {amount} and {cost} in the mean",
)
_NEVER = Words("보지 않은 미래 어디에서도 부족은 없습니다.", "No unseen future brings a shortage.")


def unseen_sentences(view: RiskView, voice: Voice) -> tuple[str, ...]:
    """Cost, against the plan without risk, the verdict, and what may lack; empty if not judged."""
    unseen = view.unseen
    if unseen is None:
        return ()
    return (_cost(view, unseen, voice), *_against(view, unseen, voice), _shortages(unseen, voice))


def has_tail(futures: int, level: float) -> bool:
    """Whether so many futures hold a tail that one may speak of."""
    return futures * (1.0 - level) >= FEWEST - 1e-9


def apart(found: Estimate, voice: Voice, *, ends: bool, least: float = 0.0) -> str:
    """``3.1 M lower (more than 2 standard errors of 0.4 M)``; ``ends``: a Korean sentence.

    Up to ``least`` it is no difference.
    """
    if abs(found.value) <= least:
        return voice.say(EQUAL_END if ends else EQUAL)
    if found.certain is None:
        doubt = voice.say(_UNKNOWN)
    else:
        doubt = voice.say(_SURE if found.certain else _UNSURE, voice.money(found.error))
    less, more = (_LESS_END, _MORE_END) if ends else (_LESS, _MORE)
    return voice.say(more if found.value > 0 else less, voice.money(abs(found.value)), doubt)


def _cost(view: RiskView, unseen: Unseen, voice: Voice) -> str:
    own, tail = unseen.own, ""
    error = error_said(own.standard_error, voice)
    if has_tail(unseen.futures, view.level):
        worst = speak.percent(1.0 - view.level)
        beyond = error_said(own.cvar_error, voice)
        tail = voice.say(_TAIL, tail=worst, cvar=voice.money(own.cvar), error=beyond)
    return voice.say(
        _COST, futures=unseen.futures, mean=voice.money(own.mean), error=error, tail=tail
    )


def _against(view: RiskView, unseen: Unseen, voice: Voice) -> list[str]:
    found = [*_lacking(unseen, voice)]
    if unseen.mean is None or unseen.tail is None or unseen.measure is None:
        return found
    least = SAME * abs(unseen.own.mean)
    if has_tail(unseen.compared, view.level):
        said = voice.say(
            _AGAINST_TAIL,
            mean=apart(unseen.mean, voice, ends=False, least=least),
            tail=speak.percent(1.0 - view.level),
            worst=apart(unseen.tail, voice, ends=True, least=least),
        )
    else:
        said = voice.say(_AGAINST, mean=apart(unseen.mean, voice, ends=True, least=least))
    return [*found, said, _verdict(unseen, unseen.measure, least, voice)]


def _verdict(unseen: Unseen, found: Estimate, least: float, voice: Voice) -> str:
    """What is said of which plan is better: what lacks comes before any cost."""
    if unseen.riskless is None or unseen.own.lacking != unseen.riskless.lacking:
        verdict = "lacking"
    elif abs(found.value) <= least:
        verdict = "equal"
    else:
        verdict = ("better" if found.value < 0 else "worse") if found.certain else "open"
    amount, error = voice.money(abs(found.value)), _error(found, voice)
    return voice.say(_VERDICTS[verdict], amount=amount, error=error)


def _lacking(unseen: Unseen, voice: Voice) -> list[str]:
    """Where something lacks with either plan, which no cost knows of."""
    other = 0.0 if unseen.riskless is None else unseen.riskless.lacking
    if not (unseen.own.lacking or other):
        return []
    worst = voice.say(_AT_WORST, lacks_said(unseen.lacks, voice)) if unseen.lacks else ""
    said = [voice.say(_LACKING, own=speak.percent(unseen.own.lacking), lacks=worst)]
    if unseen.riskless is not None:
        both = _LACKING_BOTH if unseen.compared else _LACKING_ALWAYS
        said.append(voice.say(both, riskless=speak.percent(other), compared=unseen.compared))
    return [" ".join(said)]


def _error(found: Estimate, voice: Voice) -> str:
    return error_said(found.error, voice)


def error_said(error: float, voice: Voice) -> str:
    """A standard error; of a single future none is known."""
    return "-" if math.isnan(error) else voice.money(error)


def _shortages(unseen: Unseen, voice: Voice) -> str:
    if not unseen.short:
        return voice.say(_NEVER)
    lines = [_material(line, voice) for line in unseen.short[:_MOST]]
    return voice.say(_SHORT, lines="; ".join(lines))


def _material(line: MaterialShort, voice: Voice) -> str:
    return voice.say(
        _MATERIAL,
        material=voice.material(line.material),
        chance=speak.percent(line.probability.value),
        amount=speak.quantity(line.mean, line.unit),
        cost=voice.money(line.cost),
    )
