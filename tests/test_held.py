"""Why this quantity: the offer's own term, or its supplier's capacity, that holds an order."""

from dataclasses import replace
from typing import Any

import pytest
from small_cases import OFFER_A, OFFER_B, STORE, make, need

from models.case import Capacity, Material, Offer, Tier
from planner.planning import plan_case
from planner.report.orders import FIXED_REASONS

DEAR = replace(OFFER_B, price=50.0)
"""What is bought where the cheap offer a may give no more."""


def reason(*rows: Any) -> str:
    """Why offer a's first order is as large as it is."""
    plan = plan_case(make(*rows))
    assert plan.status == "optimal"
    return next(line.fixed for line in plan.orders if line.offer == "a")


@pytest.mark.parametrize(
    ("why", "rows"),
    [
        ("max", (replace(OFFER_A, max_per_period=60.0), DEAR)),
        ("min", (OFFER_B, Offer("a", "A", "Nd", price=50.0, min_per_period=30.0))),
        ("capacity", (OFFER_A, DEAR, Capacity("A", "Nd", (60.0,)))),
        ("capacity", (OFFER_A, DEAR, Capacity("A", "", (60.0,)))),
        ("capacity", (OFFER_A, DEAR, Capacity("A", "Nd", (60_000.0,), "kg"))),
        ("max_total", (replace(OFFER_A, max_total=60.0), DEAR)),
        ("min_total", (OFFER_B, Offer("a", "A", "Nd", price=50.0, min_total=30.0))),
        ("lot", (replace(OFFER_A, lot=70.0), DEAR)),
        ("moq", (replace(OFFER_A, moq=130.0), STORE)),
        ("", (OFFER_A, DEAR)),
        ("", (replace(OFFER_A, lot=0.0, moq=20.0, max_total=900.0, max_per_period=500.0), DEAR)),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_holds_an_order_is_told(why: str, rows: tuple[Any, ...]) -> None:
    """100 t are needed of Nd; offer a is cheap, or dear and must be taken."""
    assert reason(*rows, need(100)) == why


def test_a_capacity_of_all_materials_counts_them_together() -> None:
    """60 t for an oxide in t and a metal in kg: 20 t of the one and 40,000 kg of the other."""
    rows = (
        Material("Dy", unit="kg"),
        replace(OFFER_A, max_per_period=None),
        Offer("ad", "A", "Dy", price=0.001),
        DEAR,
        need(40_000, material="Dy"),
        need(100),
        Capacity("A", "", (60.0,), "t"),
    )
    plan = plan_case(make(*rows))
    held = {line.offer: (round(line.quantity), line.fixed) for line in plan.orders}
    assert held == {"a": (20, "capacity"), "ad": (40_000, "capacity"), "b": (80, "")}


def test_every_reason_has_words() -> None:
    """What the lines may say, the report can print, in both languages."""
    terms = {"max", "min", "capacity", "take_or_pay", "max_total", "min_total", "moq", "lot", ""}
    assert set(FIXED_REASONS) == terms
    assert all(said.ko and said.en for said in FIXED_REASONS.values())


def test_total_over_several_periods_holds_every_order() -> None:
    """150 t in all over two periods of 100 t: what is ordered is what max_total leaves."""
    plan = plan_case(make(replace(OFFER_A, max_total=150.0), DEAR, need(100, 100)))
    assert {line.fixed for line in plan.orders if line.offer == "a"} == {"max_total"}


def test_a_tier_does_not_change_what_holds() -> None:
    """Price steps are prices: the capacity still holds."""
    rows = (OFFER_A, Tier("a", 20.0, 11.0), DEAR, Capacity("A", "", (60.0,)), need(100))
    assert reason(*rows) == "capacity"
