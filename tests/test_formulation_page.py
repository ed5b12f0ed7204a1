"""The map of the formulation is complete."""

import importlib
import re
from pathlib import Path

from models.allocation.formulate import formulate
from models.calendar import month_of
from models.case import (
    Capacity,
    Case,
    Demand,
    Limit,
    Material,
    Offer,
    Process,
    Recipe,
    Route,
    Settings,
    Stockpile,
    Supplier,
    Tier,
)

PAGE = Path(__file__).parent.parent / "docs" / "formulation.md"


def everything() -> Case:
    """A case in which every family of columns and rows has an entry."""
    return Case(
        settings=Settings(month_of(2027, 1), 2),
        materials=(Material("ore", shortage_cost=9.0), Material("metal", shortage_cost=9.0)),
        suppliers=(Supplier("a", country="CN"), Supplier("b", country="AU")),
        offers=(
            Offer("a1", "a", "ore", "x", price=1.0, lot=2.0, moq=1.0, order_cost=1.0),
            Offer("b1", "b", "ore", "x", price=1.0, contract_per_year=6.0, take_or_pay=0.5),
        ),
        capacity=(Capacity("a", "ore", (4.0, 4.0)),),
        tiers=(Tier("b1", 1.0, 0.5),),
        demand=(Demand("metal", "y", (1.0, 1.0)),),
        stockpiles=(Stockpile("k", "metal", "y", cover_target=1.0, cover_min=0.5, opening=1.0),),
        processes=(Process("melt", location="x"),),
        recipes=(Recipe("melt", "ore", -1.0), Recipe("melt", "metal", 1.0)),
        routes=(Route("x", "y", max_per_period=9.0),),
        limits=(Limit("l", "share", of="country=CN", value=0.5, kind="soft", penalty=1.0),),
        locations=("x", "y"),
    )


def test_every_family_of_columns_and_rows_is_on_the_page() -> None:
    """A family that nobody documented fails here."""
    program = formulate(everything()).program
    page = PAGE.read_text(encoding="utf-8")
    families = [*program.columns, *program.rows]
    assert [name for name in families if f"`{name}" not in page] == []


def test_every_function_on_the_page_exists() -> None:
    """The page names functions that are there."""
    page = PAGE.read_text(encoding="utf-8")
    named = re.findall(r"`(purchase|balance|process|stockpile|limits|concentration)\.(\w+)`", page)
    assert named
    for module, function in named:
        assert hasattr(importlib.import_module(f"models.allocation.{module}"), function)
