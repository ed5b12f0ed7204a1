"""Shadow prices: what one more unit of something scarce changes, in figures and in words."""

from planner.explain import figures, sentences, speak
from planner.plan import Plan, ShadowPrice
from planner.report import words
from planner.report.book import Book, wrapped_lines
from planner.report.table import Column, write_table

_WIDTHS = (18, 38, 13, 15, 9, 12, 12, 12, 11, 95)


def write_shadow(book: Book, plan: Plan) -> None:
    """Write every shadow price: levers first, then idle offers, then needs."""
    page = book.page(words.SHADOW)
    row = page.title(book.say(words.SHADOW), book.say(words.SHADOW_ABOUT))
    page.widths(*_WIDTHS)
    if not plan.shadow_prices:
        page.put(row, 0, book.say(words.NO_SHADOW), "subtitle")
        return
    if plan.duals_unique is False:
        page.join(row, (0, len(_WIDTHS) - 1), book.say(words.DEGENERATE), "status", "near")
        page.sheet.set_row(row, 24)
        row += 2
    currency = plan.case.settings.currency
    headings = [
        *((words.SHADOW_KINDS_HEADING, ""), (words.SUBJECT, ""), (words.PERIOD, "")),
        *((words.CHANGE, "n2"), (words.PER, ""), (words.BOUND, "n3"), (words.LOW, "n3")),
        *((words.HIGH, "n3"), (words.ONE_SIDED, ""), (words.SENTENCE, "wrap")),
    ]
    columns = [Column(book.say(text).format(currency), style) for text, style in headings]
    prices = _in_order(plan)
    rows = [_row(price, plan, book) for price in prices]
    table = write_table(page, (row, 0), columns, rows)
    for place, values in enumerate(rows, table.first):
        page.sheet.set_row(place, 16 * wrapped_lines(str(values[-1]), 1.1 * _WIDTHS[-1]))
    page.sheet.autofilter(row, 0, table.last, len(columns) - 1)
    page.sheet.repeat_rows(row)
    page.sheet.freeze_panes(row + 1, 2)


def _in_order(plan: Plan) -> list[ShadowPrice]:
    needs = [price for price in plan.shadow_prices if price.kind == "demand"]
    rest = [
        p for p in plan.shadow_prices if p.kind not in ("demand", "idle_offer") and not p.change
    ]
    return [
        *figures.levers(plan),
        *figures.idle_offers(plan),
        *sorted(needs, key=lambda price: (price.subject, price.period)),
        *rest,
    ]


def _row(price: ShadowPrice, plan: Plan, book: Book) -> list[object]:
    # A limit's share is a fraction, its price is per point.
    scale = 100.0 if price.per == "point" else 1.0
    edges = [None if v is None else v * scale for v in (price.bound, price.low, price.high)]
    return [
        book.say(words.SHADOW_KINDS[price.kind]),
        speak.subject(price.subject, plan.case),
        sentences.window(price.period, book.language),
        price.change,
        sentences.unit_said(price.per, book.language),
        *edges,
        price.degenerate,
        sentences.shadow_sentence(price, book.language, plan.case),
    ]
