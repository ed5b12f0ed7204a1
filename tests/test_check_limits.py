"""Limits as the auditor counts them: shares by origin, averages, concentration, windows."""

import dataclasses
import math

import numpy as np
import pytest
from audited import START, audit, case_of, decide, need

from models.case import (
    ExchangeRate,
    Limit,
    Material,
    Offer,
    Origin,
    Stockpile,
    Supplier,
    Tier,
)
from models.check import LimitValue, check, measure

SUPPLIERS = (
    Supplier("baotou", country="CN", group="north", tags=("state",)),
    Supplier("ganzhou", country="CN"),
    Supplier("lynas", country="AU", group="west"),
    Supplier("kuantan", country="MY", group="west"),
)
OFFERS = tuple(Offer(s.supplier[0], s.supplier, "ndpr", price=10) for s in SUPPLIERS)
ORIGINS = (
    Origin("kuantan", "", "mined", "AU", 0.7),
    Origin("kuantan", "", "mined", "CN", 0.3),
    Origin("kuantan", "", "separated", "MY", 1.0),
    Origin("lynas", "", "separated", "CN", 0.9),
    Origin("lynas", "", "separated", "AU", 0.1),
    Origin("lynas", "ndpr", "separated", "CN", 0.25),
    Origin("lynas", "ndpr", "separated", "AU", 0.75),
)


def four(*limits: Limit, periods: int = 1, **tables: object):
    """Two Chinese suppliers, one Australian, one Malaysian, all selling ndpr at 10."""
    given = {"suppliers": SUPPLIERS, "offers": OFFERS, "origins": ORIGINS, "limits": limits}
    return case_of(periods, **(given | tables))


def values(case, order) -> tuple[LimitValue, ...]:
    """What the limits come to when this is ordered."""
    return measure(case, decide(case, order=order)).limits


def value(limit: Limit, order, **tables: object) -> float | None:
    """What one limit comes to in its only window."""
    case = four(limit, periods=len(order[0]), **tables)
    (found,) = values(case, order)
    return found.value


ORDER = [[10], [20], [30], [40]]


@pytest.mark.parametrize(
    ("of", "stage", "share"),
    [
        ("country=CN", "direct", 0.30),
        ("country=cn", "mined", 0.30 + 0.12),
        ("country=CN", "separated", 0.30 + 0.075),
        ("country=CN", "magnet", 0.30),
        ("country=CN", "any", 0.30 + 0.075 + 0.12),
        ("country=CN|AU", "mined", 1.0),
        ("country!=CN", "mined", 0.58),
        ("country!=CN|AU", "separated", 0.40),
        ("country!=CN", "any", 0.30 + 0.40),
        ("country=C*,supplier!=baotou", "mined", 0.20 + 0.12),
        ("supplier=lynas|kuantan", "any", 0.70),
        ("group=west,country=MY", "any", 0.40),
        ("group=ganzhou", "direct", 0.20),
        ("tag=state", "direct", 0.10),
        ("all", "any", 1.0),
    ],
)
def test_share_looks_through(of, stage, share):
    """Each offer counts by its share from the country at the stage; any is the largest of four."""
    assert value(Limit("l", "share", of=of, stage=stage), ORDER) == pytest.approx(share)


def test_minimum_takes_the_smallest_stage():
    """With sense min, any counts an offer by its smallest share."""
    limit = Limit("l", "share", of="country=AU", stage="any", sense="min")
    assert value(limit, ORDER) == pytest.approx(0.30 * 0.75)


def test_of_counts_only_within_among():
    """Half of what comes from China or Malaysia is of baotou or ganzhou: 30 of 70."""
    limit = Limit("l", "share", of="country=CN|AU", among="country=CN|MY")
    assert value(limit, ORDER) == pytest.approx(30 / 70)
    through = dataclasses.replace(limit, among="country=CN|MY", stage="mined")
    assert value(through, ORDER) == pytest.approx(1.0)
    separated = dataclasses.replace(limit, stage="separated")
    assert value(separated, ORDER) == pytest.approx((30 + 7.5) / (30 + 7.5 + 40))
    amount = Limit("l", "amount", of="country=CN|AU", among="country=CN|MY")
    assert value(amount, ORDER) == pytest.approx(30)


def test_hard_share_is_kept_or_named():
    """Exactly the bound passes; a thousandth beyond fails with limit, window and value."""
    limit = Limit("china", "share", of="country=CN", value=0.3)
    need_all = {"demand": (need(100),)}
    assert audit(four(limit, **need_all), order=ORDER).passed
    verdict = audit(four(dataclasses.replace(limit, value=0.299), **need_all), order=ORDER)
    assert verdict.problems == (
        "limit china (share) in horizon: 0.3 over 0.299, off by 0.1 of amount",
    )
    least = dataclasses.replace(limit, sense="min", value=0.301)
    assert not audit(four(least, **need_all), order=ORDER).passed
    soft = dataclasses.replace(limit, value=0.299, kind="soft", penalty=50.0)
    verdict = check(four(soft, **need_all), decide(four(soft), order=ORDER), 1005.0)
    assert verdict.passed
    assert verdict.cost["penalty"] == pytest.approx(5.0)


@pytest.mark.parametrize("measured", ["share", "average", "hhi"])
@pytest.mark.parametrize("sense", ["max", "min"])
def test_nothing_bought_keeps_everything(measured, sense):
    """A share, average or concentration over nothing, or over rounding, holds and has no value."""
    limit = Limit("l", measured, value=0.5, sense=sense, attribute="co2", window="period")
    offers = tuple(dataclasses.replace(o, attributes=(("co2", 1.0),)) for o in OFFERS)
    case = four(limit, periods=2, offers=offers, demand=(need(9, 0),))
    soft = dataclasses.replace(case, limits=(dataclasses.replace(limit, from_=START + 1),))
    order = [[9, 1e-12], [0, 0], [0, 0], [0, 0]]
    assert [v.value for v in values(soft, order)] == [None]
    assert audit(soft, order=order).passed


@pytest.mark.parametrize(
    ("window", "terms", "labels", "found"),
    [
        ("horizon", {}, ["horizon"], [15]),
        ("year", {}, ["2027", "2028"], [6, 9]),
        ("period", {"from_": START + 13}, ["2028-02", "2028-03"], [4, 5]),
        ("rolling:2", {"from_": START + 12}, ["2028-01..2028-02", "2028-02..2028-03"], [0 + 4, 9]),
        ("rolling:9", {"from_": START + 12}, ["2028-01..2028-03"], [9]),
        ("year", {"until": START + 10}, ["2027"], [1]),
    ],
)
def test_windows(window, terms, labels, found):
    """Horizon, calendar years, periods and rolling windows are made of the periods within."""
    order = np.zeros((4, 15))
    order[0, [0, 11, 13, 14]] = 1, 5, 4, 5
    case = four(Limit("l", "amount", window=window, **terms), periods=15)
    result = values(case, order)
    assert [v.window.label for v in result] == labels
    assert [v.value for v in result] == found


def test_amount_in_units_oxide_and_spend():
    """2 t and 500 kg are 2.5 t; with oxide 2 x 1.2 + 0.5 x 1.1; spend has duty and freight."""
    tables = {
        "materials": (
            Material("ndpr", unit="t", price_per="kg", reo=1.2),
            Material("dy", unit="kg", reo=1.1),
            Material("magnet", unit="piece"),
        ),
        "offers": (
            Offer("a", "lynas", "ndpr", price=4, duty=0.5, freight=1, currency="EUR"),
            Offer("b", "lynas", "dy", price=3),
            Offer("c", "lynas", "magnet", price=1),
        ),
        "fx": (ExchangeRate("EUR", (2.0,)),),
        "tiers": (Tier("b", 100, 5),),
    }
    order = [[2], [500], [9]]
    mass = Limit("l", "amount", of="material=ndpr|dy", unit="kg")
    assert value(mass, order, **tables) == pytest.approx(2500)
    tonnes = dataclasses.replace(mass, unit="")
    assert value(tonnes, order, **tables) == pytest.approx(2.5)
    oxide = dataclasses.replace(mass, weight="reo")
    assert value(oxide, order, **tables) == pytest.approx(2400 + 550)
    spend = Limit("l", "amount", weight="spend")
    assert value(spend, order, **tables) == pytest.approx(2000 * 14 + 300 + 400 * 5 + 9)
    with pytest.raises(ValueError, match="piece"):
        value(Limit("l", "amount"), order, **tables)


def test_hard_amounts_both_ways():
    """70 t from outside China: at most 69 and at least 71 are both broken."""
    for sense, bound in (("max", 69.0), ("min", 71.0)):
        limit = Limit("l", "amount", of="country!=CN", sense=sense, value=bound)
        verdict = audit(four(limit, demand=(need(100),)), order=ORDER)
        assert not verdict.passed
        assert verdict.largest_violation == pytest.approx(1 / max(bound, 70))
        kept = dataclasses.replace(limit, value=70.0)
        assert audit(four(kept, demand=(need(100),)), order=ORDER).passed


def test_average_is_weighted_by_amount():
    """(10 x 1 + 20 x 2 + 30 x 4 + 40 x 8) / 100 = 4.9; mined in Australia only 30 and 0.7 of 40."""
    offers = tuple(
        dataclasses.replace(offer, attributes=(("CO2", float(mark)),))
        for offer, mark in zip(OFFERS, (1, 2, 4, 8), strict=True)
    )
    limit = Limit("l", "average", attribute="co2", value=4.9)
    assert value(limit, ORDER, offers=offers) == pytest.approx(4.9)
    assert audit(four(limit, offers=offers, demand=(need(100),)), order=ORDER).passed
    tight = four(dataclasses.replace(limit, value=4.8), offers=offers, demand=(need(100),))
    assert not audit(tight, order=ORDER).passed
    through = dataclasses.replace(limit, of="country=AU", stage="mined")
    assert value(through, ORDER, offers=offers) == pytest.approx((120 + 224) / 58)
    soft = dataclasses.replace(limit, value=4.8, kind="soft", penalty=2.0)
    measures = measure(four(soft, offers=offers), decide(four(soft), order=ORDER))
    assert measures.cost["penalty"] == pytest.approx(2 * 10)
    with pytest.raises(ValueError, match="has no co2"):
        value(limit, ORDER)


@pytest.mark.parametrize(
    ("by", "stage", "among", "amounts"),
    [
        ("supplier", "direct", "all", [10, 20, 30, 40]),
        ("country", "direct", "all", [30, 30, 40]),
        ("group", "direct", "all", [10, 20, 70]),
        ("country", "mined", "all", [10 + 20 + 12, 30 + 28]),
        ("country", "any", "all", [10 + 20 + 12, 30 + 28]),
        ("country", "separated", "country=CN|AU", [30 + 7.5, 22.5]),
        ("supplier", "mined", "country=CN", [10, 20, 12]),
        ("supplier", "direct", "country=CN", [10, 20]),
    ],
)
def test_concentration(by, stage, among, amounts):
    """10,000 x the sum of squared shares of each group; any is the worst of the four stages."""
    limit = Limit("l", "hhi", by=by, stage=stage, among=among, value=9000)
    square, total = sum(a * a for a in amounts), sum(amounts)
    case = four(limit)
    (found,) = values(case, ORDER)
    assert found.value == pytest.approx(1e4 * square / total**2)
    assert found.excess == pytest.approx(math.sqrt(square) - math.sqrt(0.9) * total)


def test_concentration_is_met_to_a_hundredth_of_a_point():
    """3,000 points: a bound of 2,999.991 passes, one of 2,999.989 fails."""
    for bound, passes in ((2999.991, True), (2999.989, False)):
        limit = Limit("l", "hhi", by="supplier", value=bound)
        assert audit(four(limit, demand=(need(100),)), order=ORDER).passed is passes


def test_soft_concentration_pays_for_the_norm():
    """(norm - sqrt(value / 10000) x sum) x penalty; what 0.01 point is worth may be off."""
    limit = Limit("l", "hhi", by="supplier", value=2500, kind="soft", penalty=6.0)
    case = four(limit, demand=(need(100),))
    paid = 6 * (math.sqrt(3000) - 0.5 * 100)
    hundredth = 6 * (math.sqrt(3000) - math.sqrt(3000 - 0.01))
    decisions = decide(case, order=ORDER)
    assert measure(case, decisions).cost["penalty"] == pytest.approx(paid)
    assert check(case, decisions, 1000 + paid - hundredth, {"penalty": paid - hundredth}).passed
    assert not check(case, decisions, 1000 + paid - 0.5).passed


def test_stock_is_tested_in_every_period():
    """Whatever the window; only chosen stockpiles count, in the limit's unit."""
    limit = Limit(
        "l", "stock", of="owner=company", window="horizon", sense="min", value=900, unit="kg"
    )
    case = case_of(
        3,
        stockpiles=(
            Stockpile("s", "ndpr", opening=1),
            Stockpile("g", "ndpr", opening=50, owner="government"),
        ),
        demand=(need(0.1, 0.1, 0),),
        limits=(limit,),
    )
    rows = {"draw": [[0.1, 0.1, 0], [0, 0, 0]]}
    measures = measure(case, decide(case, **rows))
    assert [(v.window.label, v.value) for v in measures.limits] == [
        ("2027-01", pytest.approx(900)),
        ("2027-02", pytest.approx(800)),
        ("2027-03", pytest.approx(800)),
    ]
    problems = audit(case, **rows).problems
    assert [sentence.split(":")[0] for sentence in problems] == [
        "limit l (stock) in 2027-02",
        "limit l (stock) in 2027-03",
    ]
