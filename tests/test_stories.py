"""A future in which something was refused is never told as one in which nothing happened."""

import dataclasses

import numpy as np
import pytest
from audited import case_of, need
from random_risk import risky_case

from models.case import Case, License, Material, Offer, OpenOrder, Settings, Stockpile, Supplier
from models.futures.draw import Drawer
from models.recourse.hedge import hedge
from models.recourse.risk import Risk
from models.recourse.stages import Stages
from models.recourse.story import Stories
from models.rolling.simulate import simulate
from planner.explain.risk_words import story
from planner.explain.voice import Voice
from planner.words import Language

LANGUAGES: tuple[Language, ...] = ("ko", "en")
MEAN = Risk(0.0, 0.8)
START = case_of().settings.start
QUIET = {"ko": "사건도 허가 거절도 없음", "en": "no event, nothing refused"}


def licensed(price: float = 10.0, **tables: object) -> Case:
    """10 t a month, never anew: licensed from China, cheap or for nothing, dear from home."""
    given: dict[str, object] = {
        "settings": Settings(START, 2, reaction="never"),
        "materials": (Material("ndpr", shortage_cost=200.0, hold_cost=1.0),),
        "suppliers": (Supplier("cn", country="CN"), Supplier("kr", country="KR")),
        "offers": (
            Offer("a", "cn", "ndpr", price=price, license="q"),
            Offer("b", "kr", "ndpr", price=40.0, max_per_period=6.0, spot=True),
        ),
        "licenses": (License("q", "CN", 0.7, 0.0, 0.0, correlation=1.0),),
        "demand": (need(10.0, 10.0),),
        "stockpiles": (Stockpile("k", "ndpr"),),
    }
    return case_of(2, **(given | tables))


def told(case: Case, stories: tuple[str, ...], language: Language = "en") -> str:
    """What a reader sees of a future."""
    return story("; ".join(stories), Voice.of(case, language))


@pytest.mark.parametrize("price", [10.0, 0.0])
def test_refused_orders_are_told(price: float) -> None:
    """By their part of the worth of all; of the number of orders where they cost nothing."""
    found = hedge(licensed(price), MEAN, 20, 1)
    refused = np.isnan(found.fates.lead[:, 0])
    assert (found.ahead[0] > 0.0).all() and refused.any()
    worth = found.ahead[0] if price else np.ones(2)
    for w, stories in enumerate(found.fates.stories):
        part = (worth * refused[w]).sum() / worth.sum()
        assert stories == ((f"refused {part:.0%}",) if part else ())
        for language in LANGUAGES:
            quiet = told(found.case, stories, language) == QUIET[language]
            assert quiet == (not refused[w].any())


def test_little_refused_is_not_told_as_nothing() -> None:
    """Of 4,001 t a tonne is refused: less than 1%, not 0%."""
    offers = (
        Offer("a", "cn", "ndpr", price=10.0, license="q", min_total=1.0, max_total=1.0),
        Offer("b", "kr", "ndpr", price=10.0),
    )
    demand = (need(4001.0, 0.0),)
    found = hedge(licensed(offers=offers, demand=demand), MEAN, 10, 1)
    lost = [s for s in found.fates.stories if s]
    assert len(lost) == 3
    assert {told(found.case, s) for s in lost} == {"licenses refused for <1% of orders by value"}


def test_what_could_be_ordered_later_is_told() -> None:
    """With all on the spot nothing is ordered ahead, and a refusal hurts all the same."""
    offers = tuple(dataclasses.replace(offer, spot=True) for offer in licensed().offers)
    case = licensed(offers=offers)
    found = hedge(case, MEAN, 20, 1)
    refused = np.isnan(found.fates.lead[:, 0])
    for w, stories in enumerate(found.fates.stories):
        share = refused[w].mean()
        assert stories == ((f"refused_later {share:.0%}",) if share else ())
    assert "ordered later" in told(case, ("refused_later 50%",))
    assert (
        told(case, ("refused_later 50%",), "ko") == "나중 주문의 허가 거절 50% (넣을 수 있는 것 중)"
    )


def test_pending_open_orders_are_told() -> None:
    """An order placed before the plan whose license was still out, and is refused."""
    waiting = (OpenOrder("a", START, 5.0, ordered=START - 1, granted="pending"),)
    case = licensed(open_orders=waiting, offers=(licensed().offers[0], Offer("b", "kr", "ndpr")))
    found = hedge(case, MEAN, 20, 1)
    lost = [s for s in found.fates.stories if "refused_open 1" in s]
    assert len(lost) == 6
    assert "licenses of open orders refused: 1" in told(found.case, lost[0])


def test_a_license_that_is_not_renewed_is_told() -> None:
    """With its last month, in the futures in which it is not, and only if something needed it."""
    ends = License("q", "CN", 1.0, 0.0, 0.0, valid_until=START, renew=0.7)
    futures = list(Drawer(licensed(licenses=(ends,)).in_order(), 20, 1).futures())
    for future in futures:
        lapsed = future.granted[0, 1] == 0.0
        assert future.story == (("not_renewed q 2027-01",) if lapsed else ())
    assert sum(bool(future.story) for future in futures) == 6
    assert told(licensed(), ("not_renewed q 2027-01",)) == "q not renewed 2027-01"
    unused = dataclasses.replace(ends, license="z", valid_until=START + 1)
    for one in (unused, dataclasses.replace(ends, valid_until=START + 1)):
        drawer = Drawer(licensed(licenses=(one, License("y", "CN"))).in_order(), 20, 1)
        assert not any(future.story for future in drawer.futures())


def test_simulated_futures_tell_what_is_refused() -> None:
    """The same words for unseen futures as for those of the plan."""
    stages = Stages.of(licensed().in_order())
    orders = np.array([[10.0, 10.0], [0.0, 0.0]])
    found = simulate(stages, orders, 10, 7, 2)
    drawer = Drawer(stages.case, 10, 7)
    for w, stories in enumerate(found.stories):
        refused = drawer.future(w).granted[0] == 0.0
        assert bool(stories) == refused.any()
    assert sum(map(bool, found.stories)) >= 3


def test_what_lacks_because_of_a_refusal_is_told_as_one() -> None:
    """No event, no price on shortage: in every future that lacks something a license is refused."""
    found = hedge(
        licensed(materials=(Material("ndpr"),), settings=Settings(START, 2, reaction="never")),
        MEAN,
        10,
        1,
    )
    lacking = [w for w, lacks in enumerate(found.fates.lacks) if lacks]
    assert lacking
    for w in lacking:
        assert "licenses refused" in told(found.case, found.fates.stories[w])


@pytest.mark.parametrize("seed", range(60, 72))
def test_nothing_refused_is_ever_told_as_nothing(seed: int) -> None:
    """In random cases: what is placed, could be placed or is pending, and is refused, is told."""
    case = risky_case(seed)
    stages, drawer = Stages.of(case), Drawer(case, 10, seed)
    chance = np.random.default_rng(seed)
    ahead = chance.uniform(0.0, 2.0, len(stages.ahead)) * (chance.random(len(stages.ahead)) < 0.5)
    stories = Stories(stages, ahead)
    whole = np.zeros(stages.formulation.program.n_columns)
    whole[stages.ahead] = ahead
    order = stages.formulation.program.columns["order"]
    waiting = [row.granted == "pending" for row in case.open_orders]
    for future in drawer.futures():
        periods = np.arange(future.granted.shape[1])
        stands = periods < (len(periods) if future.adapts is None else future.adapts)
        lost = (order.spread(whole) > 0) & (future.granted == 0.0) & stands
        open_ = future.underway is not None and (future.underway.granted[waiting] == 0.0).any()
        own = stories.of(future)
        if lost.any() or open_ or future.story:
            for language in LANGUAGES:
                assert told(case, own, language) != QUIET[language]
        assert any(part.startswith("refused ") for part in own) == lost.any()
