"""Payments: what leaves the account in each period, and what of the orders is still owed."""

# ruff: noqa: E501
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from planner.explain.payments import PAID_PARTS, paid_by_period
from planner.explain.voice import Voice
from planner.glossary.costs import PARTS
from planner.outcomes.plan import Plan
from planner.page.drawing import Chart, Down, Series
from planner.page.grid import Fit, Grid, GridCell, GridColumn, Matrix
from planner.page.look import INK, SPARE_COLOURS
from planner.page.money import Money
from planner.page.page import Beside, Block, Page, ScreenOnly, Section, Sentences
from planner.report import ledger, words
from planner.report.cash_flow import CashFlow, Key
from planner.report.orders import ORDERS
from planner.words import Words

PAYMENTS = Words("지급 일정", "Payments")
_ABOUT = Words(
    "기간마다 계좌에서 나가는 돈. 할인하지 않았고, 계산에만 넣는 항목(부족, 벌점)은 빼고, {}",
    "What leaves the account in each period: undiscounted, without what is only counted (shortage, penalties), {}",
)
_WITHIN = Words(
    "계획 기간 안에 {within}{within:을를} 지급하고, 그 뒤에 지급할 돈은 없습니다.",
    "{within} is paid within the plan, and nothing is left to pay after it.",
)
_LATER = Words(
    "계획 기간 안에 {within}{within:을를} 지급하고, {after}{after:은는} 계획이 끝난 뒤 지급합니다.",
    "{within} is paid within the plan; {after} falls due after it.",
)
_MOST = Words(
    "가장 많이 나가는 기간은 {period}: {money}.", "The most is paid in {period}: {money}."
)
_OWED = Words(
    "주문하고 아직 지급하지 않은 구매 대금은 {period} 말에 가장 큽니다: {money}.",
    "What is ordered and not yet paid for is largest at the end of {period}: {money}.",
)
_AT_ONCE = Words(
    "모든 주문은 주문한 기간에 지급합니다.", "Every order is paid in the period of the order."
)
_MEAN = Words(
    "위험을 반영한 계획의 지급은 평균 미래의 주문으로 계산했습니다.",
    "With risk the payments are those of the orders in the mean future.",
)
_OPEN_ORDERS = Words(
    "기발주의 남은 대금은 입력에 없어 여기에 없습니다.",
    "What is still to be paid for open orders is not part of the case, and not in here.",
)
_BY_PERIOD = Words("기간별 지급, {}", "Payments by period, {}")
_EVERY_PERIOD = Words("모든 기간의 지급, {}", "Payments of every period, {}")
_BY_SUPPLIER = Words("공급사별 구매 대금 지급, {}", "Payments for purchases by supplier, {}")
_BY_CURRENCY = Words(
    "공급조건 통화로 지급할 구매 대금 (주문한 기간의 환율)",
    "Payments for purchases in the currency of the offer (at the rate of the order's period)",
)
_ORDERED = Words("주문한 것 (지급 예상)", "Ordered (expected payment)")
_STILL_OWED = Words("기말 미지급", "Owed at the end")
_PAID_PART = Words("{} 지급", "{} paid")
_PAID = Words("지급 합계", "Paid in all")
_PAYEE = Words("공급사, 통화", "Supplier, currency")
_EVERYBODY = Words("모든 공급사", "All suppliers")
_CHART = Words("기간별 지급, {}", "Payments by period, {}")
_ALT = Words(
    "기간별 지급을 항목별로 쌓은 막대. 가장 많이 나가는 기간은 {}.",
    "Stacked columns of what is paid in each period, by part. The most is paid in {}.",
)
_SIZE = (560, 330)
_LABEL = Fit(18, 32)

Windows = Mapping[str, Sequence[str]]
"""Heading of each row or column -> the periods that it adds up; "" is after the plan."""


def payments_page(plan: Plan, voice: Voice) -> Page | None:
    """Payments by period and part beside what is ordered, by supplier, by currency of the offer.

    Of many periods the later ones are printed by year; the screen has them all. None if nothing is
    paid.
    """
    paid = paid_by_period(plan)
    if not paid:
        return None
    flow, money = CashFlow(plan), voice.scale([math.fsum(paid.values())])
    after = {voice.say(words.AFTER): [""]} if flow.after else {}
    every = {period: [period] for period in flow.periods} | after
    shown = ledger.windows(plan) | after
    full = "periods" if len(shown) == len(every) else "every period"
    table, chart = _grid(flow, voice, money, shown, "periods"), _chart(flow, voice, money, full)
    table = replace(table, remark="\n".join(voice.say(remark) for remark in _remarks(plan)))
    blocks: list[Block] = [
        _said(flow, voice),
        Section(voice.say(_BY_PERIOD, money.unit), (Beside((table,), (chart,)),)),
        *_to_whom(flow, voice, money, shown),
    ]
    if full != "periods":
        title = voice.say(_EVERY_PERIOD, money.unit)
        single = Section(title, (_grid(flow, voice, money, every, full),))
        blocks.append(ScreenOnly((single, *_to_whom(flow, voice, money, every, " by period"))))
    return Page(
        name=voice.say(PAYMENTS),
        title=voice.say(PAYMENTS),
        about=voice.say(_ABOUT, money.unit),
        blocks=tuple(blocks),
        width=10.5,
        frozen=1,
    )


def _said(flow: CashFlow, voice: Voice) -> Sentences:
    """How much is paid within the plan and after it, when the most, and when the most is owed."""
    paid = paid_by_period(flow.plan)
    most, after = _busiest(flow), paid.pop("", 0.0)
    within = voice.money(math.fsum(paid.values()))
    said = [voice.say(_LATER if after else _WITHIN, within=within, after=voice.money(after))]
    if len(paid) > 1:
        said.append(voice.say(_MOST, period=most, money=voice.money(paid[most])))
    if flow.later:
        peak = max(flow.owed, key=lambda period: flow.owed[period])
        said.append(voice.say(_OWED, period=peak, money=voice.money(flow.owed[peak])))
    elif flow.plan.orders:
        said.append(voice.say(_AT_ONCE))
    return Sentences(tuple(said))


def _busiest(flow: CashFlow) -> str:
    """The period of the plan in which the most is paid."""
    paid = paid_by_period(flow.plan)
    return max(flow.periods, key=lambda period: paid.get(period, 0.0))


def _remarks(plan: Plan) -> list[Words]:
    return [*([_MEAN] if plan.risk else []), *([_OPEN_ORDERS] if plan.case.open_orders else [])]


def _grid(flow: CashFlow, voice: Voice, money: Money, windows: Windows, key: str) -> Grid:
    """What is ordered and still owed, where that is not what is paid; then the parts as paid."""
    say = voice.say

    def sums(of: Mapping[str, float]) -> Callable[[str], float]:
        return lambda window: math.fsum(of.get(period, 0.0) for period in windows[window])

    def paid(part: str) -> GridColumn:
        mine = {period: money for (name, period), money in flow.paid.items() if name == part}
        named = say(PARTS[part].name)
        shown = say(_PAID_PART, named) if part == "purchase" and flow.later else named
        return GridColumn(part, shown, sums(mine), money.format, total=True)

    ordered = GridColumn("ordered", say(_ORDERED), sums(flow.ordered), money.format, total=True)
    owed = GridColumn(
        "owed",
        say(_STILL_OWED),
        lambda window: flow.owed.get(windows[window][-1], 0.0),
        money.format,
    )
    return Grid(
        key=key,
        columns=(
            GridColumn("period", say(words.PERIOD), lambda window: window, width=_LABEL),
            *((ordered, owed) if flow.later else ()),
            *map(paid, flow.parts),
        ),
        rows=list(windows),
        total=say(words.TOTAL),
        row_sum=say(_PAID),
        summed=tuple(flow.parts),
        repeated=True,
    )


def _to_whom(
    flow: CashFlow, voice: Voice, money: Money, shown: Windows, key: str = ""
) -> Iterator[Section]:
    """Purchases as they are paid by supplier, then in their currencies.

    What is paid at once stands by supplier on the schedule of orders.
    """
    if flow.later:
        suppliers = _suppliers(flow, voice, money, shown, key)
        yield Section(voice.say(_BY_SUPPLIER, money.unit), (suppliers,))
    if any(line.currency != voice.currency for line in flow.plan.orders):
        currencies = _currencies(flow, voice, shown, key)
        yield Section(voice.say(_BY_CURRENCY), (currencies,), voice.say(ORDERS))


def _suppliers(flow: CashFlow, voice: Voice, money: Money, shown: Windows, key: str) -> Matrix:
    sums = flow.by(lambda line: (line.supplier,), lambda line: line.cost)
    total = voice.say(words.TOTAL)
    return Matrix(
        key=f"suppliers{key}",
        labels=(_label("supplier", voice.say(words.SUPPLIER), lambda key: voice.supplier(key[0])),),
        rows=list(sums),
        headings=list(shown),
        of=lambda key: _gathered(sums[key], shown),
        format=money.format,
        row_total=total,
        column_total=total,
    )


def _currencies(flow: CashFlow, voice: Voice, shown: Windows, key: str) -> Matrix:
    """Amounts to be had in each currency, foreign ones by supplier too."""
    whole = flow.by(lambda line: (line.currency,), lambda line: line.amount)
    single = flow.by(lambda line: (line.currency, line.supplier), lambda line: line.amount)
    rows: list[Key] = []
    for currency in sorted(whole):
        mine = [key for key in single if key[:1] == currency and currency != (voice.currency,)]
        rows += mine if len(mine) == 1 else [currency, *mine]
    sums = whole | single
    scales = {
        currency: Money.of([math.fsum(whole[currency,].values())], currency, voice.language)
        for (currency,) in whole
    }

    def payee(key: Key) -> GridCell:
        named = voice.supplier(key[1]) if key[1:] else voice.say(_EVERYBODY)
        return GridCell(f"{named}, {scales[key[0]].unit}", "" if key[1:] else "bold")

    def amounts(key: Key) -> list[GridCell]:
        # Each row is in a unit of its own, which no live sum would know.
        shape, row = scales[key[0]].format, _gathered(sums[key], shown)
        cells = [GridCell(amount, format=shape) for amount in row]
        return [*cells, GridCell(math.fsum(row), "bold", shape)]

    return Matrix(
        key=f"currencies{key}",
        labels=(_label("payee", voice.say(_PAYEE), payee),),
        rows=rows,
        headings=[*shown, voice.say(words.TOTAL)],
        of=amounts,
        format="n0",
    )


def _label(key: str, named: str, of: Callable[[Key], str | GridCell]) -> GridColumn:
    return GridColumn(key, named, of, width=_LABEL)


def _gathered(row: Mapping[str, float], windows: Windows) -> list[float]:
    return [math.fsum(row.get(period, 0.0) for period in window) for window in windows.values()]


def _chart(flow: CashFlow, voice: Voice, money: Money, key: str) -> Chart:
    """What is paid in each period, stacked by part; where it differs, what is ordered as a line."""
    names = Down(key, "period")
    series = [
        Series(
            voice.say(PARTS[part].name),
            names,
            Down(key, part),
            SPARE_COLOURS[PAID_PARTS.index(part)],
        )
        for part in flow.parts
    ]
    if flow.later:
        series.append(Series(voice.say(_ORDERED), names, Down(key, "ordered"), INK, line=True))
    return Chart(
        title=voice.say(_CHART, money.unit),
        about=voice.say(_ALT, _busiest(flow)),
        series=tuple(series),
        size=_SIZE,
        number=money.axis,
        stacked="stacked",
    )
