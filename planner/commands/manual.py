"""Printing what every sheet and column means."""

import json

import typer

from planner.words import Language
from planner.workbook.manual import json_schema, manual


def print_manual(language: Language) -> None:
    """The manual as Markdown."""
    typer.echo(manual(language))


def print_schema() -> None:
    """The JSON schema of a case."""
    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
