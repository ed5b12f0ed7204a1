"""What thousands of drawn cases say to a buyer: how the cost spreads, what drives it, what fails."""

# ruff: noqa: E501
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planner.explain import speak
from planner.explain.edit_words import axis_value, edit_words, labelled, named_some, value_words
from planner.explain.voice import Voice
from planner.outcomes.point import Point
from planner.study.front.point_words import reason, shortage_unit
from planner.study.monte_carlo.found import MonteCarloFound
from planner.words import Words

STRONG, WEAK = 0.3, 0.1
"""A rank correlation from which an input drives the cost, and below which it hardly does."""
ALWAYS = 0.95
_ROUNDING = 1e-9
_RULE = "limits."
"""A label that begins so changes a limit: policy, which nobody draws but oneself."""
_SHOWN = 3
_FEW = 10

_ABOUT = Words(
    "입력 {inputs}개를 범위 안에서 고르게, 한꺼번에 {draws} 뽑아 그때마다 새로 계획했습니다. 아래의 횟수는 범위 안의 값이 모두 똑같이 있을 법하다고 볼 때의 것입니다.",
    "{inputs} drawn evenly within range, all at once, and planned anew each time ({draws}). What is counted below would hold if every value in its range were equally likely.",
)
_INPUTS, _INPUT = Words("{}", "{} inputs were"), Words("{}", "{} input was")
_DRAWS, _DRAW = Words("{}번", "{} draws"), Words("{}번", "{} draw")
_SPREAD = Words(
    "계획이 있는 {draws} 가운데 {half}번은 총비용이 {p50} 이하이고, {middle}번은 {p5}에서 {p95} 사이입니다 (기준 계획 {base}).",
    "Of the {draws} with a plan, {half} came to at most {p50}, and {middle} to between {p5} and {p95} (base plan {base}).",
)
_BUDGET = Words(
    "예산을 {p95}{p95:으로} 잡으면 계획이 있는 {draws} 가운데 {enough}번은 그 안에서 됩니다. 기준 계획보다 {more}({part}) 많은 금액입니다.",
    "A budget of {p95} is enough in {enough} of the {draws} with a plan: {more} ({part}) above the base plan.",
)
_BUDGET_BELOW = Words(
    "예산을 {p95}{p95:으로} 잡으면 계획이 있는 {draws} 가운데 {enough}번은 그 안에서 되며, 이는 기준 계획보다 많지 않습니다.",
    "A budget of {p95} is enough in {enough} of the {draws} with a plan, and that is no more than the base plan.",
)
_DRIVES = Words(
    "비용을 좌우하는 것: {names}. 값이 오르면 비용이 함께 오르는지(+) 내리는지(-)를 순위상관으로 잰 것입니다.",
    "What drives the cost: {names} (rank correlation: with + the cost rises as it rises, with - it falls).",
)
_NONE_DRIVES = Words(
    "혼자서 비용을 좌우하는 입력은 없습니다: 어느 순위상관도 {strong}을 넘지 않습니다.",
    "No input drives the cost by itself: no rank correlation exceeds {strong}.",
)
_IDLE = Words(
    "이 범위에서 비용과 거의 관계없는 것: {names}.",
    "Within these ranges hardly related to the cost: {names}.",
)
_CHOSEN = Words(
    "위험이 아니라 스스로 정하는 규칙: {names}. 여기서 오는 차이는 닥치는 일이 아니라 고르는 일입니다.",
    "Not a risk but a rule one chooses: {names}. What it changes is decided, not suffered.",
)
_NO_PLAN = Words(
    "뽑은 {draws} 가운데 {failed}번({part})은 계획이 없습니다. 가장 잦은 이유({often}번): {why}",
    "Of the {draws}, {failed} ({part}) had no plan. The most frequent reason ({often} of them): {why}",
)
_WHERE = Words(
    "계획이 없는 경우의 특징: {what}{sounded:이가} 평균 {there} (전체 평균 {all}).",
    "What marks the draws without a plan: {what} is {there} on average ({all} over all draws).",
)
_ALL_PLANNED = Words(
    "뽑은 모든 경우에 모든 규칙을 지키는 계획이 있습니다.",
    "In every draw there is a plan that keeps every rule.",
)
_SHORT = Words(
    "계획이 있는 {draws} 가운데 {many}번({part})은 수요를 다 채우지 못하며, 가장 많게는 {most}입니다.",
    "In {many} of the {draws} with a plan ({part}) some demand is unmet, {most} at the most.",
)
_ALWAYS = Words(
    "계획이 있는 {draws} 가운데 {least}번 이상에서 사는 공급사: {names}.",
    "Bought from in at least {least} of the {draws} with a plan: {names}.",
)
_NEVER_SURE = Words(
    "계획이 있는 {draws} 가운데 {least}번 이상에서 사는 공급사는 없습니다.",
    "No supplier is bought from in at least {least} of the {draws} with a plan.",
)


@dataclass(frozen=True)
class Use:
    """How often a supplier is bought from, and how much (over all draws with a plan)."""

    supplier: str
    often: float
    p5: float
    p50: float
    p95: float


def monte_carlo_sentences(study: MonteCarloFound, voice: Voice) -> list[str]:
    """How the cost spreads, what to budget, what drives it, what fails, who is bought from."""
    known = len(study.axes)
    inputs = voice.say(_INPUT if known == 1 else _INPUTS, known)
    about = voice.say(_ABOUT, inputs=inputs, draws=_draws(len(study.points), voice))
    if not planned(study):
        return [about, *_chosen(study, voice), *_failing(study, voice)]
    return [
        about,
        *_spread(study, voice),
        *_drivers(study, voice),
        *_chosen(study, voice),
        *_failing(study, voice),
        *_short(study, voice),
        _sure(study, voice),
    ]


def planned(study: MonteCarloFound) -> list[Point]:
    """The points that have a plan."""
    return [point for point in study.points if point.objective is not None]


def ranked(study: MonteCarloFound) -> list[tuple[str, float | None]]:
    """Labels and their correlations, the strongest first, unknown ones last."""
    known = [(axis.label, study.correlations.get(axis.label)) for axis in study.axes]
    return sorted(known, key=lambda pair: (pair[1] is None, -abs(pair[1] or 0.0)))


def reasons(study: MonteCarloFound, voice: Voice) -> list[tuple[str, int]]:
    """Why there is no plan, and in how many points, the most frequent first."""
    said = (reason(p, voice) for p in study.points if p.objective is None)
    return sorted(Counter(said).items(), key=lambda pair: (-pair[1], pair[0]))


def uses(study: MonteCarloFound) -> list[Use]:
    """Every supplier that any plan orders from, the most often used first."""
    points = planned(study)
    known = sorted({ident for p in points for ident, amount in p.quantities.items() if amount})
    found = []
    for ident in known:
        amounts = np.array([point.quantities.get(ident, 0.0) for point in points])
        spread = (float(np.percentile(amounts, p)) for p in (5, 50, 95))
        found.append(Use(ident, float((amounts > 0).mean()), *spread))
    return sorted(found, key=lambda use: (-use.often, -use.p50, use.supplier))


def at(label: str, value: float, voice: Voice) -> str:
    """Say a value of an input as it acts: ``x 1.2``, ``= 50%``."""
    edit = labelled(label)
    if edit is None:
        return speak.number(value, 4)
    return value_words(edit.to(value), voice)


def range_words(label: str, study: MonteCarloFound, voice: Voice) -> str:
    """Say between which values an input was drawn: ``x 0.8 ~ 1.2``."""
    values = next(axis.values for axis in study.axes if axis.label == label)
    high = values[-1]
    edit = labelled(label)
    last = speak.number(high, 4) if edit is None else axis_value(edit, high, study.case)
    return f"{at(label, values[0], voice)} ~ {last}"


def _spread(study: MonteCarloFound, voice: Voice) -> Iterator[str]:
    found = study.percentiles
    if not {5, 50, 95} <= set(found):
        return
    base = study.base.objective
    said = {f"p{p}": voice.money(found[p]) for p in (5, 50, 95)}
    draws = _draws(len(planned(study)), voice)
    below = {p: _within(study, found[p]) for p in (50, 95)}
    yield voice.say(
        _SPREAD,
        **said,
        draws=draws,
        half=f"{below[50]:,}",
        middle=f"{_within(study, found[95], found[5]):,}",
        base="-" if base is None else voice.money(base),
    )
    if base is None:
        return
    more = found[95] - base
    words = _BUDGET if more > 0 else _BUDGET_BELOW
    yield voice.say(
        words,
        p95=said["p95"],
        draws=draws,
        enough=f"{below[95]:,}",
        more=voice.money(more),
        part=speak.percent(more / abs(base)) if base else "-",
    )


def _draws(count: int, voice: Voice) -> str:
    return voice.say(_DRAW if count == 1 else _DRAWS, f"{count:,}")


def _within(study: MonteCarloFound, high: float, low: float = -np.inf) -> int:
    """How many draws cost between the two, beyond rounding."""
    noise = _ROUNDING * abs(high)
    costs = (point.objective or 0.0 for point in planned(study))
    return sum(low - noise <= one <= high + noise for one in costs)


def _drivers(study: MonteCarloFound, voice: Voice) -> Iterator[str]:
    known = [(label, one) for label, one in ranked(study) if one is not None]
    strong = [(label, one) for label, one in known if abs(one) >= STRONG][:_SHOWN]
    if strong:
        names = ", ".join(f"{edit_words(label, voice)} ({one:+.2f})" for label, one in strong)
        yield voice.say(_DRIVES, names=names)
    else:
        yield voice.say(_NONE_DRIVES, strong=STRONG)
    idle = [edit_words(label, voice) for label, one in known if abs(one) < WEAK]
    if idle:
        yield voice.say(_IDLE, names=", ".join(idle))


def _chosen(study: MonteCarloFound, voice: Voice) -> Iterator[str]:
    """Inputs that are no risk at all: limits that one sets."""
    rules = [edit_words(a.label, voice) for a in study.axes if a.label.startswith(_RULE)]
    if rules:
        yield voice.say(_CHOSEN, names="; ".join(rules))


def _failing(study: MonteCarloFound, voice: Voice) -> Iterator[str]:
    found = reasons(study, voice)
    if not found:
        yield voice.say(_ALL_PLANNED)
        return
    failed, count = sum(many for _, many in found), len(study.points)
    why, often = found[0]
    yield voice.say(
        _NO_PLAN,
        draws=_draws(count, voice),
        failed=f"{failed:,}",
        part=speak.percent(failed / count),
        often=f"{often:,}",
        why=why,
    )
    yield from _marked(study, voice)


def _marked(study: MonteCarloFound, voice: Voice) -> Iterator[str]:
    """The input whose mean among the points without a plan is furthest from its mean over all."""
    failing = [point for point in study.points if point.objective is None]
    if len(failing) == len(study.points):
        return
    shifts = []
    for axis in study.axes:
        every = _values(study.points, axis.label)
        there = _values(failing, axis.label)
        if len(there) and every.std() > 0:
            shift = abs(there.mean() - every.mean()) / every.std()
            shifts.append((shift * len(there) ** 0.5, axis.label, there.mean(), every.mean()))
    if not shifts or max(shifts)[0] < 3.0:
        return
    _, label, there, every = max(shifts)
    what = edit_words(label, voice)
    yield voice.say(
        _WHERE,
        what=what,
        sounded=speak.sounded(what),
        there=at(label, float(there), voice),
        all=at(label, float(every), voice),
    )


def _values(points: Sequence[Point], label: str) -> np.ndarray:
    found = [point.edits.get(label) for point in points]
    return np.array([value for value in found if isinstance(value, int | float)], dtype=float)


def _short(study: MonteCarloFound, voice: Voice) -> Iterator[str]:
    short = [point.shortage or 0.0 for point in planned(study)]
    noticed = [amount for amount in short if amount > 1e-3]
    if noticed:
        yield voice.say(
            _SHORT,
            draws=_draws(len(short), voice),
            many=f"{len(noticed):,}",
            part=speak.percent(len(noticed) / len(short)),
            most=speak.quantity(max(noticed), shortage_unit(study.case)),
        )


def _sure(study: MonteCarloFound, voice: Voice) -> str:
    names = [voice.supplier(use.supplier) for use in uses(study) if use.often >= ALWAYS]
    count = len(planned(study))
    said = ", ".join(names) if len(names) <= _FEW else named_some(names, voice)
    return voice.say(
        _ALWAYS if names else _NEVER_SURE,
        names=said,
        draws=_draws(count, voice),
        least=f"{math.ceil(ALWAYS * count - 1e-9):,}",
    )
