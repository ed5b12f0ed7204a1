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
        str,
        typer.Option(
            metavar="MEASURES",
            help="What is traded: 'cost, share country=CN stage=any, cover', hhi, cvar.",
        ),
    ] = "cost, share country=CN stage=any",
    points: Annotated[
        int | None,
        typer.Option(min=2, max=1_000, help="Points along each measure; default 12, or 6."),
    ] = None,
    wishes: PointWishes,
    gap: Gap = 1e-3,
) -> None:
    """Plans of which none is both cheaper and safer: cost against concentration, cover, tail."""
    from planner.study.frontier.job import frontier_job
    from planner.study.points.journey import run_study

    run_study(case, wishes, lambda reading, _: frontier_job(reading, trade, points, gap))


STUDY = Study(
    key="frontier",
    asked="frontier",
    file_word=Words("프런티어", "frontier"),
    command=frontier,
    phases={"ends": Words("가장 안전한 끝", "Safest end")},
    needs_base=True,
)
