"""What a user may ask of studies: the options that they share stand here once."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from planner.options import RESULT, JsonPath, LangOption, Overwrite, speaks_of
from planner.words import Language, Words

StudyOutput = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="STUDY.xlsx"),
    RESULT,
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


@dataclass(frozen=True)
class StudyWishes:
    """Where the results of a study go, and in which language."""

    output: Path | None = None
    json: str | None = None
    language: Language | None = None
    overwrite: bool = False


@dataclass(frozen=True)
class PointWishes(StudyWishes):
    """Also how the points of a study are solved."""

    jobs: int = 0
    resume: Path | None = None
    cluster: str = ""
    dry_run: bool = False


def _point_wishes(  # noqa: PLR0913, PLR0917 (one argument per option)
    output: StudyOutput = None,
    json: JsonPath = None,
    jobs: Jobs = 0,
    resume: Resume = None,
    cluster: Cluster = "",
    dry_run: DryRun = False,
    lang: LangOption = None,
    overwrite: Overwrite = False,
) -> PointWishes:
    return PointWishes(output, json, speaks_of(lang), overwrite, jobs, resume, cluster, dry_run)


def with_point_options(command: Callable[..., None]) -> Callable[..., None]:
    """The command as it is typed: for its argument ``wishes`` stand the options of all studies."""
    own = inspect.signature(command).parameters.values()
    shared = inspect.signature(_point_wishes).parameters

    @wraps(command)
    def typed(**given: Any) -> None:
        wishes = _point_wishes(**{name: given.pop(name) for name in shared})
        command(**given, wishes=wishes)

    options = [one for p in own for one in (shared.values() if p.name == "wishes" else [p])]
    named = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in options]
    typed.__signature__ = inspect.Signature(named)  # type: ignore[attr-defined]
    typed.__annotations__ = {one.name: one.annotation for one in named}
    return typed
