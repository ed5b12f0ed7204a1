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
    start: Annotated[
        str | None,
        typer.Option("--start", metavar="2027-01"),
        Words(
            "계획의 첫 달. 적지 않으면 내년 1월.", "First month of the plan; default: next January."
        ),
    ] = None,
    periods: Annotated[
        int,
        typer.Option("--periods", min=1, max=240),
        Words(
            "계획의 개월 수. 달마다 기간 열이 하나씩 생깁니다.",
            "How many months; each gets a column.",
        ),
    ] = 12,
    overwrite: Overwrite = False,
) -> None:
    """Write an empty case workbook to fill in.

    채워 넣을 빈 엑셀 양식을 씁니다.
    """
    from planner.commands.template import empty_case

    empty_case(path, lang.value, (start, periods), overwrite=overwrite)
