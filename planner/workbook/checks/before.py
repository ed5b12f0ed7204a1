"""What was ordered before the plan: when it was, when it comes, and what looks back at it."""

from collections.abc import Iterator

from planner.schema.common import LONGEST_PLAN
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, kind
from planner.workbook.rows import Row

OUTSIDE = kind(
    "W566",
    (
        "도착 {seen}{seen:은는} 계획 기간({plan}) 밖입니다.",
        "The arrival {seen} lies outside the plan ({plan}).",
    ),
    (
        "이 기발주는 쓰지 않았습니다. 계획 시작 전에 도착했으면 기초 재고에 더하세요.",
        "The row is ignored; what came before the start belongs to the opening stock.",
    ),
    headline="left_out",
)
ORDERED_LATE = kind(
    "E568",
    (
        "주문 {seen}{seen:이가} 도착 {arrives}보다 늦습니다.",
        "It was ordered in {seen}, after it arrives ({arrives}).",
    ),
    ("두 값을 바꾸거나 고치세요.", "Swap or mend them."),
)
PENDING_WITHOUT_ORDER = kind(
    "E569",
    (
        "허가를 기다리는 기발주에 주문 기간(ordered)이 없습니다.",
        "An open order whose license is pending needs the period in which it was ordered.",
    ),
    ("ordered에 2026-11처럼 적으세요.", "Write it under ordered, such as 2026-11."),
)
ORDERED_EARLY = kind(
    "E573",
    (
        "주문 {seen}{seen:은는} 계획 시작보다 {most}기간 넘게 앞섭니다.",
        "It was ordered in {seen}, more than {most} periods before the start.",
    ),
    ("연도를 확인하세요.", "Check the year."),
)
COUNTS_NOWHERE = kind(
    "W571",
    (
        "주문 기간(ordered)이 없는 기발주 {count}건은 한도, 총량, 최소 인수에 들어가지 않습니다.",
        "Open orders without ordered count in no limit, total or take-or-pay: {count} rows.",
    ),
    ("주문한 기간을 ordered에 적으세요.", "Write the period of the order under ordered."),
)
COUNTS_NO_MORE = kind(
    "W572",
    (
        "{since}~{end} 밖에서 주문한 기발주 {count}건({seen} 등)은 한도에 들어가지 않습니다.",
        "Limits and totals look at {since} to {end}: what was ordered outside it ({seen}) does not "
        "count, {count} rows.",
    ),
    (
        "올해 산 것을 모두 세려면 settings의 counts_from에 그 해의 첫 달을 적으세요.",
        "To count all of this year, write its first month under counts_from in settings.",
    ),
)


def open_orders(draft: Draft) -> Iterator[Fault]:
    """When each was ordered, whether it comes, and whether anything counts it."""
    if draft.calendar is None:
        return
    looked_at = bool(draft.table("limits")) or any(
        row.has(key)
        for row in draft.table("offers")
        for key in ("min_total", "max_total", "take_or_pay")
    )
    rows = list(draft.sound("open_orders", "arrives", "ordered", "granted"))
    for row in rows:
        yield from _arrival(draft, row)
    yield from _uncounted(draft, rows) if looked_at else ()


def _arrival(draft: Draft, row: Row) -> Iterator[Fault]:
    """One that came before the plan and says when it was ordered still counts."""
    assert draft.calendar is not None
    if not row.has("arrives"):
        return
    came = draft.calendar.period_of(row["arrives"])
    counts = came < 0 and row.has("ordered")
    pending = row["granted"] == "pending"
    if not 0 <= came < draft.calendar.periods and not counts and not pending:
        yield OUTSIDE.at(row.spot("arrives"), plan=draft.plan_text())
    if row.has("ordered") and draft.calendar.period_of(row["ordered"]) > came:
        yield ORDERED_LATE.at(row.spot("ordered"), arrives=row.spot("arrives").seen)
    if pending and row.has("ordered") and -draft.calendar.period_of(row["ordered"]) > LONGEST_PLAN:
        yield ORDERED_EARLY.at(row.spot("ordered"), most=LONGEST_PLAN)
    if pending and not row.has("ordered"):
        yield PENDING_WITHOUT_ORDER.at(row.spot("ordered"))


def _uncounted(draft: Draft, rows: list[Row]) -> Iterator[Fault]:
    """Open orders that nothing looks back at, told once at the first of them."""
    calendar = draft.calendar
    assert calendar is not None
    never = [row for row in rows if not row.has("ordered") and row["granted"] != "pending"]
    if never:
        yield COUNTS_NOWHERE.at(never[0].spot("ordered"), count=len(never))
    inside = range(-calendar.before, calendar.periods)
    ordered = [row for row in rows if row.has("ordered")]
    outside = [row for row in ordered if calendar.period_of(row["ordered"]) not in inside]
    if outside:
        yield COUNTS_NO_MORE.at(
            outside[0].spot("ordered"), since=calendar.label(-calendar.before),
            end=calendar.label(calendar.periods - 1), count=len(outside),
        )  # fmt: skip


COUNTS_LATE = kind(
    "E571",
    (
        "counts_from '{seen}'{seen:이가} 계획 시작 {start}보다 늦습니다.",
        "counts_from '{seen}' lies after the start {start}.",
    ),
    (
        "올해의 첫 달처럼 계획 시작이나 그 앞의 기간을 적거나 비우세요.",
        "Write a period up to the start, such as the first month of the year, or leave it blank.",
    ),
)
COUNTS_EARLY = kind(
    "E572",
    (
        "counts_from '{seen}'{seen:은는} 계획 시작보다 {most}기간 넘게 앞섭니다.",
        "counts_from '{seen}' lies more than {most} periods before the start.",
    ),
    ("연도를 확인하세요.", "Check the year."),
)


def counts_from(draft: Draft) -> Iterator[Fault]:
    """Windows look back from the start, not ahead."""
    for row in draft.sound("settings", "key", "value"):
        if row.text("key") != "counts_from" or not row.has("value") or draft.calendar is None:
            continue
        period = draft.calendar.period_of(row["value"])
        if period > 0:
            yield COUNTS_LATE.at(row.spot("value"), start=draft.calendar.label(0))
        elif -period > LONGEST_PLAN:
            yield COUNTS_EARLY.at(row.spot("value"), most=LONGEST_PLAN)


CHECKS = (open_orders, counts_from)
"""What a workbook says of the time before its plan."""
