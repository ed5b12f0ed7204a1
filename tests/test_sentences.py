"""The sentences of a plan hold its figures, in natural words, on any console."""

import dataclasses
from dataclasses import replace

import pytest
from sample_case import VOICES
from sample_plan import infeasible_plan, sample_plan
from sample_risk import sample_risk
from small_cases import OFFER_A, OFFER_B, make, need

from models.case import Limit
from planner.explain import figures, speak
from planner.explain.headline import status_sentence
from planner.explain.phrases import SHADOW
from planner.explain.sentences import (
    conflict_sentence,
    five_sentences,
    shadow_sentence,
)
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan, ShadowPrice
from planner.planning import plan_case
from planner.words import Language

PLAN = sample_plan()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_sentence_prints_on_a_korean_console(language: str) -> None:
    """All sentences can be encoded in cp949, which has no dashes or bullets of Unicode."""
    none = infeasible_plan()
    said = [*five_sentences(PLAN, VOICES[language]), status_sentence(PLAN, VOICES[language])]
    said += [shadow_sentence(price, VOICES[language]) for price in PLAN.shadow_prices]
    said += [conflict_sentence(one, VOICES[language]) for one in none.conflicts]
    for text in said:
        assert text.encode("cp949")
        assert "{" not in text
        assert text.endswith(".")


def test_five_sentences_say_the_plans_figures() -> None:
    """Materials, largest supplier, shares, binding limit and thinnest stock are named."""
    buy, whom, concentrated, stock, negotiate = five_sentences(PLAN, VOICES["en"])
    total = PLAN.cost["total"]
    assert f"{total / 1e6:.1f} M USD" in buy
    assert whom.startswith("The largest supplier is JL MAG (China) with 38.3%")
    assert "Of what is spent 51.9% goes to China" in concentrated
    assert "Loosening it by 1 point saves 120,000 USD, valid from" in concentrated
    assert "Tb 산화물, 창원 at the end of 2027-02: 0 days" in stock
    assert "16.5 kg" in stock
    assert "lynas_ndpr" in negotiate
    assert "falls by 3.2 USD per kg" in negotiate


def test_the_costliest_limit_is_judged_by_the_year() -> None:
    """A rule in two windows counts by its mean year, and two ids of one measure are one rule."""
    (first, *rest) = figures.binding_rules(PLAN)
    assert [line.limit for line in first.lines] == ["cn_cap"]
    assert first.yearly == pytest.approx(120_000.0)
    deep = next(rule for rule in rest if rule.lines[0].limit == "cn_deep")
    assert [line.window for line in deep.lines] == ["2027", "2028"]
    assert deep.yearly == pytest.approx(21_000.0)


def test_what_to_negotiate_counts_all_its_periods() -> None:
    """Two small months of one capacity outweigh the single larger month of another."""
    often = [
        ShadowPrice("capacity", "mp,NdPr_ox", f"2027-{m:02d}", -60.0, "t", 100.0, None, None, False)
        for m in range(1, 5)
    ]
    once = ShadowPrice("capacity", "lynas,NdPr_ox", "2027-05", -90.0, "t", 100.0, None, None, False)
    plan = dataclasses.replace(PLAN, shadow_prices=(once, *often))
    said = five_sentences(plan, VOICES["en"])[-1]
    assert said.startswith("Negotiate first: one more t of capacity of MP Materials")
    assert "in each of 4 periods from 2027-01 to 2027-04 saves 240 USD in all" in said


def test_no_plan_has_no_five_sentences() -> None:
    """An infeasible case says why, and nothing about buying."""
    none = infeasible_plan()
    assert five_sentences(none, VOICES["en"]) == ()
    assert status_sentence(none, VOICES["en"]).startswith("No feasible plan")
    assert status_sentence(none, VOICES["ko"]).startswith("실행 가능한 계획이 없습니다")


def test_without_shadow_prices_the_sentence_says_why() -> None:
    """A mixed-integer plan does not pretend to know shadow prices."""
    whole = dataclasses.replace(PLAN, shadow_prices=(), duals_unique=None)
    assert "There are no shadow prices" in five_sentences(whole, VOICES["en"])[-1]


@pytest.mark.parametrize("status", ["optimal", "infeasible", "unbounded", "stopped", "error"])
def test_only_an_optimal_plan_is_called_optimal(status: str) -> None:
    """No other status starts with the word."""
    text = status_sentence(Plan(case=PLAN.case, status=status, cost={"total": 1.0}), VOICES["en"])
    assert text.startswith("Optimal") == (status == "optimal")


RISKY = dataclasses.replace(PLAN, risk=sample_risk(), shadow_prices=(), duals_unique=None)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("status", ["optimal", "stopped"])
def test_a_plan_with_risk_says_what_is_proven_over_its_futures(language: str, status: str) -> None:
    """Futures and gap, then mean and tail in unseen futures; never that no plan costs less."""
    plan = dataclasses.replace(RISKY, status=status)
    said = status_sentence(plan, VOICES[language])
    assert said.encode("cp949") and "{" not in said and said.endswith(".")
    assert "40" in said and "0.095%" in said and "10%" in said
    risk = sample_risk()
    assert risk.unseen is not None
    for amount in (risk.unseen.own.mean, risk.unseen.own.standard_error, risk.unseen.own.cvar):
        assert speak.money(amount, "USD", language) in said
    flattered = dataclasses.replace(plan, risk=dataclasses.replace(risk, unseen=None))
    worst = {"ko": "최악 10%", "en": "worst 10%"}[language]
    assert worst in said
    told = status_sentence(flattered, VOICES[language])
    assert speak.money(risk.own.mean, "USD", language) in told and worst not in told
    assert ("flatters" in told) == (language == "en") != ("낙관적" in told)
    assert "costs less" not in said and "싼 계획은 없습니다" not in said
    assert said.startswith(("NOT optimal", "최적이 아닙니다")) == (status == "stopped")


def test_the_gap_over_futures_is_rounded_up() -> None:
    """A gap of 0.0912% is not said to be 0.091%, and a gap of nothing is still a number."""
    for gap, text in ((0.000912, "0.092%"), (0.001, "0.1%"), (0.0, "0.0001%"), (0.123, "13%")):
        plan = dataclasses.replace(RISKY, risk=dataclasses.replace(sample_risk(), gap=gap))
        assert f" {text} " in status_sentence(plan, VOICES["en"])


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_plan_with_risk_says_what_to_order_first(language: str) -> None:
    """The license orders by their days, the most urgent first, and the largest shortage risk."""
    risk = sample_risk()
    said = five_sentences(RISKY, VOICES[language])[-1]
    licensed = sorted((a.order_by, a.supplier) for a in risk.arrivals if a.license)
    assert licensed and licensed[0][0] in said
    assert said.index(licensed[0][0]) == min(said.index(d) for d, _ in licensed if d in said)
    assert "2027-07" in said and "160 kg" in said and "10%" in said
    assert "shadow" not in said and "잠재가격" not in said
    assert said.encode("cp949") and "{" not in said and said.endswith(".")


def test_without_license_orders_the_earliest_orders_are_named() -> None:
    """No license: the earliest orders; no orders ahead and no shortage: both are said."""
    risk = sample_risk()
    free = tuple(dataclasses.replace(a, license="") for a in risk.arrivals)
    plan = dataclasses.replace(RISKY, risk=dataclasses.replace(risk, arrivals=free))
    assert five_sentences(plan, VOICES["en"])[-1].startswith("Orders to place first")
    calm = dataclasses.replace(risk, arrivals=(), shortages=())
    said = five_sentences(dataclasses.replace(RISKY, risk=calm), VOICES["en"])[-1]
    assert said == "No order need be placed ahead. No future brings a shortage."


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_supplier_of_nothing_is_not_among_the_largest(language: str) -> None:
    """Two suppliers and a crumb of a third: two are named, and nobody with 0%."""
    lines = list({line.supplier: line for line in PLAN.orders}.values())[:3]
    costs = (6e6, 4e6, 1.0)
    orders = tuple(dataclasses.replace(a, cost=c) for a, c in zip(lines, costs, strict=True))
    said = five_sentences(dataclasses.replace(PLAN, orders=orders), VOICES[language])[1]
    assert "60%" in said and "40%" in said and "100%" in said
    assert " 0%" not in said and VOICES[language].supplier(lines[2].supplier) not in said


@pytest.mark.parametrize("kind", sorted(set(SHADOW) - {"limit"}))
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_kind_of_shadow_price_has_words(kind: str, language: str) -> None:
    """Each kind names its subject by its name, an offer by its id too."""
    price = ShadowPrice(kind, "mp_ndpr", "2027-05", -12.5, "t", 3.0, 2.0, None, True)
    said = shadow_sentence(price, VOICES[language])
    assert "MP Materials" in said and "mp_ndpr" in said


def test_a_falling_cost_saves_and_a_rising_one_costs() -> None:
    """The sign of a shadow price decides the verb."""
    price = ShadowPrice("demand", "NdPr_ox", "2027-05", 71_300.0, "t", 9.0, None, None, False)
    assert "costs 71,300 USD" in shadow_sentence(price, VOICES["en"])
    less = dataclasses.replace(price, change=-71_300.0)
    assert "saves 71,300 USD" in shadow_sentence(less, VOICES["en"])
    assert "71,300달러 줄어듭니다" in shadow_sentence(less, VOICES["ko"])


def test_a_share_limits_range_is_said_in_percent() -> None:
    """A share's bound of 0.47 reads 47%, its step is a point."""
    price = next(p for p in PLAN.shadow_prices if p.subject == "cn_cap")
    said = shadow_sentence(price, VOICES["en"])
    assert "by 1 point in 2027 saves 120,000 USD, valid from 47% to 52%" in said


def test_a_conflict_says_by_how_much() -> None:
    """A share gives way by points; a fact that need not give way says so."""
    none = infeasible_plan()
    said = {c.kind: conflict_sentence(c, VOICES["en"]) for c in none.conflicts}
    assert "give way by 5.3 points" in said["limit"]
    assert "120 kg" in said["capacity"]
    assert "need not give way" in said["capacity"]


@pytest.mark.parametrize(
    ("amount", "currency", "language", "said"),
    [
        (71_300, "USD", "en", "71,300 USD"),
        (1_250_000, "USD", "en", "1.25 M USD"),
        (-361_000_000, "USD", "en", "-361.0 M USD"),
        (71_300, "USD", "ko", "71,300달러"),
        (12_300_000, "USD", "ko", "1,230만 달러"),
        (361_000_000, "USD", "ko", "3억 6,100만 달러"),
        (2_500_000_000_000, "KRW", "ko", "2.50조 원"),
        (3.2, "EUR", "ko", "3.2유로"),
        (5_000_000, "VND", "ko", "500만 VND"),
    ],
)
def test_money_is_said_as_people_say_it(
    amount: float, currency: str, language: str, said: str
) -> None:
    """English counts in millions, Korean in units of ten thousand."""
    assert speak.money(amount, currency, language) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (0.0512, "0.0512"),
        (12.34, "12.3"),
        (1234.5, "1,234"),
        (-9.5, "-9.5"),
        (99.96, "100"),
    ],
)
def test_numbers_show_three_figures(value: float, said: str) -> None:
    """Small numbers keep their figures, large ones lose their decimals."""
    assert speak.number(value) == said


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_the_policy_measures_comes_first_and_every_share_has_a_basis(
    language: Language,
) -> None:
    """The limit by its own measure, then all by what is spent."""
    _, whom, concentrated, *_ = five_sentences(PLAN, VOICES[language])
    spent = {"ko": "구매액의 51.9%를 중국에서", "en": "Of what is spent 51.9% goes to China"}
    policy = {
        "ko": "중국 비중(산화물 환산량 기준, 직접 구매)",
        "en": "share of China (oxide equivalent",
    }
    assert 0 < concentrated.index(policy[language]) < concentrated.index(spent[language])
    assert {"ko": "구매액", "en": "spend"}[language] in whom


def test_without_a_limit_reached_the_nearest_share_comes_first() -> None:
    """Its value beside its bound; without any share limited, only that none is reached."""
    case = make(
        OFFER_A,
        OFFER_B,
        need(100),
        Limit("a", "share", "country=CN", value=0.99, kind="soft", penalty=0.0),
    )
    plan = plan_case(replace(case, offers=(replace(OFFER_A, max_per_period=60.0), OFFER_B)))
    said = five_sentences(plan, Voice.of(plan.case, "en"))[2]
    assert said.startswith(
        "No limit is reached. Nearest to its bound: share of China (quantity, direct), "
        "60% in the whole plan (limit 99%). Of what is spent 55.6% goes to China; the HHI"
    )
    free = replace(plan.case, limits=())
    assert five_sentences(plan_case(free), Voice.of(free, "en"))[2].startswith("No limit is")
