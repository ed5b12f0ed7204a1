"""The workbook of ``planner plan --compare-risk``: plans of unlike measures, side by side."""

from collections.abc import Sequence
from pathlib import Path

from models.case import Case
from planner.explain import speak
from planner.explain.voice import Voice
from planner.outcomes.risk import Judged
from planner.report import risk_headings as words
from planner.report.book import Book, Page, name_widths
from planner.report.charts import Look, Series, place_chart, row_series
from planner.report.styles import BLUE, OTHERS_COLOUR, TEAL, supplier_colours
from planner.report.table import Grid, GridColumn, Matrix, write_matrix, write_table
from planner.study.compare_risk.found import Compared
from planner.study.compare_risk.words import comparison_sentences
from planner.study.front.front import MoneyStyle, money_of
from planner.words import Language, Words

__all__ = ["Compared", "write_comparison"]

MOST_SUPPLIERS = 10
LAST = 9
_WIDTHS = (30, 30)
_WIDTH = 13.5
_TEXT_WIDTH = 165
_CHART_ROWS = 17
_CHART_PIXELS = (620, 320)
_CHART_COLUMNS = (0, 4)


def write_comparison(
    path: Path | str, rows: Sequence[Compared], case: Case, futures: int, language: Language
) -> None:
    """Write the plans of a case, all judged in the same unseen futures, as a workbook.

    The first row is what the others are compared with. Raises OutputError if the path cannot be
    written.
    """
    voice = Voice.of(case, language)
    case = voice.case
    book = Book(Path(path), language, "", case.settings.title)
    page = book.page(words.COMPARISON)
    about = book.say(words.COMPARISON_ABOUT).format(futures=futures)
    row = page.title(book.say(words.COMPARISON_TITLE), about)
    names = [voice.supplier(ident) for line in rows for ident, _ in line.shares]
    page.widths(*name_widths(names, _WIDTHS[0], 40), _WIDTHS[1])
    page.sheet.set_column(2, LAST, _WIDTH)
    row = _sentences(page, rows, case, row)
    row = _costs(page, rows, case, row)
    _shares(page, rows, case, row)
    book.close()


def _sentences(page: Page, rows: Sequence[Compared], case: Case, row: int) -> int:
    voice = Voice.of(case, page.book.language)
    book, settings = page.book, case.settings
    row = page.heading(row, (0, LAST), book.say(words.IN_WORDS))
    said = comparison_sentences(rows, settings.risk_level, voice)
    return page.sentences(row, (0, LAST), said, 0.95 * _TEXT_WIDTH, numbered=False) + 1


def _costs(page: Page, rows: Sequence[Compared], case: Case, row: int) -> int:
    """Every judgement of every plan; the promise stands beside the first."""
    say = page.book.say
    money = _money(page, rows, case)
    row = page.heading(row, (0, LAST), say(words.COSTS).format(money.unit))
    tail = speak.percent(1.0 - case.settings.risk_level)
    columns = [
        GridColumn(say(words.PLAN)),
        GridColumn(say(words.HOW), "wrap"),
        GridColumn(say(words.PROMISED_COST), money.style),
        *(GridColumn(say(heading), money.style) for heading in (words.MEAN, words.ERROR)),
        GridColumn(say(words.CVAR).format(tail), money.style),
        *(GridColumn(say(heading), money.style) for heading in (words.P95, words.WORST)),
        GridColumn(say(words.SHORTAGE_CHANCE), "whole_percent"),
        GridColumn(say(words.SERVICE), "whole_percent"),
    ]
    cells = [
        [say(one.name), say(how), one.promised if i == 0 else None, *_figures(judged)]
        for one in rows
        for i, (how, judged) in enumerate(_judgements(one))
    ]
    table = write_table(page, (row, 0), columns, cells)
    for place in range(table.first, table.last + 1):
        page.sheet.set_row(place, 32)
    return _cost_chart(page, rows, case, table.end + 1)


def _cost_chart(page: Page, rows: Sequence[Compared], case: Case, row: int) -> int:
    """Mean, tail and P95 of the stricter judgement; return the row of the chart."""
    say = page.book.say
    money = _money(page, rows, case)
    tail = speak.percent(1.0 - case.settings.risk_level)
    bars = (say(words.MEAN), say(words.CVAR).format(tail), say(words.P95))
    columns = [GridColumn(say(words.PLAN)), *(GridColumn(heading, money.style) for heading in bars)]
    cells = [[say(one.name), one.judged.mean, one.judged.cvar, one.judged.p95] for one in rows]
    table = write_table(page, (row, 0), columns, cells)
    series = [
        Series(heading, table.area(page, 0), table.area(page, i), colour, labels=money.axis)
        for i, (heading, colour) in enumerate(
            zip(bars, (OTHERS_COLOUR, BLUE, TEAL), strict=True), 1
        )
    ]
    title = say(words.TAIL_CHART).format(tail=tail, unit=money.unit)
    look = Look(title, say(words.TAIL_ALT), _CHART_PIXELS, money.axis)
    place_chart(page, (table.end + 1, _CHART_COLUMNS[0]), look, series)
    return table.end + 1


def _judgements(one: Compared) -> list[tuple[Words, Judged]]:
    """A plan's judgements, the stricter first."""
    rolling = [(words.ROLLING, one.rolling)] if one.rolling else []
    return [*rolling, (words.FORESIGHT, one.foresight)]


def _figures(judged: Judged) -> list[float]:
    return [
        *(judged.mean, judged.standard_error, judged.cvar, judged.p95, judged.worst),
        *(judged.shortage_probability, judged.service_level),
    ]


def _shares(page: Page, rows: Sequence[Compared], case: Case, row: int) -> None:
    """Suppliers by plans, the largest first, below the charts of costs and of shares."""
    voice = Voice.of(case, page.book.language)
    say = page.book.say
    by_plan = [dict(one.shares) for one in rows]
    names = sorted({ident for own in by_plan for ident in own})
    suppliers = sorted(names, key=lambda ident: -sum(own.get(ident, 0.0) for own in by_plan))
    if not suppliers:
        return
    shown, rest = suppliers[:MOST_SUPPLIERS], suppliers[MOST_SUPPLIERS:]
    grid: list[list[float | None]] = [[own.get(s, 0.0) for own in by_plan] for s in shown]
    labels = [(voice.supplier(s), voice.home(s)) for s in shown]
    if rest:
        grid.append([sum(own.get(s, 0.0) for s in rest) for own in by_plan])
        labels.append((say(words.OTHERS), ""))
    matrix = Matrix(
        labels,
        (say(words.SUPPLIER), say(words.COUNTRY)),
        [say(one.name) for one in rows],
        grid,
        "percent",
    )
    below = page.heading(row + _CHART_ROWS, (0, LAST), say(words.SHARES))
    table = write_matrix(page, (below, 0), matrix)
    _shares_chart(page, row, table, [label for label, _ in labels], supplier_colours(shown, case))


def _shares_chart(page: Page, row: int, table: Grid, names: list[str], colours: list[str]) -> None:
    rows = zip(names, [*colours, OTHERS_COLOUR], strict=False)
    series = row_series(page, table, rows, (2, -1))
    title, about = page.book.say(words.SHARES), page.book.say(words.SHARES_ALT)
    look = Look(title, about, _CHART_PIXELS, "0%", subtype="percent_stacked")
    place_chart(page, (row, _CHART_COLUMNS[1]), look, series)


def _money(page: Page, rows: Sequence[Compared], case: Case) -> MoneyStyle:
    return money_of((one.judged.mean for one in rows), case.settings.currency, page.book)
