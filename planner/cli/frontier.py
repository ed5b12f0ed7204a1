"""``planner frontier``: what safety costs."""

from typing import Annotated

import typer

from planner.cli.options import CasePath, JsonPath, LangOption, Overwrite, speaks_of
from planner.cli.study_options import Cluster, DryRun, Gap, Jobs, Resume, StudyOutput


def frontier(  # noqa: PLR0913, PLR0917 (one argument per option)
    case: CasePath,
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
    """Plans of which none is both cheaper and safer: cost against concentration, cover, tail."""
    from planner.commands.studies import frontier_job
    from planner.commands.study import Wishes, run_study

    wishes = Wishes(output, json, jobs, resume, cluster, dry_run, speaks_of(lang), overwrite)
    run_study(
        case, wishes, lambda reading, speaks: frontier_job(reading, speaks, trade, points, gap)
    )
