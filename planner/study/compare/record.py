"""``planner compare``: what changed from one plan to the next, and why the cost moved."""

from pathlib import Path
from typing import Annotated

import typer

from planner.options import JsonPath, LangOption, Overwrite, speaks_of
from planner.study.options import StudyWishes
from planner.study.record import Study
from planner.words import Words


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
    from planner.study.compare.journey import compare_workbooks

    compare_workbooks(plan_a, plan_b, StudyWishes(output, json, speaks_of(lang), overwrite))


STUDY = Study("compare", "compare", Words("비교", "compared"), compare)
