"""The first page names only the soft limits that are exceeded, each as what it measures."""

from dataclasses import replace

import pytest
from small_cases import OFFER_A, OFFER_B, STORE, make, need

from models.case import Limit
from planner.explain.decision import may_go_wrong
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.planning.make import plan_case

SHARE = Limit("cn", "share", of="country=CN", value=0.5, kind="soft", penalty=0.1)
RESERVE = Limit(
    "reserve", "stock", of="material=Nd", sense="min", value=30, kind="soft", penalty=99
)


def told(plan: Plan) -> str:
    return " ".join(may_go_wrong(plan, Voice.of(plan.case, "en")))


def test_a_stock_limit_kept_but_for_rounding_is_not_named() -> None:
    plan = plan_case(make(OFFER_A, OFFER_B, STORE, need(100), SHARE, RESERVE))
    short = [
        replace(x, headroom=-1e-12, penalty=1e-10) if x.limit == "reserve" else x
        for x in plan.limits
    ]
    said = told(replace(plan, limits=tuple(short)))
    assert "[cn]" in said
    assert "[reserve]" not in said


def test_a_stock_limit_is_said_as_one() -> None:
    soft = replace(RESERVE, penalty=0.5)
    plan = plan_case(make(OFFER_A, OFFER_B, STORE, need(100), soft))
    assert sum(x.penalty for x in plan.limits) == pytest.approx(15)
    said = told(plan)
    assert "[reserve]" in said
    assert "by quantity" not in said
