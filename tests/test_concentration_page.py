"""The page of concentration: limits with their room, shares by country and year, indices."""

import dataclasses

import pytest
from described import grid
from sample_case import VOICES
from sample_plan import sample_plan

from planner.outcomes.plan import LimitLine, Plan
from planner.page.conditions import Says
from planner.report.concentration import concentration_page

PLAN = sample_plan()
ONE = PLAN.limits[0]


def with_limits(*lines: LimitLine) -> Plan:
    return dataclasses.replace(PLAN, limits=lines)


def test_limits_equal_the_lines() -> None:
    """Every limit and window stands with its bound, value and headroom."""
    rows = grid(concentration_page(PLAN, VOICES["en"]), "limits").records()
    found = {(row["limit"], row["bound"], row["value"], row["headroom"]) for row in rows}
    assert len(rows) == len(PLAN.limits)
    assert found == {(x.limit, x.bound, x.value, x.headroom) for x in PLAN.limits}


@pytest.mark.parametrize(
    ("change", "state", "look"),
    [
        ({"headroom": -0.1, "binding": True}, "exceeded", "bad"),
        ({"headroom": 1e-12, "binding": True}, "limit reached", "bad"),
        ({"headroom": 0.01, "binding": False}, "near", "near"),
        ({"headroom": 0.3, "binding": False}, "within", "good"),
        ({"value": None, "headroom": None, "binding": False}, "nothing bought", ""),
    ],
)
def test_a_limit_says_how_it_stands(change: dict[str, object], state: str, look: str) -> None:
    """Its state follows from the room left, and has a colour; a binding limit has no room."""
    line = dataclasses.replace(ONE, bound=0.5, **change)  # type: ignore[arg-type]
    limits = grid(concentration_page(with_limits(line), VOICES["en"]), "limits")
    (row,) = limits.records()
    assert row["state"] == state
    assert row["headroom"] == (0.0 if state == "limit reached" else change["headroom"])
    rules = limits.columns[limits.column("state")].conditions
    assert [one.look for one in rules if isinstance(one, Says) and one.text == state] == (
        [look] if look else []
    )


def test_numbers_are_said_as_they_are_measured() -> None:
    """A share is a percentage, an index a whole number."""
    shown = grid(concentration_page(PLAN, VOICES["en"]), "limits")
    formats = {
        cells[0].value: {cells[shown.column(key)].format for key in ("bound", "value", "headroom")}
        for cells in shown.cells()
    }
    assert formats["cn_cap"] == {"percent"}
    assert formats["hhi_country"] == {"n0"}


def test_the_urgent_stand_first() -> None:
    """Limits that are exceeded or binding stand before those with room."""
    rows = grid(concentration_page(PLAN, VOICES["en"]), "limits").records()
    order = ["exceeded", "limit reached", "near", "within", "nothing bought"]
    places = [order.index(str(row["state"])) for row in rows]
    assert places == sorted(places)


def test_a_limit_of_many_windows_is_one_line() -> None:
    """Seven months are one line: the worst month, with the penalties of all; six stand alone."""
    months = [
        dataclasses.replace(
            ONE, window=f"2027-{m:02}", headroom=0.1 * m, penalty=2.0, binding=False
        )
        for m in range(1, 8)
    ]
    (row,) = grid(concentration_page(with_limits(*months), VOICES["en"]), "limits").records()
    assert row["window"] == "2027-01 (worst of 7)"
    assert (row["headroom"], row["penalty"]) == (pytest.approx(0.1), 14.0)
    six = concentration_page(with_limits(*months[:6]), VOICES["en"])
    assert len(grid(six, "limits").rows) == 6


def test_indices_are_all_there() -> None:
    """Every index of all that is spent, and of each material, stands once."""
    rows = grid(concentration_page(PLAN, VOICES["en"]), "hhi").records()
    shown = [value for row in rows for key, value in row.items() if " " in key]
    found = sorted(one for one in shown if isinstance(one, float))
    assert found == sorted(
        line.hhi for line in PLAN.concentration if (line.scope, line.weight) != ("*", "reo")
    )


def test_shares_of_a_material_are_the_plans() -> None:
    """Each material and stage with the shares of the largest countries."""
    shown = grid(concentration_page(PLAN, VOICES["en"]), "materials")
    shares = {
        (line.scope, line.stage, line.name): line.share
        for line in PLAN.shares
        if (line.what, line.window) == ("country", "horizon") and line.scope != "*"
    }
    assert set(shown.rows) == {key[:2] for key in shares}
    codes = [column.key for column in shown.columns[2:]]
    assert len(codes) == 7
    for node, row in zip(shown.rows, shown.records(), strict=True):
        assert [row[code] for code in codes] == [shares.get((*node, code), 0.0) for code in codes]
