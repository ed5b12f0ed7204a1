"""The pages of a plan: what a buyer reads. Data come only from a ``Plan``."""

from collections.abc import Callable
from pathlib import Path

from planner.explain import speak
from planner.explain.figures import has_plan
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.page.page import Page
from planner.page.xlsx.write import write_pages
from planner.report.allocation import allocation_page
from planner.report.arrivals import arrivals_page
from planner.report.concentration import concentration_page
from planner.report.conflicts import conflicts_page
from planner.report.costs import costs_page
from planner.report.fan import fan_page
from planner.report.risk import risk_page
from planner.report.run import run_page
from planner.report.summary import summary_page
from planner.words import Language

__all__ = ["plan_pages", "write_plan"]

_Maker = Callable[[Plan, Voice], Page | None]
_WITH_PLAN: tuple[_Maker, ...] = (
    summary_page,
    allocation_page,
    concentration_page,
    risk_page,
    arrivals_page,
    fan_page,
    costs_page,
    run_page,
)
_WITHOUT_PLAN: tuple[_Maker, ...] = (summary_page, conflicts_page, run_page)


def plan_pages(plan: Plan, language: Language) -> list[Page]:
    """The pages of a plan, or those that say why there is none."""
    voice = Voice.of(plan.case, language)
    said = speak.plan_in(plan, language)
    makers = _WITH_PLAN if has_plan(plan) else _WITHOUT_PLAN
    return [page for make in makers if (page := make(said, voice)) is not None]


def write_plan(plan: Plan, path: Path | str, language: Language) -> None:
    """Write the plan, or why there is none, as an Excel workbook.

    The same plan gives the same bytes. Raises OutputError if the path cannot be written.
    """
    started, title = (
        str(plan.run.get("started", "")),
        speak.case_in(plan.case, language).settings.title,
    )
    write_pages(plan_pages(plan, language), Path(path), language, started, title)
