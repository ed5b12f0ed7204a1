"""``planner scenarios``: named what-ifs side by side."""

from planner.options import CasePath
from planner.study.options import Gap, PointWishes, with_point_options
from planner.study.record import Study
from planner.words import Words


@with_point_options
def scenarios(case: CasePath, *, wishes: PointWishes, gap: Gap = 1e-3) -> None:
    """Plan every row of the scenarios sheet; what each plan costs if another scenario comes.

    시나리오 시트의 행마다 계획을 세우고, 다른 시나리오가 오면 얼마가 드는지 봅니다.
    """
    from planner.study.points.journey import run_study
    from planner.study.scenarios.job import scenarios_job

    run_study(case, wishes, lambda reading, speaks: scenarios_job(reading, speaks, gap))


STUDY = Study(
    asked="scenarios",
    file_word=Words("시나리오", "scenarios"),
    command=scenarios,
    phases={
        "plans": Words("시나리오 계획", "Plans"),
        "lives": Words("다른 시나리오에서 살아 보기", "Regret"),
    },
)
