"""Orders: what to order, from whom, by when. A real Excel table."""

import datetime as dt
import math

from models.calendar import parse_period
from planner.explain.voice import Voice
from planner.glossary.countries import country_name
from planner.outcomes.plan import OrderLine, Plan
from planner.report import words
from planner.report.book import LAST_ROW, Book, Page
from planner.words import Language, Words
from planner.words.width import display_width

_TOP = 3
_WIDEST = 34
_TO = 7
"""Where the place of delivery stands; left out where no order names one."""
_DECIDED = 15
"""Where it stands when an order is decided; left out without risk, where all are decided now."""


def write_orders(book: Book, plan: Plan) -> None:
    """Write one line per offer and period, sorted by period, with a live total."""
    page = book.page(words.ORDERS)
    page.title(book.say(words.ORDERS), book.say(words.ORDER_ABOUT))
    lines = sorted(plan.orders, key=lambda line: (line.period, line.supplier, line.offer))
    room = LAST_ROW - _TOP - 3
    if not lines:
        page.put(_TOP, 0, book.say(words.NOTHING), "note")
        return
    if len(lines) > room:
        page.put(1, 0, book.say(words.ORDER_TOO_MANY).format(room), "bad")
    headings = _headings(plan, book.language)
    rows = [_values(line, plan, book.language) for line in lines[:room]]
    absent = {_TO} if not any(line.to for line in lines) else set()
    absent |= {_DECIDED} if plan.risk is None else set()
    headings = [heading for i, heading in enumerate(headings) if i not in absent]
    rows = [[value for i, value in enumerate(row) if i not in absent] for row in rows]
    _table(page, headings, rows)
    _columns(page, headings, rows)


def _headings(plan: Plan, language: Language) -> list[tuple[str, str]]:
    """Heading and style of each column."""
    currency = plan.case.settings.currency
    plain: list[tuple[Words, str]] = [
        (words.ORDER_BY, "date"),
        (words.SUPPLIER, ""),
        (words.COUNTRY, ""),
        (words.MATERIAL, ""),
        (words.QUANTITY, "n3"),
        (words.UNIT, ""),
        (words.ARRIVES, ""),
        (words.TO, ""),
        (words.PRICE, "n2"),
        (words.LANDED, "n2"),
        (words.PRICE_PER, ""),
        (words.COST, "n0"),
        (words.LICENSE, ""),
        (words.GRANTED, "grant"),
        (words.FIXED, ""),
        (words.DECIDED, ""),
        (words.OFFER, ""),
        (words.PERIOD, ""),
    ]
    return [(heading.to(language).format(currency), style) for heading, style in plain]


def _values(line: OrderLine, plan: Plan, language: Language) -> list[object]:
    voice = Voice(plan.case, language)
    fixed = words.FIXED_REASONS.get(line.fixed)
    return [
        _first_day(line.period),
        voice.supplier(line.supplier),
        country_name(line.country, language),
        voice.material(line.material),
        line.quantity,
        line.unit,
        line.arrives,
        line.to,
        line.price,
        line.landed,
        line.price_per,
        line.cost,
        line.license,
        line.granted if line.license or line.granted < 1 else None,
        fixed.to(language) if fixed else line.fixed,
        words.DECIDED_WHEN[line.decided].to(language),
        line.offer,
        line.period,
    ]


def _table(page: Page, headings: list[tuple[str, str]], rows: list[list[object]]) -> None:
    bottom = _TOP + len(rows) + 1
    money = next(i for i, (_, style) in enumerate(headings) if style == "n0")
    cost = math.fsum(float(str(row[money])) for row in rows)
    columns: list[dict[str, object]] = [
        {"header": heading, "header_format": page.book.style("head")} for heading, _ in headings
    ]
    columns[0]["total_string"] = page.book.say(words.TOTAL)
    columns[money] |= {"total_function": "sum", "total_value": cost}
    look = {"name": "orders", "columns": columns, "total_row": True, "style": None}
    page.sheet.add_table(_TOP, 0, bottom, len(headings) - 1, look)
    for row, values in enumerate(rows, _TOP + 1):
        for column, value in enumerate(values):
            page.put(row, column, value, "cell", *_style(headings[column][1]))
    # The table's own total row, written again only to give it a look.
    for column in range(len(headings)):
        page.put(
            bottom, column, page.book.say(words.TOTAL) if column == 0 else None, "total", "text"
        )
    formula = f"=SUBTOTAL(109,orders[{headings[money][0]}])"
    page.formula(bottom, money, formula, cost, "total", "n0")


def _columns(page: Page, headings: list[tuple[str, str]], rows: list[list[object]]) -> None:
    for column, (heading, style) in enumerate(headings):
        texts = [str(row[column]) for row in rows] if not style else []
        widest = max([9 if not style else 12, *(display_width(text) for text in texts)])
        widest = max(widest, min(14, display_width(heading)))
        page.sheet.set_column(column, column, min(widest + 2, _WIDEST))
    page.sheet.set_row(_TOP, 34)
    page.sheet.repeat_rows(_TOP)
    page.sheet.freeze_panes(_TOP + 1, 2)


def _first_day(period: str) -> object:
    months = parse_period(period)
    return dt.date(months[0] // 12, months[0] % 12 + 1, 1) if months else period


def _style(name: str) -> tuple[str, ...]:
    return (name,) if name else ("text",)
