"""Risk: what the plan may cost and lack over many futures, beside the plan made without risk."""

import math
from collections.abc import Callable

from planner.explain import risk_words, speak
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.outcomes.risk import Judged, RiskView, ShortageRisk
from planner.report import risk_headings as words
from planner.report.book import Book, Page, name_widths, wrapped_lines
from planner.report.charts import Look, Series, place_chart
from planner.report.risk_charts import LIGHT
from planner.report.styles import BLUE, OTHERS_COLOUR, quantity_style
from planner.report.table import Grid, GridColumn, Matrix, write_matrix, write_table
from planner.words import Words

LAST = 9
"""The last column of sentences and headings."""
BINS = 24
_WIDTH = 13.5
_FIRST_WIDTH = 42
_TEXT_WIDTH = 150
_CHART_ROWS = 18
_CHART_PIXELS = (590, 340)
_CHART_COLUMN = 4
_HOT = "#E57368"


def write_risk(book: Book, plan: Plan) -> None:
    """Write both plans' costs, sentences, distribution, shortages and the worst futures.

    Nothing for a plan without risk.
    """
    voice = Voice(plan.case, book.language)
    if plan.risk is None:
        return
    view = plan.risk
    page = book.page(words.RISK)
    row = page.title(book.say(words.RISK), _about(book, view))
    names = [voice.material(material) for material, _ in view.service]
    page.widths(*name_widths(names, _FIRST_WIDTH, 48))
    page.sheet.set_column(1, LAST + plan.case.settings.periods, _WIDTH)
    row = _sentences(page, plan, view, row)
    row = _costs(page, plan, view, row)
    row = _worth(page, plan, view, row)
    row = _spread(page, plan, view, row)
    row = _hurt(page, plan, view, row)
    row = _service(page, plan, view, row)
    _shortages(page, plan, view, row)


def bins(costs: tuple[float, ...], edges: list[float]) -> list[float]:
    """Part of the costs in each bin between the edges; the last bin holds its upper edge too."""
    count = [0] * (len(edges) - 1)
    for cost in costs:
        place = sum(edge <= cost for edge in edges[1:-1])
        count[place] += 1
    return [one / max(len(costs), 1) for one in count]


def edges(view: RiskView) -> list[float]:
    """Edges of equally wide bins over the costs of both plans, at round numbers."""
    costs = [cost for part in view.histogram for cost in part]
    low, high = min(costs, default=0.0), max(costs, default=1.0)
    raw = max((high - low) / BINS, abs(high) * 1e-6, 1e-6)
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(m * size for m in (1, 2, 2.5, 5, 10) if m * size >= raw * (1 - 1e-9))
    first = math.floor(low / step)
    count = max(1, math.ceil(high / step + 1e-9) - first)
    return [(first + i) * step for i in range(count + 1)]


def _about(book: Book, view: RiskView) -> str:
    measure = book.say(words.MEASURES[view.measure]).format(
        tail=risk_words.tail(view), weight=f"{view.weight:g}"
    )
    return book.say(words.RISK_ABOUT).format(futures=view.futures, seed=view.seed, measure=measure)


def _sentences(page: Page, plan: Plan, view: RiskView, row: int) -> int:
    voice = Voice(plan.case, page.book.language)
    row = page.heading(row, (0, LAST), page.book.say(words.IN_WORDS))
    said = risk_words.risk_sentences(view, voice)
    return page.sentences(row, (0, LAST), said, 0.95 * _TEXT_WIDTH, numbered=False) + 1


def _costs(page: Page, plan: Plan, view: RiskView, row: int) -> int:
    say, style = page.book.say, money_style(plan)
    _, unit = money_scale(plan, page.book)
    row = page.heading(row, (0, LAST), say(words.COSTS).format(unit))
    tail = say(words.CVAR).format(risk_words.tail(view))
    money = [say(words.MEAN), say(words.ERROR), tail]
    money += [say(heading) for heading in (words.P5, words.P50, words.P95, words.WORST)]
    columns = [
        GridColumn(say(words.PLAN)),
        *(GridColumn(heading, style) for heading in money),
        GridColumn(say(words.SHORTAGE_CHANCE), "whole_percent"),
        GridColumn(say(words.SERVICE), "whole_percent"),
    ]
    own, other = figures(view.own), figures(view.riskless)
    apart = [a - b for a, b in zip(own, other, strict=True)]
    apart[1] = math.nan
    rows = [
        [say(title), *(value if math.isfinite(value) else None for value in values)]
        for title, values in (
            *((words.OWN, own), (words.RISKLESS, other)),
            (words.DIFFERENCE, apart),
        )
    ]
    table = write_table(page, (row, 0), columns, rows)
    return page.note(table.end, (0, LAST), say(words.IN_SAMPLE), _TEXT_WIDTH) + 1


def figures(judged: Judged) -> list[float]:
    """Mean, its error, tail, percentiles, worst, chance of shortage, service level."""
    return [
        *(judged.mean, judged.standard_error, judged.cvar),
        *(judged.p5, judged.p50, judged.p95, judged.worst),
        *(judged.shortage_probability, judged.service_level),
    ]


def _worth(page: Page, plan: Plan, view: RiskView, row: int) -> int:
    voice = Voice(plan.case, page.book.language)
    book = page.book
    _, unit = money_scale(plan, book)
    row = page.heading(row, (0, LAST), book.say(words.WORTH).format(unit))
    error = voice.money(view.evpi_error)
    remarks = {"evpi": error, "unproven": speak.percent(view.gap)}
    amounts = {
        **{name: getattr(view, name) for name in ("promised", "premium", "vss", "evpi")},
        "unproven": view.value - view.bound,
    }
    columns = [
        GridColumn("", span=1),
        GridColumn(book.say(words.AMOUNT), money_style(plan)),
        GridColumn(book.say(words.MEANING), span=LAST - 1),
    ]
    rows = [
        [book.say(title), amounts[name], book.say(meaning).format(remarks.get(name, ""))]
        for name, (title, meaning) in words.WORTH_ROWS.items()
        if math.isfinite(amounts[name])
    ]
    return write_table(page, (row, 0), columns, rows).end + 1


def _spread(page: Page, plan: Plan, view: RiskView, row: int) -> int:
    if not any(view.histogram):
        return row
    book = page.book
    _, unit = money_scale(plan, book)
    scale = 1e6 if money_style(plan) == "million" else 1.0
    row = page.heading(row, (0, LAST), book.say(words.SPREAD))
    cuts = edges(view)
    own, other = (bins(costs, cuts) for costs in view.histogram)
    rows = [
        [speak.number(low / scale, 4), *parts]
        for low, *parts in zip(cuts, own, other, strict=False)
    ]
    columns = [
        GridColumn(book.say(words.BIN).format(unit)),
        GridColumn(book.say(words.OWN), "percent"),
        GridColumn(book.say(words.RISKLESS), "percent"),
    ]
    table = write_table(page, (row, 0), columns, rows)
    _spread_chart(page, plan, view, row, table)
    return max(table.end, row + _CHART_ROWS) + 1


def _spread_chart(page: Page, plan: Plan, view: RiskView, row: int, table: Grid) -> None:
    voice = Voice(plan.case, page.book.language)
    book = page.book
    about = book.say(words.SPREAD_ALT).format(
        own=voice.money(view.own.worst),
        riskless=voice.money(view.riskless.worst),
    )
    title = book.say(words.SPREAD_CHART).format(money_scale(plan, book)[1])
    look = Look(title, about, _CHART_PIXELS, "0%", book.say(words.PART_OF_FUTURES))
    names = table.area(page, 0)
    series = [
        Series(book.say(words.OWN), names, table.area(page, 1), BLUE),
        Series(book.say(words.RISKLESS), names, table.area(page, 2), OTHERS_COLOUR),
    ]
    place_chart(page, (row, _CHART_COLUMN), look, series)


def _hurt(page: Page, plan: Plan, view: RiskView, row: int) -> int:
    voice = Voice(plan.case, page.book.language)
    if not view.worst:
        return row
    say, style = page.book.say, money_style(plan)
    row = page.heading(row, (0, LAST), say(words.HURT))
    columns = [
        GridColumn(say(words.FUTURE), "left"),
        GridColumn(say(words.COST), style),
        GridColumn(say(words.ABOVE_MEAN), style),
        GridColumn(say(words.SHORTAGE_COST), style),
        GridColumn(say(words.STORY), "wrap", span=LAST - 3),
    ]
    stories = [risk_words.story(line.story, voice) for line in view.worst]
    rows = [
        [line.number, line.cost, line.cost - view.own.mean, line.shortage, story]
        for line, story in zip(view.worst, stories, strict=True)
    ]
    table = write_table(page, (row, 0), columns, rows)
    for place, story in enumerate(stories, table.first):
        page.sheet.set_row(place, 15 * wrapped_lines(story, 0.9 * _WIDTH * (LAST - 3)) + 2)
    return table.end + 1


def _service(page: Page, plan: Plan, view: RiskView, row: int) -> int:
    voice = Voice(plan.case, page.book.language)
    if not view.service:
        return row
    say = page.book.say
    row = page.heading(row, (0, LAST), say(words.SERVICE_BY))
    rows = sorted(view.service, key=lambda pair: (pair[1], pair[0]))
    columns = [GridColumn(say(words.MATERIAL)), GridColumn(say(words.SERVICE), "percent")]
    shown = [[voice.material(material), part] for material, part in rows]
    table = write_table(page, (row, 0), columns, shown)
    where = (table.first, 1, table.last, 1)
    bar = {"type": "data_bar", "bar_color": LIGHT, "min_type": "num"}
    page.sheet.conditional_format(*where, bar | {"min_value": 0, "max_type": "num", "max_value": 1})
    return table.end + 1


def _shortages(page: Page, plan: Plan, view: RiskView, row: int) -> int:
    say = page.book.say
    row = page.heading(row, (0, LAST), say(words.SHORTAGES))
    if not view.shortages:
        page.put(row, 0, say(words.NO_SHORTAGES), "note")
        return row + 1
    style = quantity_style([line.worst for line in view.shortages if line.worst])
    style = min(style, "n2")
    parts: list[tuple[Words, str, Callable[[ShortageRisk], float]]] = [
        (words.CHANCE, "percent", lambda line: line.probability),
        (words.SIZE_MEAN, style, lambda line: line.mean),
        (words.SIZE_P95, style, lambda line: line.worst),
    ]
    for title, number, value in parts:
        table = _by_month(page, plan, view, row, (say(title), number, value))
        if title is words.CHANCE:
            last = table.places[-1]
            heat = {"type": "2_color_scale", "min_type": "num", "min_value": 0, "max_type": "num"}
            heat |= {"max_value": 0.5, "min_color": "#FFFFFF", "max_color": _HOT}
            page.sheet.conditional_format(table.first, 1, table.last, last, heat)
        row = table.end + 1
    return row


def _by_month(
    page: Page,
    plan: Plan,
    view: RiskView,
    row: int,
    what: tuple[str, str, Callable[[ShortageRisk], float]],
) -> Grid:
    """Materials by periods; only periods in which something may lack."""
    title, style, value = what
    times = sorted({line.period for line in view.shortages})
    nodes = list(dict.fromkeys((line.material, line.location) for line in view.shortages))
    found = {(line.material, line.location, line.period): value(line) for line in view.shortages}
    units = {line.material: line.unit for line in view.shortages}
    voice = Voice(plan.case, page.book.language)
    labels = [(_node(voice, material, place, units[material]),) for material, place in nodes]
    grid = [[found.get((*node, time)) for time in times] for node in nodes]
    return write_matrix(page, (row, 0), Matrix(labels, (title,), times, grid, style))


def _node(voice: Voice, material: str, place: str, unit: str) -> str:
    name = voice.material(material)
    where = f"{name}, {place}" if place and len(voice.case.locations) > 1 else name
    return f"{where} ({unit})"
