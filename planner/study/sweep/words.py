"""What a sweep means for a buyer: how the cost moves, where suppliers change, where no plan is."""

# ruff: noqa: E501

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planner.explain import speak
from planner.explain.edit_words import axis_value, edit_words, labelled, named_some
from planner.explain.phrases import POINTS
from planner.explain.voice import Voice
from planner.outcomes.point import Axis, Point
from planner.study.front import point_words
from planner.study.sweep.found import Breakpoint, SweepFound
from planner.words import Words

_SAME = 1e-6
"""A change of cost below this fraction is none."""
_PRECISE = 1e-4
"""Values are said with four figures."""
_SHOWN = 4
"""How many breakpoints or failures are said; the tables hold all."""
NEUTRAL = {"times": 1.0, "plus": 0.0}
"""The value at which an operation leaves the case as it is."""

_LINE = Words(
    "{what}{sounded:을를} {low}에서 {high}까지 {count}가지로 바꿔 가며 다시 계획했습니다.",
    "{what} goes through {count} values from {low} to {high}, each planned anew.",
)
_GRID = Words(
    "{axes}의 조합 {count}가지를 다시 계획했습니다.",
    "{axes}: {count} combinations, each planned anew.",
)
_COST = Words(
    " 총비용은 {least}({least_at})에서 {most}({most_at})까지 움직입니다.",
    " The total cost moves from {least} ({least_at}) to {most} ({most_at}).",
)
_COST_SAME = Words(
    " 총비용은 {least}{least:으로} 달라지지 않습니다.", " The total cost stays at {least}."
)
_NONE = Words(" 계획이 하나도 없습니다.", " None of them has a plan.")
_BOTH = Words(
    "{what}{sounded:이가} {value}{value:을를} 넘으면 {entering}{enters:을를} 쓰기 시작하고 {leaving}{leaves:은는} 더 쓰지 않습니다.",
    "Once {what} passes {value}, the plan starts to buy from {entering} and no longer from {leaving}.",
)
_ENTER = Words(
    "{what}{sounded:이가} {value}{value:을를} 넘으면 {entering}{enters:을를} 쓰기 시작합니다.",
    "Once {what} passes {value}, the plan starts to buy from {entering}.",
)
_LEAVE = Words(
    "{what}{sounded:이가} {value}{value:을를} 넘으면 {leaving}{leaves:은는} 더 쓰지 않습니다.",
    "Once {what} passes {value}, the plan no longer buys from {leaving}.",
)
_ABOUT = Words("약 {value}", "about {value}")
_MORE_BREAKS = Words(
    "공급사가 바뀌는 값은 {count}개가 더 있습니다(표 참조).",
    "More values at which suppliers change: {count} (see the table).",
)
_STEADY_AROUND = Words(
    "지금({now})을 포함해 {low}에서 {high}까지는 공급사가 바뀌지 않습니다.",
    "From {low} to {high}, now ({now}) included, the suppliers stay the same.",
)
_STEADY = Words(
    "공급사가 바뀌지 않는 가장 넓은 구간은 {low}에서 {high}까지입니다.",
    "The widest stretch without a change of suppliers is from {low} to {high}.",
)
STEADY_ALL = Words(
    "이 범위에서는 공급사가 바뀌지 않습니다.", "The suppliers stay the same over the whole range."
)
_WITHOUT = Words("{where}에서는 계획이 없습니다: {reason}", "No plan at {where}: {reason}")
_WITHOUT_SOME = Words(
    "조합 {count}가지({where})에서는 계획이 없습니다. 예: {reason}",
    "{count} combinations ({where}) have no plan. For instance: {reason}",
)
_SHORT = Words(
    "{count}곳에서 수요를 다 채우지 못하며, 가장 심한 것은 {where}에서 {amount}입니다.",
    "Points at which demand goes unmet: {count}; the worst is {amount} at {where}.",
)
_ALL_MET = Words(
    "계획이 있는 곳에서는 수요를 모두 채웁니다.", "All demand is met wherever there is a plan."
)
_SHARE = Words(
    "{country} 비중(구매액 기준)은 {low}({low_at})에서 {high}({high_at})까지 움직입니다.",
    "The share of spending that goes to {country} moves from {low} ({low_at}) to {high} ({high_at}).",
)
_MATTERS = Words(
    "비용을 더 크게 움직이는 것은 {axis}입니다: 한쪽 끝에서 다른 끝까지 평균 {span}.",
    "{axis} moves the cost more: {span} on average from end to end.",
)
_AT = Words("{what} {value}", "{what} {value}")
_TIMES, _PLUS = Words("{}배", "x {}"), Words("{}{}", "{}{}")


@dataclass(frozen=True)
class SweepVoice(Voice):
    """A voice that knows one sweep: how its axes and values are said."""

    study: SweepFound

    @classmethod
    def about(cls, study: SweepFound, voice: Voice) -> "SweepVoice":
        """The voice that speaks of a sweep."""
        return cls(voice.case, voice.language, study)

    def what(self, axis: Axis) -> str:
        """Return what an axis changes: ``China price``."""
        return edit_words(axis.label, self)

    def value(self, axis: Axis, value: float) -> str:
        """Say a value of an axis: ``x 1.2``, ``+5 points``, ``50%``."""
        edit = labelled(axis.label)
        if edit is None:
            return speak.number(value, 4)
        if edit.op == "times":
            return speak.sounded(self.say(_TIMES, speak.number(value, 4)))
        said = axis_value(edit, value, self.case)
        if edit.op == "set":
            return speak.sounded(said)
        said = said.replace("%", self.say(POINTS))
        return speak.sounded(self.say(_PLUS, "+" if value >= 0 else "", said))

    def at(self, point: Point) -> str:
        """Say where a point lies: its values, in a grid with what they are values of."""
        axes = self.study.axes
        if len(axes) == 1:
            return self.value(axes[0], place(point, axes[0]))
        return ", ".join(
            self.say(_AT, what=self.what(axis), value=self.value(axis, place(point, axis)))
            for axis in axes
        )


def place(point: Point, axis: Axis) -> float:
    """Return the value at which a point was planned."""
    return float(point.edits.get(axis.label, 0.0))


def in_order(study: SweepFound) -> list[Point]:
    """Points by their values, the first axis first."""
    return sorted(study.points, key=lambda p: tuple(place(p, axis) for axis in study.axes))


def sweep_sentences(study: SweepFound, voice: Voice) -> list[str]:
    """Say what one sweep means; warnings about it come last."""
    voice = SweepVoice.about(study, voice)
    if not (study.axes and study.points):
        return list(study.warnings)
    found = [_opening(voice)]
    if any(point.objective is not None for point in study.points):
        found += _breaks(voice) if len(study.axes) == 1 else _matters(voice)
        found += [*_without(voice), *_short(voice), *_share(voice)]
    else:
        found += _without(voice)
    return [*(speak.capital(text) for text in found), *study.warnings]


def break_sentence(one: Breakpoint, voice: SweepVoice) -> str:
    """Say which suppliers come and go where the value passes a breakpoint."""
    what = voice.what(voice.study.axes[0])
    entering, leaving = (_names(idents, voice) for idents in (one.entering, one.leaving))
    words = _BOTH if one.entering and one.leaving else _ENTER if one.entering else _LEAVE
    return voice.say(
        words,
        what=what,
        sounded=speak.sounded(what),
        value=break_value(one, voice),
        entering=entering,
        enters=speak.sounded(entering),
        leaving=leaving,
        leaves=speak.sounded(leaving),
    )


def break_value(one: Breakpoint, voice: SweepVoice) -> str:
    """Say a breakpoint's value; about, where its precision is coarser than what is said of it."""
    said = voice.value(voice.study.axes[0], one.value)
    fine = one.exact or one.width <= _PRECISE * abs(one.value)
    return said if fine else speak.sounded(voice.say(_ABOUT, value=said))


def main_country(study: SweepFound) -> str:
    """The country with the largest share of spending in the base, or over all points."""
    sums = dict(study.base.spending)
    for point in () if sums else study.points:
        for code, share in point.spending.items():
            sums[code] = sums.get(code, 0.0) + share
    return max(sums, key=lambda code: (sums[code], code), default="")


def _names(suppliers: Sequence[str], voice: SweepVoice) -> str:
    return named_some((voice.supplier(ident) for ident in suppliers), voice)


def _opening(voice: SweepVoice) -> str:
    axes, points = voice.study.axes, voice.study.points
    if len(axes) == 1:
        values, what = sorted(place(p, axes[0]) for p in points), voice.what(axes[0])
        low, high = (voice.value(axes[0], value) for value in (values[0], values[-1]))
        fields = {"what": what, "sounded": speak.sounded(what), "low": low, "high": high}
        text = voice.say(_LINE, **fields, count=len(points))
    else:
        text = voice.say(_GRID, axes=" x ".join(map(voice.what, axes)), count=len(points))
    least, most = _ends(points, lambda point: point.objective)
    if least is None or most is None:
        return text + voice.say(_NONE)
    low_cost, high_cost = least.objective or 0.0, most.objective or 0.0
    same = high_cost - low_cost <= _SAME * max(1.0, abs(high_cost))
    return text + voice.say(
        _COST_SAME if same else _COST,
        least=voice.money(low_cost),
        least_at=voice.at(least),
        most=voice.money(high_cost),
        most_at=voice.at(most),
    )


def _ends(
    points: Sequence[Point], of: Callable[[Point], float | None]
) -> tuple[Point | None, Point | None]:
    """The points with the least and the most of something."""
    known = [(value, i) for i, point in enumerate(points) if (value := of(point)) is not None]
    if not known:
        return None, None
    return points[min(known)[1]], points[max(known, key=lambda pair: (pair[0], -pair[1]))[1]]


def _breaks(voice: SweepVoice) -> list[str]:
    study = voice.study
    breaks = sorted(study.breakpoints, key=lambda one: one.value)
    found = [break_sentence(one, voice) for one in breaks[:_SHOWN]]
    if len(breaks) > _SHOWN:
        found.append(voice.say(_MORE_BREAKS, count=len(breaks) - _SHOWN))
    return [*found, *_steady(voice, [one.value for one in breaks])]


def _steady(voice: SweepVoice, breaks: list[float]) -> list[str]:
    """Between which values the suppliers stay the same: around now, or else the widest."""
    axis = voice.study.axes[0]
    values = sorted(place(p, axis) for p in voice.study.points if p.objective is not None)
    low, high = values[0], values[-1]
    if not breaks:
        return [voice.say(STEADY_ALL)]
    ends = [low, *(one for one in breaks if low < one < high), high]
    stretches = list(pairwise(ends))
    edit = labelled(axis.label)
    now = NEUTRAL.get(edit.op) if edit else None
    around = [pair for pair in stretches if now is not None and pair[0] <= now <= pair[1]]
    first, last = around[0] if around else max(stretches, key=lambda pair: pair[1] - pair[0])
    said = {"low": voice.value(axis, first), "high": voice.value(axis, last)}
    if around and now is not None:
        return [voice.say(_STEADY_AROUND, now=voice.value(axis, now), **said)]
    return [voice.say(_STEADY, **said)]


def _matters(voice: SweepVoice) -> list[str]:
    """Which of the crossed inputs moves the cost more, the others held."""
    spans = [(_span(voice.study, axis), i) for i, axis in enumerate(voice.study.axes)]
    span, most = max(spans, key=lambda pair: (pair[0], -pair[1]))
    cost = max(abs(point.objective or 0.0) for point in voice.study.points)
    if span <= _SAME * max(1.0, cost):
        return []
    axis = voice.what(voice.study.axes[most])
    return [voice.say(_MATTERS, axis=axis, span=voice.money(span))]


def _span(study: SweepFound, axis: Axis) -> float:
    """Mean over the other axes of the cost's range along this one."""
    others = [one for one in study.axes if one is not axis]
    lines: dict[tuple[float, ...], list[float]] = {}
    for point in study.points:
        if point.objective is not None:
            key = tuple(place(point, one) for one in others)
            lines.setdefault(key, []).append(point.objective)
    spans = [max(costs) - min(costs) for costs in lines.values() if len(costs) > 1]
    return sum(spans) / len(spans) if spans else 0.0


def _without(voice: SweepVoice) -> list[str]:
    failing = [point for point in in_order(voice.study) if point.objective is None]
    if not failing:
        return []
    reason = point_words.reason(failing[0], voice)
    if len(voice.study.axes) == 1:
        where = named_some(map(voice.at, failing), voice)
        return [voice.say(_WITHOUT, where=where, reason=reason)]
    where = named_some(map(voice.at, failing), voice, "; ")
    return [voice.say(_WITHOUT_SOME, where=where, reason=reason, count=len(failing))]


def _short(voice: SweepVoice) -> list[str]:
    short = [point for point in voice.study.points if point_words.is_short(point)]
    if not short:
        return [voice.say(_ALL_MET)]
    worst = max(short, key=lambda point: point.shortage or 0.0)
    amount = point_words.short_amounts(worst, voice)
    return [voice.say(_SHORT, count=len(short), amount=amount, where=voice.at(worst))]


def _share(voice: SweepVoice) -> list[str]:
    """How the share of spending of the base's largest country moves; silent where it does not."""
    code = main_country(voice.study)
    if not code:
        return []
    known = [point for point in voice.study.points if point.objective is not None]
    low, high = _ends(known, lambda point: point.spending.get(code, 0.0))
    if low is None or high is None:
        return []
    least, most = (speak.percent(point.spending.get(code, 0.0)) for point in (low, high))
    if least == most:
        return []
    country = voice.country(code)
    said = {"low": least, "high": most, "low_at": voice.at(low), "high_at": voice.at(high)}
    return [voice.say(_SHARE, country=country, **said)]
