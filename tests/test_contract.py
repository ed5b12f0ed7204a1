"""The contract of the case workbook, sentence by sentence: plain sheets in, numbers by hand out."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from planner.commands.plan_json import result
from planner.planning import plan_case
from planner.workbook.read import read

Sheets = dict[str, list[list[Any]]]
OFFER = ["offer", "supplier", "material", "price"]
TWO = [OFFER, ["a", "A", "Nd", 10], ["b", "B", "Nd", 12]]
LIMIT = ["limit", "measure", "of", "window", "sense", "value"]


def case(periods: int = 2, settings: dict[str, Any] | None = None, **sheets: Any) -> Sheets:
    """100 t of Nd a period, from A (China) at 10 or B (Australia) at 12, with other sheets."""
    wanted = {"start": "2027-01", "periods": periods} | (settings or {})
    usual: Sheets = {
        "settings": [["key", "value"], *([key, value] for key, value in wanted.items())],
        "materials": [["material"], ["Nd"]],
        "suppliers": [["supplier", "country"], ["A", "CN"], ["B", "AU"], ["C", "US"]],
        "offers": TWO,
        "demand": [["material", "each"], ["Nd", 100]],
    }
    return usual | sheets


def written(folder: Path, sheets: Sheets) -> Path:
    """The sheets as a workbook."""
    book = openpyxl.Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(folder / "case.xlsx")
    return folder / "case.xlsx"


@pytest.fixture
def plan(tmp_path: Path) -> Any:
    """Write sheets as a workbook, read it back, plan it: the machine-readable result."""

    def planned(sheets: Sheets, engine: str = "highs") -> dict[str, Any]:
        reading = read(written(tmp_path, sheets))
        assert reading.case is not None, reading.errors
        answer = result(plan_case(reading.case, engine), "en")
        assert answer["check"] is None or answer["check"]["passed"], answer["check"]
        return answer

    return planned


def ordered(answer: dict[str, Any]) -> dict[tuple[str, str], float]:
    """Quantity by offer and period."""
    return {(o["offer"], o["period"]): o["quantity"] for o in answer["orders"]}


@pytest.mark.parametrize("per_run", [100, 1e5])
@pytest.mark.parametrize("moq", [1, 30])
def test_minimum_orders_do_not_bound_what_recipes_need(
    plan: Any, per_run: float, moq: float
) -> None:
    """One t of magnet may take any number of kg of oxide, and the oxide a minimum order."""
    sheets = case(
        1,
        materials=[["material", "unit"], ["magnet", "t"], ["oxide", "kg"]],
        offers=[[*OFFER, "moq"], ["a", "A", "oxide", 2, moq]],
        demand=[["material", "each"], ["magnet", 1]],
        processes=[["process"], ["make"]],
        recipes=[["process", "material", "per_run"], ["make", "oxide", -per_run],
                 ["make", "magnet", 1]],
    )  # fmt: skip
    assert plan(sheets)["objective"] == pytest.approx(2 * per_run)


def test_minimum_orders_do_not_bound_what_cover_needs(plan: Any) -> None:
    """A stock for 60 periods of a plan of one is bought whole."""
    sheets = case(
        1,
        offers=[[*OFFER, "moq"], ["a", "A", "Nd", 10, 5]],
        stockpiles=[["stockpile", "material", "cover_min"], ["k", "Nd", 60]],
    )
    assert plan(sheets)["objective"] == pytest.approx(61_000)


@pytest.mark.parametrize(("weight", "value", "spent"), [("spend", 900, 900), ("quantity", 95, 950)])
def test_minimum_orders_do_not_bound_what_a_minimum_amount_needs(
    plan: Any, weight: str, value: float, spent: float
) -> None:
    """Scrap that nobody needs is bought at 10 where A must be paid 900, or sell 95 t."""
    sheets = case(
        1,
        materials=[["material", "form"], ["Nd", None], ["scrap", "scrap"]],
        offers=[[*OFFER, "order_cost"], ["a", "A", "Nd", 1000, 100], ["s", "A", "scrap", 10, 10],
                ["n", "B", "Nd", 0.01, None]],
        demand=[["material", "each"], ["Nd", 1]],
        limits=[[*LIMIT, "weight"], ["x", "amount", "supplier=A", None, "min", value, weight]],
    )  # fmt: skip
    assert plan(sheets)["objective"] == pytest.approx(spent + 10 + 0.01)


def test_minimum_orders_do_not_hide_an_unbounded_case(plan: Any) -> None:
    """Buying at 10 what is credited with 99 has no end, with a minimum order too."""
    sheets = case(
        1,
        offers=[[*OFFER, "moq"], ["a", "A", "Nd", 10, 5]],
        stockpiles=[["stockpile", "material", "end_value"], ["k", "Nd", 99]],
    )
    answer = plan(sheets)
    assert (answer["status"], answer["objective"]) == ("unbounded", None)


def test_a_truly_infeasible_minimum_order_stays_infeasible(plan: Any) -> None:
    """Nothing can be stored or thrown away: 100 cannot be had from orders of 150."""
    answer = plan(case(1, offers=[[*OFFER, "moq"], ["a", "A", "Nd", 10, 150]]))
    assert answer["status"] == "infeasible"
    assert answer["conflicts"]


@pytest.mark.parametrize("names", [("m1", "m2"), ("m2", "m1")])
@pytest.mark.parametrize("dear", [5e9, 1e12])
def test_cheap_units_beside_dear_ones_are_bought_at_least_cost(
    plan: Any, names: tuple[str, str], dear: float
) -> None:
    """Many pieces at 300 won beside tonnes at billions: the offer at 310 is not as good."""
    metals = [f"S{i}" for i in range(12)]
    cheap, dearer = names
    sheets = case(
        3,
        {"currency": "KRW"},
        materials=[["material", "unit"], *([m, "t"] for m in metals), ["magnet", "pcs"]],
        offers=[OFFER, *([f"s{m}", "A", m, dear] for m in metals),
                [cheap, "A", "magnet", 300], [dearer, "B", "magnet", 310]],
        demand=[["material", "each"], *([m, 0.5] for m in metals), ["magnet", dear / 50]],
    )  # fmt: skip
    answer = plan(sheets)
    assert answer["objective"] == pytest.approx(3 * (6 * dear + 6 * dear), rel=1e-9)
    assert (dearer, "2027-01") not in ordered(answer)


def test_a_small_order_beside_a_huge_one_is_told(plan: Any) -> None:
    """Half a tenth of a tonne is no rounding because a billion pieces are bought too."""
    sheets = case(
        1,
        materials=[["material", "unit", "shortage_cost"], ["Sc", "t", 1e12], ["magnet", "pcs", 9]],
        offers=[[*OFFER, "max_per_period"], ["s", "A", "Sc", 1e9, 0.03], ["m", "A", "magnet", 3]],
        demand=[["material", "each"], ["Sc", 0.05], ["magnet", 1e9]],
    )
    answer = plan(sheets)
    assert ordered(answer)["s", "2027-01"] == pytest.approx(0.03)
    assert [row["quantity"] for row in answer["shortages"]] == [pytest.approx(0.02)]
    assert sum(o["cost"] for o in answer["orders"]) == pytest.approx(answer["cost"]["purchase"])


@pytest.mark.parametrize("size", [1e-9, 1.0, 1e9])
def test_integers_do_not_depend_on_the_unit(plan: Any, size: float) -> None:
    """Two lots of 20 less than 90, and B beyond 50 at 3: 50 x 12 + 40 x 3 each period."""
    sheets = case(
        offers=[[*OFFER, "lot"], ["a", "A", "Nd", 10 / size, 20 * size],
                ["b", "B", "Nd", 12 / size, None]],
        tiers=[["offer", "from_quantity", "price"], ["b", 50 * size, 3 / size]],
        demand=[["material", "each"], ["Nd", 90 * size]],
    )  # fmt: skip
    assert plan(sheets)["objective"] == pytest.approx(1440)


def test_take_or_pay_of_part_years_within_validity(plan: Any) -> None:
    """800 a year: two of four quarters of 2027 and of 2028, short in each year's last quarter.

    A is at 45 and 30 in 2027 (path 60 in Q4) and 22.5 in 2028, B at 1; what is taken of A saves the
    shortfall's price, so A is taken in Q4 and in both quarters of 2028.
    """
    sheets = case(
        4,
        {"start": "2027-07", "period": "quarter", "discount_rate": 0.08},
        offers=[[*OFFER, "contract_per_year", "take_or_pay", "currency"],
                ["a", "A", "Nd", 90, 1000, "80%", "CNY"], ["b", "B", "Nd", 1]],
        prices=[["offer", "2027-Q4"], ["a", 60]],
        fx=[["currency", "2027", "2028"], ["CNY", 0.5, 0.25]],
    )  # fmt: skip
    answer, worth = plan(sheets), [1.08 ** (-t / 4) for t in range(4)]
    assert set(ordered(answer)) == {
        ("b", "2027-Q3"), ("a", "2027-Q4"), ("a", "2028-Q1"), ("a", "2028-Q2"),
    }  # fmt: skip
    unmet = 300 * 30 * worth[1] + 200 * 22.5 * worth[3]
    assert answer["cost"]["take_or_pay"] == pytest.approx(unmet)
    bought = 100 * worth[0] + 3000 * worth[1] + 2250 * (worth[2] + worth[3])
    assert answer["cost"]["purchase"] == pytest.approx(bought)


@pytest.mark.parametrize(
    ("window", "duals"),
    [
        ("horizon", {"horizon": -720}),
        ("year", {"2027": -600, "2028": -120}),
        ("period", {"2027-11": -200, "2027-12": -400, "2028-01": -100, "2028-02": -20}),
        ("rolling:9", {"2027-11..2028-02": -720}),
    ],
)
def test_share_duals_are_money_per_unit_of_share(
    plan: Any, window: str, duals: dict[str, float]
) -> None:
    """One more of the share moves the window's whole amount from B at 12 to A at 10."""
    sheets = case(
        4,
        {"start": "2027-11"},
        demand=[["material", "2027-11", "2027-12", "2028-01", "2028-02"], ["Nd", 100, 200, 50, 10]],
        stockpiles=[["stockpile", "material"], ["k", "Nd"]],
        limits=[LIMIT, ["x", "share", "country=CN", window, "max", "50%"]],
    )
    answer = plan(sheets)
    assert answer["objective"] == pytest.approx(360 * 11)
    assert {x["window"]: x["dual"] for x in answer["limits"]} == pytest.approx(duals)


@pytest.mark.parametrize(
    ("of", "stage", "sense", "share"),
    [
        ("country=CN", "mined", "max", 0.6),
        ("country=CN|MM", "mined", "max", 1.0),
        ("country!=CN", "mined", "max", 0.4),
        ("country=MM", "any", "max", 0.4),
        ("country=CN", "any", "min", 0.6),
        ("country=CN,country=MM", "mined", "max", 0.0),
        ("offer=A*", "magnet", "max", 1.0),
    ],
)
def test_countries_under_a_stage_take_offers_by_their_share(
    plan: Any, of: str, stage: str, sense: str, share: float
) -> None:
    """A's ore is 60% Chinese and 40% from Myanmar; the other stages are its own country's."""
    sheets = case(
        1,
        offers=TWO[:2],
        origins=[["supplier", "material", "stage", "country", "share"],
                 ["A", "Nd", "mined", "MM", 0.4], ["A", "Nd", "mined", "CN", 0.6]],
        limits=[[*LIMIT, "stage"],
                ["x", "share", of, None, sense, 1 if sense == "max" else 0, stage]],
    )  # fmt: skip
    assert plan(sheets)["limits"][0]["value"] == pytest.approx(share)


def test_demand_duals_count_the_cover_that_demand_asks_for(plan: Any) -> None:
    """One more t of the last period: itself, 1.5 in one stockpile and 1 in the other, at 10."""
    piles = [["stockpile", "material", "cover_target", "cover_cost", "cover_min"]]
    piles += [["k1", "Nd", 1.5, 11, 1], ["k2", "Nd", None, None, 1]]
    answer = plan(case(1, stockpiles=piles))
    assert ordered(answer) == {("a", "2027-01"): pytest.approx(350)}
    assert answer["demand"][0]["dual"] == pytest.approx(35)


def test_cover_looks_at_demand_beyond_the_plan(plan: Any) -> None:
    """2.5 periods: 100 + 60 + half of a repeated 100 in January, 60 + 100 + half of 40 next."""
    sheets = case(
        demand=[["material", "2027-01", "2027-02", "2027-03", "2027-05"], ["Nd", 100, 100, 60, 40]],
        stockpiles=[["stockpile", "material", "cover_min"], ["k", "Nd", 2.5]],
    )
    assert [s["quantity"] for s in plan(sheets)["stock"]] == pytest.approx([210, 180])


def test_routes_of_several_materials_in_one_unit(plan: Any) -> None:
    """50 t a period: 3 t of Dy, which has no other way, and 47 t of Nd, which saves 0.4 a kg."""
    sheets = case(
        materials=[["material", "unit", "price_per"], ["Nd", "t", "kg"], ["Dy", "kg", "t"]],
        offers=[[*OFFER, "to"], ["a", "A", "Nd", 10, "X"], ["d", "A", "Dy", 1000, "X"],
                ["b", "B", "Nd", 10.5, "Y"]],
        demand=[["material", "location", "each"], ["Nd", "Y", 100], ["Dy", "Y", 3000]],
        routes=[["from", "to", "cost", "max_per_period", "unit"], ["X", "Y", 0.1, 50, "t"]],
    )  # fmt: skip
    by_route, direct = 3 * 1000.1 + 47_000 * 10.1, 53_000 * 10.5
    assert plan(sheets)["objective"] == pytest.approx(2 * (by_route + direct))


@pytest.mark.parametrize(("by", "value"), [("supplier", 4000), ("group", 6000), ("country", 5000)])
def test_hhi_duals_are_money_per_point(plan: Any, by: str, value: float) -> None:
    """The dual of an HHI limit is what one point more saves; the bound is met to 0.01 point."""
    sheets = case(
        1,
        suppliers=[["supplier", "country", "group"], ["A", "CN", None], ["B", "AU", "g"],
                   ["C", "US", "g"]],
        offers=[*TWO, ["c", "C", "Nd", 15]],
        limits=[["limit", "measure", "by", "sense", "value"], ["x", "hhi", by, "max", value]],
    )  # fmt: skip
    now = plan(sheets)
    sheets["limits"][1][-1] = value + 1
    (limit,) = now["limits"]
    assert limit["value"] == pytest.approx(value, abs=0.01)
    assert limit["dual"] == pytest.approx(plan(sheets)["objective"] - now["objective"], rel=5e-3)


def test_policy_limits_give_way_before_facts(plan: Any) -> None:
    """40 t from Australia are a fact, so the cap of 30 t on China must rise by 30."""
    sheets = case(
        1,
        limits=[[*LIMIT, "basis"], ["cap", "amount", "country=CN", None, "max", 30, None],
                ["mine", "amount", "country=AU", None, "max", 40, "fact"]],
    )  # fmt: skip
    answer = plan(sheets)
    first = answer["conflicts"][0]
    assert answer["status"] == "infeasible"
    assert (first["subject"], first["policy"], first["relax"]) == ("cap", True, pytest.approx(30))
    assert answer["cost"] is None
    assert answer["orders"] == answer["demand"] == answer["limits"] == []


def test_facts_give_way_by_no_more_than_needed(plan: Any) -> None:
    """A sells 70 of the 100 needed: 30 are missing, not a rounding's worth more."""
    answer = plan(case(1, offers=[[*OFFER, "max_per_period"], ["a", "A", "Nd", 10, 70]]))
    first = answer["conflicts"][0]
    assert (first["kind"], first["subject"]) == ("offer_max", "a")
    assert first["relax"] == pytest.approx(30, rel=1e-9)


def test_an_empty_window_of_a_cone_is_not_cut_for_ever(plan: Any) -> None:
    """Lots bring rounding into a year in which nothing is bought; its HHI holds all the same."""
    sheets = case(
        2,
        {"period": "year"},
        offers=[[*OFFER, "lot", "until"], ["a", "A", "Nd", 10, 0.1, "2027-12"],
                ["b", "B", "Nd", 12, 0.1, "2027-12"]],
        stockpiles=[["stockpile", "material"], ["k", "Nd"]],
        limits=[["limit", "measure", "by", "window", "sense", "value"],
                ["x", "hhi", "supplier", "year", "max", 5800]],
    )  # fmt: skip
    answer = plan(sheets)
    assert answer["objective"] == pytest.approx(140 * 10 + 60 * 12)
    assert {x["window"]: x["value"] for x in answer["limits"]}["2028"] is None


def test_blank_months_of_a_price_in_other_money(plan: Any) -> None:
    """Won in January, then A's own 10 dollars twice: (15,000 x 0.001 + 10 + 10) / 3 a t.

    In the second quarter the won is worth half as much; May alone is filled.
    """
    sheets = case(
        2,
        {"period": "quarter"},
        offers=TWO[:2],
        prices=[["offer", "currency", "2027-01", "2027-05"], ["a", "KRW", 15_000, 15_000]],
        fx=[["currency", "2027-Q1", "2027-Q2"], ["KRW", 0.001, 0.0005]],
    )
    answer = plan(sheets)
    assert [o["cost"] for o in answer["orders"]] == pytest.approx([3500 / 3, 2750 / 3])


def test_a_delay_of_days_without_its_spread_is_certain(tmp_path: Path) -> None:
    """days_p50 alone is read (0 stays 0) with a warning, days_p90 alone is not."""
    licenses = [["license", "country", "days_p50", "days_p90"], ["q", "CN", 0, None]]
    reading = read(written(tmp_path, case(licenses=licenses)))
    assert reading.case is not None
    assert (reading.case.licenses[0].days_p50, reading.case.licenses[0].days_p90) == (0.0, None)
    assert "W635" in {fault.code for fault in reading.faults}
    licenses[1][2:] = [None, 0]
    assert {e.code for e in read(written(tmp_path, case(licenses=licenses))).errors} == {"E633"}


def test_demand_of_nothing_has_no_price(plan: Any) -> None:
    """Where nothing is needed the cost of one more is not known: it may stay unmet, for 50."""
    sheets = case(
        2,
        materials=[["material", "shortage_cost"], ["Nd", 50]],
        demand=[["material", "2027-01", "2027-02"], ["Nd", 100, 0]],
    )
    first, second = plan(sheets)["demand"]
    assert first["dual"] == pytest.approx(10)
    assert (second["quantity"], second["dual"]) == (0, None)
