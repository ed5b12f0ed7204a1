"""The result workbook: live sums, text that stays text, the same bytes, paper."""

import dataclasses
import re
import warnings
import zipfile
from pathlib import Path
from xml.etree.ElementTree import fromstring

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from sample_plan import sample_plan

from planner.errors import OutputError
from planner.outcomes.notices import Notice
from planner.outcomes.plan import Plan
from planner.report import write_plan

LANGUAGES = ("ko", "en")
NASTY = (
    "=1+1",
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("http://evil.example")',
    "{=SUM(A1:A9)}",
    "+1",
    "-1",
    "@SUM(1)",
    "http://evil.example",
    "Yahoo!A1",
    "mailto:evil@example.com",
    "internal:Sheet1!A1",
    "\ttab",
    "bell \x07",
    "half \ud83d",
    "<b>&amp;</b>",
    "#N/A",
    "1e400",
    "'quote",
    "x" * 40_000,
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return sample_plan()


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory, plan: Plan) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("report")
    return {
        language: written(plan, folder / f"{language}.xlsx", language) for language in LANGUAGES
    }


def written(plan: Plan, path: Path, language: str = "en") -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        write_plan(plan, path, language)
    return path


def values(path: Path) -> Workbook:
    return openpyxl.load_workbook(path, data_only=True)


def stored(value: object) -> object:
    """A number as a workbook keeps it: sixteen figures."""
    return float(f"{value:.16G}") if isinstance(value, float) else value


def part(path: Path, pattern: str) -> list[str]:
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if re.fullmatch(pattern, name)]
        return [package.read(name).decode() for name in names]


def texts(book: Workbook, sheet: str) -> list[str]:
    return [c.value for row in book[sheet].iter_rows() for c in row if isinstance(c.value, str)]


def numbers(book: Workbook, sheet: str) -> list[float]:
    cells = (c.value for row in book[sheet].iter_rows() for c in row)
    return [v for v in cells if isinstance(v, int | float) and not isinstance(v, bool)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_live_totals_carry_the_plans_numbers(paths: dict[str, Path], language: str) -> None:
    """What a viewer shows beside each formula is what Excel will work out."""
    live, stored = openpyxl.load_workbook(paths[language]), values(paths[language])
    checked = 0
    for sheet in live:
        for cell in (c for row in sheet.iter_rows() for c in row if c.data_type == "f"):
            if cell.value.startswith("=SUBTOTAL"):
                continue
            book = stored[sheet.title]
            assert worked_out(cell.value, book) == pytest.approx(book[cell.coordinate].value)
            checked += 1
    assert checked > 100


def worked_out(formula: str, sheet: object) -> float:
    """SUM of a range, perhaps less twice a cell: all that the report writes."""
    found = re.fullmatch(r"=SUM\(([A-Z]+\d+(?::[A-Z]+\d+)?)\)(?:-2\*([A-Z]+\d+))?", formula)
    assert found, formula
    left, top, right, bottom = range_boundaries(found[1])
    rows = sheet.iter_rows(top, bottom, left, right, values_only=True)
    total = sum(value for row in rows for value in row if value is not None)
    return total - (2 * sheet[found[2]].value if found[2] else 0.0)


def test_nothing_typed_becomes_a_formula(plan: Plan, tmp_path: Path) -> None:
    """Names, ids, notes and inputs full of traps stay text: no formula, no link but our own."""
    nasty = poisoned(plan)
    path = written(nasty, tmp_path / "nasty.xlsx")
    ours = {f"'{name}'!A1" for name in values(path).sheetnames}
    for sheet in part(path, r"xl/worksheets/sheet\d+\.xml"):
        assert all(re.match(r"<f>(SUM|SUBTOTAL)\(", f) for f in re.findall(r"<f>[^<]*", sheet))
        for link in re.findall(r"<hyperlink [^>]*>", sheet):
            assert "r:id" not in link
            assert re.search(r'location="([^"]*)"', link)[1] in ours
    assert set(NASTY[:11]) <= set(texts(values(path), "Inputs used"))


def test_every_part_is_sound_xml(plan: Plan, tmp_path: Path) -> None:
    """Control signs and half characters in names do not break the file, charts included."""
    path = written(poisoned(plan), tmp_path / "nasty.xlsx")
    for text in part(path, r".*\.xml"):
        fromstring(text)
    for text in part(path, r"xl/charts/chart\d+\.xml"):
        assert not re.findall(r"<c:f>(?!')[^<]*", text)


def poisoned(plan: Plan) -> Plan:
    """The plan with a trap wherever a user types text."""
    case = plan.case
    suppliers = tuple(
        dataclasses.replace(row, name=NASTY[i % len(NASTY)]) for i, row in enumerate(case.suppliers)
    )
    materials = tuple(
        dataclasses.replace(row, name=NASTY[-1 - i]) for i, row in enumerate(case.materials)
    )
    orders = tuple(
        dataclasses.replace(line, to="=1+1", license="@x", price_per="=kg") for line in plan.orders
    )
    rows = tuple((text, text) for text in NASTY)
    return dataclasses.replace(
        plan,
        case=dataclasses.replace(case, suppliers=suppliers, materials=materials),
        orders=orders,
        notes=tuple(Notice(f"N{place}", text) for place, text in enumerate(NASTY)),
        message="=1+1",
        inputs=(dataclasses.replace(plan.inputs[0], columns=NASTY[:2], rows=rows),),
    )


@pytest.mark.parametrize("status", ["infeasible", "unbounded", "stopped", "error"])
def test_every_status_without_numbers_writes(status: str, tmp_path: Path) -> None:
    """A plan without conflicts, notes, inputs or run record still gives a workbook."""
    empty = Plan(case=sample_plan().case, status=status)
    book = values(written(empty, tmp_path / f"{status}.xlsx"))
    assert numbers(book, "Summary") == []


def test_an_optimal_plan_that_buys_nothing_writes(plan: Plan, tmp_path: Path) -> None:
    """Empty lists give sheets too."""
    bare = Plan(case=plan.case, status="optimal", cost={"total": 0.0, "purchase": 0.0})
    book = values(written(bare, tmp_path / "bare.xlsx"))
    assert "There is nothing to show here." in texts(book, "Orders")


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_plan_same_bytes(plan: Plan, tmp_path: Path, language: str) -> None:
    """Writing a plan twice gives the same file."""
    first = written(plan, tmp_path / "a.xlsx", language).read_bytes()
    assert first == written(plan, tmp_path / "b.xlsx", language).read_bytes()


def test_an_unwritable_path_is_an_output_error(plan: Plan, tmp_path: Path) -> None:
    """A folder that is not there ends in words, not in a traceback."""
    with pytest.raises(OutputError, match="cannot be written"):
        write_plan(plan, tmp_path / "missing" / "plan.xlsx", "en")


def test_sheets_print_landscape_one_page_wide(paths: dict[str, Path]) -> None:
    """Every sheet prints landscape on A4 with page numbers; orders repeat their heading.

    The summary is one page, the overview as many as it takes; of the orders what is signed.
    """
    book = openpyxl.load_workbook(paths["en"])
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.oddFooter.right.text == "&P / &N" or "&P" in str(sheet.oddFooter.right.text)
    assert book["Orders"].print_title_rows == "$4:$4"
    assert book["Summary"].page_setup.fitToHeight in (None, 1)
    assert book["Overview"].page_setup.fitToHeight == 0
    assert re.search(r"\$A\$1:\$K\$[0-9]+$", str(book["Orders"].print_area))
    assert book["Orders"]["K4"].value == "Granted share"
