"""``planner template``: an empty case workbook."""

from typing import Annotated

import typer

from planner.options import Lang, NewPath, Overwrite
from planner.words import Words


def template(
    path: NewPath,
    lang: Annotated[
        Lang, typer.Option("--lang"), Words("표 제목의 언어.", "Language of the headings.")
    ] = Lang.ko,
    overwrite: Overwrite = False,
) -> None:
    """Write an empty case workbook to fill in.

    채워 넣을 빈 엑셀 양식을 씁니다.
    """
    from planner.commands.template import empty_case

    empty_case(path, lang.value, overwrite=overwrite)
