"""What a plan comes to in futures it was not made for: costs of both plans, and what may lack."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from models.rolling.estimate import Estimate
from planner.explain import speak
from planner.explain.voice import Voice
from planner.outcomes.risk import Judged, MaterialShort, RiskView, Unseen
from planner.page.grid import Fit, Grid, GridColumn
from planner.page.look import quantity_style
from planner.page.money import Money
from planner.page.page import Section
from planner.report import risk_headings as shared
from planner.report import words
from planner.words import Words

# ruff: noqa: E501
_TITLE = Words(
    "보지 않은 미래 {futures}가지에서 기간마다 다시 결정한 비용, {unit}",
    "Cost in {futures} unseen futures, decided again period by period, {unit}",
)
_REMARK = Words(
    "계획을 만들 때 보지 않은 미래(씨앗 {seed})에서 그때까지 알려진 것만으로 기간마다 다시 결정합니다. 차이의 표준오차는 미래마다 두 계획을 짝지어 셈하며, 2배를 넘지 않으면 우연일 수 있습니다.",
    "Futures that the plan was not made for (seed {seed}), decided anew in each period by what is known till then. The standard error of a difference pairs both plans in each future; a difference within two of them may be chance.",
)
_CVAR_ERROR = Words("CVaR의 표준오차", "Standard error of the CVaR")
_DIFFERENCE = Words("차이", "Difference")
_WHERE_KEPT = Words(
    "차이 (둘 다 모두 지키는 미래 {count}가지)",
    "Difference (in the {count} futures in which both keep everything)",
)
_SHORT = Words("보지 않은 미래에서 부족한 품목", "What lacks in unseen futures")
_CHANCE = Words("부족한 미래의 비율", "Part of the futures that lack it")
_AMOUNT = Words("부족량 평균 (모든 미래)", "Mean shortage (all futures)")
_COST = Words("부족 비용 평균, {}", "Mean cost of it, {}")


@dataclass(frozen=True)
class _Row:
    """A plan, or how much the first costs more than the other; nan: not known."""

    name: Words
    mean: Estimate
    cvar: Estimate
    judged: Judged | None = None


def unseen_section(view: RiskView, voice: Voice, money: Money) -> list[Section]:
    """Both plans and their difference, then each material that lacks; nothing if not judged."""
    unseen = view.unseen
    if unseen is None:
        return []
    title = voice.say(_TITLE, futures=unseen.futures, unit=money.unit)
    found = [Section(title, (_costs(view, unseen, voice, money),))]
    if unseen.short:
        found.append(Section(voice.say(_SHORT), (_shortages(unseen, voice, money),)))
    return found


def _costs(view: RiskView, unseen: Unseen, voice: Voice, money: Money) -> Grid:
    rows = [_plan(shared.OWN, unseen.own)]
    if unseen.riskless:
        rows.append(_plan(shared.RISKLESS, unseen.riskless))
    if unseen.mean and unseen.tail:
        partly = unseen.compared < unseen.futures
        name = _WHERE_KEPT.filled(count=unseen.compared) if partly else _DIFFERENCE
        rows.append(_Row(name, unseen.mean, unseen.tail))
    tail = speak.percent(1.0 - view.level)

    def judged(key: str, heading: Words, number: str) -> GridColumn:
        return GridColumn(
            key, voice.say(heading), lambda row: row.judged and getattr(row.judged, key), number
        )

    columns = (
        GridColumn("plan", voice.say(shared.PLAN), lambda row: voice.say(row.name)),
        _estimate("mean", voice.say(shared.MEAN), attrgetter("mean.value"), money),
        _estimate("mean_error", voice.say(shared.ERROR), attrgetter("mean.error"), money),
        _estimate("cvar", voice.say(shared.CVAR, tail), attrgetter("cvar.value"), money),
        _estimate("cvar_error", voice.say(_CVAR_ERROR), attrgetter("cvar.error"), money),
        judged("p5", shared.P5, money.format),
        judged("p95", shared.P95, money.format),
        judged("worst", shared.WORST, money.format),
        *(
            [judged("lacking", shared.LACKING, "whole_percent")]
            if any(row.judged and row.judged.lacking for row in rows)
            else []
        ),
        judged("service_level", shared.SERVICE, "whole_percent"),
    )
    return Grid("unseen", columns, rows, remark=voice.say(_REMARK, seed=unseen.seed))


def _plan(name: Words, own: Judged) -> _Row:
    mean, cvar = Estimate(own.mean, own.standard_error), Estimate(own.cvar, own.cvar_error)
    return _Row(name, mean, cvar, own)


def _estimate(key: str, heading: str, value: Callable[[_Row], float], money: Money) -> GridColumn:
    def known(row: _Row) -> float | None:
        found = value(row)
        return found if math.isfinite(found) else None

    return GridColumn(key, heading, known, money.format)


def _shortages(unseen: Unseen, voice: Voice, money: Money) -> Grid:
    def chance(line: MaterialShort) -> float:
        return line.probability.value

    style = min(quantity_style([line.mean for line in unseen.short if line.mean]), "n2")
    columns = (
        GridColumn(
            "material",
            voice.say(words.MATERIAL),
            lambda line: voice.material(line.material),
            width=Fit(42, 48),
        ),
        GridColumn("chance", voice.say(_CHANCE), chance, "percent"),
        GridColumn("error", voice.say(shared.ERROR), _of_chance, "percent"),
        GridColumn("amount", voice.say(_AMOUNT), attrgetter("mean"), style),
        GridColumn("unit", voice.say(words.UNIT)),
        GridColumn("cost", voice.say(_COST, money.unit), attrgetter("cost"), money.format),
    )
    return Grid("unseen_short", columns, unseen.short)


def _of_chance(line: MaterialShort) -> float | None:
    error = line.probability.error
    return error if math.isfinite(error) else None
