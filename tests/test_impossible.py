"""No price stands for impossible: the least that lacks comes first, then the cost. By hand."""

import dataclasses

import numpy as np
import pytest
from audited import LYNAS, case_of, need

from models.allocate import allocate
from models.case import (
    Capacity,
    Case,
    License,
    Limit,
    Material,
    Offer,
    Process,
    Recipe,
    Route,
    Settings,
    Stockpile,
    Supplier,
)
from models.check import check
from models.future import Future, certain_future
from models.futures.draw import under
from models.recourse.decompose import Evaluator, Hedge, Limits, decompose
from models.recourse.extensive import Whole, solve_extensive
from models.recourse.hedge import ahead_of, hedge
from models.recourse.risk import Risk
from models.recourse.stages import Stages
from models.rolling.orders import ahead_columns
from models.solution import Lack

MEAN, WORST = Risk(0.0, 0.9), Risk(1.0, 0.5)
EXACT = Limits(gap=1e-9, rounds=400)
CN, US, AU = (Supplier(name.lower(), country=name) for name in ("CN", "US", "AU"))
PRICED, UNPRICED = Material("ndpr", shortage_cost=100.0), Material("ndpr")
LICENSED = License("q", "CN", 0.5, 0.0, 0.0)


def granted(case: Case, *pattern: float) -> Future:
    """Everything comes at once, of offer i (by id) the part ``pattern[i]``."""
    base, case = certain_future(case), case.in_order()
    return dataclasses.replace(
        base,
        granted=base.granted * np.array(pattern).reshape(-1, 1),
        under=under(case) if case.licenses else None,
    )


def both(case: Case, futures: list[Future], risk: Risk = MEAN) -> tuple[Hedge, Whole]:
    """The decomposition from nothing ordered, and the extensive form: they agree."""
    case = case.in_order()
    stages = Stages.of(case)
    evaluator = Evaluator(stages, [stages.changes(future) for future in futures])
    start = ahead_of(stages, allocate(case))
    found = decompose(evaluator, risk, start, EXACT)
    whole = solve_extensive(evaluator.second, evaluator.futures, risk)
    assert found.value == pytest.approx(whole.value, rel=1e-6, abs=1e-6)
    assert found.lacks.mean() == pytest.approx(whole.lacking.mean(), rel=1e-6, abs=1e-6)
    assert found.bound == pytest.approx(found.value, rel=1e-6, abs=1e-6)
    assert not found.stopped
    return found, whole


def orders(case: Case, found: Hedge) -> dict[str, float]:
    """What is ordered ahead of each offer in the first period."""
    stages = Stages.of(case.in_order())
    whole = np.zeros(stages.formulation.program.n_columns)
    whole[stages.ahead] = found.ahead
    order = stages.formulation.program.columns["order"].spread(whole)
    return {o.offer: float(order[i, 0]) for i, o in enumerate(stages.case.offers)}


def outcome(case: Case, future: Future, ahead: dict[str, float]) -> tuple[float, tuple[Lack, ...]]:
    """Cost and what lacks of a future with these orders in the first period; the audit agrees."""
    case = case.in_order()
    stages = Stages.of(case)
    grid = np.zeros((len(case.offers), case.calendar.periods))
    for offer, quantity in ahead.items():
        grid[case.offer_index[offer], 0] = quantity
    evaluator = Evaluator(stages, [stages.changes(future)])
    seen = {}
    evaluator.outcomes(ahead_columns(stages, grid), seen.__setitem__)
    lacks = evaluator.second.lacks(seen[0].resorts)
    decisions = stages.decisions(seen[0].values)
    verdict = check(case, decisions, seen[0].cost, future=future, lacks=lacks)
    assert verdict.passed, verdict.problems
    for i, lack in enumerate(lacks):
        # What is conceded is no more than what lacks, and nothing else than what was said.
        less = (*lacks[:i], dataclasses.replace(lack, amount=lack.amount / 2), *lacks[i + 1 :])
        assert not check(case, decisions, seen[0].cost, future=future, lacks=less).passed
    return seen[0].cost, lacks


# The faults that were found


def magnets() -> Case:
    """10 t of magnets from 10 t of oxide, which has no price on shortage and is licensed."""
    return case_of(
        1,
        materials=(Material("magnet", shortage_cost=100.0), Material("oxide")),
        suppliers=(CN,),
        offers=(Offer("a", "cn", "oxide", price=1.0, license="q"),),
        processes=(Process("p"),),
        recipes=(Recipe("p", "oxide", -1.0), Recipe("p", "magnet", 1.0)),
        licenses=(dataclasses.replace(LICENSED, grant=0.8),),
        demand=(need(10.0, material="magnet"),),
    )


def test_oxide_is_not_conjured_up_for_magnets() -> None:
    """Granted in 4 of 5: 10; refused: 10 t of magnets short at 100. 0.8 x 10 + 0.2 x 1000 = 208."""
    case = magnets()
    found, _ = both(case, [granted(case, 1.0)] * 4 + [granted(case, 0.0)])
    assert found.value == pytest.approx(208.0)
    assert orders(case, found) == {"a": pytest.approx(10.0)}
    assert sorted(found.costs) == pytest.approx([10.0] * 4 + [1000.0])
    assert not found.lacks.any()


def half_china(**tables: object) -> Case:
    """10 t at 1 from China, at most half of all, or at 10 from the US under a license, spot."""
    given: dict[str, object] = {
        "materials": (PRICED,),
        "suppliers": (CN, US),
        "offers": (
            Offer("c", "cn", "ndpr", price=1.0),
            Offer("u", "us", "ndpr", price=10.0, license="q", spot=True),
        ),
        "licenses": (dataclasses.replace(LICENSED, country="US"),),
        "demand": (need(10.0),),
        "limits": (Limit("half", "share", "country=CN", value=0.5, window="period"),),
    }
    return case_of(1, **(given | tables))


def test_a_share_that_a_refusal_would_break_keeps_china_out() -> None:
    """Refused, nothing may come from China: 0.5 x 10 x 10 + 0.5 x 10 x 100 = 550."""
    case = half_china()
    found, _ = both(case, [granted(case, 1.0, 1.0), granted(case, 1.0, 0.0)])
    assert found.value == pytest.approx(550.0)
    assert orders(case, found)["c"] == pytest.approx(0.0, abs=1e-6)
    assert not found.lacks.any()


def test_a_tail_that_may_lack_something() -> None:
    """With all weight on the tail the calm future is not forgotten: nothing lacks, J is 1,000.

    u covers only 5 t; of c nobody may buy in the refused future, whose 1,000 is the tail.
    """
    case = half_china()
    found, _ = both(case, [granted(case, 1.0, 1.0), granted(case, 1.0, 0.0)], WORST)
    assert found.value == pytest.approx(1000.0)
    assert not found.lacks.any()


def test_an_hhi_that_a_refusal_would_break() -> None:
    """Any one supplier alone has an HHI of 10,000 against 5,200: nothing is bought, 1,000.

    Granted or not: c alone or u alone is too much, and what is ordered of c before breaks it.
    """
    limit = Limit("h", "hhi", by="supplier", value=5200.0, window="period")
    case = half_china(limits=(limit,))
    found, _ = both(case, [granted(case, 1.0, 1.0), granted(case, 1.0, 0.0)])
    assert found.value == pytest.approx(1000.0)
    assert not found.lacks.any()
    assert orders(case, found)["c"] == pytest.approx(0.0, abs=1e-6)


def test_an_hhi_with_later_orders_to_choose_from() -> None:
    """6 t of c ahead, 4 t of u at 10 or, refused, of v at 20: 0.36 + 0.16 = 0.52, 0.5 (46 + 86)."""
    limit = Limit("h", "hhi", by="supplier", value=5200.0, window="period")
    base = half_china(limits=(limit,))
    offers = (*base.offers, Offer("v", "au", "ndpr", price=20.0, spot=True))
    case = dataclasses.replace(base, offers=offers, suppliers=(CN, US, AU))
    found, _ = both(case, [granted(case, 1.0, 1.0, 1.0), granted(case, 1.0, 0.0, 1.0)])
    assert found.value == pytest.approx(66.0, rel=1e-5)
    assert orders(case, found)["c"] == pytest.approx(6.0, rel=1e-4)
    assert sorted(found.costs) == pytest.approx([46.0, 86.0], rel=1e-4)


# What lacks, and what it costs not to


def test_nothing_is_cheaper_than_what_lacks() -> None:
    """Need 10 unpriced: c at 1 licensed, u at 10 up to 4 t, no room for more.

    u 4 and c 6 lack 0 or 6; c 10 lacks 0 or 10 and costs a fifth. The first is the plan, and its
    mean 0.5 (46 + 40) = 43 has no price of the 6 t in it.
    """
    case = half_china(
        materials=(UNPRICED,),
        offers=(
            Offer("c", "cn", "ndpr", price=1.0, license="q"),
            Offer("u", "us", "ndpr", price=10.0, max_per_period=4.0),
        ),
        limits=(),
        licenses=(LICENSED,),
    )
    futures = [granted(case, 1.0, 1.0), granted(case, 0.0, 1.0)]
    found, _ = both(case, futures)
    assert orders(case, found) == {"c": pytest.approx(6.0), "u": pytest.approx(4.0)}
    assert found.costs == pytest.approx([46.0, 40.0])
    assert found.value == pytest.approx(43.0)
    cost, lacks = outcome(case, futures[1], {"c": 6.0, "u": 4.0})
    assert cost == pytest.approx(40.0)
    assert lacks == (Lack("balance", ("ndpr", ""), "2027-01", pytest.approx(6.0), surplus=False),)


@pytest.mark.parametrize(
    ("risk", "a", "value"), [(MEAN, 10.0, 5.0), (WORST, 7.5, 7.5), (Risk(0.2, 0.5), 10.0, 6.0)]
)
def test_among_those_that_lack_as_much_the_cost_decides(risk: Risk, a: float, value: float) -> None:
    """Of a and b only one is granted; together 10 t of them can be ordered, each future needs 10.

    However they are split, 10 t lack in the two futures together. a costs 1, b costs 3: the mean
    0.5 (a + 3 b) wants a alone; the worst, max(a, 3 b), wants 7.5 and 2.5. In between, 0.2: a alone
    has 0.8 x 5 + 0.2 x 10 = 6, a little of b instead adds 0.8 and saves 0.2 a tonne.
    """
    case = case_of(
        1,
        materials=(UNPRICED,),
        suppliers=(CN,),
        offers=(
            Offer("a", "cn", "ndpr", price=1.0, license="q"),
            Offer("b", "cn", "ndpr", price=3.0, license="q"),
        ),
        capacity=(Capacity("cn", "", (10.0,)),),
        licenses=(dataclasses.replace(LICENSED, grant=1.0),),
        demand=(need(10.0),),
    )
    found, whole = both(case, [granted(case, 1.0, 0.0), granted(case, 0.0, 1.0)], risk)
    assert found.value == pytest.approx(value, rel=1e-5)
    assert orders(case, found) == {
        "a": pytest.approx(a, rel=1e-4),
        "b": pytest.approx(10.0 - a, abs=1e-3),
    }
    assert whole.costs == pytest.approx(found.costs, abs=1e-3)


def test_a_limit_on_orders_ahead_alone_is_always_kept() -> None:
    """No future could mend it: at most 4 t are ordered, though 10 are needed."""
    case = half_china(
        materials=(PRICED,),
        offers=(Offer("c", "cn", "ndpr", price=1.0, license="q"),),
        licenses=(LICENSED,),
        limits=(Limit("few", "amount", value=4.0, basis="fact"),),
    )
    found, _ = both(case, [granted(case, 1.0), granted(case, 0.0)])
    assert orders(case, found) == {"c": pytest.approx(4.0)}
    assert sorted(found.costs) == pytest.approx([604.0, 1000.0])
    assert not found.lacks.any()


def test_an_hhi_beyond_its_bound_is_said_in_what_it_counts() -> None:
    """10 t of c are ordered in any case. Granted, 20/3 t of u at 10 bring the HHI to 5,200.

    (1 + r^2) = 0.52 (1 + r)^2 has r = 2/3. Refused, the norm of 10 t is 10, the bound sqrt(0.52) x
    10; what is between them lacks, and costs nothing.
    """
    limit = Limit("h", "hhi", by="supplier", value=5200.0, window="period")
    case = half_china(limits=(limit,), stockpiles=(Stockpile("k", "ndpr"),))
    cost, lacks = outcome(case, granted(case, 1.0, 1.0), {"c": 10.0})
    assert not lacks and cost == pytest.approx(10.0 + 200.0 / 3.0, rel=1e-5)
    cost, lacks = outcome(case, granted(case, 1.0, 0.0), {"c": 10.0})
    assert cost == pytest.approx(10.0)
    amount = pytest.approx(10.0 - 10.0 * 0.52**0.5, rel=1e-5)
    assert lacks == (Lack("limit", ("h",), "2027-01", amount, surplus=True),)


ONE = Offer("a", "lynas", "ndpr", price=10.0, license="q")
SPOT = dataclasses.replace(ONE, spot=True)


@pytest.mark.parametrize(
    ("tables", "ahead", "granted_part", "cost", "lack"),
    [
        ({}, {"a": 0.0}, 1.0, 0.0, ("balance", ("ndpr", ""), "2027-01", 10.0, False)),
        ({}, {"a": 13.0}, 1.0, 130.0, ("balance", ("ndpr", ""), "2027-01", 3.0, True)),
        (
            {
                "offers": (SPOT,),
                "materials": (PRICED,),
                "limits": (Limit("many", "amount", sense="min", value=14.0),),
            },
            {}, 0.0, 1000.0, ("limit", ("many",), "horizon", 14.0, False),
        ),
        (
            {"offers": (dataclasses.replace(SPOT, min_total=12.0),), "materials": (PRICED,)},
            {}, 0.0, 1000.0, ("total", ("a",), "", 12.0, False),
        ),
        (
            {
                "materials": (PRICED,),
                "stockpiles": (Stockpile("k", "ndpr", cover_min=1.0),),
            },
            {"a": 0.0}, 1.0, 1000.0, ("cover_min", ("k",), "2027-01", 10.0, False),
        ),
        (
            {
                "offers": (
                    Offer("a", "lynas", "ndpr", price=10.0),
                    Offer("b", "lynas", "ndpr", price=1.0, min_per_period=4.0, spot=True),
                ),
                "capacity": (Capacity("lynas", "ndpr", (7.0,)),),
                "stockpiles": (Stockpile("k", "ndpr"),),
                "materials": (PRICED,),
            },
            {"a": 6.0}, 1.0, 64.0, ("capacity", ("lynas", "ndpr"), "2027-01", 3.0, True),
        ),
        (
            {
                "offers": (dataclasses.replace(SPOT, min_per_period=6.0),),
                "licenses": (dataclasses.replace(LICENSED, max_per_year=4.0),),
                "materials": (PRICED,),
            },
            {}, 1.0, 460.0, ("max_per_year", ("q",), "2027", 2.0, True),
        ),
        (
            {
                "offers": (Offer("a", "lynas", "ndpr", "Ulsan", price=10.0),),
                "materials": (PRICED,),
                "routes": (Route("Ulsan", "Pohang", min_per_period=5.0),),
                "demand": (need(10.0, location="Pohang"),),
                "locations": ("Pohang", "Ulsan"),
            },
            {"a": 2.0}, 1.0, 820.0, ("route", ("Ulsan", "Pohang"), "2027-01", 3.0, False),
        ),
    ],
    ids=["lack", "surplus", "limit", "total", "cover", "capacity", "license", "route"],
)  # fmt: skip
def test_each_promise_by_itself(
    tables: dict[str, object],
    ahead: dict[str, float],
    granted_part: float,
    cost: float,
    lack: tuple[str, tuple[str, ...], str, float, bool],
) -> None:
    """What breaks is named, in its own unit, costs nothing, and the audit finds the same."""
    given: dict[str, object] = {
        "materials": (UNPRICED,),
        "suppliers": (LYNAS,),
        "offers": (ONE,),
        "licenses": (LICENSED,),
        "demand": (need(10.0),),
    }
    case = case_of(1, **(given | tables))
    part = [granted_part] * len(case.offers)
    found, lacks = outcome(case, granted(case, *part), ahead)
    assert found == pytest.approx(cost)
    promise, subject, when, amount, surplus = lack
    assert lacks == (Lack(promise, subject, when, pytest.approx(amount), surplus=surplus),)


# What is made of it


def test_what_planning_for_futures_is_worth_knows_no_price_of_what_lacks() -> None:
    """The plan without risk orders 12.5 t of oxide: 2.5 x 0.8 dearer in the mean, no more."""
    found = hedge(magnets(), MEAN, 20, 1, EXACT)
    share = float((found.fates.costs > 500.0).mean())
    assert found.search.value == pytest.approx((1.0 - share) * 10.0 + share * 1000.0)
    assert found.vss == pytest.approx((1.0 - share) * 2.5)
    assert found.foresight == pytest.approx(np.zeros(20), abs=1e-6)


def test_a_plan_that_lacks_more_has_no_price_for_it() -> None:
    """The plan without risk breaks the share where the US is refused: there is no VSS."""
    found = hedge(half_china(), MEAN, 20, 1, EXACT)
    assert not found.fates.lacking.any() and found.planned_lacks.any()
    assert found.vss is None


def test_foresight_is_never_worth_less_than_nothing() -> None:
    """All spot with a soft share: nothing is decided ahead, nothing more can be known."""
    limit = Limit("half", "share", "country=CN", value=0.5, kind="soft", penalty=3.0)
    base = half_china(limits=(dataclasses.replace(limit, window="period"),))
    spot = tuple(dataclasses.replace(o, spot=True, license="q") for o in base.offers)
    found = hedge(dataclasses.replace(base, offers=spot), MEAN, 20, 1, EXACT)
    assert found.foresight == pytest.approx(np.zeros(20), abs=1e-6)


def test_a_refused_order_frees_its_capacity_and_the_audit_knows() -> None:
    """a at 1 licensed, s at 2 spot, 10 t a period in all: 10 granted, else 20."""
    case = half_china(
        offers=(
            Offer("a", "cn", "ndpr", price=1.0, license="q"),
            Offer("s", "cn", "ndpr", price=2.0, spot=True),
        ),
        licenses=(dataclasses.replace(LICENSED, grant=0.8),),
        capacity=(Capacity("cn", "", (10.0,)),),
        limits=(),
    )
    found = hedge(case, MEAN, 20, 1, EXACT)
    assert sorted(set(found.fates.costs.round(6))) == [10.0, 20.0]
    assert found.fates.verdict.passed, found.fates.verdict.problems


@pytest.mark.parametrize(("spot", "frozen"), [(True, None), (False, 0)])
def test_a_minimum_holds_only_where_the_license_is_granted(spot: bool, frozen: int | None) -> None:
    """At least 4 t a period of what is ordered once it is known: refused, none is."""
    offer = Offer("a", "cn", "ndpr", price=1.0, license="q", min_per_period=4.0, spot=spot)
    case = half_china(
        settings=Settings(case_of().settings.start, 1, frozen_periods=frozen),
        offers=(offer,),
        licenses=(LICENSED,),
        limits=(),
    )
    found = hedge(case, MEAN, 20, 1, EXACT)
    assert sorted(set(found.fates.costs.round(6))) == [10.0, 1000.0]
    assert found.fates.verdict.passed, found.fates.verdict.problems
