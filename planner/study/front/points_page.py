"""The page of all points of a study: one real Excel table, a row for every plan that was made."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from planner.explain import speak
from planner.explain.edit_words import edit_words, value_style
from planner.explain.voice import Voice
from planner.glossary.costs import PARTS
from planner.outcomes.point import Point
from planner.page.grid import ExcelTable, Fit, Grid, GridColumn
from planner.page.look import quantity_style
from planner.page.page import Page
from planner.study.front import point_words, words

_WIDTH, _EDIT_WIDTH, _MONEY_WIDTH, _REASON_WIDTH = 13.0, 18.0, 16.0, 56.0
_NAMES, _STATES = Fit(16, 44), Fit(12, 44)


def points_page(
    voice: Voice, points: Sequence[Point], extra: Sequence[GridColumn] = (), title: str = ""
) -> Page:
    """A row a point, the base first; ``extra`` columns stand behind the edits.

    ``title`` names the page where a workbook has several.
    """
    name = GridColumn("name", voice.say(words.NAME), look="bold", width=_NAMES)
    edits, figures = list(_edits(points, voice)), _figures(points, voice)
    # Named what-ifs edit unlike things: many columns, nearly all blank, that nobody reads first.
    filled = sum(column.cell(point).value is not None for column in edits for point in points)
    first, last = ([], edits) if 2 * filled < len(edits) * len(points) else (edits, [])
    return Page(
        name=title or voice.say(words.RESULTS),
        title=title or voice.say(words.RESULTS_TITLE),
        about=voice.say(words.RESULTS_ABOUT, currency=voice.currency),
        blocks=(data_grid("points", (name, *first, *extra, *figures, *last), points),),
    )


def with_base(study: Any, points: Sequence[Point] = ()) -> list[Point]:
    """The points of a study with the base before them.

    ``points`` stand for the study's own where these carry edits that say nothing to a reader.
    """
    return [study.base, *(points or study.points)]


def data_grid(key: str, columns: Sequence[GridColumn], rows: Sequence[Any]) -> Grid:
    """Rows as a real Excel table, to filter and sort, its heading always in view."""
    return Grid(key, tuple(columns), rows, table=ExcelTable(), pinned=1, repeated=True)


def _edits(points: Sequence[Point], voice: Voice) -> Iterator[GridColumn]:
    for label in dict.fromkeys(label for point in points for label in point.edits):
        yield GridColumn(
            f"edit {label}",
            edit_words(label, voice),
            _edit(label),
            value_style(label, voice.case),
            width=_EDIT_WIDTH,
        )


def _edit(label: str) -> Callable[[Point], float | str | None]:
    return lambda point: point.edits.get(label)


def _figures(points: Sequence[Point], voice: Voice) -> Iterator[GridColumn]:
    heading = voice.say(words.STATUS)
    yield GridColumn(
        "status", heading, lambda point: point_words.status_words(point, voice), width=_STATES
    )
    if any(point.status != "optimal" for point in points):
        heading = voice.say(words.REASON)
        yield GridColumn(
            "reason", heading, lambda point: point_words.reason(point, voice), width=_REASON_WIDTH
        )
    yield from _money(points, voice)
    yield from _service(points, voice)
    yield from _suppliers(points, voice)
    yield from _shares(points, voice)


def _money(points: Sequence[Point], voice: Voice) -> Iterator[GridColumn]:
    risky = any(p.cvar is not None for p in points)

    def money(
        key: str, heading: str, of: Callable[[Point], float | None] | None = None
    ) -> GridColumn:
        return GridColumn(key, heading, of, "n0", width=_MONEY_WIDTH)

    objective = words.OBJECTIVE_RISK if risky else words.TOTAL_COST
    yield money("objective", voice.say(objective, voice.currency))
    if any(point.mean is not None for point in points):
        yield money("mean", voice.say(words.MEAN, voice.currency))
    if risky:
        yield money("cvar", voice.say(words.CVAR, voice.currency))
    for name, part in PARTS.items():
        if any(point.cost.get(name) for point in points):
            heading = voice.say(words.PART, part=voice.say(part.name), currency=voice.currency)
            yield money(f"cost {name}", heading, _cost(name))


def _cost(part: str) -> Callable[[Point], float | None]:
    return lambda point: point.cost.get(part)


def _service(points: Sequence[Point], voice: Voice) -> Iterator[GridColumn]:
    style = quantity_style([point.shortage for point in points if point.shortage])
    heading = voice.say(words.SHORTAGE, point_words.shortage_unit(voice.case))
    yield GridColumn("shortage", heading, format=style, width=_WIDTH)
    yield from _short_materials(points, voice)
    heading = voice.say(words.COVER, point_words.period_unit(voice))
    yield GridColumn("cover_min", heading, format="plain2", width=_WIDTH)


def _short_materials(points: Sequence[Point], voice: Voice) -> Iterator[GridColumn]:
    """Unmet demand by material, where the sum alone does not tell it."""
    short = list(dict.fromkeys(ident for p in points for ident, lack in p.short.items() if lack))
    told = all(point.shortage is not None or point.objective is None for point in points)
    if len(short) <= 1 and told:
        return
    for ident in short:
        known = voice.case.material.get(ident)
        heading = voice.say(
            words.SHORT_OF, material=voice.material(ident), unit=known.unit if known else ""
        )
        yield _amount(f"short {ident}", heading, points, _kept(lambda p: p.short, ident))


def _suppliers(points: Sequence[Point], voice: Voice) -> Iterator[GridColumn]:
    """One column per supplier that any plan orders from, the one with most spend first."""
    for ident in suppliers_of(points):
        unit = point_words.supplier_unit(ident, voice.case)
        heading = voice.say(words.SUPPLIER_AMOUNT, supplier=voice.supplier(ident), unit=unit)
        yield _amount(f"supplier {ident}", heading, points, _kept(lambda p: p.quantities, ident))


def _amount(
    key: str, heading: str, points: Sequence[Point], of: Callable[[Point], float | None]
) -> GridColumn:
    known = [value for point in points if (value := of(point))]
    return GridColumn(key, heading, of, quantity_style(known), width=_WIDTH)


def suppliers_of(points: Sequence[Point]) -> list[str]:
    """Suppliers that any of the points orders from, by what is spent with them in all."""
    spent: dict[str, float] = defaultdict(float)
    for point in points:
        for row in point.bought:
            spent[row.supplier] += row.spend
    used = {ident for point in points for ident, amount in point.quantities.items() if amount}
    return sorted(used, key=lambda ident: (-spent[ident], ident))


def _shares(points: Sequence[Point], voice: Voice) -> Iterator[GridColumn]:
    for kind, said, of in (
        ("share", words.SHARE, lambda point: point.spending),
        ("look through", words.LOOK_THROUGH, lambda point: point.look_through),
    ):
        for code in countries_of(points, of):
            heading = voice.say(said, speak.capital(voice.country(code)))
            yield GridColumn(f"{kind} {code}", heading, _kept(of, code), "percent", width=_WIDTH)


def countries_of(
    points: Sequence[Point], of: Callable[[Point], Any] = lambda point: point.spending
) -> list[str]:
    """Countries with a share in any of the points, the one with most first."""
    sums: dict[str, float] = defaultdict(float)
    for point in points:
        for code, share in of(point).items():
            sums[code] += share
    return sorted((code for code in sums if sums[code]), key=lambda code: (-sums[code], code))


def _kept(of: Callable[[Point], Mapping[str, float]], key: str) -> Callable[[Point], float | None]:
    """Nothing is said of a point without a plan, not even 0."""
    return lambda point: None if point.objective is None else of(point).get(key, 0.0)
