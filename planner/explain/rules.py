"""A limit said in words: ``share of China, by oxide equivalent, at any stage``."""

# ruff: noqa: E501

from models.case import Case, Limit
from models.selector import OFFER_FIELDS, STOCK_FIELDS, Condition, SelectorError, parse
from planner.explain import speak
from planner.glossary.countries import country_name
from planner.words import Language, Words

WEIGHTS = {
    "quantity": Words("물량", "quantity"),
    "reo": Words("산화물 환산량", "oxide equivalent"),
    "spend": Words("구매액", "spend"),
}
STAGES = {
    "direct": Words("직접 구매", "direct"),
    "mined": Words("채굴", "mined"),
    "separated": Words("분리", "separated"),
    "metal": Words("금속", "metal"),
    "magnet": Words("자석", "magnet"),
    "any": Words("모든 단계", "any stage"),
}
BY = {
    "country": Words("국가", "country"),
    "supplier": Words("공급사", "supplier"),
    "group": Words("그룹", "group"),
}
OWNERS = {"company": Words("회사", "company"), "government": Words("정부", "government")}
_MEASURES = {
    "share": Words("{of} 비중{among}({weight} 기준, {stage})", "share of {of}{among} ({weight}, {stage})"),
    "amount": Words("{of} 구매량({weight} 기준, {stage})", "amount of {of} ({weight}, {stage})"),
    "average": Words("{of}의 평균 {attribute}", "average {attribute} of {of}"),
    "hhi": Words("{by}별 집중도(HHI){among}({weight} 기준)", "HHI by {by}{among} ({weight}, {stage})"),
    "stock": Words("{of} 재고", "stock of {of}"),
}  # fmt: skip
_SHORT = Words("{among} 중 {of}, {stage}", "{of} in {among}, {stage}")
_AMONG = Words(", {} 중", " in {}")
_ALL = Words("전체", "everything")
_OR = Words(" 또는 ", " or ")
_NOT = Words("{} 외", "other than {}")


def said(limit: Limit, case: Case, language: Language) -> str:
    """Say what the limit measures."""
    fields = STOCK_FIELDS if limit.measure == "stock" else OFFER_FIELDS
    among = _selected(limit.among, fields, case, language)
    whole = among == _ALL.to(language)
    return (
        _MEASURES[limit.measure]
        .to(language)
        .format(
            of=_selected(limit.of, fields, case, language),
            among="" if whole else _AMONG.to(language).format(among),
            weight=WEIGHTS[limit.weight].to(language),
            stage=STAGES[limit.stage].to(language),
            by=BY.get(limit.by, Words(limit.by, limit.by)).to(language),
            attribute=limit.attribute,
        )
    )


def short(limit: Limit, case: Case, language: Language) -> str:
    """Say a share limit in a few words: ``China in NdPr, separated``."""
    return _SHORT.to(language).format(
        of=_sentence_case(_selected(limit.of, OFFER_FIELDS, case, language)),
        among=_selected(limit.among, OFFER_FIELDS, case, language),
        stage=STAGES[limit.stage].to(language),
    )


def selection(
    text: str, case: Case, language: Language, fields: tuple[str, ...] = OFFER_FIELDS
) -> str:
    """Say what a selector picks: ``China``, ``other than China``, ``everything``."""
    return _selected(text, fields, case, language)


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


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
