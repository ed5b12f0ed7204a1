"""Summary: one printed page for a director. What to approve, the budget, limits reached, what may go wrong."""

# ruff: noqa: E501
from collections.abc import Sequence

from planner.explain import decision, figures, headline, sentences
from planner.explain.voice import Voice
from planner.outcomes.plan import OrderLine, Plan
from planner.page.drawing import Chart, Down, Series
from planner.page.grid import Grid, GridColumn
from planner.page.look import OTHERS_COLOUR, SPARE_COLOURS, quantity_style
from planner.page.money import Money
from planner.page.page import (
    Band,
    Beside,
    BlankRow,
    Block,
    Note,
    Page,
    PageLayout,
    Section,
    Sentences,
)
from planner.report import budget, words
from planner.report.conflicts import CONFLICTS, in_order
from planner.report.costs import COSTS
from planner.report.headline import summary_tiles
from planner.report.notes import notes_section
from planner.report.orders import ORDERS
from planner.report.overview import OVERVIEW
from planner.report.run import check_text
from planner.words import Words

_MOST_ORDERS, _MOST_CONFLICTS = 5, 5
_CHART_PIXELS = (455, 150)
_TITLE = Words("조달 계획", "Procurement plan")
_SUBTITLE = Words(
    "{first} ~ {last} ({count}개 기간) | 통화 {currency} | 입력 {input} | 실행 {started}",
    "{first} to {last} ({count} periods) | currency {currency} | input {input} | run {started}",
)
_DECISION = Words("결정할 것", "What is asked")
_BUDGET_CHART = Words("연도별 예산, {}", "Budget by year, {}")
_BUDGET_ALT = Words(
    "연도별 예산을 항목별로 쌓은 막대.", "Stacked columns of the budget by year and part."
)
_THIS_PERIOD = Words("{}에 낼 주문", "Orders of {}")
_MORE_ORDERS = Words(
    "금액이 큰 {shown}건입니다. 모두 {count}건은 '{sheet}' 시트에 있습니다.",
    "The {shown} largest of {count}; all are on the sheet '{sheet}'.",
)
_VALUE, _PAID = (
    Words("주문 금액, {}", "Order value, {}"),
    Words("지급 예상, {}", "Expected payment, {}"),
)
_BINDS = Words("한도에 도달한 것", "Limits reached")
_RISKS = Words("어긋날 수 있는 것", "What may go wrong")
_SEE_NOTES = Words(
    "알아둘 점이 {count}건 있습니다. '{sheet}' 시트의 끝에 있습니다.",
    "Notes to read: {count}, at the end of the sheet '{sheet}'.",
)
_SEE_CONFLICTS = Words(
    "자세한 내용은 '충돌' 시트에 있습니다.", "See the sheet 'Conflicts' for details."
)


def summary_page(plan: Plan, voice: Voice) -> Page:
    """The verdict, and if there is a plan what is asked; else why there is none."""
    title, about = voice.case.settings.title, _about(plan, voice)
    found = _found(plan, voice) if figures.has_plan(plan) else _without(plan, voice)
    return Page(
        name=voice.say(words.SUMMARY),
        title=title or voice.say(_TITLE),
        about=f"{voice.say(_TITLE)} | {about}" if title else about,
        blocks=(_status(plan, voice), *found),
        layout=PageLayout.COVER,
        single=True,
    )


def _found(plan: Plan, voice: Voice) -> list[Block]:
    money = voice.scale(budget.paid_by_year(plan).values())
    more = voice.say(OVERVIEW)
    failed = (Note(check_text(plan, voice), "bad", wide=True),) if _failed(plan) else ()
    return [
        *failed,
        *_see_notes(plan, voice),
        summary_tiles(plan, voice, money),
        Section(voice.say(_DECISION), (Sentences(decision.asked(plan, voice)),)),
        _budget(plan, voice, money),
        *_orders(plan, voice),
        Beside(
            (Section(voice.say(_BINDS), (Sentences(decision.what_binds(plan, voice)),)),),
            (Section(voice.say(_RISKS), (Sentences(decision.may_go_wrong(plan, voice)),), more),),
        ),
    ]


def _see_notes(plan: Plan, voice: Voice) -> tuple[Note, ...]:
    if not plan.notes:
        return ()
    sheet = voice.say(OVERVIEW)
    return (Note(voice.say(_SEE_NOTES, count=len(plan.notes), sheet=sheet), link=sheet),)


def _about(plan: Plan, voice: Voice) -> str:
    case = voice.case
    return voice.say(
        _SUBTITLE,
        first=case.calendar.label(0),
        last=case.calendar.label(case.settings.periods - 1),
        count=case.settings.periods,
        currency=voice.currency,
        input=plan.run.get("input") or "-",
        started=_clock(str(plan.run.get("started", ""))),
    )


def _clock(started: str) -> str:
    """Write ``2027-01-04 09:30 UTC``: seconds say nothing to a reader."""
    zone = " UTC" if started.endswith("+00:00") else ""
    return f"{started[:10]} {started[11:16]}{zone}" if started else "-"


def _status(plan: Plan, voice: Voice) -> Band:
    return Band(headline.status_sentence(plan, voice), headline.look(plan, voice))


def _failed(plan: Plan) -> bool:
    return plan.check is not None and not plan.check.passed


def _without(plan: Plan, voice: Voice) -> list[Block]:
    if not plan.conflicts:
        return [notes_section(plan, voice)]
    shown = in_order(plan)[:_MOST_CONFLICTS]
    said = tuple(sentences.conflict_sentence(conflict, voice) for conflict in shown)
    see = Note(voice.say(_SEE_CONFLICTS), "subtitle", link=voice.say(CONFLICTS))
    why = Section(voice.say(CONFLICTS), (Sentences(said, blank=0), see, BlankRow()))
    return [why, notes_section(plan, voice)]


def _budget(plan: Plan, voice: Voice, money: Money) -> Section:
    title, more = voice.say(budget.BUDGET, money.unit), voice.say(COSTS)
    if not budget.paid_by_year(plan):
        return Section(title, (Note(voice.say(budget.NOTHING_PAID)), BlankRow()), more)
    grid = budget.budget_grid(plan, voice, money.format)
    parts = [column for column in grid.columns if column.total]
    colours = (*SPARE_COLOURS, OTHERS_COLOUR)
    chart = Chart(
        title=voice.say(_BUDGET_CHART, money.unit),
        about=voice.say(_BUDGET_ALT),
        series=tuple(
            Series(str(part.heading), Down("budget", "year"), Down("budget", part.key), colour)
            for part, colour in zip(parts, colours, strict=False)
        ),
        size=_CHART_PIXELS,
        number=money.axis,
        stacked="stacked",
        titled=False,
    )
    return Section(title, (Beside((grid,), (chart,), at=8, blank=0),), more)


def _orders(plan: Plan, voice: Voice) -> list[Section]:
    lines = decision.first_orders(plan)
    if not lines:
        return []
    sheet, first = voice.say(ORDERS), plan.case.calendar.label(0)
    cut = voice.say(_MORE_ORDERS, shown=_MOST_ORDERS, count=len(lines), sheet=sheet)
    grid = Grid(
        key="orders",
        columns=_order_columns(lines, voice),
        rows=lines[:_MOST_ORDERS],
        remark=cut if len(lines) > _MOST_ORDERS else "",
    )
    return [Section(voice.say(_THIS_PERIOD, first), (grid,), sheet)]


def _order_columns(lines: Sequence[OrderLine], voice: Voice) -> tuple[GridColumn, ...]:
    say, number = voice.say, quantity_style([line.quantity for line in lines])
    return (
        GridColumn("supplier", say(words.SUPPLIER), lambda o: voice.supplier(o.supplier), span=3),
        GridColumn("material", say(words.MATERIAL), lambda o: voice.material(o.material), span=2),
        GridColumn("quantity", say(words.QUANTITY), format=number),
        GridColumn("unit", say(words.UNIT)),
        GridColumn("arrives", say(words.ARRIVES), span=2),
        GridColumn("license", say(words.LICENSE)),
        GridColumn("value", say(_VALUE, voice.currency), format="n0"),
        GridColumn("cost", say(_PAID, voice.currency), format="n0"),
    )
