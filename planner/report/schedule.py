"""Schedule: what is spent with whom and when, and on what."""

from collections.abc import Callable

from planner.explain.voice import Voice
from planner.outcomes.plan import OrderLine, Plan
from planner.page.grid import Fit, GridColumn, Matrix
from planner.page.money import Money
from planner.page.page import Page, Section
from planner.report import ledger, words
from planner.words import Words

SCHEDULE = Words("주문 일정", "Order schedule")
_ABOUT = Words(
    "언제 누구에게 얼마를: 주문하는 기간별 지급 예상(할인 전), {}",
    "When, with whom, how much: expected payments by the period of the order, undiscounted, {}",
)
_BY_SUPPLIER, _BY_MATERIAL = Words("공급사별", "By supplier"), Words("품목별", "By material")


def schedule_page(plan: Plan, voice: Voice) -> Page | None:
    """Suppliers and materials over the coming periods, later ones by year; None without orders."""
    if not plan.orders:
        return None
    money = voice.scale(line.cost for line in plan.orders)

    def section(
        key: str, title: Words, of: Callable[[OrderLine], str], name: Callable[[str], str]
    ) -> Section:
        label = GridColumn(key, voice.say(title), name, width=Fit(24, 40))
        return Section(voice.say(title), (_matrix(key, plan, voice, of, label, money),))

    return Page(
        name=voice.say(SCHEDULE),
        title=voice.say(SCHEDULE),
        about=voice.say(_ABOUT, money.unit),
        blocks=(
            section("supplier", _BY_SUPPLIER, lambda line: line.supplier, voice.supplier),
            section("material", _BY_MATERIAL, lambda line: line.material, voice.material),
        ),
        width=11,
        frozen=1,
    )


def _matrix(
    key: str,
    plan: Plan,
    voice: Voice,
    of: Callable[[OrderLine], str],
    label: GridColumn,
    money: Money,
) -> Matrix:
    times, total = ledger.windows(plan), voice.say(words.TOTAL)
    sums = ledger.by_time(plan.orders, of, ledger.periods(plan), lambda line: line.cost)
    shown = ledger.gathered(sums, plan, times)
    return Matrix(
        key=key,
        labels=(label,),
        rows=list(shown),
        headings=list(times),
        of=shown.__getitem__,
        format=money.format,
        row_total=total,
        column_total=total,
    )
