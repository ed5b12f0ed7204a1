"""Arguments and options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Lang(StrEnum):
    """Languages of words and results."""

    ko = "ko"
    en = "en"


CasePath = Annotated[Path, typer.Argument(metavar="CASE.xlsx", help="The filled-in case workbook.")]
LangOption = Annotated[
    Lang | None, typer.Option("--lang", help="Language; default: the case's own.")
]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="Replace the output file if it is there.")
]
JsonPath = Annotated[
    str | None,
    typer.Option("--json", metavar="FILE|-", help="Write JSON too; - is standard output."),
]
