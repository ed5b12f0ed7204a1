"""What the template shows in words may be typed in words; a cell that nobody reads is refused."""

import dataclasses
import json
import re

import pytest
from workbooks import good, put, write_workbook

from planner.errors import UsageError
from planner.schema.policy import LIMITS
from planner.schema.tables import SETTINGS, TABLES
from planner.study.frontier.measures import trade_of
from planner.study.points.phrases import edit_of
from planner.workbook.cells import typed
from planner.workbook.faults import shown
from planner.workbook.manual import PERIOD_PATTERN, json_schema
from planner.workbook.read import read
from planner.workbook.recheck import faults_after
from planner.workbook.selectors import spelled
from planner.workbook.sheets import Cell

CHOICES = [
    (f"{table}.{column.key}", column, value, word)
    for table, columns in (("settings", SETTINGS), *((t.key, t.columns) for t in TABLES.values()))
    for column in columns
    if column.kind == "choice"
    for value, words in column.choices.items()
    for word in words
]


def _read(tmp_path, book):
    return read(write_workbook(tmp_path / "case.xlsx", book))


def _case(tmp_path, book):
    reading = _read(tmp_path, book)
    assert reading.case is not None, shown(reading.faults, "en")
    return reading.case


def _with(cells):
    book = good()
    for address, value in cells.items():
        sheet, cell = address.split("!")
        put(book, sheet, cell, value)
    return book


@pytest.mark.parametrize(("where", "column", "value", "word"), CHOICES)
def test_every_choice_is_read_in_the_words_of_the_template(where, column, value, word):
    """Each word of each list means its own value, in Korean and in English, blanks left out."""
    assert typed(Cell(word), column).value == value
    assert typed(Cell(word.replace(" ", "")), column).value == value


def test_a_case_in_korean_words_is_the_case_in_codes(tmp_path):
    """비율, 이하, 예, 톤, 2027년 3월: the Case is the one of share, max, yes, t, 2027-03."""
    words = {
        "settings!B2": "2027년 1월",
        "materials!D2": "산화물", "materials!E2": "톤", "materials!F2": "킬로그램",
        "suppliers!C2": "호주", "suppliers!C3": "중국", "suppliers!E2": "분리·정제",
        "offers!N2": "2027년 1월", "offers!O2": "2027년 4월", "offers!T4": "예",
        "stockpiles!D3": "정부",
        "demand!C1": "2027년 1월", "demand!D1": "2027년2월", "demand!E1": "2027년 03월",
        "origins!C2": "채굴", "origins!D2": "미얀마",
        "events!F2": "중단",
        "limits!B2": "비율", "limits!C2": "country=중국", "limits!J2": "이하",
        "limits!M2": "필수",
        "scenarios!B2": "공급조건", "scenarios!E2": "대체",
    }  # fmt: skip
    codes = {
        "origins!D2": "MM", "origins!C2": "mined", "events!F2": "stop", "limits!C2": "country=CN",
    }  # fmt: skip
    assert _case(tmp_path, _with(words)) == _case(tmp_path, _with(codes))


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("2027년", (2.5, 2.5, 2.5, 2.5)),
        ("2027년 1분기", (10, 10, 10, 0)),
        ("2027년 3월", (0, 0, 30, 0)),
    ],
)
def test_a_period_column_may_be_headed_as_the_template_heads_it(tmp_path, header, values):
    """A year, a quarter and a month in Korean are the columns 2027, 2027-Q1 and 2027-03."""
    book = good()
    book["demand"] = [["material", "location", header], ["ndpr", "Busan", 30]]
    found = _case(tmp_path, book).demand[0].values
    assert tuple(value or 0 for value in found) == pytest.approx(values)


def test_settings_are_read_in_words(tmp_path):
    """The length of a period, the measure of risk and the language, as the lists show them."""
    book = good()
    rows = [("기간 길이", "월"), ("risk_measure", "꼬리 평균"), ("language", "한국어")]
    book["settings"] = [row for row in book["settings"] if row[0] not in ("risk_measure",)]
    book["settings"] += [list(row) for row in rows]
    settings = _case(tmp_path, book).settings
    assert (settings.period, settings.risk_measure, settings.language) == ("month", "cvar", "ko")


@pytest.mark.parametrize(
    ("text", "table", "meant"),
    [
        ("country=중국", "", "country=CN"),
        ("country=China|일본, element=NdPr", "", "country=CN|JP, element=NdPr"),
        ("country!=South Korea", "", "country!=KR"),
        ("country=CN;JP", "", "country=CN|JP"),
        ("country=CN/JP", "", "country=CN|JP"),
        ("country=cn", "", "country=cn"),
        ("form=산화물|금속", "", "form=oxide|metal"),
        ("owner=정부", "", "owner=government"),
        ("kind=필수", "limits", "kind=hard"),
        ("kind=광산", "", "kind=miner"),
        ("unit=톤|킬로그램|개", "materials", "unit=t|kg|개"),
        ("until=2027년 1분기", "offers", "until=2027-03"),
        ("arrives=2027년 2월|2027-03", "open_orders", "arrives=2027-02|2027-03"),
        ("from=2027*", "offers", "from=2027*"),
        ("supplier=중국", "", "supplier=중국"),
        ("country=M*", "", "country=M*"),
        ("all", "", "all"),
    ],
)
def test_selectors_are_read_in_words(text, table, meant):
    """Countries and choices are brought to their values; names and patterns stay as they are."""
    assert spelled(text, table) == meant


def test_edits_are_read_in_words(tmp_path):
    """Condition, column and value of an edit, in a sheet and behind --set."""
    case = _case(tmp_path, _with({"scenarios!C2": "country=중국", "scenarios!D2": "price"}))
    assert case.scenarios[0].where == "country=CN"
    assert edit_of("demand.2027년 3월 set 5", case).column == "2027-03"
    assert edit_of("suppliers.country where country=중국 set 일본", case).value == "JP"
    assert edit_of("offers.price where country=중국 times 2", case).where == "country=CN"
    edit = edit_of("demand.each times 2 from 2027년 2월 until 2027년 3월", case)
    assert edit == edit_of("demand.each times 2 from 2027-02 until 2027-03", case)
    assert edit_of("limits.measure where limit=cn set 비율", case).value == "share"


def test_the_name_of_two_countries_is_refused_with_both(tmp_path):
    """An ambiguous name is an error that lists what it may mean."""
    (fault,) = _read(tmp_path, _with({"suppliers!C3": "Congo"})).errors
    assert (fault.sheet, fault.cell, fault.code) == ("suppliers", "C3", "E313")
    assert "CD, CG" in fault.remedy.en and "CD, CG" in fault.remedy.ko


def test_a_selector_of_two_countries_is_refused_with_both(tmp_path):
    """The same in a condition, of a limit and of an edit: never a rule that holds of nothing."""
    cells = {"limits!C2": "country=콩고", "scenarios!C2": "country=Congo"}
    faults = [f for f in _read(tmp_path, _with(cells)).errors if f.code == "E313"]
    assert {(f.sheet, f.cell) for f in faults} == {("limits", "C2"), ("scenarios", "C2")}
    assert all("CD, CG" in f.remedy.en for f in faults)


def test_a_stock_limit_among_something_is_refused_at_its_cell(tmp_path):
    """The program counted every stockpile and the audit some: now nobody has to choose."""
    book = _with({"limits!D5": "material=NdPr metal", "limits!I5": None})
    (fault,) = [f for f in _read(tmp_path, book).errors if f.sheet == "limits"]
    assert (fault.code, fault.cell, fault.seen) == ("E672", "D5", "material=NdPr metal")


@pytest.mark.parametrize("cells", [{"limits!D5": "country=CN"}, {"limits!H5": "mined"}])
def test_a_cell_that_nobody_reads_has_one_fault(tmp_path, cells):
    """No second one tells how to fill in what has to be blank."""
    book = _with(cells | {"limits!I5": None})
    (fault,) = [f for f in _read(tmp_path, book).faults if (f.sheet, f.cell[1:]) == ("limits", "5")]
    assert (fault.code, f"limits!{fault.cell}") == ("E672", *cells)


@pytest.mark.parametrize("measure", LIMITS.reads.choices)
def test_what_holds_its_default_is_as_good_as_blank(tmp_path, measure):
    """A drop-down's default picked by habit says the same as an empty cell, so it is no fault."""
    book = good()
    head = book["limits"][0]
    row = {"limit": "new", "measure": measure, "sense": "max", "value": 0.9, "kind": "soft",
           "penalty": 1, "of": "all", "unit": "t"}  # fmt: skip
    row |= {key: LIMITS.column(key).default for key in LIMITS.reads.unread(measure)}
    row |= {"attribute": "carbon"} if measure == "average" else {}
    book["limits"].append([row.get(key) for key in head])
    assert "E672" not in [fault.code for fault in _read(tmp_path, book).faults]


def test_an_edit_that_leaves_a_column_unread_is_refused(tmp_path):
    """A scenario that turns a share into an hhi leaves its of without a meaning."""
    case = _case(tmp_path, good())
    assert case.limits[0].measure == "share"
    faults = faults_after(case, [edit_of("limits.measure where limit=cn set hhi", case)])
    assert "E672" in [fault.code for fault in faults]


def test_the_json_schema_takes_words_and_says_what_each_column_is_for():
    """Choices, flags and periods in words; what is said of controlled changes nothing."""
    tables = json.loads(json.dumps(json_schema()))["properties"]
    limits = tables["limits"]["items"]["properties"]
    assert {"share", "비율"} <= set(limits["measure"]["enum"])
    assert "예" in tables["offers"]["items"]["properties"]["spot"]["enum"]
    assert all(re.match(PERIOD_PATTERN, text) for text in ("2027년", "2027년 3월", "2027년 1분기"))
    materials = tables["materials"]["items"]["properties"]
    for key, column in materials.items():
        assert column["x-use"] == TABLES["materials"].column(key).use
    assert materials["controlled"]["x-use"] == "words"
    assert "not used in the plan" in materials["controlled"]["description"]


def test_a_trade_is_asked_for_in_words(tmp_path):
    """The frontier's share of a country may name it."""
    text = "cost, share country=중국 among element=NdPr,form=산화물"
    asked = trade_of(text, _case(tmp_path, good()))
    assert (asked[1].of, asked[1].among) == ("country=CN", "element=NdPr,form=oxide")


def test_what_a_trade_is_counted_by_is_asked_for_in_words(tmp_path):
    """by, weight and stage as the lists of the limits show them, a word of two parts too."""
    case = _case(tmp_path, good())
    in_words = "cost, hhi by=공급사 weight=금액, share country=중국 stage=가장큰단계 weight=금액"
    in_codes = "cost, hhi by=supplier weight=spend, share country=CN stage=any weight=spend"
    told = [dataclasses.replace(one, text="") for one in trade_of(in_words, case)]
    assert told == [dataclasses.replace(one, text="") for one in trade_of(in_codes, case)]


def test_a_trade_in_the_name_of_two_countries_is_refused_with_both(tmp_path):
    """Neither is meant by chance, and it is not said to match nothing."""
    with pytest.raises(UsageError) as refused:
        trade_of("cost, share country=콩고", _case(tmp_path, good()))
    assert all("CD, CG" in words for words in refused.value.words)


def test_an_edit_names_its_sheet_in_words(tmp_path):
    """The sheet behind --set as the list of scenarios shows it."""
    case = _case(tmp_path, good())
    assert edit_of("공급조건.price times 2", case) == edit_of("offers.price times 2", case)
    assert edit_of("수요.2027년 3월 set 5", case) == edit_of("demand.2027-03 set 5", case)


@pytest.mark.parametrize("text", ["country=Bosnia & Herzegovina", "country=Bosnia and Herzegovina"])
def test_a_word_within_a_countrys_name_parts_nothing(text):
    """It is one country, though `and` may stand between two."""
    assert spelled(text) == "country=BA"
