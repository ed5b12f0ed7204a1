"""What the auditor keeps from one case to the next never shows: it finds what it finds afresh."""

import dataclasses
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from audited import case_of, decide, need
from random_cases import random_case

from models.case import Case, Demand, Limit, Offer, PricePath
from models.check import Measures, audit, check, measure
from models.check.memo import KEPT, memo
from models.solution import Decisions

SEEDS = range(0, 40, 4)


def decisions_of(case: Case, seed: int) -> Decisions:
    """Some decisions, many of them 0, that keep few promises."""
    chance = np.random.default_rng(seed)
    rows = {
        field.name: np.zeros_like(getattr(decide(case), field.name))
        for field in dataclasses.fields(Decisions)
        if getattr(decide(case), field.name) is not None
    }
    return Decisions(
        **{
            name: chance.uniform(0, 90, table.shape) * (chance.random(table.shape) < 0.5)
            for name, table in rows.items()
        }
    )


def swept(case: Case) -> Iterator[Case]:
    """The case with one table changed at a time; all other tables are the very same."""
    by = dataclasses.replace
    for k in (0.5, 1.5, 3.0):
        settings = by(case.settings, discount_rate=0.1 * k)
        yield by(case, offers=tuple(by(row, price=row.price * k) for row in case.offers))
        yield by(case, prices=(PricePath(case.offers[0].offer, (k,) * case.settings.periods),))
        yield by(case, limits=tuple(by(row, value=row.value * k) for row in case.limits))
        yield by(case, materials=tuple(by(row, hold_cost=k) for row in case.materials))
        yield by(case, stockpiles=tuple(by(row, cover_target=k) for row in case.stockpiles))
        yield by(case, demand=tuple(_more(row, k) for row in case.demand))
        yield by(case, settings=settings)
        yield by(case, suppliers=tuple(by(row, country="AU") for row in case.suppliers))
        yield by(case, capacity=case.capacity[1:], tiers=case.tiers[1:], origins=())


def _more(row: Demand, k: float) -> Demand:
    values = tuple(value and value * k for value in row.values)
    return dataclasses.replace(row, values=values, beyond=(k,))


def anew(case: Case) -> Case:
    """An equal case of which no row is the same object: nothing kept can be meant."""
    tables = {
        field.name: tuple(dataclasses.replace(row) for row in getattr(case, field.name))
        for field in dataclasses.fields(case)
        if field.name not in ("settings", "locations")
    }
    settings = dataclasses.replace(case.settings)
    return dataclasses.replace(case, settings=settings, **tables)


def plain(measures: Measures) -> str:
    """Everything measured, every digit."""
    with np.printoptions(floatmode="unique", threshold=10**6):
        return repr(measures)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sweep_finds_what_each_case_alone_finds(seed: int) -> None:
    """Cases that share tables, in turn and again, measure to the digit as equal cases anew."""
    case = random_case(seed)
    decisions = decisions_of(case, seed)
    for changed in (case, *swept(case), *swept(case), case):
        verdict, measures = audit(changed, decisions, 100.0)
        fresh_verdict, fresh = audit(anew(changed), decisions, 100.0)
        assert plain(measures) == plain(fresh)
        assert verdict == fresh_verdict


def test_threads_find_what_one_alone_finds() -> None:
    """Many threads audit many cases at once, each as if it were alone."""
    case = random_case(8)
    decisions = decisions_of(case, 8)
    every = [changed for _ in range(12) for changed in swept(case)]
    alone = [check(changed, decisions, 100.0) for changed in every]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda changed: check(changed, decisions, 100.0), every))
    assert together == alone


def test_audit_is_check_and_measure() -> None:
    """Both at once are what each is by itself."""
    case = case_of(2, demand=(need(3, 4),), limits=(Limit("l", "amount", value=6),))
    decisions = decide(case, order=[[3, 4]])
    verdict, measures = audit(case, decisions, 70.0, {"purchase": 70.0})
    assert verdict == check(case, decisions, 70.0, {"purchase": 70.0})
    assert plain(measures) == plain(measure(case, decisions))
    assert verdict.problems == ("limit l (amount) in horizon: 7 over 6, off by 1 of amount",)


def test_audit_refuses_what_cannot_be_measured() -> None:
    """A verdict can say that a row is missing; measures of it do not exist."""
    case = case_of(2)
    decisions = dataclasses.replace(decide(case), order=np.zeros((2, 2)))
    with pytest.raises(ValueError, match="order: shape"):
        audit(case, decisions, None)


class Counted:
    """Counts how often it derives something from a table and a calendar."""

    def __init__(self) -> None:
        self.times = 0
        self.of = memo(self.derive)

    def derive(self, offers: tuple[Offer, ...], calendar: object) -> np.ndarray:
        self.times += 1
        return np.array([row.price for row in offers])


def test_the_same_rows_are_derived_once() -> None:
    """Another case with the same rows asks for nothing new; an equal row is another row."""
    case, counted = case_of(), Counted()
    again = case.in_order()
    assert counted.of(case.offers, case.calendar) is counted.of(again.offers, again.calendar)
    assert counted.times == 1
    counted.of((dataclasses.replace(case.offers[0]),), case.calendar)
    counted.of(case.offers * 2, case.calendar)
    counted.of(case.offers, case_of(5).calendar)
    assert counted.times == 4


def test_only_what_was_asked_for_lately_is_kept() -> None:
    """However long the sweep, few results are held; the one asked for in between stays."""
    case, counted = case_of(), Counted()
    tables = [(dataclasses.replace(case.offers[0], price=i),) for i in range(2 * KEPT)]
    for i, offers in enumerate(tables):
        assert counted.of(offers, case.calendar).tolist() == [i]
        counted.of(case.offers, case.calendar)
    assert counted.times == 2 * KEPT + 1
    counted.of(tables[0], case.calendar)
    assert counted.times == 2 * KEPT + 2


def test_what_is_kept_cannot_be_changed() -> None:
    """Arrays that stand for the next audit are read-only."""
    case, counted = case_of(), Counted()
    with pytest.raises(ValueError, match="read-only"):
        counted.of(case.offers, case.calendar)[0] = 1.0
