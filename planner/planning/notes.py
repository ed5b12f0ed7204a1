"""What a reader must know beside the numbers, in sentences. Their codes never change."""

# ruff: noqa: E501

import numpy as np

from models.allocate import Allocation
from models.check import Measures
from models.recourse.hedge import Hedging
from planner.outcomes.notices import Headline, Notice
from planner.words import Language, Words

_NOT_USED = Words(
    "events 시트의 충격은 위험을 반영한 계획(--risk)에서만 일어납니다.",
    "The shocks of the sheet events happen in plans with risk only (--risk).",
)
_LICENSED = Words(
    "허가가 필요한 주문은 조달기간에 처리 일수 중앙값(days_p50)을 더해 도착하고,"
    " 허가 확률(grant)만큼만 들어오며 그만큼만 지불한다고 계산했습니다."
    " 허가가 더 늦거나 거절될 위험은 이 계획에 없습니다.",
    "Orders under a license are counted on after their lead time plus the median days (days_p50),"
    " and for their probability of a grant: that part arrives and is paid for. The risk of later or"
    " refused licenses is not in this plan.",
)
_ADAPTING = Words(
    "미래 {futures}가지(시드 {seed})를 그려 세운, 아무 일도 없는 동안의 계획입니다. 선적 중단이나 허가"
    " 미갱신이 생기면 {when} 주문을 그 미래에 맞춰 다시 정하고, 거절된 것은 다시 주문합니다.{few}"
    " 현물 주문과 재고, 가공, 부족은 여기에 평균으로 적었습니다.",
    "Made for {futures} drawn futures (seed {seed}), as long as nothing happens. {when}"
    " a stop, or a license that is not renewed, orders are decided anew in that future, and what"
    " was refused is ordered again.{few} Spot orders, stock, processing and shortage stand here as means.",
)
_AT_ONCE = Words("그때부터", "From the start of")
_ONE_LATER = Words("한 기간 뒤부터", "From one period after")
_LATER = Words("{reaction}기간 뒤부터", "From {reaction} periods after")
_CUT_SHORT = Words(
    "보지 않은 미래에서의 판단을 끝내지 못했습니다: {asked}가지 중 이 계획은 {done}가지이며, 위험을 보지 않은 계획과 견주지 못했습니다. planner simulate로 마저 볼 수 있습니다.",
    "Judging in unseen futures did not come to its end: this plan in {done} of {asked}, and no comparison with the plan without risk. planner simulate goes on with it.",
)
_FEW = Words(
    " {period}부터는 이 계획을 아직 따르는 미래가 10가지보다 적어 주문은 참고용입니다.",
    " From {period} on fewer than 10 futures still follow the plan: its orders are indicative.",
)
_HEDGED = Words(
    "미래 {futures}가지(시드 {seed})를 그려 세운 계획입니다. 미리 하는 주문은 모든 미래에서 같고,"
    " 현물 주문과 재고, 가공, 부족은 미래가 드러난 뒤에 정해지며 여기에는 평균으로 적었습니다.",
    "Made for {futures} drawn futures (seed {seed}). Orders placed ahead are the same in all of"
    " them; spot orders, stock, processing and shortage are decided once the future is known, and"
    " stand here as means.",
)
_DEMAND_MOVES = Words(
    "{names} 충격이 미래마다 수요를 바꾸므로, 수요와 충족률은 미래들의 평균입니다.",
    "Events ({names}) move demand from future to future: demand, and how much of it is met, stand"
    " here as means.",
)
_STOPPED = Words(
    "탐색을 끝내기 전에 멈췄습니다: 지금까지 가장 좋은 계획이며 최선과의 차이는 {gap} 이하입니다.",
    "The search was stopped before its end: this is the best plan so far, at most {gap} from the"
    " best possible.",
)
_ONE_FUTURE = Words(
    "계획을 만든 미래에서는 나중 결정이 그 미래를 다 압니다. 기간마다 아는 것만으로 다시 정하면 얼마나"
    " 드는지는 보지 않은 미래에서의 값(--judge)과 planner simulate가 알려 줍니다.",
    "In the futures it was made for later decisions know all of their future; what re-deciding period"
    " by period costs is told by the unseen ones (--judge) and by planner simulate.",
)
_NO_DUALS = Words(
    "위험을 반영한 계획에는 잠재가격이 없습니다.", "A plan with risk has no shadow prices."
)
_INTEGERS = Words(
    "최소 주문, 주문 비용, 주문 배수 또는 하락하는 단가가 있거나 금액 한도 아래에서 구간가격의"
    " 순서를 지켜야 해서 정수 계획으로 풀었습니다: 잠재가격은 없습니다.",
    "Minimum orders, order costs, lots or falling prices, or tiers that a limit on spend would take"
    " out of their order, make this a mixed-integer plan: it has no shadow prices.",
)
_HHI = Words(
    "HHI 한도는 접선 {rounds}회로 0.01점 안에 맞추었습니다.",
    "HHI limits were met to 0.01 point in {rounds} rounds of tangents.",
)
_END = Words(
    "{piles} 재고는 기말 최소(closing_min)나 기말 가치(end_value)가 없어"
    " 계획 끝에 비워질 수 있습니다.",
    "The stockpiles {piles} have neither closing_min nor end_value: the plan may empty them at its"
    " end.",
)
_DEGENERATE = Words(
    "똑같이 옳은 답이 여럿이라 일부 잠재가격은 유일하지 않습니다.",
    "Several answers are equally right: some shadow prices are not the only true ones.",
)


_HELD = Words(
    "{names}: 기발주만으로 이미 한도를 넘어 그만큼에서 더 늘리지 않게 했습니다.",
    "{names}: open orders alone are beyond it, so it holds at what they come to.",
)


def notes(
    allocation: Allocation,
    unique: bool | None,
    language: Language,
    measures: Measures | None = None,
) -> tuple[Notice, ...]:
    """Notices in one language; ``measures`` are those of its plan, if there is one."""
    case = allocation.case
    found = []
    if measures is not None and (held := _held(allocation, measures)):
        words = _HELD.filled(names=", ".join(dict.fromkeys(held)))
        found.append(notice("N707", words, language, "left_out"))
    if case.licenses:
        found.append(notice("N701", _LICENSED, language))
    if case.events:
        found.append(notice("N702", _NOT_USED, language))
    if allocation.formulation.bounds is not None:
        found.append(notice("N703", _INTEGERS, language))
    if allocation.formulation.program.cones:
        found.append(notice("N704", _HHI.filled(rounds=allocation.optimum.rounds), language))
    emptied = [
        pile.stockpile
        for pile in case.stockpiles
        if pile.owner == "company" and not pile.closing_min and not pile.end_value
    ]
    if emptied:
        found.append(notice("N705", _END.filled(piles=", ".join(emptied)), language))
    if unique is False:
        found.append(notice("N706", _DEGENERATE, language))
    return tuple(found)


def _held(allocation: Allocation, measures: Measures) -> list[str]:
    """Limits and totals that open orders alone break."""
    case, taken = allocation.case, allocation.formulation.taken
    beyond = [
        value.limit.limit
        for value in measures.limits
        if value.limit.measure == "amount" and value.allowed > value.limit.value * (1 + 1e-9)
    ]
    counted = np.where(taken.looked_at, taken.quantity, 0.0)
    ordered = np.bincount(taken.offer, counted, len(case.offers))
    for offer, amount in zip(case.offers, ordered.tolist(), strict=True):
        if offer.max_total is not None and amount > offer.max_total:
            beyond.append(f"{offer.offer} max_total")
    return beyond


_LACKING = Words(
    "지킬 수 없는 것은 위험 페이지에 제 단위로 적었고 어떤 비용에도 들어 있지 않습니다. 없애려면"
    " 해당 품목에 shortage_cost를 적거나, 재고 용량을 넓히거나, 그 규칙을 완화하세요.",
    "What cannot be kept stands on the page of risk in its own unit, and in no cost. To end it,"
    " give the material a shortage_cost, its stockpile more room, or loosen the rule.",
)


def hedged_notes(hedging: Hedging, language: Language, few: str = "") -> tuple[Notice, ...]:
    """Notices on a plan with risk; ``few``: the first period of which orders are indicative."""
    stopped = _STOPPED.filled(gap=f"{hedging.search.gap:.2%}")
    return (
        *([notice("W715", stopped, language)] if hedging.search.stopped else []),
        *([notice("W714", _LACKING, language)] if any(hedging.fates.lacks) else []),
        notice("N711", _made_for(hedging, few), language),
        *(
            []
            if hedging.fates.demand is None
            else [notice("N716", _demand_moves(hedging), language)]
        ),
        notice("N712", _ONE_FUTURE, language),
        notice("N713", _NO_DUALS, language),
    )


def cut_short(asked: int, done: int, language: Language) -> tuple[Notice, ...]:
    """A notice that judging in unseen futures did not come to its end."""
    return (notice("W717", _CUT_SHORT.filled(asked=asked, done=done), language),)


def _made_for(hedging: Hedging, few: str) -> Words:
    """For which futures, and how long its orders stand."""
    drawn = {"futures": len(hedging.fates.costs), "seed": hedging.seed}
    if hedging.stages.twins is None:
        return _HEDGED.filled(**drawn)
    said = _FEW.filled(period=few) if few else Words("", "")
    reaction = hedging.case.settings.reaction
    when = _AT_ONCE if not reaction else _ONE_LATER if reaction == 1 else _LATER
    when = when.filled(reaction=reaction)
    return Words(
        _ADAPTING.ko.format(**drawn, when=when.ko, few=said.ko),
        _ADAPTING.en.format(**drawn, when=when.en, few=said.en),
    )


def _demand_moves(hedging: Hedging) -> Words:
    names = (row.event for row in hedging.case.events if row.effect == "demand")
    return _DEMAND_MOVES.filled(names=", ".join(dict.fromkeys(names)))


def notice(code: str, words: Words, language: Language, headline: Headline = "") -> Notice:
    """The words as they go with a plan."""
    text = words.to(language)
    return Notice(code, text, brief=text, headline=headline)
