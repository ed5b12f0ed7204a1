"""The pages of two plans compared that go row by row: suppliers, materials, periods, cells."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from planner.explain import speak
from planner.explain.voice import Voice
from planner.page.conditions import Heat, Signed
from planner.page.drawing import Chart, Down, Series
from planner.page.grid import ExcelTable, Fit, Grid, GridColumn, Matrix
from planner.page.look import BLUE, OTHERS_COLOUR, SPARE_COLOURS, quantity_style
from planner.page.money import Money
from planner.page.page import BlankRow, Block, Gallery, Note, Page, Section
from planner.study.compare import headings as words
from planner.study.compare import phrases
from planner.study.compare.change import InputChange, Pair, PlanChange, TradeChange
from planner.study.front.points_page import data_grid
from planner.words import Words

_SHOWN = 10
"""Rows a chart shows: those with the largest changes stand first."""
_HALF, _WIDE = (600, 340), (1120, 340)
_NAMES = Fit(22, 40)
_WIDTH, _AMOUNT_WIDTH = 13, 15
_MOST_ROWS = 30
_ROUNDING = 1e-6
"""A change below this part of the largest amount of its table is shown as nothing."""
_DEARER, _MORE = Signed(), Signed("more", "less")
"""More spend is dearer: red and green. In other changes more is only more."""

Headings = tuple[Words, Words, Words]
_QUANTITIES: Headings = (words.QUANTITY_A, words.QUANTITY_B, words.QUANTITY_CHANGE)
_SPENDS: Headings = (words.SPEND_A, words.SPEND_B, words.SPEND_CHANGE)
_CAUSES = {"price": words.PRICE_PART, "volume": words.VOLUME_PART, "mix": words.MIX_PART}


def supplier_page(change: PlanChange, voice: Voice, money: Money) -> Page:
    """Who gained and who lost, with a chart of A beside B."""
    rows = change.by_supplier
    columns = (
        _named("supplier", voice.say(words.SUPPLIER), lambda row: voice.supplier(row.name)),
        GridColumn("country", voice.say(words.COUNTRY), lambda row: voice.home(row.name), width=16),
        *_amounts(change, rows, voice),
        *_parts(rows, {"price": words.PRICE_PART}, voice),
    )
    chart = _beside("supplier", (words.SUPPLIER_CHART, words.SUPPLIER_ALT), voice, money)
    blocks = (replace(chart, size=_WIDE), Grid("rows", columns, rows, table=ExcelTable()))
    return _page(voice, words.SUPPLIERS, words.SUPPLIERS_ABOUT, blocks if rows else ())


def material_page(change: PlanChange, voice: Voice, money: Money) -> Page:
    """What is bought more and less, and each material's part in the causes."""
    rows = change.by_material
    parts = list(_parts(rows, _CAUSES, voice))
    columns = (
        _named("material", voice.say(words.MATERIAL), lambda row: voice.material(row.name)),
        *_amounts(change, rows, voice),
        *parts,
    )
    chart = _beside("material", (words.MATERIAL_CHART, words.MATERIAL_ALT), voice, money)
    charts = (chart, *([_causes(parts, voice, money)] if parts else []))
    blocks = (
        Gallery(charts, blank=0),
        Grid("rows", columns, rows, table=ExcelTable()),
    )
    return _page(voice, words.MATERIALS, words.MATERIALS_ABOUT, blocks if rows else ())


def period_page(change: PlanChange, voice: Voice, money: Money) -> Page:
    """What is bought when, and who sells more or less in each period."""
    rows = [_inside(row, change) for row in change.by_period]
    columns = (
        _named("period", voice.say(words.PERIOD), attrgetter("name")),
        GridColumn("unit", voice.say(words.UNIT)),
        *_pair("quantity", rows, _QUANTITIES, voice),
        *_pair("spend", rows, _SPENDS, voice),
    )
    chart = _beside("period", (words.PERIOD_CHART, words.PERIOD_ALT), voice, money, len(rows))
    lines = tuple(replace(series, line=True) for series in chart.series)
    blocks = (
        replace(chart, series=lines, size=_WIDE),
        Grid("rows", columns, rows, table=ExcelTable()),
        *_heat(change, voice),
    )
    return _page(voice, words.PERIODS, words.PERIODS_ABOUT, blocks if rows else ())


def order_page(change: PlanChange, voice: Voice) -> Page:
    """Every order of a shared period that is not the same in both plans."""
    rows = change.orders
    columns = (
        GridColumn("period", voice.say(words.PERIOD)),
        _named("supplier", voice.say(words.SUPPLIER), lambda row: voice.supplier(row.supplier)),
        _named("material", voice.say(words.MATERIAL), lambda row: voice.material(row.material)),
        _named("offer", voice.say(words.OFFER)),
        GridColumn("unit", voice.say(words.UNIT)),
        *_pair("quantity", rows, _QUANTITIES, voice),
        *_pair("spend", rows, _SPENDS, voice),
    )
    blocks = (replace(data_grid("rows", columns, rows), pinned=2),)
    return _page(voice, phrases.ORDER_SHEET, words.ORDERS_ABOUT, blocks if rows else ())


def input_page(change: PlanChange, voice: Voice) -> Page:
    """Every input that differs, with both cells."""
    say, rows = voice.say, change.inputs

    def shown(side: str) -> Callable[[InputChange], Any]:
        return lambda row: speak.input_value(
            row.table, row.column, getattr(row, side), voice.language
        )

    columns = (
        GridColumn("kind", say(words.KIND), lambda row: say(words.KINDS[row.kind]), width=12),
        GridColumn("group", say(words.GROUP), lambda row: say(phrases.GROUPS[row.group]), width=22),
        _named("table", say(words.SHEET), lambda row: _both(say(row.title), row.table)),
        _named("row", say(words.ROW)),
        _named("name", say(words.NAME), lambda row: _meant(row, voice)),
        _named("column", say(words.COLUMN), lambda row: _both(say(row.heading), row.column)),
        GridColumn("a", say(words.VALUE_A), shown("a"), "general", width=18),
        GridColumn("b", say(words.VALUE_B), shown("b"), "general", width=18),
        GridColumn("change", say(words.DIFFERENCE), lambda row: _moved(row)[0], "general"),
        GridColumn("part", say(words.RELATIVE), lambda row: _moved(row)[1], "percent"),
        _named("cell_a", say(words.CELL_A)),
        _named("cell_b", say(words.CELL_B)),
    )
    blocks = (replace(data_grid("rows", columns, rows), pinned=0),)
    return _page(voice, phrases.INPUT_SHEET, words.INPUTS_ABOUT, blocks if rows else ())


def _page(voice: Voice, title: Words, about: Words, blocks: Sequence[Block]) -> Page:
    """A page, or that nothing differs."""
    return Page(
        name=voice.say(title),
        title=voice.say(title),
        blocks=tuple(blocks) or (Note(voice.say(words.NOTHING)),),
        about=voice.say(about, voice.currency),
        width=_WIDTH,
    )


def _named(key: str, heading: str, of: Callable[[Any], str] | None = None) -> GridColumn:
    return GridColumn(key, heading, of, width=_NAMES)


def _amounts(change: PlanChange, rows: Sequence[TradeChange], voice: Voice) -> Iterator[GridColumn]:
    """Unit, quantity and spend of both plans; changes in the shared periods if they differ."""
    yield GridColumn("unit", voice.say(words.UNIT), width=9)
    yield from _pair("quantity", rows, _QUANTITIES, voice)
    yield from _pair("spend", rows, _SPENDS, voice)
    if not change.same_periods:
        of = attrgetter("shared_quantity.change")
        number, said = quantity_style(list(map(of, rows))), voice.say(words.SHARED_QUANTITY)
        yield GridColumn(
            "shared_quantity", said, of, number, width=_AMOUNT_WIDTH, conditions=(_MORE,)
        )
        of, said = attrgetter("shared_spend.change"), voice.say(words.SHARED_SPEND)
        yield GridColumn("shared_spend", said, of, "n0", width=_AMOUNT_WIDTH, conditions=(_DEARER,))


def _pair(key: str, rows: Sequence[Any], headings: Headings, voice: Voice) -> Iterator[GridColumn]:
    """A, B and the change; a side without a value stays blank."""
    pairs = [getattr(row, key) for row in rows]
    known = [value for pair in pairs for value in (pair.a, pair.b) if not math.isnan(value)]
    number = "n0" if key == "spend" else quantity_style(known)
    floor = _ROUNDING * max(map(abs, known), default=0.0)
    rule = _DEARER if key == "spend" else _MORE
    for side, heading in zip(("a", "b", "change"), headings, strict=True):
        of = _known(attrgetter(f"{key}.{side}"), floor)
        rules = (rule,) if side == "change" else ()
        yield GridColumn(
            f"{key}_{side}", voice.say(heading), of, number, width=_AMOUNT_WIDTH, conditions=rules
        )


def _parts(
    rows: Sequence[TradeChange], causes: Mapping[str, Words], voice: Voice
) -> Iterator[GridColumn]:
    """The rows' parts in the causes; none if there is nothing to show."""
    floor = _ROUNDING * max((row.spend.b for row in rows), default=0.0)
    for name, heading in causes.items():
        if any(row.effects.get(name) for row in rows):
            of = _known(_effect(name), floor)
            said, width = voice.say(heading), _AMOUNT_WIDTH
            yield GridColumn(name, said, of, "n0", width=width, conditions=(_DEARER,))


def _effect(name: str) -> Callable[[TradeChange], float]:
    return lambda row: row.effects.get(name, 0.0)


def _known(of: Callable[[Any], float], floor: float) -> Callable[[Any], float | None]:
    """A period that a plan does not have is no number, and rounding is nothing."""

    def shown(row: Any) -> float | None:
        value = of(row)
        if math.isnan(value):
            return None
        return value if abs(value) > floor else 0.0

    return shown


def _inside(row: TradeChange, change: PlanChange) -> TradeChange:
    """A side whose plan does not have the period has no value there."""

    def known(pair: Pair) -> Pair:
        sides = ((pair.a, change.a), (pair.b, change.b))
        return Pair(*(amount if row.name in plan.periods else math.nan for amount, plan in sides))

    return replace(row, quantity=known(row.quantity), spend=known(row.spend))


def _beside(
    names: str, said: tuple[Words, Words], voice: Voice, money: Money, count: int = _SHOWN
) -> Chart:
    """Spend of A beside that of B, for the first rows."""
    sides = (
        (words.PLAN_A, "spend_a", OTHERS_COLOUR),
        (words.PLAN_B, "spend_b", BLUE),
    )
    return Chart(
        title=voice.say(said[0], money.unit),
        about=voice.say(said[1]),
        series=tuple(
            Series(voice.say(plan), _first(names, count), _first(key, count), colour)
            for plan, key, colour in sides
        ),
        size=_HALF,
        number=money.axis,
    )


def _causes(parts: Sequence[GridColumn], voice: Voice, money: Money) -> Chart:
    """Price, volume and mix of the materials with the largest changes."""
    return Chart(
        title=voice.say(words.CAUSE_CHART, money.unit),
        about=voice.say(words.CAUSE_ALT),
        series=tuple(
            Series(str(part.heading), _first("material"), _first(part.key), colour)
            for part, colour in zip(parts, SPARE_COLOURS, strict=False)
        ),
        size=_HALF,
        number=money.axis,
        stacked="stacked",
        signed=True,
    )


def _first(column: str, count: int = _SHOWN) -> Down:
    return Down("rows", column, count=count)


def _heat(change: PlanChange, voice: Voice) -> list[Block]:
    """Change of spend, suppliers by periods: red where B spends more, blue where less."""
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for line in change.orders:
        sums[line.supplier][line.period] += line.spend.change
    ranked = sorted(sums, key=lambda name: -sum(map(abs, sums[name].values())))[:_MOST_ROWS]
    if not ranked:
        return []
    most = max((abs(money) for name in ranked for money in sums[name].values()), default=1.0) or 1.0
    matrix = Matrix(
        key="heat",
        labels=(GridColumn("supplier", voice.say(words.SUPPLIER), voice.supplier),),
        rows=ranked,
        headings=change.shared,
        of=lambda name: [sums[name].get(period, 0.0) for period in change.shared],
        format="n0",
        row_total=voice.say(words.CHANGE, voice.currency),
        column_total=voice.say(words.TOTALS),
        # White at 0, the same strength of colour for the same money on both sides.
        conditions=(Heat("#7FA8D9", "#E58A84", "#FFFFFF", (-most, 0, most)),),
    )
    return [BlankRow(), Section(voice.say(words.HEAT, voice.currency), (matrix,))]


def _moved(row: InputChange) -> tuple[float | None, float | None]:
    """Change of a number, and as a part of what it was."""
    if isinstance(row.a, str | None) or isinstance(row.b, str | None):
        return None, None
    change = float(row.b) - float(row.a)
    return change, change / abs(row.a) if row.a else None


def _meant(row: InputChange, voice: Voice) -> str:
    """The name of what a row's ids stand for, where that says more."""
    named = voice.subject(row.row).removesuffix(f" ({row.row})")
    return "" if named == row.row else named


def _both(said: str, key: str) -> str:
    return said if not key or said == key else f"{said} ({key})"
