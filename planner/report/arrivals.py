"""Arrivals: when orders placed ahead are planned and likely to come, and dates to order by."""

import datetime as dt
from dataclasses import dataclass

from models.calendar import parse_period
from planner.explain import speak
from planner.explain.voice import Voice
from planner.glossary.countries import country_name
from planner.outcomes.plan import Plan
from planner.outcomes.risk import ArrivalLine, LateLine, RiskView
from planner.report import risk_headings as words
from planner.report.book import Book, Page, name_widths
from planner.report.charts import Look, Series, place_chart
from planner.report.styles import AMBER, BLUE, OTHERS_COLOUR, quantity_style
from planner.report.table import Grid, GridColumn, cell, write_table

MOST_SUPPLIERS = 8
_CHART_PIXELS = (1240, 120)
_PIXELS_A_SUPPLIER = 42
_ROW_PIXELS = 20
_WIDTHS = (13, 28, 26, 12, 12, 12, 18, 12, 12, 12, 12, 14, 22)
_ORDERED, _ORDER_BY = 0, 10


def write_arrivals(book: Book, plan: Plan) -> None:
    """Write lateness by supplier with its chart, then every order; nothing without risk."""
    voice = Voice(plan.case, book.language)
    if plan.risk is None:
        return
    page = book.page(words.ARRIVALS)
    row = page.title(book.say(words.ARRIVALS), book.say(words.ARRIVALS_ABOUT))
    lines = plan.risk.arrivals
    suppliers = [voice.supplier(line.supplier) for line in lines]
    materials = [voice.material(line.material) for line in lines]
    page.widths(*_WIDTHS)
    page.sheet.set_column(1, 1, *name_widths(suppliers, _WIDTHS[1], 36))
    page.sheet.set_column(2, 2, *name_widths(materials, _WIDTHS[2], 36))
    if not lines:
        page.put(row, 0, book.say(words.NO_ORDERS), "note")
        return
    row = _late(page, plan, plan.risk, row)
    _orders(page, plan, lines, row)


@dataclass(frozen=True)
class Waits:
    """Days from order to the planned period's end, to mean and to P90 arrival, per order."""

    planned: float
    mean: float
    p90: float


def waits(lines: tuple[ArrivalLine, ...], supplier: str) -> Waits | None:
    """The mean over a supplier's orders that can be granted; None if there are none."""
    mine = [line for line in lines if line.supplier == supplier and line.mean]
    if not mine:
        return None
    days = [
        (
            _last_day(line.planned) - _first_day(line.period),
            dt.date.fromisoformat(line.mean) - _first_day(line.period),
            dt.date.fromisoformat(line.p90) - _first_day(line.period),
        )
        for line in mine
    ]
    planned, mean, p90 = (sum(d.days for d in part) / len(mine) for part in zip(*days, strict=True))
    return Waits(planned, mean, p90)


def _late(page: Page, plan: Plan, view: RiskView, row: int) -> int:
    say = page.book.say
    row = page.heading(row, (0, len(_WIDTHS) - 1), say(words.LATE))
    shown = sorted(view.late, key=lambda line: (-line.days_p90, -line.days_mean, line.supplier))
    columns = [
        GridColumn(say(words.SUPPLIER), span=2),
        GridColumn(say(words.COUNTRY)),
        GridColumn(say(words.LATE_MEAN), "n1"),
        GridColumn(say(words.LATE_P90), "n1"),
        GridColumn(say(words.REFUSED), "percent"),
        GridColumn(say(words.DAYS_PLANNED), "whole"),
        GridColumn(say(words.DAYS_MEAN), "whole"),
        GridColumn(say(words.DAYS_P90), "whole"),
    ]
    charts_at = row
    height = _CHART_PIXELS[1] + _PIXELS_A_SUPPLIER * min(len(shown), MOST_SUPPLIERS)
    row += height // _ROW_PIXELS + 2
    rows = [_late_row(page, plan, view, line) for line in shown]
    table = write_table(page, (row, 0), columns, rows)
    _chart(page, plan, (charts_at, height), table, shown)
    return table.end + 1


def _late_row(page: Page, plan: Plan, view: RiskView, line: LateLine) -> list[object]:
    voice = Voice(plan.case, page.book.language)
    found = waits(view.arrivals, line.supplier)
    days = (found.planned, found.mean, found.p90) if found else (None, None, None)
    return [
        voice.supplier(line.supplier),
        country_name(line.country, page.book.language),
        *(line.days_mean, line.days_p90, line.refused, *days),
    ]


def _chart(
    page: Page, plan: Plan, where: tuple[int, int], table: Grid, shown: list[LateLine]
) -> None:
    """The latest suppliers alone: others come as planned. ``where``: row and height."""
    voice = Voice(plan.case, page.book.language)
    say = page.book.say
    most = min(len(shown), MOST_SUPPLIERS)
    names = table.area(page, 0, most)
    colours = (OTHERS_COLOUR, BLUE, AMBER[1])
    titles = (words.PLANNED_SERIES, words.ARRIVES_MEAN, words.ARRIVES_P90)
    series = [
        Series(say(title), names, table.area(page, 5 + i, most), colour, labels="0")
        for i, (title, colour) in enumerate(zip(titles, colours, strict=True))
    ]
    about = say(words.ARRIVAL_ALT).format(voice.supplier(shown[0].supplier))
    size = (_CHART_PIXELS[0], where[1])
    look = Look(say(words.ARRIVAL_CHART), about, size, kind="bar")
    place_chart(page, (where[0], 0), look, series)


def _orders(page: Page, plan: Plan, lines: tuple[ArrivalLine, ...], row: int) -> None:
    book = page.book
    row = page.heading(row, (0, len(_WIDTHS) - 1), book.say(words.ORDERS))
    note = book.say(words.DATES_NOTE).format(confidence=speak.percent(lines[0].confidence))
    row = page.note(row, (0, len(_WIDTHS) - 1), note, 190)
    style = min(quantity_style([line.quantity for line in lines]), "n2")
    columns = [
        GridColumn(book.say(words.ORDERED), "date"),
        GridColumn(book.say(words.SUPPLIER)),
        GridColumn(book.say(words.MATERIAL)),
        GridColumn(book.say(words.QUANTITY), style),
        GridColumn(book.say(words.UNIT)),
        GridColumn(book.say(words.REFUSED), "percent"),
        GridColumn(book.say(words.LICENSE)),
        GridColumn(book.say(words.PLANNED)),
        GridColumn(book.say(words.ARRIVES_MEAN), "date"),
        GridColumn(book.say(words.ARRIVES_P90), "date"),
        GridColumn(book.say(words.ORDER_BY), "date"),
        GridColumn(book.say(words.APPLY_BY), "date"),
        GridColumn(book.say(words.OFFER)),
    ]
    voice = Voice(plan.case, book.language)
    rows = [_order_row(voice, line) for line in lines]
    table = write_table(page, (row, 0), columns, rows)
    page.sheet.autofilter(row, 0, table.last, len(columns) - 1)
    _mark_late(page, table)


def _order_row(voice: Voice, line: ArrivalLine) -> list[object]:
    return [
        _first_day(line.period),
        voice.supplier(line.supplier),
        voice.material(line.material),
        *(line.quantity, line.unit, line.refused, line.license, line.planned),
        *(_date(line.mean), _date(line.p90), _date(line.order_by), _date(line.apply_by)),
        line.offer,
    ]


def _mark_late(page: Page, table: Grid) -> None:
    """Colour the dates to order or apply by that lie before the plan's own order date."""
    ordered = cell(table.first, table.places[_ORDERED])
    for column in (table.places[_ORDER_BY], table.places[_ORDER_BY] + 1):
        own = cell(table.first, column)
        rule = {"type": "formula", "criteria": f'=AND({own}<>"",{own}<${ordered})'}
        where = (table.first, column, table.last, column)
        page.sheet.conditional_format(*where, rule | {"format": page.book.style("bad")})


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
