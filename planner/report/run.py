"""Run: what is needed to get the same result again, and the verdict of the check."""

from collections.abc import Iterator, Mapping

from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.page.grid import Grid, GridColumn
from planner.page.page import Page
from planner.report import words
from planner.words import Words

# ruff: noqa: E501
_ABOUT = Words(
    "같은 결과를 다시 얻는 데 필요한 기록", "What is needed to get the same result again"
)
_DETAIL = Words("세부", "Detail")
_CHECK_PASSED = Words(
    "독립 검산 통과: 주문에서 다시 계산한 비용과 모든 약속이 맞습니다 (가장 큰 어긋남 {:.1e}).",
    "Independent check passed: costs and promises recomputed from the orders agree (largest violation {:.1e}).",
)
_CHECK_FAILED = Words(
    "독립 검산 실패 (가장 큰 어긋남 {:.1e}): {}",
    "Independent check FAILED (largest violation {:.1e}): {}",
)
_NOT_CHECKED = Words("독립 검산을 하지 않았습니다.", "No independent check was made.")


def run_page(plan: Plan, voice: Voice) -> Page:
    """The run's record as item, detail, value."""
    columns = (
        GridColumn("item", voice.say(words.KEY), lambda row: row[0], width=30),
        GridColumn("detail", voice.say(_DETAIL), lambda row: row[1], width=26),
        GridColumn(
            "value", voice.say(words.VALUE), lambda row: row[2], "general", "left wrap", width=90
        ),
    )
    rows = [(_key(key, voice), detail, value) for key, detail, value in _records(plan, voice)]
    return Page(
        voice.say(words.RUN), voice.say(words.RUN), (Grid("run", columns, rows),), voice.say(_ABOUT)
    )


def check_text(plan: Plan, voice: Voice) -> str:
    """Return the verdict of the independent check, with its largest violation."""
    if plan.check is None:
        return voice.say(_NOT_CHECKED)
    if plan.check.passed:
        return voice.say(_CHECK_PASSED, plan.check.largest_violation)
    problems = "; ".join(plan.check.problems)
    return voice.say(_CHECK_FAILED, plan.check.largest_violation, problems)


def _records(plan: Plan, voice: Voice) -> Iterator[tuple[str, str, object]]:
    yield "status", "", plan.status
    if plan.message:
        yield "message", "", plan.message
    if plan.objective is not None:
        yield "objective", plan.case.settings.currency, plan.objective
    if plan.gap is not None:
        yield "gap", "", plan.gap
    yield "check", "", check_text(plan, voice)
    for problem in plan.check.problems if plan.check else ():
        yield "problems", "", problem
    known = [key for key in words.RUN_KEYS if key in plan.run]
    for key in (*known, *sorted(set(plan.run) - set(known))):
        value = plan.run[key]
        if isinstance(value, Mapping):
            for detail, one in value.items():
                seconds = key == "seconds" and isinstance(one, float)
                yield key, str(detail), round(one, 3) if seconds else _plain(one)
        else:
            yield key, "", _plain(value)


def _plain(value: object) -> object:
    return value if isinstance(value, bool | int | float | None) else str(value)


def _key(key: str, voice: Voice) -> str:
    return voice.say(words.RUN_KEYS[key]) if key in words.RUN_KEYS else key
