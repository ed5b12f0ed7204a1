"""``planner example``: a shipped case to start from."""

from typing import Annotated

import typer

from planner.options import LangOption, NewPath, Overwrite
from planner.words import Words


def example(
    name: Annotated[
        str,
        typer.Argument(),
        Words(
            "korea-2027, first-plan, supplier-lost, look-through 중 하나.",
            "korea-2027, first-plan, supplier-lost or look-through.",
        ),
    ],
    path: NewPath,
    lang: LangOption = None,
    overwrite: Overwrite = False,
) -> None:
    """Write a shipped case as a workbook.

    함께 들어 있는 예제를 엑셀 파일로 씁니다.
    """
    from planner.commands.template import shipped_case

    shipped_case(name, path, lang.value if lang else None, overwrite=overwrite)
