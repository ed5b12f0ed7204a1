"""Numbers on an HTML page stand as Excel shows them."""

import datetime as dt

import pytest

from planner.page.html.numbers import formatted, shown
from planner.page.look import NUMBERS
from planner.page.money import Money

N = NUMBERS


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        (N["n0"], 1234567.5, "1,234,568"),
        (N["n0"], -1234.5, "-1,235"),
        (N["n0"], 0, "-"),
        (N["n0"], -1e-15, "-"),
        (N["n0"], 0.4, "0"),
        (N["n0"], -0.4, "-0"),
        (N["n1"], 0.25, "0.3"),
        (N["n1"], 1.15, "1.2"),
        (N["n2"], 1.005, "1.01"),
        (N["n2"], -2.675, "-2.68"),
        (N["n3"], 1000, "1,000.000"),
        (N["n4"], 0.00005, "0.0001"),
        (N["million"], 12_345_678, "12.35"),
        (N["million"], -1_234_567_890, "-1,234.57"),
        (N["million"], 0, "-"),
        (N["million1"], 187_654_321, "187.7"),
        (N["million1"], -50_000, "-0.1"),
        (N["change"], 1200, "+1,200"),
        (N["change"], -1200, "-1,200"),
        (N["change"], 0, "-"),
        (N["million_change"], 5000, "+0.01"),
        (N["million_change"], 4999, "-"),
        (N["million_change"], -4999, "-"),
        (N["million_change"], -12_340_000, "-12.34"),
        (N["percent_change"], 0.0512, "+5.1%"),
        (N["percent_change"], -0.0005, "-0.1%"),
        (N["percent_change"], 0.0004, "-"),
        (N["plain2"], 0, "0.00"),
        (N["n0_starred"], 1200, "1,200*"),
        (N["n0_starred"], 0, "-*"),
        (N["million_starred"], -1_500_000, "-1.50*"),
        (N["whole"], 999_999.5, "1,000,000"),
        (N["whole"], -7, "-7"),
        (N["percent"], 0.4567, "45.7%"),
        (N["percent"], -0.1, "-10.0%"),
        (N["percent"], 0, "-"),
        (N["whole_percent"], 1, "100.0%"),
        (N["grant"], 0.125, "13%"),
        (N["date"], 46478, "2027-04-01"),
        ("+#,##0;-#,##0;0", 0, "0"),
        ("+#,##0.0,,;-#,##0.0,,;0", -2_500_000, "-2.5"),
        ("+0.0%;-0.0%;0%", 0.1, "+10.0%"),
        ("0.0", 12, "12.0"),
        ("0.##", 12.5, "12.5"),
        ("0.0#", 12.5, "12.5"),
        ("#,##0,", 1_499_500, "1,500"),
        ("000", 7, "007"),
        ("0,000", 7, "0,007"),
        ("0000,000", 7654321, "7,654,321"),
        ("#,###", 0, ""),
        ("#,###", 1234, "1,234"),
        ("#,##0.0,,", 1e300, "1" + ",000" * 98 + ".0"),
        ('"about "0', 3, "about 3"),
        (r"0\ \t", 3, "3 t"),
        ("#,##0.00", 1e15, "1,000,000,000,000,000.00"),
        ("General", 0, "0"),
        ("General", 1234.5, "1234.5"),
        ("General", 0.1 + 0.2, "0.3"),
        ("General", 1 / 3, "0.333333333"),
        ("General", -2, "-2"),
        ("General", 1234567.891234, "1234567.891"),
        ("General", 123456789012, "1.23457E+11"),
        ("General", 0.00001234, "1.234E-05"),
        ("", 0.5, "0.5"),
    ],
)
def test_a_number_is_shown_as_excel_shows_it(code, value, text):
    assert formatted(value, code) == text


def test_a_change_too_small_to_notice_has_no_label():
    code = Money.of([2e8], "KRW", "en").noticed(1_000_000)
    assert [formatted(value, code) for value in (2e6, 9e5, -9e5, -2e6)] == ["+2.0", "", "", "-2.0"]


def test_what_is_not_a_number_is_shown_too():
    assert shown(True, "", "ko") == "예"
    assert shown(False, "", "en") == "no"
    assert shown(None, "0", "en") == ""
    assert shown("0", "0.00", "en") == "0"
    assert shown(dt.date(2027, 4, 1), N["date"], "en") == "2027-04-01"
    assert shown(dt.date(2027, 4, 1), "", "en") == "2027-04-01"
    assert shown(3, "0.0", "en") == "3.0"


def test_what_a_solver_leaves_of_nothing_is_nothing() -> None:
    """A cost of -1e-10 is shown as none, not as -0."""
    assert shown(-9.97e-11, NUMBERS["n0"], "en") == shown(0.0, NUMBERS["n0"], "en") == "-"
