"""Arguments and options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from planner.words import Words


class Lang(StrEnum):
    """Languages of words and results."""

    ko = "ko"
    en = "en"


def speaks_of(lang: Lang | None) -> Literal["ko", "en"] | None:
    """The language asked for; None: the case's own."""
    return lang.value if lang else None


CasePath = Annotated[
    Path,
    typer.Argument(metavar="CASE.xlsx"),
    Words("내용을 채운 입력 파일.", "The filled-in case workbook."),
]
NewPath = Annotated[
    Path, typer.Argument(metavar="NEW.xlsx"), Words("저장할 파일.", "Where to write it.")
]
BESIDE = Words("적지 않으면 입력 파일 옆.", "Default: beside the case.")
RESULT = Words(
    "적지 않으면 입력 파일 옆. 이름이 .html로 끝나면 브라우저와 전자우편으로 보는 한 쪽.",
    "Default: beside the case. A name that ends in .html gives a page for browser and e-mail.",
)
LangOption = Annotated[
    Lang | None,
    typer.Option("--lang"),
    Words("언어. 적지 않으면 입력 파일의 언어.", "Language; default: the case's own."),
]
Overwrite = Annotated[
    bool,
    typer.Option("--overwrite"),
    Words("이미 있는 결과 파일을 바꿔 씁니다.", "Replace output files that are there."),
]
JsonPath = Annotated[
    str | None,
    typer.Option("--json", metavar="FILE|-"),
    Words("JSON도 씁니다. -는 표준 출력.", "Write JSON too; - is standard output."),
]
