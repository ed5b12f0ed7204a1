"""The Excel writer: cells where drawings look for them, live sums, conditions, links, paper."""

import math
import re
import warnings
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from described import drawings, values
from openpyxl.worksheet.worksheet import Worksheet
from sample_pages import sample_pages

from planner.errors import OutputError
from planner.page.drawing import Chart, Down, Series
from planner.page.grid import ExcelTable, Fit, Grid, GridCell, GridColumn, Matrix
from planner.page.page import Beside, Gallery, Lines, Note, Page, PageLayout, Section, Sentences
from planner.page.xlsx.paper import fewest_pages, page_begins, page_scale
from planner.page.xlsx.places import Places, column_widths
from planner.page.xlsx.write import write_pages
from planner.words import Language
from planner.words.width import display_width, wrapped_lines

ROWS = (("Lynas", 3.0, "a"), ("MP", 1.5, "b"), ("Arafura", 0.5, "c"))


def written(pages: list[Page], path: Path, language: Language = "en") -> Any:
    """The workbook that these pages make."""
    write_pages(pages, path / "book.xlsx", language)
    with warnings.catch_warnings():
        # A data bar is kept in an extension that openpyxl does not read.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path / "book.xlsx")


def page_of(*blocks: Any, layout: PageLayout = PageLayout.PLAIN, name: str = "Page") -> Page:
    """A page of these blocks."""
    return Page(name, "Title", blocks, "About", layout)


def a_grid(**more: Any) -> Grid:
    """Three rows of a name and a number."""
    columns = (
        GridColumn("name", "Name", lambda row: row[0]),
        GridColumn("tonnes", "Tonnes", lambda row: row[1], "n1", total="total" in more),
    )
    return Grid("grid", columns, ROWS, **more)


def chart_of(column: str = "tonnes", grid: str = "grid", height: int = 300) -> Chart:
    """A chart of a column of the grid."""
    series = Series("t", Down(grid, "name"), Down(grid, column), "#000000")
    return Chart("Chart", "What it shows", (series,), (500, height))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_drawing_looks_at_the_values_it_names(tmp_path: Path, language: Language) -> None:
    """The cells that a chart of the file refers to hold the values that its description names."""
    pages = sample_pages(language)
    book = written(pages, tmp_path, language)
    for page, sheet in zip(pages, book, strict=True):
        shown = drawings(page)
        refs = _references(tmp_path / "book.xlsx", sheet)
        wanted = [values(page, cells) for one in shown for cells in _named(one)]
        found = [[cell.value for cell in _flat(sheet[ref])] for ref in refs]
        assert len(shown) == len(sheet._charts)  # type: ignore[attr-defined]
        for line in wanted:
            assert _plain(line) in [_plain(one) for one in found]


def test_live_sums_show_what_they_add_up_to(tmp_path: Path) -> None:
    """A total, a total that takes a row off, and a sum at the right are formulas with their sum."""
    matrix = Matrix(
        *("matrix", (GridColumn("name", "Name", lambda row: row[0]),), ROWS, ("2027", "2028")),
        of=lambda row: (row[1], 2 * row[1]),
        format="n1",
        row_total="All",
        column_total="Total",
    )
    page = page_of(a_grid(total="Total", taken_off=lambda row: row[0] == "MP"), matrix)
    sheet = written([page], tmp_path)["Page"]
    shown = openpyxl.load_workbook(tmp_path / "book.xlsx", data_only=True)["Page"]
    assert (sheet["B8"].value, shown["B8"].value) == ("=SUM(B5:B7)-2*B6", 2.0)
    assert (sheet["D11"].value, shown["D11"].value) == ("=SUM(B11:C11)", 9.0)
    assert (sheet["C14"].value, shown["C14"].value) == ("=SUM(C11:C13)", 10.0)
    assert (sheet["D14"].value, shown["D14"].value) == ("=SUM(B14:C14)", 15.0)


def test_the_largest_of_a_row_is_live(tmp_path: Path) -> None:
    """A formula over the columns it names, with the number that it gives; a blank stays blank."""
    numbers = tuple(GridColumn(key, key, lambda row: row[1], "n1") for key in ("a", "b"))
    most = GridColumn(
        "most", "Most", lambda row: row[1] if row[2] != "b" else None, largest=("a", "b")
    )
    page = page_of(Grid("grid", (a_grid().columns[0], *numbers, most), ROWS))
    sheet = written([page], tmp_path)["Page"]
    shown = openpyxl.load_workbook(tmp_path / "book.xlsx", data_only=True)["Page"]
    assert [sheet[f"D{row}"].value for row in (5, 6, 7)] == ["=MAX(B5:C5)", None, "=MAX(B7:C7)"]
    assert [shown[f"D{row}"].value for row in (5, 6, 7)] == [3.0, None, 0.5]


def test_remarks_stand_line_by_line_under_the_table(tmp_path: Path) -> None:
    """What follows begins below the last of them."""
    page = page_of(a_grid(total="Total", remark="first\nsecond"), Section("Next", ()))
    sheet = written([page], tmp_path)["Page"]
    assert [sheet[f"A{row}"].value for row in range(8, 13)] == [
        *("Total", "first", "second", None, "Next")
    ]


def test_a_gallery_leaves_the_blank_rows_it_asks_for() -> None:
    """One, unless it says otherwise."""
    for blank in (1, 0):
        gallery = Gallery((chart_of(),) * 2, blank=blank)
        stands = Places.of(page_of(gallery, Note("below"))).stands
        assert [stand.row for stand in stands] == [3, 3 + 300 // 20 + 1 + blank]


@pytest.mark.parametrize("width", [1.0, 8.0, 30.0, 200.0])
def test_drawings_of_a_gallery_lie_beside_each_other_whatever_the_columns(width: float) -> None:
    """The next one begins in the first column in which it is free; lines begin alike."""
    page = Page("Page", "Title", (Gallery((chart_of(),) * 5, across=2),), width=width)
    widths = dict.fromkeys(range(100), width)
    found = [(row, column) for row, column, _ in Places.of(page).drawings(widths)]
    second = found[1][1]
    assert second == math.ceil(500 / (int(width * 7) + 5))
    assert [column for _, column in found] == [0, second, 0, second, 0]
    assert [row for row, _ in found] == [3, 3, 19, 19, 35]


def test_a_real_table_has_a_name_a_total_that_follows_filters_and_unlike_headings(
    tmp_path: Path,
) -> None:
    """Equal headings are told apart, for Excel repairs a table that has two alike."""
    grid = Grid("orders", (*a_grid().columns, GridColumn("again", "NAME", lambda r: r[2])), ROWS)
    page = page_of(a_grid(total="Total", table=ExcelTable("orders", banded=False)))
    other = page_of(Grid("x", grid.columns, ROWS, table=ExcelTable()), name="Other")
    book = written([page, other], tmp_path)
    table = book["Page"].tables["orders"]
    assert table.ref == "A4:B8"
    assert book["Page"]["B8"].value == "=SUBTOTAL(109,orders[Tonnes])"
    (unnamed,) = book["Other"].tables.values()
    assert [column.name for column in unnamed.tableColumns] == ["Name", "Tonnes", "NAME (2)"]


def test_a_cell_may_look_otherwise_than_its_column_and_take_the_rest_of_its_row(
    tmp_path: Path,
) -> None:
    """A row without numbers says why over all its columns."""
    why = GridCell("no plan: the rules cannot all be kept together", "bad wrap", rest=True)
    columns = (
        GridColumn("name", "Name", lambda row: row[0], look="bold"),
        GridColumn(
            "a", "A", lambda row: why if row[0] == "MP" else GridCell(row[1], format="percent")
        ),
        GridColumn("b", "B", lambda row: row[1], "n0"),
    )
    sheet = written([page_of(Grid("grid", columns, ROWS))], tmp_path)["Page"]
    assert "B6:C6" in [str(area) for area in sheet.merged_cells.ranges]
    assert sheet["B5"].number_format == '0.0%;-0.0%;"-"'
    assert sheet["B6"].fill.fgColor.rgb == "FFFBE0DD"
    assert sheet["A5"].font.b


def test_texts_are_never_formulas(tmp_path: Path) -> None:
    """What a user typed stays text in titles, cells, headings, notes and links."""
    bad = "=1+1"
    grid = Grid("grid", (GridColumn("x", bad, lambda row: bad, look="wrap"),), (1, 2))
    blocks = (Section(bad, (grid, Note(bad, wide=True), Sentences((bad,))), link=bad), Note(bad))
    page = Page(bad, bad, blocks, bad, PageLayout.FRONT)
    written([page], tmp_path)
    with zipfile.ZipFile(tmp_path / "book.xlsx") as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_a_heading_leads_to_the_page_it_names_and_to_no_page_that_is_not_there(
    tmp_path: Path,
) -> None:
    """Links are by the page's name, whatever its sheet had to be called."""
    long = "What it costs, by part and year / all"
    there, gone = Section("Costs", (), link=long), Section("Risk", (), link="Risk")
    pages = [page_of(there, gone), page_of(name=long)]
    sheet = written(pages, tmp_path)["Page"]
    assert sheet["A4"].hyperlink.location == "'What it costs, by part and year'!A1"
    assert [cell.coordinate for row in sheet for cell in row if cell.hyperlink] == ["A4"]


@pytest.mark.parametrize("grid, column", [("other", "tonnes"), ("grid", "price")])
def test_a_drawing_of_what_is_not_there_is_an_error(tmp_path: Path, grid: str, column: str) -> None:
    """A drawing that names no grid or column of its page is a mistake of ours, seen at once."""
    with pytest.raises(KeyError):
        written([page_of(a_grid(), chart_of(column, grid))], tmp_path)


def test_two_grids_or_columns_of_one_name_are_an_error() -> None:
    """Drawings could not tell them apart."""
    with pytest.raises(ValueError, match="two grids"):
        page_of(a_grid(), Section("Again", (a_grid(),)))
    with pytest.raises(ValueError, match="two columns"):
        Grid("grid", (a_grid().columns[0], a_grid().columns[0]), ROWS)


def test_columns_are_as_wide_as_their_texts_between_two_bounds() -> None:
    """The widest text of all grids of a page that share a column decides."""
    name = GridColumn("name", "Name", lambda row: row[0], width=Fit(8, 20))
    short, long = Grid("a", (name,), ROWS), Grid("b", (name,), [("희토류 영구자석 공급사",)])
    assert column_widths(Places.of(page_of(short)))[0] == len("Arafura") + 3
    assert column_widths(Places.of(page_of(short, long)))[0] == 20


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_page_ends_within_a_drawing_and_every_page_is_as_wide_as_the_paper(
    tmp_path: Path, language: Language
) -> None:
    """Each printed range begins a page in Excel; drawings lie within one, rows fill one page."""
    blocks = [
        part
        for i in range(12)
        for part in (
            Section(f"Part {i}", (Sentences(("A sentence. " * 30,) * (i % 5 + 1)),)),
            Beside((a_grid_called(f"g{i}"),), (chart_of(grid=f"g{i}", height=200 + 40 * i),)),
        )
    ]
    book = written([page_of(*blocks, layout=PageLayout.FRONT)], tmp_path, language)
    sheet = book["Page"]
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    areas = _areas(sheet)
    assert len(areas) > 3
    for first, last in _drawn(sheet):
        assert any(top <= first and last <= bottom for top, bottom in areas), (first, last, areas)
    assert [top for top, _ in areas[1:]] == [bottom + 1 for _, bottom in areas[:-1]]


def test_headings_of_a_table_stay_with_its_first_row() -> None:
    """No page ends between them."""
    places = Places.of(page_of(a_grid()))
    heading = places.grids["grid"].head
    assert (heading, heading + 1) in places.whole


def test_short_tables_are_not_cut() -> None:
    """Up to a dozen rows with their headings and total; longer ones may go on behind a page."""
    column = GridColumn("text", "Text", str)
    for count, kept in ((11, True), (12, False)):
        places = Places.of(page_of(Grid("grid", (column,), list(range(count)))))
        placed = places.grids["grid"]
        assert ((placed.head, placed.end - 1) in places.whole) is kept


def test_pages_begin_as_late_as_nothing_is_cut() -> None:
    """Rows of 100 points, five to a page: a drawing in rows 3 to 6 moves, one of 9 rows is cut."""
    places = Places(page_of())
    room = (210 / 25.4 * 72 - 1.1 * 72) * 0.97
    heights = dict.fromkeys(range(40), room / 5 - 0.1)
    places.whole = [(3, 6)]
    assert page_begins(places, heights, 1.0) == [0, 3]
    places.whole = [(2, 5), (3, 6)]
    assert page_begins(places, heights, 1.0) == [0, 2]
    places.whole = [(3, 11)]
    assert page_begins(places, heights, 1.0) == [0, 3, 8]


def test_a_narrow_sheet_is_not_made_larger_and_a_wide_one_smaller() -> None:
    """Twelve columns of thirteen digits are wider than A4; two are not."""
    assert page_scale(2 * 96) == 1.0
    assert page_scale(12 * 96) == pytest.approx((297 / 25.4 * 72 - 57.6) / (12 * 96 * 0.75))


def test_a_sheet_is_made_somewhat_smaller_where_that_saves_a_page() -> None:
    """What is a little too high for one page is fitted to one; three drawings go on two pages."""
    places, pixels = Places(page_of()), 12 * 96
    room = (210 / 25.4 * 72 - 1.1 * 72) * 0.97 / page_scale(pixels)
    heights = dict.fromkeys(range(40), room / 10 - 0.01)
    places.end, places.whole = 12, [(8, 11)]
    assert fewest_pages(places, heights, pixels).one
    places.end, places.whole = 14, [(8, 11)]
    assert not fewest_pages(places, heights, pixels).one
    places.end, places.whole = 18, [(0, 5), (6, 11), (12, 17)]
    cut = fewest_pages(places, heights, pixels)
    assert (cut.part, cut.begins, cut.pages) == (0.8, (0, 12), 2)
    places.end, places.whole = 30, [(0, 9), (10, 19), (20, 29)]
    assert fewest_pages(places, heights, pixels).part == 1.0


def test_many_periods_are_printed_side_by_side(tmp_path: Path) -> None:
    """36 months take two pages; what the rows are is repeated, drawings stand on the first."""
    months = [f"2027-{month}" for month in range(36)]
    label = GridColumn("name", "Name", str, width=30)
    matrix = Matrix("m", (label,), ("a", "b"), months, lambda _: [1.0] * 36, "n1")
    sheet = written([replace(page_of(matrix), width=10)], tmp_path).active
    areas = re.findall(r"\$([A-Z]+)\$\d+:\$([A-Z]+)\$", str(sheet.print_area))
    assert areas == [("A", "S"), ("T", "AK")]
    assert sheet.print_title_cols == "$A:$A"


def test_drawings_are_not_printed_again_beside(tmp_path: Path) -> None:
    """The pages beside the first begin below the drawing, which lies over the repeated columns."""
    months = [f"2027-{month}" for month in range(36)]
    label = GridColumn("name", "Name", str, width=30)
    matrix = Matrix("m", (label,), ("a", "b"), months, lambda _: [1.0] * 36, "n1")
    page = page_of(a_grid(), chart_of(), matrix)
    sheet = written([replace(page, width=10)], tmp_path).active
    drawn = max(last for _, last in _drawn(sheet))
    beside = re.findall(r"\$T\$(\d+):\$AK\$", str(sheet.print_area))
    assert beside and all(int(first) > drawn for first in beside)


def test_texts_that_fit_are_not_given_a_second_line() -> None:
    """Hangul, blanks and points are narrower than counted; what is wrapped is counted in full."""
    said = "2029-03에 성림첨단산업 (고보자력 자석) 공급능력이 1 t 늘면 비용이 11.7달러 줄어듭니다."
    assert display_width(said) == 86
    assert (wrapped_lines(said, 76), wrapped_lines(said, 68), wrapped_lines(said, 42)) == (1, 2, 3)
    assert wrapped_lines("W" * 20, 20) == 1
    assert wrapped_lines("W" * 21, 20) == 2


def test_a_remark_of_its_own_runs_on_over_narrow_columns(tmp_path: Path) -> None:
    """It is not wrapped in the first of them, unless it is as wide as the page."""
    sheet = written([page_of(Note("Nothing here."), Note("Long.", wide=True))], tmp_path).active
    assert not sheet["A4"].alignment.wrap_text
    assert sheet["A5"].alignment.wrap_text


def test_lines_that_run_on_are_printed_as_wide_as_their_column(tmp_path: Path) -> None:
    """The text of a plan would make a page of kilometres."""
    sheet = written([page_of(Lines(("x" * 30_000,)))], tmp_path).active
    assert sheet.print_area == "'Page'!$A$1:$A$4"


def test_a_path_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """The folder is not there."""
    with pytest.raises(OutputError, match="cannot be written"):
        write_pages([page_of()], tmp_path / "none" / "book.xlsx", "en")


def a_grid_called(key: str) -> Grid:
    """The grid under another key."""
    return Grid(key, a_grid().columns, ROWS)


def _named(drawing: Any) -> list[Any]:
    found: list[Any] = []
    for name in ("names", "median", "target"):
        found += [one for one in [getattr(drawing, name, None)] if one is not None]
    found += [*getattr(drawing, "bands", ())]
    for series in getattr(drawing, "series", ()):
        found += [series.names, series.values]
    for track in getattr(drawing, "tracks", ()):
        found += [track.x, track.y]
    return found


def _references(path: Path, sheet: Worksheet) -> list[str]:
    """Cells of this sheet that any chart of the file refers to."""
    with zipfile.ZipFile(path) as packed:
        charts = [n for n in packed.namelist() if n.startswith("xl/charts/chart")]
        text = "".join(packed.read(name).decode() for name in charts)
    refs = re.findall(r"<c:f>(.*?)</c:f>", text)
    own = [ref.rsplit("!", 1) for ref in refs]
    return [cells for name, cells in own if name.strip("'") == sheet.title]


def _flat(cells: Any) -> list[Any]:
    if not isinstance(cells, tuple):
        return [cells]
    return [cell for row in cells for cell in (row if isinstance(row, tuple) else (row,))]


def _plain(line: list[Any]) -> list[Any]:
    return [
        None
        if one in (None, "")
        else round(float(one), 9)
        if isinstance(one, int | float) and math.isfinite(one)
        else str(one)[:10]
        for one in line
    ]


def _areas(sheet: Worksheet) -> list[tuple[int, int]]:
    """First and last row of each printed range, from 1 on."""
    found = re.findall(r"\$A\$(\d+):\$[A-Z]+\$(\d+)", str(sheet.print_area))
    return [(int(first), int(last)) for first, last in found]


def _drawn(sheet: Worksheet) -> list[tuple[int, int]]:
    """First and last row of each drawing, from 1 on."""
    anchors = [chart.anchor for chart in sheet._charts]  # type: ignore[attr-defined]
    return [(anchor._from.row + 1, anchor.to.row + 1) for anchor in anchors]
