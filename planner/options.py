"""Arguments and options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer


class Lang(StrEnum):
    """Languages of words and results."""

    ko = "ko"
    en = "en"


def speaks_of(lang: Lang | None) -> Literal["ko", "en"] | None:
    """The language asked for; None: the case's own."""
    return lang.value if lang else None


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
