"""Shadow prices: what one more unit of something scarce changes, in figures and in words."""

# ruff: noqa: E501
import math
from dataclasses import replace

from planner.explain import figures, rules, sentences
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan, ShadowPrice
from planner.page.grid import Grid, GridColumn
from planner.page.page import Band, Block, Note, Page, ScreenOnly, Section
from planner.report import words
from planner.words import Words

_NAME = Words("잠재가격", "Shadow prices")
_ABOUT = Words(
    "무엇을 한 단위 더 얻으면 총비용이 얼마나 달라지나. 값은 표시된 범위 안에서만 성립합니다.",
    "What one more unit of something scarce changes in the total cost; each holds only within its range.",
)
_NONE = Words(
    "이 계획에는 잠재가격이 없습니다. 정수 조건(최소 주문, 주문 비용, 주문 배수)이 있으면 잠재가격이 정의되지 않습니다.",
    "This plan has no shadow prices. With whole-number terms (moq, order_cost, lot) they are not defined.",
)
_DEGENERATE = Words(
    "똑같이 옳은 답이 여럿이라 잠재가격이 하나로 정해지지 않습니다. 다른 값도 똑같이 참일 수 있으니 방향을 보는 데 쓰세요.",
    "Several answers are equally right: shadow prices are not unique and other values may be as true. Read them as directions.",
)
_KINDS = {
    "limit": Words("한도", "limit"),
    "capacity": Words("공급능력", "capacity"),
    "offer_max": Words("최대 주문", "offer maximum"),
    "offer_min": Words("최소 주문", "offer minimum"),
    "take_or_pay": Words("의무 인수", "take-or-pay"),
    "stock": Words("재고 한도", "stock bound"),
    "cover": Words("목표 재고", "cover"),
    "route": Words("운송로", "route"),
    "process": Words("가공 한도", "process"),
    "idle_offer": Words("쓰지 않는 공급조건", "idle offer"),
    "demand": Words("수요", "demand"),
}
_KIND = Words("종류", "Kind")
_BY_SUBJECT = Words("대상별 합계, 가치가 큰 순서", "By subject, the most valuable first")
_MOST = Words(
    "가치가 큰 {}개입니다. 모두 {}개는 화면의 아래 표에 있습니다.",
    "The {} most valuable of {}; all stand below on the screen.",
)
MOST_SUBJECTS = 20
_LARGEST = Words("최대 ({})", "Largest ({})")
_ALL_PERIODS = Words("모든 기간 합계 ({})", "All periods ({})")
_HUNDREDTH = Words("한도 1%의 가치 ({})", "Worth of 1% ({})")
_CHANGE, _PER = Words("비용 변화 ({})", "Change of cost ({})"), Words("단위당", "Per")
_LOW, _HIGH = Words("범위 하한", "Range from"), Words("범위 상한", "Range to")
_ONE_SIDED = Words("한쪽만 성립", "One side only")


def shadow_page(plan: Plan, voice: Voice) -> Page | None:
    """Every shadow price: levers first, then idle offers, then needs.

    None with risk, where there are none: the plan's notes say so.
    """
    if plan.risk is not None and not plan.shadow_prices:
        return None
    return Page(
        name=voice.say(_NAME),
        title=voice.say(_NAME),
        about=voice.say(_ABOUT),
        blocks=_blocks(plan, voice),
        across=8,
        frozen=2 if plan.shadow_prices else 0,
    )


def _blocks(plan: Plan, voice: Voice) -> tuple[Block, ...]:
    """What matters most is printed; every price of every period is looked up on the screen."""
    if not plan.shadow_prices:
        return (Note(voice.say(_NONE), "subtitle"),)
    doubt = (Band(voice.say(_DEGENERATE), "near"),) if plan.duals_unique is False else ()
    found = figures.subjects(figures.levers(plan))
    most = voice.say(_MOST, MOST_SUBJECTS, len(found)) if len(found) > MOST_SUBJECTS else ""
    summed = replace(_subjects(found[:MOST_SUBJECTS], voice), remark=most)
    first = (Section(voice.say(_BY_SUBJECT), (summed,)),) if found else ()
    each = Section(voice.say(words.BY_PERIOD), (_prices(plan, voice),))
    return (*doubt, *first, ScreenOnly((each,)))


def _subjects(found: list[figures.Subject], voice: Voice) -> Grid:
    """One line per thing, over all its periods: where to look first."""
    say, money = voice.say, voice.currency
    columns = (
        GridColumn("kind", say(_KIND), lambda s: say(_KINDS[s.prices[0].kind])),
        GridColumn("sentence", say(words.SENTENCE), lambda s: _said(s, voice), look="wrap", span=2),
        GridColumn("period", say(words.PERIOD), lambda s: _window(s, voice), look="wrap"),
        GridColumn("largest", say(_LARGEST, money), lambda s: max(_changes(s), key=abs), "n2"),
        GridColumn("per", say(_PER), lambda s: sentences.unit_said(s.prices[0].per, voice)),
        GridColumn("change", say(_ALL_PERIODS, money), format="n0"),
        GridColumn("worth", say(_HUNDREDTH, money), format="n0"),
    )
    return Grid("subjects", columns, found)


def _said(one: figures.Subject, voice: Voice) -> str:
    """Its largest price in words."""
    largest = max(one.prices, key=lambda price: abs(price.change))
    return sentences.shadow_sentence(largest, voice)


def _changes(one: figures.Subject) -> list[float]:
    return [price.change for price in one.prices]


def _window(one: figures.Subject, voice: Voice) -> str:
    return sentences.window(_span(one.prices[0].period, one.prices[-1].period), voice)


def _prices(plan: Plan, voice: Voice) -> Grid:
    say, money = voice.say, voice.currency
    columns = (
        GridColumn("kind", say(_KIND), lambda p: say(_KINDS[p.kind]), width=12),
        GridColumn(
            "subject",
            say(words.SUBJECT),
            lambda p: _named(p, voice),
            look="wrap",
            width=40,
        ),
        GridColumn(
            "sentence",
            say(words.SENTENCE),
            lambda p: sentences.shadow_sentence(p, voice),
            look="wrap",
            width=72,
        ),
        GridColumn(
            "period", say(words.PERIOD), lambda p: sentences.window(p.period, voice), width=19
        ),
        GridColumn("change", say(_CHANGE, money), format="n2", width=12),
        GridColumn("per", say(_PER), lambda p: sentences.unit_said(p.per, voice), width=9),
        GridColumn("bound", say(words.BOUND), lambda p: _edge(p.bound, p), "n3", width=12),
        GridColumn("low", say(_LOW), lambda p: _edge(p.low, p), "n3", width=12),
        GridColumn("high", say(_HIGH), lambda p: _edge(p.high, p), "n3", width=13),
        GridColumn("degenerate", say(_ONE_SIDED), width=11),
    )
    return Grid("prices", columns, _folded(_in_order(plan)), repeated=True, filtered=True)


def _named(price: ShadowPrice, voice: Voice) -> str:
    if price.kind == "limit":
        return rules.named(price.subject, voice)
    return voice.subject(price.subject)


def _edge(value: float | None, price: ShadowPrice) -> float | None:
    """A limit's share is a fraction, its price is per point."""
    return None if value is None else value * (100.0 if price.per == "point" else 1.0)


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} ~ {last}"


def _folded(prices: list[ShadowPrice]) -> list[ShadowPrice]:
    """Neighbours of one subject that say the same become one line with the stretch of periods."""
    folded: list[ShadowPrice] = []
    for price in prices:
        before = folded[-1] if folded else None
        if before and _same(before, price):
            period = _span(before.period.split(" ~ ")[0], price.period)
            folded[-1] = replace(before, period=period)
        else:
            folded.append(price)
    return folded


def _same(one: ShadowPrice, other: ShadowPrice) -> bool:
    def told(price: ShadowPrice) -> tuple[object, ...]:
        return price.kind, price.subject, price.bound, price.low, price.high, price.degenerate

    return told(one) == told(other) and math.isclose(one.change, other.change, rel_tol=1e-6)


def _in_order(plan: Plan) -> list[ShadowPrice]:
    needs = [price for price in plan.shadow_prices if price.kind == "demand"]
    rest = [
        p for p in plan.shadow_prices if p.kind not in ("demand", "idle_offer") and not p.change
    ]
    return [
        *(price for one in figures.subjects(figures.levers(plan)) for price in one.prices),
        *figures.idle_offers(plan),
        *sorted(needs, key=lambda price: (price.subject, price.period)),
        *rest,
    ]
