"""A workbook is opened: read, every fault said, and what is said written as JSON too."""

import json as plain_json
from pathlib import Path
from typing import Any

import typer

from planner.errors import InputError
from planner.outcomes.notices import noted
from planner.words import Language, Words
from planner.workbook.faults import shown
from planner.workbook.read import Reading, read
from planner.workbook.save import probe_file, save_text

NOTHING_PLANNED = Words(
    "오류 {count}건: 계획을 세우지 않았습니다.", "Errors: {count}. Nothing is planned."
)


def sound_reading(
    path: Path, json: str | None, language: Language | None, *, overwrite: bool = False
) -> tuple[Reading, Language]:
    """A reading with a case, and the language to speak. Raises InputError with every fault."""
    reading = read(path)
    speaks = language or reading.language
    refuse_faults(path, reading, json, speaks, overwrite=overwrite)
    return reading, speaks


def refuse_faults(
    path: Path, reading: Reading, json: str | None, language: Language, *, overwrite: bool = False
) -> None:
    """Show them all, whatever else is wrong; then see that they can be written as JSON."""
    for line in shown(reading.faults, language):
        typer.echo(line, err=True)
    if json not in (None, "-"):
        probe_file(Path(json), overwrite=overwrite, source=path)
    if reading.case is None:
        emit(faulty(reading, language), json)
        raise InputError(nothing_planned(reading, language), reading.faults)


def nothing_planned(reading: Reading, language: Language) -> str:
    """How many errors there are: the first line where no plan can be made."""
    return NOTHING_PLANNED.to(language).format(count=len(reading.errors))


def faulty(reading: Reading, language: Language) -> str:
    """What is written when the workbook has errors: no numbers, every fault."""
    empty: dict[str, Any] = {
        name: [] for name in ("orders", "stock", "shortages", "limits", "demand")
    }
    notes = noted(reading.notices(language))
    faults = [
        {
            "code": fault.code,
            "severity": fault.severity,
            "sheet": fault.sheet,
            "cell": fault.cell,
            "key": fault.key,
            "seen": fault.seen,
            "message": fault.message.to(language),
            "remedy": fault.remedy.to(language),
        }
        for fault in reading.faults
    ]
    run = {"input": reading.file, "input_sha256": reading.sha256}
    nothing = {"objective": None, "currency": None, "cost": None, "risk": None, "check": None}
    first = {"headline": nothing_planned(reading, language), "status": "error"}
    answer = {**first, **nothing, **empty, "faults": faults, "notes": notes, "run": run}
    return plain_json.dumps(answer, ensure_ascii=False, indent=1)


def emit(text: str, json: str | None) -> None:
    """Write JSON where it was asked for: ``-`` is standard output, None nowhere.

    What stands there was asked about before (``probe_file``). Raises OutputError.
    """
    if json == "-":
        # Programs read this: UTF-8 whatever the console, as in a file.
        typer.echo(text.encode())
    elif json is not None:
        save_text(Path(json), text)
