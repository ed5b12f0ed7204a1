"""``planner room``: what can be traded away in a negotiation."""

from typing import Annotated

import typer

from planner.cli.options import CasePath, JsonPath, LangOption, Overwrite, speaks_of
from planner.cli.study_options import Cluster, DryRun, Jobs, Resume, StudyOutput
from planner.words import Words


def room(  # noqa: PLR0913, PLR0917 (one argument per option)
    case: CasePath,
    within: Annotated[
        str,
        typer.Option(metavar="PERCENT"),
        Words(
            "계획이 얼마나 더 비싸도 되는지: 1% 또는 0.01.",
            "How much dearer a plan may be: 1% or 0.01.",
        ),
    ] = "1%",
    output: StudyOutput = None,
    json: JsonPath = None,
    jobs: Jobs = 0,
    resume: Resume = None,
    cluster: Cluster = "",
    dry_run: DryRun = False,
    lang: LangOption = None,
    overwrite: Overwrite = False,
) -> None:
    """Least and most of each supplier in nearly best plans; prices at which offers turn.

    거의 최선인 계획에서 공급사마다 가장 적게와 가장 많이, 그리고 견적이 뒤집히는 가격.
    """
    from planner.commands.studies import room_job
    from planner.commands.study import Wishes, run_study

    wishes = Wishes(output, json, jobs, resume, cluster, dry_run, speaks_of(lang), overwrite)
    run_study(case, wishes, lambda reading, speaks: room_job(reading, speaks, within))
