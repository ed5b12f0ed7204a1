"""Listing every fault of a case workbook, and marking them in a copy."""

from pathlib import Path

import typer

from planner.errors import InputError
from planner.words import Language, Words
from planner.workbook.annotate import write_faults
from planner.workbook.faults import shown
from planner.workbook.opening import nothing_planned
from planner.workbook.read import read

_FINE = Words("오류가 없습니다. 계획을 세울 수 있습니다.", "No errors: a plan can be made.")
_WARNED = Words(
    "오류는 없지만 경고가 {count}건 있습니다. 계획은 세울 수 있습니다.",
    "No errors, but warnings: {count}. A plan can be made.",
)
_COPY = Words("표시한 사본: {path}", "Marked copy: {path}")


def check_case(path: Path, language: Language | None, *, copy: bool, overwrite: bool) -> None:
    """Print the faults. Raises InputError if any is an error, OutputError for the copy."""
    reading = read(path)
    speaks = language or reading.language
    for line in shown(reading.faults, speaks):
        typer.echo(line)
    if not reading.errors:
        count = sum(fault.severity == "warning" for fault in reading.faults)
        typer.echo((_WARNED.filled(count=count) if count else _FINE).to(speaks))
        return
    words = nothing_planned(reading, speaks)
    if copy and reading.safe:
        marked = write_faults(path, reading.faults, speaks, overwrite=overwrite)
        words += "\n" + _COPY.to(speaks).format(path=marked)
    raise InputError(words, reading.faults)
