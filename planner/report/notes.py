"""Notes: the audit's verdict, and all that reading and planning had to say."""

from planner.explain import figures
from planner.explain.voice import Voice
from planner.outcomes.notices import Notice
from planner.outcomes.plan import Plan
from planner.page.page import Note, Section
from planner.report.run import check_text
from planner.words import Words

_NOTES = Words("알아둘 점", "Notes")
_ALIKE = Words("{}: 같은 알림이 {}건 더 있습니다. [{}]", "{}: and {} more of the same. [{}]")
_MOST_ALIKE = 3
"""Notes of one kind that are shown one by one."""


def notes_section(plan: Plan, voice: Voice) -> Section:
    """The verdict of the audit first, then what the solver said, then every note."""
    texts = [check_text(plan, voice)] if figures.has_plan(plan) else []
    # A solver that says "Optimal" adds nothing to the status above.
    texts += [plan.message] if plan.message and plan.status != "optimal" else []
    texts += _noted(plan, voice)
    return Section(voice.say(_NOTES), tuple(Note(text, wide=True) for text in dict.fromkeys(texts)))


def _noted(plan: Plan, voice: Voice) -> list[str]:
    """What reading and planning had to say; of many of one kind the first, and how many more."""
    kinds: dict[tuple[str, str], list[Notice]] = {}
    for note in plan.notes:
        kinds.setdefault((note.code, note.sheet), []).append(note)
    texts = []
    for alike in kinds.values():
        texts += [note.line for note in alike[:_MOST_ALIKE]]
        more = len(alike) - _MOST_ALIKE
        texts += [voice.say(_ALIKE, alike[0].sheet, more, alike[0].code)] if more > 0 else []
    return texts
