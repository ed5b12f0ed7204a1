"""``planner simulate``: how a fixed plan fares in futures it was not made for."""

from pathlib import Path
from typing import Annotated

import typer

from planner.options import JsonPath, LangOption, Overwrite, speaks_of
from planner.study.options import StudyWishes
from planner.study.record import Study
from planner.words import Words


def simulate(  # noqa: PLR0913, PLR0917 (one argument per option)
    plan: Annotated[
        Path,
        typer.Argument(metavar="PLAN.xlsx"),
        Words("planner plan이 쓴 계획.", "Made by planner plan."),
    ],
    futures: Annotated[
        int,
        typer.Option(min=1, max=100_000),
        Words("뽑지 않은 미래를 몇 가지 볼지.", "How many unseen futures."),
    ] = 1000,
    rolling: Annotated[
        int,
        typer.Option(min=0),
        Words("그중 기간마다 다시 결정해 볼 수.", "How many of them are decided period by period."),
    ] = 200,
    seed: Annotated[
        int | None,
        typer.Option(min=0),
        Words(
            "적지 않으면 계획의 시드에 1,000,003을 더한 수.",
            "Default: the plan's own plus 1,000,003.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="RISK.xlsx"),
        Words("적지 않으면 계획 파일 옆.", "Default: beside the plan."),
    ] = None,
    json: JsonPath = None,
    lang: LangOption = None,
    overwrite: Overwrite = False,
) -> None:
    """Judge the orders of a plan in many futures; all else is decided as time goes on.

    계획의 주문을 여러 미래에서 평가합니다. 나머지는 시간이 가면서 결정합니다.
    """
    from planner.study.simulate.journey import Judging, simulate_plan

    wishes = StudyWishes(output, json, speaks_of(lang), overwrite)
    simulate_plan(plan, Judging(futures, rolling, seed), wishes)


STUDY = Study("simulate", Words("모의실험", "simulation"), simulate)
