"""``planner sweep``: one input, two, or all of them, from low to high."""

from typing import Annotated

import typer

from planner.options import CasePath
from planner.study.options import Gap, PointWishes, with_point_options
from planner.study.record import Study
from planner.words import Words


@with_point_options
def sweep(  # noqa: PLR0913 (one argument per option)
    case: CasePath,
    *,
    over: Annotated[
        list[str] | None,
        typer.Option(metavar="SWEEP"),
        Words(
            "'offers.price where country=CN times 0.8:2.0:25'. 여럿이면 모두 엇갈려 봅니다."
            " 적지 않으면 sweeps 시트.",
            "'offers.price where country=CN times 0.8:2.0:25'; several are crossed."
            " Default: the sweeps sheet.",
        ),
    ] = None,
    tornado: Annotated[
        bool,
        typer.Option("--tornado"),
        Words(
            "대신, 주요 입력을 하나씩 낮추고 올려 봅니다.",
            "Instead: every main input lowered and raised.",
        ),
    ] = False,
    by: Annotated[
        float,
        typer.Option(min=0.0, max=1.0),
        Words("토네이도에서 얼마나 움직일지. 0.2는 20%.", "By how much in a tornado; 0.2 is 20%."),
    ] = 0.2,
    monte_carlo: Annotated[
        int | None,
        typer.Option(min=1, max=100_000, metavar="N"),
        Words(
            "대신, 모든 입력을 한꺼번에 N번 뽑아 봅니다.",
            "Instead: N draws of all swept inputs at once.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(min=0), Words("어떤 값을 뽑을지.", "Which draws.")] = 1,
    wishes: PointWishes,
    gap: Gap = 1e-3,
) -> None:
    """Plan again and again while inputs move; where suppliers change.

    입력을 움직이며 거듭 계획하고, 공급사가 바뀌는 값을 찾습니다.
    """
    from planner.study.points.journey import run_study
    from planner.study.sweep.job import SweepWays, sweep_job

    ways = SweepWays(tuple(over or ()), by if tornado else None, monte_carlo, seed, gap)
    run_study(case, wishes, lambda reading, speaks: sweep_job(reading, speaks, ways))


STUDY = Study(
    asked="sweep",
    file_word=Words("민감도", "sweep"),
    command=sweep,
    phases={"changes": Words("공급사가 바뀌는 값", "Breakpoints")},
)
