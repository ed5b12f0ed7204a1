"""``planner check``: every fault of a case workbook at once."""

from typing import Annotated

import typer

from planner.options import CasePath, LangOption, Overwrite
from planner.words import Words


def check(
    case: CasePath,
    lang: LangOption = None,
    copy: Annotated[
        bool,
        typer.Option(),
        Words(
            "오류를 표시한 사본도 씁니다.", "Write a copy of the workbook with the faults marked."
        ),
    ] = True,
    overwrite: Overwrite = False,
) -> None:
    """List every fault, with its sheet, cell and remedy. Ends with 3 if any is an error.

    모든 오류를 시트, 셀, 고치는 법과 함께 보여 줍니다. 오류가 있으면 3으로 끝납니다.
    """
    from planner.commands.check import check_case

    check_case(case, lang.value if lang else None, copy=copy, overwrite=overwrite)
