"""``planner without``: what the loss of each supplier costs."""

from planner.options import CasePath
from planner.study.options import Gap, PointWishes, with_point_options
from planner.study.record import Study
from planner.words import Words


@with_point_options
def without(case: CasePath, *, wishes: PointWishes, gap: Gap = 1e-3) -> None:
    """Plan without each supplier in turn.

    공급사를 하나씩 빼고 다시 계획합니다.
    """
    from planner.study.points.journey import run_study
    from planner.study.without.job import without_job

    run_study(case, wishes, lambda reading, _: without_job(reading, gap))


STUDY = Study("without", Words("공급사상실", "without"), without)
