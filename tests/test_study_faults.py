"""Edits of the study sheets judged at their cells, and edited cases checked again."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from random_cases import random_case
from workbooks import Percent, good, write_workbook

from models.calendar import month_of
from models.case import Scenario
from models.edit import Edit, edited
from planner.data import examples_folder
from planner.schema.study import EDITABLE
from planner.schema.tables import SETTINGS, TABLES
from planner.study.points.phrases import axes_of
from planner.workbook.assemble import assemble
from planner.workbook.checks.every import run_checks
from planner.workbook.guard import open_package
from planner.workbook.read import read
from planner.workbook.recheck import faults_after, scenario_faults, sweep_faults
from planner.workbook.unpack import read_book
from planner.workbook.write import case_rows, read_tables, write_case

HEAD = ["scenario", "table", "where", "column", "op", "value", "from", "until"]
SWEPT = ["sweep", "table", "where", "column", "op", "low", "high", "steps", "values"]


def _book(*rows, sweeps=()):
    """The faultless workbook with these scenarios: table, where, column, op, value, from, until."""
    sheets = good()
    named = [["case", *row] if len(row) < 8 else list(row) for row in rows]
    sheets["scenarios"] = [HEAD, *named]
    sheets["sweeps"] = [SWEPT, *(["sweep", *row] for row in sweeps)]
    return sheets


def _read(tmp_path, *rows, sweeps=()):
    return read(write_workbook(tmp_path / "case.xlsx", _book(*rows, sweeps=sweeps)))


def _value(tmp_path, *row):
    """The value that the edit of a sound workbook carries."""
    reading = _read(tmp_path, row)
    assert [fault.line("en") for fault in reading.errors] == []
    (scenario,) = reading.case.scenarios
    edited(reading.case, [Edit.of(scenario)])
    return scenario.value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (datetime.datetime(2027, 3, 1), "2027-03"),
        ("2027-03", "2027-03"),
        ("２０２７-Q2", "2027-04"),
        ("2027", "2027-01"),
        (2027, "2027-01"),
    ],
)
def test_a_month_however_it_is_typed(tmp_path, typed, value):
    """An Excel date, a month, a quarter or a year is the first month it means."""
    assert _value(tmp_path, "offers", "offer=ba1", "from", "set", typed) == value


@pytest.mark.parametrize("typed", ["65%", 0.65, Percent(0.65), "0.65"])
def test_a_fraction_however_it_is_typed(tmp_path, typed):
    """A percentage in words, a %-formatted cell and a plain fraction are the same."""
    assert _value(tmp_path, "limits", "limit=cn", "value", "set", typed) == 0.65


@pytest.mark.parametrize(
    ("typed", "value"),
    [("예", "yes"), ("아니요", "no"), ("아니오", "no"), ("네", "yes"), (True, "yes"), (0, "no")],
)
def test_yes_and_no_however_they_are_typed(tmp_path, typed, value):
    """Korean, English, Excel's TRUE, 1 and 0."""
    assert _value(tmp_path, "offers", "offer=ba2", "spot", "set", typed) == value


def test_names_and_columns_are_spelled_as_in_their_tables(tmp_path):
    """What an edit says reads as what the other sheets say."""
    assert _value(tmp_path, "offers", None, "License", "set", "MOC") == "moc"
    assert _value(tmp_path, "suppliers", "supplier=lynas", "country", "set", "kr") == "KR"
    assert _value(tmp_path, "offers", None, "duty", "set", "145%") == 1.45
    reading = _read(tmp_path, ("offers", None, "ATTR:Carbon", "times", 2))
    assert reading.case.scenarios[0].column == "attr:carbon"


def test_a_period_that_excel_made_a_date_is_a_column(tmp_path):
    """Excel turns 2027-02 into a date as soon as it is typed."""
    reading = _read(tmp_path, ("demand", None, datetime.datetime(2027, 2, 1), "set", 3))
    assert reading.errors == ()
    assert reading.case.scenarios[0].column == "2027-02"


@pytest.mark.parametrize(
    ("row", "code", "cell", "remedy"),
    [
        (("offers", None, "duty", "set", 65), "E305", "F2", "65%"),
        (("limits", "limit=cn", "value", "set", 65), "E305", "F2", "65%"),
        (("limits", "limit=hhi", "value", "set", -1), "E307", "F2", "0 or more"),
        (("limits", "limit=cn", "value", "set", Percent(1.2)), "E308", "F2", "1 or less"),
        (("offers", None, "price", "set", -4), "E307", "F2", "0 or more"),
        (("offers", None, "price", "times", -4), "E307", "F2", "0 or more"),
        (("capacity", None, "each", "set", -4), "E307", "F2", "0 or more"),
        (("offers", None, "price", "set", "dear"), "E682", "F2", "number"),
        (("offers", None, "price", "set", datetime.datetime(2027, 3, 1)), "E324", "F2", "Number"),
        (("offers", None, "license", "set", "mocc"), "E402", "F2", "'moc'"),
        (("suppliers", None, "kind", "set", "minr"), "E310", "F2", "'miner'"),
        (("suppliers", None, "country", "set", "Congo"), "E313", "F2", "CD, CG"),
        (("offers", None, "spot", "set", "maybe"), "E311", "F2", "yes or no"),
        (("offers", None, "from", "set", "soon"), "E312", "F2", "2027-Q1"),
        (("offers", None, "from", "plus", 1.5), "E309", "F2", "whole"),
        (("offers", None, "from", "times", 2), "E687", "E2", "months"),
        (("offers", None, "supplier", "plus", 2), "E687", "E2", "set"),
        (("offers", None, "offer", "set", "x"), "E689", "D2", "copy"),
        (("settings", "key=periods", "value", "set", 9), "E689", "D2", "copy"),
        (("settings", None, "seed", "set", 1.5), "E309", "F2", "whole"),
        (("settings", None, "seeds", "set", 1), "E681", "D2", "'seed'"),
        (("settings", None, "value", "set", 1), "E681", "D2", "column"),
        (("offers", "note=x", "price", "set", 1), "E652", "C2", "Fields"),
        (("offers", None, "note", "set", "x"), "E681", "D2", "column"),
        (("offers", None, "attr:carbn", "times", 2), "E681", "D2", "'attr:carbon'"),
        (("demand", None, "2027-Q1", "set", 2, "2027-01"), "E688", "G2", "each"),
        (("offers", None, "price", "set", 2, None, "2027-01"), "E688", "H2", "each"),
        (("settings", None, "seed", "set", 2, None, "2027-01"), "E688", "H2", "each"),
    ],
)
def test_what_a_column_cannot_hold_is_a_fault_at_the_edit(tmp_path, row, code, cell, remedy):
    """One error, at the cell that must be mended, with its remedy in both languages."""
    (fault,) = _read(tmp_path, row).errors
    assert (fault.code, fault.sheet, fault.cell) == (code, "scenarios", cell)
    assert remedy in fault.remedy.en
    assert fault.remedy.ko != fault.remedy.en


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (("limits", "limit=cn", "value", "set", 0.3, 65, 3), "E305", "G2"),
        (("limits", "limit=cn", "value", "set", 30, 65, 3), "E305", "F2"),
        (("limits", "limit=cn", "value", "set", None, None, None, "30%; 65"), "E305", "I2"),
        (("offers", None, "price", "set", -1, 3, 3), "E307", "F2"),
        (("offers", None, "from", "plus", 0, 5, 3), "E309", "H2"),
        (("offers", None, "license", "set", 0, 5, 3), "E687", "E2"),
        (("offers", None, "price", "times", 0, 5, 99_999), "E308", "H2"),
    ],
)
def test_every_value_of_a_sweep_fits_its_column(tmp_path, row, code, cell):
    """The first that does not is told at low, high, steps or values."""
    (fault,) = _read(tmp_path, sweeps=[row]).errors
    assert (fault.code, fault.sheet, fault.cell) == (code, "sweeps", cell)


def test_all_faults_of_the_study_sheets_come_at_once(tmp_path):
    """One bad edit hides no other."""
    rows = (
        ("offer", None, "price", "set", 1),
        ("offers", "land=CN", "prise", "set", 1),
        ("offers", None, "duty", "set", 65),
    )
    faults = _read(tmp_path, *rows).errors
    assert [fault.cell for fault in faults] == ["B2", "C3", "D3", "F4"]


def test_an_edit_that_does_nothing_is_warned_about(tmp_path):
    """Rows told through their offer's supplier; no warning where another edit sees to it."""
    rows = (
        ("one", "offers", "country=US", "price", "times", 2, None, None),
        ("two", "offers", "offer=ba1", "price", "times", 2, None, None),
        ("three", "offers", "offer=ba1", "price", "times", 3, None, None),
        ("three", "prices", "offer=ba1", "each", "times", 3, None, None),
        ("four", "demand", None, "2031", "times", 3, None, None),
    )
    reading = _read(tmp_path, *rows)
    assert [(fault.code, fault.cell) for fault in reading.faults] == [
        ("W685", "C2"), ("W695", "D3"), ("W694", "D6"),
    ]  # fmt: skip


def _every_edit():
    """Every column of every table, with every operation and a value of every kind."""
    values = (1, -1, 0.5, 65, "x", "yes", "2027-02", "65%", "lynas", "cvar", "a;b", True)
    columns = {
        key: [*(column.key for column in TABLES[key].columns), "each", "2027-Q1", "2027", "attr:x"]
        for key in (table.key for table in EDITABLE)
    }
    columns["settings"] += [column.key for column in SETTINGS]
    columns["offers"] += ["attr:carbon"]
    for table, keys in columns.items():
        for column in keys:
            yield from ((table, None, column, "set", value) for value in values)
            yield from (
                (table, None, column, op, v) for op in ("times", "plus") for v in values[:5]
            )


def test_what_passes_the_check_can_be_edited(tmp_path):
    """No edit without a fault is ever refused; refused edits are never without one."""
    rows = list(_every_edit())
    case = _read(tmp_path).case
    draft = assemble(read_book(open_package(write_workbook(tmp_path / "x.xlsx", _book(*rows)))))
    run_checks(draft)
    wrong = {int(fault.cell[1:]) for fault in draft.faults if fault.sheet == "scenarios"}
    sound = [row for row in draft.table("scenarios") if row.number not in wrong]
    assert len(sound) > 300
    assert len(wrong) > 1000
    for row in sound:
        facts = {key: row.values[key] for key in ("scenario", "table", "column", "op", "value")}
        edited(case, [Edit.of(Scenario(**facts))])


def test_a_case_without_edits_stays_sound():
    """What was read without an error has none when it is laid out and read again."""
    for seed in range(40):
        assert faults_after(random_case(seed), ()) == (), seed


@pytest.mark.parametrize("name", ["first-plan", "korea-2027", "look-through", "supplier-lost"])
def test_the_scenarios_and_sweeps_of_the_examples_are_sound(tmp_path, name):
    """With all edits made, and at every corner."""
    path = tmp_path / "case.xlsx"
    write_case(path, read_tables(examples_folder() / name / "tables"), "ko")
    reading = read(path)
    assert faults_after(reading.case, (), reading.places) == ()
    assert scenario_faults(reading) == ()
    for axes in axes_of(reading.case).values():
        assert sweep_faults(reading.case, axes, reading.places) == ()


UNSOUND = (
    (Edit("origins", "share", "times", 0.5, "country=AU"), "E621", "origins!E2"),
    (Edit("licenses", "days_p50", "times", 9), "E631", "licenses!E2"),
    (Edit("offers", "min_per_period", "set", 30), "E541", "offers!J2"),
    (Edit("offers", "price", "plus", -100, "offer=ly1"), "E307", "offers!E2"),
    (Edit("prices", "each", "plus", -403), "E307", "prices!B2"),
    (Edit("stockpiles", "opening", "times", 9, "stockpile=pps"), "E581", "stockpiles!E3"),
    (Edit("offers", "currency", "set", "EUR", "offer=hb2"), "E504", "offers!F7"),
    (Edit("limits", "of", "set", "land=CN", "limit=cn"), "E652", "limits!C2"),
    (Edit("settings", "discount_rate", "plus", 2.0), "E308", "settings"),
)
"""An edit that leaves the faultless case unsound, and where that shows."""


@pytest.mark.parametrize(("edit", "code", "place"), UNSOUND, ids=lambda value: str(value)[:40])
def test_an_edited_case_is_checked_as_a_workbook_is(tmp_path, edit, code, place):
    """The same errors as in the workbook with the edits written into it, at the same cells."""
    reading = _read(tmp_path)
    first = faults_after(reading.case, [edit], reading.places)[0]
    assert (first.code, first.place("en").split()[0]) == (code, place)
    write_case(tmp_path / "edited.xlsx", case_rows(edited(reading.case, [edit])), "en")
    there = {fault.code for fault in read(tmp_path / "edited.xlsx").errors}
    if edit.table != "settings":  # 205% is written as the bare number, another mistake
        assert code in there


def test_without_places_a_fault_names_the_row(tmp_path):
    """A case that was made in Python has no cells."""
    case = _read(tmp_path).case
    (fault,) = faults_after(case, [Edit("offers", "price", "plus", -100, "offer=ly1")])
    assert fault.line("en").startswith("offers!ly1 price: '-30' is too low")
    (fault,) = faults_after(case, [Edit("origins", "share", "set", 0.7, "country=AU")])
    assert fault.line("en").startswith("origins!hanbit/metal/mined/AU share")


def test_a_scenario_that_leaves_an_unsound_case_is_one_fault(tmp_path):
    """At its first row, with the inner message, its place and its remedy; sound ones are silent."""
    rows = (
        ("good", "offers", None, "price", "times", 2, None, None),
        ("나쁨", "licenses", None, "days_p50", "times", 9, None, None),
        ("나쁨", "offers", None, "price", "times", 2, None, None),
        ("worse", "origins", None, "share", "times", 0.5, None, None),
    )
    crossed, shares = scenario_faults(_read(tmp_path, *rows))
    assert (crossed.code, crossed.sheet, crossed.cell) == ("E696", "scenarios", "A3")
    assert (shares.code, shares.cell) == ("E696", "A5")
    for text in crossed.message.both:
        assert "나쁨" in text
        assert "licenses!E2" in text
        assert "days_p50 405" in text
    assert "E631" in crossed.remedy.en
    assert "add up to 0.5" in shares.message.en


def test_together_edits_may_be_sound_where_one_alone_is_not(tmp_path):
    """Shares moved from one country to another are checked after all edits of the scenario."""
    rows = (
        ("moved", "origins", "country=AU", "share", "plus", 0.2, None, None),
        ("moved", "origins", "country=CN", "share", "plus", -0.2, None, None),
    )
    reading = _read(tmp_path, *rows)
    assert scenario_faults(reading) == ()
    first = Edit.of(reading.case.scenarios[0])
    assert faults_after(reading.case, [first])[0].code == "E621"


def test_a_sweep_is_checked_at_its_corners(tmp_path):
    """The lowest and highest value of each axis; the corner is named."""
    sweep = ("licenses", "license=moc", "days_p50", "times", 1, 3, 3)
    other = ("offers", None, "price", "times", 1, 2, 3)
    reading = _read(tmp_path, sweeps=[sweep, other])
    (axes,) = axes_of(reading.case).values()
    (fault,) = sweep_faults(reading.case, axes, reading.places, "sweep")
    assert (fault.code, fault.sheet, fault.cell) == ("E696", "sweeps", "A2")
    assert "days_p50 where license=moc times 3, offers.price times 1" in fault.message.en
    assert sweep_faults(reading.case, axes[1:], reading.places) == ()


def test_a_sweep_of_many_inputs_is_checked_axis_by_axis(tmp_path):
    """Corners double with every axis; each end alone is looked at instead."""
    case = _read(tmp_path).case
    free = [
        (Edit("offers", "price", "times", 1.0, f"offer=ba{i % 3}"), (1.0, 2.0)) for i in range(7)
    ]
    days = (Edit("licenses", "days_p50", "times", 1.0), (0.5, 3.0))
    (fault,) = sweep_faults(case, [*free, days])
    assert "E631" in fault.remedy.en


def test_a_workbook_with_its_own_layout_is_named_by_its_own_cells(tmp_path):
    """Key rows further down, blank rows and other columns stay where they are."""
    sheets = good()
    rows = sheets["licenses"]
    sheets["licenses"] = [["Licenses"], [], rows[0][::-1], *[[], []], rows[1][::-1], rows[2][::-1]]
    reading = read(write_workbook(tmp_path / "case.xlsx", sheets))
    assert reading.errors == ()
    fault = faults_after(reading.case, [Edit("licenses", "days_p50", "times", 9)], reading.places)[
        0
    ]
    assert fault.place("en") == "licenses!E6 days_p90"


def test_months_that_have_no_column_are_named_by_their_row(tmp_path):
    """A workbook with years has no cell for a month; its row has."""
    sheets = good()
    sheets["capacity"][0][2] = "2027"
    reading = read(write_workbook(tmp_path / "case.xlsx", sheets))
    edit = Edit("capacity", "each", "plus", -9, from_=month_of(2027, 2), until=month_of(2027, 2))
    fault = faults_after(reading.case, [edit], reading.places)[0]
    assert fault.place("en") == "capacity!2 2027-02"


def test_the_example_case_keeps_its_scenarios_through_the_layout():
    """Studies are left out of what is checked again: their own edits are judged at reading."""
    folder = Path(examples_folder()) / "korea-2027" / "tables"
    assert read_tables(folder)["scenarios"]
    case = replace(random_case(3), scenarios=(Scenario("s", "nowhere", column="x", op="set"),))
    assert faults_after(case, ()) == ()
