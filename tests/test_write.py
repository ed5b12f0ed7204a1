"""Cases as rows: from CSV tables, from a Case, and back through a workbook."""

import io
from dataclasses import replace

import pytest
from random_cases import random_case

from models.calendar import month_of
from models.case import (
    Capacity,
    Case,
    Demand,
    Limit,
    Material,
    Offer,
    OpenOrder,
    Route,
    Settings,
    Supplier,
    Sweep,
)
from planner.data import examples_folder
from planner.errors import UsageError
from planner.workbook.read import read
from planner.workbook.write import case_rows, read_tables, write_case

START = month_of(2027, 1)


def test_csv_tables_are_typed_by_their_columns(tmp_path):
    """Ids, codes and periods stay text; quantities become numbers; blanks vanish."""
    (tmp_path / "settings.csv").write_text("key,value\nstart,2027\nperiods,4\n", "utf-8-sig")
    (tmp_path / "materials.csv").write_text("material,hs_code,reo\n001,2846.90,0.5\n,,\n")
    (tmp_path / "demand.csv").write_text("material,2027-01,each\n001,3,1.5\n")
    (tmp_path / "offers.csv").write_text("offer,price,duty,attr:co2,tags\na,10,5%,7,1;2\n")
    assert read_tables(tmp_path) == {
        "settings": [{"key": "start", "value": "2027"}, {"key": "periods", "value": 4}],
        "materials": [{"material": "001", "hs_code": "2846.90", "reo": 0.5}],
        "demand": [{"material": "001", "2027-01": 3, "each": 1.5}],
        "offers": [{"offer": "a", "price": 10, "duty": "5%", "attr:co2": 7, "tags": "1;2"}],
    }


def test_csv_with_an_unknown_column_is_refused(tmp_path):
    """A misspelt header names the file and the column."""
    (tmp_path / "offers.csv").write_text("offer,prise\na,10\n")
    with pytest.raises(UsageError, match=r"offers\.csv.*prise"):
        read_tables(tmp_path)


def test_a_folder_without_tables_is_refused(tmp_path):
    """An empty folder is not an empty case."""
    with pytest.raises(UsageError):
        read_tables(tmp_path)


def test_case_rows_write_what_a_person_would_type():
    """Months as 2027-01, flags as yes, lists with ;, series by period, defaults left blank."""
    case = Case(
        settings=Settings(start=START, periods=2, title="t"),
        materials=(Material("a", controlled=True),),
        suppliers=(Supplier("s", country="AU", tags=("x", "y")),),
        offers=(Offer("o", "s", "a", price=3, until=START + 1, attributes=(("co2", 2.5),)),),
        capacity=(Capacity("s", "", (5.0, None)),),
        demand=(Demand("a", "", (1.0, 2.0), beyond=(4.0,)),),
        routes=(Route("x", "y"),),
        limits=(Limit("l", "share", sense="max", value=0.5),),
        open_orders=(OpenOrder("o", START, 2),),
        sweeps=(Sweep("w", "offers", column="price", op="times", values=(0.8, 1.2)),),
    )
    rows = case_rows(case)
    assert {"key": "start", "value": "2027-01"} in rows["settings"]
    assert rows["materials"] == [{"material": "a", "controlled": "yes"}]
    assert rows["suppliers"] == [{"supplier": "s", "country": "AU", "tags": "x;y"}]
    assert rows["offers"] == [
        {"offer": "o", "supplier": "s", "material": "a", "price": 3, "until": "2027-02"}
        | {"attr:co2": 2.5}
    ]
    assert rows["capacity"] == [{"supplier": "s", "2027-01": 5.0}]
    assert rows["demand"] == [{"material": "a", "2027-01": 1.0, "2027-02": 2.0, "2027-03": 4.0}]
    assert rows["routes"] == [{"from": "x", "to": "y"}]
    assert rows["limits"] == [{"limit": "l", "measure": "share", "sense": "max", "value": 0.5}]
    assert rows["open_orders"] == [{"offer": "o", "arrives": "2027-01", "quantity": 2}]
    assert rows["sweeps"][0]["values"] == "0.8;1.2"
    write_case(io.BytesIO(), rows, "en")


def test_the_example_survives_the_way_through_two_workbooks(tmp_path):
    """CSV -> workbook -> Case -> workbook -> the same Case, to the last digit."""
    tables = read_tables(examples_folder() / "korea-2027" / "tables")
    write_case(tmp_path / "first.xlsx", tables, "ko")
    first = read(tmp_path / "first.xlsx")
    assert first.case is not None, [fault.line("en") for fault in first.faults]
    write_case(tmp_path / "second.xlsx", case_rows(first.case), "en")
    second = read(tmp_path / "second.xlsx")
    assert second.case == first.case
    assert "W215" not in {fault.code for fault in second.faults}, "a column without a key"


def as_read(case: Case) -> Case:
    """The same case as any workbook tells it: locations in no order, no path without values."""
    processes = tuple(
        p if any(value is not None for value in p.values) else replace(p, values=())
        for p in case.processes
    )
    return replace(case, locations=tuple(sorted(case.locations)), processes=processes)


@pytest.mark.parametrize("seed", range(6))
def test_random_cases_survive_the_way_through_a_workbook(tmp_path, seed):
    """Case -> workbook -> the same Case."""
    case = random_case(seed)
    write_case(tmp_path / "case.xlsx", case_rows(case), "ko")
    reading = read(tmp_path / "case.xlsx")
    assert reading.case is not None, [fault.line("en") for fault in reading.faults]
    assert as_read(reading.case) == as_read(case)
