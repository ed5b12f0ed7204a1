"""``planner compare``: what changed from one plan to the next, and why the cost moved."""

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.options import JsonPath, LangOption, Overwrite


def compare(
    plan_a: Annotated[
        Path, typer.Argument(metavar="PLAN-A.xlsx", help="The earlier plan, made by planner plan.")
    ],
    plan_b: Annotated[Path, typer.Argument(metavar="PLAN-B.xlsx", help="The later plan.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIFF.xlsx", help="Default: beside the later plan."),
    ] = None,
    json: JsonPath = None,
    lang: LangOption = None,
    overwrite: Overwrite = False,
) -> None:
    """Compare two plans: suppliers, materials, months, inputs, and why the cost moved."""
    from planner.commands.compare import Wishes, compare_workbooks

    wishes = Wishes(output, json, lang.value if lang else None, overwrite)
    compare_workbooks(plan_a, plan_b, wishes)
