"""The ``planner`` command. Each subcommand is a file beside this one, its work in ``commands``."""

import sys

import typer

from planner.cli.check import check
from planner.cli.compare import compare
from planner.cli.example import example
from planner.cli.export import export
from planner.cli.frontier import frontier
from planner.cli.manual import manual, schema
from planner.cli.plan import plan
from planner.cli.room import room
from planner.cli.scenarios import scenarios
from planner.cli.simulate import simulate
from planner.cli.sweep import sweep
from planner.cli.template import template
from planner.errors import PlannerError
from planner.words import console_language

INTERRUPTED = 130

app = typer.Typer(
    name="planner",
    help="Procurement planner for critical materials: an Excel workbook in, an Excel plan out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
STUDIES = (scenarios, sweep, frontier, room, compare)
for command in (template, example, check, plan, simulate, *STUDIES, export, manual, schema):
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
