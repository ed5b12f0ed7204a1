"""Amounts, percentages, totals and words for nothing, as people type them."""

import time

import pytest
from office_cases import case_of, errors_of, offer_with, small, written
from workbooks import Percent

from planner.errors import UsageError
from planner.glossary.measures import MEASURES
from planner.planning import plan_case
from planner.schema.policy import bound
from planner.schema.tables import TABLES
from planner.study.points.phrases import edit_of
from planner.workbook.cells import typed
from planner.workbook.magnitudes import spelled_out
from planner.workbook.numbers import PERCENT_AS_NUMBER
from planner.workbook.read import read
from planner.workbook.recheck import faults_after
from planner.workbook.sheets import Cell
from planner.workbook.write import case_rows, write_case


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


@pytest.mark.parametrize("typed", ["10~12", "10-12", "10 – 12", "10 to 12"])
def test_a_range_is_answered_with_one_of_its_numbers(tmp_path, typed):
    """A quotation of 10~12 is two numbers, and the buyer knows which."""
    book = small()
    book["offers"][1][3] = typed
    (fault,) = read(written(tmp_path, book)).errors
    assert (fault.cell, fault.code) == ("D2", "E301")
    assert "10, 12 or one number between" in fault.remedy.en and "10, 12 또는" in fault.remedy.ko


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("<=", "max"), ("≤", "max"), ("최대", "max"), ("상한", "max"), (">=", "min"), ("하한", "min")],
)
def test_a_sign_for_a_sense_is_answered_with_the_sense(tmp_path, typed, meant):
    """<= is no choice, but what it says is plain."""
    book = small()
    book["limits"] = [["limit", "measure", "sense", "value"], ["c", "share", typed, 1]]
    (fault,) = read(written(tmp_path, book)).errors
    assert (fault.cell, fault.code) == ("C2", "E310")
    assert f"Did you mean '{meant}'?" in fault.remedy.en


@pytest.mark.parametrize("typed", [Percent(0.25), "25%", "25 퍼센트"])
def test_a_percentage_as_an_hhi_is_answered_in_points(tmp_path, typed):
    """25% of 10,000 are 2500, and neither 25 nor 0.25."""
    book = small()
    book["limits"] = [["limit", "measure", "by", "sense", "value"]]
    book["limits"].append(["c", "hhi", "country", "max", typed])
    (fault,) = read(written(tmp_path, book)).errors
    assert (fault.cell, fault.code) == ("E2", "E339")
    assert "write 2500." in fault.remedy.en and "2500으로" in fault.remedy.ko


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


@pytest.mark.parametrize("typed", ["관세 8%", "8%p", "약 8 퍼센트"])
def test_a_percentage_among_words_is_answered_with_the_percentage(tmp_path, typed):
    """Nobody is told to write 8, which would be asked about next."""
    (fault,) = read(written(tmp_path, offer_with(duty=typed))).errors
    assert (fault.cell, fault.code) == ("E2", "E326") and "Write 8% alone" in fault.remedy.en


@pytest.mark.parametrize(("of", "code"), [("전체", None), ("모두", None), ("없음", "E335")])
def test_a_condition_may_say_all_in_korean_but_not_nothing(tmp_path, of, code):
    """all and a blank are the same; a word for nothing is to be left out."""
    book = small()
    book["limits"] = [["limit", "measure", "of", "sense", "value"], ["l", "amount", of, "max", 99]]
    path = written(tmp_path, book)
    if code:
        assert errors_of(path) == [("limits!C2", code)]
    else:
        assert case_of(path).limits[0].of == "all"


@pytest.mark.parametrize(
    "text", ["1" * 32_766 + "x", "0" * 32_767, "1." * 16_000, "(" + "1" * 9_999]
)
@pytest.mark.parametrize("column", ["duty", "freight", "until"])
def test_a_cell_full_of_digits_is_refused_at_once(tmp_path, column, text):
    """No text makes a pattern run for minutes, and none is read by its beginning."""
    before = time.perf_counter()
    assert [place for place, _ in errors_of(written(tmp_path, offer_with(**{column: text})))] == [
        "offers!E2"
    ]
    assert time.perf_counter() - before < 2


@pytest.mark.parametrize(
    ("column", "typed", "mend"),
    [
        ("lead", "90일", "한 기간이 월이면 3, 분기면 0.99"),
        ("lead", "2주", "월이면 0.46"),
        ("lead", "3개월", "월이면 3, 분기면 1"),
        ("lead", "1 year", "월이면 12, 분기면 4, 연이면 1"),
        ("moq", "5,000kg", "단위가 t인 품목이면 5, kg이면 5000"),
        ("moq", "20톤", "단위가 t인 품목이면 20, kg이면 20000"),
        ("moq", "20 조각", "숫자 20만 적으세요. 단위는 정해진 열에"),
        ("price", "₩13,800", "숫자 13800만 적으세요. 통화는 같은 행의 currency에 KRW로"),
        (
            "price",
            "10 USD/kg",
            "currency에 USD로 적습니다. 가격단위는 materials의 price_per에 kg으로",
        ),
        ("price", "2만원/톤", "숫자 20000만 적으세요. 통화는 같은 행의 currency에 KRW로"),
    ],
)
def test_a_unit_beside_a_number_is_not_just_dropped(tmp_path, column, typed, mend):
    """90 days are no 90 periods, and 5,000 kg no 5,000 t: whoever does as told has it right."""
    book = offer_with(**{column: typed}) if column != "price" else small()
    if column == "price":
        book["offers"][1][3] = typed
    (fault,) = read(written(tmp_path, book)).errors
    assert fault.code == "E326" and mend in fault.remedy.ko, fault.remedy.ko


def test_days_and_months_are_told_in_the_unit_of_their_column(tmp_path):
    """Three months of waiting are 91 days, 90 days of a stop three months."""
    book = small()
    book["licenses"] = [["license", "country", "grant", "days_p50", "days_p90"]]
    book["licenses"].append(["m", "CN", 0.9, "3개월", 120])
    book["events"] = [["event", "of", "per_year", "months_p50", "months_p90", "effect"]]
    book["events"].append(["e", "all", 0.1, "90일", 6, "stop"])
    book["demand"][1][1] = "5천 kg"
    book["capacity"] = [["supplier", "each"], [book["suppliers"][1][0], "30톤"]]
    found = {f.sheet: f.remedy.en for f in read(written(tmp_path, book)).errors}
    assert "Write 91" in found["licenses"] and "Write 3:" in found["events"]
    assert "Write 5 alone if the material is counted in t" in found["demand"]
    assert "Write 30 alone if the material is counted in t" in found["capacity"]


@pytest.mark.parametrize("typed", ["TBD", "미정", "무료", "협의"])
def test_a_required_number_is_not_answered_with_leave_it_blank(tmp_path, typed):
    """A blank price would be refused next."""
    book = small()
    book["offers"][1][3] = typed
    (fault,) = read(written(tmp_path, book)).errors
    assert fault.code == "E301" and "행 전체를 지우세요" in fault.remedy.ko
    assert "비워" not in fault.remedy.ko


@pytest.mark.parametrize(("typed", "meant"), [("1 000", "1000"), ("12'345.5", "12345.5")])
def test_thousands_set_apart_are_answered_with_the_number(tmp_path, typed, meant):
    """As French and Swiss offers have them."""
    book = small()
    book["offers"][1][3] = typed
    (fault,) = read(written(tmp_path, book)).errors
    assert f"Here: write {meant}." in fault.remedy.en


ASKED = [
    (table.key, column)
    for table in TABLES.values()
    for column in (*table.columns, *([table.each] if table.each else ()))
    if column.kind in ("number", "whole") and not column.percent
]


@pytest.mark.parametrize(("table", "column"), ASKED, ids=lambda one: getattr(one, "key", one))
def test_no_amount_is_shown_as_a_percentage(table, column):
    """8 typed into a cell formatted as % is stored as 0.08: asked, in every such column."""
    found = typed(Cell(0.08, "number", percent=True), column)
    assert found.kind is PERCENT_AS_NUMBER
    assert (found.fields["shown"], found.fields["stored"]) == ("8", "0.08")


def test_rates_factors_and_attributes_may_be_shown_as_percentages():
    """Only these: a number per unit of the same, a factor, ends of a sweep, and some bounds."""
    may = {
        f"{table.key}.{column.key}"
        for table in TABLES.values()
        for column in table.columns
        if column.kind == "number" and column.percent
    }
    assert may == {
        "materials.reo", "recipes.per_run", "returns.rate", "events.factor", "sweeps.low",
        "sweeps.high", "limits.value",
    }  # fmt: skip


@pytest.mark.parametrize("stored", [0.08, 8.0])
def test_a_price_shown_as_a_percentage_is_asked_about(tmp_path, stored):
    """In its own column, in a period's, as a value of an edit; a percentage of nothing is 0."""
    book = small()
    book["offers"][1][3] = Percent(stored)
    assert errors_of(written(tmp_path, book)) == [("offers!D2", "E338")]
    book = offer_with(freight=Percent(0.0))
    assert case_of(written(tmp_path, book)).offers[0].freight == 0
    book["demand"] = [["material", "2027-01"], ["x", Percent(stored)]]
    assert errors_of(written(tmp_path, book)) == [("demand!B2", "E338")]
    case = case_of(written(tmp_path, small()))
    with pytest.raises(UsageError, match=r"8 or 0\.08"):
        edit_of("offers.price set 8%", case)
    assert edit_of("offers.price times 80%", case).value == 0.8


@pytest.mark.parametrize(
    ("measure", "asked"), [("share", False), ("average", False), ("amount", True), ("hhi", False)]
)
def test_the_bound_of_a_limit_is_a_percentage_where_its_measure_may_be_one(measure, asked):
    """A share, or the mean of an attribute; no amount. What is meant by that of an HHI is known."""
    found = typed(Cell(0.08, "number", percent=True), bound(MEASURES[measure]))
    assert (found.kind is PERCENT_AS_NUMBER) == asked


@pytest.mark.parametrize(
    ("header", "mend"),
    [
        ("1/27", "Here: 2027-01"), ("FY27", "Here: 2027."), ("FY2027", "Here: 2027."),
        ("27-Q1", "Here: 2027-Q1"), ("1Q27", "Here: 2027-Q1"),
        ("27년 1분기", "Here: 2027-Q1"), ("1월", "2027-01 if it is 2027"),
        ("2분기", "2027-Q2 if it is 2027"), ("2027H1", "2027-Q1 and 2027-Q2"),
        ("하반기", "2027-Q3 and 2027-Q4"),
    ],
)  # fmt: skip
def test_a_header_that_is_nearly_a_period_is_answered_with_one(tmp_path, header, mend):
    """A figure to copy, also where the year was left to the reader or two columns are needed."""
    book = small()
    book["demand"] = [["material", header], ["x", 5]]
    (fault,) = read(written(tmp_path, book)).errors
    assert (fault.sheet, fault.cell, fault.code) == ("demand", "B1", "E210")
    assert mend in fault.remedy.en and "202" in fault.remedy.ko
