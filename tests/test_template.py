"""Templates and filled cases: what a person finds in them, and what may never get into them."""

import io
import re
import warnings
import zipfile
from functools import cache

import openpyxl
import pytest
from command_line import planner

from planner.data import examples_folder, inputs_folder
from planner.errors import OutputError
from planner.schema.tables import FURTHER_SHEETS, SCHEMA, SCHEMA_NAME, SETTINGS, TABLES
from planner.workbook.cellstyle import Styles, new_book, put, width_of
from planner.workbook.columns import columns_of, plan_columns
from planner.workbook.template import BLANK_ROWS, FIRST_ROW, KEY_ROW, write_book, write_template
from planner.workbook.write import read_tables, write_case

NASTY = [
    "=1+1", "=cmd|'/c calc'!A1", '=HYPERLINK("http://evil.example","x")', "+1+1", "-1+1",
    "@SUM(1,1)", "\t=1+1", "\r=1+1", "{=1+1}", "http://evil.example", "mailto:a@evil.example",
    "file://server/share", "=WEBSERVICE(\"http://evil.example\")", "#N/A", "=", "'=1+1",
    " =1+1", "＝1+1",
]  # fmt: skip


@pytest.fixture(autouse=True)
def warnings_fail():
    """XlsxWriter only warns when it leaves a rule out."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def template(language="ko", tables=None):
    target = io.BytesIO()
    write_template(target, language, tables)
    return target


@cache
def template_book(language="ko"):
    return openpyxl.load_workbook(template(language))


def filled(rows, language="ko"):
    """Only the sheets of the rows, which is quicker to read back than all of them."""
    target = io.BytesIO()
    write_book(target, rows, language, list(rows))
    return target


def sheet_xml(target):
    with zipfile.ZipFile(target) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return {name: archive.read(name).decode() for name in names}


def keys_of(sheet):
    return [cell.value for cell in sheet[KEY_ROW + 1] if cell.value]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_table_has_a_sheet_with_its_keys(language):
    """The key row of each sheet holds the declared keys, whatever the language."""
    book = template_book(language)
    names = [words.to(language) for words in FURTHER_SHEETS]
    titles = {table.title.to(language): table for table in TABLES.values()}
    assert set(book.sheetnames) == {*titles, *names}
    for title, table in titles.items():
        keys = keys_of(book[title])
        assert {column.key for column in table.columns} <= set(keys)
        assert len(set(keys)) == len(keys)


def test_both_languages_have_the_same_keys():
    """Korean and English templates differ in words only."""
    korean, english = template_book("ko"), template_book("en")
    for table in TABLES.values():
        assert keys_of(korean[table.title.ko]) == keys_of(english[table.title.en])


def test_template_starts_next_january_with_twelve_months():
    """A new template has a column for each month of its plan, and one for every period."""
    book = template_book()
    settings = {row[0].value: row[1].value for row in book["설정"].iter_rows(min_row=FIRST_ROW + 1)}
    months = [key for key in keys_of(book["수요"]) if re.match(r"\d{4}-\d\d$", key)]
    assert settings["start"] == months[0]
    assert settings["periods"] == len(months) == 12
    assert "each" in keys_of(book["수요"])
    assert settings["language"] == "ko"
    assert [key for key in settings if key] == [column.key for column in SETTINGS]


def test_template_holds_no_example_data():
    """Nothing but the settings stands where data go."""
    book = template_book()
    for table in TABLES.values():
        if table.key != "settings":
            rows = book[table.title.ko].iter_rows(min_row=FIRST_ROW + 1, values_only=True)
            assert not any(value is not None for row in rows for value in row), table.key


def test_version_is_written_three_times():
    """Property, defined name and the visible cell it points to carry the form's version."""
    book = template_book()
    assert book.custom_doc_props[SCHEMA_NAME].value == SCHEMA
    sheet, cell = book.defined_names[SCHEMA_NAME].attr_text.split("!")
    assert book[sheet.strip("'")][cell.replace("$", "")].value == SCHEMA


def test_required_headings_are_marked():
    """A star marks what must be filled in, and only that."""
    sheet = template_book("en")["Offers"]
    heads = {sheet.cell(KEY_ROW + 1, c.column).value: c.value for c in sheet[KEY_ROW - 1]}
    starred = {key for key, heading in heads.items() if key and str(heading).endswith(" *")}
    assert starred == set(TABLES["offers"].required)


def test_drop_downs_and_red_cells_go_through_defined_names():
    """Lists are named, every name exists, and no rule refers to another sheet directly."""
    target = template()
    book = openpyxl.load_workbook(target)
    lists = set()
    for sheet in book.worksheets:
        for rule in sheet.data_validations.dataValidation:
            if rule.type == "list":
                lists.add(rule.formula1.lstrip("="))
    assert lists <= set(book.defined_names)
    assert {"pick_suppliers", "pick_materials", "pick_offers", "list_country"} <= lists
    for xml in sheet_xml(template()).values():
        for formula in re.findall(r"<formula1?>(.*?)</formula1?>", xml):
            assert "!" not in formula
        assert "x14:" not in xml


def test_names_of_ids_cover_the_id_columns():
    """The ids that other sheets offer are those of the key column, all rows of the form."""
    book = template_book()
    assert book.defined_names["ids_suppliers"].attr_text == f"공급사!$A$6:$A${5 + BLANK_ROWS}"
    assert keys_of(book["공급사"])[0] == "supplier"


def test_every_data_cell_is_guarded():
    """Each column of each sheet has a prompt that explains it."""
    book = template_book()
    for table in TABLES.values():
        if table.key != "settings":
            sheet = book[table.title.ko]
            prompts = [rule.prompt for rule in sheet.data_validations.dataValidation]
            assert len(prompts) == len(keys_of(sheet))
            assert all(column.hint.ko in "\n".join(prompts) for column in table.columns)


def test_only_the_wanted_tables_are_written():
    """A small template has the wanted sheets; lists onto missing ones are left out."""
    book = openpyxl.load_workbook(template("en", ["settings", "materials", "offers"]))
    assert book.sheetnames == ["About", "Settings", "Materials", "Offers", "Guide", "Lists"]
    assert "pick_suppliers" not in book.defined_names


def test_an_unknown_table_is_refused():
    """A misspelt table key is an error, not an empty workbook."""
    with pytest.raises(KeyError):
        template("ko", ["offer"])


def test_two_runs_give_the_same_bytes():
    """The same content always gives the same file."""
    assert template().getvalue() == template().getvalue()
    rows = read_tables(examples_folder() / "korea-2027" / "tables")
    assert filled(rows).getvalue() == filled(rows).getvalue()


@cache
def nasty_case():
    """Every nasty text in every kind of column, written as a case."""
    rows = {
        "settings": [{"key": "start", "value": "2027-01"}, {"key": "title", "value": "=1+1"}],
        "suppliers": [{"supplier": t, "name": t, "country": t, "tags": t} for t in NASTY],
        "offers": [{"offer": t, "price": t, "from": t, "spot": t, "attr:x": t} for t in NASTY],
        "demand": [{"material": t, "location": t, "each": t} for t in NASTY],
    }
    target = io.BytesIO()
    write_case(target, rows, "ko")
    return target


def test_text_never_becomes_a_formula_or_link():
    """No sheet of a written case holds a formula, an array formula or a link to the outside."""
    for xml in sheet_xml(nasty_case()).values():
        assert not re.search(r"<f[ >]", xml)
    with zipfile.ZipFile(nasty_case()) as archive:
        names = archive.namelist()
        links = [archive.read(name).decode() for name in names if name.endswith(".rels")]
    assert not any("externalLink" in name for name in names)
    assert not any('TargetMode="External"' in link for link in links)


@cache
def nasty_names():
    rows = openpyxl.load_workbook(nasty_case())["공급사"].iter_rows(min_row=FIRST_ROW + 1)
    return [(row[0].value, row[0].data_type) for row in rows if row[0].value is not None]


@pytest.mark.parametrize("place", range(len(NASTY)), ids=lambda place: repr(NASTY[place]))
def test_nasty_text_stays_as_it_was_typed(place):
    """Each text comes back as the same text."""
    value, kind = nasty_names()[place]
    assert kind in ("s", "e")  # openpyxl calls the text #N/A an error
    assert value.replace("_x000D_", "\r").replace("_x0009_", "\t") == NASTY[place]


def test_risky_text_is_marked_as_quoted():
    """F2 and Enter in Excel do not turn a quoted text into a formula."""
    sheet = openpyxl.load_workbook(filled({"suppliers": [{"supplier": "=1+1", "name": "x"}]}))[
        "공급사"
    ]
    assert sheet.cell(FIRST_ROW + 1, 1).quotePrefix
    assert not sheet.cell(FIRST_ROW + 1, 2).quotePrefix


def test_filled_cells_keep_values_and_kinds():
    """Numbers are numbers, fractions show as %, texts and ids are texts, flags are yes and no."""
    rows = {
        "materials": [{"material": "001", "controlled": True, "reo": 0.86, "hs_code": "2846.90"}],
        "offers": [{"offer": "ㄱ", "price": 1234.5, "duty": 0.0525, "from": "2027-01"}],
        "limits": [{"limit": "a", "measure": "share", "value": 0.65}],
    }
    book = openpyxl.load_workbook(filled(rows))

    def cell(sheet, key):
        column = keys_of(book[sheet]).index(key) + 1
        return book[sheet].cell(FIRST_ROW + 1, column)

    assert cell("품목", "material").value == "001"
    assert cell("품목", "controlled").value == "yes"
    assert cell("품목", "hs_code").value == "2846.90"
    assert (cell("공급조건", "price").value, cell("공급조건", "duty").value) == (1234.5, 0.0525)
    assert cell("공급조건", "duty").number_format.endswith("%")
    assert cell("공급조건", "from").number_format == "@"
    assert cell("한도와 방침", "value").number_format.endswith("%")


@pytest.mark.parametrize("number", [140 / 3, 0.1 + 0.2, 1 / 3, 5, -1.213, 1e22, 6.8446e-4, 1e-300])
def test_numbers_keep_every_digit(number):
    """A number reads back as the very same number."""
    book = openpyxl.load_workbook(filled({"fx": [{"currency": "KRW", "each": number}]}))
    assert book["환율"].cell(FIRST_ROW + 1, 2).value == number


def test_rows_beyond_the_blank_ones_are_guarded_too():
    """A long table has input rules on all its rows and room for more."""
    rows = {"suppliers": [{"supplier": f"s{i}", "country": "AU"} for i in range(300)]}
    book = openpyxl.load_workbook(filled(rows))
    assert book.defined_names["ids_suppliers"].attr_text.endswith("$A$405")
    assert book["공급사"].cell(FIRST_ROW + 300, 1).value == "s299"


def test_a_number_that_is_not_finite_is_refused():
    """Excel has no infinity: it must not be written silently."""
    with pytest.raises(ValueError, match="finite"):
        filled({"demand": [{"material": "a", "each": float("inf")}]})


def test_a_text_too_long_for_excel_is_refused():
    """XlsxWriter would leave it out with a return code nobody sees."""
    with pytest.raises(ValueError, match="longer"):
        filled({"suppliers": [{"supplier": "a", "note": "x" * 32_768}]})


def test_a_folder_that_is_not_there_is_an_output_error(tmp_path):
    """The clerk is told which file cannot be written."""
    with pytest.raises(OutputError, match="nowhere"):
        write_template(tmp_path / "nowhere" / "a.xlsx", "ko")


def test_columns_follow_the_rows_and_sort_by_time():
    """Period columns come from the rows: each first, then by start, coarse before fine."""
    rows = [{"material": "a", "2028": 1, "2027-01": 2}, {"each": 3, "2027": 4, "2027-Q1": 5}]
    keys = [column.key for column in columns_of(TABLES["demand"], rows, ["each"])]
    assert keys[2:-2] == ["each", "2027", "2027-Q1", "2027-01", "2028"]


def test_a_column_no_table_has_is_refused():
    """A typing mistake in a key must not become a silent extra column."""
    with pytest.raises(ValueError, match="quantiti"):
        filled({"open_orders": [{"offer": "a", "quantiti": 1}]})
    with pytest.raises(ValueError, match="attr:x"):
        filled({"suppliers": [{"supplier": "a", "attr:x": 1}]})


def test_plan_columns_follow_the_settings():
    """Quarters and years get their own columns."""
    rows = {
        "settings": [
            {"key": "start", "value": "2027-Q3"},
            {"key": "periods", "value": 3},
            {"key": "period", "value": "quarter"},
        ]
    }
    assert plan_columns(rows) == ["each", "2027-Q3", "2027-Q4", "2028-Q1"]
    assert plan_columns({}) == ["each"]


@pytest.mark.parametrize("inside", [True, False])
def test_data_are_found_in_a_wheel_and_in_a_checkout(monkeypatch, tmp_path, inside):
    """A wheel carries the folders inside the package, a checkout beside it."""
    package = tmp_path / "planner"
    folder = (package if inside else tmp_path) / "inputs"
    folder.mkdir(parents=True)
    monkeypatch.setattr("planner.data.files", lambda name: package)
    assert inputs_folder() == folder
    with pytest.raises(FileNotFoundError):
        examples_folder()


def test_hangul_takes_two_places_in_a_column():
    """Excel's own guess is too narrow for Hangul."""
    assert width_of("공급조건") == width_of("abcdefgh")
    assert width_of("가" * 100) == 40


def test_put_writes_each_kind_of_value():
    """Text, number, yes/no and blank each get their own cell type."""
    target = io.BytesIO()
    with new_book(target) as book:
        styles, sheet = Styles(book), book.add_worksheet("a")
        for column, value in enumerate(["=1", 2.5, True, None]):
            put(sheet, (0, column), value, styles, "cell")
    cells = next(openpyxl.load_workbook(target)["a"].iter_rows())
    assert [cell.value for cell in cells] == ["=1", 2.5, "yes", None]
    assert cells[0].data_type == "s"


def test_a_template_has_as_many_months_as_asked_for(tmp_path):
    """Every sheet with a column per period has all 24, and the settings say so."""
    planner("template", tmp_path / "new.xlsx", "--start", "2027년 7월", "--periods", "24")
    book = openpyxl.load_workbook(tmp_path / "new.xlsx")
    months = [f"{2027 + (6 + m) // 12}-{(6 + m) % 12 + 1:02d}" for m in range(24)]
    for table in TABLES.values():
        if table.periods:
            keys = [cell.value for cell in book[table.title.ko][5]]
            assert [key for key in keys if key in months] == months, table.key
    settings = {row[0]: row[1] for row in book["설정"].iter_rows(values_only=True)}
    assert (settings["start"], settings["periods"]) == ("2027-07", 24)


@pytest.mark.parametrize(
    "words", [("--start", "July"), ("--start", "2027-13"), ("--periods", "0"), ("--periods", "999")]
)
def test_a_template_of_no_months_is_refused(tmp_path, words):
    """A start that is no month, and counts out of range."""
    assert planner("template", tmp_path / "new.xlsx", *words).code == 2
    assert not (tmp_path / "new.xlsx").exists()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_guide_says_how_to_add_a_month(language):
    """Whoever drags the last month to the right gets 2027-13, so the next one is spelled out."""
    about = template_book(language).worksheets[0]
    texts = [str(cell.value) for row in about for cell in row if cell.value]
    assert any("2028-01" in text and "periods" in text for text in texts)
