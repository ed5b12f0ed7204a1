"""``planner frontier``: what safety costs."""

from typing import Annotated

import typer

from planner.cli.options import CasePath, JsonPath, LangOption, Overwrite, speaks_of
from planner.cli.study_options import Cluster, DryRun, Gap, Jobs, Resume, StudyOutput
from planner.words import Words


def frontier(  # noqa: PLR0913, PLR0917 (one argument per option)
    case: CasePath,
    trade: Annotated[
        str,
        typer.Option(
            metavar="MEASURES",
        ),
        Words(
            "맞바꿀 것: 'cost, share country=CN stage=any, cover', hhi, cvar.",
            "What is traded: 'cost, share country=CN stage=any, cover', hhi, cvar.",
        ),
    ] = "cost, share country=CN stage=any",
    points: Annotated[
        int | None,
        typer.Option(min=2, max=1_000),
        Words(
            "기준마다 점의 수. 적지 않으면 12개 또는 6개.",
            "Points along each measure; default 12, or 6.",
        ),
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
    """Plans of which none is both cheaper and safer: cost against concentration, cover, tail.

    더 싸면서 더 안전한 계획이 없는 계획들: 비용과 집중도, 재고 일수, 나쁜 경우의 맞바꿈.
    """
    from planner.commands.studies import frontier_job
    from planner.commands.study import Wishes, run_study

    wishes = Wishes(output, json, jobs, resume, cluster, dry_run, speaks_of(lang), overwrite)
    run_study(
        case, wishes, lambda reading, speaks: frontier_job(reading, speaks, trade, points, gap)
    )
