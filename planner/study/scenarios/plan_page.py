"""Plans: what each scenario orders from whom, beside the base, and the countries' shares."""

from collections import defaultdict
from collections.abc import Mapping

from xlsxwriter.utility import xl_col_to_name

from planner.explain import speak
from planner.explain.voice import Voice
from planner.glossary.countries import country_name
from planner.outcomes.point import Point
from planner.report.book import Book, Page, name_widths
from planner.report.charts import Look, place_chart, row_series
from planner.report.styles import country_colour, quantity_style
from planner.report.table import Grid, GridColumn, write_table
from planner.study.front import point_words
from planner.study.front import words as shared
from planner.study.front.results import countries_of
from planner.study.scenarios import headings as words
from planner.study.scenarios.found import ScenariosFound

_COUNTRY_WIDTH, _MATERIAL_WIDTH, _UNIT_WIDTH, _WIDTH = 16, 22, 7, 13
_LABELS = 4
_NOTICED = 0.01
"""A quantity that differs by less than this part of the base's is not coloured."""
_MOST_COLUMNS = 200
_MOST_COUNTRIES = 12


def write_plans(book: Book, study: ScenariosFound, titles: Mapping[str, str]) -> None:
    """Write quantities by supplier and material, a column per scenario, then country shares."""
    page = book.page(words.PLANS)
    row = page.title(book.say(words.PLANS_TITLE), book.say(words.PLANS_ABOUT))
    voice = Voice.of(study.case, book.language)
    names = [voice.supplier(row.supplier) for point in study.points for row in point.bought]
    page.widths(*name_widths(names), _COUNTRY_WIDTH, _MATERIAL_WIDTH, _UNIT_WIDTH)
    points = planned(study)
    page.sheet.set_column(_LABELS, _LABELS + len(points) - 1, _WIDTH)
    row = left_out(page, study, titles, row)
    table = _quantities(page, study, points, titles, row)
    page.sheet.freeze_panes(table.first, _LABELS)
    _countries(page, study, points, titles, table.end + 1)


def planned(study: ScenariosFound) -> list[Point]:
    """The points that have a plan, in their order."""
    return [point for point in study.points if point.objective is not None][:_MOST_COLUMNS]


def left_out(page: Page, study: ScenariosFound, titles: Mapping[str, str], row: int) -> int:
    """Say which scenarios are not shown, for they have no plan; return the next free row."""
    without = [titles[point.name] for point in study.points if point.objective is None]
    if not without:
        return row
    page.put(row, 0, page.book.say(words.LEFT_OUT).format(", ".join(without)), "subtitle")
    return row + 2


def _quantities(
    page: Page, study: ScenariosFound, points: list[Point], titles: Mapping[str, str], row: int
) -> Grid:
    say, case = page.book.say, study.case
    voice = Voice.of(case, page.book.language)
    bought = [
        {(row.supplier, row.material): row.quantity for row in point.bought} for point in points
    ]
    columns = [GridColumn(say(shared.SUPPLIER), "bold"), GridColumn(say(shared.COUNTRY))]
    columns += [GridColumn(say(shared.MATERIAL)), GridColumn(say(shared.UNIT))]
    columns += [GridColumn(titles[point.name]) for point in points]
    rows, pairs = [], _pairs(points)
    for supplier, material in pairs:
        unit = case.material[material].unit if material in case.material else ""
        amounts = [own.get((supplier, material), 0.0) for own in bought]
        names = [voice.supplier(supplier), voice.home(supplier), voice.material(material), unit]
        rows.append([*names, *amounts])
    table = write_table(page, (row, 0), columns, rows)
    for place, values in enumerate(rows, table.first):
        amounts = [value for value in values[_LABELS:] if isinstance(value, float)]
        style = quantity_style([value for value in amounts if value])
        for column, value in enumerate(amounts, _LABELS):
            page.put(place, column, value, "cell", style)
    if pairs and points[0] is study.points[0] and len(points) > 1:
        _colour(page, table)
    return table


def _pairs(points: list[Point]) -> list[tuple[str, str]]:
    """Supplier and material of every row, the supplier with most spend first."""
    spent: dict[str, float] = defaultdict(float)
    own: dict[tuple[str, str], float] = defaultdict(float)
    for point in points:
        for row in point.bought:
            spent[row.supplier] += row.spend
            own[row.supplier, row.material] += row.spend
    return sorted(own, key=lambda pair: (-spent[pair[0]], pair[0], -own[pair], pair[1]))


def _colour(page: Page, table: Grid) -> None:
    """Colour what differs from the base, live: it holds for whatever is pasted there too."""
    first, last, base = table.first, table.last, _LABELS
    area = (first, base + 1, last, table.places[-1])
    cell = f"{xl_col_to_name(base + 1)}{first + 1}"
    own = f"${xl_col_to_name(base)}{first + 1}"
    for sign, style in ((">", "more"), ("<", "less")):
        factor = 1 + _NOTICED if sign == ">" else 1 - _NOTICED
        rule = {"type": "formula", "criteria": f"={cell}{sign}{factor}*{own}"}
        page.sheet.conditional_format(*area, rule | {"format": page.book.style(style)})


def _countries(
    page: Page, study: ScenariosFound, points: list[Point], titles: Mapping[str, str], row: int
) -> None:
    voice = Voice.of(study.case, page.book.language)
    codes = countries_of(points)
    if not codes:
        return
    say, language = page.book.say, page.book.language
    title = say(words.COUNTRY_TABLE).format(point_words.share_basis(voice))
    row = page.heading(row, (0, _LABELS + 7), title)
    names = [speak.capital(country_name(code, language)) for code in codes]
    columns = [GridColumn(say(shared.COUNTRY), "bold", span=_LABELS)]
    columns += [GridColumn(titles[point.name], "percent") for point in points]
    rows = [
        [name, *(point.shares.get(code, 0.0) for point in points)]
        for name, code in zip(names, codes, strict=True)
    ]
    table = write_table(page, (row, 0), columns, rows)
    colours = [country_colour(code, codes) for code in codes]
    series = row_series(page, table, list(zip(names, colours, strict=True))[:_MOST_COUNTRIES])
    size = (min(1400, 280 + 75 * len(points)), 400)
    about = say(words.COUNTRY_ALT).format(names[0])
    look = Look(title, about, size, "0%", subtype="percent_stacked")
    place_chart(page, (table.end + 1, 0), look, series)
