"""Few futures grant as often as typed, and what goes together still does."""

import dataclasses

import numpy as np
import pytest
from audited import case_of, need
from scipy.stats import norm

from models.case import Case, License, Offer, OpenOrder, Supplier
from models.futures.draw import Drawer
from models.futures.drawn import drawn_licenses
from models.futures.scores import spaced

MONTHS = 4
START = case_of(1).settings.start


def two_licenses(grant: float, correlation: float = 0.7, persistence: float = 0.0) -> Case:
    """Three Chinese offers, two of them under one license, the third under another."""
    return case_of(
        MONTHS,
        suppliers=(Supplier("cn", country="CN"),),
        offers=tuple(Offer(o, "cn", "ndpr", license=q) for o, q in ("aq", "bq", "cr")),
        licenses=tuple(
            License(
                *(name, "CN", chance, 30.0, 90.0),
                correlation=correlation,
                persistence=persistence,
            )
            for name, chance in (("q", grant), ("r", 0.5))
        ),
        demand=(need(*[10.0] * MONTHS),),
    ).in_order()


def drawn(case: Case, count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Granted and lead, (futures, offers, months)."""
    futures = list(Drawer(case, count, seed).futures())
    return np.array([f.granted for f in futures]), np.array([f.lead for f in futures])


@pytest.mark.parametrize("persistence", [0.0, 0.8])
@pytest.mark.parametrize("grant", [0.5, 0.8, 0.93, 0.98])
@pytest.mark.parametrize("count", [1, 7, 10, 20, 33, 100])
def test_as_many_are_granted_as_typed(count: int, grant: float, persistence: float) -> None:
    """Of N futures, for every offer and month, within one of N x grant; whole if that is whole."""
    for seed in range(5):
        granted, _ = drawn(two_licenses(grant, 0.7, persistence), count, seed)
        off = granted.sum(axis=0) - count * np.array([grant, grant, 0.5])[:, None]
        assert (np.abs(off) < 1.0).all()
        if (count * grant) % 1 == 0:
            assert np.abs(off[:2]).max() < 1e-9


def test_rounding_favours_no_side() -> None:
    """Of 20 futures at 0.98 each application is refused in one or in none, over many in 2%."""
    refused = [1.0 - drawn(two_licenses(0.98), 20, seed)[0][:, :2].mean() for seed in range(200)]
    # 1,600 applications, many of them going together: about 0.0025 of standard error.
    assert np.mean(refused) == pytest.approx(0.02, abs=0.006)


def test_waits_are_spread_evenly_too() -> None:
    """Of 20 futures 10 wait no longer than the median and 18 no longer than the p90."""
    case = two_licenses(0.8)
    drawer = Drawer(case, 20, 4)
    for scores in np.moveaxis(drawer.scores[:, 1], 0, -1).reshape(-1, 20):
        assert np.sum(scores <= 0.0) == 10
        assert np.sum(scores <= norm.ppf(0.9)) == 18


@pytest.mark.parametrize("persistence", [0.0, 0.8])
@pytest.mark.parametrize("correlation", [0.0, 0.4, 0.7, 0.95])
def test_correlation_is_what_was_typed(correlation: float, persistence: float) -> None:
    """Between offers of a month, also under two licenses; between months by the persistence.

    The standard error of a correlation over 2,000 mirrored pairs is (1 - rho^2) / sqrt(2000).
    """
    scores = Drawer(two_licenses(0.8, correlation, persistence), 4000, 3).scores
    own = {"a": scores[:, :, 0, 0], "b": scores[:, :, 0, 1], "c": scores[:, :, 1, 2]}
    error = 1.0 / np.sqrt(2000)

    def together(one: np.ndarray, other: np.ndarray) -> float:
        return float(np.corrcoef(one, other)[0, 1])

    for kind in (0, 1):
        for month in range(MONTHS):
            for other in "bc":
                found = together(own["a"][:, kind, month], own[other][:, kind, month])
                assert found == pytest.approx(correlation, abs=4 * error)
        found = together(own["a"][:, kind, 0], own["a"][:, kind, 1])
        assert found == pytest.approx(correlation * persistence, abs=4 * error)
    assert together(own["a"][:, 0, 0], own["a"][:, 1, 0]) == pytest.approx(0.0, abs=4 * error)


def test_mean_correlation_of_few_futures() -> None:
    """20 futures spaced evenly still go together by 0.7 in the mean of 400 seeds."""
    found = []
    for seed in range(400):
        scores = Drawer(two_licenses(0.8), 20, seed).scores[:, 0, 0]
        found.append(np.corrcoef(scores[:, 0, 0], scores[:, 1, 0])[0, 1])
    # Of one seed it varies by 0.15: the mean by 0.0075.
    assert np.mean(found) == pytest.approx(0.7, abs=0.025)


@pytest.mark.parametrize("persistence", [0.0, 0.8])
def test_mirrored_pairs_are_kept(persistence: float) -> None:
    """A future and its opposite: every score of one is the other's, with the other sign."""
    scores = Drawer(two_licenses(0.8, 0.7, persistence), 20, 5).scores
    assert scores[0::2] == pytest.approx(-scores[1::2], abs=1e-9)


def test_pending_open_orders_are_granted_as_often_as_typed() -> None:
    """What was applied for before the plan is drawn evenly as well."""
    case = two_licenses(0.8)
    waiting = OpenOrder("a", START + 1, 10.0, ordered=START - 2, granted="pending")
    drawer = Drawer(dataclasses.replace(case, open_orders=(waiting,)), 20, 3)
    comes = [future.underway.granted[0] for future in drawer.futures() if future.underway]
    assert sum(comes) == 16


def test_what_was_drawn_stands_beside_what_was_typed() -> None:
    """Counted future by future, offer by offer; days come out at their typed quantiles."""
    case = two_licenses(0.83)
    granted, _ = drawn(case, 20, 3)
    q, r = drawn_licenses(Drawer(case, 20, 3))
    assert (q.license, q.applications, q.grant) == ("q", 2 * MONTHS, 0.83)
    assert q.granted == pytest.approx(granted[:, :2].mean())
    assert (r.applications, r.grant, r.granted) == (MONTHS, 0.5, pytest.approx(0.5))
    assert (q.days_p50, q.days_p90) == (30.0, 90.0)
    assert q.drawn_p50 == pytest.approx(30.0, rel=0.05)
    assert q.drawn_p90 == pytest.approx(90.0, rel=0.1)


def test_a_license_that_nothing_needs_is_not_listed() -> None:
    """Nor is one of which nothing was typed drawn: it is granted at once."""
    case = two_licenses(0.8)
    other = (License("unused", "KR", 0.5), License("q", "CN"))
    (found,) = drawn_licenses(Drawer(dataclasses.replace(case, licenses=other), 20, 3))
    assert (found.license, found.grant, found.granted) == ("q", 1.0, 1.0)
    assert (found.drawn_p50, found.drawn_p90) == (0.0, 0.0)


def test_one_future_is_its_own_score() -> None:
    """Alone in its one stratum a score stays where it was drawn."""
    scores = np.array([[0.3, -2.0]])
    assert spaced(scores) == pytest.approx(scores, abs=1e-9)
