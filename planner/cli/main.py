"""The ``planner`` command. Each subcommand is a file beside this one, imported when it is called."""

import sys

import typer

from planner.cli import check, example, export, manual, plan, template
from planner.errors import PlannerError

app = typer.Typer(
    name="planner",
    help="Procurement planner for critical materials: an Excel workbook in, an Excel plan out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (template.template, example.example, check.check, plan.plan, export.export):
    app.command()(command)
app.command()(manual.manual)
app.command()(manual.schema)


def run() -> None:
    """Run the command line; every planned failure ends with its own exit code and words."""
    for stream in (sys.stdout, sys.stderr):
        # A Korean console may be cp949: a character it lacks must not end the run.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except PlannerError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(error.exit_code) from error
