"""``planner template``: an empty case workbook."""

from pathlib import Path
from typing import Annotated

import typer

from planner.options import Lang, Overwrite


def template(
    path: Annotated[Path, typer.Argument(metavar="NEW.xlsx", help="Where to write it.")],
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the headings.")] = Lang.ko,
    overwrite: Overwrite = False,
) -> None:
    """Write an empty case workbook to fill in."""
    from planner.commands.template import empty_case

    empty_case(path, lang.value, overwrite=overwrite)
