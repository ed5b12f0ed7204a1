"""The tables agree with the contract, with the Case and with Excel's limits."""

import dataclasses
import json
import re
from itertools import chain

import pytest

from models.case import Case, Settings
from models.columns import id_of, row_types
from planner.schema.column import Column, Table
from planner.schema.samples import SAMPLES
from planner.schema.study import EDITABLE
from planner.schema.tables import FURTHER_SHEETS, SETTINGS, SHEET_ORDER, TABLES
from planner.words import Words
from planner.workbook.manual import PERIOD_PATTERN, json_schema, manual
from planner.workbook.rules import LONGEST_PROMPT, LONGEST_PROMPT_TITLE
from planner.workbook.wording import expects, prompt

# Copied from the contract: other programs write workbooks with these keys.
CONTRACT = {
    "settings": "key value",
    "materials": "material name element form unit price_per reo shortage_cost hold_cost hs_code "
    "controlled",
    "contents": "material element content basis",
    "suppliers": "supplier name country group kind tags recovery_months note",
    "offers": "offer supplier material to price currency freight duty lead license min_per_period "
    "max_per_period min_total max_total from until contract_per_year take_or_pay moq order_cost "
    "lot qualify_from price_floor pay_after spot index index_share tags",
    "tiers": "offer from_quantity price",
    "prices": "offer",
    "capacity": "supplier material",
    "demand": "material location",
    "stockpiles": "stockpile material location owner opening capacity closing_min cover_target "
    "cover_cost cover_min release_max release_price end_value",
    "processes": "process name location country cost max_per_period lead",
    "recipes": "process material per_run",
    "returns": "material of rate lag location",
    "arisings": "material location",
    "routes": "from to material cost lead min_per_period max_per_period",
    "origins": "supplier material element stage country share",
    "licenses": "license country grant days_p50 days_p90 from until elements content_country "
    "content_min content_by of correlation persistence max_per_year valid_until renew otherwise",
    "events": "event of per_year months_p50 months_p90 effect factor",
    "limits": "limit measure of among by attribute weight stage window sense value value_to "
    "kind penalty basis from until",
    "open_orders": "offer arrives quantity ordered price granted",
    "fx": "currency",
    "baseline": "basis weight country share year source",
    "scenarios": "scenario table where column op value from until known_from",
    "sweeps": "sweep table where column op low high steps values",
}
REQUIRED = {
    "settings": "key",
    "materials": "material",
    "contents": "material element content",
    "suppliers": "supplier country",
    "offers": "offer supplier material price",
    "tiers": "offer from_quantity price",
    "prices": "offer",
    "capacity": "supplier",
    "demand": "material",
    "stockpiles": "stockpile material",
    "processes": "process",
    "recipes": "process material per_run",
    "returns": "material of rate lag",
    "arisings": "material",
    "routes": "from to",
    "origins": "supplier stage country share",
    "licenses": "license country",
    "events": "event of",
    "limits": "limit measure sense value",
    "open_orders": "offer arrives quantity",
    "fx": "currency",
    "baseline": "basis country share year",
    "scenarios": "scenario table column op value",
    "sweeps": "sweep table column op",
}
ADDED = {
    False: {"source", "note", "currency", "unit", "name", "name_en"},
    True: {"source", "note", "default", "meaning"},
}
"""Columns that are ours; True: on the settings sheet."""
SETTING_KEYS = (
    "start periods period currency discount_rate title title_en risk_measure risk_level "
    "risk_weight futures seed frozen_periods reaction counts_from language"
)
WITH_CURRENCY = "materials offers tiers prices stockpiles processes routes limits open_orders"
WITH_UNIT = "materials capacity routes limits licenses"
NEEDED = "settings materials suppliers offers demand"
PERIODS = {
    "capacity": "flow", "demand": "flow", "arisings": "flow", "processes": "flow",
    "prices": "level", "fx": "level",
}  # fmt: skip

DATA_TABLES = [table for table in TABLES.values() if table.key != "settings"]
EVERY_COLUMN = [
    *((TABLES["settings"], column) for column in SETTINGS),
    *((table, column) for table in TABLES.values() for column in table.columns),
]


def name_of(pair: tuple[Table, Column]) -> str:
    return f"{pair[0].key}.{pair[1].key}"


def test_tables_stand_in_the_order_of_the_contract():
    """No table is missing, renamed or moved."""
    assert list(TABLES) == list(CONTRACT)


@pytest.mark.parametrize("key", CONTRACT)
def test_every_key_of_the_contract_is_a_column(key):
    """No column was renamed or dropped; a few were added, none of which changes the others."""
    keys = [column.key for column in TABLES[key].columns]
    wanted = CONTRACT[key].split()
    assert [k for k in keys if k in wanted] == wanted
    more = set(keys) - set(wanted) - ADDED[key == "settings"]
    assert not more, f"tests/test_schema.py: CONTRACT lacks {more} of {key}"
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("key", REQUIRED)
def test_columns_marked_in_the_contract_are_required(key):
    """Required are exactly the starred columns (a sweep may give values instead of low..steps)."""
    assert list(TABLES[key].required) == REQUIRED[key].split()


def test_settings_are_those_of_the_contract():
    """Every setting has a description, start and periods are required."""
    assert [column.key for column in SETTINGS] == SETTING_KEYS.split()
    assert [column.key for column in SETTINGS if column.required] == ["start", "periods"]


def test_optional_tables_are_those_marked_in_the_contract():
    """Five tables must be there, all others may be missing."""
    assert [key for key, table in TABLES.items() if not table.optional] == [
        key for key in CONTRACT if key in NEEDED.split()
    ]


def test_period_columns_are_flows_or_levels_as_in_the_contract():
    """Quantities are spread and summed, prices and rates hold and are averaged."""
    assert {key: table.periods for key, table in TABLES.items() if table.periods} == PERIODS


def test_tables_with_money_have_a_currency_and_mixed_ones_a_unit():
    """Any row with money may have a currency; rows that join materials may have a unit."""
    keys = {key: {column.key for column in table.columns} for key, table in TABLES.items()}
    assert all("currency" in keys[key] for key in WITH_CURRENCY.split())
    assert all("unit" in keys[key] for key in WITH_UNIT.split())


@pytest.mark.parametrize("key", TABLES)
def test_every_table_has_room_for_source_and_note(key):
    """Where a number comes from can be written beside it; the Case keeps it of a baseline alone."""
    table = TABLES[key]
    assert table.column("source").kept == (key == "baseline")
    assert not table.column("note").kept


@pytest.mark.parametrize("table", DATA_TABLES, ids=lambda table: table.key)
def test_columns_are_the_fields_of_the_row_type(table):
    """Every kept column has a field and every field a column (or period and attr: columns)."""
    fields = {field.name for field in dataclasses.fields(table.row)}
    columns = {column.attribute for column in table.columns if column.kept}
    series = {"values", "beyond"} & fields if table.periods else set()
    attributes = {"attributes"} if table.attributes else set()
    assert columns | series | attributes == fields
    assert ("values" in series) == bool(table.periods)


@pytest.mark.parametrize("table", DATA_TABLES, ids=lambda table: table.key)
def test_defaults_are_those_of_the_row_type(table):
    """A blank cell means the same in the sheet and in the Case."""
    fields = {field.name: field.default for field in dataclasses.fields(table.row)}
    for column in table.columns:
        if column.kept and not column.required and column.default is not None:
            assert fields[column.attribute] in (column.default, dataclasses.MISSING), column.key


def test_setting_defaults_are_those_of_settings():
    """A blank setting means the same in the sheet and in the Case."""
    fields = {field.name: field.default for field in dataclasses.fields(Settings)}
    for column in SETTINGS:
        if column.default is not None:
            assert fields[column.key] == column.default


def test_case_has_one_field_per_table():
    """The Case holds every table under the sheet's key."""
    fields = [field.name for field in dataclasses.fields(Case)]
    assert fields == [*TABLES, "locations"]


@pytest.mark.parametrize("pair", EVERY_COLUMN, ids=name_of)
def test_references_choices_and_bounds_make_sense(pair):
    """References name a table with ids, choices are there when needed, low is below high."""
    _, column = pair
    assert bool(column.refers_to) == (column.kind == "ref")
    worded = column.key == "reaction"
    assert bool(column.choices) == (column.kind in ("choice", "flag") or worded)
    if column.refers_to:
        assert any(c.kind == "id" for c in TABLES[column.refers_to].columns)
    if column.low is not None and column.high is not None:
        assert column.low < column.high
    if column.kind == "choice" and column.default is not None:
        assert column.default in column.choices


def test_ids_may_stand_once():
    """Every id column is unique by itself, but limits: all of one name hold."""
    for table in DATA_TABLES:
        ids = [column.key for column in table.columns if column.kind == "id"]
        if ids and table.key != "limits":
            assert table.unique == tuple(ids)
    assert TABLES["limits"].unique == ()
    assert TABLES["tiers"].unique == ("offer", "from_quantity")


def all_words() -> list[Words]:
    tables = chain.from_iterable((table.title, table.about) for table in TABLES.values())
    columns = chain.from_iterable((column.heading, column.hint) for _, column in EVERY_COLUMN)
    return [*tables, *columns]


def test_both_languages_are_there():
    """Every title, heading and hint is written in Korean and in English."""
    for words in all_words():
        assert words.ko.strip() and words.en.strip()
        assert not re.search("[가-힣]", words.en), words.en
    assert all(re.search("[가-힣]", table.title.ko) for table in TABLES.values())


@pytest.mark.parametrize("language", ["ko", "en"])
def test_titles_fit_sheet_names(language):
    """Sheet names are short, free of Excel's forbidden signs and all different."""
    words = [table.title for table in TABLES.values()] + list(FURTHER_SHEETS)
    names = [title.to(language) for title in words]
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)
    folded = [name.casefold().replace(" ", "_") for name in names]
    assert len(set(folded)) == len(folded)
    for key, name in zip(TABLES, folded, strict=False):
        assert name not in set(TABLES) - {key}, "a title must not be the key of another table"


@pytest.mark.parametrize("pair", EVERY_COLUMN, ids=name_of)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_prompts_fit_excel(pair, language):
    """Input messages and their titles stay within Excel's limits."""
    _, column = pair
    assert len(column.heading.to(language)) <= LONGEST_PROMPT_TITLE
    assert len(prompt(column, language)) <= LONGEST_PROMPT
    assert len(expects(column, language)) <= LONGEST_PROMPT - 30
    assert "\n" not in column.heading.to(language)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_headings_of_one_sheet_differ(language):
    """A clerk can tell the columns of a sheet apart."""
    for table in TABLES.values():
        headings = [column.heading.to(language) for column in table.columns]
        assert len(set(headings)) == len(headings), table.key


@pytest.mark.parametrize("key", TABLES)
def test_samples_hold_their_required_columns(key):
    """The worked line of each table uses known columns and leaves no required one out."""
    table, sample = TABLES[key], SAMPLES[key]
    known = {column.key for column in table.columns}
    further = {k for k in sample if k not in known}
    assert all(re.match(PERIOD_PATTERN, k) for k in further)
    assert not further or table.periods
    assert set(table.required) <= set(sample)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_manual_names_every_column(language):
    """No table and no column is missing from the manual."""
    text = manual(language)
    for table, column in EVERY_COLUMN:
        section = text.split(f": `{table.key}`")[1].split("\n## ")[0]
        assert f"`{column.key}`" in section
        assert column.hint.to(language).replace("*", r"\*").replace("|", r"\|") in section


def test_json_schema_requires_what_the_contract_requires():
    """The JSON Schema is valid JSON, closed, and requires the starred columns."""
    schema = json.loads(json.dumps(json_schema()))
    assert schema["required"] == NEEDED.split()
    for key, table in schema["properties"].items():
        assert table["items"]["required"] == REQUIRED[key].split()
        assert set(CONTRACT[key].split()) <= set(table["items"]["properties"])
    assert set(schema["properties"]) == set(CONTRACT)
    fraction = schema["properties"]["offers"]["items"]["properties"]["take_or_pay"]
    assert fraction["anyOf"][0] == {"type": "number", "minimum": 0, "maximum": 1}


@pytest.mark.parametrize(
    ("key", "is_one"),
    [
        ("2027", True), ("2027-Q1", True), ("2027-01", True), ("each", True), ("2027-13", False),
        ("2027-Q5", False), ("price", False), ("attr:x", False),
    ],
)  # fmt: skip
def test_period_pattern_of_the_json_schema(key, is_one):
    """The pattern takes the period columns of the contract and nothing else."""
    assert bool(re.match(PERIOD_PATTERN, key)) == is_one


def alike(text: str) -> str:
    return re.sub(r"[\s_-]", "", text).casefold()


@pytest.mark.parametrize(
    "pair",
    [*EVERY_COLUMN, *((table, table.each) for table in TABLES.values() if table.each)],
    ids=name_of,
)
def test_a_column_is_called_in_a_sentence_as_it_is_above_its_cells(pair):
    """The name in a result and the heading (or the sheet's title) share their word."""
    table, column = pair
    for name, *seen in zip(column.name, column.heading, table.title, strict=True):
        words = [alike(text).rstrip("es") for text in seen]
        assert any(word in alike(name) or alike(name) in word for word in words), name


def test_ids_are_known_to_the_edits():
    """The column that nobody may edit, as other tables know a row by it, is the id column."""
    assert {table.key: table.id for table in EDITABLE[1:]} == {
        key: id_of(key) for key in row_types()
    }


def test_sheets_and_facts_are_the_same_tables():
    """A workbook shows every table once, and the Case holds each, in the order of the contract."""
    fields = [field.name for field in dataclasses.fields(Case) if field.name != "locations"]
    assert list(TABLES) == fields
    assert sorted(SHEET_ORDER) == sorted(TABLES)
