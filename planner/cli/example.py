"""``planner example``: a shipped case to start from."""

from pathlib import Path
from typing import Annotated

import typer

from planner.options import LangOption, Overwrite


def example(
    name: Annotated[
        str, typer.Argument(help="korea-2027, first-plan, supplier-lost or look-through.")
    ],
    path: Annotated[Path, typer.Argument(metavar="NEW.xlsx", help="Where to write it.")],
    lang: LangOption = None,
    overwrite: Overwrite = False,
) -> None:
    """Write a shipped case as a workbook."""
    from planner.commands.template import shipped_case

    shipped_case(name, path, lang.value if lang else None, overwrite=overwrite)
