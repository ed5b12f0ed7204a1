"""What the workbooks of studies share: a front page on a grid of twelve columns, and its money."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.explain import speak
from planner.outcomes.point import Found, Point, StartedFound
from planner.report.book import Book, Page, wrapped_lines
from planner.report.styles import in_millions
from planner.report.tiles import Tile, write_tile
from planner.study.front import words
from planner.study.front.results import Field, write_points
from planner.words import Language, Words

FIRST, LAST = 1, 12
"""The grid: twelve equal columns beside a narrow margin."""
WIDTH = 13
CHART_ROWS = 17
HALF, FULL = (560, 325), (1138, 360)
"""Pixels of a chart over six and over twelve columns."""
RIGHT = 7
"""Column of a chart in the right half."""
_TEXT_WIDTH = 142


@dataclass(frozen=True)
class MoneyStyle:
    """How a workbook shows money: cell styles, number formats of charts, the unit and its size."""

    style: str
    change: str
    axis: str
    axis_change: str
    unit: str
    size: float

    @property
    def tile(self) -> str:
        """Style of a headline figure."""
        return "million1" if self.size > 1 else "whole"


def open_study(study: Found, path: Path, language: Language) -> Book:
    """A book with the case's title; equal studies give equal bytes."""
    case = speak.case_in(study.case, language)
    return Book(path, language, str(study.run.get("started", "")), case.settings.title)


def close_study(
    book: Book, study: StartedFound, points: Sequence[Point] = (), extra: Sequence[Field] = ()
) -> None:
    """Write the results sheet, the base first, and the file. Raises OutputError.

    ``points`` stand for the study's own where these carry edits that say nothing to a reader;
    ``extra`` columns have a value for the base and for each of them.
    """
    shown = list(points or study.points)
    write_points(book, [study.base, *shown], study.case, extra)
    book.close()


def front(book: Book, sheet: Words, title: Words, about: str) -> tuple[Page, int]:
    """Add a page on the grid; return it and its first free row."""
    page = book.page(sheet)
    page.sheet.set_column(0, 0, 2)
    page.sheet.set_column(FIRST, LAST, WIDTH)
    page.sheet.set_row(0, 36)
    page.put(0, FIRST, book.say(title), "title")
    page.join(1, (FIRST, LAST), about, "note")
    page.sheet.set_row(1, 15 * wrapped_lines(about, 1.25 * _TEXT_WIDTH))
    page.sheet.freeze_panes(2, 0)
    return page, 3


def write_sentences(page: Page, texts: Iterable[str], row: int, heading: str = "") -> int:
    """Write what the numbers mean, a sentence a row; return the next free row."""
    row = page.heading(row, (FIRST, LAST), heading or page.book.say(words.SAYS))
    return page.sentences(row, (FIRST, LAST), texts, 1.05 * _TEXT_WIDTH) + 1


def write_figures(page: Page, tiles: Sequence[Tile], row: int) -> int:
    """Write up to six headline figures; return the next free row."""
    for place, tile in enumerate(tiles[:6]):
        write_tile(page, row, FIRST + 2 * place, tile)
    return row + 4


def write_record(page: Page, run: Mapping[str, Any], row: int) -> int:
    """Write where the numbers come from: input, its hash, versions, when."""
    versions = run.get("versions") or {}
    known = [
        str(run.get("input") or ""),
        f"sha256 {str(run['input_sha256'])[:12]}" if run.get("input_sha256") else "",
        ", ".join(f"{name} {version}" for name, version in versions.items()),
        str(run.get("started") or "")[:16].replace("T", " "),
    ]
    text = page.book.say(words.RECORD).format(" | ".join(one for one in known if one))
    return page.note(row, (FIRST, LAST), text, _TEXT_WIDTH) if any(known) else row


def money_of(amounts: Iterable[float | None], currency: str, book: Book) -> MoneyStyle:
    """Millions where the largest amount has eight figures, else the currency itself."""
    if not in_millions(amounts):
        return MoneyStyle("n0", "change", "#,##0", "+#,##0;-#,##0;0", currency, 1.0)
    unit = book.say(words.MILLION).format(currency)
    return MoneyStyle(
        *("million", "million_change", "#,##0.0,,", "+#,##0.0,,;-#,##0.0,,;0"), unit, 1e6
    )


def noticed(money: MoneyStyle, least: float) -> str:
    """Number format of changes that leaves out those smaller than ``least``, which only clutter."""
    sign = "#,##0.0,," if money.size > 1 else "#,##0"
    return f'[>={least:.0f}]+{sign};[<=-{least:.0f}]-{sign};""'


def row_height(texts: Iterable[tuple[str, float]]) -> float:
    """Height of a row that shows all these wrapped texts, each with its width in characters."""
    return 15.0 * max((wrapped_lines(text, width) for text, width in texts), default=1) + 3
