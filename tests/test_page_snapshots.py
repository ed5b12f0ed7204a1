"""Every page of a plan and of every study reads as it is kept, in both languages."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from described import snapshot
from sample_plan import infeasible_plan, sample_plan
from sample_risk import sample_risk
from sample_studies import sample_grid, sample_line, sample_scenarios
from sample_trades import frontier, grid, monte_carlo, room, tornado

from planner.explain.voice import Voice
from planner.page.page import Page
from planner.report import plan_pages
from planner.study.frontier.pages import frontier_pages
from planner.study.monte_carlo.pages import monte_carlo_pages
from planner.study.room.pages import room_pages
from planner.study.scenarios.pages import scenario_pages
from planner.study.sweep.found import SweepsFound
from planner.study.sweep.pages import sweep_pages
from planner.study.tornado.pages import tornado_pages
from planner.words import Language

RISKY = dataclasses.replace(sample_plan(), risk=sample_risk())
SWEEPS = SweepsFound((sample_line(), sample_grid()), {})
PAGES: dict[str, Callable[[Language], list[Page]]] = {
    "plan": lambda language: plan_pages(sample_plan(), language),
    "plan-with-risk": lambda language: plan_pages(RISKY, language),
    "no-plan": lambda language: plan_pages(infeasible_plan(), language),
    "scenarios": lambda language: scenario_pages(*told(sample_scenarios(), language)),
    "sweeps": lambda language: sweep_pages(*told(SWEEPS, language)),
    "tornado": lambda language: tornado_pages(*told(tornado(), language)),
    "monte-carlo": lambda language: monte_carlo_pages(*told(monte_carlo(), language)),
    "frontier": lambda language: frontier_pages(*told(frontier(), language)),
    "frontier-of-two-measures": lambda language: frontier_pages(*told(grid(), language)),
    "room": lambda language: room_pages(*told(room(), language)),
}


def told(study: Any, language: Language) -> tuple[Any, Voice]:
    """A study and who speaks of it."""
    return study, Voice.of(study.case, language)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_read_as_they_are_kept(name: str, language: Language) -> None:
    """All that the pages hold, word for word, number for number."""
    snapshot(f"{name}-{language}", PAGES[name](language))
