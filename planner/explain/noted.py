"""Notices as a reader sees them, one a line."""

from collections.abc import Iterable

from planner.explain.voice import Voice
from planner.outcomes.notices import Notice
from planner.words import Words

NOTES = Words("알아둘 점", "Notes")
_ALIKE = Words("{}: 같은 알림이 {}건 더 있습니다. [{}]", "{}: and {} more of the same. [{}]")
_MOST_ALIKE = 3
"""Notes of one kind that are shown one by one."""


def note_lines(notes: Iterable[Notice], voice: Voice) -> list[str]:
    """What was said, in its order; of many of one kind the first, and how many more."""
    kinds: dict[tuple[str, str], list[Notice]] = {}
    for note in notes:
        kinds.setdefault((note.code, note.sheet), []).append(note)
    texts = []
    for alike in kinds.values():
        texts += [note.line for note in alike[:_MOST_ALIKE]]
        more = len(alike) - _MOST_ALIKE
        texts += [voice.say(_ALIKE, alike[0].sheet, more, alike[0].code)] if more > 0 else []
    return texts
