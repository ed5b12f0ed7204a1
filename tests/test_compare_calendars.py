"""``planner compare`` of plans with other periods: the months both have come first.

And whatever is printed beside its sum adds up to it.
"""

import math
import random
import re
from dataclasses import replace

import pytest
from compare_pairs import best, compared, one_seller, rolling, two_sellers, varied
from hypothesis import given, settings
from hypothesis import strategies as st
from random_cases import random_case
from small_cases import need

from models.case import Case
from planner.explain.sums import adding_up, money_step
from planner.explain.voice import Voice
from planner.study.compare.change import PlanChange
from planner.study.compare.headline import verdict
from planner.study.compare.plans import compare_plans
from planner.study.compare.words import change_sentences
from planner.words import Language

_SUM = {"en": r"[^:]*: (.*)\. Together (.*)\.", "ko": r"[^:]*: (.*)\. 더하면 (.*)\."}
_WORDS = {"조": 1e12, "억": 1e8, "만": 1e4, " M": 1e6, "": 1.0}
_AMOUNT = re.compile(r"([+-])(\d[\d,.]*(?:조|억|만| M)?(?: \d[\d,]*만)?)")


def amount(text: str) -> float:
    """``1억 2,340만`` or ``1.20 M`` as a number."""
    parts = re.findall(r"(\d[\d,.]*)(조|억|만| M|)", text)
    return math.fsum(float(number.replace(",", "")) * _WORDS[unit] for number, unit in parts)


def amounts(text: str) -> list[float]:
    """Every amount with a sign."""
    return [(-1 if sign == "-" else 1) * amount(size) for sign, size in _AMOUNT.findall(text)]


def stock_sum(text: str) -> list[tuple[list[float], float]]:
    """The parts of the sentence on stock, and the amount it begins with."""
    said = re.fullmatch(r"Stock costs (.*) (more|less): (.*)\.", text)
    return [(amounts(said[3]), amount(said[1]) * (1 if said[2] == "more" else -1))] if said else []


def printed_sums(change: PlanChange, language: Language) -> list[tuple[list[float], float]]:
    """The parts and sums of the sentences that print both."""
    found = []
    for text in change_sentences(change, Voice.of(change.case, language)):
        if said := re.fullmatch(_SUM[language], text):
            found.append((amounts(said[1]), math.fsum(amounts(said[2]))))
        found += stock_sum(text)
    return found


def steps_add_up(change: PlanChange) -> None:
    """The steps lead from the shared periods to the whole cost, the causes too."""
    size = max(abs(change.a.objective), abs(change.b.objective), 1.0)
    for parts in (change.ladder, change.effects):
        assert math.fsum(parts.values()) == pytest.approx(
            change.total_change, rel=1e-9, abs=1e-9 * size
        )
    shared = change.ladder["paid"] + change.ladder["counted"]
    assert math.fsum(change.causes.values()) == pytest.approx(shared, abs=1e-7 * size)


def test_a_month_that_fell_away_makes_nothing_cheaper() -> None:
    """A January of 9,000 falls away; the months both plans have cost 36 more."""
    dear = rolling(0, (900.0, 10.0, 10.0))
    rest = rolling(1, (10.0, 10.0, 10.0))
    later = replace(rest, offers=(replace(rest.offers[0], price=11.8),))
    change = compared(dear, later)
    steps_add_up(change)
    assert change.total_change < -8000
    assert change.headline.change == pytest.approx(36)
    assert change.effects["price"] == pytest.approx(36)
    assert change.ladder["paid"] == pytest.approx(36)
    assert change.ladder["only_a"] == pytest.approx(-9000)
    assert change.ladder["only_b"] == pytest.approx(118)
    assert math.fsum(change.ladder.values()) == pytest.approx(change.total_change)


def test_a_month_that_fell_away_with_the_same_end_is_the_same() -> None:
    """The plan's last month stays: its closing stock counts in both."""
    change = compared(rolling(0, (10.0,) * 3, opening=5.0), rolling(1, (10.0,) * 2, opening=5.0))
    assert change.shared == ("2027-02", "2027-03")
    assert "end_value" not in change.ladder
    assert math.fsum(change.ladder.values()) == pytest.approx(change.total_change)
    # A drew its 5 in January; B draws them in February.
    assert change.ladder["paid"] == pytest.approx(-50)
    assert change.ladder["only_a"] == pytest.approx(-50)


def test_other_limits_are_measured_on_the_shared_periods() -> None:
    """A year falls away; what the tighter share costs is that of the two years both have."""
    a, b = (
        replace(case, limits=(replace(case.limits[0], window="year"),))
        for case in (two_sellers(0.6), two_sellers(0.4))
    )
    three = replace(a.settings, periods=3, start=a.settings.start - 12, discount_rate=0.3)
    a = replace(a, settings=three, demand=(need(100.0, 100.0, 100.0),))
    change = compared(a, b)
    steps_add_up(change)
    assert change.effects["limits"] == pytest.approx(2 * 20 * 2)
    assert change.ladder["paid"] == pytest.approx(80)
    assert change.ladder["only_a"] == pytest.approx(-1080)


def test_the_first_line_speaks_of_the_shared_periods() -> None:
    """Dearer, though the whole cost is lower; and the periods of one plan are named."""
    dear, rest = rolling(0, (900.0, 10.0, 10.0)), rolling(1, (10.0, 10.0, 10.0))
    change = compared(dear, replace(rest, offers=(replace(rest.offers[0], price=11.8),)))
    first, periods, steps, *_ = change_sentences(change, Voice.of(change.case, "en"))
    assert first.startswith("In the periods both plans have (2), plan B pays 36 USD (18%) more")
    assert "Only in A: 2027-01. Only in B: 2027-04." in periods
    assert "periods only in A fall away -9,000 USD" in steps
    korean = verdict(change, Voice.of(change.case, "ko"))
    assert "2개 기간에 B 계획이 A 계획보다 36달러 (18%) 더 지급합니다" in korean


def test_small_causes_are_said_together() -> None:
    """One large cause and one of a hundredth of it: the sum says both."""
    a = one_seller()
    b = replace(a, offers=(replace(a.offers[0], price=20.0, order_cost=10.0),))
    [(parts, total)] = printed_sums(compared(a, b), "en")
    assert parts == [2000, 20]
    assert total == 2020


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 9), st.sampled_from(("ko", "en")))
def test_rounded_parts_add_up_to_the_rounded_sum(seed: int, count: int, language: Language) -> None:
    """Each within one step of what it is."""
    chance = random.Random(seed)
    parts = [chance.uniform(-1, 1) * 10 ** chance.uniform(-3, 14) for _ in range(count)]
    step = money_step(max(map(abs, parts)), language)
    rounded, total = adding_up(parts, step)
    assert math.fsum(rounded) == pytest.approx(total, rel=1e-12, abs=1e-9 * step)
    assert abs(total - math.fsum(parts)) <= 0.5001 * step
    assert all(abs(one - part) <= 1.0001 * step for one, part in zip(rounded, parts, strict=True))


def next_period(case: Case) -> Case:
    """The same case, begun a period later."""
    later = replace(case.settings, start=case.settings.start + case.calendar.months)
    return replace(case, settings=later)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(("ko", "en")), st.integers(0, 10_000), st.booleans())
def test_what_the_sentences_print_adds_up(language: Language, seed: int, later: bool) -> None:
    """Causes, and the steps to the whole cost, as they are rounded in print."""
    case = random_case(seed)
    other = varied(next_period(case) if later else case, seed + 1)
    change = compare_plans(best(case), best(other), ("a", "b"))
    if later:
        steps_add_up(change)
    sums = printed_sums(change, language)
    assert len(sums) >= later
    for parts, total in sums:
        assert math.fsum(parts) == pytest.approx(total, rel=1e-9, abs=1e-6)
