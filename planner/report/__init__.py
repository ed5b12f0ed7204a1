"""The pages of a plan: what a buyer reads. Data come only from a ``Plan``."""

from collections.abc import Callable
from pathlib import Path

from planner.explain import speak
from planner.explain.figures import has_plan
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.page.document import Document, write_document
from planner.page.page import Page
from planner.report.allocation import allocation_page
from planner.report.arrivals import arrivals_page
from planner.report.concentration import concentration_page
from planner.report.conflicts import conflicts_page
from planner.report.costs import costs_page
from planner.report.embedded import embedded_page
from planner.report.fan import fan_page
from planner.report.inputs import inputs_page
from planner.report.orders import orders_page
from planner.report.overview import overview_page
from planner.report.payments import payments_page
from planner.report.processing import processing_page
from planner.report.risk import risk_page
from planner.report.run import run_page
from planner.report.schedule import schedule_page
from planner.report.shadow import shadow_page
from planner.report.standing import standing_page
from planner.report.stock import stock_page
from planner.report.summary import summary_page
from planner.words import Language

__all__ = ["plan_document", "plan_pages", "write_plan"]

_Maker = Callable[[Plan, Voice], Page | None]
_WITH_PLAN: tuple[_Maker, ...] = (
    summary_page,
    overview_page,
    schedule_page,
    orders_page,
    allocation_page,
    standing_page,
    concentration_page,
    stock_page,
    risk_page,
    arrivals_page,
    fan_page,
    processing_page,
    costs_page,
    payments_page,
    shadow_page,
    inputs_page,
    run_page,
)
_WITHOUT_PLAN: tuple[_Maker, ...] = (summary_page, conflicts_page, inputs_page, run_page)


def plan_pages(plan: Plan, language: Language) -> list[Page]:
    """The pages of a plan, or those that say why there is none."""
    voice = Voice.of(plan.case, language)
    said = speak.plan_in(plan, language)
    makers = _WITH_PLAN if has_plan(plan) else _WITHOUT_PLAN
    found = [page for make in makers if (page := make(said, voice)) is not None]
    # Commands that judge the plan later read its names as they were typed.
    return [*found, embedded_page(plan, voice)] if has_plan(plan) else found


def plan_document(plan: Plan, language: Language) -> Document:
    """The plan, or why there is none, as pages. The same plan gives the same document."""
    title = speak.case_in(plan.case, language).settings.title
    started = str(plan.run.get("started", ""))
    return Document(tuple(plan_pages(plan, language)), language, title, started)


def write_plan(plan: Plan, path: Path | str, language: Language) -> None:
    """Write the plan where the name says: an Excel workbook, or ``.html``. Raises OutputError."""
    write_document(plan_document(plan, language), Path(path))
