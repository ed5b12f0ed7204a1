"""The journey of a case: allocate, audit, read the answer as lines."""

import dataclasses
import time

from models.allocate import Allocation, allocate
from models.ask.duals import read_duals
from models.case import Case
from models.check import check, measure
from models.engines import EngineError, Options
from models.recourse.master import MasterError
from models.recourse.subproblem import RecourseError
from planner.errors import UsageError
from planner.outcomes.plan import Plan
from planner.planning.cash import cash_lines
from planner.planning.conflicts import conflict_lines
from planner.planning.dilution import dilution
from planner.planning.hedged import Search, hedged_plan
from planner.planning.limits import demand_lines, limit_lines
from planner.planning.lines import (
    order_lines,
    process_lines,
    shortage_lines,
    stock_lines,
)
from planner.planning.notes import notes
from planner.planning.passport import passport
from planner.planning.scarcity import shadow_prices
from planner.planning.shares import concentration_lines, share_lines
from planner.planning.solved import SolvedCase
from planner.planning.supply import supply_lines
from planner.words import Language


def plan_case(
    case: Case,
    engine: str = "highs",
    options: Options | None = None,
    language: Language | None = None,
    search: Search | None = None,
) -> Plan:
    """Make the plan of a case, with risk as its settings say.

    Raises UsageError for an engine that is not there. An infeasible case gives a Plan too, with its
    conflicts and without numbers. ``search`` says how far a plan with risk is searched for.
    """
    options = options or Options()
    if case.settings.risk_measure != "none":
        return _hedged(case, options, language or case.settings.language, search)
    return _riskless(case, engine, options, language or case.settings.language)


def _riskless(case: Case, engine: str, options: Options, speaks: Language) -> Plan:
    """The plan of one future, the planned one."""
    try:
        allocation = allocate(case, engine, options)
    except EngineError as error:
        raise UsageError(str(error)) from error
    began = time.perf_counter()
    plan = (
        _answered(allocation, speaks)
        if allocation.decisions
        else _unanswered(allocation, speaks, options)
    )
    if plan.cost:
        diluted = dilution(
            allocation, plan.limits, lambda other: allocate(other, engine, options), speaks
        )
        plan = dataclasses.replace(plan, notes=(*diluted, *plan.notes))
    run = passport(allocation, engine)
    run["options"] = {"time_limit": options.time_limit, "gap": options.gap}
    run["seconds"]["audit_and_lines"] = time.perf_counter() - began
    return dataclasses.replace(plan, run=run)


def _hedged(case: Case, options: Options, speaks: Language, search: Search | None) -> Plan:
    """The plan with risk; where orders ahead alone cannot keep their promises, the conflict."""
    try:
        return hedged_plan(case, speaks, search or Search(seconds=options.time_limit))
    except (MasterError, RecourseError) as error:
        # Almost always the case is infeasible without risk too, and its conflict can be told.
        plan = _riskless(case, "highs", options, speaks)
        if not plan.cost:
            return plan
        # A plan without risk must never pass for the plan that was asked for.
        return Plan(case=plan.case, status="error", message=str(error), run=plan.run)


def _answered(allocation: Allocation, language: Language) -> Plan:
    case, decisions = allocation.case, allocation.decisions
    assert decisions is not None
    future = allocation.formulation.facts.future
    measures = measure(case, decisions, future)
    solved = SolvedCase(case, allocation.formulation.facts, decisions, measures)
    duals = read_duals(allocation, measures.limits)
    limits, demand = limit_lines(solved, duals), demand_lines(solved, duals)
    shares = share_lines(solved)
    unique = duals.unique if duals else None
    return Plan(
        case=case,
        status=allocation.status,
        message=allocation.message,
        objective=allocation.objective,
        gap=allocation.gap,
        cost=allocation.cost,
        cash=cash_lines(solved),
        orders=order_lines(solved, limits),
        processing=process_lines(solved),
        stock=stock_lines(solved),
        shortages=shortage_lines(solved),
        limits=limits,
        demand=demand,
        shadow_prices=shadow_prices(solved, allocation, duals, limits, demand),
        shares=shares,
        concentration=concentration_lines(shares),
        supply=supply_lines(solved),
        notes=notes(allocation, unique, language, measures),
        duals_unique=unique,
        check=check(case, decisions, allocation.objective, allocation.cost, future=future),
        decisions=decisions,
    )


def _unanswered(allocation: Allocation, language: Language, options: Options) -> Plan:
    conflicts = conflict_lines(allocation, options) if allocation.status == "infeasible" else ()
    return Plan(
        case=allocation.case,
        status=allocation.status,
        message=allocation.message,
        conflicts=conflicts,
        notes=notes(allocation, None, language),
    )
