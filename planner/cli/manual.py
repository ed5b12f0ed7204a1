"""``planner manual`` and ``planner schema``: what every sheet and column means."""

from typing import Annotated

import typer

from planner.options import Lang


def manual(
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the manual.")] = Lang.ko,
) -> None:
    """Print the manual of the case workbook as Markdown."""
    from planner.commands.manual import print_manual

    print_manual(lang.value)


def schema() -> None:
    """Print the JSON schema of a case."""
    from planner.commands.manual import print_schema

    print_schema()
