"""``planner export``: the program itself, for other solvers."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planner.options import CasePath, Overwrite


class Format(StrEnum):
    """Formats programs are exchanged in."""

    mps = "mps"
    lp = "lp"
    pulp_json = "pulp-json"


def export(
    case: CasePath,
    to: Annotated[Format, typer.Option("--to", help="File format.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Default: beside the case.")
    ] = None,
    overwrite: Overwrite = False,
) -> None:
    """Write the program of a case as MPS, LP or PuLP's JSON."""
    from planner.commands.export import export_case

    export_case(case, to.value, output, overwrite=overwrite)
