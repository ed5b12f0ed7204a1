"""Costs: by part as the plan counts them, by year as they are paid."""

import math
from collections import defaultdict
from itertools import cycle

from models.terms.facts import Facts
from models.terms.parts import COST_PARTS
from planner.explain import figures
from planner.explain.voice import Voice
from planner.glossary.costs import PARTS
from planner.outcomes.plan import OrderLine, Plan
from planner.report import ledger, words
from planner.report.book import Book, Page, name_widths
from planner.report.charts import Look, Series, place_chart, row_series
from planner.report.styles import OTHERS_COLOUR, SPARE_COLOURS, in_millions
from planner.report.table import Grid, GridColumn, Matrix, cell, write_matrix, write_table
from planner.words import Words

MOST_SERIES = 8
_AFTER = Words("계획 후", "After the plan")
_PAID_LATER = Words(
    "구매는 값을 치르는 해에 셉니다. 아래 표는 주문하는 해에 셉니다.",
    "Purchases count in the year in which they are paid; below, in the year of the order.",
)


def write_costs(book: Book, plan: Plan) -> None:
    """Write the parts with a live total, then what the lines cost by year."""
    voice = Voice(plan.case, book.language)
    page = book.page(words.COSTS)
    row = page.title(book.say(words.COSTS), book.say(words.COSTS_ABOUT))
    names = [voice.supplier(line.supplier) for line in plan.orders]
    names += [voice.material(line.material) for line in plan.orders]
    page.widths(*name_widths(names, 34))
    page.sheet.set_column(1, 1 + max(8, len(ledger.years(plan))), 16)
    row = _parts(page, plan, row)
    row = _by_year(page, plan, row)
    row = _purchases(page, plan, row, chart=True)
    _purchases(page, plan, row, chart=False)


def cost_parts(plan: Plan, *, paid: bool = False) -> list[str]:
    """Return the parts of the cost in the plan's order; ``paid``: only those that are not 0."""
    return [
        name
        for name in PARTS
        if name in plan.cost and (not paid or plan.cost[name] or name == "purchase")
    ]


def part_rows(plan: Plan, book: Book, parts: list[str]) -> list[tuple[str, float, float]]:
    """Return (name, money, share of the total) of these parts."""
    total = plan.cost["total"]
    return [
        (book.say(PARTS[name].name), plan.cost[name], plan.cost[name] / total if total else 0.0)
        for name in parts
    ]


def total_formula(parts: list[str], row: int, column: int) -> str:
    """Return the live total of parts that start in ``row``: their sum, the credit taken off."""
    last = row + len(parts) - 1
    formula = f"=SUM({cell(row, column)}:{cell(last, column)})"
    # A credit is shown as a positive number, so the sum counts it the wrong way.
    taken_off = [i for i, part in enumerate(parts) if COST_PARTS[part] < 0]
    return formula + "".join(f"-2*{cell(row + i, column)}" for i in taken_off)


def _parts(page: Page, plan: Plan, row: int) -> int:
    book, currency = page.book, plan.case.settings.currency
    row = page.heading(row, (0, 2), book.say(words.PARTS_TABLE).format(currency))
    columns = [
        GridColumn(book.say(words.PART)),
        GridColumn(book.say(words.AMOUNT).format(currency), "n0"),
        GridColumn(book.say(words.SHARE), "percent"),
    ]
    parts = cost_parts(plan)
    table = write_table(page, (row, 0), columns, part_rows(plan, book, parts))
    page.put(table.end, 0, book.say(words.TOTAL), "cell", "total", "text")
    formula = total_formula(parts, table.first, 1)
    page.formula(table.end, 1, formula, plan.cost["total"], "cell", "n0", "total")
    page.put(table.end, 2, None, "cell", "total")
    page.put(table.end + 1, 0, book.say(words.SUBTRACTED), "subtitle")
    return table.end + 3


def _by_year(page: Page, plan: Plan, row: int) -> int:
    """Money the lines carry, in the year in which it is paid; undiscounted."""
    book, years = page.book, ledger.years(plan)
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for order, year in zip(plan.orders, _paid(plan), strict=True):
        sums["purchase"][year or book.say(_AFTER)] += order.cost
    for part, lines in (("process", plan.processing), ("shortage", plan.shortages)):
        for line in lines:
            sums[part][line.period[:4]] += line.cost
    if not sums:
        return row
    later = any(offer.pay_after for offer in plan.case.offers)
    years += [book.say(_AFTER)] * later
    text = book.say(words.BY_YEAR).format(plan.case.settings.currency)
    row = page.heading(row, (0, 1 + len(years)), text)
    matrix = Matrix(
        [(book.say(PARTS[part].name),) for part in sums],
        (book.say(words.PART),),
        years,
        [[by_year[year] for year in years] for by_year in sums.values()],
        "n0",
        book.say(words.TOTAL),
        book.say(words.TOTAL),
    )
    table = write_matrix(page, (row, 0), matrix)
    if later:
        page.put(table.end, 0, book.say(_PAID_LATER), "note")
    return table.end + 1 + later


def _paid(plan: Plan) -> list[str]:
    """The year in which each order is paid; empty: after the plan."""
    case = plan.case
    facts, periods = Facts(case), ledger.periods(plan)
    places = {label: t for t, label in enumerate(periods)}
    paid = [
        int(facts.paid_in[case.offer_index[line.offer], places[line.period]])
        for line in plan.orders
    ]
    return [periods[t][:4] if t < len(periods) else "" for t in paid]


def _purchases(page: Page, plan: Plan, row: int, *, chart: bool) -> int:
    """Purchases by year and material (with the chart), or by year and supplier."""
    if not plan.orders:
        return row
    book, years = page.book, ledger.years(plan)
    by_material = chart

    def key(line: OrderLine) -> str:
        return line.material if by_material else line.supplier

    sums = ledger.by_time(plan.orders, key, years, lambda line: line.cost)
    voice = Voice(plan.case, book.language)
    named = voice.material if by_material else voice.supplier
    title = words.MATERIAL_YEAR if by_material else words.SUPPLIER_YEAR
    text = book.say(title).format(plan.case.settings.currency)
    row = page.heading(row, (0, 1 + len(years)), text)
    matrix = Matrix(
        [(named(ident),) for ident in sums],
        (book.say(words.MATERIAL if by_material else words.SUPPLIER),),
        years,
        list(sums.values()),
        "n0",
        book.say(words.TOTAL),
        book.say(words.TOTAL),
    )
    table = write_matrix(page, (row, 0), matrix)
    if not chart:
        return table.end + 1
    _, rest = ledger.capped(sums, MOST_SERIES)
    if rest:
        for place, value in enumerate(rest, 1):
            page.put(table.end, place, value, "note", "n0")
        page.put(table.end, 0, book.say(words.CHART_OTHERS), "note")
    _chart(page, plan, table, [named(ident) for ident in sums])
    return table.end + (2 if rest else 1)


def _chart(page: Page, plan: Plan, table: Grid, names: list[str]) -> None:
    book, ends = page.book, (1, -2)
    rows = zip(names[:MOST_SERIES], cycle(SPARE_COLOURS), strict=False)
    series = row_series(page, table, rows, ends)
    if len(names) > MOST_SERIES:
        cells = table.across(page, table.end, ends)
        series.append(Series(book.say(words.OTHERS), series[0].categories, cells, OTHERS_COLOUR))
    currency = plan.case.settings.currency
    number, unit = money_scale(plan, book)
    look = Look(
        book.say(words.COST_CHART).format(unit),
        book.say(words.COST_ALT),
        (560, 330),
        number=number.replace(".00", ""),
        unit=unit if unit != currency else "",
        subtype="stacked",
    )
    place_chart(page, (3, 4), look, series)


def money_scale(plan: Plan, book: Book) -> tuple[str, str]:
    """Return the number format of large money and the unit its headings name."""
    currency = plan.case.settings.currency
    if in_millions(plan.cost.values()):
        return "#,##0.00,,", book.say(words.MILLION).format(currency)
    return "#,##0", currency


def money_style(plan: Plan) -> str:
    """Return the cell style that goes with ``money_scale``."""
    return "million" if in_millions(plan.cost.values()) else "n0"


def spend_by_supplier(plan: Plan) -> dict[str, float]:
    """Return the undiscounted money of orders by supplier, the largest first."""
    return figures.total(plan.orders, lambda line: line.supplier)


def whole(spend: dict[str, float]) -> float:
    """Return the sum that shares are taken of (1 if nothing is bought)."""
    return math.fsum(spend.values()) or 1.0
