"""What a tornado says to a buyer: which inputs matter, which do not, what breaks the plan."""

# ruff: noqa: E501
from collections.abc import Iterator
from dataclasses import dataclass

from planner.explain import speak
from planner.explain.edit_words import MORE, named_some
from planner.explain.voice import Voice
from planner.outcomes.point import Point
from planner.study.front.point_words import reason, shortage_unit
from planner.study.tornado.found import Bar, TornadoFound, swing
from planner.words import Words

MATTERS = 0.01
"""An input matters if it moves the cost by more than this part of it."""
IDLE = 0.0025
"""And hardly matters if by less than this."""
_SHOWN, _NAMED = 3, 6
_NOTICED = 1e-6

_ABOUT = Words(
    "기준 계획의 총비용은 {cost}입니다. 입력 {count}개를 하나씩 {by} 낮추고 높여 다시 계획했습니다.",
    "The base plan costs {cost}. Inputs lowered and raised by {by}, one at a time, and planned anew: {count}.",
)
_BASELESS = Words(
    "기준 계획이 없어 비교할 수 없습니다. {why}", "There is no base plan to compare with. {why}"
)
_MOST = Words(
    "비용을 가장 크게 움직이는 입력은 {what}입니다: {effects}.",
    "{what}: the input that moves the cost most; {effects}.",
)
_NEXT = Words("다음은 {what}입니다: {effects}.", "{what} comes next: {effects}.")
_EFFECT = {
    1: Words("{side} {money}({part}) 늘어납니다", "{side} it costs {money} more ({part})"),
    -1: Words("{side} {money}({part}) 줄어듭니다", "{side} it costs {money} less ({part})"),
    0: Words("{side} 비용은 그대로입니다", "{side} it costs the same"),
}
_EFFECT_AND = {
    1: Words("{side} {money}({part}) 늘어나고", "{side} it costs {money} more ({part})"),
    -1: Words("{side} {money}({part}) 줄어들고", "{side} it costs {money} less ({part})"),
    0: Words("{side} 비용은 그대로이고", "{side} it costs the same"),
}
_NO_PLAN = Words("{side} 계획이 없습니다", "{side} there is no plan")
_NO_PLAN_AND = Words("{side} 계획이 없고", "{side} there is no plan")
_LOWERED, _RAISED = Words("{} 낮추면", "lowered by {}"), Words("{} 높이면", "raised by {}")
_AS_IT_IS = Words("더 움직일 수 없어", "as far as it goes")
_IDLE = Words(
    "거의 영향이 없는 입력 {count}개: {names}. {by} 움직여도 비용은 {part}도 변하지 않으니, 이 폭 안에서는 맨 나중에 살펴도 됩니다.",
    "Of little effect ({count}): {names}. A move of {by} changes the cost by less than {part}: within this range this can come last.",
)
_BREAKS = Words(
    "계획이 깨지는 곳: {what}{sounded:을를} {side} 모든 규칙을 지킬 수 없습니다. {why}",
    "{what} {side}: the rules cannot all be kept. {why}",
)
_NOTHING_BREAKS = Words(
    "어느 입력을 {by} 움직여도 모든 규칙을 지키는 계획이 있습니다.",
    "Whichever input moves by {by}, there is a plan that keeps every rule.",
)
_SHORT = Words(
    "수요를 다 채우지 못하게 되는 경우: {cases} (기준 {base}).",
    "Demand goes unmet in: {cases} (base {base}).",
)
_SHORT_CASE = Words("{what}{sounded:을를} {side} {amount}", "{what} {side}, {amount}")
_CHOICE = Words(
    "누구에게서 살지까지 바꾸는 입력은 {count}개입니다: {names}. 나머지는 물량과 금액만 바꿉니다.",
    "Inputs that change whom to buy from: {count} ({names}). The others change only amounts and money.",
)
_SAME_CHOICE = Words(
    "어느 입력을 움직여도 사는 공급사는 같습니다: 공급사 선택은 튼튼합니다.",
    "Whichever input moves, the suppliers stay the same: the choice of suppliers is robust.",
)


@dataclass(frozen=True)
class BarEnd:
    """One end of a bar: the point, the value, and whether it is the raised end."""

    point: Point
    value: float
    raised: bool


def tornado_sentences(study: TornadoFound, voice: Voice) -> list[str]:
    """Which three inputs matter, which do not, what breaks the plan, what changes the suppliers."""
    base = study.base.objective
    if base is None:
        why = reason(study.base, voice)
        return [voice.say(_BASELESS, why=why)]
    about = voice.say(
        _ABOUT, cost=voice.money(base), count=len(study.bars), by=speak.percent(study.by)
    )
    return [
        about,
        *_telling(study, voice),
        *_idle(study, voice),
        *_breaking(study, voice),
        *_short(study, voice),
        *_choice(study, voice),
    ]


def sides(bar: Bar) -> tuple[BarEnd, BarEnd]:
    """The lowered and the raised end."""
    return BarEnd(bar.low, bar.low_value, False), BarEnd(bar.high, bar.high_value, True)


def change(point: Point, study: TornadoFound) -> float | None:
    """How much dearer than the base; None without a plan."""
    if point.objective is None or study.base.objective is None:
        return None
    return point.objective - study.base.objective


def broken(study: TornadoFound) -> list[tuple[Bar, BarEnd]]:
    """Ends without a plan."""
    return [
        (bar, side) for bar in study.bars for side in sides(bar) if side.point.objective is None
    ]


def name(bar: Bar, voice: Voice) -> str:
    """What the input is called."""
    return bar.what_ko if voice.language == "ko" else bar.what_en


def side_words(side: BarEnd, voice: Voice) -> str:
    """Say ``raised by 20%``."""
    by = abs(side.value - 1.0)
    if by < _NOTICED:
        return voice.say(_AS_IT_IS)
    return voice.say(_RAISED if side.raised else _LOWERED, speak.percent(by))


def moved(point: Point, base: Point) -> tuple[list[str], list[str]]:
    """Suppliers that a plan orders from and the base does not, and the other way round."""
    if point.objective is None:
        return [], []
    return sorted(point.suppliers - base.suppliers), sorted(base.suppliers - point.suppliers)


def _telling(study: TornadoFound, voice: Voice) -> Iterator[str]:
    """Up to three inputs that matter, of those that have a plan at either end."""
    base = study.base.objective or 1.0
    swings = [(swing(bar, study.base) or 0.0, bar) for bar in study.bars]
    known = [pair for pair in swings if pair[0] > IDLE * abs(base)]
    widest = sorted(known, key=lambda pair: -pair[0])[:_SHOWN]
    for place, (_, bar) in enumerate(widest):
        # The raised end first: what a buyer fears.
        lowered, raised = sides(bar)
        said = [
            _effect(raised, study, voice, last=False),
            _effect(lowered, study, voice, last=True),
        ]
        words = _NEXT if place else _MOST
        yield voice.say(words, what=name(bar, voice), effects=", ".join(said))


def _effect(side: BarEnd, study: TornadoFound, voice: Voice, *, last: bool) -> str:
    """``last``: the sentence ends with it."""
    by, amount = side_words(side, voice), change(side.point, study)
    if amount is None:
        return voice.say(_NO_PLAN if last else _NO_PLAN_AND, side=by)
    base = study.base.objective or 1.0
    sign = 0 if abs(amount) < _NOTICED * abs(base) else 1 if amount > 0 else -1
    return voice.say(
        (_EFFECT if last else _EFFECT_AND)[sign],
        side=by,
        money=voice.money(abs(amount)),
        part=speak.percent(abs(amount / base)),
    )


def _idle(study: TornadoFound, voice: Voice) -> Iterator[str]:
    least = IDLE * abs(study.base.objective or 1.0)
    failing = {bar.label for bar, _ in broken(study)}
    small = [bar for bar in study.bars if (swing(bar, study.base) or 0.0) < least]
    idle = [name(bar, voice) for bar in small if bar.label not in failing]
    if idle:
        names, more = ", ".join(idle[:_NAMED]), len(idle) - _NAMED
        yield voice.say(
            _IDLE,
            count=len(idle),
            names=names + voice.say(MORE, more) if more > 0 else names,
            by=speak.percent(study.by),
            part=f"{100 * IDLE:g}%",
        )


def _breaking(study: TornadoFound, voice: Voice) -> Iterator[str]:
    found = broken(study)
    if not found:
        yield voice.say(_NOTHING_BREAKS, by=speak.percent(study.by))
    for bar, side in found[:_SHOWN]:
        what = name(bar, voice)
        yield (
            voice.say(
                _BREAKS,
                what=what,
                sounded=speak.sounded(what),
                side=side_words(side, voice),
                why=reason(side.point, voice),
            ).strip()
        )


def _short(study: TornadoFound, voice: Voice) -> Iterator[str]:
    base, unit = study.base.shortage or 0.0, shortage_unit(study.case)
    worse = [
        (bar, side, side.point.shortage)
        for bar in study.bars
        for side in sides(bar)
        if side.point.shortage is not None and side.point.shortage > 1.001 * base + 1e-3
    ]
    if not worse:
        return
    worst = sorted(worse, key=lambda one: -one[2])[:_SHOWN]
    cases = [
        voice.say(
            _SHORT_CASE,
            what=(what := name(bar, voice)),
            sounded=speak.sounded(what),
            side=side_words(side, voice),
            amount=speak.quantity(amount, unit),
        )
        for bar, side, amount in worst
    ]
    yield voice.say(
        _SHORT,
        cases=(", " if voice.language == "ko" else "; ").join(cases),
        base=speak.quantity(base, unit),
    )


def _choice(study: TornadoFound, voice: Voice) -> Iterator[str]:
    changing = [
        name(bar, voice)
        for bar in study.bars
        if any(any(moved(side.point, study.base)) for side in sides(bar))
    ]
    if changing:
        yield voice.say(_CHOICE, count=len(changing), names=named_some(changing, voice))
    else:
        yield voice.say(_SAME_CHOICE)
