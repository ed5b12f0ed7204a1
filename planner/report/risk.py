"""Risk: what the plan may cost and lack over many futures, beside the plan made without risk."""

import dataclasses
import math

from planner.explain import lack_words, risk_words, speak
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.outcomes.risk import RiskView
from planner.page.conditions import Condition, DataBar, Heat
from planner.page.grid import Fit, Grid, GridColumn, Matrix
from planner.page.look import LIGHT_BAND, quantity_style
from planner.page.money import Money
from planner.page.page import Block, Note, Page, Section, Sentences
from planner.report import risk_headings as shared
from planner.report import words
from planner.report.costs import money
from planner.report.spread import spread_section
from planner.report.unseen import unseen_section
from planner.words import Words

# ruff: noqa: E501
_HOT = "#E57368"
_LIKELY = 0.5
"""A chance of a shortage that is as red as can be."""
_NAME = Words("위험", "Risk")
_ABOUT = Words(
    "미래 {futures}가지(씨앗 {seed})에서 이 계획과 위험을 보지 않은 계획을 비교, {measure}",
    "This plan and the plan without risk in the same {futures} futures (seed {seed}), {measure}",
)
_MEASURES = {
    "expected": Words("평균 비용을 최소로", "least mean cost"),
    "cvar": Words(
        "평균과 최악 {tail}의 평균(CVaR)을 {weight} 비중으로 섞어 최소로",
        "least mix of the mean and the mean of the worst {tail} (CVaR, weight {weight})",
    ),
}
_DIFFERENCE = Words("차이", "Difference")
_IN_SAMPLE = Words(
    "계획을 만든 미래들에서 잰 값이어서 낙관적입니다. 보지 않은 미래에서의 값: planner plan --judge 100",
    "Measured in the futures the plan was made for, which flatter it. In unseen ones: planner plan --judge 100",
)
_MADE_FOR = Words(
    "계획을 만든 미래에서의 비용과 공급 (낙관적), {}",
    "Cost and supply in the futures it was made for (which flatter it), {}",
)
_WORTH = Words("안전과 정보의 값, {}", "What safety and information are worth, {}")
_WORTH_ROWS = {
    "promised": (
        Words("위험을 보지 않은 계획이 약속한 비용", "Cost the plan without risk promises"),
        Words("허가와 사고가 예상대로일 때만 맞습니다.", "True only if licenses and shocks go as it counts on."),
    ),
    "premium": (
        Words("안전의 값 (약속 대비 평균)", "Premium for safety (mean over that promise)"),
        Words("이 계획의 평균 비용 - 약속한 비용", "Mean cost of this plan less the promise"),
    ),
    "vss": (
        Words("여러 미래를 보고 짠 값 (VSS)", "Value of planning for many futures (VSS)"),
        Words("같은 미래에서 위험을 보지 않은 계획보다 낮은 정도, 계획의 위험 척도로", "How far below the plan without risk in the same futures, in the plan's measure"),
    ),
    "evpi": (
        Words("미래를 미리 아는 값 (EVPI)", "Value of knowing the future (EVPI)"),
        Words("위험 척도 J - 미래마다 따로 계획한 비용의 평균: 정보와 예측에 낼 돈의 상한, 표준오차 {}", "J less the mean cost of futures each planned for alone: the most that information can be worth; standard error {}"),
    ),
    "unproven": (
        Words("최적까지 남은 차이 (최대)", "Distance to the best (at most)"),
        Words("위험 척도의 {}", "{} of the risk measure"),
    ),
}  # fmt: skip
_AMOUNT, _MEANING = Words("금액", "Amount"), Words("뜻", "What it means")
_STILL = Words("이 계획을 아직 따르는 미래", "Futures that still follow the plan")
_STILL_NOTE = Words(
    "계획을 만든 미래 {futures}가지 중 그 기간의 주문이 아직 계획 그대로인 것. 10가지보다 적으면 그 기간의 주문은 참고용입니다.",
    "Of the {futures} futures it was made for, those in which the orders of the period are still the plan's. Below 10 its orders are indicative.",
)
_HURT = Words("가장 아픈 미래", "The futures that hurt most")
_COST, _ABOVE_MEAN = Words("비용", "Cost"), Words("평균보다", "Above the mean")
_SHORTAGE_COST = Words("부족 비용", "Cost of shortage")
_DRAWN = Words("허가: 입력한 값과 뽑힌 값", "Licenses: as typed and as drawn")
_DRAWN_NOTE = Words(
    "뽑힌 값은 이 계획의 미래 {futures}가지와 넣을 수 있는 모든 주문에서 센 것입니다. 미래가 적으면 입력한 값과 조금 다릅니다: settings의 futures를 늘리면 가까워집니다. 일수는 사건으로 늦어지기 전입니다.",
    "Drawn: counted over the {futures} futures of this plan and all orders that could be placed. With few futures it is a little off what was typed: more futures in settings bring it nearer. Days are before any event delays them.",
)
_DRAWN_HEADS = {
    "applications": Words("신청 수 (미래마다)", "Applications (each future)"),
    "grant": Words("허가 확률, 입력", "Grant, typed"),
    "granted": Words("허가 비율, 뽑힘", "Grant, drawn"),
    "days_p50": Words("중앙값 일수, 입력", "Median days, typed"),
    "drawn_p50": Words("중앙값 일수, 뽑힘", "Median days, drawn"),
    "days_p90": Words("P90 일수, 입력", "P90 days, typed"),
    "drawn_p90": Words("P90 일수, 뽑힘", "P90 days, drawn"),
}
_LACKS = Words("어떤 값으로도 지킬 수 없는 것", "What cannot be kept at any price")
_WHAT = Words("지킬 수 없는 것 (최대)", "What cannot be kept (at the worst)")
_CHANCE_LACKING = Words("그런 미래", "Such futures")
_LACKING_MEAN = Words("평균 (모든 미래)", "Mean (all futures)")
_NO_MONEY = Words(
    "제 단위로 적으며 어떤 비용, 평균, 꼬리 값에도 들어 있지 않습니다.",
    "In their own units; in no cost, mean or tail.",
)
_SERVICE_BY = Words("품목별 수요 충족률", "Service level by material")
_SHORTAGES = Words(
    "부족 확률과 크기 (부족이 나오는 기간만)", "Shortages: chance and size (periods with any)"
)
_CHANCE = Words("부족 확률 (붉을수록 높음)", "Chance of a shortage (redder is likelier)")
_SIZE_MEAN = Words(
    "부족량 평균 (모든 미래, 품목 단위)", "Mean shortage (all futures, material's unit)"
)
_SIZE_P95 = Words("부족량 P95 (품목 단위)", "Shortage, P95 (material's unit)")
_NO_SHORTAGES = Words(
    "어느 미래에서도 수요가 모두 충족됩니다.", "All demand is met in every future."
)


def risk_page(plan: Plan, voice: Voice) -> Page | None:
    """Both plans' costs, sentences, distribution, shortages and the worst futures."""
    if plan.risk is None:
        return None
    view, shown = plan.risk, money(plan, voice)
    said = Sentences(risk_words.risk_sentences(view, voice))
    return Page(
        name=voice.say(_NAME),
        title=voice.say(_NAME),
        about=_about(view, voice),
        blocks=(
            Section(voice.say(shared.IN_WORDS), (said,)),
            *unseen_section(view, voice, shown),
            _costs(view, voice, shown),
            _worth(view, voice, shown),
            *spread_section(view, voice, shown),
            *_following(view, voice),
            *_hurt(view, voice, shown),
            *_licenses(view, voice),
            *_service(view, voice),
            *_lacks(view, voice),
            Section(voice.say(_SHORTAGES), _shortages(view, voice)),
        ),
        across=10,
        widths=(42,),
        width=13.5,
    )


def _about(view: RiskView, voice: Voice) -> str:
    tail = risk_words.tail(view)
    measure = voice.say(_MEASURES[view.measure], tail=tail, weight=f"{view.weight:g}")
    return voice.say(_ABOUT, futures=view.futures, seed=view.seed, measure=measure)


def _costs(view: RiskView, voice: Voice, shown: Money) -> Section:
    """Both plans and their difference."""

    def figure(key: str, heading: str, number: str) -> GridColumn:
        own, other = getattr(view.own, key), getattr(view.riskless, key)
        # The error of a difference in the same futures is not the errors' difference.
        apart = math.nan if key == "standard_error" else own - other
        found = {"own": own, "riskless": other, "apart": apart}
        return GridColumn(key, heading, lambda row: _known(found[row]), number)

    amounts = {
        "mean": voice.say(shared.MEAN),
        "standard_error": voice.say(shared.ERROR),
        "cvar": voice.say(shared.CVAR, risk_words.tail(view)),
        "p5": voice.say(shared.P5),
        "p50": voice.say(shared.P50),
        "p95": voice.say(shared.P95),
        "worst": voice.say(shared.WORST),
    }
    plans = {"own": shared.OWN, "riskless": shared.RISKLESS, "apart": _DIFFERENCE}
    columns = (
        GridColumn("plan", voice.say(shared.PLAN), lambda row: voice.say(plans[row])),
        *(figure(key, heading, shown.format) for key, heading in amounts.items()),
        *(
            [figure("lacking", voice.say(shared.LACKING), "whole_percent")]
            if view.own.lacking or view.riskless.lacking
            else []
        ),
        figure("shortage_probability", voice.say(shared.SHORTAGE_CHANCE), "whole_percent"),
        figure("service_level", voice.say(shared.SERVICE), "whole_percent"),
    )
    remark = voice.say(_IN_SAMPLE) if view.unseen is None else ""
    grid = Grid("costs", columns, list(plans), remark=remark)
    return Section(voice.say(_MADE_FOR, shown.unit), (grid,))


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _worth(view: RiskView, voice: Voice, shown: Money) -> Section:
    error = voice.money(view.evpi_error) if math.isfinite(view.evpi_error) else "-"
    remarks = {"evpi": error, "unproven": speak.percent(view.gap)}
    amounts = {
        **{name: getattr(view, name) for name in ("promised", "vss", "evpi")},
        "premium": risk_words.premium(view)[1],
        "unproven": view.value - view.bound,
    }
    columns = (
        GridColumn("what", "", lambda name: voice.say(_WORTH_ROWS[name][0])),
        GridColumn("amount", voice.say(_AMOUNT), amounts.get, shown.format),
        GridColumn(
            "meaning",
            voice.say(_MEANING),
            lambda name: voice.say(_WORTH_ROWS[name][1], remarks.get(name, "")),
            span=8,
        ),
    )
    rows = [name for name in _WORTH_ROWS if math.isfinite(amounts[name])]
    return Section(voice.say(_WORTH, shown.unit), (Grid("worth", columns, rows),))


def _following(view: RiskView, voice: Voice) -> list[Section]:
    """How long the plan stands: in how many futures nothing has changed it yet."""
    if not view.following:
        return []
    periods, counts = zip(*view.following, strict=True)
    label = GridColumn("what", voice.say(_STILL), lambda _: voice.say(shared.FOLLOWING))
    remark = voice.say(_STILL_NOTE, futures=view.futures)
    matrix = Matrix("following", (label,), [view], list(periods), lambda _: counts, "whole")
    return [Section(voice.say(_STILL), (dataclasses.replace(matrix, remark=remark),))]


def _hurt(view: RiskView, voice: Voice, shown: Money) -> list[Section]:
    if not view.worst:
        return []
    columns = (
        GridColumn("number", voice.say(shared.FUTURE), look="left"),
        GridColumn("cost", voice.say(_COST), format=shown.format),
        GridColumn(
            "above", voice.say(_ABOVE_MEAN), lambda line: line.cost - view.own.mean, shown.format
        ),
        GridColumn("shortage", voice.say(_SHORTAGE_COST), format=shown.format),
        GridColumn(
            "story",
            voice.say(shared.STORY),
            lambda line: risk_words.story(line.story, voice),
            look="wrap",
            span=6,
        ),
    )
    return [Section(voice.say(_HURT), (Grid("hurt", columns, view.worst),))]


def _licenses(view: RiskView, voice: Voice) -> list[Section]:
    """What few futures could come to, beside what was typed."""
    if not view.licenses:
        return []
    formats = {"applications": "whole", "grant": "whole_percent", "granted": "whole_percent"}
    columns = (
        GridColumn("license", voice.say(words.LICENSE)),
        GridColumn("country", voice.say(words.COUNTRY), lambda line: voice.country(line.country)),
        *(
            GridColumn(key, voice.say(heading), format=formats.get(key, "n1"))
            for key, heading in _DRAWN_HEADS.items()
        ),
    )
    remark = voice.say(_DRAWN_NOTE, futures=view.futures)
    grid = Grid("licenses", columns, view.licenses, remark=remark)
    return [Section(voice.say(_DRAWN), (grid,))]


def _lacks(view: RiskView, voice: Voice) -> list[Section]:
    """What some futures break whatever is done, if any does."""
    if not view.lacks:
        return []
    columns = (
        GridColumn(
            "what",
            voice.say(_WHAT),
            lambda line: lack_words.lack_said(line, voice),
            look="wrap",
            width=Fit(42, 48),
        ),
        GridColumn("probability", voice.say(_CHANCE_LACKING), format="percent"),
        GridColumn("mean", voice.say(_LACKING_MEAN), format="n3"),
        GridColumn("worst", voice.say(shared.WORST), format="n3"),
        GridColumn("unit", voice.say(words.UNIT)),
    )
    remark = voice.say(_NO_MONEY)
    return [Section(voice.say(_LACKS), (Grid("lacks", columns, view.lacks, remark=remark),))]


def _service(view: RiskView, voice: Voice) -> list[Section]:
    if not view.service:
        return []
    columns = (
        GridColumn(
            "material",
            voice.say(words.MATERIAL),
            lambda row: voice.material(row[0]),
            width=Fit(42, 48),
        ),
        GridColumn(
            "service",
            voice.say(shared.SERVICE),
            lambda row: row[1],
            "percent",
            conditions=(DataBar(LIGHT_BAND),),
        ),
    )
    rows = sorted(view.service, key=lambda row: (row[1], row[0]))
    return [Section(voice.say(_SERVICE_BY), (Grid("service", columns, rows),))]


def _shortages(view: RiskView, voice: Voice) -> tuple[Block, ...]:
    """Materials by periods; only periods in which something may lack."""
    if not view.shortages:
        return (Note(voice.say(_NO_SHORTAGES)),)
    lines = {(line.material, line.location, line.period): line for line in view.shortages}
    units = {(line.material, line.location): line.unit for line in view.shortages}
    periods = sorted({line.period for line in view.shortages})

    def matrix(key: str, title: Words, number: str, *conditions: Condition) -> Matrix:
        def numbers(node: tuple[str, str]) -> list[float | None]:
            found = (lines.get((*node, period)) for period in periods)
            return [getattr(line, key) if line else None for line in found]

        label = GridColumn("node", voice.say(title), lambda node: _node(node, units[node], voice))
        return Matrix(key, (label,), list(units), periods, numbers, number, conditions=conditions)

    size = min(quantity_style([line.worst for line in view.shortages if line.worst]), "n2")
    return (
        matrix("probability", _CHANCE, "percent", Heat("#FFFFFF", _HOT, ends=(0.0, _LIKELY))),
        matrix("mean", _SIZE_MEAN, size),
        matrix("worst", _SIZE_P95, size),
    )


def _node(node: tuple[str, str], unit: str, voice: Voice) -> str:
    material, place = node
    name = voice.material(material)
    where = f"{name}, {place}" if place and len(voice.case.locations) > 1 else name
    return f"{where} ({unit})"
