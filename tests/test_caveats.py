"""What a reader must know beside a study's numbers: notes of the workbook, and work not done."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command_line import planner
from workbooks import good, write_workbook

from planner.study.monte_carlo import solve as monte_carlo_solve
from planner.study.points.ledger import RunLedger
from planner.study.sweep import solve as sweep_solve

STUDIES = {
    "sweep": ("--over", "prices.each times 0.9:1.1:9"),
    "sweep --tornado": (),
    "sweep --monte-carlo 9": (),
    "scenarios": (),
    "frontier --points 9": ("--trade", "cost, share country=CN among material=ndpr"),
    "room": (),
}


def _case(folder: Path) -> Path:
    """The small faultless case without risk, and a limit whose selector matches nothing."""
    sheets = good()
    sheets["settings"][-1] = ["risk_measure", "none"]
    head, *rows = sheets["limits"]
    row = list(rows[0])
    row[head.index("limit")], row[head.index("of")] = "nobody", "tag=nothing_has_this"
    sheets["limits"] = [head, *rows, row]
    return write_workbook(folder / "case.xlsx", sheets)


def _run(folder: Path, study: str) -> tuple[Any, dict[str, Any], list[str]]:
    """The answer, its JSON and every text of its first sheet."""
    out, data = folder / "study.xlsx", folder / "study.json"
    words = (*study.split()[:1], _case(folder), *study.split()[1:], *STUDIES[study])
    answer = planner(*words, "--jobs", 1, "-o", out, "--json", data, "--lang", "en")
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[0]
    texts = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    return answer, json.loads(data.read_text(encoding="utf-8")), texts


@pytest.mark.parametrize("study", STUDIES)
def test_a_limit_that_matches_nothing_is_told(tmp_path: Path, study: str) -> None:
    """On the terminal, in the workbook and in the JSON of every study, as in a plan."""
    answer, data, texts = _run(tmp_path, study)
    assert answer.code == 0
    assert "Left out" in answer.out
    assert data["headline"].startswith("Left out")
    assert "W653" in {note["code"] for note in data["notes"]}
    assert "partial" not in data
    assert any(text.startswith("Left out") for text in texts)
    assert any("W653" in text for text in texts)


@pytest.mark.parametrize("study", [study for study in STUDIES if study != "room"])
def test_what_ctrl_c_left_undone_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, study: str
) -> None:
    """Every sentence, the workbook and the JSON say how much of the work is done."""
    keep = RunLedger.record
    kept: list[str] = []

    def record(ledger: RunLedger, phase: str, place: int, texts: list[str]) -> None:
        kept.extend([phase] * (phase.split(" ", maxsplit=1)[0] in {"points", "lives"}))
        if len(kept) > (phase != "lives"):
            raise KeyboardInterrupt
        keep(ledger, phase, place, texts)

    monkeypatch.setattr(RunLedger, "record", record)
    for room in (sweep_solve, monte_carlo_solve):
        monkeypatch.setattr(room, "CHUNK", 4)
    answer, data, texts = _run(tmp_path, study)
    assert answer.code == 130
    assert data["run"]["interrupted"]
    (*_, undone) = data["partial"]
    assert 0 <= undone["done"] < undone["asked"]
    mark = f"{undone['done']}/{undone['asked']}"
    first, *said = [line for line in answer.out.splitlines() if not line.endswith(".xlsx")]
    assert first.startswith("Interrupted") and f"{undone['done']} of {undone['asked']}" in first
    own = [line for line in said if not line.startswith("Left out")]
    assert all(line.startswith("(partial, ") and mark in line.split(")")[0] for line in own)
    assert texts[1].startswith("(partial, ")
    assert any(text.startswith("Interrupted") for text in texts)
