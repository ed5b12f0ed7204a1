"""``planner export``: the program itself, for other solvers."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planner.options import BESIDE, CasePath, LangOption, Overwrite, speaks_of
from planner.words import Words


class Format(StrEnum):
    """Formats programs are exchanged in."""

    mps = "mps"
    lp = "lp"
    pulp_json = "pulp-json"


def export(
    case: CasePath,
    to: Annotated[Format, typer.Option("--to"), Words("파일 형식.", "File format.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output"),
        BESIDE,
    ] = None,
    lang: LangOption = None,
    overwrite: Overwrite = False,
) -> None:
    """Write the program of a case as MPS, LP or PuLP's JSON.

    입력 파일의 최적화 문제를 MPS, LP, PuLP JSON으로 씁니다.
    """
    from planner.commands.export import export_case

    export_case(case, to.value, output, speaks_of(lang), overwrite=overwrite)
