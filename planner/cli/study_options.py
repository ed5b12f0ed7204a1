"""Options that all studies share."""

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.options import BESIDE
from planner.words import Words

StudyOutput = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="STUDY.xlsx"),
    BESIDE,
]
Jobs = Annotated[
    int,
    typer.Option(min=0),
    Words(
        "점을 계산할 프로세스 수. 0이면 코어마다 하나.",
        "How many processes solve points; 0: one per core.",
    ),
]
Resume = Annotated[
    Path | None,
    typer.Option(metavar="RUN"),
    Words(
        "중단된 실행을 이어서 합니다. 그 .run.sqlite 파일을 적으세요.",
        "Go on with an interrupted run: its .run.sqlite file.",
    ),
]
Cluster = Annotated[
    str,
    typer.Option(metavar="tcp://HOST:PORT"),
    Words("점 계산을 Dask 스케줄러에 맡깁니다.", "Hand the points to a Dask scheduler."),
]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run"),
    Words("점을 나열만 하고 계산하지 않습니다.", "List the points; solve nothing."),
]
Gap = Annotated[
    float,
    typer.Option(min=0.0),
    Words(
        "위험을 반영한 계획을 이 상대 오차까지만 찾습니다.",
        "Relative gap at which a plan with risk is good enough.",
    ),
]
