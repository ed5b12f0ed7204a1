"""Assumptions: what each scenario changes, in words and as the case says it."""

from models.calendar import month_text
from models.case import Scenario
from models.edit import Edit
from planner.explain.edit_words import edit_words
from planner.page.grid import Fit, Grid, GridColumn
from planner.page.page import Page
from planner.study.scenarios import headings as words
from planner.study.scenarios.found import ScenariosFound
from planner.study.scenarios.voice import ScenarioVoice


def assumption_page(study: ScenariosFound, voice: ScenarioVoice) -> Page:
    """Every edit as a sentence beside its row of the case; the note stands once."""
    names = [point.name for point in study.points[1:]]
    edits = [one for name in names for one in study.case.scenarios if one.scenario == name]
    first: dict[str, Scenario] = {}
    for one in edits:
        first.setdefault(one.scenario, one)

    def said(one: Scenario) -> str:
        return edit_words(Edit.of(one), voice)

    def note(one: Scenario) -> str:
        return study.notes.get(one.scenario, "") if one is first[one.scenario] else ""

    say = voice.say
    columns = (
        GridColumn(
            "scenario",
            say(words.SCENARIO),
            lambda one: voice.name(one.scenario),
            look="bold wrap",
            width=Fit(24, 46),
        ),
        GridColumn("said", say(words.IN_WORDS), said, look="wrap", width=58),
        GridColumn("table", say(words.TABLE), look="wrap", width=12),
        GridColumn("where", say(words.WHERE), look="wrap", width=34),
        GridColumn("column", say(words.COLUMN), look="wrap", width=16),
        GridColumn("op", say(words.OPERATION), width=10),
        GridColumn("value", say(words.VALUE), format="general", look="left", width=10),
        GridColumn("from", say(words.FROM), lambda one: _month(one.from_), width=10),
        GridColumn("until", say(words.UNTIL), lambda one: _month(one.until), width=10),
        GridColumn("note", say(words.NOTE), note, look="wrap", width=60),
    )
    return Page(
        name=say(words.EDITS),
        title=say(words.EDITS_TITLE),
        about=say(words.EDITS_ABOUT),
        blocks=(Grid("edits", columns, edits, pinned=1, repeated=True),),
    )


def _month(month: int | None) -> str | None:
    return None if month is None else month_text(month)
