"""A sentence about one unit more holds upward, else it speaks of one unit less."""

import pytest
from sample_case import VOICES
from workbooks import write_workbook

from planner.explain import figures
from planner.explain.sentences import limit_saving, shadow_sentence
from planner.explain.sides import holds, limit_saves
from planner.explain.voice import Voice
from planner.outcomes.plan import LimitLine, Plan, ShadowPrice
from planner.planning import plan_case
from planner.workbook.read import read


def price(change: float, low: float | None, high: float | None) -> ShadowPrice:
    """A capacity of 10 whose price holds between two values."""
    return ShadowPrice("capacity", "s", "2027", change, "t", 10.0, low, high, degenerate=False)


@pytest.mark.parametrize(
    "ends, want",
    [
        ((None, None), (True, True)),
        ((4.0, 10.0), (True, False)),
        ((10.0, 12.0), (False, True)),
        ((10.0, 10.0), (False, False)),
        ((4.0, 10.0 + 1e-12), (True, False)),
    ],
)
def test_a_price_holds_where_its_range_reaches(
    ends: tuple[float | None, float | None], want: tuple[bool, bool]
) -> None:
    """Below the bound, above it; rounding opens no side."""
    assert holds(10.0, *ends) == want


def limit_line(dual: float, ends: tuple[float, float]) -> LimitLine:
    """A share limit at 50%."""
    return LimitLine(
        *("china", "share", "2027", "max" if dual < 0 else "min", "hard", ""),
        value=0.5,
        bound=0.5,
        headroom=0.0,
        binding=True,
        dual=dual,
        dual_range=ends,
        penalty=0.0,
        makers=(),
    )


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Need 10: `a` at 1 has just 10, `b` at 5 is dearer."""
    path = tmp_path_factory.mktemp("sides") / "case.xlsx"
    write_workbook(
        path,
        {
            "settings": [["key", "value"], ["start", "2027"], ["periods", 1], ["period", "year"]],
            "materials": [["material"], ["x"]],
            "suppliers": [["supplier", "country"], ["s", "AU"], ["r", "US"]],
            "offers": [
                ["offer", "supplier", "material", "price"],
                ["a", "s", "x", 1],
                ["b", "r", "x", 5],
            ],
            "capacity": [["supplier", "material", "2027"], ["s", "x", 10]],
            "demand": [["material", "2027"], ["x", 10]],
        },
    )
    reading = read(path)
    assert reading.case is not None
    return plan_case(reading.case)


def test_what_is_said_of_a_capacity_is_what_happens(plan: Plan) -> None:
    """With 10 needed and 10 at hand one more saves nothing, one less costs 4 000: said so."""
    voice = Voice.of(plan.case, "en")
    mine = [p for p in plan.shadow_prices if p.kind == "capacity" and p.change]
    for one in mine:
        said = shadow_sentence(one, voice)
        less, more = holds(one.bound, one.low, one.high)
        assert ("less" in said) == (less and not more)
        assert ("saves" in said) == (one.change < 0 and more)
    assert [p for p in figures.levers(plan) if p.kind == "capacity"] == []


def test_a_downward_price_speaks_of_one_less() -> None:
    """It costs what one more would have saved, were there any use for it."""
    voice = VOICES["en"]
    assert "One t less" in shadow_sentence(price(-4.0, 2.0, 10.0), voice)
    assert "costs 4 USD" in shadow_sentence(price(-4.0, 2.0, 10.0), voice)
    assert "One more t" in shadow_sentence(price(-4.0, 10.0, 12.0), voice)
    assert "saves 4 USD" in shadow_sentence(price(-4.0, 10.0, 12.0), voice)


@pytest.mark.parametrize("dual, ends, saves", [
    (-100.0, (0.4, 0.5), False),
    (-100.0, (0.5, 0.6), True),
    (100.0, (0.4, 0.5), True),
    (100.0, (0.5, 0.6), False),
    (0.0, (0.4, 0.6), False),
])  # fmt: skip
def test_a_limit_saves_where_it_is_looser(
    dual: float, ends: tuple[float, float], saves: bool
) -> None:
    """A maximum upward, a minimum downward; else nothing is promised."""
    line = limit_line(dual, ends)
    assert limit_saves(line) is saves
    assert bool(limit_saving(line, VOICES["en"])) is saves
    assert (figures.step_saves(line) > 0) is saves
