"""``planner plan``: the allocation plan of a case workbook."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planner.options import RESULT, CasePath, JsonPath, LangOption, Overwrite
from planner.study.options import Gap
from planner.words import Words


class Measure(StrEnum):
    """Measures of risk."""

    none = "none"
    expected = "expected"
    cvar = "cvar"


def plan(  # noqa: PLR0913, PLR0917 (one argument per option)
    case: CasePath,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="PLAN.xlsx"),
        RESULT,
    ] = None,
    json: JsonPath = None,
    engine: Annotated[
        str,
        typer.Option(),
        Words(
            "highs, pulp:이름, pyomo:이름 (설치된 솔버 아무것이나).",
            "highs, pulp:NAME or pyomo:NAME (any installed solver).",
        ),
    ] = "highs",
    time_limit: Annotated[
        float | None,
        typer.Option(
            min=0.0,
            metavar="SECONDS",
        ),
        Words(
            "이 시간이 지나면 멈추고 그때까지 찾은 계획을 씁니다 (0: 바로).",
            "Stop the solver after this; the plan so far is called stopped (0: at once).",
        ),
    ] = None,
    risk: Annotated[
        Measure | None,
        typer.Option(),
        Words(
            "위험 척도. 적지 않으면 입력 파일의 risk_measure.",
            "Measure of risk; default: the case's risk_measure.",
        ),
    ] = None,
    weight: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0),
        Words("나쁜 경우에 두는 무게(risk_weight).", "Weight of the tail (risk_weight)."),
    ] = None,
    level: Annotated[
        float | None,
        typer.Option(min=0.0, max=0.9999),
        Words("나쁜 경우가 시작되는 곳(risk_level).", "Where the tail begins (risk_level)."),
    ] = None,
    futures: Annotated[
        int | None,
        typer.Option(min=1, max=100_000),
        Words("뽑을 미래의 수(futures).", "How many futures are drawn (futures)."),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(min=0),
        Words("어떤 미래를 뽑을지(seed).", "Which futures are drawn (seed)."),
    ] = None,
    judge: Annotated[
        int | None,
        typer.Option(min=0, max=100_000, metavar="N"),
        Words(
            "위험 계획을 판단할, 보지 않은 미래의 수 (기간마다 다시 결정). 0: 안 함.",
            "In how many unseen futures a plan with risk is judged, period by period; 0: in none.",
        ),
    ] = None,
    gap: Gap = 1e-3,
    compare_risk: Annotated[
        bool,
        typer.Option("--compare-risk"),
        Words(
            "계획 대신, 뽑지 않은 미래에서 none, expected, cvar를 나란히 비교합니다.",
            "Instead of a plan: none, expected and cvar side by side in unseen futures.",
        ),
    ] = False,
    change: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="EDIT"),
        Words(
            "먼저 입력을 바꿉니다: 'offers.price where country=CN times 1.2'. 여러 번 가능.",
            "Change the case first: 'offers.price where country=CN times 1.2'. Repeatable.",
        ),
    ] = None,
    lang: LangOption = None,
    overwrite: Overwrite = False,
) -> None:
    """Make the plan of a case: what to order from whom and when.

    입력 파일의 계획을 세웁니다: 무엇을 누구에게 언제 주문할지.
    """
    from planner.commands.plan import Wishes, plan_workbook

    # Who has no time has none for that either.
    usual = 100 if time_limit is None else 0
    wishes = Wishes(
        output=output,
        json=json,
        engine=engine,
        time_limit=time_limit,
        language=lang.value if lang else None,
        overwrite=overwrite,
        gap=gap,
        compare_risk=compare_risk,
        judge=usual if judge is None else judge,
        settings={
            "risk_measure": risk.value if risk else None,
            "risk_weight": weight,
            "risk_level": level,
            "futures": futures,
            "seed": seed,
        },
        edits=tuple(change or ()),
    )
    plan_workbook(case, wishes)
