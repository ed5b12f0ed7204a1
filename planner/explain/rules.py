"""A limit said in words: ``share of China, by oxide equivalent, at any stage``."""

from models.case import Limit
from models.selector import OFFER_FIELDS, Condition, SelectorError, folded, parse
from planner.explain import speak
from planner.explain.voice import Voice
from planner.glossary.choices import BY, OWNERS, STAGES, WEIGHTS
from planner.glossary.measures import MEASURES
from planner.words import Words

_SHORT = Words("{among} 중 {of}, {weight}, {stage}", "{of} in {among}, by {weight}, {stage}")
AMONG = Words(", {} 중", " in {}")
_ALL = Words("전체", "everything")
_OR = Words(" 또는 ", " or ")
_NOT = Words("{} 외", "other than {}")


def said(limit: Limit, voice: Voice) -> str:
    """Say what the limit measures."""
    measure = MEASURES[limit.measure]
    fields = measure.fields
    among = _selected(limit.among, fields, voice)
    whole = among == voice.say(_ALL)
    return voice.say(
        measure.said,
        of=_selected(limit.of, fields, voice),
        among="" if whole else voice.say(AMONG, among),
        weight=voice.say(WEIGHTS[limit.weight]),
        stage=voice.say(STAGES[limit.stage]),
        by=voice.say(BY.get(limit.by, Words(limit.by, limit.by))),
        attribute=limit.attribute,
    )


def short(limit: Limit, voice: Voice) -> str:
    """Say a share limit in a few words: ``China in NdPr, by spend, separated``."""
    return voice.say(
        _SHORT,
        of=speak.capital(_selected(limit.of, OFFER_FIELDS, voice)),
        among=_selected(limit.among, OFFER_FIELDS, voice),
        weight=voice.say(WEIGHTS[limit.weight]),
        stage=voice.say(STAGES[limit.stage]),
    )


def selection(text: str, voice: Voice, fields: tuple[str, ...] = OFFER_FIELDS) -> str:
    """Say what a selector picks: ``China``, ``other than China``, ``everything``."""
    return _selected(text, fields, voice)


def named(ident: str, voice: Voice) -> str:
    """Say what the limit with this id measures, and its id; only the id if it is not known."""
    for limit in voice.case.limits:
        if limit.limit == ident:
            return f"{said(limit, voice)} [{ident}]"
    return ident


_CONTAINS = Words("{} 함유 품목", "what contains {}")


def _selected(text: str, fields: tuple[str, ...], voice: Voice) -> str:
    try:
        conditions = parse(text, fields).conditions
    except SelectorError:
        return text
    return ", ".join(_condition(c, voice) for c in conditions) or voice.say(_ALL)


def _condition(condition: Condition, voice: Voice) -> str:
    names = [_value(condition.field, value, voice) for value in condition.values]
    text = voice.say(_OR).join(names)
    if condition.field == "contains":
        text = voice.say(_CONTAINS, text)
    return voice.say(_NOT, text) if condition.negated else text


def _value(field: str, value: str, voice: Voice) -> str:
    """Selectors hold folded text; ids are said as they were typed, or by their names."""
    if field == "country":
        return voice.country(value.upper())
    if field == "owner" and value in OWNERS:
        return voice.say(OWNERS[value])
    case = voice.case
    if field in ("element", "contains"):
        inside = [row.element for row in case.contents]
        elements = [*inside, *(row.element for row in case.materials)]
        return {folded(one): one for one in elements}.get(value, value)
    typed = {folded(ident): ident for ident in (*case.material, *case.supplier)}
    return voice.subject(typed.get(value, value))
