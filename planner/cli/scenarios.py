"""``planner scenarios``: named what-ifs side by side."""

from planner.cli.options import CasePath, JsonPath, LangOption, Overwrite, speaks_of
from planner.cli.study_options import Cluster, DryRun, Gap, Jobs, Resume, StudyOutput


def scenarios(  # noqa: PLR0913, PLR0917 (one argument per option)
    case: CasePath,
    output: StudyOutput = None,
    json: JsonPath = None,
    jobs: Jobs = 0,
    resume: Resume = None,
    cluster: Cluster = "",
    dry_run: DryRun = False,
    gap: Gap = 1e-3,
    lang: LangOption = None,
    overwrite: Overwrite = False,
) -> None:
    """Plan every row of the scenarios sheet; what each plan costs if another scenario comes.

    시나리오 시트의 행마다 계획을 세우고, 다른 시나리오가 오면 얼마가 드는지 봅니다.
    """
    from planner.commands.studies import scenarios_job
    from planner.commands.study import Wishes, run_study

    wishes = Wishes(output, json, jobs, resume, cluster, dry_run, speaks_of(lang), overwrite)
    run_study(case, wishes, lambda reading, speaks: scenarios_job(reading, speaks, gap))
