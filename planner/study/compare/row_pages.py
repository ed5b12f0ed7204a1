"""The sheets of two plans compared that go row by row: suppliers, materials, periods, cells."""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner.explain import speak
from planner.explain.voice import Voice
from planner.report.book import Book, Page
from planner.report.charts import Look, Series, place_chart
from planner.report.styles import BLUE, OTHERS_COLOUR, SPARE_COLOURS, quantity_style
from planner.report.table import Matrix, write_matrix
from planner.study.compare import headings as words
from planner.study.compare import phrases
from planner.study.compare.change import InputChange, Pair, PlanChange, TradeChange
from planner.study.front.front import money_of
from planner.study.front.results import Field, write_fields
from planner.words import Words
from planner.words.width import display_width

_SHOWN = 10
"""Rows a chart shows: those with the largest changes stand first."""
_CHART_ROWS = 18
_CHART_PIXELS = (600, 340)
_SECOND_CHART = 6
"""Column at which a second chart stands."""
_WIDE_PIXELS = (1120, 340)
_NAME_WIDTHS = (22, 40)
_MOST_ROWS = 30
_ROUNDING = 1e-6
"""A change below this part of the largest amount of its table is shown as nothing."""


@dataclass(frozen=True)
class Written:
    """Where a written table stands: row of its heading, how many rows, its headings."""

    page: Page
    top: int
    count: int
    headings: list[str]

    def area(self, heading: str, most: int = _SHOWN) -> str:
        """The first cells of a column, for a chart."""
        place = self.headings.index(heading)
        return self.page.area(self.top + 1, place, self.top + max(1, min(most, self.count)), place)


def write_suppliers(book: Book, change: PlanChange) -> None:
    """Write who gained and who lost, with a chart of A beside B."""
    voice = Voice(change.case, book.language)
    say, rows = book.say, change.by_supplier
    page, row = _page(book, words.SUPPLIERS, words.SUPPLIERS_ABOUT, change)
    if not rows:
        page.put(row, 0, say(words.NOTHING), "note")
        return
    names = [voice.supplier(one.name) for one in rows]
    countries = [voice.home(one.name) for one in rows]
    fields = [_named(say(words.SUPPLIER), names), Field(say(words.COUNTRY), countries, "text", 16)]
    fields += _amounts(rows, change, book)
    fields += _parts(rows, {"price": words.PRICE_PART}, book)
    written = _write(page, row + _CHART_ROWS, fields, len(rows))
    said = (words.SUPPLIER_CHART, words.SUPPLIER_ALT)
    _beside(written, (row, 0), change, said, _WIDE_PIXELS)


def write_materials(book: Book, change: PlanChange) -> None:
    """Write what is bought more and less, and each material's part in the causes."""
    voice = Voice(change.case, book.language)
    say, rows = book.say, change.by_material
    page, row = _page(book, words.MATERIALS, words.MATERIALS_ABOUT, change)
    if not rows:
        page.put(row, 0, say(words.NOTHING), "note")
        return
    names = [voice.material(one.name) for one in rows]
    causes = {"price": words.PRICE_PART, "volume": words.VOLUME_PART, "mix": words.MIX_PART}
    parts = _parts(rows, causes, book)
    fields = [_named(say(words.MATERIAL), names), *_amounts(rows, change, book), *parts]
    written = _write(page, row + _CHART_ROWS, fields, len(rows))
    said = (words.MATERIAL_CHART, words.MATERIAL_ALT)
    _beside(written, (row, 0), change, said, _CHART_PIXELS)
    if parts:
        headings = [field.heading for field in parts]
        _causes(written, (row, _SECOND_CHART), change, headings)


def write_periods(book: Book, change: PlanChange) -> None:
    """Write what is bought when, and who sells more or less in each period."""
    say, rows = book.say, change.by_period
    page, row = _page(book, words.PERIODS, words.PERIODS_ABOUT, change)
    if not rows:
        page.put(row, 0, say(words.NOTHING), "note")
        return
    fields = [_named(say(words.PERIOD), [one.name for one in rows])]
    fields += [Field(say(words.UNIT), [one.unit for one in rows], "text")]
    for headings, of in ((_QUANTITIES, _quantity), (_SPENDS, _spend)):
        fields += _columns([_inside(one, of(one), change) for one in rows], headings, book)
    written = _write(page, row + _CHART_ROWS, fields, len(rows))
    series = [
        Series(say(plan), written.area(say(words.PERIOD), len(rows)), cells, colour, line=True)
        for plan, heading, colour in (
            (words.PLAN_A, words.SPEND_A, OTHERS_COLOUR),
            (words.PLAN_B, words.SPEND_B, BLUE),
        )
        if (cells := written.area(say(heading), len(rows)))
    ]
    look = _look(change, book, (words.PERIOD_CHART, words.PERIOD_ALT), _WIDE_PIXELS)
    place_chart(page, (row, 0), look, series)
    _heat(page, change, row + _CHART_ROWS + len(rows) + 3)


def write_orders(book: Book, change: PlanChange) -> None:
    """Write every order of a shared period that is not the same in both plans."""
    say, voice = book.say, Voice(change.case, book.language)
    page, row = _page(book, phrases.ORDER_SHEET, words.ORDERS_ABOUT, change)
    lines = change.orders
    if not lines:
        page.put(row, 0, say(words.NOTHING), "note")
        return
    names = [voice.supplier(line.supplier) for line in lines]
    fields = [
        Field(say(words.PERIOD), [line.period for line in lines], "text"),
        _named(say(words.SUPPLIER), names),
        _named(say(words.MATERIAL), [voice.material(line.material) for line in lines]),
        _named(say(words.OFFER), [line.offer for line in lines]),
        Field(say(words.UNIT), [line.unit for line in lines], "text"),
        *_columns([line.quantity for line in lines], _QUANTITIES, book),
        *_columns([line.spend for line in lines], _SPENDS, book),
    ]
    _write(page, row, fields, len(lines))
    page.sheet.freeze_panes(row + 1, 2)
    page.sheet.repeat_rows(row)


def write_inputs(book: Book, change: PlanChange) -> None:
    """Write every input that differs, with both cells."""
    voice = Voice(change.case, book.language)
    say, lines = book.say, change.inputs
    page, row = _page(book, phrases.INPUT_SHEET, words.INPUTS_ABOUT, change)
    if not lines:
        page.put(row, 0, say(words.NOTHING), "note")
        return
    differences = [_difference(line) for line in lines]

    def shown(line: InputChange, value: object) -> object:
        return speak.input_value(line.table, line.column, value, book.language)

    fields = [
        Field(say(words.KIND), [say(words.KINDS[line.kind]) for line in lines], "text", 12),
        Field(say(words.GROUP), [say(phrases.GROUPS[line.group]) for line in lines], "text", 22),
        _named(say(words.SHEET), [_both(say(line.title), line.table) for line in lines]),
        _named(say(words.ROW), [line.row for line in lines]),
        _named(say(words.NAME), [_meant(line, voice) for line in lines]),
        _named(say(words.COLUMN), [_both(say(line.heading), line.column) for line in lines]),
        Field(say(words.VALUE_A), [shown(line, line.a) for line in lines], "general", 18),
        Field(say(words.VALUE_B), [shown(line, line.b) for line in lines], "general", 18),
        Field(say(words.DIFFERENCE), [change for change, _ in differences], "general"),
        Field(say(words.RELATIVE), [part for _, part in differences], "percent"),
        _named(say(words.CELL_A), [line.cell_a for line in lines]),
        _named(say(words.CELL_B), [line.cell_b for line in lines]),
    ]
    _write(page, row, fields, len(lines))
    page.sheet.freeze_panes(row + 1, 0)
    page.sheet.repeat_rows(row)


Headings = tuple[Words, Words, Words]
_QUANTITIES: Headings = (words.QUANTITY_A, words.QUANTITY_B, words.QUANTITY_CHANGE)
_SPENDS: Headings = (words.SPEND_A, words.SPEND_B, words.SPEND_CHANGE)
_DEARER = (
    words.SPEND_CHANGE,
    words.SHARED_SPEND,
    words.PRICE_PART,
    words.VOLUME_PART,
    words.MIX_PART,
)
"""Columns in which more is dearer: red and green. In other changes more is only more."""
_MORE = (words.QUANTITY_CHANGE, words.SHARED_QUANTITY)


def _page(book: Book, title: Words, about: Words, change: PlanChange) -> tuple[Page, int]:
    page = book.page(title)
    return page, page.title(book.say(title), book.say(about).format(change.currency))


def _write(page: Page, row: int, fields: list[Field], count: int) -> Written:
    """The table, changes coloured by their sign."""
    write_fields(page, row, fields, count)
    say = page.book.say
    for place, field in enumerate(fields):
        if field.heading in map(say, _DEARER):
            _colour(page, (row + 1, row + count, place), ("bad", "good"))
        elif field.heading in map(say, _MORE):
            _colour(page, (row + 1, row + count, place), ("more", "less"))
    return Written(page, row, count, [field.heading for field in fields])


def _colour(page: Page, where: tuple[int, int, int], styles: tuple[str, str]) -> None:
    first, last, place = where
    for criteria, style in zip((">", "<"), styles, strict=True):
        rule = {"type": "cell", "criteria": criteria, "value": 0, "format": page.book.style(style)}
        page.sheet.conditional_format(first, place, last, place, rule)


def _named(heading: str, names: Sequence[str]) -> Field:
    least, most = _NAME_WIDTHS
    widest = max((display_width(str(name)) for name in names), default=0)
    return Field(heading, names, "text", float(min(max(widest + 3, least), most)))


def _quantity(row: TradeChange) -> Pair:
    return row.quantity


def _spend(row: TradeChange) -> Pair:
    return row.spend


def _amounts(rows: Sequence[TradeChange], change: PlanChange, book: Book) -> list[Field]:
    """Unit, quantity and spend of both plans; changes in the shared periods if they differ."""
    fields = [Field(book.say(words.UNIT), [row.unit for row in rows], "text", 9)]
    fields += _columns([row.quantity for row in rows], _QUANTITIES, book)
    fields += _columns([row.spend for row in rows], _SPENDS, book)
    if change.same_periods:
        return fields
    shared: tuple[tuple[Words, Callable[[TradeChange], Pair]], ...] = (
        (words.SHARED_QUANTITY, lambda row: row.shared_quantity),
        (words.SHARED_SPEND, lambda row: row.shared_spend),
    )
    for heading, of in shared:
        values = [of(row).change for row in rows]
        style = "n0" if heading is words.SHARED_SPEND else quantity_style(values)
        fields.append(Field(book.say(heading), values, style, 15))
    return fields


def _columns(pairs: Sequence[Pair], headings: Headings, book: Book) -> list[Field]:
    """A, B and the change; a side without a value stays blank."""
    known = [value for pair in pairs for value in (pair.a, pair.b) if not math.isnan(value)]
    style = "n0" if headings is _SPENDS else quantity_style(known)
    floor = _ROUNDING * max(map(abs, known), default=0.0)
    sides: tuple[Callable[[Pair], float], ...] = (
        lambda pair: pair.a,
        lambda pair: pair.b,
        lambda pair: pair.change,
    )
    return [
        Field(book.say(heading), [_number(of(pair), floor) for pair in pairs], style, 15)
        for heading, of in zip(headings, sides, strict=True)
    ]


def _number(value: float, floor: float) -> float | None:
    """A period that a plan does not have is no number, and rounding is nothing."""
    if math.isnan(value):
        return None
    return value if abs(value) > floor else 0.0


def _inside(row: TradeChange, pair: Pair, change: PlanChange) -> Pair:
    """A side whose plan does not have the period has no value there."""
    sides = ((pair.a, change.a.periods), (pair.b, change.b.periods))
    a, b = (value if row.name in periods else float("nan") for value, periods in sides)
    return Pair(a, b)


def _parts(rows: Sequence[TradeChange], causes: dict[str, Words], book: Book) -> list[Field]:
    """The rows' parts in the causes; none if there is nothing to show."""
    fields = []
    for name, heading in causes.items():
        values = [row.effects.get(name, 0.0) for row in rows]
        if any(values):
            floor = _ROUNDING * max(row.spend.b for row in rows)
            shown = [_number(value, floor) for value in values]
            fields.append(Field(book.say(heading), shown, "n0", 15))
    return fields


def _look(change: PlanChange, book: Book, said: tuple[Words, Words], size: tuple[int, int]) -> Look:
    money = money_of((side.objective for side in (change.a, change.b)), change.currency, book)
    return Look(book.say(said[0]).format(money.unit), book.say(said[1]), size, money.axis)


def _beside(
    written: Written,
    at: tuple[int, int],
    change: PlanChange,
    said: tuple[Words, Words],
    size: tuple[int, int],
) -> None:
    """Spend of A beside that of B, for the rows with the largest changes."""
    book, names = written.page.book, written.area(written.headings[0])
    series = [
        Series(book.say(plan), names, written.area(book.say(heading)), colour)
        for plan, heading, colour in (
            (words.PLAN_A, words.SPEND_A, OTHERS_COLOUR),
            (words.PLAN_B, words.SPEND_B, BLUE),
        )
    ]
    place_chart(written.page, at, _look(change, book, said, size), series)


def _causes(
    written: Written, at: tuple[int, int], change: PlanChange, headings: Sequence[str]
) -> None:
    """Price, volume and mix of the materials with the largest changes."""
    book, names = written.page.book, written.area(written.headings[0])
    series = [
        Series(heading, names, written.area(heading), colour)
        for heading, colour in zip(headings, SPARE_COLOURS, strict=False)
    ]
    plain = _look(change, book, (words.CAUSE_CHART, words.CAUSE_ALT), _CHART_PIXELS)
    look = Look(plain.title, plain.about, plain.size, plain.number, subtype="stacked", signed=True)
    place_chart(written.page, at, look, series)


def _heat(page: Page, change: PlanChange, row: int) -> None:
    """Change of spend, suppliers by periods: red where B spends more, blue where less."""
    voice = Voice(change.case, page.book.language)
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for line in change.orders:
        sums[line.supplier][line.period] += line.spend.change
    ranked = sorted(sums, key=lambda name: -sum(map(abs, sums[name].values())))[:_MOST_ROWS]
    if not ranked:
        return
    say, periods = page.book.say, list(change.shared)
    title = say(words.HEAT).format(change.currency)
    row = page.heading(row, (0, len(periods) + 1), title)
    matrix = Matrix(
        [(voice.supplier(name),) for name in ranked],
        (say(words.SUPPLIER),),
        periods,
        [[sums[name].get(period, 0.0) for period in periods] for name in ranked],
        "n0",
        say(words.CHANGE).format(change.currency),
        say(words.TOTALS),
    )
    table = write_matrix(page, (row, 0), matrix)
    last = table.places[-2]
    page.sheet.set_column(len(_SPENDS) + 5, last + 1, 13)
    page.sheet.conditional_format(table.first, 1, table.last, last, _scale(matrix))


def _scale(matrix: Matrix) -> dict[str, object]:
    """White at 0, the same strength of colour for the same money on both sides."""
    most = max((abs(v) for values in matrix.values for v in values if v), default=1.0) or 1.0
    ends = {"min_type": "num", "mid_type": "num", "max_type": "num"}
    values = {"min_value": -most, "mid_value": 0, "max_value": most}
    colours = {"min_color": "#7FA8D9", "mid_color": "#FFFFFF", "max_color": "#E58A84"}
    return {"type": "3_color_scale", **ends, **values, **colours}


def _difference(line: InputChange) -> tuple[float | None, float | None]:
    """Change of a number, and as a part of what it was."""
    if isinstance(line.a, str | None) or isinstance(line.b, str | None):
        return None, None
    change = float(line.b) - float(line.a)
    return change, change / abs(line.a) if line.a else None


def _meant(line: InputChange, voice: Voice) -> str:
    """The name of what a row's ids stand for, where that says more."""
    named = voice.subject(line.row).removesuffix(f" ({line.row})")
    return "" if named == line.row else named


def _both(said: str, key: str) -> str:
    return said if not key or said == key else f"{said} ({key})"
