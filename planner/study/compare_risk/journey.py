"""One case planned without risk, for the mean, and for the tail; all judged in unseen futures."""

import dataclasses
from pathlib import Path

import numpy as np
import typer

from models.allocate import allocate
from models.case import Case
from models.program import Array
from models.recourse.decompose import Limits
from models.recourse.hedge import ahead_of, hedge
from models.recourse.master import MasterError
from models.recourse.risk import Risk
from models.recourse.stages import Stages
from models.recourse.subproblem import RecourseError
from models.rolling.simulate import UNSEEN, Simulation, simulate
from planner.errors import NoPlanError
from planner.explain.voice import Voice
from planner.page.document import ENDINGS, Document, write_document
from planner.planning.hedged import undecided
from planner.planning.unseen import judged_as
from planner.study.caveats import Caveats, pages_with, sentences_with
from planner.study.compare_risk.found import Compared
from planner.study.compare_risk.pages import comparison_page
from planner.study.compare_risk.words import comparison_sentences
from planner.words import Language, Words
from planner.workbook.save import save_as

FUTURES, ROLLING = 500, 100
"""Unseen futures, and how many of them are lived through period by period."""
NAMES = {
    "none": Words("위험 없음", "no risk"),
    "expected": Words("평균 비용", "expected cost"),
    "cvar": Words("꼬리 위험(CVaR)", "tail risk (CVaR)"),
}
_INFEASIBLE = Words(
    "위험을 빼고도 계획이 없습니다. 먼저 --risk none으로 계획해 보세요.",
    "There is no plan even without risk: plan with --risk none first.",
)
_MAKING = Words("계획 중: {name}", "Planning: {name}")
_JUDGING = Words("판단 중: {name}", "Judging: {name}")


def compare_measures(
    case: Case, target: Path, language: Language, gap: float, caveats: Caveats, *, overwrite: bool
) -> None:
    """Plan with each measure, judge all on the same futures, write and tell. Raises NoPlanError."""
    case = case.in_order()
    stages = Stages.of(case)
    rows = []
    for measure, name in NAMES.items():
        typer.echo(_MAKING.to(language).format(name=name.to(language)), err=True)
        try:
            ahead, promised = _orders(case, stages, measure, gap)
            typer.echo(_JUDGING.to(language).format(name=name.to(language)), err=True)
            judged = simulate(stages, ahead, FUTURES, case.settings.seed + UNSEEN, ROLLING)
        except (MasterError, RecourseError) as error:
            raise undecided(error) from error
        if judged.stopped:
            # Plans judged in different futures cannot be compared.
            raise KeyboardInterrupt
        rows.append(_compared(case, stages, name, promised, (ahead, judged)))
    voice = Voice.of(case, language)
    pages = pages_with([comparison_page(rows, FUTURES, voice)], caveats, voice)
    document = Document(tuple(pages), language, voice.case.settings.title)
    saved = save_as(
        target,
        lambda part: write_document(document, part),
        overwrite=overwrite,
        endings=ENDINGS,
    )
    said = comparison_sentences(rows, case.settings.risk_level, voice)
    for line in (*sentences_with(said, caveats, voice), str(saved)):
        typer.echo(line)


def _orders(case: Case, stages: Stages, measure: str, gap: float) -> tuple[Array, float]:
    """Orders ahead (ahead,) of the plan with a measure, and what it believes to cost."""
    if measure == "none":
        planned = allocate(case)
        if planned.status != "optimal" or planned.objective is None:
            raise NoPlanError(_INFEASIBLE)
        return ahead_of(stages, planned), planned.objective
    settings = case.settings
    risk = Risk.of(dataclasses.replace(settings, risk_measure="cvar"))
    if measure == "expected":
        risk = Risk(0.0, settings.risk_level)
    hedging = hedge(case, risk, settings.futures, settings.seed, Limits(gap), _tell)
    return hedging.search.ahead, float(hedging.fates.costs.mean())


def _tell(words: str) -> None:
    typer.echo(words, err=True)


def _compared(
    case: Case,
    stages: Stages,
    name: Words,
    promised: float,
    found: tuple[Array, Simulation],
) -> Compared:
    ahead, simulation = found
    return Compared(
        name=name,
        promised=promised,
        foresight=judged_as(simulation, simulation.foresight),
        rolling=judged_as(simulation, simulation.rolling),
        shares=_shares(case, stages, ahead),
        foresight_costs=tuple(simulation.foresight.costs.tolist()),
        rolling_costs=tuple(simulation.rolling.costs.tolist()),
    )


def _shares(case: Case, stages: Stages, ahead: Array) -> tuple[tuple[str, float], ...]:
    """Suppliers' parts of what is ordered ahead, by spending."""
    whole = np.zeros(stages.formulation.program.n_columns)
    whole[stages.ahead] = ahead
    order = stages.formulation.program.columns["order"].spread(whole)
    spent = (order * stages.formulation.facts.landed).sum(axis=1)
    by_supplier: dict[str, float] = {}
    for offer, money in zip(case.offers, spent.tolist(), strict=True):
        by_supplier[offer.supplier] = by_supplier.get(offer.supplier, 0.0) + money
    total = sum(by_supplier.values()) or 1.0
    ranked = sorted(by_supplier.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((name, money / total) for name, money in ranked if money > 0)
