"""A stress test in sentences: how long we live without whom, what hurts most, what helps."""

# ruff: noqa: E501

from collections.abc import Iterator

from planner.explain import speak
from planner.explain.edit_words import named_some
from planner.explain.voice import Voice
from planner.study.stress.found import Closure, Cure, Lives, StressFound, StressPoint, badness
from planner.words import Words

_SHOWN = 3
STAGES = {
    "mined": Words("채굴", "mining"),
    "separated": Words("분리", "separation"),
    "metal": Words("금속", "metal"),
    "magnet": Words("자석", "magnets"),
}
_STAGED = Words("{country} {stage}", "{stage} in {country}")
_ABOUT = Words(
    "{count}가지를 하나씩 갑자기 멈췄습니다(시작 {starts}번, 길이 {lengths}). 그 전의 주문은 그대로 두고 나머지는 다시 정합니다.",
    "Closed by surprise, one at a time: {count}; {starts} starts, lengths {lengths}. Orders before the start stand, all else is decided anew.",
)
_LIVE = Words(
    "{name} 없이는 {lives} 버팁니다({when} 시작).", "Without {name} we live {lives} (from {when})."
)
_ONE = Words("{material} {days}일", "{days} days on {material}")
_AT_LEAST = Words(
    "{material} {days}일 이상(계획 끝까지)",
    "at least {days} days (to the plan's end) on {material}",
)
_WORST = Words(
    "가장 비싼 것은 {name} {length} 멈춤({when} 시작): {loss}{short}.",
    "The dearest is {name} closed for {length} from {when}: {loss}{short}.",
)
_FIRST = Words(", {when}부터 부족", ", short from {when} on")
_LENGTH, _MONTH = Words("{n}개월", "{n} months"), Words("1개월", "1 month")
_CANNOT = Words(
    "지킬 수 없습니다: {names}. 필요한 것을 대 줄 곳이 없고 부족 비용도 없어 손실을 매길 수 없습니다.",
    "Cannot be kept: {names}. What is needed cannot be had and has no shortage cost, so there is no price for it.",
)
_BREAKS = Words(
    "한도를 어기지 않고는 넘길 수 없는 것: {names}. 수요를 먼저 채우고 한도를 가장 적게 어기는 계획의 비용입니다(표의 *).",
    "Not to be lived through within the limits: {names}. Their loss is that of the plan that meets demand first and then misses them least (starred).",
)
_SPEND = Words(
    "구매액은 위험을 말해 주지 않습니다: {big}에서는 {big_spend}를 사고 {big_loss} 잃지만, {small}에서는 {small_spend}를 사고 {small_loss} 잃습니다.",
    "Spending does not tell: {big} takes {big_spend} and would lose us {big_loss}, {small} takes {small_spend} and would lose us {small_loss}.",
)
_COMMON = Words(
    "{name}의 공급사를 하나씩 잃으면 모두 {sum}, 한꺼번에 잃으면 {loss}입니다({length}).",
    "Losing the suppliers of {name} one by one comes to {sum} in all, together to {loss} ({length}).",
)
_SLOW = Words(
    "스스로 복구하기 전에 우리가 먼저 부족해지는 공급사: {names}.",
    "We run short before they recover: {names}.",
)
_SLOW_ONE = Words(
    "{name}(복구 {recovery}개월, 버팀 {days}일)",
    "{name} (recovers in {recovery} months, we live {days} days)",
)
_CURE = Words(
    "가장 값진 처방: {what}. {name} {length} 멈춤의 손실을 {saved} 줄이며, 든 물건값 1{currency}당 {per}입니다.",
    "The cure that helps most per money: {what}. It saves {saved} of the stop of {name} for {length}: {per} per {currency} of goods.",
)
CURES = {
    "stock": Words("{material} 재고 {amount} 더", "{amount} more stock of {material}"),
    "capacity": Words("{offer} 물량을 절반 더", "half as much again from {offer}"),
    "source": Words("{offer}{offer:을를} 미리 인증", "qualifying {offer} from the start"),
}
_NOTHING = Words("어떤 멈춤도 손실을 내지 않습니다.", "No stop costs anything.")


def closure_name(closure: Closure, voice: Voice) -> str:
    """What is closed, by its name."""
    if closure.kind == "supplier":
        return voice.supplier(closure.idents[0])
    if closure.kind == "license":
        return closure.idents[0]
    countries = " + ".join(voice.country(code) for code in closure.idents)
    if closure.stage in STAGES:
        return voice.say(_STAGED, country=countries, stage=voice.say(STAGES[closure.stage]))
    return countries


def length_name(study: StressFound, periods: int, voice: Voice) -> str:
    """So many months."""
    months = periods * study.case.calendar.months
    return voice.say(_MONTH) if months == 1 else voice.say(_LENGTH, n=months)


def cure_name(cure: Cure, voice: Voice) -> str:
    """What is done."""
    if cure.kind == "stock":
        amount = speak.quantity(cure.quantity, voice.case.material[cure.ident].unit)
        return voice.say(CURES["stock"], material=voice.material(cure.ident), amount=amount)
    offer = voice.case.offers[voice.case.offer_index[cure.ident]]
    said = speak.sounded(f"{voice.supplier(offer.supplier)} {voice.material(offer.material)}")
    return voice.say(CURES[cure.kind], offer=said)


def stress_sentences(study: StressFound, voice: Voice) -> list[str]:
    """Say what the stops mean, how long we live first."""
    if not study.points:
        return []
    starts = len({point.start for point in study.points})
    lengths = ", ".join(length_name(study, n, voice) for n in study.lengths)
    about = voice.say(_ABOUT, count=len(study.closures), starts=starts, lengths=lengths)
    return [
        *_lives(study, voice),
        *_dearest(study, voice),
        *_past(study, voice),
        *_common(study, voice),
        *_spend(study, voice),
        *_slow(study, voice),
        *_cure(study, voice),
        about,
    ]


def _ranked(study: StressFound, kinds: tuple[str, ...]) -> list[StressPoint]:
    """The worst longest stop of each closure of some kinds, the dearest first."""
    found = [p for c in study.closures if c.kind in kinds and (p := study.longest(c))]
    return sorted(found, key=badness, reverse=True)


def _lives(study: StressFound, voice: Voice) -> Iterator[str]:
    """How long each material lasts without the closures that are lived through shortest."""
    whole = [(own, c) for c in study.closures if c.kind != "pair" and (own := study.lives(c))]
    short = sorted((o.periods, c.name, c) for o, c in whole if not o.to_end)
    for _, name, closure in short[:_SHOWN]:
        start, lives = study.materials.get(name, (0, {}))
        told = sorted((m for m in lives.items() if m[1] and not m[1].to_end), key=_periods)
        said = [_lived(study, m, own, voice) for m, own in told if own]
        if said:
            yield voice.say(
                _LIVE,
                name=closure_name(closure, voice),
                lives=named_some(said, voice),
                when=study.case.calendar.label(start),
            )


def _periods(pair: tuple[str, Lives | None]) -> float:
    return pair[1].periods if pair[1] else 0.0


def _lived(study: StressFound, material: str, own: Lives, voice: Voice) -> str:
    words = _AT_LEAST if own.to_end else _ONE
    days = f"{study.days(own.periods):,.0f}"
    return voice.say(words, material=voice.material(material), days=days)


def _dearest(study: StressFound, voice: Voice) -> Iterator[str]:
    priced = [p for p in _ranked(study, ("supplier", "country", "license", "pair")) if p.loss]
    priced = [p for p in priced if (p.loss or 0.0) > 0]
    if not priced:
        if all(p.loss is not None for p in study.points):
            yield voice.say(_NOTHING)
        return
    worst = priced[0]
    short = voice.say(_FIRST, when=worst.first_short) if worst.first_short else ""
    yield voice.say(
        _WORST,
        name=closure_name(worst.closure, voice),
        length=length_name(study, worst.periods, voice),
        when=study.case.calendar.label(worst.start),
        loss=voice.money(worst.loss or 0.0),
        short=short,
    )


def _past(study: StressFound, voice: Voice) -> Iterator[str]:
    for words, those in (
        (_CANNOT, [p for p in study.points if p.loss is None]),
        (_BREAKS, [p for p in study.points if p.broken]),
    ):
        if those:
            names = named_some((closure_name(p.closure, voice) for p in those), voice)
            yield voice.say(words, names=names)


def _common(study: StressFound, voice: Voice) -> Iterator[str]:
    """The country that loses most: together against one by one."""
    for point in _ranked(study, ("country",)):
        if point.closure.stage != "direct" or not point.loss:
            continue
        alone = one_by_one(study, point)
        if alone is not None:
            yield voice.say(
                _COMMON,
                name=closure_name(point.closure, voice),
                sum=voice.money(alone),
                loss=voice.money(point.loss),
                length=length_name(study, point.periods, voice),
            )
            return


def one_by_one(study: StressFound, point: StressPoint) -> float | None:
    """Losses of what a country or a pair consists of, from the same start; None if one has none."""
    closure = point.closure
    if closure.kind == "pair":
        parts = [
            c
            for c in study.closures
            if c.kind == "country" and c.stage == "direct" and c.idents[0] in closure.idents
        ]
    else:
        home = {s.supplier: s.country for s in study.case.suppliers}
        parts = [
            c
            for c in study.closures
            if c.kind == "supplier" and home[c.idents[0]] == closure.idents[0]
        ]
    losses = [p.loss for c in parts for p in study.of(c, point.periods) if p.start == point.start]
    if len(parts) < 2 or len(losses) < len(parts) or None in losses:
        return None
    return sum(one for one in losses if one is not None)


def _spend(study: StressFound, voice: Voice) -> Iterator[str]:
    """The supplier that is paid more and missed less than another, where there is one."""
    priced = [p for p in _ranked(study, ("supplier",)) if p.loss is not None]
    pairs = [
        (a, b)
        for a in priced
        for b in priced
        if a.closure.spend > 2 * b.closure.spend and 2 * (a.loss or 0.0) < (b.loss or 0.0)
    ]
    if not pairs:
        return
    big, small = max(pairs, key=lambda two: two[0].closure.spend * (two[1].loss or 0.0))
    yield voice.say(
        _SPEND,
        big=closure_name(big.closure, voice),
        big_spend=voice.money(big.closure.spend),
        big_loss=voice.money(big.loss or 0.0),
        small=closure_name(small.closure, voice),
        small_spend=voice.money(small.closure.spend),
        small_loss=voice.money(small.loss or 0.0),
    )


def exposed(study: StressFound, closure: Closure) -> bool:
    """Whether demand goes short before all its suppliers deliver again."""
    own = study.lives(closure)
    if own is None or own.to_end or closure.recovery is None:
        return False
    return own.periods * study.case.calendar.months < closure.recovery


def _slow(study: StressFound, voice: Voice) -> Iterator[str]:
    said = [
        voice.say(
            _SLOW_ONE,
            name=closure_name(c, voice),
            recovery=speak.number(c.recovery or 0.0),
            days=f"{study.days(own.periods):,.0f}",
        )
        for c in study.closures
        if c.kind == "supplier" and exposed(study, c) and (own := study.lives(c))
    ]
    if said:
        yield voice.say(_SLOW, names=named_some(said, voice))


def _cure(study: StressFound, voice: Voice) -> Iterator[str]:
    best = next((cure for cure in study.cures if cure.per_money is not None), None)
    if best is not None:
        yield voice.say(
            _CURE,
            what=cure_name(best, voice),
            name=closure_name(best.closure, voice),
            length=length_name(study, best.periods, voice),
            saved=voice.money(best.saved),
            per=speak.number(best.per_money or 0.0),
            currency=voice.currency,
        )
