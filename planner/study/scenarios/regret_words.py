"""Which plan has the smallest largest regret when nobody knows what comes, and what it costs."""

# ruff: noqa: E501

import dataclasses
from collections.abc import Iterable

from planner.explain import rules, speak
from planner.explain.edit_words import named_some
from planner.explain.voice import Voice
from planner.study.scenarios.found import ScenariosFound
from planner.study.scenarios.voice import ScenarioVoice
from planner.words import Words

_MOVED = 1e-6
"""A regret below this fraction of the cost is none."""

_LEAST = Words(
    "어느 시나리오가 올지 모를 때, 미리 알고 세운 계획보다 더 드는 돈(후회)이 가장 작은 것은 '{name}' 계획입니다: 가장 나쁠 때 {worst}입니다({when}).{breaks}",
    "If nobody knows which will come, the largest regret (cost beyond the plan one would have made knowing) is smallest for the plan '{name}': {worst} at worst ({when}).{breaks}",
)
_LEAST_NOTHING = Words(
    "어느 시나리오가 올지 모를 때 후회가 가장 작은 것은 '{name}' 계획입니다: 어느 것이 와도 미리 알고 세운 계획보다 더 들지 않습니다.{breaks}",
    "If nobody knows which will come, the plan '{name}' has the smallest regret: whichever comes, it costs no more than the plan made knowing it.{breaks}",
)
_PREMIUM = Words(
    "아무 일도 일어나지 않으면 이 계획은 기준 계획보다 {premium} 더 듭니다. 그것이 보험료입니다.",
    "If nothing happens, it costs {premium} more than the base plan: that is the insurance premium.",
)
_NO_PREMIUM = Words(
    "아무 일도 일어나지 않아도 이 계획은 기준 계획보다 더 들지 않습니다.",
    "If nothing happens, it costs no more than the base plan.",
)
_BASE_WORST = Words(
    "기준 계획을 그대로 가져가면 가장 나쁠 때 {worst} 더 듭니다({when}).",
    "Holding on to the base plan costs {worst} more at worst ({when}).",
)
_BASE_FAILS = Words(
    "기준 계획을 그대로 가져가면 다음 시나리오에서는 약속을 지킬 수 없습니다: {names}.",
    "Holding on to the base plan, promises cannot be kept in: {names}.",
)
_NONE_HOLDS = Words(
    "어느 시나리오가 와도 약속을 다 지키는 계획은 없습니다. 가장 많이 견디는 것은 '{name}' 계획으로, 지킬 수 없는 시나리오는 다음과 같습니다: {names}.",
    "No plan keeps its promises whichever scenario comes. The plan '{name}' holds in most; it fails in: {names}.",
)
_BREAKS = Words(
    " 다만 {names}{sounded:이가} 오면 이 계획의 주문은 필수 한도를 어깁니다: {limits}.",
    " But in {names} its orders break required limits: {limits}.",
)
_COMES = Words("'{name}'{sounded:이가} 올 때", "when '{name}' comes")
_NOTHING_COMES = Words("아무 일도 없을 때", "when nothing happens")


_ALL_KNOWN = Words(
    "어느 시나리오에도 알게 되는 때(known_from)가 없어 모두 첫날부터 안다고 보았습니다. 갑자기 올 때의 비용과 후회를 보려면 scenarios 시트에 known_from을 적으세요.",
    "No scenario says from when on it is known (known_from): all are taken to be known from the first day. Write known_from on the sheet scenarios to see what they cost as a surprise, and what is regretted.",
)


def regret_sentences(study: ScenariosFound, voice: ScenarioVoice) -> list[str]:
    """Say whose largest regret is smallest, what its orders break, and what holding it costs."""
    study = among_planned(study)
    if not study.names:
        return []
    if not study.surprises:
        return [voice.say(_ALL_KNOWN)]
    if study.least_regret not in study.names:
        return _none_holds(study, voice)
    mine = study.names.index(study.least_regret)
    most, where = worst(study, mine)
    words = _LEAST if most > _MOVED * _size(study) else _LEAST_NOTHING
    name = voice.name(study.least_regret)
    least = voice.say(
        words,
        name=name,
        worst=voice.money(most),
        when=_when(study, where, voice),
        breaks="".join(_breaks(study, mine, voice)),
    )
    return [least, *_against_base(study, mine, voice)]


def _against_base(study: ScenariosFound, mine: int, voice: ScenarioVoice) -> list[str]:
    """The premium of the least-regret plan, and what the base plan risks."""
    first = study.points[0].name
    if first not in study.names or study.names[mine] == first:
        return []
    base = study.names.index(first)
    premium = study.premium[mine] or 0.0
    paid = premium > _MOVED * _size(study)
    found = [voice.say(_PREMIUM if paid else _NO_PREMIUM, premium=voice.money(premium))]
    if fails := _fails(study, base, voice):
        return [*found, voice.say(_BASE_FAILS, names=", ".join(fails))]
    most, where = worst(study, base)
    when = _when(study, where, voice)
    return [*found, voice.say(_BASE_WORST, worst=voice.money(most), when=when)]


def _none_holds(study: ScenariosFound, voice: ScenarioVoice) -> list[str]:
    rows = range(len(study.names))
    best = min(rows, key=lambda i: len(_fails(study, i, voice)))
    names = ", ".join(_fails(study, best, voice))
    return [voice.say(_NONE_HOLDS, name=voice.name(study.names[best]), names=names)]


def _fails(study: ScenariosFound, row: int, voice: ScenarioVoice) -> list[str]:
    pairs = zip(study.names, study.regret[row], strict=True)
    return [voice.name(name) for name, regret in pairs if regret is None]


def _breaks(study: ScenariosFound, row: int, voice: ScenarioVoice) -> list[str]:
    """What a plan's orders break; scenarios in which they break the same stand together."""
    alike: dict[str, list[str]] = {}
    for name, broken in zip(study.names, study.broken[row], strict=True):
        if broken:
            alike.setdefault(limits_said(broken, voice), []).append(f"'{voice.name(name)}'")
    found = []
    for limits, names in alike.items():
        said = named_some(names, voice)
        sounded = speak.sounded(said.removesuffix("'"))
        found.append(voice.say(_BREAKS, names=said, sounded=sounded, limits=limits))
    return found


def limits_said(limits: Iterable[str], voice: Voice) -> str:
    """Name limits in words, each once."""
    said = (rules.named(ident, voice) for ident in limits)
    return "; ".join(dict.fromkeys(said))


def _when(study: ScenariosFound, name: str, voice: ScenarioVoice) -> str:
    if name == study.points[0].name:
        return voice.say(_NOTHING_COMES)
    said = speak.sounded(voice.name(name))
    return voice.say(_COMES, name=voice.name(name), sounded=said)


def among_planned(study: ScenariosFound) -> ScenariosFound:
    """The study with only those scenarios in its matrices that have a plan.

    Where nobody has a plan there is none to hold, and no best one to regret.
    """
    known = {point.name for point in study.points if point.objective is not None}
    places = [i for i, name in enumerate(study.names) if name in known]
    return dataclasses.replace(
        study,
        names=tuple(study.names[i] for i in places),
        replayed=tuple(tuple(study.replayed[i][j] for j in places) for i in places),
        regret=tuple(tuple(study.regret[i][j] for j in places) for i in places),
        broken=tuple(tuple(study.broken[i][j] for j in places) for i in places),
        dropped=tuple(tuple(study.dropped[i][j] for j in places) for i in places),
        premium=tuple(study.premium[i] for i in places),
        known=tuple(study.known[i] for i in places),
    )


def worst(study: ScenariosFound, row: int) -> tuple[float, str]:
    """The largest regret of a plan, and the scenario in which it arises."""
    known = [
        (regret, name)
        for regret, name in zip(study.regret[row], study.names, strict=True)
        if regret is not None
    ]
    return max(known, default=(0.0, ""))


def _size(study: ScenariosFound) -> float:
    return max(1.0, *(abs(point.objective or 0.0) for point in study.points))
