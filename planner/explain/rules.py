"""A limit said in words: ``share of China, by oxide equivalent, at any stage``."""

from models.case import Case, Limit
from models.selector import OFFER_FIELDS, Condition, SelectorError, parse
from planner.explain import speak
from planner.glossary.choices import BY, OWNERS, STAGES, WEIGHTS
from planner.glossary.countries import country_name
from planner.glossary.measures import MEASURES
from planner.words import Language, Words

_SHORT = Words("{among} 중 {of}, {stage}", "{of} in {among}, {stage}")
AMONG = Words(", {} 중", " in {}")
_ALL = Words("전체", "everything")
_OR = Words(" 또는 ", " or ")
_NOT = Words("{} 외", "other than {}")


def said(limit: Limit, case: Case, language: Language) -> str:
    """Say what the limit measures."""
    measure = MEASURES[limit.measure]
    fields = measure.fields
    among = _selected(limit.among, fields, case, language)
    whole = among == _ALL.to(language)
    return measure.said.to(language).format(
        of=_selected(limit.of, fields, case, language),
        among="" if whole else AMONG.to(language).format(among),
        weight=WEIGHTS[limit.weight].to(language),
        stage=STAGES[limit.stage].to(language),
        by=BY.get(limit.by, Words(limit.by, limit.by)).to(language),
        attribute=limit.attribute,
    )


def short(limit: Limit, case: Case, language: Language) -> str:
    """Say a share limit in a few words: ``China in NdPr, separated``."""
    return _SHORT.to(language).format(
        of=speak.capital(_selected(limit.of, OFFER_FIELDS, case, language)),
        among=_selected(limit.among, OFFER_FIELDS, case, language),
        stage=STAGES[limit.stage].to(language),
    )


def selection(
    text: str, case: Case, language: Language, fields: tuple[str, ...] = OFFER_FIELDS
) -> str:
    """Say what a selector picks: ``China``, ``other than China``, ``everything``."""
    return _selected(text, fields, case, language)


def named(ident: str, case: Case, language: Language) -> str:
    """Say what the limit with this id measures, and its id; only the id if it is not known."""
    for limit in case.limits:
        if limit.limit == ident:
            return f"{said(limit, case, language)} [{ident}]"
    return ident


def _selected(text: str, fields: tuple[str, ...], case: Case, language: Language) -> str:
    try:
        conditions = parse(text, fields).conditions
    except SelectorError:
        return text
    return ", ".join(_condition(c, case, language) for c in conditions) or _ALL.to(language)


def _condition(condition: Condition, case: Case, language: Language) -> str:
    names = [_value(condition.field, value, case, language) for value in condition.values]
    text = _OR.to(language).join(names)
    return _NOT.to(language).format(text) if condition.negated else text


def _value(field: str, value: str, case: Case, language: Language) -> str:
    """Selectors hold folded text; ids are said as they were typed, or by their names."""
    if field == "country":
        return country_name(value.upper(), language)
    if field == "owner" and value in OWNERS:
        return OWNERS[value].to(language)
    elements = [row.element for row in case.materials]
    typed = {ident.casefold(): ident for ident in (*elements, *case.material, *case.supplier)}
    return speak.subject(typed.get(value, value), case)
