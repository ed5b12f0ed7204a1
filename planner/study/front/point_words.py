"""A point of a study in words: whether it has a plan, why not, and in which units it counts."""

# ruff: noqa: E501

from collections.abc import Iterable

from models.case import Case
from models.solution import Status
from planner.explain import sentences, speak
from planner.explain.edit_words import named_some
from planner.explain.voice import Voice
from planner.outcomes.plan import Conflict
from planner.outcomes.point import Point
from planner.study.front.words import NO_PLAN
from planner.words import Words

STATUS: dict[Status, Words] = {
    "optimal": Words("계획 있음", "has a plan"),
    "infeasible": NO_PLAN,
    "unbounded": Words("비용 하한 없음", "cost without end"),
    "stopped": Words("미완", "not finished"),
    "error": Words("계산 실패", "failed"),
}
_WHY: dict[Status, Words] = {
    "infeasible": Words("모든 규칙을 함께 지킬 수 없습니다.", "The rules cannot all be kept together."),
    "unbounded": Words("비용이 끝없이 내려갑니다. 음수 가격이나 기말 가치를 확인하세요.", "The cost falls without end: look for a negative price or an end value."),
    "stopped": Words("증명 전에 멈췄습니다.", "Stopped before the proof."),
    "error": Words("계산 엔진이 실패했습니다.", "The engine failed."),
}  # fmt: skip
_PERIODS = {
    "month": Words("개월", "months"),
    "quarter": Words("분기", "quarters"),
    "year": Words("년", "years"),
}
_SHOWN = 2
_NOISE = 1e-6


def status_words(point: Point, voice: Voice) -> str:
    """Say in a word or two whether there is a plan."""
    return voice.say(STATUS[point.status])


def reason(point: Point, voice: Voice) -> str:
    """Say why there is no plan, the rules that would have to give way first; empty if there is."""
    if point.status == "optimal":
        return ""
    meant = _telling(point.conflicts)
    if meant:
        return " ".join(sentences.conflict_sentence(c, voice) for c in meant)
    text = voice.say(_WHY[point.status])
    return f"{text} ({point.message})" if point.message else text


def supplier_unit(ident: str, case: Case) -> str:
    """Unit of what is ordered from a supplier: its materials' own if they share it, else t."""
    return _shared((row.material for row in case.offers if row.supplier == ident), case)


def shortage_unit(case: Case) -> str:
    """Unit of all unmet demand together: the demanded materials' own if they share it, else t."""
    return _shared(case.demanded, case)


def is_short(point: Point) -> bool:
    """Tell if demand goes unmet, of whatever unit, beyond rounding."""
    return any(amount > _NOISE for amount in (point.shortage or 0.0, *point.short.values()))


def short_amounts(point: Point, voice: Voice) -> str:
    """Say unmet demand by material: ``Dy oxide 300 kg``; in all if materials are not told."""
    case = voice.case
    said = (
        f"{voice.material(ident)} {speak.quantity(amount, case.material[ident].unit)}"
        for ident, amount in sorted(point.short.items(), key=lambda pair: -pair[1])
        if amount > _NOISE and ident in case.material
    )
    whole = speak.quantity(point.shortage or 0.0, shortage_unit(case))
    return named_some(said, voice) or whole


def period_unit(voice: Voice) -> str:
    """What a period is called: ``months``."""
    return voice.say(_PERIODS[voice.case.settings.period])


def _shared(materials: Iterable[str], case: Case) -> str:
    units = {case.material[ident].unit for ident in materials if ident in case.material}
    return units.pop() if len(units) == 1 else "t"


def _telling(conflicts: Iterable[Conflict]) -> list[Conflict]:
    """The few promises that must give way, policies before facts; else what takes part."""
    ranked = sorted(
        conflicts, key=lambda c: (not c.relax, not c.policy, c.kind, c.subject, c.period)
    )
    return [c for c in ranked if c.relax][:_SHOWN] or ranked[:_SHOWN]
