"""The result workbook: what a buyer reads. Data come only from a ``Plan``."""

from pathlib import Path

from planner.explain import speak
from planner.explain.figures import has_plan
from planner.outcomes.plan import Plan
from planner.report.allocation import write_allocation
from planner.report.arrivals import write_arrivals
from planner.report.book import Book
from planner.report.concentration import write_concentration
from planner.report.conflicts import write_conflicts
from planner.report.costs import write_costs
from planner.report.embedded import write_embedded
from planner.report.fan import write_fan
from planner.report.inputs import write_inputs
from planner.report.orders import write_orders
from planner.report.processing import write_processing
from planner.report.risk import write_risk
from planner.report.run import write_run
from planner.report.shadow import write_shadow
from planner.report.stock import write_stock
from planner.report.summary import write_summary
from planner.words import Language

__all__ = ["write_plan"]

_WITH_PLAN = (
    write_summary,
    write_orders,
    write_allocation,
    write_concentration,
    write_stock,
    write_risk,
    write_arrivals,
    write_fan,
    write_processing,
    write_costs,
    write_shadow,
    write_inputs,
    write_run,
)
_WITHOUT_PLAN = (write_summary, write_conflicts, write_inputs, write_run)


def write_plan(plan: Plan, path: Path | str, language: Language) -> None:
    """Write the plan, or why there is none, as an Excel workbook.

    The same plan gives the same bytes. Raises OutputError if the path cannot be written.
    """
    original, plan = plan, speak.plan_in(plan, language)
    started = str(plan.run.get("started", ""))
    book = Book(Path(path), language, started, plan.case.settings.title)
    for write in _WITH_PLAN if has_plan(plan) else _WITHOUT_PLAN:
        write(book, plan)
    if has_plan(plan):
        write_embedded(book, original)
    book.close()
