"""What a user typed into names is no reference to Excel's cells."""

import warnings
import zipfile

import pytest
from sample_pages import sample_pages

from planner.page.xlsx.write import write_pages


@pytest.mark.parametrize("odd", ["!A1", "=1+1", " <b>&\"'", "Yahoo!$A$1"])
def test_no_text_of_a_chart_is_taken_for_cells(tmp_path, odd):
    path = tmp_path / "pages.xlsx"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        write_pages(sample_pages("en", odd), path, "en")
    with zipfile.ZipFile(path) as book:
        charts = [book.read(name).decode() for name in book.namelist() if "charts/chart" in name]
    assert len(charts) == 9
    for chart in charts:
        assert "#REF" not in chart
