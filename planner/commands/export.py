"""Writing the program of a case in the formats that solvers exchange."""

from pathlib import Path
from typing import Literal

import typer

from models.allocation.formulate import formulate
from models.engines.export import Kind, export
from planner.api import read_case
from planner.words import Language, Words
from planner.workbook.save import probe_file, save_file

_KINDS: dict[str, Kind] = {"mps": "mps", "lp": "lp", "pulp-json": "json"}
_CONES = Words("HHI 한도는 파일에 들어 있지 않습니다.", "HHI limits are not in the file.")


def export_case(
    case: Path,
    to: Literal["mps", "lp", "pulp-json"],
    output: Path | None,
    language: Language | None,
    *,
    overwrite: bool,
) -> None:
    """Write the file beside the case, or as asked. Raises InputError, OutputError."""
    facts = read_case(case)
    program = formulate(facts.in_order()).program
    kind = _KINDS[to]
    target = output or case.with_suffix(f".{kind}")
    probe_file(target, overwrite=overwrite, source=case)
    saved = save_file(target, lambda part: export(program, part, kind), overwrite=overwrite)
    if program.cones:
        typer.echo(_CONES.to(language or facts.settings.language), err=True)
    typer.echo(str(saved))
