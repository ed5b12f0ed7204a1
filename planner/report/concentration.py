"""Concentration: limits and headroom, shares by country and stage, HHI."""

from dataclasses import replace

from models.case import Limit
from models.selector import SelectorError, parse
from planner.explain import figures, rules, sentences, speak
from planner.explain.voice import Voice
from planner.glossary.choices import BY, KINDS, SENSES, STAGES
from planner.glossary.countries import country_name
from planner.glossary.measures import MEASURES
from planner.outcomes.plan import LimitLine, Plan
from planner.report import ledger, words
from planner.report.book import Book, Page, shortened, wrapped_lines
from planner.report.charts import Look, Series, place_chart, row_series
from planner.report.styles import AMBER, BLUE, NAVY, OTHERS_COLOUR, RED, TEAL, country_colour
from planner.report.table import Grid, GridColumn, write_table

_NAME_WIDTH, _COLUMN_WIDTH, _COLUMNS = 24, 12, 22
"""A column of names beside equal ones: the limits take several of them for a text."""
_SPANS = (1, 4, 2, 1, 1, 1, 1, 1, 1, 1, 2, 5)
"""Columns that each heading of the limits takes."""
_BOUND_COLUMN = 8
_NEAR = 0.05
"""A limit is near when less than this part of its bound is left."""
_MOST_MAKERS = 3
_MOST_WINDOWS = 6
"""A limit tested in more windows than this is shown by its worst."""
_URGENT = {"exceeded": 0, "binding": 1, "near": 2, "within": 3, "empty": 4}
_MOST_COUNTRIES = 12
_WATCHED_COLOURS = ((TEAL, RED[1]), (AMBER[1], NAVY))
_MOST_MATERIAL_COUNTRIES = 7


def write_concentration(book: Book, plan: Plan) -> None:
    """Write the limits, the shares by country with charts, and the indices."""
    page = book.page(words.CONCENTRATION)
    row = page.title(book.say(words.CONCENTRATION), book.say(words.CONCENTRATION_ABOUT))
    page.widths(_NAME_WIDTH, *[_COLUMN_WIDTH] * (_COLUMNS - 1))
    row = _limits(page, plan, row)
    row = _stages(page, plan, row)
    row = _years(page, plan, row)
    row = _indices(page, plan, row)
    _materials(page, plan, row)


def state(line: LimitLine) -> str:
    """Return exceeded, binding, near, within or empty (nothing bought)."""
    if line.value is None:
        return "empty"
    room = line.headroom or 0.0
    if room < -1e-6 * max(1.0, abs(line.bound)):
        return "exceeded"
    if line.binding:
        return "binding"
    return "near" if room <= _NEAR * abs(line.bound) else "within"


def _limits(page: Page, plan: Plan, row: int) -> int:
    book = page.book
    row = page.heading(row, (0, _COLUMNS - 2), book.say(words.LIMITS))
    lines = sorted(_folded(plan, book), key=lambda x: (_URGENT[state(x)], x.limit, x.window))
    if not lines:
        page.put(row, 0, book.say(words.NOTHING), "note")
        return row + 2
    penalty = book.say(words.PENALTY).format(plan.case.settings.currency)
    headings = [
        *(words.LIMIT, words.MEASURES, words.WINDOW, words.SENSE, words.BOUND, words.VALUE),
        *(words.HEADROOM, words.STATE, words.KIND),
    ]
    texts = [*(book.say(heading) for heading in headings), penalty]
    texts += [book.say(words.WORTH), book.say(words.MAKERS)]
    columns = [
        GridColumn(text, "n0" if text == penalty else "wrap", span=span)
        for text, span in zip(texts, _SPANS, strict=True)
    ]
    rows = [_limit(line, plan, book) for line in lines]
    table = write_table(page, (row, 0), columns, rows)
    for place, (line, values) in enumerate(zip(lines, rows, strict=True), table.first):
        _values(page, place, line)
        deepest = max(
            wrapped_lines(str(values[i] or ""), 1.15 * _COLUMN_WIDTH * _SPANS[i])
            for i in (1, 2, 10, 11)
        )
        page.sheet.set_row(place, 15 * deepest + 2)
    _colour(page, table)
    return table.end + 1


def _folded(plan: Plan, book: Book) -> list[LimitLine]:
    """A limit tested in many windows is one line: its worst window, penalties and duals summed."""
    by_limit: dict[str, list[LimitLine]] = {}
    for line in plan.limits:
        by_limit.setdefault(line.limit, []).append(line)
    folded: list[LimitLine] = []
    for lines in by_limit.values():
        folded += [_worst(lines, book)] if len(lines) > _MOST_WINDOWS else lines
    return folded


def _worst(lines: list[LimitLine], book: Book) -> LimitLine:
    known = [line for line in lines if line.headroom is not None] or lines
    worst = min(known, key=lambda line: (line.headroom or 0.0, line.window))
    window = book.say(words.WORST_OF).format(window=worst.window, count=len(lines))
    return replace(
        worst,
        window=window,
        dual=sum(line.dual or 0.0 for line in lines),
        dual_range=None,
        penalty=sum(line.penalty for line in lines),
    )


def _limit(line: LimitLine, plan: Plan, book: Book) -> list[object]:
    voice = Voice(plan.case, book.language)
    known = {limit.limit: limit for limit in plan.case.limits}
    limit = known.get(line.limit)
    makers = [
        f"{shortened(voice.supplier(one.supplier), 28)} {speak.percent(one.fraction)}"
        for one in line.makers[:_MOST_MAKERS]
    ]
    saving = sentences.saving_per_step(line, voice)
    return [
        line.limit,
        rules.said(limit, voice) if limit else line.measure,
        sentences.window(line.window, voice),
        book.say(SENSES[line.sense]),
        *(None, None, None),
        book.say(words.STATES[state(line)]),
        book.say(KINDS[line.kind]),
        line.penalty or None,
        saving,
        ", ".join(makers),
    ]


def _values(page: Page, row: int, line: LimitLine) -> None:
    """Write bound, value and headroom in the format of what is measured."""
    style = MEASURES[line.measure].style
    room = 0.0 if line.binding and state(line) == "binding" else line.headroom
    for column, value in enumerate((line.bound, line.value, room), _BOUND_COLUMN):
        page.put(row, column, value, "cell", style)


def _colour(page: Page, table: Grid) -> None:
    book = page.book
    column = table.places[7]
    for name, style in (
        ("exceeded", "bad"),
        ("binding", "bad"),
        ("near", "near"),
        ("within", "good"),
    ):
        text = book.say(words.STATES[name])
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{text}"',
            "format": book.style(style),
        }
        page.sheet.conditional_format(table.first, column, table.last, column, rule)


def _stages(page: Page, plan: Plan, row: int) -> int:
    book = page.book
    row = page.heading(row, (0, 7), book.say(words.STAGES_TABLE))
    names = countries(plan)
    if not names:
        page.put(row, 0, book.say(words.NOTHING), "note")
        return row + 2
    table = stage_table(page, plan, (row, 0), names, span=1)
    page.put(table.end, 0, book.say(words.ANY_STAGE), "subtitle")
    stage_chart(page, plan, (row, 9), table, (620, 330))
    return max(table.end + 1, row + 17) + 1


def countries(plan: Plan) -> list[str]:
    """Return the countries that supply anything at any stage, the largest first."""
    largest: dict[str, float] = {}
    for stage in STAGES:
        for name, share in figures.shares(plan, stage).items():
            largest[name] = max(largest.get(name, 0.0), share)
    return list(figures.ranked(largest))[:_MOST_COUNTRIES]


def stage_table(page: Page, plan: Plan, at: tuple[int, int], names: list[str], span: int) -> Grid:
    """Write country x stage shares; the country's name takes ``span`` columns."""
    book = page.book
    shares = [figures.shares(plan, stage) for stage in STAGES]
    columns = [GridColumn(book.say(words.COUNTRY), span=span)]
    columns += [GridColumn(book.say(STAGES[stage]), "percent") for stage in STAGES]
    rows = [
        [country_name(name, book.language), *(by.get(name, 0.0) for by in shares)] for name in names
    ]
    return write_table(page, at, columns, rows)


def stage_chart(
    page: Page, plan: Plan, at: tuple[int, int], table: Grid, size: tuple[int, int]
) -> None:
    """Stack the countries' shares, direct and at each stage, in the countries' colours."""
    book = page.book
    names = countries(plan)
    rows = [(country_name(name, book.language), country_colour(name, names)) for name in names]
    series = row_series(page, table, rows, (1, -2))
    about = book.say(words.STAGES_ALT).format(country_name(names[0], book.language))
    title = book.say(words.STAGES_CHART)
    look = Look(title, about, size, number="0%", subtype="percent_stacked")
    place_chart(page, at, look, series)


def _years(page: Page, plan: Plan, row: int) -> int:
    """A country's share by year, direct and looked through, and what the limits on it measure."""
    book, country = page.book, figures.watched_country(plan)
    if country is None:
        return row
    name = country_name(country, book.language)
    row = page.heading(row, (0, 7), book.say(words.YEARS_TABLE).format(name))
    watched = _watched(plan, country, book)
    columns = [GridColumn(book.say(words.WINDOW))]
    columns += [GridColumn(book.say(text), "percent") for text in (words.DIRECT, words.DEEP)]
    for short in watched:
        columns += [GridColumn(short, "percent"), GridColumn(book.say(words.BOUND), "percent")]
    rows: list[list[object]] = [
        [
            year,
            figures.shares(plan, "direct", window=year).get(country, 0.0),
            figures.look_through(plan, country, year),
            *(cell for by_year in watched.values() for cell in by_year.get(year, (None, None))),
        ]
        for year in ledger.years(plan)
        if figures.shares(plan, "direct", window=year)
    ]
    table = write_table(page, (row, 0), columns, rows)
    page.sheet.set_row(row, 48)
    _year_chart(page, (row, 9), table, name, list(watched))
    return max(table.end, row + 17) + 1


def _year_chart(
    page: Page, at: tuple[int, int], table: Grid, name: str, watched: list[str]
) -> None:
    book = page.book
    years = table.area(page, 0)
    series = [
        Series(book.say(words.DIRECT), years, table.area(page, 1), BLUE, labels="0%"),
        Series(book.say(words.DEEP), years, table.area(page, 2), OTHERS_COLOUR, labels="0%"),
    ]
    for i, (short, colours) in enumerate(zip(watched[:1], _WATCHED_COLOURS, strict=False)):
        bar, line = colours
        series.append(Series(short, years, table.area(page, 3 + 2 * i), bar, labels="0%"))
        text = book.say(words.BOUND_OF).format(short)
        series.append(Series(text, years, table.area(page, 4 + 2 * i), line, line=True))
    title = book.say(words.YEARS_TABLE).format(name)
    about = book.say(words.YEARS_ALT).format(name)
    place_chart(page, at, Look(title, about, (620, 330), number="0%"), series)


ByYear = dict[str, tuple[float | None, float | None]]


def _watched(plan: Plan, country: str, book: Book) -> dict[str, ByYear]:
    """Value and bound by year of the (at most two) rules on the country's share.

    Those that cost most stand first. Limits of unlike ids that measure the same are one rule.
    """
    voice = Voice(plan.case, book.language)
    found: dict[str, ByYear] = {}
    costs: dict[str, float] = {}
    limits = {limit.limit: limit for limit in plan.case.limits}
    for line in plan.limits:
        limit = limits.get(line.limit)
        if limit is None or not _about(limit, country):
            continue
        short = rules.short(limit, voice)
        costs[short] = costs.get(short, 0.0) + figures.step_saves(line)
        years = ledger.years(plan) if line.window == figures.HORIZON else [line.window]
        found.setdefault(short, {}).update(dict.fromkeys(years, (line.value, line.bound)))
    ranked = sorted(found, key=lambda short: -costs[short])[: len(_WATCHED_COLOURS)]
    return {short: found[short] for short in ranked}


def _about(limit: Limit, country: str) -> bool:
    if (limit.measure, limit.sense) != ("share", "max") or limit.window not in ("year", "horizon"):
        return False
    try:
        conditions = parse(limit.of).conditions
    except SelectorError:
        return False
    only = conditions[0] if len(conditions) == 1 else None
    if only is None or only.negated:
        return False
    return only.field == "country" and only.values == (country.casefold(),)


def _indices(page: Page, plan: Plan, row: int) -> int:
    voice = Voice(plan.case, page.book.language)
    book = page.book
    found = {(c.scope, c.window, c.by, c.stage): c for c in plan.concentration}
    ways = sorted({(c.by, c.stage) for c in plan.concentration}, key=_way_order)
    kinds = sorted({(c.scope, c.window) for c in plan.concentration}, key=_scope_order)
    row = page.heading(row, (0, 3 + len(ways)), book.say(words.HHI_TABLE))
    columns = [GridColumn(book.say(words.SCOPE)), GridColumn(book.say(words.WINDOW))]
    columns += [GridColumn(book.say(words.SOURCES), "n1")]
    columns += [
        GridColumn(f"{book.say(BY[by])}, {book.say(STAGES[stage])}", "n0") for by, stage in ways
    ]
    rows: list[list[object]] = []
    for scope, window in kinds:
        direct = found.get((scope, window, "country", "direct"))
        indices = [found.get((scope, window, *way)) for way in ways]
        rows.append(
            [
                _scope(scope, plan, book),
                sentences.window(window, voice),
                direct.effective if direct else None,
                *(one.hhi if one else None for one in indices),
            ]
        )
    return write_table(page, (row, 0), columns, rows).end + 1


def _way_order(way: tuple[str, str]) -> tuple[str, int]:
    return way[0], list(STAGES).index(way[1])


def _scope_order(kind: tuple[str, str]) -> tuple[bool, str, bool, str]:
    scope, window = kind
    return scope != figures.ALL_MASSES, scope, window != figures.HORIZON, window


def _materials(page: Page, plan: Plan, row: int) -> None:
    """Shares by country of each material, direct and at each stage."""
    book = page.book
    lines = [
        line
        for line in plan.shares
        if line.what == "country" and line.window == figures.HORIZON and line.scope != "*"
    ]
    sums: dict[str, float] = {}
    for line in lines:
        sums[line.name] = sums.get(line.name, 0.0) + line.share
    names = list(figures.ranked(sums))[:_MOST_MATERIAL_COUNTRIES]
    page.heading(row, (0, 2 + len(names)), book.say(words.MATERIAL_SHARES))
    found = {(line.scope, line.stage, line.name): line.share for line in lines}
    keys = sorted({(line.scope, line.stage) for line in lines}, key=_way_order)
    columns = [GridColumn(book.say(words.MATERIAL)), GridColumn(book.say(words.STAGE))]
    columns += [GridColumn(country_name(name, book.language), "percent") for name in names]
    rows: list[list[object]] = [
        [
            _scope(scope, plan, book),
            book.say(STAGES[stage]),
            *(found.get((scope, stage, name), 0.0) for name in names),
        ]
        for scope, stage in keys
    ]
    write_table(page, (row + 1, 0), columns, rows)


def _scope(scope: str, plan: Plan, book: Book) -> str:
    voice = Voice(plan.case, book.language)
    return book.say(words.ALL_MASSES) if scope == "*" else voice.material(scope)
