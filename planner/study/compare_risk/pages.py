"""The page of ``planner plan --compare-risk``: plans of unlike measures, side by side."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from planner.explain import speak
from planner.explain.colours import supplier_colours
from planner.explain.voice import Voice
from planner.outcomes.risk import Judged
from planner.page.drawing import Chart, Down, Series, row_series
from planner.page.grid import Fit, Grid, GridColumn, Matrix
from planner.page.look import BLUE, OTHERS_COLOUR, TEAL
from planner.page.money import Money
from planner.page.page import Gallery, Page, Section, Sentences
from planner.report import risk_headings as risk
from planner.study.compare_risk.found import Compared
from planner.study.compare_risk.words import comparison_sentences
from planner.study.front import words as shared
from planner.words import Words

MOST_SUPPLIERS = 10
_ACROSS = 10
_PIXELS = (620, 320)
_WIDTH, _HOW_WIDTH, _NAMES = 13.5, 30, Fit(30, 40)
_NAME = Words("위험 비교", "Risk compared")
_TITLE = Words("위험 척도 비교", "Measures of risk compared")
_ABOUT = Words(
    "계획마다 만들 때 보지 않은 같은 미래 {futures}가지로 판단",
    "Each plan judged in the same {futures} futures, none of which it was made for",
)
_ROLLING = Words("시간이 가며 다시 계획 (rolling)", "Planned anew as time goes on (rolling)")
_FORESIGHT = Words(
    "주문만 고정, 나머지는 미래를 알고 (foresight)", "Orders ahead fixed, the rest with foresight"
)
_HOW = Words("판단 방법", "Judged")
_PROMISED = Words("계획이 스스로 약속한 비용", "Cost the plan itself promises")
_SHARES = Words("공급사별 구매액 비중", "Share of each supplier in spend")
_SHARES_ALT = Words(
    "계획별로 쌓은 공급사 비중 막대.", "Stacked columns of supplier shares by plan."
)
_CHART = Words(
    "평균, 최악 {tail} 평균, P95, {unit}", "Mean, mean of the worst {tail}, and P95, {unit}"
)
_ALT = Words("계획별 평균, CVaR, P95 비용 막대.", "Columns of mean, CVaR and P95 cost by plan.")


class _JudgedLine(NamedTuple):
    """One judgement of one plan; the promise stands beside the first."""

    plan: Words
    how: Words
    promised: float | None
    judged: Judged


def comparison_page(rows: Sequence[Compared], futures: int, voice: Voice) -> Page:
    """What the comparison says, every judgement of every plan, and whom each buys from."""
    money = voice.scale(one.judged.mean for one in rows)
    level = voice.case.settings.risk_level
    said = comparison_sentences(rows, level, voice)
    shares = _shares(rows, voice)
    charts = [_cost_chart(voice, money), *([_shares_chart(shares, voice)] if shares.rows else [])]
    costs = (_costs(rows, voice, money), _bars(rows, voice, money))
    gallery = Gallery(tuple(charts), blank=0)
    blocks = [
        Section(voice.say(risk.IN_WORDS), (Sentences(said),)),
        Section(voice.say(risk.COSTS, money.unit), (*costs, gallery)),
        *([Section(voice.say(_SHARES), (shares,))] if shares.rows else []),
    ]
    return Page(
        name=voice.say(_NAME),
        title=voice.say(_TITLE),
        blocks=tuple(blocks),
        about=voice.say(_ABOUT, futures=futures),
        across=_ACROSS,
        width=_WIDTH,
    )


def _tail(voice: Voice) -> str:
    return speak.percent(1.0 - voice.case.settings.risk_level)


def _costs(rows: Sequence[Compared], voice: Voice, money: Money) -> Grid:
    """Every judgement of every plan."""
    say, chance = voice.say, attrgetter("judged.shortage_probability")
    columns = (
        GridColumn("plan", say(risk.PLAN), lambda line: say(line.plan), width=_NAMES),
        GridColumn("how", say(_HOW), lambda line: say(line.how), look="wrap", width=_HOW_WIDTH),
        GridColumn("promised", say(_PROMISED), format=money.format),
        GridColumn("mean", say(risk.MEAN), attrgetter("judged.mean"), money.format),
        GridColumn("error", say(risk.ERROR), attrgetter("judged.standard_error"), money.format),
        GridColumn("cvar", say(risk.CVAR, _tail(voice)), attrgetter("judged.cvar"), money.format),
        GridColumn("p95", say(risk.P95), attrgetter("judged.p95"), money.format),
        GridColumn("worst", say(risk.WORST), attrgetter("judged.worst"), money.format),
        GridColumn("short", say(risk.SHORTAGE_CHANCE), chance, "whole_percent"),
        *_lacking(rows, voice),
        GridColumn(
            "service", say(risk.SERVICE), attrgetter("judged.service_level"), "whole_percent"
        ),
    )
    return Grid("judgements", columns, list(_lines(rows)))


def _lacking(rows: Sequence[Compared], voice: Voice) -> tuple[GridColumn, ...]:
    """How often something cannot be kept, where that happens at all."""
    if not any(line.judged.lacking for line in _lines(rows)):
        return ()
    said = voice.say(risk.LACKING)
    return (GridColumn("lacking", said, attrgetter("judged.lacking"), "whole_percent"),)


def _lines(rows: Sequence[Compared]) -> Iterator[_JudgedLine]:
    """The stricter judgement of a plan stands first."""
    for one in rows:
        if one.rolling:
            yield _JudgedLine(one.name, _ROLLING, one.promised, one.rolling)
        promised = None if one.rolling else one.promised
        yield _JudgedLine(one.name, _FORESIGHT, promised, one.foresight)


def _figures(voice: Voice) -> tuple[tuple[str, str, str], ...]:
    """Key, heading and colour of what the chart of costs shows."""
    return (
        ("mean", voice.say(risk.MEAN), OTHERS_COLOUR),
        ("cvar", voice.say(risk.CVAR, _tail(voice)), BLUE),
        ("p95", voice.say(risk.P95), TEAL),
    )


def _bars(rows: Sequence[Compared], voice: Voice, money: Money) -> Grid:
    """Mean, tail and P95 of the stricter judgement."""
    columns = (
        GridColumn("plan", voice.say(risk.PLAN), lambda one: voice.say(one.name)),
        *(
            GridColumn(key, heading, attrgetter(f"judged.{key}"), money.format)
            for key, heading, _ in _figures(voice)
        ),
    )
    return Grid("bars", columns, rows)


def _cost_chart(voice: Voice, money: Money) -> Chart:
    plans = Down("bars", "plan")
    return Chart(
        title=voice.say(_CHART, tail=_tail(voice), unit=money.unit),
        about=voice.say(_ALT),
        series=tuple(
            Series(heading, plans, Down("bars", key), colour, labels=money.axis)
            for key, heading, colour in _figures(voice)
        ),
        size=_PIXELS,
        number=money.axis,
    )


def _shares(rows: Sequence[Compared], voice: Voice) -> Matrix:
    """Suppliers by plans, the largest first; those beyond ``MOST_SUPPLIERS`` as one, called ""."""
    plans = [dict(one.shares) for one in rows]
    names = sorted({ident for own in plans for ident in own})
    suppliers = sorted(names, key=lambda ident: -sum(own.get(ident, 0.0) for own in plans))
    rest = suppliers[MOST_SUPPLIERS:]
    others = [sum(own.get(ident, 0.0) for ident in rest) for own in plans]
    return Matrix(
        key="shares",
        labels=(
            GridColumn(
                "supplier",
                voice.say(shared.SUPPLIER),
                lambda ident: voice.supplier(ident) if ident else voice.say(shared.OTHERS),
                width=_NAMES,
            ),
            GridColumn("country", voice.say(shared.COUNTRY), voice.home),
        ),
        rows=suppliers[:MOST_SUPPLIERS] + [""] * bool(rest),
        headings=[voice.say(one.name) for one in rows],
        of=lambda ident: [own.get(ident, 0.0) for own in plans] if ident else others,
        format="percent",
    )


def _shares_chart(shares: Matrix, voice: Voice) -> Chart:
    suppliers = [ident for ident in shares.rows if ident]
    names = [str(shares.labels[0].cell(ident).value) for ident in shares.rows]
    colours = [*supplier_colours(suppliers, voice.case), OTHERS_COLOUR]
    ends = ("0", str(len(shares.headings) - 1))
    return Chart(
        title=voice.say(_SHARES),
        about=voice.say(_SHARES_ALT),
        series=tuple(row_series("shares", list(zip(names, colours, strict=False)), ends)),
        size=_PIXELS,
        number="0%",
        stacked="percent_stacked",
    )
