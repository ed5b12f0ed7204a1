"""Notes: the audit's verdict, and all that reading and planning had to say."""

from planner.explain import figures
from planner.explain.noted import NOTES, note_lines
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.page.page import Note, Section
from planner.report.run import check_text


def notes_section(plan: Plan, voice: Voice) -> Section:
    """The verdict of the audit first, then what the solver said, then every note."""
    texts = [check_text(plan, voice)] if figures.has_plan(plan) else []
    # A solver that says "Optimal" adds nothing to the status above.
    texts += [plan.message] if plan.message and plan.status != "optimal" else []
    texts += note_lines(plan.notes, voice)
    return Section(voice.say(NOTES), tuple(Note(text, wide=True) for text in dict.fromkeys(texts)))
