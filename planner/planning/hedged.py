"""The plan of a case with risk: orders ahead for many futures, the rest as it comes in the mean."""

import dataclasses
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.check import measure
from models.futures.draw import counted_part
from models.recourse.decompose import Limits
from models.recourse.hedge import Hedging, hedge
from models.recourse.master import MasterError
from models.recourse.risk import Risk
from models.recourse.subproblem import RecourseError
from models.rolling.simulate import Tell as Told
from models.terms.parts import COST_PARTS
from planner.errors import PlannerError
from planner.outcomes.plan import Plan
from planner.planning.cash import cash_lines
from planner.planning.limits import demand_lines, limit_lines
from planner.planning.lines import (
    order_lines,
    process_lines,
    shortage_lines,
    stock_lines,
)
from planner.planning.notes import cut_short, hedged_notes
from planner.planning.passport import passport
from planner.planning.risk import risk_view
from planner.planning.shares import concentration_lines, share_lines
from planner.planning.solved import SolvedCase
from planner.planning.supply import supply_lines
from planner.planning.unseen import judged_unseen
from planner.words import Language, Words

FEWEST = 10
"""Orders of a period in which fewer futures still follow the plan are called indicative."""
_UNDECIDED = Words(
    "한 미래의 결정을 계산하지 못했습니다 ({reason}).",
    "What to do in one of the futures could not be solved ({reason}).",
)
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Search:
    """How far the search goes: relative gap, seconds (None: no limit), and who is told of it.

    ``judge``: in how many unseen futures the plan is judged, which ``told`` hears of.
    """

    gap: float = 1e-3
    seconds: float | None = None
    tell: Tell = lambda words: None
    on_ranks: bool = False
    """With mpi-sppy, on all ranks of an MPI run."""
    judge: int = 0
    told: Told = lambda progress: None


def hedged_plan(case: Case, language: Language, search: Search) -> Plan:
    """The plan of least J = (1 - weight) mean + weight CVaR over drawn futures.

    What no future can keep is the least that can be, and stands beside the costs.
    """
    settings = case.settings
    limits = Limits(gap=search.gap, seconds=search.seconds)
    began = time.perf_counter()
    hedging = hedge(
        case,
        Risk.of(settings),
        settings.futures,
        settings.seed,
        limits,
        search.tell,
        on_ranks=search.on_ranks,
    )
    seconds = time.perf_counter() - began
    plan, judging = _lines(hedging, language), time.perf_counter()
    if search.judge:
        plan = _judged(plan, hedging, search, language)
    run = passport(hedging.planned, "highs, decomposed")
    run["seconds"]["hedge"] = seconds
    if search.judge:
        run["seconds"]["judge"] = time.perf_counter() - judging
    run["options"] = {"gap": search.gap, "time_limit": search.seconds}
    run["rounds"] = hedging.search.rounds
    return dataclasses.replace(plan, run=run)


def _judged(plan: Plan, hedging: Hedging, search: Search, language: Language) -> Plan:
    """The same with what unseen futures say; a plan that is found is not lost for their sake."""
    try:
        unseen = judged_unseen(hedging, search.judge, search.told)
    except (KeyboardInterrupt, RecourseError):
        unseen = None
    assert plan.risk is not None
    whole = unseen is not None and unseen.futures == search.judge and unseen.riskless is not None
    notes = () if whole else cut_short(search.judge, unseen.futures if unseen else 0, language)
    risk = dataclasses.replace(plan.risk, unseen=unseen)
    return dataclasses.replace(plan, risk=risk, notes=(*plan.notes, *notes))


def _lines(hedging: Hedging, language: Language) -> Plan:
    case, fates = hedging.case, hedging.fates
    facts = hedging.planned.formulation.facts
    counted = counted_part(case)
    facts = facts.in_future(dataclasses.replace(facts.future, counts=counted, demand=fates.demand))
    planned = fates.mean.as_planned()
    measures = measure(case, planned, facts.future)
    # What is not met is told whether or not it has a price; what it costs stays as it is.
    unmet = dataclasses.replace(planned, short=fates.short.mean(axis=0))
    solved = SolvedCase(case, facts, unmet, measures)
    limits = limit_lines(solved, None)
    shares = share_lines(solved)
    zero = np.zeros(1)
    parts = {name: float(fates.parts.get(name, zero).mean()) for name in COST_PARTS}
    view = risk_view(hedging)
    later = {
        (case.offers[o].offer, case.calendar.label(int(t)))
        for o, t in np.argwhere((hedging.ahead <= 0) & (fates.later > 0))
    }
    few = {p for p, count in view.following if count < min(FEWEST, view.futures)}
    orders = tuple(
        dataclasses.replace(line, decided="later")
        if (line.offer, line.period) in later
        else dataclasses.replace(line, decided="indicative" if line.period in few else "ahead")
        for line in order_lines(solved, limits)
    )
    return Plan(
        case=case,
        status="stopped" if hedging.search.stopped else "optimal",
        message=_message(hedging, view.own.lacking),
        objective=hedging.search.value,
        gap=hedging.search.gap,
        cost={"total": float(fates.costs.mean()), **parts},
        cash=cash_lines(solved),
        orders=orders,
        processing=process_lines(solved),
        stock=stock_lines(solved),
        shortages=shortage_lines(solved),
        limits=limits,
        demand=demand_lines(solved, None),
        shares=shares,
        concentration=concentration_lines(shares),
        supply=supply_lines(solved),
        notes=hedged_notes(hedging, language, min(few, default="")),
        check=fates.verdict,
        risk=view,
        decisions=fates.mean,
    )


def _message(hedging: Hedging, lacking: float) -> str:
    """How good it is proven to be, and, for who reads nothing else, that something lacks."""
    gap = f"gap {hedging.search.gap:.3%}"
    return f"{gap}; {lacking:.1%} of the futures lack something" if lacking else gap


def undecided(error: MasterError | RecourseError) -> PlannerError:
    """What to say where the solver gave no answer to a future that should have one."""
    return PlannerError(_UNDECIDED.filled(reason=error))
