"""Writing case workbooks to start from: an empty one, or a shipped case."""

from pathlib import Path

import typer

from planner.data import examples_folder
from planner.errors import UsageError
from planner.words import Language, Words
from planner.workbook.save import save_as
from planner.workbook.template import write_template
from planner.workbook.write import read_tables, write_case

_NO_EXAMPLE = Words(
    "'{name}': 없는 예제입니다. 있는 예제: {names}",
    "There is no example '{name}'. There are: {names}",
)


def empty_case(path: Path, language: Language, *, overwrite: bool) -> None:
    """Write the template. Raises OutputError."""
    saved = save_as(path, lambda place: write_template(place, language), overwrite=overwrite)
    typer.echo(str(saved))


def shipped_case(name: str, path: Path, language: Language | None, *, overwrite: bool) -> None:
    """Write a shipped case; a language replaces its own. Raises UsageError, OutputError."""
    folder = examples_folder()
    if not (folder / name / "tables").is_dir():
        names = ", ".join(sorted(f.name for f in folder.iterdir() if (f / "tables").is_dir()))
        raise UsageError(_NO_EXAMPLE.filled(name=name, names=names))
    rows = read_tables(folder / name / "tables")
    settings = {str(row["key"]): row for row in rows["settings"]}
    if language is not None:
        settings.setdefault("language", {"key": "language"})["value"] = language
        rows["settings"] = list(settings.values())
    speaks: Language = settings.get("language", {}).get("value", "en")
    saved = save_as(path, lambda place: write_case(place, rows, speaks), overwrite=overwrite)
    typer.echo(str(saved))
