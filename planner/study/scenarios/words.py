"""What named what-ifs mean for a buyer: which is dear and why, what fails, which plan to hold."""

# ruff: noqa: E501

from models.case import Case
from planner.explain import speak
from planner.explain.edit_words import named_some
from planner.explain.voice import Voice
from planner.glossary.costs import PARTS
from planner.outcomes.point import Point
from planner.study.front import point_words
from planner.study.scenarios.found import ScenariosFound
from planner.study.scenarios.regret_words import regret_sentences
from planner.study.scenarios.voice import ScenarioVoice
from planner.words import Words

_MOVED = 1e-6
"""A change of cost below this fraction of the base is none."""
_SHOWN = 3

_BASE_COSTS = Words(
    "기준 계획의 총비용은 {cost}입니다. 시나리오 {count}개를 같은 방법으로 다시 계획했습니다.",
    "The base plan costs {cost}. Scenarios planned anew in the same way: {count}.",
)
_NO_BASE = Words(
    "기준 계획이 없어 변화를 비교할 수 없습니다. {reason}",
    "There is no base plan to compare with. {reason}",
)
_DEAREST = Words(
    "가장 비싸지는 것은 '{name}'입니다: 총비용이 {change}({percent}) 늘어 {cost}{cost:이가} 됩니다.{why}",
    "The dearest is '{name}': the total cost rises by {change} ({percent}) to {cost}.{why}",
)
_CHEAPEST = Words(
    "가장 싸지는 것은 '{name}'입니다: 총비용이 {change}({percent}) 줄어 {cost}{cost:이가} 됩니다.{why}",
    "The cheapest is '{name}': the total cost falls by {change} ({percent}) to {cost}.{why}",
)
_SURPRISED = Words(
    "'{name}'{sounded:이가} {when}에야 알려지면 기준 대비 {surprise}, 처음부터 알면 {foreseen}입니다.",
    "If '{name}' is known only from {when} on, it comes to {surprise} against the base; foreseen from the start, to {foreseen}.",
)
_MOST = Words(
    " 가장 크게 달라지는 비용은 {part}({change})입니다.",
    " The part that moves most is {part} ({change}).",
)
_MOVES = Words(" 주문은 {moves}로 바뀝니다.", " Orders move: {moves}.")
_MOVE = Words("{supplier} {before} -> {after}", "{supplier} {before} -> {after}")
_SAME = Words(
    "비용이 달라지지 않는 시나리오: {names}.", "These scenarios do not change the cost: {names}."
)
_WITHOUT = Words("'{name}'에서는 계획이 없습니다: {reason}", "'{name}' has no plan: {reason}")
_ALL_MET = Words(
    "계획이 있는 모든 시나리오에서 수요를 모두 채웁니다.",
    "All demand is met in every scenario that has a plan.",
)
_SHORT = Words("부족이 생기는 시나리오: {names}.", "Demand goes unmet in: {names}.")
_SHORT_IN = Words("{name}({amounts})", "{name} ({amounts})")
_COVER = Words(
    "재고가 가장 얇아지는 것은 '{name}'{sounded:으로} 가장 낮을 때 {cover}{unit}분입니다(기준 {base}{unit}분).",
    "Stock runs thinnest in '{name}': {cover} {unit} of cover at the lowest ({base} in the base).",
)
_SHARE = Words(
    "{country} 비중(구매액 기준)은 기준 {base}이며, '{low_name}'에서 가장 낮고({low}) '{high_name}'에서 가장 높습니다({high}).",
    "The share of spending that goes to {country} is {base} in the base, lowest in '{low_name}' ({low}) and highest in '{high_name}' ({high}).",
)
_SHARE_SAME = Words(
    "{country} 비중(구매액 기준)은 어느 시나리오에서나 {base}입니다.",
    "The share of spending that goes to {country} is {base} in every scenario.",
)


def scenario_sentences(study: ScenariosFound, voice: Voice) -> list[str]:
    """Say what the scenarios mean: what each would cost and break, and which plan to hold."""
    if not study.points:
        return []
    voice, base = ScenarioVoice.about(study, voice), study.points[0]
    if base.objective is None:
        reason = point_words.reason(base, voice)
        found = [voice.say(_NO_BASE, reason=reason)]
    else:
        said = voice.money(base.objective)
        found = [voice.say(_BASE_COSTS, cost=said, count=len(study.points) - 1)]
        found += _extremes(study, base, voice)
    found += _without(study, voice)
    found += [*_short(study, voice), *_cover(study, voice), *_share(study, voice)]
    return [*found, *regret_sentences(study, voice)]


def moves(point: Point, base: Point, voice: ScenarioVoice) -> list[str]:
    """The suppliers whose orders change most in money: ``Lynas 160 t -> 120 t``."""
    spent: dict[str, float] = {}
    for rows, sign in ((point.bought, 1.0), (base.bought, -1.0)):
        for row in rows:
            spent[row.supplier] = spent.get(row.supplier, 0.0) + sign * row.spend
    ranked = sorted(spent, key=lambda ident: (-abs(spent[ident]), ident))
    return [
        voice.say(
            _MOVE,
            supplier=voice.supplier(ident),
            before=_amount(base, ident, voice.case),
            after=_amount(point, ident, voice.case),
        )
        for ident in ranked
        if _differs(point.quantities.get(ident, 0.0), base.quantities.get(ident, 0.0))
    ][:_SHOWN]


def _extremes(study: ScenariosFound, base: Point, voice: ScenarioVoice) -> list[str]:
    """The dearest, the cheapest, and those that change nothing."""
    whole = base.objective or 0.0
    changes = {p.name: p.objective - whole for p in study.points[1:] if p.objective is not None}
    least = _MOVED * max(1.0, abs(whole))
    points = {point.name: point for point in study.points}
    found = []
    for words, name, sign in (
        (_DEAREST, max(changes, key=lambda n: changes[n], default=""), 1.0),
        (_CHEAPEST, min(changes, key=lambda n: changes[n], default=""), -1.0),
    ):
        if name and sign * changes[name] > least:
            found.append(
                voice.say(
                    words,
                    name=voice.name(name),
                    change=voice.money(abs(changes[name])),
                    percent=speak.percent(abs(changes[name]) / abs(whole)) if whole else "-",
                    cost=voice.money(points[name].objective or 0.0),
                    why=_why(points[name], base, voice),
                )
            )
    found += _surprised(study, whole, voice)
    same = [voice.name(name) for name, change in changes.items() if abs(change) <= least]
    return [*found, voice.say(_SAME, names=", ".join(same))] if same else found


def _surprised(study: ScenariosFound, whole: float, voice: ScenarioVoice) -> list[str]:
    """The scenario that costs most as a surprise, beside what it costs who knows it at once."""
    known = {
        point.name: (cost, point.objective)
        for point in study.points[1:]
        if study.known_from(point.name)
        and (cost := study.surprise(point.name)) is not None
        and point.objective is not None
    }
    if not known:
        return []
    name = max(known, key=lambda one: known[one][0])
    surprise, foreseen = known[name]
    return [
        voice.say(
            _SURPRISED,
            name=voice.name(name),
            sounded=speak.sounded(voice.name(name)),
            when=study.known_from(name),
            surprise=_signed(surprise - whole, voice),
            foreseen=_signed(foreseen - whole, voice),
        )
    ]


def _signed(change: float, voice: ScenarioVoice) -> str:
    return ("+" if change > 0 else "") + voice.money(change)


def _why(point: Point, base: Point, voice: ScenarioVoice) -> str:
    changes = {name: point.cost.get(name, 0.0) - base.cost.get(name, 0.0) for name in PARTS}
    part = max(changes, key=lambda name: abs(changes[name]))
    text = ""
    if changes[part]:
        sign = "+" if changes[part] > 0 else ""
        said = sign + voice.money(changes[part])
        text = voice.say(_MOST, part=voice.say(PARTS[part].said), change=said)
    moved = ", ".join(moves(point, base, voice))
    return text + (voice.say(_MOVES, moves=moved) if moved else "")


def _without(study: ScenariosFound, voice: ScenarioVoice) -> list[str]:
    return [
        voice.say(
            _WITHOUT,
            name=voice.name(point.name),
            reason=point_words.reason(point, voice),
        )
        for point in study.points[1:]
        if point.objective is None
    ]


def _short(study: ScenariosFound, voice: ScenarioVoice) -> list[str]:
    """Where most demand goes unmet, and how much of what."""
    if all(point.objective is None for point in study.points):
        return []
    short = [point for point in study.points if point_words.is_short(point)]
    if not short:
        return [voice.say(_ALL_MET)]
    ranked = sorted(short, key=lambda point: -(point.shortage or 0.0))
    names = (
        voice.say(
            _SHORT_IN,
            name=voice.name(point.name),
            amounts=point_words.short_amounts(point, voice),
        )
        for point in ranked
    )
    return [voice.say(_SHORT, names=named_some(names, voice))]


def _cover(study: ScenariosFound, voice: ScenarioVoice) -> list[str]:
    base = study.points[0].cover_min
    known = [(p.cover_min, p.name) for p in study.points[1:] if p.cover_min is not None]
    if base is None or not known or min(known)[0] >= base * (1 - _MOVED) - _MOVED:
        return []
    low, name = min(known)
    return [
        voice.say(
            _COVER,
            name=voice.name(name),
            sounded=speak.sounded(voice.name(name)),
            cover=speak.number(low, 2),
            base=speak.number(base, 2),
            unit=_unit(speak.number(low, 2), voice),
        )
    ]


def _unit(said: str, voice: Voice) -> str:
    """Return ``months``, and ``month`` of one."""
    unit = point_words.period_unit(voice)
    return unit.removesuffix("s") if said == "1" else unit


def _share(study: ScenariosFound, voice: ScenarioVoice) -> list[str]:
    """How the share of spending of the base's largest country moves."""
    shares = study.points[0].spending
    if not shares:
        return []
    code = max(shares, key=lambda c: (shares[c], c))
    known = [(p.spending.get(code, 0.0), p.name) for p in study.points if p.objective is not None]
    (low, low_name), (high, high_name) = min(known), max(known)
    same = speak.percent(low) == speak.percent(high)
    return [
        voice.say(
            _SHARE_SAME if same else _SHARE,
            country=voice.country(code),
            base=speak.percent(shares[code]),
            low=speak.percent(low),
            low_name=voice.name(low_name),
            high=speak.percent(high),
            high_name=voice.name(high_name),
        )
    ]


def _amount(point: Point, ident: str, case: Case) -> str:
    unit = point_words.supplier_unit(ident, case)
    return speak.quantity(point.quantities.get(ident, 0.0), unit)


def _differs(one: float, other: float) -> bool:
    return abs(one - other) > 0.005 * max(abs(one), abs(other))
