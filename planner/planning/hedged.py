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
from models.recourse.hedge import Hedging, NoRecourseError, hedge
from models.recourse.master import MasterError
from models.recourse.risk import Risk
from models.recourse.subproblem import RecourseError
from models.terms.parts import COST_PARTS
from planner.errors import PlannerError
from planner.explain.risk_words import story
from planner.explain.voice import Voice
from planner.outcomes.plan import Conflict, Plan
from planner.planning.cash import cash_lines
from planner.planning.limits import demand_lines, limit_lines
from planner.planning.lines import (
    order_lines,
    process_lines,
    shortage_lines,
    stock_lines,
)
from planner.planning.notes import hedged_notes, notice
from planner.planning.passport import passport
from planner.planning.risk import risk_view
from planner.planning.shares import concentration_lines, share_lines
from planner.planning.solved import SolvedCase
from planner.words import Language, Words

_UNDECIDED = Words(
    "한 미래의 결정을 계산하지 못했습니다 ({reason}). 필수(hard) 집중도 한도가 있으면 "
    "권장(soft) 한도로 바꾸어 보세요.",
    "What to do in one of the futures could not be solved ({reason}). If a hard hhi limit holds, "
    "try it as a soft one.",
)
_NO_RECOURSE = Words(
    "다음 미래에는 어떤 값으로도 계획을 이어 갈 수 없습니다({story}): {lacking}."
    " 해당 품목에 shortage_cost를 적거나, 재고 용량을 넓히거나, 그 규칙을 완화하세요.",
    "In one future ({story}) there is nothing that can be done at any price: {lacking}. Give the"
    " material a shortage_cost, its stockpile more room, or loosen the rule.",
)

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Search:
    """How far the search goes: relative gap, seconds (None: no limit), and who is told of it."""

    gap: float = 1e-3
    seconds: float | None = None
    tell: Tell = lambda words: None
    on_ranks: bool = False
    """With mpi-sppy, on all ranks of an MPI run."""


def hedged_plan(case: Case, language: Language, search: Search) -> Plan:
    """The plan of least J = (1 - weight) mean + weight CVaR over drawn futures.

    A future without any recourse gives a plan with status infeasible that says which.
    """
    settings = case.settings
    limits = Limits(gap=search.gap, seconds=search.seconds)
    began = time.perf_counter()
    try:
        hedging = hedge(
            case,
            Risk.of(settings),
            settings.futures,
            settings.seed,
            limits,
            search.tell,
            on_ranks=search.on_ranks,
        )
    except NoRecourseError as error:
        return _helpless(case, error, language)
    seconds = time.perf_counter() - began
    plan = _lines(hedging, language)
    run = passport(hedging.planned, "highs, decomposed")
    run["seconds"]["hedge"] = seconds
    run["options"] = {"gap": search.gap, "time_limit": search.seconds}
    run["rounds"] = hedging.search.rounds
    return dataclasses.replace(plan, run=run)


def _lines(hedging: Hedging, language: Language) -> Plan:
    case, fates = hedging.case, hedging.fates
    facts = hedging.planned.formulation.facts
    facts = facts.in_future(dataclasses.replace(facts.future, counts=counted_part(case)))
    measures = measure(case, fates.mean, facts.future)
    solved = SolvedCase(case, facts, fates.mean, measures)
    limits = limit_lines(solved, None)
    shares = share_lines(solved)
    zero = np.zeros(1)
    parts = {name: float(fates.parts.get(name, zero).mean()) for name in COST_PARTS}
    view = risk_view(hedging)
    later = {
        (case.offers[o].offer, case.calendar.label(int(t)))
        for o, t in np.argwhere((hedging.ahead <= 0) & (fates.later > 0))
    }
    orders = tuple(
        dataclasses.replace(line, decided="later") if (line.offer, line.period) in later else line
        for line in order_lines(solved, limits)
    )
    return Plan(
        case=case,
        status="stopped" if hedging.search.stopped else "optimal",
        message=f"gap {hedging.search.gap:.3%}",
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
        notes=hedged_notes(hedging, language),
        check=fates.verdict,
        risk=view,
        decisions=fates.mean,
    )


def _helpless(case: Case, error: NoRecourseError, language: Language) -> Plan:
    """No plan: some future leaves something that cannot be done."""
    lacks = [_lack(case, name, amount) for name, amount in error.lacking]
    said = no_recourse(case, error)
    run = {"seconds": {}, "engine": "highs, decomposed", "seed": case.settings.seed}
    return Plan(
        case=case.in_order(),
        status="infeasible",
        message=said.to(language),
        conflicts=tuple(lacks),
        notes=(notice("W714", said, language),),
        run=run,
    )


def no_recourse(case: Case, error: NoRecourseError) -> Words:
    """Which future cannot be lived through, and what lacks in it."""
    lacks = [_lack(case, name, amount) for name, amount in error.lacking[:5]]
    lacking = ", ".join(
        " ".join(filter(None, (*x.subject.split(","), x.period, f"{x.relax:,.3g}", x.unit)))
        for x in lacks
    )
    told = "; ".join(error.story)
    return Words(
        _NO_RECOURSE.ko.format(story=story(told, Voice.of(case, "ko")), lacking=lacking),
        _NO_RECOURSE.en.format(story=story(told, Voice.of(case, "en")), lacking=lacking),
    )


def undecided(error: MasterError | RecourseError) -> PlannerError:
    """What to say where the solver gave no answer to a future that should have one."""
    return PlannerError(_UNDECIDED.filled(reason=error))


def _lack(case: Case, row: str, amount: float) -> Conflict:
    """A row of the program that cannot be kept, ``balance[dy@Busan,2027-04]``, as a conflict."""
    kind, _, inside = row.removesuffix("]").partition("[")
    if kind == "order_total":
        return Conflict("offer_min", inside, "", None, amount, _unit_of(case, inside), False)
    name, _, period = inside.rpartition(",")
    if kind == "limit":
        window = "" if period == "horizon" else period
        return Conflict(kind, name, window, None, amount, "", False)
    if kind != "balance":
        return Conflict(kind, name.replace("/", ","), period, None, amount, "", False)
    nodes = {f"{m}@{place}" if place else m: (m, place) for m, place in case.nodes}
    material, place = nodes[name]
    subject = f"{material},{place}" if place else material
    return Conflict(kind, subject, period, None, amount, case.material[material].unit, False)


def _unit_of(case: Case, offer: str) -> str:
    return case.material[case.offers[case.offer_index[offer]].material].unit
