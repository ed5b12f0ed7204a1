"""What a drawing says of itself is what Excel is told of it."""

import zipfile
from dataclasses import replace
from pathlib import Path

from planner.page.drawing import HALF, Chart, Down, Drawing, Scatter, Series, Track, XAxis
from planner.page.grid import Grid, GridColumn
from planner.page.page import Page
from planner.page.xlsx.letters import chart_letters
from planner.page.xlsx.write import write_pages

NAMES, AMOUNTS = Down("grid", "name"), Down("grid", "amount")
BARS = Chart("Bars", "about", (Series("t", NAMES, AMOUNTS, "#123456"),), kind="bar")
POINTS = Scatter("Points", "about", (Track("t", AMOUNTS, AMOUNTS, "#123456"),), XAxis("kg"), HALF)


def written(drawing: Drawing, folder: Path) -> str:
    """The drawing as it stands in a workbook."""
    columns = (
        GridColumn("name", "Name", lambda row: row[0]),
        GridColumn("amount", "Amount", lambda row: row[1], "n1"),
    )
    grid = Grid("grid", columns, [("a", -1.0), ("b", 2.0)])
    write_pages([Page("Page", "Title", (drawing, grid))], folder / "book.xlsx", "en")
    with zipfile.ZipFile(folder / "book.xlsx") as package:
        return package.read("xl/charts/chart1.xml").decode()


def test_signed_bars_of_one_row_lie_over_each_other(tmp_path: Path) -> None:
    """Bars to the left and to the right of zero share a row, and names stand outside them."""
    signed = written(replace(BARS, signed=True), tmp_path)
    assert '<c:overlap val="100"/>' in signed
    assert '<c:tickLblPos val="low"/>' in signed
    assert "<c:overlap" not in written(BARS, tmp_path)


def test_a_hidden_series_only_lifts_what_is_stacked_on_it(tmp_path: Path) -> None:
    """It has neither a fill nor a border."""
    lifted = replace(BARS, series=(replace(BARS.series[0], hidden=True), *BARS.series))
    floating = written(replace(lifted, stacked="stacked"), tmp_path)
    assert '<c:grouping val="stacked"/>' in floating
    hidden, shown, _ = floating.split("</c:ser>")
    assert hidden.count("<a:noFill/>") == 2
    assert "<a:noFill/>" not in shown


def test_a_reversed_axis_runs_from_large_to_small(tmp_path: Path) -> None:
    """The largest stands at the left."""
    turned = written(replace(POINTS, across=XAxis("kg", reverse=True)), tmp_path)
    assert '<c:orientation val="maxMin"/>' in turned
    assert "maxMin" not in written(POINTS, tmp_path)


def test_the_axis_of_names_says_what_they_are(tmp_path: Path) -> None:
    """Where it is asked for; with no title where the heading above says it."""
    bare = written(replace(BARS, along="kg of x", titled=False), tmp_path)
    assert "<a:t>kg of x</a:t>" in bare and "<a:t>Bars</a:t>" not in bare
    plain = written(BARS, tmp_path)
    assert "kg of x" not in plain and "<a:t>Bars</a:t>" in plain


def test_small_letters_grow_where_the_sheet_is_made_smaller(tmp_path: Path) -> None:
    """Eight points as they are, more where the paper leaves less of them."""
    assert [chart_letters(scale) for scale in (1.0, 0.9, 0.7)] == [8, 8, 10]
    assert 'sz="800"' in written(BARS, tmp_path)
    wide = written(replace(BARS, size=(1500, 300)), tmp_path)
    assert 'sz="900"' in wide and 'sz="800"' not in wide
