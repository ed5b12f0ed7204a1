"""What is absent is not zero and is said; what cannot be seen on the sheet is said too."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from workbooks import Sheets, good, rezip, write_workbook

from models.case import Case
from planner.planning import plan_case
from planner.schema.tables import TABLES
from planner.workbook.read import Reading, read

MONTHS = ["2027-01", "2027-02", "2027-03", "2027-04"]


def small(**tables: list[list[object]]) -> Sheets:
    """Need of x in four months, one offer at 10."""
    return {
        "settings": [["key", "value"], ["start", "2027-01"], ["periods", 4]],
        "materials": [["material", "unit"], ["x", "t"]],
        "suppliers": [["supplier", "country", "group"], ["A", "CN", None], ["B", "AU", "south"]],
        "offers": [["offer", "supplier", "material", "price"], ["a", "A", "x", 10],
                   ["b", "B", "x", 20]],
        "demand": [["material", *MONTHS], ["x", 5, 5, 5, 5]],
        **tables,
    }  # fmt: skip


def reading(folder: Path, **tables: list[list[object]]) -> Reading:
    return read(write_workbook(folder / "case.xlsx", small(**tables)))


def codes(found: Reading) -> list[str]:
    return [fault.code for fault in found.faults]


SPARSE = {
    "no column": ([["material", *MONTHS[:2]], ["x", 5, 5]], "A2", "2027-03..2027-04"),
    "a blank between": ([["material", *MONTHS], ["x", 5, None, 5, 5]], "C2", "2027-02"),
    "blanks apart": ([["material", *MONTHS], ["x", None, 5, None, 5]], "B2", "2027-01, 2027-03"),
    "part of a quarter": ([["material", "2027-Q1"], ["x", 15]], "A2", "2027-04"),
}


@pytest.mark.parametrize("name", SPARSE)
def test_demand_that_is_not_written_is_said(tmp_path: Path, name: str) -> None:
    """Material and periods, at the blank cell if there is one, and in the first line."""
    rows, cell, periods = SPARSE[name]
    found = reading(tmp_path, demand=rows)
    (fault,) = found.faults
    assert (fault.code, fault.cell) == ("W534", cell)
    assert f"'x' is not written for {periods}: it is taken as 0" in fault.message.en
    assert fault.headline == "sparse" and found.case is not None


def test_a_quarter_that_is_half_written_is_told_by_its_months(tmp_path: Path) -> None:
    """What is written of it is planned, so it is not the quarter that is taken as 0."""
    rows = [["material", "2027-01", "2027-02", "2027-Q3"], ["x", 5, 5, 9]]
    settings = [["key", "value"], ["start", "2027-01"], ["periods", 3], ["period", "quarter"]]
    found = reading(tmp_path, demand=rows, settings=settings)
    (fault,) = found.faults
    assert "not written for 2027-03..2027-06: it is taken as 0" in fault.message.en
    assert found.case is not None and found.case.demand[0].values == (10, None, 9)


def test_a_typed_zero_is_silent(tmp_path: Path) -> None:
    """So are a year that covers all months, and each."""
    for rows in (
        [["material", *MONTHS], ["x", 5, 0, 5, 0]],
        [["material", "2027"], ["x", 60]],
        [["material", "each"], ["x", 0.5]],
    ):
        assert codes(reading(tmp_path, demand=rows)) == []


def test_a_row_that_is_blank_throughout_is_sparse_and_one_of_zeros_is_not(tmp_path: Path) -> None:
    """Both have no demand; only the blank one may be a mistake of the first line."""
    rows = [["material", *MONTHS], ["x", None, None, None, None], ["x", 0, 0, 0, 0]]
    found = reading(tmp_path, demand=rows).faults
    assert [(f.code, f.headline) for f in found] == [("W531", "sparse"), ("W531", "")]


GAPS = {
    "capacity": ([["supplier", *MONTHS], ["A", 9, None, 9, 9]], "W567", "C2"),
    "prices": ([["offer", *MONTHS], ["a", 9, 9, 9, None]], "N556", "E2"),
    "arisings": ([["material", *MONTHS], ["x", 1, 1, None, 1]], "N587", "D2"),
    "processes": ([["process", *MONTHS], ["p", 1, None, None, 1]], "W567", "C2"),
}


@pytest.mark.parametrize("table", GAPS)
def test_blanks_among_filled_periods_say_what_holds_there(tmp_path: Path, table: str) -> None:
    """No maximum, the offer's own price, nothing that arises."""
    rows, code, cell = GAPS[table]
    found = [f for f in reading(tmp_path, **{table: rows}).faults if f.code == code]
    assert [f.cell for f in found] == [cell]


def test_filled_columns_outside_the_plan_are_one_note(tmp_path: Path) -> None:
    """Before the start and after the end; none if they are blank."""
    columns = ["2026-11", "2026-12", *MONTHS, "2027-05"]
    found = reading(tmp_path, demand=[["material", *columns], ["x", 9, 9, 5, 5, 5, 5, 5]])
    (note,) = found.faults
    assert (note.code, note.cell) == ("N220", "B1")
    assert "3 (2026-11 ... 2027-05)" in note.message.en
    blank = [["material", *columns], ["x", None, None, 5, 5, 5, 5, None]]
    assert codes(reading(tmp_path, demand=blank)) == []


def test_demand_after_the_plan_is_read_where_cover_looks_at_it(tmp_path: Path) -> None:
    """Then nothing is said of it."""
    pile = [["stockpile", "material", "cover_min"], ["s", "x", 1]]
    rows = [["material", *MONTHS, "2027-05"], ["x", 5, 5, 5, 5, 5]]
    assert codes(reading(tmp_path, demand=rows, stockpiles=pile)) == []


def test_hidden_columns_and_struck_rows_are_told(tmp_path: Path) -> None:
    """Like hidden rows: they are read all the same."""
    path = write_workbook(tmp_path / "case.xlsx", small())
    book = openpyxl.load_workbook(path)
    book["offers"].column_dimensions["D"].hidden = True
    book["suppliers"].column_dimensions["F"].hidden = True
    for cell in book["offers"][3]:
        cell.font = Font(strike=True)
    book["offers"]["C2"].font = Font(strike=False)
    book.save(path)
    found = read(path)
    assert [(f.code, f.sheet, f.cell) for f in found.faults] == [
        ("W221", "offers", ""), ("W222", "offers", "A3"),
    ]  # fmt: skip
    assert "1 (price)" in found.faults[0].message.en
    assert found.case is not None and len(found.case.offers) == 2


def test_what_has_no_width_or_height_is_told_as_hidden(tmp_path: Path) -> None:
    """Nobody sees it, whatever it is called in the file."""
    path = write_workbook(tmp_path / "case.xlsx", small())
    columns = b'<cols><col min="3" max="3" width="0" customWidth="1"/></cols><sheetData>'

    def flattened(part: str, data: bytes) -> bytes:
        if not part.startswith("xl/worksheets/"):
            return data
        return data.replace(b"<sheetData>", columns).replace(b'<row r="2"', b'<row r="2" ht="0"')

    found = read(rezip(path, flattened)).faults
    hidden = [(f.code, f.sheet) for f in found if f.sheet in ("offers", "demand")]
    assert hidden == [
        ("W213", "offers"),
        ("W221", "offers"),
        ("W213", "demand"),
        ("W221", "demand"),
    ]


OF_ND = [["material", "unit", "element"], ["x", "t", "Nd"]]
LIMIT = ["limit", "measure", "of", "among", "stage", "sense", "value"]


def limited(folder: Path, of: str, among: str = "", stage: str = "") -> Reading:
    """A share of at most half."""
    row = ["c", "share", of or None, among or None, stage or None, "max", 0.5]
    return reading(folder, limits=[LIMIT, row])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("country=중국", "country=CN"),
        ("country=China", "country=CN"),
        ("country=CN;JP", "country=CN|JP"),
        ("country=CN/JP", "country=CN|JP"),
        ("kind=refiner;miner,country=CN", "kind=refiner|miner,country=CN"),
        ("country=CN JP", "country=CN|JP"),
        ("country=중국 및 일본", "country=CN|JP"),
        ("country=중국과 일본", "country=CN|JP"),
        ("country=호주와 중국", "country=AU|CN"),
        ("country=CN·JP", "country=CN|JP"),
        ("country=CN、일본", "country=CN|JP"),
        ("country=(CN)", "country=CN"),
        ('country="CN"', "country=CN"),
        ("country=CN & South Korea", "country=CN|KR"),
    ],
)
def test_near_misses_of_codes_are_read_as_meant(tmp_path: Path, typed: str, meant: str) -> None:
    """Names of countries, and the wrong sign between values of a list."""
    case = limited(tmp_path, typed).case
    assert case is not None and case.limits[0].of == meant


@pytest.mark.parametrize(
    ("typed", "code", "mended"),
    [
        ("CN", "E651", "'country=CN'"),
        ("country=CN, JP", "E651", "'country=CN|JP'"),
        ("country:중국", "E651", "'country=CN'"),
        ("country CN", "E651", "'country=CN'"),
        ("country=CN;material=x", "E651", "'country=CN,material=x'"),
        ("country=CN and material=x", "E651", "'country=CN,material=x'"),
        ("supplier=A;B", "E673", "supplier=A|B."),
        ("supplier = A/B, country=CN", "E673", "supplier=A|B,country=CN."),
    ],
)
def test_other_near_misses_are_errors_with_the_mended_selector(
    tmp_path: Path, typed: str, code: str, mended: str
) -> None:
    """What cannot be read for certain is asked, in the words that would do."""
    (fault,) = limited(tmp_path, typed).faults
    assert fault.code == code and mended in fault.remedy.en
    again = mended.strip("'.")
    assert not limited(tmp_path, again).errors


@pytest.mark.parametrize(
    ("of", "among", "stage", "code"),
    [
        ("country=VN", "", "", "W653"),
        ("country=VN", "", "mined", "W653"),
        ("country=CN", "material=x,country=VN", "", "W653"),
        ("country=CN", "country=AU", "", "W675"),
        ("supplier=A|C", "", "", "W674"),
    ],
)
def test_what_matches_nothing_is_left_out(
    tmp_path: Path, of: str, among: str, stage: str, code: str
) -> None:
    """Neither the whole selector, nor one of its values, nor what is left of it within among."""
    (fault,) = limited(tmp_path, of, among, stage).faults
    assert (fault.code, fault.severity, fault.headline) == (code, "warning", "left_out")
    assert "c'" in fault.message.en


def test_a_selector_by_the_name_of_an_element_is_answered_with_its_symbol(tmp_path: Path) -> None:
    """By 네오디뮴 or neodymium nobody is picked who sells Nd."""
    for field in ("element", "contains"):
        for name in ("네오디뮴", "Neodymium"):
            row = ["c", "share", f"{field}={name}", None, None, "max", 0.5]
            (fault,) = reading(tmp_path, limits=[LIMIT, row], materials=OF_ND).errors
            assert fault.code == "E673" and f"{field}=Nd" in fault.remedy.en


def test_a_license_of_an_element_by_name_is_answered_with_its_symbol(tmp_path: Path) -> None:
    """What its elements are called is no element of any material."""
    offers = [["offer", "supplier", "material", "price", "license"], ["a", "A", "x", 10, "moc"]]
    rows = [["license", "country", "grant", "days_p50", "days_p90", "elements"]]
    rows.append(["moc", "CN", 0.9, 10, 20, "네오디뮴; Dy"])
    found = reading(tmp_path, offers=offers, licenses=rows, materials=OF_ND)
    (fault,) = [fault for fault in found.faults if fault.code == "W636"]
    assert "Did you mean 'Nd; Dy'?" in fault.remedy.en and "'Nd; Dy'" in fault.remedy.ko


def test_a_process_that_only_makes_is_in_the_first_line(tmp_path: Path) -> None:
    """What comes of nothing makes the plan cheap; one that only uses does not."""
    for per_run, headline in ((1, "left_out"), (-1, "")):
        recipes = [["process", "material", "per_run"], ["p", "x", per_run]]
        found = reading(tmp_path, processes=[["process", "cost"], ["p", 1]], recipes=recipes)
        (fault,) = [fault for fault in found.faults if fault.code == "W592"]
        assert fault.headline == headline


def test_a_supplier_without_a_group_is_its_own(tmp_path: Path) -> None:
    """Nothing is said of group=A; nor of an alternative country that nobody sells from."""
    for of in ("group=A", "group=A|south", "country=CN|VN", "country!=VN"):
        assert codes(limited(tmp_path, of)) == []


def test_an_event_of_nobody_is_left_out(tmp_path: Path) -> None:
    """Its selector is judged as a limit's is."""
    keys = ["event", "of", "per_year", "months_p50", "months_p90", "effect"]
    found = reading(tmp_path, events=[keys, ["e", "country=VN", 0.1, 3, 6, "stop"]])
    assert [(f.code, f.headline) for f in found.faults] == [("W653", "left_out")]


ODD = {
    "won upside down": ({"fx": [["currency", "each"], ["KRW", 1380]]}, ["W507"]),
    "won as it is": ({"fx": [["currency", "each"], ["KRW", 0.00072]]}, []),
    "a euro and its inverse are alike": ({"fx": [["currency", "each"], ["EUR", 0.9]]}, []),
    "yen by the hundred": ({"fx": [["currency", "each"], ["JPY", 0.66]]}, ["W508"]),
    "kg for t": (
        {"capacity": [["supplier", "each"], ["A", 3], ["B", 4]],
         "demand": [["material", "each"], ["x", 5000]]}, ["W535"]),
    "tight, but of one unit": (
        {"capacity": [["supplier", "each"], ["A", 3], ["B", 4]],
         "demand": [["material", "each"], ["x", 70]]}, []),
    "one month in kg": ({"demand": [["material", *MONTHS], ["x", 5, 5000, 6, 5]]}, ["W536"]),
    "a busy month": ({"demand": [["material", *MONTHS], ["x", 5, 500, 0, 5]]}, []),
    "shortage per kg, price per t": (
        {"materials": [["material", "unit", "shortage_cost"], ["x", "t", 9]]}, ["W525"]),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_units_a_thousand_times_off_are_said(tmp_path: Path, name: str) -> None:
    """Need against supply, month against month, money against what it is worth."""
    tables, expected = ODD[name]
    assert codes(reading(tmp_path, **tables)) == expected


def test_the_rate_is_blamed_and_not_the_prices_in_it(tmp_path: Path) -> None:
    """With the won upside down the prices in won are millions of times the others."""
    offers = [["offer", "supplier", "material", "price", "currency"],
              ["a", "A", "x", 14000, "KRW"], ["b", "B", "x", 10, None],
              ["c", "B", "x", 11, None]]  # fmt: skip
    fx = [["currency", "each"], ["KRW", 1380]]
    found = reading(tmp_path, offers=offers, fx=fx)
    assert codes(found) == ["W507"]
    assert "0.000724638" in found.faults[0].remedy.en


def _vital(table: str, keys: list[object]) -> list[int]:
    """Columns of a sheet whose blank says something: required, references, selectors, periods."""
    declared = {column.key: column for column in TABLES[table].columns}
    return [
        place
        for place, key in enumerate(keys)
        if ((column := declared.get(str(key))) is None and TABLES[table].periods)
        or (column and (column.required or column.refers_to or column.kind == "selector"))
    ]


DROPPED = [
    (table, row, place)
    for table, rows in good().items()
    if table not in ("scenarios", "sweeps")
    for place in _vital(table, rows[0])
    for row in range(1, len(rows))
    if rows[row][place] is not None
]


def test_a_cell_that_is_dropped_is_said_or_changes_no_plan(tmp_path: Path) -> None:
    """One cell of a sound workbook at a time: a message, or the very same plan."""
    silent = []
    for table, row, place in DROPPED:
        sheets = good()
        sheets[table][row][place] = None
        found = read(write_workbook(tmp_path / "case.xlsx", sheets))
        if not found.faults:
            silent.append((table, row, sheets[table][0][place], found.case))
    assert len(DROPPED) > 120
    base = plan_case(_riskless(read(write_workbook(tmp_path / "whole.xlsx", good())).case))
    assert base.status == "optimal"
    for table, row, key, case in silent:
        other = plan_case(_riskless(case))
        assert (other.objective, other.orders) == (base.objective, base.orders), (table, row, key)


def _riskless(case: Case | None) -> Case:
    assert case is not None
    return replace(case, settings=replace(case.settings, risk_measure="none"))
