"""``planner frontier``: what safety costs."""

from typing import Annotated

import typer

from planner.options import CasePath
from planner.study.options import Gap, PointWishes, with_point_options
from planner.study.record import Study
from planner.words import Words


@with_point_options
def frontier(
    case: CasePath,
    *,
    trade: Annotated[
        str | None,
        typer.Option(
            metavar="MEASURES",
        ),
        Words(
            "맞바꿀 것: 'cost, share country=CN stage=any, cover', hhi, cvar. 적지 않으면 비용과, "
            "통제 품목에 든 중요한 원소 하나(Dy 먼저)의 주 공급국 비중.",
            "What is traded: 'cost, share country=CN stage=any, cover', hhi, cvar. Default: cost "
            "and the share of a critical element in controlled materials (Dy first) from its main "
            "country.",
        ),
    ] = None,
    points: Annotated[
        int | None,
        typer.Option(min=2, max=1_000),
        Words(
            "기준마다 점의 수. 적지 않으면 12개 또는 6개.",
            "Points along each measure; default 12, or 6.",
        ),
    ] = None,
    wishes: PointWishes,
    gap: Gap = 1e-3,
) -> None:
    """Plans of which none is both cheaper and safer: cost against concentration, cover, tail.

    더 싸면서 더 안전한 계획이 없는 계획들: 비용과 집중도, 재고 일수, 나쁜 경우의 맞바꿈.
    """
    from planner.study.frontier.job import frontier_job
    from planner.study.points.journey import run_study

    run_study(case, wishes, lambda reading, _: frontier_job(reading, trade, points, gap))


STUDY = Study(
    asked="frontier",
    file_word=Words("프런티어", "frontier"),
    command=frontier,
    phases={"ends": Words("가장 안전한 끝", "Safest end")},
    needs_base=True,
)
