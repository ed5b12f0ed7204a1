"""Pairs of small cases whose difference a person can name, and plans as they are embedded."""

import random
from dataclasses import replace
from functools import cache

from hypothesis import assume
from small_cases import JANUARY, ND, OFFER_A, OFFER_B, STORE, make, need

from models.case import Case, Limit, Settings
from models.edit import Edit, edited
from planner.outcomes.embedded import EmbeddedPlan, pieces, unpacked
from planner.planning import plan_case
from planner.study.compare.change import PlanChange
from planner.study.compare.plans import compare_plans

SHORT = replace(ND, shortage_cost=1000.0)
SHARE = Limit("cap", "share", of="country=CN", value=0.6)


@cache
def embedded(case: Case) -> EmbeddedPlan:
    """The plan of a case, through the text that a workbook carries."""
    plan = plan_case(case)
    assert plan.status == "optimal", plan.message
    return unpacked(pieces(plan))


def compared(a: Case, b: Case) -> PlanChange:
    """The plans of two cases compared."""
    return compare_plans(embedded(a), embedded(b), ("a.xlsx", "b.xlsx"))


def one_seller(price: float = 10.0, demand: float = 100.0, rate: float = 0.0) -> Case:
    """A sells all that is needed in two years."""
    settings = Settings(JANUARY, 2, "year", "USD", rate)
    return make(replace(OFFER_A, price=price), SHORT, need(demand, demand), settings=settings)


def two_sellers(cap: float, price: float = 10.0, demand: float = 100.0) -> Case:
    """A at 10 and B at 12; A may sell only a part."""
    settings = Settings(JANUARY, 2, "year")
    rows = (replace(OFFER_A, price=price), OFFER_B, SHORT, need(demand, demand))
    return make(*rows, replace(SHARE, value=cap), settings=settings)


def rolling(first: int, demand: tuple[float, ...], opening: float = 0.0) -> Case:
    """Months from a start; A sells at 10, stock may be held."""
    settings = Settings(JANUARY + first, len(demand), "month", "USD", 0.12)
    store = replace(STORE, opening=opening, end_value=5.0)
    return make(OFFER_A, SHORT, store, need(*demand), settings=settings)


def varied(case: Case, seed: int) -> Case:
    """The case with some of its inputs moved."""
    chance = random.Random(seed)
    edits = [
        Edit("offers", "price", "times", chance.uniform(0.7, 1.5)),
        Edit("demand", "each", "times", chance.uniform(0.8, 1.2)),
        Edit("limits", "value", "times", chance.uniform(0.8, 1.3)),
        Edit("stockpiles", "opening", "times", chance.uniform(0.5, 1.5)),
        Edit("processes", "cost", "times", chance.uniform(0.5, 2.0)),
        Edit("capacity", "each", "times", chance.uniform(0.8, 1.2)),
    ]
    chosen = [edit for edit in edits if chance.random() < 0.5]
    return edited(case, [e for e in chosen if getattr(case, e.table)])


def best(case: Case) -> EmbeddedPlan:
    plan = plan_case(case)
    assume(plan.status == "optimal")
    return unpacked(pieces(plan))
