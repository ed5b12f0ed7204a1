"""Arrivals: when orders placed ahead are planned and likely to come, and dates to order by."""

import datetime as dt
from collections.abc import Callable

from models.calendar import parse_period
from planner.explain import speak
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.outcomes.risk import ArrivalLine, LateLine, RiskView
from planner.page.conditions import Before
from planner.page.drawing import Chart, Down, Series
from planner.page.grid import Fit, Grid, GridColumn
from planner.page.look import AMBER, BLUE, OTHERS_COLOUR, quantity_style
from planner.page.page import BlankRow, Block, Note, Page, ScreenOnly, Section
from planner.report import ledger, words
from planner.words import Words

# ruff: noqa: E501
MOST_SUPPLIERS = 8
_CHART_PIXELS = (1240, 120)
_PIXELS_A_SUPPLIER = 42
_MOST_URGENT = 10
_NAME = Words("도착", "Arrivals")
_ABOUT = Words(
    "미리 정하는 주문이 실제로 언제 오는가. 계획은 허가 소요일의 중앙값을 셉니다.",
    "When orders placed ahead really come. The plan counts on the median wait for licenses.",
)
_NO_ORDERS = Words("미리 정하는 주문이 없습니다.", "No order is placed ahead.")
_LATE = Words("공급사별 지연", "Lateness by supplier")
_LATE_MEAN = Words("조달기간보다 늦은 날, 평균", "Days beyond lead time, mean")
_LATE_P90 = Words("조달기간보다 늦은 날, P90", "Days beyond lead time, P90")
_REFUSED = Words("허가 거절", "Refused")
_DAYS_PLANNED = Words("주문~계획 도착 기간 말, 일", "Days to end of planned period")
_DAYS_MEAN = Words("주문~평균 도착, 일", "Days to mean arrival")
_DAYS_P90 = Words("주문~P90 도착, 일", "Days to P90 arrival")
_CHART = Words(
    "계획한 도착과 실제 도착 (주문일부터 일수)", "Arrival planned and likely (days from order)"
)
_ALT = Words(
    "공급사별로 주문일부터 계획 도착, 평균 도착, P90 도착까지의 일수. 가장 늦는 공급사는 {}.",
    "Days from order to planned, mean and P90 arrival by supplier. The latest is {}.",
)
_PLANNED_SERIES = Words("계획", "Planned")
_ORDERS = Words("미리 정하는 주문", "Orders placed ahead")
_URGENT = Words(
    "미리 정하는 주문, 기한이 빠른 {}건", "Orders placed ahead: the {} with the earliest dates"
)
_DATES_NOTE = Words(
    "'주문 기한'까지 주문하면(허가 주문은 그날까지 신청) 허가되는 경우 {confidence} 확률로 계획 도착 기간 안에 들어옵니다. 붉은 날짜는 계획의 주문일보다 빠른 것: 그만큼 일찍 신청하거나, 늦어질 수 있음을 알아야 합니다. 드물지만 긴 중단이 있으면 평균 도착이 P90보다 늦을 수 있습니다.",
    "Ordered by 'Order by' (and applied for by then if it needs a license) an order that is granted comes within its planned period with {confidence} confidence. Red dates lie before the plan's order date: apply that early, or expect delay. A rare but long stop can put the mean arrival behind the P90.",
)
_ORDERED, _PLANNED = Words("계획 주문일", "Ordered on"), Words("계획 도착", "Planned")
_MEAN, _P90 = Words("평균 도착", "Mean arrival"), Words("P90 도착", "P90 arrival")
_APPLY_BY = Words("허가 신청 기한", "Apply by")
Waits = tuple[float, float, float] | tuple[None, None, None]


def arrivals_page(plan: Plan, voice: Voice) -> Page | None:
    """Lateness by supplier with its chart, then every order; many are not printed."""
    if plan.risk is None:
        return None
    lines = plan.risk.arrivals
    blocks: tuple[Block, ...] = (Note(voice.say(_NO_ORDERS)),)
    if lines:
        orders = Section(
            voice.say(_ORDERS), (_dates(lines, voice), _orders("orders", lines, voice))
        )
        long = len(lines) > ledger.MOST_ROWS_ON_PAPER
        blocks = (_late(plan.risk, voice), *(_cut(orders, lines, voice) if long else (orders,)))
    return Page(
        name=voice.say(_NAME),
        title=voice.say(_NAME),
        about=voice.say(_ABOUT),
        blocks=blocks,
        across=13,
    )


def _cut(orders: Section, lines: tuple[ArrivalLine, ...], voice: Voice) -> tuple[Block, ...]:
    """The orders whose dates come first for the paper, all of them for the screen."""
    first = tuple(sorted(lines, key=_due)[:_MOST_URGENT])
    told = Note(voice.say(words.ON_SCREEN, what=voice.say(_ORDERS), count=len(lines)))
    blocks = (_dates(first, voice), _orders("urgent", first, voice), told)
    return Section(voice.say(_URGENT, len(first)), blocks), ScreenOnly((orders,))


def _due(line: ArrivalLine) -> tuple[str, str]:
    """The day by which something must be done for an order, then its offer."""
    return min(filter(None, (line.apply_by, line.order_by)), default=line.period), line.offer


def waits(lines: tuple[ArrivalLine, ...], supplier: str) -> Waits:
    """Days from order to the planned period's end, to mean and to P90 arrival.

    The mean over a supplier's orders that can be granted; None if there are none.
    """
    mine = [line for line in lines if line.supplier == supplier and line.mean]
    if not mine:
        return None, None, None

    def days(until: Callable[[ArrivalLine], dt.date]) -> float:
        waited = ((until(line) - _first_day(line.period)).days for line in mine)
        return sum(waited) / len(mine)

    return (
        days(lambda line: _last_day(line.planned)),
        days(lambda line: dt.date.fromisoformat(line.mean)),
        days(lambda line: dt.date.fromisoformat(line.p90)),
    )


def _late(view: RiskView, voice: Voice) -> Section:
    lines = sorted(view.late, key=lambda line: (-line.days_p90, -line.days_mean, line.supplier))
    waited = {line.supplier: waits(view.arrivals, line.supplier) for line in lines}

    def days(key: str, heading: Words, place: int) -> GridColumn:
        return GridColumn(
            key, voice.say(heading), lambda line: waited[line.supplier][place], "whole"
        )

    columns = (
        GridColumn(
            "supplier",
            voice.say(words.SUPPLIER),
            lambda line: voice.supplier(line.supplier),
            span=2,
        ),
        GridColumn("country", voice.say(words.COUNTRY), lambda line: voice.country(line.country)),
        GridColumn("days_mean", voice.say(_LATE_MEAN), format="n1"),
        GridColumn("days_p90", voice.say(_LATE_P90), format="n1"),
        GridColumn("refused", voice.say(_REFUSED), format="percent"),
        days("to planned", _DAYS_PLANNED, 0),
        days("to mean", _DAYS_MEAN, 1),
        days("to p90", _DAYS_P90, 2),
    )
    blocks = (_chart(lines, voice), BlankRow(), Grid("late", columns, lines))
    return Section(voice.say(_LATE), blocks)


def _chart(lines: list[LateLine], voice: Voice) -> Chart:
    """The latest suppliers alone: others come as planned."""
    most = min(len(lines), MOST_SUPPLIERS)
    names = Down("late", "supplier", count=most)
    bars = (
        (_PLANNED_SERIES, "to planned", OTHERS_COLOUR),
        (_MEAN, "to mean", BLUE),
        (_P90, "to p90", AMBER[1]),
    )
    width, height = _CHART_PIXELS
    return Chart(
        title=voice.say(_CHART),
        about=voice.say(_ALT, voice.supplier(lines[0].supplier)),
        series=tuple(
            Series(voice.say(title), names, Down("late", key, count=most), colour, labels="0")
            for title, key, colour in bars
        ),
        size=(width, height + _PIXELS_A_SUPPLIER * most),
        kind="bar",
    )


def _dates(lines: tuple[ArrivalLine, ...], voice: Voice) -> Note:
    """How sure the dates are."""
    return Note(voice.say(_DATES_NOTE, confidence=speak.percent(lines[0].confidence)), wide=True)


def _orders(key: str, lines: tuple[ArrivalLine, ...], voice: Voice) -> Grid:
    """A line for each order; dates that lie before the plan's own order date are red."""
    say, early = voice.say, (Before("ordered"),)
    style = min(quantity_style([line.quantity for line in lines]), "n2")
    columns = (
        GridColumn("ordered", say(_ORDERED), lambda x: _first_day(x.period), "date", width=13),
        GridColumn("supplier", say(words.SUPPLIER), lambda x: voice.supplier(x.supplier), width=Fit(28, 36)),
        GridColumn("material", say(words.MATERIAL), lambda x: voice.material(x.material), width=Fit(26, 36)),
        GridColumn("quantity", say(words.QUANTITY), format=style, width=12),
        GridColumn("unit", say(words.UNIT), width=12),
        GridColumn("refused", say(_REFUSED), format="percent", width=12),
        GridColumn("license", say(words.LICENSE), width=18),
        GridColumn("planned", say(_PLANNED), width=12),
        GridColumn("mean", say(_MEAN), lambda x: _date(x.mean), "date", width=12),
        GridColumn("p90", say(_P90), lambda x: _date(x.p90), "date", width=12),
        GridColumn("order_by", say(words.ORDER_BY), lambda x: _date(x.order_by), "date", width=12, conditions=early),
        GridColumn("apply_by", say(_APPLY_BY), lambda x: _date(x.apply_by), "date", width=14, conditions=early),
        GridColumn("offer", say(words.OFFER), width=22),
    )  # fmt: skip
    every = key == "orders"
    return Grid(key, columns, lines, repeated=every, filtered=every)


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _first_day(period: str) -> dt.date:
    months = parse_period(period)
    assert months is not None
    return dt.date(months[0] // 12, months[0] % 12 + 1, 1)


def _last_day(period: str) -> dt.date:
    months = parse_period(period)
    assert months is not None
    after = months[1] + 1
    return dt.date(after // 12, after % 12 + 1, 1) - dt.timedelta(days=1)
