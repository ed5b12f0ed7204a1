"""Files as offices write them: dates a little off, formulas, Korean numbers, totals, packages."""

import dataclasses
import datetime
import re
import zipfile

import openpyxl
import pytest
import xlsxwriter
from workbooks import Percent, rezip, write_workbook

from models.calendar import month_of
from planner.planning import plan_case
from planner.report import write_plan
from planner.study.points.phrases import edit_of
from planner.workbook import annotate, pass_over
from planner.workbook.annotate import write_faults
from planner.workbook.faults import shown
from planner.workbook.magnitudes import spelled_out
from planner.workbook.read import read
from planner.workbook.recheck import faults_after
from planner.workbook.write import case_rows, write_case


def small():
    """One material, one supplier, one offer at 10; 5, 7 and 9 t from 2027-01."""
    return {
        "settings": [["key", "value"], ["start", "2027-01"], ["periods", 3]],
        "materials": [["material", "unit"], ["x", "t"]],
        "suppliers": [["supplier", "country"], ["s", "CN"]],
        "offers": [["offer", "supplier", "material", "price"], ["a", "s", "x", 10]],
        "demand": [["material", "2027-01", "2027-02", "2027-03"], ["x", 5, 7, 9]],
    }


def offer_with(**cells):
    """The small case with further columns of its only offer."""
    book = small()
    book["offers"] = [book["offers"][0] + list(cells), book["offers"][1] + list(cells.values())]
    return book


def written(tmp_path, book, cells=(), change=None):
    """The file; ``cells`` are (``"demand!B1"``, value, number format), ``change`` its parts."""
    path = write_workbook(tmp_path / "case.xlsx", book)
    if cells:
        opened = openpyxl.load_workbook(path)
        for address, value, shape in cells:
            sheet, cell = address.split("!")
            opened[sheet][cell] = value
            opened[sheet][cell].number_format = shape
        opened.save(path)
    return rezip(path, change) if change else path


def case_of(path):
    """The case, or every fault."""
    reading = read(path)
    assert reading.case is not None, shown(reading.faults, "en")
    return reading.case


def errors_of(path):
    """The faults that stop the plan, as (place, code)."""
    return [(f"{f.sheet}!{f.cell}", f.code) for f in read(path).errors]


def serial(day, early=0.0, epoch=datetime.date(1899, 12, 30)):
    """The number Excel stores for a day, some seconds early."""
    return (day - epoch).days - early / 86_400


JANUARY, FEBRUARY, MARCH = (datetime.date(2027, month, 1) for month in (1, 2, 3))
EPOCHS = {"1900": datetime.date(1899, 12, 30), "1904": datetime.date(1904, 1, 1)}


def counted_from(system):
    """Days count from 1904 in workbooks that say so."""
    old, new = b"<workbookPr ", b'<workbookPr date1904="1" '
    return (lambda _, data: data.replace(old, new)) if system == "1904" else None


@pytest.mark.parametrize("early", [0, 0.0001, 52])
@pytest.mark.parametrize("system", EPOCHS)
def test_a_date_a_little_before_midnight_is_the_day_after(tmp_path, early, system):
    """Web exports store midnight some seconds early; headers keep their month."""
    cells = [
        (f"demand!{column}1", serial(day, early, EPOCHS[system]), "yyyy-mm")
        for column, day in zip("BCD", (JANUARY, FEBRUARY, MARCH), strict=True)
    ]
    path = written(tmp_path, small(), cells, counted_from(system))
    assert case_of(path).demand[0].values == (5, 7, 9)


def test_a_minute_before_midnight_is_still_its_own_day(tmp_path):
    """A time of day stays on its day; only a few lost seconds go to the next."""
    cells = [("demand!C1", serial(FEBRUARY, 61), "yyyy-mm-dd")]
    assert errors_of(written(tmp_path, small(), cells)) == [("demand!C1", "E209")]


def test_periods_in_cells_are_rounded_too(tmp_path):
    """start, from, until and arrives, each 52 seconds before the month begins."""
    book = offer_with(**{"from": None, "until": None})
    book["open_orders"] = [["offer", "arrives", "quantity"], ["a", None, 3]]
    places = {"settings!B2": JANUARY, "offers!E2": FEBRUARY, "offers!F2": MARCH,
              "open_orders!B2": FEBRUARY}  # fmt: skip
    cells = [(place, serial(day, 52), "yyyy-mm-dd") for place, day in places.items()]
    case = case_of(written(tmp_path, book, cells))
    assert case.settings.start == month_of(2027, 1)
    assert (case.offers[0].from_, case.offers[0].until) == (month_of(2027, 2), month_of(2027, 3))
    assert case.open_orders[0].arrives == month_of(2027, 2)


def test_a_date_written_as_text_of_a_time_is_rounded_too(tmp_path):
    """Some programs store dates as ISO 8601 rather than as serials."""
    new = b'<c r="B1" t="d"><v>2026-12-31T23:59:08.000Z</v></c>'

    def change(name, data):
        return re.sub(rb'<c r="B1".*?</c>', new, data) if name.endswith("sheet5.xml") else data

    path = written(tmp_path, small(), change=change)
    assert case_of(path).demand[0].values == (5, 7, 9)


@pytest.mark.parametrize("shape", ["yyyy", 'yyyy"년"', "yy", '[$-412]yyyy"년"', "yyyy;@"])
def test_a_date_shown_as_its_year_alone_is_the_year(tmp_path, shape):
    """Nobody sees the month behind it: 36,000 a year and not 1,000 in January."""
    book = small()
    book["settings"][2][1] = 24
    book["prices"] = [["offer", None, None], ["a", 10, 20]]
    cells = [
        ("prices!B1", serial(JANUARY), shape),
        ("prices!C1", serial(datetime.date(2028, 1, 1)), shape),
    ]
    assert case_of(written(tmp_path, book, cells)).prices[0].values == (10,) * 12 + (20,) * 12


def test_a_year_alone_ends_with_its_december(tmp_path):
    """In a cell too: until 2027 is until the end of 2027."""
    cells = [("offers!E2", serial(MARCH), "yyyy")]
    case = case_of(written(tmp_path, offer_with(until=None), cells))
    assert case.offers[0].until == month_of(2027, 12)


@pytest.mark.parametrize("shape", ["yyyy-mm", "mmm", 'yyyy"년" m"월"', "d/m/yy", "m/d"])
def test_a_date_that_shows_a_month_is_the_month(tmp_path, shape):
    """However it is written."""
    cells = [("demand!B1", serial(JANUARY), shape)]
    assert case_of(written(tmp_path, small(), cells)).demand[0].values == (5, 7, 9)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2027-13", "2028-01"),
        ("2027-24", "2028-12"),
        ("2027-25", "2029-01"),
        ("2027.13", "2028-01"),
        ("2027년 13월", "2028-01"),
        ("2027-Q5", "2028-Q1"),
        ("2027년 6분기", "2028-Q2"),
    ],
)
def test_months_filled_on_beyond_the_year_are_answered_with_the_month_meant(tmp_path, typed, meant):
    """Dragging 2027-12 to the right makes 2027-13: the column is refused with what to write."""
    book = small()
    book["demand"][0][3] = typed
    fault = next(f for f in read(written(tmp_path, book)).errors if f.cell == "D1")
    assert fault.code == "E210"
    assert f"{meant}." in fault.remedy.en and f"예: {meant}" in fault.remedy.ko
    cell = read(written(tmp_path, offer_with(until=typed))).errors[0]
    assert (cell.cell, cell.code) == ("E2", "E312") and meant in cell.remedy.en


def with_formula(tmp_path, sheet, place, formula, stored, asks):
    """The small case with one formula; ``asks``: the workbook wants to be calculated on opening."""
    path = tmp_path / "formula.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for title, rows in small().items():
            page = book.add_worksheet(title)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
        book.get_worksheet_by_name(sheet).write_formula(place, formula, None, stored)
    old = b' fullCalcOnLoad="1"'
    return path if asks else rezip(path, lambda _, data: data.replace(old, b""))


@pytest.mark.parametrize("stored", [0, 8, ""])
def test_what_is_stored_beside_a_formula_that_waits_to_be_calculated_is_no_value(tmp_path, stored):
    """A program that writes =4*2 beside a 0 asks Excel to calculate: nothing is bought at 0."""
    path = with_formula(tmp_path, "offers", "D2", "=4*2", stored, asks=True)
    (fault,) = read(path).errors
    assert (fault.sheet, fault.cell, fault.code, fault.seen) == ("offers", "D2", "E316", "=4*2")
    assert "save" in fault.remedy.en and "저장" in fault.remedy.ko


@pytest.mark.parametrize("stored", [0, 8])
def test_a_formula_counts_by_its_stored_value(tmp_path, stored):
    """In a workbook that Excel saved, a 0 is a 0."""
    path = with_formula(tmp_path, "offers", "D2", "=4*2", stored, asks=False)
    assert case_of(path).offers[0].price == stored


def test_a_period_column_headed_by_a_formula_that_waits_is_an_error(tmp_path):
    """Demand is not left out because its month is not yet calculated."""
    path = with_formula(tmp_path, "demand", "C1", "=B1+31", 0, asks=True)
    assert errors_of(path) == [("demand!C1", "E316")]


def test_keys_that_stand_again_further_down_are_refused_with_both_rows(tmp_path):
    """10 t above and 7 t below a second key row: neither is left out silently."""
    book = small()
    book["demand"] = [["material", "2027-01"], ["x", 10], [], [], ["material", "2027-01"], ["x", 7]]
    (fault,) = read(written(tmp_path, book)).errors
    assert (fault.sheet, fault.cell, fault.code) == ("demand", "A5", "E220")
    assert "row 1" in fault.message.en and "row 5" in fault.message.en


def test_keys_that_stand_again_below_the_twentieth_row_are_refused_too(tmp_path):
    """A second block pasted under a long first one."""
    book = small()
    suppliers = [[f"s{number}", "CN"] for number in range(30)]
    book["suppliers"] += [*suppliers, book["suppliers"][0], ["t", "AU"]]
    assert errors_of(written(tmp_path, book)) == [("suppliers!A33", "E220")]


@pytest.mark.parametrize("row", [["x", 0, 0, 0, "material"], ["material"]])
def test_a_key_in_a_note_makes_no_key_row(tmp_path, row):
    """Only a row of keys is one: the word alone is a name or a remark."""
    book = small()
    book["demand"][0].append("note")
    book["demand"].append(row)
    book["materials"].append(["material", "t"])
    assert case_of(written(tmp_path, book)).demand[0].values == (5, 7, 9)


def test_headings_that_read_like_the_keys_may_stand_above_units(tmp_path):
    """A title row, a row of units and the keys: nothing is filled between."""
    book = small()
    book["demand"] = [["Material", "2027-01"], [None, "t"], *book["demand"]]
    assert case_of(written(tmp_path, book)).demand[0].values == (5, 7, 9)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3만", "30000"), ("1.2만", "12000"), ("5천", "5000"), ("2억", "200000000"),
        ("3천만", "30000000"), ("1억 2천만", "120000000"), ("3만5천", "35000"),
        ("3천5백만 원", "35000000"), ("12만 3000", "123000"), ("약 3만 톤", "30000"),
        ("3만여 톤", "30000"), ("-3만", "-30000"), ("５천", "5000"),
        ("3k", "3000"), ("$3K", "3000"), ("2M", "2000000"), ("2 million USD", "2000000"),
        ("1.5bn", "1500000000"),
        ("3 조각", "3"), ("3 kg", "3"), ("3 mt", "3"), ("3m", "3"), ("400 USD", "400"),
    ],
)  # fmt: skip
def test_the_hint_for_an_amount_in_words_is_the_amount(tmp_path, typed, meant):
    """만, 억, 천, k and M are known; what only looks like them is a unit."""
    book = small()
    book["offers"][1][3] = typed
    (fault,) = read(written(tmp_path, book)).errors
    assert (fault.cell, fault.code) == ("D2", "E326")
    assert f"Write {meant} alone" in fault.remedy.en and f"숫자 {meant}만" in fault.remedy.ko


def test_a_very_long_amount_is_judged_at_once():
    """No text makes the reader think for long."""
    for text in ("1" * 59 + "x", "1만" * 29 + "각", "1," * 29 + "!", "9" * 30_000 + "만"):
        assert spelled_out(text) == "" or len(text) < 60


@pytest.mark.parametrize(
    "typed", ["65퍼센트", "65 프로", "65 percent", "65Percent", "65 pct", "65％"]
)
def test_a_percentage_may_be_written_in_words(tmp_path, typed):
    """In a fraction, and as a value of an edit."""
    assert case_of(written(tmp_path, offer_with(duty=typed))).offers[0].duty == 0.65
    book = small()
    book["scenarios"] = [["scenario", "table", "column", "op", "value"]]
    book["scenarios"].append(["s", "offers", "duty", "set", typed])
    assert case_of(written(tmp_path, book)).scenarios[0].value == 0.65


def test_eight_hundred_percent_is_asked_about_and_can_be_meant(tmp_path):
    """A cell formatted after its 8 was typed shows 800%; as a text it is what it says."""
    assert errors_of(written(tmp_path, offer_with(duty=Percent(8)))) == [("offers!E2", "E334")]
    case = case_of(written(tmp_path, offer_with(duty="800%")))
    assert case.offers[0].duty == 8
    write_case(tmp_path / "again.xlsx", case_rows(case), "ko")
    assert case_of(tmp_path / "again.xlsx") == case
    assert not faults_after(case, [edit_of("offers.duty times 2", case)])


@pytest.mark.parametrize("share", [Percent(65), Percent(2)])
def test_a_percentage_beyond_its_bound_is_asked_about(tmp_path, share):
    """65 in a cell shown as a percentage is asked about like a bare 65."""
    book = offer_with(take_or_pay=share, contract_per_year=5)
    (fault,) = read(written(tmp_path, book)).errors
    assert (fault.cell, fault.code) == ("E2", "E334")
    assert "Text" not in fault.remedy.en


@pytest.mark.parametrize(
    "word", ["합계", "소 계", "총계", "계", "Total", "TOTAL:", "Grand total", "Sub-total", "sum"]
)
def test_a_total_row_is_called_one(tmp_path, word):
    """Nobody is told to add a material called 합계."""
    book = small()
    book["demand"].append([word, 5, 7, 9])
    (fault,) = read(written(tmp_path, book)).errors
    assert (fault.sheet, fault.cell, fault.code) == ("demand", "A3", "E224")
    book = small()
    book["offers"].append([word, None, None, 10])
    (fault,) = read(written(tmp_path, book)).errors
    assert (fault.sheet, fault.cell, fault.code) == ("offers", "A3", "E224")


def test_a_supplier_called_total_is_a_supplier(tmp_path):
    """What has all that a row needs is no sum."""
    book = small()
    book["suppliers"].append(["Total", "FR"])
    book["offers"].append(["b", "Total", "x", 11])
    assert case_of(written(tmp_path, book)).offers[1].supplier == "Total"


def test_a_total_column_is_left_alone(tmp_path):
    """Sums to the right of the months are told about and not read."""
    book = small()
    book["demand"][0].append("합계")
    book["demand"][1].append(21)
    reading = read(written(tmp_path, book))
    assert [(f.cell, f.code) for f in reading.faults] == [("E1", "W206")]
    assert reading.case.demand[0].values == (5, 7, 9)


@pytest.mark.parametrize("word", ["없음", "해당 없음", "-", "none", "N/A"])
@pytest.mark.parametrize("column", ["license", "currency", "until", "max_per_period", "spot"])
def test_a_word_for_nothing_is_answered_with_leave_it_blank(tmp_path, word, column):
    """References, codes, periods, numbers and flags alike."""
    (fault,) = read(written(tmp_path, offer_with(**{column: word}))).errors
    assert fault.cell == "E2"
    assert "blank" in fault.remedy.en and "비워" in fault.remedy.ko


@pytest.mark.parametrize("sheet", ["materials", "suppliers"])
def test_a_dash_is_neither_a_unit_nor_a_group(tmp_path, sheet):
    """All suppliers of the group '-' would count as one."""
    book = small()
    book[sheet][0].append("group" if sheet == "suppliers" else "price_per")
    book[sheet][1].append("-")
    assert errors_of(written(tmp_path, book)) == [(f"{sheet}!C2", "E335")]


@pytest.mark.parametrize("word", ["inf", "무제한", "제한 없음", "unlimited", "∞", "no limit"])
def test_a_word_for_no_limit_is_answered_with_leave_it_blank(tmp_path, word):
    """In a maximum of an offer, a supplier's capacity and the end of an offer."""
    book = offer_with(max_per_period=word, until=word)
    book["capacity"] = [["supplier", "each"], ["s", word]]
    faults = read(written(tmp_path, book)).errors
    places = [("offers", "E2"), ("offers", "F2"), ("capacity", "B2")]
    assert [(f.sheet, f.cell) for f in faults] == places
    assert all("blank" in f.remedy.en for f in faults)


def test_a_rate_upside_down_is_named_and_not_the_prices(tmp_path):
    """1380 dollars for a won: the prices are compared once the rate is mended."""
    book = small()
    book["offers"] = [
        ["offer", "supplier", "material", "price", "currency"],
        ["a", "s", "x", 10, "USD"],
        ["b", "s", "x", 15_000, "KRW"],
    ]
    book["fx"] = [["currency", "2027"], ["KRW", 1380]]
    (fault,) = read(written(tmp_path, book)).faults
    assert (fault.sheet, fault.cell, fault.code) == ("fx", "B2", "W507")
    assert "0.000724638" in fault.remedy.en
    book["fx"][1][1] = 1 / 1380
    assert read(written(tmp_path, book)).faults == ()


def test_a_recipe_of_nothing_is_a_note_and_changes_nothing(tmp_path):
    """The case is planned; a process of nothing but zeros has no recipe."""
    book = small()
    book["materials"] += [["y", "t"], ["z", "t"]]
    book["offers"].append(["b", "s", "y", 3])
    book["processes"] = [["process", "cost"], ["make", 1]]
    book["recipes"] = [["process", "material", "per_run"], ["make", "y", -1], ["make", "x", 1]]
    without = case_of(written(tmp_path, book))
    book["recipes"].append(["make", "z", 0])
    reading = read(written(tmp_path, book))
    assert ("C4", "N594") in [(f.cell, f.code) for f in reading.faults]
    assert plan_case(reading.case).objective == plan_case(without).objective == pytest.approx(84)
    book["recipes"] = [book["recipes"][0], ["make", "x", 0]]
    assert errors_of(written(tmp_path, book)) == [("processes!A2", "E591")]


def renamed(path, spelled):
    """The archive with its parts spelled otherwise."""
    target = path.with_name("renamed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            entry = zipfile.ZipInfo(part)
            # The class itself would turn backslashes into slashes on some systems.
            entry.filename = spelled(part)
            new.writestr(entry, old.read(part))
    return target


@pytest.mark.parametrize(
    "spelled",
    [
        lambda part: part.replace("xl/", "XL/"),
        lambda part: part.replace("worksheets/sheet", "Worksheets/Sheet"),
        lambda part: part.replace("sharedStrings", "SHAREDSTRINGS").replace("styles", "Styles"),
        lambda part: part.replace("xl/_rels/workbook", "xl/_Rels/Workbook"),
    ],
)
def test_letter_case_of_parts_does_not_matter(tmp_path, spelled):
    """Excel opens such files, so they are read."""
    assert case_of(renamed(written(tmp_path, small()), spelled)) == case_of(
        written(tmp_path, small())
    )


def crowded(tmp_path, title, body):
    """The small case with one more sheet in front, whose XML is ``body``."""
    path = tmp_path / "crowded.xlsx"
    write_workbook(path, {title: [["표지"]], **small()})

    def change(name, data):
        if not name.endswith("sheet1.xml"):
            return data
        head, _, tail = data.partition(b"<sheetData>")
        return head + body + tail.partition(b"</sheetData>")[2]

    return rezip(path, change)


MERGED_ROWS = b"".join(b'<mergeCell ref="A%d:XFD%d"/>' % (row, row) for row in range(1, 8))
ROWS = b"".join(
    b'<row r="%d">' % row + b"<c><v>1</v></c>" * 100 + b"</row>" for row in range(1, 51)
)
FEW = 1_000
"""Cells a workbook may hold in these tests; ``ROWS`` are more."""


@pytest.mark.parametrize(
    "body",
    [
        b"<sheetData/><mergeCells>" + MERGED_ROWS + b"</mergeCells>",
        b"<sheetData>" + ROWS + b"</sheetData>",
        b'<sheetData><row r="30"><c r="A30"><v>1</v></c></row></sheetData>'
        + b" " * 2_000
        + b"<oops>",
        b'<sheetData><row><c r="A1" t="str"><v>' + b"x" * 40_000 + b"</v></c></row></sheetData>",
    ],
    ids=["merged rows", "too many cells", "broken", "long text"],
)
def test_a_sheet_that_is_no_table_costs_nothing(tmp_path, monkeypatch, body):
    """A cover sheet and somebody's data beside the tables are passed over by their names."""
    monkeypatch.setattr(pass_over, "MAX_CELLS", FEW)
    case = case_of(crowded(tmp_path, "표지", body))
    assert case == case_of(written(tmp_path, small()))


def test_a_table_is_read_to_its_end_whatever_it_holds(tmp_path, monkeypatch):
    """The same cells under the name of a table are too many."""
    monkeypatch.setattr(pass_over, "MAX_CELLS", FEW)
    path = crowded(tmp_path, "수요", b"<sheetData>" + ROWS + b"</sheetData>")
    assert [fault.code for fault in read(path).faults] == ["E118"]


def test_a_misnamed_table_is_still_known_by_its_first_rows(tmp_path):
    """Offers under the name of somebody's list."""
    book = small()
    book["Bids 2027"] = [["title"]] * 10 + book.pop("offers")
    assert [f.code for f in read(written(tmp_path, book)).errors] == ["E202"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "product"),
    [
        (b"\x9b DRMONE  This Document is encrypted and protected by Fasoo DRM \0\1", "Fasoo"),
        (b"SCDSA004\0\0A\0\xa1\xe4!", "SoftCamp"),
        (b"<DOCUMENT SAFER MarkAny>\0\1\2", "MarkAny"),
        (b"<## NASCA DRM FILE - VER1.00 ##>\0\1", "NASCA"),
        (OLE + "DRMEncryptedTransform".encode("utf-16-le"), "Microsoft IRM"),
        (OLE + "\tDRMContent".encode("utf-16-le"), "Microsoft IRM"),
    ],
)
def test_document_security_is_named(tmp_path, data, product):
    """Who is told 'not a workbook' asks the wrong person; the product's name says whom to ask."""
    path = tmp_path / "case.xlsx"
    path.write_bytes(data)
    (fault,) = read(path).faults
    assert fault.code == "E124"
    for language in ("ko", "en"):
        assert product in fault.message.to(language) and product in fault.remedy.to(language)


@pytest.mark.parametrize("text", [b"supplier,note\ns,MarkAny", b"drm;document\n" * 9])
def test_a_text_file_that_mentions_a_product_is_a_text_file(tmp_path, text):
    """Only the first bytes count."""
    path = tmp_path / "case.xlsx"
    path.write_bytes(b"offer;supplier;material;price;freight;duty;lead;license;moq;\n" * 2 + text)
    assert [f.code for f in read(path).faults] == ["E107"]


def test_a_plan_is_not_taken_for_a_case(tmp_path):
    """Nobody is told to rename a sheet of the plan: its case is named instead."""
    reading = read(written(tmp_path, small()))
    plan = dataclasses.replace(plan_case(reading.case), run={"input": "자재 계획_x.xlsx"})
    write_plan(plan, tmp_path / "plan.xlsx", "ko")
    (fault,) = read(tmp_path / "plan.xlsx").faults
    assert fault.code == "E125"
    assert "its case is '자재 계획_x.xlsx'" in fault.message.en
    assert "입력은 '자재 계획_x.xlsx'" in fault.message.ko


def test_the_copy_with_its_mistakes_marked_brings_no_warning(tmp_path, recwarn):
    """Sparklines and other things the copying library drops are no news for a buyer."""
    path = tmp_path / "case.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for title, rows in small().items():
            page = book.add_worksheet(title)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
            page.add_sparkline(9, 9, {"range": f"{title}!B2:D2"})
        book.get_worksheet_by_name("offers").write_string("D2", "1O")
    copy = write_faults(path, read(path).faults, "ko")
    assert not recwarn.list
    assert "[E301]" in openpyxl.load_workbook(copy)["offers"]["D2"].comment.text


def test_a_huge_sheet_beside_the_tables_is_not_copied(tmp_path, monkeypatch):
    """The list of mistakes comes alone and at once."""
    monkeypatch.setattr(annotate, "LARGEST_COPIED_XML", 10_000)
    book = offer_with(freight="1O")
    book["표지"] = [list(range(100))] * 10
    path = written(tmp_path, book)
    copy = write_faults(path, read(path).faults, "ko")
    assert openpyxl.load_workbook(copy).sheetnames == ["오류"]
