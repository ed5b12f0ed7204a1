"""The page that docs/extending.md tells of is a sheet of a workbook and a page for the browser."""

import re
from pathlib import Path
from types import ModuleType

import openpyxl
from described import drawings, grid, values
from sample_plan import sample_plan

from planner.explain.voice import Voice
from planner.page.document import Document, write_document
from planner.page.page import Page

TEXT = (Path(__file__).parent.parent / "docs" / "extending.md").read_text(encoding="utf-8")
CODE = re.findall(r"^```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)[0]


def month_page() -> Page:
    """The page of the documentation, of the sample plan."""
    module, plan = ModuleType("month"), sample_plan()
    exec(compile(CODE, "docs/extending.md", "exec"), module.__dict__)
    page: Page = module.month_page(plan, Voice.of(plan.case, "en"))
    return page


def test_it_is_short() -> None:
    """One file of fewer than 40 lines."""
    assert len(CODE.splitlines()) < 40


def test_its_chart_shows_the_cost_of_the_first_period(tmp_path: Path) -> None:
    """Both names and costs are those of the plan's own orders."""
    page, plan = month_page(), sample_plan()
    first = plan.case.calendar.label(0)
    costs = sorted((o.cost for o in plan.orders if o.period == first), reverse=True)
    (chart,) = drawings(page)
    assert costs
    assert values(page, chart.series[0].values) == costs  # type: ignore[union-attr]
    assert len(grid(page, "orders").rows) == len(costs)


def test_the_same_page_stands_in_a_workbook_and_in_a_browser(tmp_path: Path) -> None:
    """Title and names are in both files."""
    document = Document((month_page(),), "en")
    write_document(document, tmp_path / "page.xlsx")
    write_document(document, tmp_path / "page.html")
    sheet = openpyxl.load_workbook(tmp_path / "page.xlsx")["This month"]
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert sheet["A1"].value == "This month"
    assert len(sheet._charts) == 1
    assert "<h1>This month</h1>" in html
    assert html.count("<svg") == 1
    for name in grid(month_page(), "orders").records():
        assert str(name["who"]) in html
