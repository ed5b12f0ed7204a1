"""Tiny workbooks whose answers were worked out by hand: what the newer tables and columns mean.

Each has a ``why``. ``want`` is the objective, ``error``, ``["about", x]`` or a ``mix``: with risk
(1 - f) a + f b, f a whole number of the futures near p.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import planner
from workbooks import write_workbook

MEANINGS = {
    row["name"]: row
    for row in json.loads(
        (Path(__file__).parent / "data" / "meaning.json").read_text(encoding="utf-8")
    )
}


def _answer(folder: Path, tables: dict[str, list[dict[str, Any]]]) -> tuple[int, dict[str, Any]]:
    """Exit code and JSON of a plan."""
    sheets: dict[str, list[list[Any]]] = {}
    for name, rows in tables.items():
        keys = list(dict.fromkeys(key for row in rows for key in row))
        if rows:
            sheets[name] = [keys, *([row.get(key) for key in keys] for row in rows)]
    case, out, data = (folder / name for name in ("case.xlsx", "plan.xlsx", "plan.json"))
    write_workbook(case, sheets)
    code = planner("plan", case, "-o", out, "--json", data).code
    return code, json.loads(data.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [n for n, row in MEANINGS.items() if row["want"] != "error"])
def test_a_workbook_means_what_it_says(tmp_path: Path, name: str) -> None:
    """The objective, audited, is the one worked out by hand."""
    row = MEANINGS[name]
    code, found = _answer(tmp_path, row["tables"])
    assert (code, found["check"]["passed"]) == (0, True), row["why"]
    want = row["want"]
    if isinstance(want, dict):
        mix = want["mix"]
        part = (found["objective"] - mix["a"]) / (mix["b"] - mix["a"]) * mix["futures"]
        assert part == pytest.approx(round(part), abs=1e-4), row["why"]
        assert abs(part / mix["futures"] - mix["p"]) < 0.1, row["why"]
        return
    value = want[1] if isinstance(want, list) else want
    assert found["objective"] == pytest.approx(value, rel=1e-6, abs=1e-6), row["why"]


@pytest.mark.parametrize("name", [n for n, row in MEANINGS.items() if row["want"] == "error"])
def test_what_cannot_be_meant_is_refused(tmp_path: Path, name: str) -> None:
    """The workbook is an error; its mended twin is planned."""
    row = MEANINGS[name]
    twin = tmp_path / "twin"
    twin.mkdir()
    assert _answer(tmp_path, row["tables"])[0] == 3, row["why"]
    assert _answer(twin, row["sound_twin"])[0] == 0
