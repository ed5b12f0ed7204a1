"""Options that all studies share."""

from pathlib import Path
from typing import Annotated

import typer

StudyOutput = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="STUDY.xlsx", help="Default: beside the case."),
]
Jobs = Annotated[int, typer.Option(min=0, help="How many processes solve points; 0: one per core.")]
Resume = Annotated[
    Path | None,
    typer.Option(metavar="RUN", help="Go on with an interrupted run: its .run.sqlite file."),
]
Cluster = Annotated[
    str,
    typer.Option(metavar="tcp://HOST:PORT", help="Hand the points to a Dask scheduler."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="List the points; solve nothing.")]
Gap = Annotated[
    float, typer.Option(min=0.0, help="Relative gap at which a plan with risk is good enough.")
]
