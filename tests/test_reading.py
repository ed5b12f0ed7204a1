"""What the contract says about sheets, key rows, cells and periods is what is read."""

import dataclasses
import datetime
import unicodedata

import openpyxl
import pytest
import xlsxwriter
from fault_cases import spoil
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_cases import random_case
from workbooks import Percent, good, put, rezip, write_workbook

from models.calendar import Calendar, month_of
from models.case import (
    Capacity,
    Case,
    Demand,
    Limit,
    Material,
    Offer,
    Settings,
    Stockpile,
    Supplier,
)
from planner.schema.common import LONGEST_PLAN
from planner.workbook.faults import shown
from planner.workbook.grids import PeriodColumn
from planner.workbook.guard import open_package
from planner.workbook.periods import Spreader, beyond
from planner.workbook.read import read
from planner.workbook.unpack import read_book
from planner.workbook.write import case_rows, write_case


def _read(tmp_path, sheets):
    reading = read(write_workbook(tmp_path / "case.xlsx", sheets))
    assert reading.case is not None, shown(reading.faults, "en")
    return reading


def _demand(tmp_path, header, values, plan=("2027-01", 12, "month")):
    """The demand of one material under these period columns."""
    book = good()
    for key in set(book) - {"settings", "materials", "suppliers", "offers"}:
        del book[key]
    start, periods, period = plan
    book["settings"][1:] = [["start", start], ["periods", periods], ["period", period]]
    for row in book["offers"][1:]:
        row[5] = row[8] = None
    book["demand"] = [["material", "location", *header], ["ndpr", "Busan", *values]]
    return _read(tmp_path, book).case.demand[0]


def test_a_yearly_flow_is_spread_evenly_over_months(tmp_path):
    """Demand under 2027 falls on its twelve months alike."""
    assert _demand(tmp_path, ["2027"], [120]).values == (10.0,) * 12


def test_monthly_flows_are_summed_into_quarters(tmp_path):
    """Finer headers than the plan's period add up."""
    header = [f"2027-{month:02d}" for month in range(1, 7)]
    row = _demand(tmp_path, header, [1, 2, 3, 4, 5, 6], ("2027-Q1", 2, "quarter"))
    assert row.values == (6.0, 15.0)


def test_the_most_specific_column_wins(tmp_path):
    """A month beats its quarter, a quarter its year, and all beat each."""
    row = _demand(tmp_path, ["each", "2027", "2027-Q2", "2027-05"], [7, 120, 60, 1])
    assert row.values == (10.0,) * 3 + (20.0, 1.0, 20.0) + (10.0,) * 6


def test_a_blank_month_falls_back_to_the_coarser_column(tmp_path):
    """Only a filled cell is more specific."""
    row = _demand(tmp_path, ["2027", "2027-02"], [24, None])
    assert row.values == (2.0,) * 12


def test_each_is_the_value_of_one_period(tmp_path):
    """In a quarter plan each=9 is nine in every quarter."""
    assert _demand(tmp_path, ["each"], [9], ("2027", 4, "quarter")).values == (9.0,) * 4


def test_each_fills_the_months_that_nothing_else_fills(tmp_path):
    """In a quarter with one month filled, each gives the other two their third each."""
    row = _demand(tmp_path, ["each", "2027-01"], [9, 5], ("2027", 2, "quarter"))
    assert row.values == (11.0, 9.0)


def test_a_period_without_filled_months_is_blank(tmp_path):
    """No number is made up for a period nobody filled."""
    row = _demand(tmp_path, ["2027-01", "2027-03"], [1, 3], ("2027-01", 4, "month"))
    assert row.values == (1.0, None, 3.0, None)


def test_excel_dates_are_period_columns(tmp_path):
    """A header formatted as a date is the month it lies in."""
    days = [datetime.date(2027, 1, 1), datetime.datetime(2027, 2, 28, 12, 0)]
    assert _demand(tmp_path, days, [4, 5], ("2027-01", 2, "month")).values == (4.0, 5.0)


def test_a_year_typed_as_a_number_is_a_period_column(tmp_path):
    """2027 is a year whether the cell is a number or text."""
    assert _demand(tmp_path, [2027], [12], ("2027", 1, "year")).values == (12.0,)


def test_demand_after_the_plan_is_kept_apart(tmp_path):
    """Columns beyond the plan's end go on in beyond; each says nothing about them."""
    row = _demand(tmp_path, ["each", "2027-03", "2027-05"], [9, 3, 5], ("2027-01", 2, "month"))
    assert row.values == (9.0, 9.0)
    assert row.beyond == (3.0, None, 5.0)


def _level(cells, calendar):
    columns = {
        "each": PeriodColumn(1, "each"),
        "year": PeriodColumn(2, "2027", month_of(2027, 1), month_of(2027, 12)),
        "jan": PeriodColumn(3, "2027-01", month_of(2027, 1), month_of(2027, 1)),
        "feb": PeriodColumn(4, "2027-02", month_of(2027, 2), month_of(2027, 2)),
    }
    return Spreader(calendar, flow=False)({columns[key]: v for key, v in cells.items()})


def test_a_level_holds_throughout_and_is_averaged_over_filled_months():
    """A yearly price holds in every month; in a quarter the filled months are averaged."""
    months = Calendar(month_of(2027, 1), 3, "month")
    quarter = Calendar(month_of(2027, 1), 1, "quarter")
    assert _level({"year": 70}, months).values == (70.0, 70.0, 70.0)
    assert _level({"jan": 60, "feb": 80}, quarter).values == (70.0,)
    assert _level({"jan": 60, "feb": 80}, quarter).partial(3) == (0,)
    assert _level({"jan": 60, "each": 90}, quarter).values == (80.0,)


def test_beyond_counts_only_what_lies_after_the_plan():
    """A year that ends after the plan gives its months after the plan."""
    calendar = Calendar(month_of(2027, 1), 10, "month")
    year = PeriodColumn(1, "2027", month_of(2027, 1), month_of(2027, 12))
    assert beyond({year: 120.0}, calendar) == (10.0, 10.0)


def test_blank_months_of_a_price_take_the_offers_own(tmp_path):
    """A quarter with one month at 100 and an offer price of 70 costs 80."""
    book = spoil(good(), {"settings!A6": "period", "settings!B6": "quarter"})
    book["prices"] = [["offer", "2027-01"], ["ly1", 100]]
    book["limits"] = book["limits"][:1]
    assert _read(tmp_path, book).case.prices[0].values == (80.0, None, None, None)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (0.05, 0.05),
        (Percent(0.05), 0.05),
        ("5%", 0.05),
        ("14.5 %", 0.145),
        ("0.05", 0.05),
        (Percent(1.45), 1.45),
        ("145%", 1.45),
        (1, 1.0),
    ],
)
def test_fractions_are_read_in_every_allowed_form(tmp_path, cell, value):
    """0.05, a percent format and the text 5% are the same duty; 145% is one if written so."""
    case = _read(tmp_path, spoil(good(), {"offers!G3": cell})).case
    assert case.offers[1].duty == value


@pytest.mark.parametrize("rows_above", [0, 3, 19])
def test_the_key_row_may_be_anywhere_in_the_first_twenty(tmp_path, rows_above):
    """Titles, headings and units above the keys do not matter."""
    book = good()
    book["offers"] = [["공급조건 " + "x" * (i % 2)] for i in range(rows_above)] + book["offers"]
    assert _read(tmp_path, book).case == _read(tmp_path, good()).case


def test_the_twenty_first_row_is_too_late(tmp_path):
    """Beyond the twentieth row no key row is looked for."""
    book = good()
    book["routes"] = [[]] * 20 + book["routes"]
    codes = [f.code for f in read(write_workbook(tmp_path / "case.xlsx", book)).errors]
    assert codes == ["E204"]


def test_the_last_row_with_all_keys_is_the_key_row(tmp_path):
    """A heading row that happens to read like the keys is passed over."""
    book = good()
    book["routes"] = [["From", "To"], *book["routes"]]
    assert len(_read(tmp_path, book).case.routes) == 1


def test_the_order_of_columns_is_free(tmp_path):
    """Columns turned round read the same."""
    book = good()
    book["offers"] = [list(reversed(row)) for row in book["offers"]]
    assert _read(tmp_path, book).case.offers == _read(tmp_path, good()).case.offers


def test_blank_rows_never_end_the_data(tmp_path):
    """Rows after a gap are read like those before it."""
    book = good()
    book["demand"] = [*book["demand"][:2], [], [None, ""], [], *book["demand"][2:]]
    assert _read(tmp_path, book).case == _read(tmp_path, good()).case


@pytest.mark.parametrize("title", ["공급조건", "Offers", " OFFERS ", "ＯＦＦＥＲＳ"])
def test_a_sheet_is_found_by_key_or_title(tmp_path, title):
    """Korean or English, wide or narrow letters: it is the same table."""
    book = good()
    book[title] = book.pop("offers")
    assert len(_read(tmp_path, book).case.offers) == 6


def test_a_blank_in_a_sheet_name_is_an_underscore(tmp_path):
    """``Open orders`` and ``open_orders`` are one name."""
    book = good()
    book["OPEN ORDERS"] = book.pop("open_orders")
    assert len(_read(tmp_path, book).case.open_orders) == 1


def test_hangul_in_pieces_is_the_same_hangul(tmp_path):
    """Names from a Mac (NFD) meet names from Windows (NFC), and are kept composed."""
    book = good()
    pieces = unicodedata.normalize("NFD", "한빛금속")
    assert pieces != "한빛금속"
    for address in ("suppliers!A4", "origins!A2", "origins!A3"):
        spoil(book, {address: pieces})
    for address in ("offers!B6", "offers!B7"):
        spoil(book, {address: " 한빛금속\u200b"})
    case = _read(tmp_path, book).case
    assert case.suppliers[2].supplier == case.offers[4].supplier == "한빛금속"


def test_ids_are_spelled_as_where_they_are_defined(tmp_path):
    """References in other letters are tied to the id as it was typed first."""
    case = _read(tmp_path, spoil(good(), {"offers!C3": "NDPR", "offers!D3": "BUSAN"})).case
    assert (case.offers[1].material, case.offers[1].to) == ("ndpr", "Busan")
    assert case.locations == ("Busan", "Gimhae")


def test_one_location_fills_the_blanks_and_none_is_empty(tmp_path):
    """With one place named, blank is that place; with none, the place is an empty text."""
    book = good()
    for key in ("routes", "processes", "recipes"):
        del book[key]
    for sheet in ("offers", "demand", "stockpiles", "returns", "arisings"):
        place = book[sheet][0].index("to" if sheet == "offers" else "location")
        for row in book[sheet][1:]:
            row[place] = None
    assert _read(tmp_path, book).case.locations == ("",)
    put(book, "offers", "D2", "Busan")
    case = _read(tmp_path, book).case
    assert {row.location for row in case.demand} == {"Busan"} == {row.to for row in case.offers}


def test_numbers_as_text_are_read_with_a_note(tmp_path):
    """What a paste from a web page leaves is read, and mentioned."""
    reading = _read(tmp_path, spoil(good(), {"offers!E3": " １,400.5 "}))
    assert reading.case.offers[1].price == 1400.5
    assert [fault.code for fault in reading.faults] == ["N304"]


def test_codes_that_are_numbers_keep_their_digits(tmp_path):
    """A customs code stored as a number is read as its text."""
    book = good()
    book["materials"][0].append("hs_code")
    for row in book["materials"][1:]:
        row.append(284690)
    assert _read(tmp_path, book).case.materials[0].hs_code == "284690"


def test_from_is_the_first_month_and_until_the_last(tmp_path):
    """A year in from begins in January, in until it ends in December."""
    case = _read(tmp_path, spoil(good(), {"offers!N2": "2027", "offers!O2": 2027})).case
    assert (case.offers[0].from_, case.offers[0].until) == (month_of(2027, 1), month_of(2027, 12))


def test_a_text_formula_that_gives_nothing_is_blank(tmp_path):
    """``=""`` with its stored empty text is a blank cell, as it looks in Excel."""
    path = tmp_path / "case.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for title, rows in good().items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write(number, column, getattr(value, "value", value))
        book.get_worksheet_by_name("offers").write_formula(2, 5, '=""', None, "")
        book.get_worksheet_by_name("offers").write_formula(2, 4, "=4*100", None, 400)
    # Excel marks the stored empty text as text; the library that wrote this file does not.
    unmarked, marked = b'<c r="F3"><f>""</f>', b'<c r="F3" t="str"><f>""</f>'
    # It asks for all to be calculated on opening, which a workbook saved by Excel does not.
    asks, saved = b' fullCalcOnLoad="1"', b""

    def as_excel_saves(_, data):
        return data.replace(unmarked, marked).replace(asks, saved)

    case = read(rezip(path, as_excel_saves)).case
    assert case.offers[1].currency == ""
    assert case.offers[1].price == 400.0


def test_places_lead_back_to_the_cells(tmp_path):
    """Every row of the Case knows its sheet, row and columns."""
    reading = _read(tmp_path, good())
    place = reading.places["offers", 1]
    assert place.cell("price") == "offers!E3"
    assert reading.places["demand", 0].cell("2027-02") == "demand!D2"
    assert reading.places["offers", 0].cell("carbon") == "offers!V2"


def test_the_inputs_are_kept_for_the_report(tmp_path):
    """The rows as they stood, sheet by sheet, under their keys."""
    reading = _read(tmp_path, good())
    sheet = next(sheet for sheet in reading.inputs if sheet.table == "fx")
    assert (sheet.columns, sheet.rows) == (("currency", "each"), (("CNY", 0.14),))
    assert len(reading.sha256) == 64


def test_cells_are_the_same_as_openpyxl_reads_them(tmp_path):
    """Text, numbers, dates and flags of both writers read as a spreadsheet library reads them."""
    path = tmp_path / "all.xlsx"
    day = datetime.date(2027, 3, 1)
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("가")
        formats = [book.add_format({"num_format": code}) for code in ("yyyy-mm-dd", '0"day"')]
        sheet.write_row(0, 0, ["text", "줄\n바꿈", " _x0041_ ", 1.5, -3, 1e-7, True])
        sheet.write_datetime(1, 0, datetime.datetime(2027, 3, 1), formats[0])
        sheet.write_number(1, 1, 5, formats[1])
        sheet.write_rich_string(1, 2, "a", formats[0], "b")
    cells = read_book(open_package(path)).sheets[0].rows
    other = openpyxl.load_workbook(path, data_only=True)["가"]
    ours = {(r, c): cell.value for r, row in cells.items() for c, cell in row.items()}
    theirs = {(cell.row, cell.column): cell.value for row in other for cell in row if cell.value}
    theirs[2, 1] = day
    assert ours == theirs


def test_a_share_may_be_a_text_with_a_percent_sign(tmp_path):
    """The value of a share limit is a fraction; that of other limits a plain number."""
    case = _read(tmp_path, spoil(good(), {"limits!K2": "65%"})).case
    assert case.limits[0].value == 0.65
    assert case.limits[1].value == 6000.0


WORDS = st.text("abcXYZ09 _-가나다한글㈜", min_size=1, max_size=8).map(str.strip).filter(bool)
# Nothing, or more than next to nothing, which is a fault.
NUMBERS = st.just(0.0) | st.floats(1e-9, 1e6).map(lambda number: float(f"{number:.9g}"))
FRACTIONS = st.just(0.0) | st.floats(1e-9, 1).map(lambda number: float(f"{number:.6g}"))
COVERS = NUMBERS.filter(lambda number: number <= LONGEST_PLAN)
MONTHS = st.integers(month_of(2027, 1), month_of(2028, 12))


def _ids(least: int, most: int):
    """Distinct ids, also when compared without regard to case and width."""
    plain = st.lists(WORDS, min_size=least, max_size=most)
    return plain.map(lambda words: [f"{word}.{n}" for n, word in enumerate(words)])


def _maybe(values):
    return st.none() | values


@st.composite
def _cases(draw):
    """Cases a person could type: bounds in order, every name known, every currency with a rate."""
    periods = draw(st.integers(1, 4))
    series = st.lists(_maybe(NUMBERS), min_size=periods, max_size=periods).map(tuple)
    materials = draw(_ids(1, 3))
    suppliers = draw(_ids(1, 3))
    place = draw(st.sampled_from(["", "부산"]))
    offers = []
    for name in draw(_ids(1, 4)):
        low, high = sorted(draw(st.tuples(NUMBERS, NUMBERS)))
        first, last = sorted(draw(st.tuples(MONTHS, MONTHS)))
        attributes = draw(st.dictionaries(st.sampled_from(["탄소", "purity"]), NUMBERS))
        offers.append(
            Offer(
                offer=name, supplier=draw(st.sampled_from(suppliers)),
                material=draw(st.sampled_from(materials)), to=place, price=draw(NUMBERS),
                freight=draw(NUMBERS), duty=draw(FRACTIONS), lead=draw(st.sampled_from([0, 1.3])),
                min_per_period=draw(st.sampled_from([0.0, low])), max_per_period=high,
                from_=draw(_maybe(st.just(first))), until=last,
                contract_per_year=draw(NUMBERS), take_or_pay=draw(_maybe(FRACTIONS)),
                lot=draw(_maybe(NUMBERS)), spot=draw(st.booleans()),
                tags=tuple(draw(st.lists(WORDS, max_size=2))),
                attributes=tuple(sorted(attributes.items())),
            )
        )  # fmt: skip
    share = Limit("상한", "share", of="country=CN", value=draw(FRACTIONS), window="rolling:2")
    return Case(
        settings=Settings(month_of(2027, 1), periods, title=draw(WORDS), language="ko"),
        materials=tuple(Material(m, unit="t", price_per="kg", reo=draw(NUMBERS), shortage_cost=draw(
            _maybe(NUMBERS)), controlled=draw(st.booleans())) for m in materials),
        suppliers=tuple(Supplier(s, country=draw(st.sampled_from(["CN", "AU"])), tags=tuple(draw(
            st.lists(WORDS, max_size=2)))) for s in suppliers),
        offers=tuple(offers),
        capacity=tuple(Capacity(s, "", draw(series)) for s in suppliers),
        demand=tuple(Demand(m, place, draw(series)) for m in materials),
        stockpiles=tuple(Stockpile(f"s{n}", m, place, opening=draw(NUMBERS), cover_target=draw(
            _maybe(COVERS))) for n, m in enumerate(materials)),
        limits=(share,),
        locations=(place,),
    )  # fmt: skip


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(case=_cases())
def test_a_case_survives_the_workbook(tmp_path, case):
    """Any case written to a workbook is read back as the same case."""
    path = tmp_path / "case.xlsx"
    write_case(path, case_rows(case), "ko")
    reading = read(path)
    assert reading.errors == ()
    assert reading.case == case


@pytest.mark.parametrize("seed", range(8))
def test_a_random_case_survives_the_workbook(tmp_path, seed):
    """Cases with processes, tiers, routes, limits and all other tables come back the same."""
    case = random_case(seed)
    path = tmp_path / "case.xlsx"
    write_case(path, case_rows(case), "en")
    reading = read(path)
    assert reading.errors == ()
    assert _settled(reading.case) == _settled(case)


def _settled(case):
    """Leave aside what no workbook tells apart: the order of places, columns all blank."""
    processes = tuple(
        dataclasses.replace(row, values=row.values if any(row.values) else ())
        for row in case.processes
    )
    places = tuple(sorted(case.locations))
    return dataclasses.replace(case, processes=processes, locations=places)
