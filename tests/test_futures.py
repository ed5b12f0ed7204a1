"""Drawn futures: who is covered, how long it takes, what strikes together."""

import dataclasses

import numpy as np
import pytest
from audited import START, case_of, need
from scipy.stats import norm, poisson

from models.allocation.balance import arrivals
from models.calendar import Calendar, month_of
from models.case import Case, Event, License, Material, Offer, Origin, Settings, Supplier, Tier
from models.future import Future
from models.futures.coverage import coverage
from models.futures.delays import lognormal, period_starts, periods_of
from models.futures.draw import Drawer, planned_future, poisson_quantile
from models.futures.scores import evenly
from models.terms.facts import Facts

FUTURES = 8000
"""In mirrored pairs: a correlation of 0 is found with a standard error of 1 / sqrt(4000)."""
CHINA = Supplier("cn", country="CN")
KOREA = Supplier("kr", country="KR")


def licensed(periods: int = 4, **tables: object) -> Case:
    """One Chinese offer under a license, one Korean offer without; drawn from January 2027."""
    given: dict[str, object] = {
        "suppliers": (CHINA, KOREA),
        "offers": (Offer("a", "cn", "ndpr", license="q"), Offer("b", "kr", "ndpr")),
        "licenses": (License("q", "CN", 0.8, 45.0, 90.0),),
        "demand": (need(*[10.0] * periods),),
    }
    return case_of(periods, **(given | tables))


def with_uniforms(case: Case, **numbers: np.ndarray | float) -> Future:
    """The one future these numbers in (0, 1) make; 0.5 where none is given."""
    drawer = Drawer(case, 1, 1)
    given = dataclasses.asdict(drawer._uniforms)
    for name, values in numbers.items():
        given[name] = np.broadcast_to(values, given[name].shape)
    rest = {name: np.full_like(v, 0.5) for name, v in given.items() if name not in numbers}
    drawer._uniforms = dataclasses.replace(drawer._uniforms, **(given | rest))
    return drawer.future(0)


def struck(case: Case, *spells: tuple[int, float, float]) -> Future:
    """The future in which events (by place) happen at (start, end), in periods."""
    drawer = Drawer(case, 1, 1)
    found = [[(a, b) for e, a, b in spells if e == place] for place in range(len(case.events))]
    drawer._spells = lambda w: found  # type: ignore[method-assign]
    half = {name: np.full_like(v, 0.5) for name, v in vars(drawer._uniforms).items()}
    drawer._uniforms = dataclasses.replace(drawer._uniforms, **half)
    return drawer.future(0)


# Drawing


def test_same_seed_same_futures() -> None:
    """A seed gives the same futures each time, another seed others."""
    case = licensed(events=(Event("e", "all", 1.0, 2.0, 5.0, "stop"),))
    one, same, other = (list(Drawer(case, 6, seed).futures()) for seed in (1, 1, 2))
    for a, b in zip(one, same, strict=True):
        assert np.array_equal(a.lead, b.lead) and np.array_equal(a.granted, b.granted)
        assert a.story == b.story
    assert any(not np.array_equal(a.lead, b.lead) for a, b in zip(one, other, strict=True))


def test_hypercube_in_mirrored_pairs() -> None:
    """Every number of a pair mirrors the other; each of the strata holds one pair each way."""
    drawn = evenly(np.random.default_rng(3), 20, (3, 2))
    assert drawn.shape == (20, 3, 2)
    assert drawn[0::2] + drawn[1::2] == pytest.approx(np.ones((10, 3, 2)), abs=1e-11)
    strata = np.floor(drawn * 10).astype(int)
    counts = np.apply_along_axis(np.bincount, 0, strata, minlength=10)
    assert (counts == 2).all()
    finer = np.floor(drawn * 20).astype(int)
    assert (np.sort(finer, axis=0) == np.arange(20)[:, None, None]).all()
    assert drawn.mean(axis=0) == pytest.approx(np.full((3, 2), 0.5))


def test_odd_number_of_futures() -> None:
    """Seven futures are seven futures; the last has no mirror."""
    assert evenly(np.random.default_rng(3), 7, (2,)).shape == (7, 2)


def test_grants_are_as_frequent_as_stated() -> None:
    """Of many futures 80% grant, and half of all waits are below the median, 90% below p90."""
    case = licensed()
    drawn = list(Drawer(case, 2000, 5).futures())
    granted = np.array([f.granted[0, 0] for f in drawn])
    assert granted.mean() == pytest.approx(0.8, abs=0.01)
    days = np.array([f.lead[0, 0] for f in drawn])
    months = periods_of(case.calendar, np.array([[45.0] * 4, [90.0] * 4]))[:, 0]
    assert np.mean(days <= months[0]) == pytest.approx(0.5, abs=0.02)
    assert np.mean(days <= months[1]) == pytest.approx(0.9, abs=0.02)


def test_grant_does_not_depend_on_delay() -> None:
    """Refusal and delay have numbers of their own: their correlation is about 0."""
    drawn = list(Drawer(licensed(), 2000, 6).futures())
    granted = np.array([f.granted[0, 0] for f in drawn])
    lead = np.array([f.lead[0, 0] for f in drawn])
    assert abs(np.corrcoef(granted, lead)[0, 1]) < 0.05


def delays_of(correlation: float) -> np.ndarray:
    """Normal scores of the delays, (futures, offers x periods): two offers, two months."""
    offers = tuple(Offer(name, "cn", "ndpr", license="q") for name in "ab")
    case = licensed(
        2, offers=offers, licenses=(License("q", "CN", 1.0, 45.0, 90.0, correlation=correlation),)
    )
    drawer = Drawer(case, FUTURES, 8)
    days = np.array([drawer._licenses(w)[1].ravel() for w in range(FUTURES)])
    return np.log(days / 45.0)


@pytest.mark.parametrize("correlation", [0.0, 0.7, 1.0])
def test_applications_of_one_month_go_together(correlation: float) -> None:
    """Scores of one month and jurisdiction have the stated correlation, of two months none."""
    scores = np.corrcoef(delays_of(correlation).T)
    assert scores[0, 2] == pytest.approx(correlation, abs=0.04)
    assert scores[0, 1] == pytest.approx(0.0, abs=0.07)


def test_jurisdictions_decide_each_for_itself() -> None:
    """With correlation 1 two licenses of one country share all, of two countries nothing."""
    offers = (
        Offer("a", "cn", "ndpr", license="q"),
        Offer("b", "cn", "ndpr", license="r"),
        Offer("c", "kr", "ndpr", license="s"),
    )
    licenses = tuple(
        License(name, country, 0.5, 10.0, 20.0, correlation=1.0)
        for name, country in (("q", "CN"), ("r", "CN"), ("s", "KR"))
    )
    drawn = Drawer(licensed(1, offers=offers, licenses=licenses), 400, 9).futures()
    granted = np.array([f.granted[:, 0] for f in drawn])
    assert np.array_equal(granted[:, 0], granted[:, 1])
    assert abs(np.corrcoef(granted[:, 0], granted[:, 2])[0, 1]) < 0.15


def test_certain_licenses_leave_nothing_to_draw() -> None:
    """Granted at once and no event that could strike: every future is the one foreseen."""
    sure = (License("q", "CN", 1.0, 0.0, 0.0), License("r", "CN"))
    drawer = Drawer(licensed(licenses=sure), 5, 1)
    assert drawer.is_certain
    for future in drawer.futures():
        assert (future.granted == 1.0).all() and (future.lead == 0.0).all()
        assert not future.changes_prices


@pytest.mark.parametrize(
    "change",
    [
        {"licenses": (License("q", "CN", 0.99, 0.0, 0.0),)},
        {"licenses": (License("q", "CN", 1.0, 0.0, 5.0),)},
        {"licenses": (License("q", "CN", 1.0, 45.0),)},
        {"licenses": (), "events": (Event("e", "all", 0.1, 1.0, 2.0, "stop"),)},
    ],
)
def test_what_makes_a_case_uncertain(change: dict) -> None:
    """A possible refusal, a delay or an event that strikes an offer is enough."""
    assert not Drawer(licensed(**change), 2, 1).is_certain


def test_events_that_strike_nothing_are_certain() -> None:
    """An event whose selector picks no offer changes nothing."""
    case = licensed(licenses=(), events=(Event("e", "country=US", 0.9, 1.0, 2.0, "stop"),))
    assert Drawer(case, 2, 1).is_certain


# Coverage


def content_case(share: float, minimum: float = 0.001, **rule: object) -> Case:
    """A Korean magnet with a share of Chinese ore, under China's content rule."""
    return licensed(
        licenses=(
            License("rule", "CN", 0.5, content_country="CN", content_min=minimum, **rule),  # type: ignore[arg-type]
        ),
        offers=(Offer("b", "kr", "ndpr"),),
        origins=(
            Origin("kr", "", "mined", "CN", share),
            Origin("kr", "", "mined", "KR", 1.0 - share),
        ),
    )


@pytest.mark.parametrize(("share", "covered"), [(0.0009, False), (0.001, True), (0.4, True)])
def test_content_rule(share: float, covered: bool) -> None:
    """From 0.1% of Chinese content at any stage an offer needs the license, named or not."""
    assert coverage(content_case(share)).all() == covered
    assert coverage(content_case(share)).any() == covered


def test_content_rule_from_a_month() -> None:
    """A rule in force from March covers orders of March and later."""
    needed = coverage(content_case(0.5, from_=START + 2))
    assert needed[0, 0].tolist() == [False, False, True, True]


def test_content_rule_knows_elements() -> None:
    """A rule for dysprosium leaves neodymium alone."""
    case = content_case(0.5, elements=("Dy",))
    assert not coverage(case).any()
    materials = (Material("ndpr", element="dy"),)
    assert coverage(dataclasses.replace(case, materials=materials)).all()


def test_content_rule_beside_an_own_license() -> None:
    """An offer under its own license needs that of the rule as well: both must be granted."""
    licenses = (
        License("q", "KR", 0.5),
        License("rule", "CN", 0.5, content_country="CN", content_min=0.1),
    )
    case = licensed(1, licenses=licenses)
    assert coverage(case)[:, 0, 0].tolist() == [True, True]
    drawn = np.array([f.granted[0, 0] for f in Drawer(case, 2000, 4).futures()])
    assert planned_future(case).granted[0, 0] == pytest.approx(0.25)
    # Both applications concern one order: drawn together they succeed at least as often.
    assert 0.23 < drawn.mean() < 0.5


# Days and periods


def test_days_are_true_calendar_days() -> None:
    """31 days are a month from 1 January, a month and 3 days of 31 from 1 February."""
    waits = periods_of(Calendar(month_of(2027, 1), 4), np.full((1, 4), 31.0))
    assert waits[0] == pytest.approx([1.0, 1.0 + 3 / 31, 1.0, 1.0 + 1 / 31])


def test_leap_years() -> None:
    """February 2028 has 29 days."""
    assert np.diff(period_starts(Calendar(month_of(2028, 1), 3), 3)).tolist() == [31, 29, 31]


def test_days_in_quarters_and_years() -> None:
    """45 days are half of the first quarter's 90, and 45 / 365 of a year."""
    days = np.full((1, 2), 45.0)
    assert periods_of(Calendar(month_of(2027, 1), 2, "quarter"), days)[0, 0] == pytest.approx(0.5)
    yearly = periods_of(Calendar(month_of(2027, 1), 2, "year"), days)
    assert yearly[0, 0] == pytest.approx(45 / 365)


def test_days_beyond_the_plan() -> None:
    """A wait of three years is three years, however short the plan is."""
    waits = periods_of(Calendar(month_of(2027, 1), 2), np.array([[1096.0, 0.0]]))
    assert waits[0] == pytest.approx([36.0, 0.0])


def test_lognormal_quantiles() -> None:
    """Half lie below p50 and nine tenths below p90; p50 = p90 is a fixed wait, 0 and 0 none."""
    scores = norm.ppf([0.5, 0.9])
    assert lognormal(63.0, 120.0, scores) == pytest.approx([63.0, 120.0])
    assert lognormal(45.0, 45.0, scores) == pytest.approx([45.0, 45.0])
    assert lognormal(0.0, 0.0, scores) == pytest.approx([0.0, 0.0])
    assert lognormal(0.0, 30.0, scores) == pytest.approx([0.0, 30.0])


def test_fractions_arrive_in_two_periods() -> None:
    """A lead of 1.25 brings three quarters after one period and a quarter after two."""
    lead = np.full((1, 3), 1.25)
    first, second = arrivals(Future(np.ones((1, 3)), lead, np.ones((1, 3))), 3)
    assert first[0][0].tolist() == [1, 2, 3] and first[1][0] == pytest.approx([0.75] * 3)
    assert second[0][0].tolist() == [2, 3, 4] and second[1][0] == pytest.approx([0.25] * 3)


def test_wait_comes_before_the_lead() -> None:
    """What waits 31 days from 1 January and then needs 2.5 months arrives after 3.5."""
    offers = (Offer("a", "cn", "ndpr", license="q", lead=2.5),)
    case = licensed(offers=offers, licenses=(License("q", "CN", 1.0, 31.0, 31.0),))
    assert planned_future(case).lead[0, 0] == pytest.approx(3.5)
    assert next(Drawer(case, 1, 1).futures()).lead[0, 0] == pytest.approx(3.5)


def test_median_alone_is_a_fixed_wait() -> None:
    """Without a p90 the drawn wait is the median that the plan without risk counts on."""
    case = licensed(licenses=(License("q", "CN", 1.0, 45.0),))
    assert next(Drawer(case, 1, 1).futures()).lead == pytest.approx(planned_future(case).lead)


# By hand


def test_refused_above_the_probability() -> None:
    """A number above the probability of a grant refuses, one below grants."""
    case = licensed(1)
    assert with_uniforms(case, own=0.7, shared=0.7).granted[0, 0] == 1.0
    # With correlation 0.7 a common and an own score s are one of (sqrt 0.7 + sqrt 0.3) s = 1.38 s.
    assert with_uniforms(case, own=0.9, shared=0.9).granted[0, 0] == 0.0
    assert with_uniforms(case, own=0.9, shared=0.9).granted[1, 0] == 1.0


def test_refused_orders_are_not_paid() -> None:
    """What is refused costs nothing, freight and duty included."""
    case = licensed(
        1, offers=(Offer("a", "cn", "ndpr", price=10.0, freight=1.0, duty=0.1, license="q"),)
    )
    for refused, paid in ((0.01, 12.0), (0.99, 0.0)):
        facts = Facts(case, with_uniforms(case, own=refused, shared=refused))
        assert facts.paid[0, 0] == pytest.approx(paid)


def test_stop_holds_up_what_is_under_way_or_applied_for() -> None:
    """A stop from 1.5 to 3.5: who arrived before is spared, all others wait until it ends."""
    offers = (Offer("a", "cn", "ndpr", lead=1.0), Offer("b", "kr", "ndpr", lead=1.0))
    case = licensed(
        5, offers=offers, licenses=(), events=(Event("ban", "country=CN", 0.1, 1, 2, "stop"),)
    )
    future = struck(case, (0, 1.5, 3.5))
    assert future.lead[0] == pytest.approx([1.0, 3.0, 2.5, 1.5, 1.0])
    assert future.lead[1] == pytest.approx([1.0] * 5)
    assert future.story == ("ban 2027-02..2027-04",)


def test_stops_at_the_same_time_hold_up_once() -> None:
    """What two stops hold up together waits for the longer one, not for their sum."""
    offers = (Offer("a", "cn", "ndpr", lead=1.0),)
    events = tuple(Event(name, "all", 0.1, 1, 2, "stop") for name in ("war", "ban"))
    case = licensed(6, offers=offers, licenses=(), events=events)
    inside = struck(case, (0, 0.0, 3.0), (1, 1.0, 2.0))
    assert inside.lead[0] == pytest.approx(struck(case, (0, 0.0, 3.0)).lead[0])
    crossed = struck(case, (0, 0.0, 3.0), (1, 2.0, 5.0))
    assert crossed.lead[0] == pytest.approx(struck(case, (0, 0.0, 5.0)).lead[0])


def test_stops_one_after_the_other_add_up() -> None:
    """Goods held up by one stop may run into the next."""
    offers = (Offer("a", "cn", "ndpr", lead=1.0),)
    case = licensed(6, offers=offers, licenses=(), events=(Event("ban", "all", 0.1, 1, 2, "stop"),))
    assert struck(case, (0, 0.5, 1.5), (0, 1.75, 2.75)).lead[0, 0] == pytest.approx(3.0)


def test_slow_multiplies_the_days() -> None:
    """While offices are slow, 31 days are 62 for what is applied for then, lead times unchanged."""
    offers = (Offer("a", "cn", "ndpr", lead=1.0, license="q"),)
    case = licensed(
        4,
        offers=offers,
        licenses=(License("q", "CN", 1.0, 31.0, 31.0),),
        events=(Event("strike", "all", 0.1, 1, 2, "slow", 2.0),),
    )
    lead = struck(case, (0, 1.0, 2.0)).lead[0]
    usual = planned_future(case).lead[0]
    assert lead[[0, 2, 3]] == pytest.approx(usual[[0, 2, 3]])
    # 62 days from 1 February: March, then 3 days of April.
    assert lead[1] == pytest.approx(1.0 + 2.0 + 3 / 30)


def test_price_events_strike_spot_and_index_prices() -> None:
    """A doubled price holds for spot and index offers, in part of a month in part, above tiers."""
    offers = (
        Offer("fixed", "cn", "ndpr", price=10.0),
        Offer("spot", "cn", "ndpr", price=10.0, freight=1.0, spot=True),
        Offer("index", "kr", "ndpr", price=10.0, tags=("index",)),
    )
    case = licensed(
        3,
        offers=offers,
        licenses=(),
        tiers=(Tier("spot", 5.0, 20.0),),
        events=(Event("panic", "all", 0.1, 1, 2, "price", 2.0),),
    )
    future = struck(case, (0, 0.5, 2.0))
    assert future.price[0] == pytest.approx([1.0] * 3)
    assert future.price[1] == pytest.approx([1.5, 2.0, 1.0])
    assert future.price[2] == pytest.approx([1.5, 2.0, 1.0])
    facts = Facts(case, future)
    assert facts.paid[1] == pytest.approx([16.0, 21.0, 11.0])
    assert facts.steps.paid[1] == pytest.approx([31.0, 41.0, 21.0])


def test_events_come_as_often_as_stated() -> None:
    """Half an event a year strikes a plan of two years once on average, as long as stated."""
    event = Event("ban", "all", 0.5, 2.0, 6.0, "stop")
    case = dataclasses.replace(licensed(24, licenses=()), events=(event,))
    drawer = Drawer(case, 2000, 11)
    spells = [spell for w in range(2000) for spell in drawer._spells(w)[0]]
    assert len(spells) / 2000 == pytest.approx(1.0, abs=0.02)
    lengths = np.array([end - start for start, end in spells])
    assert np.median(lengths) == pytest.approx(2.0, abs=0.15)
    assert np.quantile(lengths, 0.9) == pytest.approx(6.0, abs=0.7)
    assert all(0.0 <= start < 24.0 for start, _ in spells)


def test_one_event_strikes_all_it_selects() -> None:
    """An event is one draw: offers of its selector wait alike in every future."""
    offers = tuple(Offer(name, "cn", "ndpr", lead=1.0) for name in "ab")
    case = licensed(
        offers=offers, licenses=(), events=(Event("ban", "all", 2.0, 1.0, 2.0, "stop"),)
    )
    leads = np.array([f.lead for f in Drawer(case, 50, 3).futures()])
    assert np.array_equal(leads[:, 0], leads[:, 1])
    assert leads.max() > 1.0


def test_quarters_and_events() -> None:
    """A stop of three months holds a quarterly plan up for one period."""
    case = licensed(
        4, settings=Settings(START, 4, "quarter"), licenses=(),
        events=(Event("ban", "all", 1.0, 3.0, 3.0, "stop"),),
    )  # fmt: skip
    drawer = Drawer(case, 40, 2)
    lengths = [end - start for w in range(40) for start, end in drawer._spells(w)[0]]
    assert lengths == pytest.approx(np.ones(len(lengths)))


def test_how_often_events_start_is_scipys_quantile() -> None:
    """The same count as scipy.stats, to the last bit, at odd probabilities and at exact steps."""
    chance = np.random.default_rng(3)
    means = 10.0 ** chance.uniform(-6, 3, 3000)
    inner = np.concatenate([chance.random(1000), 10.0 ** -chance.uniform(1, 12, 1000)])
    steps = poisson.cdf(np.floor(means[:1000]), means[:1000])
    probabilities = np.clip(np.concatenate([steps, inner]), 1e-12, 1 - 1e-12)
    found = [poisson_quantile(p, m) for p, m in zip(probabilities, means, strict=True)]
    assert found == poisson.ppf(probabilities, means).tolist()
