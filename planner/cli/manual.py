"""``planner manual`` and ``planner schema``: what every sheet and column means."""

import json
from typing import Annotated

import typer

from planner.cli.options import Lang


def manual(
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the manual.")] = Lang.ko,
) -> None:
    """Print the manual of the case workbook as Markdown."""
    from planner.workbook.manual import manual as text

    typer.echo(text(lang.value))


def schema() -> None:
    """Print the JSON schema of a case."""
    from planner.workbook.manual import json_schema

    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
