"""The pages of a plan and of studies read, word for word, as they are kept."""

import dataclasses
from collections.abc import Callable

import pytest
from described import snapshot
from sample_case import VOICES
from sample_plan import infeasible_plan, sample_plan
from sample_risk import sample_risk
from sample_trades import frontier, grid, monte_carlo, room, tornado

from planner.page.page import Page
from planner.report import plan_pages
from planner.study.frontier.pages import frontier_pages
from planner.study.monte_carlo.pages import monte_carlo_pages
from planner.study.room.pages import room_pages
from planner.study.tornado.pages import tornado_pages
from planner.words import Language


def risky_plan(language: Language) -> list[Page]:
    """All pages of a plan that looks at risk, but the data for programs."""
    plan = dataclasses.replace(sample_plan(), risk=sample_risk())
    return [page for page in plan_pages(plan, language) if not page.protected]


PAGES: dict[str, Callable[[Language], list[Page]]] = {
    "plan": risky_plan,
    "no-plan": lambda language: plan_pages(infeasible_plan(), language),
    "tornado": lambda language: tornado_pages(tornado(), VOICES[language]),
    "monte-carlo": lambda language: monte_carlo_pages(monte_carlo(12), VOICES[language]),
    "frontier": lambda language: frontier_pages(frontier(), VOICES[language]),
    "frontier-grid": lambda language: frontier_pages(grid(), VOICES[language]),
    "room": lambda language: room_pages(room(), VOICES[language]),
}


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_read_as_they_are_kept(name: str, language: Language) -> None:
    """All that the pages hold: texts, tables, and what drawings show."""
    snapshot(f"{name}-{language}", PAGES[name](language))
