"""``planner plan``: the allocation plan of a case workbook."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planner.options import CasePath, JsonPath, LangOption, Overwrite


class Measure(StrEnum):
    """Measures of risk."""

    none = "none"
    expected = "expected"
    cvar = "cvar"


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
        float | None,
        typer.Option(
            min=0.0,
            metavar="SECONDS",
            help="Stop the solver after this; the plan so far is called stopped (0: at once).",
        ),
    ] = None,
    risk: Annotated[
        Measure | None, typer.Option(help="Measure of risk; default: the case's risk_measure.")
    ] = None,
    weight: Annotated[
        float | None, typer.Option(min=0.0, max=1.0, help="Weight of the tail (risk_weight).")
    ] = None,
    level: Annotated[
        float | None, typer.Option(min=0.0, max=0.9999, help="Where the tail begins (risk_level).")
    ] = None,
    futures: Annotated[
        int | None, typer.Option(min=1, help="How many futures are drawn (futures).")
    ] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="Which futures are drawn (seed).")] = None,
    gap: Annotated[
        float, typer.Option(min=0.0, help="Relative gap at which a plan with risk is good enough.")
    ] = 1e-3,
    compare_risk: Annotated[
        bool,
        typer.Option(
            "--compare-risk",
            help="Instead of a plan: none, expected and cvar side by side in unseen futures.",
        ),
    ] = False,
    change: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="EDIT",
            help="Change the case first: 'offers.price where country=CN times 1.2'. Repeatable.",
        ),
    ] = None,
    lang: LangOption = None,
    overwrite: Overwrite = False,
) -> None:
    """Make the plan of a case: what to order from whom and when."""
    from planner.commands.plan import Wishes, plan_workbook

    wishes = Wishes(
        output=output,
        json=json,
        engine=engine,
        time_limit=time_limit,
        language=lang.value if lang else None,
        overwrite=overwrite,
        gap=gap,
        compare_risk=compare_risk,
        settings={
            "risk_measure": risk.value if risk else None,
            "risk_weight": weight,
            "risk_level": level,
            "futures": futures,
            "seed": seed,
        },
        edits=tuple(change or ()),
    )
    plan_workbook(case, wishes)
