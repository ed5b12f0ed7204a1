"""Dearer or cheaper, on which periods, and how that leads to the change of the whole cost."""

import math
from collections.abc import Mapping, Sequence

from planner.explain import speak
from planner.explain.sums import adding_up, money_at, money_step
from planner.explain.voice import Voice
from planner.study.compare import phrases as say
from planner.study.compare.change import PlanChange, PlanSide


def verdict(change: PlanChange, voice: Voice) -> str:
    """The one line that says it all: dearer or cheaper, by how much."""
    costs, count = change.headline, len(change.shared)
    a, b = (voice.money(cost) for cost in (costs.a, costs.b))
    words = say.SHARED_VERDICTS if change.only_shared else say.VERDICTS
    if not change.moved:
        same = not (change.inputs or change.orders) and change.same_periods
        return voice.say(say.IDENTICAL if same else words["equal"], a=a, count=count)
    part = costs.change / abs(costs.a) if costs.a else math.nan
    percent = speak.percent(abs(part)) if math.isfinite(part) else "-"
    amount = voice.money(abs(costs.change))
    which = "dearer" if costs.change > 0 else "cheaper"
    return voice.say(words[which], amount=amount, percent=percent, a=a, b=b, count=count)


def period_sentences(change: PlanChange, voice: Voice) -> list[str]:
    """Which periods only one plan has, and what they and discounting add to the headline."""
    if change.same_periods:
        return []
    a, b = span(change.a, voice), span(change.b, voice)
    words = say.PERIODS if change.shared else say.NO_PERIODS
    apart = [
        voice.say(text, periods=_runs(side, set(change.shared), voice))
        for text, side in ((say.ONLY_A, change.a), (say.ONLY_B, change.b))
        if set(side.periods) - set(change.shared)
    ]
    costs = (voice.money(side.objective) for side in (change.a, change.b))
    steps, total = summed(_steps(change, voice), voice)
    return [
        " ".join((voice.say(words, a=a, b=b, count=len(change.shared)), *apart)),
        voice.say(say.LADDER, *costs, steps=steps, total=total),
    ]


def summed(parts: Mapping[str, float], voice: Voice) -> tuple[str, str]:
    """Named changes of money and their sum, rounded so that what is printed adds up."""
    sizes = [*parts.values(), math.fsum(parts.values())]
    step = money_step(max(map(abs, sizes), default=0.0), voice.language)
    amounts, total = adding_up(list(parts.values()), step)

    def said(money: float) -> str:
        return ("+" if money > 0 else "") + money_at(money, step, voice.currency, voice.language)

    told = (f"{name} {said(money)}" for name, money in zip(parts, amounts, strict=True) if money)
    return ", ".join(told), said(total)


def signed(amount: float, change: PlanChange, voice: Voice) -> str:
    """Money with its sign: ``+1.20 M USD``."""
    if abs(amount) <= change.unknown:
        return voice.money(0.0)
    return ("+" if amount > 0 else "") + voice.money(amount)


def span(side: PlanSide, voice: Voice) -> str:
    """``2027-01 to 2029-12``."""
    return _between(side.periods, voice)


def _between(periods: Sequence[str], voice: Voice) -> str:
    first, last = periods[0], periods[-1]
    return first if first == last else voice.say(say.BETWEEN, first, last)


def _steps(change: PlanChange, voice: Voice) -> dict[str, float]:
    return {voice.say(say.STEPS[name]): money for name, money in change.ladder.items() if money}


def _runs(side: PlanSide, shared: set[str], voice: Voice) -> str:
    """The periods that only this plan has; those that follow each other as one span."""
    runs: list[list[str]] = [[]]
    for label in side.periods:
        if label in shared:
            runs.append([])
        else:
            runs[-1].append(label)
    return ", ".join(_between(run, voice) for run in runs if run)
