"""``planner check``: every fault of a case workbook at once."""

from typing import Annotated

import typer

from planner.options import CasePath, LangOption


def check(
    case: CasePath,
    lang: LangOption = None,
    copy: Annotated[
        bool, typer.Option(help="Write a copy of the workbook with the faults marked.")
    ] = True,
) -> None:
    """List every fault, with its sheet, cell and remedy. Ends with 3 if any is an error."""
    from planner.commands.check import check_case

    check_case(case, lang.value if lang else None, copy=copy)
