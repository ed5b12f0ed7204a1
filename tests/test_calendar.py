"""Periods, the windows limits are tested over, and leads that split between two periods."""

import numpy as np
import pytest

from models.calendar import Calendar, month_of, month_text, parse_period, split_lead

JANUARY = month_of(2027, 1)
EVERY = np.ones(6, dtype=bool)


def labels(calendar: Calendar, window: str, *months: int) -> list[str]:
    return [found.label for found in calendar.windows(window, *months)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2027", "2027-01", "2027-12"),
        ("2027-Q1", "2027-01", "2027-03"),
        ("2027q4", "2027-10", "2027-12"),
        ("2027-01", "2027-01", "2027-01"),
        ("2027-9", "2027-09", "2027-09"),
    ],
)
def test_a_period_is_its_first_and_last_month(text: str, first: str, last: str) -> None:
    """Years, quarters and months are read as the months they hold."""
    found = parse_period(text)
    assert found is not None
    assert (month_text(found[0]), month_text(found[1])) == (first, last)


@pytest.mark.parametrize("text", ["", "2027-13", "2027-00", "2027-Q5", "27-01", "2027-01-01", "Q1"])
def test_what_is_no_period(text: str) -> None:
    """Anything else is no period."""
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("month", ["2027-11", "2027-12", "2028-01"]),
        ("quarter", ["2027-Q4", "2028-Q1", "2028-Q2"]),
        ("year", ["2027", "2028", "2029"]),
    ],
)
def test_labels_of_periods(kind: str, expected: list[str]) -> None:
    """Periods are printed as months, quarters or years, over the turn of a year too."""
    start = month_of(2027, {"month": 11, "quarter": 10, "year": 1}[kind])
    calendar = Calendar(start, 3, kind)  # type: ignore[arg-type]
    assert [calendar.label(t) for t in range(3)] == expected


def test_years_from_the_start() -> None:
    """A quarter is 0.25 years: the exponent of discounting."""
    assert Calendar(JANUARY, 3, "quarter").years_from_start() == pytest.approx([0, 0.25, 0.5])


def test_a_period_that_overlaps_counts() -> None:
    """February to April touches the first two quarters; open ends touch all."""
    calendar = Calendar(JANUARY, 4, "quarter")
    assert calendar.overlap(JANUARY + 1, JANUARY + 3).tolist() == [True, True, False, False]
    assert calendar.overlap(None, None).all()
    assert calendar.overlap(JANUARY + 12, None).tolist() == [False] * 4
    assert calendar.overlap(None, JANUARY - 1).tolist() == [False] * 4


def test_windows_of_a_plan() -> None:
    """The horizon is one window, each period is one."""
    calendar = Calendar(JANUARY, 3)
    assert labels(calendar, "horizon") == ["horizon"]
    assert labels(calendar, "period") == ["2027-01", "2027-02", "2027-03"]


def test_rolling_windows_fit_inside_the_plan() -> None:
    """Three months of five: January to March, February to April, March to May."""
    found = Calendar(JANUARY, 5).windows("rolling:3")
    assert [window.periods for window in found] == [(0, 1, 2), (1, 2, 3), (2, 3, 4)]
    assert found[0].label == "2027-01..2027-03"


def test_a_rolling_window_longer_than_the_plan_is_one_window() -> None:
    """Twelve months in a plan of three are the plan."""
    (found,) = Calendar(JANUARY, 3).windows("rolling:12")
    assert found.periods == (0, 1, 2)


def test_year_windows_of_a_plan_in_quarters() -> None:
    """A plan from the third quarter has two quarters in its first year, four in the next."""
    found = Calendar(month_of(2027, 7), 6, "quarter").windows("year")
    assert [(window.label, window.periods) for window in found] == [
        ("2027", (0, 1)),
        ("2028", (2, 3, 4, 5)),
    ]


def test_a_period_belongs_to_the_year_of_its_first_month() -> None:
    """A quarter from November is the year's in which it begins."""
    calendar = Calendar(month_of(2027, 11), 2, "quarter")
    assert [calendar.year(t) for t in range(2)] == [2027, 2028]


def test_windows_are_made_of_the_periods_inside() -> None:
    """A limit from February to April has rolling windows in these months only."""
    calendar = Calendar(JANUARY, 6)
    inside = (JANUARY + 1, JANUARY + 3)
    assert labels(calendar, "rolling:2", *inside) == ["2027-02..2027-03", "2027-03..2027-04"]
    assert [w.periods for w in calendar.windows("horizon", *inside)] == [(1, 2, 3)]


@pytest.mark.parametrize("window", ["horizon", "year", "period", "rolling:2"])
def test_no_period_inside_no_window(window: str) -> None:
    """A limit whose months lie outside the plan is tested nowhere."""
    assert Calendar(JANUARY, 6).windows(window, JANUARY + 6) == []
    assert Calendar(JANUARY, 6, before=3).windows(window, None, JANUARY - 1) == []


def test_windows_look_back_and_end_in_the_plan() -> None:
    """A plan from July that counts from April: no window of May and June, one of June and July."""
    calendar = Calendar(month_of(2027, 7), 3, before=3)
    (year,) = calendar.windows("year")
    assert (year.label, year.past, year.periods) == ("2027", (-3, -2, -1), (0, 1, 2))
    assert [w.past for w in calendar.windows("rolling:2")] == [(-1,), (), ()]
    (whole,) = calendar.windows("rolling:9")
    assert whole.past + whole.periods == (-3, -2, -1, 0, 1, 2)
    assert [w.past for w in calendar.windows("period")] == [(), (), ()]


def test_a_year_that_is_over_is_no_window() -> None:
    """Orders of November count in no window of a plan from January but the long ones."""
    calendar = Calendar(JANUARY, 2, before=2)
    assert [(w.label, w.past) for w in calendar.windows("year")] == [("2027", ())]
    assert calendar.windows("horizon")[0].past == (-2, -1)


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        (0.0, {0: 1.0}),
        (2.0, {2: 1.0}),
        (1.3, {1: 0.7, 2: 0.3}),
        (0.5, {0: 0.5, 1: 0.5}),
        (0.1 + 0.2 + 0.7, {1: 1.0}),
    ],
)
def test_leads_split_between_two_periods(lead: float, expected: dict[int, float]) -> None:
    """1.3 periods: 70% after one, 30% after two; rounding is no delivery."""
    found = dict(split_lead(lead))
    assert found == pytest.approx(expected)
    assert sum(found.values()) == pytest.approx(1.0, abs=1e-15)
    assert sum(delay * share for delay, share in found.items()) == pytest.approx(lead)
