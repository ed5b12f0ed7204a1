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
        Path,
        typer.Argument(metavar="PLAN-A.xlsx"),
        Words("먼저 세운 계획(planner plan이 쓴 파일).", "The earlier plan, made by planner plan."),
    ],
    plan_b: Annotated[
        Path, typer.Argument(metavar="PLAN-B.xlsx"), Words("나중 계획.", "The later plan.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIFF.xlsx"),
        Words("적지 않으면 나중 계획 옆.", "Default: beside the later plan."),
    ] = None,
    json: JsonPath = None,
    lang: LangOption = None,
    overwrite: Overwrite = False,
) -> None:
    """Compare two plans: suppliers, materials, months, inputs, and why the cost moved.

    두 계획을 비교합니다: 공급사, 자재, 달, 입력, 그리고 비용이 달라진 까닭.
    """
    from planner.study.compare.journey import compare_workbooks

    compare_workbooks(plan_a, plan_b, StudyWishes(output, json, speaks_of(lang), overwrite))


STUDY = Study("compare", Words("비교", "compared"), compare)
