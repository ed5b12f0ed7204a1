"""Orders: what to order, from whom, by when. A real Excel table."""

# ruff: noqa: E501
import datetime as dt

from models.calendar import parse_period
from planner.explain.voice import Voice
from planner.outcomes.plan import OrderLine, Plan
from planner.page.grid import ExcelTable, Fit, Grid, GridColumn, OnPaper, Value
from planner.page.page import Block, Note, Page
from planner.report import words
from planner.schema.headings import heading
from planner.words import Words

ORDERS = Words("주문", "Orders")
_ABOUT = Words(
    "무엇을, 누구에게서, 언제까지 주문하나. 금액은 할인 전 구매비이며, 허가가 필요한 주문은 허가되는 몫만 도착하고 그만큼만 냅니다. 인쇄에는 앞선 {most}건까지 나오고 나머지는 화면에서 찾아봅니다.",
    "What to order, from whom, by when. Costs are undiscounted; under a license only the granted share arrives and is paid for. The first {most} are printed, the others looked up on the screen.",
)
_TOO_MANY = Words(
    "줄이 너무 많아 첫 {}줄만 보입니다.", "Too many lines: only the first {} are shown."
)
_ACROSS = 9
"""Columns over which texts run; more than these are printed."""
_MOST_PRINTED = 35
"""Orders that one sheet of paper holds."""
_MOST = 1_048_570
"""Lines that a sheet of Excel holds beside title, heading and total."""
# An open order arrives when the seller says; a planned one when its lead time lets expect it.
_TO = heading("offers", "to")
_PRICE = heading("offers", "price", "({})")
_LANDED = Words("도착 단가 ({})", "Landed cost ({})")
_PRICE_PER = heading("materials", "price_per")
_VALUE = Words("주문 금액 ({})", "Order value ({})")
# What arrives of an order, be it one shipment or the mean of many futures: no probability.
_GRANTED = Words("허가 몫", "Granted share")
_DUE = Words("지급 기간", "Paid in")
_AMOUNT = Words("지급 예상 (공급조건 통화)", "Expected payment (currency of the offer)")
_CURRENCY = heading("offers", "currency")
_FIXED = Words("수량이 정해진 이유", "Why this quantity")
FIXED_REASONS = {
    "max": Words("공급조건 최대", "offer's maximum"),
    "min": Words("공급조건 최소", "offer's minimum"),
    "capacity": Words("공급능력", "capacity"),
    "take_or_pay": Words("의무 인수량", "take-or-pay"),
    "max_total": Words("공급조건 총 최대", "offer's maximum in total"),
    "min_total": Words("공급조건 총 최소", "offer's minimum in total"),
    "moq": Words("최소 주문량", "minimum order"),
    "lot": Words("주문 배수", "whole lots"),
    "tier": Words("구간 가격의 경계", "end of a price step"),
    "limit": Words("한도 {}", "limit {}"),
    "process": Words("공정 능력: {}", "maximum of {}"),
    "route": Words("운송 한도: {}", "maximum of the route {}"),
    "stock_capacity": Words("보관 한도: {}", "store is full: {}"),
    "closing": Words("기말 최소 재고: {}", "closing minimum of {}"),
    "cover": Words("보유 목표 재고: {}", "cover of {}"),
    "demand": Words("필요량: {}", "what is needed of {}"),
}
_DECIDED = Words("결정 시점", "Decided")
_DECIDED_WHEN = {
    "ahead": Words("미리", "ahead"),
    "later": Words("필요할 때", "when the need shows"),
    "indicative": Words("참고용", "indicative"),
}


def orders_page(plan: Plan, voice: Voice) -> Page:
    """One line per offer and period, sorted by period, with a live total."""
    nothing = Note(voice.say(words.NOTHING))
    blocks: list[Block] = [_grid(plan, voice) if plan.orders else nothing]
    if len(plan.orders) > _MOST:
        blocks.insert(0, Note(voice.say(_TOO_MANY, _MOST), "bad"))
    return Page(
        name=voice.say(ORDERS),
        title=voice.say(ORDERS),
        about=voice.say(_ABOUT, most=_MOST_PRINTED),
        blocks=tuple(blocks),
        across=_ACROSS,
    )


def _grid(plan: Plan, voice: Voice) -> Grid:
    lines = sorted(plan.orders, key=lambda line: (line.period, line.supplier, line.offer))
    return Grid(
        key="orders",
        columns=_columns(plan, voice),
        rows=lines[:_MOST],
        total=voice.say(words.TOTAL),
        pinned=2,
        repeated=True,
        table=ExcelTable("orders", banded=False),
        paper=OnPaper(_MOST_PRINTED, "granted"),
    )


def _columns(plan: Plan, voice: Voice) -> tuple[GridColumn, ...]:
    """What a buyer signs stands first and is printed; how it came about is looked up.

    Without risk all orders are decided now; delivery is told where an order names it, the payment
    where it comes later or in another currency.
    """
    say, money = voice.say, voice.currency
    text, number = Fit(11, 34), Fit(14, 34)
    columns = (
        GridColumn("order_by", say(words.ORDER_BY), _first_day, "date", width=number),
        GridColumn(
            "supplier", say(words.SUPPLIER), lambda o: voice.supplier(o.supplier), width=text
        ),
        GridColumn("country", say(words.COUNTRY), lambda o: voice.country(o.country), width=text),
        GridColumn(
            "material", say(words.MATERIAL), lambda o: voice.material(o.material), width=text
        ),
        GridColumn("quantity", say(words.QUANTITY), format="n3", width=number),
        GridColumn("unit", say(words.UNIT), width=text),
        GridColumn("arrives", say(words.ARRIVES), width=text),
        GridColumn("to", say(_TO), width=text),
        GridColumn("value", say(_VALUE, money), format="n0", total=True, width=number),
        GridColumn("cost", say(words.COST, money), format="n0", total=True, width=number),
        GridColumn("license", say(words.LICENSE), width=text),
        GridColumn("granted", say(_GRANTED), _granted, "grant", width=number),
        GridColumn("due", say(_DUE), width=text),
        GridColumn("amount", say(_AMOUNT), format="n0", width=number),
        GridColumn("currency", say(_CURRENCY), width=text),
        GridColumn("price", say(_PRICE, money), format="n2", width=number),
        GridColumn("landed", say(_LANDED, money), format="n2", width=number),
        GridColumn("price_per", say(_PRICE_PER), width=text),
        GridColumn("fixed", say(_FIXED), lambda o: _why(o, voice), width=text),
        GridColumn("decided", say(_DECIDED), lambda o: say(_DECIDED_WHEN[o.decided]), width=text),
        GridColumn("offer", say(words.OFFER), width=text),
        GridColumn("period", say(words.PERIOD), width=text),
    )
    absent = {"to"} if not any(line.to for line in plan.orders) else set()
    absent |= {"decided"} if plan.risk is None else set()
    absent |= {"value"} if all(line.granted >= 1 for line in plan.orders) else set()
    absent |= {"due"} if all(line.due == line.period for line in plan.orders) else set()
    own = all(line.currency == money for line in plan.orders)
    absent |= {"amount", "currency"} if own else set()
    return tuple(column for column in columns if column.key not in absent)


def _first_day(line: OrderLine) -> Value:
    months = parse_period(line.period)
    return dt.date(months[0] // 12, months[0] % 12 + 1, 1) if months else line.period


def _granted(line: OrderLine) -> Value:
    return line.granted if line.license or line.granted < 1 else None


def _why(line: OrderLine, voice: Voice) -> str:
    reason = FIXED_REASONS.get(line.fixed)
    return voice.say(reason, voice.subject(line.fixed_by)) if reason else line.fixed
