"""What a frontier trades, as it is typed: ``cost, share country=CN stage=any, cover``."""

import re
from dataclasses import dataclass
from typing import Literal, NoReturn

from models.case import Case
from models.columns import seen
from models.selector import OFFER_FIELDS, STOCK_FIELDS, Selector, folded
from models.terms.origin import Origins
from models.terms.units import is_mass
from planner.errors import UsageError
from planner.glossary.measures import MEASURES as LIMIT_MEASURES
from planner.schema.policy import LIMITS
from planner.study.points.phrases import refusal, said
from planner.words import Words
from planner.workbook.checks.selection import selector_at
from planner.workbook.faults import Fault, Spot
from planner.workbook.guesses import did_you_mean
from planner.workbook.names import read_choice
from planner.workbook.selectors import spelled
from planner.workbook.sheets import Cell

MeasureKind = Literal["cost", "share", "hhi", "cover", "cvar"]
MEASURES: tuple[MeasureKind, ...] = ("cost", "share", "hhi", "cover", "cvar")
OPTIONS = {option: LIMITS.column(option) for option in ("stage", "weight", "by")}
TAKES = {kind: OPTIONS.keys() & LIMIT_MEASURES[kind].reads for kind in ("share", "hhi")}
"""The options of each measure, as a limit of it has them; both take ``among`` as well."""

_MEASURE = re.compile(rf"\s*({'|'.join(MEASURES)})(?:\s|$)", re.IGNORECASE)
_OPTION = re.compile(rf"(?:^|\s)({'|'.join(OPTIONS)})\s*=\s*(\S*)", re.IGNORECASE)
_AMONG = re.compile(r"(?:^|\s)among(?:\s|$)", re.IGNORECASE)

_UNKNOWN = Words(
    "'{seen}'{seen:은는} 잴 수 있는 것이 아닙니다. {hint_ko} 잴 수 있는 것: {known}. "
    "예: cost, share country=CN stage=any, cover",
    "'{seen}' cannot be traded. {hint_en} There are: {known}. "
    "For example: cost, share country=CN stage=any, cover",
)
_NO_COST = Words(
    "'{seen}'에 cost가 없습니다. 비용(cost)과 맞바꿀 것을 적으세요. 예: cost, {seen}",
    "'{seen}' lacks cost. Write cost and what it is traded against, such as: cost, {seen}",
)
_ONLY_COST = Words(
    "비용(cost)과 맞바꿀 것이 없습니다. 예: cost, share country=CN stage=any",
    "There is nothing to trade cost against. For example: cost, share country=CN stage=any",
)
_TWICE = Words("'{seen}'{seen:이가} 두 번 있습니다.", "'{seen}' is there twice.")
_TAKES_NOTHING = Words(
    "{kind} 뒤의 '{seen}'{seen:을를} 읽을 수 없습니다. 지우세요.",
    "'{seen}' behind {kind} cannot be read; leave it out.",
)
_BAD_OPTION = Words(
    "'{term}': {option}={seen}{seen:은는} 쓸 수 없습니다. {hint_ko} 쓸 수 있는 값: {known}.",
    "'{term}': {option}={seen} is unknown. {hint_en} There are: {known}.",
)
_NOT_ITS_OPTION = Words(
    "'{term}': {kind}에는 {option}{option:을를} 쓰지 않습니다.",
    "'{term}': {kind} takes no {option}.",
)
_SHARE_OF_WHAT = Words(
    "'{term}': 무엇의 비율인지 적으세요. 예: share country=CN",
    "'{term}': write whose share, such as: share country=CN",
)
_NOTHING = Words(
    "'{term}': 조건 '{seen}'에 맞는 것이 없습니다. {hint_ko}",
    "'{term}': nothing meets '{seen}'. {hint_en}",
)
_NOT_MASS = Words(
    "'{term}': 단위가 질량이 아닌 품목({materials})이 있어 함께 잴 수 없습니다. "
    "among으로 좁히거나 weight=spend를 쓰세요.",
    "'{term}': {materials} cannot be added up, as the unit is not a mass. "
    "Narrow it with among, or use weight=spend.",
)
_NO_PILES = Words(
    "cover: 자료에 회사 소유의 비축(stockpiles)이 없어 늘릴 재고일수가 없습니다.",
    "cover: the case has no stockpile of the company's own that could be filled.",
)
_NO_RISK = Words(
    "cvar: 허가(licenses)도 충격(events)도 없어 모든 미래가 같습니다.",
    "cvar: without licenses and events all futures are the same.",
)


@dataclass(frozen=True)
class Asked:
    """One term of ``--trade``. ``of`` of cover selects stockpiles; what a kind lacks is empty."""

    text: str
    kind: MeasureKind
    of: str = ""
    among: str = ""
    by: str = ""
    stage: str = ""
    weight: str = ""


def trade_of(text: str, case: Case) -> tuple[Asked, ...]:
    """What is traded, cost first. Raises UsageError.

    Terms stand between commas; a piece that begins with no measure goes on the term before it,
    because selectors hold commas too.
    """
    asked = [_asked(term, case) for term in _terms(text)]
    for place, one in enumerate(asked):
        if one.text in [other.text for other in asked[:place]]:
            raise refusal(_TWICE, seen=one.text)
    cost = tuple(one for one in asked if one.kind == "cost")
    if not cost:
        raise refusal(_NO_COST, seen=text.strip())
    if len(asked) == 1:
        raise UsageError(_ONLY_COST)
    return cost + tuple(one for one in asked if one.kind != "cost")


def _terms(text: str) -> list[str]:
    terms: list[str] = []
    for piece in text.split(","):
        if _MEASURE.match(piece):
            terms.append(" ".join(piece.split()))
        elif terms and "=" in piece:
            terms[-1] += f",{' '.join(piece.split())}"
        else:
            word = (piece.split() or [""])[0]
            hint, known = did_you_mean(word, MEASURES), ", ".join(MEASURES)
            raise refusal(_UNKNOWN, hint, seen=piece.strip(), known=known)
    return terms


def _asked(term: str, case: Case) -> Asked:
    word, _, rest = term.partition(" ")
    kind = next(measure for measure in MEASURES if measure == folded(word))
    term = " ".join((kind, *rest.split()))
    if kind == "cover":
        return Asked(term, kind, of=_stockpiles(term, rest, case))
    if kind in TAKES:
        return _concentration(term, kind, rest, case)
    if rest:
        raise refusal(_TAKES_NOTHING, kind=kind, seen=rest)
    if kind == "cvar" and not case.licenses and not case.events:
        raise UsageError(_NO_RISK)
    return Asked(term, kind)


def _stockpiles(term: str, text: str, case: Case) -> str:
    """The stockpiles whose cover is meant: only the company's can be filled."""
    selector = _selector(term, text, STOCK_FIELDS)
    company = [
        sight
        for sight, pile in zip(seen(case, "stockpiles"), case.stockpiles, strict=True)
        if pile.owner == "company"
    ]
    if not company:
        raise UsageError(_NO_PILES)
    if not any(selector.holds(sight) for sight in company):
        names = [text for sight in company for text in sight["stockpile"]]
        _refuse_nothing(term, text, selector, names)
    return text.strip()


def _concentration(term: str, kind: MeasureKind, rest: str, case: Case) -> Asked:
    options = _options(term, kind, rest)
    of, among = _selectors(term, kind, _OPTION.sub("", rest))
    stage = options.get("stage", "direct")
    ours = _counted(term, (of, stage), among, case)
    units = {case.material[material].unit for material in ours}
    weight = options.get("weight") or ("quantity" if len(units) == 1 else "reo")
    words = [m for m in sorted(ours) if not is_mass(case.material[m].unit)]
    if words and (weight == "reo" or (weight == "quantity" and len(units) > 1)):
        raise refusal(_NOT_MASS, term=term, materials=", ".join(words))
    by = options.get("by", "country") if kind == "hhi" else ""
    return Asked(term, kind, of=of, among=among, by=by, stage=stage, weight=weight)


def _options(term: str, kind: MeasureKind, text: str) -> dict[str, str]:
    options = {}
    for name, value in _OPTION.findall(text):
        option = folded(name)
        if option not in TAKES[kind]:
            raise refusal(_NOT_ITS_OPTION, term=term, kind=kind, option=option)
        choices = OPTIONS[option].choices
        meant = read_choice(Cell(value), OPTIONS[option]).value
        if meant is None:
            hint, known = did_you_mean(value, choices), ", ".join(choices)
            raise refusal(_BAD_OPTION, hint, term=term, option=option, seen=value, known=known)
        options[option] = meant
    return options


def _selectors(term: str, kind: MeasureKind, text: str) -> tuple[str, str]:
    """What is measured, and among what."""
    of, *among = (spelled(part.strip()) for part in _AMONG.split(text, maxsplit=1))
    if kind == "hhi" and of:
        raise refusal(_TAKES_NOTHING, kind=kind, seen=of)
    if kind == "share" and folded(of) in ("", "all"):
        raise refusal(_SHARE_OF_WHAT, term=term)
    return of, "".join(among)


def _counted(term: str, of: tuple[str, str], among: str, case: Case) -> set[str]:
    """Materials of the offers among which it is measured; ``of``: selector and stage."""
    origins = Origins(case)
    text, stage = of
    measured, whole = _selector(term, text, OFFER_FIELDS), _selector(term, among, OFFER_FIELDS)
    lane = origins.lane(whole, stage, "max")
    for given, selector in ((among, whole), (text, whole.both(measured))):
        if given and not origins.lane(selector, stage, "max").any():
            field = selector.conditions[-1].field
            names = {text for sight in seen(case, "offers") for text in sight[field]}
            _refuse_nothing(term, given, selector, sorted(names))
    return {offer.material for offer, counts in zip(case.offers, lane, strict=True) if counts}


def _selector(term: str, text: str, fields: tuple[str, ...]) -> Selector:
    found = selector_at(Spot(seen=text), text, fields)
    if isinstance(found, Fault):
        raise UsageError(said(term, found))
    return found


def _refuse_nothing(term: str, text: str, selector: Selector, names: list[str]) -> NoReturn:
    value = selector.conditions[-1].values[0] if selector.conditions else ""
    raise refusal(_NOTHING, did_you_mean(value, names), term=term, seen=text)
