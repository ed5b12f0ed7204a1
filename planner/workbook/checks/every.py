"""All checks, in the order people fill in a workbook."""

from collections.abc import Callable, Iterator

from planner.workbook.checks import (
    baseline,
    before,
    contents,
    documents,
    events,
    gaps,
    limits,
    magnitudes,
    making,
    plan,
    policy,
    purchase,
    study,
    unread,
)
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault

CHECKS: tuple[Callable[[Draft], Iterator[Fault]], ...] = (
    *plan.CHECKS, *before.CHECKS, *contents.CHECKS, *purchase.CHECKS, *making.CHECKS,
    *policy.CHECKS, *events.CHECKS, *documents.CHECKS, *limits.CHECKS, *baseline.CHECKS,
    *unread.CHECKS,
    *gaps.CHECKS, *magnitudes.CHECKS, *study.CHECKS,
)  # fmt: skip


def run_checks(draft: Draft) -> None:
    """Add what does not fit together to the draft's faults."""
    for check in CHECKS:
        draft.faults += check(draft)
