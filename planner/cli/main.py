"""The ``planner`` command. A command is a file beside this one, its work in ``commands``.

A study has both in its own room.
"""

import sys
from collections.abc import Callable

import typer

from planner.cli.check import check
from planner.cli.example import example
from planner.cli.export import export
from planner.cli.manual import manual, schema
from planner.cli.plan import plan
from planner.cli.template import template
from planner.errors import PlannerError
from planner.study.all import STUDIES
from planner.words import console_language

INTERRUPTED = 130

app = typer.Typer(
    name="planner",
    help="Procurement planner for critical materials: an Excel workbook in, an Excel plan out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
COMMANDS: tuple[Callable[..., None], ...] = (
    *(template, example, check, plan),
    *(study.command for study in STUDIES if study.command),
    *(export, manual, schema),
)
for command in COMMANDS:
    app.command()(command)


def run() -> None:
    """Run the command line; every planned failure ends with its own exit code and words."""
    for stream in (sys.stdout, sys.stderr):
        # A Korean console may be cp949: a character it lacks must not end the run.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except PlannerError as error:
        language = console_language(" ".join(sys.argv))
        typer.echo(error.words.to(language), err=True)
        raise SystemExit(error.exit_code) from error
    except SystemExit as ended:
        # The command library ends with 1 for Ctrl-C and closed pipes; here 1 means a bug.
        raise SystemExit(INTERRUPTED if ended.code == 1 else ended.code) from None
