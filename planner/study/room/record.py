"""``planner room``: what can be traded away in a negotiation."""

from typing import Annotated

import typer

from planner.options import CasePath
from planner.study.options import PointWishes, with_point_options
from planner.study.record import Study
from planner.words import Words


@with_point_options
def room(
    case: CasePath,
    *,
    within: Annotated[
        str,
        typer.Option(metavar="PERCENT"),
        Words(
            "계획이 얼마나 더 비싸도 되는지: 1% 또는 0.01.",
            "How much dearer a plan may be: 1% or 0.01.",
        ),
    ] = "1%",
    wishes: PointWishes,
) -> None:
    """Least and most of each supplier in nearly best plans; prices at which offers turn.

    거의 최선인 계획에서 공급사마다 가장 적게와 가장 많이, 그리고 견적이 뒤집히는 가격.
    """
    from planner.study.points.journey import run_study
    from planner.study.room.job import room_job

    run_study(case, wishes, lambda reading, _: room_job(reading, within))


STUDY = Study(
    asked="room",
    file_word=Words("협상여지", "room"),
    command=room,
    phases={"ranges": Words("범위", "Ranges"), "prices": Words("전환 가격", "Prices")},
    needs_base=True,
)
