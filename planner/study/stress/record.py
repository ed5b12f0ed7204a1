"""``planner stress``: suppliers, countries and licenses that stop by surprise."""

from pathlib import Path
from typing import Annotated

import typer

from planner.study.options import PointWishes, with_point_options
from planner.study.record import Study
from planner.words import Words


@with_point_options
def stress(  # noqa: PLR0913 (one argument per option)
    plan: Annotated[
        Path,
        typer.Argument(metavar="PLAN.xlsx"),
        Words(
            "planner plan이 쓴 계획. 입력 파일이면 먼저 계획합니다.",
            "Made by planner plan; a case workbook is planned first.",
        ),
    ],
    *,
    months: Annotated[
        str,
        typer.Option(metavar="LIST"),
        Words("몇 달씩 멈추는지: 1,3,6,12.", "How long stops last, in months: 1,3,6,12."),
    ] = "1,3,6,12",
    starts: Annotated[
        int,
        typer.Option(min=1, max=120),
        Words("시작하는 때를 몇 번 볼지, 고르게.", "How many starts, evenly over the plan."),
    ] = 6,
    reaction: Annotated[
        int,
        typer.Option(min=0),
        Words(
            "멈춘 뒤 몇 기간은 계획대로 주문하는지.",
            "Periods after the start in which the plan's other orders still stand.",
        ),
    ] = 0,
    held: Annotated[
        bool,
        typer.Option("--held"),
        Words("오는 중인 물건도 그만큼 늦습니다.", "Goods under way wait as long too."),
    ] = False,
    pairs: Annotated[
        bool,
        typer.Option("--pairs"),
        Words("나라 둘이 함께 멈추는 경우도.", "Also pairs of countries together."),
    ] = False,
    wishes: PointWishes,
) -> None:
    """Close each supplier, country and license by surprise: the loss, and how long demand is met.

    공급사, 나라, 허가를 하나씩 갑자기 멈춰 손실과 버티는 기간을 봅니다.
    """
    from planner.study.stress.job import StressWays, run_stress

    run_stress(plan, StressWays(months, starts, reaction, held, pairs), wishes)


STUDY = Study(
    asked="stress",
    file_word=Words("스트레스", "stress"),
    command=stress,
    phases={
        "stops": Words("멈춤", "Stops"),
        "survival": Words("버티는 기간", "Survival"),
        "materials": Words("품목별 버티는 기간", "Survival by material"),
        "cures": Words("처방", "Cures"),
    },
    needs_base=True,
)
