"""The results sheet of a study: one real Excel table, a row for every plan that was made."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from models.case import Case
from models.selector import folded
from planner.explain import speak
from planner.explain.edit_words import edit_words, value_style
from planner.explain.voice import Voice
from planner.glossary.costs import PARTS
from planner.glossary.countries import country_name
from planner.outcomes.point import Point
from planner.report.book import Book, Page, printable, wrapped_lines
from planner.report.styles import quantity_style
from planner.study.front import point_words, words
from planner.words.width import display_width

LONGEST_HEADING = 240
"""Excel allows 255; a number may be added to tell equal headings apart."""
_WIDTH, _EDIT_WIDTH, _NAME_WIDTH, _REASON_WIDTH = 13.0, 18.0, 44, 56.0
_LAST_WIDTH_ROW = 500
"""Rows looked at to find how wide a column of texts must be."""


@dataclass(frozen=True)
class Field:
    """One column of the results: its heading, a value for every point, style and width."""

    heading: str
    values: Sequence[Any]
    style: str = ""
    width: float = _WIDTH


def write_points(
    book: Book,
    points: Sequence[Point],
    case: Case,
    extra: Sequence[Field] = (),
    title: str = "",
) -> None:
    """Write the results sheet; ``extra`` columns stand behind the edits.

    ``title`` names the sheet where a workbook has several.
    """
    case = speak.case_in(case, book.language)
    page = book.sheet(title or book.say(words.RESULTS))
    about = book.say(words.RESULTS_ABOUT).format(currency=case.settings.currency)
    row = page.title(title or book.say(words.RESULTS_TITLE), about)
    names = [point.name for point in points]
    name = Field(book.say(words.NAME), names, "bold text", _text_width(names))
    edits, figures = list(_edits(points, case, book)), _figures(points, case, book)
    # Named what-ifs edit unlike things: many columns, nearly all blank, that nobody reads first.
    filled = sum(value is not None for field in edits for value in field.values)
    first, last = ([], edits) if 2 * filled < len(edits) * len(points) else (edits, [])
    fields = [name, *first, *extra, *figures, *last]
    write_fields(page, row, fields, len(points))
    page.sheet.freeze_panes(row + 1, 1)
    page.sheet.repeat_rows(row)


def write_fields(page: Page, row: int, fields: Sequence[Field], count: int) -> None:
    """Write columns as an Excel table whose heading stands in ``row``; headings become unique."""
    headings = unique([field.heading for field in fields])
    columns = [
        {"header": text, "header_format": page.book.style("head", *_quoted(text))}
        for text in headings
    ]
    last = row + max(1, count)
    options = {"columns": columns, "style": "Table Style Light 1"}
    page.sheet.add_table(row, 0, last, len(fields) - 1, options)
    lines = 1
    for place, (field, heading) in enumerate(zip(fields, headings, strict=True)):
        page.sheet.set_column(place, place, field.width)
        # The filter's button takes room beside the heading.
        lines = max(lines, wrapped_lines(heading, field.width - 3))
        styles = ("cell", *field.style.split())
        for below, value in enumerate(field.values, row + 1):
            if value is not None and value != "":
                page.put(below, place, value, *styles)
    page.sheet.set_row(row, 15 * lines + 6)


def unique(headings: Sequence[str]) -> list[str]:
    """Make headings differ as Excel compares them, and fit into a table's column name."""
    seen: set[str] = set()
    found = []
    for heading in headings:
        text = " ".join(printable(heading).split())[:LONGEST_HEADING] or "-"
        name, number = text, 2
        while folded(name) in seen:
            name, number = f"{text} ({number})", number + 1
        seen.add(folded(name))
        found.append(name)
    return found


def _quoted(text: str) -> tuple[str, ...]:
    return ("quoted",) if text[:1] in "=+-@" else ()


def _edits(points: Sequence[Point], case: Case, book: Book) -> Iterator[Field]:
    voice = Voice.of(case, book.language)
    for label in dict.fromkeys(label for point in points for label in point.edits):
        values = [point.edits.get(label) for point in points]
        heading = edit_words(label, voice)
        yield Field(heading, values, value_style(label, case), _EDIT_WIDTH)


def _figures(points: Sequence[Point], case: Case, book: Book) -> Iterator[Field]:
    voice = Voice.of(case, book.language)
    states = [point_words.status_words(point, voice) for point in points]
    yield Field(book.say(words.STATUS), states, "text", _text_width(states, 12))
    yield from _reasons(points, case, book)
    yield from _money(points, case, book)
    yield from _service(points, case, book)
    yield from _suppliers(points, case, book)
    yield from _shares(points, book)


def _reasons(points: Sequence[Point], case: Case, book: Book) -> Iterator[Field]:
    voice = Voice.of(case, book.language)
    reasons = [point_words.reason(point, voice) for point in points]
    if any(reasons):
        yield Field(book.say(words.REASON), reasons, "text", _REASON_WIDTH)


def _money(points: Sequence[Point], case: Case, book: Book) -> Iterator[Field]:
    currency, risky = case.settings.currency, any(p.cvar is not None for p in points)

    def money(heading: str, of: Callable[[Point], float | None]) -> Field:
        return Field(heading, [of(point) for point in points], "n0", 16)

    objective = words.OBJECTIVE_RISK if risky else words.TOTAL_COST
    yield money(book.say(objective).format(currency), lambda point: point.objective)
    if any(point.mean is not None for point in points):
        yield money(book.say(words.MEAN).format(currency), lambda point: point.mean)
    if risky:
        yield money(book.say(words.CVAR).format(currency), lambda point: point.cvar)
    for name, part in PARTS.items():
        if any(point.cost.get(name) for point in points):
            heading = book.say(words.PART).format(part=book.say(part.name), currency=currency)
            yield money(heading, partial(_part, name))


def _part(name: str, point: Point) -> float | None:
    return point.cost.get(name)


def _service(points: Sequence[Point], case: Case, book: Book) -> Iterator[Field]:
    voice = Voice.of(case, book.language)
    short = [point.shortage for point in points]
    style = quantity_style([value for value in short if value])
    heading = book.say(words.SHORTAGE).format(point_words.shortage_unit(case))
    yield Field(heading, short, style)
    yield from _short_materials(points, case, book)
    heading = book.say(words.COVER).format(point_words.period_unit(voice))
    yield Field(heading, [point.cover_min for point in points], "plain2")


def _short_materials(points: Sequence[Point], case: Case, book: Book) -> Iterator[Field]:
    """Unmet demand by material, where the sum alone does not tell it."""
    voice = Voice.of(case, book.language)
    short = list(dict.fromkeys(ident for p in points for ident, lack in p.short.items() if lack))
    told = all(point.shortage is not None or point.objective is None for point in points)
    if len(short) <= 1 and told:
        return
    for ident in short:
        known = case.material.get(ident)
        heading = book.say(words.SHORT_OF).format(
            material=voice.material(ident), unit=known.unit if known else ""
        )
        values = [_kept(point, point.short.get(ident, 0.0)) for point in points]
        yield Field(heading, values, quantity_style([value for value in values if value]))


def _suppliers(points: Sequence[Point], case: Case, book: Book) -> Iterator[Field]:
    """One column per supplier that any plan orders from, the one with most spend first."""
    voice = Voice.of(case, book.language)
    for ident in suppliers_of(points):
        heading = book.say(words.SUPPLIER_AMOUNT).format(
            supplier=voice.supplier(ident), unit=point_words.supplier_unit(ident, case)
        )
        values = [_kept(point, point.quantities.get(ident, 0.0)) for point in points]
        yield Field(heading, values, quantity_style([value for value in values if value]))


def suppliers_of(points: Sequence[Point]) -> list[str]:
    """Suppliers that any of the points orders from, by what is spent with them in all."""
    spent: dict[str, float] = defaultdict(float)
    for point in points:
        for row in point.bought:
            spent[row.supplier] += row.spend
    used = {ident for point in points for ident, amount in point.quantities.items() if amount}
    return sorted(used, key=lambda ident: (-spent[ident], ident))


def _shares(points: Sequence[Point], book: Book) -> Iterator[Field]:
    for said, of in (
        (words.SHARE, lambda point: point.shares),
        (words.LOOK_THROUGH, lambda point: point.look_through),
    ):
        for code in countries_of(points, of):
            name = country_name(code, book.language)
            values = [_kept(point, of(point).get(code, 0.0)) for point in points]
            yield Field(book.say(said).format(speak.capital(name)), values, "percent")


def countries_of(
    points: Sequence[Point], of: Callable[[Point], Any] = lambda point: point.shares
) -> list[str]:
    """Countries with a share in any of the points, the one with most first."""
    sums: dict[str, float] = defaultdict(float)
    for point in points:
        for code, share in of(point).items():
            sums[code] += share
    return sorted((code for code in sums if sums[code]), key=lambda code: (-sums[code], code))


def _kept(point: Point, value: float) -> float | None:
    """Nothing is said of a point without a plan, not even 0."""
    return None if point.objective is None else value


def _text_width(texts: Sequence[str], least: int = 16) -> float:
    widest = max((display_width(text) for text in texts[:_LAST_WIDTH_ROW]), default=0)
    return float(min(max(widest + 3, least), _NAME_WIDTH))
