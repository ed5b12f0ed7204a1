"""``planner plan``: the allocation plan of a case workbook."""

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.options import CasePath, JsonPath, LangOption, Overwrite


def plan(  # noqa: PLR0913, PLR0917 (one argument per option)
    case: CasePath,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="PLAN.xlsx", help="Default: beside the case."),
    ] = None,
    json: JsonPath = None,
    engine: Annotated[
        str, typer.Option(help="highs, pulp:NAME or pyomo:NAME (any installed solver).")
    ] = "highs",
    time_limit: Annotated[
        float | None, typer.Option(min=0.0, metavar="SECONDS", help="Stop the solver after this.")
    ] = None,
    lang: LangOption = None,
    overwrite: Overwrite = False,
) -> None:
    """Make the plan of a case: what to order from whom and when."""
    from planner.commands.plan import Wishes, plan_workbook

    wishes = Wishes(output, json, engine, time_limit, lang.value if lang else None, overwrite)
    plan_workbook(case, wishes)
