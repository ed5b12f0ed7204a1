"""The pages of ``planner scenarios``: named what-ifs side by side, and which plan to hold."""

from planner.explain.voice import Voice
from planner.outcomes.point import Point
from planner.page.grid import GridColumn
from planner.page.page import Page
from planner.study.front.points_page import points_page
from planner.study.scenarios import headings as words
from planner.study.scenarios.assumption_page import assumption_page
from planner.study.scenarios.cost_page import cost_page
from planner.study.scenarios.found import ScenariosFound
from planner.study.scenarios.plan_page import plan_page, planned
from planner.study.scenarios.regret_page import regret_page
from planner.study.scenarios.summary_page import summary_page
from planner.study.scenarios.voice import ScenarioVoice


def scenario_pages(study: ScenariosFound, voice: Voice) -> list[Page]:
    """The scenarios side by side, their plans, regret, costs and edits, and every plan made."""
    own = ScenarioVoice.about(study, voice)
    if not study.points:
        # Interrupted before the base was planned: the assumptions are all there is.
        return [assumption_page(study, own)]
    pages = [summary_page(study, own)]
    if planned(study):
        pages += [plan_page(study, own), *regret_page(study, own), cost_page(study, own)]
    return [*pages, assumption_page(study, own), _results(study, own)]


def _results(study: ScenariosFound, voice: ScenarioVoice) -> Page:
    def note(point: Point) -> str:
        return study.notes.get(point.name, "")

    said = voice.say(words.SCENARIO)
    extra = [GridColumn("scenario", said, lambda point: voice.name(point.name), width=30)]
    if any(map(note, study.points)):
        extra.append(GridColumn("note", voice.say(words.NOTE), note, width=40))
    return points_page(voice, study.points, extra)
