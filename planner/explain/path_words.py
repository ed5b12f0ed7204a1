"""A path said in a sentence: where it stood, where the plan is each year, what a point costs."""

# ruff: noqa: E501
from planner.explain import rules, speak
from planner.explain.standing import Path, point_costs
from planner.explain.voice import Voice
from planner.glossary.choices import COUNTED
from planner.words import Words

_SAID = Words(
    "{limit}: {stood}한도는 {first}년 {start}에서 {last}년 {end}로 움직이고, 계획은 {values}입니다.{costs}",
    "{limit}: {stood}The bound goes from {start} in {first} to {end} in {last}; the plan stands at {values}.{costs}",
)
_STOOD = Words(
    "{year}년에는 {share}였습니다({weight} 기준{other}). ",
    "In {year} it was {share} (by {weight}{other}). ",
)
_OTHER = Words(", 이 한도는 {}으로 셉니다", ", while this limit counts {}")
_IN_YEAR = Words("{}년 {}", "{1} in {0}")
_NONE = Words("없음", "nothing")
_COSTS = Words(" 1%p 더 조이는 비용은 대략 {}입니다.", " One point tighter costs about {}.")
_FREE = Words(" 1%p 더 조여도 비용이 들지 않습니다.", " One point tighter costs nothing.")


def path_sentence(path: Path, voice: Voice) -> str:
    """``In 2024 it was 79.8%. The bound goes from 65% in 2027 to 50% in 2029; ...``."""
    first, last = path.lines[0], path.lines[-1]
    values = [
        voice.say(
            _IN_YEAR, x.window, voice.say(_NONE) if x.value is None else speak.percent(x.value)
        )
        for x in path.lines
    ]
    return voice.say(
        _SAID,
        limit=rules.short(path.limit, voice),
        stood=_stood(path, voice),
        first=first.window,
        start=speak.percent(first.bound),
        last=last.window,
        end=speak.percent(last.bound),
        values=", ".join(values),
        costs=_costs(path, voice),
    )


def _stood(path: Path, voice: Voice) -> str:
    row = path.latest
    if row is None:
        return ""
    own = voice.say(COUNTED[path.weight])
    other = "" if row.weight == path.weight else voice.say(_OTHER, own)
    weight = voice.say(COUNTED[row.weight])
    share = speak.percent(row.share)
    return voice.say(_STOOD, year=row.year, share=share, weight=weight, other=other)


def _costs(path: Path, voice: Voice) -> str:
    known = [(x.window, cost) for x in path.lines if (cost := point_costs(x)) is not None]
    if not known:
        return ""
    dear = [(window, cost) for window, cost in known if cost > 0.5]
    if not dear:
        return voice.say(_FREE)
    said = [voice.say(_IN_YEAR, window, voice.money(cost)) for window, cost in dear]
    return voice.say(_COSTS, ", ".join(said))
