"""What a director is asked: what to approve, what binds, what may go wrong."""

# ruff: noqa: E501
import math

from planner.explain import figures, rules, speak
from planner.explain.hedged_words import act_first
from planner.explain.payments import paid_by_year
from planner.explain.sentences import binding_sentence, negotiation, stock_sentence
from planner.explain.voice import Voice
from planner.outcomes.plan import OrderLine, Plan
from planner.words import Words

_MOST_RULES = 2
_APPROVE = Words(
    "{period}에 낼 주문 {count}건을 승인해 주십시오: 주문 금액 {value}, 지급 예상 {paid}.",
    "Approve the {count} orders of {period}: order value {value}, expected payment {paid}.",
)
_APPROVE_PLAIN = Words(
    "{period}에 낼 주문 {count}건({paid})을 승인해 주십시오.",
    "Approve the {count} orders of {period}, {paid}.",
)
_APPROVE_ONE = Words(
    "{period}에 낼 주문 1건을 승인해 주십시오: 주문 금액 {value}, 지급 예상 {paid}.",
    "Approve the order of {period}: order value {value}, expected payment {paid}.",
)
_APPROVE_ONE_PLAIN = Words(
    "{period}에 낼 주문 1건({paid})을 승인해 주십시오.", "Approve the order of {period}, {paid}."
)
_NONE_YET = Words(
    "{period}에는 낼 주문이 없습니다. 다음 주문은 {next}입니다.",
    "No order is due in {period}. The next is due in {next}.",
)
_NEVER = Words("낼 주문이 없습니다.", "There is no order to place.")
_BUDGET = Words(
    "예산(지급 기준, 할인 전): {years}. 모두 {whole}.",
    "Budget (as paid, undiscounted): {years}; {whole} in all.",
)
_BUDGET_OF_ONE = Words(
    "예산(지급 기준, 할인 전): {years}.", "Budget (as paid, undiscounted): {years}."
)
_NO_BUDGET = Words("지급할 돈이 없어 예산이 필요 없습니다.", "Nothing is paid: no budget is asked.")
_YEAR = Words("{year}년 {money}", "{year} {money}")
_LATER = Words("계획 후 {money}", "after the plan {money}")
_NO_RULE = Words("도달한 한도는 없습니다.", "No limit is reached.")
_LICENSED = Words(
    "구매의 {share}(지급 예상 {money})는 수출 허가가 있어야 옵니다: {names}. 허가는 평균으로 계산했고, 늦거나 거절될 위험은 --risk로 봅니다.",
    "{share} of purchases ({money}) need an export license: {names}. Licenses are counted on average; --risk shows what happens when they are late or refused.",
)
_SOFT = Words(
    "넘는 권장 한도: {names}. 넘는 만큼 {money}의 벌점을 총비용에 넣었습니다.",
    "Recommended limits exceeded: {names}. The total cost counts a penalty of {money} for it.",
)


def first_orders(plan: Plan) -> list[OrderLine]:
    """The orders of the plan's first period, the dearest first."""
    first = plan.case.calendar.label(0)
    mine = [line for line in plan.orders if line.period == first]
    return sorted(mine, key=lambda line: (-line.cost, line.offer))


def asked(plan: Plan, voice: Voice) -> tuple[str, ...]:
    """The decision asked for now, and the budget that goes with the plan."""
    return (_orders(plan, voice), _budget(plan, voice))


def what_binds(plan: Plan, voice: Voice) -> tuple[str, ...]:
    """The limits that bind, the costliest first, and what to negotiate."""
    rules = figures.binding_rules(plan)[:_MOST_RULES]
    said = [binding_sentence(rule, voice) for rule in rules] or [voice.say(_NO_RULE)]
    return (*said, *([negotiation(plan, voice)] if plan.risk is None else []))


def may_go_wrong(plan: Plan, voice: Voice) -> tuple[str, ...]:
    """Thin stock and unmet demand, soft limits, licenses; with risk what to order first."""
    said = [stock_sentence(plan, voice), *_exceeded(plan, voice)]
    said += [act_first(plan.risk, voice)] if plan.risk else _licensed(plan, voice)
    return tuple(text for text in said if text)


def _orders(plan: Plan, voice: Voice) -> str:
    mine, first = first_orders(plan), plan.case.calendar.label(0)
    if not mine:
        later = min((line.period for line in plan.orders), default="")
        return voice.say(_NONE_YET, period=first, next=later) if later else voice.say(_NEVER)
    value, paid = (math.fsum(getattr(o, name) for o in mine) for name in ("value", "cost"))
    same = math.isclose(value, paid, rel_tol=1e-6)
    one = len(mine) == 1
    plain, full = (_APPROVE_ONE_PLAIN, _APPROVE_ONE) if one else (_APPROVE_PLAIN, _APPROVE)
    money = {"value": voice.money(value), "paid": voice.money(paid)}
    return voice.say(plain if same else full, period=first, count=len(mine), **money)


def _budget(plan: Plan, voice: Voice) -> str:
    sums = paid_by_year(plan)
    if not sums:
        return voice.say(_NO_BUDGET)
    years = [
        voice.say(_YEAR if year else _LATER, year=year, money=voice.money(sums[year]))
        for year in sorted(sums, key=lambda year: (not year, year))
    ]
    whole = voice.money(math.fsum(sums.values()))
    return voice.say(_BUDGET if years[1:] else _BUDGET_OF_ONE, years=", ".join(years), whole=whole)


def _exceeded(plan: Plan, voice: Voice) -> list[str]:
    names = dict.fromkeys(
        rules.named(line.limit, voice) for line in plan.limits if figures.exceeded(line)
    )
    money = math.fsum(line.penalty for line in plan.limits)
    return [voice.say(_SOFT, names="; ".join(names), money=voice.money(money))] if names else []


def _licensed(plan: Plan, voice: Voice) -> list[str]:
    lines = [line for line in plan.orders if line.license]
    whole = math.fsum(line.cost for line in plan.orders)
    if not lines or not whole:
        return []
    money = math.fsum(line.cost for line in lines)
    names = ", ".join(sorted({line.license for line in lines}))
    share = speak.percent(money / whole)
    return [voice.say(_LICENSED, share=share, money=voice.money(money), names=names)]
