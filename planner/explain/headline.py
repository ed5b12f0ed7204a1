"""The first line of a plan: the worst fact about it first, green only if there is none.

``RANKS`` is the order in which facts are said; the look is that of the worst colour among them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from planner.explain import figures, hedged_words, lack_words, rules, speak
from planner.explain import headline_phrases as say
from planner.explain.sentences import limit_value, unmet, window
from planner.explain.voice import Voice
from planner.outcomes.notices import Headline, Notice
from planner.outcomes.plan import LimitLine, Plan

Look = Literal["good", "near", "bad"]

_SHOWN = 3
"""How many materials or limits a fact names."""
_LIKELY = 0.5
"""With risk a shortage at least this probable is as bad as a certain one."""


@dataclass(frozen=True)
class Fact:
    """One fact about a plan, as it is said."""

    text: str
    look: Look


def status_sentence(plan: Plan, voice: Voice) -> str:
    """Say what is worst about the plan, whatever else is wrong, and how good it is proven to be."""
    return " ".join(fact.text for fact in facts(plan, voice))


def look(plan: Plan, voice: Voice) -> Look:
    """Return the colour of the first line: the worst of its facts."""
    looks = {fact.look for fact in facts(plan, voice)}
    return "bad" if "bad" in looks else "near" if "near" in looks else "good"


def facts(plan: Plan, voice: Voice) -> tuple[Fact, ...]:
    """All that belongs into the first line, the worst first; never empty."""
    found = [fact for rank in RANKS for fact in rank(plan, voice)]
    if plan.status == "optimal":
        found.append(_optimal(plan, voice, alone=not found))
    return tuple(found)


def _none(plan: Plan, voice: Voice) -> Iterator[Fact]:
    """No plan can be made: infeasible or unbounded."""
    if plan.status in ("infeasible", "unbounded"):
        count = len([c for c in plan.conflicts if c.relax])
        yield Fact(voice.say(say.STATUS[plan.status], count=count), "bad")


def _stopped(plan: Plan, voice: Voice) -> Iterator[Fact]:
    """Stopped before the proof, with or without a plan."""
    if plan.status != "stopped":
        return
    if not figures.has_plan(plan):
        yield Fact(voice.say(say.STOPPED_EMPTY), "bad")
    elif plan.risk is not None:
        yield Fact(hedged_words.hedged_status(plan, plan.risk, voice), "near")
    else:
        gap = say.GAP_UNKNOWN if plan.gap is None else say.GAP
        said = voice.say(gap, gap=_percent(plan.gap))
        cost = voice.money(plan.cost["total"])
        yield Fact(voice.say(say.STOPPED, cost=cost, gap=said), "near")


def _untrue(plan: Plan, voice: Voice) -> Iterator[Fact]:
    """The engine failed, or the audit disagrees with the plan."""
    if plan.check is not None and not plan.check.passed:
        yield Fact(voice.say(say.CHECK_FAILED), "bad")
    elif plan.status == "error":
        yield Fact(voice.say(say.STATUS["error"], message=plan.message), "bad")


def _lacking(plan: Plan, voice: Voice) -> Iterator[Fact]:
    """With risk, what some futures break whatever is done."""
    if plan.risk is None or not plan.risk.lacks:
        return
    chance = speak.percent(plan.risk.own.lacking)
    said = lack_words.lacks_said(plan.risk.lacks, voice)
    yield Fact(voice.say(say.LACKING, chance=chance, lacks=said), "bad")


def _short(plan: Plan, voice: Voice) -> Iterator[Fact]:
    """Demand that is not met; with risk what lacks in the mean, and how probably."""
    if not figures.has_plan(plan) or not plan.shortages:
        return
    amounts = _first(unmet(plan, voice), voice)
    if plan.risk is None:
        periods = sorted({line.period for line in plan.shortages})
        when = periods[0] if len(periods) == 1 else f"{periods[0]} ~ {periods[-1]}"
        yield Fact(voice.say(say.SHORT, amounts=amounts, when=when), "bad")
        return
    chance = max((line.probability for line in plan.risk.shortages), default=0.0)
    text = voice.say(say.SHORT_SOMETIMES, amounts=amounts, chance=speak.percent(chance))
    yield Fact(text, "bad" if chance >= _LIKELY else "near")


def _exceeded(plan: Plan, voice: Voice) -> Iterator[Fact]:
    """A soft limit beyond its bound, each limit by the window in which it is furthest beyond."""
    worst: dict[str, LimitLine] = {}
    for line in plan.limits if figures.has_plan(plan) else ():
        if figures.exceeded(line):
            other = worst.get(line.limit, line)
            worst[line.limit] = max(other, line, key=figures.beyond)
    if worst:
        order = sorted(worst.values(), key=lambda line: (-figures.beyond(line), line.limit))
        said = _first([_limit(line, voice) for line in order], voice)
        yield Fact(voice.say(say.EXCEEDED, limits=said), "near")


def _limit(line: LimitLine, voice: Voice) -> str:
    return voice.say(
        say.BEYOND,
        limit=rules.named(line.limit, voice),
        value=limit_value(line, line.value or 0.0),
        bound=limit_value(line, line.bound),
        window=window(line.window, voice),
    )


def noticed(notes: Sequence[Notice], headline: Headline, voice: Voice) -> Iterator[Fact]:
    """What the notices of one kind say: the first of them, and how many more there are."""
    found = [note for note in notes if note.headline == headline]
    if not found:
        return
    first = found[0]
    place = f"{first.sheet}!{first.cell}" if first.cell else first.sheet
    more = voice.say(say.MORE, count=len(found) - 1) if found[1:] else ""
    blank = " " if voice.language == "en" else ""
    where = f"{blank}({place})" if place else ""
    brief = (first.brief or first.text) + more
    yield Fact(voice.say(say.NOTICED[headline], place=where, brief=brief), "near")


def _noticed(headline: Headline) -> Callable[[Plan, Voice], Iterator[Fact]]:
    return lambda plan, voice: noticed(plan.notes, headline, voice)


RANKS: tuple[Callable[[Plan, Voice], Iterator[Fact]], ...] = (
    _none,
    _stopped,
    _untrue,
    _lacking,
    _short,
    _noticed("relaxed"),
    _exceeded,
    _noticed("left_out"),
    _noticed("sparse"),
    _noticed("dilution"),
)
"""What a first line may hold, the worst first; an optimum without any of it is said last."""


def _optimal(plan: Plan, voice: Voice, *, alone: bool) -> Fact:
    if plan.risk is not None:
        return Fact(hedged_words.hedged_status(plan, plan.risk, voice), "good")
    words = say.STATUS["optimal"] if alone else say.OTHERWISE_OPTIMAL
    return Fact(voice.say(words, cost=voice.money(plan.cost.get("total", 0.0))), "good")


def _first(said: list[str], voice: Voice) -> str:
    more = len(said) - _SHOWN
    return ", ".join(said[:_SHOWN]) + (voice.say(say.MORE, count=more) if more > 0 else "")


def _percent(gap: float | None) -> str:
    # Four figures: a gap of 0.00012 must not read as 0%.
    return "" if gap is None else f"{100 * gap:.4g}%"
