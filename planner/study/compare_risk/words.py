"""Which plan is better in mean and tail, and whether that is more than chance, in words."""

# ruff: noqa: E501
from collections.abc import Sequence

from planner.explain import speak
from planner.explain.unseen_words import apart
from planner.explain.voice import Voice
from planner.study.compare_risk.found import Compared, mean_difference, tail_difference
from planner.words import Words

_FUTURES = {
    True: Words("새로운 미래에서 시간이 가며 다시 계획하는 것으로 판단하면", "Judged in unseen futures, planning anew as time goes on"),
    False: Words("새로운 미래에서 주문만 고정하고 판단하면", "Judged in unseen futures with the orders ahead fixed"),
}  # fmt: skip
_BEST = Words(
    "{judged}, 최악 {tail}의 평균이 가장 낮은 것은 '{best}' 계획으로 {cost}입니다.",
    "{judged}, the mean of the worst {tail} is lowest for the plan '{best}': {cost}.",
)
_AGAINST = Words(
    "'{one}' 계획은 '{other}' 계획보다 평균은 {mean}, 최악 {tail}의 평균은 {worst}.",
    "Against the plan '{other}', the mean cost of the plan '{one}' is {mean}; its mean of the worst {tail} is {worst}.",
)
_BROKEN = Words(
    "'{name}' 계획은 미래의 {chance}에서 어떤 값으로도 지킬 수 없는 것이 있으며, 그것은 비용에 들어 있지 않습니다.",
    "With the plan '{name}' something cannot be kept at any price in {chance} of the futures; no cost knows of it.",
)
_PROMISE = Words(
    "'{name}' 계획은 {promised}{promised:을를} 약속했지만 새로운 미래에서 평균 {mean}{mean:이가} 듭니다.",
    "The plan '{name}' promised {promised} and costs {mean} in the mean of unseen futures.",
)  # fmt: skip


def comparison_sentences(rows: Sequence[Compared], level: float, voice: Voice) -> tuple[str, ...]:
    """The plan of the best tail, each plan against the first, and what each promised."""
    if not rows:
        return ()
    tail = speak.percent(1.0 - level)
    best = min(rows, key=lambda row: row.judged.cvar)
    found = [
        voice.say(
            _BEST,
            judged=voice.say(_FUTURES[best.rolling is not None]),
            tail=tail,
            best=voice.say(best.name),
            cost=voice.money(best.judged.cvar),
        )
    ]
    first = rows[0]
    for row in rows[1:]:
        mean, worst = mean_difference(row, first), tail_difference(row, first, level)
        found.append(
            voice.say(
                _AGAINST,
                one=voice.say(row.name),
                other=voice.say(first.name),
                mean=apart(mean, voice, ends=False),
                tail=tail,
                worst=apart(worst, voice, ends=True),
            )
        )
    broken = [_broken(row, voice) for row in rows if row.judged.lacking]
    return (*found, *broken, *(_promise(row, voice) for row in rows))


def _broken(row: Compared, voice: Voice) -> str:
    """In how many futures something cannot be kept at any price."""
    chance = speak.percent(row.judged.lacking)
    return voice.say(_BROKEN, name=voice.say(row.name), chance=chance)


def _promise(row: Compared, voice: Voice) -> str:
    return voice.say(
        _PROMISE,
        name=voice.say(row.name),
        promised=voice.money(row.promised),
        mean=voice.money(row.judged.mean),
    )
