"""``planner example``: a shipped case to start from."""

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.options import Lang, Overwrite
from planner.errors import UsageError


def example(
    name: Annotated[str, typer.Argument(help="korea-2027, first-plan, supplier-lost, look-through.")],
    path: Annotated[Path, typer.Argument(metavar="NEW.xlsx", help="Where to write it.")],
    lang: Annotated[
        Lang | None, typer.Option("--lang", help="Language of the headings and results.")
    ] = None,
    overwrite: Overwrite = False,
) -> None:
    """Write a shipped case as a workbook."""
    from planner.paths import examples_folder
    from planner.workbook.save import save_as
    from planner.workbook.write import read_tables, write_case

    folder = examples_folder()
    if not (folder / name / "tables").is_dir():
        names = ", ".join(sorted(f.name for f in folder.iterdir() if (f / "tables").is_dir()))
        raise UsageError(f"There is no example '{name}'. There are: {names}")
    rows = read_tables(folder / name / "tables")
    settings = {str(row["key"]): row for row in rows["settings"]}
    if lang is not None:
        settings.setdefault("language", {"key": "language"})["value"] = lang.value
        rows["settings"] = list(settings.values())
    language = settings.get("language", {}).get("value", "en")
    saved = save_as(path, lambda place: write_case(place, rows, language), overwrite=overwrite)
    typer.echo(str(saved))
