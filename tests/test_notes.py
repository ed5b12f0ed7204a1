"""What reading and planning had to say stands in the JSON, the plan workbook and the terminal."""

import json
from pathlib import Path

import openpyxl
import pytest
from command_line import Answer, planner
from test_absent import LIMIT, MONTHS, small
from workbooks import Sheets, write_workbook

GREEN, AMBER, RED = "E3F1E5", "FFF1D6", "FBE0DD"
"""Fills of the band that says how good a plan is."""


def planned(folder: Path, sheets: Sheets, *more: str) -> tuple[Answer, dict, list[str], str]:
    """The answer, the JSON, the texts of the plan workbook's first two sheets, the band's fill."""
    path, target = write_workbook(folder / "case.xlsx", sheets), folder / "plan.xlsx"
    answer = planner("plan", path, "-o", target, "--json", folder / "plan.json", "--lang", "en",
                     "--overwrite", *more)  # fmt: skip
    told = json.loads((folder / "plan.json").read_text("utf-8"))
    sheets_shown = openpyxl.load_workbook(target).worksheets[:2]
    cells = [c for sheet in sheets_shown for row in sheet for c in row if isinstance(c.value, str)]
    first = answer.out.splitlines()[0] if answer.code == 0 else answer.err.splitlines()[-1]
    band = next(cell for cell in cells if cell.value == first)
    return answer, told, [cell.value for cell in cells], band.fill.fgColor.rgb[-6:]


WARNED = {
    "blank month": (
        small(demand=[["material", *MONTHS], ["x", 5, None, 5, 5]]),
        "W534", "demand", "C2", "Demand is missing (demand!C2)",
    ),
    "limit of nobody": (
        small(limits=[LIMIT, ["c", "share", "country=VN", None, None, "max", 0.5]]),
        "W653", "limits", "C2", "Left out (limits!C2): 'c'",
    ),
    "event of nobody": (
        small(events=[["event", "of", "per_year", "months_p50", "months_p90", "effect"],
                      ["e", "country=VN", 0.1, 3, 6, "stop"]]),
        "W653", "events", "B2", "Left out (events!B2): 'e'",
    ),
    "edit of nobody": (
        small(scenarios=[["scenario", "table", "where", "column", "op", "value"],
                         ["s", "offers", "country=VN", "price", "times", 2]]),
        "W685", "scenarios", "C2", "Left out (scenarios!C2)",
    ),
    "edit of blank cells": (
        small(scenarios=[["scenario", "table", "where", "column", "op", "value"],
                         ["s", "offers", "country=CN", "max_per_period", "times", 0.5]]),
        "W698", "scenarios", "D2", "Left out (scenarios!D2)",
    ),
    "edit of zeros": (
        small(sweeps=[["sweep", "table", "where", "column", "op", "low", "high", "steps"],
                      ["s", "offers", None, "duty", "times", 0.8, 1.2, 3]]),
        "W698", "sweeps", "D2", "Left out (sweeps!D2)",
    ),
    "license of nobody": (
        small(licenses=[["license", "country", "grant", "content_country", "content_min"],
                        ["m", "CN", 0.9, "VN", 0.001]]),
        "W637", "licenses", "D2", "Left out (licenses!D2)",
    ),
    "misspelled column": (
        small(offers=[["offer", "supplier", "material", "price", "max_per_perod"],
                      ["a", "A", "x", 10, 1], ["b", "B", "x", 20, None]]),
        "W226", "offers", "E1", "Left out (offers!E1): 'max_per_perod'",
    ),
    "license that nobody names": (
        small(licenses=[["license", "country", "grant"], ["m", "CN", 0.9]]),
        "W632", "licenses", "A2", "Left out (licenses!A2)",
    ),
    "offer that ended before the plan": (
        small(offers=[["offer", "supplier", "material", "price", "until"],
                      ["a", "A", "x", 10, "2026-12"], ["b", "B", "x", 20, None]]),
        "W544", "offers", "E2", "Left out (offers!E2): Offer 'a' can never be ordered",
    ),
    "offer that comes after the plan": (
        small(offers=[["offer", "supplier", "material", "price", "lead"],
                      ["a", "A", "x", 10, 90], ["b", "B", "x", 20, None]]),
        "W547", "offers", "E2", "Left out (offers!E2): With a lead of 90 periods",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WARNED)
def test_a_warning_of_reading_stands_in_plan_json_and_first_line(tmp_path: Path, name: str) -> None:
    """Code, sheet, cell and text; the band is amber and never says that every rule is kept."""
    sheets, code, sheet, cell, first = WARNED[name]
    answer, told, texts, fill = planned(tmp_path, sheets)
    note = next(note for note in told["notes"] if note["code"] == code)
    assert (note["sheet"], note["cell"]) == (sheet, cell) and note.keys() == NOTE
    assert any(text.startswith(f"{sheet}!{cell}: {note['text']}") for text in texts)
    assert answer.out.startswith(first) and "every rule" not in answer.out
    assert f"Notes to read: {len(told['notes'])}, at the end of the sheet 'Overview'." in texts
    assert fill == AMBER and f"[{code}]" in answer.err


NOTE = {"code", "sheet", "cell", "text"}


def test_a_sheet_left_out_because_of_its_name_is_in_the_first_line(tmp_path: Path) -> None:
    """Limits on a sheet of another name; and the empty template is no good plan."""
    sheets = small()
    sheets["한도"] = [LIMIT, ["c", "share", "country=CN", None, None, "max", 0.5]]
    answer, told, _, fill = planned(tmp_path, sheets)
    assert answer.out.startswith(
        "Left out (한도): Sheet '한도' has the columns of the table 'limits'"
    )
    assert [(n["code"], n["sheet"]) for n in told["notes"]] == [("W223", "한도")] and fill == AMBER
    empty = small(demand=[["material", *MONTHS]])
    answer, told, _, fill = planned(tmp_path, empty)
    assert answer.out.startswith("Left out (demand): The table 'demand' has no rows")
    assert fill == AMBER


def test_an_infeasible_plan_has_its_notes_too(tmp_path: Path) -> None:
    """Whatever the status, all that was said is there."""
    limit = ["c", "share", "country=CN", None, None, "min", 0.9]
    sheets = small(capacity=[["supplier", "each"], ["A", 1], ["B", None]],
                   demand=[["material", *MONTHS], ["x", 5, 5, None, 5]],
                   limits=[LIMIT, limit])  # fmt: skip
    answer, told, texts, fill = planned(tmp_path, sheets)
    assert answer.code == 4 and told["status"] == "infeasible"
    assert {"W534", "W567"} <= {note["code"] for note in told["notes"]}
    assert any(text.startswith("demand!D2: The demand for 'x'") for text in texts)
    assert answer.err.splitlines()[-1].startswith("No feasible plan") and fill == RED


def test_faults_are_notes_of_a_broken_workbook(tmp_path: Path) -> None:
    """An input with errors says them in the same words."""
    path = write_workbook(tmp_path / "case.xlsx", small(offers=[["offer"], ["a"]]))
    answer = planner("plan", path, "-o", tmp_path / "plan.xlsx", "--json", "-")
    notes = json.loads(answer.out)["notes"]
    assert answer.code == 3 and notes and all(note.keys() == NOTE for note in notes)


def test_a_clean_plan_is_green_and_silent(tmp_path: Path) -> None:
    """Nothing is said where there is nothing to say."""
    answer, told, _, fill = planned(tmp_path, small())
    assert answer.out.startswith("Optimal: no plan that keeps every rule")
    assert (told["notes"], fill) == ([], GREEN)


def test_a_shortage_is_red(tmp_path: Path) -> None:
    """Forty-six tonnes that lack are no green plan."""
    sheets = small(materials=[["material", "unit", "shortage_cost"], ["x", "t", 100]],
                   capacity=[["supplier", "each"], ["A", 0], ["B", 1]],
                   demand=[["material", *MONTHS], ["x", 20, 20, 5, 5]])  # fmt: skip
    answer, _, _, fill = planned(tmp_path, sheets)
    assert answer.out.startswith("Demand is not met: 46 t x short (2027-01 ~ 2027-04).")
    assert fill == RED


def test_what_set_does_not_do_is_left_out(tmp_path: Path) -> None:
    """An edit of no row, and one that leaves a limit without anything to measure."""
    answer, told, texts, fill = planned(
        tmp_path, small(), "--set", "offers.price where country=VN times 2"
    )
    (note,) = told["notes"]
    assert note["code"] == "W685" and any(note["text"] in text for text in texts)
    assert answer.out.startswith("Left out: 'offers.price where country=VN times': No row")
    assert fill == AMBER
    rows = [LIMIT, ["c", "share", "country=CN", None, None, "max", 0.5]]
    answer, told, _, fill = planned(
        tmp_path, small(limits=rows), "--set", "limits.of where limit=c set country=VN"
    )
    assert [note["code"] for note in told["notes"] if note["code"][0] == "W"] == ["W653"]
    assert answer.out.startswith("Left out (limits!C2)") and fill == AMBER


def test_a_limit_of_nobody_is_not_said_to_be_kept(tmp_path: Path) -> None:
    """On the sheet of limits it counts nothing; one beside it that counts has room."""
    rows = [LIMIT, ["c", "share", "country=VN", None, None, "max", 0.5],
            ["d", "share", "country=CN", None, None, "max", 1.0]]  # fmt: skip
    planned(tmp_path, small(limits=rows))
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx")["Concentration"]
    table = [[cell.value for cell in row if cell.value is not None] for row in sheet]
    states = {row[0]: set(row) for row in table if row and row[0] in ("c", "d")}
    assert "counts nothing" in states["c"] and "counts nothing" not in states["d"]


def test_check_does_not_call_a_warned_case_fine(tmp_path: Path) -> None:
    """No errors is not all."""
    sheets = small(demand=[["material", *MONTHS[:2]], ["x", 5, 5]])
    answer = planner("check", write_workbook(tmp_path / "case.xlsx", sheets))
    assert answer.code == 0
    assert answer.out.splitlines()[-1] == "No errors, but warnings: 1. A plan can be made."
