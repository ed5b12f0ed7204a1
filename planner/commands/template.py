"""Writing case workbooks to start from: an empty one, or a shipped case."""

from pathlib import Path

import typer

from planner.data import examples_folder
from planner.errors import UsageError
from planner.words import Language, Words
from planner.workbook.codes import months_of
from planner.workbook.guesses import period_guess
from planner.workbook.save import save_as
from planner.workbook.sheets import Cell
from planner.workbook.template import write_template
from planner.workbook.write import read_tables, write_case

_NO_START = Words(
    "--start '{text}': 기간이 아닙니다. 예: {guess}",
    "--start '{text}' is no period. Write for example {guess}.",
)
_NO_EXAMPLE = Words(
    "'{name}': 없는 예제입니다. 있는 예제: {names}",
    "There is no example '{name}'. There are: {names}",
)


def empty_case(
    path: Path, language: Language, months: tuple[str | None, int], *, overwrite: bool
) -> None:
    """Write the template for ``months``: the first (None: next January), and how many.

    Raises UsageError, OutputError.
    """
    text, periods = months
    start = None if text is None else _month(text)

    def write(place: Path) -> None:
        write_template(place, language, start=start, periods=periods)

    typer.echo(str(save_as(path, write, overwrite=overwrite)))


def _month(text: str) -> int:
    """The first month of a period as people write it. Raises UsageError."""
    months = months_of(Cell(text))
    if months is None:
        raise UsageError(_NO_START.filled(text=text, guess=period_guess(text) or "2027-01"))
    return months[0]


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
