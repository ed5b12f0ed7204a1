"""``planner sweep``: one input, two, or all of them, from low to high."""

from typing import Annotated

import typer

from planner.cli.options import CasePath, JsonPath, LangOption, Overwrite, speaks_of
from planner.cli.study_options import Cluster, DryRun, Gap, Jobs, Resume, StudyOutput


def sweep(  # noqa: PLR0913, PLR0917 (one argument per option)
    case: CasePath,
    over: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SWEEP",
            help="'offers.price where country=CN times 0.8:2.0:25'; several are crossed."
            " Default: the sweeps sheet.",
        ),
    ] = None,
    tornado: Annotated[
        bool, typer.Option("--tornado", help="Instead: every main input lowered and raised.")
    ] = False,
    by: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="By how much in a tornado; 0.2 is 20%.")
    ] = 0.2,
    monte_carlo: Annotated[
        int | None,
        typer.Option(
            min=1, max=100_000, metavar="N", help="Instead: N draws of all swept inputs at once."
        ),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Which draws.")] = 1,
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
    """Plan again and again while inputs move; where suppliers change."""
    from planner.commands.studies import sweep_job
    from planner.commands.study import Wishes, run_study

    wishes = Wishes(output, json, jobs, resume, cluster, dry_run, speaks_of(lang), overwrite)
    part = by if tornado else None
    run_study(
        case,
        wishes,
        lambda reading, speaks: sweep_job(
            reading, speaks, tuple(over or ()), part, monte_carlo, seed, gap
        ),
    )
