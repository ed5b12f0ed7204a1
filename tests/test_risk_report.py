"""What a buyer reads of risk: sheets, sentences, dates to order by, and the comparison."""

import dataclasses
import datetime as dt
import json
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from described import drawings, grid, texts, values
from sample_case import VOICES
from sample_plan import sample_plan
from sample_risk import OWN, RISKLESS, sample_risk

from models.calendar import Calendar, month_of
from models.case import Case, Demand, License, Material, Offer, Settings, Stockpile, Supplier
from models.recourse.decompose import Limits
from models.recourse.hedge import Hedging, hedge
from models.recourse.risk import Risk
from models.rolling.estimate import Estimate
from planner.explain.headline import facts, look
from planner.explain.risk_words import risk_sentences, story
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.outcomes.risk import Judged, LackLine, RiskView
from planner.page.conditions import Before
from planner.page.drawing import Fan
from planner.page.page import Page
from planner.planning.arrivals import Days
from planner.planning.risk import risk_json, risk_view
from planner.report import plan_pages
from planner.report.arrivals import arrivals_page
from planner.report.fan import fan_page
from planner.report.risk import risk_page
from planner.report.spread import BINS, bins, edges
from planner.study.compare_risk.found import Compared, mean_difference, tail_difference
from planner.study.compare_risk.pages import comparison_page
from planner.study.compare_risk.words import comparison_sentences
from planner.words import Language, Words

LANGUAGES: tuple[Language, ...] = ("ko", "en")
NAMES = {
    "ko": {"위험", "도착", "재고 범위"},
    "en": {"Risk", "Arrivals", "Stock fan"},
}
RISKY = dataclasses.replace(sample_plan(), risk=sample_risk())
VIEW = sample_risk()
FLATTERED = dataclasses.replace(VIEW, unseen=None)
"""The same as it stands in the futures it was made for alone."""


def page(make: Callable[[Plan, Voice], Page | None], plan: Plan = RISKY) -> Page:
    found = make(plan, VOICES["en"])
    assert found is not None
    return found


def figures(one: Judged) -> dict[str, float]:
    """What is shown of it; how often something lacks only where it ever does."""
    known = dataclasses.asdict(one).items()
    hidden = ("name", "lacking", "cvar_error")
    return {key: value for key, value in known if key not in hidden}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_come_with_risk_alone(language: Language) -> None:
    """A plan with risk has the three pages; a plan without has none of them."""
    assert NAMES[language] <= {one.name for one in plan_pages(RISKY, language)}
    assert not NAMES[language] & {one.name for one in plan_pages(sample_plan(), language)}


def test_headlines_are_the_views() -> None:
    """Both plans stand with mean, error, tail, percentiles, worst, shortage and service."""
    own, riskless, apart = grid(page(risk_page), "costs").records()
    assert own == {"plan": "This plan"} | figures(VIEW.own)
    assert riskless == {"plan": "Plan without risk"} | figures(VIEW.riskless)
    assert apart["cvar"] == VIEW.own.cvar - VIEW.riskless.cvar
    assert apart["standard_error"] is None


LACKING = dataclasses.replace(
    VIEW,
    own=dataclasses.replace(VIEW.own, lacking=0.05),
    riskless=dataclasses.replace(VIEW.riskless, lacking=0.25),
    vss=math.nan,
    lacks=(
        LackLine("balance", "Dy_ox,창원", "2027-07", False, 0.05, 0.6, 12.0, "kg"),
        LackLine("limit", "cap", "", True, 0.025, 0.1, 4.0, "t"),
    ),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_kept_has_its_place(language: Language) -> None:
    """A table in its own units, a column of how often, no VSS, and a first line that is red."""
    plan, voice = dataclasses.replace(RISKY, risk=LACKING), VOICES[language]
    shown = risk_page(plan, voice)
    assert shown is not None
    lacks = grid(shown, "lacks").records()
    assert [(row["worst"], row["unit"]) for row in lacks] == [(12.0, "kg"), (4.0, "t")]
    assert [row["lacking"] for row in grid(shown, "costs").records()][:2] == [0.05, 0.25]
    worth = len(grid(page(risk_page), "worth").records())
    assert len(grid(shown, "worth").records()) == worth - 1
    assert look(plan, voice) == "bad"
    first = facts(plan, voice)[0].text
    assert "12 kg" in first and "5%" in first and "2027-07" in first


def test_what_can_be_kept_takes_no_place() -> None:
    """Nothing lacks: no table, no column."""
    shown = page(risk_page)
    assert "lacking" not in grid(shown, "costs").records()[0]
    with pytest.raises(AssertionError, match="no grid 'lacks'"):
        grid(shown, "lacks")


def test_what_is_not_known_is_not_shown() -> None:
    """A worth that was not worked out has no row."""
    assert len(grid(page(risk_page), "worth").rows) == 5
    view = dataclasses.replace(VIEW, evpi=math.nan, promised=math.nan, premium=math.nan)
    unknown = page(risk_page, dataclasses.replace(RISKY, risk=view))
    assert [row["what"] for row in grid(unknown, "worth").records()] == [
        "Value of planning for many futures (VSS)",
        "Distance to the best (at most)",
    ]


def test_what_was_drawn_stands_beside_what_was_typed() -> None:
    """Each license with its typed and its drawn grant and days; no table without licenses."""
    found = grid(page(risk_page), "licenses").records()
    assert [row["license"] for row in found] == ["cn_mid", "rule"]
    assert (found[0]["grant"], found[0]["granted"]) == (0.85, 0.854)
    assert (found[0]["days_p90"], found[0]["drawn_p90"]) == (90.0, 89.1)
    without = dataclasses.replace(RISKY, risk=dataclasses.replace(VIEW, licenses=()))
    title = "Licenses: as typed and as drawn"
    assert title in texts(page(risk_page)) and title not in texts(page(risk_page, without))


def test_shortages_stand_by_material_and_month() -> None:
    """Chance, mean and P95 of a shortage stand under their month; months without any lack."""
    found = page(risk_page)
    for key, both in (("probability", [0.1, 0.05]), ("mean", [12.5, 4]), ("worst", [160, 40])):
        shown = grid(found, key)
        assert [column.heading for column in shown.columns[1:]] == ["2027-07", "2027-08"]
        dy = shown.records()[0]
        assert str(dy["node"]).startswith("Dy")
        assert [dy["0"], dy["1"]] == both


def test_no_shortage_is_said() -> None:
    """Without any shortage a sentence says so."""
    calm = dataclasses.replace(RISKY, risk=dataclasses.replace(VIEW, shortages=()))
    assert "All demand is met in every future." in texts(page(risk_page, calm))


def test_orders_carry_dates() -> None:
    """Each order ahead stands with real dates; what is never granted has none."""
    found = {row["offer"]: row for row in grid(page(arrivals_page), "orders").records()}
    dy, tb = found["shenghe_dy"], found["northern_tb"]
    keys = ("mean", "p90", "order_by", "apply_by")
    assert dy["ordered"] == dt.date(2027, 1, 1)
    assert [dy[key] for key in keys] == [
        dt.date.fromisoformat(day)
        for day in ("2027-05-14", "2027-07-20", "2026-11-12", "2026-11-12")
    ]
    assert [tb[key] for key in keys] == [None] * 4
    assert found["lynas_dy"]["apply_by"] is None


def test_dates_before_the_order_are_red() -> None:
    """Days to order or apply by are red where they lie before the day of the plan's order."""
    red = {c.key: c.conditions for c in grid(page(arrivals_page), "orders").columns if c.conditions}
    assert red == dict.fromkeys(("order_by", "apply_by"), (Before("ordered"),))


def test_the_latest_supplier_stands_first() -> None:
    """Suppliers by their lateness with days from order; none where no order can be granted."""
    rows = grid(page(arrivals_page), "late").records()
    assert [row["days_p90"] for row in rows] == [118.0, 103.0, 0.0]
    # Ordered on 1 January: the end of May, 14 May and 20 July.
    assert [rows[0][key] for key in ("to planned", "to mean", "to p90")] == [150, 133, 200]
    assert rows[1]["to mean"] is None


def test_no_orders_ahead_are_said() -> None:
    """A plan that orders nothing ahead says so."""
    none = dataclasses.replace(RISKY, risk=dataclasses.replace(VIEW, arrivals=(), late=()))
    assert "No order is placed ahead." in texts(page(arrivals_page, none))


def test_fan_bands_add_up() -> None:
    """The bands of every fan, stacked, reach its 95th percentile in every period."""
    found = page(fan_page)
    for fan in drawings(found):
        assert isinstance(fan, Fan)
        bands = [np.array(values(found, cells), dtype=float) for cells in fan.bands]
        lines = sorted(
            (line for line in VIEW.fan if line.stockpile in fan.title), key=lambda x: x.period
        )
        assert sum(bands) == pytest.approx([line.p95 for line in lines])
        assert values(found, fan.median) == [line.p50 for line in lines]
        assert values(found, fan.names) == [line.period for line in lines]


def test_charts_say_what_they_show() -> None:
    """Five fans, a distribution and arrivals: every chart has a text for who cannot see it."""
    told = [
        one.about for make in (risk_page, arrivals_page, fan_page) for one in drawings(page(make))
    ]
    assert sum("with median and target" in text for text in told) == 5
    assert sum("Part of the futures" in text for text in told) == 1
    assert sum("Days from order" in text for text in told) == 1


def test_bins_hold_every_future() -> None:
    """The histogram covers the costs of both plans: its parts add up to 1."""
    cuts = edges(VIEW)
    assert cuts[0] <= min(*OWN, *RISKLESS)
    assert cuts[-1] >= max(*OWN, *RISKLESS)
    assert len(cuts) <= BINS + 2
    assert sum(bins(OWN, cuts)) == pytest.approx(1)
    assert sum(bins(RISKLESS, cuts)) == pytest.approx(1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_print_anywhere(language: str) -> None:
    """Sentences that a Korean Windows console can print; without unseen futures five."""
    found = risk_sentences(VIEW, VOICES[language])
    assert len(found) == 7
    assert len(risk_sentences(FLATTERED, VOICES[language])) == 5
    "".join(found).encode("cp949")


def test_sentences_admit_a_worse_plan() -> None:
    """A hedged plan that is dearer in mean and tail is called so, and worth nothing."""
    view = dataclasses.replace(FLATTERED, futures=100)
    worse = dataclasses.replace(view, own=view.riskless, riskless=view.own, vss=-view.vss)
    english = risk_sentences(worse, VOICES["en"])[1]
    assert english.count(" higher") == 2
    assert "gains nothing" in english
    assert "높고" in risk_sentences(worse, VOICES["ko"])[1]


def judged(**changes: Any) -> RiskView:
    """The sample, judged otherwise in unseen futures."""
    assert VIEW.unseen is not None
    return dataclasses.replace(VIEW, unseen=dataclasses.replace(VIEW.unseen, **changes))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_tail_of_few_futures_is_told(language: Language) -> None:
    """Of 40 futures the worst tenth are 4: too few; of 100 ten, of 99 fewer than ten."""
    voice = VOICES[language]
    tails = {"ko": "최악 10%", "en": "worst 10%"}[language]
    assert not any(tails in said for said in risk_sentences(FLATTERED, voice))
    assert [tails in said for said in risk_sentences(VIEW, voice)][:2] == [True, True]
    few = judged(futures=99, compared=99)
    assert not any(tails in said for said in risk_sentences(few, voice))


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        (Estimate(-3e6, 1e6), "3.00 M USD lower: clearly better"),
        (Estimate(-2e6, 1e6), "not clearly better"),
        (Estimate(2e6, 1e6), "not clearly better"),
        (Estimate(3e6, 1e6), "3.00 M USD higher: clearly worse"),
        (Estimate(3e6, math.nan), "not clearly better"),
        (Estimate(-100.0, 1.0), "costs as much as the plan without risk"),
    ],
)
def test_a_verdict_needs_two_standard_errors(measure: Estimate, said: str) -> None:
    """In the measure the plan was made by, both plans paired in the same futures."""
    assert said in risk_sentences(judged(measure=measure), VOICES["en"])[2]


def test_plans_are_compared_where_both_keep_everything() -> None:
    """What lacks is in no cost: such futures are told of, and left out of the difference."""
    assert VIEW.unseen is not None and VIEW.unseen.riskless is not None
    broken = dataclasses.replace(VIEW.unseen.riskless, lacking=0.07)
    said = risk_sentences(judged(riskless=broken, compared=93), VOICES["en"])
    assert "in 0% of them" in said[1] and "in 7%; the two" in said[1]
    assert "in the 93 futures" in said[1] and "worst 10%" not in said[2]
    assert "cost alone does not tell" in said[3]
    alike = judged(riskless=broken, own=dataclasses.replace(VIEW.unseen.own, lacking=0.07))
    assert "clearly better" in risk_sentences(alike, VOICES["en"])[3]
    alone = judged(own=broken, riskless=None, mean=None, tail=None, measure=None, compared=0)
    assert "plan without risk" not in risk_sentences(alone, VOICES["en"])[1]
    view = judged(riskless=broken, mean=None, tail=None, measure=None, compared=0)
    told = risk_sentences(view, VOICES["en"])
    assert "too few futures" in told[1] and not any("clearly" in one for one in told)
    plan = dataclasses.replace(RISKY, risk=view)
    own, other = grid(page(risk_page, plan), "unseen").records()
    assert (own["lacking"], other["lacking"]) == (0.0, 0.07)


def test_how_long_the_plan_stands() -> None:
    """Beside each period the futures that still follow the plan."""
    matrix = grid(page(risk_page), "following")
    found = matrix.records()[0]
    assert [found[str(t)] for t in range(3)] == [40, 34, 28]
    assert "Below 10" in matrix.remark
    plain = dataclasses.replace(RISKY, risk=dataclasses.replace(VIEW, following=()))
    assert not any("Below 10" in text for text in texts(page(risk_page, plain)))
    with pytest.raises(AssertionError):
        grid(page(risk_page, plain), "following")


def test_shortages_are_told_by_material() -> None:
    """Each with its chance, amount and money; the dearest first; none: said."""
    said = risk_sentences(VIEW, VOICES["en"])[3]
    assert said.index("12%") < said.index("3%") and "31,000 USD" in said and "12.5 kg" in said
    assert "No unseen future" in risk_sentences(judged(short=()), VOICES["en"])[3]
    first, second = grid(page(risk_page), "unseen_short").records()
    assert (first["chance"], first["error"], first["cost"]) == (0.12, 0.032, 31_000.0)
    assert second["amount"] == 0.5


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_value_of_foresight_is_told_as_it_is_measured(language: Language) -> None:
    """Against the measure J where the tail has weight, against the mean without; 0 is said."""
    view, voice = sample_risk(), VOICES[language]
    told = {
        "tail": risk_sentences(view, voice),
        "mean": risk_sentences(dataclasses.replace(view, weight=0.0), voice),
        "nothing": risk_sentences(dataclasses.replace(view, evpi=-1e-4), voice),
    }
    found = {name: next(s for s in said if "EVPI" in s) for name, said in told.items()}
    assert voice.money(view.value) in found["tail"]
    assert voice.money(view.value) not in found["mean"]
    assert "EVPI 0" in found["nothing"]


def test_stories_gather_what_comes_again() -> None:
    """An event that comes twice is told once with both spells; refusals are in words."""
    told = story(sample_risk().worst[0].story, VOICES["ko"])
    assert told.startswith("cn_stop 2027-03~2027-08, 2028-02~2028-04; 허가 거절 12%")
    assert story("", VOICES["en"]) == "no event, nothing refused"


def test_json_is_plain() -> None:
    """The result's ``risk`` has the agreed keys, and no date is an empty text."""
    found = json.loads(json.dumps(risk_json(sample_risk())))
    assert {"measure", "mean", "cvar", "p95", "vss", "evpi", "standard_error"} <= set(found)
    assert found["orders"][0]["apply_by"] == "2026-11-12"
    assert found["orders"][2]["order_by"] is None
    assert found["licenses"][0]["license"] == "cn_mid"
    assert (found["licenses"][0]["grant"], found["licenses"][0]["granted"]) == (0.85, 0.854)


def compared(name: str, costs: np.ndarray) -> Compared:
    one = dataclasses.replace(
        sample_risk().own,
        mean=float(costs.mean()),
        cvar=float(np.sort(costs)[-len(costs) // 10 :].mean()),
        standard_error=float(costs.std(ddof=1) / len(costs) ** 0.5),
    )
    shares = (("lynas", 0.7), ("shenghe", 0.3))
    own = tuple(float(cost) for cost in costs)
    return Compared(Words(name, name), 40e6, one, one, shares, own, own)


def test_paired_costs_tell_small_differences() -> None:
    """In common futures 1% between plans is certain; from the plans' own errors it is not."""
    costs = np.random.default_rng(5).lognormal(17, 0.5, 200)
    one, other = compared("one", 1.01 * costs), compared("other", costs)
    assert mean_difference(one, other).certain
    assert tail_difference(one, other, 0.9).certain
    blind = [dataclasses.replace(row, rolling_costs=()) for row in (one, other)]
    assert mean_difference(*blind).certain is False
    assert tail_difference(*blind, 0.9).certain is None


def test_two_plans_in_the_same_futures_are_compared_more_surely() -> None:
    """A plan that always costs 1 less has a tail 1 thinner, without any error."""
    costs = np.random.default_rng(1).normal(size=500)
    one, other = compared("one", costs - 1.0), compared("other", costs)
    saved = tail_difference(one, other, 0.9)
    assert (saved.value, saved.error) == (pytest.approx(-1.0), pytest.approx(0.0, abs=1e-9))
    assert saved.certain
    assert not tail_difference(compared("turned", costs[::-1]), other, 0.9).certain


@pytest.mark.parametrize("language", LANGUAGES)
def test_comparison_says_which_tail_is_best(language: Language) -> None:
    """The page names the plan of the lowest tail and holds every plan's shares."""
    costs = np.random.default_rng(5).lognormal(17, 0.5, 200)
    rows = [compared("none", costs), compared("cvar", 0.9 * costs)]
    said = comparison_sentences(rows, 0.9, VOICES[language])
    assert "'cvar'" in said[0]
    "".join(said).encode("cp949")
    found = comparison_page(rows, 200, VOICES[language])
    assert said[0] in texts(found)
    shares = [[cell.value for cell in cells] for cells in grid(found, "shares").cells()]
    assert sum(row[2:4] == [0.7, 0.7] for row in shares) == 1


def test_days_have_true_months() -> None:
    """Half of February 2028 is 14.5 days on from its first day."""
    days = Days.of(Calendar(month_of(2028, 1), 12), 14.0)
    assert days.at(np.array([1.0, 1.5, 2.0])) == pytest.approx([31, 45.5, 60])
    assert days.date(days.last(1)) == "2028-02-29"
    assert days.date(-1.0) == "2027-12-31"


def small_case() -> Case:
    """One material from China under a license, or dearer from Australia, over six months."""
    return Case(
        settings=Settings(start=month_of(2027, 1), periods=6),
        materials=(Material("dy", unit="kg", shortage_cost=50.0, hold_cost=0.1),),
        suppliers=(Supplier("cn", country="CN"), Supplier("au", country="AU")),
        offers=(
            Offer("dy_cn", "cn", "dy", price=1.0, lead=1, license="mofcom"),
            Offer("dy_au", "au", "dy", price=4.0, lead=1),
        ),
        demand=(Demand("dy", "", (0.0, 0.0, 10.0, 10.0, 10.0, 10.0)),),
        stockpiles=(Stockpile("yard", "dy", opening=10.0, cover_target=1.0, cover_cost=0.2),),
        licenses=(License("mofcom", "CN", grant=0.7, days_p50=30.0, days_p90=60.0),),
    )


@pytest.fixture(scope="module")
def hedging() -> Hedging:
    return hedge(small_case(), Risk(0.5, 0.9), 16, 3, Limits(1e-3))


def test_view_of_a_real_hedge(hedging: Hedging) -> None:
    """The measure is mixed from mean and tail, and the hedged plan is no worse in it."""
    view = risk_view(hedging)
    assert view.value == pytest.approx(0.5 * (view.own.mean + view.own.cvar))
    assert view.vss == pytest.approx(0.5 * (view.riskless.mean + view.riskless.cvar) - view.value)
    assert view.vss >= 0
    assert view.own.mean == pytest.approx(sum(view.histogram[0]) / 16)
    short = hedging.fates.short.sum(axis=(1, 2))
    assert view.own.shortage_probability == pytest.approx((short > 1e-5).mean())
    assert dict(view.service)["dy"] == pytest.approx(1 - short.mean() / 40)


def test_dates_follow_the_waits(hedging: Hedging) -> None:
    """Ordered on its order by date, an order of known wait comes on the planned period's last day.

    31 + 28 + 17 days from 1 January is 18 March; the plan counts on 1 + 30 / 31 months, late in
    February.
    """
    ahead = np.zeros_like(hedging.ahead)
    cn = [o.offer for o in hedging.case.offers].index("dy_cn")
    ahead[cn, 0] = 5.0
    lead = np.full_like(hedging.fates.lead, 1.0)
    lead[:, cn, 0] = 2.0 + 17.0 / 31.0
    lead[:4, cn, 0] = np.nan
    fates = dataclasses.replace(hedging.fates, lead=lead)
    view = risk_view(dataclasses.replace(hedging, ahead=ahead, fates=fates))
    (line,) = view.arrivals
    assert (line.planned, line.mean, line.p90) == ("2027-02", "2027-03-18", "2027-03-18")
    assert line.refused == pytest.approx(0.25)
    last = dt.date(2027, 2, 28) - dt.timedelta(days=31 + 28 + 17)
    assert line.order_by == line.apply_by == last.isoformat()
    (late,) = view.late
    assert late.days_mean == late.days_p90 == pytest.approx(28 + 17, abs=0.02)
