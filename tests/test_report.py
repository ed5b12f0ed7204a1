"""The result workbook says what the plan says, in both languages, and nothing else."""

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
from sample_plan import infeasible_plan, sample_plan
from sample_risk import sample_risk

from models.case import Supplier
from models.solution import Verdict
from planner.errors import OutputError
from planner.outcomes.embedded import SHEET
from planner.outcomes.plan import Plan
from planner.report import words, write_plan

LANGUAGES = ("ko", "en")
SHEETS = (
    *(words.SUMMARY, words.ORDERS, words.ALLOCATION, words.CONCENTRATION, words.STOCK),
    *(words.PROCESSING, words.COSTS, words.SHADOW, words.INPUTS, words.RUN, SHEET),
)
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
def test_every_sheet_is_there(paths: dict[str, Path], language: str) -> None:
    """Both languages have the eleven sheets, in order, under their own titles."""
    assert values(paths[language]).sheetnames == [title.to(language) for title in SHEETS]


def test_orders_equal_the_lines(paths: dict[str, Path], plan: Plan) -> None:
    """Every order stands in the table with its quantity, price, landed cost and cost."""
    rows = list(values(paths["en"])["Orders"].iter_rows(min_row=5, values_only=True))
    lines = sorted(plan.orders, key=lambda line: (line.period, line.supplier, line.offer))
    assert len(rows) == len(lines) + 1
    for row, line in zip(rows, lines, strict=False):
        assert row[0].strftime("%Y-%m") == line.period == row[16]
        assert (row[4], row[5], row[6]) == (stored(line.quantity), line.unit, line.arrives)
        money = (line.price, line.landed, line.cost)
        assert (row[8], row[9], row[11]) == tuple(map(stored, money))
        assert (row[12] or "", row[15]) == (line.license, line.offer)
        assert row[13] == (line.granted if line.license else None)
    assert rows[-1][11] == pytest.approx(sum(line.cost for line in lines), rel=1e-12)


@pytest.mark.parametrize(
    ("language", "marks"), [("en", {"ahead", "when the need shows"}), ("ko", {"미리", "필요할 때"})]
)
def test_orders_placed_later_are_marked(
    plan: Plan, tmp_path: Path, language: str, marks: set[str]
) -> None:
    """With risk a column says which orders wait for the need; without risk there is none."""
    first, *rest = plan.orders
    orders = (dataclasses.replace(first, decided="later"), *rest)
    risky = dataclasses.replace(plan, orders=orders, risk=sample_risk())
    sheet = values(written(risky, tmp_path / "risky.xlsx", language))[words.ORDERS.to(language)]
    head, *rows = sheet.iter_rows(min_row=4, values_only=True)
    place = head.index(words.DECIDED.to(language))
    assert {row[place] for row in rows[:-1]} == marks
    plain = values(written(plan, tmp_path / "plain.xlsx", language))[words.ORDERS.to(language)]
    assert words.DECIDED.to(language) not in next(plain.iter_rows(min_row=4, values_only=True))


def test_orders_are_a_table_with_a_live_total(paths: dict[str, Path]) -> None:
    """The orders are an Excel table whose total is SUBTOTAL, so filters change it."""
    sheet = openpyxl.load_workbook(paths["en"])["Orders"]
    table = sheet.tables["orders"]
    assert table.totalsRowCount == 1
    assert sheet.cell(sheet.max_row, 12).value == "=SUBTOTAL(109,orders[Cost (USD)])"


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


def test_cost_total_is_the_plans(paths: dict[str, Path], plan: Plan) -> None:
    """The total on Costs and on Summary is the plan's total, the credit taken off."""
    book = values(paths["en"])
    for sheet, column in (("Costs", 2), ("Summary", 5)):
        cells = [c for row in book[sheet].iter_rows() for c in row if c.value == "Total"]
        total = book[sheet].cell(cells[0].row, column).value
        assert total == pytest.approx(plan.cost["total"], rel=1e-14)


def test_summary_headlines_are_the_plans(paths: dict[str, Path], plan: Plan) -> None:
    """Cost, shortage, cover, shares and HHI on the summary are those of the plan."""
    found = numbers(values(paths["ko"]), "요약")
    share = {s.stage: s.share for s in plan.shares if wide(s) and s.name == "CN"}
    index = next(c.hhi for c in plan.concentration if wide(c) and c.by == "country")
    short = sum(line.quantity for line in plan.shortages)
    days = min(s.days for s in plan.stock if s.days is not None)
    headlines = (plan.cost["total"], short, days, share["direct"], share["any"], index)
    assert set(map(stored, headlines)) <= set(found)


def wide(line: object) -> bool:
    return (line.scope, line.window) == ("*", "horizon")


def test_stock_equals_the_lines(paths: dict[str, Path], plan: Plan) -> None:
    """Quantity and days of cover of every stockpile and period stand on the stock sheet."""
    found = set(numbers(values(paths["en"]), "Stock"))
    for line in plan.stock:
        assert stored(line.quantity) in found
        assert line.days is None or stored(line.days) in found


def test_limits_equal_the_lines(paths: dict[str, Path], plan: Plan) -> None:
    """Every limit and window stands with its bound, value and headroom."""
    rows = list(values(paths["en"])["Concentration"].iter_rows(values_only=True))
    found = {tuple(row[8:11]) for row in rows}
    for line in plan.limits:
        assert tuple(map(stored, (line.bound, line.value, line.headroom))) in found


def test_shadow_prices_are_all_there(paths: dict[str, Path], plan: Plan) -> None:
    """Each shadow price has a row with its change, and the doubt about degeneracy is said."""
    book = values(paths["en"])
    rows = [row for row in book["Shadow prices"].iter_rows(values_only=True) if row[9]]
    changes = [row[3] for row in rows if isinstance(row[3], int | float)]
    assert sorted(changes) == sorted(p.change for p in plan.shadow_prices)
    assert any("not unique" in text for text in texts(book, "Shadow prices"))


def test_nothing_typed_becomes_a_formula(plan: Plan, tmp_path: Path) -> None:
    """Names, ids, notes and inputs full of traps stay text: no formula, no link."""
    nasty = poisoned(plan)
    path = written(nasty, tmp_path / "nasty.xlsx")
    for sheet in part(path, r"xl/worksheets/sheet\d+\.xml"):
        assert all(re.match(r"<f>(SUM|SUBTOTAL)\(", f) for f in re.findall(r"<f>[^<]*", sheet))
        assert "<hyperlink" not in sheet
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
        notes=NASTY,
        message="=1+1",
        inputs=(dataclasses.replace(plan.inputs[0], columns=NASTY[:2], rows=rows),),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_plan_shows_no_numbers(language: str, tmp_path: Path) -> None:
    """Without a plan the summary has no figure, and only the sheets that are true remain."""
    book = values(written(infeasible_plan(), tmp_path / "none.xlsx", language))
    sheets = (words.SUMMARY, words.CONFLICTS, words.INPUTS, words.RUN)
    assert book.sheetnames == [title.to(language) for title in sheets]
    assert numbers(book, words.SUMMARY.to(language)) == []


def test_conflicts_name_policies_first(tmp_path: Path) -> None:
    """Policies stand before facts, with the amount by which each must give way."""
    book = values(written(infeasible_plan(), tmp_path / "none.xlsx"))
    rows = list(book["Conflicts"].iter_rows(min_row=5, values_only=True))
    assert [row[0] for row in rows] == ["policy", "policy", "fact", "fact"]
    assert [row[5] for row in rows] == [120.5, 0.053, None, None]


@pytest.mark.parametrize("status", ["infeasible", "unbounded", "stopped", "error"])
def test_every_status_without_numbers_writes(status: str, tmp_path: Path) -> None:
    """A plan without conflicts, notes, inputs or run record still gives a workbook."""
    empty = Plan(case=sample_plan().case, status=status)
    book = values(written(empty, tmp_path / f"{status}.xlsx"))
    assert numbers(book, "Summary") == []


def test_a_stopped_plan_says_it_is_not_optimal(plan: Plan, tmp_path: Path) -> None:
    """The best known plan is shown with its gap, and not called optimal."""
    stopped = dataclasses.replace(plan, status="stopped", gap=0.0123)
    said = texts(values(written(stopped, tmp_path / "stopped.xlsx")), "Summary")
    assert any(text.startswith("NOT optimal") and "1.23%" in text for text in said)


def test_a_failed_check_is_shouted(plan: Plan, tmp_path: Path) -> None:
    """A plan that its independent check refuses carries the warning in its status."""
    failed = dataclasses.replace(plan, check=Verdict(False, 0.2, ("stock below zero",)))
    said = texts(values(written(failed, tmp_path / "failed.xlsx")), "Summary")
    assert any("do not use this plan" in text for text in said)
    assert any("stock below zero" in text for text in said)


def test_an_optimal_plan_that_buys_nothing_writes(plan: Plan, tmp_path: Path) -> None:
    """Empty lists give sheets that say so."""
    bare = Plan(case=plan.case, status="optimal", cost={"total": 0.0, "purchase": 0.0})
    book = values(written(bare, tmp_path / "bare.xlsx"))
    assert book.sheetnames == [title.en for title in SHEETS]
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


def test_charts_speak_to_those_who_cannot_see_them(paths: dict[str, Path]) -> None:
    """Every chart has an alternative text."""
    drawings = "".join(part(paths["ko"], r"xl/drawings/drawing\d+\.xml"))
    charts = part(paths["ko"], r"xl/charts/chart\d+\.xml")
    assert len(charts) == drawings.count("descr=") >= 10


def test_many_suppliers_make_a_readable_chart(plan: Plan, tmp_path: Path) -> None:
    """Thirty suppliers are ten series and one of others, which add up to the total."""
    path = written(crowded(plan, 30), tmp_path / "crowd.xlsx")
    series = [chart.count("<c:ser>") for chart in part(path, r"xl/charts/chart\d+\.xml")]
    assert max(series) == 11
    sheet = values(path)["Allocation"]
    last = next(
        c for row in sheet.iter_rows() for c in row if str(c.value).startswith("Others")
    ).row
    shown = [sheet.cell(last - 31 + i, 3).value for i in range(10)]
    assert sum(shown) + sheet.cell(last, 3).value == pytest.approx(sheet.cell(last - 1, 3).value)


def crowded(plan: Plan, count: int) -> Plan:
    """The plan with its orders spread over ``count`` suppliers of ten countries."""
    codes = ("CN", "AU", "US", "KR", "JP", "XX", "YY", "BR", "IN", "MY")
    suppliers = tuple(Supplier(f"s{i}", f"Supplier {i}", codes[i % 10]) for i in range(count))
    orders = tuple(
        dataclasses.replace(
            line,
            supplier=suppliers[i % count].supplier,
            country=suppliers[i % count].country,
            quantity=line.quantity * (1 + i % count),
        )
        for i, line in enumerate(plan.orders)
    )
    case = dataclasses.replace(plan.case, suppliers=(*plan.case.suppliers, *suppliers))
    return dataclasses.replace(plan, case=case, orders=orders)


def test_many_stockpiles_make_twelve_charts(plan: Plan, tmp_path: Path) -> None:
    """Charts stop at twelve; the tables show every stockpile."""
    copies = tuple(
        dataclasses.replace(line, stockpile=f"{line.stockpile} {i}")
        for i in range(5)
        for line in plan.stock
    )
    path = written(dataclasses.replace(plan, stock=copies), tmp_path / "piles.xlsx")
    charts = part(path, r"xl/charts/chart\d+\.xml")
    assert (
        len(charts) == len(part(written(plan, tmp_path / "p.xlsx"), r"xl/charts/chart\d+\.xml")) + 6
    )
    assert {line.stockpile for line in copies} <= set(texts(values(path), "Stock"))


def test_a_country_has_one_colour(paths: dict[str, Path]) -> None:
    """China is the same vermilion in the summary's and the concentration's charts."""
    charts = part(paths["en"], r"xl/charts/chart\d+\.xml")
    stacked = [chart for chart in charts if "percentStacked" in chart]
    first = [
        re.search(r'srgbClr val="([0-9A-F]{6})"', chart.split("<c:ser>")[1]) for chart in stacked
    ]
    assert [found[1] for found in first] == ["D55E00", "D55E00"]


def test_sheets_print_landscape_one_page_wide(paths: dict[str, Path]) -> None:
    """Every sheet prints landscape on A4 with page numbers; orders repeat their heading."""
    book = openpyxl.load_workbook(paths["en"])
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.oddFooter.right.text == "&P / &N" or "&P" in str(sheet.oddFooter.right.text)
    assert book["Orders"].print_title_rows == "$4:$4"
    assert book["Orders"].page_setup.fitToHeight == 0
