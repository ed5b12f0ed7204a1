"""``planner simulate``: how a fixed plan fares in futures it was not made for."""

from pathlib import Path
from typing import Annotated

import typer

from planner.options import JsonPath, LangOption, Overwrite, speaks_of
from planner.study.options import StudyWishes
from planner.study.record import Study
from planner.words import Words


def simulate(  # noqa: PLR0913, PLR0917 (one argument per option)
    plan: Annotated[Path, typer.Argument(metavar="PLAN.xlsx", help="Made by planner plan.")],
    futures: Annotated[int, typer.Option(min=1, help="How many unseen futures.")] = 1000,
    rolling: Annotated[
        int, typer.Option(min=0, help="How many of them are decided period by period.")
    ] = 200,
    seed: Annotated[
        int | None, typer.Option(min=0, help="Default: the plan's own plus 1,000,003.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="RISK.xlsx", help="Default: beside the plan."),
    ] = None,
    json: JsonPath = None,
    lang: LangOption = None,
    overwrite: Overwrite = False,
) -> None:
    """Judge the orders of a plan in many futures; all else is decided as time goes on."""
    from planner.study.simulate.journey import Judging, simulate_plan

    wishes = StudyWishes(output, json, speaks_of(lang), overwrite)
    simulate_plan(plan, Judging(futures, rolling, seed), wishes)


STUDY = Study("simulate", "simulate", Words("모의실험", "simulation"), simulate)
