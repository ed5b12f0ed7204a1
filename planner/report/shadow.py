"""Shadow prices: what one more unit of something scarce changes, in figures and in words."""

import math
from dataclasses import replace

from planner.explain import figures, rules, sentences
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan, ShadowPrice
from planner.report import words
from planner.report.book import Book, Page, wrapped_lines
from planner.report.table import GridColumn, write_table

_WIDTHS = (16, 46, 19, 14, 9, 14, 14, 16, 15, 95)


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
    row = _subjects(page, plan, row)
    row = page.heading(row, (0, len(_WIDTHS) - 1), book.say(words.BY_PERIOD))
    currency = plan.case.settings.currency
    headings = [
        *((words.SHADOW_KINDS_HEADING, ""), (words.SUBJECT, ""), (words.PERIOD, "")),
        *((words.CHANGE, "n2"), (words.PER, ""), (words.BOUND, "n3"), (words.LOW, "n3")),
        *((words.HIGH, "n3"), (words.ONE_SIDED, ""), (words.SENTENCE, "wrap")),
    ]
    columns = [GridColumn(book.say(text).format(currency), style) for text, style in headings]
    prices = _folded(_in_order(plan))
    rows = [_row(price, plan, book) for price in prices]
    table = write_table(page, (row, 0), columns, rows)
    for place, values in enumerate(rows, table.first):
        page.sheet.set_row(place, 16 * wrapped_lines(str(values[-1]), 1.1 * _WIDTHS[-1]))
    page.sheet.autofilter(row, 0, table.last, len(columns) - 1)
    page.sheet.freeze_panes(2, 2)


def _subjects(page: Page, plan: Plan, row: int) -> int:
    """One line per thing, over all its periods: where to look first."""
    book, currency = page.book, plan.case.settings.currency
    found = figures.subjects(figures.levers(plan))
    if not found:
        return row
    row = page.heading(row, (0, len(_WIDTHS) - 1), book.say(words.BY_SUBJECT))
    headings = [
        *((words.SHADOW_KINDS_HEADING, ""), (words.SUBJECT, "wrap"), (words.PERIOD, "wrap")),
        *((words.COUNT, "n0"), (words.PER, ""), (words.SMALLEST, "n2")),
        *((words.LARGEST_CHANGE, "n2"), (words.ALL_PERIODS, "n0"), (words.HUNDREDTH, "n0")),
    ]
    columns = [GridColumn(book.say(text).format(currency), style) for text, style in headings]
    rows = [_subject(one, plan, book) for one in found]
    table = write_table(page, (row, 0), columns, rows)
    for place, values in enumerate(rows, table.first):
        deepest = max(wrapped_lines(str(values[i]), _WIDTHS[i] - 1) for i in (1, 2))
        page.sheet.set_row(place, 15 * deepest + 1)
    return table.end + 1


def _subject(one: figures.Subject, plan: Plan, book: Book) -> list[object]:
    voice = Voice(plan.case, book.language)
    first, last = one.prices[0], one.prices[-1]
    changes = sorted((price.change for price in one.prices), key=abs)
    return [
        book.say(words.SHADOW_KINDS[first.kind]),
        _named(first, plan, book),
        sentences.window(_span(first.period, last.period), voice),
        len(one.prices),
        sentences.unit_said(first.per, voice),
        *(changes[0], changes[-1], one.change, one.worth),
    ]


def _named(price: ShadowPrice, plan: Plan, book: Book) -> str:
    voice = Voice(plan.case, book.language)
    if price.kind == "limit":
        return rules.named(price.subject, voice)
    return voice.subject(price.subject)


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


def _row(price: ShadowPrice, plan: Plan, book: Book) -> list[object]:
    # A limit's share is a fraction, its price is per point.
    voice = Voice(plan.case, book.language)
    scale = 100.0 if price.per == "point" else 1.0
    edges = [None if v is None else v * scale for v in (price.bound, price.low, price.high)]
    return [
        book.say(words.SHADOW_KINDS[price.kind]),
        _named(price, plan, book),
        sentences.window(price.period, voice),
        price.change,
        sentences.unit_said(price.per, voice),
        *edges,
        price.degenerate,
        sentences.shadow_sentence(price, voice),
    ]
