"""What a buyer reads of risk: sheets, sentences, dates to order by, and the comparison."""

import dataclasses
import datetime as dt
import json
import re
import warnings
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from openpyxl.workbook import Workbook
from sample_case import VOICES
from sample_plan import sample_plan
from sample_risk import OWN, RISKLESS, sample_risk

from models.calendar import Calendar, month_of
from models.case import Case, Demand, License, Material, Offer, Settings, Stockpile, Supplier
from models.recourse.decompose import Limits
from models.recourse.hedge import Hedging, hedge
from models.recourse.risk import Risk
from planner.explain.risk_words import risk_sentences, story
from planner.planning.arrivals import Days
from planner.planning.risk import risk_json, risk_view
from planner.report import risk_headings as words
from planner.report import write_plan
from planner.report.risk import BINS, bins, edges
from planner.study.compare_risk.found import Compared, mean_difference, tail_difference
from planner.study.compare_risk.pages import write_comparison
from planner.study.compare_risk.words import comparison_sentences
from planner.words import Words

LANGUAGES = ("ko", "en")
SHEETS = (words.RISK, words.ARRIVALS, words.FAN)
RISKY = dataclasses.replace(sample_plan(), risk=sample_risk())


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("risk")
    for language in LANGUAGES:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            write_plan(RISKY, folder / f"{language}.xlsx", language)
    return {language: folder / f"{language}.xlsx" for language in LANGUAGES}


def values(path: Path) -> Workbook:
    return openpyxl.load_workbook(path, data_only=True)


def rows_of(path: Path, sheet: str) -> list[tuple[object, ...]]:
    return list(values(path)[sheet].iter_rows(values_only=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_come_with_risk_alone(paths: dict[str, Path], tmp_path: Path, language: str) -> None:
    """A plan with risk has the three sheets; a plan without has none of them."""
    titles = {title.to(language) for title in SHEETS}
    assert titles <= set(values(paths[language]).sheetnames)
    write_plan(sample_plan(), tmp_path / "calm.xlsx", language)
    assert not titles & set(values(tmp_path / "calm.xlsx").sheetnames)


def test_headlines_are_the_views(paths: dict[str, Path]) -> None:
    """Both plans stand with mean, error, tail, percentiles, worst, shortage and service."""
    rows = rows_of(paths["en"], "Risk")
    found = {row[0]: row[1:10] for row in rows if row[0] in ("This plan", "Plan without risk")}
    for title, one in (("This plan", RISKY.risk.own), ("Plan without risk", RISKY.risk.riskless)):
        money = (one.mean, one.standard_error, one.cvar, one.p5, one.p50, one.p95, one.worst)
        both = (*money, one.shortage_probability, one.service_level)
        assert found[title] == pytest.approx(both, rel=1e-14)


def test_shortages_stand_by_material_and_month(paths: dict[str, Path]) -> None:
    """Chance, mean and P95 of a shortage stand under their month; months without any lack."""
    rows = rows_of(paths["en"], "Risk")
    heads = [row for row in rows if row[1:3] == ("2027-07", "2027-08")]
    assert len(heads) == 3
    dy = [row[1:3] for row in rows if str(row[0]).startswith("Dy") and row[1] in (0.1, 12.5, 160)]
    assert dy == [(0.1, 0.05), (12.5, 4), (160, 40)]


def test_orders_carry_dates(paths: dict[str, Path]) -> None:
    """Each order ahead stands with real dates; what is never granted has none."""
    rows = rows_of(paths["en"], "Arrivals")
    found = {row[12]: row for row in rows if len(row) > 12 and row[12]}
    dy, tb = found["shenghe_dy"], found["northern_tb"]
    assert dy[0] == dt.datetime(2027, 1, 1)
    assert dy[8:12] == tuple(
        dt.datetime.fromisoformat(day)
        for day in ("2027-05-14", "2027-07-20", "2026-11-12", "2026-11-12")
    )
    assert tb[8:12] == (None,) * 4
    assert found["lynas_dy"][11] is None


def test_fan_bands_add_up(paths: dict[str, Path]) -> None:
    """The bands of a fan, stacked, reach its 95th percentile in every period."""
    rows = rows_of(paths["en"], "Stock fan")
    bands = {"0 to P5", "P5 to P25", "P25 to P75", "P75 to P95"}
    dy = {row[2]: np.array(row[4:28], dtype=float) for row in rows if row[0] == "dy_yard"}
    assert sum(dy[name] for name in bands) == pytest.approx(dy["P95"])


def test_charts_say_what_they_show(paths: dict[str, Path]) -> None:
    """Five fans, a distribution and arrivals: every chart has a text for who cannot see it."""
    with zipfile.ZipFile(paths["en"]) as package:
        drawings = [
            package.read(name).decode()
            for name in package.namelist()
            if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name)
        ]
    told = re.findall(r'descr="([^"]+)"', "".join(drawings))
    assert sum("with median and target" in text for text in told) == 5
    assert sum("Part of the futures" in text for text in told) == 1
    assert sum("Days from order" in text for text in told) == 1


def test_bins_hold_every_future() -> None:
    """The histogram covers the costs of both plans: its parts add up to 1."""
    cuts = edges(RISKY.risk)
    assert cuts[0] <= min(*OWN, *RISKLESS)
    assert cuts[-1] >= max(*OWN, *RISKLESS)
    assert len(cuts) <= BINS + 2
    assert sum(bins(OWN, cuts)) == pytest.approx(1)
    assert sum(bins(RISKLESS, cuts)) == pytest.approx(1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_print_anywhere(language: str) -> None:
    """Five sentences that a Korean Windows console can print."""
    found = risk_sentences(RISKY.risk, VOICES[language])
    assert len(found) == 5
    "".join(found).encode("cp949")


def test_sentences_admit_a_worse_plan() -> None:
    """A hedged plan that is dearer in mean and tail is called so, and worth nothing."""
    view = sample_risk()
    worse = dataclasses.replace(view, own=view.riskless, riskless=view.own, vss=-view.vss)
    english = risk_sentences(worse, VOICES["en"])[1]
    assert english.count(" higher") == 2
    assert "gains nothing" in english
    assert "높고" in risk_sentences(worse, VOICES["ko"])[1]


def test_stories_gather_what_comes_again() -> None:
    """An event that comes twice is told once with both spells; refusals are in words."""
    told = story(sample_risk().worst[0].story, VOICES["ko"])
    assert told.startswith("cn_stop 2027-03~2027-08, 2028-02~2028-04; 허가 거절 12%")
    assert story("", VOICES["en"]) == "no event"


def test_json_is_plain() -> None:
    """The result's ``risk`` has the agreed keys, and no date is an empty text."""
    found = json.loads(json.dumps(risk_json(sample_risk())))
    assert {"measure", "mean", "cvar", "p95", "vss", "evpi", "standard_error"} <= set(found)
    assert found["orders"][0]["apply_by"] == "2026-11-12"
    assert found["orders"][2]["order_by"] is None


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
    assert (saved.amount, saved.error) == (pytest.approx(-1.0), pytest.approx(0.0, abs=1e-9))
    assert saved.certain
    assert not tail_difference(compared("turned", costs[::-1]), other, 0.9).certain


@pytest.mark.parametrize("language", LANGUAGES)
def test_comparison_says_which_tail_is_best(tmp_path: Path, language: str) -> None:
    """The workbook names the plan of the lowest tail and holds every plan's shares."""
    costs = np.random.default_rng(5).lognormal(17, 0.5, 200)
    rows = [compared("none", costs), compared("cvar", 0.9 * costs)]
    said = comparison_sentences(rows, 0.9, VOICES[language])
    assert "'cvar'" in said[0]
    "".join(said).encode("cp949")
    write_comparison(tmp_path / "c.xlsx", rows, RISKY.case, 200, language)
    found = rows_of(tmp_path / "c.xlsx", words.COMPARISON.to(language))
    assert any(said[0] in row for row in found)
    assert sum(row[2:4] == (0.7, 0.7) for row in found) == 1


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
