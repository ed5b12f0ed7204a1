"""The page of the Korean case figure by figure: every one it prints is what the program finds.

``PLANNER_PAGES=write`` before pytest writes them anew (see ``told``); the words are for a reader.
"""

import json
from collections import Counter
from dataclasses import replace
from fnmatch import fnmatch

import pytest
from told import WRITES, Page

from models.allocate import allocate
from models.case import Case, Limit
from models.edit import edited
from planner.api import change, plan_case, read_case
from planner.commands.template import shipped_case
from planner.data import examples_folder
from planner.outcomes.plan import Plan
from planner.study.points.phrases import known_of, scenarios_of
from planner.study.points.solvers import here
from planner.study.scenarios.solve import study_scenarios

FOLDER = examples_folder() / "korea-2027"
PAGE = Page(FOLDER / "README.md")
YEARS = ("2027", "2028", "2029")
MILLION = 1e6
MILLIONTH = 1e-6
CHINA_LIMITS = "cnshare_*|y_share"
RULES = {
    "Dy": "cnshare_dy*",
    "high-coercivity magnets": "cnshare_uh",
    "yttrium": "y_share",
    "the look-through on NdPr": "cnshare_look",
    "Tb": "cnshare_tb",
}
"""What the page calls a rule, and its rows of the sheet limits."""


def without(case: Case, limits: str) -> Case:
    """The case in which no share breaks these limits; what they measure is still told."""
    return capped(case, limits, 1.0)


def capped(case: Case, limits: str, share: float) -> Case:
    """The case in which these limits hold one share in all years."""
    names = limits.split("|")
    rows = (
        replace(row, value=share, value_to=None)
        if any(fnmatch(row.limit, x) for x in names)
        else row
        for row in case.limits
    )
    return replace(case, limits=tuple(rows))


def measured(plan: Plan, limit: str) -> list[float]:
    """What a limit comes to in each year, in the limit's own measure."""
    found = {x.window: x.value for x in plan.limits if x.limit == limit}
    return [value for year in YEARS if (value := found[year]) is not None]


def percent(plan: Plan, limit: str) -> list[float]:
    return [100 * value for value in measured(plan, limit)]


def in_oxide_and_metal_only(case: Case, cap: float | None = None) -> Case:
    """The case whose limits on Dy do not see what is in magnets; ``cap``: their new value.

    ``seen_dy``: a limit without force, of Dy wherever it sits.
    """
    rows: list[Limit] = []
    for limit in case.limits:
        if limit.limit not in ("cnshare_dy", "cnshare_dy_any"):
            rows.append(limit)
            continue
        if limit.stage != "separated":
            rows.append(replace(limit, among="element=Dy"))
            continue
        held = limit if cap is None else replace(limit, value=cap, value_to=None)
        rows.append(replace(held, among="element=Dy", stage="direct"))
        rows.append(replace(limit, limit="seen_dy", value=1.0, value_to=None))
    return replace(case, limits=tuple(rows))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    path = tmp_path_factory.mktemp("korea") / "case.xlsx"
    shipped_case("korea-2027", path, None, overwrite=False)
    return read_case(path)


@pytest.fixture(scope="module")
def base(case: Case) -> Plan:
    return plan_case(case)


def cost(case: Case) -> float:
    """Least cost in million."""
    found = allocate(case.in_order()).objective
    assert found is not None
    return found / MILLION


def unmet(plan: Plan) -> float:
    return sum(line.quantity for line in plan.shortages)


def runs(plan: Plan, process: str, year: str) -> float:
    return sum(x.runs for x in plan.processing if x.process == process and x.period[:4] == year)


def ordered(plan: Plan, supplier: str) -> float:
    """What is ordered of suppliers whose id ends so, in the unit of the material."""
    return sum(line.quantity for line in plan.orders if line.supplier.endswith(supplier))


def test_the_cost(base: Plan) -> None:
    """In both languages, and what the example is expected to cost."""
    assert base.objective is not None
    million = round(base.objective / MILLION, 1)
    PAGE.says("cost **# million USD**", [million])
    PAGE.says("총비용은 #억 #만 달러", divmod(round(million * 100), 10_000))
    sellers = {line.supplier for line in base.orders if line.quantity > MILLIONTH}
    PAGE.says("no shortage, # suppliers used", [len(sellers)])
    least = min(line.cost for line in base.orders if line.quantity > MILLIONTH)
    PAGE.says("smallest order is worth # thousand USD", [least / 1e3])
    path = FOLDER / "expected.json"
    wanted = json.loads(path.read_text(encoding="utf-8"))
    if WRITES:
        wanted["objective"] = round(base.objective)
        path.write_text(json.dumps(wanted, indent=2) + "\n", encoding="utf-8")
    assert base.objective == pytest.approx(wanted["objective"], rel=1e-6)


def test_the_table_of_shares(base: Plan) -> None:
    """Shares, what a point of them is worth, the own line and the HHI, year by year."""
    for begins, limit in (
        ("of NdPr, by the seller's country", "cnshare_direct"),
        ("of NdPr, by who separated it", "cnshare_look"),
        ("of Dy, by who separated it", "cnshare_dy"),
        ("of Dy, at the worst of the four stages", "cnshare_dy_any"),
        ("of Tb, by who separated it", "cnshare_tb"),
    ):
        PAGE.row(begins, percent(base, limit))
        bounds = {x.window: 100 * x.bound for x in base.limits if x.limit == limit}
        PAGE.says(f"| {begins} (cap # / # / #) |", [bounds[year] for year in YEARS])
    for begins, limit in (
        ("one point of the cap on NdPr", "cnshare_look"),
        ("one point of the cap on Dy", "cnshare_dy"),
    ):
        prices = {x.window: x.dual for x in base.limits if x.limit == limit}
        # Thousands of USD for a hundredth.
        PAGE.row(begins, [-(prices[year] or 0.0) / 1e5 for year in YEARS])
    made = [runs(base, p, year) for year in YEARS for p in ("make_uh", "make_uh_gbd")]
    PAGE.row("own line, high-coercivity", made)
    PAGE.row("NdPr: HHI", measured(base, "hhi_ndpr"))


def test_the_table_of_diversification(case: Case, base: Plan) -> None:
    """Cost, shares, suppliers, and what a stop and a tariff add, under four sets of limits."""
    others = "cnshare_direct*|cnshare_dy*|cnshare_tb|cnshare_uh*|y_share"
    scenarios = scenarios_of(case)
    for begins, varied, dy in (
        ("all China limits", case, "cnshare_dy"),
        ("the same, Dy counted", in_oxide_and_metal_only(case), "seen_dy"),
        ("look-through limit on NdPr only", without(case, others), "cnshare_dy"),
        ("no China limit", without(case, CHINA_LIMITS), "cnshare_dy"),
    ):
        plan = base if varied is case else plan_case(varied)
        assert plan.objective is not None and not plan.shortages
        total = plan.objective / MILLION
        more = [cost(edited(varied, scenarios[x])) - total for x in ("china_stop_6m", "tariff_cn")]
        sellers = len({line.supplier for line in plan.orders if line.quantity > MILLIONTH})
        shares = [*percent(plan, "cnshare_look"), *percent(plan, dy)]
        PAGE.row(begins, [total, *shares, sellers, *more])


def test_what_each_rule_costs(case: Case, base: Plan) -> None:
    """The sentence below the table: all rules together, and each taken away alone."""
    assert base.objective is not None
    total = base.objective / MILLION
    free = cost(without(case, CHINA_LIMITS))
    PAGE.says(
        "Diversification costs # million, #% of the bill without it",
        [total - free, 100 * (total / free - 1)],
    )
    for rule, limits in RULES.items():
        PAGE.says(f"# for {rule}", [total - cost(without(case, limits))])
    fined = sum(x.penalty for x in base.limits if x.limit == "y_share") / MILLION
    PAGE.says("for yttrium (# of it penalty)", [fined])
    freed, scenarios = without(case, CHINA_LIMITS), scenarios_of(case)
    stops, tariffs = (
        [
            cost(edited(one, scenarios[name])) - least
            for one, least in ((freed, free), (case, total))
        ]
        for name in ("china_stop_6m", "tariff_cn")
    )
    PAGE.says("the cost of a stop from # to # million", stops)
    PAGE.says("million, and # million off a tariff", [tariffs[0] - tariffs[1]])


def test_the_table_of_dysprosium(case: Case, base: Plan) -> None:
    """What a cap on China's share of Dy adds, what share that is in truth, what goes unmet."""
    assert base.objective is not None
    uncapped = cost(without(case, "cnshare_dy*"))
    path = [100 * x.bound for x in base.limits if x.limit == "cnshare_dy"]
    adds = base.objective / MILLION - uncapped
    part = 100 * adds / uncapped
    PAGE.says("path of # / # / #% can be kept; it costs # million, #% of", [*path, adds, part])
    PAGE.says("#/#/#%로 낮추는 데는 #만 달러(#%)가", [*path, 10 * round(10 * adds), part])
    PAGE.says("beyond the plan without a cap on Dy (# million)", [uncapped])
    uneven = without(case, "cnshare_dy_any")
    for cap in (0.02, 0.65, 0.5, 0.42, 0.4):
        seen = cap < 0.4
        varied = capped(uneven, "cnshare_dy", cap)
        plan = plan_case(in_oxide_and_metal_only(case, cap) if seen else varied)
        assert plan.objective is not None
        shares = percent(plan, "seen_dy" if seen else "cnshare_dy")
        found = [plan.objective / MILLION - uncapped, *shares, unmet(plan)]
        if seen:
            PAGE.says("China still separates # to #% of", [min(shares), max(shares)])
            PAGE.says("합친 실제 비중은 #~#%이다", [min(shares), max(shares)])
        of = "of oxide and metal only" if seen else "wherever it sits"
        PAGE.row(f"{100 * cap:.0f}% {of}", found)


def test_dysprosium_by_year(base: Plan) -> None:
    """What is ordered, and what one more kg of Chinese Dy under the cap is worth."""
    bought, worth = [], []
    for line in (x for x in base.limits if x.limit == "cnshare_dy"):
        assert line.value is not None
        maker = line.makers[0]
        total = maker.amount / maker.fraction / line.value
        bought.append(total / 1e3)
        worth.append(-(line.dual or 0.0) / total)
    PAGE.says("worth about #, # and # USD in the three years", worth)
    PAGE.says("The plan orders #, # and # t of Dy (as oxide)", bought)


def test_what_is_left_and_what_was_there(case: Case, base: Plan) -> None:
    """Oxide in store at the end, and Dy that no share counts."""
    kept = [x.quantity for x in base.stock if x.stockpile == "st_ndox"][-1]
    PAGE.says("left in store at the end (# t)", [kept])
    offers: dict[str, str] = {x.offer: x.material for x in case.offers}
    there: Counter[str] = Counter()
    for pile in case.stockpiles:
        there[pile.material] += pile.opening if pile.owner == "company" else 0.0
    for order in case.open_orders:
        there[offers[order.offer]] += order.quantity
    tonnes = {x.material: 1.0 if x.unit == "t" else 1e-3 for x in case.materials}
    inside = {name: held.get("dy", 0.0) for name, held in case.oxides.items()}
    dy = sum(there[name] * tonnes[name] * inside.get(name, 0.0) for name in there)
    PAGE.says("some # t of Dy (as oxide", [dy])


def test_contracts_at_their_minimum(case: Case, base: Plan) -> None:
    """The take-or-pay contracts that the page names are taken to their minimum and no further."""
    for name in ("ndox_lynas_term", "ndox_mp", "ndox_arafura", "alloy_kmp", "ndmt_ls_eco"):
        offer = next(x for x in case.offers if x.offer == name)
        begins = max(offer.from_ or 0, case.settings.start)
        years = (case.settings.start + case.settings.periods - begins) / 12
        least = (offer.contract_per_year or 0.0) * (offer.take_or_pay or 0.0) * years
        taken = sum(line.quantity for line in base.orders if line.offer == name)
        assert taken == pytest.approx(least), name


def test_the_what_ifs(case: Case, base: Plan) -> None:
    """Every scenario of the sheet has its row, and adds what it says; none has a shortage."""
    assert base.objective is not None
    for name, edits in scenarios_of(case).items():
        plan = plan_case(edited(case, edits))
        assert plan.objective is not None and not plan.shortages, name
        more = (plan.objective - base.objective) / MILLION
        PAGE.row(f"`{name}`", [more])
        if name == "duty_cn_8":
            PAGE.says("**A duty of 8% on Chinese magnets** would add # million", [more])
        if name == "lynas_no_floor":
            PAGE.says("which buys there, the bill is # million lower", [-more])


def test_what_one_more_saves(case: Case, base: Plan) -> None:
    """The figures in sentences: one more of something, a tighter look-through, no licences."""
    assert base.objective is not None
    total = base.objective / MILLION
    saved = [
        total - cost(change(case, phrase))
        for phrase in (
            "processes.each where process=recycle_swarf plus 1",
            "capacity.each where supplier=jslink,material=magnet_uh plus 1",
            "capacity.each where supplier=ls_eco,material=ndpr_metal plus 1",
            "capacity.each where supplier=lynas,material=dy_oxide plus 10",
        )
    ]
    PAGE.says(
        "one more tonne of swarf a month through the recyclers saves # million over the plan, one "
        "more tonne a month of JS Link's high-coercivity magnets #, of LS Eco metal #; # kg more "
        "Dy oxide a month from Lynas #",
        [*saved[:3], 10, saved[3]],
    )
    free = change(
        case, "licenses.grant set 1", "licenses.days_p50 set 0", "licenses.days_p90 set 0"
    )
    PAGE.says("with no licences at all the plan would cost #", [cost(free)])
    lean = cost(change(case, "processes.each where process=make_uh_gbd set 0"))
    PAGE.says("The Dy-lean recipe saves # million", [lean - total])
    blind = plan_case(without(case, "cnshare_look"))
    metal = (
        "buys # t of Korean and Vietnamese metal made of Chinese oxide; looked through, China then "
    )
    shares = percent(blind, "cnshare_look")
    tolled = [ordered(plan, "_toll") for plan in (blind, base)]
    PAGE.says(
        f"{metal}holds # to #%. With them it buys # t",
        [tolled[0], min(shares), max(shares), tolled[1]],
    )
    tight = plan_case(capped(case, "cnshare_look", 0.3))
    assert tight.objective is not None
    loose = cost(capped(case, "cnshare_look", 0.4))
    PAGE.says(
        "costs #, one of 30% # million and leaves # t of magnets unmet",
        [loose - total, tight.objective / MILLION - total, unmet(tight)],
    )


def test_what_surprises_cost(case: Case) -> None:
    """The stop and the outage known when they begin, and the price of being ready for the stop."""
    scenarios = scenarios_of(case)
    study = study_scenarios(case, scenarios, here, known=known_of(case))
    base = study.points[0].objective
    assert base is not None
    stop = study.surprise("china_stop_6m")
    outage = study.surprise("lynas_outage")
    assert stop is not None and outage is not None
    PAGE.says(
        "costs # million for who follows the base plan until April 2027 and decides anew from "
        "then on, the Lynas outage #",
        [(stop - base) / MILLION, (outage - base) / MILLION],
    )
    ready = study.names.index("china_stop_6m")
    premium, regrets = study.premium[ready], [r for r in study.regret[ready] if r is not None]
    assert premium is not None and len(regrets) == len(study.names)
    PAGE.says(
        "pays # more if it does not, and regrets at most # whichever",
        [premium / MILLION, max(regrets) / MILLION],
    )
    assert study.least_regret == "china_stop_6m"
