"""Where one stands: shares as limits count them, beside the baseline; indicators; paths."""

from dataclasses import replace

import pytest
from described import grid
from random_cases import random_case
from small_cases import OFFER_A, OFFER_B, make, need, years

from models.calendar import month_of
from models.case import (
    Arising,
    Baseline,
    Capacity,
    Case,
    Content,
    License,
    Limit,
    Material,
    Offer,
    OpenOrder,
    Origin,
    Process,
    Recipe,
    Settings,
    Stockpile,
    Supplier,
)
from models.check import measure
from models.critical import HOME, critical_elements, home_country
from models.futures.draw import planned_future
from planner.commands.plan_json import result
from planner.explain.path_words import path_sentence
from planner.explain.standing import Standings, paths, point_costs, scope_said
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.planning.make import plan_case
from planner.report.standing import standing_page
from planner.words import Language

DY = Material("dy", element="Dy", form="oxide", unit="kg", hs_code="2846.90", controlled=True)
MAGNET = Material("mag", element="NdPr", form="magnet", unit="kg", hs_code="8505.11")
INSIDE = (Content("mag", "NdPr", 0.3), Content("mag", "Dy", 0.03))
KR, JP = Supplier("K", country="KR"), Supplier("J", country="JP")
DY_KG = 0.03 * 1.1477
NDPR_KG = 0.3 * 1.1766


def magnets(*rows: object, settings: Settings | None = None) -> Case:
    """Each year 10 kg of Dy oxide from China at 100 and 1,000 kg of magnets from Japan at 50.

    The Dy in the magnets was separated in China.
    """
    case = make(
        DY, MAGNET, JP, KR,
        Offer("dy_a", "A", "dy", price=100), Offer("mag_j", "J", "mag", price=50),
        need(*[10.0] * 2, material="dy"), need(*[1000.0] * 2, material="mag"),
        settings=settings or years(2),
    )  # fmt: skip
    tables: dict[str, list[object]] = {"contents": list(INSIDE)}
    tables["origins"] = [Origin("J", "", "separated", "CN", 1.0, element="Dy")]
    names = {Baseline: "baseline", Limit: "limits", License: "licenses", OpenOrder: "open_orders",
             Offer: "offers", Stockpile: "stockpiles"}  # fmt: skip
    for row in rows:
        tables.setdefault(names[type(row)], []).append(row)
    together = {name: (*getattr(case, name), *found) for name, found in tables.items()}
    return replace(case, **together)


def shares(plan: Plan, scope: str, weight: str, stage: str, window: str = "2027") -> dict:
    return {
        line.name: line.share
        for line in plan.shares
        if (line.scope, line.weight, line.stage, line.window, line.what)
        == (scope, weight, stage, window, "country")
    }


def test_dysprosium_is_seen_in_the_magnets() -> None:
    """1,000 kg of magnets hold 34.431 kg of Dy oxide, 10 kg are bought as such."""
    plan = plan_case(magnets())
    inside = 1000 * DY_KG
    assert shares(plan, "contains=Dy", "reo", "direct") == pytest.approx(
        {"CN": 10 / (10 + inside), "JP": inside / (10 + inside)}
    )
    assert shares(plan, "contains=Dy", "reo", "separated") == pytest.approx({"CN": 1.0})
    assert shares(plan, "contains=Dy", "reo", "mined") == pytest.approx(
        {"CN": 10 / (10 + inside), "JP": inside / (10 + inside)}
    )
    assert shares(plan, "element=Dy", "value", "direct") == {"CN": 1.0}
    assert shares(plan, "contains=NdPr", "reo", "separated") == {"JP": 1.0}


def test_headings_and_all_by_money() -> None:
    """1,000 of 51,000 is spent on Dy, all of what is under 2846."""
    plan = plan_case(magnets())
    assert shares(plan, "*", "value", "direct") == pytest.approx({"CN": 1 / 51, "JP": 50 / 51})
    assert shares(plan, "hs=2846*", "value", "direct") == {"CN": 1.0}
    assert shares(plan, "hs=8505*", "quantity", "direct") == {"JP": 1.0}
    # By stage each offer's money counts by its oxide: of a magnet's 8.9% is Dy.
    part = DY_KG / (DY_KG + NDPR_KG)
    assert shares(plan, "*", "value", "separated")["CN"] == pytest.approx((1 + 50 * part) / 51)


def test_what_may_be_refused_counts_by_its_probability() -> None:
    """10 kg ordered under a license of 50% are 5; an open order of this year stands beside."""
    gate = License("gate", "CN", 0.5)
    plain = magnets(gate, settings=replace(years(2), counts_from=month_of(2026, 1)))
    offers = tuple(replace(o, license="gate" if o.offer == "dy_a" else "") for o in plain.offers)
    kr = Offer("dy_k", "K", "dy", price=400)
    open_order = OpenOrder("dy_k", month_of(2027, 1), 4.0, month_of(2026, 6), 300.0)
    case = replace(plain, offers=(*offers, kr), open_orders=(open_order,))
    plan = plan_case(case)
    ordered = sum(o.quantity for o in plan.orders if o.offer == "dy_a")
    home = sum(o.quantity for o in plan.orders if o.offer == "dy_k")
    horizon = shares(plan, "element=Dy", "quantity", "direct", "horizon")
    assert horizon["KR"] == pytest.approx((4 + home) / (4 + home + 0.5 * ordered))
    value = shares(plan, "element=Dy", "value", "direct", "horizon")
    korean = 4 * 300 + home * 400
    assert value["KR"] == pytest.approx(korean / (korean + 0.5 * ordered * 100))


@pytest.mark.parametrize("seed", range(60))
def test_shares_are_what_limits_measure(seed: int) -> None:
    """Every printed share is what a limit with its scope as ``among`` comes to in the audit."""
    case = random_case(seed)
    codes = ("2846.90", "2805.30", "8505.11", "")
    rows = [replace(m, hs_code=codes[i % 4]) for i, m in enumerate(case.materials)]
    case = replace(case, materials=tuple(rows))
    plan = plan_case(case)
    if plan.decisions is None:
        return
    lines = [x for x in plan.shares if x.what == "country" and not _material(x.scope, plan.case)]
    assert lines or not plan.orders
    for line in lines:
        among = "all" if line.scope == "*" else line.scope
        limit = Limit(
            "asked", "share", f"country={line.name}", among, stage=line.stage,
            weight="spend" if line.weight == "value" else line.weight,
            window="horizon" if line.window == "horizon" else "year", value=1.0,
            unit="kg" if line.weight == "quantity" else "",
        )  # fmt: skip
        asked = replace(plan.case, limits=(limit,))
        found = measure(asked, plan.decisions, planned_future(asked)).limits
        value = next(x.value for x in found if x.window.label == line.window)
        assert value == pytest.approx(line.share, rel=1e-9, abs=1e-12), line


def _material(scope: str, case: Case) -> bool:
    return scope in case.material


def test_supply_of_an_element() -> None:
    """Abroad and home, own scrap, stock drawn: reliance and days of cover by hand.

    Of 2027: 6 kg come from China, 3 from Korea, 2 from own scrap of 50% Dy, 4 from stock.
    """
    scrap = Material("scrap", element="Dy", form="scrap", unit="kg", reo=0.5)
    case = make(
        DY, scrap, KR,
        Offer("a", "A", "dy", price=1, max_total=6.0), Offer("k", "K", "dy", price=2),
        Process("recycle", max_per_period=4.0), Recipe("recycle", "scrap", -1.0),
        Recipe("recycle", "dy", 0.5),
        Stockpile("store", "dy", opening=10.0, closing_min=6.0),
        need(15.0, material="dy"),
        settings=years(1),
    )  # fmt: skip
    case = replace(case, arisings=(Arising("scrap", "", (4.0,)),))
    plan = plan_case(case)
    (line,) = [x for x in plan.supply if (x.scope, x.window) == ("contains=Dy", "2027")]
    amounts = (line.imported, line.home, line.recycled, line.drawn, line.left, line.needed)
    assert amounts == pytest.approx((6.0, 3.0, 2.0, 4.0, 6.0, 15.0))
    assert line.reliance == pytest.approx((6 + 4) / 15)
    assert line.cover == line.own_cover == pytest.approx(6 / 15 * 365.25)


def test_cover_with_and_without_the_governments_stock() -> None:
    """10 kg of the company and 20 of the government, 10 needed in the year."""
    case = make(
        DY, Offer("a", "A", "dy", price=1),
        Stockpile("own", "dy", opening=10.0, closing_min=10.0),
        Stockpile("state", "dy", owner="government", opening=20.0, release_price=9.0),
        need(10.0, material="dy"), settings=years(1),
    )  # fmt: skip
    (line,) = [x for x in plan_case(case).supply if x.window == "2027"]
    assert (line.left, line.public) == (30.0, 20.0)
    assert line.own_cover == pytest.approx(365.25)
    assert line.cover == pytest.approx(3 * 365.25)


def test_indicators_follow_from_shares() -> None:
    """HHI, effective sources and what is left without the largest, of two countries."""
    plan = plan_case(magnets())
    (line,) = [
        x
        for x in plan.concentration
        if (x.scope, x.weight, x.window, x.by, x.stage)
        == ("*", "value", "2027", "country", "direct")
    ]
    assert line.hhi == pytest.approx(1e4 * (1 + 2500) / 51**2)
    assert line.effective == pytest.approx(51**2 / 2501)
    assert (line.largest, line.share) == ("JP", pytest.approx(50 / 51))


def test_customs_count_what_is_imported() -> None:
    """What Korea sells itself is in the heading, not in the share that stands beside customs."""
    case = magnets(Offer("mag_k", "K", "mag", price=40, max_per_period=250.0))
    case = replace(case, baseline=(Baseline("8505.11", "CN", 0.899, 2024, source="press"),))
    plan = plan_case(case)
    assert home_country(case) == HOME == "KR"
    assert shares(plan, "hs=8505.11*", "quantity", "direct") == {"JP": 0.75, "KR": 0.25}
    assert shares(plan, "hs=8505.11*,country!=KR", "quantity", "direct") == {"JP": 1.0}
    found = {(s.scope, s.country): s for s in Standings(plan).foremost()}
    china = found["hs=8505.11*,country!=KR", "CN"]
    assert (china.latest.share, china.last) == (0.899, 0.0)
    assert found["hs=8505.11*,country!=KR", "JP"].last == 1.0


@pytest.mark.parametrize(
    ("basis", "weight", "scope"),
    [
        ("all", "value", "*"), ("ALL", "reo", "*"), ("2846", "value", "hs=2846*"),
        ("2846.90", "quantity", "hs=2846.90*"), ("284690", "quantity", "hs=2846.90*"),
        ("2846.90-0000", "value", "hs=2846.90.00.00*"), ("2846-2850", "value", ""),
        ("element:Dy", "reo", "contains=Dy"), ("element:dy", "value", "element=Dy"),
        ("element:Gd", "reo", ""), ("2805", "value", ""),
    ],
)  # fmt: skip
def test_a_baseline_finds_the_same_basis_in_the_plan(basis: str, weight, scope: str) -> None:
    row = Baseline(basis, "CN", 0.5, 2024, weight)
    case = magnets(row)
    tenth = replace(DY, hs_code="２８４６.90-0000")
    standings = Standings(plan_case(replace(case, materials=(tenth, MAGNET))))
    assert standings.scope_of(row) == scope
    assert standings.before(scope, weight, "CN") == ((row,) if scope else ())


def test_an_element_has_one_name_however_its_rows_write_it() -> None:
    """Dy in contents and DY in materials: headline and shares speak of the same element."""
    case = magnets()
    shouted = replace(case, materials=(replace(DY, element="DY"), MAGNET))
    told = {line.scope for line in plan_case(shouted).shares}
    assert [f"contains={name}" in told for name in critical_elements(shouted)] == [True]


PATH = Limit(
    "path", "share", "country=CN", "contains=Dy", weight="reo", window="year", value=0.25,
    from_=month_of(2027, 1), until=month_of(2028, 12), value_to=0.15,
)  # fmt: skip


def with_path(*rows: object) -> Case:
    """China's Dy may be a quarter in 2027 and 15% in 2028; Korea sells it at 300 instead of 100."""
    return magnets(PATH, Offer("dy_k", "K", "dy", price=300), *rows)


def test_a_path_is_one_row_by_year() -> None:
    """Its bound moves; a point of the 44.4 kg of Dy is 0.444 kg at 200 more each."""
    before = Baseline("element:Dy", "CN", 0.99, 2024, "reo", source="customs")
    plan = plan_case(with_path(before, Baseline("element:Dy", "CN", 0.8, 2023, "reo")))
    (path,) = paths(plan)
    assert [(x.window, x.bound) for x in path.lines] == [("2027", 0.25), ("2028", 0.15)]
    whole = 10 + 1000 * DY_KG
    first, second = path.lines
    assert first.value == pytest.approx(10 / whole)
    assert second.value == pytest.approx(0.15)
    assert point_costs(first) == 0.0
    assert point_costs(second) == pytest.approx(0.01 * whole * 200)
    assert path.latest == before


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "In 2024 it was 99% (by oxide equivalent). The bound goes from 25% in 2027 to 15% "
               "in 2028; the plan stands at 22.5% in 2027, 15% in 2028. One point tighter costs "
               "about 88.9 USD in 2028."),
        ("ko", "2024년에는 99%였습니다(산화물 환산량 기준). 한도는 2027년 25%에서 2028년 15%로 "
               "움직이고, 계획은 2027년 22.5%, 2028년 15%입니다. 1%p 더 조이는 비용은 대략 "
               "2028년 88.9달러입니다."),
    ],
)  # fmt: skip
def test_a_path_is_said(language: Language, said: str) -> None:
    plan = plan_case(with_path(Baseline("element:Dy", "CN", 0.99, 2024, "reo")))
    (path,) = paths(plan)
    assert path_sentence(path, Voice.of(plan.case, language)).endswith(said)


def test_a_point_may_cost_less_than_its_shadow_price() -> None:
    """Where supply outside China ends, demand goes unmet: 50 t of B allow 50 b / (1 - b) of A.

    Each t of A saves 90: at b = 50% 180 a point by the slope, from 50 to 48.04 t only 176.5.
    """
    short = Material("Nd", element="Nd", form="oxide", shortage_cost=100)
    limit = replace(PATH, among="all", weight="quantity", value=0.5, value_to=0.4)
    scarce = Capacity("B", "Nd", (50.0, 50.0))
    case = make(short, OFFER_A, OFFER_B, need(200, 200), scarce, limit, settings=years(2))
    plan = plan_case(case)
    tighter = plan_case(replace(case, limits=(replace(limit, value=0.49),)))
    (path,) = paths(plan)
    assert point_costs(path.lines[0]) == pytest.approx(180)
    assert tighter.objective - plan.objective == pytest.approx(90 * (50 - 50 * 0.49 / 0.51))


def test_a_point_is_free_only_with_a_point_of_headroom() -> None:
    """With less of it the shadow price is 0, but a whole point would cost something."""
    line = paths(plan_case(with_path()))[0].lines[0]
    assert line.dual == 0.0
    assert point_costs(replace(line, headroom=0.011)) == 0.0
    assert point_costs(replace(line, headroom=0.005)) is None


def test_limits_that_step_are_a_path_and_one_that_stays_is_none() -> None:
    """Two rows with their own bounds say the same as one with value_to."""
    first = replace(PATH, value_to=None, until=month_of(2027, 12))
    second = replace(PATH, limit="later", value=0.15, value_to=None, from_=month_of(2028, 1))
    korea = Offer("dy_k", "K", "dy", price=300)
    (path,) = paths(plan_case(magnets(first, second, korea)))
    assert [x.bound for x in path.lines] == [0.25, 0.15]
    assert paths(plan_case(magnets(replace(PATH, value_to=None), korea))) == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_shows_the_shares(language: Language) -> None:
    plan = plan_case(
        with_path(Baseline("8505", "JP", 0.1, 2024), Baseline("2846", "CN", 0.6, 2023))
    )
    page = standing_page(plan, Voice.of(plan.case, language))
    rows = {(r["basis"], r["country"]): r for r in grid(page, "against").records()}
    voice = Voice.of(plan.case, language)
    heading = scope_said("hs=2846*,country!=KR", voice)
    china = next(r for (b, c), r in rows.items() if b.startswith(heading) and r["since"] == "2023")
    assert china["before"] == 0.6
    assert china["2027"] == 1.0
    assert [r["share"] for r in grid(page, "paths").records()] == pytest.approx(
        [0.2250, 0.15], abs=1e-3
    )


def test_json_tells_where_one_stands() -> None:
    """Shares, concentration and supply with selectors that can be typed, beside the baseline."""
    row = Baseline("2846", "CN", 0.6, 2023, source="KIEP")
    found = result(plan_case(magnets(row)), "en")["standing"]
    assert found["before"] == [
        {"basis": "2846", "country": "CN", "share": 0.6, "year": 2023, "weight": "value",
         "source": "KIEP"}
    ]  # fmt: skip
    assert {
        "scope": "all", "weight": "value", "window": "2027", "stage": "direct", "name": "CN",
        "amount": 1000.0, "unit": "USD", "share": pytest.approx(1 / 51),
    } in found["shares"]  # fmt: skip
    assert {x["scope"] for x in found["supply"]} == {"contains=Dy"}
    assert all(x["reliance"] == 1.0 for x in found["supply"])


def test_a_baseline_that_tells_of_home_is_of_the_whole_market() -> None:
    """Korea 60% and China 40% of all magnets: beside what is bought at home and abroad together."""
    case = magnets(Offer("mag_k", "K", "mag", price=40, max_per_period=250.0))
    before = (Baseline("8505", "KR", 0.6, 2024), Baseline("8505", "CN", 0.4, 2024))
    standings = Standings(plan_case(replace(case, baseline=before)))
    assert {standings.scope_of(row) for row in before} == {"hs=8505*"}
    china = next(s for s in standings.foremost() if s.before)
    assert (china.scope, china.country, china.last) == ("hs=8505*", "CN", 0.0)
    imports = replace(case, baseline=before[1:])
    assert Standings(plan_case(imports)).scope_of(before[1]) == "hs=8505*,country!=KR"


def test_the_target_is_held_against_what_it_is_set_for() -> None:
    """Sm is none of it; a country below it does not meet it while another lies above."""
    sm = Material("sm", element="Sm", form="oxide", unit="kg", hs_code="2846", controlled=True)
    case = magnets()
    case = replace(
        case,
        materials=(*case.materials, sm),
        offers=(*case.offers, Offer("sm", "A", "sm", price=1)),
        demand=(*case.demand, need(1, 1, material="sm")),
        baseline=(Baseline("8505", "CN", 0.9, 2024),),
    )
    plan = plan_case(case)
    page = standing_page(plan, Voice.of(plan.case, "en"))
    rows = {(r["basis"], r["country"]): r["gap"] for r in grid(page, "against").records()}
    assert rows["Sm, magnets included, by oxide equivalent", "China"] == ""
    assert rows["HS 8505 permanent magnets, by value", "China"] == "Japan above"
    assert rows["HS 8505 permanent magnets, by value", "Japan"] == "50 points"
