"""A share that falls by cerium is told to; a critical element is what is traded."""

from dataclasses import replace

import pytest
from audited import case_of
from audited import need as needed
from small_cases import make, need

from models.case import Case, Content, Material, Offer, Origin, Supplier
from models.critical import critical_elements, main_country, watched_country
from planner.explain.voice import Voice
from planner.study.front.cheap import Cheap, cheap_carriers
from planner.study.frontier.critical import usual_trade
from planner.study.frontier.found import FrontierFound
from planner.study.frontier.measures import trade_of
from planner.study.frontier.solve import study_frontier
from planner.study.frontier.words import frontier_sentences
from planner.study.points.solvers import here
from planner.study.room.solve import study_room
from planner.study.room.words import room_sentences

LANGUAGES = ("ko", "en")
CERIUM = Material("ce", element="Ce", form="oxide", unit="t", price_per="kg")
DYSPROSIUM = Material("dy", element="Dy", form="oxide", unit="kg", price_per="kg", controlled=True)
MAGNET = Material("magnet", element="NdPr", form="magnet", unit="t", price_per="kg")
INSIDE = (Content("magnet", "NdPr", 0.283), Content("magnet", "Dy", 0.03))


def two_priced(cerium: float) -> Case:
    """100 t of cerium a month at this price, 1 t of Dy at 300 USD/kg; B asks a tenth more."""
    offers = [
        Offer(f"{material}_{supplier}", supplier, material, price=price * dearer)
        for material, price in (("ce", cerium), ("dy", 300.0))
        for supplier, dearer in (("A", 1.0), ("B", 1.1))
    ]
    needs = (need(100, material="ce"), need(1000, material="dy"))
    return make(CERIUM, DYSPROSIUM, *offers, *needs)


def traded(case: Case, text: str) -> FrontierFound:
    return study_frontier(case, trade_of(text, case), here, 4)


@pytest.mark.parametrize(
    ("moved", "spent", "found"),
    [
        # 350 of 360 t for 1 of 101 money.
        ({"ce": 350.0, "dy": 10.0}, {"ce": 1.0, "dy": 100.0}, Cheap(("ce",), 350 / 360, 1 / 101)),
        # A third exactly is not more than a third.
        ({"ce": 1.0, "dy": 2.0}, {"ce": 1.0, "dy": 100.0}, None),
        # 10% of the spending is not cheap.
        ({"ce": 350.0, "dy": 10.0}, {"ce": 10.0, "dy": 90.0}, None),
        # Each under 5%, together not: only the cheaper one counts, and it moves too little.
        ({"a": 1.0, "b": 9.0, "c": 10.0}, {"a": 0.1, "b": 4.9, "c": 95.0}, None),
        ({"dy": 0.0}, {"dy": 100.0}, None),
        ({}, {}, None),
    ],
)
def test_cheap_carriers(
    moved: dict[str, float], spent: dict[str, float], found: Cheap | None
) -> None:
    """Cheap: together under 5% of the spending. Carried: by more than a third of what moves."""
    assert cheap_carriers(moved, spent) == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_frontier_names_the_cerium_that_carries_it(language: str) -> None:
    """Of 101 t from A, 100 are cerium at 0.1: 10 thousand of 310 thousand, 3.2% of the spending."""
    found = traded(two_priced(0.1), "cost, share country=CN weight=quantity")
    assert found.trades[0].counted == {"share country=CN weight=quantity": {"ce": 100.0, "dy": 1.0}}
    (mind,) = [
        text
        for text in frontier_sentences(found, Voice.of(found.case, language))
        if "100 t -> 0 t" in text
    ]
    assert "99%" in mind and "3.2%" in mind
    assert "cost, share country=CN among contains=Dy stage=any weight=reo" in mind


def test_a_frontier_of_dear_materials_says_nothing_of_it() -> None:
    """Cerium as dear as dysprosium carries nothing that is cheap; one element never does."""
    dear = traded(two_priced(300.0), "cost, share country=CN weight=quantity")
    alone = traded(two_priced(0.1), "cost, share country=CN among contains=Dy weight=reo")
    for found in (dear, alone):
        assert not [x for x in frontier_sentences(found, Voice.of(found.case, "en")) if "->" in x]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_room_names_the_cerium_that_carries_it(language: str) -> None:
    """Within a tenth all of the cerium may go to B, and most of the dysprosium."""
    found = study_room(two_priced(0.1), 0.05, here)
    said = room_sentences(found, Voice.of(found.case, language))
    (mind,) = [text for text in said if "3.2%" in text]
    assert "ce 0 t" in mind and "100 t" in mind
    dear = study_room(two_priced(300.0), 0.05, here)
    assert not [x for x in room_sentences(dear, Voice.of(dear.case, "en")) if x.startswith("Mind:")]


def test_a_critical_element_is_traded_wherever_it_sits() -> None:
    """Dy inside a controlled magnet; most of its offers are separated where origins say so."""
    magnet = replace(MAGNET, controlled=True)
    case = make(
        CERIUM, magnet, Offer("m", "B", "magnet", price=90.0), Offer("c", "A", "ce", price=1.0),
        need(1, material="magnet"),
    )  # fmt: skip
    case = replace(case, contents=INSIDE, origins=(Origin("B", "", "separated", "MY", 1.0, "Dy"),))
    assert critical_elements(case)[0] == "Dy"
    assert main_country(case, "Dy") == "MY"
    assert usual_trade(case) == "cost, share country=MY among contains=Dy stage=any weight=reo"
    assert trade_of(usual_trade(case), case)


def test_what_no_share_can_count_is_not_traded() -> None:
    """An element in pieces has no oxide to add up; "Dy/Tb" is no symbol that a selector takes."""
    motor = Material("motor", element="Dy", form="other", unit="piece")
    mixed = replace(DYSPROSIUM, material="mixed", element="Dy/Tb")
    for extra in (motor, mixed):
        offers = [Offer(m, "A", m, price=1.0) for m in ("dy", extra.material)]
        alone = offers if extra is motor else offers[1:]
        case = make(DYSPROSIUM, extra, *alone, need(1, material=extra.material))
        assert usual_trade(case) == f"cost, share country={watched_country(case)} stage=any"


def test_without_controlled_materials_all_is_traded() -> None:
    """Nothing says which element is critical; one that nobody offers is not."""
    plain = make(CERIUM, DYSPROSIUM, Offer("c", "A", "ce", price=1.0), need(1, material="ce"))
    assert critical_elements(plain) == []
    assert usual_trade(plain) == f"cost, share country={watched_country(plain)} stage=any"


def test_without_china_the_country_of_most_offers_is_traded() -> None:
    """A default that nothing meets would be refused: two offers are Korean, one Australian."""
    case = case_of(
        1,
        suppliers=(Supplier("kr", country="KR"), Supplier("au", country="AU")),
        offers=(Offer("a", "kr", "ndpr"), Offer("b", "kr", "ndpr"), Offer("c", "au", "ndpr")),
        demand=(needed(1.0),),
    )
    assert usual_trade(case) == "cost, share country=KR stage=any"
